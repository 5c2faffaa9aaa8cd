package digest

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// printed is a line that prints the only sentence of the only report, and a
// checker that knows the report.
func printed(t *testing.T, lang, sentence string) (*Checker, Line) {
	t.Helper()
	in := reported(lang, article.Article{Publisher: "Harbour Post", Title: "A title", Paragraphs: []string{sentence}})
	check := NewChecker(func(id article.ID) (article.Article, bool) { a, ok := in.Articles[id]; return a, ok },
		func(a article.Article) text.Text { return in.Texts[a.ID] }, Hosts{})
	var l Line
	for id, txt := range in.Texts {
		if len(txt.Sentences) != 1 {
			t.Fatalf("%d sentences in %q", len(txt.Sentences), sentence)
		}
		s := txt.Sentences[0]
		l = Line{ID: "l0000000a", Kind: Extract, Text: s.Text, Cites: []Citation{{Ref: refOf(id, s), Sentence: s.Text}}}
	}
	if err := check.Check(l.Printed("", lang), nil); err != nil {
		t.Fatal(err)
	}
	return check, l
}

// rewordings are sentences of invented reports, with what a model might make of
// them: what may be printed first, then what must not.
var rewordings = []struct {
	lang, source string
	good, bad    []string
}{
	{"en", "The ferry line to Gannet Isle, which carries about 420 islanders every week, may close on June 30, the Sorrel Harbour Board said on Monday after a long meeting with Mayor Hedda Quill.",
		[]string{
			"The ferry line to Gannet Isle may close on June 30, the Sorrel Harbour Board said on Monday.",
			"The Sorrel Harbour Board said on Monday the ferry line to Gannet Isle may close on June 30",
			"The ferry line to Gannet Isle, which carries about 420 islanders, may close on June 30, the Sorrel Harbour Board said.",
		},
		[]string{
			"The ferry line to Gannet Isle will close on June 30, the Sorrel Harbour Board said on Monday.",     // hedge
			"The ferry line to Gannet Isle may close on June 3, the Sorrel Harbour Board said on Monday.",       // date
			"The ferry line to Gannet Isle may close on June 30.",                                               // who says it
			"The ferry line to Gannet Isle may close on June 30, Mayor Hedda Quill said on Monday.",             // another says it
			"The ferry line to Gannet Isle may close on June 30, Oren Falk said on Monday.",                     // a name from nowhere
			"The ferry line to Gannet Isle may not close on June 30, the Sorrel Harbour Board said on Monday.",  // negation
			"The ferry line to Gannet Isle may open on June 30, the Sorrel Harbour Board said on Monday.",       // verb
			"The ferry line, which carries 420 islanders, may close on June 30, the Sorrel Harbour Board said.", // bound
			"The ferry line, which carries about 420 boats, may close on June 30, the Sorrel Harbour Board said.",
			"The loss-making ferry line to Gannet Isle may close on June 30, the Sorrel Harbour Board said.",
			"The ferry line to Gannet Isle may close on June 30. The Sorrel Harbour Board said on Monday.", // two sentences
			"The Sorrel Harbour Board denied on Monday the ferry line to Gannet Isle may close on June 30.",
			"Sure! The ferry line may close.",
			"<b>The ferry line</b> to Gannet Isle may close on June 30, the Sorrel Harbour Board said.",
			"",
		}},
	{"en", "Fishermen of Sorrel sued the canning company Brandt and Daughters in April over 35 tons of spoiled herring and 12 lost nets, and the court of Vale has not yet set a date for the hearing.",
		[]string{
			"Fishermen of Sorrel sued the canning company Brandt and Daughters in April, and the court of Vale has not yet set a date for the hearing.",
			"Fishermen of Sorrel sued the company Brandt and Daughters over 35 tons of spoiled herring and 12 nets, and the court of Vale has not yet set a date.",
		},
		[]string{
			"Brandt and Daughters sued fishermen of Sorrel in April, and the court of Vale has not yet set a date for the hearing.",
			"Fishermen of Sorrel were sued by the canning company Brandt and Daughters in April, and the court has not yet set a date.",
			"Fishermen of Sorrel sued Brandt and Daughters over 12 tons of spoiled herring and 35 lost nets, and the court has not yet set a date.",
			"Fishermen of Sorrel sued the canning company Brandt and Daughters in April, and the court of Vale has set a date for the hearing.",
			"Fishermen of Sorrel sued the canning company Brandt and Daughters in April.",
			"Fishermen of Sorrel sued Brandt and Daughters in April over 35 tons, and the court of Vale has not yet set a date for both.",
			"Fishermen of Sorrel sued Brandt and Daughters over 35 kilograms of spoiled herring, and the court has not yet set a date.",
		}},
	{"en", "The court in Vale heard on Monday that skipper Oren Falk hit clerk Britt Lamm with an oar on the quay, and that a surgeon in Sorrel Harbour treated Oren Falk for a cut hand.",
		[]string{"The court in Vale heard on Monday that skipper Oren Falk hit clerk Britt Lamm with an oar."},
		[]string{
			"The court in Vale heard on Monday that skipper Britt Lamm hit clerk Oren Falk with an oar.",
			"The court in Vale heard on Monday that clerk Britt Lamm hit Oren Falk with an oar.",
			"US heard on Monday that skipper Oren Falk hit clerk Britt Lamm with an oar.",
		}},
	{"ja", "潮見市の原田みお市長は4日の記者会見で、老朽化が進む灯台島への定期船について、週に約420人の島民が利用しているものの修理の費用がかさむため、6月30日に運航を終える可能性があると述べた。",
		[]string{
			"潮見市の原田みお市長は4日の記者会見で、灯台島への定期船について、6月30日に運航を終える可能性があると述べた。",
			"原田みお市長は、灯台島への定期船について、修理の費用がかさむため6月30日に運航を終える可能性があると述べた",
		},
		[]string{
			"潮見市の原田みお市長は4日の記者会見で、灯台島への定期船について、6月30日に運航を終えると述べた。",
			"潮見市の原田みお市長は4日の記者会見で、灯台島への定期船について、6月3日に運航を終える可能性があると述べた。",
			"潮見市の森下けん市長は4日の記者会見で、灯台島への定期船について、6月30日に運航を終える可能性があると述べた。",
			"灯台島への定期船は6月30日に運航を終える可能性がある。",
			"原田みお市長は、灯台島への定期船について、6月30日に運航を終える可能性はないと述べた。",
			"原田みお市長は、灯台島への定期船について、6月30日に運航を再開する可能性があると述べた。",
			"原田みお市長は、灯台島への定期船を週に420人の島民が利用し、6月30日に運航を終える可能性があると述べた。",
		}},
	{"ja", "灯台島漁協の原田みお組合長が、網を傷つけられたとして缶詰会社の森下けん社長を潮見地方裁判所に訴えたことが4日、組合員らへの取材で明らかになった。",
		[]string{"原田みお組合長が、網を傷つけられたとして森下けん社長を潮見地方裁判所に訴えたことが4日、明らかになった。"},
		[]string{
			"原田みお組合長を、網を傷つけられたとして森下けん社長が潮見地方裁判所に訴えたことが4日、明らかになった。",
			"森下けん社長が、網を傷つけられたとして原田みお組合長を潮見地方裁判所に訴えたことが4日、明らかになった。",
		}},
}

