package audit

import (
	"testing"
	"time"

	"kiku/internal/language"
)

// A page of ours may print a weekday of its report as a date, and a term that
// several people use.
func TestADayThatTheTraceHasAsAWeekday(t *testing.T) {
	t.Parallel()
	line := "The harbour board let only five boats in on May 19."
	for report, want := range map[string]bool{
		"But the harbour board let only five boats in on Monday.": true,
		"But the harbour board let only nine boats in on Monday.": false,
	} {
		r := &reading{Page: Page{Passages: []Passage{{Text: report, Date: time.Date(2031, 5, 20, 9, 0, 0, 0, time.UTC)}}}}
		s := &sentence{Sentence: language.NewReader().Read("en", "", []string{line}, time.Date(2031, 5, 21, 0, 0, 0, 0, time.UTC)).Sentences[0]}
		if len(s.Dates) != 1 {
			t.Fatalf("%d dates in %q", len(s.Dates), line)
		}
		if got := r.weekdayOf(s, s.Dates[0]); got != want {
			t.Errorf("%q: %v, want %v", report, got, want)
		}
	}
	for words, want := range map[string]bool{"memorandum": true, "a lasting peace": false, "覚書": false} {
		if oneWord(words) != want {
			t.Errorf("%q is one word: %v", words, !want)
		}
	}
}
