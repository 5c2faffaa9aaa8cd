package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"time"

	"kiku/internal/article"
	"kiku/internal/story"
)

// Placement is where an article belongs and why.
type Placement struct {
	Article article.ID
	story.Placement
}

// Unplaced is an article that waits for its place.
type Unplaced struct {
	Article   article.ID
	Published time.Time
	Features  []byte // story.Features as JSON
}

// Unplaced returns up to n articles in the state Read in order of (published,
// ID), the order in which they are to be placed.
func (s *Store) Unplaced(ctx context.Context, n int) ([]Unplaced, error) {
	var out []Unplaced
	err := each(ctx, s.read, `SELECT a.id, a.published, f.body FROM article a JOIN features f ON f.article = a.id
		WHERE a.state = 'read' ORDER BY a.published, a.id LIMIT $1`, []any{n}, func(r *sql.Rows) error {
		var u Unplaced
		var at int64
		err := r.Scan(&u.Article, &at, &u.Features)
		u.Published = moment(at)
		out = append(out, u)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("unplaced articles: %w", err)
	}
	return out, nil
}

// placing is the cursor that every placing step moves by one.
const placing = "placing"

// Placing returns the number of the last placing step. Whoever holds a grouper
// that was brought up to this step may take the next one.
func (s *Store) Placing(ctx context.Context) (int64, error) { return s.cursor(ctx, s.read, placing) }

// repaired is the placing step of the last repairing pass.
const repaired = "repaired"

// Repaired returns the number of the placing step that was the last repairing
// pass; a pass is due when it is not the last step.
func (s *Store) Repaired(ctx context.Context) (int64, error) { return s.cursor(ctx, s.read, repaired) }

// recentPage is how many placements Recent reads at once.
const recentPage = 500

// Recent calls f for every placed article published at or after since, in the
// order in which they were placed first, for restoring a grouper. No query is
// open while f runs.
func (s *Store) Recent(ctx context.Context, since time.Time, f func(features []byte, p Placement) error) error {
	step, at, last := int64(-1), int64(0), ""
	for {
		var page []Placement
		var features [][]byte
		err := each(ctx, s.read, `SELECT p.article, p.body, f.body, p.step, p.published
			FROM placement p JOIN features f ON f.article = p.article
			WHERE (p.step, p.published, p.article) > ($1, $2, $3) AND p.published >= $4
			ORDER BY p.step, p.published, p.article LIMIT $5`,
			[]any{step, at, last, millis(since), recentPage}, func(r *sql.Rows) error {
				var body []byte
				p, err := scanPlacement(r, &body, &step, &at)
				last = string(p.Article)
				page, features = append(page, p), append(features, body)
				return err
			})
		if err != nil {
			return fmt.Errorf("recent placements: %w", err)
		}
		for i, p := range page {
			if err := f(features[i], p); err != nil {
				return fmt.Errorf("recent placements: %w", err)
			}
		}
		if len(page) < recentPage {
			return nil
		}
	}
}

// EventReports calls f for the placed articles of events, each event's in the
// order in which they were placed first, for bringing the events back into a
// grouper. Where before names a placed article, those placed after it and itself
// are left out.
func (s *Store) EventReports(ctx context.Context, ids []story.EventID, before article.ID, f func(features []byte, p Placement) error) error {
	query := `SELECT p.article, p.body, f.body FROM placement p JOIN features f ON f.article = p.article WHERE p.event = $1`
	if before != "" {
		query += ` AND (p.step, p.published, p.article) < (SELECT step, published, article FROM placement WHERE article = $2)`
	}
	for _, id := range ids {
		args := []any{string(id)}
		if before != "" {
			args = append(args, string(before))
		}
		err := each(ctx, s.read, query+` ORDER BY p.step, p.published, p.article`, args, func(r *sql.Rows) error {
			var features []byte
			p, err := scanPlacement(r, &features)
			if err != nil {
				return err
			}
			return f(features, p)
		})
		if err != nil {
			return fmt.Errorf("reports of event %s: %w", id, err)
		}
	}
	return nil
}

func scanPlacement(r *sql.Rows, more ...any) (Placement, error) {
	var p Placement
	var body []byte
	if err := r.Scan(append([]any{&p.Article, &body}, more...)...); err != nil {
		return p, err
	}
	return p, json.Unmarshal(body, &p.Placement)
}

// PlaceStep is one step of placing: new placements, and moves of articles that
// had a place already.
type PlaceStep struct {
	After      int64 // the step the grouper was brought up to
	Placements []Placement
	// Repaired says that the step is the outcome of a repairing pass over all
	// that is placed.
	Repaired bool
	Decider  string
}

// Place takes a placing step. It fails with ErrMoved when the step numbered
// After is not the last one any more: the grouper then no longer knows what is
// stored. Stories that gained or lost an article are to be told again; a story
// that lost its last article leads to where most of its articles went.
func (s *Store) Place(ctx context.Context, p PlaceStep) error {
	return s.step(ctx, "place", func(tx *sql.Tx) error {
		if err := takeStep(ctx, tx, p.After); err != nil {
			return err
		}
		if p.Repaired {
			if _, err := tx.ExecContext(ctx, `INSERT INTO cursor (name, value) VALUES ($1,$2)
				ON CONFLICT (name) DO UPDATE SET value=excluded.value`, repaired, p.After+1); err != nil {
				return err
			}
		}
		went := map[story.StoryID]map[story.StoryID]int{}
		touched := map[story.StoryID]bool{}
		for _, pl := range p.Placements {
			if err := s.place(ctx, tx, pl, p, went, touched); err != nil {
				return fmt.Errorf("article %s: %w", pl.Article, err)
			}
		}
		if err := s.redirectEmptied(ctx, tx, went); err != nil {
			return err
		}
		return s.touch(ctx, tx, touched)
	})
}

// takeStep moves the placing cursor from after to the next step, or fails with
// ErrMoved.
func takeStep(ctx context.Context, tx *sql.Tx, after int64) error {
	// The first step of all makes the row; of two makers one gets nothing.
	query, args := `INSERT INTO cursor (name, value) VALUES ($1, 1) ON CONFLICT DO NOTHING`, []any{placing}
	if after > 0 {
		query, args = `UPDATE cursor SET value = value + 1 WHERE name = $1 AND value = $2`, []any{placing, after}
	}
	found, err := changed(tx.ExecContext(ctx, query, args...))
	if err != nil {
		return err
	}
	if !found {
		return ErrMoved
	}
	return nil
}

func (s *Store) place(ctx context.Context, tx *sql.Tx, p Placement, step PlaceStep, went map[story.StoryID]map[story.StoryID]int, touched map[story.StoryID]bool) error {
	var was string
	err := tx.QueryRowContext(ctx, `SELECT story FROM placement WHERE article=$1`, string(p.Article)).Scan(&was)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	touched[p.Story] = true
	if was != "" && was != string(p.Story) {
		old := story.StoryID(was)
		touched[old] = true
		if went[old] == nil {
			went[old] = map[story.StoryID]int{}
		}
		went[old][p.Story]++
	}
	body, err := toJSON(p.Placement)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO placement
		(article, event, story, echo_of, body, publisher, lang, published, step)
		SELECT id, $2, $3, $4, $5, publisher, lang, published, $6 FROM article WHERE id = $1
		ON CONFLICT (article) DO UPDATE SET event=excluded.event, story=excluded.story, echo_of=excluded.echo_of, body=excluded.body`,
		string(p.Article), string(p.Event), string(p.Story), string(p.EchoOf), body, step.After+1)
	if err != nil {
		return err
	}
	// A story that has articles is an address of its own again.
	if _, err := tx.ExecContext(ctx, `DELETE FROM redirect WHERE was=$1`, string(p.Story)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE article SET state='placed', reason='', attempts=0, decided=$2, decider=$3
		WHERE id=$1 AND state='read'`, string(p.Article), millis(s.now()), step.Decider)
	return err
}

