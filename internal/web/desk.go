package web

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"

	"kiku/internal/site"
	"kiku/internal/site/theme"
)

// desk answers /desk/. It is there for the machine's own user only: anyone else
// finds nothing at the address.
func (s *Server) desk(w http.ResponseWriter, r *http.Request, path string) {
	if s.c.Desk == nil || !own(r) {
		s.missing(w, r, path)
		return
	}
	if err := s.protect.Check(r); err != nil {
		http.Error(w, "this form was sent from another site", http.StatusForbidden)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case path == "/desk":
		http.Redirect(w, r, s.c.Prefix+"/desk/", http.StatusMovedPermanently)
	case path == "/desk/" && (r.Method == http.MethodGet || r.Method == http.MethodHead):
		s.deskPage(w, r, "", false)
	case path == "/desk/feed" && r.Method == http.MethodPost:
		s.done(w, r, s.addFeed(w, r))
	case path == "/desk/starter" && r.Method == http.MethodPost:
		s.done(w, r, s.c.Desk.AddStarter(r.Context()))
	case path == "/desk/feed" || path == "/desk/starter":
		w.Header().Set("Allow", "POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	default:
		s.missing(w, r, path)
	}
}

// own reports whether a request comes from this machine and means it: a page
// elsewhere can make a browser here ask, but not under the name localhost; and
// a proxy on this machine passes on the requests of others.
func own(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil || !loopback(host) {
		return false
	}
	for _, h := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"} {
		if r.Header.Get(h) != "" {
			return false
		}
	}
	name := r.Host
	if h, _, err := net.SplitHostPort(name); err == nil {
		name = h
	}
	return name == "localhost" || loopback(strings.Trim(name, "[]"))
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

const largestForm = 16 << 10

func (s *Server) addFeed(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, largestForm)
	if err := r.ParseForm(); err != nil {
		return err
	}
	return s.c.Desk.AddFeed(r.Context(), strings.TrimSpace(r.PostForm.Get("address")))
}

// done sends the owner back to the desk, so that a reload does not add twice;
// what went wrong is said at once.
func (s *Server) done(w http.ResponseWriter, r *http.Request, err error) {
	if err != nil {
		s.c.Log.Warn("desk", "path", r.URL.Path, "err", err)
		s.deskPage(w, r, err.Error(), true)
		return
	}
	http.Redirect(w, r, s.c.Prefix+"/desk/?"+url.Values{"done": {"1"}}.Encode(), http.StatusSeeOther)
}

func (s *Server) deskPage(w http.ResponseWriter, r *http.Request, failure string, failed bool) {
	lang := s.deskLang(r)
	words := theme.WordsOf(lang)
	v := site.DeskView{Prefix: s.c.Prefix, Failed: failed}
	switch {
	case failed:
		v.Note = words.T("desk.failed", "why", failure)
	case r.URL.Query().Get("done") != "":
		v.Note = words.T("desk.added")
	}
	body, err := s.deskBody(r.Context(), lang, v)
	if err != nil {
		s.c.Log.Error("desk", "err", err)
		s.broken(w, r)
		return
	}
	writePage(w, r, body)
}

func (s *Server) deskBody(ctx context.Context, lang string, v site.DeskView) ([]byte, error) {
	var err error
	if v.Sources, err = s.c.Desk.Sources(ctx); err != nil {
		return nil, err
	}
	frame, err := s.current().get(lang + "/404.html")
	if err != nil {
		return nil, err
	}
	return site.Desk(frame.forms[plainForm].data, lang, v)
}

// deskLang follows the browser: the desk has one address for both languages.
func (s *Server) deskLang(r *http.Request) string {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	switch {
	case strings.HasPrefix(first, "ja"):
		return "ja"
	case strings.HasPrefix(first, "en"):
		return "en"
	}
	return s.c.DefaultLang
}
