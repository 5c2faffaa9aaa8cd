package digest

import (
	"net/url"
	"strings"

	"kiku/internal/language/text"
)

// A publisher's series says the same sentence in report after report, with other
// names and figures in it ("X has released its new Y"): it tells what kind of report
// that is, not what happened.

// Bounds of a sentence that is a template: how many content words it has at least,
// and the share of two reports' sentences up to which they are two reports and not
// two states of one.
const (
	leastTemplate = 3
	oneText       = 0.3
)

// templates marks the sentences that stand, but for names and figures, in two or more
// reports of one publisher.
func (c *composer) templates() {
	forms := map[string][]*report{} // by publisher and form, each report once
	for _, r := range c.reports {
		seen := map[string]bool{}
		for _, s := range r.text.Sentences {
			if k := c.form(r, s); k != "" && !seen[k] {
				seen[k] = true
				forms[k] = append(forms[k], r)
			}
		}
	}
	shared := map[[2]*report]int{}
	for _, rs := range forms {
		for i, a := range rs {
			for _, b := range rs[:i] {
				shared[[2]*report{a, b}]++
			}
		}
	}
	for _, r := range c.reports {
		r.template = make([]bool, len(r.text.Sentences))
		for i, s := range r.text.Sentences {
			for _, o := range forms[c.form(r, s)] {
				n := shared[[2]*report{r, o}] + shared[[2]*report{o, r}]
				if o != r && float64(n) <= oneText*float64(min(len(r.text.Sentences), len(o.text.Sentences))) {
					r.template[i] = true
				}
			}
		}
	}
}

// form is a sentence without its names, figures and dates, after its publisher; ""
// for one too short to tell.
func (c *composer) form(r *report, s text.Sentence) string {
	var b strings.Builder
	n := 0
	for _, w := range s.Words {
		if inName(s, w.Span) {
			continue
		}
		if !w.Stop && w.Base != "" {
			n++
		}
		b.WriteString(strings.ToLower(w.Surface))
		b.WriteByte(' ')
	}
	if n < leastTemplate {
		return ""
	}
	return seriesOf(r) + "\x00" + b.String()
}

// seriesOf is the address of a report's site, or its publisher.
func seriesOf(r *report) string {
	if u, err := url.Parse(r.article.URL); err == nil && u.Host != "" {
		return u.Host
	}
	return r.article.Publisher
}

// inName reports whether a span lies in a name, a figure or a date of a sentence.
func inName(s text.Sentence, w text.Span) bool {
	for _, n := range s.Names {
		if n.Span.Contains(w) {
			return true
		}
	}
	for _, f := range s.Figures {
		if f.Span.Contains(w) {
			return true
		}
	}
	for _, d := range s.Dates {
		if d.Span.Contains(w) {
			return true
		}
	}
	return false
}

// template reports whether a candidate is a template.
func (c candidate) template() bool {
	return c.index < len(c.report.template) && c.report.template[c.index]
}
