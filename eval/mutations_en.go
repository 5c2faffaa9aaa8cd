package eval

import (
	"regexp"
	"strconv"
	"strings"
)

// changersOf are the faults that are planted, by language. The lists of words
// here are written apart from those of the check, so that what the check does
// not know is missed.
var changersOf = map[string][]changer{"en": changersEn, "ja": changersJa}

// countedEn matches the beginning of a number, in digits or in words.
const countedEn = `([$€£]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|a dozen|half|hundreds|a hundred|a million)\b)`

const numberEn = `\$?€?£?\d[\d,.]*`

var changersEn = []changer{
	{"figure", digitsEn},
	exchanged("figure", `(?i)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|half|twice|double)\b`, map[string]string{
		"two": "three", "three": "four", "four": "five", "five": "six", "six": "seven", "seven": "eight", "eight": "nine", "nine": "ten", "ten": "eleven",
		"eleven": "twelve", "twelve": "twenty", "dozens": "hundreds", "hundreds": "thousands", "thousands": "hundreds", "half": "a third", "twice": "three times", "double": "triple"}),
	exchanged("figure.unit", `\b(million|billion|trillion|percent|per cent|km|kilometers|kilometres|miles|metres|meters|feet|dollars|euros|pounds|tons|tonnes|days|weeks|months|years|hours|minutes)\b|%`, map[string]string{
		"million": "billion", "billion": "million", "trillion": "billion", "percent": "points", "per cent": "points", "%": " points", "km": "miles", "kilometers": "miles", "kilometres": "miles",
		"miles": "kilometres", "metres": "feet", "meters": "feet", "feet": "metres", "dollars": "euros", "euros": "dollars", "pounds": "dollars", "tons": "kilograms", "tonnes": "kilograms",
		"days": "weeks", "weeks": "months", "months": "years", "years": "months", "hours": "days", "minutes": "hours"}),
	cut("figure.unit", `(?:million|billion|trillion|thousand) `),
	rewritten("figure.bound", `(?i)\b(?:more than|at least|about|up to|nearly|over|around|less than|fewer than|almost|some|roughly|approximately|under|as many as) `+countedEn, "$1"),
	exchanged("figure.bound", `(?i)\b(more than|at least|less than|fewer than|up to)\b`, map[string]string{
		"more than": "less than", "at least": "at most", "less than": "more than", "fewer than": "more than", "up to": "at least", "over": "under"}),
	{"figure.bound", boundedEn},
	exchanged("figure.ordinal", `(?i)\b(first|second|third|fourth|fifth|sixth)\b`, map[string]string{
		"first": "second", "second": "third", "third": "fourth", "fourth": "fifth", "fifth": "sixth", "sixth": "first"}),
	rewritten("figure.ordinal", `\b(\d*)[4-8]th\b`, "${1}9th"),
	{"name", swappedNames}, {"name.mixed", mixedNames}, {"order", turnedNames},
	exchanged("role", `(?i)\b(president|prime minister|foreign minister|defen[cs]e minister|minister|chancellor|secretary|mayor|governor|spokesman|spokeswoman|spokesperson|director|chairman|ambassador|judge|lawyer|senator|general|chief executive|coach|professor)\b`, map[string]string{
		"president": "prime minister", "prime minister": "president", "foreign minister": "finance minister", "defence minister": "foreign minister", "defense minister": "foreign minister",
		"minister": "president", "chancellor": "president", "secretary": "minister", "mayor": "governor", "governor": "mayor", "spokesman": "president", "spokeswoman": "director", "spokesperson": "director",
		"director": "chairman", "chairman": "director", "ambassador": "minister", "judge": "lawyer", "lawyer": "judge", "senator": "governor", "general": "colonel", "chief executive": "chairman", "coach": "captain", "professor": "doctor"}),
	exchanged("date", `\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|yesterday|today|tomorrow)\b|\b(?:last|next) (?:week|month|year)\b`, map[string]string{
		"Monday": "Tuesday", "Tuesday": "Thursday", "Wednesday": "Monday", "Thursday": "Friday", "Friday": "Saturday", "Saturday": "Sunday", "Sunday": "Monday",
		"January": "February", "February": "March", "March": "April", "April": "May", "June": "July", "July": "August", "August": "June", "September": "October", "October": "November", "November": "December", "December": "January",
		"yesterday": "tomorrow", "today": "yesterday", "tomorrow": "yesterday", "last week": "next week", "next week": "last week", "last month": "next month", "next month": "last month", "last year": "this year", "next year": "last year"}),
	{"date", daysEn},
	rewritten("date", `\b(19|20)(\d)([0-8])\b`, "${1}${2}9"),
	cut("polarity", `(?i)\bnot |\bnever |\bno longer |\bno (?:\b)`), rewritten("polarity", `\b(did|does|do|is|was|were|are|has|have|had|would|could|should)n['’]t\b`, "$1"),
	rewritten("polarity", `\bcan(?:no|['’])t\b`, "can"), rewritten("polarity", `\bwon['’]t\b`, "will"),
	exchanged("polarity", `(?i)\b(without|denied|denies|rejected|rejects|refused|refuses|failed|unable|unlikely|impossible|nobody|none|nothing|against|lost|banned|halted|suspended|increased|rose|fell|supports|opposes)\b`, map[string]string{
		"without": "with", "denied": "confirmed", "denies": "confirms", "rejected": "accepted", "rejects": "accepts", "refused": "agreed", "refuses": "agrees", "failed": "managed", "unable": "able",
		"unlikely": "likely", "impossible": "possible", "nobody": "everybody", "none": "all", "nothing": "everything", "against": "for", "lost": "won", "banned": "allowed", "halted": "began",
		"suspended": "resumed", "increased": "decreased", "rose": "fell", "fell": "rose", "supports": "opposes", "opposes": "supports"}),
	rewritten("polarity", `\b(is|was|are|were|will|has|have|had|can|would|could|should|did|does|must) ([a-z])`, "$1 not $2"),
	rewritten("polarity", `\b(has|have|was|were|is|are) ([a-z])`, "$1 never $2"),
	cut("hedge", `(?i)\b(?:reportedly|allegedly|likely|possibly|probably|perhaps|apparently|potentially|suspected|alleged|purported|possible|partially|partly|supposedly|preliminary) `),
	exchanged("hedge", `\b(may|might|could|should|would|expected to|likely to|said to|believed to|thought to|appears to|appeared to|seems to|seemed to|hopes to|wants to|aims to|threatened to|proposed|planned)\b`, map[string]string{
		"may": "will", "might": "will", "could": "will", "should": "will", "would": "will", "expected to": "going to", "likely to": "going to", "said to": "certain to", "believed to": "known to", "thought to": "known to",
		"appears to": "proves to", "appeared to": "proved to", "seems to": "proves to", "seemed to": "proved to", "hopes to": "will", "wants to": "will", "aims to": "will", "threatened to": "did", "proposed": "agreed", "planned": "completed"}),
	cut("hedge", `\b(?:is|are|was|were) (?:expected|likely|said|believed|thought|reported|scheduled) to `),
	cut("hedge", `\b(?:appears|appeared|seems|seemed) to `),
	rewritten("hedge", `\b(is|are|was|were) ([a-z])`, "$1 reportedly $2"), rewritten("hedge", `\bwill ([a-z])`, "may $1"), rewritten("hedge", `\b(has|have) ([a-z])`, "$1 allegedly $2"),
	rewritten("hedge", `\b(is|are) ([a-z])`, "may be $2"), rewritten("hedge", `\bwill ([a-z])`, "could $1"),
	cut("condition", `(?:, | )(?:if|unless|provided that|as long as|in case|until) [^,.;"”]{6,}`), rewritten("condition", `^(?:If|Unless|Until|As long as) [^,.;"“”]{6,}, ([a-z])`, "$1"),
	rewritten("tense", `\bwill ([a-z])`, "did $1"), rewritten("tense", `\b(has|have) ([a-z])`, "will $2"), rewritten("tense", `\bis ([a-z])`, "was $1"), rewritten("tense", `\bwas ([a-z])`, "will be $1"),
	rewritten("tense", `\bare ([a-z])`, "were $1"), rewritten("tense", `\bplans? to ([a-z])`, "has begun to $1"),
	rewritten("attribution", `,["”]? [^,"“”]{3,60} (?:said|says|added|warned|claimed|told [^.,]+)(?: (?:on|in) [^,."“”]+)?\.?$`, "."),
	rewritten("attribution", `^(?:[^,"“”]{3,60} )?(?:said|says|claimed|warned|claims|believes)(?: that)? ([a-z“"])`, "$1"),
	cut("attribution", `, according to [^,."“”]+`), rewritten("attribution", `^According to [^,."“”]+, (\w)`, "$1"),
	{"quote", brokenQuotes},
}

