package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"kiku/internal/story"
)

const dayForm = "2006-01-02"

// CountVisits adds readings of stories on a day. Nothing about who read is kept.
// A server gathers counts for a while and brings them in one step.
func (s *Store) CountVisits(ctx context.Context, day time.Time, n map[story.StoryID]int) error {
	return s.step(ctx, "count visits", func(tx *sql.Tx) error {
		for _, id := range sortedKeys(n) {
			if _, err := tx.ExecContext(ctx, `INSERT INTO visit (day, story, n) VALUES ($1,$2,$3)
				ON CONFLICT (day, story) DO UPDATE SET n = visit.n + excluded.n`, day.Format(dayForm), string(id), n[id]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Visited is how often a story was opened.
type Visited struct {
	Story story.StoryID `json:"story"`
	N     int64         `json:"n"`
}

// Ranking returns the stories opened most from one day to another, both
// included, at most n; ties by story. Readings of a merged story count for the
// story it leads to.
func (s *Store) Ranking(ctx context.Context, from, to time.Time, n int) ([]Visited, error) {
	var out []Visited
	err := each(ctx, s.read, `SELECT COALESCE(r.now, v.story) AS st, SUM(v.n) AS total FROM visit v
		LEFT JOIN redirect r ON r.was = v.story WHERE v.day >= $1 AND v.day <= $2
		GROUP BY COALESCE(r.now, v.story) ORDER BY total DESC, st LIMIT $3`,
		[]any{from.Format(dayForm), to.Format(dayForm), n}, func(r *sql.Rows) error {
			var v Visited
			err := r.Scan(&v.Story, &v.N)
			out = append(out, v)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("ranking: %w", err)
	}
	return out, nil
}
