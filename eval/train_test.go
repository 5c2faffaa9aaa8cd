package eval

import (
	"flag"
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
	var sets []Described
	for _, name := range Sets(dir) {
		if !*train && name != "ja/crosslingual-dev" {
			continue
		}
		s, err := Load(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, Describe(s, language.NewReader()))
	}
	got := Train(sets)
	for i, w := range got.Model.Event {
		t.Logf("event %d %v join at %.2f", i, w, got.Model.JoinAt[i])
	}
	for i, w := range got.Model.Story {
		t.Logf("story %d %v link at %.2f", i, w, got.Model.LinkAt[i])
	}
	for _, f := range got.Figures {
		t.Log(f)
		if f.Value < 0.3 && !strings.Contains(f.Name, "cross_r") {
			t.Errorf("%s: learning does not work", f)
		}
	}
	if *train {
		if err := Record("history", "cross-validated", *commit, time.Now(), got.Figures); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTrainReports learns what English reports are judged by when asked with
// -train; without it, it learns from giveme5w1h alone.
func TestTrainReports(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	var sets, apart []Described
	for _, name := range []string{"giveme5w1h", "ecbplus", "en/events-dev"} {
		if !*train && name != "giveme5w1h" {
			continue
		}
		s, err := Load(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, Describe(s, language.NewReader()))
	}
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
	for _, f := range got.Figures {
		t.Log(f)
		if f.Value < 0.5 {
			t.Errorf("%s: learning does not work", f)
		}
	}
	if *train {
		if err := Record("history", "cross-validated", *commit, time.Now(), got.Figures); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTrainHeadlines learns what headlines are judged by, in one language and
// across two, when asked with -train; without it, from the smaller set alone.
func TestTrainHeadlines(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	var sets []Described
	for _, name := range []string{"ja/stories-dev", "ja/crosslingual-dev"} {
		if !*train && name != "ja/crosslingual-dev" {
			continue
		}
		s, err := Load(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, Describe(s, language.NewReader()))
	}
	got := TrainHeadlines(sets)
	for k, w := range got.Model.Event {
		t.Logf("event %d %v join at %.2f", k, w, got.Model.JoinAt[k])
		t.Logf("story %d %v link at %.2f", k, got.Model.Story[k], got.Model.LinkAt[k])
	}
	for _, f := range got.Figures {
		t.Log(f)
		if f.Value < 0.3 && !strings.Contains(f.Name, "cross_r") {
			t.Errorf("%s: learning does not work", f)
		}
	}
	if *train {
		if err := Record("history", "cross-validated", *commit, time.Now(), got.Figures); err != nil {
			t.Fatal(err)
		}
	}
}
