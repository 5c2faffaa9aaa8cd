package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/sample"
)

// trueLine is a printed line that its citations bear out.
type trueLine struct {
	digest.Printed
	group     string          // lines of one group stand in one digest or report
	cited     []text.Sentence // what the citations point to
	publisher string          // of the first citation
	about     []digest.Printed
}

// ground is true lines with what they are held against.
type ground struct {
	name  string // of the set
	lines []trueLine
	check *digest.Checker
	texts map[article.ID]text.Text
}

// plotOf names where a sentence stands.
type plot struct {
	article   article.ID
	paragraph int
	start     int
}

// newGround reads articles and gathers the lines that compose gives of them; the
// groups come from make, which returns digest lines by group.
func newGround(name string, articles []article.Article, lines func(map[article.ID]article.Article, map[article.ID]text.Text) (map[string][]digest.Printed, error)) (ground, error) {
	reader := language.NewReader()
	byID, texts := map[article.ID]article.Article{}, map[article.ID]text.Text{}
	at := map[plot]text.Sentence{}
	for _, a := range articles {
		t := reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
		byID[a.ID], texts[a.ID] = a, t
		at[plot{a.ID, -1, 0}] = t.Title
		for _, s := range t.Sentences {
			at[plot{a.ID, s.Paragraph, s.Span.Start}] = s
		}
	}
	g := ground{name: name, texts: texts}
	g.check = digest.NewChecker(func(id article.ID) (article.Article, bool) { a, ok := byID[id]; return a, ok },
		func(a article.Article) text.Text { return texts[a.ID] }, digest.DefaultHosts())
	groups, err := lines(byID, texts)
	if err != nil {
		return g, err
	}
	names := make([]string, 0, len(groups))
	for n := range groups {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		seen, byLine := map[string]bool{}, map[string]digest.Printed{}
		for _, p := range groups[n] {
			byLine[p.ID] = p
		}
		for _, p := range groups[n] {
			if key := string(p.Kind) + p.Speaker + p.Text; p.Kind == digest.Remark || len(p.Cites) == 0 || seen[key] || !seen[key] && p.Lang != "ja" && p.Lang != "en" {
				continue
			} else {
				seen[key] = true
			}
			l := trueLine{Printed: p, group: n, publisher: byID[p.Cites[0].Article].Publisher}
			for _, id := range p.About {
				if a, ok := byLine[id]; ok {
					l.about = append(l.about, a)
				}
			}
			for _, r := range p.Cites {
				start := r.Span.Start
				if r.Paragraph < 0 {
					start = 0
				}
				l.cited = append(l.cited, at[plot{r.Article, r.Paragraph, start}])
			}
			g.lines = append(g.lines, l)
		}
	}
	g.lines = drawn(g.lines)
	return g, nil
}

// drawn keeps mostLines lines of each kind and language, in their order.
func drawn(lines []trueLine) []trueLine {
	key := func(l trueLine) uint64 { return draw(l.Text, string(l.Kind), l.Speaker) }
	byKind := map[string][]uint64{}
	for _, l := range lines {
		k := l.Lang + string(l.Kind)
		byKind[k] = append(byKind[k], key(l))
	}
	for _, keys := range byKind {
		slices.Sort(keys)
	}
	var out []trueLine
	for _, l := range lines {
		if keys := byKind[l.Lang+string(l.Kind)]; len(keys) <= mostLines || key(l) < keys[mostLines] {
			out = append(out, l)
		}
	}
	return out
}

// composed tells the stories that the articles make, as the pipeline does.
func composed(articles map[article.ID]article.Article, texts map[article.ID]text.Text) (map[string][]digest.Printed, error) {
	out := map[string][]digest.Printed{}
	for _, s := range storiesOf(articles, texts) {
		for _, lang := range digest.Languages(s, 2) {
			d, err := digest.Compose(digest.Input{Story: s, Lang: lang, Articles: articles, Texts: texts, Hosts: digest.DefaultHosts()})
			if errors.Is(err, digest.ErrAlone) || errors.Is(err, digest.ErrNoLines) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("story %s: %w", s.ID, err)
			}
			name := string(s.ID) + "." + lang
			d.Lines(func(l *digest.Line) { out[name] = append(out[name], l.Printed("", d.Lang)) })
		}
	}
	return out, nil
}

