package eval

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
)

// TestGoalsAreOfKeptFigures: a goal of a figure that history does not know is
// watched by nobody.
func TestGoalsAreOfKeptFigures(t *testing.T) {
	goals, err := Goals()
	if err != nil {
		t.Fatal(err)
	}
	last, err := Last(filepath.Join("history"))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range goals {
		if _, ok := last[g.Figure]; !ok {
			t.Errorf("%s has a goal and no line in eval/history", g.Figure)
		}
	}
}

func TestCompareSaysWhatFell(t *testing.T) {
	goals := []Goal{{"a.f1", 0.9, "a.base", 0.01}, {"b.f1", math.NaN(), "0.8 (a paper)", 0.01}, {"c.f1", 0.5, "", 0}, {"d.f1", 0.5, "", 0}}
	figures := []Figure{{"c.f1", 0.6, 3}, {"a.f1", 0.85, 10}, {"a.base", 0.7, 10}, {"b.f1", 0.8, 5}}
	rows := Compare(figures, goals, map[string]float64{"a.f1": 0.855, "b.f1": 0.82})
	var got []string
	for _, r := range rows {
		got = append(got, strings.Join([]string{r.Figure.Name, r.Before, r.Beside, r.Goal, r.State}, " | "))
	}
	const want = "a.f1 | 0.8550 | 0.7000 | 0.9000 | short by 0.0500\n" +
		"b.f1 | 0.8200 | 0.8 (a paper) |  | fell by 0.0200\n" +
		"c.f1 |  |  | 0.5000 | reached"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if m := Missing(figures, goals); len(m) != 1 || m[0] != "d.f1" {
		t.Errorf("missing: %v", m)
	}
}

func TestGoalsThatCannotBeReadAreNamed(t *testing.T) {
	for table, want := range map[string]string{
		"h\na\t1\tb":              "line 2",
		"h\na\tx\tb\t0":           "goal",
		"h\na\t1\tb\t-1":          "noise",
		"h\na\t1\t\t0\na\t1\t\t0": "twice",
	} {
		if _, err := parseGoals(table); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", table, err, want)
		}
	}
}
