package claim

import (
	"testing"
	"time"

	"kiku/internal/article"
)

// What a ledger may print, and what is left to the data: each report is one sentence
// twice told by two publishers, so that only the sentence decides.
func TestSurePositions(t *testing.T) {
	day := time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text string
		sure bool
		on   string
	}{
		{"Foreign Minister Ada Marn rejected the ceasefire on Wednesday.", true, ""},
		{"Foreign Minister Ada Marn condemned the blockade.", true, ""},
		{"Foreign Minister Ada Marn backed the lifting of sanctions.", true, "lifting of sanctions"},
		{"Foreign Minister Ada Marn rejected demands to halt enrichment.", true, "demands to halt enrichment"},
		{"Foreign Minister Ada Marn has called for the sanctions to be lifted.", true, ""},
		{"Foreign Minister Ada Marn said the sanctions must be lifted.", true, ""},
		{"Foreign Minister Ada Marn praised Norland for pressing Sudland to end the blockade.", false, ""},
		{"Foreign Minister Ada Marn dismissed concerns about the sanctions.", false, ""},
		{"Foreign Minister Ada Marn said the port could close if the sanctions stay, and that the food is great.", false, ""},
		{"Foreign Minister Ada Marn hoped the sanctions would end the war.", false, ""},
		{"Foreign Minister Ada Marn later signed off on the sanctions.", false, ""},
		{"Foreign Minister Ada Marn announced the sanctions in January.", false, ""},
		{"The draft, endorsed by the mayor of Brisk and by Foreign Minister Ada Marn, rejected the ceasefire.", false, ""},
	} {
		var sts []Statement
		for _, publisher := range []string{"Harbour Post", "Hill News"} {
			a := article.Article{ID: article.IDOf("https://" + publisher[:4] + ".example/" + c.text), Publisher: publisher, Lang: "en", Title: "Sanctions, ceasefire, enrichment and attack", Paragraphs: []string{c.text}, Published: day}
			sts = append(sts, Statements(a, reader().Read("en", a.Title, a.Paragraphs, day))...)
		}
		sure, on := false, ""
		for _, p := range Ledger(sts) {
			if p.Sure {
				sure, on = true, p.On
			}
		}
		if sure != c.sure || on != c.on {
			t.Errorf("%q: sure %v on %q, want %v %q", c.text, sure, on, c.sure, c.on)
		}
	}
}
