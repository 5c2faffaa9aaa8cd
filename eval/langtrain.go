package eval

import (
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"kiku/internal/language/ngram"
)

// taught are the languages of each script, in the order of the table's columns.
var taught = map[string][]string{
	"Latin":    {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "tr", "cs", "ro", "hu", "id", "vi", "ca", "sk", "hr", "sl", "lt", "lv"},
	"Cyrillic": {"ru", "uk", "bg", "sr", "mk"},
	"Arabic":   {"ar", "fa", "ur"},
	"Han":      {"ja", "zh"},
}

var taughtScripts = []string{"Latin", "Cyrillic", "Arabic", "Han"}

// rowBits is how many rows the table of each script has, as a power of two; 1.91 MB
// together.
var rowBits = map[string]int{"Latin": 16, "Cyrillic": 13, "Arabic": 12, "Han": 15}

// listOf names the word list where it differs from the language.
var listOf = map[string]string{"no": "nb", "hr": "sh", "sr": "sh"}

// weighed is a word with its frequency.
type weighed struct {
	word string
	freq float64
}

// TrainLanguages learns the table that tells languages apart from lists of
// words with their frequencies (dir holds the data of rspeer/wordfreq 3,
// large_de.msgpack.gz and so on, and STCharacters.txt of OpenCC for traditional
// Chinese). Texts of one to twelve words are drawn from each list, and a
// multinomial logistic regression over the pieces of their words is fitted by
// AdaGrad. No labelled headline is seen. The same lists give the same table.
func TrainLanguages(dir string) (string, error) {
	var scripts []ngram.Script
	total := 0
	for _, script := range taughtScripts {
		lists, err := wordLists(dir, script)
		if err != nil {
			return "", fmt.Errorf("train languages: %w", err)
		}
		rows := learnScript(script, lists)
		total += len(rows)
		scripts = append(scripts, ngram.Script{Name: script, Bits: rowBits[script], Languages: taught[script], Rows: rows})
	}
	data, left := ngram.Format(scripts)
	if left > total/10 {
		return "", fmt.Errorf("train languages: %d of %d pieces found no place", left, total)
	}
	return data, nil
}

func wordLists(dir, script string) ([][]weighed, error) {
	var out [][]weighed
	for _, lang := range taught[script] {
		name := cmp.Or(listOf[lang], lang)
		file := filepath.Join(dir, "large_"+name+".msgpack.gz")
		if _, err := os.Stat(file); err != nil {
			file = filepath.Join(dir, "small_"+name+".msgpack.gz")
		}
		words, err := readWords(file)
		if err != nil {
			return nil, err
		}
		if lang == "sr" {
			words = toCyrillic(words)
		}
		if lang == "zh" {
			if words, err = withTraditional(dir, words); err != nil {
				return nil, err
			}
		}
		out = append(out, ofScript(words, script))
	}
	return withoutForeign(out), nil
}

// readWords reads a list of wordfreq: a header, then for each hundredth of a
// factor of ten the words of that frequency.
func readWords(file string) ([]weighed, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	p := packed{data: data}
	n := p.array()
	p.skipMap()
	var out []weighed
	for i := 0; i+1 < n && p.err == nil; i++ {
		freq := math.Pow(10, -float64(i)/100)
		for k := p.array(); k > 0 && p.err == nil; k-- {
			out = append(out, weighed{p.text(), freq})
		}
	}
	if p.err != nil {
		return nil, fmt.Errorf("read %s: %w", file, p.err)
	}
	return out, nil
}

// packed reads the few forms of MessagePack that the lists use.
type packed struct {
	data []byte
	err  error
}

func (p *packed) take(n int) []byte {
	if p.err != nil || n > len(p.data) {
		p.err = io.ErrUnexpectedEOF
		return make([]byte, n)
	}
	b := p.data[:n]
	p.data = p.data[n:]
	return b
}

func (p *packed) array() int {
	switch c := p.take(1)[0]; {
	case c>>4 == 9:
		return int(c & 15)
	case c == 0xdc:
		return int(binary.BigEndian.Uint16(p.take(2)))
	case c == 0xdd:
		return int(binary.BigEndian.Uint32(p.take(4)))
	default:
		p.err = cmp.Or(p.err, fmt.Errorf("byte %x is no array", c))
		return 0
	}
}

