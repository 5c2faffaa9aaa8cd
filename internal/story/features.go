package story

import (
	"math"
	"slices"
	"sort"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Limits of Features. They bound what one article may cost: a text of 200,000
// runes leaves no more behind than a short one.
const (
	maxWords   = 90
	maxNames   = 40
	maxFigures = 16
	maxDates   = 8
	maxTitle   = 40
	maxLead    = 50
	maxRead    = 1200 // words of the body that are looked at
)

// Features is all that the Grouper needs to know of an article: its weighted
// words and names, figures, ordinals and dates, and a sketch of its text. It
// is stored as JSON, a kilobyte or two, so that grouping never reads a text
// again.
type Features struct {
	Article   article.ID     `json:"id"`
	Publisher string         `json:"pub,omitempty"`
	Lang      string         `json:"lang,omitempty"`
	Published time.Time      `json:"at,omitzero"`
	Title     []string       `json:"title,omitempty"` // topic words of the title, in order, each once
	Lead      []string       `json:"lead,omitempty"`  // those of the title and the first two sentences
	Acts      []string       `json:"acts,omitempty"`  // those of Lead that name nobody and no place: what is done
	Words     []Term         `json:"words,omitempty"` // heaviest first
	Names     []Term         `json:"names,omitempty"` // normal forms, heaviest first
	Figures   []string       `json:"figs,omitempty"`  // "13 人"
	Ordinals  []string       `json:"ords,omitempty"`  // "package 12"
	Dates     []string       `json:"dates,omitempty"` // days other than the day of publication
	Sketch    article.Sketch `json:"sketch,omitzero"`
	Body      bool           `json:"body,omitempty"` // there is a text, not a title only
	// Vector is what a model makes of title and first sentences, where the owner
	// named one.
	Vector Vector `json:"vec,omitzero"`
	// Fault names what is wrong with the article; "" when nothing is.
	Fault Fault `json:"fault,omitempty"`
}

// Term is a word or name with its weight in one article.
type Term struct {
	Word   string  `json:"w"`
	Weight float64 `json:"x"`
}

// Fault is a named defect of an article that keeps it from being grouped.
type Fault string

// The faults. An article with a fault stands alone in its own event and story
// and is never a candidate for others.
const (
	Empty   Fault = "empty"   // no topic word at all
	Thin    Fault = "thin"    // too few topic words to tell what it is about
	Undated Fault = "undated" // no publication time, or one before news feeds existed
)

// earliest is the first year that a feed's publication time is believed in:
// 1970 and its neighbours are what an absent clock prints.
const earliest = 1990

// Describe returns what the Grouper needs to know of an article and its
// analysed text. It is deterministic. Texts of any length are read up to a
// fixed number of words.
func Describe(a article.Article, t text.Text) Features {
	f := Features{
		Article: a.ID, Publisher: a.Publisher, Lang: t.Lang, Published: a.Published,
		Body: len(t.Sentences) > 0,
	}
	if f.Lang == "" {
		f.Lang = a.Lang
	}
	words, names := map[string]float64{}, map[string]float64{}
	f.Title = titleWords(t.Title)
	countSentence(t.Title, 2.5, words, names)
	f.Lead, f.Acts = titleWords(t.Title), actWords(t.Title)
	read := 0
	body := reported(t)
	for i, s := range body {
		if i < 2 {
			f.Lead = addNew(f.Lead, titleWords(s), maxLead)
			f.Acts = addNew(f.Acts, actWords(s), maxLead)
		}
		if read > maxRead {
			break
		}
		countSentence(s, depthWeight(i, read), words, names)
		read += len(s.Words)
	}
	f.Words = heaviest(words, maxWords)
	f.Names = heaviest(names, maxNames)
	f.Figures, f.Dates = figuresAndDates(a, t.Title, body)
	f.Ordinals = ordinalsOf(t.Title, body)
	f.Sketch = sketchOf(f.Lang, body)
	f.Fault = fault(f)
	return f
}

// depthWeight is what a word counts by where it stands: reports put what
// happened first, and background last.
func depthWeight(sentence, read int) float64 {
	switch {
	case sentence < 2 || read < 40:
		return 1.2
	case read < 120:
		return 0.7
	case read < 300:
		return 0.4
	}
	return 0.15
}

func countSentence(s text.Sentence, weight float64, words, names map[string]float64) {
	for _, w := range s.Words {
		if topical(w) {
			words[w.Base] += weight
		}
	}
	for _, n := range s.Names {
		if k := nameKey(n); k != "" {
			names[k] += weight
		}
	}
}

// topical reports whether a word says what a text is about.
func topical(w text.Word) bool {
	if w.Stop || w.Base == "" {
		return false
	}
	switch w.Class {
	case text.Noun, text.ProperNoun, text.Verb, text.Adjective:
		return true
	case text.Number:
		return len(w.Base) > 1
	}
	return false
}

func titleWords(s text.Sentence) []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range s.Words {
		if topical(w) && !seen[w.Base] && len(out) < maxTitle {
			seen[w.Base] = true
			out = append(out, w.Base)
		}
	}
	return out
}

