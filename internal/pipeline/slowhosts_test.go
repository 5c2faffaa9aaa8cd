package pipeline_test

import (
	"bytes"
	"fmt"
	"net/http"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
)

// slownesses are ways of keeping a visitor waiting.
var slownesses = []struct {
	name string
	set  func(h *fetchtest.Host)
}{
	{"no connection", func(h *fetchtest.Host) { h.Door(80, fetchtest.Silent) }},
	{"not a word", func(h *fetchtest.Host) { h.Door(80, fetchtest.Mute) }},
	{"late headers", func(h *fetchtest.Host) { h.Answers("/*", fetchtest.After(5*time.Minute, fetchtest.Status(200))) }},
	{"headers by the byte", func(h *fetchtest.Host) {
		h.Door(80, fetchtest.Dribble(append([]byte("HTTP/1.1 200 OK\r\n"), bytes.Repeat([]byte("X-A: b\r\n"), 100)...), time.Second))
	}},
	{"body by the byte", func(h *fetchtest.Host) {
		h.Answers("/*", fetchtest.Trickle("application/rss+xml", []byte("<"), time.Second))
	}},
	{"good robots.txt, then body by the byte", func(h *fetchtest.Host) {
		h.Robots("User-agent: *\n").Answers("/feed", fetchtest.Trickle("application/rss+xml", []byte("<"), time.Second))
	}},
	{"body just quick enough, without end", func(h *fetchtest.Host) {
		h.Answers("/*", fetchtest.Trickle("application/rss+xml", bytes.Repeat([]byte("<item/>\n"), 256), time.Second))
	}},
	{"early hints without end", func(h *fetchtest.Host) { h.Answers("/*", fetchtest.EndlessEarly(time.Second)) }},
	{"slow names", func(h *fetchtest.Host) { h.Resolves(fetchtest.Lookup{After: 5 * time.Minute}) }},
	{"slow door, then slow answer", func(h *fetchtest.Host) {
		h.Door(80, fetchtest.Late(4*time.Second)).Answers("/*", fetchtest.After(9*time.Second, fetchtest.Text("text/plain", "")))
	}},
}

// TestSlowHostsHoldNobodyUp: a thousand slow hosts beside a hundred good feeds,
// all due at once, the slow ones first.
func TestSlowHostsHoldNobodyUp(t *testing.T) { // not parallel: it counts goroutines
	const slow, good = 1000, 100
	begun := time.Now()
	var last, all time.Duration
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer w.close()
		var feeds []string
		ends := firstAnswers{}
		w.net.Watch(ends)
		for i := range slow {
			h := w.net.Host(fmt.Sprintf("a%d.example", i))
			slownesses[i%len(slownesses)].set(h)
			feeds = append(feeds, h.URL("/feed"))
		}
		for i := range good {
			feeds = append(feeds, w.net.Host(fmt.Sprintf("z%d.example", i)).Paper("/feed", fetchtest.PaperOptions{Every: time.Hour}).URL())
		}
		w.follow("all", feeds...)
		before, start := runtime.NumGoroutine(), time.Now()
		rep, err := w.FetchSome(t.Context(), pipeline.FetchRequest{NoPages: true})
		must(t, err)
		all = time.Since(start)
		if rep.Feeds != slow+good || rep.Feeds-rep.Failed < good {
			t.Errorf("report %+v", rep)
		}
		for host, r := range ends {
			if host[0] == 'z' {
				last = max(last, r.Sub(start))
			}
		}
		for i := range good {
			if n := w.audit.Asked(fmt.Sprintf("z%d.example", i), "/feed"); n != 1 {
				t.Errorf("good feed %d was asked %d times", i, n)
			}
		}
		for _, b := range w.audit.Breaches() {
			t.Error(b)
		}
		w.http.Close()
		time.Sleep(10 * time.Minute) // scripts that sleep end
		synctest.Wait()
		if after := runtime.NumGoroutine(); after > before+5 {
			t.Errorf("%d goroutines, %d before", after, before)
		}
	})
	if last > time.Minute {
		t.Errorf("the last good feed was had after %v", last)
	}
	// Places are given up after two seconds, so that all wait beside each other: a
	// slow host ends after its 30 seconds, and not much later all have.
	if all > 90*time.Second {
		t.Errorf("all were done after %v", all)
	}
	t.Logf("good feeds after %v, all after %v (simulated); %v", last, all, time.Since(begun).Round(time.Millisecond))
}

// firstAnswers keeps when each host's feed was answered.
type firstAnswers map[string]time.Time

func (firstAnswers) Begin(fetchtest.Request) {}

func (e firstAnswers) End(r fetchtest.Request) {
	if r.Path == "/feed" && r.Status == http.StatusOK {
		e[r.Host] = r.Done
	}
}
