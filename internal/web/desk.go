package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"kiku/internal/feed"
	"kiku/internal/pipeline"
	"kiku/internal/site"
	"kiku/internal/site/theme"
	"kiku/internal/store"
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
	if path == "/desk" {
		http.Redirect(w, r, s.c.Prefix+"/desk/", http.StatusMovedPermanently)
		return
	}
	c, ok := counters[path]
	switch reading := r.Method == http.MethodGet || r.Method == http.MethodHead; {
	case !ok:
		s.missing(w, r, path)
	case c.read != nil && reading:
		c.read(s, w, r)
	case c.change != nil && r.Method == http.MethodPost:
		c.change(s, w, r)
	default:
		w.Header().Set("Allow", c.allow())
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	}
}

// counter is one address of the desk: what it shows, or what it changes.
type counter struct {
	read, change func(*Server, http.ResponseWriter, *http.Request)
}

func (c counter) allow() string {
	if c.read != nil {
		return "GET, HEAD"
	}
	return "POST"
}

var counters = map[string]counter{
	"/desk/":             {read: func(s *Server, w http.ResponseWriter, r *http.Request) { s.deskPage(w, r, site.DeskView{}) }},
	"/desk/source":       {read: func(s *Server, w http.ResponseWriter, r *http.Request) { s.sourcePage(w, r, site.DeskView{}) }},
	"/desk/sources.opml": {read: (*Server).export},
	"/desk/add":          {change: (*Server).add},
	"/desk/starter":      {change: (*Server).addStarter},
	"/desk/opml":         {change: (*Server).importOPML},
	"/desk/try":          {change: (*Server).try},
	"/desk/pause":        {change: func(s *Server, w http.ResponseWriter, r *http.Request) { s.setPaused(w, r, true) }},
	"/desk/resume":       {change: func(s *Server, w http.ResponseWriter, r *http.Request) { s.setPaused(w, r, false) }},
	"/desk/remove":       {change: (*Server).remove},
	"/desk/release":      {change: (*Server).release},
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

// Bounds on what a form may hold.
const (
	largestForm = 16 << 10
	largestOPML = feed.MaxBytes
)

// fields reads the fields of a form.
func fields(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, largestForm)
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	return r.PostForm, nil
}

