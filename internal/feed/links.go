package feed

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Links returns the addresses of the feeds that a web page names in its head, in
// its order, absolute. It returns nil when there are none.
func Links(page []byte, pageURL string) []string {
	base, err := url.Parse(pageURL)
	if err != nil {
		return nil
	}
	var out []string
	z := html.NewTokenizer(bytes.NewReader(page[:min(len(page), 1<<20)]))
	for len(out) < 20 {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		if t.Data == "body" {
			break
		}
		if t.Data != "link" {
			continue
		}
		a := make(map[string]string)
		for _, x := range t.Attr {
			a[x.Key] = strings.TrimSpace(x.Val)
		}
		switch strings.ToLower(a["type"]) {
		case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
		default:
			continue
		}
		if u, err := base.Parse(a["href"]); err == nil && strings.Contains(strings.ToLower(a["rel"]), "alternate") && isWeb(u.String()) {
			out = append(out, u.String())
		}
	}
	return out
}
