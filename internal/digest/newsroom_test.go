package digest_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/sample"
	"kiku/internal/story"
)

var update = flag.Bool("update", false, "write the golden digests anew")

// newsroom is the sample newsroom, read and grouped as the pipeline does it.
type newsroom struct {
	articles  map[article.ID]article.Article
	texts     map[article.ID]text.Text
	revisions []article.Revision
	stories   []story.Story
	link      map[string]article.ID
	plain     map[article.ID]string // the texts, whatever their terms
}

var reader = language.NewReader()

func openNewsroom(t testing.TB) *newsroom {
	t.Helper()
	n := &newsroom{articles: map[article.ID]article.Article{}, texts: map[article.ID]text.Text{}, link: map[string]article.ID{}, plain: map[article.ID]string{}}
	for _, l := range strings.Split(strings.TrimSpace(string(sample.Reports())), "\n") {
		var r struct {
			Title, Link, Text, Published, Updated, Source, Lang string
			Tags                                                []string
		}
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		a, err := article.FromFields(article.Fields{Title: r.Title, URL: r.Link, Text: r.Text, Published: r.Published,
			Updated: r.Updated, Publisher: r.Source, Lang: r.Lang, Tags: r.Tags, Fiction: true})
		if err != nil {
			t.Fatal(err)
		}
		if old, ok := n.articles[a.ID]; ok {
			n.revisions = append(n.revisions, article.Revision{Article: a.ID, Number: 1, Seen: old.Published, Title: old.Title, Paragraphs: old.Paragraphs})
		}
		n.articles[a.ID], n.link[r.Link], n.plain[a.ID] = a, a.ID, a.Text()
		n.texts[a.ID] = reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
	}
	var features []story.Features
	for id, a := range n.articles {
		features = append(features, story.Describe(a, n.texts[id]))
	}
	story.Sort(features)
	g := story.NewGrouper()
	for _, f := range features {
		g.Add(f)
	}
	g.Repair()
	n.stories = g.Stories()
	return n
}

func (n *newsroom) input(s story.Story, lang string) digest.Input {
	return digest.Input{Story: s, Lang: lang, Articles: n.articles, Texts: n.texts, Revisions: n.revisions, Hosts: digest.DefaultHosts()}
}

// digests composes every story in every language that it can be told in.
func (n *newsroom) digests(t testing.TB) []digest.Digest {
	t.Helper()
	var out []digest.Digest
	var spoken digest.Spoken
	for _, s := range n.stories {
		for _, lang := range digest.Languages(s, 2) {
			in := n.input(s, lang)
			in.Spoken = spoken.Elsewhere
			d, err := digest.Compose(in)
			if errors.Is(err, digest.ErrAlone) || errors.Is(err, digest.ErrNoLines) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			spoken.Hear(&d)
			out = append(out, d)
		}
	}
	return out
}

func (n *newsroom) checker() *digest.Checker {
	return digest.NewChecker(
		func(id article.ID) (article.Article, bool) { a, ok := n.articles[id]; return a, ok },
		func(a article.Article) text.Text { return n.texts[a.ID] }, digest.DefaultHosts())
}

func TestEveryLineOfTheNewsroomPassesTheCheck(t *testing.T) {
	n := openNewsroom(t)
	check := n.checker()
	lines := 0
	for _, d := range n.digests(t) {
		byID := map[string]digest.Printed{}
		d.Lines(func(l *digest.Line) { byID[l.ID] = l.Printed("", d.Lang) })
		d.Lines(func(l *digest.Line) {
			lines++
			var about []digest.Printed
			for _, id := range l.About {
				p, ok := byID[id]
				if !ok {
					t.Errorf("%s: a remark points to %s, which is not printed", d.Story, id)
				}
				about = append(about, p)
			}
			if err := check.Check(byID[l.ID], about); err != nil {
				t.Errorf("%s: %q: %v", d.Story, l.Text, err)
			}
			if err := check.Situated(&d, l); err != nil {
				t.Errorf("%s: %q: %v", d.Story, l.Text, err)
			}
		})
	}
	if lines < 300 {
		t.Errorf("only %d lines in all digests", lines)
	}
}

