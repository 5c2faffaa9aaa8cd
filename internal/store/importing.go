package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Progress is how far the import of one file came.
type Progress struct {
	File    string // what the importer calls it: changes when the file does
	Place   string // where to go on, in the reader's own words
	Records int64  // read so far, good and bad
	Bad     int64
	Done    bool
	At      time.Time // when it was stored
}

// Progress returns how far the import of a file came, or ErrNotFound.
func (s *Store) Progress(ctx context.Context, file string) (Progress, error) {
	p := Progress{File: file}
	var done int
	var at int64
	err := s.read.QueryRowContext(ctx, `SELECT place, records, bad, done, at FROM import WHERE file=$1`, file).
		Scan(&p.Place, &p.Records, &p.Bad, &done, &at)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return p, fmt.Errorf("import progress of %s: %w", file, err)
	}
	p.Done, p.At = done != 0, moment(at)
	return p, nil
}

func (s *Store) putProgress(ctx context.Context, tx *sql.Tx, p Progress) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO import (file, place, records, bad, done, at) VALUES ($1,$2,$3,$4,$5,$6)
		ON CONFLICT (file) DO UPDATE SET place=excluded.place, records=excluded.records, bad=excluded.bad,
		done=excluded.done, at=excluded.at`, p.File, p.Place, p.Records, p.Bad, flag(p.Done), millis(s.now()))
	return err
}
