package claim

import (
	"regexp"
	"sort"
	"strings"

	"kiku/internal/article"
)

// surely is how many content words two sentences must share for their figures to
// be of one thing, beside what Compare asks.
const surely = 5

// Contrasts returns the verdicts of Compare that are safe to print, of all
// sentences of one event's reports: figures of one thing, spans of years and two
// givers of one gift. Compare takes two passages to speak of one matter; here
// they must show it: they are of independent reports, share enough words, and
// neither report prints the other's value, too, which would make them two
// things. Judgements by words alone (denials, opposites) are not returned: over
// free pairs they are mostly of two matters. The order of passages does not
// matter.
func Contrasts(ps []Passage, independent func(a, b article.ID) bool) []Dispute {
	printed := valuesOf(ps)
	ordered := tellingOf(ps)
	seen := map[string]bool{}
	var out []Dispute
	for i := range ordered {
		for j := i + 1; j < len(ordered); j++ {
			a, b := &ordered[i], &ordered[j]
			if a.Ref.Article == b.Ref.Article || a.Publisher == b.Publisher || a.tells&b.tells == 0 || common(a.content(), b.content()) < 2 ||
				namesApart(&a.Passage, &b.Passage) || !independent(a.Ref.Article, b.Ref.Article) {
				continue
			}
			c := Compare(a.Passage, b.Passage, Usual)
			key := c.By + "|" + bareValue(c.A) + "|" + bareValue(c.B)
			if c.By == "agent" {
				key = c.By + "|" + c.About // one gift, however its givers are called
			}
			if seen[key] || !safe(c, a, b, printed) {
				continue
			}
			seen[key] = true
			out = append(out, Dispute{
				ID: disputeID(string(c.Kind), key, a.Ref.Article, b.Ref.Article), Kind: c.Kind, About: c.About,
				A: passageSide(&a.Passage, c.A), B: passageSide(&b.Passage, c.B),
			})
		}
	}
	return out
}

// What a passage tells that can be set beside another.
const (
	tellsFigure = 1 << iota
	tellsYears
	tellsGiver
)

// telling is a passage with what it tells.
type telling struct {
	Passage
	tells int
}

// tellingOf keeps the passages that tell something comparable, oldest first.
// Headlines leave out too much.
func tellingOf(ps []Passage) []telling {
	var out []telling
	for _, p := range ps {
		t := telling{Passage: p}
		if len(p.Quantities) > 0 {
			t.tells |= tellsFigure
		}
		if len(yearSpans(p.Sentence.Text)) > 0 {
			t.tells |= tellsYears
		}
		if giverIn(&p) != "" {
			t.tells |= tellsGiver
		}
		if t.tells != 0 && p.Index >= 0 {
			out = append(out, t)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := &out[i], &out[j]
		if !a.Published.Equal(b.Published) {
			return a.Published.Before(b.Published)
		}
		if a.Ref.Article != b.Ref.Article {
			return a.Ref.Article < b.Ref.Article
		}
		return a.Index < b.Index
	})
	return out
}

// giverIn returns the kind of body that gives something in an English passage,
// "" for none and for one that stands for any such body.
func giverIn(p *Passage) string {
	if japanese(p.Sentence.Text) {
		return ""
	}
	act, kind, words := agentOf(p.Sentence.Text)
	if act != "give" || anyGiver.MatchString(words) {
		return ""
	}
	return kind
}

var anyGiver = regexp.MustCompile(`(?i)^(?:an?|any|another|some|foreign) `)

// safe reports whether a verdict may be printed.
func safe(c Contrast, a, b *telling, printed map[article.ID]map[string]bool) bool {
	shared := common(a.content(), b.content())
	switch c.By {
	case "figure":
		return shared >= surely && amount(c.A, &a.Passage) && amount(c.B, &b.Passage) &&
			!printed[a.Ref.Article][bareValue(c.B)] && !printed[b.Ref.Article][bareValue(c.A)]
	case "years":
		return shared >= 3
	case "agent":
		return a.tells&b.tells&tellsGiver != 0 && !strings.Contains(a.Sentence.Text, c.B) && !strings.Contains(b.Sentence.Text, c.A)
	}
	return false
}

// amount reports whether a printed value is a price, a sum raised or such,
// which one matter has once. Tolls and counts of anything differ too often by
// what they count; Disputes judges them with the whole event in view.
func amount(value string, p *Passage) bool {
	for _, q := range p.Quantities {
		class, _, _ := strings.Cut(q.Measure, "/")
		class, _, _ = strings.Cut(class, "@")
		if printedValue(q) == value && (class == "cost" || class == "raised" || class == "fine" || class == "compensation" || inEvent[class]) {
			return true
		}
	}
	return false
}

// namesApart reports whether two sentences name different people, places or
// bodies and none together: then they speak of two things.
func namesApart(a, b *Passage) bool {
	x := map[string]bool{}
	for _, n := range a.Sentence.Names {
		x[n.Normal] = true
	}
	if len(x) == 0 || len(b.Sentence.Names) == 0 {
		return false
	}
	for _, n := range b.Sentence.Names {
		if x[n.Normal] {
			return false
		}
	}
	return true
}

// valuesOf returns the numbers that each report prints, as digits.
func valuesOf(ps []Passage) map[article.ID]map[string]bool {
	out := map[article.ID]map[string]bool{}
	for _, p := range ps {
		for _, f := range p.Sentence.Figures {
			if out[p.Ref.Article] == nil {
				out[p.Ref.Article] = map[string]bool{}
			}
			out[p.Ref.Article][bareValue(f.Surface)] = true
		}
	}
	return out
}

// bareValue keeps the first number of a printed figure, in its digits or word.
func bareValue(s string) string {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if w = strings.Trim(w, "$€£¥,.%"); w != "" && (digits(w) || smallNumber[w]) {
			return strings.ReplaceAll(w, ",", "")
		}
	}
	return strings.ToLower(s)
}

var smallNumber = set("one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands")

func passageSide(p *Passage, value string) Side {
	return Side{Ref: p.Ref, Publisher: p.Publisher, Published: p.Published, Value: value, Sentence: p.Sentence.Text}
}
