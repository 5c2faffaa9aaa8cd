package en

import (
	"strconv"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// figures finds the numbers of a sentence with unit, bound and what they
// count. Dates, model names ("F-16"), clock times, ages and telephone numbers
// are left out.
func figures(l layout, toks []tok, found []text.Date) []text.Figure {
	var out []text.Figure
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		if !t.lex.figures && !isDigit(firstRune(t.s)) && (t.kind != wordTok || strings.IndexByte(t.s, '-') < 0) {
			continue
		}
		if t.span().InDate(found) {
			continue
		}
		f, n := figure(l, toks, i)
		if n == 0 {
			continue
		}
		if f.Span.End > 0 {
			out = append(out, f)
		}
		i += n - 1
	}
	return out
}

func low(toks []tok, i int) string {
	if i < 0 || i >= len(toks) {
		return ""
	}
	return toks[i].low
}

// figure reads one figure at token i. It returns how many tokens it looked at
// (0 for no number); a figure with an empty span is a number to pass over.
func figure(l layout, toks []tok, i int) (text.Figure, int) {
	if f, n := ordinal(l, toks, i); n > 0 {
		return f, n
	}
	v, unit, n := quantity(toks, i)
	if n == 0 {
		return text.Figure{}, 0
	}
	start, end := i, i+n
	f := text.Figure{Value: v, Unit: unit}
	if sym := currencySign[low(toks, i-1)]; sym != "" && i > 0 {
		f.Unit = sym
		start--
		if c := low(toks, start-1); c == "us" || c == "a" || c == "c" || c == "nz" || c == "hk" {
			if toks[start-1].end == toks[start].start {
				start--
			}
		}
	} else if i > 0 && (toks[i-1].s == "#" || toks[i-1].s == "-" && i > 1 && toks[i-2].end == toks[i-1].start && toks[i-2].kind == wordTok || toks[i-1].s == ":" && i > 1 && toks[i-2].end == toks[i-1].start) {
		return text.Figure{}, n
	}
	if f.Unit == "" {
		f.Unit, end = unitAfter(toks, end)
	}
	if f.Unit == "" && passOver(toks, i, end) {
		return text.Figure{}, end - i
	}
	f.Bound, start = boundBefore(toks, start)
	if b, e := boundAfter(toks, end); f.Bound == "" && b != "" {
		f.Bound, end = b, e
	}
	if f.Unit == "" || f.Unit == "%" {
		f.Counts = counted(toks, end, f.Unit == "%")
	}
	if f.Unit == "" && f.Counts != "" && personWords[f.Counts] {
		f.Unit = "person"
	}
	f.Span = text.Span{Start: toks[start].start, End: toks[end-1].end}
	f.Surface = l.cut(f.Span)
	return f, max(end-i, 1)
}

var currencySign = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₴": "UAH", "₺": "TRY", "₦": "NGN", "₱": "PHP", "₪": "ILS"}

// quantity reads a number in digits or words with its scale: "1.2 million",
// "5bn", "twenty-one", "two dozen".
func quantity(toks []tok, i int) (v float64, unit string, n int) {
	t := toks[i]
	switch {
	case t.kind == numberTok:
		x, ok := digits(t.s)
		if !ok {
			return 0, "", 0
		}
		v, n = x, 1
	case t.kind == wordTok && isDigit(firstRune(t.s)):
		x, u, ok := gluedUnit(t.low)
		if !ok {
			return 0, "", 0
		}
		v, unit, n = x, u, 1
		if unit != "" {
			return v, unit, n
		}
	case t.kind == wordTok:
		x, k := spelled(toks, i)
		if k == 0 {
			return 0, "", 0
		}
		v, n = x, k
	default:
		return 0, "", 0
	}
	for k := 0; k < 2; k++ {
		j := i + n
		if low(toks, j) == "-" && j+1 < len(toks) && scales[low(toks, j+1)] > 0 {
			j++
		}
		s, ok := scales[strings.TrimSuffix(low(toks, j), "s")]
		if !ok || len(low(toks, j)) == 1 && toks[j].start != toks[j-1].end {
			break
		}
		v *= s
		n = j + 1 - i
	}
	return v, unit, n
}

