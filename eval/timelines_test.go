package eval

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// python writes the reference scorer and its stop words into a folder, and
// returns the command to run it; nil where there is no Python outside CI.
func referenceScorer(t *testing.T, shared string) func(arguments ...string) *exec.Cmd {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("python3 is missing")
		}
		t.Log("python3 is not here: the scorer is not compared")
		return nil
	}
	dir := t.TempDir()
	for _, name := range []string{"tls_score.py", "rouge155.py", "rouge155_exceptions.tsv"} {
		b, err := os.ReadFile(filepath.Join(shared, "..", "tools", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(b))
	}
	write(t, filepath.Join(dir, "tilse/pyrouge/tools/ROUGE-1.5.5/data/smart_common_words.txt"), strings.Join(strings.Fields(smartText), "\n")+"\n")
	return func(arguments ...string) *exec.Cmd {
		cmd := exec.Command(python, arguments...)
		cmd.Dir = dir
		return cmd
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (t told) print() string {
	var b strings.Builder
	for _, d := range t.days() {
		b.WriteString(d.Format(time.DateOnly) + "\n" + strings.Join(t[d], "\n") + "\n" + strings.Repeat("-", 32) + "\n")
	}
	return b.String()
}

// TestTimelineScoreAgrees compares every figure with tls_score.py: plain
// baselines, and timelines of other people as if they were predicted.
func TestTimelineScoreAgrees(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	reference := referenceScorer(t, dir)
	if reference == nil {
		return
	}
	topics, err := loadChronicles(filepath.Join(dir, "timeline17"))
	if err != nil {
		t.Fatal(err)
	}
	files := t.TempDir()
	r := newRouge(dir)
	if len(r.exceptions) == 0 {
		t.Fatal("rouge155_exceptions.tsv was not found")
	}
	var jobs [][3]string
	var got []timelineScore
	compare := func(name string, predicted, gold told) {
		base := filepath.Join(files, strings.ReplaceAll(name, "/", "_"))
		write(t, base+".predicted", predicted.print())
		write(t, base+".gold", gold.print())
		jobs = append(jobs, [3]string{name, base + ".predicted", base + ".gold"})
		got = append(got, scoreTimeline(r, predicted, gold))
	}
	for _, c := range topics {
		for i, m := range c.timelines {
			lead := told{}
			for k, rep := range c.reports {
				if k%7 == 0 {
					lead[rep.day] = append(lead[rep.day], rep.lines[:min(2, len(rep.lines))]...)
				}
			}
			compare(m.name+" lead", lead, m.days)
			compare(m.name+" other", c.timelines[(i+1)%len(c.timelines)].days, m.days)
		}
	}
	compare("strange", told{
		at("2020-05-01"): {"A <b> caf\u00e9 ^ the-agreed $5 'll flies , skies . yearly agreed yellowing"},
		at("2020-05-09"): {"relational conditional hopping hoping controlling sensational replacement adjustment"},
	}, told{
		at("2020-05-02"): {"A caf\u00e9 circ the agreed $5 flying sky - yearly agrees"},
		at("2020-05-05"): {"relate condition hop hope control sensation replace adjust ( the )"},
	})
	b, err := json.Marshal(jobs)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(files, "map.json"), string(b))
	out, err := reference("-c", "import json,sys,tls_score as s\n"+
		"print(json.dumps([s.score(s.read_tl(p),s.read_tl(g)) for _,p,g in json.load(open(sys.argv[1]))]))", filepath.Join(files, "map.json")).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%v: %s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var want []map[string][2]float64
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	for i, w := range want {
		g := got[i]
		for name, have := range map[string]precisionRecall{
			"concat/R1": g.concat[0], "concat/R2": g.concat[1], "agreement/R1": g.agreement[0], "agreement/R2": g.agreement[1],
			"AR1": g.align[0], "AR2": g.align[1], "date": g.date,
		} {
			if math.Abs(have.p-w[name][0]) > 1e-4 || math.Abs(have.r-w[name][1]) > 1e-4 {
				t.Errorf("%s: %s = %v, the reference says %v", jobs[i][0], name, have, w[name])
			}
		}
	}
}

func at(day string) time.Time {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return d
}

// TestTrainTimelines learns the weights of a timeline. With -train it learns from
// all topics, writes the weights and adds the cross-validated figures to history;
// without it, it learns from the smallest topics, so that learning stays alive.
func TestTrainTimelines(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	tasks, r, err := loadTasks(filepath.Join(dir, "timeline17"), "")
	if *train && err == nil {
		m := trainTimelines(r, tasks, "")
		write(t, filepath.Join("..", "internal", "digest", "timeline", "weights.tsv"), m.String())
	}
	if !*train && err == nil {
		tasks = slices.DeleteFunc(tasks, func(k task) bool { return k.topic != "haiti" && k.topic != "h1n1" })
	}
	if err != nil {
		t.Fatal(err)
	}
	figures, err := unseenFigures(tasks, r)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		t.Log(f)
		if strings.HasSuffix(f.Name, "ar1_f") && f.Value < 0.08 {
			t.Errorf("%s: learning does not work", f)
		}
	}
	if *train {
		if err := Record("history", "cross-validated", *commit, time.Now(), figures); err != nil {
			t.Fatal(err)
		}
	}
}