func TestModelWordsAreAcceptedOnlyWhenTheSourceSaysThem(t *testing.T) {
	t.Parallel()
	for _, r := range rewordings {
		check, l := printed(t, r.lang, r.source)
		for _, words := range r.good {
			next, err := check.accept(l, r.lang, words)
			if err != nil {
				t.Errorf("refused: %q: %v", words, err)
				continue
			}
			if got, ok := check.Accept(l, r.lang, words); !ok || got.Text != next.Text {
				t.Errorf("%q: %v, %q", words, ok, got.Text)
			}
			if next.Kind != Written || next.ID != l.ID || len(next.Cites) != 1 || Standing(next) != Standing(l) ||
				!strings.HasPrefix(next.Text, words) || weight(next.Text, r.lang) >= weight(l.Text, r.lang) {
				t.Errorf("%q became %+v", words, next)
			}
		}
		for _, words := range r.bad {
			if next, ok := check.Accept(l, r.lang, words); ok || !next.IsZero() {
				t.Errorf("accepted: %q", words)
			}
		}
		if _, ok := check.Accept(l, r.lang, r.source); ok {
			t.Errorf("accepted what is not shorter: %q", r.source)
		}
	}
}

func TestLongLinesOfTheNarrativeAreRewritable(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("word ", Short("en")+1))
	cite := []Citation{{Sentence: long}}
	d := Digest{Lang: "en", Headline: Line{ID: "h", Kind: Extract, Text: long, Cites: cite},
		Pages: []Page{{Sections: []Section{{Narrative: []Line{
			{ID: "a", Kind: Extract, Text: long, Cites: cite}, {ID: "b", Kind: Extract, Text: long[5:], Cites: cite},
			{ID: "c", Kind: Reduction, Text: long, Cites: cite}, {ID: "d", Kind: Quote, Text: long, Cites: cite},
			{ID: "e", Kind: Reduction, Speaker: "Hedda Quill", Text: long, Cites: cite}, {ID: "f", Kind: Written, Text: long, Cites: cite},
			{ID: "g", Kind: Extract, Lang: "ja", Text: strings.Repeat("海", 80), Cites: cite}, {ID: "i", Kind: Extract, Lang: "ja", Text: strings.Repeat("海", 81), Cites: cite},
		}}}}}}
	var got []string
	for _, l := range Rewritable(&d) {
		got = append(got, l.ID)
	}
	if strings.Join(got, "") != "aci" {
		t.Errorf("rewritable: %v", got)
	}
	if w := Worded(&d); len(w) != 1 || w[Standing(Line{Cites: cite})] != long {
		t.Errorf("worded: %v", w)
	}
}

