package digest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// namedSpeaker reports whether a speaker is a name, not "officials" or "he".
func namedSpeaker(speaker string, s text.Sentence, lang string) bool {
	n := utf8.RuneCountInString(speaker)
	if n < 2 || n > 60 {
		return false
	}
	if lang == "en" && (!unicode.IsUpper(firstRune(speaker)) || len(strings.Fields(speaker)) > 6) {
		return false
	}
	if lang == "en" && strings.HasPrefix(s.Text, speaker) && datelineEn.MatchString(s.Text) {
		return false
	}
	if lang == "ja" && pressJa.MatchString(speaker) {
		return false // what a paper prints is no statement of its own
	}
	if lang == "en" && (outlet.MatchString(speaker) || weekday.MatchString(speaker)) {
		return false
	}
	if lang == "en" && indefinite.MatchString(speaker) {
		return false
	}
	if lang == "en" && (holds(s.Text, "and "+speaker) || officeOf(s.Text, speaker)) {
		return false // one of several, or somebody's office
	}
	for _, name := range s.Names {
		if holds(speaker, name.Surface) {
			return true
		}
	}
	return false
}

// officeOf reports whether the sentence speaks of a person's office, aides or
// spokesperson and not of the person.
func officeOf(sentence, speaker string) bool {
	for _, mark := range []string{"'s ", "’s "} {
		for _, of := range []string{"office", "aide", "spokes", "team", "lawyer", "family"} {
			if strings.Contains(sentence, speaker+mark+of) {
				return true
			}
		}
	}
	return false
}

var (
	outlet  = regexp.MustCompile(`(?i)\b(newspaper|news|agency|bloomberg|al-[a-z]+|\w*24|AP|AFP|Reuters|broadcaster|magazine|website|media|radio|tv|television|daily|times|post|journal|bbc|cnn|cnbc|dw|npr|tass|nhk)\b`)
	weekday = regexp.MustCompile(`\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b`)
)

// pressJa matches newspapers, agencies and broadcasters.
var pressJa = regexp.MustCompile(`(新聞|通信|通信社|放送|放送協会|テレビ|ニュース|スポーツ|スポニチ|メディア|NHK|ロイター|AFP|CNN|BBC)$`)

var indefinite = regexp.MustCompile(`^(A|An|One|Some|Several|Many|Two|Three|Both|Another|His|Her|Their|Its|This|That|These)\b`)

// actorWords is a speaker as a question prints it: in English with a small
// article where the sentence has one.
func actorWords(s text.Sentence, speaker, lang string) string {
	if lang == "ja" {
		return actorJa(s, speaker)
	}
	if lang != "en" {
		return speaker
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(speaker, "The "), "the ")
	if bare != speaker || holds(s.Text, "the "+bare) || holds(s.Text, "The "+bare) || articled(bare) {
		return "the " + bare
	}
	return speaker
}

// actorJa is a person with the title or honorific that the sentence prints, or
// with 氏; an institution stays bare.
func actorJa(s text.Sentence, speaker string) string {
	rs := []rune(s.Text)
	for _, n := range s.Names {
		if !sameName(n.Surface, n.Normal, speaker) {
			continue
		}
		if n.Span.Start >= 0 && n.Span.End <= len(rs) {
			if full := string(rs[n.Span.Start:n.Span.End]); full != n.Surface && utf8.RuneCountInString(full) <= 16 {
				return full
			}
		}
		if n.Type == text.Person && !strings.HasSuffix(speaker, "氏") {
			return speaker + "氏"
		}
	}
	return speaker
}

// institution matches names that English prints with an article.
var institution = regexp.MustCompile(`\b(Police|Department|Ministry|House|Office|Union|Nations|States|Organi[sz]ation|Commission|Court|Army|Council|Party|Bank|Agency|Pentagon|Kremlin|EU|UN|U\.N\.|US|U\.S\.|UK|IDF|WHO|IMF|EC)$`)

// articled reports whether a speaker needs an article: an institution, or a
// role whose last word is a common noun.
func articled(speaker string) bool {
	if strings.Contains(speaker, "'s ") || strings.Contains(speaker, "’s ") {
		return false
	}
	fields := strings.Fields(speaker)
	return institution.MatchString(speaker) || unicode.IsLower(firstRune(fields[len(fields)-1]))
}
