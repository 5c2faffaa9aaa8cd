package pipeline_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"kiku/internal/pipeline"
	"kiku/internal/store"
	"kiku/internal/store/storetest"
)

func TestMain(m *testing.M) {
	if data := os.Getenv(childEnv); data != "" {
		os.Exit(runChild(data)) // a process of a test; see child_test.go
	}
	os.Exit(storetest.Main(m))
}

// databases runs a test on both.
func databases(t *testing.T, test func(t *testing.T, o store.Options)) {
	t.Parallel()
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		test(t, store.Options{DataDir: t.TempDir()})
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		test(t, store.Options{URL: storetest.Postgres(t)})
	})
}

var newsroom = os.DirFS("../sample")

// begin puts a pipeline on an empty store.
func begin(t *testing.T, o store.Options) *pipeline.Pipeline {
	t.Helper()
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	p, err := pipeline.New(pipeline.Config{Store: s, Sample: newsroom, Now: func() time.Time { return time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func onSQLite(t *testing.T) *pipeline.Pipeline {
	return begin(t, store.Options{DataDir: t.TempDir()})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// build builds the site and returns one line for each file with its hash.
func build(t *testing.T, p *pipeline.Pipeline) (dir, listing string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "site")
	if _, err := p.Build(t.Context(), dir, nil); err != nil {
		t.Fatal(err)
	}
	var lines []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		lines = append(lines, fmt.Sprintf("%s %x", path, sha256.Sum256(data)))
		return err
	})
	must(t, err)
	sort.Strings(lines)
	return dir, strings.Join(lines, "\n")
}

// same compares two listings and names the first file that differs.
func same(t *testing.T, what, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			t.Errorf("%s: want %s, got %s (%d and %d files)", what, w[i], g[i], len(w), len(g))
			return
		}
	}
	t.Errorf("%s: %d files, want %d", what, len(g), len(w))
}

func counts(t *testing.T, p *pipeline.Pipeline) store.Counts {
	t.Helper()
	c, err := p.Store.Counts(t.Context())
	must(t, err)
	c.Bytes = 0
	return c
}

func TestBothDatabasesGiveTheSameSite(t *testing.T) {
	t.Parallel()
	var listing [2]string
	for i, o := range []store.Options{{DataDir: t.TempDir()}, {URL: storetest.Postgres(t)}} {
		p := begin(t, o)
		_, err := p.Sample(t.Context())
		must(t, err)
		_, listing[i] = build(t, p)
	}
	same(t, "site from PostgreSQL", listing[0], listing[1])
}

func TestSampleBecomesACheckedSite(t *testing.T) {
	databases(t, func(t *testing.T, o store.Options) {
		p := begin(t, o)
		if did, err := p.Sample(t.Context()); err != nil || !did {
			t.Fatalf("sample: %v, %v", did, err)
		}
		dir, first := build(t, p)
		if did, err := p.Sample(t.Context()); err != nil || did {
			t.Errorf("sample on a store with articles: %v, %v", did, err)
		}
		_, second := build(t, p)
		same(t, "second build", first, second)
		rep, err := p.Check(t.Context(), dir, nil)
		must(t, err)
		if rep.Lines < 100 || rep.Supported != rep.Lines || rep.Refused != 0 {
			t.Errorf("check: %d lines, %d supported, %d refused; the first: %+v", rep.Lines, rep.Supported, rep.Refused, rep.Refusals[:min(1, len(rep.Refusals))])
		}
		c := counts(t, p)
		if c.Articles[store.Placed] != c.All() || c.All() < 50 || c.Told < 4 {
			t.Errorf("counts %+v", c)
		}
		if yes, err := p.Store.Outstanding(t.Context()); err != nil || yes {
			t.Errorf("outstanding after a build: %v, %v", yes, err)
		}
	})
}

// lines writes the sample reports as one file and returns its path.
func lines(t *testing.T) string {
	t.Helper()
	data, err := fs.ReadFile(newsroom, "newsroom.jsonl")
	must(t, err)
	path := filepath.Join(t.TempDir(), "reports.jsonl")
	must(t, os.WriteFile(path, data, 0o600))
	return path
}

