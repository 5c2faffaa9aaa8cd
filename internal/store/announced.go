package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"kiku/internal/article"
	"kiku/internal/feed"
)

// The states of an announced item.
const (
	AnnouncedWaiting = "waiting" // its page is not fetched yet
	AnnouncedHeld    = "held"    // held back for the owner to look at; the reason says why
	AnnouncedStored  = "stored"  // it became an article
	AnnouncedRefused = "refused" // its page could not be had; the reason says why
)

// Announcement is an item of a feed until its page is an article. It belongs to
// that feed alone: what another feed announces under the same identifier or
// address is another announcement.
type Announcement struct {
	URL      string     `json:"url"`
	Feed     string     `json:"feed"`
	Key      string     `json:"key"` // names it within the feed
	Source   string     `json:"source"`
	Item     feed.Item  `json:"item"`
	State    string     `json:"state"`
	Reason   string     `json:"reason,omitempty"`
	Attempts int        `json:"attempts,omitempty"`
	First    time.Time  `json:"first,omitzero"` // first seen
	Decided  time.Time  `json:"decided"`
	Article  article.ID `json:"article,omitempty"` // what it became
	Edits    int        `json:"edits,omitempty"`   // how often its page was asked for again
	// Also is what other feeds that wait for the same page said of it.
	Also []Announcement `json:"also,omitempty"`
	// Host is whose turn its page needs. The store sets it.
	Host string `json:"-"`
}

const announcedColumns = `SELECT url, feed, key, source, host, guid, title, first, state, reason, attempts, decided, article, edits, item FROM announced`

func scanAnnounced(r *sql.Rows) (a Announcement, err error) {
	var item []byte
	var guid, title string
	var first, at int64
	if err := r.Scan(&a.URL, &a.Feed, &a.Key, &a.Source, &a.Host, &guid, &title, &first, &a.State, &a.Reason, &a.Attempts, &at, &a.Article, &a.Edits, &item); err != nil {
		return a, err
	}
	a.First, a.Decided = moment(first), moment(at)
	if len(item) == 0 { // what is settled keeps its name only
		a.Item = feed.Item{GUID: guid, URL: a.URL, Title: title}
		return a, nil
	}
	if err := json.Unmarshal(item, &a.Item); err != nil {
		return a, fmt.Errorf("announced %s: %w", a.URL, err)
	}
	return a, nil
}

// Announced returns what is known of an announced address, or ErrNotFound. Where
// several feeds announced it, the one that came furthest comes first and the
// others stand in Also.
func (s *Store) Announced(ctx context.Context, url string) (Announcement, error) {
	var out []Announcement
	err := each(ctx, s.read, announcedColumns+` WHERE url=$1
		ORDER BY CASE state WHEN 'stored' THEN 0 WHEN 'waiting' THEN 1 WHEN 'held' THEN 2 ELSE 3 END, first, feed, key`, []any{url}, func(r *sql.Rows) error {
		a, err := scanAnnounced(r)
		out = append(out, a)
		return err
	})
	if err == nil && len(out) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Announcement{}, fmt.Errorf("announced %s: %w", url, err)
	}
	if len(out) > 1 {
		out[0].Also = out[1:]
	}
	return out[0], nil
}

// Seen is an item that a feed announced before, as it is needed to recognise it.
type Seen struct {
	feed.Known
	// Also are identifiers, addresses and titles it had earlier.
	Also    []feed.Known
	State   string
	First   time.Time
	Decided time.Time
	Updated time.Time // the feed's time of the text that was taken
	Edits   int
}

// SeenItems returns what a feed announced lately, in the order of first seeing.
func (s *Store) SeenItems(ctx context.Context, feedURL string) ([]Seen, error) {
	var out []Seen
	err := each(ctx, s.read, `SELECT key, guid, url, title, also, state, first, seen, decided, updated, edits FROM announced WHERE feed=$1 ORDER BY first, key`,
		[]any{feedURL}, func(r *sql.Rows) error {
			var k Seen
			var also []byte
			var first, seen, decided, updated int64
			if err := r.Scan(&k.Key, &k.GUID, &k.URL, &k.Title, &also, &k.State, &first, &seen, &decided, &updated, &k.Edits); err != nil {
				return err
			}
			k.First, k.Known.Seen, k.Decided, k.Updated = moment(first), moment(seen), moment(decided), moment(updated)
			out = append(out, k)
			if len(also) == 0 {
				return nil
			}
			return json.Unmarshal(also, &out[len(out)-1].Also)
		})
	if err != nil {
		return nil, fmt.Errorf("seen items of %s: %w", feedURL, err)
	}
	return out, nil
}

// Held returns what was held back of a feed, or of all feeds for "", oldest
// first, at most n.
func (s *Store) Held(ctx context.Context, feedURL string, n int) ([]Announcement, error) {
	var out []Announcement
	err := each(ctx, s.read, announcedColumns+` WHERE state = 'held' AND ($1 = '' OR feed = $1) ORDER BY first, feed, key LIMIT $2`, []any{feedURL, n}, func(r *sql.Rows) error {
		a, err := scanAnnounced(r)
		out = append(out, a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("held items: %w", err)
	}
	return out, nil
}

// ReleaseHeld decides on what was held back of a feed: it is taken like anything
// that the feed announces, or refused. It returns how many items it was.
func (s *Store) ReleaseHeld(ctx context.Context, feedURL string, take bool) (int, error) {
	n := 0
	err := s.step(ctx, "release held items of "+feedURL, func(tx *sql.Tx) error {
		query := `UPDATE announced SET state='waiting', reason='', next=$2, decided=$2 WHERE feed=$1 AND state='held'`
		if !take {
			query = `UPDATE announced SET state='refused', reason='refused by the owner', item='', decided=$2 WHERE feed=$1 AND state='held'`
		}
		res, err := tx.ExecContext(ctx, query, feedURL, millis(s.now()))
		if err != nil {
			return err
		}
		count, err := res.RowsAffected()
		n = int(count)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE feed SET state='active', reason='' WHERE url=$1 AND state='quarantined'`, feedURL)
		return err
	})
	return n, err
}
