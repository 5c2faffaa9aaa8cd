package web

import (
	"context"
	"net/http"
	"time"

	"kiku/internal/pipeline"
	"kiku/internal/site"
)

const (
	// tryIn bounds a trial: a few polite requests, each of them perhaps slow.
	tryIn = 3 * time.Minute
	// stepIn is how long one step may take to reach the owner.
	stepIn = 90 * time.Second
)

// within gives a request a time limit of its own.
func within(r *http.Request, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(r.Context(), d)
}

// patience moves the time until when an answer may be written. A writer that
// cannot do that keeps its own bound.
func (s *Server) patience(w http.ResponseWriter, d time.Duration) {
	if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(d)); err != nil {
		s.c.Log.Debug("desk", "deadline", err)
	}
}

// try shows each step of a fetch as it happens. The page is sent piece by piece,
// so it needs no script.
func (s *Server) try(w http.ResponseWriter, r *http.Request) {
	in, err := fields(w, r)
	if err != nil {
		s.failed(w, r, site.DeskView{}, err)
		return
	}
	address, lang := in.Get("address"), s.deskLang(r)
	frame, err := s.current().get(lang + "/404.html")
	if err != nil {
		s.answerDesk(w, r, nil, err)
		return
	}
	page, err := site.NewTrial(frame.forms[plainForm].data, lang, site.TrialView{Prefix: s.c.Prefix, Lang: askedLang(r)}, address)
	if err != nil {
		s.answerDesk(w, r, nil, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no")
	s.stream(w, page.Head)
	ctx, cancel := within(r, tryIn)
	defer cancel()
	tell := func(step pipeline.TrialStep) {
		row, err := page.Row(step.In(lang))
		if err == nil {
			s.stream(w, row)
		}
	}
	trial, err := s.c.Desk.Try(ctx, address, tell)
	if err != nil {
		s.c.Log.Warn("desk", "path", r.URL.Path, "err", err)
		trial.OK = false
		if trial.Fault == pipeline.FaultNone { // else its last step has told
			tell(pipeline.TrialStep{Name: "answer", State: pipeline.TrialFailed, Fault: pipeline.FaultOf(err), Detail: err.Error()})
		}
	}
	view := trial.In(lang, s.c.Prefix, s.c.Zone)
	view.Lang = askedLang(r)
	end, err := page.End(view)
	if err != nil {
		s.c.Log.Error("desk", "path", r.URL.Path, "err", err)
		return
	}
	s.stream(w, end)
}

// stream sends a piece of a page at once.
func (s *Server) stream(w http.ResponseWriter, piece []byte) {
	s.patience(w, stepIn)
	if _, err := w.Write(piece); err != nil {
		return // the owner has left the page; the trial ends with the request
	}
	if err := http.NewResponseController(w).Flush(); err != nil {
		s.c.Log.Debug("desk", "flush", err)
	}
}
