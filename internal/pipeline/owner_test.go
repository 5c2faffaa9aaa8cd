package pipeline_test

import (
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// desk is a newsroom with one newspaper that is not followed yet.
type desk struct {
	*pipeline.Pipeline
	paper *fetchtest.Newspaper
	now   time.Time
}

func openDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{paper: fetchtest.Start(), now: time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)}
	t.Cleanup(d.paper.Close)
	d.paper.AddPage("home", `<html><head><title>Post</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>Hello</body></html>`)
	for _, name := range []string{"ferry", "bridge"} {
		d.paper.AddPage(name, fmt.Sprintf(page, name+" runs again"))
	}
	d.paper.SetFeed("The Harbour Post", "ferry", "bridge")
	clock := func() time.Time { return d.now }
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir(), Now: clock})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	net := fetch.New(fetch.Options{Allow: []netip.Prefix{d.paper.Network()}, Delay: time.Millisecond})
	t.Cleanup(net.Close)
	d.Pipeline, err = pipeline.New(pipeline.Config{Store: s, Network: net, Now: clock})
	must(t, err)
	return d
}

// asked is how often the newspaper was asked for a path.
func (d *desk) asked(path string) int { return len(d.paper.Requests(path)) }

func TestFollowingAsksEachAddressOnce(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	found, err := d.Find(t.Context(), d.paper.URL+"/articles/home", func(string) {})
	must(t, err)
	if found.Source.Name != "The Harbour Post" || found.Items != 2 || found.Source.Feeds[0] != d.paper.URL+"/feed.xml" {
		t.Errorf("found %+v", found)
	}
	n, err := d.Follow(t.Context(), found)
	must(t, err)
	if n != 2 || d.asked("/feed.xml") != 1 || d.asked("/articles/home") != 1 || d.asked("/articles/ferry") != 0 {
		t.Errorf("%d items; the feed was asked %d times, the home page %d, a report %d", n, d.asked("/feed.xml"), d.asked("/articles/home"), d.asked("/articles/ferry"))
	}
	again, err := d.Find(t.Context(), d.paper.URL+"/feed.xml", func(string) { t.Error("a followed feed is asked") })
	must(t, err)
	if again.Known.ID != found.Source.ID {
		t.Errorf("known: %+v", again.Known)
	}
	rep, err := d.Fetch(t.Context())
	must(t, err)
	if rep.Feeds != 0 || rep.Articles != 2 || d.asked("/feed.xml") != 1 {
		t.Errorf("the first round %+v; the feed was asked %d times", rep, d.asked("/feed.xml"))
	}
	d.now = d.now.Add(25 * time.Hour)
	if rep, err = d.Fetch(t.Context()); err != nil || rep.Unchanged != 1 || d.asked("/feed.xml") != 2 {
		t.Errorf("a day later %+v, %v; asked %d times", rep, err, d.asked("/feed.xml"))
	}
}

func TestTrialStoresNothingAndIsRemembered(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	_, err := d.AddSources(t.Context(), []feed.Source{{ID: "post", Name: "Harbour Post", Feeds: []string{d.paper.URL + "/feed.xml"}}})
	must(t, err)
	var steps []string
	trial, err := d.TryTelling(t.Context(), d.paper.URL+"/feed.xml", func(s pipeline.TrialStep) { steps = append(steps, s.Name) })
	must(t, err)
	if !trial.OK || trial.New != 2 || trial.Total != 2 || len(trial.Pages) != 2 || trial.Source != "post" || len(steps) != len(trial.Steps) {
		t.Errorf("trial %+v", trial)
	}
	if p := trial.Pages[0]; p.Title != "ferry runs again" || p.Length < 200 || p.Parts != 3 {
		t.Errorf("page %+v", p)
	}
	c, err := d.Store.Counts(t.Context())
	must(t, err)
	if c.All() != 0 || c.Waiting != 0 {
		t.Errorf("stored by a trial: %+v", c)
	}
	// Neither a button, nor the clock's next round, nor a hand asks again at once.
	var soon *pipeline.TooSoonError
	if _, err := d.Try(t.Context(), d.paper.URL+"/feed.xml"); !errors.As(err, &soon) || !errors.Is(err, pipeline.ErrTooSoon) || !soon.Until.Equal(d.now.Add(feed.Shortest)) {
		t.Errorf("a second trial: %v", err)
	}
	for _, req := range []pipeline.FetchRequest{{}, {Force: true}} {
		if rep, err := d.FetchSome(t.Context(), req); err != nil || rep.Feeds != 0 {
			t.Errorf("%+v: %+v, %v", req, rep, err)
		}
	}
	d.now = d.now.Add(feed.Shortest)
	rep, err := d.Fetch(t.Context())
	must(t, err)
	if rep.Announced != 2 || d.asked("/feed.xml") != 2 {
		t.Errorf("after a quarter of an hour: %+v, asked %d times", rep, d.asked("/feed.xml"))
	}
}

