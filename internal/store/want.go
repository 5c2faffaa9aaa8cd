package store

import (
	"context"
	"database/sql"
	"fmt"

	"kiku/internal/article"
)

// Want is an article whose features were to have a vector and have none.
type Want struct {
	Article  article.Article
	Features []byte // story.Features as JSON
}

// Wants returns up to n articles that want a vector: those asked for least, and
// of them the newest, first.
func (s *Store) Wants(ctx context.Context, n int) ([]Want, error) {
	var out []Want
	err := each(ctx, s.read, `SELECT a.body, f.body FROM features f JOIN article a ON a.id = f.article AND a.fingerprint = f.fingerprint
		WHERE f.wants > 0 ORDER BY f.wants, a.published DESC, a.id LIMIT $1`, []any{n}, func(r *sql.Rows) error {
		var w Want
		var err error
		w.Article, err = scanArticle(r, &w.Features)
		out = append(out, w)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("articles that want a vector: %w", err)
	}
	return out, nil
}

// FinishWants stores the features of readings that want a vector no more, and
// counts another try for those that still do. Features of another text than the
// one that was read are left alone. Where a placed article is concerned whoever
// holds a grouper is sent back to what is stored, and a repairing pass is due.
func (s *Store) FinishWants(ctx context.Context, rs []Reading) error {
	return s.step(ctx, "finish wants", func(tx *sql.Tx) error {
		again := false
		for _, r := range rs {
			query, args := `UPDATE features SET wants = wants + 1 WHERE article=$1 AND fingerprint=$2 AND wants > 0`, []any{string(r.Article), r.Fingerprint}
			if !r.Wants {
				query, args = `UPDATE features SET wants = 0, body = $3 WHERE article=$1 AND fingerprint=$2 AND wants > 0`, append(args, string(r.Features))
			}
			found, err := changed(tx.ExecContext(ctx, query, args...))
			if err != nil {
				return fmt.Errorf("article %s: %w", r.Article, err)
			}
			if r.Wants || !found || again {
				continue
			}
			if again, err = exists(ctx, tx, `SELECT 1 FROM placement WHERE article=$1`, string(r.Article)); err != nil {
				return err
			}
		}
		if !again {
			return nil
		}
		if err := s.bump(ctx, tx, placing); err != nil {
			return err
		}
		return s.enqueue(ctx, tx, PlaceStage, nil)
	})
}
