package config

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Fetch is how reports are fetched. Sizes are in bytes.
type Fetch struct {
	Enabled     bool              // false works without network
	WebSub      bool              // hubs are asked to tell when a feed changes
	Contact     string            // where site owners reach this Kiku's owner
	Delay       time.Duration     // least time between two requests to a host
	Allow       []netip.Prefix    // private networks that may be reached
	AllowHosts  []string          // hosts that may be reached wherever they are
	NAT64       bool              // public IPv4 addresses may be reached through 64:ff9b::/96
	Proxy       *url.URL          // carries all requests; nil for none
	Credentials map[string]string // Authorization by origin, "https://host" or "https://host:port"
	Pins        map[string]string // SHA-256 of a certificate in hex by host

	Resolve, Connect, TLS, Header, Timeout time.Duration // the last of one exchange as a whole
	SlowRate                               int64         // bytes a second below which a body is cut
	SlowOver                               time.Duration // measured over this time
	HeaderBytes                            int64
	FeedPacked, FeedBytes                  int64 // as it comes, and unpacked
	PagePacked, PageBytes                  int64
	RobotsBytes                            int64
	Ratio                                  int64 // unpacked bytes for each packed one
	Redirects                              int
	KnownFor, UnknownFor                   time.Duration // how long addresses of hosts are kept, and that there is none
}

// UserAgent is how this Kiku introduces itself to other servers.
func (f Fetch) UserAgent() string {
	if f.Contact == "" {
		return "Kiku"
	}
	return "Kiku (+" + f.Contact + ")"
}

const mib = 1 << 20

