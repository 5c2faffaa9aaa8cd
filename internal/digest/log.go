package digest

import (
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// A live page and a chronology tell of many hours or days: what stands in them was
// said and done then, not on the day of the report. Their entries begin with a time
// or a date.

// entry matches how an entry of a log begins.
var entry = pattern.MustCompile(`^\(?(?:[Uu]pdated?:? |UPDATE:? )?(?:[01]\d|2[0-3])[0-5]\d (?:[A-Z][a-z]|GMT)|^\(?(?:[Uu]pdated?:? |UPDATE:? )?\d{1,2}[:.][0-5]\d ?(?:[ap]\.?m\.?|GMT|BST|[A-Z]{2,4}T)?\b|^At \d{1,2}[:.]\d\d ?(?:[ap]m)? on |` +
	`^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|January|February|August|September|October|November|December)\.? \d{1,2}(?:, \d{4})?(?:[:.]| ?[-–—]+ )|^\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?(?::| ?[-–—]+ )|` +
	`^(?:[0-9０-９]{1,2}[：:][0-9０-９]{2}|午[前後][0-9０-９]{1,2}時(?:[0-9０-９]{1,2}分)?(?:[　 ：:]|$)|[0-9０-９]{1,2}月[0-9０-９]{1,2}日(?:[　 ：:]|$))`)

// A log has at least leastEntries, and one sentence of mostBetween begins one.
const (
	leastEntries = 4
	mostBetween  = 7
)

// isLog reports whether a text is a log of many hours or days.
func isLog(ss []text.Sentence) bool {
	n := 0
	for _, s := range ss {
		if entry.MatchString(s.Text) {
			n++
		}
	}
	return n >= leastEntries && n*mostBetween >= len(ss)
}

// logs are those of an event's reports that are logs, as long as another tells of it.
func (c *composer) logs(reports []*report) map[*report]bool {
	out := map[*report]bool{}
	for _, r := range reports {
		if isLog(r.text.Sentences) {
			out[r] = true
		}
	}
	if len(out) == len(reports) {
		return nil
	}
	return out
}
