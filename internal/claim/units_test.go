package claim

import (
	"testing"

	"kiku/internal/article"
)

func TestDisputesOfCountedThings(t *testing.T) {
	cases := []struct {
		name    string
		reports []report
		want    string
	}{
		{"those who took part, in two languages", []report{
			{"a", "Courier", "", "", "About 300 boats took part, the guild said.", 0},
			{"b", "海日報", "ja", "", "港湾警察によると、参加した船は180隻だった。", 2}}, "conflict About 300 boats 180隻"},
		{"rounded", []report{
			{"a", "Courier", "", "", "About 190 boats took part, the guild said.", 0},
			{"b", "海日報", "ja", "", "港湾警察によると、参加した船は180隻だった。", 2}}, ""},
		{"other boats", []report{
			{"a", "Courier", "", "", "About 300 boats lie in the port of Halden.", 0},
			{"b", "海日報", "ja", "", "港湾警察によると、参加した船は180隻だった。", 2}}, ""},
		{"an unlisted currency, in two languages", []report{
			{"a", "海日報", "ja", "", "州は漁業者への基金について、総額を5億フローリンとする案を示した。", 0},
			{"b", "Courier", "", "", "The fund for fishermen would amount to 400 million florins, the province said.", 2}}, "conflict 5億フローリン 400 million florins"},
		{"a gift to a fund", []report{
			{"a", "海日報", "ja", "", "州は漁業者への基金について、総額を5億フローリンとする案を示した。", 0},
			{"b", "Courier", "", "", "The guild gave 400 million florins to the fund for fishermen.", 2}}, ""},
		{"what passes in a day", []report{
			{"a", "海日報", "ja", "", "橋は1日に約1万台が通る。", 0},
			{"b", "Courier", "", "", "Some 15,000 vehicles use the bridge on an ordinary day.", 2}}, "conflict 約1万台 Some 15,000 vehicles"},
		{"a toll in three steps", []report{
			{"a", "Courier", "", "", "The slide in Halden killed three people, police said.", 0},
			{"b", "Tribune", "", "", "The slide in Halden killed seven people, police said.", 5},
			{"c", "Herald", "", "", "The slide in Halden killed nine people, police said.", 9}}, "update seven people nine people; update three people seven people"},
		{"a short sentence means the event", []report{
			{"a", "Courier", "", "", "Rescuers were searching for 12 people who were missing.", 0},
			{"b", "Tribune", "", "", "Six were still missing.", 9}}, "update 12 people Six"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := printedDisputes(disputesOf(c.reports)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func printedDisputes(ds []Dispute) string {
	out := ""
	for i, d := range ds {
		if i > 0 {
			out += "; "
		}
		out += string(d.Kind) + " " + d.A.Value + " " + d.B.Value
	}
	return out
}

func TestStaleRoles(t *testing.T) {
	left := report{"a", "Courier", "", "", "HALDEN — Anna Vell resigned as mayor of Halden on Wednesday.", 0}
	leftJa := report{"a", "海日報", "ja", "", "ハルデン市のアンナ・ベルグ市長は4日、点検の遅れの責任を取り辞任した。", 0}
	cases := []struct {
		name    string
		reports []report
		want    string
	}{
		{"still printed", []report{left, {"b", "Tribune", "", "", "Mayor Anna Vell opened the fair.", 72}}, "conflict resigned as mayor Mayor"},
		{"former", []report{left, {"b", "Tribune", "", "", "Former mayor Anna Vell opened the fair.", 72}}, ""},
		{"before", []report{left, {"b", "Tribune", "", "", "Mayor Anna Vell opened the fair.", 2}}, ""},
		{"somebody else", []report{left, {"b", "Tribune", "", "", "Mayor Tomas Moss opened the fair.", 72}}, ""},
		{"only asked to go", []report{{"a", "Courier", "", "", "The council asked Anna Vell to step down as mayor.", 0}, {"b", "Tribune", "", "", "Mayor Anna Vell opened the fair.", 72}}, ""},
		{"in two languages", []report{leftJa, {"b", "Tribune", "", "", "Mayor Anna Berg opened the fair.", 72}}, "conflict 辞任した Mayor"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var all []Office
			for _, r := range c.reports {
				a := r.article()
				all = append(all, Offices(a, reader().Read(a.Lang, a.Title, a.Paragraphs, a.Published))...)
			}
			if got := printedDisputes(StaleRoles(all, func(a, b article.ID) bool { return true })); got != c.want {
				t.Errorf("got %q, want %q from %+v", got, c.want, all)
			}
		})
	}
}
