package eval

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"kiku/internal/article"
	"kiku/internal/digest"
)

// topicsToRead are the topics of timelines that are told for an editor, and
// storiesToRead how many stories of each set.
var topicsToRead = []string{"bpoil", "h1n1"}

const storiesToRead = 8

// WriteReading writes digests of real reports to dir as plain text, one file
// each, for an editor who judges them line by line: the stories with most
// reports of each set that `kiku eval digest` tells, and the largest story of two topics
// of timelines. Nothing in them may be published: the words are the reports'.
func WriteReading(dataDir, dir string) error {
	sets, err := toldSets(dataDir, "")
	if err != nil {
		return err
	}
	topics, err := loadChronicles(locate(dataDir).data)
	if err != nil {
		return err
	}
	for _, c := range topics {
		if !slices.Contains(topicsToRead, c.topic) {
			continue
		}
		t, err := tell(c.topic, chronicleArticles(c))
		if err != nil {
			return err
		}
		sets = append(sets, t)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, s := range sets {
		sort.SliceStable(s.tellings, func(i, j int) bool { return s.tellings[i].d.Sources.Independent > s.tellings[j].d.Sources.Independent })
		most := storiesToRead
		if slices.Contains(topicsToRead, s.name) {
			most = 1
		}
		for i, t := range s.tellings[:min(most, len(s.tellings))] {
			var b strings.Builder
			printTelling(&b, t)
			name := fmt.Sprintf("%s-%d-%s.txt", s.name, i+1, firstReport(t))
			if err := os.WriteFile(filepath.Join(dir, name), []byte(b.String()), 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

// firstReport names a digest by the first of its reports' IDs, so that two
// commits' files of one story have one name.
func firstReport(t telling) string {
	var ids []string
	for _, e := range t.in.Story.Events {
		for _, a := range e.Articles {
			ids = append(ids, string(a.Article))
		}
	}
	return strings.NewReplacer("/", "_", " ", "_").Replace(slices.Min(ids))
}

// printTelling prints every line of a digest with its part, kind and form.
func printTelling(w io.Writer, t telling) {
	d := t.d
	line := func(part string, l digest.Line) {
		if l.IsZero() {
			return
		}
		kind := string(l.Kind)
		if l.Form != "" {
			kind += " " + l.Form
		}
		fmt.Fprintf(w, "%-8s %s  [%s]\n", part, l.Text, kind)
	}
	lines := func(part string, ls []digest.Line) {
		for _, l := range ls {
			line(part, l)
		}
	}
	fmt.Fprintf(w, "%s to %s, %d independent reports of %d publishers\n", d.Since.Format("2006-01-02 15:04"),
		d.AsOf.Format("2006-01-02 15:04"), d.Sources.Independent, len(d.Sources.Publishers))
	line("HEAD", d.Headline)
	lines("STAND", d.Stand)
	lines("POINT", d.Points)
	line("REM", d.Opening)
	for i, p := range d.Pages {
		fmt.Fprintf(w, "\n--- page %d\n", i+1)
		for _, s := range p.Sections {
			printSection(w, s, line, lines)
		}
		line("NEXT", p.Next)
	}
	fmt.Fprintln(w)
	line("CLOSE", d.Closing)
	lines("CONC", d.Ending)
	lines("OPEN", d.Open)
	printTables(w, d, line, lines)
}

func printSection(w io.Writer, s digest.Section, line func(string, digest.Line), lines func(string, []digest.Line)) {
	fmt.Fprintf(w, "\n## %s, %s\n", s.Kind, s.Date.Format("2006-01-02"))
	line("H", s.Heading)
	line("Q", s.Question)
	line("A", s.Answer)
	line("rem", s.Before)
	for _, c := range s.Cards {
		fmt.Fprintf(w, "card     %s | %s %s\n", c.Title.Text, publisherOf(c), c.Published.Format("2006-01-02 15:04 -0700"))
		lines("  *", c.Points)
	}
	line("rem", s.After)
	lines("N", s.Narrative)
	line("rem", s.Closing)
	line("rem", s.Reply)
}

// publisherOf is a card's publisher, and nothing where the set does not know it.
func publisherOf(c digest.Card) string {
	if article.ID(c.Publisher) == c.Article {
		return ""
	}
	return c.Publisher
}

func printTables(w io.Writer, d digest.Digest, line func(string, digest.Line), lines func(string, []digest.Line)) {
	for _, x := range d.Disputes {
		fmt.Fprintf(w, "\ndispute %s %s\n", x.Kind, strings.Join(x.Value, " / "))
		line("about", x.About)
		lines("side", x.Sides)
	}
	fmt.Fprintln(w)
	for _, h := range d.Ledger {
		fmt.Fprintf(w, "ledger   %s | %s\n", h.Actor, cmp.Or(h.Label, h.Issue))
		for _, p := range h.Positions {
			line("  "+string(p.Stance), p.Line)
		}
	}
	for _, m := range d.Timeline {
		fmt.Fprintf(w, "%s (%d) %s\n", m.Date.Format("2006-01-02"), m.Reports, m.Line.Text)
	}
}
