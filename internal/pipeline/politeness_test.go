package pipeline_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// world is a simulated internet with a program that reads it.
type world struct {
	t     *testing.T
	net   *fetchtest.Internet
	audit *fetchtest.Audit
	dir   string
	store *store.Store
	http  *fetch.Fetcher
	*pipeline.Pipeline
	trespasses int // requests for pages that a robots.txt forbids
}

// newWorld makes a world inside a bubble: the clock is the bubble's.
func newWorld(t *testing.T) *world {
	n := fetchtest.New()
	n.LogLimit = 1000
	w := &world{t: t, net: n, audit: fetchtest.NewAudit(n, fetchtest.Rules{}), dir: t.TempDir()}
	w.start()
	return w
}

func (w *world) start() {
	var err error
	w.store, err = store.Open(w.t.Context(), store.Options{DataDir: w.dir, Now: time.Now})
	must(w.t, err)
	w.http = fetch.New(fetch.Options{Resolve: w.net.Resolve, Connect: w.net.Connect, Roots: w.net.Roots()})
	w.Pipeline, err = pipeline.New(pipeline.Config{Store: w.store, Network: w.http, Now: time.Now})
	must(w.t, err)
}

func (w *world) stop() {
	w.http.Close()
	must(w.t, w.store.Close())
}

func (w *world) close() {
	w.stop()
	w.net.Close()
}

// follow adds a source with feeds, as kiku add does.
func (w *world) follow(id string, feeds ...string) {
	must(w.t, w.store.PutSource(w.t.Context(), feed.Source{ID: id, Name: id, Feeds: feeds}))
}

// live polls once in every step for a while. Now and then the program is started
// anew, or its owner cannot wait and fetches by hand, in a random order that a
// seed makes the same in each run.
func (w *world) live(d, step time.Duration, pages bool, rnd *rand.Rand) {
	day := time.Now()
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(step) {
		if requests, _ := w.audit.Total(); requests > 20_000 && time.Since(day) >= 24*time.Hour {
			day = time.Now()
			w.t.Logf("%v to go, %d requests", end.Sub(day).Round(time.Hour), requests)
		}
		req := pipeline.FetchRequest{NoPages: !pages}
		switch {
		case rnd == nil:
		case rnd.IntN(200) == 0:
			w.stop()
			w.start()
		case rnd.IntN(100) == 0:
			req.Force = true
		}
		if _, err := w.FetchSome(w.t.Context(), req); err != nil {
			w.t.Fatal(err)
		}
	}
}

// polite fails the test for each breach that the servers saw.
func (w *world) polite() {
	w.t.Helper()
	for _, b := range w.audit.Breaches() {
		w.t.Error(b)
	}
	for _, kind := range []string{fetchtest.Beside, fetchtest.Gap, fetchtest.InsideWait, fetchtest.Unconditional, fetchtest.Soon} {
		if n := w.audit.Count(kind); n > 0 {
			w.t.Errorf("%d times: %s", n, kind)
		}
	}
	if c := w.net.Canary(); len(c) > 0 {
		w.t.Errorf("connections to nobody's addresses: %v", c)
	}
}

// town is how large the simulated internet is.
type town struct {
	feeds, hosts int
	days         int
	step         time.Duration
	pages        bool
	seed         uint64
}

// townSize reads the size from KIKU_POLITENESS, as "5000 feeds on 200 hosts for 30 days"
// is "5000,200,30"; without it the size fits into the usual tests.
func townSize(t *testing.T) town {
	s := town{feeds: 36, hosts: 14, days: 30, step: 30 * time.Minute, seed: 20260501, pages: true}
	if env := os.Getenv("KIKU_POLITENESS"); env != "" {
		if _, err := fmt.Sscanf(env, "%d,%d,%d", &s.feeds, &s.hosts, &s.days); err != nil {
			t.Fatalf("KIKU_POLITENESS=%q: %v", env, err)
		}
		s.pages = s.feeds <= 200 // the text of a million pages is another matter
	}
	return s
}

