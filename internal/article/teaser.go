package article

// WithoutTeasers returns the paragraphs without what follows a report on its
// page: the sentences with which other reports of the publisher are announced.
// announced says whether a sentence is such a one; only the last third of a
// text is looked at, and the text ends before the first one found there. The
// paragraphs given are not changed.
func WithoutTeasers(paragraphs []string, announced func(sentence string) bool) []string {
	var pieces []piece
	for i, p := range paragraphs {
		for _, s := range sentences(p) {
			pieces = append(pieces, piece{s, i})
		}
	}
	for i := max(1, len(pieces)*2/3); i < len(pieces); i++ {
		if announced(pieces[i].text) {
			return join(pieces[:i])
		}
	}
	return paragraphs
}
