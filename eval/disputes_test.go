package eval

import (
	"os"
	"testing"

	"kiku/internal/claim"
)

// TestDisputesShow prints every pair that is judged otherwise than labelled,
// with the reason, when KIKU_GOLD is set.
func TestDisputesKeepTheirFigures(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	if os.Getenv("KIKU_GOLD") != "" {
		for _, name := range pairSets(dir) {
			pairs, err := loadPairs(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pairs {
				got, by := p.judge(claim.Usual)
				mark := "ok"
				if got != p.want {
					mark = "XX"
				}
				t.Logf("%s want %s got %s %s | %s\n   %s", mark, p.want, got, by, p.topic, p.about)
			}
		}
	}
	figures, err := Disputes(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		t.Log(f)
	}
}