func TestInterruptedImportGoesOnWithoutLossOrDouble(t *testing.T) {
	databases(t, func(t *testing.T, o store.Options) {
		path := lines(t)
		whole := onSQLite(t)
		_, err := whole.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
		must(t, err)

		p := begin(t, o)
		runs := 0
		for ; runs < 100; runs++ {
			ctx, stop := context.WithCancel(t.Context())
			steps := 0
			rep, err := p.Import(ctx, pipeline.ImportRequest{Paths: []string{path}, Batch: 7}, func(pipeline.Progress) {
				if steps++; steps == 2 {
					stop()
				}
			})
			stop()
			if rep.Resumed != (runs > 0) {
				t.Errorf("run %d: resumed %v", runs, rep.Resumed)
			}
			if err == nil {
				break
			}
			if !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
		if runs < 3 {
			t.Errorf("only %d interruptions", runs)
		}
		if a, b := counts(t, whole), counts(t, p); a.All() != b.All() {
			t.Errorf("%d articles, want %d", b.All(), a.All())
		}
		rep, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
		must(t, err)
		if len(rep.Done) != 1 || rep.Records != 0 {
			t.Errorf("imported before: %+v", rep)
		}
		rep, err = p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}, Again: true}, nil)
		must(t, err)
		if rep.Added+rep.Changed != 0 || rep.Same == 0 {
			t.Errorf("imported again: %+v", rep)
		}
		_, want := build(t, whole)
		_, got := build(t, p)
		same(t, "site after interruptions", want, got)
	})
}

func TestBadRecordsAreNamedAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "mixed.jsonl")
	must(t, os.WriteFile(path, []byte(`{"headline":"Ferry runs again","link":"https://example.org/1","text":"The ferry runs again, said Ada Holm.","published":"2026-04-01T09:00:00Z","source":"post"}
not json
{"headline":"No address","text":"Nothing.","published":"2026-04-01T09:00:00Z"}
{"headline":"Undated","link":"https://example.org/2","text":"When was this?","source":"post"}
`), 0o600))
	p := onSQLite(t)
	rep, err := p.Import(t.Context(), pipeline.ImportRequest{
		Paths: []string{path}, Map: map[string]string{"headline": "title"}, Publishers: map[string]string{"post": "The Harbour Post"},
	}, nil)
	must(t, err)
	if rep.Records != 4 || rep.Added != 2 || rep.Refused != 1 || rep.BadCount != 2 || rep.Bad[0].Line != 2 || rep.Bad[1].Line != 3 {
		t.Errorf("report %+v", rep)
	}
	must(t, p.CatchUp(t.Context(), nil))
	e, err := p.Why(t.Context(), "https://example.org/2")
	must(t, err)
	if e.Stage != "refused" || e.Reason != "no publication time" {
		t.Errorf("why %+v", e)
	}
	e, err = p.Why(t.Context(), "https://example.org/1?utm_source=x")
	must(t, err)
	if e.Stage != "placed" || e.Title != "Ferry runs again" || e.Story == "" || !strings.Contains(e.Reason, "publishers") {
		t.Errorf("why %+v", e)
	}
	if _, err := p.Why(t.Context(), "https://example.org/3"); !errors.Is(err, pipeline.ErrUnknown) {
		t.Errorf("why of an unknown address: %v", err)
	}
	_, err = p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{"/none/such"}}, nil)
	if !errors.Is(err, fs.ErrNotExist) && (err == nil || !strings.Contains(err.Error(), "no such file")) {
		t.Errorf("no such file: %v", err)
	}
}

