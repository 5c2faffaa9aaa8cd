package language

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SoundsLike says how sure it is that a katakana name and a name in Latin
// letters are the same name: 0 (no) to 1 (surely), 0.5 where either is as
// likely when one name of a hundred others would be the right one. Either may
// have several words; a last name alone meets a full name. 0 for a name that
// is not written so.
//
// It is learned: each sound of katakana is spelled by some letters with some
// probability (a joint multigram model after Bisani and Ney, "Joint-sequence
// models for grapheme-to-phoneme conversion", Speech Communication 50, 2008),
// and the best spelling is weighed against how likely the letters are in any
// name. TestTrainSound learns sound.gen.txt anew from the dictionary of names
// ENAMDICT.
func SoundsLike(katakana, latin string) float64 {
	ks, ls := katakanaParts(katakana), latinParts(latin)
	if len(ks) == 0 || len(ls) == 0 {
		return 0
	}
	best := likeness([]string{strings.Join(ks, "")}, []string{strings.Join(ls, "")})
	switch nk, nl := len(ks), len(ls); {
	case nk == nl && nk > 1:
		best = max(best, likeness(ks, ls))
	case nk == 1 && nl > 1:
		// A last name, or a first one (Chinese, Korean, Hungarian).
		best = max(best, partOnly*likeness(ks, ls[nl-1:]), firstOnly*likeness(ks, ls[:1]))
	case nl == 1 && nk > 1:
		best = max(best, partOnly*likeness(ks[nk-1:], ls), firstOnly*likeness(ks[:1], ls))
	case nk > 1 && nl > 1:
		best = max(best, likeness([]string{ks[0], ks[nk-1]}, []string{ls[0], ls[nl-1]}))
	}
	return best
}

// partOnly and firstOnly are what the last and the first word of a name count
// for the whole: many share a first name.
const (
	partOnly  = 0.97
	firstOnly = 0.8
)

// likeness compares names part by part: the evidence of all, spoilt by the
// worst.
func likeness(ks, ls []string) float64 {
	worst, sum := 1.0, 0.0
	for i := range ks {
		e, n := evidence(ks[i], ls[i])
		p := logistic(e, n)
		worst = min(worst, p)
		sum += p
	}
	return math.Sqrt(worst * sum / float64(len(ks)))
}

// logistic turns evidence into a probability; the numbers are learned on pairs
// of the dictionary that the spellings were not learned on, each beside the
// best of a hundred wrong ones.
func logistic(e float64, n int) float64 {
	w := spelling().weigh
	if n == 0 {
		return 0
	}
	return 1 / (1 + math.Exp(-(w[0] + w[1]*e + w[2]*float64(n))))
}

// evidence is the logarithm of how much likelier the letters are as a spelling
// of the katakana than in any name, and the number of sounds.
func evidence(katakana, latin string) (float64, int) {
	m := spelling()
	us := m.units(katakana)
	if len(us) == 0 || latin == "" || len(latin) > 40 || len(us) > 40 {
		return 0, 0
	}
	return m.weight(us, latin), len(us)
}

// leastEvidence stands for names that no spelling can join.
const leastEvidence = -50

func (m *spellings) weight(us []int, latin string) float64 {
	if len(latin) > longestSpelling*len(us) {
		return leastEvidence
	}
	return max(m.background(latin)-m.cost(us, latin), leastEvidence)
}

// katakanaParts are the words of a katakana name, nil when it is no such name.
func katakanaParts(name string) []string {
	parts := strings.FieldsFunc(norm.NFKC.String(name), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("・＝=-‐゠", r)
	})
	for _, p := range parts {
		if !isKatakanaWord(p) {
			return nil
		}
	}
	return parts
}

// latinParts are the words of a name in Latin letters as letters a to z,
// particles joined to what follows; nil when it is no such name.
func latinParts(name string) []string {
	var out []string
	joined := ""
	for _, p := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '‐' }) {
		if !isLatinWord(p) {
			return nil
		}
		letters := plainLetters(p)
		if nameParticles[letters] {
			joined += letters
			continue
		}
		if letters != "" {
			out = append(out, joined+letters)
		}
		joined = ""
	}
	if joined != "" {
		out = append(out, joined)
	}
	return out
}

var nameParticles = map[string]bool{"al": true, "el": true, "de": true, "da": true, "di": true, "del": true, "della": true, "van": true, "von": true, "der": true, "den": true, "bin": true, "ibn": true, "la": true, "le": true, "mc": true, "st": true, "o": true}

