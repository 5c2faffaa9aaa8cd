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

// Edition returns one edition of a digest; number 0 asks for the newest one
// stored, whether it is shown or not. ErrNotFound when there is none.
func (s *Store) Edition(ctx context.Context, id story.StoryID, lang string, number int) (digest.Digest, error) {
	query, args := `SELECT body FROM edition WHERE story=$1 AND lang=$2 AND number=$3`, []any{string(id), lang, number}
	if number == 0 {
		query, args = `SELECT body FROM edition WHERE story=$1 AND lang=$2 ORDER BY number DESC LIMIT 1`, args[:2]
	}
	var d digest.Digest
	var body []byte
	err := s.read.QueryRowContext(ctx, query, args...).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err == nil {
		d, err = unpackDigest(body)
	}
	if err != nil {
		return d, fmt.Errorf("edition %d of story %s in %q: %w", number, id, lang, err)
	}
	return d, nil
}

func unpackDigest(packed []byte) (d digest.Digest, err error) {
	dec, err := unpacker()
	if err != nil {
		return d, err
	}
	body, err := dec.DecodeAll(packed, nil)
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(body, &d)
}

// Issue names an edition without its text.
type Issue struct {
	Story  story.StoryID `json:"story"`
	Lang   string        `json:"lang"`
	Number int           `json:"number"`
	AsOf   time.Time     `json:"as_of"`
	Stored time.Time     `json:"stored"`
}

// Issues lists the editions of a story, by language, oldest first.
func (s *Store) Issues(ctx context.Context, id story.StoryID) ([]Issue, error) {
	var out []Issue
	err := each(ctx, s.read, `SELECT story, lang, number, as_of, stored FROM edition WHERE story=$1 ORDER BY lang, number`,
		[]any{string(id)}, func(r *sql.Rows) error {
			var i Issue
			var asOf, stored int64
			err := r.Scan(&i.Story, &i.Lang, &i.Number, &asOf, &stored)
			i.AsOf, i.Stored = moment(asOf), moment(stored)
			out = append(out, i)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("editions of story %s: %w", id, err)
	}
	return out, nil
}

// LatestEditions returns the newest edition of every story that is told, newest
// matter first, then by story and language; at most n, or all when n is 0.
func (s *Store) LatestEditions(ctx context.Context, n int) ([]digest.Digest, error) {
	if n == 0 {
		n = 1 << 30
	}
	var out []digest.Digest
	err := each(ctx, s.read, `SELECT e.body FROM telling t
		JOIN edition e ON e.story = t.story AND e.lang = t.lang AND e.number = t.edition
		WHERE t.state = 'told' ORDER BY e.as_of DESC, e.story, e.lang LIMIT $1`, []any{n}, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		d, err := unpackDigest(body)
		out = append(out, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("latest editions: %w", err)
	}
	return out, nil
}

// QuietEditions calls f with the last edition of every story and language that
// was told once and is told no more, by story and language.
func (s *Store) QuietEditions(ctx context.Context, f func(digest.Digest) error) error {
	err := each(ctx, s.read, `SELECT e.body FROM telling t
		JOIN edition e ON e.story = t.story AND e.lang = t.lang AND e.number = t.edition
		WHERE t.state = 'quiet' ORDER BY e.story, e.lang`, nil, func(r *sql.Rows) error {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return err
		}
		d, err := unpackDigest(body)
		if err != nil {
			return err
		}
		return f(d)
	})
	if err != nil {
		return fmt.Errorf("editions told no more: %w", err)
	}
	return nil
}

// CitedIn returns the stories and languages whose newest edition cites an
// article.
func (s *Store) CitedIn(ctx context.Context, id article.ID) ([]Issue, error) {
	var out []Issue
	err := each(ctx, s.read, `SELECT c.story, c.lang, t.edition FROM cited c
		JOIN telling t ON t.story = c.story AND t.lang = c.lang WHERE c.article=$1 ORDER BY c.story, c.lang`,
		[]any{string(id)}, func(r *sql.Rows) error {
			var i Issue
			err := r.Scan(&i.Story, &i.Lang, &i.Number)
			out = append(out, i)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("digests that cite article %s: %w", id, err)
	}
	return out, nil
}

// Alone returns the newest articles whose story is told in no language: matters
// that only one publisher reports so far. At most n, newest first; only title,
// address, publisher, language, summary, picture and times are filled in.
func (s *Store) Alone(ctx context.Context, n int) ([]article.Article, error) {
	var out []article.Article
	err := each(ctx, s.read, `SELECT a.body FROM article a JOIN placement p ON p.article = a.id
		WHERE a.state = 'placed' AND p.echo_of = ''
		AND NOT EXISTS (SELECT 1 FROM telling t WHERE t.story = p.story AND t.state = 'told')
		ORDER BY a.published DESC, a.id LIMIT $1`, []any{n}, func(r *sql.Rows) error {
		a, err := scanArticle(r)
		a.Paragraphs = nil
		out = append(out, a)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("articles alone: %w", err)
	}
	return out, nil
}
