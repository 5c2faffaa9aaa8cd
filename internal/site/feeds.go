package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/gorilla/feeds"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
)

// mostItems is how many entries the feed of a site holds.
const mostItems = 50

// feeds writes RSS and Atom for each language: what its own digests told as new,
// newest first.
func (r *renderer) feeds() error {
	for _, lang := range Langs {
		s := r.shell(lang, "/"+lang+"/", "", "feed")
		f := r.feed(s, s.Name, "/"+lang+"/")
		var items []*feeds.Item
		for _, d := range r.shown[lang] {
			if r.home(d) == lang {
				items = append(items, r.feedItems(lang, s, d)...)
			}
		}
		sort.SliceStable(items, func(i, j int) bool { return items[i].Updated.After(items[j].Updated) })
		f.Items = items[:min(len(items), mostItems)]
		if err := r.putFeeds(f, lang+"/", false); err != nil {
			return err
		}
	}
	return nil
}

// storyFeeds writes RSS, Atom and JSON Feed of one story.
func (r *renderer) storyFeeds(lang string, d *digest.Digest) error {
	s := r.shell(lang, "/"+lang+"/", "", "feed")
	root := theme.StoryPath(lang, d.Story, 1)
	f := r.feed(s, d.Headline.Text, root)
	f.Items = r.feedItems(lang, s, d)
	f.Created, f.Updated = d.Since, f.Items[0].Updated
	return r.putFeeds(f, strings.TrimPrefix(root, "/"), true)
}

func (r *renderer) feed(s *theme.Shell, title, path string) *feeds.Feed {
	return &feeds.Feed{
		Title: title, Description: s.T("site.tagline"), Link: &feeds.Link{Href: r.base + path},
		Id: r.base + path, Created: r.in.Config.Built, Updated: r.in.Config.Built,
	}
}

func (r *renderer) putFeeds(f *feeds.Feed, folder string, withJSON bool) error {
	forms := map[string]func() (string, error){"feed.xml": f.ToRss, "atom.xml": f.ToAtom}
	if withJSON {
		forms["feed.json"] = f.ToJSON
	}
	for _, name := range slices.Sorted(maps.Keys(forms)) {
		data, err := forms[name]()
		if err != nil {
			return fmt.Errorf("%s%s: %w", folder, name, err)
		}
		if err := r.put(folder+name, []byte(data)); err != nil {
			return err
		}
	}
	return nil
}

// feedItems are the entries of one story, newest first: one for each edition
// that told something new, and one for the story itself. An edition that only
// says the same in other words makes none, so that a reader of the feed is
// called when the matter has moved, and only then.
func (r *renderer) feedItems(lang string, s *theme.Shell, d *digest.Digest) []*feeds.Item {
	where := r.places(lang, d)
	var out []*feeds.Item
	for _, is := range slices.Backward(issues(d)) {
		link := r.base + theme.StoryPath(lang, d.Story, 1)
		it := &feeds.Item{Id: fmt.Sprintf("%s#edition-%d", link, is.Edition), Created: is.At, Updated: is.At, Title: is.Headline}
		if len(is.Changes) > 0 {
			it.Title = theme.ChangeTitle(s.W, is.Changes[0])
			if more := len(is.Changes) - 1; more > 0 {
				it.Title += " " + s.T("feed.more", "n", more)
			}
			link = r.base + where(is.Changes[0])
		}
		it.Link = &feeds.Link{Href: link}
		it.Description = r.feedBody(s, d, is, where)
		if d.Fiction {
			it.Title = "[" + s.T("fiction.label") + "] " + it.Title
		}
		out = append(out, it)
	}
	return out
}

// feedBody is what an entry says: its changes with links to the lines, or the
// standfirst and the points of a story that is told for the first time.
func (r *renderer) feedBody(s *theme.Shell, d *digest.Digest, is digest.Issue, where func(digest.Change) string) string {
	var body bytes.Buffer
	if d.Fiction {
		body.WriteString("<p>" + xmlText(s.T("fiction.note")) + "</p>")
	}
	if len(is.Changes) > 0 {
		body.WriteString("<p>" + xmlText(is.Headline) + "</p><ul>")
		for _, c := range is.Changes {
			body.WriteString(`<li><a href="` + xmlText(r.base+where(c)) + `">` + xmlText(theme.ChangeTitle(s.W, c)) + "</a></li>")
		}
		body.WriteString("</ul>")
		return body.String()
	}
	for _, l := range d.Stand {
		body.WriteString("<p>" + xmlText(l.Text) + "</p>")
	}
	if len(d.Points) > 0 {
		body.WriteString("<ol>")
		for _, l := range d.Points {
			body.WriteString("<li>" + xmlText(l.Text) + "</li>")
		}
		body.WriteString("</ol>")
	}
	return body.String()
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
		for _, p := range []string{"all/", "ranking/", "about/", "corrections/"} {
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
