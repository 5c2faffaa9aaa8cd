package pipeline

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"kiku/internal/feed"
)

// siteOf names the site that an address belongs to: the part of its host name
// that somebody registered, or the host itself where it has none.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if _, err := netip.ParseAddr(host); err == nil {
		return u.Host // numbers have no domain; the port tells servers apart
	}
	if own, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return own
	}
	return host
}

// sameSite reports whether two addresses belong to one site.
func sameSite(a, b string) bool {
	s := siteOf(a)
	return s != "" && s == siteOf(b)
}

// ownSite reports whether a page is on the site of the feed that announced it or
// of the source that the feed belongs to. Only there does a feed know better
// than anybody: what it says of other sites' pages is hearsay.
func ownSite(page, feedURL string, src feed.Source) bool {
	return sameSite(page, feedURL) || src.Home != "" && sameSite(page, src.Home)
}
