package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kiku/internal/article"
	"kiku/internal/store"
)

func articles(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	a.Picture.URL, a.Tags, a.Lang = "https://example.org/p.jpg", []string{"sea"}, "ja"
	a.Title, a.Paragraphs = "港が再開", []string{"オストビク港が再開した。", "市長が述べた。"}
	if o := add(t, s, a); o[0] != store.Added {
		t.Errorf("first time: %s", o[0])
	}
	if o := add(t, s, a); o[0] != store.Same {
		t.Errorf("second time: %s", o[0])
	}
	got, err := s.Article(t.Context(), a.ID)
	must(t, err)
	if _, off := got.Published.Zone(); off != 9*3600 || !got.Published.Equal(a.Published) {
		t.Errorf("published %v, want %v", got.Published, a.Published)
	}
	got.Published = a.Published
	if d := cmp.Diff(a, got); d != "" {
		t.Errorf("article (-want +got):\n%s", d)
	}
	newer := a
	newer.Updated, newer.Paragraphs = a.Published.Add(time.Hour), []string{"オストビク港が一部再開した。"}
	if o := add(t, s, newer); o[0] != store.Changed {
		t.Errorf("newer text: %s", o[0])
	}
	rs, err := s.Revisions(t.Context(), []article.ID{a.ID})
	must(t, err)
	if len(rs) != 1 || rs[0].Number != 1 || !rs[0].Seen.Equal(a.Published) || !slices.Equal(rs[0].Paragraphs, a.Paragraphs) {
		t.Errorf("revisions %+v", rs)
	}
	if _, err := s.Article(t.Context(), "none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no such article: %v", err)
	}
}

func arrival(t *testing.T, s *store.Store) {
	first := report("herald", 0, "Two are missing.")
	second, third := first, first
	second.Paragraphs, second.Updated = []string{"Three are missing."}, noon.Add(time.Hour)
	third.Paragraphs, third.Updated = []string{"Nobody is missing."}, noon.Add(2*time.Hour)
	for _, c := range []struct {
		a    article.Article
		want store.Outcome
	}{{second, store.Added}, {first, store.Older}, {third, store.Changed}, {second, store.Older}, {first, store.Older}, {third, store.Same}} {
		if o := add(t, s, c.a); o[0] != c.want {
			t.Errorf("%s: %s, want %s", c.a.Paragraphs[0], o[0], c.want)
		}
	}
	got, err := s.Article(t.Context(), first.ID)
	must(t, err)
	if got.Paragraphs[0] != third.Paragraphs[0] {
		t.Errorf("current text: %s", got.Paragraphs[0])
	}
	rs, err := s.Revisions(t.Context(), []article.ID{first.ID})
	must(t, err)
	if len(rs) != 2 || rs[0].Paragraphs[0] != first.Paragraphs[0] || rs[1].Paragraphs[0] != second.Paragraphs[0] || rs[1].Number != 2 {
		t.Errorf("revisions %+v", rs)
	}
}

func twice(t *testing.T, s *store.Store) {
	a := report("herald", 0, "One text.")
	b := a
	b.Paragraphs = []string{"Another text of the same time."}
	for range 2 { // the second time changes nothing
		add(t, s, report("echo", 5), a, b)
		got, err := s.Article(t.Context(), a.ID)
		must(t, err)
		if got.Paragraphs[0] != b.Paragraphs[0] {
			t.Errorf("current text: %s", got.Paragraphs[0])
		}
	}
	rs, err := s.Revisions(t.Context(), []article.ID{a.ID})
	must(t, err)
	if len(rs) != 1 {
		t.Errorf("%d revisions", len(rs))
	}
}

