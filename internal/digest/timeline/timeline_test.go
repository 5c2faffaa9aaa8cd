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

// FuzzTell checks on any reports (a line each: its day, then sentences apart by
// stops, in which a digit names a day) that days and sentences are theirs, none is
// told twice, and telling again tells the same.
func FuzzTell(f *testing.F) {
	f.Add("3dam break valley. 3.rain\n4dam break 3 valley.mayor visit school\n9engineer deny 3 blame", "dam")
	f.Add("\n1\n1.\n1....", "")
	f.Add("1a a a a.a a a a\n1a a a a.a a a a\n2a 1 a.a 1 a", "a")
	f.Fuzz(func(t *testing.T, lines, query string) {
		if len(lines) > 600 || len(query) > 60 {
			return
		}
		var reports []Report
		for l := range strings.SplitSeq(lines, "\n") {
			r := Report{Day: on(1)}
			if l != "" {
				r.Day, l = on(int(l[0]%16)+1), l[1:]
			}
			for part := range strings.SplitSeq(l, ".") {
				s := sentence(part)
				for _, c := range part {
					if c >= '0' && c <= '9' {
						s.Days = append(s.Days, on(int(c-'0')+1))
					}
				}
				r.Sentences = append(r.Sentences, s)
			}
			reports = append(reports, r)
		}
		tell := func() ([]Choice, [][]Candidate) {
			c := New(reports, strings.Fields(query))
			ranked := c.Rank(DefaultModel(), c.Known(on(1), on(31)))
			var said []int
			var told [][]Candidate
			for _, d := range ranked {
				told = append(told, c.Scene(d.Day, nil).Tell(DefaultModel(), 0, &said))
			}
			return ranked, told
		}
		ranked, told := tell()
		if r, again := tell(); !reflect.DeepEqual(ranked, r) || !reflect.DeepEqual(told, again) {
			t.Fatalf("%v %v, told again %v %v", ranked, told, r, again)
		}
		seen := map[Ref]bool{}
		for _, day := range told {
			for _, c := range day {
				if c.Report < 0 || c.Report >= len(reports) || c.Sentence < 0 || c.Sentence >= len(reports[c.Report].Sentences) || seen[c.Ref] {
					t.Fatalf("told %+v of %d reports", c.Ref, len(reports))
				}
				seen[c.Ref] = true
			}
		}
	})
}
