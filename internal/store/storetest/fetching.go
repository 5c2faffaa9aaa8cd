package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/store"
)

// take takes all the work there is.
func take(t *testing.T, s *store.Store, holder string) []store.Work {
	t.Helper()
	w, err := s.TakeWork(t.Context(), store.Take{Holder: holder, Hosts: 100, Feeds: 100, Pages: 100, Lease: time.Minute, Claim: 20 * time.Minute})
	must(t, err)
	return w
}

// giveBack ends the leases on work, without having asked anything.
func giveBack(t *testing.T, s *store.Store, holder string, works []store.Work) {
	t.Helper()
	var f store.Finish
	for _, w := range works {
		r := store.Release{Host: w.Host, Holder: holder, Claimed: w.Claimed}
		for _, x := range w.Feeds {
			r.Feeds = append(r.Feeds, x.URL)
		}
		for _, x := range w.Pages {
			r.Pages = append(r.Pages, x.URL)
		}
		f.Released = append(f.Released, r)
	}
	finish(t, s, f)
}

func finish(t *testing.T, s *store.Store, f store.Finish) store.Finished {
	t.Helper()
	f.Decider = "fetch test"
	out, err := s.Finish(t.Context(), f)
	must(t, err)
	return out
}

// visit visits a feed that was taken: it announces addresses.
func visit(f store.FeedState, urls ...string) store.Visit {
	f.Tried, f.Good, f.Next, f.State = time.Now(), time.Now(), time.Now().Add(time.Hour), "active"
	v := store.Visit{Feed: f, Class: "ok"}
	for _, u := range urls {
		v.New = append(v.New, store.NewItem{Key: u, Item: feed.Item{GUID: u, URL: u, Title: "Title of " + u, Content: "<p>text</p>"}})
	}
	return v
}

// follow follows one source with feeds and takes their work.
func follow(t *testing.T, s *store.Store, feeds ...string) map[string]store.FeedState {
	t.Helper()
	must(t, s.PutSource(t.Context(), feed.Source{ID: "herald", Name: "The Herald", Lang: "en", Feeds: feeds}))
	out := map[string]store.FeedState{}
	for _, w := range take(t, s, "me") {
		for _, f := range w.Feeds {
			out[f.URL] = f
		}
	}
	if len(out) != len(feeds) {
		t.Fatalf("%d feeds taken of %d", len(out), len(feeds))
	}
	return out
}

// release ends all leases on hosts.
func release(t *testing.T, s *store.Store, hosts ...string) {
	t.Helper()
	var f store.Finish
	for _, h := range hosts {
		f.Released = append(f.Released, store.Release{Host: h, Holder: "me"})
	}
	finish(t, s, f)
}