func pages(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	body := bytes.Repeat([]byte("<p>港</p>\x00\xff"), 500)
	_, err := s.AddArticles(t.Context(), store.Batch{Articles: []store.Incoming{{Article: a, Page: &store.Page{
		URL: a.URL + "?x=1", Kind: store.HTMLPage, Fetched: noon, Facts: []byte(`{"publisher":"The Herald"}`), Body: body,
	}}}})
	must(t, err)
	p, err := s.Page(t.Context(), a.ID)
	must(t, err)
	if !bytes.Equal(p.Body, body) || p.URL != a.URL+"?x=1" || p.Kind != store.HTMLPage || !p.Fetched.Equal(noon) || string(p.Facts) != `{"publisher":"The Herald"}` {
		t.Errorf("page %q %q %v %s, %d bytes", p.URL, p.Kind, p.Fetched, p.Facts, len(p.Body))
	}
	add(t, s, report("echo", 1))
	if _, err := s.Page(t.Context(), report("echo", 1).ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no page kept: %v", err)
	}
	ids, err := s.ArticleIDs(t.Context(), "", 1)
	must(t, err)
	more, err := s.ArticleIDs(t.Context(), ids[0], 10)
	must(t, err)
	if len(more) != 1 || more[0] <= ids[0] {
		t.Errorf("walk: %v then %v", ids, more)
	}
}

func progress(t *testing.T, s *store.Store) {
	if _, err := s.Progress(t.Context(), "a.jsonl"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("before: %v", err)
	}
	b := in(report("herald", 0))
	b.Progress = &store.Progress{File: "a.jsonl", Place: `{"record":7}`, Records: 7, Bad: 1}
	_, err := s.AddArticles(t.Context(), b)
	must(t, err)
	b = store.Batch{Progress: &store.Progress{File: "a.jsonl", Place: `{"record":9}`, Records: 9, Bad: 2, Done: true}}
	_, err = s.AddArticles(t.Context(), b)
	must(t, err)
	p, err := s.Progress(t.Context(), "a.jsonl")
	must(t, err)
	if p.Place != `{"record":9}` || p.Records != 9 || p.Bad != 2 || !p.Done {
		t.Errorf("progress %+v", p)
	}
}

// queue records what is enqueued, and fails when told to.
type queue struct {
	got  []string
	fail error
}

func (q *queue) Enqueue(_ context.Context, tx *sql.Tx, st store.Stage, keys []string) error {
	if tx == nil {
		return errors.New("no transaction")
	}
	q.got = append(q.got, string(st))
	if st == store.ReadStage && len(keys) == 0 {
		return errors.New("nothing to read")
	}
	return q.fail
}

func nothingHalf(t *testing.T, s *store.Store) {
	q := &queue{fail: errors.New("the queue is down")}
	s.UseJobs(q)
	b := in(report("herald", 0))
	b.Progress = &store.Progress{File: "a.jsonl", Place: "1", Records: 1}
	if _, err := s.AddArticles(t.Context(), b); !errors.Is(err, q.fail) {
		t.Fatalf("add: %v", err)
	}
	if _, err := s.Progress(t.Context(), "a.jsonl"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("progress: %v", err)
	}
	c, err := s.Counts(t.Context())
	must(t, err)
	if c.All() != 0 {
		t.Errorf("%d articles", c.All())
	}
}

func enqueues(t *testing.T, s *store.Store) {
	q := &queue{}
	s.UseJobs(q)
	a, b := report("herald", 0), report("echo", 1)
	add(t, s, a, b)
	add(t, s, a) // the same again makes nothing necessary
	read(t, s, a, b)
	place(t, s, "e", "s", a, b)
	if want := []string{"read", "place", "tell"}; !slices.Equal(q.got, want) {
		t.Errorf("enqueued %v, want %v", q.got, want)
	}
}

func reading(t *testing.T, s *store.Store) {
	a, b := report("herald", 10), report("echo", 5)
	a.Lang = ""
	add(t, s, a, b)
	unread, err := s.Unread(t.Context(), 10)
	must(t, err)
	if len(unread) != 2 || unread[0].ID != b.ID {
		t.Fatalf("unread: %d", len(unread))
	}
	must(t, s.FinishRead(t.Context(), []store.Reading{
		{Article: a.ID, Fingerprint: a.Fingerprint(), Lang: "de", Features: []byte(`{}`)},
		{Article: b.ID, Fingerprint: b.Fingerprint(), Refuse: "no words"},
	}, "read test"))
	got, err := s.Article(t.Context(), a.ID)
	must(t, err)
	if got.Lang != "de" || state(t, s, a) != store.Read {
		t.Errorf("read article: %q, %s", got.Lang, state(t, s, a))
	}
	st, err := s.Standing(t.Context(), b.ID)
	must(t, err)
	if st.State != store.Refused || st.Reason != "no words" || st.Decider != "read test" {
		t.Errorf("refused article: %+v", st)
	}
	if unread, err = s.Unread(t.Context(), 10, a.ID, b.ID); err != nil || len(unread) != 0 {
		t.Errorf("still unread: %d, %v", len(unread), err)
	}
}

