package digest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"kiku/internal/article"
)

// ErrLog says that what a digest remembers of its editions is told by no report.
var ErrLog = errors.New("no report tells that")

// CheckLog holds what a digest remembers of its editions against the reports: the
// words of lines that have no citations any more. The newest edition's are the
// digest's own lines; of the older ones every name and every number must stand in
// the reports that a change came from, or in one that the digest cites. The words
// of a report that was corrected since are not asked for. It returns the change
// (or edition) and why, for each that is refused.
func (c *Checker) CheckLog(d *Digest) map[string]error {
	out := map[string]error{}
	var cited []article.ID
	own := map[string]bool{}
	fixed := map[article.ID]bool{}
	for _, fix := range d.Corrected {
		fixed[fix.Article] = true
	}
	d.Lines(func(l *Line) {
		own[l.Text] = true
		for _, cite := range l.Cites {
			if !slices.Contains(cited, cite.Ref.Article) {
				cited = append(cited, cite.Ref.Article)
			}
		}
	})
	own[d.Headline.Text] = true
	for _, is := range d.Log {
		if is.Edition == d.Edition && is.Headline != d.Headline.Text {
			out[fmt.Sprintf("edition %d", is.Edition)] = fmt.Errorf("%w: %q is not the headline", ErrLog, is.Headline)
			continue
		}
		if !own[is.Headline] && len(fixed) == 0 {
			if err := c.told(is.Headline, d.Lang, cited); err != nil {
				out[fmt.Sprintf("edition %d", is.Edition)] = err
			}
		}
		for _, ch := range is.Changes {
			if slices.ContainsFunc(ch.From, func(id article.ID) bool { return fixed[id] }) {
				continue
			}
			from := append(slices.Clone(ch.From), cited...)
			for _, words := range []string{ch.Line.Text, ch.Was, ch.Now, ch.About} {
				if err := c.told(words, langOf(ch.Line, d.Lang), from); words != "" && !own[words] && err != nil {
					out[ch.ID] = err
				}
			}
		}
	}
	return out
}

// told asks that every name and every number of some words stands in one of the
// reports, in its text or as its publisher. Reports that are not stored are not
// asked.
func (c *Checker) told(words, lang string, from []article.ID) error {
	var all strings.Builder
	for _, id := range from {
		r, err := c.reading(id)
		if err != nil {
			continue
		}
		all.WriteString(same(r.article.Publisher+"\n"+r.article.Title+"\n"+strings.Join(r.article.Paragraphs, "\n")) + "\n")
	}
	source := all.String()
	var at time.Time
	for _, s := range surface.Read(lang, "", []string{words}, at).Sentences {
		for _, n := range s.Names {
			if wholeIndex(source, same(n.Surface)) < 0 {
				return fmt.Errorf("%w: name %q", ErrLog, n.Surface)
			}
		}
	}
	for _, n := range strings.FieldsFunc(same(words), func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' }) {
		if n = strings.Trim(n, ".,"); n != "" && wholeIndex(source, n) < 0 && wholeIndex(source, strings.ReplaceAll(n, ",", "")) < 0 {
			return fmt.Errorf("%w: number %q", ErrLog, n)
		}
	}
	return nil
}
