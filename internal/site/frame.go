package site

import (
	"bytes"
	"context"
	"errors"
	"html"

	"kiku/internal/site/theme"
)

// ErrFrame: the page given as a frame is not one of this site's pages.
var ErrFrame = errors.New("not a page of this site")

// DeskView is what the owner's desk shows.
type DeskView = theme.DeskView

// DeskSource is one row of the owner's desk.
type DeskSource = theme.DeskSource

// Desk puts the owner's desk into the frame of a built page, by custom the
// 404 page of the language.
func Desk(frame []byte, lang string, v DeskView) ([]byte, error) {
	w := theme.WordsOf(lang)
	var b bytes.Buffer
	if err := theme.DeskBody(w, v).Render(context.Background(), &b); err != nil {
		return nil, err
	}
	return within(frame, w.T("desk.title"), b.Bytes())
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
