package fetch

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"net"
	"strings"
	"time"
)

// Alerts by which a server says why it ends a handshake (RFC 8446, section 6.2).
const (
	alertBadCertificate      = tls.AlertError(42)
	alertProtocolVersion     = tls.AlertError(70)
	alertCertificateRequired = tls.AlertError(116)
)

// nameTLS names what is wrong with a handshake, nil when it is something else.
func nameTLS(err error) error {
	var (
		invalid  x509.CertificateInvalidError
		host     x509.HostnameError
		unknown  x509.UnknownAuthorityError
		refused  *tls.CertificateVerificationError
		notTLS   tls.RecordHeaderError
		alert    tls.AlertError
		wasAlert = errors.As(err, &alert)
		text     = err.Error()
	)
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return ErrExpired
	case errors.As(err, &host):
		return ErrWrongHost
	case errors.As(err, &unknown):
		return ErrUntrusted
	case errors.As(err, &refused), errors.As(err, &invalid):
		return ErrTLS
	case errors.As(err, &notTLS), strings.Contains(text, "server gave HTTP response to HTTPS client"):
		return ErrNotTLS
	case wasAlert && alert == alertProtocolVersion, strings.Contains(text, "protocol version not supported"), strings.Contains(text, "unsupported protocol version"):
		return ErrOldTLS
	case wasAlert && (alert == alertCertificateRequired || alert == alertBadCertificate),
		strings.Contains(text, "tls: certificate required"), strings.Contains(text, "tls: bad certificate"):
		return ErrClientCert
	case wasAlert, strings.Contains(text, "tls: "):
		return ErrTLS
	}
	return nil
}

// tlsConfig is the one set of rules for certificates: they are always verified.
func tlsConfig(opts Options, protocols ...string) *tls.Config {
	return &tls.Config{
		RootCAs: opts.Roots, MinVersion: tls.VersionTLS12, NextProtos: protocols,
		ClientSessionCache: tls.NewLRUClientSessionCache(256),
	}
}

// dialTLS returns a dialer of https connections that speaks one of protocols.
func (f *Fetcher) dialTLS(base *tls.Config) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		raw, err := f.dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, errors.Join(err, raw.Close())
		}
		config := base.Clone()
		config.ServerName = host
		if pin, ok := f.pins[host]; ok {
			// The pin is the whole check: no chain, no name, no date, but this one
			// certificate and no other.
			config.InsecureSkipVerify, config.VerifyConnection = true, pinned(pin)
		}
		if c, ok := ctx.Value(chainKey{}).(*chain); ok {
			config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
				c.wantsCertificate.Store(true) // how such servers then hang up is told in many ways
				return new(tls.Certificate), nil
			}
		}
		start := time.Now()
		ctx, cancel := context.WithTimeoutCause(ctx, f.opts.Limits.TLS, ErrTLSTime)
		defer cancel()
		conn := tls.Client(raw, config)
		if err := conn.HandshakeContext(ctx); err != nil {
			err = name(ctx, err)
			stepsOf(ctx).add("tls", err.Error(), start)
			return nil, errors.Join(err, raw.Close())
		}
		state := conn.ConnectionState()
		stepsOf(ctx).add("tls", strings.TrimSpace(tls.VersionName(state.Version)+" "+state.NegotiatedProtocol), start)
		return conn, nil
	}
}

// pinned accepts one certificate by its SHA-256 fingerprint.
func pinned(pin string) func(tls.ConnectionState) error {
	return func(s tls.ConnectionState) error {
		if len(s.PeerCertificates) > 0 && Fingerprint(s.PeerCertificates[0].Raw) == pin {
			return nil
		}
		return ErrPin
	}
}

// Fingerprint is the SHA-256 of a certificate in DER, in lower-case hex, as
// Options.Pins wants it and "openssl x509 -fingerprint -sha256" prints it with
// colons.
func Fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:])
}

// pinsOf brings pins into the form of Fingerprint.
func pinsOf(opts Options) map[string]string {
	pins := make(map[string]string, len(opts.Pins))
	for host, pin := range opts.Pins {
		if name, err := hostName(host); err == nil {
			pins[name] = strings.ToLower(strings.ReplaceAll(pin, ":", ""))
		}
	}
	return pins
}
