package pipeline

import (
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"kiku/internal/article"
	"kiku/internal/feed"
	"kiku/internal/fetch"
)

// A Fault is the name of what went wrong with a source, for its owner. The
// interface words of a fault are "fault.NAME" (what happened) and
// "fault.NAME.do" (what the owner can do), in every language.
type Fault string

// The faults that no single error stands for.
const (
	FaultNone    Fault = ""
	FaultUnknown Fault = "unknown" // none of the errors below
	FaultMissing Fault = "missing" // status 404
	FaultDenied  Fault = "denied"  // status 401, 402, 403, 451
	FaultBusy    Fault = "busy"    // status 429
	FaultDown    Fault = "down"    // status 500 and above
	FaultSoon    Fault = "soon"    // by our own promise
)

// Passes reports a fault that is expected to go away by itself. What is followed
// is asked again then; what could not be added has to be added again.
func (f Fault) Passes() bool {
	switch f {
	case FaultBusy, FaultDown, "slow", "names", "cut":
		return true
	}
	return false
}

// faults gives every named error of the packages that fetch and read a name
// for the owner. The first that matches counts: the narrow ones stand first.
// A test finds errors without an entry.
var faults = []struct {
	is    error
	fault Fault
}{
	{fetch.ErrGone, "gone"},
	{fetch.ErrStatus, "refused"},
	{fetch.ErrRobots, "robots"},
	{fetch.ErrPrivate, "private"},
	{fetch.ErrPort, "port"},
	{fetch.ErrBadURL, "address"},
	{fetch.ErrDowngrade, "downgrade"},
	{fetch.ErrLoop, "redirects"},
	{fetch.ErrTooMany, "redirects"},
	{fetch.ErrRedirects, "redirects"},
	{fetch.ErrPacked, "packed"},
	{fetch.ErrHeaders, "big"},
	{fetch.ErrTooBig, "big"},
	{fetch.ErrSlow, "slow"},
	{fetch.ErrResolveTime, "slow"},
	{fetch.ErrConnectTime, "slow"},
	{fetch.ErrTLSTime, "slow"},
	{fetch.ErrHeaderTime, "slow"},
	{fetch.ErrExchangeTime, "slow"},
	{fetch.ErrTimeout, "slow"},
	{fetch.ErrNoHost, "host"},
	{fetch.ErrDNS, "names"},
	{fetch.ErrExpired, "expired"},
	{fetch.ErrWrongHost, "wronghost"},
	{fetch.ErrUntrusted, "untrusted"},
	{fetch.ErrPin, "pin"},
	{fetch.ErrOldTLS, "oldtls"},
	{fetch.ErrNotTLS, "nottls"},
	{fetch.ErrClientCert, "denied"},
	{fetch.ErrTLS, "certificate"},
	{fetch.ErrTwice, "coding"},
	{fetch.ErrCoding, "coding"},
	{fetch.ErrCut, "cut"},
	{fetch.ErrProtocol, "protocol"},
	{fetch.ErrConnect, "connect"},
	{feed.ErrPage, "page"},
	{feed.ErrNotFeed, "notfeed"},
	{feed.ErrTooBig, "big"},
	{article.ErrPaywall, "paywall"},
	{article.ErrVideo, "video"},
	{article.ErrGallery, "gallery"},
	{article.ErrLogin, "login"},
	{article.ErrConsent, "consent"},
	{article.ErrMissing, "missing"},
	{article.ErrNoIndex, "noindex"},
	{article.ErrNoLink, "nolink"},
	{article.ErrNoTitle, "notitle"},
	{article.ErrNoDate, "nodate"},
	{article.ErrBadDate, "nodate"},
	{article.ErrNoText, "notext"},
	{ErrTooSoon, FaultSoon},
	{ErrNoNetwork, "network"},
}

// FaultOf names what an error of fetching or reading means to the owner;
// FaultNone for nil, FaultUnknown for an error that has no name.
func FaultOf(err error) Fault {
	if err == nil {
		return FaultNone
	}
	var refused *fetch.StatusError
	if errors.As(err, &refused) {
		return faultOfStatus(refused.Status)
	}
	var wait *fetch.WaitError
	if errors.As(err, &wait) {
		return FaultBusy
	}
	for _, f := range faults {
		if errors.Is(err, f.is) {
			return f.fault
		}
	}
	return FaultUnknown
}

// faultOfStatus names a refusal by its HTTP status (RFC 9110, section 15).
func faultOfStatus(status int) Fault {
	switch {
	case status == http.StatusGone:
		return "gone"
	case status == http.StatusNotFound:
		return FaultMissing
	case status == http.StatusUnauthorized, status == http.StatusPaymentRequired,
		status == http.StatusForbidden, status == http.StatusUnavailableForLegalReasons:
		return FaultDenied
	case status == http.StatusTooManyRequests:
		return FaultBusy
	case status >= 500:
		return FaultDown
	}
	return "refused"
}

// How errors that are types of their own say what they are.
var (
	statusIn = regexp.MustCompile(`status (\d{3})\b`)
	waitIn   = regexp.MustCompile(`asked to wait until \d`)
)

// FaultIn names the fault in a reason that was stored as text: every error of
// fetching and reading carries the text of its name. FaultNone for "".
func FaultIn(reason string) Fault {
	if reason == "" {
		return FaultNone
	}
	if m := statusIn.FindStringSubmatch(reason); m != nil {
		if status, err := strconv.Atoi(m[1]); err == nil {
			return faultOfStatus(status)
		}
	}
	if waitIn.MatchString(reason) {
		return FaultBusy
	}
	for _, f := range faults {
		if strings.Contains(reason, f.is.Error()) {
			return f.fault
		}
	}
	return FaultUnknown
}

// Faults returns every fault that has a name, each once, in a fixed order.
func Faults() []Fault {
	all := []Fault{FaultUnknown, FaultMissing, FaultDenied, FaultBusy, FaultDown}
	seen := map[Fault]bool{}
	for _, f := range faults {
		if !seen[f.fault] {
			seen[f.fault] = true
			all = append(all, f.fault)
		}
	}
	return all
}
