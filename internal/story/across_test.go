package story

import (
	"strings"
	"testing"
)

// damInJapanese tells of the same talks as dam.
func damInJapanese() Features {
	return report("j1", "川辺新聞", 4, "ja", "ベルダ・ダムの水協議、条約に至らず オストラバとルメニア",
		"オストラバとルメニアは4日、ベルダ・ダムの水をめぐる協議を条約に署名しないまま終えた。",
		"ルメニアのタレク・オソン特使は、貯水池の計測が先だとして署名を拒否した。")
}

func TestReportsMeetAcrossLanguages(t *testing.T) {
	g := NewGrouper()
	p := add(g, append(append(ferry(), dam()...), damInJapanese()))
	if p["j1"].Event != "d1" {
		t.Errorf("j1 is in %s (%+v), want d1", p["j1"].Event, p["j1"].Apart)
	}
}

func TestOneNameAcrossLanguagesIsChance(t *testing.T) {
	g := NewGrouper()
	p := add(g, append(dam(),
		report("j2", "川辺新聞", 4, "ja", "オストラバで花の市、初日に長い列", "オストラバの広場で4日、花の市が始まった。色とりどりの鉢が並び、家族連れが足を止めた。")))
	if p["j2"].Event != "j2" || p["j2"].Story != "j2" {
		t.Errorf("a flower market joined talks on a dam: %+v", p["j2"])
	}
}

func TestALaterStepIsAnEventOfItsOwn(t *testing.T) {
	g := NewGrouper()
	later := report("d9", "Northern Wire", 24*6, "en", "Divers begin to measure the Velda reservoir",
		"Engineers from Ostrava began on Monday to measure how much water the reservoir behind the Velda dam holds, a wish of Lumenia.",
		"Four divers work from a raft; the depth is read every ten metres. Envoy Tarek Oson watched from the bank.")
	p := add(g, append(dam(), later))
	if p["d9"].Event != "d9" || p["d9"].Story != "d1" {
		t.Errorf("event %s (%.2f) story %s, want an event of its own in story d1", p["d9"].Event, p["d9"].Score, p["d9"].Story)
	}
}

func TestNamesMeetBySound(t *testing.T) {
	for _, c := range [][2]string{
		{"ベルダ", "velda"}, {"オルベナ", "orbenan"}, {"オストラバ", "ostrava"}, {"ポートアムゼル", "port amsel"},
		{"トルマル湾", "tolmar"}, {"スターマー", "starmer"}, {"メルケル", "merkel"}, {"ミシガン", "michigan"}, {"JP", "JP"},
	} {
		for _, first := range []int{0, 1} { // in whatever order the two are in the news
			e := newEar()
			e.hear(c[first])
			a, b := sounds(e, c[0]), sounds(e, c[1])
			if alikeNames(a, e.kinOf(a), b) == 0 || alikeNames(b, e.kinOf(b), a) == 0 {
				t.Errorf("%s and %s do not meet", c[0], c[1])
			}
		}
	}
}

func TestNamesWithTheSameConsonantsAreNotTheSame(t *testing.T) {
	e := newEar()
	for _, c := range [][2]string{{"ハンガリー", "finger"}, {"ネパール", "mypillow"}, {"メローニ", "nolan"}, {"サイクル", "score"}} {
		a, b := sounds(e, c[0]), sounds(e, c[1])
		if alikeNames(a, e.kinOf(a), b) != 0 {
			t.Errorf("%s and %s meet", c[0], c[1])
		}
	}
	if s := append(e.hear("議会"), e.hear("ル")...); len(s) != 0 {
		t.Errorf("sounds %v of names that have none to compare", s)
	}
}

func TestEarForgetsNamesOfLongAgo(t *testing.T) {
	e := newEar()
	e.hear("ベルダ")
	for i := range 3 * earNames {
		e.hear("velda")
		e.hear("tramoc" + strings.Repeat("a", 1+i%7) + letters(i))
	}
	if len(e.names) > earNames {
		t.Errorf("%d names are remembered", len(e.names))
	}
	if e.names["ベルダ"] != nil || e.names["velda"] == nil {
		t.Error("a name of long ago is known, or one of today is not")
	}
}

// letters writes a number with the letters a to j.
func letters(n int) string {
	out := ""
	for ; n > 0; n /= 10 {
		out += string(rune('a' + n%10))
	}
	return out
}

func sounds(e *ear, name string) []term {
	var out []term
	for _, h := range e.hear(name) {
		out = append(out, term{h, 1})
	}
	return strongestOf(out)
}

