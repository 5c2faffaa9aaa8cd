package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// Lengths of what a question calls the matter of a Japanese title, in characters.
const (
	shortestMatterJa = 5
	longestMatterJa  = 30
)

// mattersJa are what a Japanese title is about, as nouns, the fullest first: its
// clause as one noun (市が運賃を値下げ is 市の運賃の値下げ), else whom or what it
// begins with.
func mattersJa(title text.Sentence) []string {
	var out []string
	for _, ws := range titleClauses(title) {
		for k, words := range []string{nominal(ws, title), firstNoun(ws, title)} {
			n := utf8.RuneCountInString(words)
			if n >= shortestMatterJa-2*k && n <= longestMatterJa && balanced(words) && !strings.ContainsAny(words, "?？!！…") {
				out = append(out, words)
				break
			}
		}
	}
	return out
}

// toGenitive is the particle of a verb's noun before a noun.
var toGenitive = map[string]string{"が": "の", "を": "の", "に": "への", "と": "との", "で": "での", "から": "からの", "まで": "までの", "へ": "への", "により": "による", "によって": "による"}

// nominal turns a title's clause without a verb into one noun; "" where it has a
// verb of its own.
func nominal(ws []text.Word, title text.Sentence) string {
	if last := len(ws) - 1; ws[last].Surface == "へ" {
		if ws = ws[:last]; !strings.Contains(ws[last-1].Detail, "サ変接続") {
			return ""
		}
	}
	if !nounLike(ws[len(ws)-1]) || strings.Contains(ws[len(ws)-1].Detail, "副詞可能") {
		return ""
	}
	var b strings.Builder
	quoted, turned, named := 0, 0, false
	verb := -1 // what stands before a verb belongs to it
	for i, w := range ws {
		if w.Class == text.Verb || strings.HasPrefix(w.Detail, "助動詞") {
			verb = i
		}
		if i > 0 && w.Class == text.Adverb {
			return ""
		}
	}
	for i, w := range ws {
		named = named || partOfName(w, title)
		switch w.Surface {
		case "「", "『", "“":
			quoted++
			named = true
		case "」", "』", "”":
			quoted--
		}
		next := text.Word{}
		if i+1 < len(ws) {
			next = ws[i+1]
		}
		switch {
		case quoted > 0 || i == 0:
			b.WriteString(w.Surface)
		case w.Surface == "へ" && next.Surface == "、" && nounLike(ws[i-1]):
			return clearMatter(b.String(), named)
		case w.Surface == "、" || w.Surface == "，":
			if !nounLike(ws[i-1]) || turned > 0 {
				return ""
			}
			if !actsOn(ws[i+1:]) { // what follows has a subject of its own
				return clearMatter(b.String(), named)
			}
			b.WriteString("の")
			turned++
		case i > verb && (w.Surface == "より" || w.Surface == "まで" || w.Surface == "も"), strings.HasPrefix(w.Detail, "助詞,係助詞") || strings.HasPrefix(w.Detail, "助詞,副助詞／") || strings.HasPrefix(w.Detail, "助詞,終助詞"):
			return ""
		case strings.HasPrefix(w.Detail, "助詞,格助詞") && toGenitive[w.Surface] != "" && i > verb:
			if w.Surface == "に" && (strings.Contains(ws[i-1].Detail, "形容動詞語幹") || !strings.Contains(ws[len(ws)-1].Detail, "サ変接続") && !towards[ws[len(ws)-1].Surface]) {
				return ""
			}
			if next.Surface == "の" || w.Surface == "と" && !strings.Contains(ws[len(ws)-1].Detail, "サ変接続") {
				b.WriteString(w.Surface)
				continue
			}
			b.WriteString(toGenitive[w.Surface])
			turned++
			if next.Surface == "、" {
				return ""
			}
		case strings.HasPrefix(w.Detail, "助詞,副詞化"):
			return "" // 簡単に無線化: how it is done goes with no noun
		case w.Class == text.Verb && !inflectsOn(next) && !nounLike(next):
			return ""
		case w.Class == text.Verb && nounLike(next) && w.Surface != w.Base:
			return "" // 受け停戦
		default:
			b.WriteString(w.Surface)
		}
	}
	if turned > 3 || turned == 0 && !strings.Contains(ws[len(ws)-1].Detail, "サ変接続") {
		return ""
	}
	return clearMatter(b.String(), named)
}

// clearMatter is a noun if a reader knows by it what is spoken of: it holds a name
// or is long enough to.
func clearMatter(words string, named bool) string {
	if !named && utf8.RuneCountInString(words) < clearLengthJa || endsTitle.MatchString(words) {
		return ""
	}
	return words
}

// clearLengthJa is from how many characters on a noun without a name names its
// matter; read on titles of livedoor.
const clearLengthJa = 10

// endsTitle matches ends of a title that make no matter: they praise or count.
var endsTitle = regexp.MustCompile(`(初|有力|必見|対応|騒然|物議|話題|疑問|可能|人気|激怒|波紋|満載|予定|注目|充実|登場|発言|呆然|続出|続々|殺到|相次|炎上|多数|新た|達|氏|さん|味方|大活躍|活躍|堪能|新鮮|[0-9０-９]位|チェック|ゲット|解説|紹介|満足|快適|便利|最適)$`)

// towards are nouns that take what they are about with への.
var towards = wordsOf("影響 声 疑念 怒り 道 一歩 備え")

// actsOn reports whether words tell what is done, with を and a noun of doing, and
// not who does it.
func actsOn(ws []text.Word) bool {
	object := false
	for _, w := range ws {
		switch {
		case !strings.HasPrefix(w.Detail, "助詞"):
		case w.Surface == "が" || w.Surface == "は" || w.Surface == "も":
			return false
		case w.Surface == "を":
			object = true
		}
	}
	return object && strings.Contains(ws[len(ws)-1].Detail, "サ変接続")
}

// partOfName reports whether a word is a name or part of one.
func partOfName(w text.Word, s text.Sentence) bool {
	for _, n := range s.Names {
		if w.Span.Overlaps(n.Span) {
			return true
		}
	}
	return w.Class == text.ProperNoun
}

// inflectsOn reports whether a verb goes on in the next word.
func inflectsOn(w text.Word) bool {
	return strings.HasPrefix(w.Detail, "助動詞") || strings.HasPrefix(w.Detail, "動詞,接尾") || strings.HasPrefix(w.Detail, "動詞,非自立") || w.Surface == "て"
}

// firstNoun is the noun with which a clause begins, with what qualifies it, when a
// name or a quotation is in it.
func firstNoun(ws []text.Word, title text.Sentence) string {
	var b strings.Builder
	quoted, named := 0, false
	for i, w := range ws {
		switch w.Surface {
		case "「", "『", "“":
			quoted++
			named = true
		case "」", "』", "”":
			quoted--
		}
		named = named || partOfName(w, title)
		if quoted == 0 && !nounLike(w) && !strings.HasPrefix(w.Detail, "接頭詞") && !bindsNoun.MatchString(w.Surface) {
			if endsNoun.MatchString(w.Surface) && i > 0 && (nounLike(ws[i-1]) || ws[i-1].Surface == "」" || ws[i-1].Surface == "』") && named {
				return b.String()
			}
			return ""
		}
		b.WriteString(w.Surface)
	}
	return ""
}

var (
	bindsNoun = regexp.MustCompile(`^(の|・|＝|=|」|』|”|&|＆)$`)
	endsNoun  = regexp.MustCompile(`^(が|は|を|に|で|、|，|と|も|から)$`)
)
