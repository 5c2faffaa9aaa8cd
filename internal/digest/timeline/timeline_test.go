package timeline

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func on(d int) time.Time { return time.Date(2031, 5, d, 0, 0, 0, 0, time.UTC) }

func sentence(words string, days ...time.Time) Sentence {
	w := strings.Fields(words)
	return Sentence{Words: w, Length: len(w) * 2, Days: days}
}

// invented is a dam that breaks on the 3rd, told of for three weeks, with a quiet
// 7th on which much is printed that nobody comes back to.
func invented() []Report {
	return []Report{
		{on(3), "a", []Sentence{sentence("dam break valley flood twelve house"), sentence("rain fall week")}},
		{on(4), "b", []Sentence{sentence("dam break monday valley flood twelve house", on(3)), sentence("mayor visit school")}},
		{on(7), "a", []Sentence{sentence("cinema open again dam town")}},
		{on(7), "b", []Sentence{sentence("football club lose match dam town")}},
		{on(7), "c", []Sentence{sentence("market sell apple dam town")}},
		{on(12), "c", []Sentence{sentence("court hear engineer dam break", on(3)), sentence("engineer deny blame", on(12))}},
		{on(20), "a", []Sentence{sentence("report blame engineer dam break valley", on(3)), sentence("court hear engineer", on(12))}},
	}
}

func TestDaysThatReportsComeBackToMatter(t *testing.T) {
	c := New(invented(), []string{"dam"})
	ranked := c.Rank(DefaultModel(), c.Known(on(1), on(31)))
	if !ranked[0].Day.Equal(on(3)) || !ranked[1].Day.Equal(on(12)) {
		t.Errorf("days %v, want the 3rd and the 12th first", ranked)
	}
}

func TestSentencesOfADayTellOfIt(t *testing.T) {
	c := New(invented(), []string{"dam"})
	var said []int
	got := c.Scene(on(3), nil).Tell(DefaultModel(), 1, &said)
	if len(got) != 1 || got[0].Sentence != 0 || got[0].Report > 1 {
		t.Fatalf("the 3rd is told by %+v, want the break of the dam", got)
	}
	again := c.Scene(on(3), nil).Tell(DefaultModel(), 9, &said)
	for _, cand := range again {
		if cand.Sentence == 0 && cand.Report < 2 {
			t.Errorf("the same is told twice: %+v", cand)
		}
	}
}

func TestNothingToTell(t *testing.T) {
	c := New(nil, nil)
	if got := c.Rank(DefaultModel(), c.Known(on(1), on(31))); len(got) != 0 {
		t.Errorf("days of nothing: %v", got)
	}
	var said []int
	if got := c.Scene(on(3), nil).Tell(DefaultModel(), 3, &said); len(got) != 0 {
		t.Errorf("sentences of nothing: %v", got)
	}
	empty := New([]Report{{Day: on(3)}, {Day: on(3), Sentences: []Sentence{{}}}}, []string{"dam"})
	empty.Scene(on(3), nil).Tell(DefaultModel(), 3, &said)
}

func TestModelIsReadAsWritten(t *testing.T) {
	m := DefaultModel()
	again, err := ParseModel(m.String())
	if err != nil || !reflect.DeepEqual(m, again) {
		t.Errorf("read %v, %v; written %v", again, err, m)
	}
	if _, err := ParseModel("day\tnobody knows\t1\n"); err == nil {
		t.Error("an unknown feature is read")
	}
}
