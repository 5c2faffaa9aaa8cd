package digest

import (
	"errors"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// TestCutsThatTurn: every word that is left stands in the sentence in its order, and
// still some of these lines say something else.
func TestCutsThatTurn(t *testing.T) {
	for _, c := range []struct {
		name, source, printed, speaker string
		want                           error // nil: accepted
	}{
		{"a denied cue", "The harbour union has not yet commented on the mayor's new plan.", "The mayor's new plan", "The harbour union", ErrTurned},
		{"a wish", "Velin hoped that the ferry would stop in June.", "The ferry would stop in June", "Velin", ErrTurned},
		{"a joke", "Velin joked that the ferry would fly in June.", "The ferry would fly in June", "Velin", ErrTurned},
		{"said plainly", "Velin said that the ferry would stop in June.", "The ferry would stop in June", "Velin", nil},
		{"what is called for", "Velin has called for the crew to be paid.", "The crew to be paid", "Velin", ErrCut},
		{"an open question", "Velin said how the ferry had come into the bay.", "How the ferry had come into the bay", "Velin", ErrCut},
		{"a contrast behind", "The ferry will stop in June, although the crew was told of July.", "The ferry will stop in June.", "", ErrTurned},
		{"a relative clause behind", "The ferry will stop in June, which pleases the crew.", "The ferry will stop in June.", "", nil},
		{"an age that is not closed", "The pilot Karl Wendt, 38, who sails under the name of Kalle, was also blamed.", "The pilot Karl Wendt, 38 was also blamed.", "", ErrCut},
		{"an age that is closed", "The pilot Karl Wendt, 38, who sails under the name of Kalle, was also blamed.", "The pilot Karl Wendt, 38, was also blamed.", "", nil},
		{"a participle for another", "Lena Harg called a meeting, the second of the week, chaired by the mayor of Brisk.", "Lena Harg called a meeting chaired by the mayor of Brisk.", "", ErrCut},
		{"an office that was", "Former Prime Minister Tomas Velin opened the harbour.", "Former Velin opened the harbour.", "", ErrCut},
	} {
		t.Run(c.name, func(t *testing.T) {
			check, read := oneReport("en", c.source)
			err := check.Check(Printed{Kind: Reduction, Text: c.printed, Speaker: c.speaker, Lang: "en", Cites: refs(read, 0)}, nil)
			if c.want == nil && err != nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// TestASurnameThatTwoHave: the surname alone may be the other who is named.
func TestASurnameThatTwoHave(t *testing.T) {
	check, read := oneReport("en", "Doctors found that Inspector Pieter Velin had to rest. The family of Prime Minister Tomas Velin thanked them.")
	c := Printed{Kind: Reduction, Text: "Doctors found that Velin had to rest.", Lang: "en", Cites: refs(read, 0)}
	if err := check.Check(c, nil); err == nil {
		t.Error("a surname that two have is accepted")
	}
	check, read = oneReport("en", "Doctors found that Inspector Pieter Velin had to rest. The family of Pieter Velin thanked them.")
	c.Cites = refs(read, 0)
	if err := check.Check(c, nil); err != nil {
		t.Error(err)
	}
}

// TestATitleKeepsWhoSaysIt: what a title has somebody say is no fact without them.
func TestATitleKeepsWhoSaysIt(t *testing.T) {
	for _, c := range []struct {
		title, printed string
		ok             bool
	}{
		{"Orbena fired at the quay from its island base, envoy says", "Orbena fired at the quay from its island base", false},
		{"Orbena fired at the quay from its island base: report", "Orbena fired at the quay from its island base", false},
		{"Orbena fired at the quay from its island base — Tomas Velin", "Orbena fired at the quay from its island base", false},
		{"Orbena fired at the quay from its island base. What is known so far", "Orbena fired at the quay from its island base", true},
		{"Orbena's war is not near its end: Former Deputy Prime Minister Karl Wendt", "Orbena's war is not near its end", false},
		{"Harbour war latest: Orbena fired at the quay from its island base", "Orbena fired at the quay from its island base", true},
	} {
		a := article.Article{ID: "a", Lang: "en", Publisher: "The Quay", Title: c.title, Paragraphs: []string{"Nothing else is known."}, Published: time.Date(2026, 5, 22, 9, 0, 0, 0, time.UTC)}
		read := language.NewReader().Read("en", a.Title, a.Paragraphs, a.Published)
		check := NewChecker(func(article.ID) (article.Article, bool) { return a, true }, func(article.Article) text.Text { return read }, DefaultHosts())
		err := check.Check(Printed{Kind: Reduction, Text: c.printed, Lang: "en", Cites: []claim.Ref{refOf("a", read.Title)}}, nil)
		if (err == nil) != c.ok {
			t.Errorf("%q of %q: %v", c.printed, c.title, err)
		}
	}
}
