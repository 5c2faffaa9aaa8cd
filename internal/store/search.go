package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// FoundKind is what a search found.
type FoundKind string

// What a search may find.
const (
	FoundArticle FoundKind = "article"
	FoundDigest  FoundKind = "digest"
)

// Query asks for documents that hold all of the words, cut by package language
// as the documents' own words were.
type Query struct {
	Words []string
	Kind  FoundKind // "" for both
	Lang  string    // "" for all
	Limit int       // 0 means 20
	Skip  int
}

// Found is one hit: an article by its ID, or a digest by its story.
type Found struct {
	Kind      FoundKind `json:"kind"`
	ID        string    `json:"id"`
	Lang      string    `json:"lang"`
	Published time.Time `json:"published"`
	Score     float64   `json:"score"` // higher is better; comparable within one answer only
}

type document struct {
	kind      FoundKind
	id, lang  string
	published int64
}

// The two databases differ in how words are kept and matched; each pair of
// texts stands side by side here and nowhere else.
var (
	searchText = map[Dialect]string{
		SQLite: `SELECT f.kind, f.id, f.lang, f.published, -bm25(words) AS score FROM words JOIN found f ON f.n = words.rowid
			WHERE words MATCH $1 AND ($2 = '' OR f.kind = $2) AND ($3 = '' OR f.lang = $3)
			ORDER BY score DESC, f.published DESC, f.id LIMIT $4 OFFSET $5`,
		Postgres: `SELECT f.kind, f.id, f.lang, f.published, ts_rank_cd(f.words, q, 1) AS score
			FROM found f, CAST($1::text AS tsquery) q
			WHERE f.words @@ q AND ($2::text = '' OR f.kind = $2) AND ($3::text = '' OR f.lang = $3)
			ORDER BY score DESC, f.published DESC, f.id LIMIT $4 OFFSET $5`,
	}
	putFound = map[Dialect]string{
		SQLite: `INSERT INTO found (kind, id, lang, published) VALUES ($1,$2,$3,$4)
			ON CONFLICT (kind, id, lang) DO UPDATE SET published=excluded.published RETURNING n`,
		Postgres: `INSERT INTO found (kind, id, lang, published, words) VALUES ($1,$2,$3,$4, CAST($5::text AS tsvector))
			ON CONFLICT (kind, id, lang) DO UPDATE SET published=excluded.published, words=excluded.words RETURNING n`,
	}
)

// Search returns the best hits first. No words find nothing.
func (s *Store) Search(ctx context.Context, q Query) ([]Found, error) {
	words := cleanWords(q.Words)
	if len(words) == 0 {
		return nil, nil
	}
	if q.Limit <= 0 {
		q.Limit = 20
	}
	var out []Found
	args := []any{s.match(words), string(q.Kind), q.Lang, q.Limit, q.Skip}
	err := each(ctx, s.read, searchText[s.dialect], args, func(r *sql.Rows) error {
		var f Found
		var at int64
		err := r.Scan(&f.Kind, &f.ID, &f.Lang, &at, &f.Score)
		f.Published = moment(at)
		out = append(out, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search %q: %w", strings.Join(q.Words, " "), err)
	}
	return out, nil
}

// match writes the query so that no word can be taken for an operator.
func (s *Store) match(words []string) string {
	parts := make([]string, len(words))
	for i, w := range words {
		if s.dialect == SQLite {
			parts[i] = `"` + w + `"`
		} else {
			parts[i] = `'` + w + `'`
		}
	}
	if s.dialect == SQLite {
		return strings.Join(parts, " AND ")
	}
	return strings.Join(parts, " & ")
}

// cleanWords lowers words and keeps only letters, digits and what joins them,
// so that quoting is never needed and both databases see the same word.
func cleanWords(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		w = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, w)
		if w != "" && len(w) < 512 {
			out = append(out, w)
		}
	}
	return out
}

// putWords replaces the words of a document in the index.
func (s *Store) putWords(ctx context.Context, tx *sql.Tx, d document, words []string) error {
	words = cleanWords(words)
	if d.kind == FoundArticle {
		// An article has one language; a changed one must not stay under the other.
		if err := s.dropWords(ctx, tx, d.kind, d.id); err != nil {
			return err
		}
	}
	if s.dialect == Postgres {
		var n int64
		return tx.QueryRowContext(ctx, putFound[Postgres], string(d.kind), d.id, d.lang, d.published, vector(words)).Scan(&n)
	}
	var n int64
	if err := tx.QueryRowContext(ctx, putFound[SQLite], string(d.kind), d.id, d.lang, d.published).Scan(&n); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM words WHERE rowid=$1`, n); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO words (rowid, text) VALUES ($1,$2)`, n, strings.Join(words, " "))
	return err
}

// vector writes a tsvector with positions, so that rank can see closeness.
// PostgreSQL keeps at most 256 positions of a word and 16,383 in all.
func vector(words []string) string {
	var b strings.Builder
	times := map[string]int{}
	for i, w := range words {
		if i >= 16383 {
			break
		}
		if times[w]++; times[w] > 255 {
			continue
		}
		b.WriteByte('\'')
		b.WriteString(w)
		b.WriteString("':")
		b.WriteString(strconv.Itoa(i + 1))
		b.WriteByte(' ')
	}
	return b.String()
}

// dropWords removes a document in all its languages.
func (s *Store) dropWords(ctx context.Context, tx *sql.Tx, kind FoundKind, id string) error {
	if s.dialect == SQLite {
		if _, err := tx.ExecContext(ctx, `DELETE FROM words WHERE rowid IN (SELECT n FROM found WHERE kind=$1 AND id=$2)`, string(kind), id); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM found WHERE kind=$1 AND id=$2`, string(kind), id)
	return err
}

// dropWordsIn removes a document in one language.
func (s *Store) dropWordsIn(ctx context.Context, tx *sql.Tx, kind FoundKind, id, lang string) error {
	var n int64
	err := tx.QueryRowContext(ctx, `DELETE FROM found WHERE kind=$1 AND id=$2 AND lang=$3 RETURNING n`, string(kind), id, lang).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil || s.dialect == Postgres {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM words WHERE rowid=$1`, n)
	return err
}
