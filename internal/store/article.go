package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kiku/internal/article"
)

// State is where an article is in the river.
type State string

// The states of an article.
const (
	New     State = "new"     // stored, not read yet
	Read    State = "read"    // its features are known, it belongs to no event yet
	Placed  State = "placed"  // it belongs to an event of a story
	Refused State = "refused" // it goes no further; the reason says why
)

// Incoming is an article on its way in, with the bytes it was made from.
type Incoming struct {
	Article article.Article
	// Page is nil when there are no bytes to keep.
	Page *Page
	// Refuse is why the article goes no further although it is kept ("no
	// publication time"); empty for an article that does.
	Refuse string
	// Standin says that the text is what a feed said of a page that could not be
	// had. It never replaces what the page itself said, or another feed.
	Standin bool
}

// Outcome is what became of an incoming article.
type Outcome string

// The outcomes of adding an article.
const (
	Added   Outcome = "added"
	Same    Outcome = "same"    // this text is already current
	Changed Outcome = "changed" // it replaced an older text, which is kept as a revision
	Older   Outcome = "older"   // a newer text is current; this one is kept as a revision
	Barred  Outcome = "barred"  // a feed's words about an article that is not that feed's; not kept
)

// Batch is one step of bringing articles in.
type Batch struct {
	Articles []Incoming
	// Progress, when set, is stored in the same transaction.
	Progress *Progress
	// Decider is the version of the code that made the articles.
	Decider string
}

