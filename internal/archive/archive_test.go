package archive_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kiku/internal/archive"
)

func put(t testing.TB, path, data string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func pack(data string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(data)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// read returns all records and problems of paths.
func read(t testing.TB, opts archive.Options, paths ...string) (records []archive.Record, problems []*archive.Problem) {
	t.Helper()
	r, err := archive.Open(context.Background(), paths, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for record, err := range r.All() {
		var p *archive.Problem
		switch {
		case err == nil:
			records = append(records, record)
		case errors.As(err, &p):
			problems = append(problems, p)
		default:
			t.Fatal(err)
		}
	}
	if done, total := r.Progress(); done != total {
		t.Errorf("at the end %d of %d bytes are done", done, total)
	}
	return records, problems
}

const twoLines = `{"title":"Tide","link":"https://p.example/1","text":"High water.","published":"2025-05-21","source":"Harbour Post","lang":"en","tags":["sea",{"term":"wind"}],"media_content":[{"url":"https://p.example/1.jpg"}],"fiction":true}

{"headline":"Wind","url":"https://p.example/2","body":"Strong.","pubDate":1747832700,"publisher":{"name":"Harbour Post"},"author":["Ada Pellow","Jo Finn"],"feed":"https://p.example/rss"}
`

func TestLinesAreReadUnderTheirKnownNames(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{"a.jsonl": twoLines, "a.jsonl.gz": pack(twoLines), "a.json": twoLines, "noname": twoLines, "gzwithoutname": pack(twoLines)} {
		records, problems := read(t, archive.Options{}, put(t, filepath.Join(t.TempDir(), name), data))
		if len(records) != 2 || len(problems) != 0 {
			t.Errorf("%s: %d records, problems %v", name, len(records), problems)
			continue
		}
		a, b := records[0], records[1]
		if a.Title != "Tide" || a.URL != "https://p.example/1" || a.Text != "High water." || a.Publisher != "Harbour Post" || !a.Fiction ||
			a.Picture != "https://p.example/1.jpg" || !slices.Equal(a.Tags, []string{"sea", "wind"}) || a.Position.Line != 1 || a.Position.Record != 1 {
			t.Errorf("%s: first record %+v", name, a)
		}
		if b.Title != "Wind" || b.URL != "https://p.example/2" || b.Text != "Strong." || b.Published != "1747832700" || b.Publisher != "Harbour Post" ||
			b.Author != "Ada Pellow, Jo Finn" || b.FeedKey != "https://p.example/rss" || b.Position.Line != 3 || b.Position.Record != 2 || b.Fiction {
			t.Errorf("%s: second record %+v", name, b)
		}
	}
}

func TestMapNamesOtherFields(t *testing.T) {
	t.Parallel()
	file := put(t, filepath.Join(t.TempDir(), "a.jsonl"), `{"kopf":"Tide","adresse":"https://p.example/1","text":"x"}`)
	records, _ := read(t, archive.Options{Map: map[string]string{"kopf": "title", "adresse": "link"}}, file)
	if len(records) != 1 || records[0].Title != "Tide" || records[0].URL != "https://p.example/1" {
		t.Errorf("%+v", records)
	}
}

func TestBadLinesAreNamedAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	data := `{"title":"one"}` + "\nnot json\n" + `{"title":"` + strings.Repeat("x", 300) + `"}` + "\n[1]\n" + `{"title":` + "\n" + `{"title":"last"}`
	file := put(t, filepath.Join(t.TempDir(), "a.jsonl"), data)
	records, problems := read(t, archive.Options{MaxRecord: 200}, file)
	if len(records) != 2 || records[1].Title != "last" || records[1].Position.Record != 6 {
		t.Errorf("records %+v", records)
	}
	want := map[int64]error{2: archive.ErrNotJSON, 3: archive.ErrTooLong, 4: archive.ErrNotJSON, 5: archive.ErrNotJSON}
	if len(problems) != len(want) {
		t.Fatalf("problems %v", problems)
	}
	for _, p := range problems {
		if !errors.Is(p, want[p.Position.Line]) || p.Position.File != file || !strings.HasPrefix(p.Error(), fmt.Sprintf("%s:%d: ", file, p.Position.Line)) {
			t.Errorf("problem %v", p)
		}
	}
}

func TestFoldersAreReadByName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "b", "page.html"), `<!doctype html><html><head><link rel="canonical" href="https://p.example/b?x=1&amp;y=2"></head><body>Tide</body></html>`)
	put(t, filepath.Join(dir, "a", "saved.htm.gz"), pack("<!-- saved from url=(0024)https://p.example/a -->\n<html><body>Wind</body></html>"))
	put(t, filepath.Join(dir, "c.xml"), `<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>`)
	put(t, filepath.Join(dir, "d.opml"), `<opml version="2.0"><body></body></opml>`)
	put(t, filepath.Join(dir, "e.xml"), `<?xml version="1.0"?><opml version="2.0"><body></body></opml>`)
	put(t, filepath.Join(dir, "f.json"), `{"version":"https://jsonfeed.org/version/1.1","items":[]}`)
	put(t, filepath.Join(dir, "picture.jpg"), "\xff\xd8")
	put(t, filepath.Join(dir, ".hidden", "x.html"), "<html></html>")
	put(t, filepath.Join(dir, "g.html"), "")
	records, problems := read(t, archive.Options{}, dir)
	var got []string
	for _, r := range records {
		got = append(got, fmt.Sprintf("%s %s %s", r.Kind, filepath.Base(r.Position.File), r.URL))
	}
	want := []string{"page saved.htm.gz https://p.example/a", "page page.html https://p.example/b?x=1&y=2", "feed c.xml ", "opml d.opml ", "opml e.xml ", "feed f.json "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(problems) != 1 || filepath.Base(problems[0].Position.File) != "g.html" {
		t.Errorf("problems %v", problems)
	}
}

