package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/store"
	"kiku/internal/story"
)

func placing(t *testing.T, s *store.Store) {
	a, b, c := report("herald", 30), report("echo", 10), report("post", 20)
	add(t, s, a, b, c)
	read(t, s, a, b, c)
	us, err := s.Unplaced(t.Context(), 10)
	must(t, err)
	if len(us) != 3 || us[0].Article != b.ID || us[1].Article != c.ID || us[2].Article != a.ID {
		t.Fatalf("order %v", us)
	}
	step, err := s.Placing(t.Context())
	must(t, err)
	must(t, s.Place(t.Context(), store.PlaceStep{After: step, Placements: placements("e1", "s1", b, c), Decider: "place test"}))
	err = s.Place(t.Context(), store.PlaceStep{After: step, Placements: placements("e2", "s2", a)})
	if !errors.Is(err, store.ErrMoved) {
		t.Errorf("a step taken twice: %v", err)
	}
	if st := state(t, s, a); st != store.Read {
		t.Errorf("the refused step left the article %s", st)
	}
	place(t, s, "e2", "s1", a)
	st, changed, err := s.Story(t.Context(), "s1")
	must(t, err)
	if len(st.Events) != 2 || st.Events[0].ID != "e1" || len(st.Events[0].Articles) != 2 || changed != 2 {
		t.Fatalf("story %+v, change %d", st, changed)
	}
	m := st.Events[0].Articles[0]
	if m.Article != b.ID || m.Publisher != "The echo" || m.Lang != "en" || m.Score != 0.5 || len(m.Reasons) != 1 {
		t.Errorf("member %+v", m)
	}
	if !st.First.Equal(b.Published) || !st.Last.Equal(a.Published) {
		t.Errorf("story from %v to %v", st.First, st.Last)
	}
	var order []article.ID
	must(t, s.Recent(t.Context(), c.Published, func(_ []byte, p store.Placement) error {
		order = append(order, p.Article)
		return nil
	}))
	if len(order) != 2 || order[0] != c.ID || order[1] != a.ID {
		t.Errorf("recent %v", order)
	}
	order = nil
	must(t, s.EventReports(t.Context(), []story.EventID{"e2", "e1", "none"}, "", func(features []byte, p store.Placement) error {
		if len(features) == 0 {
			t.Errorf("%s without features", p.Article)
		}
		order = append(order, p.Article)
		return nil
	}))
	if len(order) != 3 || order[0] != a.ID || order[1] != b.ID || order[2] != c.ID {
		t.Errorf("reports of two events %v", order)
	}
	arrived(t, s, a, b, c)
}

// arrived places a report that comes later than its date says: what is placed is
// told in the order in which it came.
func arrived(t *testing.T, s *store.Store, a, b, c article.Article) {
	late := report("late", 15)
	add(t, s, late)
	read(t, s, late)
	place(t, s, "e1", "s1", late)
	place(t, s, "e3", "s1", c) // moved: it came when it came
	var order []article.ID
	note := func(_ []byte, p store.Placement) error {
		order = append(order, p.Article)
		return nil
	}
	must(t, s.Recent(t.Context(), time.Time{}, note))
	if want := []article.ID{b.ID, c.ID, a.ID, late.ID}; !slices.Equal(order, want) {
		t.Errorf("arrived %v, want %v", order, want)
	}
	for _, c := range []struct {
		before article.ID
		want   []article.ID
	}{{"", []article.ID{b.ID, late.ID}}, {late.ID, []article.ID{b.ID}}, {b.ID, nil}, {a.ID, []article.ID{b.ID}}} {
		order = nil
		must(t, s.EventReports(t.Context(), []story.EventID{"e1"}, c.before, note))
		if !slices.Equal(order, c.want) {
			t.Errorf("before %q: %v, want %v", c.before, order, c.want)
		}
	}
}

func merging(t *testing.T, s *store.Store) {
	a, b := report("herald", 0), report("echo", 1)
	add(t, s, a, b)
	read(t, s, a, b)
	place(t, s, "e1", "s1", a)
	place(t, s, "e2", "s2", b)
	place(t, s, "e1", "s1", b)
	place(t, s, "e1", "s0", a, b)
	for _, id := range []story.StoryID{"s0", "s1", "s2"} {
		if now, err := s.Resolve(t.Context(), id); err != nil || now != "s0" {
			t.Errorf("%s leads to %s, %v", id, now, err)
		}
	}
	st, _, err := s.Story(t.Context(), "s0")
	must(t, err)
	if len(st.Was) != 2 {
		t.Errorf("was %v", st.Was)
	}
	place(t, s, "e2", "s2", b)
	if now, err := s.Resolve(t.Context(), "s2"); err != nil || now != "s2" {
		t.Errorf("a story with articles again leads to %s, %v", now, err)
	}
}

