package digest_test

import (
	"testing"

	"kiku/internal/article"
	"kiku/internal/sample"
)

// Floors of the grouping of the sample newsroom, a little under what is
// reached: a pair of reports more or less, not ten.
const (
	eventPrecision = 0.94
	eventRecall    = 0.90
	storyPrecision = 1 // a report of another matter in a digest is a false digest
	storyRecall    = 0.94
)

// groups are the sample newsroom's reports as they were written down and as
// they were grouped.
type groups struct {
	*newsroom
	want               sample.Expectation
	eventOf, storyOf   map[article.ID]string // as written down
	gotEvent, gotStory map[article.ID]string
	echoOf             map[article.ID]article.ID
}

func openGroups(t *testing.T) groups {
	t.Helper()
	want, err := sample.Expected()
	if err != nil {
		t.Fatal(err)
	}
	g := groups{
		newsroom: openNewsroom(t), want: want,
		eventOf: map[article.ID]string{}, storyOf: map[article.ID]string{},
		gotEvent: map[article.ID]string{}, gotStory: map[article.ID]string{},
		echoOf: map[article.ID]article.ID{},
	}
	storyOfEvent := map[string]string{}
	for _, s := range want.Stories {
		for _, e := range s.Events {
			storyOfEvent[e] = s.ID
		}
	}
	for _, e := range want.Events {
		for _, l := range e.Links {
			g.eventOf[g.link[l]], g.storyOf[g.link[l]] = e.ID, storyOfEvent[e.ID]
		}
	}
	for _, s := range g.stories {
		for _, e := range s.Events {
			for _, m := range e.Articles {
				g.gotEvent[m.Article], g.gotStory[m.Article] = string(e.ID), string(s.ID)
				if m.EchoOf != "" {
					g.echoOf[m.Article] = m.EchoOf
				}
			}
		}
	}
	return g
}

// TestNewsroomStoriesAreThoseWrittenDown holds the grouping of the sample
// newsroom against its labels: no report stands in a story of another matter,
// and the reports of one story stand together.
func TestNewsroomStoriesAreThoseWrittenDown(t *testing.T) {
	g := openGroups(t)
	ep, er := pairs(g.eventOf, g.gotEvent)
	sp, sr := pairs(g.storyOf, g.gotStory)
	t.Logf("events: precision %.3f recall %.3f; stories: precision %.3f recall %.3f", ep, er, sp, sr)
	for _, c := range []struct {
		what       string
		got, floor float64
	}{
		{"event precision", ep, eventPrecision}, {"event recall", er, eventRecall},
		{"story precision", sp, storyPrecision}, {"story recall", sr, storyRecall},
	} {
		if c.got < c.floor {
			t.Errorf("%s is %.3f, floor %.3f", c.what, c.got, c.floor)
		}
	}
	for a := range g.eventOf {
		for b := range g.eventOf {
			if a < b && g.gotEvent[a] == g.gotEvent[b] && g.eventOf[a] != g.eventOf[b] {
				t.Logf("one event: %q and %q", g.articles[a].Title, g.articles[b].Title)
			}
			if a < b && g.gotStory[a] == g.gotStory[b] && g.storyOf[a] != g.storyOf[b] {
				t.Logf("one story: %q and %q", g.articles[a].Title, g.articles[b].Title)
			}
		}
	}
}

// TestNewsroomTrapsStayApart holds what must never happen, whatever the
// figures: near misses in one event, and reports of another matter in a story
// whose words they share.
func TestNewsroomTrapsStayApart(t *testing.T) {
	g := openGroups(t)
	if len(g.want.NearMisses) == 0 || len(g.want.OffTopic) == 0 {
		t.Fatal("the sample newsroom has no traps")
	}
	for _, n := range g.want.NearMisses {
		for a, e := range g.eventOf {
			for b, f := range g.eventOf {
				if e == n.A && f == n.B && g.gotEvent[a] == g.gotEvent[b] {
					t.Errorf("%q and %q are one event: %s", g.articles[a].Title, g.articles[b].Title, n.Why)
				}
			}
		}
	}
	for _, o := range g.want.OffTopic {
		id := g.link[o.Link]
		for a, s := range g.storyOf {
			if s == o.Near && g.gotStory[a] == g.gotStory[id] {
				t.Errorf("%q stands in a story with %q", g.articles[id].Title, g.articles[a].Title)
			}
		}
	}
}

// TestNewsroomEchoesAreThoseWrittenDown: every copy of a wire text is an echo
// of its original, and nothing else is an echo.
func TestNewsroomEchoesAreThoseWrittenDown(t *testing.T) {
	g := openGroups(t)
	want := map[article.ID]article.ID{}
	for _, e := range g.want.Echoes {
		for _, c := range e.Copies {
			want[g.link[c]] = g.link[e.Original]
		}
	}
	for id, original := range want {
		if g.echoOf[id] != original {
			t.Errorf("%q is an echo of %q, want %q", g.articles[id].URL, g.echoOf[id], original)
		}
	}
	for id := range g.echoOf {
		if want[id] == "" {
			t.Errorf("%q counts as an echo", g.articles[id].URL)
		}
	}
}

// TestNewsroomMeetsAcrossLanguages: of the events reported in both languages,
// most are one event.
func TestNewsroomMeetsAcrossLanguages(t *testing.T) {
	g := openGroups(t)
	both, met := 0, 0
	for _, e := range g.want.Events {
		langs, ids := map[string]bool{}, map[string]bool{}
		for _, l := range e.Links {
			langs[g.articles[g.link[l]].Lang] = true
			ids[g.gotEvent[g.link[l]]] = true
		}
		if len(langs) < 2 {
			continue
		}
		both++
		if len(ids) == 1 {
			met++
		} else {
			t.Logf("apart: %s", e.Name)
		}
	}
	if both == 0 || met < both*9/10 {
		t.Errorf("%d of %d events meet across the languages", met, both)
	}
}

// pairs are pairwise precision and recall of a grouping.
func pairs(want, got map[article.ID]string) (precision, recall float64) {
	both, inGot, inWant := 0, 0, 0
	for a := range want {
		for b := range want {
			if a >= b {
				continue
			}
			w, g := want[a] == want[b], got[a] == got[b]
			if w && g {
				both++
			}
			if g {
				inGot++
			}
			if w {
				inWant++
			}
		}
	}
	return float64(both) / float64(max(1, inGot)), float64(both) / float64(max(1, inWant))
}
