package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// chronicle is one topic of a set of timelines: its reports, tokenised, one
// sentence a line, and timelines that people made of it.
type chronicle struct {
	set, topic string
	keywords   []string
	reports    []pressReport
	timelines  []madeTimeline
}

type pressReport struct {
	id, source string
	day        time.Time
	lines      []string
}

type madeTimeline struct {
	name string
	days told
}

// loadChronicles reads every topic: folders with a timelines.json in
// dataDir/timeline17 or another set of that form, in dataDir, or dataDir itself.
// Of two entries of one day the later one in the file counts, as in the reader
// that published scores were made with. The error wraps ErrNoSet when no topic is
// there.
func loadChronicles(dataDir string) ([]chronicle, error) {
	var files []string
	for _, pattern := range []string{"timelines.json", "*/timelines.json", "*/*/timelines.json"} {
		found, _ := filepath.Glob(filepath.Join(dataDir, pattern)) // the pattern is well formed
		sort.Strings(found)
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("timelines in %s: %w", dataDir, ErrNoSet)
	}
	var out []chronicle
	for _, f := range files {
		c, err := loadChronicle(f)
		if err != nil {
			return nil, fmt.Errorf("timelines %s: %w", f, err)
		}
		out = append(out, c)
	}
	return out, nil
}

func loadChronicle(file string) (chronicle, error) {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return chronicle{}, err
	}
	c := chronicle{set: filepath.Base(filepath.Dir(dir)), topic: filepath.Base(dir)}
	b, err := os.ReadFile(file)
	if err != nil {
		return c, err
	}
	var made struct {
		Keywords  []string
		Timelines []struct {
			Name    string
			Entries []struct {
				Date    string
				Summary []string
			}
		}
	}
	if err := json.Unmarshal(b, &made); err != nil {
		return c, err
	}
	c.keywords = made.Keywords
	for _, t := range made.Timelines {
		m := madeTimeline{name: t.Name, days: told{}}
		for _, e := range t.Entries {
			day, err := time.Parse(time.DateOnly, e.Date)
			if err != nil {
				return c, err
			}
			m.days[day] = e.Summary
		}
		if len(m.days) > 0 {
			c.timelines = append(c.timelines, m)
		}
	}
	articles, _ := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
	err = eachLine(articles, func(line []byte) error {
		var r struct{ ID, Source, Date, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		day, err := time.Parse(time.DateOnly, r.Date)
		if err != nil {
			return err
		}
		p := pressReport{id: r.ID, source: r.Source, day: day}
		for line := range strings.Lines(r.Text) {
			if line = strings.TrimSpace(line); line != "" {
				p.lines = append(p.lines, runOn(line)...)
			}
		}
		c.reports = append(c.reports, p)
		return nil
	})
	if err == nil && len(c.reports) == 0 {
		err = fmt.Errorf("no reports: %w", ErrNoSet)
	}
	sort.SliceStable(c.reports, func(i, j int) bool {
		a, b := c.reports[i], c.reports[j]
		if !a.day.Equal(b.day) {
			return a.day.Before(b.day)
		}
		return a.id < b.id
	})
	return c, err
}

// opening are words with a capital that open a sentence when a common word stands
// before them and another one after.
var opening = map[string]bool{}

func init() {
	for _, w := range strings.Fields("The A An It He She They But In This There We As At On After With For When If Some More His Her Their These One Two Mr What") {
		opening[w] = true
	}
}

// runOn cuts a line where a title or a caption runs into the first sentence
// without a stop ("... oil spill The success of ..."), as a fifth of the first
// lines of some papers of timeline17 do.
func runOn(line string) []string {
	tokens := strings.Fields(line)
	var out []string
	from := 0
	for i := 2; i+1 < len(tokens); i++ {
		if opening[tokens[i]] && lower(tokens[i-1]) && !leadsOn[tokens[i-1]] && lower(tokens[i+1]) {
			out = append(out, strings.Join(tokens[from:i], " "))
			from = i
		}
	}
	return append(out, strings.Join(tokens[from:], " "))
}

// leadsOn are words after which a capital does not open a sentence.
var leadsOn = map[string]bool{}

func init() {
	for _, w := range strings.Fields("of at in to from by and the on for with as called or is was says said that a an into between than via near against are were be under over not like per named titled magazine newspaper") {
		leadsOn[w] = true
	}
}

// lower reports that a token is letters in lower case only.
func lower(token string) bool {
	for _, c := range token {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
