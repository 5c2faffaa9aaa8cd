package eval

import (
	"strings"
	"time"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// englishPeople measures the people among the speakers of labelled English
// sentences: those whose last name is printed in the speaker's words, each once
// a sentence. The whole report is read where it is there, so that a last name
// alone has its full name. "r" is the share found as a person with the last
// name at its end; "span" of those found whose name is exactly what is left of
// the speaker's words when the title is taken off; "title" of those found whose
// title is the rest (a country before it may be left out, since it is a name of
// its own); "normal" of those found whose normal form is the last name. The
// baseline takes the run of capitals that ends in the last name for the name.
func englishPeople(r *language.Reader, set string, rows []map[string]string, reports map[string]string) []Figure {
	var n peopleScore
	texts := map[string]language.Text{}
	seen := map[string]bool{}
	for _, row := range rows {
		surface, full := strings.TrimPrefix(row["speaker_surface"], "the "), strings.Fields(row["speaker_canonical"])
		if len(full) < 2 || seen[row["sentence"]+surface] || !strings.HasSuffix(surface, full[len(full)-1]) || language.Country(row["speaker_canonical"]) != "" || !capitals(full) {
			continue
		}
		name, role := splitSpeaker(surface, full)
		paragraph := row["sentence"]
		if report := reports[row["id"]]; strings.Contains(report, paragraph) {
			paragraph = report
		}
		from := strings.Index(paragraph, row["sentence"])
		at := strings.Index(row["sentence"], surface)
		if at < 0 || name == "" {
			continue
		}
		seen[row["sentence"]+surface] = true
		t, ok := texts[paragraph]
		if !ok {
			t = r.Read("en", "", []string{paragraph}, time.Time{})
			texts[paragraph] = t
		}
		got, ok := personAt(t, len([]rune(paragraph[:from+at+len(surface)])))
		n.add(got, ok, name, role, strings.ToLower(full[len(full)-1]))
	}
	return n.figures(set)
}

// capitals reports words that all begin with one: a person, not "a spokesman".
func capitals(words []string) bool {
	for _, w := range words {
		if w == strings.ToLower(w) {
			return false
		}
	}
	return true
}

// peopleScore counts people found.
type peopleScore struct{ n, found, span, title, titled, normal, plain int }

func (s *peopleScore) add(got language.Name, found bool, name, role, last string) {
	s.n++
	if role == "" {
		s.plain++ // the run of capitals is the name
	}
	if !found {
		return
	}
	s.found++
	if got.Surface == name || got.Title+" "+got.Surface == name {
		s.span++
	}
	if got.Normal == last {
		s.normal++
	}
	if role == "" {
		return // a title may stand behind the name
	}
	s.titled++
	if got.Title == role || got.Title == withoutCountry(role) {
		s.title++
	}
}

func (s *peopleScore) figures(set string) []Figure {
	if s.n == 0 {
		return nil
	}
	return []Figure{
		{set + ".people_r", share(s.found, s.n), s.n},
		{set + ".people_span", share(s.span, s.found), s.found},
		{set + ".people_title", share(s.title, s.titled), s.titled},
		{set + ".people_normal", share(s.normal, s.found), s.found},
		{set + ".baseline_people_span", share(s.plain, s.n), s.n},
	}
}

// splitSpeaker cuts "Foreign Minister Ann Example" into name and title: the name
// begins with the first word of the full name, or is the last name alone.
func splitSpeaker(surface string, full []string) (name, title string) {
	at := strings.LastIndex(surface, full[0]+" ")
	if at < 0 {
		at = strings.LastIndex(surface, full[len(full)-1])
	}
	if at > 0 && surface[at-1] != ' ' {
		return "", ""
	}
	return surface[at:], strings.TrimSpace(surface[:at])
}

// withoutCountry takes the country off the front of a title.
func withoutCountry(title string) string {
	f := strings.Fields(title)
	for n := min(3, len(f)-1); n > 0; n-- {
		if language.Country(strings.Join(f[:n], " ")) != "" {
			return strings.Join(f[n:], " ")
		}
	}
	return title
}

// personAt finds the person whose name ends at rune end of the paragraph.
func personAt(t language.Text, end int) (language.Name, bool) {
	for _, s := range t.Sentences {
		for _, n := range s.Names {
			if n.Type == text.Person && s.Span.Start+n.Span.End == end {
				return n, true
			}
		}
	}
	return language.Name{}, false
}

// headlineNames asks of the names in English headlines: "title_r" is the share
// of the names printed in a report at least twice, and printed the same way in
// its headline, that are found there with the same normal form; "title_p" is
// the share of the headline's typed names that the report has too. No label is
// read, so it says how far headline and text agree, not which is right.
func headlineNames(r *language.Reader, s Set) []Figure {
	want, hit, got, known := 0, 0, 0, 0
	for _, a := range s.Articles {
		t := r.Read("en", a.Title, a.Paragraphs, a.Published)
		printed, normals := map[string]int{}, map[string]int{}
		form := map[string]string{}
		for _, sentence := range t.Sentences {
			for _, n := range sentence.Names {
				if n.Type == text.UnknownName {
					continue
				}
				printed[n.Surface]++
				normals[n.Normal]++
				form[n.Surface] = n.Normal
			}
		}
		inTitle := map[string]bool{}
		for _, n := range t.Title.Names {
			inTitle[n.Normal] = true
			if n.Type == text.UnknownName {
				continue
			}
			got++
			if normals[n.Normal] > 0 {
				known++
			}
		}
		for surface, times := range printed {
			if times < 2 || !hasWords(a.Title, surface) {
				continue
			}
			want++
			if inTitle[form[surface]] {
				hit++
			}
		}
	}
	return []Figure{
		{s.Name + ".names_title_r", share(hit, want), want},
		{s.Name + ".names_title_p", share(known, got), got},
	}
}

// hasWords reports that a headline has the words between other words.
func hasWords(headline, words string) bool {
	at := strings.Index(headline, words)
	if at < 0 {
		return false
	}
	letter := func(i int) bool {
		return i >= 0 && i < len(headline) && (headline[i] >= 'a' && headline[i] <= 'z' || headline[i] >= 'A' && headline[i] <= 'Z' || headline[i] >= 0x80 || headline[i] == '-')
	}
	return !letter(at-1) && !letter(at+len(words))
}
