package theme

import (
	"math"
	"math/bits"
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
	rings  int // rings drawn; beyond that the inner ones hold more days each
	widest float64
}

// The three sizes: beside a headline, in lists, and in a line of text, where
// only the colours and the round can be seen.
var (
	Large = FlowerSize{name: "large", most: 88, rings: 8, widest: 12}
	Small = FlowerSize{name: "small", most: 22, rings: 3, widest: 17}
	Tiny  = FlowerSize{name: "tiny", most: 8, rings: 1, widest: 24}
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
	cut := cutOf(f, size)
	petals, rings := cut.petals, cut.rings
	if size.name == Large.name {
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
	heart := "12"
	if size.name == Tiny.name {
		heart = "22"
	}
	b.WriteString(`<circle class="heart" r="` + heart + `"/></svg>`)
	return b.String()
}

// cut is a flower reduced to what can be seen at a size.
type cut struct {
	petals []petal
	rings  int
	each   int  // the most reports that share a petal
	folded bool // inner rings hold more days than outer ones
}

// leastRings and leastColours are how far a crowded flower is simplified at most
// before petals are counted out again; found by looking at stories of 400 and
// 900 reports.
const leastRings, leastColours = 4, 1

// cutOf shares petals out. Reports of one publisher in one ring that agree on
// being disputed share a petal, as few in each as the size allows. Where even so
// there are too many petals, inner rings are joined, and then the publishers
// with fewest reports share a colour.
func cutOf(f digest.Flower, size FlowerSize) cut {
	out := cut{each: 1}
	out.rings, out.folded = ringsOf(f.Days, size.rings)
	colours := Colours
	cells, keys := out.cells(f, colours)
	for len(keys) > size.most && (out.rings > leastRings || colours > leastColours) {
		if out.rings > leastRings {
			out.rings, out.folded = out.rings-1, true
		} else {
			colours--
		}
		cells, keys = out.cells(f, colours)
	}
	for petalsAt(cells, out.each) > size.most && out.each < len(f.Petals) {
		out.each++
	}
	for _, key := range keys {
		for n := cells[key]; n > 0; n -= out.each {
			out.petals = append(out.petals, key)
		}
	}
	return out
}

// cells counts the reports that could share a petal, and lists the kinds of petal
// in order of ring, publisher and dispute.
func (c cut) cells(f digest.Flower, colours int) (map[petal]int, []petal) {
	cells, keys := map[petal]int{}, []petal(nil)
	for _, p := range f.Petals {
		key := petal{ringOf(p.Day, f.Days, c.rings, c.folded), max(p.Publisher, 0), p.Split}
		if key.publisher >= colours {
			key.publisher = Colours
		}
		if cells[key] == 0 {
			keys = append(keys, key)
		}
		cells[key]++
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i].before(keys[j]) })
	return cells, keys
}

func (p petal) before(q petal) bool {
	switch {
	case p.ring != q.ring:
		return p.ring < q.ring
	case p.publisher != q.publisher:
		return p.publisher < q.publisher
	}
	return !p.split && q.split
}

func petalsAt(cells map[petal]int, each int) int {
	n := 0
	for _, c := range cells {
		n += (c + each - 1) / each
	}
	return n
}

// ringsOf is how many rings a story of so many days has. A few days have one
// each. Of many, the outermost is the newest day, and each ring inwards holds
// twice as many days as the one around it; the innermost holds the rest.
func ringsOf(days, most int) (rings int, folded bool) {
	days = max(days, 1)
	if days <= most {
		return days, false
	}
	return min(most, bits.Len(uint(days))), most > 1
}

func ringOf(day, days, rings int, folded bool) int {
	day = min(max(day, 0), max(days, 1)-1)
	if !folded {
		return min(day, rings-1)
	}
	back := days - 1 - day // 0, then 1 and 2, then 3 to 6, ...
	return max(0, rings-bits.Len(uint(back+1)))
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
		drawRow(b, row, len(petals), reach-gap*0.8*float64(layer)/float64(layers), 137.508*float64(ring)+90/float64(len(row))*2*float64(layer), size)
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

// drawRow draws petals of one length around the heart; all is how many petals
// the flower has.
func drawRow(b *strings.Builder, row []petal, all int, reach, start float64, size FlowerSize) {
	n := float64(len(row))
	// Few petals are broad, many narrow; never broader than their share of the
	// circle where they are broadest.
	// In a crowded flower a thin ring stays fine, too.
	broad := math.Min(size.widest*math.Min(math.Max(1, 14/n), 1+20/float64(all)), reach*0.27)
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
	size  string
	label string
}

// flower is the digest's flower, drawn once for each size and label.
func (s *Shell) flower(d *digest.Digest, size FlowerSize, label string) string {
	key := drawnAs{d, size.name, label}
	svg, ok := s.Flowers[key]
	if !ok {
		svg = Flower(d.Flower, size, label)
		if s.Flowers != nil {
			s.Flowers[key] = svg
		}
	}
	return svg
}

// FlowerWords says what a flower shows: the petals, the colours, the days and
// the split petals, in numbers.
func FlowerWords(w *Words, d *digest.Digest) string {
	split := 0
	publishers := map[int]bool{}
	for _, p := range d.Flower.Petals {
		publishers[p.Publisher] = true
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
	return strings.TrimSpace(w.T("flower.words", "r", w.T("flower.reports", "n", len(d.Flower.Petals)),
		"p", w.T("flower.publishers", "n", len(publishers)), "d", w.T("flower.days", "n", max(d.Flower.Days, 1)), "x", calm))
}

// FlowerKey says how to read the large flower: what a petal and a ring stand for
// in this one.
func FlowerKey(w *Words, d *digest.Digest) string {
	c := cutOf(d.Flower, Large)
	petal, ring := w.T("flower.key.petal", "n", c.each), w.T("flower.key.ring")
	if c.folded {
		ring = w.T("flower.key.folded")
	}
	if c.rings == 1 {
		ring = ""
	}
	return w.T("flower.key", "petal", petal, "ring", ring)
}

// Logo is Kiku's own mark: thirteen petals, one of them speaking. The standalone
// file is the browser's icon, 16 dots wide, and has nine broader ones.
func Logo(standalone bool) string {
	var b strings.Builder
	petals, wide, heart := 13, 17.0, "15"
	b.WriteString(`<svg class="logo" viewBox="-100 -100 200 200"`)
	if standalone {
		petals, wide, heart = 9, 25, "24"
		b.WriteString(` xmlns="http://www.w3.org/2000/svg"`)
	} else {
		b.WriteString(` aria-hidden="true" focusable="false"`)
	}
	b.WriteString(`>`)
	for i := range petals {
		fill := "#c98a00"
		if i == 2 {
			fill = "#b5482a"
		}
		b.WriteString(`<path fill="` + fill + `" transform="rotate(` + num(float64(i)*360/float64(petals)) + `)" d="` + petalShape(96, wide, false) + `"/>`)
	}
	b.WriteString(`<circle fill="#e8b93a" r="` + heart + `"/></svg>`)
	return b.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func escape(s string) string { return escaper.Replace(s) }
