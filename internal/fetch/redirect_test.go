package fetch_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// TestCredentialsStayWithTheirOrigin follows 40 chains of redirects between
// origins and looks at every request.
func TestCredentialsStayWithTheirOrigin(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const secret = "Basic b3duZXI6b3BlbnNlc2FtZQ=="
		n, f := small(t, fetch.Options{Credentials: map[string]string{"https://a.example": secret, "https://c.example:8443": "Bearer other"}})
		// Each letter is an origin; the chain starts at its first.
		origins := map[byte]string{
			'a': "https://a.example", 'b': "https://b.example", 'h': "http://a.example", 'p': "https://a.example:8443", 's': "https://sub.a.example",
			'c': "https://c.example:8443", 'd': "https://c.example",
		}
		chains := strings.Fields("a aa aaa ab aba abab aab aaba ap apa as asa ac aca ad ah ba baa bab bc h hh ha hah p pa pap s sa c cc cca cac cd cdc ca b bb sc d")
		for i, chain := range chains {
			for j := len(chain) - 1; j >= 0; j-- {
				h := n.Host(hostname(t, origins[chain[j]]))
				path := fmt.Sprintf("/%d/%d", i, j)
				if j == len(chain)-1 {
					h.Answers(path, fetchtest.Text("text/plain", "end"))
					continue
				}
				h.Answers(path, fetchtest.Redirect([]int{301, 302, 303, 307, 308}[i%5], origins[chain[j+1]]+fmt.Sprintf("/%d/%d", i, j+1)))
			}
			_, err := f.Get(t.Context(), origins[chain[0]]+fmt.Sprintf("/%d/0", i), fetch.Validators{})
			wantErr := chain == "ah" // from https to http with a password
			if errors.Is(err, fetch.ErrDowngrade) != wantErr || err != nil && !wantErr {
				t.Errorf("chain %s: %v", chain, err)
			}
		}
		if len(chains) != 40 {
			t.Errorf("%d chains, want 40", len(chains))
		}
		sent := 0
		for _, r := range n.Requests() {
			got := r.Header.Get("Authorization")
			if r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "" {
				t.Errorf("%s%s was sent %v", r.Host, r.Path, r.Header)
			}
			if want := wanted(chains, origins, r); got != want {
				t.Errorf("%s%s was sent %q, want %q", r.Host, r.Path, got, want)
			} else if got != "" {
				sent++
			}
		}
		if sent < 10 {
			t.Errorf("credentials were sent %d times only", sent)
		}
	})
}

// wanted is what a request of a chain may carry: the credentials of the origin
// that the chain began at, while it has not left it.
func wanted(chains []string, origins map[byte]string, r fetchtest.Request) string {
	var i, j int
	if _, err := fmt.Sscanf(r.Path, "/%d/%d", &i, &j); err != nil {
		return "" // robots.txt
	}
	chain := chains[i]
	if strings.Trim(chain[:j+1], chain[:1]) != "" {
		return ""
	}
	return map[byte]string{'a': "Basic b3duZXI6b3BlbnNlc2FtZQ==", 'c': "Bearer other"}[chain[0]]
}

func hostname(t *testing.T, origin string) string {
	t.Helper()
	u, err := url.Parse(origin)
	if err != nil {
		t.Fatal(err)
	}
	return u.Hostname()
}

func TestUserinfoIsNeverSent(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Answers("/feed.xml", fetchtest.Text("text/xml", "x"))
	h.Answers("/to", fetchtest.Redirect(301, "http://owner:opensesame@paper.example/feed.xml"))
	for _, address := range []string{"http://owner:opensesame@paper.example/feed.xml", h.URL("/to")} {
		r, err := f.Get(t.Context(), address, fetch.Validators{})
		if err != nil || strings.Contains(r.URL+r.Moved+fmt.Sprint(r.Hops), "opensesame") {
			t.Errorf("%+v, %v", r, err)
		}
	}
	for _, r := range n.Requests() {
		if r.Header.Get("Authorization") != "" || strings.Contains(fmt.Sprint(r.Host, r.Path, r.Header), "opensesame") {
			t.Errorf("sent: %v", r)
		}
	}
	for _, bad := range []string{"ftp://owner:opensesame@paper.example/", "http://owner:opensesame@pap er.example/", "http://owner:opensesame@paper.example:http/", "http://owner:opensesame@[::1/"} {
		_, err := f.Get(t.Context(), bad, fetch.Validators{})
		if err == nil || strings.Contains(err.Error(), "opensesame") {
			t.Errorf("the error tells the password: %v", err)
		}
	}
}

