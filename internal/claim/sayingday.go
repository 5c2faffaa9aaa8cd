package claim

import (
	"time"

	"kiku/internal/language/text"
)

// longAgo is how far before its report a statement may have been made to be
// dated by its sentence.
const longAgo = 21 * 24 * time.Hour

// dayOfSaying returns the day that a sentence prints for a statement beside its
// content: "said on Monday". It must lie before the report, by three weeks at
// most, and be the only one; else the zero time.
func dayOfSaying(s text.Sentence, content text.Span, published time.Time) time.Time {
	var day time.Time
	rs := []rune(s.Text)
	for _, d := range s.Dates {
		if d.Precision != text.Day || content.Overlaps(d.Span) || sinceDay(rs, d.Span) || d.Time.IsZero() {
			continue
		}
		if gap := published.Sub(d.Time); published.IsZero() || gap < 0 || gap > longAgo {
			continue
		}
		if !day.IsZero() && !day.Equal(d.Time) {
			return time.Time{}
		}
		day = d.Time
	}
	return day
}

// day returns when a statement was made: the day its sentence prints, else the
// time of the report.
func (s Statement) day() time.Time {
	if !s.Said.IsZero() && laterDay(s.Said, s.Time) {
		return s.Said
	}
	return s.Time
}
