package ja

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"

	"kiku/internal/language/text"
)

//go:generate go run gen_base.go

//go:embed base.gen.bin
var baseTable []byte

// lexicon is the loaded dictionary with what is looked up for each entry.
type lexicon struct {
	dict  *dict.Dict
	cut   *tokenizer.Tokenizer
	tags  []*tag  // distinct tags
	tagOf []uint8 // entry -> tag
	unk   []*tag  // unknown-word entry -> tag
	base  []byte  // entry -> rule
	rules []rule  // how a surface becomes its dictionary form
}

// tag is a part of speech, shared by all entries that have it.
type tag struct {
	detail string // "名詞,固有名詞,地域,国"
	class  text.Class
	pos    [4]string
}

type rule struct {
	strip  int // runes to take from the end
	suffix string
}

// loaded loads the dictionary once, when the first Japanese text comes.
var loaded = sync.OnceValue(func() *lexicon {
	d := ipa.DictShrink()
	cut, err := tokenizer.New(d, tokenizer.OmitBosEos())
	if err != nil {
		panic(fmt.Sprintf("ja: embedded dictionary: %v", err)) // a broken build
	}
	x := &lexicon{dict: d, cut: cut}
	x.loadTags()
	x.loadBases()
	return x
})

func (x *lexicon) loadTags() {
	known := map[string]uint8{}
	x.tagOf = make([]uint8, len(x.dict.POSTable.POSs))
	var key []byte
	for id, pos := range x.dict.POSTable.POSs {
		key = key[:0]
		for _, p := range pos {
			key = append(key, byte(p), byte(p>>8))
		}
		n, ok := known[string(key)]
		if !ok {
			names := make([]string, 0, 4)
			for _, p := range pos {
				names = append(names, x.dict.POSTable.NameList[p])
			}
			n = uint8(len(x.tags))
			known[string(key)] = n
			x.tags = append(x.tags, newTag(names))
		}
		x.tagOf[id] = n
	}
	for _, c := range x.dict.UnkDict.Contents {
		x.unk = append(x.unk, newTag(c[:min(4, len(c))]))
	}
}

func newTag(names []string) *tag {
	t := &tag{}
	copy(t.pos[:], names)
	for i, p := range t.pos {
		if p == "" {
			t.pos[i] = "*"
		}
	}
	t.detail = strings.Join(t.pos[:], ",")
	t.class = classOf(t)
	return t
}

func (x *lexicon) loadBases() {
	zr, err := gzip.NewReader(bytes.NewReader(baseTable))
	if err != nil {
		panic(fmt.Sprintf("ja: embedded base table: %v", err))
	}
	all, err := io.ReadAll(zr)
	if err != nil || len(all) < 2 {
		panic(fmt.Sprintf("ja: embedded base table: %v", err))
	}
	n := int(binary.LittleEndian.Uint16(all))
	x.rules = append(x.rules, rule{})
	for line := range strings.SplitSeq(string(all[2:2+n]), "\n") {
		strip, suffix, _ := strings.Cut(line, "\t")
		k, _ := strconv.Atoi(strip)
		x.rules = append(x.rules, rule{k, suffix})
	}
	x.base = all[2+n:]
}

// tok is one morpheme.
type tok struct {
	start, end int    // runes
	s          string // in plain width
	printed    string
	tag        *tag
	id         int // dictionary entry, -1 for unknown words
}

func (t tok) noun() bool { return t.tag.pos[0] == "名詞" && !t.odd() }

// odd reports a stretch of marks, which the dictionary takes for a noun.
func (t tok) odd() bool {
	if t.id >= 0 {
		return false
	}
	c, _ := utf8.DecodeRuneInString(t.s)
	return !unicode.IsLetter(c) && !unicode.IsDigit(c)
}

// proper reports a proper noun of the dictionary.
func (t tok) proper() bool { return t.tag.pos[1] == "固有名詞" }

// longestPiece bounds the lattice: Kagome's memory grows with the stretch it
// cuts at once.
const longestPiece = 400

// tokenize cuts a sentence into morphemes. It works on the text in plain width
// and gives the spans of the printed one.
func tokenize(l layout) []tok {
	x := loaded()
	out := make([]tok, 0, len(l.r)/2+2)
	for at := 0; at < len(l.f); {
		end := pieceEnd(l.f, at)
		s, back := compose(l.flat(at, end))
		pos, run := at, 0
		for _, k := range x.cut.Tokenize(s) {
			n := utf8.RuneCountInString(k.Surface)
			if run += n; back != nil {
				n = at + back[run] - pos
			}
			if strings.TrimSpace(k.Surface) == "" {
				pos += n
				continue
			}
			t := tok{start: pos, end: pos + n, s: k.Surface, printed: l.cut(pos, pos+n), id: -1}
			pos += n
			switch k.Class {
			case tokenizer.KNOWN:
				t.id, t.tag = k.ID, x.tags[x.tagOf[k.ID]]
			case tokenizer.UNKNOWN:
				t.tag = x.unk[k.ID]
			default:
				t.tag = unknownTag
			}
			if t.id < 0 && strings.Contains(t.s, "・") {
				out = x.splitDots(out, l, t)
				continue
			}
			out = append(out, t)
		}
		at = end
	}
	return out
}

// splitDots cuts an unknown word at its middle dots: the dictionary takes
// ゼレンスキー・ウクライナ as one word.
func (x *lexicon) splitDots(out []tok, l layout, t tok) []tok {
	at := t.start
	flush := func(end int) {
		if end == at {
			return
		}
		p := tok{start: at, end: end, s: l.flat(at, end), printed: l.cut(at, end), tag: t.tag, id: -1}
		if ids := x.dict.Index.Search(p.s); len(ids) > 0 {
			p.id, p.tag = ids[0], x.tags[x.tagOf[ids[0]]]
		}
		out = append(out, p)
		at = end
	}
	for i := t.start; i < t.end; i++ {
		if l.f[i] == '・' {
			flush(i)
			out = append(out, tok{start: i, end: i + 1, s: "・", printed: l.cut(i, i+1), tag: dotTag, id: -1})
			at = i + 1
		}
	}
	flush(t.end)
	return out
}

var dotTag = newTag([]string{"記号", "一般"})

var unknownTag = newTag([]string{"名詞", "一般"})

// pieceEnd returns where the stretch from at ends: everything, or in a very
// long text after a comma or space, or just there.
func pieceEnd(r []rune, at int) int {
	if len(r)-at <= longestPiece {
		return len(r)
	}
	for i := at + longestPiece; i > at+longestPiece/2; i-- {
		switch r[i-1] {
		case '、', '。', ' ', '」', '，', ',':
			return i
		}
	}
	return at + longestPiece
}

// baseOf returns the dictionary form of a morpheme.
func (x *lexicon) baseOf(t tok) string {
	if t.id < 0 || t.id >= len(x.base) || x.base[t.id] == 0 {
		return t.s
	}
	r := x.rules[x.base[t.id]]
	k := len(t.s)
	for range r.strip {
		_, n := utf8.DecodeLastRuneInString(t.s[:k])
		k -= n
	}
	return t.s[:k] + r.suffix
}