// AddArticles stores articles. Which text of an article is current depends on
// the publisher's own time of it (Updated, else Published), not on the order of
// arrival: an older text never replaces a newer one. Among texts of one time
// the last to come is current, and a text that was replaced stays replaced.
// The outcomes are in the order of the batch.
//
// A changed article becomes New again and keeps its place in events and
// stories. Reading jobs are enqueued for what became New.
func (s *Store) AddArticles(ctx context.Context, b Batch) ([]Outcome, error) {
	out := make([]Outcome, len(b.Articles))
	err := s.step(ctx, "add articles", func(tx *sql.Tx) error {
		done, err := s.addBatch(ctx, tx, b.Articles, b.Decider)
		if err != nil {
			return err
		}
		copy(out, done)
		if b.Progress != nil {
			if err := s.putProgress(ctx, tx, *b.Progress); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// addBatch stores articles and enqueues their reading.
func (s *Store) addBatch(ctx context.Context, tx *sql.Tx, articles []Incoming, decider string) ([]Outcome, error) {
	out := make([]Outcome, len(articles))
	var fresh []string
	// In order of ID, so that two processes never wait for each other crosswise.
	for _, i := range orderBy(articles, func(in Incoming) string { return string(in.Article.ID) }) {
		in := articles[i]
		o, err := s.addArticle(ctx, tx, in, decider)
		if err != nil {
			return nil, fmt.Errorf("article %s: %w", in.Article.URL, err)
		}
		out[i] = o
		id := string(in.Article.ID)
		if (o == Added || o == Changed) && in.Refuse == "" && (len(fresh) == 0 || fresh[len(fresh)-1] != id) {
			fresh = append(fresh, id)
		}
	}
	if len(fresh) == 0 {
		return out, nil
	}
	return out, s.enqueue(ctx, tx, ReadStage, fresh)
}

// versionOf is the publisher's own time of a text.
func versionOf(a article.Article) time.Time {
	if !a.Updated.IsZero() {
		return a.Updated
	}
	return a.Published
}

func (s *Store) addArticle(ctx context.Context, tx *sql.Tx, in Incoming, decider string) (Outcome, error) {
	a := in.Article
	if a.ID == "" {
		return "", errors.New("article without ID")
	}
	var body, fp string
	var version int64
	err := tx.QueryRowContext(ctx, `SELECT body, fingerprint, version FROM article WHERE id = $1`, string(a.ID)).
		Scan(&body, &fp, &version)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Added, s.insertArticle(ctx, tx, in, decider)
	case err != nil:
		return "", err
	case fp == a.Fingerprint():
		return Same, nil
	}
	var was article.Article
	if err := json.Unmarshal([]byte(body), &was); err != nil {
		return "", fmt.Errorf("stored article: %w", err)
	}
	if in.Standin && was.Feed != a.Feed {
		return Barred, nil
	}
	mine := millis(versionOf(a))
	known, err := exists(ctx, tx, `SELECT 1 FROM revision WHERE article = $1 AND fingerprint = $2`, string(a.ID), a.Fingerprint())
	if err != nil {
		return "", err
	}
	if mine < version || mine == version && known {
		if known {
			return Older, nil
		}
		return Older, putRevision(ctx, tx, a)
	}
	if a.Terms.HeadlineOnly() {
		// Its publisher wants no copy kept, of what was printed before neither.
		if err := s.forgetTexts(ctx, tx, a.ID); err != nil {
			return "", err
		}
	} else if err := putRevision(ctx, tx, was); err != nil {
		return "", err
	}
	return Changed, s.replaceArticle(ctx, tx, in, decider)
}

func (s *Store) insertArticle(ctx context.Context, tx *sql.Tx, in Incoming, decider string) error {
	a := in.Article
	body, err := toJSON(a)
	if err != nil {
		return err
	}
	now := millis(s.now())
	_, err = tx.ExecContext(ctx, `INSERT INTO article
		(id, url, publisher, lang, title, published, version, fingerprint, body, added, state, reason, attempts, decided, decider)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,0,$10,$13)`,
		string(a.ID), a.URL, a.Publisher, a.Lang, a.Title, millis(a.Published), millis(versionOf(a)), a.Fingerprint(), body,
		now, string(firstState(in)), in.Refuse, decider)
	if err != nil {
		return err
	}
	return s.putPage(ctx, tx, in)
}

func (s *Store) replaceArticle(ctx context.Context, tx *sql.Tx, in Incoming, decider string) error {
	a := in.Article
	body, err := toJSON(a)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE article SET url=$2, publisher=$3, lang=$4, title=$5, published=$6, version=$7,
		fingerprint=$8, body=$9, state=$10, reason=$11, attempts=0, decided=$12, decider=$13 WHERE id=$1`,
		string(a.ID), a.URL, a.Publisher, a.Lang, a.Title, millis(a.Published), millis(versionOf(a)), a.Fingerprint(), body,
		string(firstState(in)), in.Refuse, millis(s.now()), decider)
	if err != nil {
		return err
	}
	// The text that is current now is not an older text any more.
	if _, err := tx.ExecContext(ctx, `DELETE FROM revision WHERE article=$1 AND fingerprint=$2`, string(a.ID), a.Fingerprint()); err != nil {
		return err
	}
	return s.putPage(ctx, tx, in)
}

// forgetTexts removes the bytes and the older texts of an article.
func (s *Store) forgetTexts(ctx context.Context, tx *sql.Tx, id article.ID) error {
	for _, q := range []string{`DELETE FROM page WHERE article=$1`, `DELETE FROM revision WHERE article=$1`} {
		if _, err := tx.ExecContext(ctx, q, string(id)); err != nil {
			return err
		}
	}
	return nil
}

func firstState(in Incoming) State {
	if in.Refuse != "" {
		return Refused
	}
	return New
}

func putRevision(ctx context.Context, tx *sql.Tx, a article.Article) error {
	paras, err := toJSON(a.Paragraphs)
	if err != nil {
		return err
	}
	at := versionOf(a)
	_, err = tx.ExecContext(ctx, `INSERT INTO revision (article, fingerprint, version, seen, title, paragraphs)
		VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING`,
		string(a.ID), a.Fingerprint(), millis(at), at.Format(time.RFC3339Nano), a.Title, paras)
	return err
}

// Article returns the current text of an article, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id article.ID) (article.Article, error) {
	m, err := s.Articles(ctx, []article.ID{id})
	if err != nil {
		return article.Article{}, err
	}
	a, ok := m[id]
	if !ok {
		return article.Article{}, fmt.Errorf("article %s: %w", id, ErrNotFound)
	}
	return a, nil
}

// Articles returns the current texts of the articles that there are.
func (s *Store) Articles(ctx context.Context, ids []article.ID) (map[article.ID]article.Article, error) {
	out := make(map[article.ID]article.Article, len(ids))
	for len(ids) > 0 {
		n := min(chunk, len(ids))
		err := each(ctx, s.read, `SELECT body FROM article WHERE id IN (`+inList(1, n)+`)`, anys(ids[:n]), func(r *sql.Rows) error {
			a, err := scanArticle(r)
			out[a.ID] = a
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("load articles: %w", err)
		}
		ids = ids[n:]
	}
	return out, nil
}

func scanArticle(r *sql.Rows, more ...any) (a article.Article, err error) {
	var body []byte
	if err := r.Scan(append([]any{&body}, more...)...); err != nil {
		return a, err
	}
	return a, json.Unmarshal(body, &a)
}

// Revisions returns the older texts of the articles, oldest first, numbered
// from 1 for each article.
func (s *Store) Revisions(ctx context.Context, ids []article.ID) ([]article.Revision, error) {
	var out []article.Revision
	for len(ids) > 0 {
		n := min(chunk, len(ids))
		err := each(ctx, s.read, `SELECT article, seen, title, paragraphs FROM revision WHERE article IN (`+inList(1, n)+`)
			ORDER BY article, version, fingerprint`, anys(ids[:n]), func(r *sql.Rows) error {
			v := article.Revision{Number: 1}
			var seen string
			var paras []byte
			if err := r.Scan(&v.Article, &seen, &v.Title, &paras); err != nil {
				return err
			}
			var err error
			if v.Seen, err = time.Parse(time.RFC3339Nano, seen); err != nil {
				return err
			}
			if k := len(out); k > 0 && out[k-1].Article == v.Article {
				v.Number = out[k-1].Number + 1
			}
			out = append(out, v)
			return json.Unmarshal(paras, &out[len(out)-1].Paragraphs)
		})
		if err != nil {
			return nil, fmt.Errorf("load revisions: %w", err)
		}
		ids = ids[n:]
	}
	return out, nil
}

// Standing is where an article is in the river and why.
type Standing struct {
	ID       article.ID `json:"id"`
	State    State      `json:"state"`
	Reason   string     `json:"reason,omitempty"`
	Attempts int        `json:"attempts,omitempty"`
	Added    time.Time  `json:"added"`
	Decided  time.Time  `json:"decided"`
	Decider  string     `json:"decider,omitempty"`
}

// Standing returns where an article is in the river, or ErrNotFound.
func (s *Store) Standing(ctx context.Context, id article.ID) (Standing, error) {
	st := Standing{ID: id}
	var added, decided int64
	err := s.read.QueryRowContext(ctx, `SELECT state, reason, attempts, added, decided, decider FROM article WHERE id=$1`, string(id)).
		Scan(&st.State, &st.Reason, &st.Attempts, &added, &decided, &st.Decider)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return st, fmt.Errorf("standing of article %s: %w", id, err)
	}
	st.Added, st.Decided = moment(added), moment(decided)
	return st, nil
}

// withdrawnBy is the decider of articles that were in and were taken out.
const withdrawnBy = "withdrawn"

// Withdrawn returns the standing of those of the articles that were withdrawn,
// in order of ID; with no ids, of all that were.
func (s *Store) Withdrawn(ctx context.Context, ids []article.ID) ([]Standing, error) {
	var out []Standing
	read := func(where string, args []any) error {
		return each(ctx, s.read, `SELECT id, state, reason, attempts, added, decided, decider FROM article
			WHERE state='refused' AND decider='`+withdrawnBy+`'`+where+` ORDER BY id`, args, func(r *sql.Rows) error {
			var st Standing
			var added, decided int64
			err := r.Scan(&st.ID, &st.State, &st.Reason, &st.Attempts, &added, &decided, &st.Decider)
			st.Added, st.Decided = moment(added), moment(decided)
			out = append(out, st)
			return err
		})
	}
	if len(ids) == 0 {
		if err := read("", nil); err != nil {
			return nil, fmt.Errorf("withdrawn articles: %w", err)
		}
	}
	for len(ids) > 0 {
		n := min(chunk, len(ids))
		if err := read(` AND id IN (`+inList(1, n)+`)`, anys(ids[:n])); err != nil {
			return nil, fmt.Errorf("withdrawn articles: %w", err)
		}
		ids = ids[n:]
	}
	return out, nil
}

// Withdraw refuses an article that is already in: its publisher took it back,
// or the owner did. Its story is told again without it.
func (s *Store) Withdraw(ctx context.Context, id article.ID, reason string) error {
	return s.step(ctx, "withdraw article "+string(id), func(tx *sql.Tx) error { return s.withdraw(ctx, tx, id, reason) })
}

func (s *Store) withdraw(ctx context.Context, tx *sql.Tx, id article.ID, reason string) error {
	found, err := changed(tx.ExecContext(ctx, `UPDATE article SET state=$2, reason=$3, decided=$4, decider='`+withdrawnBy+`' WHERE id=$1`,
		string(id), string(Refused), reason, millis(s.now())))
	if err != nil {
		return err
	}
	if !found {
		return ErrNotFound
	}
	return s.takeOut(ctx, tx, id)
}

// takeOut removes what was found in an article and its place in a story.
func (s *Store) takeOut(ctx context.Context, tx *sql.Tx, id article.ID) error {
	if err := s.touchStories(ctx, tx, `SELECT story FROM placement WHERE article=$1`, string(id)); err != nil {
		return err
	}
	for _, q := range []string{`DELETE FROM placement WHERE article=$1`, `DELETE FROM features WHERE article=$1`} {
		if _, err := tx.ExecContext(ctx, q, string(id)); err != nil {
			return err
		}
	}
	if err := s.dropWords(ctx, tx, FoundArticle, string(id)); err != nil {
		return err
	}
	return s.bump(ctx, tx, placing)
}

func exists(ctx context.Context, q queryer, query string, args ...any) (bool, error) {
	var one int
	err := q.QueryRowContext(ctx, query, args...).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}