// TestLoopsEnd: 30 circles and chains without end, each at most six requests.
func TestLoopsEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n, f := small(t, fetch.Options{})
		loops := 0
		for _, status := range []int{301, 302, 303, 307, 308} {
			for _, kind := range []string{"self", "pair", "ring of five", "new query", "new path", "between hosts"} {
				h := n.Host(fmt.Sprintf("l%d.example", loops)).Robots("")
				to := func(path string) fetchtest.Answer { return fetchtest.Redirect(status, path) }
				switch kind {
				case "self":
					h.Answers("/", to("/"))
				case "pair":
					h.Answers("/", to("/b")).Answers("/b", to("/"))
				case "ring of five":
					for i, p := range []string{"/", "/1", "/2", "/3", "/4"} {
						h.Answers(p, to([]string{"/1", "/2", "/3", "/4", "/"}[i]))
					}
				case "new query":
					h.Answers("/*", fetchtest.Maze(status))
				case "new path":
					h.Answers("/*", func(w http.ResponseWriter, r *http.Request) { to(r.URL.Path+"a/")(w, r) })
				case "between hosts":
					h.Answers("/", to("http://other.l.example/"+h.Name()))
					n.Host("other.l.example").Answers("/"+h.Name(), to(h.URL("/")))
				}
				loops++
				want := fetch.ErrLoop
				if strings.HasPrefix(kind, "new") {
					want = fetch.ErrTooMany
				}
				if _, err := f.Get(t.Context(), h.URL("/"), fetch.Validators{}); !errors.Is(err, want) || !errors.Is(err, fetch.ErrRedirects) {
					t.Errorf("%s by %d: %v, want %v", kind, status, err, want)
				}
				if got := len(h.Requests("")) - len(h.Requests("/robots.txt")); got > 6 {
					t.Errorf("%s by %d: %d requests", kind, status, got)
				}
			}
		}
		if loops != 30 {
			t.Errorf("%d loops, want 30", loops)
		}
	})
}

func TestHopsAreTold(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Answers("/feed.xml", fetchtest.Text("text/xml", "x"))
	h.Answers("/a", fetchtest.Redirect(301, "/b")).Answers("/b", fetchtest.Redirect(308, "/c")).Answers("/c", fetchtest.Redirect(302, "/feed.xml"))
	r, err := f.Get(t.Context(), h.URL("/a"), fetch.Validators{})
	if err != nil {
		t.Fatal(err)
	}
	want := []fetch.Hop{{URL: h.URL("/a"), Status: 301}, {URL: h.URL("/b"), Status: 308}, {URL: h.URL("/c"), Status: 302}}
	if fmt.Sprint(r.Hops) != fmt.Sprint(want) || r.Moved != h.URL("/c") || r.URL != h.URL("/feed.xml") {
		t.Errorf("hops %v, moved %q, from %q", r.Hops, r.Moved, r.URL)
	}
}

func TestStepsAreTold(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Answers("/feed.xml", fetchtest.Text("text/xml", "x"))
	r, err := f.Get(t.Context(), h.SecureURL("/feed.xml"), fetch.Validators{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range r.Steps {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "resolve robots answer body" {
		t.Errorf("steps: %s", got)
	}
	_, err = f.Get(t.Context(), "http://nowhere.example/", fetch.Validators{})
	steps := fetch.StepsOf(err)
	if len(steps) == 0 || !strings.Contains(fmt.Sprint(steps), "unknown host") {
		t.Errorf("steps of %v: %v", err, steps)
	}
}

// TestNoBadByteIsSent asks for addresses that would break a request line apart
// and looks at what came.
func TestNoBadByteIsSent(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	h := n.Host("paper.example").Answers("/*", fetchtest.Text("text/plain", "x"))
	for i, end := range []string{"\r\nX-Bad: 1", "\n", "\x00", "%0d%0aX-Bad: 1", "?a=\r\nX-Bad: 1", "?a=%0d%0a", "?a=b c\tX-Bad: 1", "?é", "a\\b", "\u2028X-Bad: 1", "#\r\nX-Bad: 1", "\x7f"} {
		h.Answers(fmt.Sprintf("/to%d", i), func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Location"] = []string{"/x" + strings.NewReplacer("\r", "%0D", "\n", "%0A").Replace(end)}
			w.WriteHeader(302)
		})
		for _, address := range []string{h.URL("/x" + end), h.URL(fmt.Sprintf("/to%d", i))} {
			_, err := f.Get(t.Context(), address, fetch.Validators{ETag: "\"a\r\nX-Bad: 1\"", LastModified: "x\nX-Bad: 1"})
			if err != nil && !errors.Is(err, fetch.ErrBadURL) && !errors.Is(err, fetch.ErrConnect) {
				t.Errorf("%q: %v", address, err)
			}
		}
	}
	if len(n.Requests()) < 12 {
		t.Errorf("only %d requests came", len(n.Requests()))
	}
	for _, r := range n.Requests() {
		if r.Header.Get("X-Bad") != "" || strings.ContainsAny(r.Path, "\r\n\x00 \t") || r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != "" {
			t.Errorf("%q with %v", r.Path, r.Header)
		}
	}
}
