package article

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanLine puts a text on one line: NFC, every run of white space one space,
// invisible and control characters gone.
func cleanLine(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "�"))
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u200b', r == '\u2028', r == '\u2029', r == '\u0085':
			return ' '
		case unicode.IsControl(r), isInvisible(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// isInvisible reports characters that a reader cannot see and that could hide
// an instruction or break a comparison: soft hyphens, joiners outside scripts
// that need them, direction marks, tag characters, the byte order mark.
func isInvisible(r rune) bool {
	return r == '\u00ad' || r == '\ufeff' || r == '\u2060' || r >= '\u200e' && r <= '\u200f' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r >= 0xE0000 && r <= 0xE007F
}

var (
	anyTag  = regexp.MustCompile(`<[/!]?[a-zA-Z][^<>]{0,1000}>|<!--(?s:.{0,1000}?)-->`)
	aEntity = regexp.MustCompile(`&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});`)
)

// stripTags takes markup out of a text that should have none.
func stripTags(s string) string {
	if strings.ContainsRune(s, '<') {
		s = anyTag.ReplaceAllString(s, " ")
	}
	if aEntity.MatchString(s) {
		s = html.UnescapeString(s)
	}
	return s
}

// cleanTitle puts a title on one line and cuts the site's name from its end.
func cleanTitle(s, publisher string) string {
	s = cleanLine(stripTags(s))
	for _, sep := range []string{" | ", " - ", " – ", " — ", "｜", " : ", "|"} {
		i := strings.LastIndex(s, sep)
		if i <= 0 {
			continue
		}
		tail := strings.TrimSpace(s[i+len(sep):])
		if publisher != "" && sameName(tail, publisher) {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

// foldName is a name's letters and digits in one case and width.
func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

func sameName(a, b string) bool {
	fa, fb := foldName(a), foldName(b)
	return fa != "" && (fa == fb || fa == "the"+fb || fb == "the"+fa)
}

func resolve(base, ref string) (string, error) {
	b, err := url.Parse(base)
	if err != nil {
		return "", err
	}
	r, err := b.Parse(strings.TrimSpace(ref))
	if err != nil {
		return "", err
	}
	if r.Scheme != "http" && r.Scheme != "https" {
		return "", ErrNoLink
	}
	return r.String(), nil
}
