package eval

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// statementSet is one labelled set of who said what: its name, its file, and
// what measures it.
type statementSet struct {
	name, file string
	measure    func(dataDir string, s statementSet) ([]Figure, error)
}

// Statements measures who said what on labelled sets:
//
//   - polnear: attributions of English reports as marked character spans
//     (files *.jsonl.gz; the part named train is what the reader has learned
//     from and is measured only when set names it),
//   - en: one row an attribution, with its sentence (gold/en/statements-*.tsv),
//   - ja-text: the same of Japanese sentences (gold/ja-text/statements-*.tsv).
//
// dataDir is the root of the sets or the folder of one; set is "" for all that
// are there, or a name such as "polnear/dev". The error wraps ErrNoSet when
// there is none.
func Statements(dataDir, set string) ([]Figure, error) {
	var out []Figure
	found := false
	for _, s := range statementSets(dataDir) {
		if set == "" && s.name == "polnear/train" || set != "" && s.name != set {
			continue
		}
		figures, err := s.measure(dataDir, s)
		if err != nil {
			return nil, fmt.Errorf("statements of %s: %w", s.name, err)
		}
		found = true
		out = append(out, figures...)
	}
	if !found {
		return nil, fmt.Errorf("statements in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

// statementSets lists the sets that are found from a folder, see locate.
func statementSets(dataDir string) []statementSet {
	p := locate(dataDir)
	var out []statementSet
	for _, k := range []struct {
		root, folder, pattern, ending string
		measure                       func(string, statementSet) ([]Figure, error)
	}{
		{p.data, "polnear", "*.jsonl.gz", ".jsonl.gz", polnearFigures},
		{p.gold, "en", "statements-*.tsv", ".tsv", englishStatementFigures},
		{p.gold, "ja-text", "statements-*.tsv", ".tsv", japaneseStatementFigures},
	} {
		if !p.wants(k.folder) {
			continue
		}
		files, _ := filepath.Glob(filepath.Join(k.root, k.folder, k.pattern)) // the pattern is well formed
		slices.Sort(files)
		for _, f := range files {
			name := k.folder + "/" + strings.TrimSuffix(filepath.Base(f), k.ending)
			out = append(out, statementSet{name, f, k.measure})
		}
	}
	return out
}
