package story

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"reflect"
	"testing"
	"time"

	"kiku/internal/article"
)

// many recombines the invented reports into a stream of n: every one has words
// of its own and words of a matter.
func many(n int) []Features {
	rng := rand.New(rand.NewSource(1))
	var out []Features
	for i := range n {
		matter := rng.Intn(n/5 + 1)
		f := Features{
			Article: article.ID(fmt.Sprintf("r%06d", i)), Publisher: fmt.Sprintf("paper %d", rng.Intn(40)), Lang: "en",
			Published: noon.Add(time.Duration(i) * 40 * time.Second), Body: true,
		}
		for k := range 50 {
			w := fmt.Sprintf("common%d", rng.Intn(3000))
			if k%3 == 0 {
				w = fmt.Sprintf("matter%d-%d", matter, rng.Intn(30))
			}
			f.Words = append(f.Words, Term{w, 1 + float64(k%4)/2})
			if k < 8 {
				f.Title, f.Acts = append(f.Title, w), append(f.Acts, w)
			}
			if k < 25 {
				f.Lead = append(f.Lead, w)
			}
		}
		f.Names = []Term{{fmt.Sprintf("name%d", matter), 2}, {fmt.Sprintf("name%d", rng.Intn(200)), 1}}
		out = append(out, f)
	}
	return out
}

func TestSameArticlesSameGroups(t *testing.T) {
	run := func() ([]Placement, []Move, []Story) {
		g := NewGrouper()
		var ps []Placement
		for _, f := range many(600) {
			ps = append(ps, g.Add(f))
		}
		return ps, g.Repair(), g.Stories()
	}
	p1, m1, s1 := run()
	p2, m2, s2 := run()
	if !reflect.DeepEqual(p1, p2) || !reflect.DeepEqual(m1, m2) || !reflect.DeepEqual(s1, s2) {
		t.Error("two runs over the same articles differ")
	}
	if len(s1) < 20 || len(s1) > 500 {
		t.Errorf("%d stories of 600 reports: the test shows nothing", len(s1))
	}
}

func TestArrivalOrderWithinOneSecondDoesNotMatter(t *testing.T) {
	run := func(seed int64) map[article.ID]Placement {
		fs := append(append(ferry(), dam()...), many(60)...)
		for i := range fs {
			fs[i].Published = noon
		}
		rand.New(rand.NewSource(seed)).Shuffle(len(fs), func(i, j int) { fs[i], fs[j] = fs[j], fs[i] })
		return add(NewGrouper(), fs)
	}
	if !reflect.DeepEqual(run(1), run(2)) {
		t.Error("placements depend on the order in which one second's articles arrived")
	}
}

func TestRestoringHalfEqualsAddingAll(t *testing.T) {
	fs := append(many(400), append(ferry(), dam()...)...)
	Sort(fs)
	whole, half := NewGrouper(), NewGrouper()
	for i, f := range fs {
		p := whole.Add(f)
		if i < len(fs)/2 {
			half.Restore(stored(t, f), stored(t, p))
		} else if q := half.Add(f); !reflect.DeepEqual(p, q) {
			t.Fatalf("article %d: %+v after restoring, %+v without", i, q, p)
		}
	}
	if !reflect.DeepEqual(whole.Stories(), half.Stories()) {
		t.Error("stories differ after restoring")
	}
}

