package publish

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

func put(t *testing.T, target string, files map[string]string) Summary {
	t.Helper()
	f, err := NewFolder(target)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := f.Put(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := f.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// tree returns every file of a folder with its bytes.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, p))
		out[p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSiteReplacesTheOneBefore(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "deep", "site")
	put(t, target, map[string]string{"index.html": "old", "gone.html": "old"})
	sum := put(t, target, map[string]string{"index.html": "new", "s/a.html": "page"})
	if want := (Summary{Files: 2, Pages: 2, Bytes: 7}); sum != want {
		t.Errorf("summary %+v, want %+v", sum, want)
	}
	got := tree(t, target)
	if got["index.html"] != "new" || got["s/a.html"] != "page" || len(got) != 3 {
		t.Errorf("target holds %v", got)
	}
	left, err := os.ReadDir(filepath.Join(parent, "deep"))
	if err != nil || len(left) != 1 {
		t.Errorf("beside the target: %v, %v", left, err)
	}
}

func TestCopiesUnpackToTheFile(t *testing.T) {
	t.Parallel()
	target := filepath.Join(t.TempDir(), "site")
	long := strings.Repeat("The harbour of Ostvik reopens. 港が再開した。", 60)
	files := map[string]string{"a.html": long, "b.png": long, "c.html": "short"}
	put(t, target, files)
	first := tree(t, target)
	gz, err := gzip.NewReader(strings.NewReader(first["a.html.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{"gz": gz, "br": brotli.NewReader(strings.NewReader(first["a.html.br"]))} {
		if b, err := io.ReadAll(r); err != nil || string(b) != long {
			t.Errorf("%s copy unpacks to %d bytes, %v", name, len(b), err)
		}
	}
	for _, name := range []string{"b.png.gz", "c.html.gz"} {
		if _, ok := first[name]; ok {
			t.Errorf("%s was made", name)
		}
	}
	put(t, target, files)
	again := tree(t, target)
	other := filepath.Join(t.TempDir(), "site")
	put(t, other, files)
	for name, b := range tree(t, other) {
		if first[name] != b || again[name] != b {
			t.Errorf("%s differs between runs", name)
		}
	}
}

func TestForeignFolderIsLeftAlone(t *testing.T) {
	t.Parallel()
	target := t.TempDir()
	letter := filepath.Join(target, "letter.txt")
	if err := os.WriteFile(letter, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewFolder(target); !errors.Is(err, ErrForeign) {
		t.Errorf("folder with a letter: %v", err)
	}
	if _, err := NewFolder(letter); !errors.Is(err, ErrForeign) {
		t.Errorf("a file: %v", err)
	}
	if b, err := os.ReadFile(letter); err != nil || !bytes.Equal(b, []byte("dear")) {
		t.Errorf("the letter: %q, %v", b, err)
	}
}

func TestNothingIsPublishedWithoutCommit(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "site")
	put(t, target, map[string]string{"index.html": "old"})
	f, err := NewFolder(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Put("index.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := f.Discard(); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, target)["index.html"]; got != "old" {
		t.Errorf("index.html is %q", got)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) != 1 {
		t.Errorf("beside the target: %v, %v", left, err)
	}
}

func TestBadPathsAreRefused(t *testing.T) {
	t.Parallel()
	f, err := NewFolder(filepath.Join(t.TempDir(), "site"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Discard() //nolint:errcheck // a temporary folder
	for _, p := range []string{"", ".", "/etc/passwd", "../up", "a//b", marker} {
		if err := f.Put(p, nil); !errors.Is(err, ErrPath) {
			t.Errorf("%q: %v", p, err)
		}
	}
	if err := f.Put("a.html", nil); err != nil {
		t.Error(err)
	}
	if err := f.Put("a.html", nil); !errors.Is(err, ErrPath) {
		t.Errorf("second a.html: %v", err)
	}
}
