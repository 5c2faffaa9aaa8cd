package claim

import (
	"regexp"
	"strconv"
	"strings"

	"kiku/internal/language/pattern"
)

var (
	yearsEn = regexp.MustCompile(`\b((?:19|20)\d\d) ?(?:-|–|—|to|until|till|and) ?((?:19|20)\d\d)\b`)
	yearsJa = regexp.MustCompile(`((?:19|20)\d\d)年?(?:[0-9０-９]{1,2}月)?(?:-|–|〜|～|~|から)((?:19|20)\d\d)年`)
)

// compareYears finds one thing that lasts two spans of years: 2010-2013 and
// 2010-2014. One end must be the same, and the sentences must share two content
// words.
func compareYears(a, b *Passage) Contrast {
	x, y := yearSpans(a.Sentence.Text), yearSpans(b.Sentence.Text)
	if len(x) == 0 || len(y) == 0 || common(a.content(), b.content()) < 2 {
		return Contrast{}
	}
	for _, s := range x {
		for _, t := range y {
			if s == t {
				return Contrast{}
			}
		}
	}
	for _, s := range x {
		for _, t := range y {
			if (s.from == t.from) != (s.to == t.to) {
				return Contrast{Kind: Conflict, By: "years", About: s.printed, A: s.printed, B: t.printed}
			}
		}
	}
	return Contrast{}
}

type yearSpan struct {
	from, to int
	printed  string
}

func yearSpans(s string) []yearSpan {
	re := yearsEn
	if japanese(s) {
		re = yearsJa
	}
	var out []yearSpan
	for _, m := range re.FindAllStringSubmatch(s, -1) {
		from, _ := strconv.Atoi(m[1]) // four digits
		to, _ := strconv.Atoi(m[2])
		if from < to {
			out = append(out, yearSpan{from, to, m[0]})
		}
	}
	return out
}

var (
	takenBackEn = pattern.MustCompile(`(?i)\b(?:(?:did not|didn['’]t|does not|no longer|declined to|refused to|stopped short of) (?:\w+ )?(?:cite|citing|repeat|repeating|confirm|confirming|use|using|mention|give|stand by|endorse)\b|(?:initially|earlier|originally|at first|previously) (?:\w+ ){0,3}?(?:said|reported|put|stated|announced|claimed)\b[^.;]*\b(?:later|then|since|but)\b[^.;]*\b(?:chang|revis|correct|withdr|lower|cut|retract)\w*|\b(?:retracted|withdrew|corrected|revised)\b)`)
	notValueEn  = pattern.MustCompile(`(?i)(?:—|–|-|,|\bbut|\band)? ?\bnot (?:in |within |over |for |about |just |only )?$`)
	changedEn   = pattern.MustCompile(`(?i)\b(?:initially|earlier|originally|at first)\b`)
)

// withdrawn finds a figure that one passage takes back or rules out ("did not
// cite the 14 figure", "not 48 hours") while the other still prints it.
func withdrawn(a, b *Passage) Contrast {
	for i, p := range []*Passage{a, b} {
		other := []*Passage{b, a}[i]
		if japanese(p.Sentence.Text) || japanese(other.Sentence.Text) {
			continue
		}
		for _, f := range p.Sentence.Figures {
			rs := []rune(p.Sentence.Text)
			lead := string(rs[:f.Span.Start])
			back := takenBackEn.MatchString(p.Sentence.Text) && withdrawnValue(p.Sentence.Text, lead)
			ruled := notValueEn.MatchString(strings.TrimRight(lead, " ") + " ")
			if !back && !ruled {
				continue
			}
			for _, g := range other.Sentence.Figures {
				if timeUnits[f.Unit] != timeUnits[g.Unit] || hoursOf(f.Value, f.Unit) != hoursOf(g.Value, g.Unit) || takenBackEn.MatchString(other.Sentence.Text) || f.Value < 3 && !ruled {
					continue
				}
				if common(p.content(), other.content()) < 1 && !ruled {
					continue
				}
				c := Contrast{Kind: Update, By: "withdrawn", About: f.Surface, A: f.Surface, B: g.Surface}
				if ruled || changedEn.MatchString(p.Sentence.Text) {
					c.Kind = Conflict
				}
				if i == 1 {
					c.A, c.B = c.B, c.A
				}
				return c
			}
		}
	}
	return Contrast{}
}

// withdrawnValue reports whether the words before a figure are those that take
// it back, or end in the report that was changed later.
func withdrawnValue(s, lead string) bool {
	m := takenBackEn.FindStringIndex(s)
	if m == nil {
		return false
	}
	if len(lead) >= m[1] {
		return len(lead)-m[1] < 40
	}
	return len(lead) > m[0] && changedEn.MatchString(s[m[0]:m[1]])
}

// hoursOf gives times one unit, so that two days are 48 hours.
func hoursOf(v float64, unit string) float64 {
	switch unit {
	case "day", "日", "日間":
		return v * 24
	case "week", "週間":
		return v * 168
	}
	return v
}
