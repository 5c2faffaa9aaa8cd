package pipeline

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"kiku/internal/charset"
	"kiku/internal/feed"
	"kiku/internal/fetch"
)

// How a step of a trial ended.
const (
	TrialOK     = "ok"
	TrialNote   = "note" // it goes on, but the owner may want to know
	TrialFailed = "failed"
)

// TrialStep is one step of what a fetch does. What it found is said by the
// interface words "try.SAY", filled with With; Detail is what the network or a
// parser said, in its own words.
type TrialStep struct {
	Name   string            `json:"name"` // "address", "answer", "parse", ...: words "try.step.NAME"
	State  string            `json:"state"`
	Say    string            `json:"say,omitempty"`
	With   map[string]string `json:"with,omitempty"`
	Detail string            `json:"detail,omitempty"`
	Fault  Fault             `json:"fault,omitempty"` // of a step that failed
	Took   time.Duration     `json:"took_ns,omitempty"`
}

// TrialItem is one item that the feed announces.
type TrialItem struct {
	URL       string    `json:"url"`
	Title     string    `json:"title"`
	Published time.Time `json:"published,omitzero"`
	Key       string    `json:"key"`              // its identity within the feed
	Here      string    `json:"here,omitempty"`   // state of the item when it was announced before: waiting, stored, refused
	Reason    string    `json:"reason,omitempty"` // why it was refused
}

// TrialPage is what was made of one page.
type TrialPage struct {
	URL       string    `json:"url"`
	Title     string    `json:"title,omitempty"`
	Published time.Time `json:"published,omitzero"`
	Author    string    `json:"author,omitempty"`
	Lang      string    `json:"lang,omitempty"`
	Length    int       `json:"length"`            // characters of its text
	Parts     int       `json:"paragraphs"`        // paragraphs of it
	Begins    string    `json:"begins,omitempty"`  // the first of them
	Terms     []string  `json:"terms,omitempty"`   // what the publisher asks for: words "terms.NAME"
	Partial   string    `json:"partial,omitempty"` // words "partial.NAME"
	Fault     Fault     `json:"fault,omitempty"`   // why there is no article
	Detail    string    `json:"detail,omitempty"`
}

// Trial is what a fetch of an address would do. Nothing of it is stored.
type Trial struct {
	Address    string           `json:"address"`
	Feed       string           `json:"feed,omitempty"`   // address of the feed, "" when none was found
	Source     string           `json:"source,omitempty"` // who is followed under that address
	Title      string           `json:"title,omitempty"`
	Lang       string           `json:"lang,omitempty"`
	Home       string           `json:"home,omitempty"`
	Candidates []feed.Candidate `json:"candidates,omitempty"`
	Steps      []TrialStep      `json:"steps"`
	Items      []TrialItem      `json:"items,omitempty"`
	Total      int              `json:"total"` // usable items; Items holds the first of them
	Pages      []TrialPage      `json:"pages,omitempty"`
	New        int              `json:"new"` // items that would be stored
	OK         bool             `json:"ok"`  // the address brings reports
	Fault      Fault            `json:"fault,omitempty"`
}

// ErrTooSoon: the feed was asked less than feed.Shortest ago. Each such error
// is a *TooSoonError.
var ErrTooSoon = errors.New("asked less than 15 minutes ago")

// TooSoonError says when an address may be asked again.
type TooSoonError struct {
	Address string
	Until   time.Time
}

// Error names the address and the time.
func (e *TooSoonError) Error() string {
	return fmt.Sprintf("%s: %v; again at %s", e.Address, ErrTooSoon, e.Until.Format(time.RFC3339))
}

// Is reports ErrTooSoon.
func (e *TooSoonError) Is(target error) bool { return target == ErrTooSoon }

// Bounds on a trial: it shows what a fetch does, it is none.
const (
	trialPages = 3
	trialItems = 20
)

// Try does what a fetch of the address would do, step by step, and stores
// nothing. The address may be that of a feed, of a page that names its feed, or
// of a report. A step that fails ends the trial and is part of it; the error is
// ErrNoNetwork, a *TooSoonError, the context's or the store's.
func (p *Pipeline) Try(ctx context.Context, address string) (Trial, error) {
	return p.TryTelling(ctx, address, func(TrialStep) {})
}

// TryTelling is Try that tells of each step as soon as it is done.
func (p *Pipeline) TryTelling(ctx context.Context, address string, tell func(TrialStep)) (Trial, error) {
	if p.Network == nil {
		return Trial{}, ErrNoNetwork
	}
	t := &trying{p: p, tell: tell, Trial: Trial{Address: address}}
	err := t.run(ctx)
	var soon *TooSoonError
	switch {
	case errors.Is(err, errTrialEnded):
		err = nil
	case errors.As(err, &soon):
		t.Fault = FaultOf(err)
		t.done(TrialStep{Name: "wait", State: TrialFailed, Say: "soon", With: with([]string{"when", soon.Until.Format(time.RFC3339)}), Fault: t.Fault})
	}
	return t.Trial, err
}

// errTrialEnded ends a trial whose last step failed.
var errTrialEnded = errors.New("trial ended")

// trying is a trial under way.
type trying struct {
	Trial
	p    *Pipeline
	tell func(TrialStep)
}

// done notes a step.
func (t *trying) done(s TrialStep) {
	t.Steps = append(t.Steps, s)
	t.tell(s)
}

// ok notes a step that went well: pairs fill the words.
func (t *trying) ok(name, say string, pairs ...string) {
	t.done(TrialStep{Name: name, State: TrialOK, Say: say, With: with(pairs)})
}

// note notes a step that the owner may want to know of.
func (t *trying) note(name, say, detail string, pairs ...string) {
	t.done(TrialStep{Name: name, State: TrialNote, Say: say, Detail: detail, With: with(pairs)})
}

