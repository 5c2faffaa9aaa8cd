package digest

import (
	"strings"
	"time"
	"unicode"

	"kiku/internal/language/text"
)

// What the cards of one section show together: that reports written apart print
// one figure, which of them is the earliest, that one was printed in the night.

// printedFigure is a figure in a card's point.
type printedFigure struct {
	line      Line
	publisher string
	sentence  text.Sentence
	figure    text.Figure
}

// agreeing offers a figure that two publishers print in sentences of their own.
func (c *composer) agreeing(sc *scene, s *Section) {
	var seen []printedFigure
	for _, card := range s.Cards {
		for _, p := range card.Points {
			for _, cite := range p.Cites {
				_, sent, ok := c.sentenceAt(cite.Ref)
				if !ok || !namesPublisher(card.Publisher) {
					continue
				}
				for _, f := range sent.Figures {
					now := printedFigure{line: p, publisher: card.Publisher, sentence: sent, figure: f}
					if !countsThings(f) || !holds(p.Text, f.Surface) || inDispute(sc, f) {
						continue
					}
					if before, ok := matching(seen, now); ok {
						sc.offer("agree", map[string]string{"figure": figureWords(sent, f, c.lang), "publisher": before.publisher, "publisher2": now.publisher}, before.line, p)
						return
					}
					seen = append(seen, now)
				}
			}
		}
	}
}

// matching is the first of several figures that another publisher prints, too, in
// a sentence of its own.
func matching(seen []printedFigure, now printedFigure) (printedFigure, bool) {
	for _, before := range seen {
		if before.publisher != now.publisher && sameFigure(before.figure, now.figure) && separate(before.sentence, now.sentence) {
			return before, true
		}
	}
	return printedFigure{}, false
}

// inDispute reports whether a line of the section's disputes holds a figure.
func inDispute(sc *scene, f text.Figure) bool {
	for _, o := range sc.offers {
		switch o.situation {
		case "dispute", "update", "rose", "fell":
			for _, l := range o.about {
				if holds(l.Text, f.Surface) {
					return true
				}
			}
		}
	}
	return false
}

// handful is the number from which on one that two reports print is no chance.
const handful = 10

// countsThings reports whether a figure is one that is worth agreeing on: of
// something, more than a handful, and no order or span of days.
func countsThings(f text.Figure) bool {
	of := f.Unit + f.Counts
	return !f.Ordinal && of != "" && f.Value >= handful && plainFigure.MatchString(f.Surface) && !timeUnit[f.Unit] && !timeUnit[f.Counts]
}

var timeUnit = map[string]bool{"day": true, "days": true, "hour": true, "hours": true, "minute": true, "minutes": true, "week": true, "weeks": true, "month": true,
	"months": true, "year": true, "years": true, "日": true, "時間": true, "分": true, "週間": true, "か月": true, "カ月": true, "ヶ月": true, "年": true, "歳": true, "時": true}

func sameFigure(a, b text.Figure) bool {
	return a.Value == b.Value && a.High == b.High && a.Unit == b.Unit && a.Counts == b.Counts && a.Bound == b.Bound
}

// separate reports whether two sentences were written separately, and not copied from
// one agency: less than copied of the shorter one's content words are common.
func separate(a, b text.Sentence) bool {
	const copied = 0.7
	x, y := contentWords(a), contentWords(b)
	return float64(overlapCount(x, y)) < copied*float64(min(len(x), len(y)))
}

// agreed proves that two publishers print the figure that a remark names, if it
// names one, each in a sentence of its own.
func (at *spot) agreed() bool {
	named := strings.IndexFunc(at.said, unicode.IsDigit) >= 0
	for i, a := range at.ground.sentences {
		for _, b := range at.ground.sentences[i+1:] {
			if a.article.Publisher == b.article.Publisher || !separate(a.sentence, b.sentence) {
				continue
			}
			for _, f := range a.sentence.Figures {
				for _, g := range b.sentence.Figures {
					if sameFigure(f, g) && countsThings(f) && (!named || holds(at.said, f.Surface) || holds(at.said, g.Surface)) {
						return true
					}
				}
			}
		}
	}
	return false
}

// headStart is by how much a report must be ahead of all others to be called early.
const headStart = time.Hour

// earliest is the card of a section of three publishers or more that was printed
// an hour or more before all others; false where none was.
func earliest(s *Section) (Card, bool) {
	if s == nil {
		return Card{}, false
	}
	publishers := map[string]bool{}
	first := -1
	for i, card := range s.Cards {
		publishers[card.Publisher] = true
		if first < 0 || card.Published.Before(s.Cards[first].Published) {
			first = i
		}
	}
	if len(publishers) < 3 {
		return Card{}, false
	}
	for i, card := range s.Cards {
		if i != first && card.Published.Sub(s.Cards[first].Published) < headStart {
			return Card{}, false
		}
	}
	return s.Cards[first], namesPublisher(s.Cards[first].Publisher)
}

// nightOwl is a card that was printed between midnight and five by its own clock.
// A report in universal time has no clock of its own.
func nightOwl(s *Section) (Card, bool) {
	if s == nil {
		return Card{}, false
	}
	for _, card := range s.Cards {
		if _, offset := card.Published.Zone(); offset != 0 && card.Published.Hour() < 5 && namesPublisher(card.Publisher) {
			return card, true
		}
	}
	return Card{}, false
}

// hours offers what the hours on a section's cards show.
func (c *composer) hours(sc *scene, s *Section) {
	if card, ok := earliest(s); ok {
		sc.offer("earliest", map[string]string{"publisher": card.Publisher}, append([]Line{card.Title}, card.Points...)...)
	}
	if card, ok := nightOwl(s); ok {
		sc.offer("night", map[string]string{"publisher": card.Publisher}, append([]Line{card.Title}, card.Points...)...)
	}
}

// shownBy proves that a remark points to lines of the card that a rule finds.
func (at *spot) shownBy(find func(*Section) (Card, bool)) bool {
	card, ok := find(at.s)
	if !ok {
		return false
	}
	for _, l := range at.about {
		for _, cite := range l.Cites {
			if cite.Ref.Article != card.Article {
				return false
			}
		}
	}
	return len(at.about) > 0
}
