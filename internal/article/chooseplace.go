package article

import (
	"math"

	"golang.org/x/net/html"
)

// placeNames are the features that say where a block stands among the page's
// articles, headings, pictures and blocks of its own kind.
var placeNames = []string{"h1s_before", "article_no", "in_titled", "article_share", "from_title",
	"kind_units", "kind_votes", "kind_blocks", "parent_kind_units", "parent_kind_votes", "pictures1", "pictures2", "picture_alone"}

// kindStat sums up the blocks whose elements have the same names.
type kindStat struct{ units, votes, blocks float64 }

// places measures where all blocks stand.
func (j *judge) places() [][]float32 {
	kinds, parents := j.kinds()
	numbers, titled, titleAt := j.articles()
	pictures := j.pictures()
	out := make([][]float32, len(j.blocks))
	h1s := 0
	for i, b := range j.blocks {
		v := []float32{float32(h1s)}
		if b.tag == "h1" {
			h1s++
		}
		a := outermost(b.node)
		number, in, share := float32(-1), float32(-1), float32(0)
		if a != nil {
			number, in = float32(numbers[a]), truth(titled[a])
			share = float32(j.boxes[a].units / max(1, j.total))
		}
		from := float32(-1)
		if titleAt >= 0 {
			from = float32(i - titleAt)
		}
		k, p := kinds[kindOf(b.node)], parents[kindOf(b.node.Parent)]
		v = append(v, number, in, share, from,
			float32(k.units/max(1, j.total)), float32(k.votes/max(1, k.units)), float32(math.Log1p(k.blocks)),
			float32(p.units/max(1, j.total)), float32(p.votes/max(1, p.units)))
		up1, up2 := b.node.Parent, b.node.Parent
		if up1 != nil && up1.Parent != nil {
			up2 = up1.Parent
		}
		alone := up1 != nil && pictures[up1] > 0 && j.boxes[up1] != nil && j.boxes[up1].units < 60
		out[i] = append(v, float32(min(20, pictures[up1])), float32(min(20, pictures[up2])), truth(alone))
	}
	return out
}

func kindOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	return n.Data + "." + attr(n, "class")
}

func (j *judge) kinds() (own, parents map[string]*kindStat) {
	own, parents = make(map[string]*kindStat), make(map[string]*kindStat)
	add := func(m map[string]*kindStat, key string, i int) {
		if m[key] == nil {
			m[key] = &kindStat{}
		}
		m[key].units += j.blocks[i].units
		m[key].votes += j.blocks[i].units * j.mean[i]
		m[key].blocks++
	}
	for i, b := range j.blocks {
		add(own, kindOf(b.node), i)
		add(parents, kindOf(b.node.Parent), i)
	}
	return own, parents
}

// outermost returns the <article> farthest above a node, nil for none.
func outermost(n *html.Node) (a *html.Node) {
	for ; n != nil; n = n.Parent {
		if n.Data == "article" {
			a = n
		}
	}
	return a
}

// articles numbers the page's articles in their order, and says which of them
// hold a heading that is the page's title; titleAt is the first such heading.
func (j *judge) articles() (numbers map[*html.Node]int, titled map[*html.Node]bool, titleAt int) {
	numbers, titled, titleAt = make(map[*html.Node]int), make(map[*html.Node]bool), -1
	title := foldName(j.signals.title)
	for i, b := range j.blocks {
		a := outermost(b.node)
		if a != nil {
			if _, ok := numbers[a]; !ok {
				numbers[a] = len(numbers)
			}
		}
		if len(b.tag) == 2 && b.tag[0] == 'h' && title != "" && len(b.text) < 400 && foldName(b.text) == title {
			if titleAt < 0 {
				titleAt = i
			}
			titled[a] = true
		}
	}
	return numbers, titled, titleAt
}

// pictures counts the pictures in the elements that stand up to three above one.
func (j *judge) pictures() map[*html.Node]int {
	out := make(map[*html.Node]int)
	if len(j.blocks) == 0 {
		return out
	}
	root := j.blocks[0].node
	for root.Parent != nil {
		root = root.Parent
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "img" || n.Data == "picture" || n.Data == "video") {
			for up, p := 0, n.Parent; up < 4 && p != nil; up, p = up+1, p.Parent {
				out[p]++
			}
		}
	}
	return out
}
