package pipeline

import (
	"context"
	"errors"

	"kiku/internal/feed"
	"kiku/internal/store"
)

var errPending = errors.New("being written")

// AddSources adds sources, or replaces what is known of them.
func (p *Pipeline) AddSources(ctx context.Context, sources []feed.Source) error { return errPending }

// Import reads archives, turns their records into articles and stores them in
// batches, each with how far the import came in the same step: an interrupted
// import, started again with the same paths, goes on without loss or double. A
// record that cannot be used is counted and named in the report, and the rest
// goes on. The error is the context's, the store's or the file system's; the
// report is valid in any case. It reads no texts and tells no stories: CatchUp
// does.
func (p *Pipeline) Import(ctx context.Context, r ImportRequest, f func(Progress)) (ImportReport, error) {
	return ImportReport{}, errPending
}

// Fetch polls every feed whose time has come, once, and fetches the pages of
// what they newly announce. It needs Config.Fetch, else ErrNoNetwork.
func (p *Pipeline) Fetch(ctx context.Context) (FetchReport, error) { return FetchReport{}, errPending }

// CatchUp runs all outstanding stages in this process until nothing is left.
// It may be interrupted at any point and run beside workers.
func (p *Pipeline) CatchUp(ctx context.Context, f func(Progress)) error { return errPending }

// Work does outstanding stages as jobs until ctx ends, then lets the running
// ones finish and returns nil. Any number of processes may work on one
// PostgreSQL at once; on SQLite, processes on one machine.
func (p *Pipeline) Work(ctx context.Context) error { return errPending }

// Build catches up, renders the newest editions and puts the site into the
// folder out, replacing what is there in one rename. The same store gives the
// same bytes.
func (p *Pipeline) Build(ctx context.Context, out string, f func(Progress)) (BuildReport, error) {
	return BuildReport{}, errPending
}

// Check checks every printed line of the built site in dir against the stored
// articles alone. The error is for a folder or store that cannot be read;
// refused lines are in the report.
func (p *Pipeline) Check(ctx context.Context, dir string, f func(Progress)) (CheckReport, error) {
	return CheckReport{}, errPending
}

// Why says where an address is in the river and why. The error wraps ErrUnknown
// for an address that was never seen.
func (p *Pipeline) Why(ctx context.Context, url string) (Explanation, error) {
	return Explanation{}, errPending
}

// Recompute does the stages from the given one on again, from what is stored,
// without network, and catches up.
func (p *Pipeline) Recompute(ctx context.Context, from store.Stage, f func(Progress)) error {
	return errPending
}

// Sample brings the sample newsroom in when there are no sources and no
// articles, and reports whether it did.
func (p *Pipeline) Sample(ctx context.Context) (bool, error) { return false, errPending }

// Doctor looks at everything that can be wrong and says what to do about it.
func (p *Pipeline) Doctor(ctx context.Context) []Finding { return nil }
