package digest

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// sampleStory is a story of one event with two English reports and one
// Japanese one.
func sampleStory() story.Story {
	return story.Story{ID: "s1", Events: []story.Event{{ID: "e1", Articles: []story.Member{
		{Article: "a", Publisher: "Harbour Post", Lang: "en"},
		{Article: "b", Publisher: "Vale Courier", Lang: "en"},
		{Article: "c", Publisher: "湾岸日報", Lang: "ja"},
	}}}}
}

// reported is an input for one event that the given reports tell.
func reported(lang string, reports ...article.Article) Input {
	in := Input{Lang: lang, Articles: map[article.ID]article.Article{}, Texts: map[article.ID]text.Text{}, Hosts: DefaultHosts()}
	in.Story = story.Story{ID: "s1", Events: []story.Event{{ID: "e1", Story: "s1"}}}
	e := &in.Story.Events[0]
	reader := language.NewReader()
	for i, a := range reports {
		a.URL = fmt.Sprintf("https://%s.example/%d", strings.ToLower(strings.ReplaceAll(a.Publisher, " ", "")), i)
		a.ID, a.Lang = article.IDOf(a.URL), lang
		a.Published = time.Date(2026, 5, 4, 8+i, 0, 0, 0, time.UTC)
		in.Articles[a.ID] = a
		in.Texts[a.ID] = reader.Read(lang, a.Title, a.Paragraphs, a.Published)
		e.Articles = append(e.Articles, story.Member{Article: a.ID, Publisher: a.Publisher, Lang: lang, Published: a.Published})
		e.Last = a.Published
	}
	e.First = e.Articles[0].Published
	in.Story.First, in.Story.Last = e.First, e.Last
	return in
}

var german = []article.Article{
	{Publisher: "Talbote", Title: "Brücke über die Aar bleibt bis Herbst gesperrt", Paragraphs: []string{
		"Die Brücke über die Aar bleibt bis zum Herbst für alle Fahrzeuge gesperrt. Die Stadt Lindau am Berg begründet die Sperrung mit Rissen in zwei Pfeilern. Fachleute hatten die Schäden bei einer Prüfung im April entdeckt. Fußgänger dürfen die Brücke weiter benutzen. Für Busse richtet die Stadt eine Umleitung über das Nordufer ein."}},
	{Publisher: "Bergzeitung", Title: "Risse in Pfeilern: Stadt sperrt Brücke über die Aar", Paragraphs: []string{
		"Wegen Rissen in zwei Pfeilern hat die Stadt die Brücke über die Aar gesperrt. Händler am Nordufer rechnen mit Verlusten in der Ferienzeit. Der Stadtrat will im Juni über die Kosten der Reparatur beraten. Eine Fähre soll den Verkehr von Montag an entlasten."}},
}

func TestOtherLanguagesAreToldWithoutQuestions(t *testing.T) {
	d, err := Compose(reported("de", german...))
	if err != nil {
		t.Fatal(err)
	}
	if d.Headline.Kind == Frame || d.Headline.IsZero() {
		t.Errorf("headline %+v", d.Headline)
	}
	s := d.Pages[0].Sections[0]
	if !s.Question.IsZero() || !s.Before.IsZero() {
		t.Errorf("question %q, remark %q in a language without forms", s.Question.Text, s.Before.Text)
	}
	if len(s.Cards) != 2 || len(s.Cards[0].Points) < 2 {
		t.Errorf("cards %+v", s.Cards)
	}
}

func TestOnePublisherAloneIsNotAStory(t *testing.T) {
	alone := german[0]
	again := german[1]
	again.Publisher = alone.Publisher
	if _, err := Compose(reported("de", alone, again)); !errors.Is(err, ErrAlone) {
		t.Errorf("error %v", err)
	}
}

var ferry = []article.Article{
	{Publisher: "Harbour Post", Title: "Ferry line to Gannet Isle to close in June", Paragraphs: []string{
		"The ferry line to Gannet Isle will close on June 30, the Sorrel Harbour Board said on Monday. The board has run the line at a loss of 3 million crowns a year since 2021. About 420 islanders use the ferry every week. Board chair Ilse Marden said the board had no money left to repair the older of its two boats."}},
	{Publisher: "Vale Courier", Title: "Gannet Isle loses its ferry, islanders protest", Paragraphs: []string{
		"Some 200 islanders gathered on the quay of Gannet Isle on Monday to protest against the end of their ferry. Teacher Oren Falk said pupils from the isle would have to board on the mainland during the week. The Sorrel Harbour Board announced the closure of the line in a short letter. A private skipper has offered to carry the post twice a week."}},
}

