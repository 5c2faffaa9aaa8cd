package article

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Why a page gives no article although it was read.
var (
	// ErrPaywall says that the text is for subscribers and too little of it is shown.
	ErrPaywall = errors.New("the text is for subscribers only")
	// ErrVideo says that the page holds a film or a recording and no text.
	ErrVideo = errors.New("the page holds a video and no text")
	// ErrGallery says that the page holds pictures and no text.
	ErrGallery = errors.New("the page holds pictures and no text")
	// ErrLogin says that the site asks its readers to log in.
	ErrLogin = errors.New("the page asks to log in")
	// ErrConsent says that the site asks for consent before it shows the page.
	ErrConsent = errors.New("the page asks for consent before it shows its text")
	// ErrMissing says that the page is an error page although it was served as a good one.
	ErrMissing = errors.New("the page says that there is nothing here")
	// ErrNoIndex says that the publisher does not want the page to be found elsewhere.
	ErrNoIndex = errors.New("its publisher asks that the page be found nowhere else (noindex)")
)

// The reasons for which an article's text is not the whole report.
const (
	PartialPaywall = "paywall" // the rest is for subscribers
	PartialMore    = "more"    // the rest is behind a link or a button, or is not in the page
	PartialLive    = "live"    // a running report: it goes on while it is read
)

// Bounds in words; a Japanese or Chinese character counts as half a word. They
// were set on the pages of fundus-news, trafilatura-eval and htmldate-eval, so
// that free reports are not taken for others (see eval/README.md).
const (
	fewWords   = 60  // fewer are no report where a sign says that it is none
	filmWords  = 40  // so many beside a film are a short report
	openWords  = 350 // so many are a whole report although the page says that it is locked
	stubWords  = 25  // fewer behind a wall are no beginning either
	errorWords = 120 // an error page has no more
)

// signs are what a page shows beside its text that bears on whether the text is
// there to be read. They are read before the page is pruned: walls and forms are
// among the first things that go.
type signs struct {
	wall     bool // somebody is asked to subscribe to go on
	more     bool // the text is said to go on elsewhere
	password bool
	player   bool
	consent  bool
	pictures int
	words    int // of the whole page
}

func readSigns(doc *html.Node) signs {
	var s signs
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent != nil && !silent[n.Parent.Data]:
			s.words += countWords(n.Data)
		case n.Type != html.ElementNode:
		case n.Data == "input" && strings.EqualFold(attr(n, "type"), "password"):
			s.password = true
		case n.Data == "video" || n.Data == "audio" || n.Data == "iframe" && playerAddress.MatchString(attr(n, "src")):
			s.player = true
		case n.Data == "figure":
			s.pictures++
		case wallElement[n.Data]:
			s.element(n)
		}
	}
	return s
}

var (
	silent        = map[string]bool{"script": true, "style": true, "noscript": true, "template": true}
	wallElement   = map[string]bool{"div": true, "p": true, "section": true, "h1": true, "h2": true, "h3": true, "h4": true, "span": true, "strong": true, "aside": true, "a": true, "button": true, "dialog": true, "label": true, "li": true, "form": true}
	playerAddress = regexp.MustCompile(`(?i)youtube(-nocookie)?\.com/embed|player\.vimeo|dailymotion\.com/embed|brightcove|jwplayer|/player[/.?]|soundcloud`)
)

// element looks at one short element for the words of a wall.
func (s *signs) element(n *html.Node) {
	if s.wall && s.consent || !hasWords(n) {
		return
	}
	t := strings.ToLower(shortText(n, 240))
	if len(t) < 8 {
		return
	}
	switch {
	case !s.wall && holdsAny(t, wallHints) && wallWords.MatchString(t) && !(wallLabel.MatchString(t) && listed(n)):
		s.wall = true
	case !s.more && len(t) < 100 && holdsAny(t, restHints) && restWords.MatchString(t):
		s.more = true
	case !s.consent && holdsAny(t, consentHints) && consentWords.MatchString(t):
		s.consent = true
	}
}

// listed reports whether an element stands in a list, a link, beside the report or
// in the site's own header, so that what it says is said of another one or of all.
func listed(n *html.Node) bool {
	header := false
	for up, steps := n, 0; up != nil && steps < 40; up, steps = up.Parent, steps+1 {
		switch up.Data {
		case "a", "li", "nav", "aside", "footer":
			return true
		case "header":
			header = true
		case "article", "main":
			header = false // the report's
		}
		if besideClass.MatchString(attr(up, "class") + " " + attr(up, "id")) {
			return true
		}
	}
	return header
}

