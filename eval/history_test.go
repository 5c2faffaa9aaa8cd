package eval

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestRecordAppendsEachFigureOnce(t *testing.T) {
	dir := t.TempDir()
	day := time.Date(2031, 3, 4, 0, 0, 0, 0, time.UTC)
	figures := []Figure{{"en/events-dev.events.online.b3_f1", 0.91234, 357}}
	for range 2 {
		if err := Record(dir, "events", "abc1234", day, figures); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, "events.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	const want = "date\tcommit\tset\tfigure\tvalue\tn\n2031-03-04\tabc1234\ten/events-dev\tevents.online.b3_f1\t0.9123\t357\n"
	if string(got) != want {
		t.Errorf("got %q", got)
	}
}
