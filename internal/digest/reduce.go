package digest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// reductions returns shorter forms of a sentence, shortest first, and always
// the whole sentence last. What each drops is whole phrases; whether a drop
// turns the meaning is left to the check, which every line passes anyway.
func reductions(s text.Sentence, lang string) []string {
	switch lang {
	case "en":
		return distinct(reduceEn(behindPlace(s)), s.Text)
	case "ja":
		return distinct(reduceJa(s.Text), s.Text)
	}
	return []string{s.Text}
}

// placeEn matches a place in small letters that opens a report: "Port Ansel — The".
var placeEn = regexp.MustCompile(`^[A-Z]\p{Ll}+(?:[ /-][A-Z]\p{Ll}+){0,2}(?:, [A-Z][\p{Ll}.]+(?: [A-Z]\p{Ll}+)?)? (?:—|--|-) (["“]?[A-Z])`)

// lastDateline is the place of the last sentence that may have one: captions stand
// before the first.
const lastDateline = 3

// behindPlace is the first sentence of a report without such a place; what follows
// an aside or a subject before a dash begins with no capital.
func behindPlace(s text.Sentence) string {
	at := placeEn.FindStringSubmatchIndex(s.Text)
	if at == nil || s.Index > lastDateline || strings.Count(s.Text, "—")+strings.Count(s.Text, "--")+strings.Count(s.Text, " - ") > 1 ||
		len(s.Names) == 0 || s.Names[0].Span.Start != 0 || s.Names[0].Type == text.Person {
		return s.Text
	}
	return s.Text[at[2]:]
}