func TestDigestsHoldWhatTheDesignAsksFor(t *testing.T) {
	n := openNewsroom(t)
	digests := n.digests(t)
	if len(digests) < 6 {
		t.Fatalf("%d digests", len(digests))
	}
	for _, d := range digests {
		name := string(d.Story) + "." + d.Lang
		most := map[string]int{"ja": 60, "en": 110}[d.Lang]
		if h := utf8.RuneCountInString(d.Headline.Text); h == 0 || h > most {
			t.Errorf("%s: headline of %d characters", name, h)
		}
		if len(d.Stand) < 2 || len(d.Stand) > 5 {
			t.Errorf("%s: standfirst of %d lines", name, len(d.Stand))
		}
		if len(d.Points) != 3 {
			t.Errorf("%s: %d points", name, len(d.Points))
		}
		if d.Opening.IsZero() || d.Closing.IsZero() {
			t.Errorf("%s: no opening or closing remark", name)
		}
		if !d.Fiction {
			t.Errorf("%s: the sample newsroom is not marked as fiction", name)
		}
		for i, p := range d.Pages {
			if len(p.Sections) > 3 || len(p.Sections) == 0 {
				t.Errorf("%s page %d: %d sections", name, i+1, len(p.Sections))
			}
			if last := i == len(d.Pages)-1; last != p.Next.IsZero() {
				t.Errorf("%s page %d: next page %q", name, i+1, p.Next.Text)
			}
			for _, s := range p.Sections {
				if s.Heading.IsZero() || s.Question.IsZero() || s.Answer.IsZero() || len(s.Cards) == 0 || len(s.Cards) > 3 {
					t.Errorf("%s: section %q lacks a part", name, s.Heading.Text)
				}
			}
			if n := voicesOn(p); n == 0 && i > 0 && i < len(d.Pages)-1 && !d.Grave {
				t.Errorf("%s page %d: nobody says anything", name, i+1)
			} else if n > 3*len(p.Sections) {
				t.Errorf("%s page %d: %d remarks", name, i+1, n)
			}
		}
	}
}

// voicesOn counts the remarks on a page.
func voicesOn(p digest.Page) int {
	n := 0
	for _, s := range p.Sections {
		for _, l := range []digest.Line{s.Before, s.After, s.Closing} {
			if !l.IsZero() {
				n++
			}
		}
	}
	return n
}

func TestNothingIsSaidTwice(t *testing.T) {
	n := openNewsroom(t)
	for _, d := range n.digests(t) {
		ids, remarks, told := map[string]bool{}, map[string]bool{}, map[string]bool{}
		d.Lines(func(l *digest.Line) {
			if ids[l.ID] {
				t.Errorf("%s: id %s twice", d.Story, l.ID)
			}
			ids[l.ID] = true
			if l.Kind == digest.Remark && remarks[l.Text] {
				t.Errorf("%s: remark twice: %q", d.Story, l.Text)
			}
			remarks[l.Text] = l.Kind == digest.Remark
		})
		for _, p := range d.Pages {
			for _, s := range p.Sections {
				lines := append([]digest.Line(nil), s.Narrative...)
				for _, c := range s.Cards {
					lines = append(lines, c.Points...)
				}
				for _, l := range lines {
					if told[l.Text] {
						t.Errorf("%s: told twice: %q", d.Story, l.Text)
					}
					told[l.Text] = true
				}
			}
		}
	}
}

