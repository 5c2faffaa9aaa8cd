package eval

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestTrainAttributor learns the reader of attributions. With -train it
// cross-validates over all folds, writes the reader and adds the figures to
// history; without it, it learns from a few texts, so that learning stays alive.
func TestTrainAttributor(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	most, folds := 12, 1
	if *train {
		most, folds = 1<<30, attributionFolds
	}
	packed, figures, err := TrainAttributor(dir, most, folds)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", len(packed))
	for _, f := range figures {
		t.Log(f)
		if f.Name == "polnear/train-cv.cue_exact_f1" && f.Value < 0.2 {
			t.Errorf("%s: learning does not work", f)
		}
	}
	if !*train {
		return
	}
	if err := os.WriteFile(filepath.Join("..", "internal", "claim", "attributor.gen.bin"), packed, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Record("history", "cross-validated", *commit, time.Now(), figures); err != nil {
		t.Fatal(err)
	}
}
