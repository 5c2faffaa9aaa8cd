package theme

import (
	"regexp"
	"strings"
	"sync"
)

// Own reports whether a text is one of the site's own words, in any language,
// with something short in its slots: what a page may print beside its lines.
func Own(t string) bool {
	for _, re := range ownWords() {
		if re.MatchString(t) || re.MatchString(t+" ") { // the last slot may be empty
			return true
		}
	}
	return false
}

var slot = regexp.MustCompile(`\\\{[a-z0-9]+\\\}`)

// filling is what may stand in a slot: counts hold a figure, lists of names may be
// long, all else is short.
func filling(slot string) string {
	switch strings.Trim(slot, `\{}`) {
	case "n", "r", "p", "d":
		return `[^.。]{0,12}?[0-9〇一二三四五六七八九十][^.。]{0,24}?`
	case "names":
		return `.{0,400}?`
	}
	return `.{0,60}?`
}

// ownWords are patterns of the word tables; those of little but slots are left
// out, since they would match anything.
var ownWords = sync.OnceValue(func() []*regexp.Regexp {
	var plain []string
	var out []*regexp.Regexp
	for _, w := range []*Words{tables["ja"], tables["en"]} {
		for _, s := range w.table {
			quoted := regexp.QuoteMeta(strings.TrimSpace(s))
			if fixed := slot.ReplaceAllString(quoted, ""); len([]rune(fixed)) < 3 {
				continue
			}
			plain = append(plain, slot.ReplaceAllStringFunc(quoted, filling))
		}
	}
	// One pattern of all would be slow to build anew; a few hundred each is not.
	for len(plain) > 0 {
		n := min(len(plain), 100)
		out = append(out, regexp.MustCompile(`^(?:`+strings.Join(plain[:n], "|")+`)$`))
		plain = plain[n:]
	}
	return out
})
