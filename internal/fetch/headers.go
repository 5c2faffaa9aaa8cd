package fetch

import (
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// maxAge returns how long the server wants an answer kept, between 0 and a day,
// and whether it says so at all: max-age of Cache-Control, 0 for no-store and
// no-cache, else Expires (RFC 9111, sections 4.2.1 and 5.2). The time that the
// answer spent in caches on the way (Age) is taken off.
func maxAge(h http.Header, now time.Time) (keep time.Duration, said bool) {
	if keep, said = cacheControl(strings.Join(h.Values("Cache-Control"), ",")); !said {
		at, err := http.ParseTime(h.Get("Expires"))
		if err != nil {
			return 0, h.Get("Expires") != "" // "0" and other junk: already stale
		}
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			now = date // what counts is the distance, not the server's clock
		}
		keep = at.Sub(now)
	}
	if age, ok := digits(strings.TrimSpace(h.Get("Age"))); ok {
		keep -= age
	}
	return min(max(keep, 0), longestWait), true
}

// cacheControl reads max-age; no-store and no-cache win over it. Of several the
// first counts.
func cacheControl(s string) (keep time.Duration, said bool) {
	for part := range strings.SplitSeq(strings.ToLower(s), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch strings.TrimSpace(name) {
		case "no-store", "no-cache":
			return 0, true
		case "max-age":
			value = strings.Trim(strings.TrimSpace(value), `"`)
			if n, ok := digits(value); ok && !said {
				keep, said = min(n, longestWait), true
			} else if strings.HasPrefix(value, "-") && !said {
				keep, said = 0, true
			}
		}
	}
	return keep, said
}

// validators returns what a server gave to ask for changes, as received.
func validators(h http.Header) Validators {
	return Validators{ETag: short(h.Get("ETag")), LastModified: short(h.Get("Last-Modified"))}
}

// short drops validators that are too long or hold control characters: sent
// back they would do harm.
func short(s string) string {
	if len(s) > 1024 || strings.ContainsFunc(s, func(r rune) bool { return r < 0x20 || r == 0x7f }) {
		return ""
	}
	return s
}

// The most of what a server says of reuse that is kept.
const (
	maxDirectives = 20
	maxDirective  = 500 // bytes
)

// robotsTags returns the X-Robots-Tag headers as received.
func robotsTags(h http.Header) []string {
	var out []string
	for _, v := range h.Values("X-Robots-Tag") {
		if v = strings.TrimSpace(v); v != "" && len(v) <= maxDirective && len(out) < maxDirectives {
			out = append(out, v)
		}
	}
	return out
}

// reservation returns the headers of the TDM Reservation Protocol (W3C community
// group, 2022): tdm-reservation as received, and the policy's address, made
// absolute.
func reservation(h http.Header, base *url.URL) (tdm, policy string) {
	if tdm = strings.TrimSpace(h.Get("Tdm-Reservation")); len(tdm) > maxDirective {
		tdm = ""
	}
	return tdm, absolute(h.Get("Tdm-Policy"), base)
}

// absolute returns a reference as an http or https address, "" for all else.
func absolute(ref string, base *url.URL) string {
	if ref = strings.TrimSpace(ref); ref == "" || len(ref) > maxURL {
		return ""
	}
	u, err := base.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if out := u.String(); utf8.ValidString(out) { // a query may hold any bytes
		return out
	}
	return ""
}

// links returns the first hub and the first self address of the Link headers
// (RFC 8288; WebSub, section 4).
func links(h http.Header, base *url.URL) (hub, self string) {
	for _, line := range h.Values("Link") {
		for len(line) > 0 && len(line) <= maxHeader {
			var target, params string
			if target, params, line = nextLink(line); target == "" {
				break
			}
			for rel := range strings.FieldsSeq(strings.ToLower(linkRel(params))) {
				switch {
				case rel == "hub" && hub == "":
					hub = absolute(target, base)
				case rel == "self" && self == "":
					self = absolute(target, base)
				}
			}
		}
	}
	return hub, self
}

// nextLink cuts the first link off a Link header: its target, its parameters,
// and what is left after the comma. Commas in quotes do not end it.
func nextLink(s string) (target, params, rest string) {
	_, s, ok := strings.Cut(s, "<")
	if !ok {
		return "", "", ""
	}
	if target, s, ok = strings.Cut(s, ">"); !ok {
		return "", "", ""
	}
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ',' && !quoted:
			return target, s[:i], s[i+1:]
		}
	}
	return target, s, ""
}

// linkRel returns the first rel parameter: only that one counts (RFC 8288, 3.3).
func linkRel(params string) string {
	for part := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(strings.TrimSpace(name), "rel") {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}
