package digest

import (
	"slices"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// narrative prints the section's further sentences in time order. A sentence
// that leans on the one before it ("He added ...") may follow it here, and only
// here: the one it leans on is printed right before it.
func (c *composer) narrative(d *draft) ([]Line, []int) {
	var cands []candidate
	for _, r := range d.reports {
		if r.opinion {
			continue // its card says whose words they are; the narrative could not
		}
		of := r.candidates
		if len(r.text.Sentences) <= shortReport {
			of = r.all
		}
		for _, cand := range of {
			if !c.stale(r, cand.index) {
				cands = append(cands, cand)
			}
		}
	}
	at := c.settingOf(d.section)
	picks := c.chooseTold(cands, maxNarrative, c.comfort()+12, at, inTime)
	picks = slices.DeleteFunc(picks, func(pick choice) bool {
		if c.toldBefore(pick.candidate) {
			return true
		}
		c.take(pick.candidate)
		return false
	})
	room := maxNarrative - len(picks)
	var out []choice
	for _, pick := range picks {
		out = append(out, pick)
		follow := min(room, maxFollowers)
		if len(picks) >= enoughNarrative {
			follow = 0
		}
		more := c.followers(pick.candidate, follow)
		room -= len(more)
		out = append(out, more...)
	}
	return c.joined(out, at, d.section.Date)
}

// joined are the lines of a narrative as they are printed one after the other, and
// the sizes of its paragraphs.
func (c *composer) joined(picks []choice, at *setting, day time.Time) ([]Line, []int) {
	var out []Line
	for _, pick := range picks {
		l := c.edited(pick, at, day)
		at.told(l.Text, pick.candidate)
		out = append(out, l)
	}
	sizes := paragraphs(picks)
	return c.connected(out, picks, beginnings(sizes)), sizes
}

const (
	shortReport     = 12 // sentences; a longer one may tell of several matters, and has links below
	maxFollowers    = 2  // after one sentence
	enoughNarrative = 5  // sentences that stand alone; then none need follow
)

// followers prints up to n sentences that come right after one in its report
// and have not been printed.
func (c *composer) followers(after candidate, n int) []choice {
	r := after.report
	var out []choice
	for i := after.index + 1; i < len(r.text.Sentences) && len(out) < n; i++ {
		s := r.text.Sentences[i]
		cand := candidate{report: r, index: i, words: contentWords(s)}
		if s.Paragraph > r.text.Sentences[i-1].Paragraph+1 || !follows(r.reading, s, c.lang) || !c.fresh(cand) || c.stale(r, i) || c.toldBefore(cand) {
			break
		}
		l := c.partLine(r.reading, s, s.Text, "")
		if l.IsZero() {
			break
		}
		c.take(cand)
		out = append(out, choice{cand, l})
	}
	return out
}

// follows reports whether a sentence may be printed after the one before it: it
// may lean on that one, and on nothing else.
func follows(r *reading, s text.Sentence, lang string) bool {
	if s.Lang != "" || !balanced(s.Text) || notice.MatchString(s.Text) || questionMark.MatchString(s.Text) {
		return false
	}
	switch lang {
	case "ja":
		n := utf8.RuneCountInString(s.Text)
		return n >= 10 && n <= 120 && endsJa(s.Text)
	case "en":
		n := weight(s.Text, lang)
		return n >= 5 && n <= 40 && endsEn(s.Text) && !glued.MatchString(s.Text) && !gluedCaps.MatchString(s.Text) &&
			!bracketed.MatchString(s.Text) && !byline.MatchString(s.Text) && !pureQuote.MatchString(s.Text) &&
			!firstPerson.MatchString(outsideQuotes(s.Text)) && hasVerb(s, s.Text)
	}
	return false
}
