package eval

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// wordnet is what is read of Princeton's WordNet (Miller 1995): for each lemma
// and part of speech its files of meanings ("communication", "cognition") with
// how often texts were tagged with them, irregular forms, and the verbs that
// nouns and adjectives are derived from, where texts were tagged with them more
// than now and then.
type wordnet struct {
	files  map[lemma]map[int]float64
	forms  map[lemma]string // irregular form: its lemma
	verbOf map[lemma]string
}

// lemma is a word as a part of speech: n, v, a or r.
type lemma struct {
	word string
	pos  byte
}

// readWordnet reads the data files of WordNet 3 in a folder.
func readWordnet(dir string) (*wordnet, error) {
	w := &wordnet{files: map[lemma]map[int]float64{}, forms: map[lemma]string{}, verbOf: map[lemma]string{}}
	if err := w.readSenses(filepath.Join(dir, "index.sense")); err != nil {
		return nil, err
	}
	verbs, err := verbsByOffset(filepath.Join(dir, "data.verb"))
	if err != nil {
		return nil, err
	}
	var errs []error
	for name, pos := range map[string]byte{"noun": 'n', "verb": 'v', "adj": 'a'} {
		errs = append(errs, eachTextLine(filepath.Join(dir, name+".exc"), func(l string) {
			if f := strings.Fields(l); len(f) > 1 {
				w.forms[lemma{f[0], pos}] = f[1]
			}
		}))
		if pos != 'v' {
			errs = append(errs, w.readDerived(filepath.Join(dir, "data."+name), pos, verbs))
		}
	}
	return w, errors.Join(errs...)
}

func eachTextLine(file string, do func(string)) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		do(sc.Text())
	}
	return sc.Err()
}

// readSenses reads lines as "say%2:32:00:: 01009240 1 1861": the digit after
// the lemma is the part of speech, the next number the file of the meaning, the
// last how often it was tagged.
func (w *wordnet) readSenses(file string) error {
	return eachTextLine(file, func(l string) {
		f := strings.Fields(l)
		if len(f) != 4 {
			return
		}
		word, key, _ := strings.Cut(f[0], "%")
		k := strings.Split(key, ":")
		if len(k) < 2 || len(k[0]) != 1 || strings.Contains(word, "_") {
			return
		}
		pos := "?nvara"[k[0][0]-'0']
		number, _ := strconv.Atoi(k[1])
		tagged, _ := strconv.Atoi(f[3])
		at := lemma{word, pos}
		if w.files[at] == nil {
			w.files[at] = map[int]float64{}
		}
		w.files[at][number] += float64(tagged) + 0.5
	})
}

// verbsByOffset returns the verbs of each meaning by its place in the file.
func verbsByOffset(file string) (map[string][]string, error) {
	out := map[string][]string{}
	err := eachTextLine(file, func(l string) {
		f := strings.Fields(l)
		if len(f) < 6 || strings.HasPrefix(l, " ") {
			return
		}
		n, _ := strconv.ParseInt(f[3], 16, 32)
		for i := range int(n) {
			out[f[0]] = append(out[f[0]], f[4+2*i])
		}
	})
	return out, err
}

// readDerived finds for nouns or adjectives the verb they come from: pointers
// "+ 00979368 v 0203" name the word here and the word there.
func (w *wordnet) readDerived(file string, pos byte, verbs map[string][]string) error {
	return eachTextLine(file, func(l string) {
		f := strings.Fields(l)
		if len(f) < 6 || strings.HasPrefix(l, " ") {
			return
		}
		n, _ := strconv.ParseInt(f[3], 16, 32)
		for i := 4 + 2*int(n); i+3 < len(f) && f[i] != "|"; i++ {
			if f[i] != "+" || f[i+2] != "v" || len(f[i+3]) != 4 {
				continue
			}
			here, _ := strconv.ParseInt(f[i+3][:2], 16, 32)
			there, _ := strconv.ParseInt(f[i+3][2:], 16, 32)
			if here < 1 || here > n || there < 1 || int(there) > len(verbs[f[i+1]]) {
				continue
			}
			from, to := lemma{strings.ToLower(f[4+2*(here-1)]), pos}, verbs[f[i+1]][there-1]
			if old := w.verbOf[from]; len(to) > 2 && w.tagged(lemma{to, 'v'}) > 2 && strings.HasPrefix(from.word, to[:3]) && (old == "" || w.tagged(lemma{old, 'v'}) < w.tagged(lemma{to, 'v'})) {
				w.verbOf[from] = to
			}
		}
	})
}

