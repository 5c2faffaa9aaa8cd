package eval

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestTrainAttributor learns the reader of attributions. With -train it
// cross-validates over all folds, writes the reader and adds the figures to
// history; without it, it measures one fold of one part of the texts, so that
// learning stays alive.
func TestTrainAttributor(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	if !*train {
		t.Skip("learning takes minutes: asked for with -train")
	}
	packed, figures, err := TrainAttributor(dir, attributionFolds)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", len(packed))
	for _, f := range figures {
		t.Log(f)
	}
	if err := os.WriteFile(filepath.Join("..", "internal", "claim", "attributor.gen.bin"), packed, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Record("history", "cross-validated", *commit, time.Now(), figures); err != nil {
		t.Fatal(err)
	}
}
