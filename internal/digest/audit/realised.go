package audit

import (
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// What follows a word in Japanese, or stands before it in English, when it is
// asked for, planned, possible or feared and has not happened.
var (
	wantedJa = regexp.MustCompile(`^[^、。]{0,3}(よう|を|に|の|も|と)?[^、。]{0,8}(求め|要請|要求|検討|申請|目指|予定|提案|警告|可能性|見通し|見込み|方針|視野|かどうか|訴え|なければ|呼びかけ|計画|促し|前に)`)
	wantedEn = regexp.MustCompile(`(?i)\b(to|will|would|could|may|might|can|should|must|before (?:it|they|he|she)|until (?:it|they|he|she)|unless (?:it|they|he|she)|if (?:it|they|he|she)|for|whether (?:it|they|he|she))(?: \w+)?$`)
	doneTail = regexp.MustCompile(`^(を|が|に)?(し|した|しました|された|されました|が?決ま|を決め|に踏み切|を実現|が実現|が成立)(、|。|た|まし|り|$)`)
	pastVerb = regexp.MustCompile(`(?i)(ed|gave|began|went|took|made|held|won|lost|sold|bought|left|met|paid|built|cut|rose|fell)$`)
)

// realised reports as done what the source has as asked for, planned or possible.
func (r *reading) realised(s, o *sentence) {
	for _, w := range s.Words {
		if w.Stop || w.Class != text.Verb && w.Class != text.Noun || !meant(w) || r.inQuotation(s, w.Span) || !isDone(s, w) {
			continue
		}
		for _, x := range o.Words {
			if x.Base != w.Base || !isWanted(o, x) || r.doneSomewhere(w) {
				continue
			}
			ja, en := r.where(o)
			r.report(Happening, s.line, s.Text, say{"「%s」は、%sではまだ行われていません%.0s", "%[1]q has not happened in %[3]s"}, w.Surface, ja, en)
			return
		}
	}
}

func isDone(s *sentence, w text.Word) bool {
	rs := []rune(s.Text)
	if isJapanese(s.Text) {
		return doneTail.MatchString(string(rs[min(w.Span.End, len(rs)):]))
	}
	return w.Class == text.Verb && pastVerb.MatchString(w.Surface) && !wantedEn.MatchString(strings.TrimSpace(string(rs[:w.Span.Start]))) && !beforeBe.MatchString(string(rs[:w.Span.Start]))
}

var beforeBe = regexp.MustCompile(`(?i)\b(be|been|being|not|never)\s+$`)

func isWanted(s *sentence, w text.Word) bool {
	rs := []rune(s.Text)
	if isJapanese(s.Text) {
		return wantedJa.MatchString(string(rs[min(w.Span.End, len(rs)):]))
	}
	return !pastVerb.MatchString(w.Surface) && wantedEn.MatchString(strings.TrimSpace(string(rs[:w.Span.Start])))
}

// doneSomewhere reports whether any source has a word as done.
func (r *reading) doneSomewhere(w text.Word) bool {
	for _, o := range r.sources {
		for _, x := range o.Words {
			if x.Base == w.Base && isDone(o, x) {
				return true
			}
		}
	}
	return false
}