func TestRewriteKeepsWhatRemarksLeanOn(t *testing.T) {
	t.Parallel()
	r := rewordings[0]
	check, l := printed(t, r.lang, r.source)
	twin := Line{ID: "l0000000b", Kind: Extract, Text: r.good[0], Cites: l.Cites}
	d := Digest{Lang: "en", Pages: []Page{{Sections: []Section{{Narrative: []Line{l, twin}}}}}}
	at := Rewritable(&d)[0]
	if err := check.Rewrite(&d, at, r.good[0]); err == nil || at.Kind != Extract {
		t.Errorf("what the digest says already: %v, %+v", err, at)
	}
	if err := check.Rewrite(&d, at, r.good[2]); err != nil || at.Kind != Written || at.Text != r.good[2] {
		t.Errorf("a good line: %v, %+v", err, at)
	}
	// A remark by nobody cannot be checked again, so the line it leans on stays.
	d.Pages[0].Sections[0].Narrative[0], d.Opening = l, Line{ID: "l0000000c", Kind: Remark, Host: "nobody", Text: "So?", About: []string{l.ID}}
	if err := check.Rewrite(&d, at, r.good[2]); err == nil || at.Kind != Extract {
		t.Errorf("under a remark: %v, %+v", err, at)
	}
}

func TestStraightQuotationsOfAJapaneseLineStandInTheSource(t *testing.T) {
	t.Parallel()
	for quote, want := range map[string]bool{`"Harbour Lights 2031"`: true, `"Harbour Light 2031"`: false} {
		if got := straightQuote.FindString("市は" + quote + "を開く。"); got != quote {
			t.Fatalf("%q is found as %q", quote, got)
		}
		s := language.NewReader().Read("ja", "", []string{`浜野市は"Harbour Lights 2031"という催しを六月に開く。`}, time.Date(2031, 5, 21, 0, 0, 0, 0, time.UTC)).Sentences[0]
		if got := inAny([]cited{{sentence: s}}, strings.Trim(quote, `"`)); got != want {
			t.Errorf("%s: %v, want %v", quote, got, want)
		}
	}
}
