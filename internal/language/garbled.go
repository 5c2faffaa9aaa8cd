package language

import "unicode"

// What a text may have of each before it is taken for garbled; chosen so that no
// article and no headline of the given sets is.
const (
	fewRunes    = 24   // a shorter text is not judged
	mostLost    = 0.02 // U+FFFD
	mostMisread = 0.05 // pairs that UTF-8 read as another encoding leaves
	mostOdd     = 0.35 // neither letter, digit, space nor punctuation
	mostBroken  = 0.15 // different words with a digit or capitals inside
	fewestWords = 25   // headlines of products and companies have fewer
)

// garbled reports a text that makes no words: characters lost or read in a wrong
// encoding, or a scan badly read. It is cautious, because a garbled text loses
// its names and figures.
func garbled(s string) bool {
	runes, lost, misread, odd := 0, 0, 0, 0
	var last rune
	for _, r := range s {
		runes++
		switch {
		case r == unicode.ReplacementChar:
			lost++
		case r < 0x80:
		case r <= 0xBF && last >= 0xC2 && last <= 0xF4, (r == '縺' || r == '繧' || r == '繝') && last != r:
			misread++
		}
		if symbol(r) {
			odd++
		}
		last = r
	}
	if runes < fewRunes {
		return false
	}
	n := float64(runes)
	return float64(lost) > mostLost*n || float64(misread) > mostMisread*n || float64(odd) > mostOdd*n || broken(s)
}

// symbol reports what prose has little of: controls, signs, arrows, boxes and
// characters of private use.
func symbol(r rune) bool {
	switch {
	case r < 0x80:
		return r < '\t' || r > '\r' && r < ' ' || r == '^' || r == '|' || r == '~' || r == '<' || r == '>' || r == '=' || r == '`' || r == '\\'
	case r < 0xC0:
		return r != 0xA0 && r != '«' && r != '»' && r != '·' && r != '°' && r != '£' && r != '¥'
	}
	return r >= 0x2190 && r < 0x2C00 || r >= 0xE000 && r < 0xF900
}

// broken reports Latin words as a bad scan gives them: "rnayor 0f P0rt Anse1".
// Products and units look alike ("D902i", "15km"): a word counts once, however
// often it is printed, and the few Latin words of a Japanese text say nothing.
func broken(s string) bool {
	words, letters, others := 0, 0, 0
	bad := map[string]bool{}
	start, size, digits, capitals, small := 0, 0, 0, 0, 0
	flush := func(end int) {
		if size >= 3 && small+capitals > 0 {
			words++
			if digits > 0 && small > 0 && digits < size-1 || capitals > 1 && small > 1 {
				bad[s[start:end]] = true
			}
		}
		letters += small + capitals
		size, digits, capitals, small = 0, 0, 0, 0
	}
	for i, r := range s {
		if size == 0 {
			start = i
		}
		switch {
		case r >= 'a' && r <= 'z':
			small++
		case r >= 'A' && r <= 'Z':
			capitals++
		case r >= '0' && r <= '9':
			digits++
		case r == '|' || r == '$' && size > 0 || r == '@':
			digits++
		default:
			if r >= 0x80 && unicode.IsLetter(r) {
				others++
			}
			flush(i)
			continue
		}
		size++
	}
	flush(len(s))
	return words >= fewestWords && letters > 10*others && float64(len(bad)) > mostBroken*float64(words)
}
