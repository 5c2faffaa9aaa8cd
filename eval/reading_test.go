package eval

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"
)

var readTo = flag.String("reading", "", "folder to write digests of real reports to, for an editor who judges them")

// TestReading writes the digests that an editor judges, as text, when asked with
// -reading; without it, those of the sample newsroom, which hold every line of
// their digests.
func TestReading(t *testing.T) {
	if *readTo != "" {
		if err := WriteReading(shared(t), *readTo); err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob(filepath.Join(*readTo, "*.txt")) // the pattern is well formed
		t.Logf("%d digests in %s", len(files), *readTo)
		return
	}
	articles, err := sampleReports()
	if err != nil {
		t.Fatal(err)
	}
	s, err := tell("newsroom", articles)
	if err != nil {
		t.Fatal(err)
	}
	for _, telling := range s.tellings {
		var b strings.Builder
		printTelling(&b, telling)
		for _, l := range append(append(telling.d.Points, telling.d.Ending...), telling.d.Headline) {
			if !strings.Contains(b.String(), l.Text) {
				t.Errorf("%s: %q is not in the text", telling.d.Story, l.Text)
			}
		}
	}
}
