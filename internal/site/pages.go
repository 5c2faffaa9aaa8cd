package site

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
	"kiku/internal/story"
)

// How many stories stand on the front page, others below a story, and stories
// on a list.
const (
	frontStories = 40
	frontAlone   = 30
	otherStories = 4
	listStories  = 200
)

// fronts writes the front page of each language, and the default one at the root.
func (r *renderer) fronts() error {
	for _, lang := range Langs {
		path := "/" + lang + "/"
		s := r.shell(lang, path, "", "front")
		s.Description = s.T("site.tagline")
		v := r.frontView(lang)
		if err := r.page(path, theme.FrontPage(s, v)); err != nil {
			return err
		}
		if lang == r.in.Config.DefaultLang {
			if err := r.page("/", theme.FrontPage(s, v)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *renderer) frontView(lang string) *theme.FrontView {
	list := r.shown[lang]
	v := &theme.FrontView{Empty: len(list) == 0 && len(r.in.Alone) == 0, Waiting: r.in.Waiting}
	if len(list) > frontStories {
		list, v.More = list[:frontStories], true
	}
	v.Days = r.days(list)
	if len(v.Days) > 0 {
		first := &v.Days[0]
		v.Lead = first.Items[0].D
		first.Items = first.Items[1:]
		if len(first.Items) == 0 {
			v.Days = v.Days[1:]
		}
	}
	v.Alone = singles(r.in.Alone, lang)
	v.Day = r.reads(lang, func(k Rank) int { return k.Day })
	v.Week = r.reads(lang, func(k Rank) int { return k.Week })
	return v
}

// singles are the newest single reports, those in the page's language first.
func singles(all []Headline, lang string) []theme.Single {
	list := append([]Headline(nil), all...)
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if (a.Lang == lang) != (b.Lang == lang) {
			return a.Lang == lang
		}
		if !a.Published.Equal(b.Published) {
			return a.Published.After(b.Published)
		}
		return a.URL < b.URL
	})
	var out []theme.Single
	for _, h := range list[:min(len(list), frontAlone)] {
		out = append(out, theme.Single{ID: string(h.Article), Title: h.Title, Publisher: h.Publisher, URL: h.URL, Lang: h.Lang, Published: h.Published})
	}
	return out
}

// reads is the ranking by one count; stories without a digest are left out.
func (r *renderer) reads(lang string, count func(Rank) int) []theme.Read {
	var out []theme.Read
	for _, k := range r.in.Ranking {
		byLang := r.all[k.Story]
		if n := count(k); n > 0 && byLang != nil {
			out = append(out, theme.Read{D: best(byLang, lang, r.in.Config.DefaultLang), Count: n})
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Count != out[j].Count {
			return out[i].Count > out[j].Count
		}
		return newer(out[i].D, out[j].D)
	})
	if len(out) > 20 {
		out = out[:20]
	}
	return out
}

// stories writes every page of every story in both trees.
func (r *renderer) stories() error {
	for _, lang := range Langs {
		for _, d := range r.shown[lang] {
			if err := r.story(lang, d); err != nil {
				return fmt.Errorf("story %s: %w", d.Story, err)
			}
		}
	}
	return nil
}

func (r *renderer) story(lang string, d *digest.Digest) error {
	twin := r.all[d.Story][other(lang)]
	others := r.others(lang, d)
	pages := max(len(d.Pages), 1)
	show := func(path, tab string, n int) error {
		s := r.storyShell(lang, path, tab, n, d, twin)
		v := &theme.StoryView{D: d, Ink: theme.NewInk(s, d), Number: n, Tab: tab, Both: twin != nil && d.Lang == lang, Others: others}
		if tab == "story" {
			return r.page(path, theme.StoryPage(s, v))
		}
		return r.page(path, theme.SidePage(s, v))
	}
	for n := 1; n <= pages; n++ {
		if err := show(theme.StoryPath(lang, d.Story, n), "story", n); err != nil {
			return err
		}
	}
	root := theme.StoryPath(lang, d.Story, 1)
	for _, tab := range []string{"timeline", "ledger", "disputes", "sources"} {
		if err := show(root+tab+"/", tab, 1); err != nil {
			return err
		}
	}
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if err := r.put(file(root+"digest.json"), append(data, '\n')); err != nil {
		return err
	}
	return r.changes(lang, d)
}

func (r *renderer) storyShell(lang, path, tab string, n int, d, twin *digest.Digest) *theme.Shell {
	s := r.shell(lang, path, d.Headline.Text, "story")
	s.Digest, s.Home = d, r.home(d)
	var words []string
	for _, l := range d.Stand {
		words = append(words, l.Text)
	}
	s.Description = clip(strings.Join(words, " "), 160)
	if tab != "story" {
		s.Title = s.T("tab."+tab) + ": " + s.Title
	}
	// A story told in one language has the same words in both trees; the tree
	// of that language is the one to be found.
	if home := r.home(d); home != lang {
		s.Canonical = r.base + "/" + home + strings.TrimPrefix(path, "/"+lang)
	}
	// The other language may tell the story on fewer pages.
	if n > 1 && twin != nil && n > len(twin.Pages) {
		s.OtherPath = theme.StoryPath(other(lang), d.Story, 1)
	}
	return s
}

// others are stories to read next: the same category first, then the newest.
func (r *renderer) others(lang string, d *digest.Digest) []*digest.Digest {
	var same, rest []*digest.Digest
	for _, o := range r.shown[lang] {
		switch {
		case o.Story == d.Story:
		case o.Category == d.Category && len(same) < otherStories:
			same = append(same, o)
		case len(rest) < otherStories:
			rest = append(rest, o)
		}
	}
	out := append(same, rest...)
	return out[:min(len(out), otherStories)]
}

// lists writes the categories, all stories and the ranking.
func (r *renderer) lists() error {
	for _, lang := range Langs {
		root := "/" + lang + "/"
		for _, c := range theme.Categories {
			var mine []*digest.Digest
			for _, d := range r.shown[lang] {
				if d.Category == c && len(mine) < listStories {
					mine = append(mine, d)
				}
			}
			s := r.shell(lang, root+"c/"+string(c)+"/", theme.WordsOf(lang).T("cat."+string(c)), "list")
			if err := r.page(s.Path, theme.ListPage(s, s.Title, s.T("cat.empty"), r.days(mine), nil)); err != nil {
				return err
			}
		}
		if err := r.archive(lang); err != nil {
			return err
		}
		s := r.shell(lang, root+"ranking/", theme.WordsOf(lang).T("rank.title"), "list")
		if err := r.page(s.Path, theme.RankingPage(s, r.frontView(lang))); err != nil {
			return err
		}
	}
	return nil
}

// archive writes all stories: the newest on one page, and a page for each month.
func (r *renderer) archive(lang string) error {
	list := r.shown[lang]
	root := "/" + lang + "/all/"
	var months []theme.Month
	byMonth := map[string][]*digest.Digest{}
	for _, d := range list {
		at := d.AsOf.In(r.zone)
		path := root + at.Format("2006-01") + "/"
		if byMonth[path] == nil {
			months = append(months, theme.Month{Path: path, Name: theme.MonthName(lang, at)})
		}
		byMonth[path] = append(byMonth[path], d)
	}
	title := theme.WordsOf(lang).T("all.title")
	s := r.shell(lang, root, title, "list")
	if err := r.page(root, theme.ListPage(s, title, s.T("all.empty"), r.days(list[:min(len(list), listStories)]), months)); err != nil {
		return err
	}
	for _, m := range months {
		s := r.shell(lang, m.Path, m.Name, "list")
		if err := r.page(m.Path, theme.ListPage(s, m.Name, "", r.days(byMonth[m.Path]), months)); err != nil {
			return err
		}
	}
	return nil
}

// notices writes the pages that say one thing.
func (r *renderer) notices() error {
	for _, lang := range Langs {
		root := "/" + lang + "/"
		s := r.shell(lang, root+"about/", theme.WordsOf(lang).T("about.title"), "about")
		if err := r.page(s.Path, theme.AboutPage(s, r.hosts)); err != nil {
			return err
		}
		for _, code := range []string{"404", "500"} {
			s := r.shell(lang, root+code+".html", theme.WordsOf(lang).T("error."+code+".head"), "notice")
			s.Hidden, s.Canonical, s.OtherPath = true, "", "/"+other(lang)+"/"
			c := theme.NoticePage(s, s.Title, s.T("error."+code+".body"), root, s.T("error.home"))
			if err := r.page(s.Path, c); err != nil {
				return err
			}
			if lang == r.in.Config.DefaultLang {
				if err := r.page("/"+code+".html", c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// redirects writes a page for each merged story that leads to where it went,
// and redirects.json for servers that can answer with a redirect.
func (r *renderer) redirects() error {
	moved := map[string]string{}
	for from := range r.in.Redirects {
		to := r.follow(from)
		if !safeName(string(from)) || r.all[from] != nil || r.all[to] == nil {
			continue
		}
		for _, lang := range Langs {
			target := theme.StoryPath(lang, to, 1)
			path := theme.StoryPath(lang, from, 1)
			moved[path] = target
			s := r.shell(lang, path, theme.WordsOf(lang).T("moved.head"), "notice")
			s.Canonical, s.Hidden, s.Moved = r.base+target, true, target
			d := best(r.all[to], lang, r.in.Config.DefaultLang)
			if err := r.page(path, theme.NoticePage(s, s.Title, s.T("moved.body"), target, d.Headline.Text)); err != nil {
				return err
			}
		}
	}
	data, err := json.MarshalIndent(moved, "", " ")
	if err != nil {
		return err
	}
	return r.put("redirects.json", append(data, '\n'))
}

// follow goes along a chain of merges to its end; a ring ends where it closes.
func (r *renderer) follow(from story.StoryID) story.StoryID {
	seen := map[story.StoryID]bool{}
	for to, ok := r.in.Redirects[from]; ok && !seen[from]; to, ok = r.in.Redirects[from] {
		seen[from] = true
		from = to
	}
	return from
}

// clip shortens a text to about n runes.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
