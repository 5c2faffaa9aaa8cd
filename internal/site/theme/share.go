package theme

import "kiku/internal/digest"

// ShareBar draws how much of the reports that print a value of a dispute print
// that of side i. It holds no text: the count stands beside it.
func ShareBar(d digest.Difference, i int, colour string) string {
	total := 0
	for side := range d.Sides {
		total += support(d, side)
	}
	if total == 0 {
		return ""
	}
	return `<svg class="bar ` + colour + `" viewBox="0 0 60 6" aria-hidden="true" focusable="false"><rect class="all" width="60" height="6"/><rect class="part" width="` +
		num(60*float64(support(d, i))/float64(total)) + `" height="6"/></svg>`
}

// support is how many independent reports print the value of side i; 0 when an
// edition does not know.
func support(d digest.Difference, i int) int {
	if i < len(d.Reports) {
		return d.Reports[i]
	}
	return 0
}

func sidePublisher(l digest.Line) string {
	if len(l.Cites) == 0 {
		return ""
	}
	return l.Cites[0].Publisher
}
