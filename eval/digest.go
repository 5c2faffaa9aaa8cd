package eval

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language/text"
)

// digestParts measure the digests of a set, each from one side. A figure's name
// begins with the set's.
var digestParts = []func(s toldSet) []Figure{
	lineFigures, askedForms, redundancyFigures, supersededFigures, sectionFigures, readingFigures, remarkFigures, headingFigures,
}

// Digest composes digests of real reports and of the sample newsroom and measures
// what they print. Nothing here is labelled: the figures count what a reader
// would stumble over. The error wraps ErrNoSet when there is nothing to measure.
func Digest(dataDir, set string) ([]Figure, error) {
	out, err := questionFigures(dataDir)
	if err != nil {
		return nil, err
	}
	sets, err := toldSets(dataDir, set)
	if errors.Is(err, ErrNoSet) && len(out) > 0 {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for _, s := range sets {
		for _, part := range digestParts {
			for _, f := range part(s) {
				f.Name = "digest/" + s.name + "." + f.Name
				out = append(out, f)
			}
		}
	}
	return out, nil
}

// lineFigures are how many digests and lines there are, by kind, the share that
// the check supports, and what composing costs.
func lineFigures(s toldSet) []Figure {
	kinds := map[digest.Kind]int{}
	lines, supported := 0, 0
	for _, t := range s.tellings {
		check := digest.NewChecker(
			func(id article.ID) (article.Article, bool) { a, ok := t.in.Articles[id]; return a, ok },
			func(a article.Article) text.Text { return t.in.Texts[a.ID] }, t.in.Hosts)
		printed := map[string]digest.Printed{}
		t.d.Lines(func(l *digest.Line) { printed[l.ID] = l.Printed("", t.d.Lang) })
		t.d.Lines(func(l *digest.Line) {
			var about []digest.Printed
			for _, id := range l.About {
				about = append(about, printed[id])
			}
			kinds[l.Kind]++
			lines++
			supported += count(check.Check(printed[l.ID], about) == nil)
		})
	}
	n := len(s.tellings)
	out := []Figure{{"digests", float64(n), n}, {"lines", float64(lines) / float64(n), n}, {"supported", share(supported, lines), lines}}
	for _, k := range []digest.Kind{digest.Extract, digest.Reduction, digest.Quote, digest.Frame, digest.Remark} {
		out = append(out, Figure{"kind_" + string(k), share(kinds[k], lines), lines})
	}
	return append(out, Figure{"milliseconds", 1000 * s.took / float64(n), n})
}

// place of a line in a digest, as the figures tell them apart.
type spot int

const (
	summary spot = iota // headline, first lines, points, conclusion
	answer
	card
	narrative
)

// told is a sentence of a report as a digest prints it, with where it stands.
type toldLine struct {
	digest.Line
	spot    spot
	section int // -1 outside sections
}

// toldLines are the lines of a digest that tell what reports say, in reading
// order; titles, frames with fixed words, tables and the hosts are left out.
func toldLines(d *digest.Digest) []toldLine {
	var out []toldLine
	add := func(at spot, section int, ls ...digest.Line) {
		for _, l := range ls {
			if len(l.Cites) > 0 && l.Kind != digest.Frame && l.Kind != digest.Remark {
				out = append(out, toldLine{l, at, section})
			}
		}
	}
	add(summary, -1, d.Stand...)
	add(summary, -1, d.Points...)
	n := 0
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			add(answer, n, s.Answer)
			for _, c := range s.Cards {
				add(card, n, c.Points...)
			}
			add(narrative, n, s.Narrative...)
			n++
		}
	}
	add(summary, -1, d.Ending...)
	add(summary, -1, d.Open...)
	return out
}

// facts are what a sentence says, as far as words tell: its content words, and
// its figures with their units.
func (t telling) facts(l digest.Line) map[string]bool {
	out := map[string]bool{}
	for _, cite := range l.Cites {
		s, ok := t.sentence(cite.Ref)
		if !ok {
			continue
		}
		for _, w := range s.Words {
			if !w.Stop && w.Base != "" && w.Class != text.Mark && w.Class != text.Particle && w.Class != text.Pronoun && keeps(cite.Kept, w.Span) {
				out[w.Base] = true
			}
		}
		for _, f := range s.Figures {
			if !f.Ordinal && keeps(cite.Kept, f.Span) {
				out[strconv.FormatFloat(f.Value, 'g', -1, 64)+" "+f.Unit] = true
			}
		}
	}
	return out
}

