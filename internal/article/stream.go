package article

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// streamedPiece matches the names of the pieces that React's server sends after
// the page's frame: hidden elements "S:1f", which a script puts in the place of
// an empty template "B:1f" or "P:1f".
var streamedPiece = regexp.MustCompile(`^[SBP]:[0-9a-f]{1,4}$`)

// unstream does what that script does: without it the report would be hidden
// and in pieces. A piece without a place stays where it is and is shown.
func unstream(doc *html.Node) {
	pieces, places := map[string]*html.Node{}, map[string]*html.Node{}
	var order []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "div" && n.Data != "template" && n.Data != "svg" && n.Data != "table" {
			continue
		}
		id := attr(n, "id")
		if !streamedPiece.MatchString(id) {
			continue
		}
		switch {
		case strings.HasPrefix(id, "S:") && hasAttr(n, "hidden") && pieces[id[2:]] == nil:
			pieces[id[2:]] = n
			order = append(order, id[2:])
		case n.Data == "template" && places[id[2:]] == nil:
			places[id[2:]] = n
		}
	}
	for _, name := range order {
		piece, place := pieces[name], places[name]
		if place == nil || holds(piece, place) {
			show(piece)
			continue
		}
		for c := piece.FirstChild; c != nil; c = piece.FirstChild {
			piece.RemoveChild(c)
			place.Parent.InsertBefore(c, place)
		}
		place.Parent.RemoveChild(place)
		if piece.Parent != nil {
			piece.Parent.RemoveChild(piece)
		}
	}
}

// holds reports whether a node is in another.
func holds(outer, n *html.Node) bool {
	for up := n; up != nil; up = up.Parent {
		if up == outer {
			return true
		}
	}
	return false
}

func show(n *html.Node) {
	for i, a := range n.Attr {
		if a.Key == "hidden" {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			return
		}
	}
}
