package charset_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiku/internal/charset"
)

// shared returns a folder of the shared data, which is not part of the
// repository. CI has it; elsewhere the test has nothing to read and ends.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("KIKU_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(append([]string{root, "data"}, parts...)...)
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("no shared data: %v", err)
		}
		t.Skipf("no shared data: %v", err)
	}
	return dir
}

// TestHTML5Prescan runs html5lib's cases of finding a page's encoding. They are
// ASCII, where browsers say windows-1252 when nothing is declared and we UTF-8.
func TestHTML5Prescan(t *testing.T) {
	t.Parallel()
	dir := shared(t, "hostile", "html5lib-tests", "encoding")
	total, right := 0, 0
	for _, name := range []string{"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(text), "\n#data\n")[1:] {
			data, want, ok := strings.Cut(c, "\n#encoding\n")
			if !ok {
				t.Fatalf("%s: a case without an encoding: %q", name, c)
			}
			want = strings.ToLower(strings.TrimSpace(want))
			total++
			got := charset.Decode([]byte(data), "")
			if got.Name == want || want == "windows-1252" && got.How == charset.UTF8 {
				right++
				continue
			}
			t.Logf("%s: %s by %s, want %s: %q", name, got.Name, got.How, want, data[:min(len(data), 200)])
		}
	}
	t.Logf("%d of %d", right, total)
	// The one that differs is UTF-8 that calls itself EUC-JP: browsers believe it.
	if right < total-1 {
		t.Errorf("%d of %d right", right, total)
	}
}

// TestFeedsInOddEncodings decodes feedparser's files; what their text is like is
// package feed's business, here nothing may be lost or fail.
func TestFeedsInOddEncodings(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(shared(t, "hostile", "feedparser-illformed"), "*", "*.xml"))
	if err != nil || len(files) < 70 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	lost := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := charset.Decode(data, "")
		lost += got.Lost
		if got.Lost > 0 || !strings.Contains(string(got.Text), "<") {
			t.Logf("%s: %s by %s, %d lost: %q", filepath.Base(name), got.Name, got.How, got.Lost, got.Text[:min(200, len(got.Text))])
		}
	}
	// "line noise" is one byte that is no UTF-8.
	if lost > 1 {
		t.Errorf("%d characters lost", lost)
	}
}
