package digest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// under returns the newsroom with terms on every third article, counted from
// shift; which articles they are is returned.
func (n *newsroom) under(terms article.Terms, shift int) (*newsroom, map[article.ID]bool) {
	ids := make([]article.ID, 0, len(n.articles))
	for id := range n.articles {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := *n
	out.articles = map[article.ID]article.Article{}
	bound := map[article.ID]bool{}
	for i, id := range ids {
		a := n.articles[id]
		if i%3 == shift%3 {
			a = a.Under(terms)
			bound[id] = true
		}
		out.articles[id] = a
	}
	if terms.HeadlineOnly() {
		out.texts = map[article.ID]text.Text{}
		for id, a := range out.articles {
			out.texts[id] = reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
		}
		out.revisions = slices.DeleteFunc(slices.Clone(n.revisions), func(r article.Revision) bool { return bound[r.Article] })
	}
	return &out, bound
}

func TestNoDigestPrintsMoreThanTermsAllow(t *testing.T) {
	t.Parallel()
	base := openNewsroom(t)
	for i, terms := range []article.Terms{
		{NoSnippet: true}, {NoArchive: true}, {Reserved: true, Policy: "https://post.example/policy"}, {NoSnippet: true, MaxSnippet: 300},
		{MaxSnippet: 1}, {MaxSnippet: 90}, {MaxSnippet: 300}, {MaxSnippet: 1000},
	} {
		t.Run(fmt.Sprintf("%+v", terms), func(t *testing.T) {
			n, bound := base.under(terms, i)
			digests := n.digests(t)
			if len(digests) == 0 {
				t.Fatal("no digests at all")
			}
			printed := 0
			for _, d := range digests {
				printed += n.overIn(t, d, terms, bound)
			}
			if terms.Quotable() && terms.MaxSnippet >= 300 && printed == 0 {
				t.Error("nothing of the limited reports is printed, though their publishers allow it")
			}
		})
	}
}

// overIn fails the test for every character that a digest prints beyond the
// terms; it returns how many characters of bound articles are printed.
func (n *newsroom) overIn(t *testing.T, d digest.Digest, terms article.Terms, bound map[article.ID]bool) int {
	t.Helper()
	shown, total := map[article.ID]int{}, 0
	check := n.checker()
	var all []digest.Printed
	byID := map[string]digest.Printed{}
	d.Lines(func(l *digest.Line) { byID[l.ID] = l.Printed("", d.Lang) })
	d.Lines(func(l *digest.Line) {
		all = append(all, byID[l.ID])
		var about []digest.Printed
		for _, id := range l.About {
			about = append(about, byID[id])
		}
		if err := check.Check(byID[l.ID], about); err != nil {
			t.Errorf("%s: %q: %v", d.Story, l.Text, err)
		}
		for _, c := range l.Cites {
			if bound[c.Ref.Article] && c.Ref.Paragraph >= 0 {
				shown[c.Ref.Article] += utf8.RuneCountInString(l.Text + c.Sentence + c.Before + c.After)
			}
		}
	})
	if over := check.OverTerms(all); len(over) > 0 {
		t.Errorf("%s: the check finds %v", d.Story, over)
	}
	for id, size := range shown {
		total += size
		if !terms.Quotable() || size > terms.MaxSnippet {
			t.Errorf("%s in %s prints %d characters of %s", d.Story, d.Lang, size, n.articles[id].URL)
		}
	}
	if !terms.Quotable() {
		n.noneOf(t, d, bound)
	}
	return total
}

// noneOf looks for the words themselves, wherever a digest keeps them: any 24
// characters of a closed report that no open report and no title prints.
func (n *newsroom) noneOf(t *testing.T, d digest.Digest, bound map[article.ID]bool) {
	t.Helper()
	const window = 24
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var open strings.Builder
	for id, a := range n.articles {
		open.WriteString(a.Title + "\n")
		if !bound[id] {
			open.WriteString(a.Text() + "\n")
		}
	}
	whole, free := string(data), open.String()
	for _, e := range n.story(d.Story).Events {
		for _, m := range e.Articles {
			if !bound[m.Article] {
				continue
			}
			r := []rune(n.base(m.Article))
			for i := 0; i+window <= len(r); i += window / 2 {
				if part := string(r[i : i+window]); strings.Contains(whole, part) && !strings.Contains(free, part) {
					t.Errorf("%s in %s holds %q of a report that may not be quoted", d.Story, d.Lang, part)
				}
			}
			if !slices.Contains(d.Sources.Unquoted, m.Publisher) {
				t.Errorf("%s: the sources do not say that %s asks not to be quoted", d.Story, m.Publisher)
			}
		}
	}
}

// base is an article's text as the newsroom has it without terms.
func (n *newsroom) base(id article.ID) string { return n.plain[id] }

func (n *newsroom) story(id story.StoryID) story.Story {
	for _, s := range n.stories {
		if s.ID == id {
			return s
		}
	}
	return story.Story{}
}

func TestReportsThatMayNotBeQuotedStillCount(t *testing.T) {
	t.Parallel()
	base := openNewsroom(t)
	n, bound := base.under(article.Terms{NoSnippet: true}, 0)
	before := map[string]digest.Digest{}
	for _, d := range base.digests(t) {
		before[string(d.Story)+d.Lang] = d
	}
	counted := 0
	for _, d := range n.digests(t) {
		was := before[string(d.Story)+d.Lang]
		if d.Sources.Articles != was.Sources.Articles || d.Sources.Independent != was.Sources.Independent || len(d.Flower.Petals) != len(was.Flower.Petals) {
			t.Errorf("%s: %d articles, %d independent; without terms %d and %d", d.Story, d.Sources.Articles, d.Sources.Independent, was.Sources.Articles, was.Sources.Independent)
		}
		for _, e := range n.story(d.Story).Events {
			for _, m := range e.Articles {
				if bound[m.Article] {
					counted++
				}
			}
		}
	}
	if counted == 0 {
		t.Error("no story holds a report under terms")
	}
}

func TestTheCheckRefusesLinesThatBreakTerms(t *testing.T) {
	t.Parallel()
	base := openNewsroom(t)
	refused := 0
	for _, d := range base.digests(t) {
		d.Lines(func(l *digest.Line) {
			if len(l.Cites) == 0 || l.Cites[0].Ref.Paragraph < 0 {
				return
			}
			closed := *base
			closed.articles = map[article.ID]article.Article{}
			for id, a := range base.articles {
				if id == l.Cites[0].Ref.Article {
					a.Terms.NoSnippet = true
				}
				closed.articles[id] = a
			}
			if err := closed.checker().Check(l.Printed("", d.Lang), nil); !errors.Is(err, digest.ErrTerms) {
				t.Errorf("%q: %v", l.Text, err)
			}
			refused++
		})
		if refused > 60 {
			break
		}
	}
	if refused < 50 {
		t.Errorf("only %d lines tried", refused)
	}
}
