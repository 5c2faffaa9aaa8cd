package eval

import (
	"slices"
	"testing"
	"time"

	"kiku/internal/digest"
)

// TestTrainRetold learns what tells sentences that repeat a fact; the weights in
// the program are those. With -train it prints them and adds the figures to
// history.
func TestTrainRetold(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	pairs, err := loadRetold(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	w := fitRetold(pairs)
	for i, name := range digest.FactFeatures {
		t.Logf("%s %.2f", name, w[i])
	}
	if !slices.Equal(w, digest.RetoldWeights()) {
		t.Errorf("learned %v, the program has %v", w, digest.RetoldWeights())
	}
	if !*train {
		return
	}
	figures, err := Retold(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := Record("history", "retold", *commit, time.Now(), figures); err != nil {
		t.Fatal(err)
	}
}
