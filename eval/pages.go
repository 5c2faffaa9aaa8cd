package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"kiku/internal/article"
)

// pageSets are the default sets of pages with a known text.
var pageSets = []string{"fundus-news", "ja-pages", "trafilatura-eval"}

// labelledPage is one line of a set's gold.jsonl. Body is the whole text of the
// report; With and Without are pieces that belong to it or do not.
type labelledPage struct {
	ID, File, URL, Body, Lang string
	With, Without             []string
	html                      []byte
}

// Pages measures the main text of pages beside single extractors and their
// medoid. dataDir is the folder of one set (it holds gold.jsonl) or the data
// root; then the default sets are measured, or the one named by set. Three kinds
// of figures: shingle_f1 and its p and r for texts in scripts with spaces
// (four-word shingles as in evaluate.py of scrapinghub's
// article-extraction-benchmark), gram4_f1 for Japanese and Chinese (four-character
// grams without white space after NFKC, mean over pages), chunk_p, chunk_r and
// chunk_f1 where the gold is pieces of text (tests/eval_common.py of
// trafilatura). Then title, author and picture, where they are labelled, beside
// two peers: title_exact, title_contains, author_exact, picture. The error wraps ErrNoSet when there is nothing to measure.
func Pages(dataDir, set string) ([]Figure, error) {
	dirs := pageDirs(dataDir, set)
	var out []Figure
	for _, dir := range dirs {
		pages, err := loadPages(dir)
		if err != nil {
			return nil, fmt.Errorf("measure pages in %s: %w", dir, err)
		}
		out = append(out, pageFigures(filepath.Base(filepath.Clean(dir)), pages)...)
		facts, err := factsIn(dir)
		if err != nil {
			return nil, fmt.Errorf("measure pages in %s: %w", dir, err)
		}
		out = append(out, facts...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("measure pages in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

func pageDirs(dataDir, set string) []string {
	if _, err := os.Stat(filepath.Join(dataDir, "gold.jsonl")); err == nil {
		return []string{dataDir}
	}
	names := pageSets
	if set != "" {
		names = []string{set}
	}
	var out []string
	for _, name := range names {
		for _, dir := range []string{filepath.Join(dataDir, name), filepath.Join(dataDir, "pages", name)} {
			if _, err := os.Stat(filepath.Join(dir, "gold.jsonl")); err == nil {
				out = append(out, dir)
				break
			}
		}
	}
	return out
}

func loadPages(dir string) ([]labelledPage, error) {
	f, err := os.Open(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, errors.Join(ErrNoSet, err)
	}
	defer f.Close()
	var out []labelledPage
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for n := 1; sc.Scan(); n++ {
		var p labelledPage
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if p.Body == "" && len(p.With)+len(p.Without) == 0 {
			continue // a page labelled for something else
		}
		if p.html, err = readPacked(filepath.Join(dir, filepath.FromSlash(p.File))); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, p)
	}
	return out, sc.Err()
}

// readPacked reads a file, unpacked if it is gzip.
func readPacked(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if magic, _ := in.Peek(2); string(magic) != "\x1f\x8b" {
		return io.ReadAll(in)
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// pageFigures measures the program's text and the peers' on one set.
func pageFigures(set string, pages []labelledPage) []Figure {
	ours := make([]string, len(pages))
	peers := make([]map[string]string, len(pages))
	each(len(pages), func(i int) {
		ours[i] = ourText(pages[i])
		peers[i] = peerTexts(pages[i].html, pages[i].URL)
	})
	out := textFigures(set, pages, ours)
	for _, name := range peerNames {
		texts := make([]string, len(pages))
		for i := range peers {
			texts[i] = peers[i][name]
		}
		out = append(out, textFigures(set+"."+name, pages, texts)...)
	}
	return out
}

func ourText(p labelledPage) string {
	page, err := article.FromPage(p.html, p.URL, article.Told{})
	if err != nil {
		return ""
	}
	return page.Article.Text()
}

// each calls do for 0 to n-1, two at a time.
func each(n int, do func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// textFigures compares texts with the gold of their pages.
func textFigures(name string, pages []labelledPage, texts []string) []Figure {
	var words, grams []overlap
	var hits chunkHits
	chunked := 0
	for i, p := range pages {
		switch {
		case p.Body == "":
			hits.add(p, texts[i])
			chunked++
		case wide(p.Body):
			grams = append(grams, overlapOf(charGrams(p.Body), charGrams(texts[i])))
		default:
			words = append(words, overlapOf(wordShingles(p.Body), wordShingles(texts[i])))
		}
	}
	var out []Figure
	if len(words) > 0 {
		p, r, f := pageMeans(words)
		out = append(out, Figure{name + ".shingle_p", p, len(words)}, Figure{name + ".shingle_r", r, len(words)}, Figure{name + ".shingle_f1", f, len(words)})
	}
	if len(grams) > 0 {
		sum := 0.0
		for _, o := range grams {
			sum += o.f1()
		}
		out = append(out, Figure{name + ".gram4_f1", sum / float64(len(grams)), len(grams)})
	}
	if chunked > 0 {
		p, r, f := hits.scores()
		out = append(out, Figure{name + ".chunk_p", p, chunked}, Figure{name + ".chunk_r", r, chunked}, Figure{name + ".chunk_f1", f, chunked})
	}
	return out
}
