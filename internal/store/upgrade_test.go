package store_test

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"kiku/internal/store"
	"kiku/internal/store/migration"
	"kiku/internal/store/storetest"
)

// What a newsroom announced and knew before feeds had a memory is still known
// after the tables were brought up to date.
func TestOlderTablesAreBroughtUpToDate(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(t *testing.T) (store.Options, *sql.DB, goose.Dialect){
		"sqlite": func(t *testing.T) (store.Options, *sql.DB, goose.Dialect) {
			o := store.Options{DataDir: t.TempDir()}
			db, err := sql.Open("sqlite", "file:"+filepath.Join(o.DataDir, "kiku.db"))
			if err != nil {
				t.Fatal(err)
			}
			return o, db, goose.DialectSQLite3
		},
		"postgres": func(t *testing.T) (store.Options, *sql.DB, goose.Dialect) {
			o := store.Options{URL: storetest.Postgres(t)}
			db, err := sql.Open("pgx", o.URL)
			if err != nil {
				t.Fatal(err)
			}
			return o, db, goose.DialectPostgres
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, db, dialect := begin(t)
			before(t, db, dialect, name)
			s := open(t, o)
			works, err := s.TakeWork(t.Context(), store.Take{Holder: "me", Hosts: 9, Feeds: 9, Pages: 9, Lease: time.Minute, Claim: time.Minute})
			if err != nil {
				t.Fatal(err)
			}
			if len(works) != 1 || works[0].Host != "a.example" || len(works[0].Feeds) != 1 || works[0].Feeds[0].ETag != `"x"` ||
				len(works[0].Pages) != 1 || works[0].Pages[0].Item.Content != "<p>text</p>" {
				t.Errorf("work %+v", works)
			}
			seen, err := s.SeenItems(t.Context(), "https://a.example/feed")
			if err != nil {
				t.Fatal(err)
			}
			if len(seen) != 2 || seen[0].GUID != "g1" || seen[0].Title != "One" || seen[0].State != store.AnnouncedStored || seen[1].State != store.AnnouncedWaiting {
				t.Errorf("seen %+v", seen)
			}
		})
	}
}

// before fills the tables as they were at version 2, and closes the database.
func before(t *testing.T, db *sql.DB, dialect goose.Dialect, folder string) {
	t.Helper()
	dir, err := fs.Sub(migration.Files, folder)
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(dialect, db, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		`INSERT INTO source (id, name, home, lang, category, paused, added) VALUES ('a', 'A', '', 'en', '', 0, 1)`,
		`INSERT INTO feed (url, source, position, etag) VALUES ('https://a.example/feed', 'a', 0, '"x"')`,
		`INSERT INTO announced (url, feed, source, item, state, reason, attempts, next, decided) VALUES
			('https://a.example/1', 'https://a.example/feed', 'a', '{"GUID":"g1","URL":"https://a.example/1","Title":"One"}', 'stored', '', 0, 0, 1),
			('https://a.example/2', 'https://a.example/feed', 'a', '{"GUID":"g2","URL":"https://a.example/2","Title":"Two","Content":"<p>text</p>"}', 'waiting', '', 0, 0, 2)`,
	} {
		if _, err := db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
