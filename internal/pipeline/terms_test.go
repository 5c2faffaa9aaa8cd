package pipeline_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiku/internal/article"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// sampleUnder writes the sample reports with terms by publisher and returns the
// file and the reports.
func sampleUnder(t *testing.T, terms map[string]string) (path string, reports []map[string]any) {
	t.Helper()
	data, err := fs.ReadFile(newsroom, "newsroom.jsonl")
	must(t, err)
	var out []string
	for line := range strings.Lines(string(data)) {
		var r map[string]any
		must(t, json.Unmarshal([]byte(line), &r))
		if rules := terms[fmt.Sprint(r["source"])]; rules != "" {
			r["robots"] = rules
		}
		again, err := json.Marshal(r)
		must(t, err)
		out, reports = append(out, string(again)), append(reports, r)
	}
	path = filepath.Join(t.TempDir(), "reports.jsonl")
	must(t, os.WriteFile(path, []byte(strings.Join(out, "\n")), 0o600))
	return path, reports
}

func TestSitePrintsNothingThatTermsForbid(t *testing.T) {
	t.Parallel()
	const nosnippet, noarchive, limited, noindex = "Harbour Ledger", "帆影経済", "Northern Tern", "岬日報"
	path, reports := sampleUnder(t, map[string]string{nosnippet: "nosnippet", noarchive: "noarchive", limited: "max-snippet:120", noindex: "noindex"})
	p := onSQLite(t)
	rep, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
	dir, _ := build(t, p)
	var site strings.Builder
	must(t, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "assets/") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		site.Write(data)
		return err
	}))
	whole := site.String()
	var open strings.Builder
	for _, r := range reports {
		if s := fmt.Sprint(r["source"]); s != nosnippet && s != noarchive && s != noindex {
			open.WriteString(fmt.Sprint(r["text"], "\n"))
		}
		open.WriteString(fmt.Sprint(r["title"], "\n"))
	}
	free, closed := strings.ReplaceAll(open.String(), "\n", " "), 0
	for _, r := range reports {
		source := fmt.Sprint(r["source"])
		id := idOf(t, fmt.Sprint(r["link"]))
		kept, err := p.Store.Articles(t.Context(), []article.ID{id})
		must(t, err)
		switch source {
		case noindex:
			if _, ok := kept[id]; ok {
				t.Errorf("%s is stored", r["link"])
			}
		case noarchive:
			if a := kept[id]; a.Title == "" || len(a.Paragraphs) > 0 || a.Summary != "" {
				t.Errorf("%s is kept with its text", r["link"])
			}
			if page, err := p.Store.Page(t.Context(), id); err == nil {
				t.Errorf("%s: %d bytes are kept", r["link"], len(page.Body))
			}
		}
		if source != nosnippet && source != noarchive && source != noindex {
			continue
		}
		runes := []rune(strings.Join(strings.Fields(fmt.Sprint(r["text"])), " "))
		for i := 0; i+24 <= len(runes); i += 12 {
			closed++
			if part := string(runes[i : i+24]); strings.Contains(whole, part) && !strings.Contains(free, part) {
				t.Errorf("the site holds %q of %s", part, source)
			}
		}
	}
	if closed < 900 {
		t.Errorf("only %d places looked at", closed)
	}
	if rep.BadCount == 0 {
		t.Errorf("no report is refused: %+v", rep)
	}
	for _, words := range []string{"Counted but not quoted", "発行元の求めにより文を引用しない"} {
		if !strings.Contains(whole, words) {
			t.Errorf("no sources box says %q", words)
		}
	}
	checked, err := p.Check(t.Context(), dir, nil)
	must(t, err)
	if checked.Lines < 50 || checked.Refused != 0 {
		t.Errorf("check: %d lines, %d refused: %+v", checked.Lines, checked.Refused, checked.Refusals)
	}
}

func idOf(t *testing.T, link string) article.ID {
	t.Helper()
	address, err := article.Canonical(link)
	must(t, err)
	return article.IDOf(address)
}

func TestTermsThatComeLaterReachWhatIsPrinted(t *testing.T) {
	databases(t, func(t *testing.T, o store.Options) {
		p := begin(t, o)
		before, reports := sampleUnder(t, nil)
		_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{before}}, nil)
		must(t, err)
		old, _ := build(t, p)
		after, _ := sampleUnder(t, map[string]string{"Harbour Ledger": "noarchive", "浦波新聞": "nosnippet"})
		_, err = p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{after}}, nil)
		must(t, err)
		// The pages that were printed before are no longer supported.
		stale, err := p.Check(t.Context(), old, nil)
		must(t, err)
		if stale.Refused == 0 {
			t.Error("the check accepts a site from before the terms")
		}
		fresh, _ := build(t, p)
		now, err := p.Check(t.Context(), fresh, nil)
		must(t, err)
		if now.Refused != 0 || now.Lines < 50 {
			t.Errorf("check: %d lines, %d refused: %+v", now.Lines, now.Refused, now.Refusals[:min(2, len(now.Refusals))])
		}
		for _, r := range reports {
			id := idOf(t, fmt.Sprint(r["link"]))
			if r["source"] != "Harbour Ledger" {
				continue
			}
			kept, err := p.Store.Articles(t.Context(), []article.ID{id})
			must(t, err)
			older, err := p.Store.Revisions(t.Context(), []article.ID{id})
			must(t, err)
			if len(kept[id].Paragraphs) > 0 || len(older) > 0 {
				t.Errorf("%s: %d paragraphs and %d older texts are kept", r["link"], len(kept[id].Paragraphs), len(older))
			}
			if page, err := p.Store.Page(t.Context(), id); err == nil {
				t.Errorf("%s: %d bytes are kept", r["link"], len(page.Body))
			}
		}
	})
}