func sources(t *testing.T, s *store.Store) {
	src := feed.Source{ID: "herald", Name: "The Herald", Lang: "en", Feeds: []string{"https://a.example/1", "https://a.example/2"}}
	f := follow(t, s, src.Feeds...)[src.Feeds[0]]
	f.ETag, f.Memory = `"x"`, feed.Memory{Body: "b0d1", Failures: 3}
	v := visit(f, "https://a.example/i1", "https://a.example/i2")
	first := finish(t, s, store.Finish{Visits: []store.Visit{v}})
	if first.Fresh[0] != 2 {
		t.Errorf("fresh %v", first.Fresh)
	}
	src.Feeds, src.Name = []string{"https://a.example/1", "https://a.example/3"}, "Herald"
	must(t, s.PutSource(t.Context(), src))
	all, err := s.Sources(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Name != "Herald" || len(all[0].States) != 2 || all[0].Feeds[1] != "https://a.example/3" {
		t.Fatalf("sources %+v", all)
	}
	st := all[0].States[0]
	if st.ETag != `"x"` || st.Good.IsZero() || !st.Fresh.Equal(st.Tried) || st.Memory.Body != "b0d1" || st.Memory.Failures != 3 || st.State != "active" {
		t.Errorf("the kept feed lost its state: %+v", st)
	}
	must(t, s.RemoveSource(t.Context(), "herald"))
	if err := s.RemoveSource(t.Context(), "herald"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	release(t, s, "a.example")
	if w := take(t, s, "me"); len(w) != 0 {
		t.Errorf("work of a removed source: %+v", w)
	}
}

// Servers send bytes that are no UTF-8, and so do their reasons: neither may cost
// the step, and validators come back as they were.
func anyBytes(t *testing.T, s *store.Store) {
	f := follow(t, s, "https://a.example/1")["https://a.example/1"]
	f.ETag, f.LastModified, f.Reason = "\"caf\xe9\"", "W/\"\u6e2f\"", "address \xe3\x81…\x00"
	v := visit(f, "https://a.example/i1")
	v.Class, v.Reason = "refused", f.Reason
	finish(t, s, store.Finish{Visits: []store.Visit{v}, Pages: []store.PageOutcome{{URL: "https://a.example/i1", Reason: f.Reason, Final: true, Withdraw: true}}})
	all, err := s.Sources(t.Context())
	must(t, err)
	if st := all[0].States[0]; st.ETag != f.ETag || st.LastModified != f.LastModified || !strings.HasPrefix(st.Reason, "address ") || !utf8.ValidString(st.Reason) {
		t.Errorf("kept %q, %q, %q", st.ETag, st.LastModified, st.Reason)
	}
}

func announced(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	f := follow(t, s, "https://example.org/f")["https://example.org/f"]
	finish(t, s, store.Finish{Visits: []store.Visit{visit(f, a.URL, "https://example.org/i2")}})
	release(t, s, "example.org")
	works := take(t, s, "me")
	if len(works) != 1 || len(works[0].Pages) != 2 || works[0].Pages[0].Item.Content == "" {
		t.Fatalf("work %+v", works)
	}
	in := store.Incoming{Article: a}
	finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, In: &in}, {URL: "https://example.org/i2", Reason: "status 503", Again: time.Now()}}})
	one, err := s.Announced(t.Context(), a.URL)
	must(t, err)
	two, err := s.Announced(t.Context(), "https://example.org/i2")
	must(t, err)
	if one.State != store.AnnouncedStored || one.Item.Title != "Title of "+a.URL || one.Article != a.ID || two.State != store.AnnouncedWaiting || two.Reason != "status 503" {
		t.Errorf("announced %+v, %+v", one, two)
	}
	for range 5 {
		finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: "https://example.org/i2", Reason: "told to wait", Again: time.Now(), Unasked: true}}})
	}
	if two, err = s.Announced(t.Context(), "https://example.org/i2"); err != nil || two.State != store.AnnouncedWaiting || two.Attempts != 1 || two.Reason != "told to wait" {
		t.Errorf("after five waits: %+v, %v", two, err)
	}
	finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: "https://example.org/i2", Reason: "status 404", Final: true}}})
	if two, err = s.Announced(t.Context(), "https://example.org/i2"); err != nil || two.State != store.AnnouncedRefused {
		t.Errorf("after a final failure: %+v, %v", two, err)
	}
	if _, err := s.Announced(t.Context(), "https://example.org/none"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("never announced: %v", err)
	}
	seen, err := s.SeenItems(t.Context(), f.URL)
	must(t, err)
	if len(seen) != 2 || seen[0].GUID == "" || seen[0].First.IsZero() || seen[0].Known.Seen.IsZero() {
		t.Errorf("seen %+v", seen)
	}
}

func takenOnce(t *testing.T, s *store.Store) {
	follow(t, s, "https://a.example/1", "https://A.example:443/2", "https://b.example/1")
	if w := take(t, s, "you"); len(w) != 0 {
		t.Errorf("taken twice: %+v", w)
	}
	// The hosts are free again, but the feeds may have been asked.
	release(t, s, "a.example", "b.example")
	if w := take(t, s, "me"); len(w) != 0 {
		t.Errorf("claimed feeds were given again: %+v", w)
	}
	must(t, s.PutSource(t.Context(), feed.Source{ID: "post", Name: "Post", Feeds: []string{"https://c.example/1"}}))
	works := take(t, s, "me")
	giveBack(t, s, "me", works)
	if again := take(t, s, "me"); len(works) != 1 || len(again) != 1 || len(again[0].Feeds) != 1 {
		t.Errorf("what was given back was not taken again: %+v", again)
	}
	must(t, s.PutSource(t.Context(), feed.Source{ID: "late", Name: "Late", Feeds: []string{"https://d.example/1"}, Paused: true}))
	if w := take(t, s, "me"); len(w) != 0 {
		t.Errorf("work of a paused source: %+v", w)
	}
}

