package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"kiku/internal/article"
)

// Unread returns up to n articles in the state New in order of publication.
// With ids it returns those of them that are New.
func (s *Store) Unread(ctx context.Context, n int, ids ...article.ID) ([]article.Article, error) {
	var out []article.Article
	query, args := `SELECT body FROM article WHERE state = 'new' ORDER BY published, id LIMIT $1`, []any{n}
	if len(ids) > 0 {
		query = `SELECT body FROM article WHERE state = 'new' AND id IN (` + inList(2, len(ids)) + `) ORDER BY published, id LIMIT $1`
		args = append(args, anys(ids)...)
	}
	err := each(ctx, s.read, query, args, func(r *sql.Rows) error {
		a, err := scanArticle(r)
		out = append(out, a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("unread articles: %w", err)
	}
	return out, nil
}

// Reading is what was found in one article.
type Reading struct {
	Article     article.ID
	Fingerprint string // of the text that was read; another text by now makes the reading void
	Lang        string // detected; "" keeps the article's own
	Features    []byte // story.Features as JSON
	Wants       bool   // the features were to have a vector that could not be had
	Words       []string
	Refuse      string // why the article goes no further; empty for one that does
}

// FinishRead stores what was found in articles. An article with a place in a
// story keeps it, and the story is to be told again; any other waits to be
// placed. A reading of a text that is not current any more is dropped.
func (s *Store) FinishRead(ctx context.Context, rs []Reading, decider string) error {
	return s.step(ctx, "finish reading", func(tx *sql.Tx) error {
		for _, r := range rs {
			if err := s.finishRead(ctx, tx, r, decider); err != nil {
				return fmt.Errorf("article %s: %w", r.Article, err)
			}
		}
		return s.enqueue(ctx, tx, PlaceStage, nil)
	})
}

func (s *Store) finishRead(ctx context.Context, tx *sql.Tx, r Reading, decider string) error {
	var body []byte
	err := tx.QueryRowContext(ctx, `SELECT body FROM article WHERE id=$1 AND fingerprint=$2 AND state='new'`,
		string(r.Article), r.Fingerprint).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // changed meanwhile, or read by somebody else
	}
	if err != nil {
		return err
	}
	var a article.Article
	if err := json.Unmarshal(body, &a); err != nil {
		return err
	}
	if r.Lang != "" && r.Lang != a.Lang {
		a.Lang = r.Lang
		text, err := toJSON(a)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE article SET lang=$2, body=$3 WHERE id=$1`, string(a.ID), a.Lang, text); err != nil {
			return err
		}
	}
	if r.Refuse != "" {
		if err := s.takeOut(ctx, tx, a.ID); err != nil {
			return err
		}
		return s.setState(ctx, tx, a.ID, Refused, r.Refuse, decider)
	}
	wants := 0
	if r.Wants {
		wants = 1
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO features (article, fingerprint, body, wants) VALUES ($1,$2,$3,$4)
		ON CONFLICT (article) DO UPDATE SET fingerprint=excluded.fingerprint, body=excluded.body, wants=excluded.wants`,
		string(a.ID), r.Fingerprint, string(r.Features), wants); err != nil {
		return err
	}
	if err := s.putWords(ctx, tx, document{FoundArticle, string(a.ID), a.Lang, millis(a.Published)}, r.Words); err != nil {
		return err
	}
	state := Read
	placed, err := exists(ctx, tx, `SELECT 1 FROM placement WHERE article=$1`, string(a.ID))
	if err != nil {
		return err
	}
	if placed {
		state = Placed
		if _, err := tx.ExecContext(ctx, `UPDATE placement SET lang=$2, publisher=$3 WHERE article=$1`,
			string(a.ID), a.Lang, a.Publisher); err != nil {
			return err
		}
		if err := s.touchStories(ctx, tx, `SELECT story FROM placement WHERE article=$1`, string(a.ID)); err != nil {
			return err
		}
	}
	return s.setState(ctx, tx, a.ID, state, "", decider)
}

func (s *Store) setState(ctx context.Context, tx *sql.Tx, id article.ID, st State, reason, decider string) error {
	_, err := tx.ExecContext(ctx, `UPDATE article SET state=$2, reason=$3, attempts=0, decided=$4, decider=$5 WHERE id=$1`,
		string(id), string(st), reason, millis(s.now()), decider)
	return err
}

// maxAttempts is how often a step may fail on one article before the article is
// refused, so that one strange text cannot hold up all that come after it.
const maxAttempts = 3

// FailRead counts a failed attempt to read an article, with the reason. The
// third one refuses it.
func (s *Store) FailRead(ctx context.Context, id article.ID, reason, decider string) error {
	return s.step(ctx, "fail reading "+string(id), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE article SET attempts = attempts + 1, reason = $2, decided = $3, decider = $4,
			state = CASE WHEN attempts + 1 >= $5 THEN 'refused' ELSE state END WHERE id = $1 AND state = 'new'`,
			string(id), reason, millis(s.now()), decider, maxAttempts)
		return err
	})
}
