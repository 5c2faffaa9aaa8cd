package digest

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// A form is fixed words with slots, "{actor}は{date}、{act}". The name of a
// slot says what may fill it; see slotKinds.
type form struct {
	text  string
	slots []string // names in order of appearance
	match *regexp.Regexp
}

// slotKinds says how the check grounds a slot. A digit after the name tells
// slots of one kind apart ({publisher2}).
var slotKinds = map[string]string{
	"name":      "name",      // stands in a cited sentence
	"actor":     "name",      // stands in a cited sentence, or is its speaker
	"figure":    "figure",    // stands in a cited sentence with its unit
	"publisher": "publisher", // publisher of a citation
	"issue":     "text",      // stands in a cited sentence or its article's title
	"date":      "date",      // day of a citation's report, or a date its sentence prints
	"matter":    "title",     // stands in a cited title
	"about":     "text",
	"topic":     "topic", // what a cited title is about, as a noun
	"place":     "text",
	"act":       "text",
	"thing":     "thing",    // stands in a cited sentence or title, whatever its case
	"ask":       "ask",      // a question that a cited sentence answers
	"sentence":  "sentence", // passes as a reduction of a cited sentence
	"stance":    "stance",   // stance of a statement in a cited sentence
	"n":         "count",    // number of different publishers cited
	"days":      "days",     // days from the first to the last cited report
}

var slotPattern = regexp.MustCompile(`\{([a-z]+)(\d?)\}`)

// parseForm reads a form; an unknown slot or a stray brace is an error.
func parseForm(s string) (form, error) {
	f := form{text: s}
	var re strings.Builder
	re.WriteString("^")
	last := 0
	for _, m := range slotPattern.FindAllStringSubmatchIndex(s, -1) {
		name := s[m[2]:m[3]]
		if _, ok := slotKinds[name]; !ok {
			return form{}, fmt.Errorf("slot {%s} is not known", name)
		}
		re.WriteString(regexp.QuoteMeta(s[last:m[0]]))
		re.WriteString("(.+?)")
		f.slots = append(f.slots, s[m[2]:m[5]])
		last = m[1]
	}
	rest := s[last:]
	re.WriteString(regexp.QuoteMeta(rest) + "$")
	if strings.ContainsAny(slotPattern.ReplaceAllString(s, ""), "{}") {
		return form{}, fmt.Errorf("stray brace")
	}
	var err error
	f.match, err = regexp.Compile(re.String())
	return f, err
}

var (
	formCache   = map[string]form{}
	formCacheMu sync.Mutex
)

// compiled returns a parsed form from the cache; forms that do not parse match
// nothing.
func compiled(s string) (form, bool) {
	formCacheMu.Lock()
	defer formCacheMu.Unlock()
	f, ok := formCache[s]
	if !ok {
		f, _ = parseForm(s)
		formCache[s] = f
	}
	return f, f.match != nil
}

// fill puts values into a form. It fails when a slot has no value.
func (f form) fill(values map[string]string) (string, bool) {
	out := f.text
	for _, slot := range f.slots {
		v := values[slot]
		if v == "" || strings.ContainsAny(v, "{}") {
			return "", false
		}
		out = strings.Replace(out, "{"+slot+"}", v, 1)
	}
	return out, true
}

// values finds the slots of a printed text again.
func (f form) values(printed string) (map[string]string, bool) {
	m := f.match.FindStringSubmatch(printed)
	if m == nil {
		return nil, false
	}
	out := map[string]string{}
	for i, slot := range f.slots {
		out[slot] = m[i+1]
	}
	return out, true
}

// slotKind returns how a slot is grounded; "publisher2" -> "publisher".
func slotKind(slot string) string {
	return slotKinds[strings.TrimRight(slot, "0123456789")]
}

// formText returns the words of a frame by language and form name ("" when
// the language has none).
func formText(lang, name string) string {
	switch lang {
	case "ja":
		if words, ok := formsJa[name]; ok {
			return words
		}
	case "en":
		if words, ok := formsEn[name]; ok {
			return words
		}
	}
	return wantForms[lang][name]
}
