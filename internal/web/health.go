package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// tally notes what was answered.
type tally struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the status.
func (t *tally) WriteHeader(status int) {
	if t.status == 0 {
		t.status = status
	}
	t.ResponseWriter.WriteHeader(status)
}

// Write notes the size.
func (t *tally) Write(b []byte) (int, error) {
	if t.status == 0 {
		t.status = http.StatusOK
	}
	n, err := t.ResponseWriter.Write(b)
	t.bytes += int64(n)
	return n, err
}

// Unwrap gives http.ResponseController the writer below.
func (t *tally) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// counts are answers by class (index 2 for 200 to 299) and bytes sent.
type counts struct {
	answers [6]atomic.Int64
	bytes   atomic.Int64
}

func (c *counts) add(t *tally) {
	if class := t.status / 100; class > 0 && class < len(c.answers) {
		c.answers[class].Add(1)
	}
	c.bytes.Add(t.bytes)
}

// health answers whether this server can do its work.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
	defer cancel()
	if s.c.Health != nil {
		if err := s.c.Health.Reachable(ctx); err != nil {
			s.c.Log.Error("health", "err", err)
			http.Error(w, "store: not reachable", http.StatusServiceUnavailable)
			return
		}
	}
	if _, err := s.current().get("index.html"); err != nil {
		http.Error(w, "site: not built yet", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// metrics answers in the text form that Prometheus reads.
func (s *Server) metrics(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	one := func(name, help, kind string) { fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind) }
	one("kiku_http_answers_total", "Answers by class of status.", "counter")
	for class := 1; class < len(s.counts.answers); class++ {
		fmt.Fprintf(&b, "kiku_http_answers_total{class=\"%dxx\"} %d\n", class, s.counts.answers[class].Load())
	}
	one("kiku_http_bytes_total", "Bytes of answers, without their heads.", "counter")
	fmt.Fprintf(&b, "kiku_http_bytes_total %d\n", s.counts.bytes.Load())
	s.visits.mu.Lock()
	total := s.visits.total
	s.visits.mu.Unlock()
	one("kiku_readings_total", "Stories opened by readers.", "counter")
	fmt.Fprintf(&b, "kiku_readings_total %d\n", total)
	p := s.pages.Load()
	p.mu.RLock()
	kept := p.bytes
	p.mu.RUnlock()
	one("kiku_pages_kept_bytes", "Pages kept in memory.", "gauge")
	fmt.Fprintf(&b, "kiku_pages_kept_bytes %d\n", kept)
	if s.c.Gauges != nil {
		gauges, err := s.c.Gauges(r.Context())
		if err != nil {
			s.c.Log.Error("metrics", "err", err)
			http.Error(w, "gauges: not available", http.StatusServiceUnavailable)
			return
		}
		writeGauges(&b, gauges)
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write([]byte(b.String()))
}

// writeGauges writes numbers in the text form of Prometheus: the head of a name
// once, then a line for each label.
func writeGauges(b *strings.Builder, gauges []Gauge) {
	before := ""
	for _, g := range gauges {
		if g.Name != before {
			kind := "gauge"
			if g.Counter {
				kind = "counter"
			}
			fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s %s\n", g.Name, g.Help, g.Name, kind)
			before = g.Name
		}
		if g.Label == "" {
			fmt.Fprintf(b, "%s %g\n", g.Name, g.Value)
			continue
		}
		fmt.Fprintf(b, "%s{%s=%q} %g\n", g.Name, g.Label, g.Of, g.Value)
	}
}