// actWords returns the topic words that are no part of a name.
func actWords(s text.Sentence) []string {
	var out []string
	for _, w := range s.Words {
		if !topical(w) || w.Class == text.ProperNoun || len(out) == maxTitle {
			continue
		}
		named := slices.ContainsFunc(s.Names, func(n text.Name) bool { return n.Span.Overlaps(w.Span) })
		if !named && !slices.Contains(out, w.Base) {
			out = append(out, w.Base)
		}
	}
	return out
}

// heaviest returns the n heaviest entries with dampened weights (log), two
// decimals, ties by word.
func heaviest(m map[string]float64, n int) []Term {
	out := make([]Term, 0, len(m))
	for w, x := range m {
		out = append(out, Term{w, math.Round(100*math.Log1p(x)) / 100})
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Weight != out[j].Weight {
			return out[i].Weight > out[j].Weight
		}
		return out[i].Word < out[j].Word
	})
	return out[:min(n, len(out))]
}

func figuresAndDates(a article.Article, title text.Sentence, body []text.Sentence) (figures, dates []string) {
	seen := map[string]bool{}
	sentences := append([]text.Sentence{title}, body[:min(12, len(body))]...)
	day := a.Published.Format(time.DateOnly)
	for _, s := range sentences {
		for _, g := range s.Figures {
			k := figureKey(g)
			if k != "" && !seen[k] && len(figures) < maxFigures {
				seen[k] = true
				figures = append(figures, k)
			}
		}
		for _, d := range s.Dates {
			k := d.Time.Format(time.DateOnly)
			if d.Precision == text.Day && k != day && !seen[k] && len(dates) < maxDates {
				seen[k] = true
				dates = append(dates, k)
			}
		}
	}
	return figures, dates
}

// fault names what keeps an article from being grouped.
func fault(f Features) Fault {
	switch {
	case len(f.Words) == 0:
		return Empty
	case f.Published.IsZero() || f.Published.Year() < earliest:
		return Undated
	case len(f.Words) < 3 && len(f.Names) < 2:
		return Thin
	}
	return ""
}

// figureKey is a figure as compared: value and unit. Small bare numbers and
// years say nothing about which event a text tells of.
func figureKey(g text.Figure) string {
	if g.Ordinal {
		return ""
	}
	bare := g.Unit == ""
	if bare && (g.Value < 13 || g.Value >= 1900 && g.Value <= 2100) {
		return ""
	}
	return strings.TrimSpace(formatValue(g.Value) + " " + g.Unit)
}

func sketchOf(lang string, body []text.Sentence) article.Sketch {
	paragraphs := make([]string, len(body))
	for i, s := range body {
		paragraphs[i] = s.Text
	}
	return article.SketchOf(article.Article{Lang: lang, Paragraphs: paragraphs})
}

// addNew appends the words that are not there yet, up to n in all.
func addNew(words, more []string, n int) []string {
	for _, w := range more {
		if len(words) < n && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}
