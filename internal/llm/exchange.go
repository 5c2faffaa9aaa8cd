package llm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// exchange is one question to the server: asked a second time when the server
// is busy or broken, never more, and with a bound on the answer.
type exchange struct {
	client *http.Client
	most   int64
	pause  time.Duration
}

// Do implements openai.HTTPDoer.
func (e *exchange) Do(req *http.Request) (*http.Response, error) {
	res, err := e.once(req)
	if err != nil || !busy(res.StatusCode) || req.GetBody == nil && req.Body != nil {
		return res, err
	}
	if err := wait(req.Context(), e.waitFor(res)); err != nil {
		return nil, err
	}
	again := req.Clone(req.Context())
	if req.GetBody != nil {
		if again.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
	}
	return e.once(again)
}

// once asks and reads the whole answer, so that a slow or endless body is an
// error here and not in whoever decodes it.
func (e *exchange) once(req *http.Request) (*http.Response, error) {
	res, err := e.client.Do(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, e.most+1))
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if int64(len(body)) > e.most {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, e.most)
	}
	if res.StatusCode >= 300 && res.StatusCode < 400 {
		return nil, fmt.Errorf("%w: status %d, and redirects are not followed", ErrStatus, res.StatusCode)
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

func busy(status int) bool { return status == http.StatusTooManyRequests || status >= 500 }

// longestWait bounds what a server may ask for by Retry-After.
const longestWait = 10 * time.Second

func (e *exchange) waitFor(res *http.Response) time.Duration {
	if n, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && n >= 0 {
		return min(time.Duration(n)*time.Second, longestWait)
	}
	return e.pause
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// statusOf is the status that an error of the library stands for; 0 for none.
func statusOf(err error) int {
	var api *openai.APIError
	var req *openai.RequestError
	switch {
	case errors.As(err, &api):
		return api.HTTPStatusCode
	case errors.As(err, &req):
		return req.HTTPStatusCode
	}
	return 0
}

// failed gives an error its name. Its text comes from the server and the
// library, so it is cut short, and the key is taken out.
func (c *Client) failed(err error) error {
	named := ErrUnreachable
	status := statusOf(err)
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("model %s at %s: %w", c.name, c.host, context.Canceled)
	case errors.Is(err, context.DeadlineExceeded):
		named = ErrTimeout
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		named = ErrKey
	case busy(status):
		named = ErrBusy
	case status != 0:
		named = ErrStatus
	default:
		for _, e := range []error{ErrTooLarge, ErrStatus, ErrForeign, ErrAnswer, ErrVectors} {
			if errors.Is(err, e) {
				named = e
			}
		}
		if errors.Is(named, ErrUnreachable) && !network(err) {
			named = ErrForeign // what came was not JSON, say
		}
	}
	return fmt.Errorf("model %s at %s: %w: %s", c.name, c.host, named, c.clean(err.Error()))
}

// network reports whether an error comes from the connection.
func network(err error) bool {
	var u interface{ Timeout() bool }
	return errors.As(err, &u) || errors.Is(err, io.ErrUnexpectedEOF) && strings.Contains(err.Error(), "read the answer")
}

const mostError = 300

func (c *Client) clean(s string) string {
	if c.key != "" {
		s = strings.ReplaceAll(s, c.key, "(key)")
	}
	s = strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "")
	if len(s) > mostError {
		s = strings.ToValidUTF8(s[:mostError], "") + "…"
	}
	return s
}
