package digest

import (
	"maps"
	"slices"
	"sort"
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

const (
	// maxCorrections bounds the entries for one report, maxMore the other lines
	// that an entry names, and maxEntries the entries of a story.
	maxCorrections = 3
	maxMore        = 4
	maxEntries     = 24
	// replaced is the share of common words below which two sentences of an older
	// and a newer text are not two forms of one.
	replaced = 0.34
)

// corrections are what the story's publishers changed or took back: the entries
// of earlier editions, and for each report whose text is not the one that the
// edition before stood on, the printed lines that have lost their words. Edits of
// words that were not printed, and edits that leave content words, figures,
// negations and hedges as they were, make no entry.
func (c *composer) corrections() []Correction {
	out := c.keptCorrections()
	older := map[article.ID]article.Revision{}
	for _, rev := range c.in.Revisions {
		if have, ok := older[rev.Article]; !ok || rev.Number > have.Number {
			older[rev.Article] = rev
		}
	}
	lost := c.lost()
	for _, r := range c.inOrder() {
		id := r.article.ID
		rev, changed := older[id]
		switch {
		case !changed:
		case c.knownBefore(id):
			out = append(out, c.reprinted(r, lost[id])...)
		case r.article.Lang == c.lang:
			out = append(out, c.foundChanged(r, rev)...)
		}
	}
	for _, w := range c.in.Withdrawn {
		out = append(out, c.takenBack(w, lost[w.Article.ID])...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].When.After(out[j].When) })
	return out[:min(len(out), maxEntries)]
}

// inOrder are all reports of the story by time, echoes and other languages too.
func (c *composer) inOrder() []*report {
	out := slices.Collect(maps.Values(c.byID))
	sort.Slice(out, func(i, j int) bool { return before(out[i], out[j]) })
	return out
}

// knownBefore reports whether the edition before knew a report.
func (c *composer) knownBefore(id article.ID) bool {
	if c.in.Previous == nil {
		return false
	}
	_, known := c.in.Previous.Read[id]
	return known || c.in.Previous.Read == nil
}

// keptCorrections are the entries of the edition before. Words that stood in a
// corrected line's place and were changed again are kept as words.
func (c *composer) keptCorrections() []Correction {
	if c.in.Previous == nil {
		return nil
	}
	out := slices.Clone(c.in.Previous.Corrected)
	for i, fix := range out {
		if !c.mayRepeat(fix.Article) {
			out[i].Was, out[i].More, out[i].Then = "", nil, ""
		}
		if fix.Now.IsZero() {
			continue
		}
		if out[i].Now = c.again(fix.Now); out[i].Now.IsZero() {
			out[i].Then = fix.Now.Text
			if !c.mayRepeat(fix.Article) {
				out[i].Then = ""
			}
		}
	}
	return out
}

// mayRepeat reports whether a report's publisher still allows what it printed
// once to be shown.
func (c *composer) mayRepeat(id article.ID) bool {
	for _, w := range c.in.Withdrawn {
		if w.Article.ID == id && w.Silent {
			return false
		}
	}
	r := c.byID[id]
	return r == nil || r.article.Terms.Quotable() && r.article.Terms.MaxSnippet == 0
}

// lostLine is what an edition printed on words that are not there any more.
type lostLine struct {
	sentence string // as it was cited
	title    bool
	own      bool // printed in the report's words, not in a frame
	text     string
	more     []string
	cite     Citation
	line     Line
}

// lost are the lines of the edition before that stand on sentences which their
// report has no longer, by report, each sentence once.
func (c *composer) lost() map[article.ID][]lostLine {
	out := map[article.ID][]lostLine{}
	if c.in.Previous == nil {
		return out
	}
	now := map[article.ID]map[string]bool{}
	prev := *c.in.Previous
	prev.New, prev.Corrected = nil, nil // they repeat
	prev.Lines(func(l *Line) {
		if l.Kind == Remark {
			return
		}
		for _, cite := range l.Cites {
			id := cite.Ref.Article
			if now[id] == nil {
				now[id] = c.sentences(id)
			}
			if !now[id][same(cite.Sentence)] {
				out[id] = withLost(out[id], *l, cite)
			}
		}
	})
	return out
}

