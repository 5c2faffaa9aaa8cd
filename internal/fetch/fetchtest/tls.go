package fetchtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"sync"
	"time"
)

// authority signs certificates. Keys are new in each run: nothing secret is
// stored, and nothing in a test depends on them.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	mu   sync.Mutex
	made map[string]*tls.Certificate
}

// authority returns the Internet's own, made when first asked for.
func (n *Internet) authority() *authority {
	n.caOnce.Do(func() { n.ca = newAuthority("Fetchtest Authority") })
	return n.ca
}

func newAuthority(name string) *authority {
	key := newKey()
	now := time.Now()
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-24 * time.Hour), NotAfter: now.AddDate(20, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	cert := signed(tmpl, tmpl, key, key)
	return &authority{cert: cert.Leaf, key: key, made: make(map[string]*tls.Certificate)}
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(fmt.Sprintf("fetchtest: key: %v", err)) // a machine without randomness
	}
	return key
}

func signed(tmpl, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) *tls.Certificate {
	der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, &key.PublicKey, signer)
	if err != nil {
		panic(fmt.Sprintf("fetchtest: certificate: %v", err))
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		panic(fmt.Sprintf("fetchtest: certificate: %v", err))
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// leaf makes a certificate for a name, changed as wanted before it is signed.
func (a *authority) leaf(name string, change func(*x509.Certificate)) *tls.Certificate {
	now := time.Now()
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(10, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if at := net.ParseIP(name); at != nil {
		tmpl.DNSNames, tmpl.IPAddresses = nil, []net.IP{at}
	}
	if change != nil {
		change(tmpl)
	}
	return signed(tmpl, a.cert, newKey(), a.key)
}

// usual returns a good certificate for a name, the same each time.
func (a *authority) usual(name string) *tls.Certificate {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.made[name] == nil {
		a.made[name] = a.leaf(name, nil)
	}
	return a.made[name]
}

// config is how a host of the Internet speaks TLS.
func (a *authority) config(h *Host, protocols ...string) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12, NextProtos: protocols,
		GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			name := hello.ServerName
			if name == "" && h != nil {
				name = h.Addrs()[0].String()
			}
			if name == "" {
				name = "nobody.invalid"
			}
			return a.usual(name), nil
		},
	}
}

// tlsFor chooses how to speak TLS with a client: as the host it names was told
// to.
func (n *Internet) tlsFor(hello *tls.ClientHelloInfo) (*tls.Config, error) {
	h := hostOf(hello.Conn)
	c := n.authority().config(h, "h2", "http/1.1")
	n.mu.Lock()
	if named := n.hosts[hello.ServerName]; named != nil {
		h = named
	}
	var change func(*tls.Config)
	if h != nil {
		change = h.tls
	}
	n.mu.Unlock()
	if change != nil {
		change(c)
	}
	return c, nil
}

// TLS changes how the host speaks TLS; see the Faults for ready changes.
func (h *Host) TLS(change func(*tls.Config)) *Host {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	h.tls = change
	return h
}

// Fault is one way in which a host's TLS can be wrong.
type Fault struct {
	Name string
	set  func(h *Host)
}

// Set gives a host the fault.
func (f Fault) Set(h *Host) { f.set(h) }

// TLSFaults are hosts that no careful client fetches anything from over https.
func TLSFaults() []Fault {
	certificate := func(name string, make func(h *Host) *tls.Certificate) Fault {
		return Fault{Name: name, set: func(h *Host) {
			cert := make(h)
			h.TLS(func(c *tls.Config) {
				c.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return cert, nil }
			})
		}}
	}
	changed := func(name string, change func(*x509.Certificate)) Fault {
		return certificate(name, func(h *Host) *tls.Certificate { return h.net.authority().leaf(h.name, change) })
	}
	config := func(name string, change func(*tls.Config)) Fault {
		return Fault{Name: name, set: func(h *Host) { h.TLS(change) }}
	}
	script := func(name string, f func(net.Conn)) Fault {
		return Fault{Name: name, set: func(h *Host) { h.Door(443, Script(f)) }}
	}
	return []Fault{
		changed("expired", func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().AddDate(-1, 0, 0), time.Now().Add(-time.Hour)
		}),
		changed("not yet valid", func(c *x509.Certificate) { c.NotBefore = time.Now().Add(24 * time.Hour) }),
		changed("for another host", func(c *x509.Certificate) { c.DNSNames = []string{"another.example"} }),
		changed("without a name", func(c *x509.Certificate) { c.DNSNames = nil }),
		changed("for clients only", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }),
		certificate("unknown authority", func(h *Host) *tls.Certificate { return newAuthority("A Stranger").leaf(h.name, nil) }),
		certificate("signed by itself", selfSigned),
		config("TLS 1.0", func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS10 }),
		config("TLS 1.1", func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 }),
		config("asks for a certificate", func(c *tls.Config) { c.ClientAuth = tls.RequireAnyClientCert }),
		script("plain HTTP on the TLS port", func(c net.Conn) {
			_, _ = c.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
			drain(c)
		}),
		script("silent handshake", func(c net.Conn) { drain(c) }),
		script("handshake cut off", func(c net.Conn) { _, _ = c.Read(make([]byte, 100)) }),
		script("noise", func(c net.Conn) {
			_, _ = c.Write([]byte("\x16\x03\x03\x40\x00 la la la la la la la la la la la la"))
			drain(c)
		}),
	}
}

func selfSigned(h *Host) *tls.Certificate {
	key, now := newKey(), time.Now()
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: h.name}, DNSNames: []string{h.name}, NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	return signed(tmpl, tmpl, key, key)
}

// drain reads until the other side is gone.
func drain(c net.Conn) {
	buf := make([]byte, 4096)
	for {
		if _, err := c.Read(buf); err != nil {
			return
		}
	}
}