// done sends the owner back to a page of the desk, so that a reload does not do
// it twice; the page says what was done.
func (s *Server) done(w http.ResponseWriter, r *http.Request, path string, said url.Values) {
	to := string(theme.DeskTo(s.c.Prefix, askedLang(r), path))
	if len(said) > 0 {
		join := "?"
		if strings.Contains(to, "?") {
			join = "&"
		}
		to += join + said.Encode()
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// said are the notes that an address of the desk may ask for.
func said(words *theme.Words, q url.Values) string {
	switch n := number(q.Get("n")); q.Get("done") {
	case "added":
		return words.T("desk.done.added")
	case "imported":
		return words.T("desk.done.imported", "n", n)
	case "paused":
		return words.T("desk.done.paused")
	case "resumed":
		return words.T("desk.done.resumed")
	case "removed":
		return words.T("desk.done.removed")
	case "released":
		return words.T("desk.done.released", "n", n)
	}
	return ""
}

func number(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 1e6 {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// failed shows the desk with what went wrong.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, v site.DeskView, err error) {
	s.c.Log.Warn("desk", "path", r.URL.Path, "err", err)
	words := theme.WordsOf(s.deskLang(r))
	v.Failed = true
	if errors.Is(err, store.ErrNotFound) {
		v.Note = words.T("desk.none.such")
	} else {
		fault := pipeline.FaultOf(err)
		what, do := fault.In(words.Lang)
		if v.Address != "" && fault.Passes() { // what is not followed is not asked again
			do = words.T("desk.failed.later")
		}
		v.Note, v.Do = words.T("desk.failed", "why", what), do
	}
	s.deskPage(w, r, v)
}

// deskPage shows the sources.
func (s *Server) deskPage(w http.ResponseWriter, r *http.Request, v site.DeskView) {
	v = s.view(r, v)
	body, err := s.framed(r, func(frame []byte, lang string) ([]byte, error) {
		var err error
		if v.Sources, err = s.c.Desk.Owned(r.Context()); err != nil {
			return nil, err
		}
		return site.Desk(frame, lang, v)
	})
	s.answerDesk(w, r, body, err)
}

// sourcePage shows one source.
func (s *Server) sourcePage(w http.ResponseWriter, r *http.Request, v site.DeskView) {
	v = s.view(r, v)
	body, err := s.framed(r, func(frame []byte, lang string) ([]byte, error) {
		one, err := s.c.Desk.OwnedOne(r.Context(), r.URL.Query().Get("id"))
		if err != nil {
			return nil, err
		}
		return site.DeskOne(frame, lang, v, one)
	})
	if errors.Is(err, store.ErrNotFound) {
		s.failed(w, r, site.DeskView{}, err)
		return
	}
	s.answerDesk(w, r, body, err)
}

func (s *Server) answerDesk(w http.ResponseWriter, r *http.Request, body []byte, err error) {
	if err != nil {
		s.c.Log.Error("desk", "path", r.URL.Path, "err", err)
		s.broken(w, r)
		return
	}
	writePage(w, r, body)
}

// view fills in what every page of the desk shows.
func (s *Server) view(r *http.Request, v site.DeskView) site.DeskView {
	v.Prefix, v.Lang, v.Zone, v.Now, v.Offline = s.c.Prefix, askedLang(r), s.c.Zone, s.c.Now(), s.c.Desk.Offline()
	if v.Note == "" {
		v.Note = said(theme.WordsOf(s.deskLang(r)), r.URL.Query())
	}
	return v
}

// framed puts a page of the desk into the frame of a built page.
func (s *Server) framed(r *http.Request, body func(frame []byte, lang string) ([]byte, error)) ([]byte, error) {
	lang := s.deskLang(r)
	frame, err := s.current().get(lang + "/404.html")
	if err != nil {
		return nil, err
	}
	return body(frame.forms[plainForm].data, lang)
}

// askedLang is the language that the owner chose with the link at the top, ""
// for none.
func askedLang(r *http.Request) string {
	switch lang := r.URL.Query().Get("lang"); lang {
	case "ja", "en":
		return lang
	}
	return ""
}

// deskLang is the language asked for, else the browser's: the desk has one
// address for both languages.
func (s *Server) deskLang(r *http.Request) string {
	if lang := askedLang(r); lang != "" {
		return lang
	}
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	switch {
	case strings.HasPrefix(first, "ja"):
		return "ja"
	case strings.HasPrefix(first, "en"):
		return "en"
	}
	return s.c.DefaultLang
}

// setPaused pauses or resumes a source.
func (s *Server) setPaused(w http.ResponseWriter, r *http.Request, paused bool) {
	s.change(w, r, map[bool]string{true: "paused", false: "resumed"}[paused], func(ctx context.Context, id string) (int, error) {
		return 0, s.c.Desk.SetPaused(ctx, id, paused)
	})
}

// release takes in what is held of a source.
func (s *Server) release(w http.ResponseWriter, r *http.Request) {
	s.change(w, r, "released", s.c.Desk.Release)
}

// remove stops following a source.
func (s *Server) remove(w http.ResponseWriter, r *http.Request) {
	in, err := fields(w, r)
	if err == nil {
		err = s.c.Desk.Remove(r.Context(), in.Get("id"))
	}
	if err != nil {
		s.failed(w, r, site.DeskView{}, err)
		return
	}
	s.done(w, r, "/desk/", url.Values{"done": {"removed"}})
}

// change does something to the source that the form names, and goes back to it.
func (s *Server) change(w http.ResponseWriter, r *http.Request, done string, do func(context.Context, string) (int, error)) {
	in, err := fields(w, r)
	n := 0
	if err == nil {
		n, err = do(r.Context(), in.Get("id"))
	}
	if err != nil {
		s.failed(w, r, site.DeskView{}, err)
		return
	}
	said := url.Values{"done": {done}}
	if n > 0 {
		said.Set("n", strconv.Itoa(n))
	}
	s.done(w, r, "/desk/source?"+url.Values{"id": {in.Get("id")}}.Encode(), said)
}
