package story

import (
	"strconv"
	"testing"

	"kiku/internal/article"
)

// headline makes an invented Japanese headline without a text.
func headline(id, publisher string, hours float64, title string) Features {
	return report(id, publisher, hours, "ja", title)
}

// quake is one invented matter of two events: the shock, and a factory's stop.
func quake() (shock, stop []Features) {
	shock = []Features{
		headline("q1", "港新聞", 0, "ミドリ県で震度6強、津波の心配なし 気象庁"),
		headline("q2", "山日報", 1, "ミドリ県で最大震度6強の地震 気象庁が会見"),
		headline("q3", "川テレビ", 2, "ミドリ県で震度6強の強い地震 津波なし"),
	}
	stop = []Features{
		headline("k1", "港新聞", 20, "ミドリ県の地震、カワベ自動車が二工場を停止"),
		headline("k2", "山日報", 21, "カワベ自動車、地震で二工場の生産停止 ミドリ県"),
		headline("k3", "川テレビ", 22, "カワベ自動車の二工場停止 ミドリ県の地震で"),
	}
	return shock, stop
}

func verdict() []Features {
	return []Features{
		headline("v1", "港新聞", 3, "マルタ元知事に懲役三年の判決 収賄罪、地裁"),
		headline("v2", "山日報", 4, "収賄のマルタ元知事に懲役三年 地裁判決"),
		headline("v3", "川テレビ", 5, "マルタ元知事に実刑判決 懲役三年、収賄で"),
	}
}

func TestHeadlinesOfOneHappeningMeet(t *testing.T) {
	shock, stop := quake()
	g := NewGrouper()
	add(g, append(append(shock, stop...), verdict()...))
	g.Repair()
	at := eventsOf(g)
	for _, same := range [][]string{{"q1", "q2", "q3"}, {"k1", "k2", "k3"}, {"v1", "v2", "v3"}} {
		for _, id := range same[1:] {
			if at[article.ID(id)] != at[article.ID(same[0])] {
				t.Errorf("%s stands in %s, %s in %s", id, at[article.ID(id)], same[0], at[article.ID(same[0])])
			}
		}
	}
	if at["q1"] == at["v1"] || at["k1"] == at["v1"] || at["q1"] == at["k1"] {
		t.Errorf("false merge: %v", at)
	}
}

func TestRepairCarriesAHeadlineToItsHappening(t *testing.T) {
	shock, _ := quake()
	g := NewGrouper()
	wrong := map[string]string{"q3": "v1"} // a headline of the quake among those of the verdict
	force(g, append(shock, verdict()...), func(f Features) string {
		if w := wrong[string(f.Article)]; w != "" {
			return w
		}
		return string(f.Article)[:1] + "1"
	})
	moves := g.Repair()
	at := eventsOf(g)
	if at["q3"] != "q1" {
		t.Fatalf("q3 stands in %s after %+v", at["q3"], moves)
	}
	if at["v1"] != "v1" || at["v2"] != "v1" || at["v3"] != "v1" {
		t.Errorf("the verdict's own headlines moved: %v", at)
	}
	if again := g.Repair(); len(again) != 0 {
		t.Errorf("a second repair moves %+v", again)
	}
}

func TestRepairJoinsStoriesOfOneMatter(t *testing.T) {
	shock, stop := quake()
	g := NewGrouper()
	force(g, append(append(shock, stop...), verdict()...), func(f Features) string { return string(f.Article)[:1] + "1" })
	g.Repair()
	story := map[string]StoryID{}
	for _, s := range g.Stories() {
		for _, e := range s.Events {
			story[string(e.ID)] = s.ID
		}
	}
	if story["k1"] != story["q1"] {
		t.Errorf("the quake's events stand in %s and %s", story["q1"], story["k1"])
	}
	if story["v1"] == story["q1"] {
		t.Errorf("the verdict stands in the story of the quake")
	}
}

func TestThousandEqualHeadlinesLeaveOthersAlone(t *testing.T) {
	g := NewGrouper()
	add(g, verdict())
	before := eventsOf(g)
	for i := range 1000 {
		g.Add(headline("x"+strconv.Itoa(i), "p"+strconv.Itoa(i), 6, "アオイ市の花火大会に三万人 雨で開始遅れ"))
	}
	g.Repair()
	after := eventsOf(g)
	for id, e := range before {
		if after[id] != e {
			t.Errorf("%s went from %s to %s", id, e, after[id])
		}
	}
	if after["x999"] != after["x0"] {
		t.Errorf("equal headlines in %s and %s", after["x0"], after["x999"])
	}
}

func TestWordsOfOneMatterHaveOneDirection(t *testing.T) {
	f := newFrequencies()
	mean := func(words ...string) meaning {
		var ts []term
		for _, w := range words {
			if _, ok := kin[HashWord("ja", w)]; !ok {
				t.Fatalf("no vector for %s", w)
			}
			ts = append(ts, term{HashWord("ja", w), 1})
		}
		return f.meaningOf(ts)
	}
	death, mourning, shares := mean("死去"), mean("訃報"), mean("株価")
	if death.near(&mourning) <= death.near(&shares) {
		t.Errorf("death is as near to shares (%.2f) as to mourning (%.2f)", death.near(&shares), death.near(&mourning))
	}
}
