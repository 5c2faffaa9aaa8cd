package digest_test

import (
	"errors"
	"testing"

	"kiku/internal/digest"
)

// TestCheckLog: what a digest remembers of its editions has only names and numbers
// of its reports, and the newest edition the digest's own headline.
func TestCheckLog(t *testing.T) {
	n := openNewsroom(t)
	c := n.checker()
	tampered := 0
	for _, d := range n.digests(t) {
		if got := c.CheckLog(&d); len(got) > 0 {
			t.Errorf("%s %s as told: %v", d.Story, d.Lang, got)
		}
		was := d.Log
		for name, log := range map[string][]digest.Issue{
			"another headline":       {{Edition: d.Edition, Headline: d.Headline.Text + "!"}},
			"an old number":          {{Edition: d.Edition + 1, Headline: "98765"}},
			"a figure of no report":  {{Edition: d.Edition + 1, Headline: d.Headline.Text, Changes: []digest.Change{{ID: "c1", Was: "13", Now: "98765"}}}},
			"a name of no report":    {{Edition: d.Edition + 1, Headline: d.Headline.Text, Changes: []digest.Change{{ID: "c1", Line: digest.Line{Text: "President Zorba Quillfeather resigned.", Lang: "en"}}}}},
			"a number of no report ": {{Edition: d.Edition + 1, Headline: d.Headline.Text, Changes: []digest.Change{{ID: "c1", Line: digest.Line{Text: "98765人が避難した。", Lang: "ja"}}}}},
		} {
			if d.Log = log; len(d.Corrected) > 0 && name == "an old number" {
				continue // an old headline may stand on words that were corrected
			}
			tampered++
			got := c.CheckLog(&d)
			if len(got) != 1 {
				t.Errorf("%s %s, %s: %v", d.Story, d.Lang, name, got)
			}
			for _, err := range got {
				if !errors.Is(err, digest.ErrLog) {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
		d.Log = was
	}
	if tampered < 20 {
		t.Errorf("tampered %d times", tampered)
	}
}
