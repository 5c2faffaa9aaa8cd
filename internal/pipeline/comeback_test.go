package pipeline_test

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// A working set of few reports forgets the first event; a new report of it
// brings it back from the store, in the process that forgot it and in one that
// begins anew.
func TestAnEventThatLeftTheWorkingSetComesBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ferry := write(t, t.TempDir(), "ferry.jsonl", `{"title":"Ferry Morwenna runs aground off Carrow Island with 212 aboard","link":"https://post.example/ferry","text":"The ferry Morwenna ran aground on rocks off Carrow Island with 212 people aboard, the coast guard of Port Ennis said.","published":"2026-04-19T09:00:00Z","source":"Harbour Post"}`+"\n")
	next := write(t, t.TempDir(), "next.jsonl", `{"title":"Coast guard rescues 212 from Morwenna, aground off Carrow Island","link":"https://lantern.example/ferry","text":"The coast guard of Port Ennis rescued 212 people from the ferry Morwenna, which ran aground on rocks off Carrow Island.","published":"2026-04-19T12:00:00Z","source":"Daily Lantern"}`+"\n")
	last := write(t, t.TempDir(), "last.jsonl", `{"title":"All 212 aboard ferry Morwenna saved off Carrow Island","link":"https://wire.example/ferry","text":"All 212 people aboard the ferry Morwenna were saved after it ran aground on rocks off Carrow Island, the coast guard of Port Ennis said.","published":"2026-04-19T13:00:00Z","source":"Northern Wire"}`+"\n")

	enter := func(p *pipeline.Pipeline, path string) {
		t.Helper()
		_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
		must(t, err)
		must(t, p.CatchUp(t.Context(), nil))
	}
	first := small(t, dir)
	enter(first, ferry)
	enter(first, "../sample/newsroom.jsonl")
	enter(first, next)
	second := small(t, dir)
	enter(second, last)
	want := at(t, second, "https://post.example/ferry")
	for _, url := range []string{"https://lantern.example/ferry", "https://wire.example/ferry"} {
		if got := at(t, second, url); got.Event != want.Event || got.Story != want.Story {
			t.Errorf("%s is in event %s of story %s, want %s of %s", url, got.Event, got.Story, want.Event, want.Story)
		}
	}
}

// small is a pipeline whose working set holds twelve reports.
func small(t *testing.T, dir string) *pipeline.Pipeline {
	t.Helper()
	return holding(t, dir, 12)
}

// holding is a pipeline whose working set holds so many reports, with 0 as many
// as usual.
func holding(t *testing.T, dir string, kept int) *pipeline.Pipeline {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{DataDir: dir})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	p, err := pipeline.New(pipeline.Config{Store: s, Kept: kept, Now: func() time.Time { return time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC) }})
	must(t, err)
	return p
}

func at(t *testing.T, p *pipeline.Pipeline, url string) store.Placement {
	t.Helper()
	canonical, err := article.Canonical(url)
	must(t, err)
	pl, err := p.Store.Placed(t.Context(), article.IDOf(canonical))
	must(t, err)
	return pl
}