func pullBack(t *testing.T, s *store.Store) {
	a, b, late := report("herald", 10), report("echo", 30), report("post", 20)
	add(t, s, a, b)
	read(t, s, a, b)
	place(t, s, "e", "s", a, b)
	add(t, s, late)
	read(t, s, late)
	back, err := s.PullBack(t.Context())
	must(t, err)
	if !back || state(t, s, a) != store.Placed || state(t, s, b) != store.Read {
		t.Errorf("back %v: %s, %s", back, state(t, s, a), state(t, s, b))
	}
	place(t, s, "e", "s", late, b)
	tell(t, s, "s", "en", "content", a)
	later := report("late", 15)
	add(t, s, later)
	read(t, s, later)
	if back, err = s.PullBack(t.Context()); err != nil || back {
		t.Errorf("pulled back what was told: %v, %v", back, err)
	}
}

// tell publishes the next edition of a story.
func tell(t *testing.T, s *store.Store, id story.StoryID, lang, content string, cites ...article.Article) int {
	t.Helper()
	_, changed, err := s.Story(t.Context(), id)
	must(t, err)
	n := 1
	if d, err := s.Edition(t.Context(), id, lang, 0); err == nil {
		n = d.Edition + 1
	}
	l := store.Telling{Lang: lang, Content: content, Words: []string{"harbour", content}, Digest: &digest.Digest{
		Story: id, Lang: lang, Edition: n, AsOf: noon, Headline: digest.Line{ID: "l1", Kind: digest.Frame, Text: content},
	}}
	for _, a := range cites {
		l.Cites = append(l.Cites, a.ID)
	}
	added, err := s.Tell(t.Context(), store.Told{Story: id, Changed: changed, Langs: []store.Telling{l}, Decider: "tell test"})
	must(t, err)
	return added
}

func editions(t *testing.T, s *store.Store) {
	a, b := report("herald", 0), report("echo", 1)
	add(t, s, a, b)
	read(t, s, a, b)
	place(t, s, "e", "s", a, b)
	before, err := s.Shown(t.Context())
	must(t, err)
	if n := tell(t, s, "s", "en", "one", a); n != 1 {
		t.Errorf("first edition: %d added", n)
	}
	if ids, err := s.Untold(t.Context(), 10); err != nil || len(ids) != 0 {
		t.Errorf("untold after telling: %v, %v", ids, err)
	}
	shown, err := s.Shown(t.Context())
	must(t, err)
	if n := tell(t, s, "s", "en", "one", a, b); n != 0 {
		t.Errorf("the same content again: %d added", n)
	}
	after, err := s.Shown(t.Context())
	must(t, err)
	if shown == before || after != shown {
		t.Errorf("shown %d, %d, %d", before, shown, after)
	}
	tell(t, s, "s", "en", "two", b)
	first, err := s.Edition(t.Context(), "s", "en", 1)
	must(t, err)
	latest, err := s.LatestEditions(t.Context(), 0)
	must(t, err)
	if first.Headline.Text != "one" || len(latest) != 1 || latest[0].Headline.Text != "two" || latest[0].Edition != 2 {
		t.Errorf("first %q, latest %+v", first.Headline.Text, latest)
	}
	issues, err := s.Issues(t.Context(), "s")
	must(t, err)
	if len(issues) != 2 || issues[0].Number != 1 {
		t.Errorf("issues %+v", issues)
	}
	if in, err := s.CitedIn(t.Context(), a.ID); err != nil || len(in) != 0 {
		t.Errorf("the first report is still cited: %v, %v", in, err)
	}
	if in, err := s.CitedIn(t.Context(), b.ID); err != nil || len(in) != 1 || in[0].Number != 2 {
		t.Errorf("the second report is cited in %v, %v", in, err)
	}
	quieten(t, s)
}

// quieten tells the story as untellable; what was published stays.
func quieten(t *testing.T, s *store.Store) {
	_, changed, err := s.Story(t.Context(), "s")
	must(t, err)
	_, err = s.Tell(t.Context(), store.Told{Story: "s", Changed: changed, Langs: []store.Telling{{Lang: "en", Reason: "one publisher only"}}})
	must(t, err)
	if l, err := s.LatestEditions(t.Context(), 0); err != nil || len(l) != 0 {
		t.Errorf("shown although quiet: %d, %v", len(l), err)
	}
	st, err := s.Tellings(t.Context(), "s")
	must(t, err)
	if st["en"].State != store.TellQuiet || st["en"].Reason != "one publisher only" || st["en"].Edition != 2 {
		t.Errorf("telling %+v", st["en"])
	}
	if d, err := s.Edition(t.Context(), "s", "en", 2); err != nil || d.Headline.Text != "two" {
		t.Errorf("the published edition: %q, %v", d.Headline.Text, err)
	}
	alone, err := s.Alone(t.Context(), 10)
	must(t, err)
	if len(alone) != 2 || alone[0].Title != "Harbour reopens: echo" {
		t.Errorf("alone: %+v", alone)
	}
}

