package article

import (
	"strings"
	"time"
	"unicode"
)

// homeZones are the zones of countries with one zone and no summer time, by top
// level domain and language.
var homeZones = []struct {
	domain, lang string
	zone         *time.Location
}{
	{".jp", "ja", Japan},
	{".kr", "ko", time.FixedZone("KST", 9*3600)},
	{".cn", "zh", time.FixedZone("", 8*3600)},
	{".tw", "zh", time.FixedZone("", 8*3600)},
	{".hk", "zh", time.FixedZone("", 8*3600)},
}

// pageZone is the zone of a page's times that name none: that of the country
// when the page says that it is written there, else UTC, which is what ParseTime
// takes too. Japanese and Korean are evidence enough; Chinese needs a domain.
func pageZone(m meta, ld linked, pageURL string) *time.Location {
	lang := strings.ToLower(first(m.lang, m.get("og:locale", "content-language"), ld.lang))
	host := hostOf(pageURL)
	if lang == "" {
		lang = scriptLanguage(m.title + " " + strings.Join(m.h1, " "))
	}
	for _, z := range homeZones {
		if strings.HasPrefix(lang, z.lang) && (z.lang != "zh" || strings.HasSuffix(host, z.domain)) || lang == "" && strings.HasSuffix(host, z.domain) {
			return z.zone
		}
	}
	return time.UTC
}

// scriptLanguage is the language that only one script tells: ja by kana, ko by
// hangul; "" for any other.
func scriptLanguage(title string) string {
	for _, r := range title {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Hangul, r):
			return "ko"
		}
	}
	return ""
}

// slashOrder is how a page writes 4/5/2025: month first where it says that it is
// American English, day first in any other stated language.
func slashOrder(m meta, ld linked) order {
	lang := strings.ToLower(strings.ReplaceAll(first(m.get("og:locale"), m.lang, m.get("content-language"), ld.lang), "_", "-"))
	switch {
	case lang == "" || lang == "en":
		return monthFirst
	case strings.HasPrefix(lang, "en-us"), strings.HasPrefix(lang, "en-ph"):
		return monthFirst
	}
	return dayFirst
}
