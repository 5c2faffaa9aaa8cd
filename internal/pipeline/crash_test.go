package pipeline_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kiku/internal/pipeline"
	"kiku/internal/store"
)

var errKilled = errors.New("killed")

// killer ends every step that would enqueue work for a stage, at the n-th time.
// The step's transaction is then rolled back, as when the process is killed
// just before it commits.
type killer struct {
	stage store.Stage
	at    int64
	n     atomic.Int64
}

func (k *killer) Enqueue(_ context.Context, _ *sql.Tx, st store.Stage, _ []string) error {
	if st == k.stage && k.n.Add(1) == k.at {
		return errKilled
	}
	return nil
}

func TestKilledAnywhereLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	// In two parts, so that articles are placed and told beside told ones, too.
	paths := halves(t)
	run := func(p *pipeline.Pipeline) error {
		for _, path := range paths {
			if _, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}, Batch: 20}, nil); err != nil {
				return err
			}
			if err := p.CatchUp(t.Context(), nil); err != nil {
				return err
			}
		}
		return nil
	}
	whole := onSQLite(t)
	must(t, run(whole))
	_, want := build(t, whole)
	for _, c := range []struct {
		stage store.Stage // what the killed step would have enqueued
		at    int64
	}{
		{store.ReadStage, 1}, {store.ReadStage, 3}, // killed while importing
		{store.PlaceStage, 1},                      // while reading
		{store.TellStage, 1}, {store.TellStage, 2}, // while placing, first and beside what is told
	} {
		t.Run(fmt.Sprintf("%s %d", c.stage, c.at), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			p := begin(t, store.Options{DataDir: dir})
			k := &killer{stage: c.stage, at: c.at}
			p.Store.UseJobs(k)
			err := run(p)
			if err == nil && k.n.Load() < c.at {
				t.Fatalf("this run has only %d such steps", k.n.Load())
			}
			if !errors.Is(err, errKilled) {
				t.Fatalf("the step was not killed: %v", err)
			}
			again := begin(t, store.Options{DataDir: dir}) // a new process
			must(t, run(again))
			if a, b := counts(t, whole), counts(t, again); fmt.Sprint(a) != fmt.Sprint(b) {
				t.Errorf("counts %+v, want %+v", b, a)
			}
			_, got := build(t, again)
			same(t, "site after a kill", want, got)
		})
	}
}

// halves writes the sample reports as two files, in order of time, and returns
// their paths.
func halves(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile(lines(t))
	must(t, err)
	rows := strings.SplitAfter(string(data), "\n")
	var out []string
	for i, part := range [][]string{rows[:len(rows)/2], rows[len(rows)/2:]} {
		path := filepath.Join(t.TempDir(), fmt.Sprintf("part%d.jsonl", i))
		must(t, os.WriteFile(path, []byte(strings.Join(part, "")), 0o600))
		out = append(out, path)
	}
	return out
}

func TestWorkersDoAllStages(t *testing.T) {
	databases(t, func(t *testing.T, o store.Options) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		first, second := begin(t, o), begin(t, o)
		ended := make(chan error, 2)
		for _, p := range []*pipeline.Pipeline{first, second} {
			go func() { ended <- p.Work(ctx) }()
		}
		_, err := first.Import(t.Context(), pipeline.ImportRequest{Paths: []string{lines(t)}, Batch: 10}, nil)
		must(t, err)
		waitFor(t, func() bool {
			yes, err := second.Store.Outstanding(t.Context())
			must(t, err)
			return !yes
		})
		stop()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		c := counts(t, second)
		if c.Articles[store.Placed] != c.All() || c.All() < 50 || c.Told < 4 {
			t.Errorf("counts %+v", c)
		}
		dir, _ := build(t, second)
		rep, err := second.Check(t.Context(), dir, nil)
		must(t, err)
		if rep.Refused != 0 || rep.Lines == 0 {
			t.Errorf("check: %d lines, %d refused: %+v", rep.Lines, rep.Refused, rep.Refusals[:min(1, len(rep.Refusals))])
		}
	})
}

// waitFor looks again until yes; a minute is long enough for a loaded machine.
func waitFor(t *testing.T, yes func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	late := time.After(time.Minute)
	for !yes() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatal("nothing came of it within a minute")
		}
	}
}
