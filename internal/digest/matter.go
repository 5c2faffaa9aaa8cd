package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kiku/internal/language"
)

// matter is what a report is about, from its title as a headline prints it; ""
// when no part of the title will do.
func (r *reading) matter(most int) string {
	part := matterOf(r.text.Title.Text, r.text.Lang, most)
	if part == "" || r.brokenOff(part) {
		return ""
	}
	if r.text.Lang != "en" {
		return part
	}
	return r.recast(strings.Join(strings.Fields(part), " "))
}

// brokenOff reports whether a title ends within a word, as some publishers' titles
// do in their feeds: the report prints no such word, but one that begins so.
func (r *reading) brokenOff(part string) bool {
	words := r.text.Title.Words
	if r.text.Lang != "en" || len(words) == 0 || !strings.HasSuffix(part, words[len(words)-1].Surface) {
		return false
	}
	last := strings.ToLower(words[len(words)-1].Surface)
	begins := false
	for _, s := range r.text.Sentences {
		for _, w := range s.Words {
			word := strings.ToLower(w.Surface)
			if word == last || strings.HasPrefix(word, last) && len(word) <= len(last)+2 {
				return false // itself, or another form of it
			}
			begins = begins || strings.HasPrefix(word, last)
		}
	}
	return begins
}

var (
	labelEn = regexp.MustCompile(`(?i)^(watch|listen|live|live updates?|breaking|exclusive|in brief|analysis|opinion|editorial|column|explainer|photos?|video|update|factbox|fact check|in pictures|read|report|interview)\s*[:|–—-]\s*`)
	clutter = regexp.MustCompile(`(?i)(live updates|as it happened|what to know|what we know|in pictures|here'?s (what|how|why)|here’s (what|how|why)|\bwhy\b|\bhow\b|\bi\b|\byou\b|\?)`)
	labelJa = regexp.MustCompile(`^(【[^】]{1,12}】)+`)
	cutsEn  = []string{". ", " — ", " – ", " - ", " | ", ": ", "; ", ", as ", ", after ", ", says", ", say", ", with ", " as ", " after ", " amid ", " while ", " following ", " before ", " despite ", " over ", ", "}
	cutsJa  = []string{"｜", "　", " ", "―", "──", "…", "、"}
)

// matterOf shortens a title to what it is about, cutting only where a clause
// ends; "" when no part of it will do.
func matterOf(title, lang string, most int) string {
	t := strings.TrimSpace(title)
	switch lang {
	case "ja":
		return matterJa(t, most)
	case "en":
		return matterEn(t, most)
	}
	if utf8.RuneCountInString(t) <= most {
		return t
	}
	return ""
}

func matterEn(t string, most int) string {
	t = strings.TrimRight(labelEn.ReplaceAllString(t, ""), ". ")
	if i := strings.LastIndex(t, " | "); i > 0 {
		t = t[:i]
	}
	if quotedFirst.MatchString(t) { // 'The mood is changing': anger grows in the harbour
		if rest := t[len(quotedFirst.FindString(t)):]; goodEn(rest, most) {
			return rest
		}
	}
	if labelled(t) { // Orbena: the road is open
		if _, rest, _ := strings.Cut(t, ": "); goodEn(rest, most) {
			return rest
		}
	}
	if goodEn(t, most) {
		return t
	}
	if m := tailSpeaker.FindStringSubmatch(t); m != nil && attributed(m[2], m[3]) {
		if goodEn(t, most+18) {
			return t
		}
		return "" // without who says it, it would be a fact
	}
	if best := longestPart(t, most); best != "" {
		return best
	}
	for _, cut := range []string{": ", " — ", " – "} {
		if i := strings.Index(t, cut); i >= 0 && goodEn(strings.TrimSpace(t[i+len(cut):]), most) {
			return strings.TrimSpace(t[i+len(cut):])
		}
	}
	return ""
}

// goodEn reports whether words of a title can stand for its matter.
func goodEn(s string, most int) bool {
	n := len(strings.Fields(s))
	return n >= 4 && utf8.RuneCountInString(s) <= most && balanced(s) && evenQuotes(s) && !clutter.MatchString(s) &&
		!fullStop.MatchString(s) && !quotedWhole.MatchString(s) && !halfEn.MatchString(s)
}

