package story

import (
	"math"
	"math/rand"
	"reflect"
	"testing"
)

// towards returns numbers that point the same way for one topic, with noise of
// their own for each seed.
func towards(topic int64, seed int64, noise float64) []float32 {
	a, b := rand.New(rand.NewSource(topic)), rand.New(rand.NewSource(1000+seed))
	out := make([]float32, 500)
	for i := range out {
		out[i] = float32(a.NormFloat64() + noise*b.NormFloat64())
	}
	return out
}

func with(f Features, topic, seed int64) Features {
	f.Vector, _ = VectorOf("gull/500", towards(topic, seed, 0.1))
	return f
}

// strike is told of in two languages without one name in common.
func strike() (en, ja Features) {
	return report("s1", "Harbour Post", 0, "en", "Bakers stay away from their ovens", "Bakers of the old town stayed away from their ovens on Tuesday, asking for shorter nights."),
		report("s2", "川辺新聞", 3, "ja", "パン職人、夜勤の短縮求めて休業", "旧市街の職人らは4日、夜の勤務を短くするよう求めて店を閉めた。")
}

func TestVectorsJoinWhatSharesNoWord(t *testing.T) {
	en, ja := strike()
	without := add(NewGrouper(), append(dam(), en, ja))
	if without["s2"].Event != "s2" {
		t.Fatalf("s2 joined %s without vectors: the test shows nothing", without["s2"].Event)
	}
	var others []Features
	for i, f := range append(dam(), ferry()...) {
		others = append(others, with(f, int64(2+i/2), int64(20+i)))
	}
	p := add(NewGrouper(), append(others, with(en, 1, 1), with(ja, 1, 2)))
	got := p["s2"]
	if got.Event != "s1" || len(got.Reasons) == 0 || got.Reasons[0].Feature != "vector" {
		t.Errorf("with vectors s2 is in %s for %v, apart %+v", got.Event, got.Reasons, got.Apart)
	}
	ja2 := with(ja, 9, 2)
	if p := add(NewGrouper(), append(others, with(en, 1, 1), ja2)); p["s2"].Event != "s2" {
		t.Errorf("s2 joined %s though its vector is elsewhere: %v", p["s2"].Event, p["s2"].Reasons)
	}
	ja2.Vector, _ = VectorOf("tern/500", towards(1, 2, 0.3))
	if p := add(NewGrouper(), append(others, with(en, 1, 1), ja2)); p["s2"].Event != "s2" {
		t.Errorf("vectors of two models were compared: %v", p["s2"].Reasons)
	}
}

// Headlines of two languages that were placed apart meet in the repairing pass.
func TestVectorsJoinWholes(t *testing.T) {
	headlines := func(with func(Features, int64, int64) Features) (*event, *event) {
		g := NewGrouper()
		a, b := &event{id: "e"}, &event{id: "k"}
		a.with(g.document(with(report("e", "Harbour Post", 0, "en", "Bakers stay away from their ovens"), 1, 1)))
		b.with(g.document(with(report("k", "川辺新聞", 1, "ja", "パン職人が休業、夜勤の短縮求め"), 1, 2)))
		return a, b
	}
	a, b := headlines(with)
	if o := NewGrouper().whole(a, b); !o.joins() {
		t.Errorf("with vectors: %.2f of %.2f, bar %q", o.score, o.need, o.bar)
	}
	a, b = headlines(func(f Features, _, _ int64) Features { return f })
	if o := NewGrouper().whole(a, b); o.joins() {
		t.Errorf("without vectors: %.2f", o.score)
	}
}

// The bars of one language hold: what both number differently stays apart.
func TestVectorsDoNotLiftABar(t *testing.T) {
	a := with(report("o1", "Harbour Post", 0, "en", "Fourth round of talks on the Velda dam ends", "The fourth round of talks ended."), 1, 1)
	b := with(report("o2", "川辺新聞", 1, "ja", "第5回協議が終わる", "ルメニアとの第5回協議が終わった。"), 1, 2)
	if p := add(NewGrouper(), []Features{a, b}); p["o2"].Event != "o2" {
		t.Errorf("the fifth round joined the fourth: %v", p["o2"].Reasons)
	}
}

