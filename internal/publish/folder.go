// Package publish brings a rendered site to its readers, all at once: they see
// the site before or the site after, never a mixture.
//
// Today there is one way: a folder on this machine, for a web server to serve.
// The package knows files and bytes; it does not know what a page is.
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Why a site could not be published.
var (
	// ErrForeign: the target is a folder that holds something else than a site
	// published before; replacing it would delete it.
	ErrForeign = errors.New("folder holds something else than a published site")
	// ErrPath: the path of a file is not a plain relative one, or was put before.
	ErrPath = errors.New("bad path")
)

// marker is the file by which a published site is known again.
const marker = ".kiku-site"

// Folder is a site on its way into a folder. Files are put into a hidden folder
// beside the target; Commit makes it the target. It is safe for concurrent use.
type Folder struct {
	target, temp string
	work         errgroup.Group

	mu     sync.Mutex
	seen   map[string]bool
	pages  int
	size   int64
	closed bool
}

// Summary says what was published.
type Summary struct {
	Files int   // without the compressed copies
	Pages int   // of them .html
	Bytes int64 // of Files
}

// NewFolder begins a site for the folder target, which need not exist; its
// parent folders are made. The error wraps ErrForeign when the target holds
// anything but a site that was published by this package.
func NewFolder(target string) (*Folder, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return nil, fmt.Errorf("publish: %w", err)
	}
	if err := replaceable(target); err != nil {
		return nil, fmt.Errorf("publish to %s: %w", target, err)
	}
	parent := filepath.Dir(target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("publish to %s: %w", target, err)
	}
	temp, err := os.MkdirTemp(parent, "."+filepath.Base(target)+".new-")
	if err != nil {
		return nil, fmt.Errorf("publish to %s: %w", target, err)
	}
	f := &Folder{target: target, temp: temp, seen: map[string]bool{}}
	f.work.SetLimit(runtime.GOMAXPROCS(0))
	if err := os.Chmod(temp, 0o755); err != nil {
		return nil, errors.Join(fmt.Errorf("publish to %s: %w", target, err), f.Discard())
	}
	return f, nil
}

// replaceable reports an error unless target is missing, empty or a site.
func replaceable(target string) error {
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%w: it is no folder", ErrForeign)
	}
	entries, err := os.ReadDir(target)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := os.Lstat(filepath.Join(target, marker)); err != nil {
		return ErrForeign
	}
	return nil
}

// Put adds a file under a slash-separated relative path. It keeps a copy of
// data. Text over a kilobyte gets .gz and .br copies beside it. Compression goes
// on behind Put's back; its errors come from Commit.
func (f *Folder) Put(path string, data []byte) error {
	if !fs.ValidPath(path) || path == "." || path == marker {
		return fmt.Errorf("put %q: %w", path, ErrPath)
	}
	f.mu.Lock()
	known := f.seen[path]
	f.seen[path] = true
	if strings.HasSuffix(path, ".html") {
		f.pages++
	}
	f.size += int64(len(data))
	f.mu.Unlock()
	if known {
		return fmt.Errorf("put %q: %w: put twice", path, ErrPath)
	}
	data = bytes.Clone(data)
	f.work.Go(func() error {
		if err := f.put(path, data); err != nil {
			return fmt.Errorf("put %q: %w", path, err)
		}
		return nil
	})
	return nil
}

func (f *Folder) put(path string, data []byte) error {
	name := filepath.Join(f.temp, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := write(name, data); err != nil {
		return err
	}
	if len(data) < leastPacked || !packable(path) {
		return nil
	}
	// A rebuild mostly writes what is there already; its compressed copies are
	// taken over, since compressing costs more than everything else together.
	old := filepath.Join(f.target, filepath.FromSlash(path))
	if was, err := os.ReadFile(old); err == nil && bytes.Equal(was, data) && link(old, name, ".gz", ".br") {
		return nil
	}
	gz, br, err := pack(data)
	if err != nil {
		return err
	}
	return errors.Join(write(name+".gz", gz), write(name+".br", br))
}

// link makes name+ext the same file as old+ext, for all extensions or none.
func link(old, name string, exts ...string) bool {
	for i, ext := range exts {
		if os.Link(old+ext, name+ext) != nil {
			for _, done := range exts[:i] {
				os.Remove(name + done) // write truncates it anyway
			}
			return false
		}
	}
	return true
}

func write(name string, data []byte) error {
	return os.WriteFile(name, data, 0o644)
}

// Commit makes the site visible in one rename and removes the one before. After
// an error the target is as it was. The folder cannot be used afterwards.
func (f *Folder) Commit() (Summary, error) {
	err := f.work.Wait()
	if err == nil {
		err = write(filepath.Join(f.temp, marker), []byte("This folder is replaced whole by `kiku build`.\n"))
	}
	if err == nil {
		err = replaceable(f.target) // somebody may have put something there meanwhile
	}
	if err == nil {
		err = swap(f.temp, f.target)
	}
	if err != nil {
		return Summary{}, errors.Join(fmt.Errorf("publish to %s: %w", f.target, err), f.Discard())
	}
	f.closed = true
	return Summary{Files: len(f.seen), Pages: f.pages, Bytes: f.size}, nil
}

// Discard throws the files away and leaves the target as it is. After Commit it
// does nothing, so that it can be deferred.
func (f *Folder) Discard() error {
	f.work.Wait() //nolint:errcheck // nothing of it is kept
	if f.closed {
		return nil
	}
	f.closed = true
	return os.RemoveAll(f.temp)
}

// swap makes next what target was, and removes what target was.
func swap(next, target string) error {
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(next, target)
	}
	if err := exchange(next, target); err == nil {
		return os.RemoveAll(next)
	}
	// No exchange here (not Linux, or an old file system): two renames, with a
	// moment between them in which there is no site.
	old := next + ".old"
	if err := os.Rename(target, old); err != nil {
		return err
	}
	if err := os.Rename(next, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	return os.RemoveAll(old)
}
