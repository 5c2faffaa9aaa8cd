package claim

import (
	"regexp"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// token is a word or a mark of an English sentence. Attribution needs marks,
// possessives and letter case, which text.Word drops; so English is cut here
// once more, on runes, and costs little.
type token struct {
	low        string // lower case, typographic apostrophes made plain
	start, end int    // runes in the sentence
	upper      bool   // begins with a capital letter
	word       bool
	quoted     bool // inside quotation marks
}

// abbreviations keep their full stop.
var abbreviations = set("mr mrs ms dr st gov sen rep gen lt col sgt prof rev jr sr hon capt maj pres")

// tokens cuts an English sentence into words and marks.
func tokens(s string) []token {
	rs := []rune(s)
	var out []token
	for i := 0; i < len(rs); {
		if unicode.IsSpace(rs[i]) {
			i++
			continue
		}
		j := i
		for j < len(rs) && wordRune(rs, j) {
			j++
		}
		if j == i {
			out = append(out, token{low: string(rs[i]), start: i, end: i + 1})
			i++
			continue
		}
		if pluralOwner(rs, j) {
			j++
		}
		low := strings.ToLower(strings.ReplaceAll(string(rs[i:j]), "’", "'"))
		low = strings.TrimRight(low, "'")
		if j < len(rs) && rs[j] == '.' && (abbreviations[low] || initial(rs[i:j])) {
			j++
		}
		out = append(out, token{low: low, start: i, end: j, upper: unicode.IsUpper(rs[i]), word: true})
		i = j
	}
	return out
}

// pluralOwner reports whether the apostrophe at j ends a plural owner ("the
// Sailors' Guild") and no quotation.
func pluralOwner(rs []rune, j int) bool {
	if j < 2 || j+2 >= len(rs) || rs[j] != '\'' && rs[j] != '’' || rs[j-1] != 's' || rs[j+1] != ' ' || !unicode.IsLetter(rs[j+2]) {
		return false
	}
	for k := 0; k < j; k++ {
		if (rs[k] == '\'' || rs[k] == '‘') && (k == 0 || !letterOrDigit(rs[k-1])) {
			return false
		}
	}
	return true
}

// filed matches the place that opens a report, with its day and agency: "HALDEN,
// Norland, May 21 (Agency) — ", "HALDEN/BRISK - ", and before it the place and the
// minute that a page prints over it.
var filed = regexp.MustCompile(`^(?:[A-Z][A-Za-z0-9 /,.'-]{1,40} \| [A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d [ap]m [A-Z]{2,4} )?` +
	`(?:[A-Z][A-Z /.'-]{2,40}(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?(?:, [A-Z][a-z]+\.? \d{1,2})?\.? ?(?:\([A-Za-z/ ]+\) ?[-–—]{1,2}|[-–]{1,2} ) ?|[A-Z][a-z]+ \d{1,2} \([A-Za-z/ ]+\) ?[-–—]{1,2} ?)`)

// behindDateline drops the place that opens a report: "HALDEN, Norland
// (Agency) — ".
func behindDateline(s string, toks []token) []token {
	if !strings.ContainsAny(s, "-–—") {
		return toks
	}
	if head := filed.FindString(s); head != "" && head != s {
		end, at := len([]rune(head)), 0
		for at < len(toks) && toks[at].start < end {
			at++
		}
		return toks[at:]
	}
	return behindDash(toks)
}

// behindDash drops a place in capitals before a long dash.
func behindDash(toks []token) []token {
	for i, t := range toks {
		switch {
		case i > 9 || i == 0 && !(t.word && t.upper):
			return toks
		case t.low == "—" || t.low == "–":
			if i > 0 && i+1 < len(toks) {
				return toks[i+1:]
			}
			return toks
		case t.word && !t.upper || !t.word && !strings.Contains(",()", t.low):
			return toks
		}
	}
	return toks
}

// wordRune reports whether the rune at i belongs to a word: letters, digits,
// inner apostrophes, hyphens, points of abbreviations and of numbers.
func wordRune(rs []rune, i int) bool {
	r := rs[i]
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '$' || r == '%' {
		return true
	}
	inner := i > 0 && i+1 < len(rs) && letterOrDigit(rs[i-1]) && letterOrDigit(rs[i+1])
	switch r {
	case '\'', '’', '-', '‑', '&':
		return inner
	case '.', ',':
		digits := inner && unicode.IsDigit(rs[i-1]) && unicode.IsDigit(rs[i+1])
		return digits || r == '.' && inner && abbreviated(rs, i)
	}
	return false
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// abbreviated reports whether the point at i stands inside "U.S." and the like.
func abbreviated(rs []rune, i int) bool {
	single := i < 2 || !unicode.IsLetter(rs[i-2])
	return single && unicode.IsUpper(rs[i-1]) && unicode.IsUpper(rs[i+1])
}

// initial reports whether a word before a full stop is a single capital or
// ends like "U.S".
func initial(w []rune) bool {
	n := len(w)
	return n > 0 && unicode.IsUpper(w[n-1]) && (n == 1 || w[n-2] == '.')
}

// quoteRun is a stretch of direct speech in one sentence, without its marks.
type quoteRun struct {
	span   text.Span
	opened bool // the opening mark is in this sentence
	closed bool // the closing mark is in this sentence
}

// markQuotes finds direct speech in a sentence. open says whether a quotation
// runs on from the sentence before; the returned flag says whether one runs on
// into the next. Tokens inside are marked.
func markQuotes(s string, toks []token, open bool) ([]quoteRun, bool) {
	rs := []rune(s)
	var runs []quoteRun
	cur := quoteRun{}
	for i := range toks {
		t := &toks[i]
		opens, closes := quoteMark(rs, t.start, open)
		switch {
		case t.word || !opens && !closes:
			t.quoted = open
		case opens && !open:
			open = true
			cur = quoteRun{span: text.Span{Start: t.end}, opened: true}
		case opens: // a new paragraph of one quotation
			cur.span.Start = t.end
			cur.opened = true
		case closes && open:
			open = false
			cur.span.End = t.start
			cur.closed = true
			runs = append(runs, cur)
			cur = quoteRun{}
		}
	}
	if open {
		cur.span.End = len(rs)
		runs = append(runs, cur)
	}
	return trimRuns(rs, runs), open
}

// quoteMark says whether the rune at i opens or closes a quotation. A straight
// mark is judged by what touches it, then by whether a quotation is open.
func quoteMark(rs []rune, i int, open bool) (opens, closes bool) {
	switch rs[i] {
	case '“', '„', '«':
		return true, false
	case '”', '»':
		return false, true
	case '"':
	default:
		return false, false
	}
	before := i == 0 || unicode.IsSpace(rs[i-1]) || strings.ContainsRune("([—–-‘'", rs[i-1])
	after := i+1 == len(rs) || unicode.IsSpace(rs[i+1]) || strings.ContainsRune(".,;:!?)]—–", rs[i+1])
	switch {
	case before && !after:
		return true, false
	case after && !before:
		return false, true
	}
	return !open, open
}

func trimRuns(rs []rune, runs []quoteRun) []quoteRun {
	out := runs[:0]
	for _, r := range runs {
		r.span = trimSpan(rs, r.span, " \u00a0")
		if r.span.Len() > 0 {
			out = append(out, r)
		}
	}
	return out
}

// trimSpan narrows a span so that no rune of cut stands at either end.
func trimSpan(rs []rune, sp text.Span, cut string) text.Span {
	for sp.Start < sp.End && strings.ContainsRune(cut, rs[sp.Start]) {
		sp.Start++
	}
	for sp.End > sp.Start && strings.ContainsRune(cut, rs[sp.End-1]) {
		sp.End--
	}
	return sp
}

// set makes a set of the words of a string.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
