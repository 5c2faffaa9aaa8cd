package story

import (
	"slices"
	"testing"

	"kiku/internal/article"
)

// force restores every article at a given place, right or wrong.
func force(g *Grouper, fs []Features, at func(Features) string) {
	Sort(fs)
	for _, f := range fs {
		g.Restore(f, Placement{Event: EventID(at(f)), Story: StoryID(at(f)), Score: 1})
	}
}

func eventsOf(g *Grouper) map[article.ID]EventID {
	out := map[article.ID]EventID{}
	for _, s := range g.Stories() {
		for _, e := range s.Events {
			for _, m := range e.Articles {
				out[m.Article] = e.ID
			}
		}
	}
	return out
}

func TestRepairJoinsOneHappeningUnderItsOldestName(t *testing.T) {
	g := NewGrouper()
	force(g, append(ferry(), dam()...), func(f Features) string { return string(f.Article) })
	moves := g.Repair()
	at := eventsOf(g)
	if at["f2"] != "f1" || at["f3"] != "f1" || at["d2"] != "d1" {
		t.Fatalf("events after repair: %v", at)
	}
	for _, m := range moves {
		if len(m.Reasons) == 0 || len(m.Articles) == 0 {
			t.Errorf("move without reason or articles: %+v", m)
		}
	}
	var was []StoryID
	for _, s := range g.Stories() {
		was = append(was, s.Was...)
	}
	slices.Sort(was)
	if !slices.Equal(was, []StoryID{"d2", "f2", "f3"}) {
		t.Errorf("redirects %v", was)
	}
	if again := g.Repair(); len(again) != 0 {
		t.Errorf("a second repair moves %+v", again)
	}
}

func TestRepairTakesOutWhatDoesNotBelong(t *testing.T) {
	g := NewGrouper()
	force(g, append(ferry(), dam()[0]), func(Features) string { return "f1" })
	moves := g.Repair()
	at := eventsOf(g)
	if at["d1"] != "d1" || at["f2"] != "f1" || at["f3"] != "f1" {
		t.Fatalf("events after repair: %v", at)
	}
	if len(moves) == 0 || moves[0].WasEvent != "f1" || moves[0].Event != "d1" || moves[0].Story != "d1" {
		t.Errorf("moves %+v", moves)
	}
}

func TestRepairLeavesGoodGroupsAlone(t *testing.T) {
	g := NewGrouper()
	add(g, append(ferry(), dam()...))
	if moves := g.Repair(); len(moves) != 0 {
		t.Errorf("moved %+v", moves)
	}
}

func TestRepairNamesEveryMoveOfAnArticle(t *testing.T) {
	g := NewGrouper()
	at := map[article.ID]Placement{}
	for _, f := range many(500) {
		at[f.Article] = g.Add(f)
	}
	for _, m := range g.Repair() {
		for _, id := range m.Articles {
			p := at[id]
			p.Event, p.Story = m.Event, m.Story
			at[id] = p
		}
	}
	for _, s := range g.Stories() {
		for _, e := range s.Events {
			for _, m := range e.Articles {
				if p := at[m.Article]; p.Event != e.ID || p.Story != s.ID {
					t.Fatalf("%s is in %s of %s; following the moves it is in %s of %s", m.Article, e.ID, s.ID, p.Event, p.Story)
				}
			}
		}
	}
}
