package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/story"
)

// Untold returns up to n stories, in order of ID, that changed since they were
// last told. With ids it returns those of them that did.
func (s *Store) Untold(ctx context.Context, n int, ids ...story.StoryID) ([]story.StoryID, error) {
	query, args := `SELECT id FROM story WHERE changed > told ORDER BY id LIMIT $1`, []any{n}
	if len(ids) > 0 {
		query = `SELECT id FROM story WHERE changed > told AND id IN (` + inList(2, len(ids)) + `) ORDER BY id LIMIT $1`
		args = append(args, anys(ids)...)
	}
	var out []story.StoryID
	err := each(ctx, s.read, query, args, func(r *sql.Rows) error {
		var id story.StoryID
		err := r.Scan(&id)
		out = append(out, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("untold stories: %w", err)
	}
	return out, nil
}

// Story returns a story with its events in order of their first report, each
// with its articles by (published, ID), and the number of its last change, which
// Tell asks for. A story without articles has no events. ErrNotFound when there
// was never such a story. It does not follow redirects: see Resolve.
func (s *Store) Story(ctx context.Context, id story.StoryID) (story.Story, int64, error) {
	st := story.Story{ID: id}
	var changed int64
	err := s.read.QueryRowContext(ctx, `SELECT changed FROM story WHERE id=$1`, string(id)).Scan(&changed)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return st, 0, fmt.Errorf("story %s: %w", id, err)
	}
	at := map[story.EventID]int{}
	err = each(ctx, s.read, `SELECT article, body, publisher, lang, published
		FROM placement WHERE story=$1 ORDER BY published, article`, []any{string(id)}, func(r *sql.Rows) error {
		var m story.Member
		var published int64
		p, err := scanPlacement(r, &m.Publisher, &m.Lang, &published)
		if err != nil {
			return err
		}
		ev := p.Event
		m.Article, m.EchoOf, m.Score, m.Reasons, m.Published = p.Article, p.EchoOf, p.Score, p.Reasons, moment(published)
		i, ok := at[ev]
		if !ok {
			i = len(st.Events)
			at[ev] = i
			st.Events = append(st.Events, story.Event{ID: ev, Story: id, First: m.Published})
		}
		e := &st.Events[i]
		e.Articles, e.Last = append(e.Articles, m), m.Published
		st.Last = m.Published
		return nil
	})
	if err != nil {
		return st, 0, fmt.Errorf("story %s: %w", id, err)
	}
	if len(st.Events) > 0 {
		st.First = st.Events[0].First
	}
	err = each(ctx, s.read, `SELECT was FROM redirect WHERE now=$1 ORDER BY was`, []any{string(id)}, func(r *sql.Rows) error {
		var was story.StoryID
		err := r.Scan(&was)
		st.Was = append(st.Was, was)
		return err
	})
	if err != nil {
		return st, 0, fmt.Errorf("story %s: %w", id, err)
	}
	return st, changed, nil
}

// Resolve follows a merged story's address to the story that has its articles
// now; an address that was not merged is returned as it is.
func (s *Store) Resolve(ctx context.Context, id story.StoryID) (story.StoryID, error) {
	for range 8 { // Place keeps redirects one step long; the bound is for a damaged table
		var now story.StoryID
		err := s.read.QueryRowContext(ctx, `SELECT now FROM redirect WHERE was=$1`, string(id)).Scan(&now)
		if errors.Is(err, sql.ErrNoRows) {
			return id, nil
		}
		if err != nil {
			return id, fmt.Errorf("resolve story %s: %w", id, err)
		}
		id = now
	}
	return id, nil
}

// Redirects returns every merged story's address and where it leads now.
func (s *Store) Redirects(ctx context.Context) (map[story.StoryID]story.StoryID, error) {
	out := map[story.StoryID]story.StoryID{}
	err := each(ctx, s.read, `SELECT was, now FROM redirect`, nil, func(r *sql.Rows) error {
		var was, now story.StoryID
		err := r.Scan(&was, &now)
		out[was] = now
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("redirects: %w", err)
	}
	return out, nil
}

// Telling is the outcome of telling a story in one language.
type Telling struct {
	Lang string
	// Digest is the next edition; nil when there is none, and Reason says why.
	Digest *digest.Digest
	Reason string
	// Content is a hash of what a reader sees. A digest with the content of the
	// edition before it is not stored again.
	Content string
	Words   []string     // for search
	Cites   []article.ID // the articles its lines stand on
}

// Told is one step of telling: a story in all its languages.
type Told struct {
	Story   story.StoryID
	Changed int64 // the change that was told, from Story
	Langs   []Telling
	Decider string
}

// Tell stores the outcome of telling a story and returns how many editions were
// added. It fails with ErrMoved when the story has changed since: tell it again.
// A language that was told before and is not in the step becomes quiet; what was
// published stays in the store for ever.
func (s *Store) Tell(ctx context.Context, t Told) (int, error) {
	added := 0
	err := s.step(ctx, "tell story "+string(t.Story), func(tx *sql.Tx) error {
		added = 0
		found, err := changed(tx.ExecContext(ctx, `UPDATE story SET told = changed WHERE id=$1 AND changed=$2`, string(t.Story), t.Changed))
		if err != nil {
			return err
		}
		if !found {
			return ErrMoved
		}
		if err := s.leaveAddress(ctx, tx, t.Story); err != nil {
			return err
		}
		before, err := s.tellings(ctx, tx, t.Story)
		if err != nil {
			return err
		}
		moved := false
		for _, l := range t.Langs {
			was, changed := before[l.Lang], false
			delete(before, l.Lang)
			if l.Digest != nil {
				changed, err = s.tellOne(ctx, tx, t, l, was)
			} else {
				err = s.hush(ctx, tx, t, l.Lang, l.Reason, was.Edition)
				changed = was.State == TellTold
			}
			if err != nil {
				return fmt.Errorf("language %s: %w", l.Lang, err)
			}
			if changed && l.Digest != nil {
				added++
			}
			moved = moved || changed
		}
		for _, lang := range sortedKeys(before) {
			if before[lang].State != TellTold {
				continue
			}
			moved = true
			if err := s.hush(ctx, tx, t, lang, "the story has no reports in this language any more", before[lang].Edition); err != nil {
				return err
			}
		}
		if !moved {
			return nil
		}
		return s.bump(ctx, tx, shown)
	})
	return added, err
}

// leaveAddress makes the address of a story that has no articles any more, but
// was told, lead to where most of the articles it cited are now.
func (s *Store) leaveAddress(ctx context.Context, tx *sql.Tx, id story.StoryID) error {
	has, err := exists(ctx, tx, `SELECT 1 FROM placement WHERE story=$1 UNION ALL SELECT 1 FROM redirect WHERE was=$1 LIMIT 1`, string(id))
	if err != nil || has {
		return err
	}
	var to string
	var n int
	err = tx.QueryRowContext(ctx, `SELECT p.story, COUNT(*) AS n FROM cited c JOIN placement p ON p.article = c.article
		WHERE c.story=$1 GROUP BY p.story ORDER BY n DESC, p.story LIMIT 1`, string(id)).Scan(&to, &n)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.redirect(ctx, tx, id, story.StoryID(to))
}

// tellOne stores one language's next edition unless it says what the last one
// said; it reports whether readers see something else now.
func (s *Store) tellOne(ctx context.Context, tx *sql.Tx, t Told, l Telling, was TellState) (bool, error) {
	number, changed := was.Edition, was.State != TellTold
	var last string
	err := tx.QueryRowContext(ctx, `SELECT content FROM edition WHERE story=$1 AND lang=$2 AND number=$3`,
		string(t.Story), l.Lang, was.Edition).Scan(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	if err != nil || last != l.Content {
		if number, changed = was.Edition+1, true; l.Digest.Edition != number {
			return false, fmt.Errorf("edition %d where %d is next", l.Digest.Edition, number)
		}
		if err := s.putEdition(ctx, tx, l); err != nil {
			return false, err
		}
	}
	if err := s.putTelling(ctx, tx, t, TellState{Lang: l.Lang, State: TellTold, Edition: number}); err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM cited WHERE story=$1 AND lang=$2`, string(t.Story), l.Lang); err != nil {
		return false, err
	}
	for _, id := range l.Cites {
		if _, err := tx.ExecContext(ctx, `INSERT INTO cited (article, story, lang) VALUES ($1,$2,$3) ON CONFLICT DO NOTHING`,
			string(id), string(t.Story), l.Lang); err != nil {
			return false, err
		}
	}
	return changed, s.putWords(ctx, tx, document{FoundDigest, string(t.Story), l.Lang, millis(l.Digest.AsOf)}, l.Words)
}

func (s *Store) putEdition(ctx context.Context, tx *sql.Tx, l Telling) error {
	d := l.Digest
	enc, err := packer()
	if err != nil {
		return err
	}
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO edition (story, lang, number, as_of, stored, content, body) VALUES ($1,$2,$3,$4,$5,$6,$7)`,
		string(d.Story), l.Lang, d.Edition, millis(d.AsOf), millis(s.now()), l.Content, enc.EncodeAll(body, nil))
	return err
}

// hush makes a story quiet in one language.
func (s *Store) hush(ctx context.Context, tx *sql.Tx, t Told, lang, reason string, edition int) error {
	if err := s.putTelling(ctx, tx, t, TellState{Lang: lang, State: TellQuiet, Reason: reason, Edition: edition}); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM cited WHERE story=$1 AND lang=$2`, string(t.Story), lang); err != nil {
		return err
	}
	return s.dropWordsIn(ctx, tx, FoundDigest, string(t.Story), lang)
}

// The states of a story in a language.
const (
	TellTold  = "told"  // its newest edition is shown
	TellQuiet = "quiet" // it is not shown; the reason says why
)

// TellState is whether a story is told in a language, and why not.
type TellState struct {
	Lang    string    `json:"lang"`
	State   string    `json:"state"`
	Reason  string    `json:"reason,omitempty"`
	Edition int       `json:"edition,omitempty"` // newest stored; 0 for none
	Decided time.Time `json:"decided"`
	Decider string    `json:"decider,omitempty"`
}

// Tellings returns the states of a story by language.
func (s *Store) Tellings(ctx context.Context, id story.StoryID) (map[string]TellState, error) {
	return s.tellings(ctx, s.read, id)
}

func (s *Store) tellings(ctx context.Context, q queryer, id story.StoryID) (map[string]TellState, error) {
	out := map[string]TellState{}
	err := each(ctx, q, `SELECT lang, state, reason, edition, decided, decider FROM telling WHERE story=$1`, []any{string(id)},
		func(r *sql.Rows) error {
			var t TellState
			var at int64
			err := r.Scan(&t.Lang, &t.State, &t.Reason, &t.Edition, &at, &t.Decider)
			t.Decided = moment(at)
			out[t.Lang] = t
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("tellings of story %s: %w", id, err)
	}
	return out, nil
}

func (s *Store) putTelling(ctx context.Context, tx *sql.Tx, t Told, st TellState) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO telling (story, lang, state, reason, edition, decided, decider)
		VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (story, lang) DO UPDATE SET state=excluded.state, reason=excluded.reason,
		edition=excluded.edition, decided=excluded.decided, decider=excluded.decider`,
		string(t.Story), st.Lang, st.State, st.Reason, st.Edition, millis(s.now()), t.Decider)
	return err
}
