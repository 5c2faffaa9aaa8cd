package eval

import "testing"

// TestTrainAsking learns which question is asked of a Japanese report; with -train it
// records how well that does on reports not seen.
func TestTrainAsking(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	a, figures, err := LearnAsking(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("weights %v, asked from %.1f and %.1f", a.Weights, a.Well, a.Least)
	learned(t, figures, 0.3)
}
