package pipeline

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
	"kiku/internal/store"
)

// WebSub (W3C Recommendation, 23 January 2018): a hub tells when a feed changes.
// A push is never believed for what it says: all it does is that the feed is
// asked a little sooner, at the place where it always was.

// Poster is a Getter that can ask hubs.
type Poster interface {
	Post(ctx context.Context, address string, form url.Values) (fetch.Response, error)
}

const (
	askedLease = 10 * 24 * time.Hour // what hubs are asked for
	hubsEvery  = time.Minute         // between two looks for hubs to ask
	hubsAtOnce = 20
	maxPush    = 5 << 20 // bytes of a push that are read to check its signature
)

var (
	// ErrNoSubscription: nothing is arranged under this callback, or not what the
	// hub says.
	ErrNoSubscription = errors.New("no such subscription")
	// ErrTooLong: a push is longer than any feed.
	ErrTooLong = errors.New("push too long")
)

// random256 returns 256 random bits in letters that may stand in an address.
func random256() string {
	var b [32]byte
	rand.Read(b[:]) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// noteHub keeps which hub a feed names, by its document or by its server's Link
// header. It is stored when it is new to this process.
func (p *Pipeline) noteHub(ctx context.Context, f store.FeedState, parsed feed.Feed, resp fetch.Response) error {
	if p.Callback == "" || f.Parent != "" {
		return nil
	}
	sub := store.Subscription{Feed: f.URL}
	for _, hub := range []string{parsed.Hub, resp.Hub} {
		if isWeb(hub) && sub.Hub == "" {
			sub.Hub = hub
		}
	}
	sub.Topic = f.Ask()
	for _, self := range []string{resp.Self, parsed.Self} {
		if isWeb(self) {
			sub.Topic = self
		}
	}
	fresh, err := p.hubs.fresh(ctx, p.Store, sub)
	if err != nil || !fresh {
		return err
	}
	sub.Path, sub.Secret = random256(), random256()
	if err := p.Store.OfferHub(ctx, sub); err != nil {
		return err
	}
	p.hubs.keep(sub)
	return nil
}

// hubs is which hub and topic each feed named last, so that a visit that brings no
// news of them costs no step of the store.
type hubs struct {
	mu    sync.Mutex
	named map[string][2]string // by feed; nil until loaded
	at    time.Time            // when they were loaded
}

// hubsKnown is how long what was loaded counts: a source that is removed takes its
// subscriptions with it, and may be followed again.
const hubsKnown = 10 * time.Minute

// fresh reports whether a feed's hub or topic is another one than was kept.
func (h *hubs) fresh(ctx context.Context, s *store.Store, sub store.Subscription) (bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.named == nil || time.Since(h.at) > hubsKnown {
		all, err := s.Subscriptions(ctx)
		if err != nil {
			return false, err
		}
		h.named, h.at = make(map[string][2]string, len(all)), time.Now()
		for _, was := range all {
			h.named[was.Feed] = [2]string{was.Hub, was.Topic}
		}
	}
	was := h.named[sub.Feed]
	return was[0] != sub.Hub || sub.Hub != "" && was[1] != sub.Topic, nil
}

func (h *hubs) keep(sub store.Subscription) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.named[sub.Feed] = [2]string{sub.Hub, sub.Topic}
}

// isWeb reports whether an address is one of the web, of a length that can be
// kept. Whether it may be reached is for package fetch to say.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && len(address) <= 2048 && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}

