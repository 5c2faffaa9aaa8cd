package article

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// features are what is known of a block when it is decided whether it belongs
// to the report. The names are those of the model's file.
var features = func() []string {
	names := []string{"units", "link", "bold", "stops", "commas", "ends", "digits", "upper", "cjk", "colon", "quote",
		"tag_p", "tag_head", "tag_h1", "tag_li", "tag_cell", "tag_quote", "tag_other",
		"in_article", "in_main", "in_aside", "in_frame", "in_figure", "in_table", "in_list", "in_section",
		"depth", "place", "place_units", "after_h1", "h1s_after", "title", "summary", "anchor", "has_anchor", "repeated", "furniture", "tail", "appeal", "date",
		"box_share", "box2_share", "box3_share", "box_link", "box_blocks", "box_votes", "box2_votes", "box_mean",
		"in_best", "best_distance", "best2_inside", "blocks", "page_units", "agree_rd", "agree_rt", "agree_dt", "size_r", "size_d", "size_t", "like_r", "like_d", "like_t", "like_f", "like_most",
		"under_head", "head_related", "list_links"}
	for _, k := range []string{"related", "social", "meta", "ask", "comment", "frame", "media", "text", "lead"} {
		names = append(names, "hint_"+k)
	}
	for _, e := range extractors {
		names = append(names, "vote_"+e)
	}
	names = append(names, "votes", "vote_medoid", "medoid_near")
	for _, w := range []string{"prev1", "prev2", "next1", "next2", "prev_mean", "next_mean", "before", "after", "units_prev", "units_next", "link_prev", "link_next"} {
		names = append(names, "near_"+w)
	}
	return append(names, placeNames...)
}()

// signals are what the page gives to judge its blocks by, beside the blocks.
type signals struct {
	title, summary string
	anchor         []string // the report as JSON-LD or the feed has it, often shortened
	found          []extraction
}

// box is an element that holds blocks.
type box struct {
	units, linked, votes float64 // sums over blocks; votes weigh units
	direct, blocks       int
	hints                uint16
	known                bool
}

// judge measures all blocks of a page.
type judge struct {
	blocks  []textBlock
	signals signals
	sets    []shingleSet
	votes   [][]float64 // by extractor
	mean    []float64   // over extractors
	like    []float64   // how much an extractor's answer is like the others'
	medoid  int         // the extractor whose answer is most like the others'
	boxes   map[*html.Node]*box
	best    *html.Node
	total   float64
}

// describe returns the features of every block, in the order of features.
func describe(blocks []textBlock, a signals) [][]float32 {
	j := &judge{blocks: blocks, signals: a, boxes: make(map[*html.Node]*box)}
	j.vote()
	j.compare()
	j.fillBoxes()
	j.findBest()
	page := j.pageFeatures()
	out := make([][]float32, len(blocks))
	for i := range blocks {
		out[i] = make([]float32, 0, len(features))
	}
	own := j.ownFeatures()
	for i := range blocks {
		v := append(out[i], own[i]...)
		v = append(v, j.boxFeatures(i)...)
		v = append(v, page...)
		out[i] = v
	}
	j.headings(out)
	for i := range blocks {
		out[i] = append(out[i], j.hintFeatures(i)...)
		for _, votes := range j.votes {
			out[i] = append(out[i], float32(votes[i]))
		}
		near := float32(0)
		for k := max(0, i-2); k < min(len(blocks), i+3); k++ {
			near += float32(j.votes[j.medoid][k])
		}
		out[i] = append(out[i], float32(j.mean[i]), float32(j.votes[j.medoid][i]), near)
	}
	j.neighbours(out)
	for i, v := range j.places() {
		out[i] = append(out[i], v...)
	}
	return out
}

func (j *judge) vote() {
	j.mean = make([]float64, len(j.blocks))
	for _, e := range j.signals.found {
		set := newShingleSet(e.paragraphs)
		j.sets = append(j.sets, set)
		votes := make([]float64, len(j.blocks))
		for i, b := range j.blocks {
			votes[i] = set.share(b.words)
			j.mean[i] += votes[i] / float64(len(j.signals.found))
		}
		j.votes = append(j.votes, votes)
	}
}