// hasWords reports whether an element has text of its own, beside that of the
// elements in it.
func hasWords(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

func holdsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// maxShort is how many nodes a short element may hold.
const maxShort = 200

// shortText is an element's text when it is short; "" else. It stops reading at
// the limit, so that looking at every element of a page stays cheap.
func shortText(n *html.Node, limit int) string {
	var b strings.Builder
	steps := 0
	for d := range n.Descendants() {
		if steps++; steps > maxShort {
			return ""
		}
		if d.Type == html.TextNode && d.Parent != nil && !silent[d.Parent.Data] {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
		if b.Len() > limit*4 {
			return ""
		}
	}
	t := strings.Join(strings.Fields(b.String()), " ")
	if len(t) > limit*3 || len(t) > limit && !startsWide(t) {
		return ""
	}
	return t
}

// countWords counts words; a character of a script without spaces is half one.
func countWords(s string) int {
	words, wide, in := 0, 0, false
	for _, r := range s {
		switch {
		case isWide(r):
			wide++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !in {
				words++
			}
			in = true
		case unicode.IsSpace(r):
			in = false
		}
	}
	return words + wide/2
}

// judge says what a text is, given what the page shows beside it: "" for the
// whole report, a Partial constant, or the error that says why it is no report.
func (s signs) judge(h head, paragraphs []string) (partial string, err error) {
	words := 0
	for _, p := range paragraphs {
		words += countWords(p)
	}
	report := reportType.MatchString(h.linked.kind) && h.linked.title != ""
	switch {
	case words < errorWords && !report && missingTitle(h):
		return "", ErrMissing
	case words < fewWords && !report && (consentTitle.MatchString(h.title) || s.consent && s.words < 2*errorWords):
		return "", ErrConsent
	case words < fewWords && !report && (loginTitle.MatchString(h.title) || s.password && s.words < 2*errorWords):
		return "", ErrLogin
	}
	locked := h.linked.locked || metaLocked(h.meta)
	switch short := tooShort(h, words, len(paragraphs) > 0 && startsWide(paragraphs[0])); {
	case short && s.wall, short && locked && (breaksOff(paragraphs) || words < 2*fewWords):
		// Many sites say that a report is locked and serve all of it, to count
		// their readers' visits.
		if words < stubWords {
			return "", ErrPaywall
		}
		return PartialPaywall, nil
	case words < filmWords && s.isVideo(h):
		return "", ErrVideo
	case words < fewWords && s.isGallery(h):
		return "", ErrGallery
	case strings.Contains(strings.ToLower(h.linked.kind), "liveblog"):
		return PartialLive, nil
	case short && s.more && breaksOff(paragraphs), h.linked.words > 4*words && words < openWords:
		return PartialMore, nil
	}
	return "", nil
}

// tooShort reports whether a text is shorter than the page says its report is;
// where it says nothing, whether it is short for a report. Pages in Japanese and
// Chinese (wide) state characters as words, each of which is half a word here.
func tooShort(h head, words int, wide bool) bool {
	said := h.linked.words
	if wide {
		said /= 2
	}
	said = max(said, countWords(h.linked.body))
	if said > 0 {
		return words*10 < said*8
	}
	return words < openWords
}

// breaksOff reports whether a text ends in the middle, with dots: in its last
// paragraph, or the one before where something of the page got behind it.
func breaksOff(paragraphs []string) bool {
	for _, p := range paragraphs[max(0, len(paragraphs)-2):] {
		for _, dots := range []string{"…", "..."} {
			// What may stand behind them is a bracket or the words of the link.
			if i := strings.LastIndex(p, dots); i >= 0 && utf8.RuneCountInString(p[i:]) <= 16 {
				return true
			}
		}
	}
	return len(paragraphs) == 0
}

func (s signs) isVideo(h head) bool {
	kind := strings.ToLower(h.meta.get("og:type"))
	return strings.Contains(h.linked.kind, "VideoObject") || strings.HasPrefix(kind, "video") ||
		(s.player || h.linked.video) && videoTitle.MatchString(first(h.meta.title, h.title)) ||
		s.player && h.linked.video && !reportType.MatchString(h.linked.kind)
}

func (s signs) isGallery(h head) bool {
	kind := strings.ToLower(h.linked.kind + " " + h.meta.get("og:type"))
	return strings.Contains(kind, "gallery") || strings.Contains(kind, "imageobject") ||
		s.pictures >= 6 && galleryTitle.MatchString(first(h.meta.title, h.title))
}

// metaLocked reports meta elements that say that a report is for subscribers.
func metaLocked(m meta) bool {
	switch strings.ToLower(m.get("article:content_tier", "og:article:content_tier", "content_tier")) {
	case "locked", "paid", "premium":
		return true
	}
	return false
}

func missingTitle(h head) bool {
	for _, t := range append([]string{h.title, h.meta.title}, h.meta.h1...) {
		if missingWords.MatchString(strings.TrimSpace(t)) {
			return true
		}
	}
	return false
}