func (w *wordnet) tagged(l lemma) float64 {
	n := 0.0
	for _, v := range w.files[l] {
		n += v
	}
	return n
}

// most returns the file of meanings in which a lemma is mostly used.
func (w *wordnet) most(l lemma) int {
	best := -1
	for _, k := range slices.Sorted(maps.Keys(w.files[l])) {
		if best < 0 || w.files[l][k] > w.files[l][best] {
			best = k
		}
	}
	return best
}

// endings of inflected words, with what they replace, as WordNet's own reader
// has them; the digit is the form: 1 -s, 2 -ed, 3 -ing.
var endings = map[byte][][3]string{
	'v': {{"ies", "y", "1"}, {"es", "e", "1"}, {"es", "", "1"}, {"s", "", "1"}, {"ed", "e", "2"}, {"ed", "", "2"}, {"ing", "e", "3"}, {"ing", "", "3"}},
	'n': {{"ies", "y", "1"}, {"ses", "s", "1"}, {"xes", "x", "1"}, {"zes", "z", "1"}, {"ches", "ch", "1"}, {"shes", "sh", "1"}, {"men", "man", "1"}, {"s", "", "1"}},
}

// lemmaOf returns the lemma of a form as a part of speech, and which form it is.
func (w *wordnet) lemmaOf(form string, pos byte) (l lemma, which int, ok bool) {
	best := -1.0
	try := func(word string, k int) {
		if n := w.tagged(lemma{word, pos}); n > best && n > 0 {
			l, which, best = lemma{word, pos}, k, n
		}
	}
	try(form, 0)
	if base, ok := w.forms[lemma{form, pos}]; ok {
		k := 2
		if strings.HasSuffix(form, "ing") {
			k = 3
		} else if pos == 'n' || strings.HasSuffix(form, "s") {
			k = 1
		}
		try(base, k)
	}
	for _, e := range endings[pos] {
		if stem, ok := strings.CutSuffix(form, e[0]); ok && len(stem) > 1 {
			try(stem+e[1], int(e[2][0]-'0'))
		}
	}
	return l, which, best > 0
}

// wordSense is what a form of a word is used as.
type wordSense struct {
	root           string
	verb, noun     int // files of meanings, from 1; 0: no verb, no noun
	use, inflexion int // 1 noun, 2 verb, 3 adjective, 4 adverb; + 4 when another is a third as frequent
	form           string
}

// senseOf returns what a form is mostly used as; false for unknown words.
func (w *wordnet) senseOf(form string) (wordSense, bool) {
	s := wordSense{form: form, root: form}
	var count [5]float64
	for use, pos := range "?nvar" {
		if use == 0 {
			continue
		}
		l, which, ok := w.lemmaOf(form, byte(pos))
		if !ok {
			continue
		}
		count[use] = w.tagged(l)
		switch pos {
		case 'n':
			s.noun = w.most(l) - 2
		case 'v':
			s.verb, s.inflexion = w.most(l)-28, which
		}
		if s.use == 0 || count[use] > count[s.use] {
			s.use, s.root = use, cmp.Or(w.verbOf[l], l.word)
		}
	}
	if s.use == 0 {
		return s, false
	}
	for use, n := range count {
		if use != s.use && 3*n >= count[s.use] {
			s.use += 4
			break
		}
	}
	return s, true
}

// learnSenses lists what the frequent words of the English texts under dataDir
// are used as: one line for each way, "verb noun use inflexion", a tab, and the
// words; "form=root" where the root is another word.
func learnSenses(wordnetDir, dataDir string, sets []string, most int) (string, error) {
	w, err := readWordnet(wordnetDir)
	if err != nil {
		return "", fmt.Errorf("read WordNet: %w", err)
	}
	n, _, err := countNeighbours(dataDir, sets)
	if err != nil {
		return "", err
	}
	lines := map[string][]string{}
	kept := 0
	for _, form := range frequent(n, len(n)) {
		s, ok := w.senseOf(form)
		if !ok || n[form] < 3 || kept == most {
			continue
		}
		kept++
		if s.root != form {
			form += "=" + s.root
		}
		key := fmt.Sprintf("%d %d %d %d", s.verb, s.noun, s.use, s.inflexion)
		lines[key] = append(lines[key], form)
	}
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(lines)) {
		slices.Sort(lines[key])
		fmt.Fprintf(&b, "%s\t%s\n", key, strings.Join(lines[key], " "))
	}
	return b.String(), nil
}