func (p *packed) text() string {
	switch c := p.take(1)[0]; {
	case c>>5 == 5:
		return string(p.take(int(c & 31)))
	case c == 0xd9:
		return string(p.take(int(p.take(1)[0])))
	case c == 0xda:
		return string(p.take(int(binary.BigEndian.Uint16(p.take(2)))))
	default:
		p.err = cmp.Or(p.err, fmt.Errorf("byte %x is no text", c))
		return ""
	}
}

// skipMap passes over the header: texts with texts or small numbers.
func (p *packed) skipMap() {
	for n := int(p.take(1)[0] & 15); n > 0 && p.err == nil; n-- {
		p.text()
		if len(p.data) > 0 && p.data[0] < 0x80 {
			p.take(1)
		} else {
			p.text()
		}
	}
}

// ofScript keeps the words that are written in one script.
func ofScript(words []weighed, script string) []weighed {
	table := unicode.Scripts[script]
	var out []weighed
	for _, w := range words {
		ok := true
		for _, c := range w.word {
			ok = ok && (unicode.Is(table, c) || c == '\'' || script == "Han" && c == '々')
		}
		if ok && w.word != "" {
			out = append(out, w)
		}
	}
	return out
}

// withoutForeign drops from each list words that another language uses a
// hundred times as much: lists made from the web have some of every language.
func withoutForeign(lists [][]weighed) [][]weighed {
	most := map[string]float64{}
	for _, l := range lists {
		for _, w := range l {
			most[w.word] = max(most[w.word], w.freq)
		}
	}
	out := make([][]weighed, len(lists))
	for i, l := range lists {
		for _, w := range l {
			if 100*w.freq >= most[w.word] {
				out[i] = append(out[i], w)
			}
		}
	}
	return out
}

// withTraditional adds each Chinese word in traditional characters, which the
// lists have turned into simplified ones.
func withTraditional(dir string, words []weighed) ([]weighed, error) {
	data, err := os.ReadFile(filepath.Join(dir, "STCharacters.txt"))
	if err != nil {
		return nil, err
	}
	old := map[rune]rune{}
	for line := range strings.Lines(string(data)) {
		simple, many, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			old[[]rune(simple)[0]] = []rune(many)[0]
		}
	}
	out := slices.Clone(words)
	for _, w := range words {
		turned := strings.Map(func(c rune) rune { return cmp.Or(old[c], c) }, w.word)
		if turned != w.word {
			out = append(out, weighed{turned, w.freq / 2})
		}
	}
	return out, nil
}

// toCyrillic turns Serbian in Latin letters into Cyrillic ones.
func toCyrillic(words []weighed) []weighed {
	turn := strings.NewReplacer("lj", "љ", "nj", "њ", "dž", "џ", "a", "а", "b", "б", "v", "в", "g", "г", "d", "д", "đ", "ђ", "e", "е", "ž", "ж", "z", "з", "i", "и", "j", "ј",
		"k", "к", "l", "л", "m", "м", "n", "н", "o", "о", "p", "п", "r", "р", "s", "с", "t", "т", "ć", "ћ", "u", "у", "f", "ф", "h", "х", "c", "ц", "č", "ч", "š", "ш")
	var out []weighed
	for _, w := range words {
		out = append(out, weighed{turn.Replace(w.word), w.freq})
	}
	return out
}

// The way of learning; chosen on the given half of text/langid.
const (
	drawPower    = 0.75 // words are drawn by their frequency to this power
	drawnTexts   = 40000
	learnRate    = 0.25
	keepCount    = 3e-7 // pieces rarer than this in every language are not looked at
	commonEnough = 2e-7 // words rarer than this are drawn, but choose no pieces
	smallerPart  = 0.5  // of the texts for languages after the first seven
	shrink       = 1e-7
)

// drawer draws words of a list.
type drawer struct {
	words []string
	sum   []float64
}

func newDrawer(list []weighed) *drawer {
	d := &drawer{}
	total := 0.0
	for _, w := range list {
		total += math.Pow(w.freq, drawPower)
		d.words, d.sum = append(d.words, w.word), append(d.sum, total)
	}
	return d
}

func (d *drawer) draw(r *rand.Rand) string {
	x := r.Float64() * d.sum[len(d.sum)-1]
	i, _ := slices.BinarySearch(d.sum, x)
	return d.words[min(i, len(d.words)-1)]
}

