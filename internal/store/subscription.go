package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"kiku/internal/feed"
)

// The states of a subscription.
const (
	SubscriptionOffered = "offered" // the feed names a hub, which was not asked yet
	SubscriptionPending = "pending" // the hub was asked and has not confirmed
	SubscriptionActive  = "active"  // the hub tells when the feed changes
	SubscriptionRefused = "refused" // the hub does not want to; the reason says why
)

// Bounds on subscriptions.
const (
	// confirmWithin is how long after it was asked a hub may confirm.
	confirmWithin = 24 * time.Hour
	// The lease that a hub may set.
	shortestLease = time.Hour
	longestLease  = 30 * 24 * time.Hour
	// refusedAgain is when a hub that refused is asked again.
	refusedAgain = 7 * 24 * time.Hour
)

// Subscription is what is arranged with the hub of a feed.
type Subscription struct {
	Feed     string    `json:"feed"` // as the owner has it
	Hub      string    `json:"hub"`
	Topic    string    `json:"topic"` // the address by which the hub knows the feed
	Path     string    `json:"-"`     // the end of the callback; who knows it may ask for a visit
	Secret   string    `json:"-"`
	State    string    `json:"state"`
	Reason   string    `json:"reason,omitempty"`
	Attempts int       `json:"attempts,omitempty"`
	Asked    time.Time `json:"asked,omitzero"`
	Until    time.Time `json:"until,omitzero"`
	Next     time.Time `json:"next,omitzero"`
	Pushed   time.Time `json:"pushed,omitzero"`
}

const subscriptionColumns = `SELECT feed, hub, topic, path, secret, state, reason, attempts, asked, until, next, pushed FROM subscription`

func scanSubscription(r *sql.Rows) (s Subscription, err error) {
	var asked, until, next, pushed int64
	err = r.Scan(&s.Feed, &s.Hub, &s.Topic, &s.Path, &s.Secret, &s.State, &s.Reason, &s.Attempts, &asked, &until, &next, &pushed)
	s.Asked, s.Until, s.Next, s.Pushed = moment(asked), moment(until), moment(next), moment(pushed)
	return s, err
}

