package digest

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
)

// What a row of the timeline may stand on: a happening of the day that its sentence
// names. The reports are of Thursday, 21 May 2026.
func TestCameToPass(t *testing.T) {
	published := time.Date(2026, 5, 21, 12, 0, 0, 0, time.UTC)
	reader := language.NewReader()
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "The ferry ran aground off Halden on May 17 with 120 people on board.", true},
		{"en", "The council voted on Monday to close the quay for a year.", true},
		{"en", "“We were late,” the mayor of Halden told reporters on Monday.", false},
		{"en", "The mayor of Halden told reporters on Monday that the quay was old.", false},
		{"en", "Mayor Ada Marn speaks to crews at the quay in Halden on May 17.", false},
		{"en", "The deadly May 17 collision shows how old the quay at Halden is.", false},
		{"en", "After Monday’s meeting the council remained divided about the quay.", false},
		{"en", "The council fined a skipper who left the quay at Halden on May 17.", false},
		{"ja", "市議会は17日、岸壁を一年間閉鎖することを決めた。", true},
		{"ja", "岸壁を使う船は全体の1/3程度で、多くは沖で待っている。", false},
	} {
		s := reader.Read(c.lang, "", []string{c.text}, published).Sentences[0]
		if len(s.Dates) == 0 {
			if c.want {
				t.Errorf("%q: no day", c.text)
			}
			continue
		}
		if got := cameToPass(s, article.Article{Lang: c.lang, Published: published}, c.lang); got != c.want {
			t.Errorf("%q: %v, want %v (%s)", c.text, got, c.want, s.Dates[0].Surface)
		}
	}
}
