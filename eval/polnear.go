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
	at         []int        // rune of the text where each paragraph begins
	tokens     []text.Span  // runes of the text
	marksAt    map[int]bool // tokens that are quotation marks
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
		rs := []rune(r.Text)
		d := attributed{id: r.ID}
		for start := 0; start <= len(rs); {
			end := start + slices.Index(append(rs[start:len(rs):len(rs)], '\n'), '\n')
			if sp := text.Trim(rs, start, end); sp.Len() > 0 {
				d.paragraphs = append(d.paragraphs, string(rs[sp.Start:sp.End]))
				d.at = append(d.at, sp.Start)
			}
			start = end + 1
		}
		d.tokens = markTokens(rs)
		d.marksAt = map[int]bool{}
		for i, t := range d.tokens {
			d.marksAt[i] = strings.ContainsRune("\"“", rs[t.Start])
		}
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
	found, printed, given := make([][]attribution, len(docs)), make([][]attribution, len(docs)), make([][]attribution, len(docs))
	each(len(docs), func(i int) {
		a := docs[i].article()
		t := reader.Read("en", "", a.Paragraphs, time.Time{})
		found[i] = docs[i].found(claim.Attributions(t))
		given[i] = docs[i].found(claim.AttributionsAt(t, docs[i].known()))
		printed[i] = docs[i].found(asAttributions(claim.Statements(a, t), t))
	})
	return slices.Concat(attributionFigures(s.name, docs, found), lossFigures(s.name, docs, found, given), printedFigures(s.name, docs, printed)), nil
}

// asAttributions returns statements as attributions: the sentences of one
// quotation are one.
func asAttributions(sts []claim.Statement, t text.Text) []claim.Attribution {
	var out []claim.Attribution
	for _, st := range sts {
		at := t.Sentences[st.Index].Span.Start
		moved := func(sp text.Span) text.Span { return text.Span{Start: at + sp.Start, End: at + sp.End} }
		n := len(out)
		if n > 0 && out[n-1].Paragraph == st.Ref.Paragraph && (st.Cue == "" || out[n-1].Cue == moved(st.CueSpan)) {
			out[n-1].Content = append(out[n-1].Content, moved(st.ContentSpan))
			continue
		}
		if st.Cue != "" && st.Ref.Paragraph >= 0 {
			out = append(out, claim.Attribution{Paragraph: st.Ref.Paragraph, Cue: moved(st.CueSpan),
				Source: moved(st.SpeakerSpan), Content: []text.Span{moved(st.ContentSpan)}})
		}
	}
	return out
}

// printedFigures measures what pages print. statement_p is the share of
// statements that people marked too: cues touch, and contents share half of
// their tokens (F1). quote_r is the share of marked attributions of direct
// speech (the content begins with a quotation mark and has five tokens or more)
// that a statement agrees with in the same way.
func printedFigures(set string, docs []attributed, printed [][]attribution) []Figure {
	var t, quotes countedHits
	for i, d := range docs {
		for _, a := range printed[i] {
			t.said++
			t.saidHit += one(slices.ContainsFunc(d.gold, func(g attribution) bool { return sameSaying(a, g) }))
		}
		for _, g := range d.gold {
			if !d.quoted(g) {
				continue
			}
			quotes.gold++
			quotes.goldHit += one(slices.ContainsFunc(printed[i], func(a attribution) bool { return sameSaying(a, g) }))
		}
	}
	return []Figure{{set + ".statement_p", share(t.saidHit, t.said), t.said}, {set + ".quote_r", share(quotes.goldHit, quotes.gold), quotes.gold}}
}

func sameSaying(a, g attribution) bool {
	n := 0
	for _, runs := range [][]text.Span{a.content, g.content} {
		for _, r := range runs {
			n += r.Len()
		}
	}
	return sharedTokens(a.cue, g.cue) > 0 && 4*sharedTokens(a.content, g.content) > n
}

// quoted reports whether an attribution's content begins with a quotation mark
// and is more than a few words.
func (d *attributed) quoted(g attribution) bool {
	n := 0
	for _, r := range g.content {
		n += r.Len()
	}
	return n >= 5 && d.marksAt[g.content[0].Start]
}
