package main

import (
	"bytes"
	"testing"

	"kiku/internal/feed"
	"kiku/internal/fetch/fetchtest"
)

// TestMetricsTellOfSourcesAndFetches: an alarm on failing sources and on what the
// fetcher met must find its numbers.
func TestMetricsTellOfSourcesAndFetches(t *testing.T) {
	paper := fetchtest.Start()
	defer paper.Close()
	var out, errs bytes.Buffer
	a := &app{global: global{DataDir: t.TempDir(), Quiet: true}, ctx: t.Context(), out: &out, err: &errs,
		env: []string{"KIKU_FETCH_ALLOW=127.0.0.1/32", "KIKU_FETCH_DELAY=1ms"}}
	h, err := a.open()
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if _, err := h.AddSources(t.Context(), []feed.Source{
		{ID: "post", Name: "Post", Feeds: []string{paper.URL + "/feed.xml"}},
		{ID: "lost", Name: "Lost", Feeds: []string{paper.URL + "/lost"}},
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Fetch(t.Context()); err != nil {
		t.Fatal(err)
	}
	gauges, err := h.gauges(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, g := range gauges {
		got[g.Name+" "+g.Of] = g.Value
		if g.Help == "" || (g.Label == "") != (g.Of == "") {
			t.Errorf("%+v", g)
		}
	}
	for name, want := range map[string]float64{
		"kiku_source_states active": 1, "kiku_source_states failing": 1, "kiku_source_states paused": 0, "kiku_items_held ": 0,
		"kiku_fetch_outcomes_total ok": 1, "kiku_fetch_outcomes_total status": 1,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v (there: %v), want %v", name, v, ok, want)
		}
	}
	if got["kiku_fetch_requests_total "] < 2 || got["kiku_fetch_bytes_total "] < 100 {
		t.Errorf("requests and bytes: %v", got)
	}
}
