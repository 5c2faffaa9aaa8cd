package eval

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"kiku/internal/article"
)

// TestTrainPages learns which blocks of a page are its report. With -train it
// learns from all sets, writes the chooser and adds the cross-validated figures
// to history; without it, from the Japanese pages alone, so that learning stays
// alive.
func TestTrainPages(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	if !*train {
		dir = filepath.Join(dir, "pages", "ja-pages")
	}
	chooser, figures, err := TrainPages(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		t.Log(f)
		if f.Value < 0.5 {
			t.Errorf("%s: learning does not work", f)
		}
	}
	again, err := article.ParseChooser(chooser.String())
	if err != nil || len(again.Trees) != len(chooser.Trees) || again.Threshold != chooser.Threshold {
		t.Fatalf("the chooser is not read as it was written: %v", err)
	}
	if *train {
		if err := os.WriteFile(filepath.Join("..", "internal", "article", "choose.tsv"), []byte(chooser.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := Record("history", "cross-validated", *commit, time.Now(), figures); err != nil {
			t.Fatal(err)
		}
	}
}
