package digest

import (
	"regexp"
	"unicode/utf8"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// inBlock reports whether a sentence stands in a speech, a dialogue or an
// interview that an article prints in full: the words are somebody's, and who
// says them is printed elsewhere.
func (r *reading) inBlock(s text.Sentence) bool {
	if r.spoken == nil {
		r.spoken = spokenBlocks(r.text.Sentences, r.text.Lang)
	}
	return s.Index >= 0 && s.Index < len(r.spoken) && r.spoken[s.Index]
}

// spokenBlocks marks the sentences that are somebody's words for a whole block.
func spokenBlocks(ss []text.Sentence, lang string) []bool {
	out := make([]bool, len(ss))
	switch lang {
	case "en":
		markSpeechEn(ss, out)
	case "ja":
		markPoliteJa(ss, out)
	default:
		return out
	}
	markTurns(ss, out)
	return out
}

var (
	// takesWord matches who takes the word before a colon: "野村：", "Q: ", "Ada Marlow: ".
	takesWord = regexp.MustCompile(`^(?:[「『―— ]?(?:[\p{Han}\p{Katakana}ー・]{2,8}(?:氏|さん)?|[QA][1-9]?|[ＱＡ]|問|答)：|(?:Q|A|Question|Answer|[A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]+){0,2}): )`)
	// nobody matches turns that name no speaker.
	nobody = regexp.MustCompile(`^(?:[QA][1-9]?|[ＱＡ]|問|答|Question|Answer)(?:：|: )`)
)

// turnGap is how many sentences one speaker has at most before the next one is
// named, and leastTurns how many turns of two speakers are a talk.
const (
	turnGap    = 12
	leastTurns = 3
)

// markTurns marks what stands between the turns of a talk. A sentence that prints
// who takes the word is no riddle and stays.
func markTurns(ss []text.Sentence, out []bool) {
	var at []int
	who := map[string]int{}
	for i, s := range ss {
		if name := takesWord.FindString(s.Text); name != "" {
			at = append(at, i)
			who[name]++
		}
	}
	if len(at) < leastTurns || len(who) < 2 || len(who) == len(at) {
		return // labels of a list: each one stands once
	}
	for k, i := range at {
		out[i] = nobody.MatchString(ss[i].Text)
		end := len(ss)
		if k+1 < len(at) {
			end = at[k+1]
		}
		for j := i + 1; j < end && end-i <= turnGap; j++ {
			if k+1 < len(at) || ss[j].Paragraph == ss[i].Paragraph {
				out[j] = true
			}
		}
	}
}

// inFull announces the words of a speech or a statement to the end of the article.
var inFull = pattern.MustCompile(`(?i)\b(?:full text|transcript|text) of (?:[\w’'.-]+ ){1,8}(?:is as follows|follows|reads|as follows)\b|\bhere is the (?:full )?(?:text|transcript)\b|\b(?:wish|want|would like) to make the following (?:points|remarks|statement)\b`)

// Where an author or a speaker says "we", what stands near is theirs as well: a
// block has at least leastOwn such sentences, no more than ownGap others between
// two of them.
const (
	leastOwn = 4
	ownGap   = 2
)

// markSpeechEn marks what follows the announcement of a text in full, and blocks
// in which many sentences say "I" or "we" outside quotation marks.
func markSpeechEn(ss []text.Sentence, out []bool) {
	first, last, n := -1, -1, 0
	for i, s := range ss {
		if inFull.MatchString(s.Text) {
			for j := i; j < len(ss); j++ {
				out[j] = true
			}
			return
		}
		if !firstPerson.MatchString(outsideQuotes(s.Text)) {
			continue
		}
		if first < 0 || i-last > ownGap+1 {
			first, n = i, 0
		}
		last, n = i, n+1
		for j := first; j <= i && n >= leastOwn; j++ {
			out[j] = true
		}
	}
}

var (
	politeJa = regexp.MustCompile(`(?:です|ます|でした|ました|ません|でしょう|ください|下さい)(?:か|ね|よ|よね|が|けど|から)?。$`)
	chattyJa = regexp.MustCompile(`(?:[だるたい]|です|ます|した)(?:よ|ね|よね|もん|もんね|じゃん|わけよ)。$|(?:でしょ|だろ|じゃない|っていう|だとか|だけど|ですけど|って)。$`)
	ownJa    = regexp.MustCompile(`(?:^|[^\p{Han}\p{Katakana}])(?:俺|僕|私|我々|オレ|ボク|われわれ)(?:は|が|も|の|を|に|ら|たち|達|と)`)
)

// mostPolite is the share of polite sentences up to which a Japanese article is
// written in the plain form, and its polite sentences are somebody's words;
// leastPlain is from how many sentences on that can be told.
const (
	mostPolite = 0.35
	leastPlain = 6
)

// markPoliteJa marks sentences in the polite form of an article in the plain one,
// those that chat, and those that say 俺 or 私.
func markPoliteJa(ss []text.Sentence, out []bool) {
	n := 0
	for i, s := range ss {
		outside := outsideQuotes(s.Text)
		if politeJa.MatchString(outside) {
			n++
		}
		out[i] = ownJa.MatchString(outside) || chattyJa.MatchString(outside) && utf8.RuneCountInString(s.Text) > 3
	}
	if len(ss) < leastPlain || float64(n) > mostPolite*float64(len(ss)) {
		return
	}
	for i, s := range ss {
		if politeJa.MatchString(outsideQuotes(s.Text)) {
			out[i] = true
		}
	}
}
