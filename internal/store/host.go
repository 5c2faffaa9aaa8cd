package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"kiku/internal/host"
)

// HostOf names the host whose turn an address needs, as [host.Of] does. It is ""
// for what is no address.
func HostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return host.Of(u)
}

// LeaseHost gives or renews one host to holder for a while from now, and reports
// whether holder has it: nobody else does, and the host has had its rest since
// another holder asked it. A pause that the host asked for does not matter here.
func (s *Store) LeaseHost(ctx context.Context, host, holder string, d time.Duration) (bool, error) {
	var has []string
	err := s.step(ctx, "lease host "+host, func(tx *sql.Tx) (err error) {
		has, err = s.leaseHosts(ctx, tx, []string{host}, holder, d, true)
		return err
	})
	return len(has) > 0, err
}

// leaseHosts leases those of the hosts that can be had and returns them. The
// names must be in order, so that two processes never wait for each other
// crosswise. Where renew is false, a host that holder already has is left out.
func (s *Store) leaseHosts(ctx context.Context, tx *sql.Tx, hosts []string, holder string, d time.Duration, renew bool) ([]string, error) {
	now := s.now()
	mine := ""
	if renew {
		mine = "host.holder = excluded.holder OR "
	}
	var has []string
	for part := range slices.Chunk(hosts, chunk) {
		args := []any{holder, millis(now.Add(d)), millis(now)}
		var rows strings.Builder
		for i, h := range part {
			if i > 0 {
				rows.WriteByte(',')
			}
			fmt.Fprintf(&rows, "($%d,$1,$2,0,0,0)", len(args)+1)
			args = append(args, h)
		}
		err := each(ctx, tx, `INSERT INTO host (name, holder, until, ready, paused, latency) VALUES `+rows.String()+`
			ON CONFLICT (name) DO UPDATE SET holder=excluded.holder, until=excluded.until
			WHERE `+mine+`(host.until <= $3 AND (host.ready <= $3 OR host.holder = excluded.holder)) RETURNING name`, args, func(r *sql.Rows) error {
			var name string
			err := r.Scan(&name)
			has = append(has, name)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return has, nil
}

// RenewHosts makes the leases that holder has on hosts last for a while from now
// and returns the hosts that holder still has; what another holder took over
// meanwhile is not among them.
func (s *Store) RenewHosts(ctx context.Context, hosts []string, holder string, d time.Duration) ([]string, error) {
	var has []string
	err := s.step(ctx, "renew hosts", func(tx *sql.Tx) error {
		has = nil
		for part := range slices.Chunk(slices.Sorted(slices.Values(hosts)), chunk) {
			args := append([]any{millis(s.now().Add(d)), holder}, anys(part)...)
			err := each(ctx, tx, `UPDATE host SET until=$1 WHERE holder=$2 AND name IN (`+inList(3, len(part))+`) RETURNING name`, args, func(r *sql.Rows) error {
				var name string
				err := r.Scan(&name)
				has = append(has, name)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return has, err
}

// Release gives back a host and what was claimed of it but not done.
type Release struct {
	Host    string
	Holder  string
	Rest    time.Duration // how long other holders leave it alone
	Latency time.Duration // of the last exchange; 0 when there was none
	Claimed time.Time     // as it was taken
	Feeds   []string      // claimed, but not asked
	Pages   []string      // claimed, but not asked
}

func (s *Store) release(ctx context.Context, tx *sql.Tx, r Release) error {
	now := s.now()
	if _, err := s.exec(ctx, tx, releaseHost, r.Host, r.Holder, millis(now.Add(r.Rest)), r.Latency.Milliseconds()); err != nil {
		return err
	}
	for _, u := range r.Feeds {
		if _, err := s.exec(ctx, tx, unclaimFeed, u, millis(r.Claimed)); err != nil {
			return err
		}
	}
	for _, u := range r.Pages {
		if _, err := s.exec(ctx, tx, unclaimPage, u, millis(now), millis(r.Claimed)); err != nil {
			return err
		}
	}
	return nil
}

// The statements of giving back.
const (
	releaseHost = `UPDATE host SET until=0, ready=$3, latency=CASE WHEN $4 > 0 THEN $4 ELSE latency END WHERE name=$1 AND holder=$2`
	unclaimFeed = `UPDATE feed SET claimed=0 WHERE url=$1 AND claimed=$2`
	unclaimPage = `UPDATE announced SET next=$2 WHERE url=$1 AND next=$3 AND state='waiting'`
)

// longestPause is the longest pause that a host can ask for.
const longestPause = 24 * time.Hour

// pauseHosts keeps that hosts asked to be left alone. The later of two ends
// counts.
func (s *Store) pauseHosts(ctx context.Context, tx *sql.Tx, until map[string]time.Time) error {
	for _, host := range slices.Sorted(maps.Keys(until)) {
		end := until[host]
		if most := s.now().Add(longestPause); end.After(most) {
			end = most
		}
		if _, err := s.exec(ctx, tx, pauseHost, host, millis(end)); err != nil {
			return err
		}
	}
	return nil
}

const pauseHost = `INSERT INTO host (name, holder, until, ready, paused, latency) VALUES ($1,'',0,0,$2,0)
	ON CONFLICT (name) DO UPDATE SET paused = CASE WHEN excluded.paused > host.paused THEN excluded.paused ELSE host.paused END`

// PausedUntil returns until when a host asked to be left alone, zero when it did
// not or that time is over.
func (s *Store) PausedUntil(ctx context.Context, host string) (time.Time, error) {
	var until int64
	err := s.read.QueryRowContext(ctx, `SELECT paused FROM host WHERE name=$1 AND paused > $2`, host, millis(s.now())).Scan(&until)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, fmt.Errorf("pause of host %s: %w", host, err)
	}
	return moment(until), nil
}

// PausedHosts returns the hosts that asked to be left alone, and until when.
func (s *Store) PausedHosts(ctx context.Context) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	err := each(ctx, s.read, `SELECT name, paused FROM host WHERE paused > $1`, []any{millis(s.now())}, func(r *sql.Rows) error {
		var name string
		var until int64
		err := r.Scan(&name, &until)
		out[name] = moment(until)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("paused hosts: %w", err)
	}
	return out, nil
}
