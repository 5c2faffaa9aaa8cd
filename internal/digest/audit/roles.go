package audit

import (
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// agentOf takes a Japanese sentence's first topic or subject: what stands before
// its first は or が outside a quotation, and where it ends.
func agentOf(s *sentence) (string, int) {
	rs := []rune(s.Text)
	depth := 0
	for i := 0; i < len(rs) && i < 28; i++ {
		switch rs[i] {
		case '「', '『':
			depth++
		case '」', '』':
			depth--
		case '、', '。':
			return "", 0
		case 'は', 'が':
			if depth == 0 && i > 0 && (i+1 == len(rs) || rs[i+1] != 'い' && rs[i+1] != 'け') {
				return string(rs[:i]), i
			}
		}
	}
	return "", 0
}

var receiver = regexp.MustCompile(`([\p{Han}\p{Katakana}ーA-Za-z0-9の]{1,14}|「[^」]{1,16}」)(?:に対して?|に)`)

// traded reports two sides, named or not, that have changed places around one verb:
// the city asks the group, where the group asks the city.
func (r *reading) traded(s, o *sentence) bool {
	a, end := agentOf(s)
	b, oend := agentOf(o)
	if a == "" || b == "" || a == b || strings.Contains(a, b) || strings.Contains(b, a) {
		return false
	}
	rest, orest := string([]rune(s.Text)[end:]), string([]rune(o.Text)[oend:])
	for _, m := range receiver.FindAllStringSubmatch(rest, -1) {
		to := strings.Trim(m[1], "「」の")
		if len([]rune(to)) >= 2 && strings.Contains(b, to) && (strings.Contains(orest, a+"に") || strings.Contains(orest, a+"へ") || strings.Contains(orest, a+"から")) {
			return true
		}
	}
	return false
}

// owned reports a topic and an owner that have changed places: A downs B's plane,
// where B downs A's.
func owned(s, o *sentence) bool {
	for _, a := range outerNames(s) {
		if !acts(s, a) || !hasRole(o, a, has) || hasRole(o, a, acts) {
			continue
		}
		for _, b := range outerNames(s) {
			if nameKey(a) != nameKey(b) && has(s, b) && ownsObject.MatchString(restOf(s, b)) && !acts(s, b) && hasRole(o, b, acts) {
				return true
			}
		}
	}
	return false
}

// ownsObject matches the rest of "B's plane is what A downs".
var ownsObject = regexp.MustCompile(`^の[^、。はが]{1,14}を`)

func has(s *sentence, n text.Name) bool { return strings.HasPrefix(particle(s, n), "の") }

// substituted reports a thing or a person whom no source has in the place that
// another has in the source nearest: the same verb, the same particle.
func (r *reading) substituted(s, o *sentence) {
	if !isJapanese(s.Text) {
		return
	}
	rs, ors := []rune(s.Text), []rune(o.Text)
	_, missing := r.support(s, r.stock)
	for _, m := range missing {
		p := caseOf(rs, m.span.End)
		if m.weight < 0.8 || p == "" || r.inQuotation(s, m.span) {
			continue
		}
		verb := verbAfter(s, m.span.End)
		if verb == "" {
			continue
		}
		for _, it := range r.items(o) {
			if it.span.End < len(ors) && caseOf(ors, it.span.End) == p && verbAfter(o, it.span.End) == verb && !r.newStock([]*sentence{s}).holds(it) {
				ja, en := r.where(o)
				r.report(Coverage, s.line, s.Text, say{"「%s」はどのカードにもなく、%sでは「%s」です%.0s", "no card has %q; %[4]s has %[3]q"}, m.surface, ja, it.surface, en)
				return
			}
		}
	}
}

// caseOf is the particle right after a word, "" for none.
func caseOf(rs []rune, at int) string {
	if at >= len(rs) || !strings.ContainsRune("にをでへ", rs[at]) {
		return ""
	}
	if at+1 < len(rs) && strings.ContainsRune("はもつよお", rs[at+1]) {
		return ""
	}
	return string(rs[at])
}

// verbAfter is the first verb or verbal noun with する after a place.
func verbAfter(s *sentence, at int) string {
	rs := []rune(s.Text)
	for i, w := range s.Words {
		if w.Span.Start <= at {
			continue
		}
		if w.Class == text.Mark && w.Surface == "、" {
			return ""
		}
		if w.Class == text.Verb && !w.Stop {
			return w.Base
		}
		if w.Class == text.Noun && i+1 < len(s.Words) && s.Words[i+1].Base == "する" && w.Span.End <= len(rs) {
			return w.Base
		}
	}
	return ""
}

// elsewhere reports a person to whom a line gives another country or body than the
// cards: "Bの X大臣" where they print "Aの X大臣".
func (r *reading) elsewhere(s *sentence) {
	for _, n := range s.Names {
		from, ok := homeOf(s, n)
		if !ok {
			continue
		}
		other, same := "", false
		for _, o := range r.sources {
			for _, x := range o.Names {
				if x.Type != text.Person || !sameOne(x, n) && !shortOf(bareSurname(n), bareSurname(x)) {
					continue
				}
				if h, ok := homeOf(o, x); ok {
					if nameKey(h) == nameKey(from) || strings.Contains(h.Surface, from.Surface) || strings.Contains(from.Surface, h.Surface) {
						same = true
					} else {
						other = h.Surface
					}
				}
			}
		}
		if other != "" && !same {
			r.report(Speaker, s.line, s.Text, say{"カードでは「%s」の%sですが、ここでは「%s」です", "the cards have %[2]s from %[1]q, this line from %[3]q"}, other, n.Surface, from.Surface)
			return
		}
	}
}

// homeOf is the place or body that stands with の right before a person.
func homeOf(s *sentence, n text.Name) (text.Name, bool) {
	if n.Type != text.Person || !isJapanese(s.Text) {
		return text.Name{}, false
	}
	rs := []rune(s.Text)
	if n.Span.Start < 1 || rs[n.Span.Start-1] != 'の' {
		return text.Name{}, false
	}
	for _, p := range s.Names {
		if p.Span.End == n.Span.Start-1 && p.Type != text.Person {
			return p, true
		}
	}
	return text.Name{}, false
}
