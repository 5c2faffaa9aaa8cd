package digest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// recast is a part of a report's title as a headline prints it: in sentence case,
// when the title has a capital on every word, and with who says it inside the
// sentence ("The road is open — governor" -> "The road is open, governor says").
// The check holds a matter against the same function: nothing else may change.
func (r *reading) recast(part string) string {
	if r.text.Lang != "en" {
		return part
	}
	out, ok := r.sentenceCase(part)
	if !ok {
		return part
	}
	if m := tailSpeaker.FindStringSubmatch(out); m != nil && strings.HasSuffix(strings.TrimRight(r.text.Title.Text, " ."), part) && attributed(m[2], m[3]) {
		who, verb := m[3], "says"
		first, _, _ := strings.Cut(who, " ")
		if small := strings.ToLower(first); !r.named(who) && (r.smallWords()[small] || headlineWords[small] || speakers.MatchString(first)) {
			who = lowerFirst(who)
		}
		if manyOnes.MatchString(who) {
			verb = "say"
		}
		out = m[1] + ", " + who + " " + verb
	}
	return out
}

// tailSpeaker matches a title that ends with who says it.
var tailSpeaker = regexp.MustCompile(`^(.{20,}?)( [—–] |: )([\p{L}.’'-]+(?: [\p{L}.’'-]+){0,3})$`)

// speakers are the last words of those who say what a title prints, where they are
// no names.
var speakers = regexp.MustCompile(`(?i)\b(report|reports|official|officials|diplomat|diplomats|minister|ministry|envoy|spokes\w+|sources?|experts?|general|commander|kremlin|president|lawmakers?|analysts?|police|media|survey|poll|study|ambassador|adviser|prosecutors?|un|mp|pm|chief)$`)

// attributed reports whether words behind a mark, at the end of a title, are who
// says it: behind a dash any few, behind a colon those whose last word is a speaker.
func attributed(mark, words string) bool {
	if len(strings.Fields(words)) > 4 || finiteVerbEn.MatchString(words) || strings.ContainsAny(words, ",:'‘“\"") {
		return false
	}
	return strings.TrimSpace(mark) != ":" || speakers.MatchString(words)
}

// named reports whether a name of the title begins with the words.
func (r *reading) named(words string) bool {
	return slices.ContainsFunc(r.text.Title.Names, func(n text.Name) bool { return strings.HasPrefix(words, n.Surface) })
}

// sentenceCase gives the words of a title that has a capital on every word the
// case that the report below prints them in; names keep theirs. It reports false
// where the report does not tell of a word: all stay as they are.
func (r *reading) sentenceCase(part string) (string, bool) {
	title := r.text.Title
	if !titleCased(title) {
		return part, true
	}
	kept, ok := align(part, title.Text)
	if !ok || len(kept) != 1 {
		return part, false
	}
	rs := []rune(title.Text)
	from, to := kept[0].Start, kept[0].End
	first := true
	for i, w := range title.Words {
		if w.Span.Start < from || w.Span.End > to || w.Class == text.Mark {
			continue
		}
		opens := first || openedBefore(rs, w.Span.Start)
		first = false
		if opens || !capitalised(w.Surface) {
			continue
		}
		small, known := r.smallInside(i)
		if !known {
			return part, false
		}
		if small {
			for at := w.Span.Start; at < w.Span.End; at++ {
				rs[at] = unicode.ToLower(rs[at])
			}
		}
	}
	return string(rs[from:to]), true
}

