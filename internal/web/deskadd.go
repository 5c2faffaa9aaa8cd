package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"kiku/internal/feed"
	"kiku/internal/site"
	"kiku/internal/site/theme"
)

// findIn is how long a form may look for a feed: longer than one slow server,
// shorter than the browser's patience.
const findIn = 50 * time.Second

// add follows what is at an address. Where a page names several feeds, the
// owner chooses first.
func (s *Server) add(w http.ResponseWriter, r *http.Request) {
	in, err := fields(w, r)
	if err != nil {
		s.failed(w, r, site.DeskView{}, err)
		return
	}
	address := in.Get("address")
	s.patience(w, findIn+10*time.Second)
	ctx, cancel := within(r, findIn)
	defer cancel()
	found, err := s.c.Desk.Find(ctx, address)
	switch {
	case err != nil:
		s.failed(w, r, site.DeskView{Address: address}, err)
		return
	case found.Known.ID != "":
		words := theme.WordsOf(s.deskLang(r))
		s.deskPage(w, r, site.DeskView{Note: words.T("desk.done.known", "name", found.Known.Name)})
		return
	case len(found.Others) > 0 && in.Get("exact") == "":
		s.deskPage(w, r, site.DeskView{Address: address, Choices: choices(found.Source, found.Others)})
		return
	}
	if _, err := s.c.Desk.Follow(r.Context(), found); err != nil {
		s.failed(w, r, site.DeskView{Address: address}, err)
		return
	}
	s.done(w, r, "/desk/", url.Values{"done": {"added"}})
}

// choices lists the feeds of one page, the one that was read first.
func choices(first feed.Source, others []feed.Candidate) []site.DeskChoice {
	out := []site.DeskChoice{{URL: first.Feeds[0], Title: first.Name}}
	for _, c := range others {
		out = append(out, site.DeskChoice{URL: c.URL, Title: c.Title})
	}
	return out
}

// addStarter follows the starter sources.
func (s *Server) addStarter(w http.ResponseWriter, r *http.Request) {
	n, err := s.c.Desk.AddSources(r.Context(), feed.Starter())
	s.followedMany(w, r, n, err)
}

// importOPML follows what another reader exported.
func (s *Server) importOPML(w http.ResponseWriter, r *http.Request) {
	sources, err := uploaded(w, r)
	if errors.Is(err, feed.ErrNotFeed) {
		s.c.Log.Warn("desk", "path", r.URL.Path, "err", err)
		words := theme.WordsOf(s.deskLang(r))
		s.deskPage(w, r, site.DeskView{Failed: true, Note: words.T("desk.failed", "why", words.T("desk.opml.bad")), Do: words.T("desk.opml.bad.do")})
		return
	}
	n := 0
	if err == nil {
		n, err = s.c.Desk.AddSources(r.Context(), sources)
	}
	s.followedMany(w, r, n, err)
}

func (s *Server) followedMany(w http.ResponseWriter, r *http.Request, n int, err error) {
	if err != nil {
		s.failed(w, r, site.DeskView{}, err)
		return
	}
	s.done(w, r, "/desk/", url.Values{"done": {"imported"}, "n": {strconv.Itoa(n)}})
}

// uploaded reads the OPML file of a form. The error wraps feed.ErrNotFeed or
// feed.ErrTooBig.
func uploaded(w http.ResponseWriter, r *http.Request) ([]feed.Source, error) {
	r.Body = http.MaxBytesReader(w, r.Body, largestOPML+largestForm)
	file, _, err := r.FormFile("opml")
	if err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			return nil, fmt.Errorf("opml: %w", feed.ErrTooBig)
		}
		return nil, fmt.Errorf("opml: %w: %w", feed.ErrNotFeed, err)
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("opml: %w: %w", feed.ErrTooBig, err)
	}
	sources, err := feed.ParseOPML(data)
	if err == nil && len(sources) == 0 {
		err = fmt.Errorf("opml: %w: no feeds in it", feed.ErrNotFeed)
	}
	return sources, err
}

// export sends the list of sources to be saved.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	sources, err := s.c.Desk.Followed(r.Context())
	var body []byte
	if err == nil {
		body, err = feed.WriteOPML("Kiku", sources)
	}
	if err != nil {
		s.c.Log.Error("desk", "path", r.URL.Path, "err", err)
		s.broken(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/x-opml; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="kiku.opml"`)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		// The owner is gone when this fails; there is nobody to tell.
		_, _ = w.Write(body)
	}
}
