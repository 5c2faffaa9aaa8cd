package feed_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"kiku/internal/feed"
)

var noon = time.Date(2025, 5, 21, 12, 0, 0, 0, time.UTC)

const here = "https://p.example/feed"

// every returns n items, one each gap, the newest at a time.
func every(gap time.Duration, newest time.Time, n int) []feed.Item {
	out := make([]feed.Item, n)
	for i := range out {
		at := newest.Add(-time.Duration(i) * gap)
		out[i] = feed.Item{GUID: fmt.Sprint("n", at.Unix()), URL: fmt.Sprint("https://p.example/news/", at.Unix()), Published: at}
	}
	return out
}

func TestAfterFollowsTheRhythm(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		f       feed.Feed
		o       feed.Outcome
		shorter time.Duration
		longer  time.Duration
	}{
		"every minute":             {feed.Feed{Items: every(time.Minute, noon, 30)}, feed.Outcome{}, 15 * time.Minute, 16 * time.Minute},
		"every two hours":          {feed.Feed{Items: every(2*time.Hour, noon, 30)}, feed.Outcome{}, time.Hour, 64 * time.Minute},
		"every week":               {feed.Feed{Items: every(7*24*time.Hour, noon, 30)}, feed.Outcome{}, 24 * time.Hour, 24 * time.Hour},
		"busy, then silent":        {feed.Feed{Items: every(time.Minute, noon.Add(-12*time.Hour), 30)}, feed.Outcome{}, 2 * time.Hour, 127 * time.Minute},
		"the feed asks longer":     {feed.Feed{Items: every(time.Minute, noon, 30), Wait: 3 * time.Hour}, feed.Outcome{}, 3 * time.Hour, 190 * time.Minute},
		"the feed asks less":       {feed.Feed{Items: every(2*time.Hour, noon, 30), Wait: time.Minute}, feed.Outcome{}, time.Hour, 64 * time.Minute},
		"the server asks longer":   {feed.Feed{Items: every(time.Minute, noon, 30)}, feed.Outcome{MaxAge: 5 * time.Hour}, 5 * time.Hour, 316 * time.Minute},
		"the server asks a year":   {feed.Feed{Items: every(time.Minute, noon, 30)}, feed.Outcome{MaxAge: 8760 * time.Hour}, 24 * time.Hour, 24 * time.Hour},
		"no dates":                 {feed.Feed{Items: []feed.Item{{GUID: "a"}, {GUID: "b"}}}, feed.Outcome{}, time.Hour, 64 * time.Minute},
		"no items":                 {feed.Feed{}, feed.Outcome{}, time.Hour, 64 * time.Minute},
		"dates in the future":      {feed.Feed{Items: every(time.Minute, noon.Add(1000*time.Hour), 30)}, feed.Outcome{}, time.Hour, 64 * time.Minute},
		"skips this and next hour": {feed.Feed{Items: every(time.Minute, noon, 30), SkipHours: []int{12, 13}}, feed.Outcome{}, 2 * time.Hour, 2 * time.Hour},
		"skips today":              {feed.Feed{Items: every(time.Minute, noon, 30), SkipDays: []time.Weekday{time.Wednesday}}, feed.Outcome{}, 12 * time.Hour, 12 * time.Hour},
		"skips every hour":         {feed.Feed{Items: every(time.Minute, noon, 30), SkipDays: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}, feed.Outcome{}, 15 * time.Minute, 16 * time.Minute},
	} {
		c.o.At, c.o.Feed, c.o.Address, c.o.Status = noon, &c.f, here, 200
		_, p := feed.Memory{}.After(c.o)
		if got := p.Next.Sub(noon); got < c.shorter || got > c.longer {
			t.Errorf("%s: %v, want %v to %v", name, got, c.shorter, c.longer)
		}
	}
}

func TestAfterKeepsTheRhythmWhenNothingIsNew(t *testing.T) {
	t.Parallel()
	items := every(time.Hour, noon, 30)
	m, p := feed.Memory{}.After(feed.Outcome{At: noon, Status: 200, Feed: &feed.Feed{Items: items, Wait: 40 * time.Minute}, Address: here})
	first := p.Next.Sub(noon)
	at := p.Next
	last := time.Duration(0)
	for range 40 {
		m, p = m.After(feed.Outcome{At: at, Status: 304, NotModified: true, Address: here})
		wait := p.Next.Sub(at)
		if wait < 40*time.Minute || wait < last-time.Minute || wait > feed.Longest {
			t.Fatalf("after %v of silence: %v, before it was %v", at.Sub(noon), wait, last)
		}
		last, at = wait, p.Next
	}
	if last < 4*first {
		t.Errorf("a silent feed is asked every %v", last)
	}
}

