package language

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"kiku/internal/language/text"
)

// sureName is the likeness from which a katakana and a Latin name of one story
// are one person or body, when each is the other's only match.
const sureName = 0.7

// JoinNames maps the normal form of each name of one story's reports to the
// form shared by all that mean the same: 高市早苗 in one report and 高市 in
// another, トマス・ベリン and Velin, "Office of Port Affairs" in a report that
// does not say OEA, zelensky and zelenskyy. A short form that two full names
// fit is left alone. The order of names does not matter.
func JoinNames(names []Name) map[string]string {
	j := storyNames{out: map[string]string{}, longest: map[string]string{}}
	for _, n := range names {
		if n.Normal == "" {
			continue
		}
		j.out[n.Normal] = n.Normal
		if old := j.longest[n.Normal]; len(n.Surface) > len(old) || len(n.Surface) == len(old) && n.Surface < old {
			j.longest[n.Normal] = n.Surface
		}
		if n.Type == text.Organization && n.Normal != strings.ToLower(n.Surface) {
			j.short = append(j.short, [2]string{strings.ToLower(strings.TrimPrefix(n.Surface, "the ")), n.Normal})
		}
		if n.Type == text.Person {
			j.people = append(j.people, n.Normal)
		}
	}
	slices.Sort(j.people)
	j.people = slices.Compact(j.people)
	slices.SortFunc(j.short, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	j.abbreviations()
	j.familyNames()
	j.spellings()
	j.scripts()
	return j.out
}

type storyNames struct {
	out     map[string]string
	longest map[string]string // normal form -> longest printed form
	people  []string          // normal forms of people, sorted
	short   [][2]string       // printed name of a body, its short normal form
}

// abbreviations gives a body's full name the short form that another report
// introduced.
func (j *storyNames) abbreviations() {
	for _, s := range j.short {
		if _, printed := j.out[s[0]]; printed && j.out[s[0]] == s[0] {
			j.out[s[0]] = s[1]
		}
	}
}

// familyNames joins full names in kanji with the family name that other reports
// print, when only one full name begins with it.
func (j *storyNames) familyNames() {
	full := map[string][]string{}
	for _, p := range j.people {
		r := []rune(p)
		for k := 1; k < len(r) && len(r) <= 6 && hanOnly(p); k++ {
			if head := string(r[:k]); slices.Contains(j.people, head) {
				full[head] = append(full[head], p)
			}
		}
	}
	for _, head := range slices.Sorted(maps.Keys(full)) { // the longer family name last
		if list := full[head]; len(list) == 1 {
			j.out[list[0]] = head
		}
	}
}

func hanOnly(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && r != '々' {
			return false
		}
	}
	return s != ""
}

// spellings joins transcriptions of one name that differ in doubled letters and
// in the endings that vary.
func (j *storyNames) spellings() {
	first := map[string]string{}
	for _, p := range j.people {
		key := transcription(p)
		if len(key) < 5 {
			continue
		}
		if first[key] == "" {
			first[key] = j.out[p]
		}
		j.out[p] = first[key]
	}
}

func transcription(name string) string {
	s := strings.NewReplacer("iy", "y", "ij", "y", "yi", "y", "kh", "h", "ie", "e").Replace(single(name))
	return single(strings.ReplaceAll(s, "ii", "i"))
}

// scripts joins katakana names with the Latin names that sound like them. Each
// must be the other's only likely one.
func (j *storyNames) scripts() {
	var kana, latin []string
	for _, p := range j.people {
		if katakanaParts(j.longest[p]) != nil {
			kana = append(kana, p)
		} else if latinParts(j.longest[p]) != nil {
			latin = append(latin, p)
		}
	}
	fits, times := map[string][]string{}, map[string]int{}
	for _, k := range kana {
		for _, l := range latin {
			if SoundsLike(j.longest[k], j.longest[l]) >= sureName && !slices.Contains(fits[k], j.out[l]) {
				fits[k] = append(fits[k], j.out[l])
			}
		}
		for _, l := range fits[k] {
			times[l]++
		}
	}
	for _, k := range kana {
		if len(fits[k]) == 1 && times[fits[k][0]] == 1 {
			j.out[k] = fits[k][0]
		}
	}
}