// build puts newspapers on hosts, each with a habit of its own, and follows
// them. It returns the papers that are always there.
func (s town) build(w *world) (good []*fetchtest.Paper) {
	habits := []func(w *world, h *fetchtest.Host, o fetchtest.PaperOptions){
		usual, usual, usual, usual, busyEveryNight, downWithDate, waitingRedirect, slowHost, crawlDelay, forbidden, flaky, usual,
	}
	validators := []string{"both", "etag", "date", "both", "none"}
	formats := []string{"rss", "atom", "json"}
	var hosts []*fetchtest.Host
	for i := range s.hosts {
		h := w.net.Host(fmt.Sprintf("paper%d.example", i))
		if i%6 == 5 { // shares the address of the host before it
			h.At(hosts[i-1].Addrs()...)
		}
		hosts = append(hosts, h)
	}
	every := []time.Duration{6 * time.Hour, 12 * time.Hour, 36 * time.Hour, 5 * 24 * time.Hour}
	if s.pages {
		every = []time.Duration{24 * time.Hour, 60 * time.Hour, 5 * 24 * time.Hour}
	}
	for i := range s.feeds {
		// The first host has a quarter of all feeds: a platform of blogs.
		at := i % s.hosts
		if i%4 == 0 {
			at = 0
		}
		h, habit := hosts[at], habits[at%len(habits)]
		path := fmt.Sprintf("/feed%d", i)
		o := fetchtest.PaperOptions{
			Format: formats[i%3], Validators: validators[i%5], Every: every[i%len(every)], Start: time.Now().Add(-time.Duration(i%9) * 13 * time.Hour), Items: 20, Whole: i%2 == 0,
		}
		if i%7 == 3 {
			o.MaxAge = time.Hour
		}
		if i%11 == 5 {
			o.TTL = 3 * time.Hour
		}
		p := h.Paper(path, o)
		if i < s.hosts || at == 0 {
			habit(w, h, o)
		}
		if at%len(habits) < 4 || at%len(habits) == 11 {
			good = append(good, p)
		}
		w.follow(fmt.Sprintf("s%d", i), p.URL())
	}
	return good
}

func usual(*world, *fetchtest.Host, fetchtest.PaperOptions) {}

// gate answers in the place of a host while it is shut.
func gate(h *fetchtest.Host, shut func(now time.Time) bool, instead fetchtest.Answer) {
	h.Before(func(w http.ResponseWriter, r *http.Request) bool {
		if shut(time.Now()) {
			instead(w, r)
			return true
		}
		return false
	})
}

// busyEveryNight asks to wait for seconds.
func busyEveryNight(_ *world, h *fetchtest.Host, _ fetchtest.PaperOptions) {
	gate(h, func(now time.Time) bool { return now.Hour() < 5 }, fetchtest.Status(429, "Retry-After", "7000"))
}

// downWithDate asks to wait until a date.
func downWithDate(_ *world, h *fetchtest.Host, _ fetchtest.PaperOptions) {
	gate(h, func(now time.Time) bool { return now.Day()%3 == 0 }, func(w http.ResponseWriter, r *http.Request) {
		fetchtest.Status(503, "Retry-After", time.Now().Add(90*time.Minute).UTC().Format(http.TimeFormat))(w, r)
	})
}

// waitingRedirect asks to wait before its redirect is followed.
func waitingRedirect(_ *world, h *fetchtest.Host, _ fetchtest.PaperOptions) {
	gate(h, func(now time.Time) bool { return now.Day()%2 == 0 && now.Hour() < 4 }, func(w http.ResponseWriter, r *http.Request) {
		fetchtest.Status(302, "Location", "/elsewhere"+r.URL.Path, "Retry-After", "900")(w, r)
	})
}

func slowHost(_ *world, h *fetchtest.Host, _ fetchtest.PaperOptions) {
	h.Before(func(_ http.ResponseWriter, r *http.Request) bool {
		time.Sleep(4 * time.Second)
		return false
	})
}

func crawlDelay(_ *world, h *fetchtest.Host, _ fetchtest.PaperOptions) {
	h.Robots("User-agent: *\nCrawl-delay: 40\n")
}

func forbidden(w *world, h *fetchtest.Host, _ fetchtest.PaperOptions) {
	h.Robots("User-agent: *\nDisallow: /*.articles/\n")
	h.Before(func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, ".articles/") {
			w.trespasses++ // one request at a time: the audit checks it
		}
		return false
	})
}

// flaky fails every third request, each time in another way.
func flaky(_ *world, h *fetchtest.Host, _ fetchtest.PaperOptions) {
	n := 0
	h.Before(func(w http.ResponseWriter, r *http.Request) bool {
		n++
		switch n % 9 {
		case 3:
			w.WriteHeader(http.StatusInternalServerError)
		case 6:
			fetchtest.Drop(w, r)
		case 0:
			_, _ = w.Write([]byte("<html>Please come back later"))
		default:
			return false
		}
		return true
	})
}