func TestComposeIsDeterministic(t *testing.T) {
	n := openNewsroom(t)
	a, b := n.digests(t), n.digests(t)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

// TestNewsroomDigestsAreGolden keeps what a reader of the sample newsroom
// sees. Run with -update after a change of judgement, and read the difference.
func TestNewsroomDigestsAreGolden(t *testing.T) {
	n := openNewsroom(t)
	seen := map[string]bool{}
	for _, d := range n.digests(t) {
		name := filepath.Join("testdata", "golden", fmt.Sprintf("%s.%s.txt", d.Story, d.Lang))
		seen[name] = true
		got := plain(d)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("%v; run go test -update and read what it writes", err)
			continue
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if seen[f] {
			continue
		}
		if *update {
			if err := os.Remove(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s: no digest of that name any more", f)
	}
}

// plain prints a digest as a reader meets it, one line a row with its kind.
func plain(d digest.Digest) string {
	var b strings.Builder
	put := func(indent, tag string, ls ...digest.Line) {
		for _, l := range ls {
			if l.IsZero() {
				continue
			}
			who := l.Host
			if l.Speaker != "" {
				who = l.Speaker
			}
			if who != "" {
				who = " (" + who + ")"
			}
			fmt.Fprintf(&b, "%s%s [%s%s] %s\n", indent, tag, l.Kind, who, l.Text)
		}
	}
	fmt.Fprintf(&b, "%s, %d articles, %d independent, %d echoes, grave %v\n", d.Category, d.Sources.Articles, d.Sources.Independent, d.Sources.Echoes, d.Grave)
	put("", "headline", d.Headline)
	put("", "standfirst", d.Stand...)
	put("", "point", d.Points...)
	put("", "opening", d.Opening)
	for i, p := range d.Pages {
		fmt.Fprintf(&b, "page %d\n", i+1)
		for _, s := range p.Sections {
			put("  ", "heading", s.Heading)
			put("  ", "question", s.Question)
			put("  ", "answer", s.Answer)
			put("  ", "before", s.Before)
			for _, c := range s.Cards {
				fmt.Fprintf(&b, "    card %s, %s %v\n", c.Publisher, c.Published.Format("2006-01-02 15:04 -0700"), c.Echoes)
				put("    ", "title", c.Title)
				put("    ", "-", c.Points...)
			}
			put("  ", "after", s.After)
			put("  ", "narrative", s.Narrative...)
			put("  ", "closing", s.Closing)
			put("  ", "reply", s.Reply)
		}
		put("", "next", p.Next)
	}
	put("", "closing", d.Closing)
	put("", "conclusion", d.Ending...)
	put("", "open", d.Open...)
	for _, m := range d.Timeline {
		put("", fmt.Sprintf("day %s (%d)", m.Date.Format("2006-01-02"), m.Reports), m.Line)
	}
	for _, h := range d.Ledger {
		about := h.Label
		if about == "" {
			about = h.Issue
		}
		for _, p := range h.Positions {
			put("", fmt.Sprintf("ledger %s / %s: %s, changed %v", h.Actor, about, p.Stance, p.Changed), p.Line)
		}
	}
	for _, x := range d.Disputes {
		put("", fmt.Sprintf("%s %q", x.Kind, x.Value), x.Sides...)
	}
	for _, x := range d.Corrected {
		fmt.Fprintf(&b, "correction by %s: was %s\n", x.Publisher, x.Was)
		put("", "now", x.Now)
	}
	return b.String()
}

// prints reports whether one of the cited articles prints the words, as an echo
// of their own article does.
func (n *newsroom) prints(refs []claim.Ref, words string) bool {
	for _, ref := range refs {
		if a := n.articles[ref.Article]; strings.Contains(a.Title+" "+a.Text(), words) {
			return true
		}
	}
	return false
}

var digits = regexp.MustCompile(`[0-9]`)

// TestPlantedFaultsAreRefused plants one fault a line into true lines: another
// figure, another name, a word of one's own, another publisher's sentence.
func TestPlantedFaultsAreRefused(t *testing.T) {
	n := openNewsroom(t)
	check := n.checker()
	planted, caught := map[string]int{}, map[string]int{}
	try := func(what string, p digest.Printed) {
		planted[what]++
		if check.Check(p, nil) != nil {
			caught[what]++
		} else {
			t.Logf("%s passes: %q", what, p.Text)
		}
	}
	var all []digest.Printed
	for _, d := range n.digests(t) {
		d.Lines(func(l *digest.Line) {
			if l.Kind != digest.Remark && len(l.Cites) > 0 {
				all = append(all, l.Printed("", d.Lang))
			}
		})
	}
	for i, p := range all {
		if at := digits.FindStringIndex(p.Text); at != nil {
			q := p
			q.Text = p.Text[:at[0]] + string('0'+(p.Text[at[0]]-'0'+1)%10) + p.Text[at[1]:]
			try("figure", q)
		}
		for _, name := range []string{"Taluva", "タルバ", "Orbena", "オルベナ", "Velin", "ベリン"} {
			if strings.Contains(p.Text, name) {
				q := p
				q.Text = strings.Replace(p.Text, name, map[bool]string{true: "Marrow", false: "マロウ"}[name[0] < 0x80], 1)
				try("name", q)
				break
			}
		}
		if p.Kind == digest.Quote || p.Kind == digest.Reduction && p.Speaker != "" {
			q := p
			q.Speaker = map[string]string{"ja": "マロウ", "en": "Marrow"}[p.Lang]
			try("speaker", q)
		}
		// Another report may hold a reduction's words, too; whole sentences and
		// quotations it does not.
		if other := all[(i+7)%len(all)]; (p.Kind == digest.Extract || p.Kind == digest.Quote) && !n.prints(other.Cites, p.Text) {
			q := p
			q.Cites = other.Cites
			try("source", q)
		}
		for _, not := range []string{"ない", " not ", " no ", "ません"} {
			if i := strings.Index(p.Text, not); i > 0 && p.Kind != digest.Frame {
				q := p
				q.Kind, q.Text = digest.Reduction, p.Text[:i]+strings.TrimLeft(p.Text[i+len(not):], " ")
				try("negation", q)
			}
		}
	}
	for what, count := range planted {
		t.Logf("%s: %d of %d refused", what, caught[what], count)
		if caught[what] != count {
			t.Errorf("%s: %d of %d planted faults refused", what, caught[what], count)
		}
	}
	for _, what := range []string{"figure", "name", "speaker", "source", "negation"} {
		if planted[what] == 0 {
			t.Errorf("no line to plant a %s in", what)
		}
	}
}

// BenchmarkCompose tells every story of the sample newsroom.
func BenchmarkCompose(b *testing.B) {
	n := openNewsroom(b)
	lines := 0
	for b.Loop() {
		lines = 0
		for _, d := range n.digests(b) {
			d.Lines(func(*digest.Line) { lines++ })
		}
	}
	b.ReportMetric(float64(lines*b.N)/b.Elapsed().Seconds(), "lines/s")
}

// BenchmarkCheck holds every line of the sample newsroom against its reports,
// which are read once.
func BenchmarkCheck(b *testing.B) {
	n := openNewsroom(b)
	var all []digest.Printed
	var about [][]digest.Printed
	for _, d := range n.digests(b) {
		byID := map[string]digest.Printed{}
		d.Lines(func(l *digest.Line) { byID[l.ID] = l.Printed("", d.Lang) })
		d.Lines(func(l *digest.Line) {
			if l.Kind == digest.Remark {
				return
			}
			var beside []digest.Printed
			for _, id := range l.About {
				beside = append(beside, byID[id])
			}
			all, about = append(all, byID[l.ID]), append(about, beside)
		})
	}
	check := n.checker()
	for b.Loop() {
		for i, p := range all {
			if err := check.Check(p, about[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(all)*b.N)/b.Elapsed().Seconds(), "lines/s")
}

// TestTheNewsroomsCorrectionReachesWhatWasPrinted tells the newsroom before its
// publisher corrected a report, and again after.
func TestTheNewsroomsCorrectionReachesWhatWasPrinted(t *testing.T) {
	n := openNewsroom(t)
	found := 0
	for _, s := range n.stories {
		for _, lang := range digest.Languages(s, 2) {
			in := n.input(s, lang)
			in.Revisions, in.Articles, in.Texts = nil, maps.Clone(n.articles), maps.Clone(n.texts)
			for _, rev := range n.revisions {
				a := in.Articles[rev.Article]
				a.Title, a.Paragraphs, a.Updated = rev.Title, rev.Paragraphs, time.Time{}
				in.Articles[a.ID], in.Texts[a.ID] = a, reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
			}
			before, err := digest.Compose(in)
			if err != nil {
				continue // told in the other language
			}
			in = n.input(s, lang)
			in.Previous = &before
			after, err := digest.Compose(in)
			if err != nil {
				t.Fatal(err)
			}
			for _, fix := range after.Corrected {
				found++
				if !strings.Contains(fix.Was, "11万5千トン") || !strings.Contains(fix.Now.Text, "12万5千トン") || fix.Edition != 1 {
					t.Errorf("%s.%s: was %q, now %q, edition %d", s.ID, lang, fix.Was, fix.Now.Text, fix.Edition)
				}
			}
			after.New, after.Corrected = nil, nil
			after.Lines(func(l *digest.Line) {
				if strings.Contains(l.Text, "11万5千トン") {
					t.Errorf("%s.%s still prints %q", s.ID, lang, l.Text)
				}
			})
		}
	}
	if found == 0 {
		t.Error("no printed line was corrected")
	}
}
