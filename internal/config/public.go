package config

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// homeNames are the ends of names that only a home or a company knows (RFC 6761,
// 6762, 8375 and the usual habit).
var homeNames = []string{"localhost", "local", "lan", "home", "internal", "home.arpa", "test", "invalid", "corp"}

// Public reports whether other servers can be expected to reach BaseURL: it names
// a host of the internet, by a name with a dot or a public address.
func (c Config) Public() bool {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Hostname() == "" {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if a, err := netip.ParseAddr(host); err == nil {
		a = a.Unmap()
		return a.IsGlobalUnicast() && !a.IsPrivate() && !netip.MustParsePrefix("100.64.0.0/10").Contains(a)
	}
	return strings.Contains(host, ".") && !slices.ContainsFunc(homeNames, func(end string) bool { return strings.HasSuffix(host, "."+end) })
}
