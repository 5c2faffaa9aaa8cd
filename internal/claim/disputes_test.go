package claim

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// report is one invented report for dispute tests.
type report struct {
	id, publisher, lang, title, body string
	hour                             int // hours after the first report
}

var firstHour = time.Date(2026, 3, 4, 6, 0, 0, 0, time.UTC)

func (r report) article() article.Article {
	lang := r.lang
	if lang == "" {
		lang = "en"
	}
	a := article.Article{ID: article.ID(r.id), Publisher: r.publisher, Lang: lang, Title: r.title, Published: firstHour.Add(time.Duration(r.hour) * time.Hour)}
	if r.body != "" {
		a.Paragraphs = []string{r.body}
	}
	return a
}

func disputesOf(reports []report) []Dispute {
	var qs []Quantity
	var sts []Statement
	for _, r := range reports {
		a := r.article()
		tx := reader().Read(a.Lang, a.Title, a.Paragraphs, a.Published)
		qs = append(qs, Quantities(a, tx)...)
		sts = append(sts, Statements(a, tx)...)
	}
	return Disputes(qs, sts, func(a, b article.ID) bool { return !strings.HasPrefix(string(b), "echo") })
}

func TestDisputes(t *testing.T) {
	cases := []struct {
		name    string
		reports []report
		want    string // "kind value value" joined by ";"
	}{
		{"a toll that rises", []report{
			{"a", "Courier", "", "", "The bridge collapse in Halden killed 13 people, police said.", 0},
			{"b", "Tribune", "", "", "The bridge collapse in Halden killed 18 people, rescuers said.", 5}}, "update 13 people 18 people"},
		{"tolls of the same hour", []report{
			{"a", "Courier", "", "", "The bridge collapse in Halden killed 13 people, police said.", 0},
			{"b", "Tribune", "", "", "The bridge collapse in Halden killed 18 people, rescuers said.", 0}}, "conflict 13 people 18 people"},
		{"a lower toll later", []report{
			{"a", "Courier", "", "", "The bridge collapse in Halden killed 18 people, police said.", 0},
			{"b", "Tribune", "", "", "The bridge collapse in Halden killed 13 people, rescuers said.", 3}}, "conflict 18 people 13 people"},
		{"rounding", []report{
			{"a", "Courier", "", "", "The bridge collapse in Halden injured around 40 people, police said.", 0},
			{"b", "Tribune", "", "", "The bridge collapse in Halden injured 41 people, rescuers said.", 0}}, ""},
		{"a lower bound that holds", []report{
			{"a", "Courier", "", "", "The bridge collapse in Halden killed at least 13 people, police said.", 0},
			{"b", "Tribune", "", "", "The bridge collapse in Halden killed 18 people, rescuers said.", 0}}, ""},
		{"an echo", []report{
			{"a", "Courier", "", "", "The bridge collapse in Halden killed 13 people, police said.", 0},
			{"echo-b", "Tribune", "", "", "The bridge collapse in Halden killed 18 people, rescuers said.", 0}}, ""},
		{"other days", []report{
			{"a", "Courier", "", "", "Storms over Halden killed 13 people on Monday, police said.", 0},
			{"b", "Tribune", "", "", "Storms over Halden killed 18 people on Tuesday, police said.", 0}}, ""},
		{"children and all", []report{
			{"a", "Courier", "", "", "The bridge collapse in Halden killed three children, police said.", 0},
			{"b", "Tribune", "", "", "The bridge collapse in Halden killed 18 people, rescuers said.", 0}}, ""},
		{"ordinals", []report{
			{"a", "Courier", "", "", "Norland approved its 12th package of port sanctions.", 0},
			{"b", "Tribune", "", "", "Norland approved its 13th package of port sanctions.", 0}}, ""},
		{"headlines", []report{
			{"a", "港新聞", "ja", "港町地震、死者13人に", "", 0},
			{"b", "海日報", "ja", "港町地震の死者18人 県発表", "", 8}}, "update 13人 18人"},
		{"a sentence of each", []report{
			{"a", "港新聞", "ja", "", "橋の崩落で13人が死亡した。", 0},
			{"b", "海日報", "ja", "", "港の橋崩落の死者は15人となった。", 30}}, "update 13人 15人"},
		{"another place", []report{
			{"a", "港新聞", "ja", "港町地震、死者13人に", "", 0},
			{"b", "海日報", "ja", "ミナトモール港町で3人死亡", "", 0}}, ""},
		{"an accusation denied", []report{
			{"a", "Courier", "", "", "Norland accused Sudland of cutting the harbour cable near Halden.", 0},
			{"b", "Tribune", "", "", "Norland accused Sudland of cutting the harbour cable. Sudland denied the allegation.", 1}},
			"conflict Sudland of cutting the harbour cable near Halden the allegation"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, d := range disputesOf(c.reports) {
				got = append(got, string(d.Kind)+" "+d.A.Value+" "+d.B.Value)
			}
			if s := strings.Join(got, ";"); s != c.want {
				t.Errorf("got %q want %q", s, c.want)
			}
		})
	}
}

