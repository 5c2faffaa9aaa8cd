package eval

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTrainLanguages learns the table of package ngram again. With -train it
// reads the lists in KIKU_WORDLISTS and writes the table.
func TestTrainLanguages(t *testing.T) {
	if !*train {
		t.Skip("only with -train")
	}
	data, err := TrainLanguages(os.Getenv("KIKU_WORDLISTS"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", "internal", "language", "detect.gen.bin"), []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}