// sentences are the sentences and the title of a report as it is now.
func (c *composer) sentences(id article.ID) map[string]bool {
	out := map[string]bool{}
	if r := c.byID[id]; r != nil {
		out[same(r.text.Title.Text)] = true
		for _, s := range r.text.Sentences {
			out[same(s.Text)] = true
		}
	}
	return out
}

// withLost adds a line to the sentence it stood on. What was printed in the
// report's own words speaks for the sentence before what a frame said of it.
func withLost(list []lostLine, l Line, cite Citation) []lostLine {
	own := l.Kind != Frame
	for i := range list {
		at := &list[i]
		if at.sentence != cite.Sentence {
			continue
		}
		if own && !at.own {
			at.more, at.text, at.own, at.cite, at.line = append([]string{at.text}, at.more...), l.Text, true, cite, l
		} else if l.Text != at.text && !slices.Contains(at.more, l.Text) {
			at.more = append(at.more, l.Text)
		}
		return list
	}
	return append(list, lostLine{sentence: cite.Sentence, title: cite.Ref.Paragraph < 0, own: own, text: l.Text, cite: cite, line: l})
}

// reprinted are the entries for a report that was changed after it was printed.
func (c *composer) reprinted(r *report, lost []lostLine) []Correction {
	var out []Correction
	for _, was := range lost {
		old := oldSentence(r.article, was)
		next, found := c.successor(r, old, was.title)
		if found && (sameMatter(old, next) || c.standsIn(r, next, was)) {
			continue
		}
		fix := c.entry(r, Changed)
		fix.Edition = c.in.Previous.Edition
		fix.print(r.article.Terms, was)
		if found {
			fix.Now = c.nowLine(r, next)
		}
		if out = append(out, fix); len(out) == maxCorrections {
			break
		}
	}
	return out
}

// oldSentence reads a sentence that is not in its report any more.
func oldSentence(a article.Article, was lostLine) text.Sentence {
	if !was.title {
		if t := surface.Read(a.Lang, "", []string{was.sentence}, a.Published); len(t.Sentences) == 1 {
			return t.Sentences[0]
		}
	}
	return surface.Read(a.Lang, was.sentence, nil, a.Published).Title
}

// print says what was printed, where the report's publisher allows it.
func (fix *Correction) print(terms article.Terms, was lostLine) {
	if !terms.Quotable() || terms.MaxSnippet > 0 {
		return
	}
	fix.Was, fix.More = was.text, was.more[:min(len(was.more), maxMore)]
}

func (c *composer) entry(r *report, reason string) Correction {
	when := r.article.Updated
	if when.IsZero() {
		when = r.article.Published
	}
	return Correction{Article: r.article.ID, Publisher: r.article.Publisher, Title: r.article.Title, URL: r.article.URL, When: when, Reason: reason}
}

// successor finds the sentence that stands in an older one's place: the title
// for the title, else the sentence with most words in common.
func (c *composer) successor(r *report, old text.Sentence, title bool) (text.Sentence, bool) {
	if title {
		return r.text.Title, true
	}
	words, best := contentWords(old), replaced
	var out text.Sentence
	for _, s := range r.text.Sentences {
		if v := overlap(words, contentWords(s)); v > best {
			best, out = v, s
		}
	}
	return out, best > replaced
}

// standsIn reports whether a printed line would pass the check on the sentence
// that took its sentence's place: then none of its words were lost.
func (c *composer) standsIn(r *report, s text.Sentence, was lostLine) bool {
	if !was.own || len(was.line.Cites) != 1 {
		return false
	}
	l := Line{Kind: Reduction, Text: was.text, Speaker: was.line.Speaker, Cites: []Citation{c.cite(r.reading, s, nil)}}
	if same(trimEnd(was.text)) == same(trimEnd(s.Text)) {
		l.Kind, l.Speaker = Extract, ""
	}
	return c.check.Check(l.Printed("", r.article.Lang), nil) == nil
}