// subscribe asks hubs until ctx ends.
func (p *Pipeline) subscribe(ctx context.Context) {
	tick := time.NewTicker(hubsEvery)
	defer tick.Stop()
	for {
		if _, err := p.Subscribe(ctx); err != nil && ctx.Err() == nil {
			p.Log.Warn("subscribe", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Subscribe asks the hubs that are due, and returns how many took the request;
// they confirm it later. Without a callback (Config.Callback) it does nothing. A
// hub that cannot be had is tried again later; the error is the store's or the
// context's.
func (p *Pipeline) Subscribe(ctx context.Context) (asked int, err error) {
	poster, ok := p.Network.(Poster)
	if !ok || p.Callback == "" {
		return 0, nil
	}
	due, err := p.Store.TakeSubscriptions(ctx, p.Callback, hubsAtOnce)
	if err != nil {
		return 0, fmt.Errorf("subscribe: %w", err)
	}
	for _, sub := range due {
		_, err := poster.Post(fetch.LinkedFrom(ctx, sub.Feed), sub.Hub, url.Values{
			"hub.mode": {"subscribe"}, "hub.topic": {sub.Topic}, "hub.callback": {p.Callback + sub.Path},
			"hub.secret": {sub.Secret}, "hub.lease_seconds": {strconv.Itoa(int(askedLease / time.Second))},
		})
		if err == nil {
			asked++
			continue
		}
		if ctx.Err() != nil {
			return asked, ctx.Err()
		}
		p.Log.Warn("subscribe", "feed", sub.Feed, "hub", sub.Hub, "err", err)
		note := p.Store.FailSubscription
		if final(err) {
			note = p.Store.RefuseSubscription
		}
		if _, err := note(ctx, sub.Path, sub.Topic, err.Error()); err != nil {
			return asked, fmt.Errorf("subscribe: %w", err)
		}
	}
	return asked, nil
}

// VerifyHub answers a hub that asks whether a request was ours (WebSub 5.3), with
// the challenge to be sent back. path is the end of the callback, q what the hub
// asks. A hub that says that it denies the subscription is heard, and "" is
// returned. The error wraps ErrNoSubscription unless there is a request for this
// very topic that waits for this answer: nobody can subscribe us to anything.
func (p *Pipeline) VerifyHub(ctx context.Context, path string, q url.Values) (challenge string, err error) {
	if !isSecretPath(path) {
		return "", ErrNoSubscription
	}
	topic, challenge := q.Get("hub.topic"), q.Get("hub.challenge")
	ok := false
	switch q.Get("hub.mode") {
	case "subscribe":
		if challenge == "" || len(challenge) > 4096 {
			return "", ErrNoSubscription
		}
		lease, err := strconv.ParseInt(q.Get("hub.lease_seconds"), 10, 32)
		if err != nil || lease <= 0 {
			lease = int64(askedLease / time.Second)
		}
		if ok, err = p.Store.ConfirmSubscription(ctx, path, topic, time.Duration(lease)*time.Second); err != nil {
			return "", err
		}
	case "denied":
		challenge = ""
		reason := q.Get("hub.reason")
		if reason == "" {
			reason = "the hub gives no reason"
		}
		if ok, err = p.Store.RefuseSubscription(ctx, path, topic, reason); err != nil {
			return "", err
		}
	}
	// "unsubscribe" is never ours: a subscription that we do not want runs out.
	if !ok {
		return "", ErrNoSubscription
	}
	return challenge, nil
}

// isSecretPath reports whether a path has the form of those that we give out, so
// that others do not reach the database.
func isSecretPath(path string) bool {
	b, err := base64.RawURLEncoding.DecodeString(path)
	return err == nil && len(b) == 32
}

// Pushed takes a hub's word that a feed changed (WebSub 7): with the signature of
// the secret that it was given, the feed is asked soon, but never within
// feed.Shortest of its last visit. What the push says is read for its signature
// alone. It reports whether the signature was right; the error wraps
// ErrNoSubscription, ErrTooLong, or is the store's or the reader's.
func (p *Pipeline) Pushed(ctx context.Context, path, signature string, body io.Reader) (right bool, err error) {
	if !isSecretPath(path) {
		return false, ErrNoSubscription
	}
	sub, err := p.Store.SubscriptionAt(ctx, path)
	if errors.Is(err, store.ErrNotFound) || err == nil && sub.State != store.SubscriptionActive {
		return false, ErrNoSubscription
	}
	if err != nil {
		return false, err
	}
	right, err = signed(sub.Secret, signature, body)
	if err != nil || !right {
		return false, err
	}
	_, err = p.Store.Hurry(ctx, path)
	return true, err
}

// digests are the methods of X-Hub-Signature (WebSub 8). SHA-1 is among them
// because large hubs know no other: an HMAC does not rest on what broke SHA-1 (RFC
// 6194), and all that a push can do is ask for a visit.
var digests = map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New}

// signed reports whether a signature is that of the body, in constant time.
func signed(secret, signature string, body io.Reader) (bool, error) {
	method, digest, _ := strings.Cut(strings.TrimSpace(signature), "=")
	want, err := hex.DecodeString(digest)
	made := digests[strings.ToLower(method)]
	if err != nil || made == nil {
		return false, nil // no signature that could be right
	}
	mac := hmac.New(made, []byte(secret))
	n, err := io.Copy(mac, io.LimitReader(body, maxPush+1))
	if err != nil {
		return false, err
	}
	if n > maxPush {
		return false, ErrTooLong
	}
	return hmac.Equal(mac.Sum(nil), want), nil
}