func staleReading(t *testing.T, s *store.Store) {
	a := report("herald", 0, "Old words.")
	add(t, s, a)
	b := a
	b.Paragraphs, b.Updated = []string{"New words."}, noon.Add(time.Hour)
	add(t, s, b)
	read(t, s, a)
	if st := state(t, s, a); st != store.New {
		t.Errorf("state %s after a reading of the older text", st)
	}
	read(t, s, b)
	if st := state(t, s, a); st != store.Read {
		t.Errorf("state %s after a reading of the current text", st)
	}
}

func failing(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	add(t, s, a)
	for i, want := range []store.State{store.New, store.New, store.Refused} {
		must(t, s.FailRead(t.Context(), a.ID, "it broke", "read test"))
		st, err := s.Standing(t.Context(), a.ID)
		must(t, err)
		if st.State != want || st.Attempts != i+1 || st.Reason != "it broke" {
			t.Errorf("after failure %d: %+v", i+1, st)
		}
	}
}

// wanting asks for what is missing: what was asked least, and of that the newest,
// first. What comes sends groupers back to what is stored.
func wanting(t *testing.T, s *store.Store) {
	a, b, c := report("herald", 0), report("echo", 1), report("post", 2)
	add(t, s, a, b, c)
	of := func(a article.Article, wants bool, features string) store.Reading {
		return store.Reading{Article: a.ID, Fingerprint: a.Fingerprint(), Features: []byte(features), Wants: wants}
	}
	must(t, s.FinishRead(t.Context(), []store.Reading{of(a, true, `{"n":1}`), of(b, true, `{"n":2}`), of(c, false, `{"n":3}`)}, "read test"))
	place(t, s, "e", "s", a, b, c)
	expect := func(step string, want ...article.Article) {
		t.Helper()
		ws, err := s.Wants(t.Context(), 9)
		must(t, err)
		var got, ids []article.ID
		for _, w := range ws {
			got = append(got, w.Article.ID)
		}
		for _, a := range want {
			ids = append(ids, a.ID)
		}
		if !slices.Equal(got, ids) {
			t.Errorf("%s: %v, want %v", step, got, ids)
		}
	}
	expect("read without", b, a)
	before, err := s.Placing(t.Context())
	must(t, err)
	must(t, s.FinishWants(t.Context(), []store.Reading{of(b, true, ``)}))
	expect("in vain", a, b)
	if step, err := s.Placing(t.Context()); err != nil || step != before {
		t.Errorf("nothing came, and step %d became %d, %v", before, step, err)
	}
	stale := of(a, false, `{"n":8}`)
	stale.Fingerprint = "another"
	must(t, s.FinishWants(t.Context(), []store.Reading{stale}))
	expect("another text", a, b)
	must(t, s.FinishWants(t.Context(), []store.Reading{of(a, false, `{"n":9}`), of(c, false, `{"n":10}`)}))
	expect("came", b)
	if step, err := s.Placing(t.Context()); err != nil || step != before+1 {
		t.Errorf("one came, and step %d became %d, %v", before, step, err)
	}
	var features []string
	must(t, s.Recent(t.Context(), time.Time{}, func(f []byte, _ store.Placement) error {
		features = append(features, string(f))
		return nil
	}))
	if want := []string{`{"n":9}`, `{"n":2}`, `{"n":3}`}; !slices.Equal(features, want) {
		t.Errorf("features %v, want %v", features, want)
	}
}