// keeps reports whether a span is among those that a line prints; nil prints all.
func keeps(kept []text.Span, s text.Span) bool {
	for _, k := range kept {
		if k.Start <= s.Start && s.End <= k.End {
			return true
		}
	}
	return kept == nil
}

func (t telling) sentence(ref claim.Ref) (text.Sentence, bool) {
	read := t.in.Texts[ref.Article]
	for _, s := range append([]text.Sentence{read.Title}, read.Sentences...) {
		if s.Paragraph == ref.Paragraph && s.Span == ref.Span {
			return s, true
		}
	}
	return text.Sentence{}, false
}

// repeated is the share of a line's facts above which an earlier line has told it.
const repeated = 0.6

// room is where a line may not tell what another one told: the front of a digest,
// the answers, or the body of cards and narratives. The front sums the body up and
// an answer is the short form of a sentence below it, so that what stands once in
// each of them is no repetition.
func (l toldLine) room() spot {
	if l.spot == narrative {
		return card
	}
	return l.spot
}

// redundancyFigures are, for the lines of each room, the highest share of a line's
// facts that one earlier line of it holds: the mean in the body, and the share of
// lines that are not above repeated. Retold is the share of the front's lines that
// print a sentence of the body with the same words.
func redundancyFigures(s toldSet) []Figure {
	told := map[spot][]float64{}
	retold := 0
	for _, t := range s.tellings {
		lines := toldLines(&t.d)
		facts := make([]map[string]bool, len(lines))
		printed := map[string]bool{}
		for i, l := range lines {
			facts[i] = t.facts(l.Line)
			if l.room() == card {
				printed[l.Text] = true
			}
		}
		for i, l := range lines {
			if len(facts[i]) == 0 {
				continue
			}
			most := 0.0
			for j := range i {
				if lines[j].room() == l.room() {
					most = max(most, held(facts[i], facts[j]))
				}
			}
			told[l.room()] = append(told[l.room()], most)
			retold += count(l.room() == summary && printed[l.Text])
		}
	}
	body, front, answers := told[card], told[summary], told[answer]
	return []Figure{
		{"body_redundancy", mean(body), len(body)}, {"body_fresh", 1 - above(body), len(body)},
		{"summary_redundancy", mean(front), len(front)}, {"summary_fresh", 1 - above(front), len(front)},
		{"answers_fresh", 1 - above(answers), len(answers)}, {"summary_retold", share(retold, len(front)), len(front)},
	}
}

// held is the share of facts that an earlier line has.
func held(facts, earlier map[string]bool) float64 {
	n := 0
	for f := range facts {
		n += count(earlier[f])
	}
	return share(n, len(facts))
}

func mean(vs []float64) float64 {
	sum := 0.0
	for _, v := range vs {
		sum += v
	}
	return ratio(sum, float64(len(vs)))
}

func above(vs []float64) float64 {
	n := 0
	for _, v := range vs {
		n += count(v > repeated)
	}
	return share(n, len(vs))
}

// oldValue is a value of a measure that a later report of the same event has
// another value for.
type oldValue struct {
	event   int
	measure string
	value   float64
}

// supersededFigures count the lines that print a figure which a later report of
// the same event moved: in the summary and the answers, where the newest belongs,
// and in the other lines of sections. The share is of all lines with a figure
// of a measure that moved.
func supersededFigures(s toldSet) []Figure {
	front, body, counted := 0, 0, 0
	for _, t := range s.tellings {
		old, moved, quantities := t.superseded()
		event := t.events()
		for _, l := range toldLines(&t.d) {
			isOld, isMoved := false, false
			for _, cite := range l.Cites {
				for _, q := range quantities[cite.Ref] {
					base, _, _ := strings.Cut(q.Measure, "@")
					e := event[cite.Ref.Article]
					if !keeps(cite.Kept, q.Figure.Span) || !moved[oldValue{e, base, 0}] {
						continue
					}
					isMoved = true
					until, ok := old[oldValue{e, base, q.Figure.Value}]
					isOld = isOld || ok && q.Published.Before(until)
				}
			}
			counted += count(isMoved)
			if isOld && (l.spot == summary || l.spot == answer) {
				front++
			} else if isOld {
				body++
			}
		}
	}
	return []Figure{{"superseded_front", float64(front), counted}, {"superseded_body", float64(body), counted}}
}

