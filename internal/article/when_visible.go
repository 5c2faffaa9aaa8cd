package article

import (
	"regexp"
	"slices"
	"strings"
)

var (
	saysPublished = regexp.MustCompile(`(?i)publi[sc]|posted|veröffentlicht|erstellt|geschrieben|written|created|première|verfasst|gepost|opublikowan|公開|掲載|配信|投稿|発表|作成|発行|게시|입력|발행|发布|發布|发表`)
	saysUpdated   = regexp.MustCompile(`(?i)updat|modifi|aktualisier|mis à jour|stand:|geändert|last (change|edit)|zuletzt|更新|改訂|수정|最終`)
	anyDate       = regexp.MustCompile(`(?:19|20)\d{2}|令和|平成|\d{1,2}[./-]\d{1,2}[./-]\d{2}`)
)

// visible lists the dates in the visible text, the likeliest first: those that
// are said to be of publication, that stand alone in an element named for dates,
// and that are close to the headline. Those that are said to be of a change are
// listed apart.
func (d *dates) visible(slashes order) (published, changed []witness) {
	type scored struct {
		witness
		score int
	}
	var all []scored
	for i, t := range d.texts {
		if t.place.aside || !anyDate.MatchString(t.text) {
			continue
		}
		w, alone, ok := findDate(t.text, slashes)
		if !ok {
			continue
		}
		label := d.label(i)
		if saysUpdated.MatchString(label) && !saysPublished.MatchString(label) {
			changed = append(changed, witness{w, "visible"})
			continue
		}
		score := d.likely(t)
		if saysPublished.MatchString(label) {
			score += 40
		}
		if alone {
			score += 20
		}
		if score >= 25 {
			all = append(all, scored{witness{w, "visible"}, score})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return b.score - a.score })
	for _, w := range all[:min(len(all), 3)] {
		published = append(published, w.witness)
	}
	return published, changed
}

// label is the text that may say what a date is of: the piece itself when it is
// short, and a short one before it.
func (d *dates) label(i int) string {
	label := d.texts[i].text
	if len(label) > 120 {
		label = ""
	}
	if i > 0 && len(d.texts[i-1].text) < 40 {
		label = d.texts[i-1].text + " " + label
	}
	return label
}

// likely scores the place of a date: in an element that is named for dates, in
// the report, and how close to the headline.
func (d *dates) likely(t dateText) (score int) {
	if t.place.dated {
		score += 30
	}
	if t.place.report {
		score += 5
	}
	return score + d.besideHeadline(t.order, 25, 12)
}

// besideHeadline scores how close to the headline something stands: right behind
// it after points, right before it before, one less for each step away, nothing
// beyond 12 and 6 steps.
func (d *dates) besideHeadline(order, after, before int) int {
	gap := order - d.heading
	switch {
	case !d.seenHead:
	case gap >= 0 && gap <= 12:
		return after - gap
	case gap < 0 && gap >= -6:
		return before + gap
	}
	return 0
}

// proseDate finds a date in words or figures within a text.
var proseDate = regexp.MustCompile(`(?i)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?:\s|-)(?:de |of )?\p{L}{3,12}\.?,?(?:\s|-)(?:de |del )?\d{4}|\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{4})(?:[T ,|–@-]{1,4}(?:(?:um|at|à|a las|alle|klo?\.?|ore) )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:Uhr|[A-Z]{2,4}|[+-]\d{2}:?\d{2}))?)?`)

// findDate finds the first date in a text, and says whether the text is hardly
// more than it.
func findDate(text string, slashes order) (w stated, alone, ok bool) {
	s, _ := plainDate(text)
	if w, err := readStated(s, slashes); err == nil {
		return w, true, true
	}
	if w, ok := cjkTime(s); ok && w.at.Year() >= 1972 {
		return w, len([]rune(s)) < 60, true
	}
	for _, m := range proseDate.FindAllString(s, 5) {
		w, err := readStated(m, slashes)
		if err != nil {
			// What follows the date was no clock.
			if at := strings.LastIndexAny(m, "0123456789"); at > 0 {
				w, err = readStated(strings.TrimRight(m[:at+1], " "), slashes)
			}
		}
		if err == nil {
			return w, len([]rune(s)) < 60, true
		}
	}
	return stated{}, false, false
}
