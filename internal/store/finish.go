package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/feed"
)

// Finish is what came of some of the work that was taken. Every part of it is
// whole by itself, so the parts of many hosts may be stored in one step.
type Finish struct {
	Visits   []Visit
	Pages    []PageOutcome
	Paused   map[string]time.Time // hosts that asked to be left alone
	Released []Release
	// Decider is the version of the code that made the articles.
	Decider string
}

// Visit is one visit to a feed: how it answered, with everything that follows.
type Visit struct {
	// Feed is how the feed stands now. Claimed must be as it was taken.
	Feed FeedState
	// Class and Reason are for the log of answers; see feed.Outcome.
	Class, Reason string
	// New is what was announced for the first time.
	New []NewItem
	// Known is what was announced before and has changed, or has not been noted
	// as seen for a day.
	Known []KnownItem
	// Forget are keys of items that were not announced for long.
	Forget []string
	// Children are the sitemaps that the feed, an index of them, names. They
	// become feeds of the source. They are left as they are where Index is false.
	Index    bool
	Children []string
}

// NewItem is an item that a feed announced for the first time.
type NewItem struct {
	Key  string
	Item feed.Item
	// Held, when not empty, says why it is held back.
	Held string
}

// KnownItem is an item that a feed announced again.
type KnownItem struct {
	Key  string
	Item feed.Item
	Also []feed.Known // earlier identifiers, addresses and titles of it
	// Again asks for its page once more: the feed says that the text changed.
	Again bool
}

// PageOutcome is what became of the page of an announced item.
type PageOutcome struct {
	URL string // as announced
	// In is the article; nil when there is none, and then Reason says why, Again
	// when to try once more, and Final that it is of no use.
	In     *Incoming
	Reason string
	Again  time.Time
	Final  bool
	// Unasked says that the host of the page, or one that it redirects to, was not
	// asked: this is no attempt.
	Unasked bool
	// Withdraw takes out the article that the address was before.
	Withdraw bool
	// Site is what is remembered of the pages of Host from now on; nil leaves it.
	Host string
	Site []byte
}

// Finished is what became of a Finish.
type Finished struct {
	// Fresh is how many items each visit brought; -1 for a visit that came too
	// late and was not stored, because somebody else has the feed now.
	Fresh []int
	// Pages are the outcomes of the articles; "" where there was none.
	Pages []Outcome
}

// Finish stores what came of work, in one step: for each feed its validators,
// its memory, what it announced and when it is asked next; for each page its
// article and the reading job; and the leases that end.
func (s *Store) Finish(ctx context.Context, f Finish) (Finished, error) {
	var out Finished
	// In one order everywhere, so that two processes never wait crosswise.
	err := s.step(ctx, "store visits", func(tx *sql.Tx) error {
		out = Finished{Fresh: make([]int, len(f.Visits)), Pages: make([]Outcome, len(f.Pages))}
		for _, i := range orderBy(f.Visits, func(v Visit) string { return v.Feed.URL }) {
			n, err := s.visit(ctx, tx, f.Visits[i])
			if err != nil {
				return fmt.Errorf("feed %s: %w", f.Visits[i].Feed.URL, err)
			}
			out.Fresh[i] = n
		}
		if err := s.pages(ctx, tx, f, out.Pages); err != nil {
			return err
		}
		if err := s.pauseHosts(ctx, tx, f.Paused); err != nil {
			return err
		}
		for _, i := range orderBy(f.Released, func(r Release) string { return r.Host }) {
			if err := s.release(ctx, tx, f.Released[i]); err != nil {
				return fmt.Errorf("host %s: %w", f.Released[i].Host, err)
			}
		}
		s.point(f, "before commit")
		return nil
	})
	if err == nil {
		s.point(f, "after commit")
	}
	return out, err
}

// point calls the fault points of a finish: "visit ..." when it holds visits,
// "page ..." when it holds pages.
func (s *Store) point(f Finish, when string) {
	if len(f.Visits) > 0 {
		s.fault("visit " + when)
	}
	if len(f.Pages) > 0 {
		s.fault("page " + when)
	}
	if len(f.Paused) > 0 {
		s.fault("pause " + when)
	}
	if len(f.Released) > 0 {
		s.fault("release " + when)
	}
}