// events are the numbers of the events of a story's reports.
func (t telling) events() map[article.ID]int {
	out := map[article.ID]int{}
	for i, e := range t.in.Story.Events {
		for _, m := range e.Articles {
			out[m.Article] = i
		}
	}
	return out
}

// superseded finds the figures that later reports moved, the measures that moved
// (with value 0), and all quantities by their sentence.
func (t telling) superseded() (old map[oldValue]time.Time, moved map[oldValue]bool, all map[claim.Ref][]claim.Quantity) {
	old, moved, all = map[oldValue]time.Time{}, map[oldValue]bool{}, map[claim.Ref][]claim.Quantity{}
	any := func(a, b article.ID) bool { return true }
	for i, e := range t.in.Story.Events {
		var qs []claim.Quantity
		for _, m := range e.Articles {
			if read, ok := t.in.Texts[m.Article]; ok && m.EchoOf == "" {
				qs = append(qs, claim.Quantities(t.in.Articles[m.Article], read)...)
			}
		}
		for _, q := range qs {
			all[q.Ref] = append(all[q.Ref], q)
		}
		for _, d := range claim.Disputes(qs, nil, any) {
			if d.Kind != claim.Update {
				continue
			}
			for _, q := range all[d.A.Ref] {
				base, _, _ := strings.Cut(q.Measure, "@")
				if strings.Contains(d.A.Value, q.Figure.Surface) || strings.Contains(q.Figure.Surface, d.A.Value) {
					old[oldValue{i, base, q.Figure.Value}] = d.B.Published
					moved[oldValue{i, base, 0}] = true
				}
			}
		}
	}
	return old, moved, all
}

// Bounds of the figures on sections, set by reading pairs of sections.
const (
	alike = 0.5 // share of a section's facts that another one has told
	aside = 2   // facts that a card shares with the rest of its section, at least
)

// sectionFigures are the share of sections whose facts one earlier section has
// told for the most part, and the share of cards that share next to nothing with
// the rest of their section.
func sectionFigures(s toldSet) []Figure {
	sections, twice, cards, off := 0, 0, 0, 0
	for _, t := range s.tellings {
		var told []map[string]bool
		for _, p := range t.d.Pages {
			for _, sec := range p.Sections {
				facts := map[string]bool{}
				for _, f := range t.cardFacts(sec) {
					for k := range f {
						facts[k] = true
					}
				}
				again := false
				for _, earlier := range told {
					again = again || held(facts, earlier) > alike
				}
				told = append(told, facts)
				sections, twice = sections+1, twice+count(again)
				c, o := t.cardsOff(sec)
				cards, off = cards+c, off+o
			}
		}
	}
	n := len(s.tellings)
	return []Figure{{"sections", float64(sections) / float64(n), n}, {"told_twice", share(twice, sections), sections}, {"cards_off", share(off, cards), cards}}
}

// cardFacts are the facts of each card's title and points.
func (t telling) cardFacts(sec digest.Section) []map[string]bool {
	var out []map[string]bool
	for _, c := range sec.Cards {
		facts := t.facts(c.Title)
		for _, l := range c.Points {
			for k := range t.facts(l) {
				facts[k] = true
			}
		}
		out = append(out, facts)
	}
	return out
}

// cardsOff counts a section's cards, and those that share fewer than aside facts
// with its heading, its answer, its narrative and its other cards.
func (t telling) cardsOff(sec digest.Section) (cards, off int) {
	all := t.cardFacts(sec)
	for i, facts := range all {
		rest := map[string]bool{}
		for j, other := range all {
			if i != j {
				for k := range other {
					rest[k] = true
				}
			}
		}
		for _, l := range append([]digest.Line{sec.Answer}, sec.Narrative...) {
			for k := range t.facts(l) {
				rest[k] = true
			}
		}
		shared := 0
		for k := range facts {
			shared += count(rest[k])
		}
		off += count(len(rest) > 0 && shared < aside)
	}
	return len(all), off
}
