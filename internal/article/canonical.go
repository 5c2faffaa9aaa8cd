package article

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// ErrNoLink says that a report has no usable web address. Without one it can
// be neither identified nor checked by a reader, so it is refused.
var ErrNoLink = errors.New("no usable link")

// maxURL is the longest address that is kept, in bytes; longer ones are junk.
const maxURL = 4096

// Canonical returns the one address under which a report is known. It lower-cases
// scheme and host, drops default ports, user names, fragments, tracking
// parameters and a trailing index page, and undoes AMP forms. It is careful:
// two reports never get one address, so parameters it does not know stay in
// their order. The error wraps ErrNoLink.
func Canonical(rawURL string) (string, error) {
	u, err := parseWeb(rawURL)
	if err != nil {
		return "", err
	}
	if inner, ok := unwrapAMP(u); ok {
		if u, err = parseWeb(inner); err != nil {
			return "", err
		}
	}
	if err := canonicalHost(u); err != nil {
		return "", fmt.Errorf("address %q: %w: %w", clip(rawURL), ErrNoLink, err)
	}
	u.User = nil
	u.RawQuery = keepQuery(u.RawQuery)
	u.ForceQuery = false
	canonicalPath(u)
	// A few sites are one page whose reports differ only behind "#!" or "#/".
	if !strings.HasPrefix(u.Fragment, "!/") && !strings.HasPrefix(u.Fragment, "/") {
		u.Fragment, u.RawFragment = "", ""
	}
	return u.String(), nil
}

// parseWeb parses an absolute http or https address.
func parseWeb(rawURL string) (*url.URL, error) {
	s := strings.TrimSpace(rawURL)
	if s == "" {
		return nil, fmt.Errorf("empty address: %w", ErrNoLink)
	}
	if len(s) > maxURL {
		return nil, fmt.Errorf("address of %d bytes: %w", len(s), ErrNoLink)
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w: %w", clip(s), ErrNoLink, err)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("address %q: %w: not http or https", clip(s), ErrNoLink)
	}
	if u.Hostname() == "" || u.Opaque != "" {
		return nil, fmt.Errorf("address %q: %w: no host", clip(s), ErrNoLink)
	}
	return u, nil
}

func clip(s string) string {
	if r := []rune(s); len(r) > 120 {
		return string(r[:120]) + "…"
	}
	return s
}

func canonicalHost(u *url.URL) error {
	host := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	if !strings.Contains(host, ":") {
		ascii, err := idna.Punycode.ToASCII(host)
		if err != nil {
			return err
		}
		host = ascii
	}
	if host == "" {
		return errors.New("no host")
	}
	if rest, ok := strings.CutPrefix(host, "amp."); ok {
		host = rest
		// amp.example.com stands beside www.example.com, as nearly every
		// publisher with an amp host has it.
		if own, err := publicsuffix.EffectiveTLDPlusOne(rest); err == nil && own == rest {
			host = "www." + rest
		}
	}
	port := u.Port()
	if (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		port = ""
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" {
		host += ":" + port
	}
	u.Host = host
	return nil
}

// unwrapAMP finds the publisher's address inside an AMP cache's.
func unwrapAMP(u *url.URL) (string, bool) {
	host := strings.ToLower(u.Hostname())
	rest := ""
	switch {
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		_, rest, _ = strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	case (host == "www.google.com" || host == "google.com") && strings.HasPrefix(u.Path, "/amp/"):
		rest = strings.TrimPrefix(u.EscapedPath(), "/amp/")
	default:
		return "", false
	}
	scheme := "http://"
	if r, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https://", r
	}
	if !strings.Contains(rest, ".") {
		return "", false
	}
	if u.RawQuery != "" {
		rest += "?" + u.RawQuery
	}
	return scheme + rest, true
}

var indexPage = regexp.MustCompile(`(?i)^index\.(html?|shtml|php|jsp|aspx?)$`)

func canonicalPath(u *url.URL) {
	p := u.EscapedPath()
	if p == "" {
		p = "/"
	}
	p = normalEscapes(p)
	if strings.Contains(p, "/.") {
		slash := strings.HasSuffix(p, "/") || strings.HasSuffix(p, "/.") || strings.HasSuffix(p, "/..")
		if p = path.Clean(p); slash && p != "/" {
			p += "/"
		}
	}
	parts := dropAMP(strings.Split(p, "/"))
	if last := len(parts) - 1; indexPage.MatchString(parts[last]) {
		parts[last] = ""
	}
	p = strings.Join(parts, "/")
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	plain, err := url.PathUnescape(p)
	if err != nil {
		return
	}
	u.Path, u.RawPath = plain, p
}

