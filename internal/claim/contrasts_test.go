package claim

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

func passagesRead(id, publisher, body string, at time.Time) []Passage {
	a := article.Article{ID: article.ID(id), Publisher: publisher, Lang: "en", Title: "Halden harbour", Published: at, Paragraphs: []string{body}}
	t := reader().Read("en", a.Title, a.Paragraphs, at)
	return Passages(a, t, Quantities(a, t), Statements(a, t))
}

func TestContrastsPrintOnlyWhatIsOfOneThing(t *testing.T) {
	always := func(a, b article.ID) bool { return true }
	for _, c := range []struct {
		name, a, b string
		want       int
	}{
		{"years in office", "Mr Berg served as deputy head of the Halden harbour office from 2010 to 2013.", "Berg was deputy head of the Halden harbour office from 2010 to 2014.", 1},
		{"givers", "The ferry was gifted to Halden by the government of Norland.", "The ferry is a gift from the Norland royal family to Halden.", 1},
		{"any giver", "The ferry was gifted to Halden by a foreign government.", "The ferry is a gift from the Norland royal family to Halden.", 0},
		{"counts of two things", "Two golfers joined the delegation of Halden at the harbour.", "Five lawyers met the delegation of Halden at the harbour.", 0},
	} {
		ps := append(passagesRead("a", "Courier", c.a, firstHour), passagesRead("b", "Tribune", c.b, firstHour.Add(time.Hour))...)
		if got := Contrasts(ps, always); len(got) != c.want {
			t.Errorf("%s: got %d contrasts, want %d: %+v", c.name, len(got), c.want, got)
		}
	}
}

func TestStatementsTakeTheDayOfTheirOccasion(t *testing.T) {
	at := time.Date(2026, 5, 20, 18, 0, 0, 0, time.UTC) // a Wednesday
	body := "Anna Berg and Ivo Sandor held a long phone call on Monday. It was calm in Halden on Wednesday. Following the call, Anna Berg said that the harbour must be opened at once."
	a := article.Article{ID: "a", Lang: "en", Published: at, Paragraphs: []string{body}}
	found := false
	for _, s := range Statements(a, reader().Read("en", "", a.Paragraphs, at)) {
		if strings.HasPrefix(s.Sentence, "Following") {
			found = true
			if got := s.day().Format(time.DateOnly); got != "2026-05-18" {
				t.Errorf("said on %s", got)
			}
		}
	}
	if !found {
		t.Error("the statement is not read")
	}
}

func TestWhatIsTakenBackIsAChange(t *testing.T) {
	a := article.Article{ID: "a", Lang: "en", Published: firstHour, Paragraphs: []string{"President Anna Berg abandoned her demand for an immediate ceasefire on Sunday."}}
	ps := Ledger(Statements(a, reader().Read("en", "", a.Paragraphs, firstHour)))
	if len(ps) != 1 || !ps[0].Changed || ps[0].Before != Demand || ps[0].Stance != Accept {
		t.Errorf("got %+v", ps)
	}
}
