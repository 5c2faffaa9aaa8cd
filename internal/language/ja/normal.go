package ja

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/language/text"
)

// Normal returns the form by which a Japanese name is compared: countries as
// ISO codes, known bodies by their code, people without title or honorific and
// by their last katakana name, everything else in NFKC and lower case without
// middle dots.
func Normal(name string) string {
	s := strings.TrimSpace(norm.NFKC.String(name))
	if c := CountryCode(s); c != "" {
		return c
	}
	if c := organisationCode(s); c != "" {
		return c
	}
	if bare := withoutTitle(s); bare != s {
		return normalOf(bare, text.Person)
	}
	if strings.Contains(s, "・") && isKatakana(s) && bodySuffix(s) == "" {
		return normalOf(s, text.Person)
	}
	return normalOf(s, text.UnknownName)
}

// withoutTitle takes the title or honorific off the end of a name.
func withoutTitle(s string) string {
	l := lay(s)
	if len(l.r) > 60 {
		return s
	}
	r := &reader{l: l, toks: tokenize(l)}
	if len(r.toks) == 0 {
		return s
	}
	if n := r.person(0); n == len(r.toks) && r.out[0].Title != "" {
		return r.out[0].Surface
	}
	for i := len(r.toks) - 1; i > 0; i-- {
		if end, title := r.title(i); title != "" && end == len(r.toks) {
			return r.str(0, i)
		}
	}
	return s
}

// normalOf is the normal form of a name without title whose type is known.
func normalOf(s string, t text.NameType) string {
	s = norm.NFKC.String(s)
	if t != text.Person {
		if c := CountryCode(s); c != "" {
			return c
		}
		if c := organisationCode(s); c != "" {
			return c
		}
		if suffix := strings.TrimSuffix(s, "社"); suffix != s && isKatakana(suffix) {
			s = suffix
		}
		return strings.ToLower(strings.ReplaceAll(s, "・", ""))
	}
	if parts := strings.FieldsFunc(s, func(c rune) bool { return c == '・' || c == '＝' || c == '=' || c == ' ' }); len(parts) > 1 && isKatakana(parts[len(parts)-1]) {
		return parts[len(parts)-1]
	}
	return strings.ToLower(s)
}
