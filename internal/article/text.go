package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a sentence of a text that is being cleaned. Cutting is coarse: it
// only has to part furniture from prose.
type piece struct {
	text      string
	paragraph int
}

// cleanText turns a text into clean paragraphs: breaks are kept where given,
// furniture goes, the title is not repeated, and a summary glued to the front
// becomes a paragraph of its own. byline is the "By …" that stood in front, if
// one did.
func cleanText(text, title, summary string) (paragraphs []string, byline string) {
	var pieces []piece
	number := 0
	for _, p := range splitParagraphs(stripTags(text)) {
		p = frontMarks.ReplaceAllString(cleanLine(p), "")
		p = noSpace.ReplaceAllString(p, "$1 $2")
		for _, link := range cutLinks(p) {
			for _, part := range cutCaptions(link) {
				for _, t := range sentences(part) {
					pieces = append(pieces, piece{t, number})
				}
				number++
			}
		}
	}
	pieces = dropEnds(pieces)
	pieces = dropWithin(pieces)
	paragraphs = join(pieces)
	if len(paragraphs) > 0 && foldName(paragraphs[0]) == foldName(title) {
		paragraphs = paragraphs[1:]
	}
	paragraphs = anchor(paragraphs, title, summary)
	for i, p := range paragraphs[:min(3, len(paragraphs))] {
		if byline, p = cutByline(p); byline != "" {
			paragraphs = slices.Replace(paragraphs, i, i+1, nonEmpty(p)...)
			break
		}
	}
	return lead(paragraphs, summary), byline
}

// frontMarks are words of the page's frame that are glued to the first sentence.
var frontMarks = regexp.MustCompile(`^(.{0,80}?\bAdvertisement( Supported by)?|In this article|Listen to this article|Image|Photo|Video|Live) `)

// noSpace finds sentences that lost the space between them: "the globe.The firm".
var noSpace = regexp.MustCompile(`(\p{Ll}{3}[.!?][”"’]?)(\p{Lu}\p{Ll}+ )`)

// cutLinks cuts a paragraph at headlines of other reports that stand as links in
// the text, printed in capitals, and leaves them out. Five words in capitals
// with 25 letters between them are such a headline; a paragraph that is mostly
// in capitals is an old wire text and stays.
func cutLinks(p string) []string {
	var out []string
	words := strings.Fields(p)
	kept := 0 // words before it are in out or left out
	for i := 0; i < len(words); i++ {
		end, letters := i, 0
		for end < len(words) && !strings.ContainsFunc(words[end], unicode.IsLower) {
			letters += strings.Count(strings.ToLower(words[end]), "") - strings.Count(words[end], ",")
			end++
		}
		if end-i < 5 || letters < 30 || (end-i)*2 > len(words) {
			i = max(i, end-1)
			continue
		}
		if last := strings.Trim(words[end-1], "\"“‘'"); last == "A" || last == "I" {
			end-- // the next sentence's first word
		}
		out = append(out, strings.Join(words[kept:i], " "))
		kept, i = end, end-1
	}
	if out == nil {
		return []string{p}
	}
	return append(out, strings.Join(words[kept:], " "))
}

// cutCaptions cuts a paragraph at pictures' captions, which a credit in brackets
// ends, and leaves them out: the credit and the sentence before it.
func cutCaptions(p string) []string {
	var out []string
	for {
		m := credit.FindStringSubmatchIndex(p)
		if m == nil || m[3]-m[2] > 200 {
			return append(out, p)
		}
		before := sentences(p[:m[2]])
		out = append(out, strings.Join(before[:max(0, len(before)-1)], " "))
		p = strings.TrimSpace(p[m[3]:])
	}
}

// dropEnds cuts off the head and the tail of a page: runs of sentences at
// either end of which most are furniture. A few sentences of prose in a row end
// a run.
func dropEnds(pieces []piece) []piece {
	prose := 0
	for prose < len(pieces) && (!isProse(pieces[prose].text) || isFurniture(pieces[prose].text)) {
		prose++
	}
	start := run(prose, 2, func(i int) bool { return isFurniture(pieces[i].text) })
	pieces = pieces[start:]
	last := len(pieces) - 1
	tail := run(len(pieces), 3, func(i int) bool { return isFurniture(pieces[last-i].text) || isTail(pieces[last-i].text) })
	return cutAfterAppeal(pieces[:len(pieces)-tail])
}

// run returns the length of the longest run from 0 of which at least 60 of 100
// are bad and which ends with a bad one; a number of good ones in a row stops
// the search.
func run(n, stop int, bad func(i int) bool) (length int) {
	count, good := 0, 0
	for i := range n {
		if !bad(i) {
			if good++; good == stop {
				break
			}
			continue
		}
		good = 0
		if count++; count*10 >= (i+1)*6 {
			length = i + 1
		}
	}
	return length
}

