package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// Bounds on what is kept of the items of a feed.
const (
	noteSeen   = 24 * time.Hour      // how exactly it is kept when an item was last seen
	keepSeen   = 90 * 24 * time.Hour // after it was last seen
	mostEdits  = 5                   // times that the page of an item is asked for again
	editsApart = time.Hour
	longID     = 200 // bytes; longer identifiers are kept as their hash
	mostAlso   = 5   // earlier identifiers and addresses of an item
)

// feed asks one feed and stores how it answered with all that follows, in one
// step. The error is the store's, the context's, or a *fetch.WaitError when the
// host was not asked.
func (h *hostWork) feed(ctx context.Context, f store.FeedState) error {
	v := fetch.Validators{ETag: f.ETag, LastModified: f.LastModified}
	if f.Whole {
		v = fetch.Validators{}
	}
	if f.Parent != "" {
		ctx = fetch.LinkedFrom(ctx, f.Parent)
	}
	h.p.Fault("feed before request")
	resp, err := h.p.visit(ctx, f.Ask(), v)
	h.p.Fault("feed after request")
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if wait := (*fetch.WaitError)(nil); errors.As(err, &wait) && wait.Host == h.Host {
		return wait
	}
	if resp.Took > 0 {
		h.latency = resp.Took
	}
	visit, err := h.make(ctx, f, resp, err)
	if err != nil {
		return err
	}
	h.p.Fault("feed understood")
	out, err := h.commit.do(store.Finish{Visits: []store.Visit{visit}, Paused: h.paused(visit.Class)})
	if err != nil {
		return err
	}
	h.countVisit(visit, out.Fresh[0])
	return nil
}

// paused are the hosts to keep as paused after an answer that may have told to.
func (h *hostWork) paused(class string) map[string]time.Time {
	net, ok := h.p.Network.(Pauser)
	if !ok || class == "ok" || class == "unchanged" {
		return nil
	}
	return net.Paused()
}

func (h *hostWork) countVisit(v store.Visit, fresh int) {
	h.count(func(rep *FetchReport) {
		rep.Feeds++
		switch v.Class {
		case "ok":
		case "unchanged":
			rep.Unchanged++
		default:
			rep.Failed++
		}
		rep.Announced += max(fresh, 0)
	})
}

// make is understand that survives a defect: a feed on which the program breaks
// counts as one that cannot be read, and the others go on.
func (h *hostWork) make(ctx context.Context, f store.FeedState, resp fetch.Response, asked error) (v store.Visit, err error) {
	var defect error
	func() {
		defer guard("feed "+f.URL, &defect)
		v, err = h.understand(ctx, f, resp, asked)
	}()
	if defect == nil {
		return v, err
	}
	h.p.Log.Error("fetch", "feed", f.URL, "err", defect)
	o := feed.Outcome{At: h.p.Now(), Status: resp.Status, Address: f.Ask(), Class: "unreadable", Reason: "the program broke on it; the log says where"}
	mem, plan := f.Memory.After(o)
	return store.Visit{Feed: settled(f, mem, plan, o, resp), Class: o.Class, Reason: o.Reason}, nil
}

// understand makes of an answer what is to be stored.
func (h *hostWork) understand(ctx context.Context, f store.FeedState, resp fetch.Response, asked error) (store.Visit, error) {
	o := feed.Outcome{
		At: h.p.Now(), Status: resp.Status, NotModified: resp.NotModified, MaxAge: resp.MaxAge, RetryAfter: resp.RetryAfter,
		Moved: resp.Moved, Address: f.Ask(), Class: "unchanged",
	}
	var parsed feed.Feed
	if asked == nil && !resp.NotModified {
		o.Class = "ok"
		if o.Status == 0 {
			o.Status = http.StatusOK
		}
		sum := sha256.Sum256(resp.Body)
		o.BodyHash = hex.EncodeToString(sum[:16])
		var err error
		if parsed, err = h.parsed(ctx, resp); err != nil {
			o.Class, o.Reason = "unreadable", err.Error()
		} else {
			o.Feed = &parsed
		}
	}
	if asked != nil {
		excuse(&o, asked)
	}
	h.p.Fault("feed parsed")
	v := store.Visit{Feed: f, Class: o.Class, Reason: o.Reason}
	seen := &seenItems{}
	if o.Feed != nil {
		var err error
		if seen, err = h.seen(ctx, f); err != nil {
			return v, err
		}
		seen.announce(&v, f.Memory, parsed.Items, o.At)
		if err := h.p.noteHub(ctx, f, parsed, resp); err != nil {
			return v, err
		}
		o.Held = seen.held
	}
	mem, plan := f.Memory.After(o)
	v.Feed = settled(f, mem, plan, o, resp)
	if o.Feed != nil {
		if err := h.older(ctx, &v, parsed, plan, seen); err != nil {
			return v, err
		}
		seen.forget(&v, o.At)
		if len(parsed.Index) > 0 && f.Parent == "" {
			v.Index, v.Children = true, childSitemaps(parsed.Index, f.Ask())
		}
	}
	if asked != nil || o.Class == "unreadable" {
		h.p.Log.Warn("fetch", "feed", f.URL, "source", f.Source, "state", v.Feed.State, "err", o.Reason)
	}
	return v, nil
}