func TestAfterDoesNotChangeWhatItWasGiven(t *testing.T) {
	t.Parallel()
	m, _ := feed.Memory{}.After(feed.Outcome{At: noon, Status: 200, Feed: &feed.Feed{Items: every(time.Hour, noon, 5)}, Address: here, Moved: "https://q.example/feed"})
	before, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	a, p := m.After(feed.Outcome{At: noon.Add(time.Hour), Status: 410, Address: here})
	b, q := m.After(feed.Outcome{At: noon.Add(time.Hour), Status: 410, Address: here})
	after, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) || !reflect.DeepEqual(a, b) || p != q {
		t.Errorf("%s became %s; %+v, %+v", before, after, p, q)
	}
	var back feed.Memory
	if err := json.Unmarshal(after, &back); err != nil || !reflect.DeepEqual(back, m) {
		t.Errorf("memory goes round as %+v, %v", back, err)
	}
}

// server answers as a scripted feed does.
type server func(at time.Time) feed.Outcome

// simulate asks a server as often as the plan says, and returns when.
func simulate(t *testing.T, days int, s server) (asked []time.Time, plans []feed.Plan, whole int, m feed.Memory) {
	t.Helper()
	at, until := noon, time.Time{}
	address := here
	full := false
	for end := noon.AddDate(0, 0, days); at.Before(end); {
		o := s(at)
		if full && o.NotModified { // asked without validators: the same again
			o = feed.Outcome{Status: 200, BodyHash: m.Body, Feed: &feed.Feed{}}
		}
		o.At = at
		if o.Address == "" {
			o.Address = address
		}
		var p feed.Plan
		m, p = m.After(o)
		asked, plans = append(asked, at), append(plans, p)
		if p.Address != "" {
			address = p.Address
		}
		if p.Full {
			whole++
		}
		if p.Next.Sub(at) < feed.Shortest {
			t.Fatalf("day %v: again after %v", at.Sub(noon)/(24*time.Hour), p.Next.Sub(at))
		}
		if at.Before(until) {
			t.Fatalf("asked at %v, though the server said not before %v", at, until)
		}
		if o.RetryAfter > 0 {
			until = at.Add(min(o.RetryAfter, feed.Longest))
		}
		full = p.Full
		at = p.Next
	}
	return asked, plans, whole, m
}

// alive answers with items every gap since long before; 304 when nothing is new.
func alive(gap time.Duration) server {
	last := time.Time{}
	return func(at time.Time) feed.Outcome {
		newest := at.Truncate(gap)
		if newest.Equal(last) {
			return feed.Outcome{Status: 304, NotModified: true}
		}
		last = newest
		return feed.Outcome{Status: 200, Feed: &feed.Feed{Items: every(gap, newest, 30)}, BodyHash: newest.String()}
	}
}

// then answers as one server before a day and as another from then on.
func then(day int, a, b server) server {
	return func(at time.Time) feed.Outcome {
		if at.Before(noon.AddDate(0, 0, day)) {
			return a(at)
		}
		return b(at)
	}
}

func status(code int) server {
	return func(time.Time) feed.Outcome { return feed.Outcome{Status: code, Class: "refused"} }
}

func moved(to string, s server) server {
	return func(at time.Time) feed.Outcome {
		o := s(at)
		o.Moved = to
		return o
	}
}

// elsewhere is another feed: none of its items is ours.
func elsewhere(at time.Time) feed.Outcome {
	return feed.Outcome{Status: 200, BodyHash: at.String(), Feed: &feed.Feed{Items: []feed.Item{{GUID: "login", URL: "https://portal.example/login", Published: at}}}}
}

