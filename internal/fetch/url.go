package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// parse reads an address and refuses what must never be asked for. It returns
// the one form in which an address is asked for: without user, password and
// fragment, the host in ASCII and lower case, the usual port left out, what may
// not stand in a request line escaped. That form parses to itself. The error
// wraps ErrBadURL, or ErrPrivate for hosts that are certainly not on the public
// network. A good address may still lead to a private one: that is checked when
// its host is resolved.
func (g *guard) parse(address string) (*url.URL, error) {
	if len(address) > maxURL {
		return nil, fmt.Errorf("%w: longer than %d bytes", ErrBadURL, maxURL)
	}
	if strings.ContainsFunc(address, func(r rune) bool { return r < 0x20 || r == 0x7f }) {
		return nil, fmt.Errorf("%w: control characters in it", ErrBadURL)
	}
	u, err := url.Parse(strings.Trim(address, " "))
	if err != nil {
		var inner *url.Error // names the whole address, password and all
		if errors.As(err, &inner) {
			err = inner.Err
		}
		return nil, fmt.Errorf("%w: %w", ErrBadURL, err)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Opaque != "" {
		return nil, fmt.Errorf("%w: not an http or https address", ErrBadURL)
	}
	name, err := hostName(u.Hostname())
	if err != nil {
		return nil, err
	}
	port, err := portOf(u)
	if err != nil {
		return nil, err
	}
	if err := g.name(name, port); err != nil {
		return nil, err
	}
	// Built anew, so that nothing that was not looked at gets through.
	clean := &url.URL{Scheme: u.Scheme, Host: joinHost(name, port, u.Scheme), Path: u.Path, RawPath: u.RawPath, RawQuery: escaped(u.RawQuery), ForceQuery: u.ForceQuery}
	if clean.Path == "" {
		clean.Path = "/"
	}
	if len(clean.String()) > maxURL {
		return nil, fmt.Errorf("%w: longer than %d bytes", ErrBadURL, maxURL)
	}
	return clean, nil
}

// name refuses hosts and ports by what they are called: addresses at once,
// names that no public name server knows. What is on the allow-list passes, and
// with any network on it so do names at home, whose addresses are checked later.
func (g *guard) name(name string, port uint16) error {
	if g.hosts[name] {
		return nil
	}
	if a, err := netip.ParseAddr(name); err == nil {
		return g.check(name, netip.AddrPortFrom(a, port))
	}
	if isMetadata(name) || atHome(name) && len(g.allow) == 0 {
		return fmt.Errorf("%w: the name %s", ErrPrivate, clip(name))
	}
	if len(g.allow) == 0 {
		return onWebPort(port)
	}
	return nil
}

// metadataNames lead to metadata services, or into a cluster's own network.
var metadataNames = []string{
	"metadata", "instance-data", "metadata.google.internal", "metadata.goog", "instance-data.ec2.internal",
	"metadata.platformequinix.com", "metadata.packet.net", "metadata.tencentyun.com", "metadata.azure.internal", "metadata.oraclecloud.com",
	"kubernetes", "kubernetes.default", "kubernetes.default.svc",
}

func isMetadata(name string) bool {
	for _, m := range metadataNames {
		if name == m {
			return true
		}
	}
	return strings.HasSuffix(name, ".svc.cluster.local")
}

// homeDomains are never on the public network: RFC 6761, 6762 (and its appendix
// G), 7686, 8375, 9476, ICANN's "internal", and what routers and clusters use.
var homeDomains = []string{
	"localhost", "localdomain", "local", "lan", "home", "home.arpa", "internal", "intranet", "private", "corp", "svc", "onion", "alt",
}

func atHome(name string) bool {
	if !strings.Contains(name, ".") {
		return true
	}
	for _, d := range homeDomains {
		if strings.HasSuffix(name, "."+d) {
			return true
		}
	}
	return false
}

// hostName returns a host in the one form in which it is compared and asked: an
// IP address as package netip prints it, a name in ASCII and lower case without
// the last dot. Numbers that some resolvers take for addresses are refused, and
// so are names that only look like ASCII.
func hostName(host string) (string, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		if a.Zone() != "" {
			return "", fmt.Errorf("%w: an address with a zone", ErrPrivate)
		}
		return a.Unmap().String(), nil
	}
	name := strings.TrimSuffix(strings.ToLower(host), ".")
	if !isASCII(name) {
		mapped, err := idna.Lookup.ToASCII(name)
		if err != nil {
			return "", fmt.Errorf("%w: host %q: %w", ErrBadURL, clip(host), err)
		}
		if !strings.Contains(mapped, "xn--") {
			return "", fmt.Errorf("%w: host %q is %s in disguise", ErrBadURL, clip(host), mapped)
		}
		name = mapped
	}
	if len(name) > 253 {
		return "", fmt.Errorf("%w: host longer than 253 bytes", ErrBadURL)
	}
	labels := strings.Split(name, ".")
	for _, label := range labels {
		if err := checkLabel(label); err != nil {
			return "", fmt.Errorf("%w: host %q: %w", ErrBadURL, clip(host), err)
		}
	}
	if isNumber(labels[len(labels)-1]) {
		return "", fmt.Errorf("%w: host %q is a number", ErrBadURL, clip(host))
	}
	return name, nil
}

func checkLabel(label string) error {
	if label == "" || len(label) > 63 {
		return fmt.Errorf("a part of %d bytes", len(label))
	}
	for _, c := range []byte(label) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return fmt.Errorf("%q in it", c)
		}
	}
	if !strings.HasPrefix(label, "xn--") {
		return nil
	}
	// Punycode that decodes to ASCII is another way to write a name that the
	// checks would know.
	plain, err := idna.Lookup.ToUnicode(label)
	if err != nil {
		return err
	}
	if isASCII(plain) {
		return fmt.Errorf("%s is not an international name", label)
	}
	return nil
}

// isNumber reports whether browsers would take a last label for part of an IPv4
// address (WHATWG URL, "ends in a number").
func isNumber(label string) bool {
	if hex, ok := strings.CutPrefix(label, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(label, "0123456789") == ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func portOf(u *url.URL) (uint16, error) {
	s := u.Port()
	if s == "" {
		return map[string]uint16{"http": 80, "https": 443}[u.Scheme], nil
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("%w: %s", ErrPort, clip(s))
	}
	return uint16(n), nil
}

func onWebPort(port uint16) error {
	for _, p := range ports {
		if p == port {
			return nil
		}
	}
	return fmt.Errorf("%w: %d", ErrPort, port)
}

// joinHost puts host and port together, without the port that the scheme means.
func joinHost(name string, port uint16, scheme string) string {
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if scheme == "http" && port == 80 || scheme == "https" && port == 443 {
		return name
	}
	return name + ":" + strconv.Itoa(int(port))
}

// escaped escapes what may not stand in the query of a request line. Escapes
// that are there already stay.
func escaped(query string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(query) {
		switch c := query[i]; {
		case c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>':
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// origin is scheme, host and port of an address, the port always there.
func origin(u *url.URL) string {
	port, err := portOf(u)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + strconv.Itoa(int(port))
}
