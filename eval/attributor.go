package eval

import (
	"fmt"
	"path/filepath"
	"time"

	"kiku/internal/claim"
	crf "kiku/internal/claim/chain"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// attributionLesson is a labelled text with its lessons.
type attributionLesson struct {
	doc         attributed
	text        text.Text
	cues, roles []crf.Lesson
	fold        int
}

const attributionFolds = 4

// attributionLessons reads the first texts of a file, at most so many.
func attributionLessons(file string, most int) ([]attributionLesson, error) {
	docs, err := loadPolnear(file)
	if err != nil {
		return nil, err
	}
	docs = docs[:min(most, len(docs))]
	reader := language.NewReader()
	out := make([]attributionLesson, len(docs))
	each(len(docs), func(i int) {
		d := docs[i]
		l := attributionLesson{doc: d, text: reader.Read("en", "", d.paragraphs, time.Time{}), fold: i % attributionFolds}
		l.cues, l.roles = claim.AttributionLessons(l.text, d.known())
		out[i] = l
	})
	return out, nil
}

// known returns the marked attributions as the program has them: in runes of
// the paragraph of their cue.
func (d *attributed) known() []claim.Attribution {
	var out []claim.Attribution
	for _, m := range d.marks {
		p := d.paragraphOf(m.cue[0].Start)
		local := func(runs []text.Span) []text.Span {
			var moved []text.Span
			for _, r := range runs {
				if d.paragraphOf(r.Start) == p {
					moved = append(moved, text.Span{Start: r.Start - d.at[p], End: r.End - d.at[p]})
				}
			}
			return moved
		}
		a := claim.Attribution{Paragraph: p, Cue: local(m.cue)[0], Content: local(m.content)}
		if s := local(m.source); len(s) > 0 {
			a.Source = s[0]
		}
		out = append(out, a)
	}
	return out
}

func (d *attributed) paragraphOf(rune int) int {
	p := 0
	for p+1 < len(d.at) && d.at[p+1] <= rune {
		p++
	}
	return p
}

// How the two chains learn, and what is kept of them, chosen on one of the four
// folds. Slow steps matter most (roles, all three spans right: .36 at a rate of
// 0.1, .40 at 0.03, .42 at 0.008). Leaving features out at random is worth one
// and a half points of cues; half of them is no better than three in ten.
var (
	cueCourse  = crf.Course{Passes: 10, Rate: 0.02, Ridge: 0.0003, Least: 2, Most: 50000, Drop: 0.3, Means: 4}
	roleCourse = crf.Course{Passes: 10, Rate: 0.016, Ridge: 0.0003, Least: 3, Most: 48000, Drop: 0.2, Means: 2}
)

// TrainAttributor learns the reader of attributions from labelled texts (the
// file polnear/train.jsonl.gz of the data root) and returns it packed, with
// figures by cross-validation: every text is read by a reader that has not seen
// it. It learns from the first texts only, at most so many; folds is how many of
// the four folds are measured.
func TrainAttributor(dataDir string, most, folds int) ([]byte, []Figure, error) {
	lessons, err := attributionLessons(filepath.Join(locate(dataDir).data, "polnear", "train.jsonl.gz"), most)
	if err != nil {
		return nil, nil, fmt.Errorf("train attributor: %w", err)
	}
	var docs []attributed
	var found [][]attribution
	for k := range folds {
		r, err := claim.ParseAttributor(learnAttributor(lessons, k))
		if err != nil {
			return nil, nil, fmt.Errorf("train attributor: %w", err)
		}
		for _, l := range lessons {
			if l.fold == k {
				docs = append(docs, l.doc)
				found = append(found, l.doc.found(r.Attributions(l.text)))
			}
		}
	}
	return learnAttributor(lessons, -1), attributionFigures("polnear/train-cv", docs, found), nil
}

// learnAttributor learns from all lessons but those of one fold.
func learnAttributor(lessons []attributionLesson, without int) []byte {
	var cues, roles []crf.Lesson
	for _, l := range lessons {
		if l.fold != without {
			cues = append(cues, l.cues...)
			roles = append(roles, l.roles...)
		}
	}
	return claim.LearnAttributor(cues, roles, cueCourse, roleCourse).Pack()
}