func TestSixtyDaysOfEachFeed(t *testing.T) {
	t.Parallel()
	const to = "https://new.example/feed"
	silent := func(time.Time) feed.Outcome { return feed.Outcome{Status: 304, NotModified: true} }
	for name, c := range map[string]struct {
		server      server
		least, most int    // requests
		state       string // at the end
		moved       string // the address at the end; "" when it is the old one
		whole       int    // whole requests planned at most
	}{
		"every ten minutes":        {server: alive(10 * time.Minute), least: 5000, most: 5760, state: "active"},
		"every three hours":        {server: alive(3 * time.Hour), least: 700, most: 1000, state: "active"},
		"daily":                    {server: alive(24 * time.Hour), least: 100, most: 180, state: "active"},
		"weekly":                   {server: alive(7 * 24 * time.Hour), least: 55, most: 62, state: "active"},
		"hourly, silent after ten": {server: then(10, alive(time.Hour), silent), least: 300, most: 700, state: "resting", whole: 3},
		"gone for good":            {server: then(10, alive(24*time.Hour), status(410)), least: 20, most: 45, state: "gone"},
		"gone for an hour":         {server: then(10, alive(24*time.Hour), then(11, status(410), alive(24*time.Hour))), least: 80, most: 200, state: "active"},
		"missing for good":         {server: then(10, alive(24*time.Hour), status(404)), least: 30, most: 70, state: "failing"},
		"down for three days":      {server: then(10, alive(time.Hour), then(13, status(503), alive(time.Hour))), least: 1200, most: 2900, state: "active"},
		"unreachable":              {server: status(0), least: 20, most: 40, state: "failing"},
		"forbidden":                {server: status(403), least: 20, most: 40, state: "failing"},
		"asks to wait six hours": {server: func(time.Time) feed.Outcome {
			return feed.Outcome{Status: 429, Class: "refused", RetryAfter: 6 * time.Hour}
		}, least: 20, most: 60, state: "failing"},
		"asks to wait a year": {server: func(time.Time) feed.Outcome {
			return feed.Outcome{Status: 503, Class: "refused", RetryAfter: 8760 * time.Hour}
		}, least: 15, most: 60, state: "failing"},
		"moved for good":            {server: then(5, alive(time.Hour), movedUntil(to, alive(time.Hour))), least: 1200, most: 2900, state: "active", moved: to},
		"moved for three days":      {server: then(5, alive(time.Hour), then(8, moved(to, alive(time.Hour)), alive(time.Hour))), least: 1200, most: 2900, state: "active"},
		"behind a login for a week": {server: then(5, alive(time.Hour), then(13, moved(to, elsewhere), alive(time.Hour))), least: 1000, most: 2900, state: "active"},
		"behind a login for good":   {server: then(5, alive(time.Hour), moved(to, elsewhere)), least: 200, most: 600, state: "resting"},
		"redirect to a broken page": {server: then(5, alive(time.Hour), moved(to, status(200))), least: 60, most: 350, state: "failing"},
		"moved each day elsewhere": {server: then(5, alive(time.Hour), func(at time.Time) feed.Outcome {
			return moved(fmt.Sprint(to, at.YearDay()), elsewhere)(at)
		}), least: 200, most: 600, state: "resting"},
		"never visited elsewhere": {server: movedUntil(to, alive(time.Hour)), least: 1200, most: 2900, state: "active", moved: to},
	} {
		var address string
		asked, plans, whole, m := simulate(t, 60, c.server)
		for _, p := range plans {
			if p.Address != "" {
				address = p.Address
			}
		}
		if n := len(asked); n < c.least || n > c.most {
			t.Errorf("%s: %d requests, want %d to %d", name, n, c.least, c.most)
		}
		if last := plans[len(plans)-1]; last.State != c.state {
			t.Errorf("%s: state %s (%s), want %s", name, last.State, last.Reason, c.state)
		}
		if address != c.moved {
			t.Errorf("%s: address %q, want %q", name, address, c.moved)
		}
		if whole > c.whole {
			t.Errorf("%s: %d whole requests", name, whole)
		}
		if address != "" && (len(m.Old) != 1 || m.Old[0] != here) {
			t.Errorf("%s: the old address is not kept: %v", name, m.Old)
		}
	}
}

// movedUntil redirects as long as the old address is asked; the script cannot
// see which one that is, so it looks at the time that the rule needs.
func movedUntil(to string, s server) server {
	var first time.Time
	count := 0
	return func(at time.Time) feed.Outcome {
		if first.IsZero() {
			first = at
		}
		o := s(at)
		if count < 5 || at.Sub(first) < 8*24*time.Hour {
			o.Moved, o.Address = to, here
			count++
		}
		if at.Sub(first) >= 7*24*time.Hour && count >= 5 {
			first = at.AddDate(-1, 0, 0)
		}
		return o
	}
}

func TestDeadFeedsAreAskedRarely(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]server{"404": status(404), "unreachable": status(0), "410": status(410), "500": status(500), "403": status(403), "451": status(451)} {
		asked, _, _, _ := simulate(t, 365, s)
		if len(asked) > 60 {
			t.Errorf("%s: %d requests in a year", name, len(asked))
		}
	}
}

