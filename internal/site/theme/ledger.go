package theme

import (
	"sort"
	"strings"

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

func issueWords(s *Shell, issue string) string {
	if issue == "" {
		return s.T("ledger.noissue")
	}
	return issue
}

func moved(h *digest.Holding) bool {
	for _, p := range h.Positions {
		if p.Changed {
			return true
		}
	}
	return false
}

// path is how a position moved: the first stance and every later change of it.
func path(s *Shell, h *digest.Holding) string {
	var steps []string
	last := ""
	for _, p := range h.Positions {
		w := s.T("stance." + string(p.Stance))
		if w != last {
			steps = append(steps, w)
			last = w
		}
	}
	if len(steps) > 3 {
		steps = append(steps[:1], steps[len(steps)-2:]...)
		steps[0] += " …"
	}
	return strings.Join(steps, " → ")
}

func dates(s *Shell, h *digest.Holding) string {
	if len(h.Positions) == 0 {
		return ""
	}
	first := ShortDay(s.Lang, h.Positions[0].Date)
	last := ShortDay(s.Lang, h.Positions[len(h.Positions)-1].Date)
	if first == last {
		return first
	}
	return first + " → " + last
}

// anchor names a holding on the ledger page by its first line.
func anchor(h *digest.Holding) string {
	if len(h.Positions) == 0 {
		return ""
	}
	return "h-" + h.Positions[0].Line.ID
}