// distinct orders forms by length and drops those that repeat.
func distinct(forms []string, whole string) []string {
	seen := map[string]bool{}
	var out []string
	for _, f := range append(forms, whole) {
		f = strings.TrimSpace(f)
		if f == "" || seen[f] {
			continue
		}
		seen[f] = true
		out = append(out, f)
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && utf8.RuneCountInString(out[j]) < utf8.RuneCountInString(out[j-1]); j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

var (
	parenEn    = regexp.MustCompile(`\s*\([^()]*\)`)
	datelineEn = regexp.MustCompile(`^(?:[A-Z][A-Za-z0-9 /,.'-]{1,40} \| [A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d [ap]m [A-Z]{2,4} )?` +
		`(?:[A-Z][A-Z /.'-]{2,40}(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?(?:, [A-Z][a-z]+\.? \d{1,2})?\.? ?(?:/[A-Z]+/\.|\([A-Za-z/ ]+\) ?[-–—]{1,2}|[-–]{1,2} |—) ?|[A-Z][a-z]+ \d{1,2} \([A-Za-z/ ]+\) ?[-–—]{1,2} ?)`)
	relativeEn = regexp.MustCompile(`, (?:who|which|whose|where)\b[^,;:"“”]{8,120},`)
	participle = regexp.MustCompile(`, (?:citing|quoting|speaking|referring|noting|echoing|describing|using|wearing|standing|sitting|appearing|writing)\b[^,;:"“”]{8,140}\.$`)
	dashedEn   = regexp.MustCompile(` [–—-] [^–—"“”]{6,120} [–—-] `)
)

// reduceEn drops a dateline, brackets, an opening conjunction, side clauses
// between commas or dashes and a closing participle clause, alone and together.
func reduceEn(t string) []string {
	t = labelEn.ReplaceAllString(t, "")
	base := upperFirst(conjunctionEn.ReplaceAllString(datelineEn.ReplaceAllString(t, ""), ""))
	base = withoutAsides(parenEn, strings.TrimLeft(base, "-–— "))
	forms := []string{base}
	for _, drop := range []func(string) string{
		func(s string) string { return cutBefore(s, relativeEn, " ") },
		func(s string) string { return cutBefore(s, dashedEn, " ") },
		cutLast,
		cutManner,
	} {
		for _, f := range forms {
			if shorter := drop(f); shorter != f && len(strings.Fields(shorter)) >= 7 {
				forms = append(forms, shorter)
			}
		}
	}
	for _, f := range forms {
		if bare := withoutAlso(f); bare != f {
			forms = append(forms, bare)
		}
	}
	return forms
}

// addsEn matches a word that adds to a sentence before, and alsoKept where it does not.
var (
	addsEn   = regexp.MustCompile(`\balso `)
	alsoKept = regexp.MustCompile(`(?i)\bnot (?:only|just|merely|simply)\b|\bbut also\b|\band also\b|\bor also\b|\balso (?:known|called|named|referred|dubbed|as|at|in|on)\b`)
)

// withoutAlso is a sentence without the one "also" outside its quotations: what it
// says is as true alone.
func withoutAlso(s string) string {
	if alsoKept.MatchString(s) {
		return s
	}
	at := addsEn.FindAllStringIndex(outsideQuotes(s), -1)
	if len(at) != 1 || !utf8.ValidString(s) || len(outsideQuotes(s)) != len(s) {
		return s
	}
	return s[:at[0][0]] + s[at[0][1]:]
}

// turning words may not be cut with a side clause: without them the rest says
// something else.
var turningCut = regexp.MustCompile(`(?i)exclud|except|without|\bnot\b|never|unless|\bonly\b|apart from|other than|less than|including|\d|\b(two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b`)

// cutManner cuts how somebody did it at the end of a sentence; what came of it stays.
func cutManner(s string) string {
	at := participle.FindStringIndex(s)
	if at == nil || turningCut.MatchString(s[at[0]:]) {
		return s
	}
	return s[:at[0]] + "."
}

// lastRelative matches a side clause on a thing that ends a sentence. Who somebody
// is, and where something is, may be what the sentence is there for.
var lastRelative = regexp.MustCompile(`, which\b[^,;:"“”]{8,110}\.$`)

// longSentence is how many words a sentence has that is better without a side
// clause at its end.
const longSentence = 22

// cutLast cuts a side clause at the end.
func cutLast(s string) string {
	at := lastRelative.FindStringIndex(s)
	if at == nil || turningCut.MatchString(s[at[0]:]) || len(strings.Fields(s)) < longSentence {
		return s
	}
	return s[:at[0]] + "."
}

// afterCut is what must follow a side clause that is left out: the verb of the
// clause around it.
var afterCut = regexp.MustCompile(`^\s*(is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|did|does|do|said|says|told|took|made|gave|went|came|saw|held|led|met|won|lost|became|fell|rose|left|also|[a-z]{3,}ed|announced)\b`)

// byWhom matches a participle that would take the noun before the cut for its own:
// "the minister, who ..., chaired by".
var byWhom = regexp.MustCompile(`^\s*[a-z]+ed (?:by|in|at|on|with) `)

// cutBefore cuts the first match of a side clause where a verb follows.
func cutBefore(s string, clause *regexp.Regexp, with string) string {
	at := clause.FindStringIndex(s)
	if at == nil || turningCut.MatchString(s[at[0]:at[1]]) || !afterCut.MatchString(s[at[1]:]) || byWhom.MatchString(s[at[1]:]) {
		return s
	}
	return s[:at[0]] + with + strings.TrimLeft(s[at[1]:], " ")
}

var (
	parenJa    = regexp.MustCompile(`（[^（）]*）|\([^()]*\)`)
	datelineJa = regexp.MustCompile(`^(【[^】]{1,20}】|（[^）]{1,20}）|＝[^＝]{1,12}＝)\s*`)
)

// reduceJa drops a dateline, brackets and an opening conjunction.
func reduceJa(t string) []string {
	base := conjunctionJa.ReplaceAllString(datelineJa.ReplaceAllString(t, ""), "")
	bare := withoutAsides(parenJa, base)
	return []string{base, bare, foundEnd.ReplaceAllString(bare, "た。")}
}

// foundEnd matches a fact of which a report says only that it became known.
var foundEnd = regexp.MustCompile(`たことが(?:分かった|わかった|明らかになった)。$`)

// spareAside matches brackets that a reader can do without: how a word is read, an
// acronym, a weekday, an age, a sum in another currency, a time in another zone,
// a party, whose picture it is. Another one may say who is meant, or narrow the word
// before it (ミスター（長嶋茂雄）).
var spareAside = regexp.MustCompile(`^\s*[（(](?:[\p{Hiragana}\p{Katakana}ー・＝\s]{2,}|[A-Z][A-Za-z0-9.&-]{1,9}|[月火水木金土日](?:曜日?)?|[0-9０-９]{1,3}歳?|[A-Z]-[A-Z][a-z.]+|[A-Z]+: ?[A-Z.]+|(?:not )?pictured|写真[^）)]{0,12}|(?:画面|図|表|動画)[0-9０-９]+[^）)]{0,6}|(?:[A-Z][\w.'’-]* ?){0,4}(?:/|via )[^)]{2,40}|[^)）]*(?:Photo|Getty|Reuters|Associated Press|file photo|UTC|GMT)[^)）]*|[^)）]*[$€£¥][^)）]*|(?:全長|高さ|幅|長さ|重さ|面積)?(?:約|approx\. |about )?[\d,.]+ ?(?:万|億|兆)?(?:円|ドル|ユーロ|miles?|kilomet\w+|km|feet|met\w+|acres?|hectares?|pounds|キロ|メートル))[）)]$`)

// withoutAsides drops brackets that a reader can do without.
func withoutAsides(bracket *regexp.Regexp, s string) string {
	return bracket.ReplaceAllStringFunc(s, func(aside string) string {
		if spareAside.MatchString(aside) {
			return ""
		}
		return aside
	})
}

// upperFirst begins a line with a capital.
func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if !unicode.IsLower(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// weight is how long a text reads: characters in Japanese, words elsewhere.
func weight(s, lang string) int {
	if lang == "ja" {
		return utf8.RuneCountInString(s)
	}
	return len(strings.Fields(s))
}
