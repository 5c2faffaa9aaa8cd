package article

import "strings"

// Echo says that one article prints another's text.
type Echo struct {
	Original ID
	Copy     ID
	Agency   string  // the agency whose text both print, "" when none is credited
	Share    float64 // part of the shorter text that stands in the longer, 0 to 1
}

// EchoOf says whether two articles print one text, and which of them is the
// original: the one printed by the credited agency itself, else the earlier,
// else the longer, else the one with the lower ID, so that the order of the
// arguments never matters. An undated article is never the earlier one.
func EchoOf(a, b Article, sa, sb Sketch) (Echo, bool) {
	if a.ID == b.ID || min(sa.Size, sb.Size) < echoShingles {
		return Echo{}, false
	}
	share := Containment(sa, sb)
	if Similarity(sa, sb) < echoJaccard && share < echoContains {
		return Echo{}, false
	}
	e := Echo{Agency: credited(a, b), Share: share}
	if before(a, b, e.Agency) {
		e.Original, e.Copy = a.ID, b.ID
	} else {
		e.Original, e.Copy = b.ID, a.ID
	}
	return e, true
}

// credited returns the agency that either article's dateline names.
func credited(a, b Article) string {
	for _, x := range []Article{a, b} {
		for _, p := range x.Paragraphs[:min(2, len(x.Paragraphs))] {
			if agency, _, _ := Dateline(p); agency != "" {
				return agency
			}
		}
	}
	return ""
}

func before(a, b Article, agency string) bool {
	if agency != "" {
		own := func(x Article) bool { return strings.Contains(strings.ToLower(x.Publisher), strings.ToLower(agency)) }
		if own(a) != own(b) {
			return own(a)
		}
	}
	if a.Published.IsZero() != b.Published.IsZero() {
		return b.Published.IsZero()
	}
	if !a.Published.Equal(b.Published) {
		return a.Published.Before(b.Published)
	}
	if la, lb := len(a.Text()), len(b.Text()); la != lb {
		return la > lb
	}
	return a.ID < b.ID
}
