package theme

import (
	"context"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"kiku/internal/claim"
	"kiku/internal/digest"
)

func sinceWords(s *Shell, d *digest.Digest) string {
	date := Day(s.Lang, d.Since, s.Built)
	if d.Flower.Days > 1 {
		return s.T("story.since", "date", date)
	}
	return s.T("story.single", "date", date)
}

// side is the path of a story's side page; "story" is the digest itself.
func side(s *Shell, v *StoryView, name string) string {
	p := StoryPath(s.Lang, v.D.Story, 1)
	if name != "story" {
		p += name + "/"
	}
	return p
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func joined(lang string, names []string) string {
	if lang == "ja" {
		return strings.Join(names, "、")
	}
	return strings.Join(names, ", ")
}

// before and behind are what stands around the names of a list in brackets. Each
// name is an element of its own, so that no list of them reads as a sentence.
func before(lang string, i int) string {
	if lang == "ja" {
		return []string{"（", "、"}[min(i, 1)]
	}
	return []string{" (", ", "}[min(i, 1)]
}

func behind(lang string) string {
	if lang == "ja" {
		return "）"
	}
	return ")"
}

// spaced reports whether a language puts a space between sentences.
func spaced(lang string) bool { return lang != "ja" && lang != "zh" }

// paragraphs cuts a narrative as its digest says; of one whose lines have changed
// in number since, into runs of three to five lines, so that no paragraph is a
// wall and none a stump.
func paragraphs(sec digest.Section) [][]digest.Line {
	lines, sized := sec.Narrative, 0
	var parts [][]digest.Line
	for _, n := range sec.Paragraphs {
		if n > 0 && sized+n <= len(lines) {
			parts = append(parts, lines[sized:sized+n])
			sized += n
		}
	}
	if sized == len(lines) && sized > 0 {
		return parts
	}
	n := (len(lines) + 4) / 5
	if n == 0 {
		return nil
	}
	var out [][]digest.Line
	for i := range n {
		out = append(out, lines[i*len(lines)/n:(i+1)*len(lines)/n])
	}
	return out
}

func pick(d *digest.Digest, ids []string) []digest.Difference {
	var out []digest.Difference
	for _, id := range ids {
		for _, x := range d.Disputes {
			if x.ID == id {
				out = append(out, x)
			}
		}
	}
	return out
}

// unshown are the disputes that no section shows.
func unshown(d *digest.Digest) []digest.Difference {
	shown := map[string]bool{}
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			for _, id := range s.Disputes {
				shown[id] = true
			}
		}
	}
	var out []digest.Difference
	for _, x := range d.Disputes {
		if !shown[x.ID] {
			out = append(out, x)
		}
	}
	return out
}

func conflicts(d *digest.Digest) int {
	n := 0
	for _, x := range d.Disputes {
		if x.Kind == claim.Conflict {
			n++
		}
	}
	return n
}

func credit(c digest.Card) string {
	if c.Picture.Credit != "" {
		return c.Picture.Credit
	}
	return c.Publisher
}

func initial(name string) string {
	r, _ := utf8.DecodeRuneInString(name)
	if r == utf8.RuneError {
		return "菊"
	}
	return string(r)
}

// speaker is the class of a host's speech; each host keeps its tint.
func speaker(s *Shell, host string) string { return "h" + strconv.Itoa(s.Faces[host].Tint) }

func at(values []string, i int) string {
	if i < len(values) {
		return values[i]
	}
	return ""
}

// turning picks the first moment, the last one, and between them those that
// most reports tell of, in order of time.
func turning(m []digest.Moment, n int) []digest.Moment {
	if len(m) <= n {
		return m
	}
	by := make([]int, 0, len(m)-2)
	for i := 1; i < len(m)-1; i++ {
		by = append(by, i)
	}
	sort.SliceStable(by, func(i, j int) bool { return m[by[i]].Reports > m[by[j]].Reports })
	chosen := append([]int{0, len(m) - 1}, by[:n-2]...)
	sort.Ints(chosen)
	out := make([]digest.Moment, 0, n)
	for _, i := range chosen {
		out = append(out, m[i])
	}
	return out
}

func sourcesSum(s *Shell, d *digest.Digest) string {
	n := d.Sources
	return s.T("sources.sum", "p", s.T("flower.publishers", "n", len(n.Publishers)), "a", s.T("sources.articles", "n", n.Articles),
		"i", s.T("flower.reports", "n", n.Independent), "e", s.T("sources.echoes", "n", n.Echoes))
}

func whereIn(s *Shell, c digest.Citation) string {
	if c.Ref.Paragraph < 0 {
		return s.T("trace.title")
	}
	return s.T("trace.paragraph", "n", strconv.Itoa(c.Ref.Paragraph+1))
}

// quoted prints a citation's sentence between its neighbours, with the runes
// that the line keeps marked. No white space is added between Japanese sentences.
func quoted(kind digest.Kind, c digest.Citation) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		gap := ""
		if r, _ := utf8.DecodeLastRuneInString(c.Sentence); r < 0x2e80 {
			gap = " "
		}
		if c.Before != "" {
			b.WriteString(`<span class="near">` + escape(c.Before) + `</span>` + gap)
		}
		for _, p := range Pieces(kind, c) {
			if p.Kept {
				b.WriteString("<mark>" + escape(p.Text) + "</mark>")
			} else {
				b.WriteString(escape(p.Text))
			}
		}
		if c.After != "" {
			b.WriteString(gap + `<span class="near">` + escape(c.After) + `</span>`)
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// cards are the articles a digest quotes in cards, each once, newest first.
func cards(d *digest.Digest) []digest.Card {
	seen := map[string]bool{}
	var out []digest.Card
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			for _, c := range s.Cards {
				if !seen[string(c.Article)] {
					seen[string(c.Article)] = true
					out = append(out, c)
				}
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Published.After(out[j].Published) })
	return out
}

// category is the name of a digest's category; a digest without one that is
// known here goes to the world's.
func category(d *digest.Digest) string { return known(d.Category) }

func known(c digest.Category) string {
	if slices.Contains(Categories, c) {
		return string(c)
	}
	return string(digest.World)
}

// langTag says which language a story is told in.
func langTag(s *Shell, lang string) string {
	if lang == "ja" || lang == "en" {
		return s.T("lang.tag." + lang)
	}
	return strings.ToUpper(lang)
}

func onlyWords(s *Shell, d *digest.Digest) string {
	if d.Lang == "ja" || d.Lang == "en" {
		return s.T("story.only")
	}
	return s.T("story.only.other")
}

// later reports whether side i of a dispute is the later report.
func later(d digest.Difference, i int) bool {
	if i == 0 || i != len(d.Sides)-1 || len(d.Sides[i].Cites) == 0 || len(d.Sides[0].Cites) == 0 {
		return false
	}
	return d.Sides[i].Cites[0].Published.After(d.Sides[0].Cites[0].Published)
}