func digits(s string) (float64, bool) {
	s = strings.ReplaceAll(fold(s), ",", "")
	if strings.Count(s, ".") > 1 {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

var gluedUnits = map[string]string{"km": "km", "kg": "kg", "m": "", "bn": "", "mn": "", "tn": "", "trn": "", "k": "", "b": "", "million": "", "billion": "", "mm": "mm", "cm": "cm",
	"mw": "MW", "gw": "GW", "kw": "kW", "gb": "GB", "mb": "MB", "tb": "TB", "mph": "mph", "kmh": "km/h", "ft": "foot", "lb": "lb", "lbs": "lb", "c": "°C", "f": "°F", "g": "g", "t": "t", "p": "penny", "bp": "bp", "bps": "bp", "hz": "Hz", "mg": "mg", "ml": "ml",
	"year": "year", "day": "day", "month": "month", "week": "week", "hour": "hour", "minute": "minute", "mile": "mile", "kilometre": "km", "kilometer": "km", "meter": "m", "metre": "m", "foot": "foot", "member": "", "point": "point", "strong": "", "page": "page", "seat": "seat", "ton": "t", "tonne": "t"}

// gluedUnit reads "5bn", "120km", "30-day", "40-member"; it refuses model
// names, ages and anything else.
func gluedUnit(w string) (float64, string, bool) {
	k := 0
	for k < len(w) && (w[k] >= '0' && w[k] <= '9' || w[k] == '.' || w[k] == ',') {
		k++
	}
	v, ok := digits(w[:k])
	if !ok {
		return 0, "", false
	}
	rest := strings.TrimPrefix(w[k:], "-")
	if strings.Contains(rest, "year-old") {
		return 0, "", false
	}
	unit, known := gluedUnits[rest]
	if !known {
		return 0, "", false
	}
	if s, ok := scales[rest]; ok {
		v *= s
	}
	return v, unit, true
}

// spelled reads number words: "twenty-one", "two hundred and five", "dozens"
// is no number.
func spelled(toks []tok, i int) (float64, int) {
	var total, part float64
	n := 0
	for k := i; k < len(toks); k++ {
		w := toks[k].low
		if a, b, ok := strings.Cut(w, "-"); ok {
			x, okX := numberWords[a]
			y, okY := numberWords[b]
			if !okX || !okY {
				break
			}
			part += x + y
			n = k + 1 - i
			continue
		}
		if x, ok := numberWords[w]; ok && (w != "one" && w != "zero" || oneCounts(toks, k, i)) {
			if w == "dozen" && part > 0 {
				part *= 12
			} else if w == "dozen" && k == i {
				break
			} else {
				if k > i && part > 0 && x >= 10 || part > 0 && part < 20 && k > i {
					break
				}
				part += x
			}
			n = k + 1 - i
			continue
		}
		if s := scales[w]; s >= 100 && len(w) > 3 && n > 0 {
			if s == 100 {
				part *= s
			} else {
				total += part * s
				part = 0
			}
			n = k + 1 - i
			continue
		}
		if w == "and" && n > 0 && low(toks, k-1) == "hundred" && k+1 < len(toks) {
			if _, ok := numberWords[low(toks, k+1)]; ok {
				continue
			}
		}
		break
	}
	if n == 0 && (low(toks, i) == "a" || low(toks, i) == "half") {
		if s := scales[low(toks, i+1)]; s >= 100 && len(low(toks, i+1)) > 3 {
			return s, 2
		}
	}
	return total + part, n
}

// oneCounts reports that "one" is a number here, not a pronoun.
func oneCounts(toks []tok, k, i int) bool {
	next := low(toks, k+1)
	return k > i || personWords[Stem(next)] || scales[next] > 0 || unitWords[strings.TrimSuffix(next, "s")] != ""
}

// ordinal reads "12th", "third", "13th-century": marked, never a quantity.
func ordinal(l layout, toks []tok, i int) (text.Figure, int) {
	t := toks[i]
	if t.kind != wordTok {
		return text.Figure{}, 0
	}
	w, _, _ := strings.Cut(t.low, "-")
	v := 0.0
	if isDigit(firstRune(w)) {
		num := strings.TrimRight(w, "stndrh")
		if len(w)-len(num) != 2 {
			return text.Figure{}, 0
		}
		x, ok := digits(num)
		if !ok {
			return text.Figure{}, 0
		}
		v = x
	} else if n, ok := ordinalValue[w]; ok && w != "second" && w != "first" {
		v = n
	} else {
		return text.Figure{}, 0
	}
	f := text.Figure{Surface: t.s, Value: v, Ordinal: true, Span: t.span()}
	f.Counts = counted(toks, i+1, false)
	return f, 1
}

var ordinalValue = func() map[string]float64 {
	out := map[string]float64{}
	for i, w := range strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth") {
		out[w] = float64(i + 1)
	}
	return out
}()

// unitWords are units by their singular.
var unitWords = map[string]string{
	"%": "%", "percent": "%", "per cent": "%", "pct": "%", "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "rupee": "INR", "rouble": "RUB", "ruble": "RUB", "won": "KRW", "hryvnia": "UAH", "franc": "CHF", "peso": "MXN", "cent": "cent",
	"kilometre": "km", "kilometer": "km", "km": "km", "mile": "mile", "metre": "m", "meter": "m", "centimetre": "cm", "centimeter": "cm", "cm": "cm", "foot": "foot", "feet": "foot", "inch": "inch", "inche": "inch", "yard": "yard", "hectare": "hectare", "acre": "acre",
	"kilogram": "kg", "kilo": "kg", "kg": "kg", "ton": "t", "tonne": "t", "gram": "g", "ounce": "oz", "litre": "l", "liter": "l", "gallon": "gallon", "barrel": "barrel",
	"second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade", "degree": "degree", "mph": "mph", "megawatt": "MW", "gigawatt": "GW", "kilowatt": "kW", "mw": "MW", "gw": "GW", "bp": "bp", "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY",
	"percentage": "pp", "point": "point", "time": "times", "gb": "GB", "mb": "MB", "tb": "TB",
}

// unitAfter reads the unit after token end-1 and returns the new end.
func unitAfter(toks []tok, end int) (string, int) {
	w := low(toks, end)
	if w == "per" && low(toks, end+1) == "cent" {
		return "%", end + 2
	}
	if w == "percentage" && strings.HasPrefix(low(toks, end+1), "point") {
		return "pp", end + 2
	}
	if w == "basis" && strings.HasPrefix(low(toks, end+1), "point") {
		return "bp", end + 2
	}
	k := end
	if w == "-" || w == "us" || w == "square" || w == "cubic" || w == "canadian" || w == "australian" {
		k++
	}
	u, ok := unitWords[strings.TrimSuffix(low(toks, k), "s")]
	if !ok {
		u, ok = unitWords[low(toks, k)]
	}
	if !ok || u == "pp" {
		return "", end
	}
	switch {
	case w == "square" || w == "cubic":
		u += map[string]string{"square": "²", "cubic": "³"}[w]
	case w == "canadian" && u == "USD":
		u = "CAD"
	case w == "australian" && u == "USD":
		u = "AUD"
	}
	if u == "year" && (low(toks, k+1) == "old" || low(toks, k+1) == "-" && low(toks, k+2) == "old") {
		return "age", k + 2
	}
	return u, k + 1
}

// passOver reports a number without unit that is no quantity: clock times,
// ages between commas, scores, sections, parts of addresses.
func passOver(toks []tok, i, end int) bool {
	before, after := low(toks, i-1), low(toks, end)
	switch {
	case len(toks[i].s) == 4 && (toks[i].s[:2] == "19" || toks[i].s[:2] == "20") && end == i+1 && !isPlural(after):
		return true // a year before a noun: "a 2024 law"
	case before == ":" || after == ":" && isNumber(toks, end+1) && toks[end].start == toks[end-1].end:
		return true
	case after == "a.m." || after == "p.m." || after == "am" || after == "pm" || after == "a.m" || after == "p.m" || after == "gmt" || after == "o'clock":
		return true
	case before == "," && (after == "," || after == ".") && i > 1 && toks[i-2].upper() && toks[i].kind == numberTok && len(toks[i].s) <= 2:
		return true // "Ann Berg, 43, said"
	case (after == "-" || after == "–") && isNumber(toks, end+1) && toks[end].start == toks[end-1].end && toks[end+1].start == toks[end].end && len(toks[i].s) <= 2 && !hasUnit(toks, end+2):
		return true // scores
	case (before == "-" || before == "–") && i > 1 && isNumber(toks, i-2) && toks[i-1].start == toks[i-2].end && !hasUnit(toks, end) && len(toks[i].s) <= 2:
		return true
	case before == "aged" || before == "age" || before == "chapter" || before == "section" || before == "article" || before == "no" || before == "number" || before == "flight" || before == "highway" || before == "route" || before == "page" || before == "room" || before == "channel" || before == "phase" || before == "level" || before == "version":
		return true
	case before == "." && i > 1 && low(toks, i-2) == "no":
		return true
	}
	if toks[i].kind == numberTok && i > 0 && toks[i-1].upper() && i > 1 && !auxiliaries[before] && !function[before] && !conjunctions[before] && !pronouns[before] && !reporting[before] && months[before] == 0 && toks[i-1].end+1 == toks[i].start {
		return after == "" || !isPlural(after) // "Windows 7", "Apollo 11"
	}
	return false
}

func isPlural(w string) bool { return len(w) > 3 && strings.HasSuffix(w, "s") || personWords[w] }

func hasUnit(toks []tok, i int) bool {
	u, _ := unitAfter(toks, i)
	return u != "" || personWords[Stem(low(toks, i))]
}

func isNumber(toks []tok, i int) bool { return i >= 0 && i < len(toks) && toks[i].kind == numberTok }

// boundBefore reads "at least", "more than", "about" before token start.
func boundBefore(toks []tok, start int) (string, int) {
	for _, b := range boundsBefore {
		k := start - len(b.words)
		if k < 0 {
			continue
		}
		ok := true
		for j, w := range b.words {
			if toks[k+j].low != w {
				ok = false
				break
			}
		}
		if ok {
			return b.bound, k
		}
	}
	return "", start
}

type bound struct {
	words []string
	bound string
}

var boundsBefore = func() []bound {
	var out []bound
	for _, g := range []struct{ bound, words string }{
		{"min", "at least|more than|no fewer than|no less than|not less than|a minimum of|upwards of|over|above|exceeding|as many as that|minimum"},
		{"max", "at most|up to|no more than|not more than|less than|fewer than|as many as|as much as|a maximum of|under|below|almost up to"},
		{"about", "about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated|approx|circa|just over|just under|more or less"},
	} {
		for p := range strings.SplitSeq(g.words, "|") {
			out = append(out, bound{strings.Fields(p), g.bound})
		}
	}
	// The longest phrase decides: "just over" before "over".
	return longestFirst(out)
}()

func longestFirst(in []bound) []bound {
	var out []bound
	for n := 4; n > 0; n-- {
		for _, b := range in {
			if len(b.words) == n {
				out = append(out, b)
			}
		}
	}
	return out
}

// boundAfter reads "or more", "or so" after the figure.
func boundAfter(toks []tok, end int) (string, int) {
	if low(toks, end) == "or" {
		switch low(toks, end+1) {
		case "more":
			return "min", end + 2
		case "less", "fewer":
			return "max", end + 2
		case "so":
			return "about", end + 2
		}
	}
	if low(toks, end) == "+" && end < len(toks) && toks[end].start == toks[end-1].end {
		return "min", end + 1
	}
	return "", end
}

var personWords = set(`people person men man women woman child children kid civilian soldier troop officer worker employee resident student passenger
	migrant refugee victim patient voter member survivor fighter militant journalist prisoner hostage detainee demonstrator protester peopl civilian soldier
	dead injured wounded other villager tourist firefighter policeman policemen doctor nurse teacher pupil prison hostag employe militari offic`)

var skipCounted = set("of the a an more new additional other further another different separate additional such own its their his her us israeli russian")

// counted returns the stem of the noun that a number counts: the last word of
// the run of plain words after it ("120 Russian long-range drones" -> drone).
func counted(toks []tok, end int, percent bool) string {
	last := ""
	if percent {
		if low(toks, end) != "of" {
			return ""
		}
		end++
	}
	for k := end; k < len(toks) && k < end+5; k++ {
		t := toks[k]
		if t.kind != wordTok {
			break
		}
		if skipCounted[t.low] {
			if t.low == "of" && last != "" {
				break
			}
			continue
		}
		if function[t.low] || conjunctions[t.low] || pronouns[t.low] || auxiliaries[t.low] {
			break
		}
		if last != "" && (strings.HasSuffix(t.low, "ed") || strings.HasSuffix(t.low, "ing") || reporting[t.low]) {
			break
		}
		if reporting[t.low] {
			break
		}
		if t.upper() && len(t.s) > 1 && !unicode.IsLower(firstRune(t.s)) && last == "" && demonymOrName(t.low) {
			continue
		}
		last = Stem(t.low)
		if isPlural(t.low) || personWords[t.low] {
			break
		}
	}
	return last
}

func demonymOrName(w string) bool { return CountryCode(w) != "" }
