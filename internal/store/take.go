package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"
)

// Take says how much work to take.
type Take struct {
	// Holder names who takes it: this process.
	Holder string
	// Hosts is how many hosts to take at most; Feeds and Pages how many of each
	// host. 0 feeds or pages takes none.
	Hosts, Feeds, Pages int
	// Lease is how long the hosts are the holder's; Claim how long nobody else is
	// given what is taken of them.
	Lease, Claim time.Duration
	// Force takes feeds whose time has not come, too, but none that was asked
	// within feed.Shortest.
	Force bool
	// Only, when not empty, are the feeds to take, and the feeds whose pages to take.
	Only []string
}

// Work is what there is to ask of one host.
type Work struct {
	Host    string
	Claimed time.Time // until then nobody else is given the feeds and pages
	Feeds   []FeedState
	Pages   []Announcement
}

// TakeWork leases hosts that have feeds or pages whose time has come, and claims
// some of what they have. No other holder is given a host until it is released or
// its lease ends. Hosts that asked to be left alone, feeds of paused sources and
// what somebody else claimed are left out.
func (s *Store) TakeWork(ctx context.Context, t Take) ([]Work, error) {
	var out []Work
	err := s.step(ctx, "take work", func(tx *sql.Tx) error {
		out = nil
		now := s.now()
		hosts, err := s.hostsWithWork(ctx, tx, t, now)
		if err != nil || len(hosts) == 0 {
			return err
		}
		slices.Sort(hosts)
		has, err := s.leaseHosts(ctx, tx, hosts, t.Holder, t.Lease, false)
		if err != nil {
			return err
		}
		s.fault("take leased")
		at := make(map[string]int, len(has))
		slices.Sort(has)
		for _, h := range has {
			at[h] = len(out)
			out = append(out, Work{Host: h, Claimed: moment(millis(now.Add(t.Claim)))})
		}
		for part := range slices.Chunk(has, chunk) {
			if err := s.takeFeeds(ctx, tx, t, now, part, func(f FeedState) { w := &out[at[f.Host]]; w.Feeds = append(w.Feeds, f) }); err != nil {
				return err
			}
			if err := s.takePages(ctx, tx, t, now, part, func(a Announcement) { w := &out[at[a.Host]]; w.Pages = append(w.Pages, a) }); err != nil {
				return err
			}
		}
		s.fault("take claimed")
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(out) > 0 {
		s.fault("take done")
	}
	return out, nil
}

// free is what a host must be to be taken; it stands behind a LEFT JOIN. $1 is
// now, $2 the holder.
const free = ` (h.name IS NULL OR (h.paused <= $1 AND h.until <= $1 AND (h.ready <= $1 OR h.holder = $2)))`

// hostsWithWork returns the hosts that may be taken, those first whose work has
// waited longest.
func (s *Store) hostsWithWork(ctx context.Context, tx *sql.Tx, t Take, at time.Time) ([]string, error) {
	type host struct {
		name  string
		since int64
	}
	found := map[string]int64{}
	collect := func(r *sql.Rows) error {
		var h host
		if err := r.Scan(&h.name, &h.since); err != nil {
			return err
		}
		if was, ok := found[h.name]; !ok || h.since < was {
			found[h.name] = h.since
		}
		return nil
	}
	now := millis(at)
	if t.Feeds > 0 {
		args := []any{now, t.Holder, t.Hosts}
		due, args := t.due("f", args)
		if err := each(ctx, tx, `SELECT f.host, MIN(f.next) AS since FROM feed f JOIN source s ON s.id = f.source AND s.paused = 0
			LEFT JOIN host h ON h.name = f.host WHERE `+due+` AND `+free+` GROUP BY f.host ORDER BY since, f.host LIMIT $3`, args, collect); err != nil {
			return nil, err
		}
	}
	if t.Pages > 0 {
		args := []any{now, t.Holder, t.Hosts}
		query := hostsOfPages
		if len(t.Only) > 0 {
			query = `SELECT a.host, MIN(a.next) AS since FROM announced a LEFT JOIN host h ON h.name = a.host
				WHERE a.state = 'waiting' AND a.next <= $1 AND a.feed IN (` + inList(4, len(t.Only)) + `) AND ` + free + ` GROUP BY a.host ORDER BY since, a.host LIMIT $3`
			args = append(args, anys(t.Only)...)
		}
		if err := each(ctx, tx, query, args, collect); err != nil {
			return nil, err
		}
	}
	var hosts []host
	for n, since := range found {
		hosts = append(hosts, host{n, since})
	}
	slices.SortFunc(hosts, func(a, b host) int { return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.name, b.name)) })
	var names []string
	for _, h := range hosts[:min(len(hosts), t.Hosts)] {
		names = append(names, h.name)
	}
	return names, nil
}