// compare finds the medoid of the answers: the one that shares most with the
// others. The two answers of one library are not asked about each other.
func (j *judge) compare() {
	j.like = make([]float64, len(j.votes))
	for a := range j.votes {
		n := 0.0
		for b := range j.votes {
			if a == b || a >= 2 && b >= 2 {
				continue
			}
			j.like[a] += j.agreement(a, b)
			n++
		}
		j.like[a] /= n
		if j.like[a] > j.like[j.medoid] {
			j.medoid = a
		}
	}
}

// agreement is what two extractors' answers share of what either holds.
func (j *judge) agreement(a, b int) float64 {
	both, either := 0.0, 0.0
	for i, t := range j.blocks {
		both += t.units * min(j.votes[a][i], j.votes[b][i])
		either += t.units * max(j.votes[a][i], j.votes[b][i])
	}
	return both / max(1, either)
}

func (j *judge) fillBoxes() {
	for i, b := range j.blocks {
		j.total += b.units
		for n, up := b.node, 0; n != nil; n, up = n.Parent, up+1 {
			x := j.box(n)
			x.units += b.units
			x.linked += b.units * b.link
			x.votes += b.units * j.mean[i]
			x.blocks++
			if up == 1 {
				x.direct++
			}
		}
	}
}

func (j *judge) box(n *html.Node) *box {
	x := j.boxes[n]
	if x == nil {
		x = &box{}
		j.boxes[n] = x
	}
	return x
}

// findBest looks for the smallest element that holds three quarters of what the
// extractors voted for.
func (j *judge) findBest() {
	all := 0.0
	for i, b := range j.blocks {
		all += b.units * j.mean[i]
	}
	if all == 0 {
		return
	}
	size := math.Inf(1)
	for _, b := range j.blocks {
		for n := b.node; n != nil; n = n.Parent {
			if x := j.boxes[n]; x.votes >= 0.75*all {
				if x.units < size {
					j.best, size = n, x.units
				}
				break
			}
		}
	}
}

func (j *judge) pageFeatures() []float32 {
	most := 1.0
	for _, s := range j.sets {
		most = max(most, s.words)
	}
	return []float32{
		float32(len(j.blocks)), float32(math.Log1p(j.total)), float32(j.agreement(0, 1)), float32(j.agreement(0, 2)), float32(j.agreement(1, 2)),
		float32(j.sets[0].words / most), float32(j.sets[1].words / most), float32(j.sets[2].words / most),
		float32(j.like[0]), float32(j.like[1]), float32(j.like[2]), float32(j.like[3]), float32(j.medoid),
	}
}

func truth(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

var (
	aDate   = regexp.MustCompile(`\b(19|20)\d\d\b|\d{1,2}[:.]\d\d|\d{1,2}月\d{1,2}日`)
	appeals = []string{"newsletter", "subscribe", "abonn", "sign up", "登録", "購読", "follow", "app", "whatsapp", "cookie", "javascript", "©", "copyright", "all rights", "click", "read more", "lesen sie", "mehr zum thema", "lire aussi", "leer más", "続きを読む", "会員", "関連記事", "あわせて読", "シェア", "ランキング", "コメント", "comment", "kommentar", "share", "teilen", "email", "e-mail", "@", "http", "www."}
)

// closesSentence reports whether a text ends as a sentence does; quotation marks
// and brackets may follow.
func closesSentence(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if strings.ContainsRune(".!?。！？…।", r) {
			return true
		}
		if !unicode.IsPunct(r) && !unicode.IsSpace(r) {
			return false
		}
		s = s[:len(s)-n]
	}
	return false
}

func (j *judge) ownFeatures() [][]float32 {
	title, summary := newShingleSet([]string{j.signals.title}), newShingleSet([]string{j.signals.summary})
	titleKey := foldName(j.signals.title)
	anchor := newShingleSet(j.signals.anchor)
	seen := make(map[uint64]bool)
	h1s := 0
	for _, b := range j.blocks {
		if b.tag == "h1" {
			h1s++
		}
	}
	out := make([][]float32, len(j.blocks))
	before, headings := 0.0, 0
	for i, b := range j.blocks {
		v := j.textFeatures(b)
		v = append(v, j.placeFeatures(b)...)
		if b.tag == "h1" {
			headings++
		}
		titled := title.share(b.words)
		if titleKey != "" && len(b.text) < 400 && foldName(b.text) == titleKey {
			titled = 2
		}
		key := runKey(b.words)
		low := strings.ToLower(b.text[:min(len(b.text), 600)])
		appeal := 0
		for _, a := range appeals {
			if strings.Contains(low, a) {
				appeal++
			}
		}
		anchored := -1.0
		if anchor.words >= 40 {
			anchored = anchor.share(b.words)
		}
		v = append(v, float32(i)/float32(len(j.blocks)), float32(before/max(1, j.total)), truth(headings > 0), float32(h1s-headings),
			float32(titled), float32(summary.share(b.words)), float32(anchored), float32(math.Log1p(anchor.words)),
			truth(seen[key]), truth(len(b.text) < 500 && isFurniture(b.text)), truth(isTail(b.text)), float32(appeal), truth(aDate.MatchString(b.text[:min(len(b.text), 120)])))
		seen[key] = true
		before += b.units
		out[i] = v
	}
	return out
}

