package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsKept   = 12 * time.Hour
	robotsFailed = 10 * time.Minute
	maxRobots    = 512 << 10
	agentToken   = "kiku" // what robots.txt files call this program
)

// robots keeps what hosts' robots.txt said.
type robots struct {
	mu    sync.Mutex
	rules map[string]rule
}

type rule struct {
	data  *robotstxt.RobotsData
	until time.Time
}

// allowed returns ErrRobots when a host does not want an address fetched. As RFC
// 9309 has it: no file means all is allowed, a failing server means nothing is.
func (f *Fetcher) allowed(ctx context.Context, u *url.URL) error {
	base := u.Scheme + "://" + u.Host
	f.robots.mu.Lock()
	r, ok := f.robots.rules[base]
	f.robots.mu.Unlock()
	if !ok || time.Now().After(r.until) {
		var err error
		if r, err = f.askRobots(ctx, base); err != nil {
			return err
		}
		f.robots.mu.Lock()
		if f.robots.rules == nil || len(f.robots.rules) > 5000 {
			f.robots.rules = make(map[string]rule)
		}
		f.robots.rules[base] = r
		f.robots.mu.Unlock()
	}
	if !r.data.TestAgent(u.EscapedPath(), agentToken) {
		return ErrRobots
	}
	return nil
}

func (f *Fetcher) askRobots(ctx context.Context, base string) (rule, error) {
	status := http.StatusOK
	answer, err := f.get(ctx, base+"/robots.txt", Validators{}, robotsKind)
	var refused *StatusError
	switch {
	case err == nil:
	case errors.As(err, &refused):
		status = refused.Status
	case errors.Is(err, ErrTooBig), errors.Is(err, ErrRedirects), errors.Is(err, ErrCoding):
		status = http.StatusNotFound // a file that nobody can read forbids nothing
	default:
		return rule{}, fmt.Errorf("robots.txt: %w", err)
	}
	kept := robotsKept
	if status >= 500 || status == http.StatusTooManyRequests {
		status, kept = http.StatusServiceUnavailable, robotsFailed
	}
	data, err := robotstxt.FromStatusAndBytes(status, answer.Body[:min(len(answer.Body), maxRobots)])
	if err != nil {
		data, _ = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	return rule{data: data, until: time.Now().Add(kept)}, nil
}
