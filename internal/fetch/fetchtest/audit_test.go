package fetchtest_test

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kiku/internal/fetch/fetchtest"
)

func TestAuditSeesWhoIsRude(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := fetchtest.New()
		defer n.Close()
		c := client(n)
		defer c.CloseIdleConnections()
		a := fetchtest.NewAudit(n, fetchtest.Rules{})
		p := n.Host("post.example").Paper("/feed", fetchtest.PaperOptions{Every: time.Hour, Robots: "User-agent: *\n"})
		busy := n.Host("busy.example").Answers("/", fetchtest.Status(503, "Retry-After", "3600"))
		slow := n.Host("slow.example").Answers("/*", fetchtest.After(5*time.Second, fetchtest.Status(204)))

		get(t, c, "http://post.example/robots.txt")
		get(t, c, p.URL()) // one visit with robots.txt
		time.Sleep(time.Hour)
		get(t, c, p.URL(), "If-None-Match", `"1"`)
		if got := a.Breaches(); len(got) > 0 {
			t.Errorf("polite, but: %v", got)
		}
		get(t, c, p.URL(), "If-None-Match", `"2"`)
		time.Sleep(time.Hour)
		get(t, c, p.URL())
		time.Sleep(8 * 24 * time.Hour)
		get(t, c, p.URL()) // the check of validators
		get(t, c, busy.URL("/"))
		time.Sleep(30 * time.Minute)
		get(t, c, busy.URL("/"))
		var both sync.WaitGroup
		for _, path := range []string{"/a", "/b"} {
			both.Go(func() {
				if res, err := http.NewRequest(http.MethodGet, slow.URL(path), nil); err == nil {
					if answer, err := c.Do(res); err == nil {
						answer.Body.Close()
					}
				}
			})
		}
		both.Wait()
		for kind, want := range map[string]int{fetchtest.Gap: 1, fetchtest.Soon: 1, fetchtest.Unconditional: 1, fetchtest.InsideWait: 1, fetchtest.Beside: 1} {
			if got := a.Count(kind); got != want {
				t.Errorf("%s: %d, want %d; all: %v", kind, got, want, a.Breaches())
			}
		}
		if requests, wholes := a.Total(); requests != 10 || wholes != 1 || a.Asked("post.example", "/feed") != 5 || a.AtOnce() != 2 {
			t.Errorf("%d requests, %d whole, asked %d times, %d at once", requests, wholes, a.Asked("post.example", "/feed"), a.AtOnce())
		}
	})
}
