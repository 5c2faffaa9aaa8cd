package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets a script call this test binary as kiku.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kiku": main})
}

// TestScripts runs the program as its user does; each script tells one tale.
// Every script finds testdata/reports.jsonl in its folder: seven reports of
// three invented papers, six of them on one ferry strike.
func TestScripts(t *testing.T) {
	reports, err := os.ReadFile("testdata/reports.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"many":        many,
			"interrupted": interrupted,
			"waitfor":     waitFor,
			"taken":       taken,
			"newspaper":   newspaper,
			"awaits":      awaits,
			"vectors":     vectors,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("KIKU_DATA_DIR", env.WorkDir+"/data")
			return os.WriteFile(env.WorkDir+"/reports.jsonl", reports, 0o644)
		},
	})
}

// many writes a file of n reports: many FILE N.
func many(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: many FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for i := range n {
		ts.Check(enc.Encode(map[string]string{
			"link":      fmt.Sprintf("https://harbour-post.example/n/%d", i),
			"source":    "Harbour Post",
			"published": time.Date(2031, 1, 1, 0, i, 0, 0, time.UTC).Format(time.RFC3339),
			"title":     fmt.Sprintf("Ship %d reaches Tolvik", i),
			"text":      fmt.Sprintf("Ship %d reached the harbour of Tolvik. It carried %d crates.", i, i%97+2),
		}))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// interrupted runs a program and sends it an interrupt as soon as it has stored
// something: interrupted PROGRAM ARGS.
func interrupted(ts *testscript.TestScript, neg bool, args []string) {
	if !neg {
		ts.Fatalf("an interrupted program fails: write ! interrupted")
	}
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(os.Environ(), "KIKU_DATA_DIR="+ts.Getenv("KIKU_DATA_DIR"), "HOME="+ts.Getenv("HOME"))
	cmd.Stdout, cmd.Stderr = ts.Stdout(), ts.Stderr()
	ts.Check(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			ts.Fatalf("%v ended before it could be interrupted: %v", args, err)
		case <-time.After(5 * time.Millisecond):
			if storedArticles(ts.Getenv("KIKU_DATA_DIR")) == 0 {
				continue
			}
			ts.Check(cmd.Process.Signal(os.Interrupt))
			ts.Logf("interrupted: %v", <-ended)
			if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
				ts.Fatalf("exit code %d, want %d", code, exitInterrupted)
			}
			return
		}
	}
}

// storedArticles asks the database of a running program how many articles it
// has; 0 where there is none yet.
func storedArticles(dataDir string) (n int) {
	file := filepath.Join(dataDir, "kiku.db")
	if _, err := os.Stat(file); err != nil {
		return 0 // asked for, it would be made
	}
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=query_only(1)&_pragma=busy_timeout(1000)")
	if err != nil {
		return 0
	}
	defer db.Close()
	if err := db.QueryRow("SELECT count(*) FROM article").Scan(&n); err != nil {
		return 0 // its tables are being made
	}
	return n
}

// waitFor waits until a file is there: waitfor FILE.
func waitFor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitfor FILE")
	}
	name := ts.MkAbs(args[0])
	for range 600 {
		if _, err := os.Stat(name); err == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("no %s within a minute", args[0])
}

// taken listens on an address and puts it into the variable TAKEN.
func taken(ts *testscript.TestScript, neg bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { ts.Check(l.Close()) })
	ts.Setenv("TAKEN", l.Addr().String())
}