// redirectEmptied makes the address of each story that lost its last article
// lead to where most of its articles went.
func (s *Store) redirectEmptied(ctx context.Context, tx *sql.Tx, went map[story.StoryID]map[story.StoryID]int) error {
	for _, old := range sortedKeys(went) {
		has, err := exists(ctx, tx, `SELECT 1 FROM placement WHERE story=$1 LIMIT 1`, string(old))
		if err != nil {
			return err
		}
		if has {
			continue
		}
		if err := s.redirect(ctx, tx, old, most(went[old])); err != nil {
			return err
		}
	}
	return nil
}

// redirect makes an address, and all that led to it, lead to another story.
func (s *Store) redirect(ctx context.Context, tx *sql.Tx, was, now story.StoryID) error {
	if _, err := tx.ExecContext(ctx, `INSERT INTO redirect (was, now) VALUES ($1,$2)
		ON CONFLICT (was) DO UPDATE SET now=excluded.now`, string(was), string(now)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE redirect SET now=$2 WHERE now=$1`, string(was), string(now))
	return err
}

// most returns the key with the highest count, the smaller key on a tie.
func most(m map[story.StoryID]int) story.StoryID {
	var best story.StoryID
	for _, k := range sortedKeys(m) {
		if best == "" || m[k] > m[best] {
			best = k
		}
	}
	return best
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// touch marks stories as changed and enqueues telling them.
func (s *Store) touch(ctx context.Context, tx *sql.Tx, stories map[story.StoryID]bool) error {
	ids := sortedKeys(stories)
	if len(ids) == 0 {
		return nil
	}
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = string(id)
		if _, err := tx.ExecContext(ctx, `INSERT INTO story (id, changed, told) VALUES ($1, 1, 0)
			ON CONFLICT (id) DO UPDATE SET changed = story.changed + 1`, string(id)); err != nil {
			return err
		}
	}
	return s.enqueue(ctx, tx, TellStage, keys)
}

// touchStories marks the stories that a query names as changed.
func (s *Store) touchStories(ctx context.Context, tx *sql.Tx, query string, args ...any) error {
	ids := map[story.StoryID]bool{}
	if err := each(ctx, tx, query, args, func(r *sql.Rows) error {
		var id story.StoryID
		err := r.Scan(&id)
		ids[id] = true
		return err
	}); err != nil {
		return err
	}
	return s.touch(ctx, tx, ids)
}

// PullBack looks whether articles wait that are older than some already placed.
// Where no reader has been told of the stories concerned, their placements from
// that moment on are taken back, so that the order of arrival does not decide
// what belongs together; it then reports true. Where a reader has, the late
// article is left to be placed where things stand, and addresses stay.
func (s *Store) PullBack(ctx context.Context) (bool, error) {
	back := false
	err := s.step(ctx, "pull back placements", func(tx *sql.Tx) error {
		back = false
		var id string
		var at int64
		err := tx.QueryRowContext(ctx, `SELECT id, published FROM article WHERE state='read' ORDER BY published, id LIMIT 1`).Scan(&id, &at)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		late, err := exists(ctx, tx, `SELECT 1 FROM placement WHERE `+later+` LIMIT 1`, at, id)
		if err != nil || !late {
			return err
		}
		told, err := exists(ctx, tx, `SELECT 1 FROM edition WHERE story IN (SELECT story FROM placement WHERE `+later+`) LIMIT 1`, at, id)
		if err != nil || told {
			return err
		}
		back = true
		return s.unplaceAfter(ctx, tx, at, id)
	})
	return back, err
}

// later selects the placements after ($1, $2).
const later = `(published, article) > ($1, $2)`

// unplaceAfter takes back every placement after (at, id).
func (s *Store) unplaceAfter(ctx context.Context, tx *sql.Tx, at int64, id string) error {
	stories := map[story.StoryID]bool{}
	err := each(ctx, tx, `SELECT DISTINCT story FROM placement WHERE `+later, []any{at, id}, func(r *sql.Rows) error {
		var st story.StoryID
		err := r.Scan(&st)
		stories[st] = true
		return err
	})
	if err != nil {
		return err
	}
	for _, q := range []string{
		`UPDATE article SET state='read' WHERE state='placed' AND id IN (SELECT article FROM placement WHERE ` + later + `)`,
		`DELETE FROM placement WHERE ` + later,
	} {
		if _, err := tx.ExecContext(ctx, q, at, id); err != nil {
			return err
		}
	}
	for _, st := range sortedKeys(stories) {
		gone, err := forgetEmpty(ctx, tx, st)
		if err != nil {
			return err
		}
		if gone {
			delete(stories, st)
		}
	}
	if err := s.touch(ctx, tx, stories); err != nil {
		return err
	}
	if err := s.bump(ctx, tx, placing); err != nil {
		return err
	}
	return s.enqueue(ctx, tx, PlaceStage, nil)
}

// forgetEmpty removes a story without articles that nobody was ever told of; any
// other keeps its address.
func forgetEmpty(ctx context.Context, tx *sql.Tx, id story.StoryID) (bool, error) {
	kept, err := exists(ctx, tx, `SELECT 1 FROM placement WHERE story=$1
		UNION ALL SELECT 1 FROM edition WHERE story=$1 LIMIT 1`, string(id))
	if err != nil || kept {
		return false, err
	}
	for _, q := range []string{`DELETE FROM telling WHERE story=$1`, `DELETE FROM story WHERE id=$1`} {
		if _, err := tx.ExecContext(ctx, q, string(id)); err != nil {
			return false, err
		}
	}
	return true, nil
}

// Placed returns the placement of an article, or ErrNotFound.
func (s *Store) Placed(ctx context.Context, id article.ID) (Placement, error) {
	var out Placement
	found := false
	err := each(ctx, s.read, `SELECT article, body FROM placement WHERE article=$1`,
		[]any{string(id)}, func(r *sql.Rows) error {
			var err error
			out, err = scanPlacement(r)
			found = true
			return err
		})
	if err == nil && !found {
		err = ErrNotFound
	}
	if err != nil {
		return out, fmt.Errorf("placement of article %s: %w", id, err)
	}
	return out, nil
}

// Newest returns when the newest placed article was published; zero when there
// is none.
func (s *Store) Newest(ctx context.Context) (time.Time, error) {
	var at sql.NullInt64
	if err := s.read.QueryRowContext(ctx, `SELECT MAX(published) FROM placement`).Scan(&at); err != nil {
		return time.Time{}, fmt.Errorf("newest placement: %w", err)
	}
	return moment(at.Int64), nil
}
