package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"

	"github.com/gorilla/feeds"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
)

// feedItems is how many digests a feed holds.
const feedItems = 50

// feeds writes RSS and Atom for each language: its own digests, newest first.
func (r *renderer) feeds() error {
	for _, lang := range Langs {
		f := r.feed(lang)
		rss, err := f.ToRss()
		if err != nil {
			return fmt.Errorf("rss %s: %w", lang, err)
		}
		atom, err := f.ToAtom()
		if err != nil {
			return fmt.Errorf("atom %s: %w", lang, err)
		}
		if err := r.put(lang+"/feed.xml", []byte(rss)); err != nil {
			return err
		}
		if err := r.put(lang+"/atom.xml", []byte(atom)); err != nil {
			return err
		}
	}
	return nil
}

func (r *renderer) feed(lang string) *feeds.Feed {
	s := r.shell(lang, "/"+lang+"/", "", "feed")
	f := &feeds.Feed{
		Title: s.Name, Description: s.T("site.tagline"), Link: &feeds.Link{Href: r.base + "/" + lang + "/"},
		Id: r.base + "/" + lang + "/", Created: r.in.Config.Built, Updated: r.in.Config.Built,
	}
	for _, d := range r.shown[lang] {
		if r.home(d) != lang || len(f.Items) == feedItems {
			continue
		}
		f.Items = append(f.Items, r.feedItem(lang, s, d))
	}
	return f
}

// feedItem is one digest. The id names the edition, so that a reader of the
// feed sees a story again when it has moved on.
func (r *renderer) feedItem(lang string, s *theme.Shell, d *digest.Digest) *feeds.Item {
	link := r.base + theme.StoryPath(lang, d.Story, 1)
	var body bytes.Buffer
	if d.Fiction {
		body.WriteString("<p>" + xmlText(s.T("fiction.note")) + "</p>")
	}
	paragraph := func(lines []digest.Line, open, shut string) {
		for _, l := range lines {
			body.WriteString(open + xmlText(l.Text) + shut)
		}
	}
	paragraph(d.Stand, "<p>", "</p>")
	if len(d.Points) > 0 {
		body.WriteString("<ol>")
		paragraph(d.Points, "<li>", "</li>")
		body.WriteString("</ol>")
	}
	title := d.Headline.Text
	if d.Fiction {
		title = "[" + s.T("fiction.label") + "] " + title
	}
	return &feeds.Item{
		Title: title, Link: &feeds.Link{Href: link}, Id: fmt.Sprintf("%s#edition-%d", link, d.Edition),
		Description: body.String(), Created: d.AsOf, Updated: d.AsOf,
	}
}

func xmlText(s string) string {
	var b bytes.Buffer
	// A bytes.Buffer takes every write.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

type urlSet struct {
	XMLName xml.Name  `xml:"urlset"`
	NS      string    `xml:"xmlns,attr"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// maps writes sitemap.xml and robots.txt. A digest is listed in the tree of
// its own language only.
func (r *renderer) maps() error {
	set := urlSet{NS: "http://www.sitemaps.org/schemas/sitemap/0.9"}
	add := func(path string, t time.Time) {
		u := siteURL{Loc: r.base + path}
		if !t.IsZero() {
			u.LastMod = t.Format(time.RFC3339)
		}
		set.URLs = append(set.URLs, u)
	}
	for _, lang := range Langs {
		root := "/" + lang + "/"
		add(root, r.in.Config.Built)
		for _, p := range []string{"all/", "ranking/", "about/"} {
			add(root+p, time.Time{})
		}
		for _, c := range r.cats {
			add(root+"c/"+string(c)+"/", time.Time{})
		}
		for _, d := range r.shown[lang] {
			if r.home(d) != lang {
				continue
			}
			for n := 1; n <= max(len(d.Pages), 1); n++ {
				add(theme.StoryPath(lang, d.Story, n), d.AsOf)
			}
		}
	}
	data, err := xml.MarshalIndent(set, "", " ")
	if err != nil {
		return err
	}
	if err := r.put("sitemap.xml", append([]byte(xml.Header), append(data, '\n')...)); err != nil {
		return err
	}
	robots := "User-agent: *\nDisallow: " + r.prefix + "/desk/\nDisallow: " + r.prefix + "/ja/search/?\nDisallow: " + r.prefix + "/en/search/?\n\nSitemap: " + r.base + "/sitemap.xml\n"
	return r.put("robots.txt", []byte(robots))
}
