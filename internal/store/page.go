package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"kiku/internal/article"
)

// PageKind says what the kept bytes are.
type PageKind string

// The kinds of kept bytes.
const (
	HTMLPage   PageKind = "html"   // a page as it was served
	RecordPage PageKind = "record" // a record of an imported file, as JSON
	PartsPage  PageKind = "parts"  // the pages of one report, as a JSON list of address, bytes and content type
)

// Page is the bytes an article was made from, kept so that everything can be
// computed again without network.
type Page struct {
	URL     string
	Kind    PageKind
	Fetched time.Time
	// Facts is JSON of what was known beside the bytes: publisher, feed, item.
	Facts []byte
	Body  []byte
}

// The compressor is shared: one costs megabytes, and both ends are safe for
// concurrent use through EncodeAll and DecodeAll.
var (
	packer   = sync.OnceValues(func() (*zstd.Encoder, error) { return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2)) })
	unpacker = sync.OnceValues(func() (*zstd.Decoder, error) {
		return zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(256<<20))
	})
)

func (s *Store) putPage(ctx context.Context, tx *sql.Tx, in Incoming) error {
	p := in.Page
	if p == nil {
		return nil
	}
	enc, err := packer()
	if err != nil {
		return err
	}
	body := enc.EncodeAll(p.Body, nil)
	facts := string(p.Facts)
	if facts == "" {
		facts = "{}"
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO page (article, url, kind, fetched, size, facts, body) VALUES ($1,$2,$3,$4,$5,$6,$7)
		ON CONFLICT (article) DO UPDATE SET url=excluded.url, kind=excluded.kind, fetched=excluded.fetched,
		size=excluded.size, facts=excluded.facts, body=excluded.body`,
		string(in.Article.ID), p.URL, string(p.Kind), millis(p.Fetched), len(p.Body), facts, body)
	return err
}

// Page returns the bytes that the current text of an article was made from, or
// ErrNotFound when none were kept.
func (s *Store) Page(ctx context.Context, id article.ID) (Page, error) {
	var p Page
	var fetched int64
	var packed []byte
	err := s.read.QueryRowContext(ctx, `SELECT url, kind, fetched, facts, body FROM page WHERE article=$1`, string(id)).
		Scan(&p.URL, &p.Kind, &fetched, &p.Facts, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return p, fmt.Errorf("page of article %s: %w", id, err)
	}
	dec, err := unpacker()
	if err != nil {
		return p, err
	}
	p.Fetched = moment(fetched)
	if p.Body, err = dec.DecodeAll(packed, nil); err != nil {
		return p, fmt.Errorf("page of article %s: %w", id, err)
	}
	return p, nil
}

// ArticleIDs returns up to n IDs after the given one, in order, for walking
// over everything there is. It returns none at the end.
func (s *Store) ArticleIDs(ctx context.Context, after article.ID, n int) ([]article.ID, error) {
	var out []article.ID
	err := each(ctx, s.read, `SELECT id FROM article WHERE id > $1 ORDER BY id LIMIT $2`, []any{string(after), n}, func(r *sql.Rows) error {
		var id article.ID
		out = append(out, id)
		return r.Scan(&out[len(out)-1])
	})
	if err != nil {
		return nil, fmt.Errorf("article ids: %w", err)
	}
	return out, nil
}

// Reform replaces what was made of a kept page by what today's code makes of
// it. Unlike AddArticles it keeps no revision: the publisher changed nothing.
func (s *Store) Reform(ctx context.Context, batch []Incoming, decider string) error {
	return s.step(ctx, "reform articles", func(tx *sql.Tx) error {
		var ids []string
		for _, in := range batch {
			in.Page = nil // the bytes stay as they are
			if err := s.replaceArticle(ctx, tx, in, decider); err != nil {
				return fmt.Errorf("article %s: %w", in.Article.URL, err)
			}
			ids = append(ids, string(in.Article.ID))
		}
		return s.enqueue(ctx, tx, ReadStage, ids)
	})
}