// pieces calls do with the pieces of a word.
func pieces(script, word string, do func(uint64)) {
	if script == "Han" {
		ngram.Pairs([]rune(word), do)
		return
	}
	ngram.Pieces([]rune(word), do)
}

// tellingPieces chooses the pieces to learn: often met and unevenly spread
// over the languages.
func tellingPieces(script string, lists [][]weighed) []uint64 {
	counts := map[uint64]*[ngram.Columns]float64{}
	for i, l := range lists {
		total := 0.0
		for _, w := range l {
			total += math.Pow(w.freq, drawPower)
		}
		for _, w := range l {
			if w.freq < commonEnough {
				continue
			}
			p := math.Pow(w.freq, drawPower) / total
			pieces(script, w.word, func(h uint64) {
				c := counts[h]
				if c == nil {
					c = &[ngram.Columns]float64{}
					counts[h] = c
				}
				c[i] += p
			})
		}
	}
	type scored struct {
		h     uint64
		score float64
	}
	all := make([]scored, 0, len(counts))
	for h, c := range counts {
		mean := 0.0
		for i := range lists {
			mean += c[i] / float64(len(lists))
		}
		score := 0.0
		for i := range lists {
			if c[i] > keepCount {
				score += c[i] * math.Abs(math.Log((c[i]+1e-7)/(mean+1e-7)))
			}
		}
		all = append(all, scored{h, score})
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.h, b.h)) })
	var out []uint64
	for _, s := range all[:min(len(all), 59<<rowBits[script]/64)] {
		out = append(out, s.h)
	}
	return out
}

// learnScript fits the rows of one script.
func learnScript(script string, lists [][]weighed) []ngram.Row {
	telling := tellingPieces(script, lists)
	index := make(map[uint64]int32, len(telling))
	for i, h := range telling {
		index[h] = int32(i)
	}
	m := &learner{n: len(lists), w: make([][ngram.Columns]float32, len(telling)), g: make([][ngram.Columns]float32, len(telling))}
	drawers := make([]*drawer, len(lists))
	for i, l := range lists {
		drawers[i] = newDrawer(l)
	}
	r := rand.New(rand.NewPCG(1, 2))
	var found []int32
	for range drawnTexts {
		for lang := range lists {
			if lang >= 7 && r.Float64() > smallerPart {
				continue
			}
			found = found[:0]
			for range textLength(r) {
				pieces(script, drawers[lang].draw(r), func(h uint64) {
					if i, ok := index[h]; ok {
						found = append(found, i)
					}
				})
			}
			m.learn(found, lang)
		}
	}
	rows := make([]ngram.Row, len(telling))
	for i, h := range telling {
		rows[i].Hash = h
		for k := range m.n {
			rows[i].Scores[k] = int8(math.Round(float64(min(max(m.w[i][k]/ngram.Unit, -127), 127))))
		}
	}
	return rows
}

// textLength draws how many words a text has: one in a third of the cases, two
// in a quarter, else up to twelve.
func textLength(r *rand.Rand) int {
	switch x := r.IntN(12); {
	case x < 4:
		return 1
	case x < 7:
		return 2
	}
	return 3 + r.IntN(10)
}

// learner is a multinomial logistic regression fitted by AdaGrad.
type learner struct {
	n    int
	w, g [][ngram.Columns]float32
}

func (m *learner) learn(found []int32, label int) {
	var s [ngram.Columns]float64
	for _, i := range found {
		for k := range m.n {
			s[k] += float64(m.w[i][k])
		}
	}
	top := slices.Max(s[:m.n])
	sum := 0.0
	for k := range m.n {
		s[k] = math.Exp(s[k] - top)
		sum += s[k]
	}
	var step [ngram.Columns]float32
	worst := 0.0
	for k := range m.n {
		d := s[k] / sum
		if k == label {
			d--
		}
		worst = max(worst, math.Abs(d))
		step[k] = float32(d)
	}
	if worst < 0.003 {
		return // learned
	}
	for _, i := range found {
		w, g := &m.w[i], &m.g[i]
		for k := range m.n {
			d := step[k] + shrink*w[k]
			g[k] += d * d
			w[k] -= learnRate * d / float32(math.Sqrt(float64(g[k])+1e-4))
		}
	}
}
