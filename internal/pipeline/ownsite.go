package pipeline

import (
	"kiku/internal/article"
	"kiku/internal/feed"
)

// sameSite reports whether two addresses belong to one site.
func sameSite(a, b string) bool {
	s := article.SiteOf(a)
	return s != "" && s == article.SiteOf(b)
}

// ownSite reports whether a page is on the site of the feed that announced it or
// of the source that the feed belongs to. Only there does a feed know better
// than anybody: what it says of other sites' pages is hearsay.
func ownSite(page, feedURL string, src feed.Source) bool {
	return sameSite(page, feedURL) || src.Home != "" && sameSite(page, src.Home)
}
