package theme

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"kiku/internal/digest"
)

// Dot draws a moment for the timeline: a round that grows with the
// independent reports, in one slice for each, coloured by publisher; cracked
// where the reports are in dispute. It holds no text: the row beside it says the
// same in words.
func Dot(m *digest.Moment) string {
	var b strings.Builder
	b.WriteString(`<svg viewBox="-16 -16 32 32" aria-hidden="true" focusable="false">`)
	pie(&b, m, dotRadius(m.Reports))
	b.WriteString(`</svg>`)
	return b.String()
}

// dotRadius grows with the root of the reports; 15 is the widest that leaves the
// rows apart.
func dotRadius(reports int) float64 {
	return math.Round(10*min(15, 3+3.6*math.Sqrt(float64(max(reports, 1))))) / 10
}

func pie(b *strings.Builder, m *digest.Moment, r float64) {
	runs := runsOf(m)
	if len(runs) == 1 {
		b.WriteString(`<circle class="slice c` + strconv.Itoa(runs[0].publisher) + `" r="` + num(r) + `"/>`)
	} else {
		total, at := 0, 0
		for _, run := range runs {
			total += run.reports
		}
		for _, run := range runs {
			from, to := float64(at)/float64(total), float64(at+run.reports)/float64(total)
			b.WriteString(`<path class="slice c` + strconv.Itoa(run.publisher) + `" d="` + slice(r, from, to) + `"/>`)
			at += run.reports
		}
	}
	if len(m.Disputes) > 0 {
		b.WriteString(`<path class="crack" d="M1.5 ` + num(-r-1.5) + `L-2 ` + num(-r/3) + `L2 ` + num(r/3) + `L-1.5 ` + num(r+1.5) + `"/>`)
	}
}

// run is the share of one colour in a dot.
type run struct{ publisher, reports int }

// runsOf are a moment's colours in order; publishers without a colour of their
// own share one. A moment of an older edition does not know its publishers.
func runsOf(m *digest.Moment) []run {
	var out []run
	for _, p := range m.Publishers {
		c := min(max(p, 0), Colours)
		if n := len(out); n > 0 && out[n-1].publisher == c {
			out[n-1].reports++
		} else {
			out = append(out, run{c, 1})
		}
	}
	if out == nil {
		out = []run{{Colours, max(m.Reports, 1)}}
	}
	return slices.Clip(out)
}

// slice is a part of a round, from and to being shares of a whole turn from the
// top on.
func slice(r, from, to float64) string {
	at := func(share float64) string {
		sin, cos := math.Sincos(2 * math.Pi * share)
		return num(r*sin) + " " + num(-r*cos)
	}
	large := "0"
	if to-from > 0.5 {
		large = "1"
	}
	return "M0 0L" + at(from) + "A" + num(r) + " " + num(r) + " 0 " + large + " 1 " + at(to) + "Z"
}
