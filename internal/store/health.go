package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"kiku/internal/store/migration"
)

// Counts says how much there is of everything.
type Counts struct {
	Sources  int64           `json:"sources"`
	Articles map[State]int64 `json:"articles"` // by state
	Stories  int64           `json:"stories"`
	Untold   int64           `json:"untold"`
	Editions int64           `json:"editions"`
	Told     int64           `json:"told"` // digests shown: stories times languages
	Waiting  int64           `json:"waiting"`
	Bytes    int64           `json:"bytes"` // of the database
}

// All returns the number of articles in any state.
func (c Counts) All() int64 {
	var n int64
	for _, v := range c.Articles {
		n += v
	}
	return n
}

var sizeText = map[Dialect]string{
	SQLite:   `SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()`,
	Postgres: `SELECT pg_database_size(current_database())`,
}

// Counts counts everything. It reads whole indexes: not for every request.
func (s *Store) Counts(ctx context.Context) (Counts, error) {
	c := Counts{Articles: map[State]int64{}}
	err := each(ctx, s.read, `SELECT state, COUNT(*) FROM article GROUP BY state`, nil, func(r *sql.Rows) error {
		var st State
		var n int64
		err := r.Scan(&st, &n)
		c.Articles[st] = n
		return err
	})
	if err != nil {
		return c, fmt.Errorf("count: %w", err)
	}
	for _, q := range []struct {
		text string
		to   *int64
	}{
		{`SELECT COUNT(*) FROM source`, &c.Sources},
		{`SELECT COUNT(DISTINCT story) FROM placement`, &c.Stories},
		{`SELECT COUNT(*) FROM story WHERE changed > told`, &c.Untold},
		{`SELECT COUNT(*) FROM edition`, &c.Editions},
		{`SELECT COUNT(*) FROM telling WHERE state = 'told'`, &c.Told},
		{`SELECT COUNT(*) FROM announced WHERE state = 'waiting'`, &c.Waiting},
		{sizeText[s.dialect], &c.Bytes},
	} {
		if err := s.read.QueryRowContext(ctx, q.text).Scan(q.to); err != nil {
			return c, fmt.Errorf("count: %w", err)
		}
	}
	return c, nil
}

// Reachable reports whether the database answers, also to a write.
func (s *Store) Reachable(ctx context.Context) error {
	if err := s.write.PingContext(ctx); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	return s.step(ctx, "database takes writes", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE cursor SET value = value WHERE name = ''`)
		return err
	})
}

// Migrations returns the version of the tables and the newest one known.
func (s *Store) Migrations(ctx context.Context) (current, newest int64, err error) {
	return migration.Versions(ctx, s.write, string(s.dialect))
}

// Backup writes a consistent copy of the SQLite database to a new file while the
// store is in use. On PostgreSQL it fails: pg_dump is the tool there.
func (s *Store) Backup(ctx context.Context, file string) error {
	if s.dialect != SQLite {
		return fmt.Errorf("backup %s: a PostgreSQL database is backed up by pg_dump", file)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return fmt.Errorf("backup %s: %w", file, err)
	}
	if _, err := s.write.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
		return fmt.Errorf("backup %s: %w", file, err)
	}
	return nil
}
