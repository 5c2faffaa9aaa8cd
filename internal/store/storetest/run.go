package storetest

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/store"
	"kiku/internal/story"
)

// Run holds a database to the contract of package store. open returns a fresh,
// empty store on it, closed by the test's cleanup.
func Run(t *testing.T, open func(t *testing.T) *store.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, *store.Store)
	}{
		{"an article and its older texts", articles},
		{"the order of arrival does not decide which text is current", arrival},
		{"one batch may hold one article twice", twice},
		{"pages come back as they were", pages},
		{"progress is stored with the articles", progress},
		{"a failed step leaves nothing", nothingHalf},
		{"jobs are enqueued in the step that makes them necessary", enqueues},
		{"reading moves articles on", reading},
		{"a reading of an older text is dropped", staleReading},
		{"the third failure refuses", failing},
		{"features that want a vector", wanting},
		{"placing goes in order and steps exclude each other", placing},
		{"a merged story's address leads on", merging},
		{"late articles pull back what nobody was told", pullBack},
		{"editions are added once and never changed", editions},
		{"a story that changed while it was told is told again", tellMoved},
		{"a changed article keeps its place", changedKeepsPlace},
		{"a withdrawn article leaves its story", withdrawing},
		{"words find articles and digests", searching},
		{"sources and feeds", sources},
		{"bytes that are no text", anyBytes},
		{"announced items", announced},
		{"work is taken once", takenOnce},
		{"a visit that comes too late is not stored", tooLate},
		{"a host is leased, rests and pauses", hostLeases},
		{"feeds cannot touch each other's items", feedScoped},
		{"a feed's words do not change another feed's article", barred},
		{"what was edited is asked for again", editedAgain},
		{"held items wait for the owner", heldItems},
		{"sitemaps of an index are feeds of the source", childFeeds},
		{"a feed moves and moves back", moving},
		{"pages withdrawn and headline only", pageTerms},
		{"the health of sources", health},
		{"what the owner sees of sources", ownersView},
		{"visits and ranking", visits},
		{"rewinding", rewinding},
		{"settings", settings},
		{"a lease has one holder", leases},
		{"subscriptions to hubs", subscriptions},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, open(t))
		})
	}
}

// noon is the time that the tests count from.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.FixedZone("", 9*3600))

// report makes an invented report, published some minutes after noon.
func report(name string, minutes int, paragraphs ...string) article.Article {
	url := "https://example.org/" + name
	if len(paragraphs) == 0 {
		paragraphs = []string{"The harbour of Ostvik reopened, " + name + " reports."}
	}
	return article.Article{
		ID: article.IDOf(url), URL: url, Publisher: "The " + name, Title: "Harbour reopens: " + name, Lang: "en",
		Paragraphs: paragraphs, Published: noon.Add(time.Duration(minutes) * time.Minute),
	}
}

func in(as ...article.Article) store.Batch {
	b := store.Batch{Decider: "test"}
	for _, a := range as {
		b.Articles = append(b.Articles, store.Incoming{Article: a})
	}
	return b
}

func add(t *testing.T, s *store.Store, as ...article.Article) []store.Outcome {
	t.Helper()
	out, err := s.AddArticles(t.Context(), in(as...))
	must(t, err)
	return out
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func state(t *testing.T, s *store.Store, a article.Article) store.State {
	t.Helper()
	st, err := s.Standing(t.Context(), a.ID)
	must(t, err)
	return st.State
}

// read marks articles as read, with no features to speak of.
func read(t *testing.T, s *store.Store, as ...article.Article) {
	t.Helper()
	var rs []store.Reading
	for _, a := range as {
		rs = append(rs, store.Reading{Article: a.ID, Fingerprint: a.Fingerprint(), Features: []byte(`{"id":"` + string(a.ID) + `"}`), Words: []string{"harbour", "ostvik"}})
	}
	must(t, s.FinishRead(t.Context(), rs, "read test"))
}

// place puts articles into one event of one story.
func place(t *testing.T, s *store.Store, ev, st string, as ...article.Article) {
	t.Helper()
	step, err := s.Placing(t.Context())
	must(t, err)
	must(t, s.Place(t.Context(), store.PlaceStep{After: step, Placements: placements(ev, st, as...), Decider: "place test"}))
}

func placements(ev, st string, as ...article.Article) []store.Placement {
	var out []store.Placement
	for _, a := range as {
		out = append(out, store.Placement{Article: a.ID, Placement: story.Placement{
			Event: story.EventID(ev), Story: story.StoryID(st), Score: 0.5,
			Reasons: []story.Reason{{Feature: "names", Value: 0.5, Note: "Ostvik"}},
		}})
	}
	return out
}
