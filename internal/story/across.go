package story

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Across languages no word is shared. What is: names by their sound, figures,
// days, and the words of bridge.txt. One name that sounds alike is chance or a
// place of many matters; several rare ones together are not.

// unnamed is what a rare word weighs that may be a name and was not taken for
// one: an English sentence may begin with any word.
const unnamed = 0.5

// heard returns the names of an article by their sounds.
func heard(f Features, ear *ear) []term {
	var out []term
	enter := func(word string, weight float64) {
		for _, h := range ear.hear(word) {
			out = append(out, term{h, float32(min(weight, 1))})
		}
	}
	for _, w := range f.Words {
		if mayBeName(f.Lang, w.Word) {
			enter(w.Word, unnamed*w.Weight)
		}
	}
	out = strongestOf(out)
	named := len(out)
	for _, n := range f.Names {
		enter(n.Word, n.Weight)
	}
	out = union(out[:named:named], strongestOf(out[named:]))
	return out
}

// strongestOf sorts terms by hash; of equal ones the heaviest stays.
func strongestOf(ts []term) []term {
	slices.SortFunc(ts, func(a, b term) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(b.weight, a.weight))
	})
	return slices.CompactFunc(ts, func(a, b term) bool { return a.hash == b.hash })
}

// mayBeName reports a word that the news does not usually have, of four letters
// or kana at least.
func mayBeName(lang, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) >= 4 && (unicode.Is(unicode.Katakana, first) || isLatin(word)) &&
		usual[hashTerm('w', lang, word)] == 0
}

// gistOf returns the words of an article that bridge.txt has, as its lines.
func gistOf(f Features) []term {
	var out []term
	for _, w := range f.Words {
		for _, c := range bridges[w.Word] {
			out = append(out, term{hashTerm('g', "", c), float32(w.Weight)})
		}
	}
	phrases(f.Lang, f.Lead, func(c string) { out = append(out, term{hashTerm('g', "", c), 1}) })
	return sortTerms(out)
}

// soundAlike returns the added rarities of what sounds alike in a and b, and how
// many they are. kin is what sounds like a in the other script.
func (t *frequencies) soundAlike(a, kin, b []term) (strength, count float64) {
	for _, ts := range [][]term{a, kin} {
		both(ts, b, func(h uint32, x, y float64) {
			w := min(x, 1) * min(y, 1)
			strength += w * t.rarity(h)
			count += w
		})
	}
	return strength, count
}

// compareAcross returns the evidence that d belongs to e, from its reports in
// other languages; ok is false where there are none.
func (t *frequencies) compareAcross(d *document, e *event) (x evidence, ok bool) {
	for _, o := range e.docs {
		if o.lang == d.lang {
			continue
		}
		ok = true
		x[byNearest] = max(x[byNearest], t.like(d.concepts, o.concepts, d.long.concepts, o.long.concepts))
		x[byGist] = max(x[byGist], t.like(d.gist, o.gist, d.long.gist, o.long.gist))
	}
	if !ok {
		return x, false
	}
	x[byBias] = 1
	x[byWords] = t.cosine(d.concepts, e.concepts)
	x[byNames] = t.cosine(d.names, e.names)
	x.hear(t, d, e.speech)
	x[byWeight] = t.sharedWeight(d, e)
	x[byFigures] = t.sharedValues(d, e)
	x.place(d, e)
	return x, true
}

// strangeTo returns what keeps a headline out of an event that is told of in
// other languages: that it shares too little with what was said in each of them.
func (e *event) strangeTo(d *document) string {
	bar, names := "", sharedNames(d.names, e.names)
	for _, t := range e.speech {
		if t.lang != d.lang {
			if bar = tooLittle(max(names, alikeNames(d.sounds, d.kin, t.sounds)), sharedNames(d.gist, t.gist)); bar == "" {
				return ""
			}
		}
	}
	return bar
}

// heardFull is the number of names from which more that sound alike add nothing.
const heardFull = 4

// hear enters what sounds alike in the other language that shares most.
func (x *evidence) hear(t *frequencies, d *document, speech []tongue) {
	best := 0.0
	for i := range speech {
		if speech[i].lang == d.lang {
			continue
		}
		if s, n := t.soundAlike(d.sounds, d.kin, speech[i].sounds); s > best {
			best = s
			x[bySounds], x[byHeard] = math.Tanh(s/20), min(n/heardFull, 1)
		}
	}
}

// linkAcross returns the evidence that an event founded by d belongs to story
// m, from its reports in other languages; ok is false where there are none.
func (t *frequencies) linkAcross(d *document, m *matter) (x evidence, ok bool) {
	for i := range m.speech {
		if s := &m.speech[i]; s.lang != d.lang {
			ok = true
			x[byGist] = max(x[byGist], t.cosine(d.gist, s.gist))
		}
	}
	if !ok {
		return x, false
	}
	x[byBias] = 1
	for i := range m.faces {
		if f := &m.faces[i]; f.lang != d.lang {
			x[byNearest] = max(x[byNearest], t.like(d.gist, f.gist, d.long.gist, f.long.gist))
		}
	}
	x[byWords] = t.cosine(d.concepts, m.concepts)
	x[byNames] = t.cosine(d.names, m.names)
	x.hear(t, d, m.speech)
	x[byWeight], x[byFigures] = t.sharedActors(d, m)
	x.span(d, m)
	return x, true
}

// units leads units of one language to the other's; what counts things ("120
// 隻") has none in English ("120 boats").
var units = map[string]string{
	"人": "person", "名": "person", "年": "year", "年間": "year", "か月": "month", "カ月": "month", "週間": "week",
	"日": "day", "日間": "day", "時間": "hour", "分": "minute", "分間": "minute", "歳": "age",
	"か国": "", "カ国": "", "隻": "", "台": "", "棟": "", "件": "", "個": "", "頭": "", "匹": "", "羽": "", "本": "", "冊": "",
	"ドル": "USD", "円": "JPY", "ユーロ": "EUR", "ポンド": "GBP", "元": "CNY", "人民元": "CNY", "ウォン": "KRW", "ルーブル": "RUB", "ルピー": "INR",
	"社": "", "校": "", "軒": "", "戸": "", "世帯": "", "枚": "", "機": "", "便": "", "両": "", "店": "", "点": "", "票": "", "議席": "",
}

// small is the value below which a figure is in every second text.
const small = 10

// valuesOf returns the figures and days of an article as every language counts
// them.
func valuesOf(f Features) []term {
	var out []term
	for _, x := range f.Figures {
		value, unit, _ := strings.Cut(x, " ")
		if u, ok := units[unit]; ok {
			unit = u
		}
		weight := float32(1)
		if v, err := strconv.ParseFloat(value, 64); err != nil || v < small {
			weight = 0.2
		}
		if weight == 1 || unit != "" {
			out = append(out, term{hashTerm('v', "", value+" "+unit), weight})
		}
	}
	for _, x := range f.Dates {
		out = append(out, term{hashTerm('d', "", x), 0.5})
	}
	out = sortTerms(out)
	for i := range out {
		out[i].weight = min(out[i].weight, 1)
	}
	return out
}

// sharedValues is how much of its figures and days an article shares with the
// report in another language that shares most of them.
func (t *frequencies) sharedValues(d *document, e *event) float64 {
	best := 0.0
	for _, o := range e.docs {
		if o.lang == d.lang {
			continue
		}
		sum := 0.0
		both(d.values, o.values, func(h uint32, x, y float64) { sum += min(x, y) * t.rarity(h) })
		best = max(best, sum)
	}
	return math.Tanh(best / 10)
}
