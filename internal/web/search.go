package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"kiku/internal/site"
	"kiku/internal/story"
)

// Bounds of a search: longer questions are cut, more stories are not shown.
const (
	longestQuery = 200
	mostFound    = 50
)

func isSearch(path string) bool {
	switch path {
	case "/ja/search", "/ja/search/", "/en/search", "/en/search/":
		return true
	}
	return false
}

// search answers /ja/search/?q=words with the search page filled in.
func (s *Server) search(w http.ResponseWriter, r *http.Request, path string) {
	lang := s.lang(path)
	q := strings.TrimSpace(r.URL.Query().Get("q"))
	if q == "" || !utf8.ValidString(q) {
		s.page(w, r, "/"+lang+"/search/")
		return
	}
	if runes := []rune(q); len(runes) > longestQuery {
		q = string(runes[:longestQuery])
	}
	body, err := s.results(r.Context(), lang, q)
	if err != nil {
		s.c.Log.Error("search", "q", q, "err", err)
		s.broken(w, r)
		return
	}
	writePage(w, r, body)
}

func (s *Server) results(ctx context.Context, lang, q string) ([]byte, error) {
	p := s.current()
	form, err := p.get(lang + "/search/index.html")
	if err != nil {
		return nil, err
	}
	index, err := p.index(lang)
	if err != nil {
		return nil, err
	}
	found := site.Match(index, q)
	if s.c.Finder != nil {
		ids, err := s.c.Finder.Find(ctx, lang, q, mostFound)
		if err != nil {
			return nil, err
		}
		found = join(found, index, ids)
	}
	return site.Results(form.forms[plainForm].data, lang, q, found[:min(len(found), mostFound)])
}

// index reads the search index of a language once for each site.
func (p *pages) index(lang string) ([]site.Found, error) {
	if kept, ok := p.indexes.Load(lang); ok {
		return kept.([]site.Found), nil
	}
	data, err := p.get(lang + "/search.json")
	if err != nil {
		return nil, err
	}
	index, err := site.Index(data.forms[plainForm].data)
	if err != nil {
		return nil, err
	}
	p.indexes.Store(lang, index)
	return index, nil
}

// join puts what the store found behind what the site's own index found: the
// index matches the letters of headlines, the store knows every word.
func join(found, index []site.Found, ids []story.StoryID) []site.Found {
	have := map[story.StoryID]bool{}
	for _, f := range found {
		have[f.Story] = true
	}
	byID := map[story.StoryID]site.Found{}
	for _, f := range index {
		byID[f.Story] = f
	}
	for _, id := range ids {
		if f, ok := byID[id]; ok && !have[id] {
			have[id] = true
			found = append(found, f)
		}
	}
	return found
}

// writePage answers with a page made for this request.
func writePage(w http.ResponseWriter, r *http.Request, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		// The reader is gone when this fails; there is nobody to tell.
		_, _ = w.Write(body)
	}
}
