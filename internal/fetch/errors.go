package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Why nothing was fetched. Each error of this package wraps one of these, or is
// a *StatusError, or is the context's.
var (
	ErrBadURL    = errors.New("not an address that can be fetched")
	ErrPrivate   = errors.New("address of a private network")
	ErrRobots    = errors.New("forbidden by robots.txt")
	ErrRedirects = errors.New("too many redirects")
	ErrTooBig    = errors.New("answer too big")
	ErrTimeout   = errors.New("no answer in time")
	ErrNoHost    = errors.New("unknown host")
	ErrTLS       = errors.New("certificate refused")
	ErrConnect   = errors.New("no connection")
	ErrCoding    = errors.New("unreadable content encoding")
	// ErrStatus is what every *StatusError is, ErrGone those of status 410.
	ErrStatus = errors.New("refused by the server")
	ErrGone   = errors.New("gone for good")
)

// StatusError is an answer with a status other than 200 and 304.
type StatusError struct {
	Status int
	// RetryAfter is how long the server asks to wait, between a minute and a
	// day; 0 when it does not say.
	RetryAfter time.Duration
}

// Error says the status.
func (e *StatusError) Error() string {
	return fmt.Sprintf("status %d %s", e.Status, http.StatusText(e.Status))
}

// Is reports ErrStatus, and ErrGone for status 410.
func (e *StatusError) Is(target error) bool {
	return target == ErrStatus || target == ErrGone && e.Status == http.StatusGone
}

// named gives an error of the network one of the names above. A cancelled
// context stays what it is.
func named(err error) error {
	var unknown *net.DNSError
	var badCert *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var timeout net.Error
	switch {
	case errors.Is(err, ErrPrivate), errors.Is(err, ErrTooBig), errors.Is(err, ErrCoding):
		return err
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%w: %w", ErrTimeout, err)
	case errors.As(err, &unknown):
		return fmt.Errorf("%w: %w", ErrNoHost, err)
	case errors.As(err, &badCert), errors.As(err, &authority):
		return fmt.Errorf("%w: %w", ErrTLS, err)
	}
	return fmt.Errorf("%w: %w", ErrConnect, err)
}
