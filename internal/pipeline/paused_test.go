package pipeline_test

import (
	"errors"
	"testing"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// A host that told one process to wait is left alone by all, also by what is asked
// outside of a round: trials, searches and redirects from other hosts.
func TestAPauseBindsEveryProcess(t *testing.T) {
	t.Parallel()
	net := newPress(t)
	net.set("busy.example/feed", "429")
	net.set("other.example/feed", "302 http://busy.example/feed")
	dir := t.TempDir()
	process := func() *pipeline.Pipeline {
		s, err := store.Open(t.Context(), store.Options{DataDir: dir})
		must(t, err)
		t.Cleanup(func() { must(t, s.Close()) })
		way := pressFetcher(net.Listener.Addr().String())
		t.Cleanup(way.Close)
		p, err := pipeline.New(pipeline.Config{Store: s, Network: way})
		must(t, err)
		return p
	}
	asked := func() (n int) {
		for _, a := range net.asks() {
			if a.address == "busy.example/feed" {
				n++
			}
		}
		return n
	}
	if trial, err := process().Try(t.Context(), "http://busy.example/feed"); err != nil || trial.Fault != pipeline.FaultBusy || asked() != 1 {
		t.Fatalf("first trial: %+v, %v, asked %d times", trial.Fault, err, asked())
	}
	if trial, err := process().Try(t.Context(), "http://busy.example/feed"); err != nil || trial.Fault != pipeline.FaultBusy {
		t.Errorf("second trial: %q, %v", trial.Fault, err)
	}
	var wait *fetch.WaitError
	if _, err := process().Find(t.Context(), "http://busy.example/feed", func(string) {}); !errors.As(err, &wait) {
		t.Errorf("search: %v", err)
	}
	p := process()
	_, err := p.AddSources(t.Context(), []feed.Source{{ID: "other", Name: "Other Post", Feeds: []string{"http://other.example/feed"}}})
	must(t, err)
	rep, err := p.Fetch(t.Context())
	must(t, err)
	if rep.Feeds != 1 || rep.Failed != 1 || asked() != 1 {
		t.Errorf("%+v; asked %d times", rep, asked())
	}
}
