package storetest

import (
	"testing"
	"time"

	"kiku/internal/store"
)

// ownersView: what sources did on each day, how feeds answered, and that a feed
// which its owner has asked is left alone.
func ownersView(t *testing.T, s *store.Store) {
	one, two := "https://example.org/f", "https://example.org/g"
	fs := follow(t, s, one, two)
	failed := visit(fs[two])
	failed.Class, failed.Reason, failed.Feed.State = "refused", "status 403 Forbidden", "failing"
	finish(t, s, store.Finish{Visits: []store.Visit{visit(fs[one], "https://example.org/1", "https://example.org/2"), failed}})
	now := time.Now()
	days, err := s.SourceDays(t.Context(), now.AddDate(0, 0, -29))
	must(t, err)
	items, errors := 0, 0
	for _, d := range days { // one, or two around midnight
		if d.Source != "herald" || now.Sub(d.Day) > 48*time.Hour || d.Day.Hour() != 0 {
			t.Errorf("day %+v", d)
		}
		items, errors = items+d.Items, errors+d.Errors
	}
	if items != 2 || errors != 1 {
		t.Errorf("%d items and %d errors in %+v", items, errors, days)
	}
	if later, err := s.SourceDays(t.Context(), now.AddDate(0, 0, 2)); err != nil || len(later) != 0 {
		t.Errorf("days to come: %+v, %v", later, err)
	}
	as, err := s.Answers(t.Context(), two, now.AddDate(0, 0, -29))
	must(t, err)
	if len(as) != 1 || as[0].Class != "refused" || as[0].N != 1 || as[0].Reason != "status 403 Forbidden" || now.Sub(as[0].At) > time.Minute {
		t.Errorf("answers %+v", as)
	}
	until := now.Add(3 * time.Hour).Truncate(time.Millisecond)
	must(t, s.NoteAsked(t.Context(), one, now, until))
	must(t, s.NoteAsked(t.Context(), one, now, now)) // a later time stands
	sources, err := s.Sources(t.Context())
	must(t, err)
	if f := sources[0].States[0]; !f.Next.Equal(until) || f.State != "active" || f.Errors != 0 {
		t.Errorf("after it was asked by hand: %+v", f)
	}
}
