package feed

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// trackers are query parameters that say where a reader came from, not what he
// reads; a name that ends in "_" stands for all that begin so.
var trackers = []string{"utm_", "at_", "mc_", "ns_", "pk_", "hsa_", "wt.", "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "cmp", "cmpid", "cid", "ito", "ocid", "ref", "rss", "from", "source", "src", "partner", "feedtype", "feedname", "sid", "sessionid", "session", "phpsessid", "jsessionid", "xtor", "cn", "smid", "ncid", "rssid", "guccounter", "_ga", "amp", "output"}

// placeOf returns an address without what changes while it stays the same
// place: scheme, "www.", fragment, trackers, the order of its query, a slash at
// the end. Behind "#/" and "#!/" some sites have the path.
func placeOf(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return strings.TrimSpace(address)
	}
	host := strings.TrimSuffix(strings.ToLower(u.Host), ":80")
	host = strings.TrimPrefix(strings.TrimSuffix(host, ":443"), "www.")
	path := u.EscapedPath()
	if i := strings.Index(strings.ToLower(path), ";jsessionid="); i >= 0 {
		path = path[:i]
	}
	path = strings.TrimRight(path, "/")
	if strings.HasPrefix(u.Fragment, "/") || strings.HasPrefix(u.Fragment, "!/") {
		path += "#" + u.EscapedFragment()
	}
	var query []string
	for q := range strings.SplitSeq(strings.ReplaceAll(u.RawQuery, "&amp;", "&"), "&") {
		name, value, _ := strings.Cut(strings.ToLower(q), "=")
		if q != "" && (!isTracker(name) || maybeID[name] && isNumber(value)) {
			query = append(query, q)
		}
	}
	slices.Sort(query)
	if len(query) == 0 {
		return host + path
	}
	return host + path + "?" + strings.Join(query, "&")
}

func isTracker(name string) bool {
	for _, t := range trackers {
		if name == t || strings.HasSuffix(t, "_") && strings.HasPrefix(name, t) {
			return true
		}
	}
	return false
}

// maybeID are the trackers whose names also number reports: "?sid=101" is one
// report and "?sid=102" another, while "?cid=rss" is where a reader came from.
var maybeID = map[string]bool{"cid": true, "sid": true, "src": true, "source": true, "from": true, "ref": true, "rssid": true, "cn": true}

// isNumber reports whether a value can number reports: it begins with a digit and
// is shorter than a session's mark.
func isNumber(value string) bool {
	return value != "" && value[0] >= '0' && value[0] <= '9' && len(value) < 16
}

// specific reports whether an address is that of one report rather than of a
// page that always shows the latest: it has a long path, or a number in it.
func specific(comparable string) bool {
	_, path, _ := strings.Cut(comparable, "/")
	digits := 0
	for _, c := range path {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return digits >= 3 || len(path) >= 20
}

// titleKey returns a title for comparing: letters and digits only, widths and
// cases made one.
func titleKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// alike reports whether two titles, as titleKey returns them, are mostly the
// same words: one begins with the other, or they share most pairs of letters.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	ra, rb := []rune(a), []rune(b)
	if len(ra) < 4 || len(rb) < 4 {
		return false
	}
	if n := min(len(ra), len(rb)); n >= 10 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)) {
		return true
	}
	pairs := make(map[[2]rune]int, len(ra))
	for i := 1; i < len(ra); i++ {
		pairs[[2]rune{ra[i-1], ra[i]}]++
	}
	shared := 0
	for i := 1; i < len(rb); i++ {
		if p := [2]rune{rb[i-1], rb[i]}; pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	}
	return 2*shared*10 >= 5*(len(ra)+len(rb)-2)
}
