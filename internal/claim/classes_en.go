package claim

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed classes_en.gen.txt
var classList string

// wordClasses maps frequent English words to their class, learned from which
// words stand beside which.
var wordClasses = sync.OnceValue(func() map[string]uint16 {
	out := map[string]uint16{}
	for line := range strings.Lines(classList) {
		number, words, _ := strings.Cut(strings.TrimSpace(line), "\t")
		k, err := strconv.Atoi(number)
		if err != nil {
			panic("claim: embedded word classes: " + err.Error()) // a broken build
		}
		for w := range strings.FieldsSeq(words) {
			out[w] = uint16(k)
		}
	}
	return out
})

// ClassWords returns the tokens of a stretch of English as word classes know
// them: lower case, digits made alike, possessive endings apart.
func ClassWords(s string) []string {
	var out []string
	for _, t := range apart(tokens(s)) {
		out = append(out, classWord(t))
	}
	return out
}
