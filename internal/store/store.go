// Package store keeps everything durable: sources and what their feeds
// answered, articles with their older texts and original bytes, what was found
// in them, placements in events and stories, editions of digests, search words,
// visits, settings, and how far each import came.
//
// It runs on SQLite (one file in the data directory, the default) and on
// PostgreSQL, with one SQL text for both wherever one text can serve. One
// method is one transaction is one step of one thing: what it writes, the state
// and the cursor change together, so a crash never leaves half a step, and the
// jobs that a step makes necessary are enqueued in the same transaction.
//
// It decides nothing: which step comes next is known to package pipeline alone.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // registers "pgx"
	_ "modernc.org/sqlite"             // registers "sqlite"

	"kiku/internal/store/migration"
)

// The outcomes that a caller may want to tell apart.
var (
	// ErrNotFound: there is no such thing in the store.
	ErrNotFound = errors.New("not found")
	// ErrMoved: somebody else took this step meanwhile; look again and retry.
	ErrMoved = errors.New("moved on meanwhile")
)

// Dialect is which of the two databases is in use.
type Dialect string

// The dialects.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// Options says where everything durable lives.
type Options struct {
	// DataDir is made when missing. SQLite keeps DataDir/kiku.db there.
	DataDir string
	// URL selects PostgreSQL: "postgres://user@host/name". Empty selects SQLite.
	URL string
	// Now is the clock for the times kept with states and fetches; nil means
	// time.Now.
	Now func() time.Time
	// Fault, when set, is called at named points of a step. Tests end the process
	// there.
	Fault func(point string)
}

// Enqueuer puts a job in line inside the transaction that makes it necessary.
// Package pipeline implements it; the store knows only the names of the stages.
type Enqueuer interface {
	// Enqueue adds one job of a stage. The keys name what it is about: article
	// IDs for ReadStage, story IDs for TellStage, nothing for PlaceStage.
	Enqueue(ctx context.Context, tx *sql.Tx, stage Stage, keys []string) error
}

// Stage is a stretch of the river that a job works on.
type Stage string

// The stages, in order.
const (
	ExtractStage Stage = "extract" // page -> article; only Recompute starts here
	ReadStage    Stage = "read"    // article -> features and search words
	PlaceStage   Stage = "place"   // features -> event and story
	TellStage    Stage = "tell"    // story -> edition
)

// Store is everything durable. It is safe for concurrent use, also by several
// processes.
type Store struct {
	write, read *sql.DB // the same pool on PostgreSQL
	dialect     Dialect
	dir         string
	now         func() time.Time
	jobs        Enqueuer
	prepared    map[string]*sql.Stmt // by their text
	fault       func(point string)
}

// Open opens the database, making the directory and the tables where they are
// missing, and makes sure of the settings it relies on. The caller closes the
// store.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{dir: o.DataDir, now: o.Now, dialect: SQLite, fault: o.Fault}
	if s.now == nil {
		s.now = time.Now
	}
	if s.fault == nil {
		s.fault = func(string) {}
	}
	var err error
	if o.URL != "" {
		s.dialect = Postgres
		err = s.openPostgres(o.URL)
	} else {
		err = s.openSQLite(o.DataDir)
	}
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := migration.Up(ctx, s.write, string(s.dialect)); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.Close())
	}
	for _, f := range []func(context.Context) error{s.Settled, s.nameHosts, s.prepare} {
		if err := f(ctx); err != nil {
			return nil, errors.Join(fmt.Errorf("open store: %w", err), s.Close())
		}
	}
	return s, nil
}

func (s *Store) openSQLite(dir string) error {
	if dir == "" {
		return errors.New("no data directory named")
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	// The path is escaped for the URI form: a "?" or "%" in a directory name
	// would otherwise end the path.
	path := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.Join(dir, "kiku.db"))
	dsn := "file:" + path + "?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)" +
		"&_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=temp_store(memory)"
	var err error
	if s.write, err = sql.Open("sqlite", dsn+"&_txlock=immediate"); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1) // SQLite has one writer; waiting in the pool is cheaper than in the database
	if s.read, err = sql.Open("sqlite", dsn+"&_pragma=query_only(1)"); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(8)
	s.read.SetMaxIdleConns(8)
	return nil
}

func (s *Store) openPostgres(url string) error {
	if !strings.HasPrefix(url, "postgres://") && !strings.HasPrefix(url, "postgresql://") {
		return fmt.Errorf("database %q: not a postgres:// address", url)
	}
	db, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	s.write, s.read = db, db
	return nil
}

// Close closes the database. Nothing may use the store afterwards.
func (s *Store) Close() error {
	var errs []error
	if s.read != nil && s.read != s.write {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	return errors.Join(errs...)
}

// Settled reports an error unless the database is in the mode that the store
// relies on. On SQLite a driver that did not understand the address would
// silently run without a write-ahead log or foreign keys.
func (s *Store) Settled(ctx context.Context) error {
	if s.dialect == Postgres {
		var enc string
		if err := s.read.QueryRowContext(ctx, "SHOW server_encoding").Scan(&enc); err != nil {
			return err
		}
		if enc != "UTF8" {
			return fmt.Errorf("database encoding is %s, not UTF8", enc)
		}
		return nil
	}
	want := [][2]string{{"journal_mode", "wal"}, {"synchronous", "1"}, {"foreign_keys", "1"}, {"busy_timeout", "10000"}}
	for _, db := range []*sql.DB{s.write, s.read} {
		for _, w := range want {
			var got string
			if err := db.QueryRowContext(ctx, "PRAGMA "+w[0]).Scan(&got); err != nil {
				return err
			}
			if got != w[1] {
				return fmt.Errorf("pragma %s is %q, want %q", w[0], got, w[1])
			}
		}
	}
	return nil
}

// UseJobs makes every later step enqueue the jobs that it makes necessary.
// Without it steps enqueue nothing. Call it before the store is shared.
func (s *Store) UseJobs(e Enqueuer) { s.jobs = e }

// Pool returns the pool that writes, for the job queue that lives in the same
// database, and the dialect it speaks. On SQLite it has one connection: never
// use it inside a step.
func (s *Store) Pool() (*sql.DB, Dialect) { return s.write, s.dialect }

// Dir returns the data directory.
func (s *Store) Dir() string { return s.dir }

// step runs f in one write transaction. Where two PostgreSQL transactions waited
// for each other crosswise, or could not be put in order, the one that was given
// up is run again, so f must set what it returns anew each time.
func (s *Store) step(ctx context.Context, what string, f func(tx *sql.Tx) error) error {
	var err error
	for range 5 {
		if err = s.once(ctx, f); err == nil || !givenUp(err) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func (s *Store) once(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		tx.Rollback() // the first error is the one to report
		return err
	}
	return tx.Commit()
}

// givenUp reports whether PostgreSQL asks for the transaction to be run again:
// a deadlock or a failure to serialise.
func givenUp(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40P01" || pg.Code == "40001")
}

// enqueue puts a job in line when jobs are used.
func (s *Store) enqueue(ctx context.Context, tx *sql.Tx, st Stage, keys []string) error {
	if s.jobs == nil {
		return nil
	}
	if err := s.jobs.Enqueue(ctx, tx, st, keys); err != nil {
		return fmt.Errorf("enqueue %s: %w", st, err)
	}
	return nil
}
