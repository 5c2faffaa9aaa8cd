package story

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language"
)

// A name in two scripts meets by its sound. Equal keys of sounds are too coarse
// for that: in headlines of two weeks 271 pairs of a katakana name and a Latin
// one had equal keys, and 80 of them sounded alike. So a key only says which
// names are asked about, and language.SoundsLike, which is learned, says whether
// they are the same.

// ear knows the names that were in the news and which of them, in two scripts,
// sound alike.
type ear struct {
	names map[string]*voice
	rough map[string][]*voice // by script and roughKey
	kin   map[uint32][]relation
	round int
}

// voice is a name, one word or several.
type voice struct {
	name  string
	hash  uint32
	rough string
	round int // the round in which it was heard last
}

// relation is a name in the other script with how sure it is that it is the
// same one, alike to 1.
type relation struct {
	hash uint32
	sure float32
}

const (
	alike    = 0.5   // language.SoundsLike from which two names are taken for one
	earNames = 30000 // names remembered; then those go that were not heard since the last time
)

func newEar() *ear {
	return &ear{names: map[string]*voice{}, rough: map[string][]*voice{}, kin: map[uint32][]relation{}}
}

// hear returns the hashes of the parts of a name in its normal form; none where
// it has nothing that another script would write by its sound.
func (e *ear) hear(normal string) []uint32 {
	if isCode(normal) {
		return []uint32{hashTerm('s', "", normal)}
	}
	var out []uint32
	parts := strings.FieldsFunc(normal, func(r rune) bool {
		return !(unicode.Is(unicode.Katakana, r) || r == 'ー' || unicode.Is(unicode.Latin, r) || r == '\'' || r == '’')
	})
	for _, p := range parts {
		if h, ok := e.know(p); ok {
			out = append(out, h)
		}
	}
	if len(parts) > 1 && len(parts) < 4 && isLatin(normal) {
		if h, ok := e.know(strings.Join(parts, "")); ok { // ポートアムゼル is one word, Port Amsel two
			out = append(out, h)
		}
	}
	return out
}

// isCode reports the code of a country or body, which both scripts share.
func isCode(normal string) bool {
	return strings.ToUpper(normal) == normal && isLatin(normal)
}

// know remembers a word of a name and who sounds like it.
func (e *ear) know(word string) (hash uint32, ok bool) {
	v := e.names[word]
	if v == nil {
		if utf8.RuneCountInString(word) < 3 {
			return 0, false
		}
		key := roughKey(word)
		if len(key) < 2 {
			return 0, false
		}
		v = &voice{name: word, hash: hashTerm('s', "", word), rough: key}
		e.enter(v)
	}
	v.round = e.round
	return v.hash, true
}

func (e *ear) enter(v *voice) {
	if len(e.names) >= earNames {
		e.forget()
	}
	own, other := "k", "l"
	if isLatin(v.name) || !inKatakana(v.name) {
		own, other = "l", "k"
	}
	e.names[v.name] = v
	e.rough[own+v.rough] = append(e.rough[own+v.rough], v)
	for _, o := range e.rough[other+v.rough] {
		kana, latin := v.name, o.name
		if own == "l" {
			kana, latin = latin, kana
		}
		if sure := float32(sameName(kana, latin)); sure >= alike {
			e.kin[v.hash] = append(e.kin[v.hash], relation{o.hash, sure})
			e.kin[o.hash] = append(e.kin[o.hash], relation{v.hash, sure})
		}
	}
}

// forget drops the names that were not heard since it was last called.
func (e *ear) forget() {
	old := e.names
	e.names, e.rough, e.kin = map[string]*voice{}, map[string][]*voice{}, map[uint32][]relation{}
	var kept []*voice
	for _, v := range old {
		if v.round == e.round {
			kept = append(kept, v)
		}
	}
	slices.SortFunc(kept, func(a, b *voice) int { return cmp.Compare(a.name, b.name) })
	e.round++
	if len(kept) == earNames {
		kept = nil
	}
	for _, v := range kept {
		e.enter(v)
	}
}

// kinOf returns the names in the other script that sound like one of those
// given.
func (e *ear) kinOf(sounds []term) []term {
	var out []term
	for _, x := range sounds {
		for _, r := range e.kin[x.hash] {
			out = append(out, term{r.hash, x.weight * r.sure})
		}
	}
	return strongestOf(out)
}

// peoples are the ends by which English makes an adjective of a place.
var peoples = []string{"ian", "an"}

func sameName(kana, latin string) float64 {
	best := language.SoundsLike(kana, latin)
	for _, end := range peoples {
		if stem, ok := strings.CutSuffix(latin, end); ok && len(stem) > 3 {
			best = max(best, language.SoundsLike(kana, stem+"a"))
		}
	}
	return best
}

// roughly makes one of the consonants that either script may take for another.
var roughly = strings.NewReplacer("s", "t", "z", "t", "d", "t", "h", "b", "p", "b", "g", "k")

// roughKey is the first two consonants of a name, made rough: which names are
// asked about.
func roughKey(word string) string {
	k := roughly.Replace(language.SoundKey(word))
	return k[:min(2, len(k))]
}

func inKatakana(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Katakana, r)
}