// fetchTable is the settings of fetching. That the defaults are those of package
// fetch is kept by a test of the command.
var fetchTable = []entry{
	{"fetch.enabled", "KIKU_FETCH_ENABLED", "true", "false works without network", flag(func(c *Config, b bool) { c.Fetch.Enabled = b })},
	{"fetch.contact", "KIKU_FETCH_CONTACT", "", "address where the owners of sites reach you; sent with every request", text(func(c *Config) *string { return &c.Fetch.Contact })},
	{"fetch.websub", "KIKU_FETCH_WEBSUB", "true", "ask hubs to tell when a feed changes; only where base_url is an address that others reach", flag(func(c *Config, b bool) { c.Fetch.WebSub = b })},
	{"fetch.delay", "KIKU_FETCH_DELAY", "2s", "least time between two requests to one host, up to 2m", duration(0, 2*time.Minute, func(c *Config, d time.Duration) { c.Fetch.Delay = d })},
	{"fetch.allow", "KIKU_FETCH_ALLOW", "", "private networks that may be reached, as 192.168.1.0/24, separated by commas", setAllow},
	{"fetch.allow_hosts", "KIKU_FETCH_ALLOW_HOSTS", "", "hosts that may be reached at whatever address and port, as news.lan, separated by commas", setAllowHosts},
	{"fetch.nat64", "KIKU_FETCH_NAT64", "false", "true reaches public IPv4 addresses through 64:ff9b::/96, for networks without IPv4", flag(func(c *Config, b bool) { c.Fetch.NAT64 = b })},
	{"fetch.proxy", "KIKU_FETCH_PROXY", "", "proxy that carries all requests, as http://proxy.example:3128; what it may reach is then its own to check", setProxy},
	{credentialsKey, "KIKU_FETCH_CREDENTIALS", "", "passwords for sources, each as https://user:password@host or https://host Bearer TOKEN, separated by commas; sent to that origin only", setCredentials},
	{"fetch.pins", "KIKU_FETCH_PINS", "", "certificates to accept by their SHA-256 alone, as host=FINGERPRINT, separated by commas", setPins},
	{"fetch.timeout", "KIKU_FETCH_TIMEOUT", "30s", "bound on one exchange, 1s to 5m", duration(time.Second, 5*time.Minute, func(c *Config, d time.Duration) { c.Fetch.Timeout = d })},
	{"fetch.resolve_timeout", "KIKU_FETCH_RESOLVE_TIMEOUT", "5s", "bound on finding a host's addresses, 1s to 1m", duration(time.Second, time.Minute, func(c *Config, d time.Duration) { c.Fetch.Resolve = d })},
	{"fetch.connect_timeout", "KIKU_FETCH_CONNECT_TIMEOUT", "5s", "bound on connecting, 1s to 1m", duration(time.Second, time.Minute, func(c *Config, d time.Duration) { c.Fetch.Connect = d })},
	{"fetch.tls_timeout", "KIKU_FETCH_TLS_TIMEOUT", "5s", "bound on agreeing on a safe connection, 1s to 1m", duration(time.Second, time.Minute, func(c *Config, d time.Duration) { c.Fetch.TLS = d })},
	{"fetch.header_timeout", "KIKU_FETCH_HEADER_TIMEOUT", "10s", "bound on the wait for an answer's headers, 1s to 2m", duration(time.Second, 2*time.Minute, func(c *Config, d time.Duration) { c.Fetch.Header = d })},
	{"fetch.slow_bytes", "KIKU_FETCH_SLOW_BYTES", "1024", "bytes a second below which a body is cut, 1 to 1048576", size(1, mib, func(f *Fetch) *int64 { return &f.SlowRate })},
	{"fetch.slow_time", "KIKU_FETCH_SLOW_TIME", "10s", "how long a body may be that slow, 1s to 1m", duration(time.Second, time.Minute, func(c *Config, d time.Duration) { c.Fetch.SlowOver = d })},
	{"fetch.header_bytes", "KIKU_FETCH_HEADER_BYTES", "65536", "bound on an answer's headers in bytes, 4096 to 1048576", size(4096, mib, func(f *Fetch) *int64 { return &f.HeaderBytes })},
	{"fetch.feed_packed_bytes", "KIKU_FETCH_FEED_PACKED_BYTES", "5242880", "bound on a feed as it comes, in bytes, 65536 to 104857600", size(65536, 100*mib, func(f *Fetch) *int64 { return &f.FeedPacked })},
	{"fetch.feed_bytes", "KIKU_FETCH_FEED_BYTES", "10485760", "bound on a feed unpacked, in bytes, 65536 to 104857600", size(65536, 100*mib, func(f *Fetch) *int64 { return &f.FeedBytes })},
	{"fetch.page_packed_bytes", "KIKU_FETCH_PAGE_PACKED_BYTES", "3145728", "bound on a page as it comes, in bytes, 65536 to 104857600", size(65536, 100*mib, func(f *Fetch) *int64 { return &f.PagePacked })},
	{"fetch.page_bytes", "KIKU_FETCH_PAGE_BYTES", "5242880", "bound on a page unpacked, in bytes, 65536 to 104857600", size(65536, 100*mib, func(f *Fetch) *int64 { return &f.PageBytes })},
	{"fetch.robots_bytes", "KIKU_FETCH_ROBOTS_BYTES", "524288", "how much of a robots.txt is read, in bytes, 512000 to 10485760", size(512000, 10*mib, func(f *Fetch) *int64 { return &f.RobotsBytes })},
	{"fetch.ratio", "KIKU_FETCH_RATIO", "200", "unpacked bytes for each packed one, once 1 MiB is unpacked, 20 to 2000", size(20, 2000, func(f *Fetch) *int64 { return &f.Ratio })},
	{"fetch.redirects", "KIKU_FETCH_REDIRECTS", "5", "redirects that are followed, 1 to 20", number(1, 20, func(c *Config, n int) { c.Fetch.Redirects = n })},
	{"fetch.known_time", "KIKU_FETCH_KNOWN_TIME", "1m", "how long a host's addresses are kept, 1s to 1h", duration(time.Second, time.Hour, func(c *Config, d time.Duration) { c.Fetch.KnownFor = d })},
	{"fetch.unknown_time", "KIKU_FETCH_UNKNOWN_TIME", "5m", "how long a host that does not exist is not looked up again, 1s to 1h", duration(time.Second, time.Hour, func(c *Config, d time.Duration) { c.Fetch.UnknownFor = d })},
}

