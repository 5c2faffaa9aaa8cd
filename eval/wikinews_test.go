package eval

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

func TestWikinewsReports(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "jawikinews"), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "jawikinews", "part.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	for _, l := range []string{
		`{"id":"1","headline":"水門が開く","article":"川辺町の水門が5月2日に開いた。町によると工事は三年かかった。2016年8月16日(火):別の記事『水門ひらく』。川辺日報、2009年5月3日。"}`,
		`{"id":"2","headline":"橋を架け替え","article":"2009年6月1日、橋の工事が始まった。通れるのは秋から。川辺日報『橋の工事はじまる』。川辺日報、2009年6月2日。"}`,
		`{"id":"3","headline":"日付がない","article":"川に魚が戻った。"}`,
		`{"id":"4","headline":"本文がない","article":"『出典だけの記事』。川辺日報、2009年6月2日"}`,
	} {
		if _, err := z.Write([]byte(l + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := wikinewsReports(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct{ day, prose string }{
		{"2009-05-03", "川辺町の水門が5月2日に開いた。町によると工事は三年かかった。"},
		{"2009-06-02", "2009年6月1日、橋の工事が始まった。通れるのは秋から。"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d reports, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		prose := ""
		for _, p := range got[i].Paragraphs {
			prose += p
		}
		if day := got[i].Published.Format("2006-01-02"); day != w.day || prose != w.prose {
			t.Errorf("report %d: %s %q, want %s %q", i, day, prose, w.day, w.prose)
		}
	}
}
