package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// FeedHealth is how one feed fares.
type FeedHealth struct {
	FeedState
	// Rhythm is the time between the last visit and the next.
	Rhythm time.Duration `json:"rhythm_ns,omitempty"`
	// Answers counts the answers of the last 30 days by their class; see
	// feed.Outcome.
	Answers map[string]int `json:"answers,omitempty"`
	// Errors30 is how many of them were neither ok nor unchanged nor waiting.
	Errors30  int       `json:"errors_30_days"`
	LastError string    `json:"last_error,omitempty"` // the newest of them, in its own words
	ErrorAt   time.Time `json:"error_at,omitzero"`    // and when it was
	Held      int       `json:"held,omitempty"`       // items held back for the owner to look at
}

// SourceHealth is how one source fares, for the owner. What is counted was
// announced within the last 30 days.
type SourceHealth struct {
	SourceState
	Feeds     []FeedHealth `json:"feed_health"` // in the order of States
	Good      time.Time    `json:"good,omitzero"`
	Errors30  int          `json:"errors_30_days"`
	Announced int          `json:"announced"`
	Waiting   int          `json:"waiting"`
	Held      int          `json:"held"`
	Stored    int          `json:"stored"`
	Refused   int          `json:"refused"`
	Used      int          `json:"used"`  // stored ones that a digest of today cites
	Share     float64      `json:"share"` // Used of Stored, 0 to 1
}

// healthy are the classes of answers that are no errors.
var healthy = map[string]bool{"ok": true, "unchanged": true, "waiting": true}

// SourceHealth returns how every source fares, by name and ID. It reads a month
// of announcements: not for every request.
func (s *Store) SourceHealth(ctx context.Context) ([]SourceHealth, error) {
	states, err := s.Sources(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]SourceHealth, len(states))
	sources, feeds := map[string]*SourceHealth{}, map[string]*FeedHealth{}
	for i, st := range states {
		h := &out[i]
		h.SourceState = st
		sources[st.ID] = h
		h.Feeds = make([]FeedHealth, len(st.States))
		for k, f := range st.States {
			h.Feeds[k] = FeedHealth{FeedState: f, Answers: map[string]int{}}
			if !f.Tried.IsZero() && f.Next.After(f.Tried) {
				h.Feeds[k].Rhythm = f.Next.Sub(f.Tried)
			}
			if f.Good.After(h.Good) {
				h.Good = f.Good
			}
			feeds[f.URL] = &h.Feeds[k]
		}
	}
	if err := s.countAnswers(ctx, feeds); err != nil {
		return nil, fmt.Errorf("source health: %w", err)
	}
	if err := s.countAnnounced(ctx, sources, feeds); err != nil {
		return nil, fmt.Errorf("source health: %w", err)
	}
	for i := range out {
		for _, f := range out[i].Feeds {
			out[i].Errors30 += f.Errors30
		}
		if out[i].Stored > 0 {
			out[i].Share = float64(out[i].Used) / float64(out[i].Stored)
		}
	}
	return out, nil
}

// countAnswers fills in how feeds answered within 30 days.
func (s *Store) countAnswers(ctx context.Context, feeds map[string]*FeedHealth) error {
	since := s.now().Add(-keptAnswers)
	last := map[*FeedHealth]string{} // class of the newest error
	err := each(ctx, s.read, `SELECT feed, class, SUM(n), MAX(at) FROM answered WHERE day >= $1 GROUP BY feed, class`, []any{since.UTC().Format(dayForm)}, func(r *sql.Rows) error {
		var url, class string
		var n int
		var at int64
		if err := r.Scan(&url, &class, &n, &at); err != nil {
			return err
		}
		f := feeds[url]
		if f == nil {
			return nil
		}
		f.Answers[class] += n
		if healthy[class] {
			return nil
		}
		f.Errors30 += n
		if t := moment(at); t.After(f.ErrorAt) {
			f.ErrorAt, last[f] = t, class
		}
		return nil
	})
	if err != nil {
		return err
	}
	// Not while the rows are open: readers that each hold a connection and want
	// another would wait for each other for ever.
	for f, class := range last {
		err := s.read.QueryRowContext(ctx, `SELECT reason FROM answered WHERE feed=$1 AND class=$2 ORDER BY day DESC LIMIT 1`, f.URL, class).Scan(&f.LastError)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}

// countAnnounced fills in what became of what was announced within 30 days.
func (s *Store) countAnnounced(ctx context.Context, sources map[string]*SourceHealth, feeds map[string]*FeedHealth) error {
	since := millis(s.now().Add(-keptAnswers))
	err := each(ctx, s.read, `SELECT source, feed, state, COUNT(*) FROM announced WHERE first >= $1 GROUP BY source, feed, state`, []any{since}, func(r *sql.Rows) error {
		var source, url, state string
		var n int
		if err := r.Scan(&source, &url, &state, &n); err != nil {
			return err
		}
		if f := feeds[url]; f != nil && state == AnnouncedHeld {
			f.Held += n
		}
		h := sources[source]
		if h == nil {
			return nil
		}
		h.Announced += n
		switch state {
		case AnnouncedWaiting:
			h.Waiting += n
		case AnnouncedHeld:
			h.Held += n
		case AnnouncedStored:
			h.Stored += n
		case AnnouncedRefused:
			h.Refused += n
		}
		return nil
	})
	if err != nil {
		return err
	}
	return each(ctx, s.read, `SELECT source, COUNT(DISTINCT article) FROM announced WHERE first >= $1 AND state = 'stored'
		AND EXISTS (SELECT 1 FROM cited WHERE cited.article = announced.article) GROUP BY source`, []any{since}, func(r *sql.Rows) error {
		var source string
		var n int
		err := r.Scan(&source, &n)
		if h := sources[source]; h != nil {
			h.Used = n
		}
		return err
	})
}
