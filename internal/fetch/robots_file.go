package fetch

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// robotsRules are what a robots.txt says to one program, by RFC 9309 and in all
// that it leaves open as Google's parser (github.com/google/robotstxt) reads it.
type robotsRules struct {
	named  group // the groups that name the program
	others group // those for *; nil rules when named ones exist: they do not count then
}

// group is what the groups for one program say together.
type group struct {
	seen  bool // there is such a group, also when it has no rules
	rules []robotsRule
	delay time.Duration // Crawl-delay
}

// robotsRule is one Allow or Disallow line.
type robotsRule struct {
	allow   bool
	pattern string
}

// maxRobotsLine is the longest line that is read, in bytes: eight times the
// longest address that browsers take, as in Google's parser. More is cut off.
const maxRobotsLine = 2083 * 8

// readRobots reads a robots.txt for the program of a name (letters, - and _). It
// takes any bytes: what is no line of a robots.txt says nothing.
func readRobots(data []byte, agent string) robotsRules {
	var r robotsRules
	reader := robotsReader{rules: &r, agent: agent}
	data = plainRobots(data)
	for len(data) > 0 {
		end := bytes.IndexAny(data, "\r\n")
		line := data
		if end >= 0 {
			line, data = data[:end], data[end+1:] // \r\n gives an empty line more, which says nothing
		} else {
			data = nil
		}
		reader.line(string(line[:min(len(line), maxRobotsLine)]))
	}
	if r.named.seen {
		r.others = group{}
	}
	return r
}

// plainRobots undoes UTF-16, which some editors save, and takes off a byte order
// mark.
func plainRobots(data []byte) []byte {
	var order func(b []byte) uint16
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		order = func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		order = func(b []byte) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }
	default:
		for _, b := range []byte("\uFEFF") { // also a mark that was cut, as Google reads it
			if len(data) == 0 || data[0] != b {
				break
			}
			data = data[1:]
		}
		return data
	}
	units := make([]uint16, 0, len(data)/2)
	for b := data[2:]; len(b) >= 2; b = b[2:] {
		units = append(units, order(b))
	}
	return []byte(string(utf16.Decode(units)))
}

// robotsReader goes through the lines.
type robotsReader struct {
	rules          *robotsRules
	agent          string
	named, others  bool // the current group is for the program, for *
	rulesHaveBegun bool // the next User-agent line begins a new group
}

func (r *robotsReader) line(s string) {
	s, _, _ = strings.Cut(s, "#")
	key, value, ok := robotsField(strings.Trim(s, " \t\v\f"))
	if !ok {
		return
	}
	switch key = strings.ToLower(key); {
	case hasAnyPrefix(key, "user-agent", "useragent", "user agent"):
		if r.rulesHaveBegun {
			r.named, r.others, r.rulesHaveBegun = false, false, false
		}
		r.name(value)
	case strings.HasPrefix(key, "allow"):
		r.rule(robotsRule{allow: true, pattern: value})
	// The misspellings are Google's, who counted them.
	case hasAnyPrefix(key, "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"):
		r.rule(robotsRule{pattern: value})
	case hasAnyPrefix(key, "crawl-delay", "crawldelay"):
		r.delay(value)
	}
}

// robotsField splits a line at its colon, or at white space when it is two words
// without one.
func robotsField(s string) (key, value string, ok bool) {
	if key, value, ok = strings.Cut(s, ":"); !ok {
		words := strings.Fields(s)
		if len(words) != 2 {
			return "", "", false
		}
		key, value = words[0], words[1]
	}
	key = strings.Trim(key, " \t\v\f")
	return key, strings.Trim(value, " \t\v\f"), key != ""
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// name takes a User-agent line. Names end at the first character that cannot be
// part of one: "Kiku/1.0" is "Kiku".
func (r *robotsReader) name(value string) {
	if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
		r.others, r.rules.others.seen = true, true
		return
	}
	end := strings.IndexFunc(value, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '_'
	})
	if end >= 0 {
		value = value[:end]
	}
	if r.agent != "" && strings.EqualFold(value, r.agent) {
		r.named, r.rules.named.seen = true, true
	}
}

