package claim

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// aReport is one invented report of about 120 words, read.
func aReport() (article.Article, text.Text) {
	body := `President Anna Berg said on Monday that the harbour of Halden would stay closed until the talks with Norland had ended. ` +
		`“We will never accept a blockade,” she told reporters. “Our ships must be free to leave.” Police said 13 people were killed and 40 injured ` +
		`when a bridge collapsed on Sunday, while rescuers put the toll at 15. Foreign Minister Tomas Vell, who leads the talks, warned that fuel could run out. ` +
		`According to the port authority, 120 ships are waiting. Norland rejected the proposal and accused Sudland of cutting a cable; Sudland denied the allegation.`
	a := article.Article{ID: "b", Lang: "en", Title: "Halden harbour stays closed", Paragraphs: []string{body}, Published: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)}
	return a, reader().Read("en", a.Title, a.Paragraphs, a.Published)
}

// BenchmarkEnglish takes the statements and quantities of one report.
func BenchmarkEnglish(b *testing.B) {
	a, tx := aReport()
	for b.Loop() {
		Statements(a, tx)
		Quantities(a, tx)
	}
}

// BenchmarkEnglishStatements takes the statements of one report.
func BenchmarkEnglishStatements(b *testing.B) {
	a, tx := aReport()
	for b.Loop() {
		Statements(a, tx)
	}
}
