package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"kiku/internal/archive"
	"kiku/internal/article"
	"kiku/internal/store"
)

const (
	importDecider = "import " + Decider
	importBatch   = 100
	mostBad       = 1000 // bad records named in a report
)

// Import reads archives, turns their records into articles and stores them in
// batches, each with how far the import came in the same step: an interrupted
// import, started again with the same paths, goes on without loss or double. A
// record that cannot be used is counted and named in the report, and the rest
// goes on. The error is the context's, the store's or the file system's; the
// report is valid in any case. It reads no texts and tells no stories: CatchUp
// does.
func (p *Pipeline) Import(ctx context.Context, r ImportRequest, f func(Progress)) (ImportReport, error) {
	var rep ImportReport
	for _, path := range r.Paths {
		im := &importer{p: p, r: r, rep: &rep, progress: f}
		if err := im.file(ctx, path); err != nil {
			return rep, fmt.Errorf("import %s: %w", path, err)
		}
	}
	return rep, nil
}

// importer brings in one path.
type importer struct {
	p        *Pipeline
	r        ImportRequest
	rep      *ImportReport
	progress func(Progress)

	state   store.Progress
	reader  *archive.Reader
	batch   []store.Incoming
	back    []article.ID // reports of the batch that their publishers took back
	pending int64        // records of the batch, good and bad
}

func (im *importer) file(ctx context.Context, path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	key, fixed, err := importKey(abs, im.r)
	if err != nil {
		return err
	}
	im.state, err = im.p.Store.Progress(ctx, key)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	var opts archive.Options
	opts.Map = im.r.Map
	switch {
	case im.state.Done && fixed && !im.r.Again:
		im.rep.Done = append(im.rep.Done, path)
		return nil
	case im.state.Done || im.state.Place == "":
		im.state = store.Progress{File: key}
	default:
		if err := json.Unmarshal([]byte(im.state.Place), &opts.After); err != nil {
			return fmt.Errorf("stored place: %w", err)
		}
		im.rep.Resumed = true
	}
	im.reader, err = archive.Open(ctx, []string{abs}, opts)
	if errors.Is(err, archive.ErrBadResume) {
		// The folder lost the file where the import stopped: begin again, since
		// what is stored already is recognised.
		opts.After, im.state = archive.Position{}, store.Progress{File: key}
		im.reader, err = archive.Open(ctx, []string{abs}, opts)
	}
	if err != nil {
		return err
	}
	defer im.reader.Close()
	return im.records(ctx, path)
}

// importKey names a file's import: by its path, and for a single file also by
// its size and time, so that a file that grew is read again. fixed says that the
// key changes when the content does.
func importKey(abs string, r ImportRequest) (key string, fixed bool, err error) {
	info, err := os.Stat(abs)
	if errors.Is(err, os.ErrNotExist) {
		return "", false, fmt.Errorf("%w", archive.ErrNotFound)
	}
	if err != nil {
		return "", false, err
	}
	m, err := json.Marshal([]any{r.Map, r.Publishers})
	if err != nil {
		return "", false, err
	}
	if !info.IsDir() {
		m = fmt.Appendf(m, " %d %d", info.Size(), info.ModTime().UnixNano())
	}
	sum := sha256.Sum256(m)
	return abs + " " + hex.EncodeToString(sum[:8]), !info.IsDir(), nil
}

// records reads to the end, storing batches on the way.
func (im *importer) records(ctx context.Context, path string) error {
	size := im.r.Batch
	if size <= 0 {
		size = importBatch
	}
	for {
		rec, err := im.reader.Next()
		var problem *archive.Problem
		switch {
		case errors.Is(err, io.EOF):
			im.state.Done = true
			return im.flush(ctx, path)
		case errors.As(err, &problem):
			im.bad(problem.Position, problem.Err)
		case err != nil:
			return err
		default:
			if err := im.take(ctx, rec); err != nil {
				return err
			}
		}
		im.pending++
		if im.pending >= int64(size) {
			if err := im.flush(ctx, path); err != nil {
				return err
			}
		}
	}
}

// take turns one record into what it is. A record that is at fault is named in
// the report; the error is the store's.
func (im *importer) take(ctx context.Context, rec archive.Record) error {
	switch rec.Kind {
	case archive.Report, archive.Page:
		if rec.Withdrawn != "" {
			canonical, err := article.Canonical(rec.URL)
			if err != nil {
				im.bad(rec.Position, err)
				return nil
			}
			im.back = append(im.back, article.IDOf(canonical))
			return nil
		}
		in, err := im.p.incoming(rec, im.r.Publishers)
		if err != nil {
			im.bad(rec.Position, err)
			return nil
		}
		im.batch = append(im.batch, in)
	case archive.Feed:
		im.feed(rec)
	case archive.List:
		return im.list(ctx, rec)
	default:
		im.bad(rec.Position, fmt.Errorf("kind of record %q is not known", rec.Kind))
	}
	return nil
}

func (im *importer) bad(at archive.Position, err error) {
	im.state.Bad++
	im.rep.BadCount++
	if len(im.rep.Bad) < mostBad {
		im.rep.Bad = append(im.rep.Bad, BadRecord{File: at.File, Line: at.Line, Record: at.Record, Why: err.Error()})
	}
}

// flush stores the batch and how far the import came in one step.
func (im *importer) flush(ctx context.Context, path string) error {
	place, err := json.Marshal(im.reader.Position())
	if err != nil {
		return err
	}
	im.state.Place = string(place)
	im.state.Records += im.pending
	batch := store.Batch{Articles: im.batch, Progress: &im.state, Decider: importDecider}
	if len(im.back) > 0 {
		// First the reports, then what was taken back of them, and only then how far
		// the import came: begun again in between, it does the same once more.
		batch.Progress = nil
	}
	outcomes, err := im.p.Store.AddArticles(ctx, batch)
	if err != nil {
		return err
	}
	if err := im.takeBack(ctx); err != nil {
		return err
	}
	for i, o := range outcomes {
		switch o {
		case store.Added:
			im.rep.Added++
		case store.Changed:
			im.rep.Changed++
		case store.Same:
			im.rep.Same++
		case store.Older:
			im.rep.Older++
		}
		if im.batch[i].Refuse != "" && (o == store.Added || o == store.Changed) {
			im.rep.Refused++
		}
	}
	im.rep.Records += im.pending
	im.batch, im.pending = im.batch[:0], 0
	done, total := im.reader.Progress()
	report(im.progress, Progress{Stage: "import", Done: done, Total: total, Unit: "bytes", Item: path})
	return nil
}

// takeBack withdraws what the batch said was withdrawn. Reports that were never
// here, or are out already, stay as they are.
func (im *importer) takeBack(ctx context.Context) error {
	if len(im.back) == 0 {
		return nil
	}
	for _, id := range im.back {
		st, err := im.p.Store.Standing(ctx, id)
		if errors.Is(err, store.ErrNotFound) || err == nil && st.State == store.Refused {
			continue
		}
		if err == nil {
			err = im.p.Store.Withdraw(ctx, id, takenBack)
		}
		if err != nil {
			return err
		}
		im.rep.Withdrawn++
	}
	im.back = im.back[:0]
	_, err := im.p.Store.AddArticles(ctx, store.Batch{Progress: &im.state, Decider: importDecider})
	return err
}

// takenBack is the reason of reports that an archive says were withdrawn.
const takenBack = "its publisher took it back"
