package fetch

import "time"

// Limits bound what one answer may cost. A zero field means its default; where
// they come from is told in docs/operating.md.
type Limits struct {
	Resolve  time.Duration // finding a host's addresses; 5 s
	Connect  time.Duration // a connection to one address; 5 s
	TLS      time.Duration // the handshake; 5 s
	Header   time.Duration // from the request to the answer's first line; 10 s
	Exchange time.Duration // one request from resolving to the body's last byte; 30 s

	SlowRate int64         // bytes a second below which a body is cut, measured over SlowOver; 1 KiB
	SlowOver time.Duration // 10 s

	HeaderBytes int64 // all headers of an answer; 64 KiB
	Feed        Size  // what Get fetches; 5 MiB packed, 10 MiB unpacked
	Page        Size  // what Page fetches; 3 MiB packed, 5 MiB unpacked
	Robots      Size  // robots.txt, which is cut there, not refused; 512 KiB both
	Ratio       int64 // unpacked bytes for each packed one, once 1 MiB is unpacked; 200

	Redirects int // followed for one answer; 5

	KnownFor   time.Duration // how long a host's addresses are believed; 1 min
	UnknownFor time.Duration // how long a host that does not exist is not asked for again; 5 min
}

// Size bounds a body in bytes.
type Size struct {
	Packed   int64 // as it comes over the wire
	Unpacked int64 // after its content encoding is undone
}

const (
	ratioAfter = 1 << 20 // unpacked bytes before the ratio counts: small answers pack well
	maxURL     = 4096
	maxHeader  = 64 << 10
)

// DefaultLimits are the limits that hold when nothing else is said.
func DefaultLimits() Limits { return Limits{}.orDefault() }

func (l Limits) orDefault() Limits {
	orTime(&l.Resolve, 5*time.Second)
	orTime(&l.Connect, 5*time.Second)
	orTime(&l.TLS, 5*time.Second)
	orTime(&l.Header, 10*time.Second)
	orTime(&l.Exchange, 30*time.Second)
	orTime(&l.SlowOver, 10*time.Second)
	orTime(&l.KnownFor, time.Minute)
	orTime(&l.UnknownFor, 5*time.Minute)
	orSize(&l.SlowRate, 1<<10)
	orSize(&l.HeaderBytes, maxHeader)
	orSize(&l.Feed.Packed, 5<<20)
	orSize(&l.Feed.Unpacked, 10<<20)
	orSize(&l.Page.Packed, 3<<20)
	orSize(&l.Page.Unpacked, 5<<20)
	orSize(&l.Robots.Packed, 512<<10)
	orSize(&l.Robots.Unpacked, 512<<10)
	orSize(&l.Ratio, 200)
	if l.Redirects <= 0 {
		l.Redirects = 5
	}
	return l
}

func orTime(d *time.Duration, standard time.Duration) {
	if *d <= 0 {
		*d = standard
	}
}

func orSize(n *int64, standard int64) {
	if *n <= 0 {
		*n = standard
	}
}