// sameMatter reports whether two forms of a sentence say the same with the same
// content words, figures, negations and hedges: an edit of spelling, marks or
// small words.
func sameMatter(a, b text.Sentence) bool {
	if !maps.Equal(contentWords(a), contentWords(b)) || !maps.Equal(turns(a), turns(b)) || len(a.Figures) != len(b.Figures) {
		return false
	}
	for i := range a.Figures {
		if a.Figures[i].Value != b.Figures[i].Value || a.Figures[i].Unit != b.Figures[i].Unit {
			return false
		}
	}
	return true
}

// nowLine prints the sentence that stands in a corrected one's place.
func (c *composer) nowLine(r *report, s text.Sentence) Line {
	if r.article.Lang == c.lang {
		return c.partLine(r.reading, s, s.Text, "")
	}
	return c.line(Line{Kind: Extract, Text: s.Text, Lang: r.article.Lang, Cites: []Citation{c.cite(r.reading, s, nil)}})
}

// foundChanged are the entries for a report that had been changed before it was
// first told here: nothing was printed, but its readers have read it. A sentence
// that was only taken out, or put otherwise, is no correction; one that gives
// another figure is.
func (c *composer) foundChanged(r *report, rev article.Revision) []Correction {
	if t := r.article.Terms; !t.Quotable() || t.MaxSnippet > 0 {
		return nil // the older sentence is a quotation, too
	}
	was := surface.Read(r.article.Lang, rev.Title, rev.Paragraphs, r.article.Published)
	now, had := c.sentences(r.article.ID), map[string]bool{}
	for _, s := range was.Sentences {
		had[same(s.Text)] = true
	}
	var out []Correction
	for _, s := range was.Sentences {
		if now[same(s.Text)] || len(out) == maxCorrections {
			continue
		}
		next, found := c.successor(r, s, false)
		if !found || had[same(next.Text)] || sameMatter(s, next) || len(s.Figures) == 0 && maps.Equal(turns(s), turns(next)) {
			continue
		}
		fix := c.entry(r, Changed)
		fix.Was = s.Text
		if fix.Now = c.nowLine(r, next); !fix.Now.IsZero() {
			out = append(out, fix)
		}
	}
	return out
}

// takenBack is the entry for a withdrawn report on which the edition before
// stood.
func (c *composer) takenBack(w Withdrawal, lost []lostLine) []Correction {
	if len(lost) == 0 {
		return nil
	}
	return []Correction{withdrawn(w, lost, c.in.Previous.Edition)}
}

// TakenBack is the entry for a report that was withdrawn from a story which is
// told no more: what the story's last edition printed of it. false when it
// printed nothing.
func TakenBack(last Digest, w Withdrawal) (Correction, bool) {
	var lost []lostLine
	last.New, last.Corrected = nil, nil
	last.Lines(func(l *Line) {
		for _, cite := range l.Cites {
			if l.Kind != Remark && cite.Ref.Article == w.Article.ID {
				lost = withLost(lost, *l, cite)
			}
		}
	})
	if len(lost) == 0 {
		return Correction{}, false
	}
	return withdrawn(w, lost, last.Edition), true
}

// withdrawn is the entry for a withdrawn report. Its title, address and what was
// printed of it stay, struck out: who read them here must be able to learn that
// they stand no more. Where its publisher wants no copy shown, none is.
func withdrawn(w Withdrawal, lost []lostLine, edition int) Correction {
	fix := Correction{Article: w.Article.ID, Publisher: w.Article.Publisher, When: w.When.UTC().Truncate(time.Second), Reason: Withdrawn, Edition: edition}
	if w.Silent {
		return fix
	}
	fix.Title, fix.URL = w.Article.Title, w.Article.URL
	var lines []string
	for _, was := range lost {
		if was.own && same(was.text) != same(w.Article.Title) {
			lines = appendOnce(lines, was.text)
		}
	}
	if t := w.Article.Terms; len(lines) > 0 && t.Quotable() && t.MaxSnippet == 0 {
		fix.Was, fix.More = lines[0], lines[1:min(len(lines), maxMore+1)]
	}
	return fix
}
