package claim

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/text"
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

// FuzzAttributions checks on any text that the parts of an attribution stand in
// its paragraph, that something is said in each, and that reading again finds
// the same.
func FuzzAttributions(f *testing.F) {
	for _, s := range []string{
		`"We go," she said. "Now.`, "According to", ", said", "said said said", "Ms. Berg, who told Mr. Vell that he said, said.",
		"The mayor warned\nthat it would close; nobody, he added, believed her.", "“A. B. C,” said X, “D.”", "Zoë said “naïve – no 😀 – plans” failed, ’s",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) || len(body) > 4000 {
			return
		}
		paragraphs := strings.Split(body, "\n")
		tx := reader().Read("en", "", paragraphs, time.Time{})
		found := Attributions(tx)
		if again := Attributions(tx); !reflect.DeepEqual(found, again) {
			t.Fatalf("%+v, read again %+v", found, again)
		}
		for _, a := range found {
			if a.Paragraph < 0 || a.Paragraph >= len(paragraphs) || a.Cue.Len() <= 0 || len(a.Content) == 0 || a.Confidence < 0 || a.Confidence > 1 {
				t.Fatalf("%+v", a)
			}
			n := utf8.RuneCountInString(paragraphs[a.Paragraph])
			for _, sp := range append([]text.Span{a.Cue, a.Source}, a.Content...) {
				if sp.Start < 0 || sp.End > n || sp.Len() < 0 {
					t.Fatalf("span %v in %q", sp, paragraphs[a.Paragraph])
				}
			}
		}
	})
}
