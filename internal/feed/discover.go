package feed

// Candidate is an address where a source may have a feed.
type Candidate struct {
	URL   string // absolute, http or https
	Title string // as the page calls it, "" when it does not
	How   string // "link" (link element), "anchor" (a link in the page), "header" (Link header), "guess" (a common path)
}

// MaxCandidates is how many addresses discovery may ask.
const MaxCandidates = 4

// Discover returns the addresses where the feed of a web page is likely to be,
// best first, at most MaxCandidates.
func Discover(page []byte, pageURL string) []Candidate {
	var out []Candidate
	for _, l := range Links(page, pageURL) {
		if len(out) < MaxCandidates {
			out = append(out, Candidate{URL: l, How: "link"})
		}
	}
	return out
}
