package claim

import (
	"testing"
	"time"

	"kiku/internal/language"
)

func TestAFigureCountsWhatStandsBehindItAfterAnd(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"Nine people are reported missing and approximately 14 injured.":       "injury",
		"Nine sailors were missing and 14 people hurt when the ferry sank.":    "injury",
		"The storm killed nine people and 14 are missing in Port Ansel today.": "missing",
	} {
		s := language.NewReader().Read("en", "", []string{sentence}, time.Date(2031, 5, 21, 0, 0, 0, 0, time.UTC)).Sentences[0]
		for i, f := range s.Figures {
			if got := measureOf(s, i).name; f.Value == 14 && got != want {
				t.Errorf("%q: 14 counts %q, want %q", sentence, got, want)
			}
		}
	}
}
