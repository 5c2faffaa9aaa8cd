package theme

import (
	_ "embed" // the word tables
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

//go:embed words.ja.json
var wordsJA []byte

//go:embed words.en.json
var wordsEN []byte

// The desk's words stand apart: they are for the owner, not for readers.
//
//go:embed desk.ja.json
var deskJA []byte

//go:embed desk.en.json
var deskEN []byte

// Words are the interface strings of one language.
type Words struct {
	Lang  string
	table map[string]string
}

var tables = map[string]*Words{"ja": load("ja", wordsJA, deskJA), "en": load("en", wordsEN, deskEN)}

// load reads tables that are compiled in, so a fault in one is a bug and stops
// the program at once.
func load(lang string, tables ...[]byte) *Words {
	w := &Words{Lang: lang}
	for i, data := range tables {
		if err := json.Unmarshal(data, &w.table); err != nil {
			panic(fmt.Sprintf("theme: table %d of the words in %s: %v", i+1, lang, err))
		}
	}
	return w
}

// WordsOf returns the interface strings of "ja" or "en"; any other language
// gets the English ones.
func WordsOf(lang string) *Words {
	if w, ok := tables[lang]; ok {
		return w
	}
	return tables["en"]
}

// T returns the string of a key with its slots filled from name, value pairs.
// Where the slot "n" is 1 and the table has the key with ".one", that is used.
// An unknown key comes back as itself in brackets.
func (w *Words) T(key string, pairs ...any) string {
	s, ok := w.table[key]
	if !ok {
		return "[" + key + "]"
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, isInt := pairs[i+1].(int); isInt && pairs[i] == "n" && n == 1 {
			if one, has := w.table[key+".one"]; has {
				s = one
			}
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i].(string)+"}", printed(pairs[i+1]))
	}
	return s
}

// Has reports whether the table knows the key.
func (w *Words) Has(key string) bool { _, ok := w.table[key]; return ok }

func printed(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}
