package fetchtest

import (
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Request is one request as a server saw it.
type Request struct {
	Host   string // as the request named it, without the port
	Path   string // with the query
	Secure bool   // came over TLS
	Proto  string // "HTTP/1.1" or "HTTP/2.0"
	Method string
	Header http.Header
	Count  int       // how many requests for this path there were, this one counted
	At     time.Time // when it was read
	Done   time.Time // when it was answered; zero while it is not
	Status int       // what was answered; 0 for nothing
	Answer http.Header
	Bytes  int64 // of the body, as sent
}

// Watcher sees each request twice: as it comes and once it is answered. Its
// methods are called under a lock, one at a time, and must not call the
// Internet.
type Watcher interface {
	Begin(Request)
	End(Request)
}

// Watch adds a watcher.
func (n *Internet) Watch(w Watcher) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.watchers = append(n.watchers, w)
}

// Requests returns the requests of all hosts that were answered or given up, in
// the order in which they were.
func (n *Internet) Requests() []Request {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.log)
}

// Forget empties the log.
func (n *Internet) Forget() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.log = nil
}

// handle answers a request for any host.
func (n *Internet) handle(w http.ResponseWriter, r *http.Request) {
	name := strings.ToLower(r.Host)
	if host, _, err := net.SplitHostPort(name); err == nil {
		name = host
	}
	at, _ := r.Context().Value(endKey{}).(*Host)
	n.mu.Lock()
	h := n.hosts[name]
	n.mu.Unlock()
	if h == nil {
		h = at // asked by address
	}
	answer, count := Text("text/plain", "the canary sings"), 1
	if h != nil {
		answer, count = h.next(r)
	}
	rec := Request{Host: name, Path: r.URL.RequestURI(), Secure: r.TLS != nil, Proto: r.Proto, Method: r.Method, Header: r.Header, Count: count, At: time.Now()}
	n.mu.Lock()
	for _, watch := range n.watchers {
		watch.Begin(rec)
	}
	n.mu.Unlock()
	tally := &tally{ResponseWriter: w}
	defer n.finish(tally, rec) // also when an answer breaks the connection off
	answer(tally, r)
}

func (n *Internet) finish(t *tally, rec Request) {
	rec.Done, rec.Status, rec.Bytes, rec.Answer = time.Now(), t.status, t.bytes, t.Header()
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, watch := range n.watchers {
		watch.End(rec)
	}
	most := n.LogLimit
	if most == 0 {
		most = 100_000
	}
	if len(n.log) >= most {
		n.log = append(n.log[:0], n.log[len(n.log)/2:]...)
	}
	n.log = append(n.log, rec)
}

// tally counts what is answered.
type tally struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the first final status.
func (t *tally) WriteHeader(status int) {
	if t.status == 0 && status >= 200 {
		t.status = status
	}
	t.ResponseWriter.WriteHeader(status)
}

// Write counts.
func (t *tally) Write(p []byte) (int, error) {
	if t.status == 0 {
		t.status = http.StatusOK
	}
	n, err := t.ResponseWriter.Write(p)
	t.bytes += int64(n)
	return n, err
}

// Flush sends what was written.
func (t *tally) Flush() { _ = http.NewResponseController(t.ResponseWriter).Flush() }

// Unwrap is for http.ResponseController.
func (t *tally) Unwrap() http.ResponseWriter { return t.ResponseWriter }
