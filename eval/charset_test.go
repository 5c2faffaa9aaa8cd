package eval

import "testing"

// TestEveryLieIsSeenThrough needs no data: the texts are our own.
func TestEveryLieIsSeenThrough(t *testing.T) {
	t.Parallel()
	lies, err := charsetLies()
	if err != nil {
		t.Fatal(err)
	}
	short, err := shortJapanese()
	if err != nil {
		t.Fatal(err)
	}
	for part, cases := range map[string][]labelledBytes{"lies": lies, "short": short} {
		wrong := 0
		for _, c := range cases {
			if got := decoders[0].decode(c.data, c.contentType); got != c.text {
				wrong++
				t.Logf("%s %s: %q for %q", c.name, c.id, got[max(0, len(got)-60):], c.text[max(0, len(c.text)-60):])
			}
		}
		t.Logf("%s: %d of %d wrong", part, wrong, len(cases))
		if wrong*50 > len(cases) {
			t.Errorf("%s: %d of %d wrong", part, wrong, len(cases))
		}
	}
}
