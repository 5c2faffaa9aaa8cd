package eval

import (
	"bufio"
	"compress/gzip"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"

	"kiku/internal/article"
)

// ErrNoSet says that a labelled set is not in the data directory.
var ErrNoSet = errors.New("no such set")

// Set is labelled articles: some or all of them have an event and a story.
type Set struct {
	Name     string
	Articles []article.Article
	Event    map[string]string // article ID -> label
	Story    map[string]string // empty where the set has no stories
	Topic    map[string]string // what stays in one fold of a set without stories; may be nil
}

// unit returns what an article's pairs and figures stay in one fold with: its
// story, its topic or its event.
func (s Set) unit(id string) string {
	for _, labels := range []map[string]string{s.Story, s.Topic, s.Event} {
		if l := labels[id]; l != "" {
			return l
		}
	}
	return ""
}

// Load reads a set by name: "giveme5w1h", "ecbplus", "en/events-dev",
// "ja/stories-dev", "ja/crosslingual-dev". dataDir is the folder that holds
// dumpster, giveme5w1h, ecbplus and ja-frontpage; the labels are in gold beside
// it or inside it. The error wraps ErrNoSet when a file is missing.
func Load(dataDir, name string) (Set, error) {
	switch {
	case name == "giveme5w1h":
		return loadGiveMe(dataDir)
	case name == "ecbplus":
		return loadEcb(dataDir)
	case strings.HasPrefix(name, "en/"):
		return loadReports(dataDir, name)
	case strings.HasPrefix(name, "ja/"):
		return loadHeadlines(dataDir, name)
	}
	return Set{}, fmt.Errorf("load %s: %w", name, ErrNoSet)
}

// Sets returns the names of the labelled sets that are there, in a fixed order.
func Sets(dataDir string) []string {
	var out []string
	p := locate(dataDir)
	for _, name := range []string{"giveme5w1h", "ecbplus"} {
		if p.wants(name) && isDir(p.data, name) {
			out = append(out, name)
		}
	}
	for _, pattern := range []string{"en/events-*.tsv", "ja/stories-*.tsv", "ja/crosslingual-*.tsv"} {
		if !p.wants(filepath.Dir(pattern)) {
			continue
		}
		found, _ := filepath.Glob(filepath.Join(p.gold, pattern)) // the pattern is well formed
		sort.Strings(found)
		for _, f := range found {
			if name := strings.TrimSuffix(filepath.Base(f), ".tsv"); !strings.HasSuffix(name, "-extra") {
				out = append(out, filepath.Base(filepath.Dir(f))+"/"+name)
			}
		}
	}
	return out
}

func goldDir(dataDir string) string { return locate(dataDir).gold }

func loadGiveMe(dataDir string) (Set, error) {
	s := Set{Name: "giveme5w1h", Event: map[string]string{}, Story: map[string]string{}}
	files, _ := filepath.Glob(filepath.Join(locate(dataDir).data, "giveme5w1h", "*.jsonl.gz"))
	err := eachLine(files, func(line []byte) error {
		var r struct {
			ID, Date, Source, URL, Title, Text string
			EventID                            int `json:"event_id"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		at, err := time.Parse("2006-01-02T15:04:05", r.Date)
		if err != nil {
			return err
		}
		s.Articles = append(s.Articles, article.Article{
			ID: article.ID(r.ID), URL: r.URL, Publisher: r.Source, Title: r.Title,
			Paragraphs: paragraphs(r.Text), Published: at, Lang: "en",
		})
		s.Event[r.ID] = strconv.Itoa(r.EventID)
		return nil
	})
	return s, err
}

func loadReports(dataDir, name string) (Set, error) {
	s := Set{Name: name}
	var err error
	s.Articles, err = Reports(dataDir)
	if err != nil {
		return s, err
	}
	rows, err := readTable(filepath.Join(goldDir(dataDir), name+".tsv"))
	if err != nil {
		return s, err
	}
	s.Event, s.Story = labels(rows)
	return s, nil
}

// Reports reads all reports of the dumpster set; the publisher is the feed's
// name up to the hyphen. One link is one report, as printed first.
func Reports(dataDir string) ([]article.Article, error) {
	files, _ := filepath.Glob(filepath.Join(locate(dataDir).data, "dumpster", "*.jsonl.gz"))
	var out []article.Article
	seen := map[string]bool{}
	err := eachLine(files, func(line []byte) error {
		var r struct{ Source, Title, Link, Published, Text, Summary, Lang string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		at, err := printedTime(r.Published)
		if err != nil {
			return err
		}
		id := shortHash(r.Link)
		if seen[id] {
			return nil
		}
		seen[id] = true
		publisher, _, _ := strings.Cut(r.Source, "-")
		out = append(out, article.Article{
			ID: article.ID(id), URL: r.Link, Publisher: publisher, Feed: r.Source, Title: r.Title, Summary: r.Summary,
			Paragraphs: paragraphs(r.Text), Published: at, Lang: tongueOf(r.Source, r.Lang),
		})
		return nil
	})
	return out, err
}

// tongueOf corrects the one feed whose language the set has wrong.
func tongueOf(source, lang string) string {
	if strings.HasPrefix(source, "zeit") {
		return "de"
	}
	return lang
}

func loadHeadlines(dataDir, name string) (Set, error) {
	s := Set{Name: name}
	rows, err := readTable(filepath.Join(goldDir(dataDir), name+".tsv"))
	if err != nil {
		return s, err
	}
	for _, r := range rows {
		at, err := time.Parse(time.RFC3339Nano, r["first_seen"])
		if err != nil {
			return s, fmt.Errorf("load %s: row %s: %w", name, r["id"], err)
		}
		s.Articles = append(s.Articles, article.Article{
			ID: article.ID(r["id"]), URL: r["url"], Publisher: r["publisher"], Title: r["title"],
			Published: at, Lang: r["lang"],
		})
	}
	s.Event, s.Story = labels(rows)
	return s, nil
}

func labels(rows []map[string]string) (event, story map[string]string) {
	event, story = map[string]string{}, map[string]string{}
	for _, r := range rows {
		event[r["id"]] = r["event_id"]
		story[r["id"]] = r["story_id"]
	}
	return event, story
}

// readTable reads a tab-separated file with one header row and no quoting.
func readTable(path string) ([]map[string]string, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", ErrNoSet, err)
	}
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	var out []map[string]string
	for _, l := range lines[1:] {
		row := map[string]string{}
		for i, v := range strings.Split(l, "\t") {
			if i < len(head) {
				row[head[i]] = v
			}
		}
		out = append(out, row)
	}
	return out, nil
}

func eachLine(files []string, do func([]byte) error) error {
	if len(files) == 0 {
		return ErrNoSet
	}
	for _, name := range files {
		if err := eachLineOf(name, do); err != nil {
			return err
		}
	}
	return nil
}

func eachLineOf(name string, do func([]byte) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 16<<20)
	for n := 1; sc.Scan(); n++ {
		if err := do(sc.Bytes()); err != nil {
			return fmt.Errorf("read %s: line %d: %w", name, n, err)
		}
	}
	return sc.Err()
}

func paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(s, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func shortHash(s string) string {
	sum := sha1.Sum([]byte(s)) // the labels' own way of naming articles
	return hex.EncodeToString(sum[:6])
}

func printedTime(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC3339, "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 -0700", "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("unknown form of time %q", s)
}