func tooLate(t *testing.T, s *store.Store) {
	f := follow(t, s, "https://a.example/1")["https://a.example/1"]
	mine := f
	mine.Claimed = f.Claimed.Add(-time.Second) // as if it had been claimed again since
	out := finish(t, s, store.Finish{Visits: []store.Visit{visit(mine, "https://a.example/old")}})
	if out.Fresh[0] != -1 {
		t.Errorf("a late visit was stored: %v", out.Fresh)
	}
	if _, err := s.Announced(t.Context(), "https://a.example/old"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("items of a late visit: %v", err)
	}
	if out := finish(t, s, store.Finish{Visits: []store.Visit{visit(f, "https://a.example/new")}}); out.Fresh[0] != 1 {
		t.Errorf("the visit in time: %v", out.Fresh)
	}
}

func hostLeases(t *testing.T, s *store.Store) {
	lease := func(holder string, d time.Duration) bool {
		has, err := s.LeaseHost(t.Context(), "a.example", holder, d)
		must(t, err)
		return has
	}
	if !lease("me", time.Hour) || lease("you", time.Hour) || !lease("me", time.Hour) {
		t.Error("a lease has one holder, who may renew it")
	}
	has, err := s.RenewHosts(t.Context(), []string{"a.example", "b.example"}, "me", time.Hour)
	must(t, err)
	if len(has) != 1 || has[0] != "a.example" {
		t.Errorf("renewed %v", has)
	}
	finish(t, s, store.Finish{Released: []store.Release{{Host: "a.example", Holder: "me", Rest: time.Hour}}})
	if lease("you", time.Hour) || !lease("me", 0) {
		t.Error("a host rests before another holder asks it, not before the same one does")
	}
	must(t, s.PutSource(t.Context(), feed.Source{ID: "p", Name: "P", Feeds: []string{"https://p.example/1"}}))
	until := time.Now().Add(time.Hour).Truncate(time.Millisecond)
	finish(t, s, store.Finish{Paused: map[string]time.Time{"p.example": until, "q.example": time.Now().Add(1000 * time.Hour)}})
	finish(t, s, store.Finish{Paused: map[string]time.Time{"p.example": until.Add(-time.Minute)}})
	paused, err := s.PausedHosts(t.Context())
	must(t, err)
	if len(paused) != 2 || !paused["p.example"].Equal(until) || paused["q.example"].After(time.Now().Add(25*time.Hour)) {
		t.Errorf("paused %v", paused)
	}
	if w := take(t, s, "me"); len(w) != 0 {
		t.Errorf("a paused host was taken: %+v", w)
	}
	must(t, s.Prune(t.Context()))
}

func feedScoped(t *testing.T, s *store.Store) {
	const n = 50
	one, two := "https://a.example/f", "https://b.example/f"
	fs := follow(t, s, one, two)
	announce := func(f store.FeedState, host string) store.Visit {
		v := visit(f)
		for i := range n {
			v.New = append(v.New, store.NewItem{Key: fmt.Sprint(i), Item: feed.Item{GUID: fmt.Sprint(i), URL: fmt.Sprintf("https://%s/%d", host, i), Title: host}})
		}
		return v
	}
	out := finish(t, s, store.Finish{Visits: []store.Visit{announce(fs[one], "a.example"), announce(fs[two], "b.example")}})
	if out.Fresh[0] != n || out.Fresh[1] != n {
		t.Errorf("fresh %v, want %d each", out.Fresh, n)
	}
	for _, u := range []string{one, two} {
		seen, err := s.SeenItems(t.Context(), u)
		must(t, err)
		for _, k := range seen {
			if store.HostOf(k.URL) != store.HostOf(u) || k.Title != store.HostOf(u) {
				t.Errorf("%s has %+v", u, k)
			}
		}
		if len(seen) != n {
			t.Errorf("%s: %d items", u, len(seen))
		}
	}
}

func barred(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	a.Feed = "https://example.org/f"
	lie := a
	lie.Feed, lie.Paragraphs, lie.Updated = "https://evil.example/f", []string{"Something else altogether."}, noon.Add(time.Hour)
	add(t, s, a)
	in := store.Incoming{Article: lie, Standin: true}
	out := finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, In: &in}}})
	if out.Pages[0] != store.Barred {
		t.Errorf("outcome %s", out.Pages[0])
	}
	got, err := s.Article(t.Context(), a.ID)
	must(t, err)
	if got.Paragraphs[0] != a.Paragraphs[0] {
		t.Errorf("the article says %q now", got.Paragraphs)
	}
	own := lie
	own.Feed = a.Feed
	in = store.Incoming{Article: own, Standin: true}
	if out := finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, In: &in}}}); out.Pages[0] != store.Changed {
		t.Errorf("its own feed: %s", out.Pages[0])
	}
}