// orderBy returns the indices of a list in the order of their keys.
func orderBy[T any](list []T, key func(T) string) []int {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(key(list[a]), key(list[b])) })
	return order
}

// finishFeed stores how a feed answered, unless somebody else claimed it since.
const finishFeed = `UPDATE feed SET address=$2, host=$3, etag=$4, last_modified=$5, tried=$6, good=$7,
	fresh=CASE WHEN $8 > fresh THEN $8 ELSE fresh END, next=$9, errors=$10, state=$11, reason=$12, memory=$13, archive=$14, whole=$15, soonest=$16, claimed=0
	WHERE url=$1 AND claimed=$17`

// visit stores one visit and returns how many items are new.
func (s *Store) visit(ctx context.Context, tx *sql.Tx, v Visit) (int, error) {
	f := v.Feed
	memory, err := toJSON(f.Memory)
	if err != nil {
		return 0, err
	}
	if len(v.New) > 0 {
		f.Fresh = f.Tried
	}
	mine, err := changed(s.exec(ctx, tx, finishFeed, f.URL, f.Address, HostOf(f.Ask()), packBytes(f.ETag), packBytes(f.LastModified), millis(f.Tried), millis(f.Good), millis(f.Fresh),
		millis(f.Next), f.Errors, f.State, storable(f.Reason), memory, f.Archive, flag(f.Whole), millis(soonest(f)), millis(f.Claimed)))
	if err != nil {
		return 0, err
	}
	if !mine {
		return -1, nil // too late: what it saw is for the new owner to see again
	}
	s.fault("visit feed stored")
	fresh, err := s.newItems(ctx, tx, v)
	if err != nil {
		return 0, err
	}
	if err := s.knownItems(ctx, tx, v); err != nil {
		return 0, err
	}
	if err := s.children(ctx, tx, v); err != nil {
		return 0, err
	}
	_, err = s.exec(ctx, tx, answer, f.URL, f.Tried.UTC().Format(dayForm), v.Class, millis(f.Tried), storable(v.Reason))
	return fresh, err
}

// soonest is before when nobody may ask a feed again, by hand neither.
func soonest(f FeedState) time.Time {
	at := f.Tried.Add(feed.Shortest)
	if s := f.Memory.Soonest(); s.After(at) {
		at = s
	}
	return at
}

// answer counts an answer.
const answer = `INSERT INTO answered (feed, day, class, n, at, reason) VALUES ($1,$2,$3,1,$4,$5)
	ON CONFLICT (feed, day, class) DO UPDATE SET n = answered.n + 1, at = excluded.at, reason = excluded.reason`

// insertItems keeps what a feed announced for the first time.
var insertItems = insertion{
	head: `INSERT INTO announced (feed, key, url, guid, title, source, host, first, seen, updated, edits, state, reason, attempts, next, decided, article, also, item) VALUES `,
	row:  `($1,$2,$3,$4,$5,$6,$7,$8,$8,$9,0,$10,$11,0,$8,$8,'','',$12)`,
	tail: ` ON CONFLICT DO NOTHING`, columns: 12,
}

// sameAddress settles what another feed announced before and is an article
// already: its page is not asked for twice.
const sameAddress = `UPDATE announced SET state='stored', reason='another feed announced it before', item='',
	article=(SELECT o.article FROM announced o WHERE o.url = announced.url AND o.state = 'stored' AND o.feed <> announced.feed LIMIT 1)
	WHERE feed=$1 AND first=$2 AND state='waiting'
	AND EXISTS (SELECT 1 FROM announced o WHERE o.url = announced.url AND o.state = 'stored' AND o.article <> '' AND o.feed <> announced.feed)`

