package digest

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/story"
)

// ErrTerms says that a line prints what the report's publisher does not allow
// to be printed.
var ErrTerms = errors.New("its publisher does not allow the sentence to be printed")

// allowed holds a line against the terms of the articles it cites. The title of
// a report that may not be quoted is printed whole or not at all; its sentences
// never. A sentence of a report with a limit may not be longer than the limit;
// what all lines print together is held against it by OverTerms.
func allowed(p Printed, sentences []cited) error {
	for _, s := range sentences {
		t := s.article.Terms
		isTitle := s.sentence.Paragraph < 0
		switch {
		case !t.Quotable() && (!isTitle || p.Kind != Extract):
			return fmt.Errorf("%w: %s", ErrTerms, s.article.URL)
		case !isTitle && t.MaxSnippet > 0 && utf8.RuneCountInString(p.Text) > t.MaxSnippet:
			return fmt.Errorf("%w: %d characters, %d are allowed: %s", ErrTerms, utf8.RuneCountInString(p.Text), t.MaxSnippet, s.article.URL)
		}
	}
	return nil
}

// OverTerms returns how many characters the lines print of each article that
// sets a limit, where that is more than the limit. Every line that stands on a
// sentence of the article counts whole.
func (c *Checker) OverTerms(lines []Printed) map[article.ID]int {
	printed := map[article.ID]int{}
	for _, p := range lines {
		for _, id := range citedBodies(p.Cites) {
			if r, err := c.reading(id); err == nil && r.article.Terms.MaxSnippet > 0 {
				printed[id] += utf8.RuneCountInString(p.Text)
			}
		}
	}
	for id, n := range printed {
		if n <= c.seen[id].article.Terms.MaxSnippet {
			delete(printed, id)
		}
	}
	return printed
}

// citedBodies are the articles of which sentences, not only titles, are cited.
func citedBodies(refs []claim.Ref) []article.ID {
	var out []article.ID
	for _, ref := range refs {
		if ref.Paragraph >= 0 && !slices.Contains(out, ref.Article) {
			out = append(out, ref.Article)
		}
	}
	return out
}

// cost is what a line shows of each article with a limit: its own words, and
// the sentences that its trace opens.
func cost(l Line, articles map[article.ID]article.Article) map[article.ID]int {
	var out map[article.ID]int
	for _, cite := range l.Cites {
		if cite.Ref.Paragraph < 0 || articles[cite.Ref.Article].Terms.MaxSnippet == 0 {
			continue
		}
		if out == nil {
			out = map[article.ID]int{}
		}
		if out[cite.Ref.Article] == 0 {
			out[cite.Ref.Article] = utf8.RuneCountInString(l.Text)
		}
		out[cite.Ref.Article] += utf8.RuneCountInString(cite.Sentence + cite.Before + cite.After)
	}
	return out
}

// afford books what a line shows of articles with a limit, and reports whether
// it is still within the limit. A line that is left out later stays booked.
func (c *composer) afford(l Line) bool {
	costs := cost(l, c.in.Articles)
	for id, n := range costs {
		if c.shown[id]+n > c.in.Articles[id].Terms.MaxSnippet {
			return false
		}
	}
	for id, n := range costs {
		c.shown[id] += n
	}
	return true
}

// withinTerms composes again without the reports of which a digest would show
// more than their publishers allow, until none is left. Lines are booked when
// they are made, so this is needed only where one is printed twice.
func withinTerms(in Input, compose func(Input) (Digest, error)) (Digest, error) {
	for {
		d, err := compose(in)
		if err != nil {
			return Digest{}, err
		}
		shown := map[article.ID]int{}
		d.Lines(func(l *Line) {
			for id, n := range cost(*l, in.Articles) {
				shown[id] += n
			}
		})
		barred := map[article.ID]article.Article{}
		for id, n := range shown {
			if a := in.Articles[id]; n > a.Terms.MaxSnippet {
				a.Terms.NoSnippet = true
				barred[id] = a
			}
		}
		if len(barred) == 0 {
			return d, nil
		}
		articles := make(map[article.ID]article.Article, len(in.Articles))
		for id, a := range in.Articles {
			if b, ok := barred[id]; ok {
				a = b
			}
			articles[id] = a
		}
		in.Articles = articles
	}
}

// quotableFirst puts the reports that may be quoted before the others, so that
// of one wire text the copy that may be printed stands for all.
func (c *composer) quotableFirst(members []story.Member) []story.Member {
	closed := func(m story.Member) bool { return !c.in.Articles[m.Article].Terms.Quotable() }
	if !slices.ContainsFunc(members, closed) {
		return members
	}
	var open, shut []story.Member
	for _, m := range members {
		if closed(m) {
			shut = append(shut, m)
		} else {
			open = append(open, m)
		}
	}
	return append(open, shut...)
}

// unquoted are the publishers of which at least one report of the story may not
// be quoted, by name.
func (c *composer) unquoted() []string {
	var out []string
	for _, e := range c.in.Story.Events {
		for _, m := range e.Articles {
			if a, ok := c.in.Articles[m.Article]; ok && !a.Terms.Quotable() {
				out = appendOnce(out, m.Publisher)
			}
		}
	}
	slices.Sort(out)
	return out
}