// cutAfterAppeal ends a report where, close to its end, the site turns to the
// reader (a newsletter, a question): what comes then is what other reports are
// announced with.
func cutAfterAppeal(pieces []piece) []piece {
	first := max(len(pieces)-8, len(pieces)*3/4)
	for i := first; i < len(pieces); i++ {
		if isFurniture(pieces[i].text) {
			return pieces[:i]
		}
	}
	return pieces
}

// dropWithin takes furniture and repeated sentences out of
// the text, and ends a paragraph where something was taken out.
func dropWithin(pieces []piece) []piece {
	var out []piece
	shift := 0
	for _, p := range pieces {
		p.paragraph += shift
		if isFurniture(p.text) {
			shift++
			continue
		}
		if len(out) > 0 && out[len(out)-1].text == p.text {
			continue
		}
		out = append(out, p)
	}
	return out
}

func join(pieces []piece) []string {
	var out []string
	last := -1
	for _, p := range pieces {
		if p.paragraph != last {
			out = append(out, p.text)
			last = p.paragraph
			continue
		}
		i := len(out) - 1
		if sep := " "; startsWide(p.text) || endsWide(out[i]) {
			out[i] += p.text
		} else {
			out[i] += sep + p.text
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return !strings.ContainsFunc(s, unicode.IsLetter) })
}

// startsWide and endsWide report Japanese or Chinese text, which has no spaces
// between sentences.
func startsWide(s string) bool { r, _ := utf8.DecodeRuneInString(s); return isWide(r) }
func endsWide(s string) bool   { r, _ := utf8.DecodeLastRuneInString(s); return isWide(r) }

func isWide(r rune) bool {
	return r >= 0x3000 && r <= 0x30ff || r >= 0xff01 && r <= 0xff9f || unicode.Is(unicode.Han, r)
}

// anchor finds where the report begins by its title or its summary: what stands
// before them and is no prose is a menu, and goes; a title is not repeated; a
// summary is a paragraph of its own.
func anchor(paragraphs []string, title, summary string) []string {
	for _, mark := range []string{title, summary} {
		if mark == "" || utf8.RuneCountInString(mark) < 20 && !startsWide(mark) {
			continue
		}
		for i, p := range paragraphs[:min(len(paragraphs), 8)] {
			at := strings.Index(p, mark)
			if at < 0 || !onlyMenu(strings.Join(paragraphs[:i], " ")) || !onlyMenu(p[:at]) {
				continue
			}
			after := p[at+len(mark):]
			rest := strings.TrimSpace(after)
			kept := []string{p[at:]}
			switch {
			case mark == title && (rest == "" || beginsSentence(rest)):
				kept = nonEmpty(rest)
			case mark == title:
				kept = []string{p} // the title's words begin a sentence of the text
			case startsWide(after) && !endsSentence(mark):
				// Cut off inside a sentence: only a space could say that it is whole.
			case rest != "" && beginsSentence(rest) && (endsSentence(mark) || len(mark) < 200):
				kept = []string{mark, rest} // a longer one without an end was cut off somewhere
			}
			paragraphs = append(kept, paragraphs[i+1:]...)
			break
		}
	}
	return paragraphs
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?。！？”\"」』…", r)
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func beginsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || isWide(r) || strings.ContainsRune("\"“‘'「『【（(", r) || unicode.IsDigit(r)
}

// onlyMenu reports whether a text holds no prose: no sentence of eight words or
// more that ends in a full stop.
func onlyMenu(s string) bool {
	for _, t := range sentences(s) {
		if isProse(t) && !isFurniture(t) {
			return false
		}
	}
	_, _, rest := Dateline(s)
	return rest == 0
}

// isProse reports a whole sentence: eight words that end in a full stop. Menus
// and headlines have none.
func isProse(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, ".") && len(strings.Fields(s)) >= 8
}

// lead puts a summary that begins with a dateline in front of a text that lost
// it: some sites print the first paragraph apart from the others.
func lead(paragraphs []string, summary string) []string {
	if len(paragraphs) == 0 {
		return nil
	}
	_, _, rest := Dateline(summary)
	if rest == 0 || strings.HasSuffix(summary, "…") || strings.HasSuffix(summary, "...") {
		return paragraphs
	}
	start := summary[rest:]
	if r := []rune(start); len(r) > 40 {
		start = string(r[:40])
	}
	if strings.Contains(strings.Join(paragraphs[:min(3, len(paragraphs))], " "), start) {
		return paragraphs
	}
	return append([]string{summary}, paragraphs...)
}
