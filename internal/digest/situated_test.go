package digest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
)

// stand is a digest of two sections on one page, with the reports that it was
// made from: a report of the harbour on May 4 and two of it on June 10. The
// remark under test closes the second section.
type stand struct {
	c *Checker
	d Digest
}

func newStand() *stand {
	st := &stand{c: NewChecker(nil, nil, DefaultHosts())}
	st.d = Digest{Lang: "en", Category: World, Read: map[article.ID]string{},
		Headline: Line{ID: "h", Kind: Extract, Text: "Harbour of Osta to be widened"},
		Sources:  Sources{Publishers: []PublisherShare{{Name: "Harbour Post"}, {Name: "Hill News"}, {Name: "Northern Tern"}, {Name: "Selm Courier"}}}}
	a := st.report("a", "Harbour Post", 4, 5, "The council of Osta opened the quay on Monday.")
	b := st.report("b", "Hill News", 10, 6, "Edda Rusk rejected the plan to widen the quay of Osta.")
	st.d.Since, st.d.AsOf = day0(4, 5), day0(10, 6)
	st.d.Pages = []Page{{Sections: []Section{
		{Kind: Newest, Event: "e1", Date: day0(4, 5), Heading: a, Cards: []Card{{Article: "a", Publisher: "Harbour Post", Published: day0(4, 5), Title: st.title("a"), Points: []Line{a}}}},
		{Kind: Way, Event: "e2", Date: day0(10, 6), Heading: b, Cards: []Card{{Article: "b", Publisher: "Hill News", Published: day0(10, 6), Title: st.title("b"), Points: []Line{b}}}},
	}}}
	return st
}

func day0(d, month int) time.Time { return time.Date(2026, time.Month(month), d, 9, 0, 0, 0, time.UTC) }

// report stores a report of one sentence and returns the line that prints it.
func (st *stand) report(id article.ID, publisher string, d, month int, sentence string) Line {
	a := article.Article{ID: id, Publisher: publisher, Lang: "en", Title: "News of Osta " + string(id), Paragraphs: []string{sentence}, Published: day0(d, month)}
	r := newReading(a, surface.Read("en", a.Title, a.Paragraphs, a.Published))
	st.c.seen[id] = r
	st.d.Read[id] = "x"
	return Line{ID: "l" + string(id), Kind: Extract, Text: sentence, Cites: []Citation{{Ref: refOf(id, r.text.Sentences[0]), Publisher: publisher, Published: a.Published}}}
}

func (st *stand) title(id article.ID) Line {
	r := st.c.seen[id]
	return Line{ID: "t" + string(id), Kind: Extract, Text: r.article.Title, Cites: []Citation{{Ref: refOf(id, r.text.Title), Publisher: r.article.Publisher, Published: r.article.Published}}}
}

// says puts a remark of a list at the end of the second section, or at the front
// or the end of the digest, and tries it there.
func (st *stand) says(situation, place, said string, about ...Line) error {
	host := "fumi"
	if place != "" || situation == "rewind" || situation == "lead_gap" || situation == "onwards" {
		host = "kiku"
	}
	h, _ := st.c.hosts.ByID(host)
	list := h.Remarks["en"][situation]
	if len(list) == 0 {
		panic("no list " + situation)
	}
	l := Line{ID: "remark", Kind: Remark, Host: host, Form: formID(list[0]), Text: said}
	if said == "" {
		l.Text = list[0]
	}
	for _, a := range about {
		l.About = append(l.About, a.ID)
	}
	d := st.d
	d.Pages = []Page{{Sections: append([]Section(nil), st.d.Pages[0].Sections...)}}
	switch place {
	case "opening":
		d.Opening = l
	case "conclusion":
		d.Closing = l
	default:
		d.Pages[0].Sections[len(d.Pages[0].Sections)-1].Closing = l
	}
	return st.c.Situated(&d, &l)
}

func (st *stand) hold(actor string, stances ...claim.Stance) {
	h := Holding{Actor: actor, Issue: "the quay"}
	for i, s := range stances {
		l := st.d.Pages[0].Sections[1].Cards[0].Points[0]
		h.Positions = append(h.Positions, HeldPosition{Stance: s, Changed: i > 0 && stances[i-1] != s, Line: l})
	}
	st.d.Ledger = append(st.d.Ledger, h)
}

func (st *stand) differ(kind claim.Kind, a, b string) {
	st.d.Disputes = append(st.d.Disputes, Difference{ID: "d1", Kind: kind, Value: []string{a, b}})
	st.d.Pages[0].Sections[1].Disputes = []string{"d1"}
}

