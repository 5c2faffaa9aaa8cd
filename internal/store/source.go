package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kiku/internal/feed"
)

// FeedState is how one feed of a source answered.
type FeedState struct {
	URL          string    `json:"url"` // as the owner has it
	Source       string    `json:"source"`
	Address      string    `json:"address,omitempty"` // where it moved to; "" while it stands at URL
	Parent       string    `json:"parent,omitempty"`  // the sitemap index that named it
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Tried        time.Time `json:"tried,omitzero"`
	Good         time.Time `json:"good,omitzero"`    // last answer without an error
	Fresh        time.Time `json:"fresh,omitzero"`   // last answer with something new
	Next         time.Time `json:"next,omitzero"`    // not to be asked before
	Errors       int       `json:"errors,omitempty"` // in a row
	State        string    `json:"state"`            // as feed.Plan has it: active, resting, failing, gone, moved, quarantined
	Reason       string    `json:"reason,omitempty"` // of the state, in plain words
	// Memory is what is remembered of the feed between visits.
	Memory feed.Memory `json:"memory,omitzero"`
	// Archive is the older page to go on with, while a gap is being filled.
	Archive string `json:"archive,omitempty"`
	// Whole asks the next time without validators.
	Whole bool `json:"whole,omitempty"`
	// Host is whose turn a visit needs. The store sets it.
	Host string `json:"-"`
	// Claimed is until when the one that took the feed may ask it. What was
	// claimed by somebody else meanwhile is not stored.
	Claimed time.Time `json:"-"`
}

// Ask is the address to ask.
func (f FeedState) Ask() string { return cmp.Or(f.Address, f.URL) }

// SourceState is a source with how its feeds answered: the states of Feeds in
// their order, then those of sitemaps that they named.
type SourceState struct {
	feed.Source
	States []FeedState `json:"states"`
}

// PutSource adds a source or replaces what is known of it. Feeds that it had
// before keep their state; feeds that it has no more are forgotten. A feed that
// belongs to another source already moves to this one.
func (s *Store) PutSource(ctx context.Context, src feed.Source) error {
	return s.step(ctx, "put source "+src.ID, func(tx *sql.Tx) error {
		if src.ID == "" || src.Name == "" {
			return errors.New("a source needs an ID and a name")
		}
		if src.Added.IsZero() {
			src.Added = s.now()
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO source (id, name, home, lang, category, paused, added) VALUES ($1,$2,$3,$4,$5,$6,$7)
			ON CONFLICT (id) DO UPDATE SET name=excluded.name, home=excluded.home, lang=excluded.lang,
			category=excluded.category, paused=excluded.paused`,
			src.ID, src.Name, src.Home, src.Lang, src.Category, flag(src.Paused), millis(src.Added)); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE feed SET position = -1 WHERE source=$1 AND parent = ''`, src.ID); err != nil {
			return err
		}
		for i, u := range src.Feeds {
			if _, err := tx.ExecContext(ctx, `INSERT INTO feed (url, source, position, host) VALUES ($1,$2,$3,$4)
				ON CONFLICT (url) DO UPDATE SET source=excluded.source, position=excluded.position, parent=''`, u, src.ID, i, HostOf(u)); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM feed WHERE source=$1 AND position = -1`, src.ID); err != nil {
			return err
		}
		// What a sitemap index named goes with it.
		_, err := tx.ExecContext(ctx, `DELETE FROM feed WHERE parent <> '' AND parent NOT IN (SELECT url FROM feed WHERE parent = '')`)
		return err
	})
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// RemoveSource forgets a source, its feeds and what they announced that is not
// fetched yet. Its articles stay.
func (s *Store) RemoveSource(ctx context.Context, id string) error {
	return s.step(ctx, "remove source "+id, func(tx *sql.Tx) error {
		found, err := changed(tx.ExecContext(ctx, `DELETE FROM source WHERE id=$1`, id))
		if err != nil {
			return err
		}
		if !found {
			return ErrNotFound
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM announced WHERE source=$1 AND state IN ('waiting', 'held')`, id)
		return err
	})
}

