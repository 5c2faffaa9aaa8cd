package pipeline_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// Processes that end and begin anew while reports come in make the groups that
// one process makes, also where a working set of twelve reports lets events leave.
func TestRestartsChangeNoGroup(t *testing.T) {
	t.Parallel()
	for _, kept := range []int{0, 12} {
		t.Run(fmt.Sprintf("kept %d", kept), func(t *testing.T) {
			t.Parallel()
			restartsChangeNoGroup(t, kept)
		})
	}
}

func restartsChangeNoGroup(t *testing.T, kept int) {
	raw, err := os.ReadFile("../sample/newsroom.jsonl")
	must(t, err)
	reports := bytes.SplitAfter(bytes.TrimSpace(raw), []byte("\n"))
	var parts []string
	for size := 1; len(reports) > 0; size = size%9 + 2 {
		n := min(size, len(reports))
		parts = append(parts, write(t, t.TempDir(), fmt.Sprintf("part%d.jsonl", len(parts)), string(bytes.Join(reports[:n], nil))+"\n"))
		reports = reports[n:]
	}
	for i := 0; i+1 < len(parts); i += 3 { // some come late
		parts[i], parts[i+1] = parts[i+1], parts[i]
	}
	groups := func(restart bool) map[string]string {
		dir := t.TempDir()
		p := holding(t, dir, kept)
		for _, part := range parts {
			if restart {
				p = holding(t, dir, kept)
			}
			_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{part}}, nil)
			must(t, err)
			must(t, p.CatchUp(t.Context(), nil))
		}
		out := map[string]string{}
		must(t, p.Store.Recent(t.Context(), time.Time{}, func(_ []byte, pl store.Placement) error {
			out[string(pl.Article)] = fmt.Sprintf("event %s of story %s", pl.Event, pl.Story)
			return nil
		}))
		return out
	}
	want, got := groups(false), groups(true)
	if len(want) == 0 || len(got) != len(want) {
		t.Fatalf("%d reports placed by many processes, %d by one", len(got), len(want))
	}
	for id := range want {
		if got[id] != want[id] {
			t.Errorf("%s is in %s, want %s", id, got[id], want[id])
		}
	}
}
