package pipeline_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// child is what a process of a test is told by its environment.
type child struct {
	Dir, URL string        // its database
	Press    string        // address of the newspapers
	Feeds    []string      // what it follows
	Shift    time.Duration // of its clock
	Kill     string        // the point at which it kills itself, for the Nth time
	Nth      int
}

const childEnv = "KIKU_TEST_CHILD"

// runChild is the life of such a process: it follows the feeds, fetches all that
// is due and ends.
func runChild(data string) int {
	var c child
	if err := json.Unmarshal([]byte(data), &c); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	if err := c.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func (c child) run(ctx context.Context) error {
	clock := func() time.Time { return time.Now().Add(c.Shift) }
	hits := make(chan int, 1)
	hits <- 0
	fault := func(point string) {
		if point != c.Kill {
			return
		}
		n := <-hits + 1
		if n == c.Nth {
			syscall.Kill(os.Getpid(), syscall.SIGKILL) //nolint:errcheck // a process can always kill itself
			select {}                                  // the signal comes
		}
		hits <- n
	}
	s, err := store.Open(ctx, store.Options{DataDir: c.Dir, URL: c.URL, Now: clock, Fault: fault})
	if err != nil {
		return err
	}
	defer s.Close()
	net := pressFetcher(c.Press)
	defer net.Close()
	p, err := pipeline.New(pipeline.Config{Store: s, Network: net, Now: clock, Fault: fault, Lease: 400 * time.Millisecond, Rest: 5 * time.Millisecond, Places: 8})
	if err != nil {
		return err
	}
	var sources []feed.Source
	for i, f := range c.Feeds {
		sources = append(sources, feed.Source{ID: fmt.Sprint("s", i), Name: fmt.Sprint("Post ", i), Feeds: []string{f}})
	}
	if _, err := p.AddSources(ctx, sources); err != nil {
		return err
	}
	_, err = p.Fetch(ctx)
	return err
}

// start begins a process.
func (c child) start(t *testing.T) *exec.Cmd {
	t.Helper()
	data, err := json.Marshal(c)
	must(t, err)
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), childEnv+"="+string(data))
	cmd.Stderr = &strings.Builder{}
	must(t, cmd.Start())
	return cmd
}

// ended waits for a process and reports whether it was killed; any other bad end
// fails the test.
func ended(t *testing.T, cmd *exec.Cmd) (killed bool) {
	t.Helper()
	err := cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if ws, ok := exit.Sys().(syscall.WaitStatus); ok && ws.Signaled() && ws.Signal() == syscall.SIGKILL {
			return true
		}
	}
	if err != nil {
		t.Fatalf("child: %v\n%s", err, cmd.Stderr)
	}
	return false
}

// politeAsks checks that no feed was asked twice within the interval, by the
// shifted clocks of the processes.
func politeAsks(t *testing.T, asks []pressAsk, runs []int, shift []time.Duration) {
	t.Helper()
	last := map[string]time.Time{}
	run := 0
	for i, a := range asks {
		for run < len(runs)-1 && i >= runs[run] {
			run++
		}
		if !strings.HasSuffix(a.address, "/feed") {
			continue
		}
		at := a.at.Add(shift[run])
		if was, ok := last[a.address]; ok && at.Sub(was) < feed.Shortest {
			t.Errorf("%s was asked twice within %v", a.address, at.Sub(was))
		}
		last[a.address] = at
	}
}

// nothingLost checks that every item of the feeds is there once, as an article
// that is to be read.
func nothingLost(t *testing.T, o store.Options, want map[string]string) {
	t.Helper()
	s, err := store.Open(t.Context(), o)
	must(t, err)
	defer s.Close()
	total := 0
	toRead := readingJobs(t, s)
	for url, names := range want {
		seen, err := s.SeenItems(t.Context(), url)
		must(t, err)
		var got []string
		for _, k := range seen {
			got = append(got, k.URL[strings.LastIndex(k.URL, "/")+1:])
			an, err := s.Announced(t.Context(), k.URL)
			must(t, err)
			if an.State != store.AnnouncedStored {
				t.Errorf("%s is %s: %s", k.URL, an.State, an.Reason)
				continue
			}
			if !toRead[string(an.Article)] {
				t.Errorf("%s became an article that nobody reads", k.URL)
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != names {
			t.Errorf("%s: %v, want %s", url, got, names)
		}
		total += len(strings.Fields(names))
	}
	c, err := s.Counts(t.Context())
	must(t, err)
	if c.All() != int64(total) {
		t.Errorf("%d articles, want %d", c.All(), total)
	}
}

// readingJobs are the articles that jobs in the queue are to read.
func readingJobs(t *testing.T, s *store.Store) map[string]bool {
	t.Helper()
	db, _ := s.Pool()
	rows, err := db.QueryContext(t.Context(), `SELECT args FROM river_job WHERE kind = 'read'`)
	must(t, err)
	defer rows.Close()
	ids := map[string]bool{}
	for rows.Next() {
		var args []byte
		must(t, rows.Scan(&args))
		var job struct{ Articles []string }
		must(t, json.Unmarshal(args, &job))
		for _, id := range job.Articles {
			ids[id] = true
		}
	}
	must(t, rows.Err())
	return ids
}
