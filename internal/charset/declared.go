package charset

import (
	"mime"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

type declaration struct{ name, how string }

var (
	inXML  = regexp.MustCompile(`(?i)^\s*<\?xml[^>]{0,160}encoding\s*=\s*["']\s*([a-z0-9._:-]+)`)
	inMeta = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9._:-]+)`)
)

// declarations lists what the header and the document say, best first.
func declarations(data []byte, contentType string) []declaration {
	var out []declaration
	if _, p, err := mime.ParseMediaType(contentType); err == nil && p["charset"] != "" {
		out = append(out, declaration{canonical(p["charset"]), Header})
	}
	head := data[:min(len(data), 4096)]
	for _, form := range []*regexp.Regexp{inXML, inMeta} {
		if m := form.FindSubmatch(head); m != nil {
			out = append(out, declaration{canonical(string(m[1])), Document})
		}
	}
	return out
}

// canonical is a label's name in the Encoding Standard; the label itself when
// the standard does not know it.
func canonical(label string) string {
	_, name := lookup(label)
	return name
}

// lookup finds an encoding by label. The encoding is nil for unknown ones.
func lookup(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, label
	}
	if name, err := htmlindex.Name(e); err == nil {
		return e, name
	}
	return e, label
}
