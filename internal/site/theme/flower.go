package theme

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"kiku/internal/digest"
)

// Colours is how many publishers have a colour of their own; the others share
// the class after the last.
const Colours = 10

// FlowerSize says where a flower is drawn.
type FlowerSize struct {
	name   string
	most   int // petals drawn; beyond that several reports share one
	rings  int // rings drawn; beyond that several days share one
	widest float64
}

// The two sizes: beside a headline, and in lists.
var (
	Large = FlowerSize{name: "large", most: 120, rings: 8, widest: 12}
	Small = FlowerSize{name: "small", most: 28, rings: 4, widest: 15}
)

// petal is what is drawn: one report, or several of one publisher in one ring.
type petal struct {
	ring, publisher int
	split           bool
}

// Flower draws a story as SVG, the same bytes for the same data. Petals are
// independent reports, rings are days from the heart outwards, colours are
// publishers (classes c0, c1, ...), a split petal stands in a dispute. label is
// the text alternative; with "" the drawing is hidden from screen readers.
func Flower(f digest.Flower, size FlowerSize, label string) string {
	var b strings.Builder
	b.WriteString(`<svg class="flower ` + size.name + `" viewBox="-100 -100 200 200"`)
	if label == "" {
		b.WriteString(` aria-hidden="true" focusable="false">`)
	} else {
		b.WriteString(` role="img" aria-label="` + escape(label) + `">`)
	}
	petals, rings := drawn(f, size)
	if size == Large {
		for ring := range rings {
			reach, _ := ringReach(ring, rings, len(petals))
			b.WriteString(`<circle class="ring" r="` + num(reach) + `"/>`)
		}
	}
	if rings > 1 && len(petals) < sparse*rings {
		drawSpiral(&b, petals, rings, size)
	} else {
		// Long petals lie below short ones: the outermost ring is drawn first.
		for ring := rings - 1; ring >= 0; ring-- {
			drawRing(&b, petals, ring, rings, size)
		}
	}
	b.WriteString(`<circle class="heart" r="12"/></svg>`)
	return b.String()
}

// drawn reduces a flower to what can be seen at a size. Reports of one
// publisher in one ring share a petal when there are too many; a shared petal
// is split when any of its reports stands in a dispute.
func drawn(f digest.Flower, size FlowerSize) ([]petal, int) {
	days := max(f.Days, 1)
	rings := min(days, size.rings)
	var all []petal
	for _, p := range f.Petals {
		ring := min(max(p.Day, 0)*rings/days, rings-1)
		all = append(all, petal{ring: ring, publisher: min(max(p.Publisher, 0), Colours), split: p.Split})
	}
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].ring != all[j].ring {
			return all[i].ring < all[j].ring
		}
		return all[i].publisher < all[j].publisher
	})
	for share := 2; len(all) > size.most && share < 1<<12; share *= 2 {
		all = paired(all)
	}
	return all, rings
}

// paired joins neighbours of one ring and publisher two by two, and where none
// are left of one publisher, neighbours of one ring.
func paired(all []petal) []petal {
	join := func(same func(a, b petal) bool) []petal {
		var out []petal
		for i := 0; i < len(all); i++ {
			p := all[i]
			if i+1 < len(all) && same(p, all[i+1]) {
				p.split = p.split || all[i+1].split
				i++
			}
			out = append(out, p)
		}
		return out
	}
	out := join(func(a, b petal) bool { return a.ring == b.ring && a.publisher == b.publisher })
	if len(out) == len(all) {
		out = join(func(a, b petal) bool { return a.ring == b.ring })
	}
	return out
}

func drawRing(b *strings.Builder, petals []petal, ring, rings int, size FlowerSize) {
	var mine []petal
	for _, p := range petals {
		if p.ring == ring {
			mine = append(mine, p)
		}
	}
	if len(mine) == 0 {
		return
	}
	// Colours of one publisher stand apart: take every k-th petal in turn.
	mine = spread(mine)
	reach, gap := ringReach(ring, rings, len(petals))
	// A full ring lies in layers, each a little shorter than the one behind it,
	// but never so short as the next day's ring.
	layers := (len(mine) + layerPetals - 1) / layerPetals
	for layer := range layers {
		row := mine[layer*len(mine)/layers : (layer+1)*len(mine)/layers]
		drawRow(b, row, reach-gap*0.8*float64(layer)/float64(layers), 137.508*float64(ring)+90/float64(len(row))*2*float64(layer), size)
	}
}

// sparse is below how many petals a ring, on average, the rings are too thin to
// be round each by itself.
const sparse = 8

// drawSpiral sets all petals about a golden angle apart, the longest first:
// however few there are in a ring, the whole is round. Few petals share the
// circle evenly.
func drawSpiral(b *strings.Builder, petals []petal, rings int, size FlowerSize) {
	n := float64(len(petals))
	for i := range petals {
		p := petals[len(petals)-1-i]
		reach, _ := ringReach(p.ring, rings, len(petals))
		wide := math.Min(size.widest*math.Max(1, 12/n), reach*0.27)
		turn := math.Mod(137.508*float64(i), 360)
		if len(petals) <= layerPetals {
			turn = 360 / n * float64(i*goldenStep(len(petals))%len(petals))
		}
		drawPetal(b, p, turn, petalShape(reach, wide, p.split))
	}
}

