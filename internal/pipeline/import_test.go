package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// write makes a file and returns its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	must(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestFoldersFeedsListsAndCrawlsComeIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	html := strings.Replace(fmt.Sprintf(page, "Ferry runs again"), "<head>", `<head><link rel="canonical" href="https://post.example/ferry">`, 1)
	write(t, dir, "1.html", html)
	write(t, dir, "2.xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title><link>https://post.example/</link>
<item><title>Bridge closed</title><link>https://post.example/bridge</link><pubDate>Fri, 01 May 2026 07:00:00 GMT</pubDate>
<description>The old bridge at Lund is closed until June, the council said.</description></item>
<item><title>No link</title><pubDate>Fri, 01 May 2026 07:00:00 GMT</pubDate></item></channel></rss>`)
	write(t, dir, "3.opml", `<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="Harbour Post" type="rss" xmlUrl="https://post.example/feed.xml" htmlUrl="https://post.example/"/></body></opml>`)
	body := strings.ReplaceAll(fmt.Sprintf(page, "School opens"), "ferry", "school")
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
	write(t, dir, "4.warc", fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://crawl.example/school\r\n"+
		"WARC-Date: 2026-05-01T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:6d1c1a2e-0c1f-4c39-9a55-5d2f3a1b7c11>\r\n"+
		"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(answer), answer))
	write(t, dir, "5.bin", "\x00\x01\x02")

	p := onSQLite(t)
	rep, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{dir}}, nil)
	must(t, err)
	if rep.Added != 3 || rep.Sources != 1 || rep.BadCount == 0 {
		t.Errorf("report %+v", rep)
	}
	must(t, p.CatchUp(t.Context(), nil))
	for url, title := range map[string]string{
		"https://post.example/ferry": "Ferry runs again", "https://post.example/bridge": "Bridge closed", "https://crawl.example/school": "School opens",
	} {
		e, err := p.Why(t.Context(), url)
		if err != nil || e.Title != title || e.Stage != "placed" {
			t.Errorf("%s: %q, %s, %v", url, e.Title, e.Stage, err)
		}
	}
	// What was kept is enough to make all of them again.
	before := counts(t, p)
	must(t, p.Recompute(t.Context(), store.ExtractStage, nil))
	if after := counts(t, p); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("recomputed: %+v, before %+v", after, before)
	}
	if src, err := p.Store.Sources(t.Context()); err != nil || len(src) != 1 || src[0].Name != "Harbour Post" {
		t.Errorf("sources %+v, %v", src, err)
	}
}

func TestAFileThatGrewIsReadAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	record := `{"title":"Report %d","link":"https://example.org/%d","text":"The council met for the time number %d.","published":"2026-04-01T09:00:00Z","source":"Post"}` + "\n"
	path := write(t, dir, "a.jsonl", fmt.Sprintf(record, 1, 1, 1))
	p := onSQLite(t)
	_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
	write(t, dir, "a.jsonl", fmt.Sprintf(record, 1, 1, 1)+fmt.Sprintf(record, 2, 2, 2))
	rep, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
	if rep.Added != 1 || rep.Same != 1 {
		t.Errorf("report %+v", rep)
	}
}

func TestTheOrderOfArrivalDoesNotMatter(t *testing.T) {
	t.Parallel()
	path := lines(t)
	data, err := os.ReadFile(path)
	must(t, err)
	records := strings.Split(strings.TrimSpace(string(data)), "\n")
	slices.Reverse(records)
	dir := t.TempDir()
	first := write(t, dir, "1.jsonl", strings.Join(records[:30], "\n"))
	second := write(t, dir, "2.jsonl", strings.Join(records[30:], "\n"))

	whole, parts := onSQLite(t), onSQLite(t)
	_, err = whole.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
	_, err = parts.Import(t.Context(), pipeline.ImportRequest{Paths: []string{first, second}}, nil)
	must(t, err)
	_, want := build(t, whole)
	_, got := build(t, parts)
	same(t, "site of reports that came newest first", want, got)
}
