package en

import "kiku/internal/language/text"

// headline reads the names of a title in which nearly every word has a capital,
// so that capitals say nothing. What the report below tells is used instead:
// its names, and its words in small letters, which are no names. Without a
// report, countries, cities, known people and bodies are found, and what is
// left between common words of headlines.
type headline struct {
	l     layout
	toks  []tok
	when  []text.Date
	known map[string]text.Name // names of the report by their folded words
	small map[string]bool      // stems of its words in small letters
	out   []text.Name
}

// titleNames returns the names of a title that the report's sentences explain.
func titleNames(title string, when []text.Date, sentences []text.Sentence) []text.Name {
	l := lay(title)
	h := &headline{l: l, toks: scan(l, nil), when: when, known: map[string]text.Name{}, small: map[string]bool{}}
	for i := range sentences {
		for _, n := range sentences[i].Names {
			key := fold(n.Surface)
			if old, ok := h.known[key]; n.Surface != "" && (!ok || old.Type == text.UnknownName) {
				h.known[key] = n
			}
		}
		for _, w := range sentences[i].Words {
			if w.Surface != "" && w.Surface[0] >= 'a' && w.Surface[0] <= 'z' {
				h.small[w.Base] = true
			}
		}
	}
	h.read()
	return h.out
}

// longestKnown bounds the words of one name.
const longestKnown = 6

func (h *headline) read() {
	from := -1 // start of a run that is not yet decided
	for i := 0; i < len(h.toks); {
		t := h.toks[i]
		if n := h.reported(i); n > 0 {
			h.rest(from, i)
			from, i = -1, i+n
			continue
		}
		if !opensRun(h.toks, i, h.when) || h.plain(t) {
			h.rest(from, i)
			from = -1
		} else if from < 0 || !near(h.toks, i) {
			h.rest(from, i)
			from = i
		}
		i++
	}
	h.rest(from, len(h.toks))
}

// reported reads a name of the report, or a country, at token i: the longest.
func (h *headline) reported(i int) int {
	if !h.toks[i].upper() || h.toks[i].span().InDate(h.when) {
		return 0
	}
	for n := min(longestKnown, len(h.toks)-i); n > 0; n-- {
		span := text.Span{Start: h.toks[i].start, End: h.toks[i+n-1].end}
		name, ok := h.known[fold(h.l.cut(span))]
		if ok && name.Type != text.UnknownName && !(n == 1 && h.plain(h.toks[i]) && countryOf(h.toks[i].s) == "") {
			name.Surface, name.Span, name.Title = h.l.cut(span), span, ""
			h.titled(&name, i)
			h.out = append(h.out, name)
			return n
		}
		if typ := listed(h.l.cut(span), n); typ != text.UnknownName {
			f := place(h.l, h.toks, i, i+n).Name
			f.Type, f.Normal = typ, normalOf(f.Surface, typ)
			h.titled(&f, i)
			h.out = append(h.out, f)
			return n
		}
	}
	return 0
}

// listed is the type of a name of n words that needs no report: countries,
// cities, bodies and people that all news knows.
func listed(name string, n int) text.NameType {
	whole := fold(name)
	switch {
	case countryOf(name) == "EU" || organisationCode(whole) != "" || knownBodies()[whole]:
		return text.Organization
	case countryOf(name) != "" || cities()[whole]:
		return text.Place
	case n == 1 && knownPeople[whole]:
		return text.Person
	}
	return text.UnknownName
}

// titled takes in the roles right before a person: President Berg.
func (h *headline) titled(n *text.Name, i int) {
	k := i
	for k > 0 && near(h.toks, k) && (roles[h.toks[k-1].low] || k < i && roleWords[h.toks[k-1].low]) {
		k--
	}
	if n.Type != text.Person || k == i {
		return
	}
	n.Title = h.l.cut(text.Span{Start: h.toks[k].start, End: h.toks[i-1].end})
	n.Span.Start = h.toks[k].start
}

// plain reports a word of the language: one that the report has in small
// letters, or that headlines are made of.
func (h *headline) plain(t tok) bool {
	w := t.low
	return function[w] || conjunctions[w] || auxiliaries[w] || pronouns[w] || reporting[w] || headlineWords[w] || h.small[Stem(w)] || plainStarter(t) || t.kind != wordTok
}

// rest reads the run [from, i) that no name of the report is in. Only what has
// the form of a name stays.
func (h *headline) rest(from, i int) {
	if from < 0 || from >= i {
		return
	}
	for _, f := range parse(h.l, h.toks, from, i, false) {
		if f.Type == text.UnknownName && len(f.parts) > 3 {
			continue // a clause
		}
		if len(h.known) == 0 && !h.evident(f) {
			continue // words that no report explains
		}
		h.out = append(h.out, f.Name)
	}
}

// evident reports a name that its own words show to be one: a first name before
// it, or a word for a body at its end.
func (h *headline) evident(f found) bool {
	if len(f.parts) == 0 {
		return false // a title without a name
	}
	last := f.parts[len(f.parts)-1]
	switch f.Type {
	case text.Person:
		return len(f.parts) > 1 && (f.Title == "" || firstNames()[f.parts[0]])
	case text.Organization:
		return len(f.parts) == 1 && isAcronym(f.Surface) || len(f.parts) > 1 && orgWords[last]
	case text.Place:
		return len(f.parts) > 1 && placeWords[last]
	}
	return false
}

// headlineWords are verbs and nouns of headlines, in the forms that stand there.
var headlineWords = set(`fires fire fired launches launch launched kills kill killed dies die died dead injures injured hurt wounds wounded hits hit strikes strike struck attack attacks attacked shooting shot shoots
	breaks break broke wins win won loses lose lost beats beat takes take took gets get makes make made gives give sends send sending sent sets set puts put pushes push builds build cuts cut raises raise drops drop falls fall fell rises rise rose soars soar jumps jump
	says say warns warn vows vow urges urge calls call claims claim admits admit denies deny reveals reveal unveils unveil shows show finds find found faces face faced meets meet met talks talk visits visit leaves leave left returns return arrives arrive opens open closes close ends end begins begin starts start stops stop bans ban banned blocks block
	released release releases rescued arrested arrests arrest charged charges jailed sentenced accused accuses sues sued suspended fined abducted kidnapped missing found stranded trapped evacuated flee fled
	new old big first last top more most best worst latest live breaking exclusive update updates video watch photos photo opinion analysis review explained explainer
	how why what when where who which this that these those here there amid over under after before near into from with without against for about toward towards
	people man men woman women boy boys girl girls child children kids students schoolgirls police officials victims suspect suspects worker workers dead deaths death toll missile missiles test tests bomb bombs blast crash crashes fire flood floods earthquake quake storm snow snowfall truck train bus plane
	year years day days week month time times world news report reports story party deal talks vote election court law plan crisis war peace record records claims details silence search attention problem extra security especially another one two three four five six seven eight nine ten`)
