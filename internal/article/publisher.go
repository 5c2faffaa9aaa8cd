package article

import (
	_ "embed"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/publicsuffix"
)

// publisherTable names the publishers of well-known addresses, one on a line:
// host, domain or host with the first part of a path, tab,
// printed name.
//
//go:embed publishers.tsv
var publisherTable string

var publishers = readPublishers(publisherTable)

func readPublishers(table string) map[string]string {
	out := make(map[string]string)
	for line := range strings.Lines(table) {
		host, name, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(host, "#") {
			out[host] = strings.TrimSpace(name)
		}
	}
	return out
}

// PublisherOf returns the printed name of the publisher at an address: of a
// well-known one its own name, of any other its domain without the ending. It
// returns "" for an address without a host.
func PublisherOf(address string) string {
	host := hostOf(address)
	if name := publishers[host+"/"+section(address)]; name != "" {
		return name
	}
	for h := host; strings.Contains(h, "."); {
		if name := publishers[h]; name != "" {
			return name
		}
		_, h, _ = strings.Cut(h, ".")
	}
	own, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return own
}

// section returns the first part of an address's path.
func section(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	part, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
	return part
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// SiteOf names the site that an address belongs to ("post.example.co.uk" is on
// example.co.uk): the part of its host name that somebody registered, or the
// host itself where it has none. Numbers have no domain; the port tells their
// servers apart. It is "" for what is no address.
func SiteOf(address string) string {
	host := strings.TrimSuffix(hostOf(address), ".")
	if _, err := netip.ParseAddr(host); err == nil {
		if u, err := url.Parse(address); err == nil {
			return u.Host
		}
	}
	if own, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return own
	}
	return host
}

// feedKey matches what archives write for a feed where a name should be:
// "bbc-top", "cnbc_world", "www.example.com", an address.
var feedKey = regexp.MustCompile(`^[a-z0-9]+([-_.][a-z0-9]+)*$|^https?://`)

// publisherName returns the name to print for a report: the given one when it
// is a name, else the one that belongs to the report's address. A key of one
// feed ("bbc-top") names no publisher, and two feeds of one publisher must not
// look like two.
func publisherName(given, canonical string) string {
	given = cut(cleanLine(stripTags(given)), maxAuthor)
	known := publishers[hostOf(canonical)]
	if given == "" || feedKey.MatchString(given) {
		return PublisherOf(canonical)
	}
	if known != "" && strings.HasPrefix(foldName(given), foldName(known)) {
		// "BBC News - World" is the BBC.
		return known
	}
	for _, sep := range []string{" - ", " – ", " | ", " » ", "｜", ": "} {
		if head, _, ok := strings.Cut(given, sep); ok && strings.IndexFunc(head, unicode.IsLetter) >= 0 {
			return strings.TrimSpace(head)
		}
	}
	return given
}
