package claim

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
)

// FuzzClaims checks on any text that what is found stands where it says.
func FuzzClaims(f *testing.F) {
	for _, s := range []string{
		`"We go," she said. "Now.`, "According to", ", said", "said said said", "「「」と述べた。」", "によると、という。", "死者13人、けが 5 人。",
		"Ms. Berg, who told Mr. Vell that he said, said.", "“A. B. C,” said X, “D.”", "政府は「」を求めた。", "５人が死亡した", "X's calls for", "As X said",
	} {
		f.Add(s, "en")
		f.Add(s, "ja")
	}
	f.Fuzz(func(t *testing.T, body, lang string) {
		if !utf8.ValidString(body) || len(body) > 4000 {
			return
		}
		if lang != "ja" {
			lang = "en"
		}
		a := article.Article{ID: "f", Lang: lang, Paragraphs: []string{body}, Published: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)}
		tx := reader().Read(lang, "", a.Paragraphs, a.Published)
		sts := Statements(a, tx)
		for _, st := range sts {
			rs := []rune(tx.Sentences[st.Index].Text)
			if st.ContentSpan.Start < 0 || st.ContentSpan.End > len(rs) || string(rs[st.ContentSpan.Start:st.ContentSpan.End]) != st.Content {
				t.Fatalf("content %q is not at %v of %q", st.Content, st.ContentSpan, string(rs))
			}
			if strings.TrimSpace(st.Content) == "" {
				t.Fatalf("empty content in %q", string(rs))
			}
		}
		qs := Quantities(a, tx)
		Disputes(qs, sts, func(a, b article.ID) bool { return true })
		Ledger(sts)
		Grave(tx)
		for _, s := range tx.Sentences {
			for _, sp := range append(Hedges(s), Negations(s)...) {
				if sp.Start < 0 || sp.End > utf8.RuneCountInString(s.Text) || sp.Len() <= 0 {
					t.Fatalf("span %v in %q", sp, s.Text)
				}
			}
		}
	})
}