func TestWordsOfNewsMeetAcrossLanguages(t *testing.T) {
	lines := func(lang string, words ...string) map[string]bool {
		out := map[string]bool{}
		for _, w := range words {
			for _, l := range bridges[w] {
				out[l] = true
			}
		}
		phrases(lang, words, func(l string) { out[l] = true })
		return out
	}
	for _, c := range []struct{ en, ja []string }{
		{[]string{"ceasefir"}, []string{"停戦"}}, {[]string{"central", "bank"}, []string{"中央", "銀行"}}, {[]string{"feder", "reserv"}, []string{"連邦", "準備", "理事"}},
	} {
		shared := 0
		ja := lines("ja", c.ja...)
		for l := range lines("en", c.en...) {
			if ja[l] {
				shared++
			}
		}
		if shared == 0 {
			t.Errorf("%v and %v do not meet", c.en, c.ja)
		}
	}
	if lines("en", "ceasefir")["strait"] || len(lines("ja", "停戦")) != 1 {
		t.Error("a ceasefire means something else too")
	}
}

func TestFiguresMeetAcrossLanguages(t *testing.T) {
	g := newFrequencies()
	shared := func(a, b []string) float64 {
		sum := 0.0
		both(valuesOf(Features{Figures: a}), valuesOf(Features{Figures: b}), func(h uint32, x, y float64) { sum += min(x, y) * g.rarity(h) })
		return sum
	}
	if shared([]string{"120 隻"}, []string{"120"}) == 0 || shared([]string{"110000 t"}, []string{"110000 t"}) == 0 {
		t.Error("equal figures do not meet")
	}
	if shared([]string{"3 隻"}, []string{"3"}) != 0 {
		t.Error("a small bare number says something")
	}
	if few, many := shared([]string{"3 年"}, []string{"3 year"}), shared([]string{"45 日間"}, []string{"45 day"}); few >= many {
		t.Errorf("three years weigh %.2f, 45 days %.2f", few, many)
	}
}

func TestOrdinalsClashAcrossLanguages(t *testing.T) {
	a := report("o1", "川辺新聞", 0, "ja", "第4回協議が終わる", "ルメニアとの第4回協議が終わった。")
	b := report("o2", "Daily Lantern", 0, "en", "Fifth round of talks ends", "The fifth round of talks with Lumenia ended.")
	if clash(a.Ordinals, b.Ordinals) == "" {
		t.Errorf("%v and %v do not clash", a.Ordinals, b.Ordinals)
	}
	c := report("o3", "Daily Lantern", 0, "en", "Harvest down by a third, growers say", "The harvest is a third smaller.")
	if len(c.Ordinals) != 0 {
		t.Errorf("a fraction counts as an ordinal: %v", c.Ordinals)
	}
}

// An event that goes on for days keeps its first reports when it is looked at
// again, though its last report is far from them.
func TestALongEventKeepsItsFirstReports(t *testing.T) {
	at := func(days float64) *document {
		return newDocument(report("x", "Harbour Post", 24*days, "en", "Ferry Morwenna runs aground off Carrow Island"), newEar())
	}
	e := &event{}
	for _, d := range []float64{0, 2, 4, 6} {
		e.take(at(d))
		e.last = at(d).at
	}
	if l := late(at(0.2), e); l != 0 {
		t.Errorf("a report of the first day is late by %.2f", l)
	}
	if l := late(at(10), e); l <= 0 {
		t.Error("a report four days after the last is not late")
	}
}

// Headlines that say too little one by one say enough where all of one language
// stand against all of the other.
func TestHeadlinesMeetAsWholes(t *testing.T) {
	g := NewGrouper()
	event := func(fs ...Features) *event {
		e := &event{id: EventID(fs[0].Article)}
		for _, f := range fs {
			e.with(g.document(f))
		}
		return e
	}
	english := []Features{
		report("e1", "Harbour Post", 0, "en", "Fishermen of Ostrava walk out"),
		report("e2", "Daily Lantern", 2, "en", "Strike over fuel tax shuts every harbour of Ostrava"),
	}
	japanese := []Features{
		report("k1", "川辺新聞", 1, "ja", "オストラバで燃料の税に抗議"),
		report("k2", "浜日報", 3, "ja", "漁業者がスト、港は閉鎖 オストラバ"),
	}
	all := g.whole(event(english...), event(japanese...))
	if !all.joins() {
		t.Errorf("all headlines together reach %.2f of %.2f: %v", all.score, all.need, all.evidence)
	}
	if one := g.whole(event(english[:1]...), event(japanese[:1]...)); one.joins() {
		t.Errorf("one headline each reaches %.2f", one.score)
	}
	theft := event(report("e3", "Northern Wire", 1, "en", "Museum thieves take 12 paintings in Ostrava"))
	if o := g.whole(theft, event(japanese...)); o.joins() {
		t.Errorf("a theft joins a strike with %.2f", o.score)
	}
	if !foreign(event(english...), event(japanese...)) || foreign(event(english...), theft) {
		t.Error("languages in common are not told")
	}
}
