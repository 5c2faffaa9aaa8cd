package digest

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// furniture reports whether a sentence belongs to the page and not to the report:
// the words under a picture, who the author is, another headline run into the
// text, what a programme will show, a sentence that only announces the next one.
func furniture(r *reading, s text.Sentence, lang string) bool {
	if article.IsFurniture(s.Text) {
		return true
	}
	switch lang {
	case "ja":
		return announcesJa.MatchString(s.Text) || aired(s.Text) || signJa.MatchString(s.Text) || appealJa.MatchString(s.Text) || shownJa.MatchString(outsideQuotes(s.Text))
	case "en":
		return shouting(s.Text) || peopleRunIn(s) || pictured(s, r.article.Published) || ownStaff.MatchString(s.Text) || presents.MatchString(s.Text) || asksComment.MatchString(s.Text) ||
			biography.MatchString(s.Text) && len(r.text.Sentences)-s.Index <= lastSentences
	}
	return false
}

// lastSentences are those in which a report says who wrote it.
const lastSentences = 4

// biography matches who an author is and what they have written of.
var biography = pattern.MustCompile(`\b(?:is|was) (?:a|an|the|[A-Z][\w .'’-]{2,40}['’]s?) (?:[\w-]+ ){0,6}(?:correspondent|reporter|journalist|columnist|editor|writer|producer|anchor)\b(?: (?:who|at|for|with|based|covering|in|and)\b|\.|,)`)

var (
	// ownStaff matches what one of a publisher's own does there: he "is a politics
	// reporter for Harbour News, covering the council".
	ownStaff = pattern.MustCompile(`\b(?:is|was) (?:a|an|the) (?:[\w-]+ ){0,5}(?:correspondent|reporter|journalist|columnist|editor|writer|producer) (?:for|at|with) [A-Z][^.]{2,60}\b(?:covering|coverage|focus|focusing|based|leading)\b`)
	// presents matches what only announces a film or a talk of the publisher's own people.
	presents = pattern.MustCompile(`^(?:The )?(?:[A-Z][\w'’.]* ){0,3}(?:[a-z]+ ){0,4}(?:correspondent|anchor|host|editor|Verify[’']s|News[’']s) (?:[A-Z][\w'’.-]+ ){1,3}(?:reports on|reports from|explains|looks|breaks down|discusses|joins|examines|has been (?:assessing|looking|speaking|following|examining)|has more|has the)\b`)
	// asksComment matches a publisher's own question for a comment, and that it had no answer.
	asksComment = pattern.MustCompile(`\breached out to\b[^.]{2,120}\b(?:comment|response|more information|statement|hear back)\b|\b(?:did not|didn’t|didn't|have not|has not|had not) (?:immediately )?(?:respond(?:ed)?|return(?:ed)?|repl(?:y|ied)) to[^.]{0,60}\b(?:requests?|questions?|inquir|calls?|emails?|messages?)\b|^[A-Z][\w ]{2,40} (?:has|have) (?:contacted|approached|asked) [^.]{2,80} for (?:a )?(?:comment|response)\b`)
	// signJa matches a line that a sign opens (an advertisement, a note) and the words
	// under a numbered picture.
	signJa = regexp.MustCompile(`^(?:[■□●◆◇★☆▼▲▽△◎○※►▶→]|(?:画面|図|写真|表|動画)[0-9０-９]+(?:[　 ：:]|$))|^関連(?:記事|リンク|サイト)`)
	// appealJa matches what a writer asks of the reader or will do: to try, to read on.
	appealJa = regexp.MustCompile(`(?:てみよう|しよう|試そう|使おう|楽しもう|選ぼう|てもらいたい|てほしい|て欲しい|いかがだろうか|いかがでしょうか|どうだろうか|ください|下さい|お楽しみに|乞うご期待|お見逃しなく|(?:紹介|解説|レポート|お伝え)(?:します|したい|したいと思う|していく|していこう|していきたい|してみたい|してみます)|お届け(?:する|します|したい)|お?話し?を(?:伺った|聞いた|うかがった)|見て(?:いこう|いきたい|みたい)|考えて(?:いきたい|みたい))。$`)
	// shownJa matches what points to a picture that the page shows.
	shownJa = regexp.MustCompile(`この(?:画面|画像|写真|図)|[上下左右](?:の|記の)(?:画面|画像|写真|図|動画|よう)|(?:画像|写真|動画|図|画面)の(?:よう|通り|とおり)|こんな(?:画像|画面|写真|感じ)|以下の(?:画像|写真|動画)|[上下]図`)
)

