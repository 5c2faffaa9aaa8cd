package eval

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// document is one feed of a set.
type document struct {
	name, group string
	data        []byte
	contentType string
	address     string
}

// readDocuments reads the feeds of a set: an archive (tests.tar.gz,
// testdata.tar.gz), a list (cases.jsonl), or files.
func readDocuments(dir string) ([]document, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("feeds in %s: %w", dir, ErrNoSet)
	}
	var out []document
	add := func(name string, data []byte) {
		if d, ok := newDocument(name, data); ok {
			out = append(out, d)
		}
	}
	err := filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(file, ".tar.gz"):
			return readArchive(file, add)
		case e.Name() == "cases.jsonl":
			return readCases(file, add)
		}
		data, err := os.ReadFile(file)
		if err == nil {
			add(filepath.ToSlash(rel), data)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("feeds in %s: %w", dir, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("feeds in %s: %w", dir, ErrNoSet)
	}
	return out, nil
}

func readArchive(file string, add func(string, []byte)) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		add(h.Name, data)
	}
}

func readCases(file string, add func(string, []byte)) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var c struct {
			Name, Text string
			B64        []byte // of files that are no UTF-8
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		add(c.Name, append([]byte(c.Text), c.B64...))
	}
	return lines.Err()
}

var (
	saidType = regexp.MustCompile(`(?m)^\s*Header:\s*Content-type:\s*(.*?)\s*$`)
	saidBase = regexp.MustCompile(`(?m)^\s*Header:\s*Content-Location:\s*(.*?)\s*$`)
)

// newDocument makes a document of a file; ok is false for what is none: notes,
// licences, lists of outlines, the expected results of gofeed's suite.
func newDocument(name string, data []byte) (d document, ok bool) {
	ext := path.Ext(name)
	switch {
	case strings.HasPrefix(path.Base(name), "."), strings.HasSuffix(name, "_expected.json"), strings.Contains(name, "opml"):
		return d, false
	case ext == ".xml" || ext == ".txt" || ext == ".gz" || ext == ".rss" || ext == ".atom" || ext == ".rdf":
	case ext == ".json" && strings.Contains(string(data), "jsonfeed.org"):
	default:
		return d, false
	}
	d = document{name: name, data: data, group: groupOf(name), address: "http://127.0.0.1:8097/" + name}
	head := data[:min(len(data), 4096)]
	if m := saidType.FindSubmatch(head); m != nil {
		d.contentType = string(m[1])
	}
	if m := saidBase.FindSubmatch(head); m != nil {
		if u, err := url.Parse(d.address); err == nil {
			if u, err = u.Parse(string(m[1])); err == nil {
				d.address = u.String()
			}
		}
	}
	return d, true
}

// groupOf names the group of a file: its first folder below the suite's own.
func groupOf(name string) string {
	parts := strings.Split(name, "/")
	for len(parts) > 2 && (parts[0] == "tests" || parts[0] == "testdata" || parts[0] == "testcases" || parts[0] == "sitemaps") {
		parts = parts[1:]
	}
	if len(parts) < 2 {
		return "files"
	}
	return parts[0]
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

var markup = regexp.MustCompile(`(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>`)

// bare returns text without markup, references and white space.
func bare(s string) string {
	for range 2 {
		s = html.UnescapeString(markup.ReplaceAllString(s, ""))
	}
	return strings.Join(strings.Fields(s), "")
}
