package eval

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"kiku/internal/digest"
)

// Check measures the check of printed lines by planting faults: lines of true
// digests and reports, each with one fault of a known class, and true lines
// beside them. For each language there are the share refused of each class
// (check/en.figure), of each class in each kind of line (check/en.figure.written),
// and the share of true lines refused (check/en.true_refused). And it measures
// [digest.Support] on summaries that people judged (qags/xsum.auc). The error wraps
// ErrNoSet when there is nothing to measure.
func Check(dataDir, set string) ([]Figure, error) {
	var out []Figure
	keep := func(figures []Figure, err error) error {
		if err != nil && !errors.Is(err, ErrNoSet) {
			return err
		}
		for _, f := range figures {
			if set == "" || strings.HasPrefix(f.Name, set+".") {
				out = append(out, f)
			}
		}
		return nil
	}
	if set == "" || strings.HasPrefix(set, "check/") {
		t, err := plantedIn(dataDir, nil)
		if err := keep(t.figures(), err); err != nil {
			return nil, err
		}
	}
	if set == "" || strings.HasPrefix(set, "qags/") {
		if err := keep(summaries(dataDir)); err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("check: %w", ErrNoSet)
	}
	return out, nil
}

// planting counts planted faults and true lines by name of figure.
type planting struct{ refused, all map[string]int }

func (t planting) add(refused bool, names ...string) {
	for _, n := range names {
		t.all[n]++
		if refused {
			t.refused[n]++
		}
	}
}