// announcesJa matches what says only that something follows: a comment, a list, a
// programme and its corner, what was said above.
var announcesJa = pattern.MustCompile(`(?:下記|以下)(?:の|に)(?:通り|とおり|よう|コメント|内容|記事)|(?:次|つぎ)の(?:通り|とおり)(?:だ|です|である)?。$|コメントが寄せられている。$|前述(?:した|の)|先(?:ほど|に)(?:も)?述べた|(?:コーナー|対談|インタビュー|特集|様子|模様|独占取材)(?:が|を)(?:放送|放映|オンエア)(?:された|した|する|される)。$`)

// airedJa matches a report that somebody was on a programme, or spoke there, and not
// what they said.
var airedJa = regexp.MustCompile(`(?:放送|深夜|番組|テレビ|オンエア)[^。]*(?:様子を(?:伝え|紹介し|放送し)た|(?:が|に|へ)?(?:生)?出演(?:した|を果たした|している)?|(?:について|が)(?:語った|明かした|語っている)|インタビューを行った|インタビューに応じた)。$`)

// saidAtLength is from how many runes on what stands between quotation marks is no
// programme's or corner's name, but words.
const saidAtLength = 14

// aired reports whether a sentence says only that a programme had somebody or something.
func aired(t string) bool {
	if !airedJa.MatchString(t) {
		return false
	}
	for _, q := range quotedJa.FindAllString(t, -1) {
		if utf8.RuneCountInString(q) >= saidAtLength+2 {
			return false
		}
	}
	return true
}

// shoutedWords is how many words in capitals in a row are a headline, and
// shoutedLetters how many letters they have together.
const (
	shoutedWords   = 4
	shoutedLetters = 20
)

// shouting reports whether a sentence has a row of words in capitals: a headline
// of another page that was run into the text.
func shouting(t string) bool {
	words, letters := 0, 0
	for _, w := range strings.Fields(t) {
		n := 0
		small := false
		for _, r := range w {
			switch {
			case unicode.IsUpper(r):
				n++
			case unicode.IsLower(r):
				small = true
			}
		}
		if small || n == 0 && words == 0 {
			words, letters = 0, 0
			continue
		}
		if n > 0 {
			words++
		}
		if letters += n; words >= shoutedWords && letters >= shoutedLetters {
			return true
		}
	}
	return false
}

// datedPicture matches the day with its year on which a picture was taken.
var datedPicture = pattern.MustCompile(`\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|January|February|August|September|October|November|December)\.? \d{1,2}, \d{4}\b`)

// captionDay matches the day with which agencies end the words under a picture.
var captionDay = pattern.MustCompile(`\b(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+\.? \d{1,2}, \d{4}\.?(?: \([^()]*\))?$`)

// plainPast matches the past tense that is no participle.
var plainPast = pattern.MustCompile(`\b(?:was|were|had|did|said|told|became|began|took|came|went|won|gave|met)\b`)

// toldPast matches verbs by which a sentence tells what was.
var toldPast = pattern.MustCompile(`\b(?:was|were|had|did|said|told|became|began|took|made|came|went|won|lost|held|left|gave|fell|rose|met|led|signed|died|announced|killed|launched|agreed|[a-z]+ed) `)

// pictured reports whether a sentence is the words under a picture: in the
// present, of a day in the past that it names with its year.
func pictured(s text.Sentence, published time.Time) bool {
	if captionDay.MatchString(s.Text) && !plainPast.MatchString(outsideQuotes(s.Text)) {
		return true
	}
	if !datedPicture.MatchString(s.Text) || toldPast.MatchString(outsideQuotes(s.Text)) {
		return false
	}
	for _, d := range s.Dates {
		if d.Precision == text.Day && d.Time.Before(published) {
			return true
		}
	}
	return false
}
