package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiku/internal/store"
	"kiku/internal/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func open(t *testing.T, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestSQLite(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) *store.Store { return open(t, store.Options{DataDir: t.TempDir()}) })
}

func TestPostgreSQL(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) *store.Store { return open(t, store.Options{URL: storetest.Postgres(t)}) })
}

func TestStoreSurvivesClosing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a 100% odd?name")
	s, err := store.Open(t.Context(), store.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetSetting(t.Context(), "k", "v"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "kiku.db")); err != nil {
		t.Error(err)
	}
	s = open(t, store.Options{DataDir: dir})
	if v, err := s.Setting(t.Context(), "k"); err != nil || v != "v" {
		t.Errorf("setting %q, %v", v, err)
	}
	backup := filepath.Join(t.TempDir(), "copy", "kiku.db")
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if v, err := open(t, store.Options{DataDir: filepath.Dir(backup)}).Setting(t.Context(), "k"); err != nil || v != "v" {
		t.Errorf("setting of the backup %q, %v", v, err)
	}
}

func TestOpenNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		o    store.Options
		want string
	}{
		{store.Options{}, "no data directory"},
		{store.Options{URL: "mysql://x"}, "not a postgres:// address"},
		{store.Options{URL: "postgres://127.0.0.1:1/none?connect_timeout=2"}, "migrate"},
	} {
		s, err := store.Open(t.Context(), c.o)
		if err == nil {
			s.Close() // the test failed already
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.o, err, c.want)
		}
	}
}

// modernc.org/sqlite runs with one version of modernc.org/libc only; a library
// that raises it breaks the database in ways that no compiler sees.
func TestSQLiteHasItsLibc(t *testing.T) {
	t.Parallel()
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"modernc.org/sqlite v1.60.1", "modernc.org/libc v1.77.1"} {
		if !strings.Contains(string(mod), "\t"+want) {
			t.Errorf("go.mod has no %s", want)
		}
	}
}
