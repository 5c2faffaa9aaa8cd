package eval

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// attribution is who said what, in tokens of a whole text: where the cue is,
// who is the source and what is the content, each as runs of tokens.
type attribution struct {
	cue, source, content []text.Span
}

// attributed is a text with the attributions that people marked.
type attributed struct {
	id         string
	paragraphs []string
	at         []int       // rune of the text where each paragraph begins
	tokens     []text.Span // runes of the text
	gold       []attribution
	marks      []marked // the same in runes, as marked
}

// marked is an attribution in runes of the text.
type marked struct{ cue, source, content []text.Span }

// loadPolnear reads texts with annotations in brat's stand-off format.
func loadPolnear(file string) ([]attributed, error) {
	var out []attributed
	err := eachLineOf(file, func(line []byte) error {
		var r struct{ ID, Text, Ann string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		d := attributed{id: r.ID}
		rs := []rune(r.Text)
		for start := 0; start <= len(rs); {
			end := start + slices.Index(append(rs[start:len(rs):len(rs)], '\n'), '\n')
			if sp := text.Trim(rs, start, end); sp.Len() > 0 {
				d.paragraphs = append(d.paragraphs, string(rs[sp.Start:sp.End]))
				d.at = append(d.at, sp.Start)
			}
			start = end + 1
		}
		d.tokens = markTokens(rs)
		var err error
		if d.marks, err = readBrat(r.Ann); err != nil {
			return fmt.Errorf("%s: %w", r.ID, err)
		}
		for _, m := range d.marks {
			d.gold = append(d.gold, attribution{d.inTokens(m.cue), d.inTokens(m.source), d.inTokens(m.content)})
		}
		out = append(out, d)
		return nil
	})
	return out, err
}

// markTokens cuts a text into runs of letters and digits and single marks.
func markTokens(rs []rune) []text.Span {
	var out []text.Span
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs) && (unicode.IsLetter(rs[j]) || unicode.IsDigit(rs[j])) {
			j++
		}
		if j == i && !unicode.IsSpace(rs[i]) {
			j++
		}
		if j > i {
			out = append(out, text.Span{Start: i, End: j})
		}
		i = max(j, i+1)
	}
	return out
}

// readBrat reads the events of an annotation: attributions with the spans of
// their cue, source and content. Those without a cue are left out.
func readBrat(ann string) ([]marked, error) {
	spans := map[string][]text.Span{}
	for l := range strings.Lines(ann) {
		f := strings.Split(strings.TrimRight(l, "\n"), "\t")
		if len(f) < 2 || !strings.HasPrefix(f[0], "T") {
			continue
		}
		_, places, _ := strings.Cut(f[1], " ")
		for _, p := range strings.Split(places, ";") {
			a, b, _ := strings.Cut(p, " ")
			start, err := strconv.Atoi(a)
			if err != nil {
				return nil, err
			}
			end, err := strconv.Atoi(b)
			if err != nil {
				return nil, err
			}
			spans[f[0]] = append(spans[f[0]], text.Span{Start: start, End: end})
		}
	}
	var out []marked
	for l := range strings.Lines(ann) {
		f := strings.Split(strings.TrimRight(l, "\n"), "\t")
		if len(f) < 2 || !strings.HasPrefix(f[0], "E") {
			continue
		}
		var m marked
		for _, arg := range strings.Fields(f[1]) {
			role, id, _ := strings.Cut(arg, ":")
			switch strings.TrimRight(role, "0123456789") {
			case "Cue":
				m.cue = append(m.cue, spans[id]...)
			case "Source":
				m.source = append(m.source, spans[id]...)
			case "Content":
				m.content = append(m.content, spans[id]...)
			}
		}
		if len(m.cue) > 0 {
			out = append(out, m)
		}
	}
	return out, nil
}

// inTokens turns runs of runes into runs of the tokens they touch; runs that
// touch one another are one.
func (d *attributed) inTokens(runs []text.Span) []text.Span {
	var out []text.Span
	for _, r := range runs {
		lo, _ := slices.BinarySearchFunc(d.tokens, r.Start, func(t text.Span, at int) int { return t.End - at - 1 })
		hi, _ := slices.BinarySearchFunc(d.tokens, r.End, func(t text.Span, at int) int { return t.Start - at })
		if hi > lo {
			out = append(out, text.Span{Start: lo, End: hi})
		}
	}
	slices.SortFunc(out, func(a, b text.Span) int { return a.Start - b.Start })
	joined := out[:0]
	for _, r := range out {
		if n := len(joined); n > 0 && joined[n-1].End >= r.Start {
			joined[n-1].End = max(joined[n-1].End, r.End)
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// found turns what the program found into tokens.
func (d *attributed) found(as []claim.Attribution) []attribution {
	var out []attribution
	for _, a := range as {
		if a.Paragraph < 0 {
			continue
		}
		shift := func(runs ...text.Span) []text.Span {
			var moved []text.Span
			for _, r := range runs {
				if r.Len() > 0 {
					moved = append(moved, text.Span{Start: r.Start + d.at[a.Paragraph], End: r.End + d.at[a.Paragraph]})
				}
			}
			return d.inTokens(moved)
		}
		out = append(out, attribution{shift(a.Cue), shift(a.Source), shift(a.Content...)})
	}
	return out
}

// article returns the text as the program reads one.
func (d *attributed) article() article.Article {
	return article.Article{ID: article.ID(d.id), Lang: "en", Paragraphs: d.paragraphs}
}

func polnearFigures(_ string, s statementSet) ([]Figure, error) {
	docs, err := loadPolnear(s.file)
	if err != nil {
		return nil, err
	}
	reader := language.NewReader()
	found := make([][]attribution, len(docs))
	each(len(docs), func(i int) {
		a := docs[i].article()
		found[i] = docs[i].found(claim.Attributions(reader.Read("en", "", a.Paragraphs, time.Time{})))
	})
	return attributionFigures(s.name, docs, found), nil
}
