package eval

import (
	"strings"
	"unicode"

	"kiku/internal/language"
)

// samePair is the sureness from which two names count as one.
const samePair = 0.5

// namePair is a name in Japanese with the Latin one of its label.
type namePair struct{ ja, latin string }

// namePairs measures how the katakana names of the labels find their Latin
// originals among those of all labels of the set. "pair_first" is the share of
// names whose own original is the surest of all; "pair_p", "pair_r" and
// "pair_f1" are of all pairs that are surer than one half. Countries and known
// bodies meet by their code, all else by sound. "pair_sound" are the same for
// sound alone, without names that share a country's code. The baseline is
// equality of the key of consonants (language.SoundKey). Two spellings of one
// full name, and a last name beside the full one, are the same name.
func namePairs(set string, rows []map[string]string) []Figure {
	var all, plain []namePair
	seen := map[namePair]bool{}
	for _, row := range rows {
		p := namePair{row["canonical"], row["latin"]}
		if p.ja == "" || p.latin == "" || !katakanaOnly(p.ja) || seen[p] {
			continue
		}
		seen[p] = true
		all = append(all, p)
		if language.Country(p.ja) == "" {
			plain = append(plain, p)
		}
	}
	if len(all) == 0 {
		return nil
	}
	out := pairFigures(set+".pair_", all, meets)
	out = append(out, pairFigures(set+".pair_sound_", plain, language.SoundsLike)...)
	return append(out, pairFigures(set+".baseline_pair_", all, equalKeys)...)
}

// meets is how sure it is that two names are one: by code, else by sound.
func meets(ja, latin string) float64 {
	if a, b := language.Normal(ja), language.Normal(latin); a == b && a != "" {
		return 1
	}
	if language.Country(ja) != "" && language.Country(latin) != "" {
		return 0
	}
	return language.SoundsLike(ja, latin)
}

func equalKeys(ja, latin string) float64 {
	if a, b := lastOf(language.SoundKey(ja)), lastOf(language.SoundKey(latin)); a == b && a != "" {
		return 1
	}
	return 0
}

func lastOf(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func pairFigures(prefix string, pairs []namePair, sure func(ja, latin string) float64) []Figure {
	first, hit, got, want := 0, 0, 0, 0
	for _, p := range pairs {
		best, own := 0.0, 0.0
		for _, q := range pairs {
			same := q.latin == p.latin || q.ja == p.ja || partOf(q.ja, p.ja) || partOf(p.ja, q.ja)
			s := sure(p.ja, q.latin)
			switch {
			case same && q.latin == p.latin:
				own = s
			case !same:
				best = max(best, s)
			}
			if same && q.latin != p.latin {
				continue // another spelling of the same name says nothing
			}
			if s > samePair {
				got++
			}
			if same {
				want++
				if s > samePair {
					hit++
				}
			}
		}
		if own > best {
			first++
		}
	}
	n := len(pairs)
	return []Figure{
		{prefix + "first", share(first, n), n},
		{prefix + "p", share(hit, got), got},
		{prefix + "r", share(hit, want), want},
		{prefix + "f1", share(2*hit, got+want), want},
	}
}

// partOf reports that a is one of the words of the katakana name b.
func partOf(a, b string) bool {
	for w := range strings.SplitSeq(b, "・") {
		if w == a {
			return true
		}
	}
	return false
}

func katakanaOnly(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Katakana, r) && r != 'ー' && r != '・' && r != '＝' && r != '=' {
			return false
		}
	}
	return s != ""
}