func (s *Store) newItems(ctx context.Context, tx *sql.Tx, v Visit) (int, error) {
	if len(v.New) == 0 {
		return 0, nil
	}
	now := millis(v.Feed.Tried)
	rows := make([][]any, len(v.New))
	for i, n := range v.New {
		body, err := toJSON(n.Item)
		if err != nil {
			return 0, err
		}
		state := AnnouncedWaiting
		if n.Held != "" {
			state = AnnouncedHeld
		}
		rows[i] = []any{v.Feed.URL, n.Key, n.Item.URL, n.Item.GUID, n.Item.Title, v.Feed.Source, HostOf(n.Item.URL), now,
			millis(itemTime(n.Item)), state, n.Held, body}
	}
	fresh, err := s.insert(ctx, tx, insertItems, rows)
	if err != nil {
		return 0, err
	}
	s.fault("visit items stored")
	_, err = s.exec(ctx, tx, sameAddress, v.Feed.URL, now)
	return fresh, err
}

// itemTime is the feed's own time of what it announces.
func itemTime(it feed.Item) time.Time {
	if !it.Updated.IsZero() {
		return it.Updated
	}
	return it.Published
}

// The statements on what was announced before.
const (
	seenItem   = `UPDATE announced SET guid=$3, title=$4, seen=$5, also=$6 WHERE feed=$1 AND key=$2`
	againItem  = `UPDATE announced SET updated=$3, edits=edits+1, state='waiting', reason='', attempts=0, next=$4, decided=$4, item=$5, host=$6 WHERE feed=$1 AND key=$2 AND state='stored'`
	freshItem  = `UPDATE announced SET updated=$3, item=$4 WHERE feed=$1 AND key=$2 AND state IN ('waiting', 'held')`
	forgetItem = `DELETE FROM announced WHERE feed=$1 AND key=$2 AND state NOT IN ('waiting', 'held')`
)

func (s *Store) knownItems(ctx context.Context, tx *sql.Tx, v Visit) error {
	now := millis(v.Feed.Tried)
	for _, k := range v.Known {
		also := ""
		if len(k.Also) > 0 {
			var err error
			if also, err = toJSON(k.Also); err != nil {
				return err
			}
		}
		if _, err := s.exec(ctx, tx, seenItem, v.Feed.URL, k.Key, k.Item.GUID, k.Item.Title, now, also); err != nil {
			return err
		}
		if !k.Again {
			continue
		}
		body, err := toJSON(k.Item)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, freshItem, v.Feed.URL, k.Key, millis(itemTime(k.Item)), body); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, againItem, v.Feed.URL, k.Key, millis(itemTime(k.Item)), now, body, HostOf(k.Item.URL)); err != nil {
			return err
		}
	}
	for _, key := range v.Forget {
		if _, err := s.exec(ctx, tx, forgetItem, v.Feed.URL, key); err != nil {
			return err
		}
	}
	return nil
}

// children follows the sitemaps that an index names, and those no more that it
// does not name any more. A feed that somebody follows already is left alone.
func (s *Store) children(ctx context.Context, tx *sql.Tx, v Visit) error {
	if !v.Index {
		return nil
	}
	query, args := `DELETE FROM feed WHERE parent=$1`, []any{v.Feed.URL}
	if len(v.Children) > 0 {
		query += ` AND url NOT IN (` + inList(2, len(v.Children)) + `)`
		args = append(args, anys(v.Children)...)
	}
	if _, err := tx.ExecContext(ctx, query, args...); err != nil {
		return err
	}
	for i, u := range v.Children {
		if _, err := tx.ExecContext(ctx, `INSERT INTO feed (url, source, position, host, parent) VALUES ($1,$2,$3,$4,$5) ON CONFLICT DO NOTHING`,
			u, v.Feed.Source, i, HostOf(u), v.Feed.URL); err != nil {
			return err
		}
	}
	return nil
}

