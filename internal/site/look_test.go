package site

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWriteLook writes the sample site to $KIKU_LOOK, for looking at in a browser.
func TestWriteLook(t *testing.T) {
	dir := os.Getenv("KIKU_LOOK")
	if dir == "" {
		return
	}
	m := Memory{}
	if err := Render(sampleInput(), m); err != nil {
		t.Fatal(err)
	}
	for p, b := range m {
		f := filepath.Join(dir, p)
		os.MkdirAll(filepath.Dir(f), 0o755)
		os.WriteFile(f, b, 0o644)
	}
}
