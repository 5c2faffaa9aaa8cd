package theme

import (
	"slices"
	"sort"

	"kiku/internal/digest"
)

// The matrix is kept to what can be taken in; the ledger page lists everything
// below it.
const (
	briefIssues, fullIssues = 3, 6
	briefActors, fullActors = 6, 16
)

func actors(d *digest.Digest, brief bool) []string {
	most := fullActors
	if brief {
		most = briefActors
	}
	return axis(d, func(h digest.Holding) string { return h.Actor }, most)
}

func issues(d *digest.Digest, brief bool) []string {
	most := fullIssues
	if brief {
		most = briefIssues
	}
	return axis(d, func(h digest.Holding) string { return h.Issue }, most)
}

// axis lists the values of one side of the matrix, those with most holdings
// first, and among equals in the ledger's order.
func axis(d *digest.Digest, of func(digest.Holding) string, most int) []string {
	var names []string
	n := map[string]int{}
	for _, h := range d.Ledger {
		v := of(h)
		if n[v] == 0 {
			names = append(names, v)
		}
		n[v]++
		if moved(&h) {
			n[v] += 2
		}
	}
	sort.SliceStable(names, func(i, j int) bool { return n[names[i]] > n[names[j]] })
	if len(names) > most {
		names = names[:most]
	}
	return names
}

func holding(d *digest.Digest, actor, issue string) *digest.Holding {
	for i := range d.Ledger {
		if d.Ledger[i].Actor == actor && d.Ledger[i].Issue == issue {
			return &d.Ledger[i]
		}
	}
	return nil
}

// columnWords heads a column of the matrix: the words that the holdings on an issue
// have for it, the issue itself where they differ.
func columnWords(s *Shell, d *digest.Digest, issue string) string {
	label := ""
	for i := range d.Ledger {
		switch h := &d.Ledger[i]; {
		case h.Issue != issue:
		case label == "":
			label = issueWords(s, h)
		case label != issueWords(s, h):
			label = issue
		}
	}
	if label == "" {
		return s.T("ledger.noissue")
	}
	return label
}

// issueWords names the issue of a holding for readers.
func issueWords(s *Shell, h *digest.Holding) string {
	switch {
	case h.Label != "":
		return h.Label
	case h.Issue != "":
		return h.Issue
	}
	return s.T("ledger.noissue")
}

func moved(h *digest.Holding) bool {
	for _, p := range h.Positions {
		if p.Changed {
			return true
		}
	}
	return false
}

// stepShown is one stance in a cell of the matrix.
type stepShown struct {
	words, day string
	changed    bool
	skipped    bool // stances before it are left out
}

// shownSteps is how many stances of one cell are printed; of more, the first and
// the newest.
const shownSteps = 4

// path is how a position moved: the first stance and every later change of it,
// each with its day.
func path(s *Shell, h *digest.Holding) []stepShown {
	var steps []stepShown
	last := ""
	for _, p := range h.Positions {
		w := s.T("stance." + string(p.Stance))
		if w != last {
			steps = append(steps, stepShown{words: w, day: ShortDay(s.Lang, p.Date), changed: p.Changed})
			last = w
		}
	}
	if over := len(steps) - shownSteps; over > 0 {
		steps = slices.Delete(steps, 1, 1+over)
		steps[1].skipped = true
	}
	return steps
}

// anchor names a holding on the ledger page by its first line.
func anchor(h *digest.Holding) string {
	if len(h.Positions) == 0 {
		return ""
	}
	return "h-" + h.Positions[0].Line.ID
}