// failed notes the step that ends the trial.
func (t *trying) failed(ctx context.Context, name string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	t.Fault = FaultOf(err)
	t.done(TrialStep{Name: name, State: TrialFailed, Fault: t.Fault, Detail: err.Error()})
	return errTrialEnded
}

func with(pairs []string) map[string]string {
	if len(pairs) == 0 {
		return nil
	}
	m := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

func (t *trying) run(ctx context.Context) error {
	address, err := wholeAddress(t.Address)
	if err != nil {
		return t.failed(ctx, "address", err)
	}
	t.ok("address", "address", "address", address)
	resp, err := t.ask(ctx, address)
	if err != nil {
		return err
	}
	f, err := feed.Parse(resp.Body, resp.ContentType, resp.URL)
	if errors.Is(err, feed.ErrPage) {
		return t.page(ctx, resp)
	}
	if err != nil {
		return t.failed(ctx, "parse", err)
	}
	return t.feed(ctx, f, resp)
}

// wholeAddress completes an address as owners type it: "harbour-post.example"
// is the front page at https. The error wraps fetch.ErrBadURL.
func wholeAddress(s string) (string, error) {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("%q: %w", s, fetch.ErrBadURL)
	}
	u.User = nil // a password is for the settings, not for a page that shows steps
	return u.String(), nil
}

// ask gets an address unless it was asked a moment ago, and notes the steps of
// the exchange.
func (t *trying) ask(ctx context.Context, address string) (fetch.Response, error) {
	if err := t.mayAsk(ctx, address); err != nil {
		return fetch.Response{}, err
	}
	began := time.Now()
	resp, err := t.p.Network.Get(ctx, address, fetch.Validators{})
	if err != nil {
		t.exchange(fetch.StepsOf(err), err)
		return resp, t.failed(ctx, "answer", err)
	}
	t.p.tried.looked.keep(address, resp, t.p.Now())
	t.exchange(resp.Steps, nil)
	t.answer(address, resp, time.Since(began))
	return resp, nil
}

// exchange notes the steps of the network itself. What the trial says by itself
// of a good answer is left out, and so is a step that ended with the error that
// is said next.
func (t *trying) exchange(steps []fetch.Step, err error) {
	for _, s := range steps {
		if s.Name == "body" || err != nil && s.Detail != "" && strings.Contains(err.Error(), s.Detail) {
			continue
		}
		step := TrialStep{Name: s.Name, State: TrialOK, Detail: s.Detail, Took: s.Took}
		switch s.Name {
		case "robots", "turn", "again":
			step.Say, step.Detail = s.Name, ""
		case "answer":
			step.Name = "status"
		}
		t.done(step)
	}
}

// answer notes what came back.
func (t *trying) answer(asked string, r fetch.Response, took time.Duration) {
	if r.URL != asked {
		say := "redirected"
		if r.Moved != "" {
			say = "moved"
		}
		t.note("redirect", say, "", "address", r.URL)
	}
	t.done(TrialStep{
		Name: "answer", State: TrialOK, Say: "answer", Took: took,
		With: with([]string{"bytes", strconv.Itoa(len(r.Body)), "type", orDash(r.ContentType)}),
	})
	t.charset(r)
	if r.Validators == (fetch.Validators{}) {
		t.note("validators", "validators.none", "")
		return
	}
	var marks []string
	if v := r.Validators.ETag; v != "" {
		marks = append(marks, "ETag "+v)
	}
	if v := r.Validators.LastModified; v != "" {
		marks = append(marks, "Last-Modified "+v)
	}
	t.ok("validators", "validators", "marks", strings.Join(marks, ", "))
}

// charset notes how the bytes became text.
func (t *trying) charset(r fetch.Response) {
	c := charset.Decode(r.Body, r.ContentType)
	if c.Lost > 0 {
		t.note("charset", "charset.lost", "", "name", c.Name, "how", c.How, "n", strconv.Itoa(c.Lost))
		return
	}
	t.ok("charset", "charset", "name", c.Name, "how", c.How)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// asked remembers the trials of this process, so that a button pressed twice
// does not ask twice.
type asked struct {
	looked looks
	mu     sync.Mutex
	at     map[string]time.Time
}

// again reports when an address may be tried again, and notes that it is tried
// now when it may.
func (a *asked) again(address string, now time.Time) (time.Time, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for u, at := range a.at {
		if now.Sub(at) >= feed.Shortest {
			delete(a.at, u)
		}
	}
	if at, ok := a.at[address]; ok {
		return at.Add(feed.Shortest), false
	}
	if a.at == nil {
		a.at = map[string]time.Time{}
	}
	a.at[address] = now
	return time.Time{}, true
}

// mayAsk keeps the one promise that binds the owner too: no address is asked
// twice within feed.Shortest.
func (t *trying) mayAsk(ctx context.Context, address string) error {
	now := t.p.Now()
	sources, err := t.p.Store.Sources(ctx)
	if err != nil {
		return err
	}
	followed := "" // as the owner has it
	for _, s := range sources {
		for _, f := range s.States {
			if f.URL != address && f.Ask() != address {
				continue
			}
			t.Source, followed = s.ID, f.URL
			until := f.Memory.Soonest() // the server may have asked for more
			if tried := f.Tried.Add(feed.Shortest); !f.Tried.IsZero() && tried.After(until) {
				until = tried
			}
			if now.Before(until) {
				return &TooSoonError{Address: address, Until: until}
			}
		}
	}
	if until, ok := t.p.tried.again(address, now); !ok {
		return &TooSoonError{Address: address, Until: until}
	}
	if t.Source != "" {
		return t.p.Store.NoteAsked(ctx, followed, now, now.Add(feed.Shortest))
	}
	return nil
}
