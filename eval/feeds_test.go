package eval

import (
	"errors"
	"strings"
	"testing"
)

// feedFloors are counts that may not be lost: the figures of 2026-11-22 less
// one or two files.
var feedFloors = map[string]float64{
	"feeds-feedparser.wellformed.parsed":  1749,
	"feeds-feedparser.illformed.parsed":   18,
	"feeds-feedparser.entities.parsed":    256,
	"feeds-feedparser.encoding.parsed":    82,
	"feeds-feedparser.all.values":         845,
	"feeds-gofeed.all.parsed":             539,
	"feedvalidator-errors.all.understood": 1439,
	"crawler-sitemaps.all.parsed":         18,
}

func TestFeedsKeepTheirFigures(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	figures, err := Feeds(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, f := range figures {
		got[f.Name] = f.Value
		if base, ok := strings.CutSuffix(f.Name, ".gofeed.parsed"); ok && f.Value > got[base+".parsed"] {
			t.Errorf("%s: gofeed reads %.0f, we %.0f", base, f.Value, got[base+".parsed"])
		}
	}
	for name, floor := range feedFloors {
		if v, ok := got[name]; !ok || v < floor {
			t.Errorf("%s = %.0f, floor %.0f", name, v, floor)
		}
	}
}

// TestItemsSurviveMutations breaks feeds in other places than the committed
// figures do.
func TestItemsSurviveMutations(t *testing.T) {
	for seed := range uint64(5) {
		for _, f := range Mutations(1000 + seed) {
			switch {
			case f.Name == "mutations.all.items" && f.Value < 0.985*float64(f.N):
				t.Errorf("seed %d: %.0f of %d items", seed, f.Value, f.N)
			case strings.HasPrefix(f.Name, "mutations.kind-cut") || strings.Contains(f.Name, "gofeed"):
			case strings.HasPrefix(f.Name, "mutations.kind") && f.Value < 0.93*float64(f.N):
				t.Errorf("seed %d: %s %.0f of %d", seed, f.Name, f.Value, f.N)
			}
		}
	}
}

func TestFeedsOfAFolderAreMeasuredAlone(t *testing.T) {
	if _, err := Feeds(t.TempDir(), ""); !errors.Is(err, ErrNoSet) {
		t.Errorf("err = %v, want ErrNoSet", err)
	}
	dir := shared(t)
	if dir == "" {
		return
	}
	figures, err := Feeds(dir+"/text/crawler-sitemaps", "")
	if err != nil || len(figures) == 0 || !strings.HasPrefix(figures[0].Name, "crawler-sitemaps.") {
		t.Errorf("%v, %v", figures, err)
	}
	for _, f := range figures {
		if strings.HasPrefix(f.Name, "mutations") {
			t.Errorf("a folder of its own is measured with %s", f.Name)
		}
	}
}
