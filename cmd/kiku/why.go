package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"kiku/internal/pipeline"
	"kiku/internal/story"
)

// whyCmd says where an article is in the river and why.
type whyCmd struct {
	URL string `arg:"" name:"url" help:"Address of an article, as the publisher prints it."`
}

// Help is printed by kiku why --help.
func (whyCmd) Help() string {
	return `Says how far an article came, which event and story it is in and what joined it to them, which printed lines stand on it, or why it is not used.

Example:

    kiku why https://herald.example/2026/bridge-vote`
}

// Run explains one address.
func (c *whyCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	e, err := h.Why(a.ctx, c.URL)
	if errors.Is(err, pipeline.ErrUnknown) {
		return hinted(err, "give the address as the publisher prints it; kiku import or kiku fetch brings articles in")
	}
	if err != nil {
		return err
	}
	return a.print(e, func(w io.Writer) { printWhy(w, e) })
}

func printWhy(w io.Writer, e pipeline.Explanation) {
	fmt.Fprintln(w, e.URL)
	row := func(name, format string, args ...any) {
		if text := fmt.Sprintf(format, args...); strings.TrimSpace(text) != "" {
			fmt.Fprintf(w, "  %-9s %s\n", name, text)
		}
	}
	row("title", "%s", e.Title)
	row("article", "%s", e.Article)
	row("stage", "%s", withReason(e.Stage, e.Reason))
	row("next", "%s", e.Next)
	row("event", "%s", e.Event)
	row("story", "%s", e.Story)
	row("echo of", "%s", e.EchoOf)
	if len(e.Joined) > 0 {
		row("joined", "score %.2f: %s", e.Score, reasons(e.Joined))
	}
	row("because", "%s", reasons(e.Why))
	for _, apart := range e.Apart {
		row("apart", "event %s, score %.2f: %s", apart.Event, apart.Score, reasons(apart.Reasons))
	}
	for _, m := range e.Members {
		row("beside", "%s %s: %s (%s)", m.Published.Format("2006-01-02 15:04 -0700"), m.Publisher, m.Title, m.URL)
	}
	for _, t := range e.Tellings {
		row("told", "%s: %s", t.Lang, withReason(t.State, t.Reason))
	}
	for _, l := range e.Lines {
		row("line", "%s edition %d %s %s: %s", l.Lang, l.Edition, l.ID, l.Kind, l.Text)
	}
	if e.Texts > 0 {
		row("texts", "%d older texts are kept", e.Texts)
	}
}

func withReason(what, why string) string {
	if why == "" {
		return what
	}
	return what + " (" + why + ")"
}

// reasons prints features with their share of the score, and what was shared.
func reasons(rs []story.Reason) string {
	var parts []string
	for _, r := range rs {
		s := fmt.Sprintf("%s %+.2f", r.Feature, r.Value)
		if r.Note != "" {
			s += " (" + r.Note + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}