// stored returns v as it comes back from JSON.
func stored[T any](t *testing.T, v T) T {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out T
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFeaturesAreSmall(t *testing.T) {
	for _, f := range ferry() {
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 4096 {
			t.Errorf("%s: %d bytes", f.Article, len(data))
		}
	}
}

func TestWireTextIsAnEcho(t *testing.T) {
	body := []string{
		"The ferry Morwenna ran aground on rocks off Carrow Island on Tuesday with 212 people aboard, the coast guard said.",
		"Lifeboats from Port Ennis took off all passengers before nightfall, and two sailors were treated for cuts and a broken arm.",
		"An inquiry will ask why the ship had left the marked channel, which runs a mile further north, in clear weather and at low speed.",
	}
	g := NewGrouper()
	p := add(g, []Features{
		report("a", "Northern Wire", 0, "en", "Ferry aground off Carrow Island", body...),
		report("b", "Daily Lantern", 1, "en", "Lifeboats save 212 from the Morwenna", body...),
		report("c", "Harbour Post", 100, "en", "Looking back at the Morwenna", body...),
	})
	if p["b"].EchoOf != "a" || p["b"].Event != "a" {
		t.Errorf("b = %+v", p["b"])
	}
	if p["c"].EchoOf != "" {
		t.Error("the same text four days later counts as an echo")
	}
	if n := g.Stories()[0].Events[0].Independent(); n > 2 {
		t.Errorf("%d independent reports of one text", n)
	}
}

func TestOneArticleAThousandTimes(t *testing.T) {
	g, plain := NewGrouper(), NewGrouper()
	for i := range 1000 {
		f := ferry()[0]
		f.Article = article.ID(fmt.Sprintf("a%04d", i))
		f.Published = noon.Add(time.Duration(i) * time.Second)
		g.Add(f)
		g.Add(f) // and every one of them twice
	}
	first := ferry()[0]
	first.Article = "a0000"
	plain.Add(first)
	ferryEvent := g.Stories()[0].Events[0]
	if len(g.Stories()) != 1 || len(ferryEvent.Articles) != 1000 || ferryEvent.Independent() != 1 {
		t.Fatalf("%d stories, %d articles, %d independent", len(g.Stories()), len(ferryEvent.Articles), ferryEvent.Independent())
	}
	for _, f := range dam() {
		if a, b := g.Add(f), plain.Add(f); !reflect.DeepEqual(a, b) {
			t.Errorf("a thousand copies changed how another matter is placed: %+v, want %+v", a, b)
		}
	}
}

func TestBadInputHasANamedOutcome(t *testing.T) {
	empty := report("x1", "Harbour Post", 0, "en", "")
	thin := report("x2", "Harbour Post", 0, "en", "Breaking")
	early := report("x3", "Harbour Post", 0, "en", ferry()[0].Title[0], "The ferry Morwenna ran aground off Carrow Island.")
	early.Published = time.Unix(0, 0)
	early.Fault = fault(early)
	undated := report("x4", "Harbour Post", 0, "en", "Ferry Morwenna runs aground", "The ferry Morwenna ran aground off Carrow Island.")
	undated.Published = time.Time{}
	undated.Fault = fault(undated)
	want := map[article.ID]Fault{"x1": Empty, "x2": Thin, "x3": Undated, "x4": Undated}
	g := NewGrouper()
	add(g, ferry())
	for _, f := range []Features{empty, thin, early, undated} {
		p := g.Add(f)
		if p.Fault != want[f.Article] || p.Event != EventID(f.Article) || p.Story != StoryID(f.Article) {
			t.Errorf("%s: %+v, want fault %q and a place of its own", f.Article, p, want[f.Article])
		}
	}
}

func TestArticleOfNextYearDisturbsNoOther(t *testing.T) {
	g, plain := NewGrouper(), NewGrouper()
	ahead := report("z", "Harbour Post", 24*365, "en", "Ferry Morwenna runs aground off Carrow Island", "The ferry Morwenna ran aground off Carrow Island.")
	if p := g.Add(ahead); p.Event != "z" {
		t.Fatalf("placed in %s", p.Event)
	}
	for _, f := range ferry() {
		if p, q := g.Add(f), plain.Add(f); p.Event != q.Event || p.Story != q.Story {
			t.Errorf("%s is in %s, without the odd one in %s", f.Article, p.Event, q.Event)
		}
	}
}

func TestOldEventsLeaveAndComeBack(t *testing.T) {
	g := NewGrouper()
	g.Bound(100)
	placed := map[article.ID]Placement{}
	known := map[article.ID]Features{}
	enter := func(f Features) Placement {
		placed[f.Article], known[f.Article] = g.Add(f), f
		return placed[f.Article]
	}
	old := dam()
	for _, f := range append(old[:1:1], many(800)...) {
		enter(f)
	}
	if g.reports > 100 || len(g.events) > 100 || !g.Left("d1") || g.placed["d1"] != nil {
		t.Fatalf("%d reports of %d events in the working set; the first event left: %t", g.reports, len(g.events), g.Left("d1"))
	}
	late := old[1]
	late.Published = noon.Add(12 * time.Hour)
	found := g.Gone(late)
	if len(found) == 0 || found[0] != "d1" {
		t.Fatalf("a new report of the first event asks for %v", found)
	}
	counted := g.terms.events
	g.Return(known["d1"], placed["d1"])
	if p := enter(late); p.Event != "d1" || p.Story != placed["d1"].Story {
		t.Errorf("placed in event %s, story %s", p.Event, p.Story)
	}
	if g.terms.events != counted || g.Left("d1") {
		t.Error("an event that came back counts twice")
	}
	if again := g.Gone(late); len(again) != 0 {
		t.Errorf("a placed report asks for %v", again)
	}
	if ask := g.Gone(ferry()[0]); len(ask) != 0 {
		t.Errorf("a report of another matter asks for %v", ask)
	}
}

func BenchmarkAdd(b *testing.B) {
	for _, stored := range []int{1000, 20000} {
		b.Run(fmt.Sprint(stored), func(b *testing.B) {
			fs := many(stored + b.N)
			g := NewGrouper()
			for _, f := range fs[:stored] {
				g.Add(f)
			}
			b.ResetTimer()
			for _, f := range fs[stored:] {
				g.Add(f)
			}
		})
	}
}