// OfferHub notes that a feed names a hub. Feed, Hub, Topic, Path and Secret are
// needed; the latter two count only when the hub or the topic is new, and end
// what was arranged before. A feed without a hub has Hub "": what was arranged is
// forgotten. An unknown feed is left alone.
func (s *Store) OfferHub(ctx context.Context, sub Subscription) error {
	return s.step(ctx, "hub of "+sub.Feed, func(tx *sql.Tx) error {
		if sub.Hub == "" {
			_, err := tx.ExecContext(ctx, `DELETE FROM subscription WHERE feed=$1`, sub.Feed)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO subscription (feed, hub, topic, path, secret, callback, state, reason, attempts, asked, until, next, pushed)
			SELECT url, $2, $3, $4, $5, '', 'offered', '', 0, 0, 0, 0, 0 FROM feed WHERE url=$1
			ON CONFLICT (feed) DO UPDATE SET hub=excluded.hub, topic=excluded.topic, path=excluded.path, secret=excluded.secret,
			callback='', state='offered', reason='', attempts=0, asked=0, until=0, next=0
			WHERE subscription.hub <> excluded.hub OR subscription.topic <> excluded.topic`, sub.Feed, sub.Hub, sub.Topic, sub.Path, sub.Secret)
		return err
	})
}

// TakeSubscriptions returns up to n subscriptions whose hub is to be asked now:
// offered ones, those whose lease is nearly over, those that were not confirmed,
// and those that name another callback. They count as asked from now on, since a
// hub may confirm while it is being asked, and are not taken again for an hour,
// twice as long after each attempt, up to a day.
func (s *Store) TakeSubscriptions(ctx context.Context, callback string, n int) ([]Subscription, error) {
	var out []Subscription
	err := s.step(ctx, "take subscriptions", func(tx *sql.Tx) error {
		out = nil
		now := s.now()
		var due []Subscription
		err := each(ctx, tx, subscriptionColumns+` WHERE (next <= $1 OR callback <> $2 AND asked <= $3)
			AND feed IN (SELECT f.url FROM feed f JOIN source o ON o.id = f.source WHERE o.paused = 0) ORDER BY next, feed LIMIT $4`,
			[]any{millis(now), callback, millis(now.Add(-time.Hour)), n}, func(r *sql.Rows) error {
				sub, err := scanSubscription(r)
				due = append(due, sub)
				return err
			})
		if err != nil {
			return err
		}
		for _, sub := range due {
			again := now.Add(min(time.Hour<<min(sub.Attempts, 5), 24*time.Hour))
			taken, err := changed(tx.ExecContext(ctx, `UPDATE subscription SET asked=$2, next=$3, attempts=attempts+1, callback=$4,
				state=CASE WHEN state='active' AND until > $2 THEN 'active' ELSE 'pending' END WHERE feed=$1 AND next=$5 AND asked=$6`,
				sub.Feed, millis(now), millis(again), callback, millis(sub.Next), millis(sub.Asked)))
			if err != nil {
				return err
			}
			if taken {
				out = append(out, sub)
			}
		}
		return nil
	})
	return out, err
}

// SubscriptionAt returns the subscription whose callback ends in path, or
// ErrNotFound.
func (s *Store) SubscriptionAt(ctx context.Context, path string) (Subscription, error) {
	var out []Subscription
	err := each(ctx, s.read, subscriptionColumns+` WHERE path=$1`, []any{path}, func(r *sql.Rows) error {
		sub, err := scanSubscription(r)
		out = append(out, sub)
		return err
	})
	if err == nil && len(out) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Subscription{}, fmt.Errorf("subscription: %w", err) // without the path, which is a secret
	}
	return out[0], nil
}

// Subscriptions returns all subscriptions by feed.
func (s *Store) Subscriptions(ctx context.Context) ([]Subscription, error) {
	var out []Subscription
	err := each(ctx, s.read, subscriptionColumns+` ORDER BY feed`, nil, func(r *sql.Rows) error {
		sub, err := scanSubscription(r)
		out = append(out, sub)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("subscriptions: %w", err)
	}
	return out, nil
}

// ConfirmSubscription makes a subscription active for a lease and reports whether
// there was a request for this topic that waited for it, at most a day old. The
// hub is asked again when four fifths of the lease are over. A lease out of
// bounds (an hour to thirty days) is brought into them.
func (s *Store) ConfirmSubscription(ctx context.Context, path, topic string, lease time.Duration) (bool, error) {
	lease = min(max(lease, shortestLease), longestLease)
	now := s.now()
	return s.changeSubscription(ctx, `UPDATE subscription SET state='active', reason='', attempts=0, asked=0, until=$3, next=$4
		WHERE path=$1 AND topic=$2 AND asked > $5`, path, topic, millis(now.Add(lease)), millis(now.Add(lease*4/5)), millis(now.Add(-confirmWithin)))
}

// RefuseSubscription notes that the hub does not want to, and reports whether
// there is such a subscription. It is asked again after a week.
func (s *Store) RefuseSubscription(ctx context.Context, path, topic, reason string) (bool, error) {
	return s.changeSubscription(ctx, `UPDATE subscription SET state='refused', reason=$3, asked=0, until=0, next=$4 WHERE path=$1 AND topic=$2`,
		path, topic, clipReason(reason), millis(s.now().Add(refusedAgain)))
}

// FailSubscription notes why a hub could not be asked. It is tried again at the
// time that TakeSubscriptions set.
func (s *Store) FailSubscription(ctx context.Context, path, topic, reason string) (bool, error) {
	return s.changeSubscription(ctx, `UPDATE subscription SET reason=$3, asked=0 WHERE path=$1 AND topic=$2 AND asked > 0`, path, topic, clipReason(reason))
}

func (s *Store) changeSubscription(ctx context.Context, query string, args ...any) (did bool, err error) {
	err = s.step(ctx, "subscription", func(tx *sql.Tx) (err error) {
		did, err = changed(tx.ExecContext(ctx, query, args...))
		return err
	})
	return did, err
}

// Hurry notes a valid push for a subscription: its feed is to be asked soon, but
// never within feed.Shortest of the last visit, and not before its time when it is
// failing, gone or held. It reports whether that changed when the feed is asked.
func (s *Store) Hurry(ctx context.Context, path string) (sooner bool, err error) {
	err = s.step(ctx, "push", func(tx *sql.Tx) error {
		now := millis(s.now())
		if _, err := tx.ExecContext(ctx, `UPDATE subscription SET pushed=$2 WHERE path=$1`, path, now); err != nil {
			return err
		}
		var err error
		sooner, err = changed(tx.ExecContext(ctx, `UPDATE feed SET next = CASE WHEN tried + $2 > $3 THEN tried + $2 ELSE $3 END
			WHERE url = (SELECT feed FROM subscription WHERE path=$1) AND state IN ('active', 'resting') AND next > $3 AND next > tried + $2`,
			path, feed.Shortest.Milliseconds(), now))
		return err
	})
	return sooner, err
}

// clipReason bounds what another server may have us keep.
func clipReason(s string) string {
	s = storable(s)
	if r := []rune(s); len(r) > 300 {
		return string(r[:300])
	}
	return s
}
