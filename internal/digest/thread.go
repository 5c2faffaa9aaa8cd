package digest

import (
	"regexp"
	"slices"
	"sort"
	"time"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// thread is what a sentence of a narrative is there for; they are told in this
// order.
type thread int

const (
	happens thread = iota // what happened
	came                  // how it came
	reacts                // who says what to it
	comes                 // what comes next
)

// passage is a sentence of a narrative with those of its report that are told with it.
type passage struct {
	choices []choice
	thread  thread
	day     time.Time // of what the first one tells
}

// threadOf says what a sentence is there for in a section about what happened
// from a day on.
func threadOf(cand candidate, from time.Time) thread {
	s := cand.sentence()
	outside := outsideQuotes(s.Text)
	switch {
	case earlier(cand, from), lookBack.MatchString(outside):
		return came
	case opines(cand):
		return reacts
	case yetToCome.MatchString(outside) && !pastFact.MatchString(outside):
		return comes
	}
	return happens
}

// earlier reports whether all days that a sentence prints outside of quotations lie
// before a day.
func earlier(cand candidate, from time.Time) bool {
	found := false
	for _, d := range cand.sentence().Dates {
		if d.Time.IsZero() || d.Precision == text.Approximate || quoted(cand.sentence(), d.Span) {
			continue
		}
		at := dayBegin(d.Time)
		if !at.Before(from) || d.Precision == text.Month && from.Sub(at) < 31*day || d.Precision == text.Year && at.Year() == from.Year() {
			return false
		}
		found = true
	}
	return found
}

// opines reports whether a sentence is there for what somebody holds, not for what
// was done.
func opines(cand candidate) bool {
	s := cand.sentence()
	for _, st := range cand.statements() {
		switch st.Stance {
		case claim.Criticise, claim.Oppose, claim.Reject, claim.Support, claim.Warn, claim.Deny, claim.Demand, claim.Condition, claim.Accept, claim.Propose:
			return true
		}
		if st.Direct && 2*st.ContentSpan.Len() > len([]rune(s.Text)) {
			return true
		}
	}
	return poll.MatchString(s.Text)
}

var (
	lookBack  = regexp.MustCompile(`(?i)\b(?:previously|last (?:year|month|week|autumn|summer|winter|spring|fall)|years? ago|months? ago|decades?|since (?:19|20)\d\d|in (?:19|20)\d\d|for years|long been|had (?:been|already|long))\b|これまで|以前|かつて|昨年|前年|先月|先週|過去|当初|年前|か月前|カ月前|ヶ月前`)
	yetToCome = regexp.MustCompile(`\b(?:will|is due to|are due to|is set to|are set to|plans? to|is expected|are expected|is scheduled|are scheduled|is likely|hopes? to)\b|予定(?:だ|で|。|という)|見通し|見込み|方針(?:だ|。|を)|今後|目指す|(?:する|なる|れる|いく)とみられる`)
	pastFact  = regexp.MustCompile(`\b(?:was|were|had|signed|killed|resigned|won|lost|died|arrested|charged|fired|struck|announced)\b|(?:した|った|れた)。$`)
	poll      = regexp.MustCompile(`(?i)approval rat|\bpoll(?:s|ster|ing)?\b|支持率|世論調査`)
)

// threaded orders passages by thread, and inside by the day of what happens; what
// is of one day and one report stays together, the report with the weightiest
// sentence first. No report's sentences change their order.
func threaded(ps []passage) {
	weight := map[*report]float64{}
	for _, p := range ps {
		c := p.choices[0].candidate
		weight[c.report] = max(weight[c.report], c.central)
	}
	sort.SliceStable(ps, func(i, j int) bool {
		a, b := ps[i], ps[j]
		switch x, y := a.choices[0], b.choices[0]; {
		case a.thread != b.thread:
			return a.thread < b.thread
		case !a.day.Equal(b.day):
			return a.day.Before(b.day)
		case x.report != y.report && weight[x.report] != weight[y.report]:
			return weight[x.report] > weight[y.report]
		case x.report != y.report:
			return before(x.report, y.report)
		default:
			return x.index < y.index
		}
	})
	inTheirOrder(ps)
}

// inTheirOrder puts the sentences of each report in its own order, in the places
// that they have together: "they" and "the decision" mean what stood before them there.
func inTheirOrder(ps []passage) {
	places := map[*report][]int{}
	for i, p := range ps {
		r := p.choices[0].candidate.report
		places[r] = append(places[r], i)
	}
	told := slices.Clone(ps)
	for _, at := range places {
		from := slices.Clone(at)
		sort.SliceStable(from, func(i, j int) bool { return told[from[i]].choices[0].index < told[from[j]].choices[0].index })
		for k, i := range at {
			ps[i].choices, ps[i].day = told[from[k]].choices, told[from[k]].day
		}
	}
}

// passagesOf are choices with what they are there for.
func passagesOf(chosen []choice, from time.Time) []passage {
	var out []passage
	for _, ch := range chosen {
		out = append(out, passage{choices: []choice{ch}, thread: threadOf(ch.candidate, from), day: happened(ch.candidate)})
	}
	return out
}

// inThreads orders choices as a narrative tells them.
func inThreads(from time.Time) func([]choice) {
	return func(chosen []choice) {
		inReport(chosen)
		ps := passagesOf(chosen, from)
		threaded(ps)
		for i, p := range ps {
			chosen[i] = p.choices[0]
		}
	}
}

// Sizes of a paragraph.
const (
	leastLines = 2
	mostLines  = 4
)

// paragraphs are how many lines each paragraph of a narrative has: one begins
// where the thread changes and, in a long thread, where the report does.
func paragraphs(ps []passage) []int {
	var out []int
	n := 0
	for i, p := range ps {
		if n > 0 && (p.thread != ps[i-1].thread && n >= leastLines || n+len(p.choices) > mostLines && n >= leastLines) {
			out = append(out, n)
			n = 0
		}
		n += len(p.choices)
	}
	if n == 1 && len(out) > 0 && out[len(out)-1] < mostLines && len(ps) > 1 && ps[len(ps)-1].thread == ps[len(ps)-2].thread {
		out[len(out)-1]++
		n = 0
	}
	if n > 0 {
		out = append(out, n)
	}
	return out
}

// lines are the choices of passages in order.
func lines(ps []passage) []choice {
	var out []choice
	for _, p := range ps {
		out = append(out, p.choices...)
	}
	return out
}

// firstTold moves to the front of what happened a passage that neither begins with
// somebody's words nor takes something for told, if the first one does and nothing of
// its report stands before it.
func firstTold(ps []passage) {
	quotes := func(p passage) bool {
		return quoteFirst.MatchString(p.choices[0].line.Text) || len(p.choices[0].leans) > 0
	}
	if len(ps) == 0 || !quotes(ps[0]) {
		return
	}
	passed := map[*report]bool{}
	at := slices.IndexFunc(ps, func(p passage) bool {
		r := p.choices[0].candidate.report
		fits := p.thread == ps[0].thread && !quotes(p) && !passed[r]
		passed[r] = true
		return fits
	})
	if at > 0 {
		p := ps[at]
		copy(ps[1:at+1], ps[:at])
		ps[0] = p
	}
}

var quoteFirst = regexp.MustCompile(`^["“”「『‘']`)