func (j *judge) textFeatures(b textBlock) []float32 {
	var stops, commas, digits, upper, letters, cjk, quotes int
	for _, r := range b.text {
		switch {
		case strings.ContainsRune(".!?。！？।", r):
			stops++
		case strings.ContainsRune(",;、，،", r):
			commas++
		case strings.ContainsRune("\"“”„«»「」", r):
			quotes++
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				upper++
			} else if r >= 0x3040 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
				cjk++
			}
		}
	}
	units := max(1, b.units)
	n := float64(max(1, letters+digits))
	last, _ := utf8.DecodeLastRuneInString(b.text)
	v := []float32{float32(math.Log1p(b.units)), float32(b.link), float32(b.bold), float32(float64(stops) / units), float32(float64(commas) / units), truth(closesSentence(b.text)),
		float32(float64(digits) / n), float32(float64(upper) / n), truth(cjk*3 > letters), truth(last == ':' || last == '：'), truth(quotes > 0)}
	head := len(b.tag) == 2 && b.tag[0] == 'h' && b.tag[1] > '1'
	cell := b.tag == "td" || b.tag == "th" || b.tag == "tr" || b.tag == "table"
	return append(v, truth(b.tag == "p"), truth(head), truth(b.tag == "h1"), truth(b.tag == "li" || b.tag == "dd" || b.tag == "dt"), truth(cell), truth(b.tag == "blockquote"),
		truth(b.tag == "div" || b.tag == "section" || b.tag == "article" || b.tag == "body" || b.tag == "main"))
}

func (j *judge) placeFeatures(b textBlock) []float32 {
	var in [8]float32
	depth := 0
	for n := b.node; n != nil; n = n.Parent {
		depth++
		switch n.Data {
		case "article":
			in[0]++
		case "main":
			in[1] = 1
		case "aside":
			in[2] = 1
		case "header", "footer", "nav":
			in[3] = 1
		case "figure", "figcaption":
			in[4] = 1
		case "table":
			in[5] = 1
		case "ul", "ol", "dl":
			in[6] = 1
		case "section":
			in[7]++
		}
	}
	return append(in[:], float32(depth))
}

func (j *judge) boxFeatures(i int) []float32 {
	up := func(k int) *box {
		n := j.blocks[i].node
		for ; k > 0 && n.Parent != nil && n.Parent.Type == html.ElementNode; k-- {
			n = n.Parent
		}
		return j.boxes[n]
	}
	b1, b2, b3 := up(1), up(2), up(3)
	total := max(1, j.total)
	mean := func(x *box) float32 { return float32(x.votes / max(1, x.units)) }
	inside, distance := float32(0), float32(0)
	for n := j.blocks[i].node; n != nil && j.best != nil; n = n.Parent {
		if n == j.best {
			inside = 1
			break
		}
		distance++
	}
	share := float32(0)
	if inside == 0 && j.best != nil {
		// How far up the tree the block and the best element meet.
		distance = 0
		ups := make(map[*html.Node]bool)
		for n := j.blocks[i].node; n != nil; n = n.Parent {
			ups[n] = true
		}
		for n := j.best; n != nil && !ups[n]; n = n.Parent {
			distance--
		}
	}
	if j.best != nil {
		share = float32(j.boxes[j.best].votes / max(1, j.boxes[j.best].units))
	}
	return []float32{
		float32(b1.units / total), float32(b2.units / total), float32(b3.units / total), float32(b1.linked / max(1, b1.units)), float32(b1.blocks),
		mean(b1), mean(b2), float32(b1.units / float64(max(1, b1.blocks))), inside, distance, share,
	}
}

