package article

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

var (
	creditClass = regexp.MustCompile(`(?i)credit|copyright|photographer|(^|[-_ ])(source|rights|agency)([-_ ]|$)|mediarights|quelle`)
	// creditWords find a credit inside a caption: what stands behind the word or
	// the sign, up to the end.
	creditWords = regexp.MustCompile(`(?i)(?:photo(?:graph)?s?(?: credit)?|foto|image|picture|bild(?:rechte|quelle)?|credit|copyright|quelle|写真|撮影|画像|提供|사진)\s*[:：=＝／/|]\s*(?:by\s+)?([^:：]{2,80})$|(?:photo(?:graph)?|image|picture) by\s+([^:：]{2,80})$|(?:©|\(c\)|\(C\))\s*([^©]{2,80})$|[(（]([^()（）]{2,60}(?:Getty Images|Reuters|AFP|AP|dpa|EPA|時事|共同|撮影|提供|写真))[)）]$`)
	creditLead  = regexp.MustCompile(`(?i)^(photo(graph)?s?(?: credit)?|foto|image|picture|bild(rechte|quelle)?|credit|copyright|quelle|写真|撮影|画像|提供)\s*(by\b|[:：=＝／/|])\s*|^(©|\(c\))\s*`)
)

// creditOf reads whose picture it is from the words that stand with it.
func creditOf(img, figure *html.Node) string {
	if c := first(attr(img, "data-credit"), attr(img, "data-copyright")); c != "" {
		return trimCredit(c)
	}
	if figure == nil {
		return ""
	}
	caption := ""
	for d := range figure.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		if creditClass.MatchString(attr(d, "class")+" "+attr(d, "itemprop")) && d.Data != "img" && d.Data != "source" {
			if c := trimCredit(inner(d)); c != "" {
				return c
			}
		}
		if d.Data == "figcaption" && caption == "" {
			caption = inner(d)
		}
	}
	if caption = first(caption, attr(img, "title")); caption == "" {
		return ""
	}
	if m := creditWords.FindStringSubmatch(strings.TrimRight(caption, " .")); m != nil {
		return trimCredit(first(m[1:]...))
	}
	return ""
}

func trimCredit(s string) string {
	s = cleanLine(s)
	for range 2 {
		s = creditLead.ReplaceAllString(s, "")
	}
	s = strings.TrimSpace(strings.Trim(s, " .|:：)（）("))
	if n := utf8.RuneCountInString(s); n < 2 || n > 100 {
		return ""
	}
	return s
}
