package audit

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	yesNo = regexp.MustCompile(`(?i)^(?:(?:はい|いいえ|ええ)[、,。]|(?:yes|no)[,.;!])`)
	asked = regexp.MustCompile(`(?i)何|なに|なん|どう|どの|どんな|どれ|どちら|誰|だれ|いつ|どこ|なぜ|いくら|いくつ|とは|は[?？]$|の(行方|理由|条件|狙い|目的)|\b(what|who|whom|whose|when|where|why|how|which)\b`)
)

// answers asks that a section's answer stands in its card and that its question
// is open (C13).
func (r *reading) answers() {
	for n, sec := range r.Sections {
		if sec.Question >= 0 {
			q := r.Lines[sec.Question]
			answered := sec.Answer >= 0 && yesNo.MatchString(r.Lines[sec.Answer].Text)
			if answered || !q.Fixed && !asked.MatchString(q.Text) {
				r.report(Answering, sec.Question, q.Text, say{"「はい・いいえ」で答える問いです", "a question of yes or no"})
			}
		}
		if sec.Answer < 0 {
			continue
		}
		k := r.sectionStock(n)
		if len(r.Passages) > 0 || k == nil {
			k = r.stock // our own pages print the answer's source beside it
		}
		if len(k.keys) == 0 {
			continue
		}
		var all, have float64
		var missing []item
		for _, s := range r.byLine[sec.Answer] {
			for _, it := range r.items(s) {
				all += it.weight
				if k.holds(it) || written(it.plain, k.text) || stemIn(it.plain, k.text) {
					have += it.weight
				} else {
					missing = append(missing, it)
				}
			}
		}
		if all > 0 && have/all < 0.67 && listed(missing) != "" {
			r.report(Answering, sec.Answer, r.Lines[sec.Answer].Text, say{"答えが節のカードにありません(ない語: %s)", "the section's card does not give this answer (missing: %s)"}, listed(missing))
		}
		r.figureOfAnswer(sec.Answer, k)
	}
}

// stemIn reports whether a compound's first character stands in a text as a verb's:
// "伝達" in "伝えた".
func stemIn(compound, in string) bool {
	rs := []rune(compound)
	if len(rs) != 2 || !unicode.Is(unicode.Han, rs[0]) || !unicode.Is(unicode.Han, rs[1]) {
		return false
	}
	for rest := in; ; {
		i := strings.Index(rest, string(rs[0]))
		if i < 0 {
			return false
		}
		rest = rest[i+len(string(rs[0])):]
		if c, _ := utf8.DecodeRuneInString(rest); c >= 'ぁ' && c <= 'ゖ' && !strings.ContainsRune("のはがをにとでもへや", c) {
			return true
		}
	}
}

// figureOfAnswer holds the figures of an answer against the section's card.
func (r *reading) figureOfAnswer(line int, k *stock) {
	for _, s := range r.byLine[line] {
		for _, d := range s.Dates {
			if strings.ContainsAny(folded(d.Surface), "0123456789") && !strings.Contains(k.text, folded(d.Surface)) && !r.datePrinted(d) && len(r.Passages) == 0 {
				r.report(Answering, line, s.Text, say{"答えの「%s」が節のカードにありません", "the section's card does not print %q"}, d.Surface)
			}
		}
		for _, f := range s.Figures {
			if !strings.Contains(k.text, strings.TrimSpace(folded(f.Surface))) && !r.counted(f) {
				r.report(Answering, line, s.Text, say{"答えの「%s」が節のカードにありません", "the section's card does not print %q"}, f.Surface)
			}
		}
	}
}