// Sources returns all sources with how their feeds answered, by name and ID.
func (s *Store) Sources(ctx context.Context) ([]SourceState, error) {
	var out []SourceState
	at := map[string]int{}
	err := each(ctx, s.read, `SELECT id, name, home, lang, category, paused, added FROM source ORDER BY name, id`, nil, func(r *sql.Rows) error {
		var src SourceState
		var paused int
		var added int64
		err := r.Scan(&src.ID, &src.Name, &src.Home, &src.Lang, &src.Category, &paused, &added)
		src.Paused, src.Added = paused != 0, moment(added)
		at[src.ID] = len(out)
		out = append(out, src)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	err = each(ctx, s.read, feedColumns+` ORDER BY source, parent, position, url`, nil, func(r *sql.Rows) error {
		f, err := scanFeed(r)
		if err != nil {
			return err
		}
		if i, ok := at[f.Source]; ok {
			if f.Parent == "" {
				out[i].Feeds = append(out[i].Feeds, f.URL)
			}
			out[i].States = append(out[i].States, f)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	return out, nil
}

const feedColumns = `SELECT url, source, address, parent, host, etag, last_modified, tried, good, fresh, next, errors, state, reason, memory, archive, whole, claimed FROM feed`

func scanFeed(r *sql.Rows) (FeedState, error) {
	var f FeedState
	var tried, good, fresh, next, claimed int64
	var whole int
	var memory []byte
	err := r.Scan(&f.URL, &f.Source, &f.Address, &f.Parent, &f.Host, &f.ETag, &f.LastModified, &tried, &good, &fresh, &next,
		&f.Errors, &f.State, &f.Reason, &memory, &f.Archive, &whole, &claimed)
	f.Tried, f.Good, f.Fresh, f.Next, f.Claimed = moment(tried), moment(good), moment(fresh), moment(next), moment(claimed)
	f.ETag, f.LastModified, f.Whole = unpackBytes(f.ETag), unpackBytes(f.LastModified), whole != 0
	if err == nil && len(memory) > 0 {
		if err = json.Unmarshal(memory, &f.Memory); err != nil {
			err = fmt.Errorf("memory of feed %s: %w", f.URL, err)
		}
	}
	return f, err
}

// MoveBack makes a feed that had moved be asked at its old address again.
func (s *Store) MoveBack(ctx context.Context, url string) error {
	return s.step(ctx, "move back feed "+url, func(tx *sql.Tx) error {
		found, err := changed(tx.ExecContext(ctx, `UPDATE feed SET address='', host=$2, etag='', last_modified='', whole=1 WHERE url=$1 AND address <> ''`, url, HostOf(url)))
		if err != nil {
			return err
		}
		if !found {
			return ErrNotFound
		}
		return nil
	})
}

// nameHosts fills in the hosts of what an older version stored.
func (s *Store) nameHosts(ctx context.Context) error {
	var feeds, pages []string
	for q, to := range map[string]*[]string{
		`SELECT url FROM feed WHERE host = ''`:                                     &feeds,
		`SELECT DISTINCT url FROM announced WHERE state = 'waiting' AND host = ''`: &pages,
	} {
		if err := each(ctx, s.read, q, nil, func(r *sql.Rows) error {
			var u string
			err := r.Scan(&u)
			*to = append(*to, u)
			return err
		}); err != nil {
			return err
		}
	}
	if len(feeds)+len(pages) == 0 {
		return nil
	}
	return s.step(ctx, "name hosts", func(tx *sql.Tx) error {
		for _, u := range feeds {
			if _, err := tx.ExecContext(ctx, `UPDATE feed SET host=$2 WHERE url=$1`, u, HostOf(u)); err != nil {
				return err
			}
		}
		for _, u := range pages {
			if _, err := tx.ExecContext(ctx, `UPDATE announced SET host=$2 WHERE url=$1`, u, HostOf(u)); err != nil {
				return err
			}
		}
		return nil
	})
}
