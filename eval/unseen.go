package eval

import (
	"fmt"

	"kiku/internal/language"
)

// UnseenGroups measures events and stories of every labelled set in dataDir
// with weights that have seen no document of the measured story: it learns
// anew for each of five folds, which takes minutes. The error wraps ErrNoSet
// when there is nothing to measure.
func UnseenGroups(dataDir string) ([]Figure, error) {
	names := Sets(dataDir)
	if len(names) == 0 {
		return nil, fmt.Errorf("measure unseen events in %s: %w", dataDir, ErrNoSet)
	}
	reader := language.NewReader()
	var sets []Described
	for _, name := range names {
		s, err := Load(dataDir, name)
		if err != nil {
			return nil, fmt.Errorf("measure unseen events: %w", err)
		}
		sets = append(sets, Describe(s, reader))
	}
	return Train(sets).Figures, nil
}

// UnseenPages measures the text of pages with a chooser that has seen no page
// of the site.
func UnseenPages(dataDir string) ([]Figure, error) {
	_, figures, err := TrainPages(dataDir)
	return figures, err
}