func editedAgain(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	f := follow(t, s, "https://example.org/f")["https://example.org/f"]
	finish(t, s, store.Finish{Visits: []store.Visit{visit(f, a.URL)}})
	in := store.Incoming{Article: a}
	finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, In: &in}}, Released: []store.Release{{Host: "example.org", Holder: "me"}}})
	if w := take(t, s, "me"); len(w) != 0 {
		t.Fatalf("work left: %+v", w)
	}
	f.Claimed = time.Time{} // Finish ended the claim
	v := visit(f)
	v.Known = []store.KnownItem{{Key: a.URL, Item: feed.Item{GUID: "2", URL: a.URL, Title: "New title", Updated: time.Now()}, Again: true,
		Also: []feed.Known{{GUID: a.URL, URL: a.URL}}}}
	finish(t, s, store.Finish{Visits: []store.Visit{v}})
	works := take(t, s, "me")
	if len(works) != 1 || len(works[0].Pages) != 1 || works[0].Pages[0].Edits != 1 || works[0].Pages[0].Item.Title != "New title" {
		t.Fatalf("work %+v", works)
	}
	seen, err := s.SeenItems(t.Context(), f.URL)
	must(t, err)
	if len(seen) != 1 || seen[0].GUID != "2" || len(seen[0].Also) != 1 || seen[0].Also[0].GUID != a.URL || seen[0].Edits != 1 {
		t.Errorf("seen %+v", seen)
	}
	// The page cannot be had any more: what is stored stays.
	finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, Reason: "status 404", Final: true}}})
	if an, err := s.Announced(t.Context(), a.URL); err != nil || an.State != store.AnnouncedStored {
		t.Errorf("announced %+v, %v", an, err)
	}
}

func heldItems(t *testing.T, s *store.Store) {
	f := follow(t, s, "https://a.example/f")["https://a.example/f"]
	v := visit(f, "https://a.example/1", "https://a.example/2")
	v.New[1].Held = "too many"
	finish(t, s, store.Finish{Visits: []store.Visit{v}})
	release(t, s, "a.example")
	if w := take(t, s, "me"); len(w) != 1 || len(w[0].Pages) != 1 || w[0].Pages[0].URL != "https://a.example/1" {
		t.Errorf("work %+v", w)
	}
	held, err := s.Held(t.Context(), "", 10)
	must(t, err)
	if len(held) != 1 || held[0].Reason != "too many" || held[0].Item.Content == "" {
		t.Errorf("held %+v", held)
	}
	n, err := s.ReleaseHeld(t.Context(), f.URL, true)
	must(t, err)
	release(t, s, "a.example")
	if w := take(t, s, "me"); n != 1 || len(w) != 1 || len(w[0].Pages) != 1 || w[0].Pages[0].URL != "https://a.example/2" {
		t.Errorf("%d released, work %+v", n, w)
	}
}

func childFeeds(t *testing.T, s *store.Store) {
	index := "https://a.example/index.xml"
	f := follow(t, s, index)[index]
	v := visit(f)
	v.Index, v.Children = true, []string{"https://a.example/1.xml", "https://a.example/2.xml"}
	finish(t, s, store.Finish{Visits: []store.Visit{v}})
	all, err := s.Sources(t.Context())
	must(t, err)
	if len(all[0].Feeds) != 1 || len(all[0].States) != 3 || all[0].States[1].Parent != index {
		t.Fatalf("sources %+v", all)
	}
	release(t, s, "a.example")
	if w := take(t, s, "me"); len(w) != 1 || len(w[0].Feeds) != 2 {
		t.Errorf("work %+v", w)
	}
	// The owner's changes leave them, and they go with the index.
	must(t, s.PutSource(t.Context(), all[0].Source))
	f.Claimed = time.Time{}
	v = visit(f)
	v.Index, v.Children = true, []string{"https://a.example/2.xml"}
	finish(t, s, store.Finish{Visits: []store.Visit{v}})
	all, err = s.Sources(t.Context())
	must(t, err)
	if len(all[0].States) != 2 || all[0].States[1].URL != "https://a.example/2.xml" {
		t.Errorf("after a change of the index: %+v", all[0].States)
	}
	all[0].Source.Feeds = []string{"https://a.example/other"}
	must(t, s.PutSource(t.Context(), all[0].Source))
	if all, err = s.Sources(t.Context()); err != nil || len(all[0].States) != 1 {
		t.Errorf("after the index went: %+v, %v", all[0].States, err)
	}
}

