package main

import (
	"maps"
	"slices"

	"kiku/internal/fetch"
	"kiku/internal/pipeline"
	"kiku/internal/site"
	"kiku/internal/web"
)

// sourceGauges count the sources by state; a state that no source has is 0, so
// that an alarm can rest on it.
func sourceGauges(sources []site.DeskSource) []web.Gauge {
	n := map[string]int{}
	held := 0
	for _, s := range sources {
		n[s.State]++
		held += s.Held
	}
	var out []web.Gauge
	for _, state := range pipeline.SourceStates() {
		out = append(out, web.Gauge{
			Name: "kiku_source_states", Help: "Sources by state.", Label: "state", Of: state, Value: float64(n[state]),
		})
	}
	return append(out, web.Gauge{Name: "kiku_items_held", Help: "Announced items held back for the owner.", Value: float64(held)})
}

// fetchCounters are what the fetcher of this process counted since its start.
func fetchCounters(s fetch.Stats) []web.Gauge {
	out := []web.Gauge{
		{Name: "kiku_fetch_requests_total", Help: "Requests sent, each redirect and robots.txt on its own.", Counter: true, Value: float64(s.Requests)},
		{Name: "kiku_fetch_bytes_total", Help: "Bytes of bodies received, as they came over the wire.", Counter: true, Value: float64(s.Bytes)},
	}
	for _, name := range slices.Sorted(maps.Keys(s.Outcomes)) {
		out = append(out, web.Gauge{
			Name: "kiku_fetch_outcomes_total", Help: "How fetches ended.", Counter: true, Label: "outcome", Of: name, Value: float64(s.Outcomes[name]),
		})
	}
	return out
}