// current returns the group that a line belongs to, nil when it is for other
// programs. A group that names the program and * counts as naming it.
func (r *robotsReader) current() *group {
	switch {
	case r.named:
		return &r.rules.named
	case r.others:
		return &r.rules.others
	}
	return nil
}

func (r *robotsReader) rule(rule robotsRule) {
	// Before any User-agent line rules say nothing and begin nothing; after lines
	// that name other programs they end that list of names.
	r.rulesHaveBegun = true
	g := r.current()
	if g == nil || rule.pattern == "" {
		return
	}
	rule.pattern = escapePattern(rule.pattern)
	g.rules = append(g.rules, rule)
}

func (r *robotsReader) delay(value string) {
	if s, err := strconv.ParseFloat(value, 64); err == nil && s >= 0 { // refuses NaN as well
		if g := r.current(); g != nil {
			g.delay = max(g.delay, time.Duration(min(s, longestCrawlDelay.Seconds())*float64(time.Second)))
		}
	}
}

// escapePattern writes bytes beyond ASCII as %XX, and the digits of such in
// capitals.
func escapePattern(s string) string {
	const hex = "0123456789ABCDEF"
	same := true
	for i := 0; i < len(s) && same; i++ {
		same = s[i] < 0x80 && s[i] != '%'
	}
	if same {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteString(strings.ToUpper(s[i : i+3]))
			i += 2
		case c >= 0x80:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// allows reports whether the program may fetch a path, with its query and
// percent-encoded.
func (r robotsRules) allows(path string) bool {
	if r.named.seen {
		return r.named.allows(path)
	}
	return r.others.allows(path)
}

// allowsByName is allows, but what is said to everybody does not count.
func (r robotsRules) allowsByName(path string) bool { return r.named.allows(path) }

// crawlDelay is how long to rest between two pages, 0 when the file does not say.
func (r robotsRules) crawlDelay() time.Duration {
	if r.named.seen {
		return r.named.delay
	}
	return r.others.delay
}

// allows: the longest pattern that fits decides, Allow when two are as long
// (RFC 9309, section 2.2.2).
func (g group) allows(path string) bool {
	if path == "" {
		path = "/"
	}
	allow, disallow := 0, 0
	for _, rule := range g.rules {
		if rule.allow {
			allow = max(allow, rule.weight(path))
		} else {
			disallow = max(disallow, rule.weight(path))
		}
	}
	return allow >= disallow
}

// weight is a rule's length when it fits a path, else 0. An Allow line for a
// directory's index page allows the directory, too, as with Google.
func (r robotsRule) weight(path string) int {
	if fits(r.pattern, path) {
		return len(r.pattern)
	}
	if slash := strings.LastIndexByte(r.pattern, '/'); r.allow && slash >= 0 && strings.HasPrefix(r.pattern[slash:], "/index.htm") {
		if dir := r.pattern[:slash+1] + "$"; fits(dir, path) {
			return len(dir)
		}
	}
	return 0
}

// fits reports whether a pattern fits the beginning of a path. * stands for
// anything, a $ at the end for the path's end. Every piece between stars is
// taken as early as possible: what is left for the later ones is then longest.
func fits(pattern, path string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	piece, rest, stars := strings.Cut(pattern, "*")
	if !strings.HasPrefix(path, piece) {
		return false
	}
	path = path[len(piece):]
	for stars {
		piece, rest, stars = strings.Cut(rest, "*")
		if anchored && !stars {
			return strings.HasSuffix(path, piece)
		}
		at := strings.Index(path, piece)
		if at < 0 {
			return false
		}
		path = path[at+len(piece):]
	}
	return !anchored || path == ""
}
