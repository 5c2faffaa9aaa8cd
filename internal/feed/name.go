package feed

import (
	"bytes"
	"strings"
)

// What the names in feeds are for.
type role uint8

const (
	unknown role = iota
	leaf         // holds text only: a title, a date, an address
	rich         // holds text that may be markup: a summary, a report
	box          // holds other elements
)

// roles are the elements that feeds are made of, by canonical name: lower case,
// the prefix by which the world knows the namespace, none for the feed's own.
var roles = makeRoles(map[role]string{
	box: "rss rdf:rdf feed channel item entry author contributor image source textinput cloud media:group media:content urlset url sitemapindex sitemap news:news news:publication image:image " +
		"video:video skiphours skipdays items rdf:seq rdf:bag itunes:owner atom:author atom:contributor atom:source dc:source managingeditor_ schedule psc:chapters media:credits_ itunes:category",
	rich: "description summary content content:encoded body xhtml:body fullitem subtitle tagline info abstract media:text media:description dc:description itunes:summary atom:summary atom:content " +
		"atom:subtitle content:items copyright rights",
	leaf: "title link guid id pubdate published issued updated modified created expirationdate comments category enclosure name email uri url ttl language lastbuilddate generator docs managingeditor webmaster rating hour day " +
		"icon logo width height loc lastmod changefreq priority lastmoddate keywords homepage " +
		"dc:title dc:creator dc:author dc:date dc:subject dc:language dc:publisher dc:rights dc:identifier dc:type dc:format dc:contributor dcterms:issued dcterms:created dcterms:modified dcterms:valid " +
		"media:title media:thumbnail media:credit media:keywords media:category media:copyright media:rating media:player media:restriction media:hash " +
		"itunes:author itunes:subtitle itunes:image itunes:keywords itunes:duration itunes:explicit itunes:name itunes:email itunes:block " +
		"atom:link atom:title atom:id atom:updated atom:published atom:category atom:name atom:uri atom:email atom:rights " +
		"sy:updateperiod sy:updatefrequency sy:updatebase slash:comments slash:section wfw:commentrss wfw:comment thr:total feedburner:origlink feedburner:info pheedo:origlink " +
		"fh:complete fh:archive creativecommons:license cc:license trackback:ping rdf:li a10:updated post-id " +
		"news:name news:language news:title news:publication_date news:keywords news:genres news:stock_tickers news:access image:loc image:caption image:title image:geo_location image:license " +
		"video:thumbnail_loc video:title video:description video:content_loc video:player_loc video:publication_date",
})

func makeRoles(lists map[role]string) map[string]role {
	out := make(map[string]role, 200)
	for r, names := range lists {
		for n := range strings.FieldsSeq(names) {
			out[n] = r
		}
	}
	return out
}