func tellMoved(t *testing.T, s *store.Store) {
	a, b := report("herald", 0), report("echo", 1)
	add(t, s, a, b)
	read(t, s, a, b)
	place(t, s, "e", "s", a)
	_, changed, err := s.Story(t.Context(), "s")
	must(t, err)
	place(t, s, "e", "s", b)
	if _, err := s.Tell(t.Context(), store.Told{Story: "s", Changed: changed}); !errors.Is(err, store.ErrMoved) {
		t.Errorf("told an older state: %v", err)
	}
	if ids, err := s.Untold(t.Context(), 10, "s", "other"); err != nil || len(ids) != 1 {
		t.Errorf("untold: %v, %v", ids, err)
	}
}

func changedKeepsPlace(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	add(t, s, a)
	read(t, s, a)
	place(t, s, "e", "s", a)
	tell(t, s, "s", "en", "one", a)
	a.Paragraphs, a.Updated, a.Publisher = []string{"The harbour stays closed."}, noon.Add(time.Hour), "The Herald on Sunday"
	add(t, s, a)
	if st := state(t, s, a); st != store.New {
		t.Errorf("changed article is %s", st)
	}
	read(t, s, a)
	ids, err := s.Untold(t.Context(), 10)
	must(t, err)
	if st := state(t, s, a); st != store.Placed || len(ids) != 1 {
		t.Errorf("read again it is %s, untold %v", st, ids)
	}
	st, _, err := s.Story(t.Context(), "s")
	must(t, err)
	if m := st.Events[0].Articles[0]; m.Publisher != a.Publisher {
		t.Errorf("its story names the publisher %s", m.Publisher)
	}
}

func withdrawing(t *testing.T, s *store.Store) {
	a, b := report("herald", 0), report("echo", 1)
	add(t, s, a, b)
	read(t, s, a, b)
	place(t, s, "e", "s", a, b)
	must(t, s.Withdraw(t.Context(), a.ID, "taken back by its publisher"))
	st, _, err := s.Story(t.Context(), "s")
	must(t, err)
	if len(st.Events[0].Articles) != 1 || st.Events[0].Articles[0].Article != b.ID {
		t.Errorf("story %+v", st)
	}
	if f, err := s.Search(t.Context(), store.Query{Words: []string{"ostvik"}}); err != nil || len(f) != 1 {
		t.Errorf("found %v, %v", f, err)
	}
	must(t, s.Rewind(t.Context(), store.ReadStage))
	if st := state(t, s, a); st != store.Refused {
		t.Errorf("rewinding made the withdrawn article %s", st)
	}
	for _, ids := range [][]article.ID{nil, {a.ID, b.ID}} {
		if gone, err := s.Withdrawn(t.Context(), ids); err != nil || len(gone) != 1 || gone[0].ID != a.ID || gone[0].Decided.IsZero() || gone[0].Reason != "taken back by its publisher" {
			t.Errorf("withdrawn of %v: %+v, %v", ids, gone, err)
		}
	}
	if err := s.Withdraw(t.Context(), "none", "x"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("withdraw nothing: %v", err)
	}
}

func rewinding(t *testing.T, s *store.Store) {
	a, b := report("herald", 0), report("echo", 1)
	add(t, s, a, b)
	read(t, s, a, b)
	place(t, s, "e", "s", a, b)
	tell(t, s, "s", "en", "one", a)
	must(t, s.Rewind(t.Context(), store.TellStage))
	if ids, err := s.Untold(t.Context(), 10); err != nil || len(ids) != 1 {
		t.Errorf("untold %v, %v", ids, err)
	}
	must(t, s.Rewind(t.Context(), store.PlaceStage))
	if st := state(t, s, a); st != store.Read {
		t.Errorf("after placing was rewound: %s", st)
	}
	// Placed elsewhere, the told story's address leads there once it is told again.
	place(t, s, "e2", "s2", a, b)
	_, changed, err := s.Story(t.Context(), "s")
	must(t, err)
	_, err = s.Tell(t.Context(), store.Told{Story: "s", Changed: changed})
	must(t, err)
	if now, err := s.Resolve(t.Context(), "s"); err != nil || now != "s2" {
		t.Errorf("s leads to %s, %v", now, err)
	}
	must(t, s.Rewind(t.Context(), store.ReadStage))
	if st := state(t, s, b); st != store.New {
		t.Errorf("after reading was rewound: %s", st)
	}
	if f, err := s.Search(t.Context(), store.Query{Words: []string{"ostvik"}}); err != nil || len(f) != 0 {
		t.Errorf("found %v, %v", f, err)
	}
	if err := s.Rewind(t.Context(), "nonsense"); err == nil {
		t.Error("rewound to nonsense")
	}
}