func TestTrialEndsWithWhatFailed(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	for address, want := range map[string]pipeline.Fault{
		d.paper.URL + "/gone":    "gone",
		d.paper.URL + "/private": "private",
		d.paper.URL + "/loop":    "redirects",
		d.paper.URL + "/lost":    "missing",
		"gopher://post.example/": "address",
		"":                       "address",
	} {
		trial, err := d.Try(t.Context(), address)
		must(t, err)
		last := trial.Steps[len(trial.Steps)-1]
		if trial.OK || trial.Fault != want || last.State != pipeline.TrialFailed || last.Fault != want {
			t.Errorf("%q: %s, last step %+v, want %s", address, trial.Fault, last, want)
		}
	}
	p, err := pipeline.New(pipeline.Config{Store: d.Store})
	must(t, err)
	if _, err := p.Try(t.Context(), "https://post.example/"); !errors.Is(err, pipeline.ErrNoNetwork) {
		t.Errorf("without network: %v", err)
	}
}

func TestOwnedSourceSaysHowItFares(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	names := []string{"ferry", "bridge"}
	_, err := d.AddSources(t.Context(), []feed.Source{
		{ID: "post", Name: "Post", Feeds: []string{d.paper.URL + "/feed.xml"}},
		{ID: "ended", Name: "An Ended One", Feeds: []string{d.paper.URL + "/lost"}},
		{ID: "later", Name: "Later", Feeds: []string{"https://later.example/rss"}, Paused: true},
	})
	must(t, err)
	w, err := d.Waiting(t.Context())
	must(t, err)
	if len(w.Names) != 3 || w.Asked || w.Paused || w.Offline || !w.Due.IsZero() {
		t.Errorf("before the first round: %+v", w)
	}
	for range 3 {
		_, err = d.Fetch(t.Context())
		must(t, err)
		d.now = d.now.Add(25 * time.Hour)
	}
	for i := range feed.MaxFresh + 30 {
		names = append(names, fmt.Sprintf("n-%d", i))
	}
	d.paper.SetFeed("The Harbour Post", names...)
	_, err = d.FetchSome(t.Context(), pipeline.FetchRequest{NoPages: true})
	must(t, err)

	all, err := d.Owned(t.Context())
	must(t, err)
	if len(all) != 3 || all[0].ID != "ended" || all[1].ID != "post" || all[2].ID != "later" {
		t.Fatalf("order: %+v", all)
	}
	ended, post, later := all[0], all[1], all[2]
	if ended.State != "failing" || ended.Fault != "missing" || !ended.Problem || ended.Errors < 3 || len(ended.Days) != 30 {
		t.Errorf("a feed that is not there: %+v", ended)
	}
	if post.State != "quarantined" || post.Held == 0 || post.Stored != 2 || post.Days[29].Items != feed.MaxFresh+30 || post.Days[26].Items != 2 {
		t.Errorf("a feed that is too loud: state %s, held %d, stored %d, days %+v", post.State, post.Held, post.Stored, post.Days)
	}
	if later.State != "paused" || later.Problem || later.Days != nil {
		t.Errorf("a paused one: %+v", later)
	}
	one, err := d.OwnedOne(t.Context(), "post")
	must(t, err)
	if f := one.Feeds[0]; len(f.Held) != post.Held || len(f.Answers) != 4 || f.Answers[0].Class != "ok" || f.Answers[1].Class != "unchanged" {
		t.Errorf("whole: %d held, answers %+v", len(f.Held), f.Answers)
	}
	n, err := d.Release(t.Context(), "post")
	must(t, err)
	if one, err = d.OwnedOne(t.Context(), "post"); err != nil || n != post.Held || one.Held != 0 || one.State != "active" || one.Problem {
		t.Errorf("released %d: %+v, %v", n, one, err)
	}
	if _, err := d.OwnedOne(t.Context(), "never"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown: %v", err)
	}
}