// Each situation is shown by a digest in which it holds, and refused in one with a
// single thing planted against it.
func TestARemarkHoldsInItsDigestOrIsRefused(t *testing.T) {
	t.Parallel()
	both := func(a, b string) func(*stand) {
		return func(st *stand) {
			s := &st.d.Pages[0].Sections[1]
			s.Cards = nil
			l := st.report("k0", "Harbour Post", 10, 6, a)
			m := st.report("k1", "Northern Tern", 10, 6, b)
			s.Cards = []Card{{Article: "k0", Publisher: "Harbour Post", Title: l, Points: []Line{l, m}}}
		}
	}
	hoursOf := func(hours ...int) func(*stand) {
		return func(st *stand) {
			s := &st.d.Pages[0].Sections[1]
			s.Cards = nil
			for i, h := range hours {
				id := article.ID(fmt.Sprint("h", i))
				l := st.report(id, fmt.Sprintf("%s Post", []string{"Harbour", "Hill", "Quay"}[i]), 10, 6, "The quay of Osta is old.")
				at := time.Date(2026, 6, 10, h, 0, 0, 0, time.FixedZone("", 9*60*60))
				s.Cards = append(s.Cards, Card{Article: id, Publisher: fmt.Sprintf("%s Post", []string{"Harbour", "Hill", "Quay"}[i]), Published: at, Title: l, Points: []Line{l}})
			}
		}
	}
	said := func(words string) func(*stand) {
		return func(st *stand) {
			s := &st.d.Pages[0].Sections[1]
			s.Cards[0].Points = []Line{st.report("b", "Hill News", 10, 6, words)}
		}
	}
	for _, c := range []struct {
		situation, place, said string
		holds, planted         func(*stand)
	}{
		{"opening_sides", "opening", "", func(st *stand) { st.hold("Edda Rusk", claim.Reject); st.hold("the council", claim.Support) }, func(st *stand) { st.d.Ledger[0].Actor = "the council" }},
		{"conclusion_sides", "conclusion", "", func(st *stand) { st.hold("Edda Rusk", claim.Oppose); st.hold("the council", claim.Demand) }, func(st *stand) { st.d.Ledger[1].Issue = "the bridge" }},
		{"opening_change", "opening", "", func(st *stand) { st.hold("Edda Rusk", claim.Support, claim.Reject) }, func(st *stand) { st.d.Ledger[0].Positions[1].Stance = claim.Support }},
		{"opening_dispute", "opening", "", func(st *stand) { st.differ(claim.Conflict, "13", "18") }, func(st *stand) { st.d.Disputes[0].Kind = claim.Update }},
		{"opening_update", "opening", "", func(st *stand) { st.differ(claim.Update, "13", "18") }, func(st *stand) { st.d.Disputes = nil }},
		{"opening_many", "opening", "", func(*stand) {}, func(st *stand) { st.d.Sources.Publishers = st.d.Sources.Publishers[:3] }},
		{"opening_pair", "opening", "", func(st *stand) { st.d.Sources.Publishers = st.d.Sources.Publishers[:2] }, func(st *stand) { st.d.Sources.Publishers = append(st.d.Sources.Publishers, PublisherShare{Name: "X"}) }},
		{"opening_new", "opening", "", func(st *stand) { st.d.Since = st.d.AsOf.Add(-time.Hour) }, func(st *stand) { st.d.Since = st.d.AsOf.Add(-25 * time.Hour) }},
		{"opening_long", "opening", "From the earliest report to the latest, 37 days.", func(*stand) {}, func(st *stand) { st.d.Since = st.d.Since.Add(-30 * day) }},
		{"opening_grave", "opening", "", func(st *stand) { st.d.Grave = true }, func(st *stand) { st.d.Grave = false }},
		{"conclusion_open", "conclusion", "", func(st *stand) { st.d.Open = []Line{{ID: "o", Text: "When the work begins is open."}} }, func(st *stand) { st.d.Open = nil }},
		{"conclusion_short", "conclusion", "", func(st *stand) { st.d.Pages[0].Sections = st.d.Pages[0].Sections[1:] }, func(st *stand) { st.d.Pages[0].Sections = append(st.d.Pages[0].Sections, st.d.Pages[0].Sections[0]) }},
		{"conclusion_long", "conclusion", "", func(*stand) {}, func(st *stand) { st.d.Since = st.d.AsOf.Add(-3 * day) }},
		{"lead_gap", "", "", func(*stand) {}, func(st *stand) { st.report("m", "Northern Tern", 20, 5, "Work goes on in Osta.") }},
		{"lead_gap", "", "", func(*stand) {}, func(st *stand) { st.d.Since = st.d.Since.Add(-400 * day) }},
		{"single", "", "", func(*stand) {}, func(st *stand) {
			st.report("m", "Northern Tern", 10, 6, "The plan to widen the quay was rejected by Edda Rusk.")
		}},
		{"single", "", "", func(*stand) {}, said("Edda Rusk rejected the plan to widen the quay of Osta, Reuters reported.")},
		{"single", "", "", func(*stand) {}, func(st *stand) { st.d.Sources.Publishers = st.d.Sources.Publishers[:2] }},
		{"agree", "", "It's 40 boats in Harbour Post and 40 boats in Northern Tern. Good enough for me.", both("Edda Rusk counted 40 boats at the quay.", "The harbour master spoke of 40 boats in fog."),
			both("Edda Rusk counted 40 boats at the quay.", "The harbour master spoke of 50 boats in fog.")},
		{"earliest", "", "", hoursOf(6, 9, 12), hoursOf(6, 6, 12)},
		{"night", "", "", hoursOf(2, 9, 12), hoursOf(6, 9, 12)},
		{"onwards", "", "", func(*stand) {}, func(st *stand) { s := st.d.Pages[0].Sections; s[0], s[1] = s[1], s[0] }},
		{"echo", "", "", func(st *stand) { st.d.Pages[0].Sections[1].Cards[0].Echoes = []string{"Tern"} }, func(st *stand) { st.d.Pages[0].Sections[1].Cards[0].Echoes = nil }},
		{"rewind", "", "", func(st *stand) { s := st.d.Pages[0].Sections; s[0], s[1] = s[1], s[0] }, func(st *stand) { s := st.d.Pages[0].Sections; s[0], s[1] = s[1], s[0] }},
		{"dispute", "", "", func(st *stand) {
			st.differ(claim.Conflict, "13 boats", "18 boats")
			said("Edda Rusk counted 13 boats, the council 18 boats.")(st)
		}, said("Edda Rusk counted 13 boats.")},
		{"rose", "", "", func(st *stand) {
			st.differ(claim.Update, "13 boats", "18 boats")
			said("There were 13 boats, then 18 boats.")(st)
		}, func(st *stand) { st.d.Pages[0].Sections[1].Disputes = nil }},
		{"refusal", "", "", func(*stand) {}, said("Edda Rusk spoke of the plan to widen the quay.")},
		{"record", "", "", said("It was a record high for the quay of Osta."), said("It was a good day for the quay of Osta.")},
		{"delay", "", "", said("The work on the quay was postponed."), said("The work on the quay goes on.")},
		{"hearsay", "", "", said("The work has reportedly begun."), said("The work has begun.")},
		{"update", "", "", func(st *stand) {
			st.differ(claim.Update, "13 boats", "18 boats")
			said("There were 13 boats, then 18 boats.")(st)
		}, func(st *stand) {
			st.differ(claim.Update, "13 boats", "18 boats")
			said("In 13 boats, then 18 boats, people were killed.")(st)
		}},
		{"vote", "", "", func(st *stand) {
			st.d.Category = Politics
			said("Osta goes to the polls; every voter has one ballot.")(st)
		}, func(st *stand) {
			st.d.Category = Culture
			said("The ballot of fans chose a singer.")(st)
		}},
		{"launch", "", "", func(st *stand) { st.d.Category = Business; said("The yard unveils a new boat.")(st) }, func(st *stand) {
			st.d.Category = Culture
			said("The weekly was released in Osta.")(st)
		}},
		{"deadline", "", "", said("The vote is due on July 3, 2026."), said("The vote was held on July 3, 2025.")},
		{"percent", "", "", said("The share is 12 percent."), said("The share is large.")},
		{"win", "", "", func(st *stand) { st.d.Category = Sport; said("Osta won the cup.")(st) }, func(st *stand) { st.d.Category = Politics }},
		{"closing", "", "", func(*stand) {}, said("Three people were killed on the quay of Osta.")},
		{"about_sea", "", "", func(*stand) {}, func(st *stand) { st.d.Headline.Text = "Two missing after boat sinks off Osta" }},
		{"warning_light", "", "", said("Edda Rusk warned of ice on the quay."), said("Edda Rusk warned that more people may be killed.")},
	} {
		for _, planted := range []bool{false, true} {
			st := newStand()
			c.holds(st)
			if planted {
				c.planted(st)
			}
			last := st.d.Pages[0].Sections[len(st.d.Pages[0].Sections)-1]
			about := append([]Line{}, last.Cards[0].Points...)
			if first := st.d.Pages[0].Sections[0]; c.situation == "lead_gap" || c.situation == "opening_long" {
				about = []Line{first.Cards[0].Title, last.Cards[0].Title}
			}
			err := st.says(c.situation, c.place, c.said, about...)
			if !planted && err != nil {
				t.Errorf("%s: %v", c.situation, err)
			}
			if planted && !errors.Is(err, ErrRemark) {
				t.Errorf("%s: passes with the contrary planted (%v)", c.situation, err)
			}
		}
	}
}

func TestAReportsNumberIsNoPublishersName(t *testing.T) {
	t.Parallel()
	for name, ok := range map[string]bool{"Harbour Post": true, "Channel 24": true, "news-hack-6538606": false, "post/12": false, "": false} {
		if namesPublisher(name) != ok {
			t.Errorf("%q: %v", name, !ok)
		}
	}
}
