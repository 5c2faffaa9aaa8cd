package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Record appends figures to the history file of one kind of measurement
// (history/events.tsv): date, commit, set, figure, value, n, separated by
// tabs. A line that is there already is not written again.
func Record(dir, kind, commit string, day time.Time, figures []Figure) error {
	path := filepath.Join(dir, kind+".tsv")
	old, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("record %s: %w", kind, err)
	}
	text := string(old)
	if text == "" {
		text = "date\tcommit\tset\tfigure\tvalue\tn\n"
	}
	for _, f := range figures {
		set, figure, _ := strings.Cut(f.Name, ".")
		line := fmt.Sprintf("%s\t%s\t%s\t%s\t%.4f\t%d\n", day.Format(time.DateOnly), commit, set, figure, f.Value, f.N)
		if !strings.Contains(text, line) {
			text += line
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("record %s: %w", kind, err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("record %s: %w", kind, err)
	}
	return nil
}
