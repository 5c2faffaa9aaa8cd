package charset

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// reading is an encoding that undeclared bytes are tried in, with the models of
// the languages that use it. rare is what an encoding that is hardly met has to
// make up for, in nats.
type reading struct {
	name     string
	models   []string
	rare     float64
	encoding encoding.Encoding // nil for UTF-8
	how      string            // who declared it; "" when nobody did
}

var everyModel = []string{"ja", "zh-hans", "zh-hant", "ko", "ru", "el", "he", "ar", "th", "west", "centre", "turkish", "baltic"}

var readings = sync.OnceValue(func() []reading {
	all := []reading{
		{name: "utf-8", models: everyModel, rare: 0},
		{name: "shift_jis", models: []string{"ja"}, rare: 0},
		{name: "euc-jp", models: []string{"ja"}, rare: 0},
		{name: "gb18030", models: []string{"zh-hans", "zh-hant"}, rare: 0},
		{name: "big5", models: []string{"zh-hant"}, rare: 0},
		{name: "euc-kr", models: []string{"ko"}, rare: 0},
		{name: "windows-1252", models: []string{"west"}, rare: -3},
		{name: "windows-1251", models: []string{"ru"}, rare: 0},
		{name: "koi8-u", models: []string{"ru"}, rare: 3},
		{name: "koi8-r", models: []string{"ru"}, rare: 1},
		{name: "windows-1250", models: []string{"centre"}, rare: 2},
		{name: "iso-8859-2", models: []string{"centre"}, rare: 3},
		{name: "windows-1253", models: []string{"el"}, rare: 1},
		{name: "iso-8859-7", models: []string{"el"}, rare: 2},
		{name: "windows-1254", models: []string{"turkish"}, rare: 2},
		{name: "windows-1255", models: []string{"he"}, rare: 1},
		{name: "iso-8859-8", models: []string{"he"}, rare: 2},
		{name: "windows-1256", models: []string{"ar"}, rare: 1},
		{name: "iso-8859-6", models: []string{"ar"}, rare: 3},
		{name: "windows-1257", models: []string{"baltic"}, rare: 3},
		{name: "windows-874", models: []string{"th"}, rare: 8},
		{name: "iso-8859-5", models: []string{"ru"}, rare: 4},
		{name: "ibm866", models: []string{"ru"}, rare: 4},
		{name: "x-mac-cyrillic", models: []string{"ru"}, rare: 8},
		{name: "macintosh", models: []string{"west"}, rare: 8},
	}
	for i := range all {
		all[i].encoding, _ = lookup(all[i].name)
	}
	return all
})

func isJapanese(name string) bool { return name == "shift_jis" || name == "euc-jp" }

// considered are the readings that a text is tried in. What is declared is
// likelier by that, and is tried even when it is none of the usual ones.
func considered(said []declaration) []reading {
	all := slices.Clone(readings())
	for _, d := range said {
		if d.encoding == nil || !asciiCompatible(d.name) {
			continue
		}
		i := slices.IndexFunc(all, func(r reading) bool { return r.name == d.name })
		if i < 0 {
			all = append(all, reading{name: d.name, models: everyModel, encoding: d.encoding})
			i = len(all) - 1
		}
		if all[i].how == "" {
			all[i].how = d.how
		}
		all[i].rare = min(all[i].rare, 0) - map[string]float64{Header: believeHeader, Document: believeDocument}[d.how]
	}
	return all
}

// most is how much of a text is looked at, in bytes: 8 KiB of what is not ASCII
// settle any question that can be settled.
const most = 8 << 10

// evidence is the part of data that shows its encoding: the stretches between
// tags and line ends that hold bytes beyond ASCII. The bytes it cuts at are never
// part of a longer character in any of the encodings.
func evidence(data []byte) []byte {
	out := make([]byte, 0, most)
	for len(data) > 0 && len(out) < most {
		at := firstHigh(data)
		if at < 0 {
			break
		}
		from := bytes.LastIndexAny(data[max(0, at-200):at], "<>\n") + 1
		from += max(0, at-200)
		end := bytes.IndexAny(data[at:min(len(data), at+most)], "<>\n")
		switch {
		case end >= 0:
			end += at
		case len(data) > at+most:
			end = at + most
		default:
			end = len(data)
		}
		out = append(append(out, data[from:min(end, from+most-len(out))]...), '\n')
		data = data[end:]
	}
	return out
}

func firstHigh(data []byte) int {
	for i, b := range data {
		if b >= utf8.RuneSelf {
			return i
		}
	}
	return -1
}

// likelihood is how probable a sample is in an encoding, as a logarithm.
func (r reading) likelihood(sample []byte) float64 {
	var text []byte
	if r.name == "utf-8" {
		text, _ = replaced(sample)
	} else {
		out, err := r.encoding.NewDecoder().Bytes(sample)
		if err != nil {
			return wrongLog * float64(len(sample))
		}
		text = out
	}
	best := wrongLog * float64(len(sample))
	for _, name := range r.models {
		best = max(best, models()[name].score(text))
	}
	return best - r.rare
}

// plainlyJapanese reports whether a sample, read in a Japanese encoding, is full
// of hiragana without a wrong byte: no other language's bytes are, so that no
// other encoding need be tried. Short samples prove nothing.
func plainlyJapanese(sample []byte) bool {
	sample = sample[:min(len(sample), 2048)]
	for _, r := range readings() {
		if !isJapanese(r.name) {
			continue
		}
		out, err := r.encoding.NewDecoder().Bytes(sample)
		if err != nil {
			continue
		}
		all, hira, wrong := 0, 0, 0
		for _, c := range string(out) {
			switch {
			case c < utf8.RuneSelf:
				continue
			case c >= 0x3041 && c <= 0x3093:
				hira++
			case c == utf8.RuneError || c >= 0xff61 && c <= 0xff9f || c >= 0xe000 && c < 0xf900:
				wrong++ // half-width kana are what misread EUC-JP looks like
			}
			all++
		}
		if all >= 100 && hira*4 >= all && wrong*50 <= all {
			return true
		}
	}
	return false
}
