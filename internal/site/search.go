package site

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
	"kiku/internal/story"
)

// Found is a story as the search knows it.
type Found struct {
	Story    story.StoryID   `json:"s"`
	Path     string          `json:"p"`
	Headline string          `json:"h"`
	First    string          `json:"f"` // first line of the standfirst
	Lang     string          `json:"l"`
	Category digest.Category `json:"c"`
	AsOf     time.Time       `json:"t"`
	Fiction  bool            `json:"x,omitempty"`
	Text     string          `json:"w"` // everything else that is searched
}

// search writes the search page and its index for each language.
func (r *renderer) search() error {
	for _, lang := range Langs {
		s := r.shell(lang, "/"+lang+"/search/", theme.WordsOf(lang).T("search.title"), "search")
		if err := r.page(s.Path, theme.SearchPage(s)); err != nil {
			return err
		}
		index := make([]Found, 0, len(r.shown[lang]))
		for _, d := range r.shown[lang] {
			index = append(index, r.found(lang, d))
		}
		data, err := json.Marshal(index)
		if err != nil {
			return err
		}
		if err := r.put(lang+"/search.json", append(data, '\n')); err != nil {
			return err
		}
	}
	return nil
}

func (r *renderer) found(lang string, d *digest.Digest) Found {
	f := Found{Story: d.Story, Path: r.prefix + theme.StoryPath(lang, d.Story, 1), Headline: d.Headline.Text, Lang: d.Lang, Category: d.Category, AsOf: d.AsOf, Fiction: d.Fiction}
	var words []string
	add := func(ls ...digest.Line) {
		for _, l := range ls {
			words = append(words, l.Text)
		}
	}
	if len(d.Stand) > 0 {
		f.First = d.Stand[0].Text
		add(d.Stand[1:]...)
	}
	add(d.Points...)
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			add(s.Heading)
			for _, c := range s.Cards {
				add(c.Title)
			}
		}
	}
	for _, h := range d.Ledger {
		words = append(words, h.Actor)
	}
	for _, p := range d.Sources.Publishers {
		words = append(words, p.Name)
	}
	f.Text = strings.Join(words, " ")
	return f
}

// Index reads a search.json back.
func Index(data []byte) ([]Found, error) {
	var out []Found
	err := json.Unmarshal(data, &out)
	return out, err
}

// Match returns the stories that hold every word of q, in the index's order,
// headlines before other text. Letters are compared after NFKC, in lower case.
func Match(index []Found, q string) []Found {
	words := strings.Fields(fold(q))
	if len(words) == 0 {
		return nil
	}
	var head, rest []Found
	for _, f := range index {
		switch title := fold(f.Headline); {
		case holds(title, words):
			head = append(head, f)
		case holds(title+" "+fold(f.First)+" "+fold(f.Text), words):
			rest = append(rest, f)
		}
	}
	return append(head, rest...)
}

func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Results is the search page of a built site with the answer to q in it, for
// readers without JavaScript. page is the built search page.
func Results(page []byte, lang, q string, found []Found) ([]byte, error) {
	w := theme.WordsOf(lang)
	say := w.T("search.none", "q", q)
	if len(found) > 0 {
		say = w.T("search.results", "n", len(found), "q", q)
	}
	items := make([]theme.Hit, 0, len(found))
	for _, f := range found {
		items = append(items, theme.Hit{Path: f.Path, Headline: f.Headline, First: f.First, Lang: f.Lang, Category: f.Category, AsOf: f.AsOf, Fiction: f.Fiction})
	}
	var list bytes.Buffer
	if err := theme.Hits(w, items).Render(context.Background(), &list); err != nil {
		return nil, err
	}
	page = bytes.Replace(page, []byte(`name="q" type="search" value=""`), []byte(`name="q" type="search" value="`+html.EscapeString(q)+`"`), 1)
	page = bytes.Replace(page, []byte(`data-result></p>`), []byte(`data-result>`+html.EscapeString(say)+`</p>`), 1)
	return bytes.Replace(page, []byte(`data-found></ul>`), append(append([]byte(`data-found>`), list.Bytes()...), `</ul>`...), 1), nil
}
