package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kiku/internal/feed"
)

// The states of an announced item.
const (
	AnnouncedWaiting = "waiting" // its page is not fetched yet
	AnnouncedStored  = "stored"  // it became an article
	AnnouncedRefused = "refused" // its page could not be had; the reason says why
)

// Announcement is an item of a feed until its page is an article.
type Announcement struct {
	URL      string    `json:"url"`
	Feed     string    `json:"feed"`
	Source   string    `json:"source"`
	Item     feed.Item `json:"item"`
	State    string    `json:"state"`
	Reason   string    `json:"reason,omitempty"`
	Attempts int       `json:"attempts,omitempty"`
	Decided  time.Time `json:"decided"`
}

const announcedColumns = `SELECT url, feed, source, item, state, reason, attempts, decided FROM announced`

func scanAnnounced(r *sql.Rows) (a Announcement, err error) {
	var item []byte
	var at int64
	if err := r.Scan(&a.URL, &a.Feed, &a.Source, &item, &a.State, &a.Reason, &a.Attempts, &at); err != nil {
		return a, err
	}
	a.Decided = moment(at)
	return a, json.Unmarshal(item, &a.Item)
}

// Waiting claims up to n announced items whose page is to be fetched: until
// lease from now nobody else is given them.
func (s *Store) Waiting(ctx context.Context, n int, lease time.Duration) ([]Announcement, error) {
	var out []Announcement
	err := s.step(ctx, "claim announced items", func(tx *sql.Tx) error {
		out = nil
		now := s.now()
		lock := ""
		if s.dialect == Postgres {
			lock = ` FOR UPDATE SKIP LOCKED`
		}
		err := each(ctx, tx, announcedColumns+` WHERE state='waiting' AND next <= $1 ORDER BY next, url LIMIT $2`+lock,
			[]any{millis(now), n}, func(r *sql.Rows) error {
				a, err := scanAnnounced(r)
				out = append(out, a)
				return err
			})
		if err != nil {
			return err
		}
		for _, a := range out {
			if _, err := tx.ExecContext(ctx, `UPDATE announced SET next=$2 WHERE url=$1`, a.URL, millis(now.Add(lease))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// FailAnnounced counts a failed attempt to get an item's page. It waits until
// again; the third failure refuses it, a final one at once.
func (s *Store) FailAnnounced(ctx context.Context, url, reason string, again time.Time, final bool) error {
	return s.step(ctx, "fail announced "+url, func(tx *sql.Tx) error {
		most := maxAttempts
		if final {
			most = 1
		}
		_, err := tx.ExecContext(ctx, `UPDATE announced SET attempts = attempts + 1, reason=$2, next=$3, decided=$4,
			state = CASE WHEN attempts + 1 >= $5 THEN 'refused' ELSE state END WHERE url=$1 AND state='waiting'`,
			url, reason, millis(again), millis(s.now()), most)
		return err
	})
}

func (s *Store) settleAnnounced(ctx context.Context, tx *sql.Tx, url, state, reason string, next int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE announced SET state=$2, reason=$3, next=$4, decided=$5 WHERE url=$1`,
		url, state, reason, next, millis(s.now()))
	return err
}

// Announced returns what is known of an announced address, or ErrNotFound.
func (s *Store) Announced(ctx context.Context, url string) (Announcement, error) {
	var out Announcement
	err := ErrNotFound
	if e := each(ctx, s.read, announcedColumns+` WHERE url=$1`, []any{url}, func(r *sql.Rows) error {
		out, err = scanAnnounced(r)
		return err
	}); e != nil && !errors.Is(e, err) {
		err = e
	}
	if err != nil {
		return out, fmt.Errorf("announced %s: %w", url, err)
	}
	return out, nil
}
