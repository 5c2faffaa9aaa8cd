package eval

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	"kiku/internal/language"
	"kiku/internal/story"
)

var (
	train  = flag.Bool("train", false, "learn the weights anew, print them and add the figures to history (minutes)")
	commit = flag.String("commit", "unknown", "commit that the figures belong to, for history")
)

// TestTrainPrintsModel learns from every labelled set when asked with -train;
// without it, it learns from a small part, so that learning stays alive.
func TestTrainPrintsModel(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	sets := described(t, dir, "ja/crosslingual-dev", Sets(dir)...)
	got := Train(sets)
	for i, w := range got.Model.Event {
		t.Logf("event %d %v join at %.2f", i, w, got.Model.JoinAt[i])
	}
	for i, w := range got.Model.Story {
		t.Logf("story %d %v link at %.2f", i, w, got.Model.LinkAt[i])
	}
	learned(t, got.Figures, 0.3, "cross_r")
}

// TestTrainReports learns what English reports are judged by when asked with
// -train; without it, it learns from giveme5w1h alone.
func TestTrainReports(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	sets := described(t, dir, "giveme5w1h", "giveme5w1h", "ecbplus", "en/events-dev")
	var apart []Described
	if *train {
		d, err := Matters(dir)
		if err != nil {
			t.Fatal(err)
		}
		apart = append(apart, d)
	}
	got := Train(sets, apart...)
	t.Logf("event %v join at %.2f", got.Model.Event[story.Report], got.Model.JoinAt[story.Report])
	t.Logf("story %v link at %.2f", got.Model.Story[story.Report], got.Model.LinkAt[story.Report])
	learned(t, got.Figures, 0.5)
}

// TestTrainHeadlines learns what headlines are judged by, in one language and
// across two, when asked with -train; without it, from the smaller set alone.
func TestTrainHeadlines(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	sets := described(t, dir, "ja/crosslingual-dev", "ja/stories-dev", "ja/crosslingual-dev")
	got := TrainHeadlines(sets)
	for k, w := range got.Model.Event {
		t.Logf("event %d %v join at %.2f", k, w, got.Model.JoinAt[k])
		t.Logf("story %d %v link at %.2f", k, got.Model.Story[k], got.Model.LinkAt[k])
	}
	learned(t, got.Figures, 0.3, "cross_r")
}

// described returns the named sets as described reports: all when asked with
// -train, else the small one alone.
func described(t *testing.T, dir, small string, names ...string) []Described {
	t.Helper()
	var out []Described
	for _, name := range names {
		if !*train && name != small {
			continue
		}
		s, err := Load(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, Describe(s, language.NewReader()))
	}
	return out
}

// learned expects the figures to be at least that, but for those with one of the
// names in except, and with -train adds them to history.
func learned(t *testing.T, figures []Figure, least float64, except ...string) {
	t.Helper()
	for _, f := range figures {
		t.Log(f)
		free := slices.ContainsFunc(except, func(name string) bool { return strings.Contains(f.Name, name) })
		if f.Value < least && !free {
			t.Errorf("%s: learning does not work", f)
		}
	}
	if *train {
		if err := Record("history", "cross-validated", *commit, time.Now(), figures); err != nil {
			t.Fatal(err)
		}
	}
}