// parsed reads an answer, with few others at once: parsing costs memory.
func (h *hostWork) parsed(ctx context.Context, resp fetch.Response) (f feed.Feed, err error) {
	select {
	case h.parse <- struct{}{}:
	case <-ctx.Done():
		return f, ctx.Err()
	}
	defer func() { <-h.parse }()
	defer guard("parse feed", &err)
	f, err = feed.Parse(resp.Body, resp.ContentType, resp.URL)
	f.Items = canonicalItems(f.Items)
	return f, err
}

// excuse says in an outcome why there was no answer that could be used.
func excuse(o *feed.Outcome, err error) {
	o.Reason = err.Error()
	var refused *fetch.StatusError
	var wait *fetch.WaitError
	switch {
	case errors.As(err, &wait):
		o.Class, o.RetryAfter = "waiting", max(wait.Until.Sub(o.At), 0)
	case errors.As(err, &refused):
		o.Class, o.Status, o.RetryAfter = "refused", refused.Status, refused.RetryAfter
		if errors.Is(err, fetch.ErrGone) {
			o.Class = "gone"
		}
	case errors.Is(err, fetch.ErrRobots), errors.Is(err, fetch.ErrPrivate), errors.Is(err, fetch.ErrBadURL):
		o.Class = "refused"
	case errors.Is(err, fetch.ErrTooBig), errors.Is(err, fetch.ErrCoding), errors.Is(err, fetch.ErrRedirects):
		o.Class = "unreadable"
	default:
		o.Class = "unreachable"
	}
}

// settled is how a feed stands after a visit.
func settled(f store.FeedState, mem feed.Memory, plan feed.Plan, o feed.Outcome, resp fetch.Response) store.FeedState {
	f.Memory, f.Tried, f.State, f.Reason, f.Whole = mem, o.At, plan.State, plan.Reason, plan.Full
	f.Next = plan.Next
	if soonest := o.At.Add(feed.Shortest); f.Next.Before(soonest) {
		f.Next = soonest
	}
	switch o.Class {
	case "ok", "unchanged":
		f.Errors, f.Good = 0, o.At
	case "waiting":
	default:
		f.Errors++
		if f.Reason == "" {
			f.Reason = o.Reason
		}
	}
	if o.Class == "ok" || o.Class == "unchanged" && resp.Validators != (fetch.Validators{}) {
		f.ETag, f.LastModified = resp.Validators.ETag, resp.Validators.LastModified
	}
	if plan.Address != "" && plan.Address != f.Ask() {
		f.Address = plan.Address
		if plan.Address == f.URL {
			f.Address = ""
		}
	}
	return f
}

// canonicalItems gives items their canonical addresses and leaves out what has
// none: an item without a link cannot be cited.
func canonicalItems(items []feed.Item) []feed.Item {
	out := make([]feed.Item, 0, len(items))
	for _, it := range items {
		u, err := article.Canonical(it.URL)
		if err != nil {
			continue
		}
		it.URL = u
		if len(it.GUID) > longID {
			sum := sha256.Sum256([]byte(it.GUID))
			it.GUID = "sha256:" + hex.EncodeToString(sum[:])
		}
		out = append(out, it)
	}
	return out
}
