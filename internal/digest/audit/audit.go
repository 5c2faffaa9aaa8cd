// Package audit turns the rules of a digest on any digest page, ours or
// another's: plain text or HTML, Japanese or English. It finds the page's parts
// (headline, bullets, cards, sections, prose, remarks, conclusion), holds what
// the page says against what its own cards print, and names each defect with
// its line, the words, the check and the reason.
//
// It is pure: the bytes of a page go in, defects come out, the same for the same
// bytes. It knows no person, place or date: who holds which office comes from
// the cards. What it knows of a language stands in words_ja.go and words_en.go.
// It does not fetch the articles behind the cards; whoever has them stored
// passes them in with Options.
package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kiku/internal/article"
	"kiku/internal/language"
)

// Check names one of the fifteen mechanical checks.
type Check string

// The checks.
const (
	Coverage   Check = "C1"  // what prose says stands in a card
	SourceDate Check = "C2"  // the printed date is the address's; nothing is over before it happens
	Window     Check = "C3"  // dates and tense agree with the section's cards
	Number     Check = "C4"  // every figure stands in a card
	Quotation  Check = "C5"  // every quotation stands in a card, and has one speaker
	Happening  Check = "C6"  // one event, one kind, one cause, one outcome
	Speaker    Check = "C7"  // the same content keeps its speaker and its sides
	Inference  Check = "C8"  // intention, prediction, evaluation and hearsay have a source
	Order      Check = "C9"  // old cards and bullets say that they are old
	Form       Check = "C10" // cards are whole; no menu words, doubles, broken marks
	Filler     Check = "C11" // no chatter outside remarks; one style
	Office     Check = "C12" // one title and one spelling for one person at one time
	Answering  Check = "C13" // the answer stands in the section's card
	BareDay    Check = "C14" // a day without a month has a card date to stand on
	Relevance  Check = "C15" // a card belongs to its page and its section
)

// Checks are all checks in order.
var Checks = []Check{Coverage, SourceDate, Window, Number, Quotation, Happening, Speaker, Inference, Order, Form, Filler, Office, Answering, BareDay, Relevance}

// Defect is one thing that is wrong on a page.
type Defect struct {
	Page   string `json:"page"`
	Line   int    `json:"line"`         // of the file, from 1
	ID     string `json:"id,omitempty"` // of the HTML element, where it has one
	Quote  string `json:"quote"`        // the words as the page prints them
	Check  Check  `json:"check"`
	Reason string `json:"reason"`
}

// Options are what an audit may know besides the page.
type Options struct {
	// Lang is the language of the reasons, "ja" or "en"; "" takes the page's.
	Lang string
	// Article finds a stored article by its address, so that cards are read
	// whole and not only by their points; may be nil.
	Article func(url string) (article.Article, bool)
}

// Audit returns the defects of a page in the order of its lines.
func Audit(p Page, o Options) []Defect {
	if o.Lang == "" {
		o.Lang = p.Lang
	}
	p.Lines = slices.Clone(p.Lines)
	r := &reading{Page: p, options: o, reader: language.NewReader()}
	r.read()
	for _, check := range []func(*reading){
		(*reading).coverage, (*reading).sourceDates, (*reading).windows, (*reading).numbers, (*reading).quotations,
		(*reading).happenings, (*reading).speakers, (*reading).inferences, (*reading).order, (*reading).form,
		(*reading).filler, (*reading).offices, (*reading).answers, (*reading).bareDays, (*reading).relevance, (*reading).compare,
	} {
		check(r)
	}
	slices.SortStableFunc(r.found, func(a, b Defect) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(number(a.Check), number(b.Check)))
	})
	return r.found
}

func number(c Check) int { return slices.Index(Checks, c) }

// say is a reason in both languages, with the same verbs in the same order.
type say struct{ ja, en string }

// report adds a defect; a second one of the same check on the same words is
// left out.
func (r *reading) report(c Check, line int, quote string, why say, args ...any) {
	l := r.Lines[line]
	d := Defect{Page: r.Name, Line: l.Number, ID: l.ID, Quote: strings.TrimSpace(quote), Check: c}
	format := why.en
	if r.options.Lang == "ja" {
		format = why.ja
	}
	d.Reason = fmt.Sprintf(format, args...)
	quoted, argued := d, d
	quoted.Reason, argued.Quote = "", ""
	if r.seen[quoted] || r.seen[argued] {
		return
	}
	if r.seen == nil {
		r.seen = map[Defect]bool{}
	}
	r.seen[quoted], r.seen[argued] = true, true
	r.found = append(r.found, d)
}
