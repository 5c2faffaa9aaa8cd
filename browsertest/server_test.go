package browsertest

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ready is how long a first start may take until its front page is finished.
const ready = 60 * time.Second

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// startKiku builds the program, starts `kiku serve` on a fresh data folder, as
// its owner would, and waits for a finished front page. It returns the origin.
// The sample newsroom needs no network, and gets none.
func startKiku(t *testing.T) string {
	t.Helper()
	return serveKiku(t, t.TempDir(), `data-part="headline"`, "KIKU_FETCH_ENABLED=false")
}

// serveKiku starts `kiku serve` on a data folder with some more environment, and
// waits for a front page that holds a text.
func serveKiku(t *testing.T, data, front string, env ...string) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "kiku")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "kiku/cmd/kiku")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	cmd := exec.Command(binary, "serve", "--data-dir", data, "--listen", "127.0.0.1:0")
	cmd.Env = append(append(os.Environ(), "TZ=UTC"), env...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr lockedLog
	cmd.Stderr = &stderr
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatalf("start kiku: %v", err)
	}
	t.Cleanup(func() { stopKiku(t, cmd, &stderr) })

	origins := make(chan string, 1)
	go func() {
		scan := bufio.NewScanner(stdout)
		for scan.Scan() {
			if a := address.FindString(scan.Text()); a != "" {
				select {
				case origins <- a:
				default:
				}
			}
		}
		close(origins)
	}()
	select {
	case origin, ok := <-origins:
		if !ok {
			t.Fatalf("kiku serve ended without printing its address:\n%s", stderr.String())
		}
		waitForFront(t, origin, front, began, &stderr)
		return origin
	case <-time.After(ready):
		t.Fatalf("kiku serve printed no address in %s:\n%s", ready, stderr.String())
		return ""
	}
}

// waitForFront asks for the front page until it holds a text.
func waitForFront(t *testing.T, origin, front string, began time.Time, stderr *lockedLog) {
	t.Helper()
	for time.Since(began) < ready {
		if body, err := get(t.Context(), origin+"/en/"); err == nil && strings.Contains(body, front) {
			t.Logf("front page finished %.1f s after the start", time.Since(began).Seconds())
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("no finished front page in %s:\n%s", ready, stderr.String())
}

// stopKiku asks for an orderly end and insists on getting one.
func stopKiku(t *testing.T, cmd *exec.Cmd, stderr *lockedLog) {
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Errorf("stop kiku: %v", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("kiku serve did not end well: %v\n%s", err, stderr.String())
		}
	case <-time.After(20 * time.Second):
		t.Errorf("kiku serve did not stop within 20 s of SIGTERM:\n%s", stderr.String())
		if err := cmd.Process.Kill(); err != nil {
			t.Errorf("kill kiku: %v", err)
		}
		t.Logf("killed: %v", <-ended)
	}
}

// get returns the body of a page; any status but 200 is an error.
func get(ctx context.Context, address string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusOK {
		err = errors.Join(err, errors.New(resp.Status))
	}
	return string(body), err
}