var (
	wholeEn = regexp.MustCompile(numberEn)
	dayEn   = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.? (\d{1,2})\b`)
	endsDay = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.? $`)
	yearish = regexp.MustCompile(`^(19|20)\d\d$`)
)

// digitsEn changes a number that is no date: its last digit, or its first.
func digitsEn(_ *mutating, s string) []string {
	return replaced(wholeEn, s, func(m []string, before, _ string) []string {
		if endsDay.MatchString(before) || yearish.MatchString(m[0]) {
			return nil
		}
		return otherDigits(m[0])
	})
}

// otherDigits are a number with its last digit changed and with its first.
func otherDigits(s string) []string {
	first, last := strings.IndexAny(s, "0123456789０１２３４５６７８９"), -1
	rs := []rune(s)
	for i, r := range rs {
		if digitOf(r) >= 0 {
			last = i
		}
	}
	if first < 0 {
		return nil
	}
	change := func(i int) string {
		out := append([]rune(nil), rs...)
		out[i] = out[i] - rune(digitOf(out[i])) + rune((digitOf(out[i])+5)%10)
		if digitOf(out[i]) == 0 && i == 0 {
			out[i] += 3
		}
		return string(out)
	}
	out := []string{change(last)}
	if at := len([]rune(s[:first])); at != last {
		out = append(out, change(at))
	}
	return out
}

// digitOf is the value of a digit, also a wide one, or -1.
func digitOf(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '０' && r <= '９':
		return int(r - '０')
	}
	return -1
}

// boundedEn puts a bound before a number that has none.
func boundedEn(_ *mutating, s string) []string {
	return replaced(wholeEn, s, func(m []string, before, after string) []string {
		if endsDay.MatchString(before) || yearish.MatchString(m[0]) || strings.HasPrefix(after, "th") || before != "" && !strings.HasSuffix(before, " ") ||
			strings.HasSuffix(before, "than ") || strings.HasSuffix(before, "least ") || strings.HasSuffix(before, "over ") {
			return nil
		}
		return []string{"more than " + m[0]}
	})
}

// daysEn moves a printed day by one.
func daysEn(_ *mutating, s string) []string {
	return replaced(dayEn, s, func(m []string, _, _ string) []string {
		n, err := strconv.Atoi(m[2])
		if err != nil {
			return nil
		}
		return []string{m[1] + " " + strconv.Itoa(n%28+1), m[1] + " " + strconv.Itoa((n+25)%28+1)}
	})
}
