package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"

	"kiku/internal/pipeline"
)

// Hubs hears what the hubs of feeds say (WebSub). path is the end of the
// callback's address, a secret between us and the hub.
type Hubs interface {
	// VerifyHub returns the challenge to send back; errors wrap
	// pipeline.ErrNoSubscription.
	VerifyHub(ctx context.Context, path string, q url.Values) (challenge string, err error)
	// Pushed takes a push; errors wrap pipeline.ErrNoSubscription and
	// pipeline.ErrTooLong.
	Pushed(ctx context.Context, path, signature string, body io.Reader) (right bool, err error)
}

// HubPath is where hubs call, below the site's own address.
const HubPath = "/websub/"

// pushesAtOnce bounds the pushes that are read at the same time.
const pushesAtOnce = 8

// hub answers a hub. A push with a wrong signature gets the same answer as a right
// one (WebSub 8 allows it), so that nobody can try signatures out.
func (s *Server) hub(w http.ResponseWriter, r *http.Request, path string) {
	w.Header().Set("Cache-Control", "no-store")
	if s.c.Hubs == nil {
		http.NotFound(w, r)
		return
	}
	switch r.Method {
	case http.MethodGet:
		challenge, err := s.c.Hubs.VerifyHub(r.Context(), path, r.URL.Query())
		if err != nil {
			s.refuseHub(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, challenge) // the hub that does not read it is not confirmed
	case http.MethodPost:
		select {
		case s.pushes <- struct{}{}:
			defer func() { <-s.pushes }()
		default:
			w.Header().Set("Retry-After", "60")
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		right, err := s.c.Hubs.Pushed(r.Context(), path, r.Header.Get("X-Hub-Signature"), r.Body)
		if err != nil {
			s.refuseHub(w, r, err)
			return
		}
		if !right {
			s.c.Log.Info("push with a wrong signature")
		}
		w.WriteHeader(http.StatusAccepted)
	default:
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	}
}

// refuseHub answers an error. 410 tells a hub that its subscription is over.
func (s *Server) refuseHub(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, pipeline.ErrNoSubscription) && r.Method == http.MethodPost:
		http.Error(w, "no such subscription", http.StatusGone)
	case errors.Is(err, pipeline.ErrNoSubscription):
		http.Error(w, "no such subscription", http.StatusNotFound)
	case errors.Is(err, pipeline.ErrTooLong):
		http.Error(w, "too long", http.StatusRequestEntityTooLarge)
	default:
		s.c.Log.Warn("hub", "err", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
	}
}
