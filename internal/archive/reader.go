package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// Reader hands out the records of an archive in order. It is for one goroutine;
// only Progress may be called from others.
type Reader struct {
	ctx   context.Context
	opts  Options
	files []file
	next  int // index of the file to open next

	current source
	skip    int64 // records of the current file to pass over
	at      Position

	total int64
	done  atomic.Int64 // bytes of finished files
	here  atomic.Int64 // bytes read of the current one
}

type file struct {
	path string
	size int64
	kind fileKind
}

// source is one open file. next returns io.EOF at the end, a *Problem for a
// record that cannot be read, and any other error when the rest of the file
// cannot be read. skip passes one record over.
type source interface {
	next() (Record, error)
	skip() error
	Close() error
}

// Open makes a Reader over files and folders, in the given order and by name
// inside folders. It only lists them; the error wraps ErrNotFound or
// ErrBadResume, or is the file system's.
func Open(ctx context.Context, paths []string, opts Options) (*Reader, error) {
	if opts.MaxRecord <= 0 {
		opts.MaxRecord = MaxRecord
	}
	r := &Reader{ctx: ctx, opts: opts}
	for _, p := range paths {
		found, err := list(ctx, p)
		if err != nil {
			return nil, err
		}
		r.files = append(r.files, found...)
	}
	for _, f := range r.files {
		r.total += f.size
	}
	return r, r.resume()
}

func (r *Reader) resume() error {
	after := r.opts.After
	if after.File == "" {
		return nil
	}
	i := slices.IndexFunc(r.files, func(f file) bool { return f.path == after.File })
	if i < 0 {
		return fmt.Errorf("resume %s: %w", after, ErrBadResume)
	}
	for _, f := range r.files[:i] {
		r.done.Add(f.size)
	}
	r.next, r.skip = i, after.Record
	return nil
}

// list returns the files under a path that may hold records. A file named
// directly is always taken, whatever its name.
func list(ctx context.Context, path string) ([]file, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("archive %s: %w", path, ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	if !info.IsDir() {
		return []file{{path, info.Size(), kindByName(path)}}, nil
	}
	var out []file
	err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if p != path && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || kindByName(p) == unknownFile {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		out = append(out, file{p, info.Size(), kindByName(p)})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	return out, nil
}

// Next returns the next record, io.EOF after the last one, and a *Problem for a
// record or file that cannot be read, after which Next goes on behind it. Any
// other error is the context's or the file system's and ends the reading.
func (r *Reader) Next() (Record, error) {
	for {
		if err := r.ctx.Err(); err != nil {
			return Record{}, err
		}
		if r.current == nil {
			if r.next == len(r.files) {
				return Record{}, io.EOF
			}
			if err := r.open(); err != nil {
				return Record{}, err
			}
		}
		record, err := r.step()
		if err == nil {
			record.Position = r.at
			return record, nil
		}
		if errors.Is(err, errPassed) {
			continue
		}
		if errors.Is(err, io.EOF) {
			r.finish()
			continue
		}
		var p *Problem
		if errors.As(err, &p) {
			p.Position.File, p.Position.Record = r.at.File, r.at.Record
			return Record{}, p
		}
		at := r.at
		r.finish()
		return Record{}, &Problem{Position: at, Err: err}
	}
}

var errPassed = errors.New("passed over")

// step reads one record of the current file, or passes one over.
func (r *Reader) step() (Record, error) {
	r.at.Record++
	if r.at.Record <= r.skip {
		err := r.current.skip()
		if err == nil {
			err = errPassed
		}
		return Record{}, err
	}
	record, err := r.current.next()
	r.at.Line = record.Position.Line
	return record, err
}

func (r *Reader) open() error {
	f := r.files[r.next]
	r.at = Position{File: f.path}
	s, err := openFile(f, r.opts, &r.here)
	if err != nil {
		at := r.at
		r.finish()
		return &Problem{Position: at, Err: err}
	}
	r.current = s
	return nil
}

func (r *Reader) finish() {
	if r.current != nil {
		r.current.Close()
	}
	r.current, r.skip = nil, 0
	r.here.Store(0)
	r.done.Add(r.files[r.next].size)
	r.next++
}

// Position returns where the last record or problem stood; give it as
// Options.After to go on behind it another time.
func (r *Reader) Position() Position { return r.at }

// Progress returns how many bytes of the files have been read and how many
// there are. It may be called from any goroutine.
func (r *Reader) Progress() (done, total int64) {
	return min(r.done.Load()+r.here.Load(), r.total), r.total
}

// All returns the records and problems as a sequence that ends at the end of
// the archive or with the first error that is no *Problem.
func (r *Reader) All() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for {
			record, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var p *Problem
			if !yield(record, err) || err != nil && !errors.As(err, &p) {
				return
			}
		}
	}
}

// Close closes the open file. It may be called at any time and more than once.
func (r *Reader) Close() error {
	if r.current == nil {
		return nil
	}
	err := r.current.Close()
	r.current = nil
	return err
}