// Repair and restoring see the same with vectors.
func TestRestoringWithVectors(t *testing.T) {
	fs := many(300)
	for i := range fs {
		fs[i] = with(fs[i], int64(i%40), int64(i))
		if i%3 == 0 {
			fs[i].Lang = "fr"
		}
	}
	whole, half := NewGrouper(), NewGrouper()
	met := 0
	for i, f := range fs {
		p := whole.Add(f)
		for _, r := range p.Reasons {
			if r.Feature == "vector" {
				met++
			}
		}
		if i < len(fs)/2 {
			half.Restore(stored(t, f), stored(t, p))
		} else if q := half.Add(f); !reflect.DeepEqual(p, q) {
			t.Fatalf("article %d: %+v after restoring, %+v without", i, q, p)
		}
	}
	if met == 0 {
		t.Error("no vector said anything: the test shows nothing")
	}
	if !reflect.DeepEqual(whole.Repair(), half.Repair()) || !reflect.DeepEqual(whole.Stories(), half.Stories()) {
		t.Error("groups differ after restoring")
	}
}

// In one language a model has no say: words say enough, and were measured.
func TestVectorsSayNothingInOneLanguage(t *testing.T) {
	score := func(with func(Features, int64, int64) Features) float64 {
		g := NewGrouper()
		var ps []Placement
		for i, f := range ferry() {
			ps = append(ps, g.Add(with(f, 1, int64(i))))
		}
		return ps[1].Score + ps[2].Score
	}
	if a, b := score(with), score(func(f Features, _, _ int64) Features { return f }); a != b {
		t.Errorf("scores %.3f with vectors, %.3f without", a, b)
	}
}

func TestUnfitVectors(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, xs := range [][]float32{nil, {}, {0, 0}, {1, nan}, {inf, 1}} {
		if v, ok := VectorOf("gull", xs); ok {
			t.Errorf("%v gives %v", xs, v)
		}
	}
	v, ok := VectorOf("gull", towards(1, 1, 0))
	if !ok || len(v.Numbers) != VectorNumbers {
		t.Errorf("%d numbers, want %d", len(v.Numbers), VectorNumbers)
	}
	var c cloud
	c.add(&v)
	back := c.mean()
	if cos, ok := c.cosine(back.bearing()); !ok || cos < 0.9999 {
		t.Errorf("the mean of one vector is %.4f like it", cos)
	}
}

// Models give any two texts a cosine of .1 or of .75: what is usual is learned.
func TestUsualIsCounted(t *testing.T) {
	c := crowd{}
	for i := range int64(200) {
		common, own := towards(7, 0, 0), towards(100+i, 0, 0)
		for k := range own {
			own[k] += 2 * common[k]
		}
		v, _ := VectorOf("gull", own)
		c.count(&v)
	}
	if u := c.usual("gull"); math.Abs(u-0.8) > 0.03 {
		t.Errorf("usual %.3f, want about .8", u)
	}
	if u := c.usual("tern"); u != assumedUsual {
		t.Errorf("usual of an unknown model %.3f", u)
	}
}

func BenchmarkNearInVectors(b *testing.B) {
	g := NewGrouper()
	var d *document
	for i := range int64(12000) {
		f := with(Features{Lang: "en", Published: noon}, i, i)
		d = g.document(f)
		e := &event{serial: int32(i + 1), first: noon, last: noon, speech: []tongue{{lang: "ja"}}}
		e.cloud.add(&d.vector)
		g.events[e.serial] = e
	}
	for b.Loop() {
		g.nearInVectors(d, nil)
	}
}
