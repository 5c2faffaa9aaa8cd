package web_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"kiku/internal/pipeline"
	"kiku/internal/web"
)

// fakeHubs knows one path, "mine", and one signature, "right".
type fakeHubs struct{ err error }

func (f fakeHubs) VerifyHub(_ context.Context, path string, q url.Values) (string, error) {
	if path != "mine" {
		return "", pipeline.ErrNoSubscription
	}
	return q.Get("hub.challenge"), f.err
}

func (f fakeHubs) Pushed(_ context.Context, path, signature string, body io.Reader) (bool, error) {
	if path != "mine" {
		return false, pipeline.ErrNoSubscription
	}
	n, err := io.Copy(io.Discard, body)
	if err == nil && n > 1000 {
		err = pipeline.ErrTooLong
	}
	return signature == "right", errors.Join(err, f.err)
}

func TestHubsAreAnswered(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		hubs           web.Hubs
		method, target string
		signature      string
		body           string
		status         int
		answer         string
	}{
		"challenge":             {fakeHubs{}, "GET", "/websub/mine?hub.challenge=%3Cscript%3E", "", "", 200, "<script>"},
		"of nobody":             {fakeHubs{}, "GET", "/websub/other?hub.challenge=c", "", "", 404, ""},
		"push":                  {fakeHubs{}, "POST", "/websub/mine", "right", "<rss/>", 202, ""},
		"forged push":           {fakeHubs{}, "POST", "/websub/mine", "wrong", "<rss/>", 202, ""},
		"push to nobody":        {fakeHubs{}, "POST", "/websub/other", "right", "<rss/>", 410, ""},
		"huge push":             {fakeHubs{}, "POST", "/websub/mine", "right", strings.Repeat("x", 2000), 413, ""},
		"database down":         {fakeHubs{err: io.ErrUnexpectedEOF}, "POST", "/websub/mine", "right", "<rss/>", 503, ""},
		"another method":        {fakeHubs{}, "DELETE", "/websub/mine", "", "", 405, ""},
		"no hub was ever asked": {nil, "POST", "/websub/mine", "right", "<rss/>", 404, ""},
	} {
		s, err := web.New(web.Config{Dir: t.TempDir(), Hubs: c.hubs})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
		r.Header.Set("X-Hub-Signature", c.signature)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != c.status || c.answer != "" && w.Body.String() != c.answer {
			t.Errorf("%s: status %d %q, want %d %q", name, w.Code, w.Body.String(), c.status, c.answer)
		}
		if kind := w.Header().Get("Content-Type"); w.Code == http.StatusOK && !strings.HasPrefix(kind, "text/plain") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: a challenge as %q", name, kind)
		}
	}
}
