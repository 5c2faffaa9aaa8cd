package article

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// agents are the names by which a publisher can speak to Kiku alone.
var agents = []string{"kiku", "kikubot"}

// readTerms returns what a page and its server allow: X-Robots-Tag headers, the
// meta elements robots and kiku, tdm-reservation and tdm-policy as headers or
// meta elements. What is said to Kiku by name adds to what is said to all; as
// with robots in general the stricter of two words counts.
func readTerms(doc *html.Node, told Told) Terms {
	var t Terms
	asked := told.Fetched
	for _, header := range told.Robots {
		t.header(header, asked)
	}
	t.reserve(told.TDM, told.TDMPolicy)
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "meta" {
			continue
		}
		name, content := strings.ToLower(strings.TrimSpace(attr(n, "name"))), attr(n, "content")
		switch {
		case name == "robots" || isAgent(name):
			t.rules(content, asked)
		case name == "tdm-reservation":
			t.reserve(content, "")
		case name == "tdm-policy":
			t.reserve("", content)
		case strings.EqualFold(attr(n, "http-equiv"), "x-robots-tag"):
			t.header(content, asked)
		}
	}
	if !t.Reserved {
		t.Policy = ""
	}
	return t
}

func isAgent(name string) bool {
	for _, a := range agents {
		if strings.EqualFold(name, a) {
			return true
		}
	}
	return false
}

// header reads one X-Robots-Tag header: "noindex, nosnippet", or for one agent
// "kiku: noindex". A header may change the agent on its way: "a: noindex, b: none".
func (t *Terms) header(value string, asked time.Time) {
	mine := true
	for _, rule := range splitRules(value) {
		if name, rest, ok := strings.Cut(rule, ":"); ok && !isRule(name) {
			mine = isAgent(strings.TrimSpace(name)) || strings.TrimSpace(name) == "*"
			rule = rest
		}
		if mine {
			t.rule(rule, asked)
		}
	}
}

// rules reads the content of a robots meta element.
func (t *Terms) rules(content string, asked time.Time) {
	for _, rule := range splitRules(content) {
		t.rule(rule, asked)
	}
}

// splitRules parts rules at commas and semicolons. A date behind
// unavailable_after may hold commas itself ("Saturday, 21-Jun-25 15:00 GMT").
func splitRules(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' }) {
		if n := len(out); n > 0 && strings.Contains(strings.ToLower(out[n-1]), "unavailable_after") && beginsWithDigit(part) {
			out[n-1] += "," + part
			continue
		}
		out = append(out, part)
	}
	return out
}

func beginsWithDigit(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// isRule reports whether a word before a colon is a rule with a value and no
// agent's name.
func isRule(name string) bool {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "max-snippet", "max-image-preview", "max-video-preview", "unavailable_after":
		return true
	}
	return false
}

// valueGap is white space around the colon of a rule with a value.
var valueGap = regexp.MustCompile(`\s*:\s*`)

// rule reads one rule. Unknown ones say nothing to us. Those that only white
// space parts ("noindex max-snippet: 50") are a rule each; a date holds white
// space itself.
func (t *Terms) rule(rule string, asked time.Time) {
	if words := strings.Fields(valueGap.ReplaceAllString(rule, ":")); len(words) > 1 && !strings.Contains(strings.ToLower(rule), "unavailable_after") {
		for _, w := range words {
			t.rule(w, asked)
		}
		return
	}
	name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(rule)), ":")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(name) {
	case "noindex", "none":
		// none is noindex and nofollow.
		t.NoIndex = true
	case "nosnippet":
		t.NoSnippet = true
	case "noarchive", "nocache":
		t.NoArchive = true
	case "max-snippet":
		t.limit(value)
	case "unavailable_after":
		_, original, _ := strings.Cut(rule, ":")
		if until, ok := parseUntil(strings.TrimSpace(original)); ok && !asked.IsZero() && !until.After(asked) {
			t.NoIndex = true
		}
	}
}

// limit takes the value of max-snippet: -1 for no limit, 0 for nothing, else a
// number of characters; of two the smaller one counts.
func (t *Terms) limit(value string) {
	n, err := strconv.Atoi(value)
	switch {
	case err != nil || n < 0:
	case n == 0:
		t.NoSnippet = true
	case t.MaxSnippet == 0 || n < t.MaxSnippet:
		t.MaxSnippet = n
	}
}

// parseUntil reads the date of unavailable_after: RFC 822, RFC 850, ISO 8601.
func parseUntil(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC850, "Monday, 02-Jan-06 15:04 MST", "02 Jan 2006 15:04:05 MST", "02-Jan-2006 15:04:05 MST", "2 Jan 2006 15:04:05 MST", time.RFC1123, time.RFC1123Z, time.RFC3339, "2006-01-02T15:04:05-0700", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	t, err := ParseTime(s)
	return t, err == nil
}

// reserve takes the values of tdm-reservation ("1" for reserved) and tdm-policy
// (W3C TDM Reservation Protocol, 2024).
func (t *Terms) reserve(reservation, policy string) {
	if strings.TrimSpace(reservation) == "1" {
		t.Reserved = true
	}
	if policy = strings.TrimSpace(policy); policy != "" && len(policy) <= maxURL && t.Policy == "" {
		t.Policy = policy
	}
}

// withhold takes text out that the publisher does not want quoted: elements
// with data-nosnippet. Where that is most of the page, the page is one that may
// not be quoted, and its text stays to be read.
func withhold(doc *html.Node, t *Terms) {
	var gone []*html.Node
	size := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !hasAttr(n, "data-nosnippet") || strings.EqualFold(attr(n, "data-nosnippet"), "false") {
			continue
		}
		if n.Data == "html" || n.Data == "body" || n.Data == "main" || n.Data == "article" {
			t.NoSnippet = true
			return
		}
		gone = append(gone, n)
		size += len(inner(n))
	}
	if size > 0 && size*2 > len(inner(doc)) {
		t.NoSnippet = true
		return
	}
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}
