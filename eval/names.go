package eval

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

// Names measures names, their types, normal forms and titles:
//
//   - gold/ja-text/names-*.tsv: every name of labelled Japanese sentences, see
//     japaneseNames, and katakana beside its Latin original, see namePairs,
//   - gold/en/statements-*.tsv: the speakers of labelled English sentences that
//     are printed by name, see englishPeople,
//   - giveme5w1h: names of English headlines, many with a capital on every word,
//     against the names of the report below; no labels are needed, see
//     headlineNames.
//
// dataDir is the root of the sets or the folder of one; set is "" for all that
// are there or a name such as "ja-text/names-dev". The error wraps ErrNoSet
// when there is none.
func Names(dataDir, set string) ([]Figure, error) {
	p := locate(dataDir)
	reader := language.NewReader()
	var out []Figure
	people := func(r *language.Reader, name string, rows []map[string]string) []Figure {
		return englishPeople(r, name, rows, reportTexts(dataDir))
	}
	for _, k := range []struct {
		folder, pattern string
		measure         func(r *language.Reader, name string, rows []map[string]string) []Figure
	}{
		{"ja-text", "names-*.tsv", japaneseNames},
		{"en", "statements-*.tsv", people},
	} {
		err := eachTable(p, k.folder, k.pattern, func(name string, rows []map[string]string) {
			if set == "" || set == name {
				out = append(out, k.measure(reader, name, rows)...)
			}
		})
		if err != nil {
			return nil, fmt.Errorf("measure names in %s: %w", dataDir, err)
		}
	}
	if p.wants("giveme5w1h") && (set == "" || set == "giveme5w1h") {
		s, err := Load(dataDir, "giveme5w1h")
		if err != nil && !errors.Is(err, ErrNoSet) {
			return nil, fmt.Errorf("measure names in %s: %w", dataDir, err)
		}
		if err == nil {
			out = append(out, headlineNames(reader, s)...)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("measure names in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

// reportTexts are the English reports by id, each as one line; none where they
// are not there.
func reportTexts(dataDir string) map[string]string {
	out := map[string]string{}
	reports, err := Reports(dataDir)
	if err != nil {
		return out
	}
	for _, a := range reports {
		out[string(a.ID)] = strings.Join(strings.Fields(strings.Join(a.Paragraphs, " ")), " ")
	}
	return out
}

// eachTable reads the labelled tables of a folder of sets in order of name.
func eachTable(p place, folder, pattern string, do func(name string, rows []map[string]string)) error {
	if !p.wants(folder) {
		return nil
	}
	files, _ := filepath.Glob(filepath.Join(p.gold, folder, pattern)) // the pattern is well formed
	slices.Sort(files)
	for _, f := range files {
		rows, err := readTable(f)
		if err != nil {
			return err
		}
		do(folder+"/"+strings.TrimSuffix(filepath.Base(f), ".tsv"), rows)
	}
	return nil
}

// nameTypes are the types of the labels.
var nameTypes = map[string]text.NameType{"person": text.Person, "place": text.Place, "organisation": text.Organization}

// labelledName is one row of the labels.
type labelledName struct {
	span             language.Span
	typ              text.NameType
	canonical, title string
}

// japaneseNames compares the names of each sentence with all labelled ones. A
// person's span has title and honorific in it, and a country inside another
// name is a name of its own. An office without a name ("ロシア外相") is no name.
// "normal" and "title" are shares of the names that were found: the normal form
// is right when it is that of the full name in the label, the title when its
// characters are the label's (the ・ that joins it apart). The baseline takes the proper nouns of the
// dictionary, side by side ones of one type together, with an honorific after
// a person.
func japaneseNames(r *language.Reader, name string, rows []map[string]string) []Figure {
	var kiku, plain nameScore
	for _, sentence := range bySentence(rows) {
		s := sentence[0]["sentence"]
		gold := labelsOf(sentence)
		got := r.Read("ja", s, nil, time.Time{}).Title
		kiku.add(got.Names, gold)
		plain.add(dictionaryNames(got.Words), gold)
	}
	out := kiku.figures(name + ".")
	out = append(out, plain.figures(name+".baseline_")...)
	return append(out, namePairs(name, rows)...)
}

// bySentence groups rows by their sentence id, in printed order.
func bySentence(rows []map[string]string) [][]map[string]string {
	at := map[string]int{}
	var out [][]map[string]string
	for _, row := range rows {
		k, ok := at[row["sid"]]
		if !ok {
			k = len(out)
			at[row["sid"]] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], row)
	}
	return out
}

func labelsOf(rows []map[string]string) []labelledName {
	var out []labelledName
	for _, row := range rows {
		start, err := strconv.Atoi(row["start"])
		if err != nil || row["surface"] == "" || row["canonical"] == "" && row["type"] == "person" {
			continue
		}
		out = append(out, labelledName{language.Span{Start: start, End: start + len([]rune(row["surface"]))}, nameTypes[row["type"]], row["canonical"], row["title"]})
	}
	return out
}

// nameScore adds up names over sentences.
type nameScore struct {
	got, want, hit, overlap int // of the right type; overlap counts labels
	spans                   int // of any type
	byType                  [5]struct{ got, want, hit int }
	normal, title, people   int
}

func (s *nameScore) add(names []language.Name, gold []labelledName) {
	labels := map[language.Span]labelledName{}
	for _, g := range gold {
		labels[g.span] = g
		s.want++
		s.byType[g.typ].want++
		if slices.ContainsFunc(names, func(n language.Name) bool { return n.Type == g.typ && n.Span.Overlaps(g.span) }) {
			s.overlap++
		}
	}
	for _, n := range names {
		if n.Type == text.UnknownName || n.Type == text.Thing {
			continue
		}
		s.got++
		s.byType[n.Type].got++
		g, ok := labels[n.Span]
		if !ok {
			continue
		}
		s.spans++
		if g.typ != n.Type {
			continue
		}
		s.hit++
		s.byType[n.Type].hit++
		if n.Normal == language.Normal(g.canonical) {
			s.normal++
		}
		if n.Type == text.Person {
			s.people++
			if n.Title == strings.TrimPrefix(g.title, "・") {
				s.title++
			}
		}
	}
}

func (s *nameScore) figures(prefix string) []Figure {
	f1 := func(hit, got, want int) float64 { return share(2*hit, got+want) }
	t := s.byType
	return []Figure{
		{prefix + "p", share(s.hit, s.got), s.got},
		{prefix + "r", share(s.hit, s.want), s.want},
		{prefix + "f1", f1(s.hit, s.got, s.want), s.want},
		{prefix + "span_f1", f1(s.spans, s.got, s.want), s.want},
		{prefix + "overlap_r", share(s.overlap, s.want), s.want},
		{prefix + "person_f1", f1(t[text.Person].hit, t[text.Person].got, t[text.Person].want), t[text.Person].want},
		{prefix + "place_f1", f1(t[text.Place].hit, t[text.Place].got, t[text.Place].want), t[text.Place].want},
		{prefix + "organisation_f1", f1(t[text.Organization].hit, t[text.Organization].got, t[text.Organization].want), t[text.Organization].want},
		{prefix + "normal", share(s.normal, s.hit), s.hit},
		{prefix + "title", share(s.title, s.people), s.people},
	}
}

// dictionaryNames is the baseline: proper nouns of the dictionary.
func dictionaryNames(words []language.Word) []language.Name {
	types := map[string]text.NameType{"人名": text.Person, "地域": text.Place, "組織": text.Organization}
	var out []language.Name
	for _, w := range words {
		f := strings.Split(w.Detail, ",")
		if len(f) < 3 {
			continue
		}
		last := len(out) - 1
		joined := last >= 0 && out[last].Span.End == w.Span.Start
		if joined && out[last].Type == text.Person && f[1] == "接尾" && f[2] == "人名" {
			out[last].Title = w.Surface
			out[last].Span.End = w.Span.End
			continue
		}
		typ, ok := types[f[2]]
		if f[1] != "固有名詞" || !ok {
			continue
		}
		if joined && out[last].Type == typ {
			out[last].Surface += w.Surface
			out[last].Span.End = w.Span.End
		} else {
			out = append(out, language.Name{Surface: w.Surface, Type: typ, Span: w.Span})
		}
		out[len(out)-1].Normal = strings.ToLower(out[len(out)-1].Surface)
	}
	return out
}