func TestSampleGivesWayToRealReports(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	_, err := p.Sample(t.Context())
	must(t, err)
	must(t, p.CatchUp(t.Context(), nil))
	in, err := p.SiteInput(t.Context())
	must(t, err)
	if !in.Config.Fiction || len(in.Digests) == 0 {
		t.Errorf("the sample alone: fiction %v, %d digests", in.Config.Fiction, len(in.Digests))
	}
	path := filepath.Join(t.TempDir(), "real.jsonl")
	must(t, os.WriteFile(path, []byte(`{"title":"Ferry runs again","link":"https://example.org/1","text":"The ferry runs again, said Ada Holm.","published":"2027-04-01T09:00:00Z","source":"Post"}`), 0o600))
	_, err = p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
	must(t, p.CatchUp(t.Context(), nil))
	in, err = p.SiteInput(t.Context())
	must(t, err)
	if in.Config.Fiction || len(in.Digests) != 0 || len(in.Alone) != 1 || in.Alone[0].Title != "Ferry runs again" {
		t.Errorf("with a real report: fiction %v, %d digests, alone %+v", in.Config.Fiction, len(in.Digests), in.Alone)
	}
}

func TestClosedSampleIsNotFound(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	_, err := p.Sample(t.Context())
	must(t, err)
	must(t, p.CatchUp(t.Context(), nil))
	c := counts(t, p)
	path := filepath.Join(t.TempDir(), "real.jsonl")
	must(t, os.WriteFile(path, []byte(`{"title":"Ferry runs again","link":"https://example.org/1","text":"The ferry runs again, said Ada Holm.","published":"2027-04-01T09:00:00Z","source":"Post"}`), 0o600))
	_, err = p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
	must(t, p.CatchUp(t.Context(), nil))
	after := counts(t, p)
	if after.Told != 0 || after.Articles[store.Refused] != c.All() || after.Articles[store.Placed] != 1 {
		t.Errorf("counts %+v, before %+v", after, c)
	}
	if yes, err := p.Store.Outstanding(t.Context()); err != nil || yes {
		t.Errorf("outstanding: %v, %v", yes, err)
	}
}

func TestWhyOfACitedArticle(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	_, err := p.Sample(t.Context())
	must(t, err)
	must(t, p.CatchUp(t.Context(), nil))
	ds, err := p.Store.LatestEditions(t.Context(), 1)
	must(t, err)
	card := ds[0].Pages[0].Sections[0].Cards[0]
	e, err := p.Why(t.Context(), card.URL)
	must(t, err)
	if e.Stage != "told" || len(e.Lines) == 0 || e.Article != card.Article || len(e.Tellings) == 0 || e.Story != ds[0].Story {
		t.Errorf("why %+v", e)
	}
}

func TestRecomputeChangesNothing(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	_, err := p.Sample(t.Context())
	must(t, err)
	_, want := build(t, p)
	before := counts(t, p)
	for _, from := range []store.Stage{store.TellStage, store.PlaceStage, store.ReadStage, store.ExtractStage} {
		must(t, p.Recompute(t.Context(), from, nil))
		if after := counts(t, p); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("from %s: %+v, before %+v", from, after, before)
		}
		_, got := build(t, p)
		same(t, "recompute from "+string(from), want, got)
	}
	if err := p.Recompute(t.Context(), "nonsense", nil); err == nil {
		t.Error("recomputed from nonsense")
	}
}

func TestDoctorFindsNothingWrongWithTheSample(t *testing.T) {
	databases(t, func(t *testing.T, o store.Options) {
		p := begin(t, o)
		_, err := p.Sample(t.Context())
		must(t, err)
		must(t, p.CatchUp(t.Context(), nil))
		seen := map[string]pipeline.Level{}
		for _, f := range p.Doctor(t.Context()) {
			seen[f.What] = f.Level
			if f.Level == pipeline.Fail || f.Level != pipeline.OK && f.Hint == "" {
				t.Errorf("%+v", f)
			}
		}
		if seen["database"] != pipeline.OK || seen["tables"] != pipeline.OK || seen["sources"] != pipeline.Warn {
			t.Errorf("findings %v", seen)
		}
		p.Store.Close() // closing is the test; Cleanup closes again
		if f := p.Doctor(t.Context()); f[0].Level != pipeline.Fail {
			t.Errorf("with a closed database: %+v", f[0])
		}
	})
}
