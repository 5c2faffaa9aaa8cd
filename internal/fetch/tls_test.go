package fetch_test

import (
	"crypto/tls"
	"errors"
	"testing"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// TestCertificatesAreJudged has the right verdict on every fault.
func TestCertificatesAreJudged(t *testing.T) {
	t.Parallel()
	want := map[string]error{
		"expired": fetch.ErrExpired, "not yet valid": fetch.ErrExpired, "for another host": fetch.ErrWrongHost, "without a name": fetch.ErrWrongHost,
		"for clients only": fetch.ErrTLS, "unknown authority": fetch.ErrUntrusted, "signed by itself": fetch.ErrUntrusted, "TLS 1.0": fetch.ErrOldTLS, "TLS 1.1": fetch.ErrOldTLS,
		"asks for a certificate": fetch.ErrClientCert, "plain HTTP on the TLS port": fetch.ErrNotTLS, "silent handshake": fetch.ErrTLSTime, "handshake cut off": fetch.ErrConnect,
		"noise": fetch.ErrTLSTime,
	}
	faults := fetchtest.TLSFaults()
	if len(faults) < 14 {
		t.Errorf("%d faults, want 14", len(faults))
	}
	for _, fault := range faults {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			n, f := small(t, fetch.Options{Limits: fetch.Limits{TLS: 2 * time.Second}})
			h := n.Host("paper.example").Answers("/*", fetchtest.Text("text/plain", "never"))
			fault.Set(h)
			_, err := f.Get(t.Context(), h.SecureURL("/feed.xml"), fetch.Validators{})
			is, known := want[fault.Name]
			if !known || !errors.Is(err, is) {
				t.Errorf("%v, want %v", err, is)
			}
			if got := len(n.Requests()); got != 0 {
				t.Errorf("%d requests were sent", got)
			}
		})
	}
}

// TestAPinIsOneCertificate: a server with a certificate that nobody signed is
// fetched by its fingerprint, and by no other.
func TestAPinIsOneCertificate(t *testing.T) {
	t.Parallel()
	var fault fetchtest.Fault
	for _, x := range fetchtest.TLSFaults() {
		if x.Name == "signed by itself" {
			fault = x
		}
	}
	n := fetchtest.New()
	defer n.Close()
	h := n.Host("paper.example").Answers("/*", fetchtest.Text("text/plain", "hello"))
	fault.Set(h)
	n.Host("other.example").Answers("/*", fetchtest.Text("text/plain", "hello"))
	raw, err := n.Connect(t.Context(), addrPort(h, 443))
	if err != nil {
		t.Fatal(err)
	}
	conn := tls.Client(raw, &tls.Config{InsecureSkipVerify: true, ServerName: "paper.example"}) // only looks at the certificate
	if err := conn.Handshake(); err != nil {
		t.Fatal(err)
	}
	print := fetch.Fingerprint(conn.ConnectionState().PeerCertificates[0].Raw)
	conn.Close()
	another := "0" + print[1:]
	if another == print {
		another = "1" + print[1:]
	}
	for pin, want := range map[string]error{print: nil, another: fetch.ErrPin, "": fetch.ErrPin} {
		f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Delay: time.Nanosecond, Pins: map[string]string{"Paper.example": pin}})
		if _, err := f.Get(t.Context(), h.SecureURL("/feed.xml"), fetch.Validators{}); !errors.Is(err, want) {
			t.Errorf("pin %q: %v, want %v", pin, err, want)
		}
		if _, err := f.Get(t.Context(), "https://other.example/", fetch.Validators{}); !errors.Is(err, fetch.ErrUntrusted) {
			t.Errorf("another host: %v", err)
		}
		f.Close()
	}
}

// TestBrokenHTTP2Ends: every fault ends within the time for an exchange.
func TestBrokenHTTP2Ends(t *testing.T) {
	t.Parallel()
	faults := fetchtest.H2Faults()
	if len(faults) < 12 {
		t.Errorf("%d faults, want 12", len(faults))
	}
	for _, fault := range faults {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			n, f := small(t, fetch.Options{Limits: fetch.Limits{Exchange: 300 * time.Millisecond, Header: 200 * time.Millisecond}})
			h := n.Host("paper.example").Robots("")
			fault.Set(h)
			start := time.Now()
			_, err := f.Post(t.Context(), h.SecureURL("/hub"), nil)
			if took := time.Since(start); err == nil || took > 20*time.Second {
				t.Errorf("after %s: %v", took, err)
			}
		})
	}
}
