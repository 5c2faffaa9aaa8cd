package eval

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// overlap counts what two bags of shingles share.
type overlap struct{ both, extra, missing int }

func overlapOf(gold, got map[string]int) (o overlap) {
	for k, n := range gold {
		m := got[k]
		o.both += min(n, m)
		o.missing += max(0, n-m)
	}
	for k, m := range got {
		o.extra += max(0, m-gold[k])
	}
	return o
}

func (o overlap) precision() float64 {
	if o.both+o.extra == 0 {
		return 0
	}
	return float64(o.both) / float64(o.both+o.extra)
}

func (o overlap) recall() float64 {
	if o.both+o.missing == 0 {
		return 0
	}
	return float64(o.both) / float64(o.both+o.missing)
}

func (o overlap) f1() float64 {
	if o.both == 0 {
		return 0
	}
	return float64(2*o.both) / float64(2*o.both+o.extra+o.missing)
}

// pageMeans joins pages as evaluate.py does: the mean of the precisions of the
// pages that have an answer, the mean of the recalls, and F1 of the two means.
func pageMeans(pages []overlap) (p, r, f float64) {
	answered := 0
	for _, o := range pages {
		if o.both+o.extra > 0 {
			answered++
			p += o.precision()
		}
		r += o.recall()
	}
	p /= float64(max(1, answered))
	r /= float64(max(1, len(pages)))
	return p, r, harmonic(p, r)
}

// aWord is Python's \w+, which the published figures rest on.
var aWord = regexp.MustCompile(`[\p{L}\p{N}_\p{Mn}\p{Mc}]+`)

// wordShingles counts runs of four words; a shorter text is one shingle.
func wordShingles(text string) map[string]int {
	words := aWord.FindAllString(text, -1)
	out := make(map[string]int)
	if len(words) == 0 {
		return out
	}
	for i := range max(1, len(words)-3) {
		out[strings.Join(words[i:min(len(words), i+4)], " ")]++
	}
	return out
}

// charGrams counts runs of four characters after NFKC, without white space.
func charGrams(text string) map[string]int {
	r := []rune(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text)))
	out := make(map[string]int)
	if len(r) == 0 {
		return out
	}
	for i := range max(1, len(r)-3) {
		out[string(r[i:min(len(r), i+4)])]++
	}
	return out
}

// wide reports a text in Japanese or Chinese, whose words have no spaces.
func wide(text string) bool {
	letters, cjk := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
				cjk++
			}
		}
	}
	return cjk*5 > letters
}

// chunkHits counts pieces of text that should be in an extraction and are, and
// pieces that should not be and are.
type chunkHits struct{ hit, missed, wrong int }

func (h *chunkHits) add(p labelledPage, text string) {
	text = oneLine(text)
	for _, c := range p.With {
		if strings.Contains(text, oneLine(c)) {
			h.hit++
		} else {
			h.missed++
		}
	}
	for _, c := range p.Without {
		if strings.Contains(text, oneLine(c)) {
			h.wrong++
		}
	}
}

func (h chunkHits) scores() (p, r, f float64) {
	o := overlap{h.hit, h.wrong, h.missed}
	return o.precision(), o.recall(), o.f1()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