// spaces are the namespaces of feeds by address, in lower case and without a
// trailing slash or "#", with their usual prefixes. An address that ends in "="
// or the like is matched whole.
var spaces = map[string]string{
	"http://www.w3.org/2005/atom":                                    "atom",
	"https://www.w3.org/2005/atom":                                   "atom",
	"http://purl.org/atom/ns":                                        "atom",
	"http://purl.org/atom/app":                                       "app",
	"http://my.netscape.com/rdf/simple/0.9":                          "rss",
	"http://channel.netscape.com/rdf/simple/0.9":                     "rss",
	"http://purl.org/rss/1.0":                                        "rss",
	"http://purl.org/net/rss1.1":                                     "rss",
	"http://my.netscape.com/publish/formats/rss-0.91.dtd":            "rss",
	"http://example.com/newformat":                                   "rss",
	"http://example.com/necho":                                       "rss",
	"http://purl.org/echo":                                           "rss",
	"uri/of/echo/namespace":                                          "rss",
	"http://purl.org/pie":                                            "rss",
	"http://hacks.benhammersley.com/rss/streaming":                   "str",
	"http://blogs.law.harvard.edu/tech/rss":                          "rss",
	"http://backend.userland.com/rss":                                "rss",
	"http://backend.userland.com/rss2":                               "rss",
	"http://backend.userland.com/rss091":                             "rss",
	"http://backend.userland.com/rss092":                             "rss",
	"http://cyber.law.harvard.edu/rss/rss.html":                      "rss",
	"http://www.rssboard.org/rss-specification":                      "rss",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns":                     "rdf",
	"http://www.w3.org/1999/xhtml":                                   "xhtml",
	"http://www.w3.org/2000/svg":                                     "svg",
	"http://www.w3.org/1998/math/mathml":                             "mathml",
	"http://www.w3.org/1999/xlink":                                   "xlink",
	"http://purl.org/dc/elements/1.1":                                "dc",
	"http://purl.org/dc/elements/1.0":                                "dc",
	"http://purl.org/dc/terms":                                       "dcterms",
	"http://purl.org/rss/1.0/modules/content":                        "content",
	"http://purl.org/rss/1.0/modules/syndication":                    "sy",
	"http://purl.org/rss/1.0/modules/slash":                          "slash",
	"http://search.yahoo.com/mrss":                                   "media",
	"http://search.yahoo.com/mrss/":                                  "media",
	"http://www.rssboard.org/media-rss":                              "media",
	"http://tools.search.yahoo.com/mrss":                             "media",
	"http://video.search.yahoo.com/mrss":                             "media",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":                     "itunes",
	"http://example.com/dtds/podcast-1.0.dtd":                        "itunes",
	"http://rssnamespace.org/feedburner/ext/1.0":                     "feedburner",
	"http://www.pheedo.com/namespace/pheedo":                         "pheedo",
	"http://purl.org/syndication/history/1.0":                        "fh",
	"http://purl.org/syndication/thread/1.0":                         "thr",
	"http://wellformedweb.org/commentapi":                            "wfw",
	"http://www.sitemaps.org/schemas/sitemap/0.9":                    "sitemap",
	"https://www.sitemaps.org/schemas/sitemap/0.9":                   "sitemap",
	"http://www.google.com/schemas/sitemap/0.9":                      "sitemap",
	"http://www.google.com/schemas/sitemap/0.84":                     "sitemap",
	"http://www.google.com/schemas/sitemap-news/0.9":                 "news",
	"https://www.google.com/schemas/sitemap-news/0.9":                "news",
	"http://www.google.com/schemas/sitemap-image/1.1":                "image",
	"http://www.google.com/schemas/sitemap-video/1.1":                "video",
	"http://schemas.microsoft.com/search/local/ws/rest/v1":           "",
	"http://www.georss.org/georss":                                   "georss",
	"http://www.w3.org/2003/01/geo/wgs84_pos":                        "geo",
	"http://www.opengis.net/gml":                                     "gml",
	"http://backend.userland.com/creativecommonsrssmodule":           "creativecommons",
	"http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
	"http://web.resource.org/cc":                                     "cc",
	"http://madskills.com/public/xml/rss/module/trackback":           "trackback",
	"http://a9.com/-/spec/opensearch/1.1":                            "opensearch",
	"http://www.opml.org/spec2":                                      "opml",
}

// names turns names as written into canonical ones. Prefixes that nothing
// declares keep their spelling, which is what the feed means by them.
type names struct {
	prefix map[string]string // as written, to canonical
	main   string            // the canonical prefix that is the feed's own
	memo   map[string]string
}

func newNames() *names {
	return &names{prefix: make(map[string]string), memo: make(map[string]string)}
}

// declare takes in the namespaces that a tag declares.
func (n *names) declare(attrs []byte) { n.take(attrs, true) }

// declareInner takes in the prefixes that an inner element declares. A default
// namespace holds inside that element only and is left alone.
func (n *names) declareInner(attrs []byte) { n.take(attrs, false) }

func (n *names) take(attrs []byte, own bool) {
	if !bytes.Contains(attrs, []byte("xmlns")) {
		return
	}
	eachAttribute(attrs, func(key, value []byte) bool {
		as, ok := strings.CutPrefix(string(key), "xmlns")
		if !ok || as == "" && !own || as != "" && as[0] != ':' {
			return true
		}
		as = strings.TrimPrefix(as, ":")
		canonical, known := spaces[strings.TrimRight(strings.ToLower(strings.TrimSpace(string(value))), "/#")]
		if known && !(as == "" && canonical == "xhtml") && n.prefix[as] != canonical {
			n.prefix[as] = canonical
			clear(n.memo)
		}
		return len(n.prefix) < maxPrefixes
	})
}

// maxPrefixes is how many namespaces of one document are kept apart.
const maxPrefixes = 200

// of returns the canonical name of a name as written.
func (n *names) of(written []byte) string {
	if c, ok := n.memo[string(written)]; ok {
		return c
	}
	if len(written) > 200 {
		return "?"
	}
	as, local, found := strings.Cut(string(written), ":")
	if !found {
		as, local = "", as
	}
	prefix, declared := n.prefix[as]
	if !declared {
		prefix = strings.ToLower(as)
	}
	switch prefix {
	case n.main, "rss", "sitemap":
		prefix = ""
	}
	c := strings.ToLower(local)
	if prefix != "" {
		c = prefix + ":" + c
	}
	if len(n.memo) < 5000 {
		n.memo[string(written)] = c
	}
	return c
}

// vocabulary reports whether feeds know a name, by its spelling alone.
func vocabulary(written []byte) bool {
	return len(written) < 64 && roles[strings.ToLower(string(written))] != unknown
}
