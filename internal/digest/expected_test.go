package digest_test

import (
	"testing"

	"kiku/internal/article"
	"kiku/internal/sample"
)

// TestNewsroomStoriesAreThoseWrittenDown holds the grouping of the sample
// newsroom against its labels: no report stands in a story of another matter,
// and the reports of one story stand together.
func TestNewsroomStoriesAreThoseWrittenDown(t *testing.T) {
	n := openNewsroom(t)
	want, err := sample.Expected()
	if err != nil {
		t.Fatal(err)
	}
	eventOf, storyOf := map[article.ID]string{}, map[article.ID]string{}
	for _, e := range want.Events {
		for _, l := range e.Links {
			eventOf[n.link[l]] = e.ID
		}
	}
	byEvent := map[string]string{}
	for _, s := range want.Stories {
		for _, e := range s.Events {
			byEvent[e] = s.ID
		}
	}
	for id, e := range eventOf {
		storyOf[id] = byEvent[e]
	}
	gotEvent, gotStory := map[article.ID]string{}, map[article.ID]string{}
	for _, s := range n.stories {
		for _, e := range s.Events {
			for _, m := range e.Articles {
				gotEvent[m.Article], gotStory[m.Article] = string(e.ID), string(s.ID)
			}
		}
	}
	ep, er := pairs(eventOf, gotEvent)
	sp, sr := pairs(storyOf, gotStory)
	t.Logf("events: precision %.3f recall %.3f; stories: precision %.3f recall %.3f", ep, er, sp, sr)
	for a := range eventOf {
		for b := range eventOf {
			if a < b && gotEvent[a] == gotEvent[b] && eventOf[a] != eventOf[b] {
				t.Logf("one event: %q and %q", n.articles[a].Title, n.articles[b].Title)
			}
			if a < b && gotStory[a] == gotStory[b] && storyOf[a] != storyOf[b] {
				t.Logf("one story: %q and %q", n.articles[a].Title, n.articles[b].Title)
			}
		}
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