// TestReductionsThatTurnTheMeaningAreRefused holds shortened lines against
// their sentence.
func TestReductionsThatTurnTheMeaningAreRefused(t *testing.T) {
	cases := []struct {
		lang, sentence, printed, speaker string
		want                             error
	}{
		{"en", "The board, which met on Monday, will close the line in June.", "The board will close the line in June.", "", nil},
		{"en", "The board will not close the line in June.", "The board will close the line in June.", "", ErrTurned},
		{"en", "The line could close in June unless the state pays.", "The line could close in June.", "", ErrTurned},
		{"en", "The line will reportedly close in June.", "The line will close in June.", "", ErrTurned},
		{"en", "Ilse Marden said the line would close in June.", "The line would close in June.", "", ErrTurned},
		{"en", "Ilse Marden said the line would close in June.", "The line would close in June", "Ilse Marden", nil},
		{"en", "Ilse Marden said the line would close in June.", "The line would close in June", "Oren Falk", ErrSpeaker},
		{"en", "The board spent 3 million crowns on the boat.", "The board spent 3 crowns on the boat.", "", ErrCut},
		{"en", "The board closed the line.", "The board closed the harbour.", "", ErrNotThere},
		{"ja", "理事会は六月に航路（全長12キロ）を廃止する。", "理事会は六月に航路を廃止する。", "", nil},
		{"ja", "理事会は六月に航路を廃止しない。", "理事会は六月に航路を廃止し。", "", ErrTurned},
		{"ja", "理事会は六月に航路を廃止する見通しだ。", "理事会は六月に航路を廃止する。", "", ErrTurned},
	}
	reader := language.NewReader()
	for _, c := range cases {
		a := article.Article{ID: "a", Publisher: "Harbour Post", Title: "Ferry", Paragraphs: []string{c.sentence}, Lang: c.lang}
		r := newReading(a, reader.Read(c.lang, a.Title, a.Paragraphs, time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)))
		if len(r.text.Sentences) != 1 {
			t.Fatalf("%q: %d sentences", c.sentence, len(r.text.Sentences))
		}
		err := checkReduction(c.printed, c.speaker, []cited{{r, r.text.Sentences[0]}})
		if c.want == nil && err != nil || c.want != nil && err == nil {
			t.Errorf("%q of %q: %v, want %v", c.printed, c.sentence, err, c.want)
		}
	}
}

func TestRemarksMaySayNothingOfTheirOwn(t *testing.T) {
	hosts := DefaultHosts()
	in := reported("en", ferry...)
	check := NewChecker(func(id article.ID) (article.Article, bool) { a, ok := in.Articles[id]; return a, ok },
		func(a article.Article) text.Text { return in.Texts[a.ID] }, hosts)
	host := hosts.withRole(Announcer)[0]
	var plain string
	for _, r := range host.Remarks["en"]["conclusion"] {
		if !strings.Contains(r, "{") {
			plain = r
			break
		}
	}
	for said, ok := range map[string]bool{plain: true, plain + " It cost 9 million.": false, "Ilse Marden lied.": false} {
		err := check.Check(Printed{Kind: Remark, Text: said, Host: host.ID, Lang: "en"}, nil)
		if ok != (err == nil) {
			t.Errorf("%q: %v", said, err)
		}
	}
	if err := check.Check(Printed{Kind: Remark, Text: plain, Host: "nobody", Lang: "en"}, nil); !errors.Is(err, ErrRemark) {
		t.Errorf("a host that is not there: %v", err)
	}
}

func TestWrittenLinesStandOnTheirSources(t *testing.T) {
	in := reported("en", ferry...)
	check := NewChecker(func(id article.ID) (article.Article, bool) { a, ok := in.Articles[id]; return a, ok },
		func(a article.Article) text.Text { return in.Texts[a.ID] }, Hosts{})
	var p Printed
	for id, txt := range in.Texts {
		if in.Articles[id].Publisher == "Harbour Post" {
			p = Printed{Kind: Written, Lang: "en"}
			p.Cites = append(p.Cites, refOf(id, txt.Sentences[0]))
		}
	}
	for said, ok := range map[string]bool{
		"The Sorrel Harbour Board said the ferry line to Gannet Isle will close on June 30.": true,
		"The Sorrel Harbour Board will close the ferry line to Gannet Isle on June 30.":      false, // it says so; it may be the council that closes it
		"The Sorrel Harbour Board will close the ferry line to Gannet Isle on June 3.":       false,
		"The Sorrel Harbour Board will not close the ferry line to Gannet Isle on June 30.":  false,
		"Mayor Hedda Quill will close the ferry line to Gannet Isle on June 30.":             false,
	} {
		p.Text = said
		if err := check.Check(p, nil); ok != (err == nil) {
			t.Errorf("%q: %v", said, err)
		}
	}
}