// TestAMonthOfManners lives through thirty simulated days with many newspapers,
// restarts and an impatient owner, and asks the servers how it was.
func TestAMonthOfManners(t *testing.T) {
	t.Parallel()
	size := townSize(t)
	begun := time.Now()
	var requests, wholes, atOnce int
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer w.close()
		begin := time.Now()
		good := size.build(w)
		w.live(time.Duration(size.days)*24*time.Hour, size.step, size.pages, rand.New(rand.NewPCG(size.seed, 1)))
		w.polite()
		missed := 0
		for _, p := range good {
			for i := range p.Len() {
				it := p.Item(i)
				old, fresh := it.Published.Before(begin.Add(-40*time.Hour)), time.Since(it.Published) < 25*time.Hour
				if old || fresh { // was never in the feed, or may not have been met yet
					continue
				}
				if _, err := w.store.Announced(t.Context(), it.URL); errors.Is(err, store.ErrNotFound) {
					missed++
				}
			}
		}
		if missed > 0 {
			t.Errorf("%d items of good newspapers were missed", missed)
		}
		if n := w.net.Host("paper9.example").Asked("/robots.txt"); size.pages && n == 0 {
			t.Error("the host that forbids its pages was not asked at all")
		}
		if w.trespasses > 0 {
			t.Errorf("%d pages were asked for that robots.txt forbids", w.trespasses)
		}
		requests, wholes = w.audit.Total()
		atOnce = w.audit.AtOnce()
	})
	t.Logf("%d feeds on %d hosts, %d days, seed %d: %d requests, %d of them checks of validators, at most %d at once; %v",
		size.feeds, size.hosts, size.days, size.seed, requests, wholes, atOnce, time.Since(begun).Round(time.Millisecond))
}

// TestTwoProcessesAreAsPoliteAsOne: two programs on one database, each with a
// fetcher that knows nothing of the other's, poll at the same moments.
func TestTwoProcessesAreAsPoliteAsOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer w.close()
		other := &world{t: t, net: w.net, audit: w.audit, dir: w.dir}
		other.start()
		defer other.stop()
		size := town{feeds: 24, hosts: 8, days: 3}
		size.build(w)
		var both sync.WaitGroup
		for i, one := range []*world{w, other} {
			both.Go(func() {
				one.live(time.Duration(size.days)*24*time.Hour, 20*time.Minute, false, rand.New(rand.NewPCG(7, uint64(i))))
			})
		}
		both.Wait()
		w.polite()
		if requests, _ := w.audit.Total(); requests < 100 {
			t.Errorf("only %d requests", requests)
		}
	})
}

// TestAYearWithTheDead: what a year of asking costs feeds that are gone.
func TestAYearWithTheDead(t *testing.T) {
	t.Parallel()
	graves := map[string]func(h *fetchtest.Host){
		"404":       func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Status(404)) },
		"410":       func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Status(410)) },
		"403":       func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Status(403)) },
		"500":       func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Status(500)) },
		"503":       func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Status(503)) },
		"429":       func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Status(429, "Retry-After", "3600")) },
		"refused":   func(h *fetchtest.Host) { h.Door(80, fetchtest.Refused) },
		"silent":    func(h *fetchtest.Host) { h.Door(80, fetchtest.Mute) },
		"dropped":   func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Drop) },
		"parked":    func(h *fetchtest.Host) { h.Answers("/*", fetchtest.Text("text/html", "<html><title>For sale</title>")) },
		"loop":      func(h *fetchtest.Host) { h.Answers("/feed", fetchtest.Redirect(301, "/feed")) },
		"no-name":   func(h *fetchtest.Host) { h.Resolves(fetchtest.Lookup{Err: errors.New("no such host")}) },
		"forbidden": func(h *fetchtest.Host) { h.Robots("User-agent: kiku\nDisallow: /\n") },
	}
	asked := map[string]int{}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer w.close()
		doors := map[string]int{}
		for name, dig := range graves {
			h := w.net.Host(name + ".example")
			dig(h)
			w.follow(name, h.URL("/feed"))
			doors[name] = 0
		}
		w.live(365*24*time.Hour, 2*time.Hour, true, nil)
		w.polite()
		for name := range graves {
			h := w.net.Host(name + ".example")
			if n := w.audit.Asked(name+".example", "/feed"); name == "forbidden" && n > 0 {
				t.Errorf("a feed that forbids us was asked %d times", n)
			}
			asked[name] = max(w.audit.Asked(name+".example", "/feed")+w.audit.Asked(name+".example", "/robots.txt"), h.Knocked())
			if n := asked[name]; n > 60 || n == 0 && name != "no-name" && name != "forbidden" {
				t.Errorf("%s: asked %d times in a year", name, n)
			}
		}
	})
	names := make([]string, 0, len(asked))
	for n := range asked {
		names = append(names, n+" "+strconv.Itoa(asked[n]))
	}
	slices.SortFunc(names, cmp.Compare)
	t.Logf("requests in a year, with those for robots.txt: %v", names)
}
