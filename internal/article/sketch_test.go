package article_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// prose makes a text of n sentences that all differ; with another seed it is
// another text.
func prose(seed, n int) string {
	nouns := strings.Fields("ferry harbour mayor tide storm bridge council captain market island engine witness")
	verbs := strings.Fields("reached left warned crossed opened closed followed praised rebuilt questioned")
	var b strings.Builder
	state := uint32(seed)*2654435761 + 1
	next := func(list []string) string {
		state = state*1664525 + 1013904223
		return list[int(state>>16)%len(list)]
	}
	for i := range n {
		fmt.Fprintf(&b, "The %s %s the old %s near the %s on day %d. ", next(nouns), next(verbs), next(nouns), next(nouns), i*7+seed)
	}
	return strings.TrimSpace(b.String())
}

func TestSimilarityEstimatesTheSharedPart(t *testing.T) {
	t.Parallel()
	whole := article.SketchWords(article.Words(prose(1, 60)))
	half := article.SketchWords(article.Words(prose(1, 30)))
	other := article.SketchWords(article.Words(prose(2, 60)))
	if got := article.Similarity(whole, whole); got != 1 {
		t.Errorf("with itself: %v", got)
	}
	if got := article.Similarity(whole, half); math.Abs(got-0.5) > 0.13 {
		t.Errorf("with its half: %v, want about 0.5", got)
	}
	if got := article.Containment(whole, half); got < 0.85 {
		t.Errorf("half contained: %v, want about 1", got)
	}
	if got := article.Similarity(whole, other); got > 0.2 {
		t.Errorf("with another text: %v", got)
	}
	if got := article.Similarity(article.Sketch{}, article.Sketch{}); got != 0 {
		t.Errorf("two empty ones: %v", got)
	}
}

func TestSketchOfJapaneseNeedsNoWords(t *testing.T) {
	t.Parallel()
	text := "港の水位が上がり、市は渡し船を止めた。市長は午後に記者会見を開き、橋の点検を急ぐと述べた。漁協は損害を調べている。"
	a := article.SketchRunes(text + "天候は回復する見通しだ。")
	b := article.SketchRunes(strings.ReplaceAll(text, "、", " "))
	if got := article.Containment(a, b); got < 0.85 {
		t.Errorf("containment %v", got)
	}
}

func TestSketchGoesThroughText(t *testing.T) {
	t.Parallel()
	for _, s := range []article.Sketch{{}, article.SketchWords(article.Words(prose(3, 20)))} {
		text, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got article.Sketch
		if err := got.UnmarshalText(text); err != nil || got != s {
			t.Errorf("%v: %v", err, got)
		}
	}
	var s article.Sketch
	for _, bad := range []string{"xx", "!!!!", strings.Repeat("A", 100)} {
		if err := s.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q accepted", bad)
		}
	}
}

func report(t *testing.T, publisher, text string, hour int) article.Article {
	t.Helper()
	a, err := article.FromFields(article.Fields{
		URL: fmt.Sprintf("https://%s.example/%d", strings.ToLower(strings.ReplaceAll(publisher, " ", "")), hour), Title: "Ferry stopped", Text: text,
		Publisher: publisher, Published: time.Date(2025, 5, 21, hour, 0, 0, 0, time.UTC).Format(time.RFC3339), Lang: "en",
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestEchoOf(t *testing.T) {
	t.Parallel()
	wire := "NORHAVEN (AP) — " + prose(1, 20)
	early, late := report(t, "Harbour Post", prose(1, 20), 8), report(t, "Island Times", prose(1, 20), 9)
	short := report(t, "Coast Daily", prose(1, 9), 7)
	agency, copied := report(t, "AP", wire, 12), report(t, "Harbour Post", wire, 10)
	other := report(t, "Island Times", prose(2, 20), 9)
	tiny := report(t, "Coast Daily", "The ferry stopped.", 7)
	for _, c := range []struct {
		name             string
		a, b             article.Article
		original, agency string
		ok               bool
	}{
		{"the earlier is the original", early, late, early.Publisher, "", true},
		{"a shortened text", early, short, short.Publisher, "", true},
		{"the agency is, though later", agency, copied, "AP", "AP", true},
		{"another text", early, other, "", "", false},
		{"too short to say", tiny, early, "", "", false},
		{"itself", early, early, "", "", false},
	} {
		for _, pair := range [][2]article.Article{{c.a, c.b}, {c.b, c.a}} {
			e, ok := article.EchoOf(pair[0], pair[1], article.SketchOf(pair[0]), article.SketchOf(pair[1]))
			if ok != c.ok || e.Agency != c.agency {
				t.Errorf("%s: %+v, %v", c.name, e, ok)
				continue
			}
			if !ok {
				continue
			}
			original := pair[0]
			if e.Original == pair[1].ID {
				original = pair[1]
			}
			if original.Publisher != c.original || e.Copy == e.Original {
				t.Errorf("%s: original %s, want %s", c.name, original.Publisher, c.original)
			}
		}
	}
}

func BenchmarkSketchWords(b *testing.B) {
	words := article.Words(prose(1, 20))
	for b.Loop() {
		article.SketchWords(words)
	}
}
