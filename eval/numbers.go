package eval

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"kiku/internal/language"
)

// Numbers measures figures and dates (the kind "figures"):
//
//   - gold/ja-text/figures_dates-*.tsv: every number with unit, bound and what
//     it measures, and every date with its meaning in ISO 8601 or EDTF,
//   - gold/en/disagreements-*.tsv: of each pair of English sentences with a
//     differing figure, whether the labelled values are among the figures that
//     were read (value_a and value_b, see labelledValues).
//
// dataDir is the root of the sets or the folder of one; set is "" for all or a
// name such as "ja-text/figures_dates-dev". The error wraps ErrNoSet when there
// is none.
func Numbers(dataDir, set string) ([]Figure, error) {
	p := locate(dataDir)
	reader := language.NewReader()
	var out []Figure
	for _, k := range []struct {
		folder, pattern string
		measure         func(r *language.Reader, name string, rows []map[string]string) []Figure
	}{
		{"ja-text", "figures_dates-*.tsv", japaneseNumbers},
		{"en", "disagreements-*.tsv", englishNumbers},
	} {
		err := eachTable(p, k.folder, k.pattern, func(name string, rows []map[string]string) {
			if set == "" || set == name {
				out = append(out, k.measure(reader, name, rows)...)
			}
		})
		if err != nil {
			return nil, fmt.Errorf("measure figures in %s: %w", dataDir, err)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("measure figures in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

// japaneseNumbers: a number is found when a figure shares a character with it.
// "value" asks for the number (of a range the lower end; falls without sign),
// "unit" for value and unit (a share of all labels, "unit_f1" with precision),
// "span" for the same characters too, "bound" for the right one of about, at
// least, at most and range among those with the right value, "counts" whether
// what is counted shares two characters with the label among those that say
// what they count. "day" asks whether a date begins on the right day at the
// label's precision, "iso" for the whole of it: stretch, time of day, fiscal
// year, about. Dates that the label calls unresolvable or repeating are left
// out. The baseline reads digits with the characters behind them, and 年月日 with
// the year and month of publication.
func japaneseNumbers(r *language.Reader, name string, rows []map[string]string) []Figure {
	var kiku, plain numberScore
	for _, sentence := range bySentence(rows) {
		s := sentence[0]["sentence"]
		day, err := time.ParseInLocation(time.DateOnly, sentence[0]["doc_date"], time.FixedZone("JST", 9*3600))
		if err != nil {
			continue
		}
		got := r.Read("ja", s, nil, day.Add(12*time.Hour)).Title
		kiku.add(got.Figures, got.Dates, sentence)
		figures, dates := plainNumbers(s, day)
		plain.add(figures, dates, sentence)
	}
	out := kiku.figures(name + ".")
	return append(out, plain.figures(name + ".baseline_")[:3]...)
}

// numberScore adds up figures and dates over sentences.
type numberScore struct {
	want, got, value, unit, span, bound, counted, counts int
	dates, day, iso, datesGot, datesLabelled             int
}

func (n *numberScore) add(figures []language.Figure, dates []language.Date, rows []map[string]string) {
	n.got += len(figures)
	n.datesGot += len(dates)
	labelled := map[language.Span]bool{}
	for _, row := range rows {
		start, err := strconv.Atoi(row["start"])
		if err != nil {
			continue
		}
		span := language.Span{Start: start, End: start + len([]rune(row["surface"]))}
		if row["type"] == "date" {
			for _, d := range dates {
				if d.Span.Overlaps(span) && !labelled[d.Span] {
					labelled[d.Span] = true
					n.datesLabelled++
				}
			}
			n.addDate(dates, span, row["iso"])
			continue
		}
		n.want++
		n.addNumber(figures, span, row)
	}
}

func (n *numberScore) addNumber(figures []language.Figure, span language.Span, row map[string]string) {
	want, err := readLabel(row["value"])
	if err != nil {
		return
	}
	for _, f := range figures {
		if !f.Span.Overlaps(span) || math.Abs(f.Value) != want.low {
			continue
		}
		n.value++
		if want.high > 0 && f.High == want.high || want.high == 0 && f.Bound == want.bound {
			n.bound++
		}
		if !sameUnit(f.Unit, row["unit"]) {
			return
		}
		n.unit++
		if f.Span == span {
			n.span++
		}
		if f.Counts != "" {
			n.counted++
			if strings.Contains(row["measures"], f.Counts) || sharedRunes(f.Counts, row["measures"]) >= 2 {
				n.counts++
			}
		}
		return
	}
}

func (n *numberScore) addDate(dates []language.Date, span language.Span, want string) {
	if want == "" || want == "?" || strings.HasPrefix(want, "P") {
		return
	}
	n.dates++
	day, iso := false, false
	for _, d := range dates {
		if d.Span.Overlaps(span) {
			day = day || sameDay(d, want)
			iso = iso || d.ISO == want
		}
	}
	if day {
		n.day++
	}
	if iso {
		n.iso++
	}
}

func (n *numberScore) figures(prefix string) []Figure {
	return []Figure{
		{prefix + "value", share(n.value, n.want), n.want},
		{prefix + "unit", share(n.unit, n.want), n.want},
		{prefix + "day", share(n.day, n.dates), n.dates},
		{prefix + "unit_f1", share(2*n.unit, n.want+n.got), n.want},
		{prefix + "span", share(n.span, n.want), n.want},
		{prefix + "bound", share(n.bound, n.value), n.value},
		{prefix + "counts", share(n.counts, n.counted), n.counted},
		{prefix + "iso", share(n.iso, n.dates), n.dates},
		{prefix + "dates_p", share(n.datesLabelled, n.datesGot), n.datesGot},
	}
}

// labelValue is a label such as "~120", ">=5", "75..76" or "-3".
type labelValue struct {
	low, high float64
	bound     string
}

func readLabel(s string) (labelValue, error) {
	var out labelValue
	for _, b := range []struct{ sign, bound string }{{"~", "about"}, {">=", "min"}, {"<=", "max"}, {">", "min"}, {"<", "max"}} {
		if rest, ok := strings.CutPrefix(s, b.sign); ok {
			s, out.bound = rest, b.bound
			break
		}
	}
	low, high, ranged := strings.Cut(s, "..")
	v, err := strconv.ParseFloat(low, 64)
	if err != nil {
		return out, err
	}
	out.low = math.Abs(v)
	if ranged {
		out.high, err = strconv.ParseFloat(high, 64)
	}
	return out, err
}

// sameUnit compares with the label's unit, of which what stands behind a stroke
// (円/枚) is left out. A bare count of things or years of age has none.
func sameUnit(got, want string) bool {
	want, _, _ = strings.Cut(want, "/")
	return got == want || got == "" && (want == "件" || want == "歳") || got != "" && strings.HasPrefix(want, got)
}

func sharedRunes(a, b string) int {
	n := 0
	for _, r := range a {
		if strings.ContainsRune(b, r) {
			n++
		}
	}
	return n
}

// sameDay compares where a date begins at the label's precision.
func sameDay(d language.Date, want string) bool {
	want = strings.TrimPrefix(want, "~")
	want, _, _ = strings.Cut(want, "/")
	want, _, _ = strings.Cut(want, "T")
	got := strings.TrimPrefix(d.ISO, "~")
	got, _, _ = strings.Cut(got, "/")
	got, _, _ = strings.Cut(got, "T")
	return got == want
}

var (
	plainNumber = regexp.MustCompile(`[0-9][0-9,]*(?:\.[0-9]+)?([万億兆])?([^0-9 、。」)）]{1,2})?`)
	plainDate   = regexp.MustCompile(`(?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日|([0-9]{4})年(?:([0-9]{1,2})月)?`)
)

// plainNumbers is the baseline.
func plainNumbers(s string, day time.Time) ([]language.Figure, []language.Date) {
	var figures []language.Figure
	var dates []language.Date
	runes := func(at int) int { return len([]rune(s[:at])) }
	for _, m := range plainDate.FindAllStringSubmatchIndex(s, -1) {
		part := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return s[m[2*k]:m[2*k+1]]
		}
		number := func(text string, other int) int {
			if n, err := strconv.Atoi(text); err == nil {
				return n
			}
			return other
		}
		iso := ""
		switch {
		case part(3) != "":
			iso = fmt.Sprintf("%d-%02d-%02d", number(part(1), day.Year()), number(part(2), int(day.Month())), number(part(3), 1))
		case part(5) != "":
			iso = fmt.Sprintf("%s-%02d", part(4), number(part(5), 1))
		default:
			iso = part(4)
		}
		dates = append(dates, language.Date{ISO: iso, Span: language.Span{Start: runes(m[0]), End: runes(m[1])}})
	}
	for _, m := range plainNumber.FindAllStringSubmatchIndex(s, -1) {
		span := language.Span{Start: runes(m[0]), End: runes(m[1])}
		if span.InDate(dates) {
			continue
		}
		end := m[1]
		if m[4] >= 0 {
			end = m[4]
		}
		f := language.Figure{Span: span}
		if m[2] >= 0 {
			end = m[2]
		}
		f.Value, _ = strconv.ParseFloat(strings.ReplaceAll(s[m[0]:end], ",", ""), 64)
		if m[2] >= 0 {
			f.Value *= map[string]float64{"万": 1e4, "億": 1e8, "兆": 1e12}[s[m[2]:m[3]]]
		}
		if m[4] >= 0 {
			f.Unit = string([]rune(s[m[4]:m[5]])[:1])
		}
		figures = append(figures, f)
	}
	return figures, dates
}

// englishNumbers asks whether the labelled values of a pair of sentences are
// among the figures read in each: "value" is the share of the values found,
// "bound" the share of those found with the label's bound (about, at least, at
// most, none). The baseline reads digits alone.
func englishNumbers(r *language.Reader, name string, rows []map[string]string) []Figure {
	want, found, bound, plain := 0, 0, 0, 0
	seen := map[string]bool{}
	for _, row := range rows {
		if row["kind"] != "figure" {
			continue
		}
		for _, side := range []string{"a", "b"} {
			s, label := row["sentence_"+side], row["value_"+side]
			v, b, ok := labelledNumber(label)
			if !ok || seen[s+"\t"+label] {
				continue
			}
			seen[s+"\t"+label] = true
			want++
			if strings.Contains(strings.ReplaceAll(s, ",", ""), strconv.FormatFloat(v, 'f', -1, 64)) {
				plain++
			}
			if f, ok := figureOf(r.Read("en", "", []string{s}, time.Time{}), v); ok {
				found++
				if f.Bound == b {
					bound++
				}
			}
		}
	}
	if want == 0 {
		return nil
	}
	return []Figure{
		{name + ".value", share(found, want), want},
		{name + ".bound", share(bound, found), found},
		{name + ".baseline_value", share(plain, want), want},
	}
}

func figureOf(t language.Text, v float64) (language.Figure, bool) {
	for _, s := range t.Sentences {
		for _, f := range s.Figures {
			if math.Abs(f.Value-v) < 1e-6*max(v, 1) {
				return f, true
			}
		}
	}
	return language.Figure{}, false
}

var englishLabel = regexp.MustCompile(`^(at least |more than |over |around |about |some |roughly |nearly |as much as |fewer than |below )?[$£]?([0-9][0-9,]*(?:\.[0-9]+)?) ?(billion|million|bn|m)?%?(?:$| )`)

// labelledNumber reads the value that a label begins with: "at least 4 …",
// "$21.8 billion". Labels that begin with a word for a number are left out.
func labelledNumber(label string) (v float64, bound string, ok bool) {
	m := englishLabel.FindStringSubmatch(label)
	if m == nil {
		return 0, "", false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(m[2], ",", ""), 64)
	if err != nil {
		return 0, "", false
	}
	if scale := map[string]float64{"billion": 1e9, "bn": 1e9, "million": 1e6, "m": 1e6}[m[3]]; scale > 0 {
		v *= scale
	}
	bound = map[string]string{"at least": "min", "more than": "min", "over": "min", "around": "about", "about": "about", "some": "about", "roughly": "about", "nearly": "about", "as much as": "max", "fewer than": "max", "below": "max"}[strings.TrimSpace(m[1])]
	return v, bound, true
}
