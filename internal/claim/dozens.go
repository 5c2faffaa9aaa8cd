package claim

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

var dozenEn = regexp.MustCompile(`(?i)\b((?:at least|more than|over|nearly|almost|about|around|some) )?(half a|a|one|two|three) dozen ([a-z]+)`)

// withDozens adds the figures that English writes as dozens. "a dozen" is
// about twelve.
func withDozens(s text.Sentence) []text.Figure {
	if !strings.Contains(s.Text, "dozen") {
		return s.Figures
	}
	out := append([]text.Figure(nil), s.Figures...)
	for _, m := range dozenEn.FindAllStringSubmatchIndex(s.Text, -1) {
		start, end := utf8.RuneCountInString(s.Text[:m[0]]), utf8.RuneCountInString(s.Text[:m[6]])-1
		span := text.Span{Start: start, End: end}
		free := true
		for _, f := range s.Figures {
			free = free && !f.Span.Overlaps(span)
		}
		if !free {
			continue
		}
		f := text.Figure{Surface: s.Text[m[0] : m[6]-1], Span: span, Bound: "about", Counts: s.Text[m[6]:m[7]],
			Value: map[string]float64{"half a": 6, "a": 12, "one": 12, "two": 24, "three": 36}[strings.ToLower(s.Text[m[4]:m[5]])]}
		if m[2] >= 0 {
			switch strings.TrimSpace(strings.ToLower(s.Text[m[2]:m[3]])) {
			case "at least", "more than", "over":
				f.Bound = "min"
			}
		}
		if peopleEn.MatchString(strings.ToLower(f.Counts)) {
			f.Unit = "person"
		}
		at := 0
		for at < len(out) && out[at].Span.Start < start {
			at++
		}
		out = append(out[:at], append([]text.Figure{f}, out[at:]...)...)
	}
	return out
}
