package digest

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// maxDifferences bounds the disputes a digest shows.
const maxDifferences = 6

// disputes finds where the reports of one event differ, for all events, and who
// is still printed with an office that an earlier report tells they left.
func (c *composer) disputes() []claim.Dispute {
	var out []claim.Dispute
	root := map[article.ID]article.ID{}
	independent := func(a, b article.ID) bool {
		return root[a] != root[b] && c.byID[a].article.Publisher != c.byID[b].article.Publisher
	}
	var offices []claim.Office
	for _, e := range c.in.Story.Events {
		var qs []claim.Quantity
		var sts []claim.Statement
		var ps []claim.Passage
		for _, m := range e.Articles {
			r := c.byID[m.Article]
			if r == nil {
				continue
			}
			root[m.Article] = m.Article
			if m.EchoOf != "" {
				root[m.Article] = m.EchoOf
			}
			said, counted := r.body()
			sts, qs = append(sts, said...), append(qs, counted...)
			ps = append(ps, claim.Passages(r.article, r.text, counted, said)...)
			offices = append(offices, claim.Offices(r.article, r.text)...)
		}
		of := claim.Disputes(qs, sts, independent)
		out = append(append(out, of...), unlike(claim.Contrasts(ps, independent), of)...)
	}
	return append(out, claim.StaleRoles(offices, independent)...)
}

// unlike leaves out contrasts of two sentences that a dispute is on already.
func unlike(contrasts, disputes []claim.Dispute) []claim.Dispute {
	var out []claim.Dispute
	for _, c := range contrasts {
		if !slices.ContainsFunc(disputes, func(d claim.Dispute) bool { return d.A.Ref == c.A.Ref && d.B.Ref == c.B.Ref }) {
			out = append(out, c)
		}
	}
	return out
}

// differences prints disputes whose both sentences can be shown, conflicts
// before updates.
func (c *composer) differences(disputes []claim.Dispute) []Difference {
	var out []Difference
	// Those that the reader can read on both sides first.
	disputes = append([]claim.Dispute(nil), disputes...)
	sort.SliceStable(disputes, func(i, j int) bool { return c.ownSides(disputes[i]) > c.ownSides(disputes[j]) })
	shown, values := map[claim.Ref]int{}, map[string]bool{}
	for _, kind := range []claim.Kind{claim.Conflict, claim.Update} {
		for _, d := range disputes {
			d = settle(d)
			if d.Kind != kind || len(out) == maxDifferences || shown[d.A.Ref] > 0 && shown[d.B.Ref] > 0 {
				continue
			}
			if diff, ok := c.difference(d); ok && comparable(diff, c.lang) && !c.fallen(d) && !values[c.valueKey(d)] {
				values[c.valueKey(d)] = true
				out = append(out, diff)
				shown[d.A.Ref]++
				shown[d.B.Ref]++
			}
		}
	}
	return out
}

// ownSides counts the sides of a dispute in the digest's language.
func (c *composer) ownSides(d claim.Dispute) int {
	n := 0
	for _, side := range []claim.Side{d.A, d.B} {
		if r := c.byID[side.Ref.Article]; r != nil && r.article.Lang == c.lang {
			n++
		}
	}
	return n
}

// valueKey is what a dispute's values come to, so that "120" against "200
// boats" is not told again as 120隻 against "200 boats".
func (c *composer) valueKey(d claim.Dispute) string {
	var key []string
	for _, side := range []claim.Side{d.A, d.B} {
		_, s, ok := c.sentenceAt(side.Ref)
		value := same(side.Value)
		for _, f := range s.Figures {
			if ok && same(f.Surface) == same(side.Value) {
				value = fmt.Sprint(f.Value)
			}
		}
		key = append(key, value)
	}
	sort.Strings(key)
	return string(d.Kind) + strings.Join(key, " ")
}

// capsRun matches a link's line in capitals that stuck to a sentence.
var capsRun = regexp.MustCompile(`(?:\b[A-Z][A-Z'’-]+[ ,]+){4}`)

// toll matches what counts people who came to harm.
var toll = regexp.MustCompile(`(?i)kill|dead|death|die|injur|wound|hurt|missing|死者|死亡|負傷|けが|行方不明`)

// fallen reports whether a toll is lower in the later report: that report is
// behind, nothing has moved.
func (c *composer) fallen(d claim.Dispute) bool {
	if d.Kind != claim.Update || !toll.MatchString(d.About) {
		return false
	}
	var values [2]float64
	for i, side := range []claim.Side{d.A, d.B} {
		_, s, _ := c.sentenceAt(side.Ref)
		for _, f := range s.Figures {
			if holds(side.Value, f.Surface) || holds(f.Surface, side.Value) {
				values[i] = f.Value
				break
			}
		}
	}
	return values[1] < values[0] && values[1] > 0
}

