package digest

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
)

func readAs(lang, title string, paragraphs ...string) *report {
	a := article.Article{ID: article.ID(title), URL: "https://harbour.example/" + title, Publisher: "Harbour Ledger", Title: title,
		Paragraphs: paragraphs, Published: time.Date(2031, 5, 21, 10, 0, 0, 0, time.UTC), Lang: lang}
	return &report{reading: newReading(a, language.NewReader().Read(lang, a.Title, a.Paragraphs, a.Published))}
}

func TestALogIsKnownByItsEntries(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		lang       string
		paragraphs []string
		want       bool
	}{
		{"live page", "en", []string{"1515 Governor Ada Marlow speaks on the quay.", "1540 The first boats leave Port Ansel.", "1602 The wind turns to the north.", "1617 Karl Olsen closes the upper bridge."}, true},
		{"chronology", "en", []string{"April 20 - The quay of Port Ansel breaks.", "April 23 - Divers find the crack.", "May 1 - The council meets.", "May 4: The upper bridge is closed."}, true},
		{"report", "en", []string{"Governor Ada Marlow spoke on the quay at 15:15.", "The first boats left Port Ansel on April 20.", "April 23 was a quiet day.", "The council met on May 1.", "The bridge is closed."}, false},
		{"経過", "ja", []string{"15:15　市長が岸壁で会見した。", "15:40　最初の船が港を出た。", "16:02　風が北に変わった。", "16:17　上の橋が閉鎖された。"}, true},
	} {
		if got := isLog(readAs(c.lang, c.name, c.paragraphs...).text.Sentences); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestATemplateStandsInSeveralReportsOfOnePublisher(t *testing.T) {
	t.Parallel()
	first := readAs("en", "first", "Harbour Ledger tests the new lamp of Port Ansel this week.", "Our testers used it for 40 minutes on the dark quay.", "It costs little.", "Anglers like its warm light.")
	second := readAs("en", "second", "Harbour Ledger tests the new rope of Port Ansel this week.", "Our testers used it for 65 minutes on the dark quay.", "Nobody has broken it yet.", "It is made in Orvanne from old nets.")
	c := &composer{lang: "en", reports: []*report{first, second}}
	c.templates()
	for i, want := range []bool{false, true, false, false} {
		if first.template[i] != want {
			t.Errorf("sentence %d: %v, want %v", i, first.template[i], want)
		}
	}
}

func TestASentenceIsAsTrueWithoutAlso(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"Ada Marlow also met the envoy of Kisela on the quay.":                 "Ada Marlow met the envoy of Kisela on the quay.",
		"The quay is not only old but also broken in two places.":              "The quay is not only old but also broken in two places.",
		"Ada Marlow, also known as the Gull, met the envoy on the quay today.": "Ada Marlow, also known as the Gull, met the envoy on the quay today.",
		"“We also met the envoy,” Ada Marlow said on the quay on Monday.":      "“We also met the envoy,” Ada Marlow said on the quay on Monday.",
	} {
		if got := withoutAlso(sentence); got != want {
			t.Errorf("%q: %q", sentence, got)
		}
	}
}

func TestWhatGoesOnLeansOnTheSentenceBefore(t *testing.T) {
	t.Parallel()
	just := func(lang, sentence string) bool {
		ss := readAs(lang, "x", sentence).text.Sentences
		for _, l := range leansOf(ss[0], lang) {
			if l.just {
				return true
			}
		}
		return false
	}
	for _, c := range []struct {
		lang, sentence string
		want           bool
	}{
		{"en", "Three days later, the council closed the upper bridge.", true},
		{"en", "At least 40 people have left the valley since then.", true},
		{"en", "An estimated 1,200 of them have left the valley for good.", true},
		{"en", "Other anglers say the quay was never safe.", true},
		{"en", "The soldiers stationed there, a battalion of the north, will stay.", true},
		{"en", "By evening there were long queues for the ferry of Port Ansel.", false},
		{"en", "Karl Olsen closed the upper bridge on Monday.", false},
		{"ja", "以来、港には船が入っていない。", true},
		{"ja", "と、静かな港を描いていきたいという。", true},
		{"ja", "港の倉庫もその一つだ。", true},
		{"ja", "市長は橋を閉鎖した。", false},
	} {
		if got := just(c.lang, c.sentence); got != c.want {
			t.Errorf("%q: %v, want %v", c.sentence, got, c.want)
		}
	}
}
