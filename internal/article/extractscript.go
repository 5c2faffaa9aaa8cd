package article

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxScripts  = 3 << 20 // bytes of a page's scripts that are looked at
	minLiteral  = 300     // bytes of a string that may be a report
	maxLiterals = 8       // the longest strings are tried
	minScripted = 60      // words that a report found in a script has at least
)

// scriptsOf returns the page's own scripts: pages that a program draws in the
// reader's browser carry their report in one of them, as data.
func scriptsOf(doc *html.Node) (out []string) {
	left := maxScripts
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" && n.FirstChild != nil && !hasAttr(n, "src") {
			s := n.FirstChild.Data
			if left -= len(s); left < 0 {
				return out
			}
			if len(s) >= minLiteral {
				out = append(out, s)
			}
		}
	}
	return out
}

// fromScripts returns the text that a page's scripts hold as a string of markup
// or prose: the one with the most sentences. It is empty when there is none of
// at least minScripted words.
func fromScripts(scripts []string) (best []string) {
	var found []string
	for _, s := range scripts {
		for _, l := range literals(s) {
			found = append(found, l)
			// Data within data: the strings of a JSON text that is a string.
			if strings.Contains(l, `":"`) || strings.Contains(l, `": "`) {
				found = append(found, literals(l)...)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return len(b) - len(a) })
	most := minScripted - 1
	for _, l := range found[:min(len(found), maxLiterals)] {
		if strings.Contains(l, `":"`) && !strings.Contains(l, "<p") {
			continue // data, not a text
		}
		var text []string
		if doc, _, err := parsePage([]byte(l)); err == nil {
			prune(doc)
			for _, b := range pageBlocks(doc) {
				if b.link < 0.5 && (b.units >= 12 || closesSentence(b.text)) {
					text = append(text, b.text)
				}
			}
		}
		if n := wordsIn(text); n > most {
			best, most = text, n
		}
	}
	return best
}

// literals returns the long strings of a script, decoded as JSON has them.
func literals(script string) (out []string) {
	for {
		start := strings.IndexByte(script, '"')
		if start < 0 {
			return out
		}
		end := start + 1
		for end < len(script) && script[end] != '"' {
			if script[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(script) {
			return out
		}
		if end-start > minLiteral {
			var s string
			if json.Unmarshal([]byte(script[start:end+1]), &s) == nil {
				out = append(out, s)
			}
		}
		script = script[end+1:]
	}
}
