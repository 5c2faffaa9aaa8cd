package article

import (
	"strings"

	"golang.org/x/net/html"
)

// hints are words that sites build the names of their page's parts of (class,
// id, itemprop), by what they say of the part. They are the web's general
// vocabulary; no site's own names are among them.
var hints = [hintKinds][]string{
	hintRelated: {"related", "recommend", "readmore", "read-more", "read_more", "more-", "-more", "most-", "mostread", "popular", "trending", "ranking", "teaser", "promo", "outbrain", "taboola", "widget", "sidebar", "side-bar", "rail", "aside", "kanren", "see-also", "similar", "linklist", "link-list", "carousel", "slider"},
	hintSocial:  {"share", "sharing", "social", "follow", "sns", "twitter", "facebook", "bookmark"},
	hintMeta:    {"byline", "author", "credit", "meta", "date", "time", "tags", "tag-", "topics", "breadcrumb", "kicker", "category", "label", "keyword", "copyright", "source"},
	hintAsk:     {"advert", "ads-", "ad-", "-ad", "sponsor", "banner", "paywall", "subscri", "newsletter", "signup", "sign-up", "login", "regist", "cookie", "consent", "popup", "modal", "donat", "survey", "poll", "quiz"},
	hintComment: {"comment", "disqus", "discussion", "reply", "forum"},
	hintFrame:   {"nav", "menu", "footer", "toolbar", "header", "masthead"},
	hintMedia:   {"gallery", "slide", "video", "player", "image", "photo", "figure", "caption", "infobox", "factbox", "audio", "media", "chart", "embed"},
	hintText:    {"article", "body", "content", "entry", "story", "post", "text", "paragraph", "detail", "honbun", "kiji"},
	hintLead:    {"lead", "intro", "summary", "standfirst", "excerpt", "dek", "subtitle", "subhead", "description", "abstract", "deck"},
}

const (
	hintRelated = iota
	hintSocial
	hintMeta
	hintAsk
	hintComment
	hintFrame
	hintMedia
	hintText
	hintLead
	hintKinds
)

// hintsOf returns which kinds of hints an element's names give, as bits.
func hintsOf(n *html.Node) (found uint16) {
	var names strings.Builder
	for _, a := range n.Attr {
		if a.Key == "class" || a.Key == "id" || a.Key == "itemprop" || a.Key == "data-component" || a.Key == "role" {
			names.WriteString(strings.ToLower(a.Val[:min(len(a.Val), 200)]))
			names.WriteByte(' ')
		}
	}
	s := names.String()
	if s == "" {
		return 0
	}
	for kind, words := range hints {
		for _, w := range words {
			if strings.Contains(s, w) {
				found |= 1 << kind
				break
			}
		}
	}
	return found
}
