package eval

import (
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// writeSet writes lines as a packed set into dir/folder/file.
func writeSet(t *testing.T, dir, folder, file, lines string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, folder, file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(lines)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func figure(t *testing.T, figures []Figure, name string) Figure {
	t.Helper()
	for _, f := range figures {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no figure %s among %v", name, figures)
	return Figure{}
}

const inventedLanguages = `{"Set":"headline_a","Lang":"en","Text":"The harbour bridge is closed"}
{"Set":"headline_a","Lang":"ja","Text":"港の橋が閉鎖された"}
{"Set":"headline_b","Lang":"en","Text":"港の橋が閉鎖された"}
{"Set":"sentences","Lang":"de","Text":"Die Brücke ist gesperrt und der Hafen auch"}
`

func TestLanguagesAreCountedByGroup(t *testing.T) {
	dir := t.TempDir()
	writeSet(t, dir, "text/langid", "part2.jsonl.gz", inventedLanguages)
	for _, data := range []string{dir, filepath.Join(dir, "text"), filepath.Join(dir, "text", "langid")} {
		got, err := LangID(data, "")
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]Figure{
			"langid/headline_a.accuracy":         {Value: 1, N: 2},
			"langid/headline_b.accuracy":         {Value: 0, N: 1},
			"langid/headlines.accuracy":          {Value: 2.0 / 3, N: 3},
			"langid/sentences.baseline_accuracy": {Value: 1, N: 1},
			"langid.read_as_ja":                  {Value: 1.0 / 3, N: 3},
			"langid.read_as_en":                  {Value: 0, N: 2},
		} {
			if f := figure(t, got, name); f.Value != want.Value || f.N != want.N {
				t.Errorf("%s: got %v of %d, want %v of %d", name, f.Value, f.N, want.Value, want.N)
			}
		}
	}
}

const inventedSentences = `{"set":"own_en","text":"Mr. Berg left. He said no.","sents":["Mr. Berg left.","He said no."]}
{"set":"own_en","text":"One. Two.","sents":["One. Two."]}
{"set":"own_ja","text":"橋は閉じた。「もう渡れない。困る」と話した。","sents":["橋は閉じた。","「もう渡れない。困る」と話した。"]}
`

func TestSentenceEndsAreCountedInside(t *testing.T) {
	dir := t.TempDir()
	writeSet(t, dir, "data/text/sentences", "other.jsonl.gz", inventedSentences)
	if err := os.MkdirAll(filepath.Join(dir, "gold", "ja-text"), 0o755); err != nil {
		t.Fatal(err)
	}
	table := "pid\tparagraph\tsentences\np1\t橋は閉じた。\\n港も閉じた\t橋は閉じた。 ␞ 港も閉じた\n"
	if err := os.WriteFile(filepath.Join(dir, "gold", "ja-text", "sentence_boundaries-other.tsv"), []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := Sentences(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Figure{
		"sentences/own_en.exact":                  {Value: 0.5, N: 2},
		"sentences/own_en.f1":                     {Value: 2.0 / 3, N: 1}, // one hit, one end too many
		"sentences/own_en.baseline_exact":         {Value: 0, N: 2},
		"sentences/own_ja.exact":                  {Value: 1, N: 1},
		"sentences/own_ja.baseline_exact":         {Value: 0, N: 1},
		"ja-text/sentence_boundaries-other.exact": {Value: 1, N: 1},
		"ja-text/sentence_boundaries-other.f1":    {Value: 1, N: 1},
	} {
		if f := figure(t, got, name); f.Value != want.Value || f.N != want.N {
			t.Errorf("%s: got %v of %d, want %v of %d", name, f.Value, f.N, want.Value, want.N)
		}
	}
	if only, err := Sentences(dir, "own_ja"); err != nil || len(only) != 4 {
		t.Errorf("one group: %d figures, %v", len(only), err)
	}
}

func TestLanguageAndSentencesSayThatASetIsMissing(t *testing.T) {
	dir := t.TempDir()
	writeSet(t, dir, "text/sentences", "s.jsonl.gz", inventedSentences)
	if _, err := LangID(dir, ""); !errors.Is(err, ErrNoSet) {
		t.Errorf("languages: %v", err)
	}
	if _, err := Sentences(t.TempDir(), ""); !errors.Is(err, ErrNoSet) {
		t.Errorf("sentences: %v", err)
	}
}