// relatedHead matches headings over lists of other reports and of what the site
// wants of its reader, in the languages of most newspapers.
var relatedHead = regexp.MustCompile(`(?i)^[\pP\pS\s]*(related|read (more|next|also)|more (on|from|about|stories|news)|most (read|popular|viewed)|recommended|you may (also )?like|see also|trending|top stories|latest|don.t miss|also in|mehr (zum|zu|aus|von)|lesen sie|auch interessant|das könnte|meistgelesen|weitere|empfohlen|passend|zum thema|à lire|lire aussi|sur le même|articles? liés?|les plus lus|dans la même|te puede|lee también|más (noticias|leíd|sobre|en)|relacionad|noticias relacion|leggi anche|potrebbe|lees ook|meer over|læs også|les også|läs (mer|också)|leia (mais|também)|читайте|по теме|czytaj|zobacz|přečtěte|olvassa|関連|あわせて|合わせて|おすすめ|オススメ|ランキング|人気|注目|アクセス|新着|最新|この記事を|こちらも|もっと|他の記事|記事一覧|シェア|会員限定|有料会員|特集|トピックス|相关|相關|推荐|推薦|延伸閱讀|관련|추천|많이 본)`)

// headings adds what stands over a block: how many blocks above the last short
// heading is, whether it announces other reports, and how much of what follows
// it is links.
func (j *judge) headings(out [][]float32) {
	under, related := float32(30), float32(0)
	for i, b := range j.blocks {
		isHead := len(b.tag) == 2 && b.tag[0] == 'h' && b.tag != "hr" || b.bold > 0.9 || b.units < 6
		if isHead && len(b.text) < 160 && relatedHead.MatchString(b.text) {
			under, related = 0, 1
		} else if isHead && len(b.tag) == 2 && b.tag[0] == 'h' {
			under, related = 0, 0
		} else {
			under = min(30, under+1)
			if b.units > 25 && b.link < 0.3 && related > 0 {
				related *= 0.5
			}
		}
		links, units := 0.0, 0.0
		for k := i + 1; k < min(len(j.blocks), i+6); k++ {
			links += j.blocks[k].link * j.blocks[k].units
			units += j.blocks[k].units
		}
		out[i] = append(out[i], under, related, float32(links/max(1, units)))
	}
}

// hintFeatures says for every kind of hint how many elements above the block the
// nearest one is that gives it; 9 for none within eight.
func (j *judge) hintFeatures(i int) []float32 {
	v := make([]float32, hintKinds)
	for k := range v {
		v[k] = 9
	}
	n := j.blocks[i].node
	for up := 0; up < 9 && n != nil && n.Data != "body"; n, up = n.Parent, up+1 {
		x := j.box(n)
		if !x.known {
			x.hints, x.known = hintsOf(n), true
		}
		for k := range v {
			if x.hints&(1<<k) != 0 && v[k] == 9 {
				v[k] = float32(up)
			}
		}
	}
	return v
}

// neighbours adds what stands before and behind a block.
func (j *judge) neighbours(out [][]float32) {
	n := len(j.blocks)
	sum := make([]float64, n+1)   // of votes, by units
	units := make([]float64, n+1) // of units
	for i, b := range j.blocks {
		sum[i+1] = sum[i] + b.units*j.mean[i]
		units[i+1] = units[i] + b.units
	}
	at := func(list func(int) float64, i int) float32 {
		if i < 0 || i >= n {
			return -1
		}
		return float32(list(i))
	}
	vote := func(i int) float64 { return j.mean[i] }
	size := func(i int) float64 { return math.Log1p(j.blocks[i].units) }
	link := func(i int) float64 { return j.blocks[i].link }
	mean := func(from, to int) float32 {
		from, to = max(0, from), min(n, to)
		if from >= to {
			return -1
		}
		return float32((sum[to] - sum[from]) / max(1, units[to]-units[from]))
	}
	all := max(1, sum[n])
	for i := range j.blocks {
		out[i] = append(out[i], at(vote, i-1), at(vote, i-2), at(vote, i+1), at(vote, i+2), mean(i-5, i), mean(i+1, i+6),
			float32(sum[i]/all), float32((sum[n]-sum[i+1])/all), at(size, i-1), at(size, i+1), at(link, i-1), at(link, i+1))
	}
}
