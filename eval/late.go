package eval

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/story"
)

// Reports of long matters teach what the sets of events cannot, which hold some
// days each: how much two reports of one matter share that are days apart and
// tell of two of its events.

const (
	lateStep = 5 * 24 * time.Hour // between two reports that are taken of a matter
	lateGap  = 4 * 24 * time.Hour // from which two reports are taken to be of two events
	lateRuns = 12                 // streams of every matter, each of other reports
	lateSkip = 7                  // reports by which the runs differ
	lateMost = 400                // reports of a topic that are all taken
	lateText = 300                // bytes; what is shorter is no report
)

// Matters reads the reports of timeline17 with their topics as stories and no
// events. Of a large topic every fourth report is taken after the first 400. The
// error wraps ErrNoSet when there is none.
func Matters(dataDir string) (Described, error) {
	s := Set{Name: "timeline17", Event: map[string]string{}, Story: map[string]string{}}
	files, _ := filepath.Glob(filepath.Join(locate(dataDir).data, "timeline17", "*", "*.jsonl.gz"))
	n := map[string]int{}
	err := eachLine(files, func(line []byte) error {
		var r struct{ ID, Topic, Source, Date, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		n[r.Topic]++
		if n[r.Topic] > lateMost && n[r.Topic]%4 != 0 || len(r.Text) < lateText {
			return nil
		}
		at, err := time.Parse(time.DateOnly, r.Date)
		if err != nil {
			return err
		}
		lines := paragraphs(joinTokens(r.Text))
		s.Articles = append(s.Articles, article.Article{
			ID: article.ID(r.ID), Publisher: r.Source, Title: lines[0], Paragraphs: lines[1:], Published: at, Lang: "en",
		})
		s.Story[r.ID] = r.Topic
		return nil
	})
	if err != nil {
		return Described{}, fmt.Errorf("read timeline17: %w", err)
	}
	return Describe(s, language.NewReader()), nil
}

// latePairs streams a few reports of every matter, days apart, so that each is
// compared with earlier events of its own matter and is of none of them.
func latePairs(d Described, fold func(string) int) []pair {
	var out []pair
	for run := range lateRuns {
		g := story.NewGrouperWith(story.Model{})
		seen, last, at := map[string]int{}, map[string]time.Time{}, map[string]time.Time{}
		for _, f := range d.Features {
			topic := d.Story[string(f.Article)]
			seen[topic]++
			if seen[topic] < run*lateSkip || f.Published.Sub(last[topic]) < lateStep {
				continue
			}
			last[topic], at[string(f.Article)] = f.Published, f.Published
			near, _ := g.Weigh(f)
			for _, w := range near {
				if f.Published.Sub(at[w.ID]) > lateGap {
					k := fold(topic)
					out = append(out, pair{kind: w.Kind, values: w.Values, fold: k, other: k, weight: 1})
				}
			}
			g.Restore(f, story.Placement{Event: story.EventID(f.Article), Story: story.StoryID(f.Article), Score: 1})
		}
	}
	return out
}