func TestGoneNeedsTwoAnswersADayApart(t *testing.T) {
	t.Parallel()
	m, p := feed.Memory{}.After(feed.Outcome{At: noon, Status: 410, Address: here})
	if p.State == "gone" || p.Next.Sub(noon) < 24*time.Hour {
		t.Errorf("after one: %+v", p)
	}
	if _, early := m.After(feed.Outcome{At: noon.Add(time.Hour), Status: 410, Address: here}); early.State == "gone" {
		t.Errorf("after two within an hour: %+v", early)
	}
	m, p = m.After(feed.Outcome{At: p.Next, Status: 410, Address: here})
	if p.State != "gone" || p.Next.Sub(m.Last) != 30*24*time.Hour {
		t.Errorf("after two: %+v", p)
	}
	if _, p = m.After(feed.Outcome{At: p.Next, Status: 200, Feed: &feed.Feed{}, Address: here}); p.State != "active" {
		t.Errorf("when it is back: %+v", p)
	}
}

func TestAMoveThatFailsIsUndone(t *testing.T) {
	t.Parallel()
	m := feed.Memory{Old: []string{here}}
	at, back := noon, ""
	for range 40 {
		var p feed.Plan
		m, p = m.After(feed.Outcome{At: at, Status: 404, Class: "refused", Address: "https://new.example/feed"})
		at = p.Next
		if p.Address != "" {
			back = p.Address
			break
		}
	}
	if back != here || at.Sub(noon) > 6*24*time.Hour {
		t.Errorf("back to %q after %v", back, at.Sub(noon))
	}
}

func TestWholeRequestsAreRareAndHaveAReason(t *testing.T) {
	t.Parallel()
	// A server that says 304 for ever although it announces each hour.
	run := func(days int, lies bool) (whole int, news int) {
		m := feed.Memory{}
		at, full := noon, true
		for end := noon.AddDate(0, 0, days); at.Before(end); {
			o := feed.Outcome{At: at, Status: 304, NotModified: true, Address: here}
			if full {
				newest := noon
				if lies {
					newest = at.Truncate(time.Hour)
				}
				o = feed.Outcome{At: at, Status: 200, Address: here, Feed: &feed.Feed{Items: every(time.Hour, newest, 30)}, BodyHash: newest.String()}
				news++
			}
			var p feed.Plan
			m, p = m.After(o)
			at, full = p.Next, p.Full
			if full {
				whole++
			}
		}
		return whole, news
	}
	if whole, _ := run(60, false); whole > 4 {
		t.Errorf("an honest, silent server: %d whole requests in 60 days", whole)
	}
	if whole, news := run(60, true); whole < 30 || whole > 60 || news < 30 {
		t.Errorf("a lying server: %d whole requests in 60 days", whole)
	}
}

func TestWaitingAsksNobody(t *testing.T) {
	t.Parallel()
	m, _ := feed.Memory{}.After(feed.Outcome{At: noon, Status: 200, Feed: &feed.Feed{Items: every(time.Hour, noon, 5)}, Address: here})
	later, p := m.After(feed.Outcome{At: noon.Add(time.Minute), Class: "waiting", RetryAfter: 2 * time.Minute, Address: here})
	if !reflect.DeepEqual(m, later) || p.State != "active" || p.Next.Sub(noon) != feed.Shortest {
		t.Errorf("%+v, %+v", later, p)
	}
}

func TestGapsAreSeen(t *testing.T) {
	t.Parallel()
	after := func(second feed.Feed) bool {
		m, p := feed.Memory{}.After(feed.Outcome{At: noon, Status: 200, Feed: &feed.Feed{Items: every(time.Hour, noon, 10)}, Address: here})
		if p.Archives {
			t.Error("a first visit has no gap")
		}
		_, p = m.After(feed.Outcome{At: noon.AddDate(0, 0, 2), Status: 200, Feed: &second, Address: here})
		return p.Archives
	}
	pinned := append(every(time.Hour, noon.AddDate(0, 0, 2), 10), feed.Item{GUID: "about", Published: noon.AddDate(-1, 0, 0)})
	for name, c := range map[string]struct {
		f    feed.Feed
		want bool
	}{
		"all new":               {feed.Feed{Items: every(time.Hour, noon.AddDate(0, 0, 2), 10)}, true},
		"the last one is there": {feed.Feed{Items: every(time.Hour, noon.Add(9*time.Hour), 10)}, false},
		"all new and one old":   {feed.Feed{Items: pinned}, true},
		"says it is complete":   {feed.Feed{Items: every(time.Hour, noon.AddDate(0, 0, 2), 10), Complete: true}, false},
		"empty":                 {feed.Feed{}, false},
	} {
		if got := after(c.f); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
