package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Wake enqueues jobs for all that is outstanding, whether or not there are jobs
// for it already. A worker calls it when it starts.
func (s *Store) Wake(ctx context.Context) error {
	return s.step(ctx, "wake", func(tx *sql.Tx) error {
		for _, w := range []struct {
			stage Stage
			query string
		}{
			{ReadStage, `SELECT id FROM article WHERE state='new' ORDER BY published, id`},
			{TellStage, `SELECT id FROM story WHERE changed > told ORDER BY id`},
		} {
			var keys []string
			if err := each(ctx, tx, w.query, nil, func(r *sql.Rows) error {
				var k string
				err := r.Scan(&k)
				keys = append(keys, k)
				return err
			}); err != nil {
				return err
			}
			if len(keys) == 0 {
				continue
			}
			if err := s.enqueue(ctx, tx, w.stage, keys); err != nil {
				return err
			}
		}
		return s.enqueue(ctx, tx, PlaceStage, nil)
	})
}

// Waited returns how long the article that has waited longest for its place has
// waited; 0 when none waits.
func (s *Store) Waited(ctx context.Context) (time.Duration, error) {
	var at sql.NullInt64
	err := s.read.QueryRowContext(ctx, `SELECT MIN(decided) FROM article WHERE state='read'`).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !at.Valid {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("waiting articles: %w", err)
	}
	return s.now().Sub(moment(at.Int64)), nil
}

// Outstanding reports whether any article or story waits for a stage.
func (s *Store) Outstanding(ctx context.Context) (bool, error) {
	yes, err := exists(ctx, s.read, `SELECT 1 FROM article WHERE state IN ('new', 'read')
		UNION ALL SELECT 1 FROM story WHERE changed > told LIMIT 1`)
	if err != nil {
		return false, fmt.Errorf("look for outstanding work: %w", err)
	}
	return yes, nil
}
