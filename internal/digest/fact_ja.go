package digest

import (
	"strings"
	"unicode/utf8"

	"kiku/internal/language/pattern"
)

// factsJa are the sentences of a Japanese report that may answer what is known of
// its matter: what its card would tell first, in the words of its title, and never
// what a page says of itself.
func (c *composer) factsJa(r *report) []candidate {
	title := contentWords(r.text.Title)
	tells := c.tellingOf(r)
	var out []candidate
	for _, cand := range r.candidates {
		s := cand.sentence()
		if r.opinion || c.leans(cand) || furnitureJa.MatchString(s.Text) {
			continue
		}
		shared := overlapCount(title, cand.words)
		cand.score = factTells*tells[cand.index] + factShares*float64(min(4, shared)) + factFirst/(1+float64(cand.index)) -
			factLong*float64(max(0, utf8.RuneCountInString(s.Text)-60))
		if talkOnlyJa.MatchString(s.Text) {
			cand.score -= factTalk
		}
		if strings.HasSuffix(s.Text, "。") && !finishedJa(s.Text) {
			cand.score -= factTalk
		}
		out = append(out, cand)
	}
	return out
}

// Weights of what makes a sentence the main fact, set on the labelled reports of
// headlines-dev (whose answers stand in the first sentence in six of ten) and read on
// jawikinews and livedoor.
const (
	factTells  = 0.5
	factShares = 0.25
	factFirst  = 0.8
	factLong   = 0.004
	factTalk   = 0.8

	longestFactJa = 130 // characters
)

var (
	// furnitureJa matches what a page says of itself or asks of its reader.
	furnitureJa = pattern.MustCompile(`(紹介(します|しましょう|しよう|する|していこう|していきます|したい|してきた|している)|うかがった|伺った|お届け(します|しよう|する)|見ていこう|みていこう|しましょう|てみよう|でしょうか?|だろうか|ですよね|といえるだろう|ください|下さい|いかがだろう|いかがでしょう)。?$|[?？]$|^(■|※|●|▼|図[0-9]|・)|記事において|訂正:`)
	// talkOnlyJa matches sentences that only say that something is talked about.
	talkOnlyJa = pattern.MustCompile(`(話題(に|と)なって(いる|おり)|話題を(呼|集)|注目(を集め|され)て(いる|おり)|人気を集めている|物議を醸して|波紋を(呼|広げ)|といえる|と言える|ほしい|たくさんある|なかなか)[^。]{0,8}。?$`)
)

// finishedJa reports whether a sentence ends with a verb or a copula, not with a noun.
func finishedJa(s string) bool {
	return finishedEndJa.MatchString(s)
}

var finishedEndJa = pattern.MustCompile(`(た|だ|る|い|う|く|す|つ|ぬ|ぶ|む|ぐ|ます|です|ない|」)。$`)