// settle takes two tolls for one that moved: counts of the dead and hurt are
// never done when first reports are written.
func settle(d claim.Dispute) claim.Dispute {
	if d.Kind == claim.Conflict && toll.MatchString(d.About) && !d.A.Published.Equal(d.B.Published) {
		d.Kind = claim.Update
	}
	return d
}

// comparable reports whether a reader can set the two values side by side:
// both short, and not the same.
func comparable(d Difference, lang string) bool {
	a, b := d.Value[0], d.Value[1]
	most := 7
	if lang == "ja" {
		most = 24
	}
	return same(a) != same(b) && weight(a, lang) <= most && weight(b, lang) <= most
}

// slots are what frames say of a difference with two sides, and the sentences
// they stand on.
func (d Difference) slots() (map[string]string, []Citation) {
	a, b := d.Sides[0].Cites[0], d.Sides[1].Cites[0]
	values := map[string]string{"about": d.About.Text, "figure": d.Value[0], "figure2": d.Value[1],
		"publisher": a.Publisher, "publisher2": b.Publisher}
	return values, append([]Citation{a, b}, d.About.Cites...)
}

func (c *composer) difference(d claim.Dispute) (Difference, bool) {
	out := Difference{ID: d.ID, Kind: d.Kind}
	for _, side := range []claim.Side{d.A, d.B} {
		r, s, ok := c.sentenceAt(side.Ref)
		if !ok || !holds(s.Text, side.Value) || !balanced(s.Text) || byline.MatchString(s.Text) || glued.MatchString(s.Text) || capsRun.MatchString(s.Text) {
			return Difference{}, false
		}
		if r.article.Lang == c.lang && c.profiles[r.event].relevance(contentWords(s)) < askable {
			return Difference{}, false
		}
		l := c.sideLine(r, s, side.Value)
		if l.IsZero() {
			return Difference{}, false
		}
		out.Sides = append(out.Sides, l)
		out.Value = append(out.Value, valueWords(s, side.Value, r.article.Lang))
		out.Reports = append(out.Reports, c.printing(r, s, side.Value))
		if out.About.IsZero() && r.article.Lang == c.lang && same(d.About) != same(side.Value) && aboutFits(d.About, s, c.lang) {
			out.About = c.frame("dispute.about", map[string]string{"about": d.About}, c.cite(r.reading, s, nil))
		}
	}
	if out.About.IsZero() {
		out.About = c.aboutTitle(d)
	}
	return out, !out.About.IsZero()
}

// aboutFits reports whether words name what a dispute is about: in Japanese they
// must be a noun of the sentence.
func aboutFits(about string, s text.Sentence, lang string) bool {
	if lang != "ja" {
		return about != "" && !unspaced(firstRune(about))
	}
	return nounLast(s, about)
}

// aboutTitle names a dispute by the title of a side's report, where the words
// themselves would not do.
func (c *composer) aboutTitle(d claim.Dispute) Line {
	for _, side := range []claim.Side{d.A, d.B} {
		r := c.byID[side.Ref.Article]
		if r == nil || r.article.Lang != c.lang {
			continue
		}
		words := matterOf(r.text.Title.Text, c.lang, headingLength(c.lang))
		if words == "" {
			words = r.text.Title.Text
		}
		return c.titleLine(r.reading, words)
	}
	return Line{}
}

// valueWords is a side's value with the noun it counts, as the sentence prints
// them together.
func valueWords(s text.Sentence, value, lang string) string {
	for _, f := range s.Figures {
		if same(f.Surface) == same(value) {
			if words := figureWords(s, f, lang); holds(s.Text, words) {
				return words
			}
		}
	}
	return value
}

// sideLine prints a side's sentence, shortened where the figure stays; the
// language of the report is kept.
func (c *composer) sideLine(r *report, s text.Sentence, value string) Line {
	lang := c.lang
	if r.article.Lang != c.lang {
		l := Line{Kind: Extract, Text: s.Text, Lang: r.article.Lang, Cites: []Citation{c.cite(r.reading, s, nil)}}
		return c.line(l)
	}
	for _, words := range reductions(s, lang) {
		if !holds(words, value) {
			continue
		}
		if l := c.partLine(r.reading, s, words, ""); !l.IsZero() {
			return l
		}
	}
	return Line{}
}