// The statements on announced pages.
const (
	settlePage = `UPDATE announced SET state='stored', reason='', next=0, decided=$2, article=$3, item='' WHERE url=$1 AND state IN ('waiting', 'refused')`
	// Where an older text of the page is an article, a page that cannot be had
	// any more changes nothing.
	failPage = `UPDATE announced SET attempts = attempts + 1, reason=$2, next=$3, decided=$4,
		item = CASE WHEN attempts + 1 >= $5 THEN '' ELSE item END,
		state = CASE WHEN attempts + 1 < $5 THEN state WHEN article <> '' THEN 'stored' ELSE 'refused' END WHERE url=$1 AND state='waiting'`
	waitPage = `UPDATE announced SET reason=$2, next=$3, decided=$4 WHERE url=$1 AND state='waiting'`
	putSite  = `INSERT INTO site (host, memory, changed) VALUES ($1,$2,$3) ON CONFLICT (host) DO UPDATE SET memory=excluded.memory, changed=excluded.changed`
)

// pages stores what became of pages.
func (s *Store) pages(ctx context.Context, tx *sql.Tx, f Finish, out []Outcome) error {
	var batch []Incoming
	var at []int
	for i, p := range f.Pages {
		if p.In != nil {
			batch, at = append(batch, *p.In), append(at, i)
		}
	}
	if len(batch) > 0 {
		outcomes, err := s.addBatch(ctx, tx, batch, f.Decider)
		if err != nil {
			return err
		}
		s.fault("page article stored")
		for n, o := range outcomes {
			out[at[n]] = o
		}
	}
	for _, i := range orderBy(f.Pages, func(p PageOutcome) string { return p.URL }) {
		if err := s.page(ctx, tx, f.Pages[i]); err != nil {
			return fmt.Errorf("page %s: %w", f.Pages[i].URL, err)
		}
	}
	return nil
}

func (s *Store) page(ctx context.Context, tx *sql.Tx, p PageOutcome) error {
	now := millis(s.now())
	p.Reason = storable(p.Reason)
	if p.Site != nil {
		if _, err := s.exec(ctx, tx, putSite, p.Host, string(p.Site), now); err != nil {
			return err
		}
	}
	if p.In != nil {
		_, err := s.exec(ctx, tx, settlePage, p.URL, now, string(p.In.Article.ID))
		return err
	}
	if p.Withdraw {
		if err := s.withdrawPage(ctx, tx, p); err != nil {
			return err
		}
	}
	if p.Unasked {
		_, err := s.exec(ctx, tx, waitPage, p.URL, p.Reason, millis(p.Again), now)
		return err
	}
	most := maxAttempts
	if p.Final {
		most = 1
	}
	_, err := s.exec(ctx, tx, failPage, p.URL, p.Reason, millis(p.Again), now, most)
	return err
}

// withdrawPage takes out the articles that an announced address became before.
func (s *Store) withdrawPage(ctx context.Context, tx *sql.Tx, p PageOutcome) error {
	var ids []article.ID
	if err := each(ctx, tx, `SELECT DISTINCT article FROM announced WHERE url=$1 AND article <> ''`, []any{p.URL}, func(r *sql.Rows) error {
		var id article.ID
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}); err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.withdraw(ctx, tx, id, p.Reason); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return nil
}

// Site returns what is remembered of the pages of a host, nil for nothing.
func (s *Store) Site(ctx context.Context, host string) ([]byte, error) {
	var memory []byte
	err := s.read.QueryRowContext(ctx, `SELECT memory FROM site WHERE host=$1`, host).Scan(&memory)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("site %s: %w", host, err)
	}
	return memory, nil
}

// keptAnswers is how long answers of feeds are remembered.
const keptAnswers = 30 * 24 * time.Hour

// Prune forgets what is remembered for a time only: answers of feeds, and hosts
// that nobody asked for long.
func (s *Store) Prune(ctx context.Context) error {
	return s.step(ctx, "prune", func(tx *sql.Tx) error {
		now := s.now()
		if _, err := tx.ExecContext(ctx, `DELETE FROM answered WHERE day < $1`, now.Add(-keptAnswers).UTC().Format(dayForm)); err != nil {
			return err
		}
		old := millis(now.Add(-keptAnswers))
		_, err := tx.ExecContext(ctx, `DELETE FROM host WHERE until < $1 AND ready < $1 AND paused < $1`, old)
		return err
	})
}