// credentialsKey is a setting whose value is never shown.
const credentialsKey = "fetch.credentials"

func flag(put func(*Config, bool)) func(*Config, string) error {
	return func(c *Config, v string) error {
		b, err := strconv.ParseBool(v)
		if err != nil {
			return errors.New("must be true or false")
		}
		put(c, b)
		return nil
	}
}

func size(low, high int, field func(*Fetch) *int64) func(*Config, string) error {
	return number(low, high, func(c *Config, n int) { *field(&c.Fetch) = int64(n) })
}

// list cuts a value at its commas.
func list(v string) []string {
	var out []string
	for part := range strings.SplitSeq(v, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func setAllow(c *Config, v string) error {
	c.Fetch.Allow = nil
	for _, part := range list(v) {
		p, err := netip.ParsePrefix(part)
		if err != nil {
			a, err := netip.ParseAddr(part)
			if err != nil {
				return fmt.Errorf("must be networks as 192.168.1.0/24 or fd00::/8, separated by commas; %q is none", part)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		c.Fetch.Allow = append(c.Fetch.Allow, p.Masked())
	}
	return nil
}

func setAllowHosts(c *Config, v string) error {
	c.Fetch.AllowHosts = nil
	for _, part := range list(v) {
		if strings.ContainsAny(part, "/@?# ") || strings.Contains(part, ":") && !strings.Contains(part, "::") {
			return fmt.Errorf("must be names of hosts as news.lan, separated by commas, without https:// and port; %q is none", part)
		}
		c.Fetch.AllowHosts = append(c.Fetch.AllowHosts, strings.ToLower(part))
	}
	return nil
}

func setProxy(c *Config, v string) error {
	c.Fetch.Proxy = nil
	if v == "" {
		return nil
	}
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5" || u.Hostname() == "" {
		return errors.New("must be empty or an address as http://proxy.example:3128 or socks5://proxy.example:1080")
	}
	c.Fetch.Proxy = u
	return nil
}

// setCredentials never repeats the value in its error: it is a secret.
func setCredentials(c *Config, v string) error {
	c.Fetch.Credentials = nil
	for i, part := range list(v) {
		at, header, _ := strings.Cut(part, " ")
		u, err := url.Parse(at)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
			return fmt.Errorf("entry %d must be as https://user:password@host or https://host Bearer TOKEN", i+1)
		}
		header = strings.TrimSpace(header)
		if u.User != nil && header == "" {
			password, _ := u.User.Password()
			header = "Basic " + base64.StdEncoding.EncodeToString([]byte(u.User.Username()+":"+password))
		} else if u.User != nil || !strings.Contains(header, " ") || strings.ContainsFunc(header, func(r rune) bool { return r < ' ' || r > '~' }) {
			return fmt.Errorf("entry %d must be as https://user:password@host or https://host Bearer TOKEN", i+1)
		}
		if c.Fetch.Credentials == nil {
			c.Fetch.Credentials = make(map[string]string)
		}
		c.Fetch.Credentials[u.Scheme+"://"+strings.ToLower(u.Host)] = header
	}
	return nil
}

func setPins(c *Config, v string) error {
	c.Fetch.Pins = nil
	for _, part := range list(v) {
		host, pin, _ := strings.Cut(part, "=")
		pin = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(pin), ":", ""))
		if host = strings.TrimSpace(host); host == "" || len(pin) != 64 || strings.Trim(pin, "0123456789abcdef") != "" {
			return fmt.Errorf("must be as host=FINGERPRINT, the SHA-256 of the certificate in 64 hex digits; %q is not", part)
		}
		if c.Fetch.Pins == nil {
			c.Fetch.Pins = make(map[string]string)
		}
		c.Fetch.Pins[strings.ToLower(host)] = pin
	}
	return nil
}
