package digest

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// A line is printed without the place, day and agency that open a report.
func TestLinesWithoutTheirDateline(t *testing.T) {
	t.Parallel()
	const rest = "Norland is concerned about a project to build a sea wall around Brisk and urged the Halden council to stop the work, a harbour board spokesperson said on Wednesday."
	for _, head := range []string{
		"BRISK, May 21 (MNA) – ",
		"BRISK, Norland (AP) — ",
		"PORT ANSEL — ",
		"Port Ansel — ",
		"BRISK/HALDEN - ",
		"BRISK | Mon May 21, 2031 1:58 pm EDT BRISK - ",
		"BRISK/HALDEN | Mon May 21, 2031 1:58 pm EDT BRISK/HALDEN - ",
		"May 21 | Wed May 21, 2031 7:55 am EDT May 21 (Reuters) - ",
	} {
		a := article.Article{ID: "a", Title: "Norland ‘seriously concerned’ over the wall of Brisk", Paragraphs: []string{head + rest}, Lang: "en",
			Published: time.Date(2031, 5, 21, 10, 0, 0, 0, time.UTC)}
		printed := false
		for _, l := range Printable(a, language.NewReader().Read("en", a.Title, a.Paragraphs, a.Published)) {
			printed = printed || l.Text == rest
		}
		if !printed {
			t.Errorf("%q: no line without it", head)
		}
	}
}

// A compound in capitals opens no report.
func TestNoDateline(t *testing.T) {
	t.Parallel()
	for _, sentence := range []string{
		"NATO-Norland talks on the harbour of Brisk began on Monday.",
		"Brisk — the old harbour of Norland — was opened on Monday.",
		"Brisk — Ada Marlow's harbour — was opened on Monday.",
		"May 21 was the day on which the quay of Brisk - the old one - fell.",
	} {
		if got := behindPlace(text.Sentence{Text: sentence}); got != sentence {
			t.Errorf("%q is left of %q", got, sentence)
		}
		if head := datelineEn.FindString(sentence); head != "" {
			t.Errorf("%q is no dateline", head)
		}
	}
}
