package storetest

import (
	"testing"
	"time"

	"kiku/internal/store"
	"kiku/internal/story"
)

func searching(t *testing.T, s *store.Store) {
	a, b := report("herald", 0), report("kawara", 1)
	b.Lang = "ja"
	add(t, s, a, b)
	must(t, s.FinishRead(t.Context(), []store.Reading{
		{Article: a.ID, Fingerprint: a.Fingerprint(), Features: []byte(`{}`), Words: []string{"harbour", "covid-19", "o'brien", "mayor", "harbour"}},
		{Article: b.ID, Fingerprint: b.Fingerprint(), Features: []byte(`{}`), Words: []string{"港", "再開", "市長", "オストビク"}},
	}, "read test"))
	place(t, s, "e", "s", a, b)
	tell(t, s, "s", "en", "mayor", a)
	for _, c := range []struct {
		q    store.Query
		want int
	}{
		{store.Query{Words: []string{"harbour"}}, 2},
		{store.Query{Words: []string{"Harbour", "MAYOR"}, Kind: store.FoundArticle}, 1},
		{store.Query{Words: []string{"covid-19"}}, 1},
		{store.Query{Words: []string{"o'brien"}}, 1},
		{store.Query{Words: []string{"covid"}}, 0},
		{store.Query{Words: []string{"港", "再開"}}, 1},
		{store.Query{Words: []string{"港", "harbour"}}, 0},
		{store.Query{Words: []string{"オストビク"}, Lang: "en"}, 0},
		{store.Query{Words: []string{"harbour"}, Kind: store.FoundDigest}, 1},
		{store.Query{Words: []string{"harbour"}, Limit: 1}, 1},
		{store.Query{Words: []string{"harbour"}, Skip: 1}, 1},
		{store.Query{Words: []string{`" OR x`, "'; DROP"}}, 0},
		{store.Query{Words: []string{"AND", "NOT"}}, 0},
		{store.Query{Words: []string{"", "!!"}}, 0},
		{store.Query{}, 0},
	} {
		got, err := s.Search(t.Context(), c.q)
		if err != nil || len(got) != c.want {
			t.Errorf("%+v: %d hits, want %d; %v", c.q, len(got), c.want, err)
		}
	}
	got, err := s.Search(t.Context(), store.Query{Words: []string{"harbour"}, Kind: store.FoundDigest})
	must(t, err)
	if got[0].ID != "s" || got[0].Lang != "en" || !got[0].Published.Equal(noon) {
		t.Errorf("digest found as %+v", got[0])
	}
}

func visits(t *testing.T, s *store.Store) {
	must(t, s.CountVisits(t.Context(), noon, map[story.StoryID]int{"a": 2, "b": 3}))
	must(t, s.CountVisits(t.Context(), noon, map[story.StoryID]int{"a": 2}))
	must(t, s.CountVisits(t.Context(), noon.AddDate(0, 0, -3), map[story.StoryID]int{"c": 9}))
	day, err := s.Ranking(t.Context(), noon, noon, 10)
	must(t, err)
	if len(day) != 2 || day[0] != (store.Visited{Story: "a", N: 4}) || day[1].Story != "b" {
		t.Errorf("day %+v", day)
	}
	week, err := s.Ranking(t.Context(), noon.AddDate(0, 0, -6), noon, 1)
	must(t, err)
	if len(week) != 1 || week[0].Story != "c" {
		t.Errorf("week %+v", week)
	}
}

func settings(t *testing.T, s *store.Store) {
	for _, v := range []string{"one", "二", ""} {
		must(t, s.SetSetting(t.Context(), "name", v))
		if got, err := s.Setting(t.Context(), "name"); err != nil || got != v {
			t.Errorf("setting %q, want %q; %v", got, v, err)
		}
	}
	must(t, s.Reachable(t.Context()))
	if now, newest, err := s.Migrations(t.Context()); err != nil || now != newest || now == 0 {
		t.Errorf("migrations %d of %d, %v", now, newest, err)
	}
	if yes, err := s.Outstanding(t.Context()); err != nil || yes {
		t.Errorf("outstanding in an empty store: %v, %v", yes, err)
	}
	must(t, s.Wake(t.Context()))
}

func leases(t *testing.T, s *store.Store) {
	for _, c := range []struct {
		holder string
		d      time.Duration
		want   bool
	}{{"a", time.Hour, true}, {"b", time.Hour, false}, {"a", time.Hour, true}, {"a", 0, true}, {"b", time.Hour, true}, {"a", time.Hour, false}} {
		if has, err := s.Lease(t.Context(), "place", c.holder, c.d); err != nil || has != c.want {
			t.Errorf("%s for %s: %v, want %v; %v", c.holder, c.d, has, c.want, err)
		}
	}
	if has, err := s.Lease(t.Context(), "other", "a", time.Hour); err != nil || !has {
		t.Errorf("another lease: %v, %v", has, err)
	}
}