// smallInside decides whether a word of the title is printed small inside a
// sentence, as far as the report tells.
func (r *reading) smallInside(i int) (small, known bool) {
	w := r.text.Title.Words[i]
	capital, name := r.capitalWords()[w.Surface], withinName(r.text.Title, w.Span)
	common := w.Stop || r.common(w)
	switch {
	case calendar[w.Surface] || r.besideIn(r.text.Title, i) || capital && (name || !common):
		return false, true
	case common:
		return true, true
	case name:
		n := slices.IndexFunc(r.text.Title.Names, func(n text.Name) bool { return n.Span.Overlaps(w.Span) })
		if r.text.Title.Names[n].Type != text.UnknownName || r.opening[w.Surface] {
			return false, true
		}
	}
	// A name stands somewhere in the report below, too: what stands nowhere there
	// with a capital is none.
	small = ordinary.MatchString(w.Surface) || !r.opening[w.Surface] && !capital
	return small, small
}

// ordinary matches words that are no names by how they end.
var ordinary = regexp.MustCompile(`^\p{Lu}\p{Ll}+(?:ly|ed|tion|tions|ment|ments|ness|ity|ities|ings?)$`)

// common reports whether the report prints a word in small letters, each part of a
// word with a hyphen, or it is one of headlines.
func (r *reading) common(w text.Word) bool {
	small := r.smallWords()
	if small[w.Base] {
		return true
	}
	for part := range strings.SplitSeq(strings.ToLower(w.Surface), "-") {
		if !small[part] && !headlineWords[part] && !small[language.Key(part, "en")] && !headlineStems[language.Key(part, "en")] {
			return false
		}
	}
	return true
}

// headlineStems are the stems of headlineWords.
var headlineStems = func() map[string]bool {
	out := map[string]bool{}
	for w := range headlineWords {
		out[language.Key(w, "en")] = true
	}
	return out
}()

// besideIn reports whether the report prints a word of its title with a capital
// together with the capital word before it or after it.
func (r *reading) besideIn(title text.Sentence, i int) bool {
	pairs := r.capitalWords()
	return i > 0 && pairs[title.Words[i-1].Surface+" "+title.Words[i].Surface] ||
		i+1 < len(title.Words) && pairs[title.Words[i].Surface+" "+title.Words[i+1].Surface]
}

// calendar are names that are words as well.
var calendar = wordSet(`January February March April May June July August September October November December
	Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Ramadan`)

// openedBefore reports whether what stands before a word begins a sentence or a
// quotation.
func openedBefore(rs []rune, at int) bool {
	for i := at - 1; i >= 0; i-- {
		switch rs[i] {
		case ' ', '\u00a0':
			continue
		case ':', '?', '!', '“', '"', '‘':
			return true
		case '.':
			return wordEnd.MatchString(string(rs[:i])) // "U.S." ends nothing
		case '\'':
			return i == 0 || rs[i-1] == ' '
		}
		return false
	}
	return true
}

// capitalised reports whether a word has a capital at its beginning and, but for
// those behind hyphens, nowhere else.
func capitalised(w string) bool {
	if w == "A" {
		return true
	}
	for i, part := range strings.Split(w, "-") {
		rs := []rune(part)
		if len(rs) == 0 || i == 0 && (len(rs) < 2 || !unicode.IsUpper(rs[0])) || slices.ContainsFunc(rs[1:], unicode.IsUpper) {
			return false
		}
	}
	return true
}

func withinName(s text.Sentence, span text.Span) bool {
	return slices.ContainsFunc(s.Names, func(n text.Name) bool { return n.Span.Overlaps(span) })
}

// titleCased reports whether a title has a capital on nearly every longer word.
func titleCased(s text.Sentence) bool {
	long, capitals := 0, 0
	for i, w := range s.Words {
		if i == 0 || utf8.RuneCountInString(w.Surface) < 4 || w.Class == text.Mark {
			continue
		}
		long++
		if unicode.IsUpper(firstRune(w.Surface)) {
			capitals++
		}
	}
	return long >= 2 && capitals*4 >= long*3
}

// smallWords are the words that the report prints in small letters, and their
// stems.
func (r *reading) smallWords() map[string]bool {
	if r.small == nil {
		r.caseOfWords()
	}
	return r.small
}

