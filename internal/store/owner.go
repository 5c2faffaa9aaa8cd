package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Day is what one source did on one day.
type Day struct {
	Source string
	Day    time.Time // its beginning, in UTC
	Items  int       // announced for the first time
	Errors int       // visits of its feeds that failed
}

// Answer is how a feed answered on one day: how often with one class.
type Answer struct {
	Feed   string
	Class  string // see feed.Outcome
	N      int
	At     time.Time // the last of them
	Reason string    // of the last of them
}

// SourceDays returns what sources did on each day since a time, days without
// anything left out, by source and day.
func (s *Store) SourceDays(ctx context.Context, since time.Time) ([]Day, error) {
	byDay := map[string]map[string]*Day{}
	var order []*Day
	at := func(source, day string) (*Day, error) {
		if d := byDay[source][day]; d != nil {
			return d, nil
		}
		begin, err := time.Parse(dayForm, day)
		if err != nil {
			return nil, err
		}
		if byDay[source] == nil {
			byDay[source] = map[string]*Day{}
		}
		d := &Day{Source: source, Day: begin}
		byDay[source][day] = d
		order = append(order, d)
		return d, nil
	}
	err := each(ctx, s.read, `SELECT source, first / 86400000, COUNT(*) FROM announced WHERE first >= $1 GROUP BY 1, 2 ORDER BY 1, 2`,
		[]any{millis(since)}, func(r *sql.Rows) error {
			var source string
			var day int64
			var n int
			if err := r.Scan(&source, &day, &n); err != nil {
				return err
			}
			d, err := at(source, time.Unix(day*86400, 0).UTC().Format(dayForm))
			if err == nil {
				d.Items = n
			}
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("days of sources: %w", err)
	}
	err = each(ctx, s.read, `SELECT f.source, a.day, a.class, SUM(a.n) FROM answered a JOIN feed f ON f.url = a.feed WHERE a.day >= $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
		[]any{since.UTC().Format(dayForm)}, func(r *sql.Rows) error {
			var source, day, class string
			var n int
			if err := r.Scan(&source, &day, &class, &n); err != nil || healthy[class] {
				return err
			}
			d, err := at(source, day)
			if err == nil {
				d.Errors += n
			}
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("days of sources: %w", err)
	}
	out := make([]Day, 0, len(order))
	for _, d := range order {
		out = append(out, *d)
	}
	return out, nil
}

// Answers returns how a feed answered since a time, newest first.
func (s *Store) Answers(ctx context.Context, feedURL string, since time.Time) ([]Answer, error) {
	var out []Answer
	err := each(ctx, s.read, `SELECT class, n, at, reason FROM answered WHERE feed=$1 AND day >= $2 ORDER BY at DESC, class`,
		[]any{feedURL, since.UTC().Format(dayForm)}, func(r *sql.Rows) error {
			a := Answer{Feed: feedURL}
			var at int64
			err := r.Scan(&a.Class, &a.N, &at, &a.Reason)
			a.At = moment(at)
			out = append(out, a)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("answers of feed %s: %w", feedURL, err)
	}
	return out, nil
}

// NoteAsked notes that a feed was asked outside of a visit, so that nobody asks
// it again before until. Nothing else of the feed changes.
func (s *Store) NoteAsked(ctx context.Context, feedURL string, at, until time.Time) error {
	return s.step(ctx, "note that feed was asked "+feedURL, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE feed SET tried=$2, soonest=CASE WHEN soonest < $3 THEN $3 ELSE soonest END, next=CASE WHEN next < $3 THEN $3 ELSE next END WHERE url=$1`,
			feedURL, millis(at), millis(until))
		return err
	})
}
