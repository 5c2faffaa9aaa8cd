package eval

import "testing"

// TestTrainGist learns what makes a sentence a point of its report's card; with
// -train it records how well that does on reports not seen.
func TestTrainGist(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	w, figures, err := LearnGist(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("weights %v", w)
	learned(t, figures, 0.5)
}