func moving(t *testing.T, s *store.Store) {
	old := "https://old.example/f"
	f := follow(t, s, old)[old]
	v := visit(f)
	v.Feed.Address, v.Feed.Next, v.Feed.Tried = "https://new.example/f", time.Now().Add(-time.Minute), time.Now().Add(-time.Hour)
	finish(t, s, store.Finish{Visits: []store.Visit{v}})
	release(t, s, "old.example")
	w := take(t, s, "me")
	if len(w) != 1 || w[0].Host != "new.example" || w[0].Feeds[0].Ask() != "https://new.example/f" || w[0].Feeds[0].URL != old {
		t.Fatalf("work %+v", w)
	}
	must(t, s.MoveBack(t.Context(), old))
	all, err := s.Sources(t.Context())
	must(t, err)
	if st := all[0].States[0]; st.Ask() != old || !st.Whole {
		t.Errorf("moved back: %+v", st)
	}
	if err := s.MoveBack(t.Context(), old); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("moved back twice: %v", err)
	}
}

func pageTerms(t *testing.T, s *store.Store) {
	a := report("herald", 0)
	f := follow(t, s, "https://example.org/f")["https://example.org/f"]
	finish(t, s, store.Finish{Visits: []store.Visit{visit(f, a.URL)}})
	in := store.Incoming{Article: a, Page: &store.Page{URL: a.URL, Kind: store.HTMLPage, Body: []byte("<p>bytes</p>")}}
	finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, In: &in, Host: "example.org", Site: []byte(`{"n":1}`)}}})
	if got, err := s.Site(t.Context(), "example.org"); err != nil || string(got) != `{"n":1}` {
		t.Errorf("site %q, %v", got, err)
	}
	if got, err := s.Site(t.Context(), "other.example"); err != nil || got != nil {
		t.Errorf("site %q, %v", got, err)
	}
	short := a.Under(article.Terms{NoArchive: true})
	short.Updated = noon.Add(time.Hour)
	in = store.Incoming{Article: short}
	if out := finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, In: &in}}}); out.Pages[0] != store.Changed {
		t.Errorf("headline only: %s", out.Pages[0])
	}
	if _, err := s.Page(t.Context(), a.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the bytes are still kept: %v", err)
	}
	if rs, err := s.Revisions(t.Context(), []article.ID{a.ID}); err != nil || len(rs) != 0 {
		t.Errorf("the older text is still kept: %v, %v", rs, err)
	}
	finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, Reason: "noindex", Final: true, Withdraw: true}}})
	if state(t, s, a) != store.Refused {
		t.Errorf("a withdrawn page's article is %s", state(t, s, a))
	}
}

func health(t *testing.T, s *store.Store) {
	a, b := report("herald", 0), report("post", 1)
	one, two := "https://example.org/f", "https://example.org/g"
	fs := follow(t, s, one, two)
	failed := visit(fs[two])
	failed.Class, failed.Reason, failed.Feed.State, failed.Feed.Reason = "unreachable", "no answer in time", "failing", "no answer in time"
	finish(t, s, store.Finish{Visits: []store.Visit{visit(fs[one], a.URL, b.URL, "https://example.org/i3"), failed}})
	ina, inb := store.Incoming{Article: a}, store.Incoming{Article: b}
	finish(t, s, store.Finish{Pages: []store.PageOutcome{{URL: a.URL, In: &ina}, {URL: b.URL, In: &inb}, {URL: "https://example.org/i3", Reason: "status 404", Final: true}}})
	read(t, s, a, b)
	place(t, s, "e", "s", a, b)
	tell(t, s, "s", "en", "harbour", a)
	hs, err := s.SourceHealth(t.Context())
	must(t, err)
	if len(hs) != 1 || len(hs[0].Feeds) != 2 {
		t.Fatalf("health %+v", hs)
	}
	h := hs[0]
	if h.Announced != 3 || h.Stored != 2 || h.Refused != 1 || h.Used != 1 || h.Share != 0.5 || h.Errors30 != 1 {
		t.Errorf("announced %d, stored %d, refused %d, used %d, share %v, errors %d", h.Announced, h.Stored, h.Refused, h.Used, h.Share, h.Errors30)
	}
	if f := h.Feeds[0]; f.Answers["ok"] != 1 || f.Errors30 != 0 || f.Rhythm <= 0 || f.State != "active" {
		t.Errorf("the good feed %+v", f)
	}
	if f := h.Feeds[1]; f.Answers["unreachable"] != 1 || f.Errors30 != 1 || f.LastError != "no answer in time" || f.State != "failing" {
		t.Errorf("the failing feed %+v", f)
	}
}
