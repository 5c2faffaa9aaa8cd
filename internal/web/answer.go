package web

import (
	"errors"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
)

// secure sets what every answer carries. Nothing is loaded from elsewhere, no
// inline script or style runs, and other sites learn nothing but the host.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}

// page answers with a file of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request, path string) {
	p := s.current()
	if to, ok := p.movedTo(path); ok {
		http.Redirect(w, r, s.c.Prefix+to, http.StatusMovedPermanently)
		return
	}
	name := strings.TrimPrefix(path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	f, err := p.get(name)
	if errors.Is(err, fs.ErrNotExist) && strings.HasPrefix(name, "a/") {
		// A page opened before the site was replaced names the old files.
		if old := s.before.Load(); old != nil {
			f, err = old.get(name)
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, e := p.get(name + "/index.html"); e == nil {
			http.Redirect(w, r, s.c.Prefix+path+"/", http.StatusMovedPermanently)
			return
		}
		s.missing(w, r, path)
	case err != nil:
		s.c.Log.Error("read page", "path", path, "err", err)
		s.broken(w, r)
	default:
		if send(w, r, f, http.StatusOK) {
			s.visit(r, path)
		}
	}
}

// movedTo finds where the story of an address went when it was merged.
func (p *pages) movedTo(path string) (string, bool) {
	if len(p.moved) == 0 {
		return "", false
	}
	lang, id, ok := storyOf(path)
	if !ok {
		return "", false
	}
	to, ok := p.moved["/"+lang+"/s/"+id+"/"]
	return to, ok
}

// storyOf takes an address apart: /ja/s/abc/2/ is story abc in Japanese.
func storyOf(path string) (lang, id string, ok bool) {
	parts := strings.SplitN(path, "/", 5)
	if len(parts) < 4 || parts[2] != "s" || parts[3] == "" {
		return "", "", false
	}
	return parts[1], parts[3], true
}

// send answers with a file in the best encoding the reader takes, or with 304.
// It reports whether the reader got the page or has it already.
func send(w http.ResponseWriter, r *http.Request, f *file, status int) bool {
	h := w.Header()
	form, encoding := f.best(r.Header.Get("Accept-Encoding"))
	h.Set("ETag", form.etag)
	h.Set("Cache-Control", f.cache)
	if f.forms[gzipForm].data != nil {
		h.Set("Vary", "Accept-Encoding")
	}
	if status == http.StatusOK && matches(r.Header.Get("If-None-Match"), f) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	h.Set("Content-Type", f.kind)
	h.Set("Content-Length", strconv.Itoa(len(form.data)))
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return false
	}
	_, err := w.Write(form.data)
	return err == nil
}

// best picks the encoding. A coding that the reader weighs with 0 is refused.
func (f *file) best(accept string) (form, string) {
	for i, name := range encodings[:plainForm] {
		if f.forms[i].data != nil && accepts(accept, name) {
			return f.forms[i], name
		}
	}
	return f.forms[plainForm], ""
}

func accepts(header, coding string) bool {
	any := false
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.TrimSpace(name)
		q := strings.TrimSpace(params)
		refused := strings.HasPrefix(q, "q=") && strings.Trim(q[2:], "0.") == ""
		if strings.EqualFold(name, coding) {
			return !refused
		}
		if name == "*" && !refused {
			any = true
		}
	}
	return any
}

// matches compares with any form of the file: a reader that has the page in
// one encoding has the page.
func matches(header string, f *file) bool {
	if header == "" {
		return false
	}
	if strings.TrimSpace(header) == "*" {
		return true
	}
	for tag := range strings.SplitSeq(header, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		for _, o := range f.forms {
			if o.data != nil && tag == o.etag {
				return true
			}
		}
	}
	return false
}

// missing answers 404 in the language of the address.
func (s *Server) missing(w http.ResponseWriter, r *http.Request, path string) {
	s.notice(w, r, s.lang(path), "404.html", http.StatusNotFound, "not found")
}

// broken answers 500.
func (s *Server) broken(w http.ResponseWriter, r *http.Request) {
	s.notice(w, r, s.lang(strings.TrimPrefix(r.URL.Path, s.c.Prefix)), "500.html", http.StatusInternalServerError, "internal error")
}

func (s *Server) notice(w http.ResponseWriter, r *http.Request, lang, name string, status int, plain string) {
	p := s.pages.Load()
	f, err := p.get(lang + "/" + name)
	if err != nil {
		if _, e := p.get("index.html"); e != nil {
			// No site yet: a reader who comes back soon will find one.
			w.Header().Set("Retry-After", "5")
			status, plain = http.StatusServiceUnavailable, "the site is being made, please come back in a moment"
		}
		http.Error(w, plain, status)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	h := *f
	h.cache = "no-store"
	send(w, r, &h, status)
}

// lang is the interface language of an address.
func (s *Server) lang(path string) string {
	for _, l := range []string{"ja", "en"} {
		if path == "/"+l || strings.HasPrefix(path, "/"+l+"/") {
			return l
		}
	}
	return s.c.DefaultLang
}
