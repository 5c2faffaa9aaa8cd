package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"

	"github.com/a-h/templ"

	"kiku/internal/site/theme"
)

// ErrFrame: the page given as a frame is not one of this site's pages.
var ErrFrame = errors.New("not a page of this site")

// What the owner's desk shows; package theme has the fields.
type (
	DeskView   = theme.DeskView
	DeskSource = theme.DeskSource
	DeskFeed   = theme.DeskFeed
	DeskDay    = theme.DeskDay
	DeskAnswer = theme.DeskAnswer
	DeskItem   = theme.DeskItem
	DeskChoice = theme.DeskChoice
	TrialStep  = theme.TrialStep
	TrialView  = theme.TrialView
	TrialItem  = theme.TrialItem
	TrialPage  = theme.TrialPage
)

// Desk puts the owner's desk into the frame of a built page, by custom the
// 404 page of the language.
func Desk(frame []byte, lang string, v DeskView) ([]byte, error) {
	w := theme.WordsOf(lang)
	return framed(frame, v, "/desk/", w.T("desk.title"), theme.DeskBody(w, v))
}

// DeskOne is the desk's page of one source in the frame of a built page.
func DeskOne(frame []byte, lang string, v DeskView, s DeskSource) ([]byte, error) {
	w := theme.WordsOf(lang)
	return framed(frame, v, theme.SourcePath(s.ID), s.Name, theme.SourceBody(w, v, s))
}

func framed(frame []byte, v DeskView, path, title string, body templ.Component) ([]byte, error) {
	frame = otherLanguage(frame, v.Prefix, path)
	var b bytes.Buffer
	if err := body.Render(context.Background(), &b); err != nil {
		return nil, err
	}
	return within(frame, title, b.Bytes())
}

// otherLanguage leads the frame's link to the other language to the same page of
// the desk.
func otherLanguage(frame []byte, prefix, path string) []byte {
	for _, lang := range Langs {
		was := fmt.Sprintf(`<a href="%s/%s/" hreflang="%s"`, prefix, lang, lang)
		is := fmt.Sprintf(`<a href="%s" hreflang="%s"`, html.EscapeString(string(theme.DeskTo(prefix, lang, path))), lang)
		frame = bytes.Replace(frame, []byte(was), []byte(is), 1)
	}
	return frame
}

// TrialPieces are the parts of a trial's page, which is sent while the trial
// goes on: the head, then a row for each step, then the end.
type TrialPieces struct {
	words *theme.Words
	tail  []byte // of the frame
	Head  []byte
}

// NewTrial begins the page of a trial of an address in the frame of a built page.
func NewTrial(frame []byte, lang string, v TrialView, address string) (*TrialPieces, error) {
	w := theme.WordsOf(lang)
	const cut = "<!--steps-->"
	var b bytes.Buffer
	b.WriteString(`<div class="desk one trial">`)
	if err := theme.TrialHead(w, v, address).Render(context.Background(), &b); err != nil {
		return nil, err
	}
	b.WriteString(`<ol class="steps">` + cut)
	page, err := within(otherLanguage(frame, v.Prefix, "/desk/"), w.T("try.title"), b.Bytes())
	if err != nil {
		return nil, err
	}
	head, tail, _ := bytes.Cut(page, []byte(cut))
	return &TrialPieces{words: w, Head: head, tail: tail}, nil
}

// Row is one step.
func (t *TrialPieces) Row(s TrialStep) ([]byte, error) {
	var b bytes.Buffer
	err := theme.TrialRow(t.words, s).Render(context.Background(), &b)
	return b.Bytes(), err
}

// End is what follows the last step.
func (t *TrialPieces) End(v TrialView) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(`</ol>`)
	if err := theme.TrialEnd(t.words, v).Render(context.Background(), &b); err != nil {
		return nil, err
	}
	b.WriteString(`</div>`)
	b.Write(t.tail)
	return b.Bytes(), nil
}

// within gives a built page another title and another main part.
func within(page []byte, title string, main []byte) ([]byte, error) {
	page, err := between(page, "<title>", "</title>", []byte(html.EscapeString(title)))
	if err != nil {
		return nil, err
	}
	return between(page, `<main id="main">`, "</main>", main)
}

func between(page []byte, open, shut string, inner []byte) ([]byte, error) {
	head, rest, ok := bytes.Cut(page, []byte(open))
	_, tail, also := bytes.Cut(rest, []byte(shut))
	if !ok || !also {
		return nil, ErrFrame
	}
	return bytes.Join([][]byte{head, []byte(open), inner, []byte(shut), tail}, nil), nil
}
