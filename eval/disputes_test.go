package eval

import (
	"os"
	"testing"

	"kiku/internal/claim"
)

// claimFloors are figures of statements, disputes and ledgers that may not be
// lost: the value reached, less one labelled item in thirty.
var claimFloors = map[string]float64{
	"en/disagreements-dev.differ_p": 0.93, "en/disagreements-dev.differ_r": 0.65,
	"en/disagreements-dev.conflict_r": 0.60, "en/disagreements-dev.update_r": 0.55,
	"ja/figures-dev.differ_p": 0.94, "ja/figures-dev.differ_r": 0.78,
}

// TestDisputesKeepTheirFigures also prints, where KIKU_GOLD is set, every pair
// that is judged otherwise than labelled.
func TestDisputesKeepTheirFigures(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	got := map[string]float64{}
	for _, name := range pairSets(dir) {
		pairs, err := loadPairs(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		seen := confusion{}
		for _, p := range pairs {
			verdict, by := p.judge(claim.Usual)
			seen.add(p.want, verdict)
			if os.Getenv("KIKU_GOLD") != "" && verdict != p.want {
				t.Logf("want %s got %s %s | %s\n   %s", p.want, verdict, by, p.topic, p.about)
			}
		}
		for _, f := range seen.figures(name, "", len(pairs)) {
			got[f.Name] = f.Value
		}
	}
	keepFloors(t, got, claimFloors)
}

func keepFloors(t *testing.T, got, floors map[string]float64) {
	t.Helper()
	for name, floor := range floors {
		if v, ok := got[name]; !ok || v < floor {
			t.Errorf("%s is %.3f, under %.3f", name, v, floor)
		}
	}
}