// plainLetters brings Latin letters to a to z.
func plainLetters(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case latinLigatures[r] != "":
			b.WriteString(latinLigatures[r])
		}
	}
	return b.String()
}

var latinLigatures = map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'þ': "th", 'ə': "e"}

// spellings is the learned model.
type spellings struct {
	index map[string]int       // sound -> position in sound; "ト$" at the end of a word
	sound []map[uint32]float64 // letters (packed) -> cost
	pairs [27][26]float64      // cost of a letter after another; 26 is the start
	weigh [3]float64           // of logistic
}

// longestSpelling is how many letters one sound has at most: the four of ティ in
// a last "-tigh".
const longestSpelling = 4

// unheardCost is that of a spelling never learned, per sound and per letter;
// small enough that one odd letter does not undo a long name.
const (
	unheardCost   = 9.0
	unheardLetter = 3.0
)

//go:embed sound.gen.txt
var soundTable string

var spelling = sync.OnceValue(func() *spellings { return readSpellings(soundTable) })

// readSpellings reads the generated table: "sound letters:cost …", costs in
// tenths of a nat.
func readSpellings(table string) *spellings {
	m := &spellings{index: map[string]int{}}
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] == "#" {
			continue
		}
		switch f[0] {
		case "weigh":
			for i := range m.weigh {
				m.weigh[i], _ = strconv.ParseFloat(f[i+1], 64)
			}
		case "pairs":
			for i, row := range f[1:] {
				for k, c := range strings.Split(row, ",") {
					m.pairs[i][k] = tenths(c)
				}
			}
		default:
			costs := map[uint32]float64{}
			for _, x := range f[1:] {
				letters, cost, _ := strings.Cut(x, ":")
				costs[pack(letters)] = tenths(cost)
			}
			m.index[f[0]] = len(m.sound)
			m.sound = append(m.sound, costs)
		}
	}
	return m
}

func tenths(s string) float64 {
	n, _ := strconv.Atoi(s)
	return float64(n) / 10
}

// pack makes up to four letters one number.
func pack(s string) uint32 {
	var k uint32
	for i := 0; i < len(s); i++ {
		k = k<<5 | uint32(s[i]-'a'+1)
	}
	return k
}

// units cuts katakana into sounds, by their number: one kana with the small
// ones after it; the last one of a word is a sound of its own. A sound that was
// never learned is -1.
func (m *spellings) units(s string) []int {
	out := []int{}
	for _, u := range soundUnits(s) {
		i, ok := m.index[u]
		if !ok {
			if i, ok = m.index[strings.TrimSuffix(u, "$")]; !ok {
				i = -1
			}
		}
		out = append(out, i)
	}
	return out
}

func soundUnits(s string) []string {
	var out []string
	for _, r := range s {
		if _, small := smallKana[r]; small && len(out) > 0 {
			out[len(out)-1] += string(r)
			continue
		}
		out = append(out, string(r))
	}
	if len(out) > 0 {
		out[len(out)-1] += "$"
	}
	return out
}

// cost is that of the cheapest way to spell the sounds by exactly the letters.
func (m *spellings) cost(us []int, latin string) float64 {
	n := len(latin)
	row, next := make([]float64, n+1), make([]float64, n+1)
	for j := range row {
		row[j] = math.Inf(1)
	}
	row[0] = 0
	for _, u := range us {
		for j := range next {
			next[j] = math.Inf(1)
		}
		for j := 0; j <= n; j++ {
			if math.IsInf(row[j], 1) {
				continue
			}
			key := uint32(0)
			for k := 0; ; k++ {
				c := unheardCost + unheardLetter*float64(k)
				if u >= 0 {
					if heard, ok := m.sound[u][key]; ok {
						c = min(c, heard)
					}
				}
				next[j+k] = min(next[j+k], row[j]+c)
				if k == longestSpelling || j+k == n {
					break
				}
				key = key<<5 | uint32(latin[j+k]-'a'+1)
			}
		}
		row, next = next, row
	}
	return row[n]
}

// background is the cost of the letters in any name.
func (m *spellings) background(latin string) float64 {
	sum, before := 0.0, 26
	for i := 0; i < len(latin); i++ {
		c := int(latin[i] - 'a')
		sum += m.pairs[before][c]
		before = c
	}
	return sum
}
