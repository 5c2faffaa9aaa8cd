package eval

import (
	_ "embed"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

//go:embed goals.tsv
var goalsText string

// Goal is what one figure should reach, what it stands beside, and how far it
// may fall before somebody has to look.
type Goal struct {
	Figure string
	Least  float64 // the goal; NaN where none was set
	Beside string  // a figure of a baseline, or a published value with its source; may be ""
	Noise  float64 // a fall by more than this is no chance
}

// Goals returns the committed table goals.tsv. The error names a line that
// cannot be read.
func Goals() ([]Goal, error) { return parseGoals(goalsText) }

func parseGoals(table string) ([]Goal, error) {
	var out []Goal
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		if i == 0 {
			continue // names of columns
		}
		c := strings.Split(line, "\t")
		if len(c) != 4 {
			return nil, fmt.Errorf("goals: line %d has %d columns, want figure, goal, beside, noise", i+1, len(c))
		}
		g := Goal{Figure: c[0], Least: math.NaN(), Beside: strings.TrimSpace(c[2])}
		var err error
		if c[1] != "" {
			if g.Least, err = strconv.ParseFloat(c[1], 64); err != nil {
				return nil, fmt.Errorf("goals: line %d: goal: %w", i+1, err)
			}
		}
		if g.Noise, err = strconv.ParseFloat(c[3], 64); err != nil || g.Noise < 0 {
			return nil, fmt.Errorf("goals: line %d: noise %q is not a number of 0 or more", i+1, c[3])
		}
		if seen[g.Figure] {
			return nil, fmt.Errorf("goals: line %d: %s is there twice", i+1, g.Figure)
		}
		seen[g.Figure] = true
		out = append(out, g)
	}
	return out, nil
}

// Row is one figure beside its goal, its baseline and its last committed value.
type Row struct {
	Figure Figure  `json:"figure"`
	Before string  `json:"before"` // "" when it is new
	Beside string  `json:"beside"`
	Goal   string  `json:"goal"`
	State  string  `json:"state"` // "reached", "short by 0.0123", "fell by 0.0123" or "kept"
	Fell   bool    `json:"fell"`
	noise  float64 // of its goal
}

// Compare puts the figures that have a goal beside it, in the order of the
// goals; last holds the committed values by figure name.
func Compare(figures []Figure, goals []Goal, last map[string]float64) []Row {
	now := map[string]Figure{}
	for _, f := range figures {
		now[f.Name] = f
	}
	var out []Row
	for _, g := range goals {
		f, ok := now[g.Figure]
		if !ok {
			continue
		}
		r := Row{Figure: f, Beside: g.Beside, noise: g.Noise, State: "kept"}
		if b, ok := now[g.Beside]; ok {
			r.Beside = number(b.Value)
		}
		if !math.IsNaN(g.Least) {
			r.Goal = number(g.Least)
			r.State = "reached"
			if f.Value < g.Least-1e-9 {
				r.State = "short by " + number(g.Least-f.Value)
			}
		}
		if v, ok := last[g.Figure]; ok {
			r.Before = number(v)
			if f.Value < v-g.Noise-5e-5 { // history is rounded to four digits
				r.State, r.Fell = "fell by "+number(v-f.Value), true
			}
		}
		out = append(out, r)
	}
	return out
}

// number prints counts as counts and shares with four digits.
func number(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) > 1 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}

// Missing returns the goals whose figure was not measured.
func Missing(figures []Figure, goals []Goal) []string {
	now := map[string]bool{}
	for _, f := range figures {
		now[f.Name] = true
	}
	var out []string
	for _, g := range goals {
		if !now[g.Figure] {
			out = append(out, g.Figure)
		}
	}
	return out
}

// Last returns the newest value of every figure in the history folder dir, by
// figure name. Later lines of a file are newer.
func Last(dir string) (map[string]float64, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	sort.Strings(files)
	out := map[string]float64{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
		for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
			c := strings.Split(line, "\t")
			if i == 0 || len(c) != 6 {
				continue
			}
			v, err := strconv.ParseFloat(c[4], 64)
			if err != nil {
				return nil, fmt.Errorf("read history: %s line %d: %w", name, i+1, err)
			}
			out[c[2]+"."+c[3]] = v
		}
	}
	return out, nil
}