// capitalWords are the words that it prints with a capital inside a sentence, and
// pairs of such words that follow each other.
func (r *reading) capitalWords() map[string]bool {
	if r.capital == nil {
		r.caseOfWords()
	}
	return r.capital
}

func (r *reading) caseOfWords() {
	r.small, r.capital, r.opening = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range r.text.Sentences {
		for i, w := range s.Words {
			switch {
			case unicode.IsLower(firstRune(w.Surface)):
				r.small[w.Surface], r.small[w.Base] = true, true
			case i > 0:
				r.capital[w.Surface] = true
			default:
				r.opening[w.Surface] = true
			}
			if i > 0 && unicode.IsUpper(firstRune(w.Surface)) && unicode.IsUpper(firstRune(s.Words[i-1].Surface)) && w.Span.Start == s.Words[i-1].Span.End+1 {
				r.capital[s.Words[i-1].Surface+" "+w.Surface] = true
			}
		}
	}
}

// headlineWords are words of headlines that reports may not use below, and that
// are no names.
var headlineWords = wordSet(`slams vows eyes curbs mulls hails backs urges warns nears ousts axes probes unveils seeks faces rejects
	accuses blames confronts surges soars plunges offers gains moves calls says set sets amid debut sparks signals weighs eases lifts
	launches visits backfired surrenders executes exposes pauses returns announces discuss discusses releases gather gathers expansion headwinds
	dead former official officials military ties talks deal deals aid attack attacks strike strikes war ceasefire troops killed kills injured hurt wounded
	arrest arrests arrested charged charges jailed freed court judge trial ruling law laws vote votes voting election elections leader leaders party
	minister government economy economic trade tariffs tariff tax taxes prices price inflation market markets stocks shares bank banks growth
	police raid raids fire fires crash blast storm storms flood floods heat water power energy oil gas climate health hospital hospitals school schools
	students teachers workers union strike jobs pay plan plans report reports study finds found new old first last next latest more most less
	man men woman women child children people family families victims suspect suspects protest protests protesters rally crowd
	after before over under amid into against between during despite without within about around near off out up down again still yet now
	is are was were be been has have had will would could can may might must says said say tells told asks asked takes took makes made gets got
	goes went comes came gives gave wins won loses lost beats beat leads led falls fell rises rose hits hit cuts cut ends ended begins began
	opens opened closes closed starts started stops stopped keeps kept holds held meets met signs signed agrees agreed approves approved
	adopts adopted accepts accepted refuses refused denies denied demands demanded wants wanted needs needed plans planned tries tried
	threatens threatened condemns condemned praises praised pledges pledged promises promised proposes proposed welcomes welcomed
	support supports help helps save saves pushes pushed pulls pulled turns turned sends sent brings brought finds shows showed
	visit meeting summit speech letter call statement warning threat threats concern concerns fears hopes crisis emergency security safety
	forces force army navy missile missiles drone drones border borders region regions city cities town village island
	year years month months week weeks day days night morning record high low big small major top key part full half free public private
	focus core dead trucks trip tour role rights human`)

// wordSet makes a set of the words of a text.
func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// matterIn reports whether a matter is what a title's part is recast to: a part
// whose letters are the same but for their case, or the whole title.
func matterIn(s cited, matter string) bool {
	if s.sentence.Paragraph >= 0 {
		return false
	}
	if holdsPart(matter, s.sentence) {
		return true
	}
	title, m := []rune(s.sentence.Text), []rune(matter)
	for i := 0; i+len(m) <= len(title); i++ {
		part := string(title[i : i+len(m)])
		if strings.EqualFold(part, matter) && holdsPart(part, s.sentence) && s.recast(part) == matter {
			return true
		}
	}
	if s.text.Lang != "en" {
		return false
	}
	whole := labelEn.ReplaceAllString(strings.TrimSpace(s.sentence.Text), "")
	return s.recast(whole) == matter
}
