package audit

import (
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// What share of a sentence's names and content words the cards must hold, and how
// much may be missing. Chosen on the five seed pages, where the sentences that a
// card backs have .67 and more and most others less than .55 (docs/quality.md).
const (
	enoughHeld   = 0.62
	fewMissing   = 1.4
	nearlyHeld   = 0.70
	manyMissing  = 3.5
	leastContent = 1.0
)

// When a sentence is reported because its predicate alone stands in no card: a
// verb's weight is missing and the rest is not nearly whole. Chosen on half of the
// invented pages, where .86 reported true lines.
const (
	oneVerb   = 0.8
	mostlyIn  = 0.80
	halfIn    = 0.5
	fewThings = 3
)

// told are the parts that state facts in the page's own voice.
var told = map[Part]bool{Standfirst: true, Bullet: true, Prose: true, Conclusion: true}

// coverage asks that what the page tells stands in a card (C1).
func (r *reading) coverage() {
	if len(r.sources) == 0 {
		return
	}
	for _, s := range r.all {
		part := r.part(s)
		l := r.Lines[s.line]
		if s.copied || l.Fixed || !(told[part] || part == Remark || part == Answer || part == Heading) {
			continue
		}
		if n, ok := r.strange(s); ok {
			r.report(Coverage, s.line, s.Text, say{"「%s」はどのカードにもありません", "no card prints the name %q"}, n)
			continue
		}
		if !told[part] || asks(s.Text) || strings.HasSuffix(strings.TrimRight(s.Text, "。"), "とは") {
			continue
		}
		share, missing := r.support(s, r.stock)
		var lack float64
		for _, m := range missing {
			lack += m.weight
		}
		if r.lacks(s, part, share, lack) {
			r.report(Coverage, s.line, s.Text, say{"カードに裏づけがありません(ない語: %s)", "no card backs this (missing: %s)"}, listed(missing))
			continue
		}
		if part == Conclusion {
			r.onlyHere(s, missing)
		}
	}
}

// lacks decides from the share that the cards hold and the weight that they lack.
func (r *reading) lacks(s *sentence, part Part, share, lack float64) bool {
	n := len(r.items(s))
	switch {
	case lack >= fewMissing && share < enoughHeld, lack >= manyMissing && share < nearlyHeld:
		return true
	case lack >= fewMissing && share < nearlyHeld && r.newEnd(s):
		return true
	case part != Standfirst && lack >= oneVerb && share < mostlyIn && n >= fewThings && r.newPredicate(s):
		return true
	}
	return lack >= leastContent && share <= halfIn && (n >= fewThings || namesParty(s))
}

// newEnd reports whether nothing of what the last clause of a Japanese sentence
// says, apart from names, stands in a source: there the predicate is.
func (r *reading) newEnd(s *sentence) bool {
	if !isJapanese(s.Text) {
		return false
	}
	rs := []rune(s.Text)
	from := 0
	for i, c := range rs {
		if c == '、' && i < len(rs)-6 {
			from = i
		}
	}
	n := 0
	for _, it := range r.items(s) {
		if it.span.Start < from || it.name != nil || it.weight < 0.8 {
			continue
		}
		if r.stock.holds(it) {
			return false
		}
		n++
	}
	return n > 0 && from > 0
}

// newPredicate reports whether the last content word of a sentence, what it says
// that is done, stands in no source.
func (r *reading) newPredicate(s *sentence) bool {
	if !isJapanese(s.Text) {
		return r.newVerb(s)
	}
	items := r.items(s)
	for i := len(items) - 1; i >= 0; i-- {
		it := items[i]
		if it.name != nil || it.weight < 0.8 {
			continue
		}
		for _, w := range s.Words {
			if w.Span.Start > it.span.Start && (w.Class == text.Noun || w.Class == text.Verb) && !w.Stop {
				return false // a soft word ends it: 方針を示した
			}
		}
		return !r.stock.holds(it)
	}
	return false
}

// newVerb reports whether no source has the first verb of an English sentence.
func (r *reading) newVerb(s *sentence) bool {
	for _, w := range s.Words {
		if w.Class != text.Verb || w.Stop || r.tongue.soft[w.Base] {
			continue
		}
		if len(s.said) > 0 || r.inQuotation(s, w.Span) || !pastVerb.MatchString(w.Surface) {
			return false
		}
		return !r.stock.keys[r.canonical(w.Base)]
	}
	return false
}

// strange returns a name that no source prints.
func (r *reading) strange(s *sentence) (string, bool) {
	for _, it := range r.items(s) {
		if it.name == nil || it.name.Type == text.UnknownName || it.name.Type == text.Thing || r.stock.holds(it) {
			continue
		}
		if r.part(s) == Heading && region.MatchString(it.surface) || r.publisher(it.surface) || len([]rune(it.surface)) < 2 || atHome[it.surface] || r.Lang == "ja" && it.key == "n JP" {
			continue
		}
		if r.Lines[s.line].Marked && it.span.Start == 0 && isASCII(it.surface) && !strings.Contains(it.surface, " ") {
			continue // "Watch where it goes": a host's first word has its capital from there
		}
		return it.surface, true
	}
	return "", false
}

// region matches wide areas, whose parts the cards may name.
var region = regexp.MustCompile(`^(九州|関東|東北|関西|近畿|四国|北陸|東海|首都圏|中東|欧州|アジア|アフリカ|北米|南米|世界|Europe|Asia|Africa|Middle East)$`)

// atHome are words that name no certain place.
var atHome = set("わが国 我が国 自国 同国 他国 本国 母国 当国 現地 当地 海外 国内 全国 世界 世界中 地元")

// publisher reports whether a name is that of a card's publisher or address.
func (r *reading) publisher(name string) bool {
	name = strings.ToLower(name)
	for _, c := range r.Cards {
		if strings.Contains(strings.ToLower(c.Publisher), name) || c.Publisher != "" && strings.HasSuffix(name, strings.ToLower(c.Publisher)) || len(name) > 3 && isASCII(name) && strings.Contains(c.URL, name) {
			return true
		}
	}
	for _, p := range r.Passages {
		if strings.Contains(strings.ToLower(p.Publisher), name) || p.Publisher != "" && strings.HasSuffix(name, strings.ToLower(p.Publisher)) {
			return true
		}
	}
	return false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// onlyHere reports a word of a conclusion that no card and no other line of the
// page has: what a page concludes it must have told.
func (r *reading) onlyHere(s *sentence, missing []item) {
	for _, m := range missing {
		if m.weight < 0.8 {
			continue
		}
		elsewhere := false
		for _, o := range r.all {
			if o.line != s.line && strings.Contains(o.Text, m.surface) {
				elsewhere = true
			}
		}
		if !elsewhere {
			r.report(Coverage, s.line, s.Text, say{"「%s」はこのまとめにしか出てきません", "%q stands nowhere else on the page"}, m.surface)
			return
		}
	}
}

// listed prints the first of the missing words.
func listed(missing []item) string {
	var out []string
	for _, m := range missing {
		if m.weight >= 0.5 && len(out) < 5 {
			out = append(out, m.surface)
		}
	}
	return strings.Join(out, ", ")
}