func TestRoleDispute(t *testing.T) {
	sts := []Statement{
		{Ref: Ref{Article: "a"}, Publisher: "Courier", Speaker: "Berg", SpeakerNormal: "berg", Named: true, Role: "President", Time: firstHour, Content: "x"},
		{Ref: Ref{Article: "b"}, Publisher: "Tribune", Speaker: "Berg", SpeakerNormal: "berg", Named: true, Role: "former President", Time: firstHour.Add(time.Hour), Content: "y"},
	}
	always := func(a, b article.ID) bool { return true }
	ds := Disputes(nil, sts, always)
	if len(ds) != 1 || ds[0].Kind != Conflict || ds[0].A.Value != "President" || ds[0].B.Value != "former President" {
		t.Fatalf("got %+v", ds)
	}
	sts[1].Role = "former Governor"
	if ds := Disputes(nil, sts, always); len(ds) != 0 {
		t.Errorf("two offices are no dispute: %+v", ds)
	}
}

func TestDisputesDoNotDependOnOrder(t *testing.T) {
	rs := []report{
		{"a", "Courier", "", "", "The bridge collapse in Halden killed 13 people, police said.", 0},
		{"b", "Tribune", "", "", "The bridge collapse in Halden killed 18 people, rescuers said.", 0},
		{"c", "Herald", "", "", "The bridge collapse in Halden injured 30 people and 5 were arrested, police said.", 1},
	}
	one := disputesOf(rs)
	two := disputesOf([]report{rs[2], rs[1], rs[0]})
	if len(one) == 0 || len(one) != len(two) || one[0].ID != two[0].ID {
		t.Errorf("got %+v and %+v", one, two)
	}
}

func TestLedgerMergesAndMarksChange(t *testing.T) {
	day := func(d int) time.Time { return firstHour.AddDate(0, 0, d) }
	st := func(id string, d int, cue string, stance Stance) Statement {
		return Statement{Ref: Ref{Article: article.ID(id)}, Speaker: "Norland", SpeakerNormal: "norland", Named: true, Cue: cue, Stance: stance,
			Content: "the ceasefire", Issue: "ceasefire", IssueSaid: true, Time: day(d), Sentence: "Norland " + cue + " the ceasefire."}
	}
	ps := Ledger([]Statement{
		st("d", 9, "accepted", Accept), st("a", 0, "rejected", Reject), st("b", 2, "rejected", Reject), st("c", 4, "dismissed", Reject),
		{Speaker: "officials", SpeakerNormal: "officials", Cue: "rejected", Stance: Reject, Issue: "ceasefire", IssueSaid: true, Content: "the ceasefire", Time: day(1)},
	})
	var got []string
	for _, p := range ps {
		line := p.Actor + " " + p.Issue + " " + string(p.Stance) + " " + string(p.Ref.Article)
		if p.Changed {
			line += " changed from " + string(p.Before)
		}
		got = append(got, line)
	}
	compareLines(t, got, []string{"Norland ceasefire reject a", "Norland ceasefire reject c", "Norland ceasefire accept d changed from reject"})
}
