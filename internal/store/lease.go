package store

import (
	"context"
	"database/sql"
	"time"
)

// Lease gives or renews a named lease to holder for a while from now, and
// reports whether holder has it. It is refused while somebody else has it. A
// lease saves work and is no lock: who loses it unknowingly must still be
// stopped by what the step itself checks.
func (s *Store) Lease(ctx context.Context, name, holder string, d time.Duration) (bool, error) {
	has := false
	err := s.step(ctx, "lease "+name, func(tx *sql.Tx) (err error) {
		now := s.now()
		has, err = changed(tx.ExecContext(ctx, `INSERT INTO lease (name, holder, until) VALUES ($1,$2,$3)
			ON CONFLICT (name) DO UPDATE SET holder=excluded.holder, until=excluded.until
			WHERE lease.holder = excluded.holder OR lease.until <= $4`, name, holder, millis(now.Add(d)), millis(now)))
		return err
	})
	return has, err
}