func (t planting) figures() []Figure {
	var out []Figure
	for name, n := range t.all {
		out = append(out, Figure{name, share(t.refused[name], n), n})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// plantedIn plants faults in all lines of all sets. tell, which may be nil, is
// called for each fault and true line with what the check said.
func plantedIn(dataDir string, tell func(class string, l trueLine, p digest.Printed, err error)) (planting, error) {
	t := planting{map[string]int{}, map[string]int{}}
	gs, err := grounds(dataDir)
	if err != nil {
		return t, err
	}
	for _, g := range gs {
		lines := append(g.lines, worded(g.lines)...)
		near, all := namesOf(g.lines)
		for i, l := range lines {
			lang, kind := "check/"+l.Lang, string(l.Kind)
			err := g.check.Check(l.Printed, l.about)
			t.add(err != nil, lang+".true_refused", lang+".true_refused."+kind, "check/"+g.name+"."+l.Lang+".true_refused")
			if tell != nil {
				tell("true", l, l.Printed, err)
			}
			if err != nil && l.Kind == digest.Written {
				continue // what is refused anyhow tells nothing of the fault
			}
			m := &mutating{trueLine: l, near: near[l.group], far: all[l.Lang]}
			for _, f := range append(faults(m), moved(g, lines, i)...) {
				err := g.check.Check(f.Printed, l.about)
				class, _, _ := strings.Cut(f.class, ".")
				t.add(err != nil, lang+".mutations", lang+"."+class, lang+"."+class+"."+kind)
				if class != f.class {
					t.add(err != nil, lang+"."+f.class+".all")
				}
				if tell != nil {
					tell(f.class, l, f.Printed, err)
				}
			}
		}
	}
	return t, nil
}

// namesOf are the names of each group, and of all groups of a language.
func namesOf(lines []trueLine) (near, all map[string][]string) {
	near, all = map[string][]string{}, map[string][]string{}
	seen := map[string]bool{}
	for _, l := range lines {
		for _, s := range l.cited {
			for _, n := range s.Names {
				if len([]rune(n.Surface)) < 2 {
					continue
				}
				if k := l.group + "\x00" + n.Surface; !seen[k] {
					seen[k] = true
					near[l.group] = append(near[l.group], n.Surface)
				}
				if k := l.Lang + "\x01" + n.Surface; !seen[k] {
					seen[k] = true
					all[l.Lang] = append(all[l.Lang], n.Surface)
				}
			}
		}
	}
	return near, all
}

// worded prints true lines as a model might have worded them: whole, as a
// composer's reduction, and with who says it moved from the end to the front.
func worded(lines []trueLine) []trueLine {
	var out []trueLine
	for _, l := range lines {
		if l.Kind != digest.Extract && l.Kind != digest.Reduction || l.Speaker != "" || len(l.Cites) != 1 || l.Cites[0].Paragraph < 0 {
			continue
		}
		l.Kind = digest.Written
		out = append(out, l)
		if t, ok := attributionFirst(l.Text, l.Lang); ok {
			l.Text = t
			out = append(out, l)
		}
	}
	return out
}

// moved are the faults of where a line stands: cited under another report, its
// publishers exchanged, two sentences made one.
func moved(g ground, lines []trueLine, i int) []fault {
	l := lines[i]
	var out []fault
	if l.Speaker != "" {
		for i, name := range g.fellowSpeakers(l) {
			if i == mostPlaces {
				break
			}
			p := l.Printed
			p.Speaker = name
			out = append(out, fault{"fellow", p})
		}
	}
	other := lines[draw(l.Text, "other")%uint64(len(lines))]
	if other.Lang == l.Lang && other.Cites[0].Article != l.Cites[0].Article && other.Kind != digest.Frame && l.Kind != digest.Frame && !g.printsIn(other, l.Text) {
		p := l.Printed
		p.Cites = other.Cites
		out = append(out, fault{map[bool]string{true: "quote", false: "source"}[l.Kind == digest.Quote], p})
	}
	if l.Kind == digest.Frame && l.publisher != "" && strings.Contains(l.Text, l.publisher) && strings.Contains(l.Form, "publisher") || l.Kind == digest.Frame && strings.Contains(l.Text, l.publisher) && l.publisher != "" {
		for _, o := range lines {
			if o.publisher != l.publisher && o.publisher != "" && !g.publishes(l, o.publisher) {
				p := l.Printed
				p.Text = strings.Replace(l.Text, l.publisher, o.publisher, 1)
				out = append(out, fault{"publisher", p})
				break
			}
		}
	}
	if l.Kind == digest.Written {
		if next := lines[(i+1)%len(lines)]; next.group == l.group && next.Kind == digest.Written && next.cited[0].Text != l.cited[0].Text {
			// Where one sentence has both halves, it may bear out what they make.
			if t, halves, ok := grafted(l.Text, next.Text, l.Lang); ok && !within(halves[0], next.cited[0].Text) && !within(halves[1], l.cited[0].Text) {
				p := l.Printed
				p.Text, p.Cites = t, append(append(p.Cites[:0:0], p.Cites...), next.Cites...)
				out = append(out, fault{"merge", p})
			}
		}
	}
	return out
}

// printsIn reports whether one of a line's reports prints the words somewhere:
// then they are no fault beside it.
func (g ground) printsIn(l trueLine, words string) bool {
	w := strings.TrimRight(plain(words), " ")
	for _, c := range l.Cites {
		t := g.texts[c.Article]
		if strings.Contains(plain(t.Title.Text), w) {
			return true
		}
		for _, s := range t.Sentences {
			if strings.Contains(plain(s.Text), w) {
				return true
			}
		}
	}
	return false
}

// publishes reports whether a publisher stands behind a citation of the line.
func (g ground) publishes(l trueLine, publisher string) bool {
	for _, o := range g.lines {
		for _, c := range o.Cites {
			for _, mine := range l.Cites {
				if c.Article == mine.Article && o.publisher == publisher && o.Cites[0].Article == c.Article {
					return true
				}
			}
		}
	}
	return strings.Contains(l.Text, publisher)
}

// within reports whether a text has the words.
func within(words, s string) bool { return strings.Contains(plain(s), plain(words)) }

// grafted joins the first half of one sentence to the second half of another.
func grafted(a, b, lang string) (string, [2]string, bool) {
	if lang == "ja" {
		x, y := strings.Index(a, "、"), strings.LastIndex(b, "、")
		if x < 0 || y < 0 || len(b)-y < 30 {
			return "", [2]string{}, false
		}
		return a[:x] + b[y:], [2]string{a[:x], b[y:]}, true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) < 10 || len(y) < 10 {
		return "", [2]string{}, false
	}
	first, second := strings.Join(x[:len(x)/2], " "), strings.Join(y[len(y)/2:], " ")
	return first + " " + second, [2]string{first, second}, true
}
