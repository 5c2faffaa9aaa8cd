package eval

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"kiku/internal/digest"
)

var missed = flag.String("missed", "", "print faults of a class that pass the check (or true lines that are refused, with true)")

// leastRefused are the shares of planted faults that the check must refuse.
var leastRefused = map[string]float64{"quote": 0.999, "figure": 0.995, "name": 0.995, "date": 0.995, "polarity": 0.97, "hedge": 0.97,
	"condition": 0.97, "role": 0.99, "speaker": 0.99, "publisher": 1, "source": 0.99, "attribution": 0.97, "tense": 0.97, "order": 0.97,
	"merge": 0.97, "fellow": 0.97, "swap": 0.99, "direction": 0.97, "comparison": 0.97, "scope": 0.97, "voice": 0.97, "cause": 0.97, "place": 0.97}

// TestPlantedFaults plants faults by the thousand in both languages.
func TestPlantedFaults(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return // shared has said why, or failed
	}
	planting, err := plantedIn(dir, func(class string, l trueLine, p digest.Printed, err error) {
		if *missed == "" || *missed != "all" && !strings.HasPrefix(class, *missed) || (err == nil) == (class == "true") {
			return
		}
		fmt.Fprintf(os.Stderr, "%s\t%s\t%s\n\tline  %s [%s]\n\tsays  %s [%s]\n\tcited %s\n\t%v\n", class, l.Lang, p.Kind, l.Text, l.Speaker, p.Text, p.Speaker, l.cited[0].Text, err)
	})
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string]Figure{}
	for _, f := range planting.figures() {
		t.Log(f)
		figures[f.Name] = f
	}
	for _, lang := range []string{"check/en", "check/ja"} {
		if f := figures[lang+".mutations"]; f.N < 5000 {
			t.Errorf("%s: %d faults planted", lang, f.N)
		}
		if f := figures[lang+".true_refused"]; f.Value > 0.005 || f.N < 500 {
			t.Errorf("%s: true lines refused: %v", lang, f)
		}
		for class, least := range leastRefused {
			if f := figures[lang+"."+class]; f.N == 0 || f.Value < least {
				t.Errorf("%s: %v of faults refused, want %.3f", lang, f, least)
			}
		}
	}
}
