package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Rewind takes everything back to before a stage, so that the stages from there
// on are done again with today's code:
//
//   - ReadStage: every article that was read becomes New and loses its
//     features, search words and place;
//   - PlaceStage: every placed article loses its place;
//   - TellStage: every story is to be told again.
//
// Editions stay, and so do redirects: addresses never die. ExtractStage rewinds
// like ReadStage; making articles from kept pages again is for the caller.
func (s *Store) Rewind(ctx context.Context, from Stage) error {
	return s.step(ctx, "rewind to "+string(from), func(tx *sql.Tx) error {
		switch from {
		case TellStage:
			return s.touchStories(ctx, tx, `SELECT id FROM story ORDER BY id`)
		case PlaceStage:
			return s.unplaceAfter(ctx, tx, -1<<62, "")
		case ReadStage, ExtractStage:
			if err := s.unplaceAfter(ctx, tx, -1<<62, ""); err != nil {
				return err
			}
			return s.unread(ctx, tx)
		}
		return fmt.Errorf("no stage %q", from)
	})
}

func (s *Store) unread(ctx context.Context, tx *sql.Tx) error {
	qs := []string{
		`UPDATE article SET state='new', reason='', attempts=0 WHERE state='read'`,
		// What reading refused is read again; what was refused on the way in stays.
		`UPDATE article SET state='new', reason='', attempts=0 WHERE state='refused' AND decider LIKE 'read %'`,
		`DELETE FROM features`,
	}
	if s.dialect == SQLite {
		qs = append(qs, `DELETE FROM words WHERE rowid IN (SELECT n FROM found WHERE kind='article')`)
	}
	qs = append(qs, `DELETE FROM found WHERE kind='article'`)
	for _, q := range qs {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	var ids []string
	if err := each(ctx, tx, `SELECT id FROM article WHERE state='new' ORDER BY published, id`, nil, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}); err != nil {
		return err
	}
	for len(ids) > 0 {
		n := min(50, len(ids)) // the size of one reading job
		if err := s.enqueue(ctx, tx, ReadStage, ids[:n]); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}
