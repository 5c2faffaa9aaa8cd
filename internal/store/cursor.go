package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func (s *Store) cursor(ctx context.Context, q queryer, name string) (int64, error) {
	var v int64
	err := q.QueryRowContext(ctx, `SELECT value FROM cursor WHERE name=$1`, name).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("cursor %s: %w", name, err)
	}
	return v, nil
}

// bump moves a cursor by one.
func (s *Store) bump(ctx context.Context, tx *sql.Tx, name string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO cursor (name, value) VALUES ($1, 1)
		ON CONFLICT (name) DO UPDATE SET value = cursor.value + 1`, name)
	if err != nil {
		return fmt.Errorf("cursor %s: %w", name, err)
	}
	return nil
}

// shown is the cursor that moves whenever what readers may see has changed.
const shown = "shown"

// Shown returns a number that is higher whenever an edition was added or
// withdrawn since. A server builds its pages again when it moved.
func (s *Store) Shown(ctx context.Context) (int64, error) { return s.cursor(ctx, s.read, shown) }

// Setting returns a named setting, or "" when it was never set.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var v string
	err := s.read.QueryRowContext(ctx, `SELECT value FROM setting WHERE name=$1`, name).Scan(&v)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("setting %s: %w", name, err)
	}
	return v, nil
}

// SetSetting keeps a named setting; "" removes it.
func (s *Store) SetSetting(ctx context.Context, name, value string) error {
	return s.step(ctx, "setting "+name, func(tx *sql.Tx) error {
		if value == "" {
			_, err := tx.ExecContext(ctx, `DELETE FROM setting WHERE name=$1`, name)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ($1,$2)
			ON CONFLICT (name) DO UPDATE SET value=excluded.value`, name, value)
		return err
	})
}