// hostsOfPages jumps from host to host through the index of waiting pages, so
// that a host with thousands of them costs no more than one with a few.
const hostsOfPages = `WITH RECURSIVE w(host) AS (
		SELECT (SELECT host FROM announced WHERE state = 'waiting' ORDER BY host LIMIT 1)
		UNION ALL
		SELECT (SELECT a.host FROM announced a WHERE a.state = 'waiting' AND a.host > w.host ORDER BY a.host LIMIT 1) FROM w WHERE w.host IS NOT NULL
	), first AS (
		SELECT w.host AS host, (SELECT a.next FROM announced a WHERE a.state = 'waiting' AND a.host = w.host ORDER BY a.next LIMIT 1) AS since
		FROM w WHERE w.host IS NOT NULL
	)
	SELECT first.host, first.since FROM first LEFT JOIN host h ON h.name = first.host
	WHERE first.since <= $1 AND ` + free + ` ORDER BY first.since, first.host LIMIT $3`

// due is the condition on a feed that may be asked, $1 being now, and the
// arguments with what it adds to them.
func (t Take) due(alias string, args []any) (string, []any) {
	cond := alias + `.soonest <= $1`
	if !t.Force {
		cond += ` AND ` + alias + `.next <= $1`
	}
	cond += ` AND ` + alias + `.claimed <= $1`
	if len(t.Only) > 0 {
		cond += ` AND ` + alias + `.url IN (` + inList(len(args)+1, len(t.Only)) + `)`
		args = append(args, anys(t.Only)...)
	}
	return cond, args
}

func (s *Store) takeFeeds(ctx context.Context, tx *sql.Tx, t Take, now time.Time, hosts []string, found func(FeedState)) error {
	if t.Feeds == 0 {
		return nil
	}
	fence := millis(now.Add(t.Claim))
	args := append([]any{millis(now), t.Feeds}, anys(hosts)...)
	due, args := t.due("feed", args)
	var urls []string
	err := each(ctx, tx, feedColumns+` WHERE url IN (SELECT url FROM (
			SELECT url, ROW_NUMBER() OVER (PARTITION BY host ORDER BY next, url) AS rank FROM feed
			WHERE host IN (`+inList(3, len(hosts))+`) AND `+due+` AND source IN (SELECT id FROM source WHERE paused = 0)
		) AS ranked WHERE rank <= $2) ORDER BY next, url`, args, func(r *sql.Rows) error {
		f, err := scanFeed(r)
		f.Claimed = moment(fence)
		urls = append(urls, f.URL)
		found(f)
		return err
	})
	if err != nil {
		return err
	}
	for part := range slices.Chunk(urls, chunk) {
		if _, err := tx.ExecContext(ctx, `UPDATE feed SET claimed=$1 WHERE url IN (`+inList(2, len(part))+`)`, append([]any{fence}, anys(part)...)...); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) takePages(ctx context.Context, tx *sql.Tx, t Take, now time.Time, hosts []string, found func(Announcement)) error {
	if t.Pages == 0 {
		return nil
	}
	args := append([]any{millis(now), t.Pages}, anys(hosts)...)
	only := ""
	if len(t.Only) > 0 {
		only = ` AND feed IN (` + inList(len(args)+1, len(t.Only)) + `)`
		args = append(args, anys(t.Only)...)
	}
	var urls []string
	err := each(ctx, tx, `SELECT DISTINCT url FROM (
			SELECT url, ROW_NUMBER() OVER (PARTITION BY host ORDER BY next, url) AS rank FROM announced
			WHERE state = 'waiting' AND next <= $1 AND host IN (`+inList(3, len(hosts))+`)`+only+`
		) AS ranked WHERE rank <= $2 ORDER BY url`, args, func(r *sql.Rows) error {
		var u string
		err := r.Scan(&u)
		urls = append(urls, u)
		return err
	})
	if err != nil {
		return err
	}
	for part := range slices.Chunk(urls, chunk) {
		if err := s.claimPages(ctx, tx, part, now.Add(t.Claim), found); err != nil {
			return err
		}
	}
	return nil
}

// claimPages claims addresses, and tells of each with all that feeds said of it.
func (s *Store) claimPages(ctx context.Context, tx *sql.Tx, urls []string, until time.Time, found func(Announcement)) error {
	var last *Announcement
	err := each(ctx, tx, announcedColumns+` WHERE state = 'waiting' AND url IN (`+inList(1, len(urls))+`) ORDER BY url, first, feed, key`, anys(urls), func(r *sql.Rows) error {
		a, err := scanAnnounced(r)
		if err != nil {
			return err
		}
		if last != nil && last.URL == a.URL {
			last.Also = append(last.Also, a)
			return nil
		}
		if last != nil {
			found(*last)
		}
		last = &a
		return nil
	})
	if err != nil {
		return err
	}
	if last != nil {
		found(*last)
	}
	_, err = tx.ExecContext(ctx, `UPDATE announced SET next=$1 WHERE state = 'waiting' AND url IN (`+inList(2, len(urls))+`)`,
		append([]any{millis(until)}, anys(urls)...)...)
	return err
}
