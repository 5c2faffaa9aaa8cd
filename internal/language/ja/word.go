package ja

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/language/text"
)

// words turns morphemes into words.
func words(toks []tok) []text.Word {
	x := loaded()
	out := make([]text.Word, len(toks))
	for i, t := range toks {
		w := text.Word{Surface: t.printed, Class: t.tag.class, Detail: t.tag.detail, Span: text.Span{Start: t.start, End: t.end}}
		w.Base = foldWord(x.baseOf(t))
		if w.Class != text.Mark && w.Class != text.Number && t.odd() {
			w.Class = text.Mark
		}
		w.Stop = isStop(t, w.Class, w.Base)
		out[i] = w
	}
	return out
}

// foldWord is NFKC and lower case; kana and kanji mostly pass unchanged.
func foldWord(s string) string {
	for _, c := range s {
		if c < 0x3040 || c >= 0xF900 {
			return strings.ToLower(norm.NFKC.String(s))
		}
	}
	return s
}

func classOf(t *tag) text.Class {
	switch t.pos[0] {
	case "名詞":
		switch t.pos[1] {
		case "固有名詞":
			return text.ProperNoun
		case "数":
			return text.Number
		case "代名詞":
			return text.Pronoun
		}
		return text.Noun
	case "動詞":
		return text.Verb
	case "形容詞":
		return text.Adjective
	case "副詞":
		return text.Adverb
	case "連体詞":
		return text.Adjective
	case "助詞", "助動詞":
		return text.Particle
	case "接続詞":
		return text.Conjunction
	case "接頭詞":
		return text.Noun
	case "記号", "フィラー":
		return text.Mark
	}
	return text.Other
}

// isStop reports a word that carries no topic.
func isStop(t tok, class text.Class, base string) bool {
	switch class {
	case text.Particle, text.Mark, text.Pronoun, text.Conjunction:
		return true
	case text.Verb:
		return t.tag.pos[1] != "自立" || stopWords[base]
	case text.Noun:
		return t.tag.pos[1] == "非自立" || t.tag.pos[1] == "接尾" && len(base) <= 3 || t.tag.pos[1] == "特殊" || stopWords[base]
	case text.Adjective:
		return t.tag.pos[0] == "連体詞" || t.tag.pos[1] == "非自立" || stopWords[base]
	}
	return stopWords[base]
}

var stopWords = set(`する ある いる なる できる いう 言う 行う おこなう みる 見る くる 来る いく 行く れる られる せる させる ない よい いい 良い 思う 考える 持つ 受ける 出る 出す 示す 述べる 話す 語る 明らか
	こと もの ため よう とき ところ の ん さん 氏 さ そう それ これ あれ ここ そこ どこ 何 今 今回 今後 以上 以下 中 上 下 前 後 内 間 者 人 日 月 年 時 分 方 的 化 性 他 ほか 場合 一方 今年 昨年 きょう 昨日 同日 午前 午後 現在 最近 また まだ もう さらに 特に
	つく 付く とる 取る よる 因る つける 付ける 対する 関する 伴う 続く 続ける 入る 入れる 進む 進める 向ける 向かう しまう おく くださる いただく もらう やる くれる 分かる わかる 同 各 約 第 など ほど くらい ぐらい まま わけ はず つもり うち 一 二 三`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// Compounds returns runs of nouns printed without anything between them as one
// word each ("停戦交渉", "関税措置"): two to six morphemes, with their span.
// Numbers, pronouns and bare suffixes do not start one.
func Compounds(ws []text.Word) []text.Word {
	var out []text.Word
	for i := 0; i < len(ws); {
		if !opensCompound(ws[i]) {
			i++
			continue
		}
		j := i + 1
		for j < len(ws) && ws[j].Span.Start == ws[j-1].Span.End && inCompound(ws[j]) {
			j++
		}
		if j-i >= 2 && j-i <= 6 {
			var surface, base strings.Builder
			for _, w := range ws[i:j] {
				surface.WriteString(w.Surface)
				base.WriteString(w.Base)
			}
			out = append(out, text.Word{Surface: surface.String(), Base: base.String(), Class: text.Noun,
				Span: text.Span{Start: ws[i].Span.Start, End: ws[j-1].Span.End}, Detail: "複合名詞"})
		}
		i = j
	}
	return out
}

func opensCompound(w text.Word) bool {
	return (w.Class == text.Noun || w.Class == text.ProperNoun) && !strings.HasPrefix(w.Detail, "名詞,接尾") && !strings.HasPrefix(w.Detail, "名詞,非自立") && !strings.HasPrefix(w.Detail, "名詞,副詞可能")
}

func inCompound(w text.Word) bool {
	return (w.Class == text.Noun || w.Class == text.ProperNoun) && !strings.HasPrefix(w.Detail, "名詞,非自立") && !strings.HasPrefix(w.Detail, "名詞,副詞可能") && !strings.HasPrefix(w.Detail, "接頭詞")
}

// Tokens returns the search tokens of s: the dictionary forms of words with a
// topic, compounds of nouns as a whole too, and pairs of characters of words
// that the dictionary does not know.
func Tokens(s string) []string {
	ws := Words(s)
	out := make([]string, 0, len(ws))
	for _, w := range ws {
		if w.Stop || w.Class == text.Mark || w.Base == "" {
			continue
		}
		out = append(out, w.Base)
	}
	for _, c := range Compounds(ws) {
		out = append(out, c.Base)
	}
	return out
}

// Key returns the form in which one Japanese word is compared.
func Key(word string) string {
	ws := Words(word)
	if len(ws) == 1 {
		return ws[0].Base
	}
	var b strings.Builder
	for i, w := range ws {
		if i == 1 && ws[0].Class == text.Verb {
			return ws[0].Base // 語った -> 語る
		}
		b.WriteString(w.Base)
	}
	return b.String()
}
