package feed

import (
	"bytes"
	"compress/gzip"
	"io"

	"kiku/internal/charset"
)

// mend turns what a server sent into UTF-8 that begins with the feed: in the
// encoding that the bytes are really in, without marks or junk in front, without
// zero bytes. It says what it did.
func mend(data []byte, contentType string) (clean []byte, did []string) {
	if bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		data = unpack(data)
	}
	r := charset.Decode(data, contentType)
	clean = r.Text
	switch r.How {
	case charset.Japanese, charset.Guess, charset.None:
		did = append(did, "wrong or missing encoding: read as "+r.Name)
	}
	if r.Lost > 0 {
		did = append(did, "bytes that are no "+r.Name)
	}
	if i := start(clean); i > 0 {
		if len(bytes.TrimSpace(bytes.TrimPrefix(clean[:i], []byte("\ufeff")))) > 0 {
			did = append(did, "junk in front of the feed")
		}
		clean = clean[i:]
	}
	if forbidden(clean) {
		clean, did = legal(clean), append(did, "characters that XML forbids")
	}
	return clean, did
}

// unpack undoes gzip that a server did not declare, as sitemaps are stored. What
// is over MaxBytes or broken is cut there.
func unpack(data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return data
	}
	// An error means a file that was cut off: what was read is still of use.
	out, _ := io.ReadAll(io.LimitReader(z, MaxBytes))
	return out
}

// roots are the beginnings of feeds, as they stand behind what a server printed
// first.
var roots = [][]byte{[]byte("<rss"), []byte("<feed"), []byte("<rdf:rdf"), []byte("<urlset"), []byte("<sitemapindex"), []byte("<channel"), []byte("<atom:feed"), []byte("<?xml")}

// start finds where the feed begins: at its declaration, its root element or its
// brace, behind whatever a server printed first. A web page begins where it is.
func start(data []byte) int {
	head := data[:min(len(data), 64<<10)]
	i := len(head) - len(bytes.TrimLeft(head, " \t\r\n\ufeff\u00a0\u200b\x00"))
	if i < len(head) && (head[i] == '{' || head[i] == '<' && !bytes.HasPrefix(head[i:], []byte("<br")) && !bytes.HasPrefix(head[i:], []byte("<b>"))) {
		return i
	}
	lower := bytes.ToLower(head)
	at := -1
	for _, mark := range roots {
		if j := bytes.Index(lower, mark); j >= 0 && (at < 0 || j < at) {
			at = j
		}
	}
	if at >= 0 {
		return at
	}
	// JSON behind junk, or behind the opening of a callback.
	if j := bytes.IndexByte(head, '{'); j >= 0 && isJSON(data[j:]) {
		return j
	}
	return i
}

func forbidden(data []byte) bool {
	for _, c := range data {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			return true
		}
	}
	return false
}

// legal drops the control characters that XML 1.0 forbids.
func legal(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for _, c := range data {
		if c >= 0x20 || c == '\t' || c == '\n' || c == '\r' {
			out = append(out, c)
		}
	}
	return out
}
