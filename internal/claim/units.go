package claim

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// thingsEn and thingsJa tie the counted nouns of both languages to one thing.
// Japanese ones are counters; 台 counts machines of all kinds and is a vehicle
// only where the sentence speaks of traffic.
var (
	thingsEn = map[string]string{"boat": "vessel", "vessel": "vessel", "ship": "vessel", "vehicl": "vehicle", "car": "vehicle",
		"household": "household", "peopl": "person", "person": "person", "protest": "person", "demonstr": "person", "marcher": "person", "runner": "person"}
	thingsJa  = map[string]string{"隻": "vessel", "艘": "vessel", "台": "vehicle", "世帯": "household", "人": "person", "名": "person"}
	trafficJa = regexp.MustCompile(`車|通行|通る|通った|渋滞|道路`)
)

// thingOf returns what a figure counts in a word shared by both languages, ""
// when that is not known.
func thingOf(s string, f text.Figure) string {
	if japanese(s) {
		t := thingsJa[f.Unit]
		if t == "vehicle" && !trafficJa.MatchString(s) {
			return ""
		}
		return t
	}
	if f.Unit == "person" {
		return "person"
	}
	return thingsEn[strings.ToLower(f.Counts)]
}

var (
	partJa   = regexp.MustCompile(`参加`)
	partEn   = regexp.MustCompile(`^\W*(?:[a-z]+\W+){1,3}?(?:took|take|taking|taken) part\b`)
	putAtEn  = regexp.MustCompile(`\bputs? the (?:number|count) of ([a-z]+)(?: (?:taking|that took|who took) part)? at $`)
	passJa   = regexp.MustCompile(`通る|通行す|通行し|通過|往来|利用す`)
	passEn   = regexp.MustCompile(`^\W*[a-z]+\W+(?:use|used|cross|crossed|pass|passed)\b`)
	fundEn   = regexp.MustCompile(`\bfund\b[^.;:]{0,110}\b(?:amount(?:s|ed|ing)? to|total(?:s|led|ling)?|worth|put at|estimated at|set at|of) $`)
	fundJa   = regexp.MustCompile(`基金[^。]{0,20}(?:総額[をはが]?|規模[をはが]?|は|額[をはが]?)(?:約|およそ)?$`)
	moneyJa  = regexp.MustCompile(`総額|費|基金|価|値|料|予算|補償|賠償|額|金`)
	coinJa   = regexp.MustCompile(`(?:約|およそ)?([0-9０-９][0-9０-９,.]*)(兆|億|万|百万)([0-9０-９]*)(万|千)?([ァ-ヴ][ァ-ヴー]{2,})`)
	katakana = regexp.MustCompile(`^[ァ-ヴー]{3,}$`)
	coinsEn  = set("crown mark florin guilder thaler ducat shilling")
)

// roleMeasure returns the measure of a figure by the part that what it counts
// plays in the event: those who took part, what passes in a day, the size of a
// fund. Such figures compare across languages, since the part and not the
// noun beside them says what they measure. Empty when none is printed.
func roleMeasure(s text.Sentence, f text.Figure) measure {
	rs := []rune(s.Text)
	before, after := string(rs[:f.Span.Start]), string(rs[min(f.Span.End, len(rs)):])
	ja := japanese(s.Text)
	thing := thingOf(s.Text, f)
	if ja {
		before = strings.TrimRight(before, "、 　")
		switch near := lastRunes(before, 14) + "＃" + firstRunes(after, 8); {
		case money(s.Text, f) && fundJa.MatchString(before):
			return measure{"fund", "基金"}
		case thing != "" && partJa.MatchString(near):
			return measure{"part/" + thing, partJa.FindString(near)}
		case thing == "vehicle" && passJa.MatchString(firstRunes(after, 10)):
			return measure{"pass/vehicle", passJa.FindString(firstRunes(after, 10))}
		}
		return measure{}
	}
	if coin := money(s.Text, f); thing == "" && !coin && !strings.HasSuffix(before, " at ") {
		return measure{} // most figures count something else
	}
	low := strings.ToLower(strings.Join(strings.Fields(before), " ")) + " "
	rest := strings.ToLower(after)
	switch m := putAtEn.FindStringSubmatch(low); {
	case money(s.Text, f) && fundEn.MatchString(low):
		return measure{"fund", "fund"}
	case m != nil:
		if t := thingsEn[m[1]]; t != "" {
			return measure{"part/" + t, m[1]}
		}
		if t := thingsEn[strings.TrimSuffix(m[1], "s")]; t != "" {
			return measure{"part/" + t, m[1]}
		}
	case thing != "" && partEn.MatchString(rest):
		return measure{"part/" + thing, nounAfter(s.Text, f)}
	case thing == "vehicle" && passEn.MatchString(rest):
		return measure{"pass/vehicle", nounAfter(s.Text, f)}
	}
	return measure{}
}