var ampFile = regexp.MustCompile(`(?i)\.amp(\.html?)?$`)

// dropAMP takes AMP marks out of a path: a last segment "amp" behind one that
// looks like a report (a topic may be called "amp"), a segment "amp" before such
// a last one, and ".amp" at the end of the last one.
func dropAMP(parts []string) []string {
	end := len(parts) - 1
	if end > 2 && parts[end] == "" && strings.EqualFold(parts[end-1], "amp") && likeReport(parts[end-2]) {
		return append(parts[:end-1:end-1], "")
	}
	if end > 1 && strings.EqualFold(parts[end], "amp") && likeReport(parts[end-1]) {
		return parts[:end]
	}
	if ampFile.MatchString(parts[end]) {
		ext := ""
		if strings.Contains(strings.ToLower(parts[end]), ".amp.htm") {
			ext = parts[end][strings.LastIndexByte(parts[end], '.'):]
		}
		parts[end] = ampFile.ReplaceAllString(parts[end], ext)
	}
	if !likeReport(parts[end]) {
		return parts
	}
	for i := 1; i < end; i++ {
		if strings.EqualFold(parts[i], "amp") {
			return append(parts[:i:i], parts[i+1:]...)
		}
	}
	return parts
}

// likeReport reports whether a segment of a path names a report: most hold a
// number, or a title joined by hyphens.
func likeReport(segment string) bool {
	return strings.ContainsAny(segment, "0123456789") || strings.Count(segment, "-") > 1
}

const upperHex = "0123456789ABCDEF"

// normalEscapes decodes escapes of unreserved characters and writes the others
// in upper case, as RFC 3986 section 6.2.2 asks.
func normalEscapes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '%' || i+2 >= len(s) {
			b.WriteByte(c)
			continue
		}
		hi, lo := unhex(s[i+1]), unhex(s[i+2])
		if hi < 0 || lo < 0 {
			b.WriteByte(c)
			continue
		}
		v := byte(hi<<4 | lo)
		if isUnreserved(v) {
			b.WriteByte(v)
		} else {
			b.WriteByte('%')
			b.WriteByte(upperHex[v>>4])
			b.WriteByte(upperHex[v&15])
		}
		i += 2
	}
	return b.String()
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}

// tracking matches names of parameters that only say where a reader came from.
var tracking = regexp.MustCompile(`(?i)^(utm_.*|utm|at_(medium|campaign|custom\d*|link_.*|format|ptr_name|bbc_team)|` +
	`ns_(campaign|mchannel|source|linkname|fee)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igsh|igshid|` +
	`li_fat_id|mc_cid|mc_eid|mkt_tok|_ga|_gl|_gac|gaa_.*|_hs.*|hsctatracking|vero_id|vero_conv|wt_?\.?mc(_.*)?|wickedid|oly_.*_id|rb_clickid|` +
	`s_cid|srsltid|mbid|guc(e|counter|e_.*)|ref_(src|url)|smid|smtyp|cmp|cmpid|icid|ocid|ncid|n_cid|iref|xtor|spm|ito|ftag|sh_kit|` +
	`amp|amp_js_v|amp_gsa|usqp|share_?id|sharetype|echobox|__twitter_impression|soc_(src|trk)|taid|trk|trkcampaign)$`)

// sourceKey names parameters that often, not always, say where a reader came from.
var sourceKey = regexp.MustCompile(`(?i)^(ref|refer|referrer|referer|from|source|src|via|partner|emc|medium|campaign|maca|rss|feed)$`)

// sourceValue is what such parameters then hold.
var sourceValue = regexp.MustCompile(`(?i)(^|[^a-z])(rss|rdf|atom|xml_?feed|feed|feedly|amp|twitter|tw|x|facebook|fb|line|hatena|newsletter|email|social|share|google|googlenews|yahoo)([^a-z]|$)`)

// formKey names parameters that choose a form of the same report.
var formKey = regexp.MustCompile(`(?i)^(output|outputtype|mode|layout|type)$`)

func keepQuery(raw string) string {
	if raw == "" {
		return ""
	}
	kept := make([]string, 0, 4)
	for _, part := range strings.Split(raw, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		if k, err := url.QueryUnescape(key); err == nil {
			key = k
		}
		if v, err := url.QueryUnescape(value); err == nil {
			value = v
		}
		if tracking.MatchString(key) {
			continue
		}
		if sourceKey.MatchString(key) && (value == "" || sourceValue.MatchString(value)) {
			continue
		}
		if formKey.MatchString(key) && strings.EqualFold(value, "amp") {
			continue
		}
		kept = append(kept, normalEscapes(part))
	}
	return strings.Join(kept, "&")
}