var (
	// fullStop matches the end of a sentence inside words; "U.S. Says" is none.
	fullStop = regexp.MustCompile(`[\p{L}’']{3,}[.!] ["“‘']?\p{Lu}`)
	// quotedFirst matches a quotation before a colon, quotedWhole words that are
	// nothing but a quotation.
	quotedFirst = regexp.MustCompile(`^(?:'[^']+(?:'[a-z][^']*)*'|‘[^’]+(?:’[a-z][^’]*)*’|"[^"]+"|“[^”]+”): `)
	quotedWhole = regexp.MustCompile(`^(?:['‘].*['’]|"[^"]*"|“[^”]*”)$`)
	// halfEn matches the end of words that something must follow.
	halfEn = regexp.MustCompile(`(?i)\b(and|or|but|the|a|an|of|to|in|on|for|with|by|at|from|its|their|his|her)$|^(and|or|but|despite)\b`)
	// wordEnd matches a word at the end that is no abbreviation.
	wordEnd = regexp.MustCompile(`[\p{L}’']{3,}$`)
	// turnsEn matches a rest without which the words before it say another thing.
	turnsEn = regexp.MustCompile(`(?i)^["'“‘]?(but|yet|though|although|not|nor|except|unless|if)\b`)
)

// longestPart is the longest beginning of a title that ends where a clause ends,
// cutting at the marks that cut best.
func longestPart(t string, most int) string {
	for _, cut := range cutsEn {
		best := ""
		for i := strings.Index(t, cut); i >= 0; {
			part, rest := strings.TrimSpace(t[:i]), t[i+len(cut):]
			if goodEn(part, most) && len(part) > len(best) && !turnsEn.MatchString(rest) && !attributed(cut, rest) && (cut != ". " || wordEnd.MatchString(part)) {
				best = part
			}
			next := strings.Index(rest, cut)
			if next < 0 {
				break
			}
			i += len(cut) + next
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// labelled reports whether a title begins with a place, as some publishers sort
// their reports ("Orbena: the road is open").
func labelled(t string) bool {
	label, rest, ok := strings.Cut(t, ": ")
	return ok && rest != "" && len(strings.Fields(label)) <= 3 && (regions[label] || language.Country(label) != "")
}

// regions are labels of more than one country.
var regions = map[string]bool{"Africa": true, "Asia": true, "Europe": true, "Middle East": true, "World": true, "West Africa": true, "East Africa": true,
	"Southern Africa": true, "Latin America": true}

// evenQuotes reports whether single quotation marks used as quotes are closed.
func evenQuotes(s string) bool {
	open := strings.Count(s, "‘")
	return open <= strings.Count(s, "’") && strings.Count(" "+s, " '") <= strings.Count(s+" ", "' ")+strings.Count(s, "',")+strings.Count(s, "':")
}

// matterJa is a Japanese title without the tags of columns, cut where a clause ends.
func matterJa(t string, most int) string {
	t = untaggedJa(t)
	good := func(s string) bool {
		n := utf8.RuneCountInString(s)
		return n >= 8 && n <= most && balanced(s) && !strings.ContainsAny(s, "？?") && !halfJa.MatchString(s) &&
			(s == t || !strings.ContainsAny(s, "！!")) // what is called out is somebody's, and who follows
	}
	// A title of several clauses names its matter in the first.
	if i := strings.IndexAny(t, "　 "); i > 0 && good(t[:i]) && tellsJa(t[:i]) {
		return t[:i]
	}
	if good(t) {
		return t
	}
	for _, cut := range cutsJa {
		best := ""
		for i := range t {
			if strings.HasPrefix(t[i:], cut) && good(t[:i]) && tellsJa(t[:i]) {
				best = t[:i]
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
}

// tellsJa reports whether the beginning of a title says something: a short one may
// be a name alone.
func tellsJa(s string) bool { return utf8.RuneCountInString(s) >= 12 || clauseJa.MatchString(s) }

// untaggedJa is a title without the tags before it and behind it.
func untaggedJa(t string) string {
	t = strings.TrimLeft(t, "　 ")
	for strings.HasPrefix(t, "【") {
		end := strings.Index(t, "】")
		if end < 0 {
			break
		}
		t = strings.Trim(t[end+len("】"):], "　 ")
	}
	for strings.HasSuffix(t, "】") {
		i := strings.LastIndex(t, "【")
		if i <= 0 {
			break
		}
		t = strings.Trim(t[:i], "　 ")
	}
	return t
}

var (
	// halfJa matches the end of words that something must follow.
	halfJa = regexp.MustCompile(`(?:[のがをは]|から|より|では|には|ので|ため|ながら|として|について|し|され|して|され|くて|って|んで|いて|えて|けて|せて|れて|めて|ねて)$`)
	// clauseJa matches words that say something: a particle between nouns, or a verb's
	// or an act's end. A name alone says nothing.
	clauseJa = regexp.MustCompile(`\p{L}[がをはにで、]\p{L}|\p{L}の\p{L}.*(?:決定|発表|合意|開始|中止|逮捕|登場|公開|発売|辞任|批判|上昇|下落|判明|話題|疑惑|死去|優勝|敗退|結婚|引退|騒動|問題|協定|計画)|(?:決定|発表|合意|開始|中止|逮捕|登場|公開|発売|辞任|批判|上昇|下落|判明|話題|死去|優勝|敗退|結婚|引退|炎上|急増|再開|成立|署名|締結|[るただい])$`)
)