// nounAfter returns the word printed behind an English figure.
func nounAfter(s string, f text.Figure) string {
	for _, t := range tokens(s) {
		if t.word && t.start >= f.Span.End {
			return t.low
		}
	}
	return ""
}

// money reports whether a figure is an amount of money: of a currency that the
// language package knows, or of one by its word.
func money(s string, f text.Figure) bool {
	u := f.Unit
	switch {
	case len(u) == 3 && strings.ToUpper(u) == u, u == "円", u == "ドル", u == "ユーロ", u == "元", u == "ウォン":
		return true
	case japanese(s):
		return coinFigure(f) != ""
	}
	return u == "" && coinsEn[strings.ToLower(f.Counts)]
}

// coinFigure returns the sound of a currency whose name no list has, the same
// in katakana and in Latin letters; "" for other units.
func coinFigure(f text.Figure) string {
	switch {
	case f.Unit == "" && coinsEn[strings.ToLower(f.Counts)]:
		return "coin " + language.SoundKey(f.Counts)
	case katakana.MatchString(f.Unit) && strings.HasSuffix(f.Surface, f.Unit) && coinJa.MatchString(f.Surface):
		return "coin " + language.SoundKey(f.Unit)
	}
	return ""
}

// withCoins returns the figures of a sentence. Large amounts in Japanese whose
// unit is a katakana word that the language package does not know
// ("2億フローリン") get that unit, in sentences about money.
func withCoins(s text.Sentence) []text.Figure {
	if !japanese(s.Text) || !moneyJa.MatchString(s.Text) {
		return s.Figures
	}
	out := append([]text.Figure(nil), s.Figures...)
	for _, m := range coinJa.FindAllStringSubmatchIndex(s.Text, -1) {
		start := utf8.RuneCountInString(s.Text[:m[0]])
		span := text.Span{Start: start, End: start + utf8.RuneCountInString(s.Text[m[0]:m[1]])}
		value, ok := amountJa(part(s.Text, m, 1), part(s.Text, m, 2), part(s.Text, m, 3), part(s.Text, m, 4))
		for i, f := range out {
			if ok && f.Unit == "" && span.Contains(f.Span) {
				out[i].Surface, out[i].Span, out[i].Unit, out[i].Value = s.Text[m[0]:m[1]], span, s.Text[m[10]:m[11]], value
			}
		}
	}
	return out
}

// part returns a group of a match, "" when it took no part.
func part(s string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return s[m[2*n]:m[2*n+1]]
}

// amountJa reads 3, 億, 5, 千 as 300005000: a number, its power of ten
// thousand, and a rest with its own power.
func amountJa(number, power, rest, low string) (float64, bool) {
	powers := map[string]float64{"千": 1e3, "万": 1e4, "百万": 1e6, "億": 1e8, "兆": 1e12}
	v, err := strconv.ParseFloat(strings.ReplaceAll(plainDigits(number), ",", ""), 64)
	if err != nil {
		return 0, false
	}
	v *= powers[power]
	if rest == "" {
		return v, true
	}
	r, err := strconv.ParseFloat(plainDigits(rest), 64)
	if err != nil {
		return 0, false
	}
	unit := powers[low]
	switch {
	case low == "":
		unit = 1
	case low == "千" && power == "億": // 3億5千万 is not written without 万
		unit = 1e3
	}
	return v + r*unit, true
}

// plainDigits makes full-width digits plain.
func plainDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

func firstRunes(s string, n int) string {
	rs := []rune(s)
	return string(rs[:min(n, len(rs))])
}

func lastRunes(s string, n int) string {
	rs := []rune(s)
	return string(rs[max(0, len(rs)-n):])
}