// single prints each report by itself: the set has no stories of two publishers.
func single(articles map[article.ID]article.Article, texts map[article.ID]text.Text) (map[string][]digest.Printed, error) {
	out := map[string][]digest.Printed{}
	for id, a := range articles {
		for _, l := range digest.Printable(a, texts[id]) {
			out[string(id)] = append(out[string(id)], l.Printed("", a.Lang))
		}
	}
	return out, nil
}

// newsroomArticles are the reports of the sample newsroom, as last printed.
func newsroomArticles() ([]article.Article, error) {
	byID := map[article.ID]int{}
	var out []article.Article
	for _, l := range strings.Split(strings.TrimSpace(string(sample.Reports())), "\n") {
		var r struct{ Title, Link, Text, Published, Updated, Source, Lang string }
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			return nil, fmt.Errorf("sample newsroom: %w", err)
		}
		a, err := article.FromFields(article.Fields{Title: r.Title, URL: r.Link, Text: r.Text, Published: r.Published,
			Updated: r.Updated, Publisher: r.Source, Lang: r.Lang, Fiction: true})
		if err != nil {
			return nil, fmt.Errorf("sample newsroom: %w", err)
		}
		if i, ok := byID[a.ID]; ok {
			out[i] = a
			continue
		}
		byID[a.ID] = len(out)
		out = append(out, a)
	}
	return out, nil
}

// mostSingle is how many reports of a set without stories are taken, those whose
// names come first by a hash: enough for thousands of lines.
const mostSingle = 80

// mostLines is how many lines of one kind and language are taken of a set, those
// that come first by a hash.
const mostLines = 200

// singleArticles reads Japanese reports (jawikinews, livedoor).
func singleArticles(dataDir, folder string) ([]article.Article, error) {
	files, _ := filepath.Glob(filepath.Join(locate(dataDir).data, folder, "*.jsonl.gz"))
	var out []article.Article
	err := eachLine(files, func(line []byte) error {
		var r struct{ ID, Article, Headline, Title, Text, URL, Date string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		at, err := time.Parse("2006-01-02T15:04:05-0700", r.Date)
		if err != nil {
			at = time.Date(2012, 1, 1, 12, 0, 0, 0, time.UTC) // the set has no dates
		}
		out = append(out, article.Article{ID: article.ID(folder + "-" + r.ID), URL: r.URL, Publisher: folder, Title: r.Headline + r.Title,
			Paragraphs: paragraphs(r.Article + r.Text), Published: at, Lang: "ja"})
		return nil
	})
	sort.SliceStable(out, func(i, j int) bool { return draw(string(out[i].ID)) < draw(string(out[j].ID)) })
	return out[:min(len(out), mostSingle)], err
}

// draw is a number that is the same at every run and looks like chance.
func draw(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	x := h.Sum64() // the last bytes of FNV mix badly: finish as SplitMix64 does
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// grounds are the true lines of all sets that are there: the sample newsroom
// always, English reports in stories, Japanese ones each by itself.
func grounds(dataDir string) ([]ground, error) {
	p := locate(dataDir)
	var out []ground
	add := func(name string, articles []article.Article, err error, lines func(map[article.ID]article.Article, map[article.ID]text.Text) (map[string][]digest.Printed, error)) error {
		if errors.Is(err, ErrNoSet) || p.only != "" && p.only != name {
			return nil
		}
		if err != nil {
			return fmt.Errorf("check %s: %w", name, err)
		}
		g, err := newGround(name, articles, lines)
		if err != nil {
			return fmt.Errorf("check %s: %w", name, err)
		}
		out = append(out, g)
		return nil
	}
	reports, err := Reports(dataDir)
	if err := add("dumpster", reports, err, composed); err != nil {
		return nil, err
	}
	for _, folder := range []string{"jawikinews", "livedoor"} {
		reports, err := singleArticles(dataDir, folder)
		if err := add(folder, reports, err, single); err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, ErrNoSet
	}
	room, err := newsroomArticles()
	p.only = ""
	return out, add("newsroom", room, err, composed)
}
