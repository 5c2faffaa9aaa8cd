// Package storetest is the contract of package store as tests, run on every
// database it supports, and a throwaway PostgreSQL for those tests.
package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers "pgx"
)

// cluster is the one PostgreSQL of this test binary.
var cluster struct {
	once sync.Once
	url  string // without a database name
	err  error
	stop func()
	n    atomic.Int64
}

const install = "PostgreSQL is needed for these tests and was not found\n" +
	"hint: apt-get install postgresql (Debian, Ubuntu), dnf install postgresql-server (Fedora), brew install postgresql (macOS)"

// Postgres returns the address of a fresh, empty database in a throwaway
// cluster, which is started by the first call in a test binary; the database is
// dropped with the test. It fails the test when PostgreSQL is not installed.
// The binary's TestMain must go through Main, which stops the cluster.
func Postgres(t testing.TB) string {
	t.Helper()
	cluster.once.Do(func() { cluster.url, cluster.stop, cluster.err = startCluster() })
	if cluster.err != nil {
		t.Fatal(cluster.err)
	}
	name := fmt.Sprintf("test%d", cluster.n.Add(1))
	if err := admin("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return cluster.url + "/" + name + "?sslmode=disable"
}

// Main runs the tests and stops the cluster, if there is one. Call it from
// TestMain: os.Exit(storetest.Main(m)).
func Main(m *testing.M) int {
	code := m.Run()
	if cluster.stop != nil {
		cluster.stop()
	}
	return code
}

func admin(query string) error {
	db, err := sql.Open("pgx", cluster.url+"/postgres?sslmode=disable")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		return fmt.Errorf("%s: %w", query, err)
	}
	return nil
}

// startCluster makes and starts a cluster in a temporary directory on a free
// port of 127.0.0.1. What is stored may be lost with the machine: fsync is off.
func startCluster() (url string, stop func(), err error) {
	bin, err := binaries()
	if err != nil {
		return "", nil, err
	}
	as, err := owner()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp("", "kiku-pg-")
	if err != nil {
		return "", nil, err
	}
	if err := as.give(dir); err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	data := filepath.Join(dir, "data")
	initdb := as.command(filepath.Join(bin, "initdb"), "-D", data, "-U", "kiku", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return "", nil, errors.Join(fmt.Errorf("initdb: %w\n%s", err, out), os.RemoveAll(dir))
	}
	port, err := freePort()
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	server := as.command(filepath.Join(bin, "postgres"), "-D", data, "-k", dir, "-h", "127.0.0.1", "-p", strconv.Itoa(port),
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200", "-c", "shared_buffers=64MB")
	server.Stdout, server.Stderr = log, log
	if err := server.Start(); err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	stop = func() {
		server.Process.Signal(syscall.SIGINT) //nolint:errcheck // fast shutdown; Wait says the rest
		server.Wait()                         //nolint:errcheck // as above
		log.Close()                           // going away
		os.RemoveAll(dir)                     // a temporary folder
	}
	url = fmt.Sprintf("postgres://kiku@127.0.0.1:%d", port)
	if err := waitFor(url); err != nil {
		text, _ := os.ReadFile(log.Name())
		stop()
		return "", nil, fmt.Errorf("start PostgreSQL: %w\n%s", err, text)
	}
	return url, stop, nil
}

func waitFor(url string) error {
	db, err := sql.Open("pgx", url+"/postgres?sslmode=disable")
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	for {
		err := db.PingContext(ctx)
		if err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// binaries returns the folder of initdb and postgres: of the PATH, else the
// newest one where Debian and Fedora keep them.
func binaries() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			return filepath.Dir(p), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	more, err := filepath.Glob("/usr/pgsql-*/bin/initdb")
	if err != nil {
		return "", err
	}
	found = append(found, more...)
	if len(found) == 0 {
		return "", errors.New(install)
	}
	slices.SortFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(found[len(found)-1]), nil
}

// version returns the number in a path like /usr/lib/postgresql/15/bin/initdb.
func version(path string) int {
	name := filepath.Base(filepath.Dir(filepath.Dir(path)))
	n, _ := strconv.Atoi(strings.TrimPrefix(name, "pgsql-"))
	return n
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// account is whom PostgreSQL runs as: it refuses to run as root.
type account struct {
	root     bool
	uid, gid uint32
}

func owner() (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return account{}, fmt.Errorf("PostgreSQL does not run as root: %w\nhint: useradd --system postgres, or run the tests as another user", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return account{}, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return account{}, err
	}
	return account{true, uint32(uid), uint32(gid)}, nil
}

func (a account) give(dir string) error {
	if !a.root {
		return nil
	}
	return os.Chown(dir, int(a.uid), int(a.gid))
}

func (a account) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = os.TempDir() // the working directory may be closed to the other account
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	// A group of its own: an interrupt typed at the tests must not stop the
	// server before they have cleaned up.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if runtime.GOOS == "linux" {
		dieWithParent(cmd.SysProcAttr)
	}
	if a.root {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid}
	}
	return cmd
}
