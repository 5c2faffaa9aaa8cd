package digest

import (
	"strings"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// politeQuestion is a phrase with its verb in the polite form of a question:
// 結んだ 結びましたか, 増える 増えますか, 通れなかった 通れませんでしたか, 予定だ
// 予定ですか; "" where no rule surely gives it.
func politeQuestion(p phrase) string {
	if noun, ending, ok := copula(p); ok {
		return noun + ending
	}
	ws := p.words
	if !p.predicate() || p.tail != "" || len(ws) == 0 {
		return ""
	}
	past, negated := false, false
	end := len(ws)
	if w := ws[end-1]; isAuxiliary(w, "た", "だ") && end > 1 {
		past, end = true, end-1
	}
	if w := ws[end-1]; end > 1 && strings.HasPrefix(w.Detail, "助動詞") && w.Base == "ない" && ws[end-2].Class == text.Verb || end > 1 && strings.HasPrefix(w.Detail, "助動詞") && w.Base == "ない" && strings.HasPrefix(ws[end-2].Detail, "動詞") {
		negated, end = true, end-1
	}
	stem := politeStem(ws[end-1], past || negated)
	if stem == "" {
		return ""
	}
	var b strings.Builder
	for _, w := range ws[:end-1] {
		b.WriteString(w.Surface)
	}
	b.WriteString(stem)
	switch {
	case past && negated:
		b.WriteString("ませんでしたか")
	case negated:
		b.WriteString("ませんか")
	case past:
		b.WriteString("ましたか")
	default:
		b.WriteString("ますか")
	}
	return b.String()
}

// plainQuestion is a phrase as a question that asks for a reason: 結んだのですか,
// 予定なのですか.
func plainQuestion(p phrase) string {
	if noun, ending, ok := copula(p); ok {
		if ending == "ですか" {
			return noun + "なのですか"
		}
		return noun + "だったのですか"
	}
	return p.text + "のですか"
}

func isAuxiliary(w text.Word, surfaces ...string) bool {
	for _, s := range surfaces {
		if w.Surface == s && strings.HasPrefix(w.Detail, "助動詞") {
			return true
		}
	}
	return false
}

// rowI is the last kana of a verb of five rows before ます.
var rowI = map[string]string{"う": "い", "く": "き", "ぐ": "ぎ", "す": "し", "つ": "ち", "ぬ": "に", "ぶ": "び", "む": "み", "る": "り"}

// politeStem is the form of a verb before ます; inflected says that the word
// stands before た or ない, not in its plain form.
func politeStem(w text.Word, inflected bool) string {
	base := w.Base
	if !strings.HasPrefix(w.Detail, "動詞") {
		return ""
	}
	switch base {
	case "する":
		return "し"
	case "くる":
		return "き"
	case "来る":
		return "来"
	case "なさる", "くださる", "下さる", "いらっしゃる", "おっしゃる", "ござる", "得る", "うる":
		return ""
	}
	if !inflected && w.Surface != base {
		return ""
	}
	if strings.HasSuffix(base, "ずる") {
		return ""
	}
	if strings.HasSuffix(base, "する") {
		return strings.TrimSuffix(base, "する") + "し"
	}
	r, size := utf8.DecodeLastRuneInString(base)
	head := base[:len(base)-size]
	if r == 'る' && oneRow(w, head, inflected) {
		return head
	}
	if i, ok := rowI[string(r)]; ok {
		return head + i
	}
	return ""
}

// oneRow reports whether a verb in る keeps its stem (食べる) or changes its last
// kana (走る): by how it is printed where it is inflected, else by the kana before.
func oneRow(w text.Word, head string, inflected bool) bool {
	if inflected {
		return w.Surface == head
	}
	r, _ := utf8.DecodeLastRuneInString(head)
	if strings.ContainsRune("えけせてねへめれげぜでべぺいきしちにひみりぎじびぴ", r) {
		return true
	}
	return strings.ContainsRune("見出着寝似煮経居診観看試顧", r)
}