func drawPetal(b *strings.Builder, p petal, turn float64, shape string) {
	b.WriteString(`<path class="c` + strconv.Itoa(p.publisher) + `" transform="rotate(` + num(turn) + `)" d="` + shape + `"/>`)
}

// layerPetals is how many petals fit side by side and still look like petals.
const layerPetals = 22

// ringReach is how far a ring's petals reach, and how far it is to the next
// ring towards the heart. Few rings or few petals leave more room to
// the innermost.
func ringReach(ring, rings, petals int) (reach, gap float64) {
	const outer = 96
	inner := []float64{0, outer, 62, 50, 44}[min(rings, 4)]
	switch {
	case petals < 8:
		inner = math.Max(inner, 70)
	case petals < 16:
		inner = math.Max(inner, 58)
	}
	if rings == 1 {
		return outer, 62
	}
	step := (outer - inner) / float64(rings-1)
	if ring == 0 {
		return inner, inner * 0.4
	}
	return inner + step*float64(ring), step
}

// drawRow draws petals of one length around the heart.
func drawRow(b *strings.Builder, row []petal, reach, start float64, size FlowerSize) {
	n := float64(len(row))
	// Few petals are broad, many narrow; never broader than their share of the
	// circle where they are broadest.
	broad := math.Min(size.widest*math.Max(1, 14/n), reach*0.27)
	wide := math.Min(broad, 1.1*math.Pi*reach*0.72/n)
	whole, split := petalShape(reach, wide, false), petalShape(reach, wide, true)
	for i, p := range row {
		shape := whole
		if p.split {
			shape = split
		}
		drawPetal(b, p, math.Mod(start+360/n*float64(i), 360), shape)
	}
}

// spread interleaves petals so that equal colours do not clump.
func spread(in []petal) []petal {
	n := len(in)
	step := goldenStep(n)
	out := make([]petal, n)
	for i := range in {
		out[(i*step)%n] = in[i]
	}
	return out
}

// goldenStep is the step nearest to a golden angle that visits all of n places.
func goldenStep(n int) int {
	step := max(1, int(math.Round(float64(n)*0.382)))
	for gcd(step, n) != 1 {
		step++
	}
	return step
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// petalShape is a petal that points up from the heart; split ones are forked.
func petalShape(reach, wide float64, split bool) string {
	base, belly, tip := -8.0, -reach*0.74, -reach
	w := wide
	if split {
		fork := -reach * 0.78
		return "M0 " + num(base) + "C" + num(w*1.1) + " " + num(-reach*0.4) + " " + num(w*1.5) + " " + num(belly) + " " + num(w*0.95) + " " + num(tip) +
			"L0 " + num(fork) + "L" + num(-w*0.95) + " " + num(tip) + "C" + num(-w*1.5) + " " + num(belly) + " " + num(-w*1.1) + " " + num(-reach*0.4) + " 0 " + num(base) + "Z"
	}
	return "M0 " + num(base) + "C" + num(w*0.8) + " " + num(-reach*0.4) + " " + num(w*1.5) + " " + num(tip*0.98) + " 0 " + num(tip) +
		"C" + num(-w*1.5) + " " + num(tip*0.98) + " " + num(-w*0.8) + " " + num(-reach*0.4) + " 0 " + num(base) + "Z"
}

func num(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10+0, 'f', -1, 64)
}

// Flowers keeps what was drawn: a story's flower stands on many pages. It is
// for one goroutine.
type Flowers map[drawnAs]string

type drawnAs struct {
	d     *digest.Digest
	small bool
	label string
}

// flower is the digest's flower, drawn once for each size and label.
func (s *Shell) flower(d *digest.Digest, size FlowerSize, label string) string {
	key := drawnAs{d, size == Small, label}
	svg, ok := s.Flowers[key]
	if !ok {
		svg = Flower(d.Flower, size, label)
		if s.Flowers != nil {
			s.Flowers[key] = svg
		}
	}
	return svg
}

// FlowerWords says what a flower shows.
func FlowerWords(w *Words, d *digest.Digest) string {
	split := 0
	for _, p := range d.Flower.Petals {
		if p.Split {
			split++
		}
	}
	calm := ""
	switch {
	case split > 0:
		calm = w.T("flower.split", "n", split)
	case len(d.Disputes) == 0:
		calm = w.T("flower.calm")
	}
	return strings.TrimSpace(w.T("flower.words", "r", len(d.Flower.Petals), "p", len(d.Sources.Publishers), "d", max(d.Flower.Days, 1), "x", calm))
}

// Logo is Kiku's own mark: thirteen petals, one of them speaking.
func Logo(standalone bool) string {
	var b strings.Builder
	b.WriteString(`<svg class="logo" viewBox="-100 -100 200 200"`)
	if standalone {
		b.WriteString(` xmlns="http://www.w3.org/2000/svg"`)
	} else {
		b.WriteString(` aria-hidden="true" focusable="false"`)
	}
	b.WriteString(`>`)
	for i := range 13 {
		fill := "#c98a00"
		if i == 2 {
			fill = "#b5482a"
		}
		b.WriteString(`<path fill="` + fill + `" transform="rotate(` + num(float64(i)*360/13) + `)" d="` + petalShape(96, 17, false) + `"/>`)
	}
	b.WriteString(`<circle fill="#e8b93a" r="15"/></svg>`)
	return b.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func escape(s string) string { return escaper.Replace(s) }
