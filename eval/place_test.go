package eval

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLocateFromAnyFolder: every folder that a user may name leads to the same
// texts and labels.
func TestLocateFromAnyFolder(t *testing.T) {
	root := t.TempDir()
	for _, f := range []string{"data/giveme5w1h/articles.jsonl.gz", "data/timeline17/egypt/articles.jsonl.gz", "gold/en/events-dev.tsv"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, f)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, f), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, gold := filepath.Join(root, "data"), filepath.Join(root, "gold")
	for dir, want := range map[string]place{
		"":                {data, gold, ""},
		"data":            {data, gold, ""},
		"gold":            {data, gold, ""},
		"gold/en":         {data, gold, "en"},
		"data/giveme5w1h": {data, gold, "giveme5w1h"},
	} {
		got := locate(filepath.Join(root, dir))
		got.gold = filepath.Clean(got.gold)
		if got != want {
			t.Errorf("%q: %+v, want %+v", dir, got, want)
		}
	}
}
