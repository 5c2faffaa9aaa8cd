package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"kiku/internal/feed"
)

// FeedState is how one feed of a source answered.
type FeedState struct {
	URL          string    `json:"url"`
	Source       string    `json:"source"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Tried        time.Time `json:"tried,omitzero"`
	Good         time.Time `json:"good,omitzero"`  // last answer without an error
	Fresh        time.Time `json:"fresh,omitzero"` // last answer with something new
	Next         time.Time `json:"next,omitzero"`  // not to be asked before
	Errors       int       `json:"errors,omitempty"`
	Reason       string    `json:"reason,omitempty"` // of the last error
}

// SourceState is a source with how its feeds answered.
type SourceState struct {
	feed.Source
	States []FeedState `json:"states"`
}

// PutSource adds a source or replaces what is known of it. Feeds that it had
// before keep their state; feeds that it has no more are forgotten. A feed that
// belongs to another source already moves to this one.
func (s *Store) PutSource(ctx context.Context, src feed.Source) error {
	return s.step(ctx, "put source "+src.ID, func(tx *sql.Tx) error {
		if src.ID == "" || src.Name == "" {
			return errors.New("a source needs an ID and a name")
		}
		if src.Added.IsZero() {
			src.Added = s.now()
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO source (id, name, home, lang, category, paused, added) VALUES ($1,$2,$3,$4,$5,$6,$7)
			ON CONFLICT (id) DO UPDATE SET name=excluded.name, home=excluded.home, lang=excluded.lang,
			category=excluded.category, paused=excluded.paused`,
			src.ID, src.Name, src.Home, src.Lang, src.Category, flag(src.Paused), millis(src.Added)); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE feed SET position = -1 WHERE source=$1`, src.ID); err != nil {
			return err
		}
		for i, u := range src.Feeds {
			if _, err := tx.ExecContext(ctx, `INSERT INTO feed (url, source, position) VALUES ($1,$2,$3)
				ON CONFLICT (url) DO UPDATE SET source=excluded.source, position=excluded.position`, u, src.ID, i); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM feed WHERE source=$1 AND position = -1`, src.ID)
		return err
	})
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// RemoveSource forgets a source and its feeds. Its articles stay.
func (s *Store) RemoveSource(ctx context.Context, id string) error {
	return s.step(ctx, "remove source "+id, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `DELETE FROM source WHERE id=$1`, id)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNotFound)
		}
		return nil
	})
}

// Sources returns all sources with how their feeds answered, by name and ID.
func (s *Store) Sources(ctx context.Context) ([]SourceState, error) {
	var out []SourceState
	at := map[string]int{}
	err := each(ctx, s.read, `SELECT id, name, home, lang, category, paused, added FROM source ORDER BY name, id`, nil, func(r *sql.Rows) error {
		var src SourceState
		var paused int
		var added int64
		err := r.Scan(&src.ID, &src.Name, &src.Home, &src.Lang, &src.Category, &paused, &added)
		src.Paused, src.Added = paused != 0, moment(added)
		at[src.ID] = len(out)
		out = append(out, src)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	err = each(ctx, s.read, feedColumns+` ORDER BY source, position`, nil, func(r *sql.Rows) error {
		f, err := scanFeed(r)
		if err != nil {
			return err
		}
		if i, ok := at[f.Source]; ok {
			out[i].Feeds = append(out[i].Feeds, f.URL)
			out[i].States = append(out[i].States, f)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	return out, nil
}

const feedColumns = `SELECT url, source, etag, last_modified, tried, good, fresh, next, errors, reason FROM feed`

func scanFeed(r *sql.Rows) (FeedState, error) {
	var f FeedState
	var tried, good, fresh, next int64
	err := r.Scan(&f.URL, &f.Source, &f.ETag, &f.LastModified, &tried, &good, &fresh, &next, &f.Errors, &f.Reason)
	f.Tried, f.Good, f.Fresh, f.Next = moment(tried), moment(good), moment(fresh), moment(next)
	return f, err
}

// DueFeeds claims up to n feeds of sources that are not paused and whose time
// has come: until lease from now nobody else is given them.
func (s *Store) DueFeeds(ctx context.Context, n int, lease time.Duration) ([]FeedState, error) {
	var out []FeedState
	err := s.step(ctx, "claim feeds", func(tx *sql.Tx) error {
		out = nil
		now := s.now()
		lock := ""
		if s.dialect == Postgres {
			lock = ` FOR UPDATE OF feed SKIP LOCKED`
		}
		err := each(ctx, tx, feedColumns+` WHERE next <= $1 AND source IN (SELECT id FROM source WHERE paused = 0)
			ORDER BY next, url LIMIT $2`+lock, []any{millis(now), n}, func(r *sql.Rows) error {
			f, err := scanFeed(r)
			out = append(out, f)
			return err
		})
		if err != nil {
			return err
		}
		for _, f := range out {
			if _, err := tx.ExecContext(ctx, `UPDATE feed SET next=$2 WHERE url=$1`, f.URL, millis(now.Add(lease))); err != nil {
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

// FinishFeed stores how a feed answered and, in the same step, what it
// announced. An address that was announced before is left as it is.
func (s *Store) FinishFeed(ctx context.Context, f FeedState, items []feed.Item) (fresh int, err error) {
	err = s.step(ctx, "finish feed "+f.URL, func(tx *sql.Tx) error {
		fresh = 0
		now := millis(s.now())
		for _, it := range items {
			body, err := toJSON(it)
			if err != nil {
				return err
			}
			res, err := tx.ExecContext(ctx, `INSERT INTO announced (url, feed, source, item, state, reason, attempts, next, decided)
				VALUES ($1,$2,$3,$4,'waiting','',0,0,$5) ON CONFLICT DO NOTHING`, it.URL, f.URL, f.Source, body, now)
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			fresh += int(n)
		}
		if fresh > 0 {
			f.Fresh = f.Tried
		}
		_, err := tx.ExecContext(ctx, `UPDATE feed SET etag=$2, last_modified=$3, tried=$4, good=$5,
			fresh=CASE WHEN $6 > fresh THEN $6 ELSE fresh END, next=$7, errors=$8, reason=$9
			WHERE url=$1`, f.URL, f.ETag, f.LastModified, millis(f.Tried), millis(f.Good), millis(f.Fresh), millis(f.Next), f.Errors, f.Reason)
		return err
	})
	return fresh, err
}
