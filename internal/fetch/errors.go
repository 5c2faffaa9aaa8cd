package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// Why nothing was fetched. Each error of this package wraps one of these, or is
// a *StatusError or a *WaitError, or is the context's.
var (
	ErrBadURL    = errors.New("not an address that can be fetched")
	ErrPrivate   = errors.New("address of a private network")
	ErrRobots    = errors.New("forbidden by robots.txt")
	ErrRedirects = errors.New("redirects that lead nowhere")
	ErrTooBig    = errors.New("answer too big")
	ErrTimeout   = errors.New("no answer in time")
	ErrNoHost    = errors.New("unknown host")
	ErrDNS       = errors.New("the name service does not work")
	ErrTLS       = errors.New("no safe connection")
	ErrConnect   = errors.New("no connection")
	ErrCoding    = errors.New("unreadable content encoding")
	// ErrStatus is what every *StatusError is, ErrGone those of status 410.
	ErrStatus = errors.New("refused by the server")
	ErrGone   = errors.New("gone for good")
)

// Closer reasons. Each is also the error that it belongs to.
var (
	ErrPort         = reason(ErrBadURL, "port not of the web")
	ErrLoop         = reason(ErrRedirects, "redirects in a circle")
	ErrTooMany      = reason(ErrRedirects, "too many redirects")
	ErrDowngrade    = reason(ErrRedirects, "redirect from https to http with a password")
	ErrPacked       = reason(ErrTooBig, "packed too tightly")
	ErrHeaders      = reason(ErrTooBig, "headers too big")
	ErrSlow         = reason(ErrTimeout, "answer too slow")
	ErrResolveTime  = reason(ErrTimeout, "name not resolved in time")
	ErrConnectTime  = reason(ErrTimeout, "no connection in time")
	ErrTLSTime      = reason(ErrTimeout, "no safe connection in time")
	ErrHeaderTime   = reason(ErrTimeout, "first line not in time")
	ErrExchangeTime = reason(ErrTimeout, "answer not whole in time")
	ErrCut          = reason(ErrConnect, "answer ends early")
	ErrProtocol     = reason(ErrConnect, "not an HTTP answer")
	ErrTwice        = reason(ErrCoding, "more than one content encoding, or an unknown one")

	ErrExpired    = reason(ErrTLS, "certificate expired or not yet valid")
	ErrWrongHost  = reason(ErrTLS, "certificate of another host")
	ErrUntrusted  = reason(ErrTLS, "certificate signed by nobody who is trusted")
	ErrPin        = reason(ErrTLS, "not the certificate that was pinned")
	ErrOldTLS     = reason(ErrTLS, "protocol too old to be safe")
	ErrNotTLS     = reason(ErrTLS, "no https on that port")
	ErrClientCert = reason(ErrTLS, "the server asks for a certificate of the visitor")
)

// named is an error that is also a wider one.
type named struct {
	text string
	of   error
}

func reason(of error, text string) error { return &named{text, of} }

func (e *named) Error() string { return e.text }
func (e *named) Unwrap() error { return e.of }

// StatusError is an answer with a status other than 200 and 304.
type StatusError struct {
	Status int
	// RetryAfter is how long the server asks to wait, between a minute and a
	// day; 0 when it does not say.
	RetryAfter time.Duration
}

// Error says the status.
func (e *StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("status %d %s", e.Status, http.StatusText(e.Status)))
}

// Is reports ErrStatus, and ErrGone for status 410.
func (e *StatusError) Is(target error) bool {
	return target == ErrStatus || target == ErrGone && e.Status == http.StatusGone
}

// isNamed reports whether an error has a name of this package already.
func isNamed(err error) bool {
	for _, e := range []error{ErrBadURL, ErrPrivate, ErrRobots, ErrRedirects, ErrTooBig, ErrTimeout, ErrNoHost, ErrDNS, ErrTLS, ErrConnect, ErrCoding, ErrStatus} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// name gives an error of an exchange one of the names above. A cancelled context
// stays what it is; one that this package ended has its cause's name.
func name(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	switch {
	case cause != nil && isNamed(cause):
		return cause
	case isNamed(err):
		return err
	case errors.Is(err, context.Canceled), cause != nil && errors.Is(cause, context.Canceled):
		return err
	}
	if e := nameTLS(err); e != nil {
		return fmt.Errorf("%w: %w", e, err)
	}
	return fmt.Errorf("%w: %w", nameText(err), err)
}

// nameText names errors that net/http has no types for.
func nameText(err error) error {
	text := err.Error()
	var timeout net.Error
	switch {
	case strings.Contains(text, "awaiting response headers"):
		return ErrHeaderTime
	case strings.Contains(text, "TLS handshake timeout"):
		return ErrTLSTime
	case strings.Contains(text, "response headers exceeded"), strings.Contains(text, "header list larger"):
		return ErrHeaders
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return ErrTimeout
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return ErrCut
	case strings.Contains(text, "malformed"), strings.Contains(text, "http2:"), strings.Contains(text, "stream error"),
		strings.Contains(text, "1xx"), strings.Contains(text, "chunk"), strings.Contains(text, "Content-Length"), strings.Contains(text, "Transfer-Encoding"),
		strings.Contains(text, "transfer encoding"), strings.Contains(text, "trailer"):
		return ErrProtocol
	}
	return ErrConnect
}