func TestResumeGoesOnBehindAnyRecord(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.jsonl"), twoLines+"broken\n"+`{"title":"three"}`)
	put(t, filepath.Join(dir, "b.html"), "<html>b</html>")
	put(t, filepath.Join(dir, "c.warc.gz"), warcFile(true))
	all := walk(t, dir, archive.Position{}, -1)
	for stop := range all {
		first := walk(t, dir, archive.Position{}, stop+1)
		rest := walk(t, dir, positionAfter(t, dir, stop+1), -1)
		if got := append(first, rest...); !slices.Equal(got, all) {
			t.Errorf("stopped behind %d: %q, want %q", stop, got, all)
		}
	}
	if len(all) != 7 {
		t.Errorf("%d things in the archive: %q", len(all), all)
	}
	_, err := archive.Open(t.Context(), []string{dir}, archive.Options{After: archive.Position{File: "elsewhere", Record: 1}})
	if !errors.Is(err, archive.ErrBadResume) {
		t.Errorf("err = %v, want ErrBadResume", err)
	}
}

// walk names up to n records and problems (all for -1) behind a position.
func walk(t *testing.T, dir string, after archive.Position, n int) (out []string) {
	t.Helper()
	r, err := archive.Open(t.Context(), []string{dir}, archive.Options{After: after})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for len(out) != n {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		out = append(out, fmt.Sprintf("%s %s %s %v", r.Position(), record.Title, record.URL, err != nil))
	}
	return out
}

func positionAfter(t *testing.T, dir string, n int) archive.Position {
	t.Helper()
	r, err := archive.Open(t.Context(), []string{dir}, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for range n {
		if _, err := r.Next(); err != nil && !errors.As(err, new(*archive.Problem)) {
			break
		}
	}
	return r.Position()
}

func TestBrokenFilesAreNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cut := pack(twoLines)
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"cut.jsonl.gz":   {cut[:len(cut)-20], archive.ErrBadGzip},
		"fake.jsonl.gz":  {"\x1f\x8bxxxxxxxx", archive.ErrBadGzip},
		"picture":        {"\x89PNG....", archive.ErrUnknown},
		"huge.html":      {strings.Repeat("<p>", 2000), archive.ErrTooLong},
		"huge.html.gz":   {pack(strings.Repeat("<p>", 2000)), archive.ErrTooLong},
		"bad.warc":       {"WARC/\n\n\n", archive.ErrBadWARC},
		"fake.warc.gz":   {"\x1f\x8bxxxxxxxx", archive.ErrBadWARC},
		"inside.warc.gz": {pack("WARC/\nX: y\n\n"), archive.ErrBadWARC},
	} {
		file := put(t, filepath.Join(dir, name), c.data)
		_, problems := read(t, archive.Options{MaxRecord: 1000}, file)
		if len(problems) == 0 || !errors.Is(problems[len(problems)-1], c.want) || problems[0].Position.File != file {
			t.Errorf("%s: %v, want %v", name, problems, c.want)
		}
	}
	if _, err := archive.Open(t.Context(), []string{filepath.Join(dir, "missing")}, archive.Options{}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("err = %v, want ErrNotFound", err)
	}
}

func TestNextStopsWithItsContext(t *testing.T) {
	t.Parallel()
	file := put(t, filepath.Join(t.TempDir(), "a.jsonl"), twoLines)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := archive.Open(ctx, []string{file}, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cancel()
	if _, err := r.Next(); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want context.Canceled", err)
	}
}
