package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io/fs"
	"mime"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// pages is one built site: files are read when first asked for and kept, with
// their compressed forms, up to a bound.
type pages struct {
	dir   string
	stamp fs.FileInfo // of the folder; nil when there was none
	most  int64
	moved map[string]string // addresses of merged stories

	indexes sync.Map // language to []site.Found

	mu    sync.RWMutex
	kept  map[string]*file
	bytes int64
}

// file is one file with its ready answers.
type file struct {
	kind  string // Content-Type
	cache string // Cache-Control
	forms [3]form
}

// form is a file in one encoding; nil data means there is none.
type form struct {
	data []byte
	etag string
}

// The encodings, in order of preference.
const (
	brotliForm = iota
	gzipForm
	plainForm
)

var encodings = [3]string{"br", "gzip", ""}

func openPages(dir string, most int64) *pages {
	p := &pages{dir: dir, most: most, kept: map[string]*file{}}
	// A folder that is not there is a site yet to come.
	p.stamp, _ = os.Stat(dir)
	if data, err := os.ReadFile(filepath.Join(dir, "redirects.json")); err == nil {
		// A site without readable redirects still answers with the pages that
		// say where a story went.
		_ = json.Unmarshal(data, &p.moved)
	}
	return p
}

// replaced reports whether another folder stands in the place of this one.
func (p *pages) replaced() bool {
	now, err := os.Stat(p.dir)
	if err != nil {
		return false
	}
	return p.stamp == nil || !os.SameFile(p.stamp, now) || !p.stamp.ModTime().Equal(now.ModTime())
}

// get returns the file of a name that has no slash at its start. The error
// wraps fs.ErrNotExist when there is none.
func (p *pages) get(name string) (*file, error) {
	p.mu.RLock()
	f := p.kept[name]
	p.mu.RUnlock()
	if f != nil {
		return f, nil
	}
	if !fs.ValidPath(name) || hidden(name) {
		return nil, fs.ErrNotExist
	}
	f, err := p.read(name)
	if err != nil {
		return nil, err
	}
	p.keep(name, f)
	return f, nil
}

// hidden keeps the publisher's own marks and the compressed copies to ourselves.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return true
		}
	}
	ext := path.Ext(name)
	return ext == ".br" || ext == ".gz" || name == "redirects.json"
}

func (p *pages) keep(name string, f *file) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept[name] != nil {
		return
	}
	p.kept[name] = f
	p.bytes += f.size()
	// A map gives its keys in no order: what goes is as good as drawn by lot.
	for old, o := range p.kept {
		if p.bytes <= p.most || len(p.kept) == 1 {
			return
		}
		if old != name {
			delete(p.kept, old)
			p.bytes -= o.size()
		}
	}
}

func (f *file) size() int64 {
	n := int64(512)
	for _, o := range f.forms {
		n += int64(len(o.data))
	}
	return n
}

// read loads a file with its compressed copies; where the publisher left none
// they are made here.
func (p *pages) read(name string) (*file, error) {
	full := filepath.Join(p.dir, filepath.FromSlash(name))
	data, err := os.ReadFile(full)
	if err != nil {
		if info, e := os.Stat(full); e == nil && info.IsDir() {
			return nil, fs.ErrNotExist
		}
		return nil, err
	}
	f := &file{kind: contentType(name), cache: cacheControl(name)}
	sum := sha256.Sum256(data)
	tag := base64.RawURLEncoding.EncodeToString(sum[:12])
	f.forms[plainForm] = form{data, `"` + tag + `"`}
	if len(data) < 512 || !compressible(name) {
		return f, nil
	}
	br, err := p.copyOr(full+".br", data, packBrotli)
	if err != nil {
		return nil, err
	}
	gz, err := p.copyOr(full+".gz", data, packGzip)
	if err != nil {
		return nil, err
	}
	// Each encoding is a representation of its own and needs its own validator.
	f.forms[brotliForm] = form{br, `"` + tag + `-br"`}
	f.forms[gzipForm] = form{gz, `"` + tag + `-gz"`}
	return f, nil
}

func (p *pages) copyOr(name string, data []byte, pack func([]byte) ([]byte, error)) ([]byte, error) {
	packed, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return pack(data)
	}
	return packed, err
}

func packBrotli(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, 5)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

func packGzip(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

func compressible(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".json", ".svg", ".xml", ".txt":
		return true
	}
	return false
}

func contentType(name string) string {
	switch {
	case strings.HasSuffix(name, "/feed.xml"):
		return "application/rss+xml; charset=utf-8"
	case strings.HasSuffix(name, "/atom.xml"):
		return "application/atom+xml; charset=utf-8"
	}
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".xml":
		return "application/xml; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// cacheControl: names with a hash never change; everything else is asked for
// again, which costs a 304.
func cacheControl(name string) string {
	switch {
	case strings.HasPrefix(name, "a/"):
		return "public, max-age=31536000, immutable"
	case strings.HasSuffix(name, ".xml"):
		return "public, max-age=300"
	}
	return "public, no-cache"
}
