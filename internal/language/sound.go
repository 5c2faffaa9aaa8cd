package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SoundKey returns a rough key of how a name sounds, the same for a katakana
// name and its Latin original in most cases: トランプ and Trump, ゼレンスキー
// and Zelenskyy.
//
// Katakana is read as Latin syllables, Latin spelling is brought to the
// sounds that katakana can tell apart (l and r, v and b, th and s are one),
// then both lose their vowels except a leading one and doubled consonants
// become one. A name with several words has its keys joined by a space. ""
// means that the name is neither in katakana nor in Latin letters.
func SoundKey(name string) string {
	name = norm.NFKC.String(name)
	parts := strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || r == '・' || r == '＝' || r == '=' || r == '-' || r == '‐'
	})
	keys := make([]string, 0, len(parts))
	for _, p := range parts {
		var sound string
		switch {
		case isKatakanaWord(p):
			sound = kanaSound(p)
		case isLatinWord(p):
			sound = latinSound(p)
		default:
			return ""
		}
		if k := skeleton(sound); k != "" {
			keys = append(keys, k)
		}
	}
	return strings.Join(keys, " ")
}

func isKatakanaWord(s string) bool {
	for _, r := range s {
		if !(r >= 'ァ' && r <= 'ヺ' || r == 'ー') {
			return false
		}
	}
	return s != ""
}

func isLatinWord(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Latin, r) {
			n++
		} else if r != '\'' && r != '’' && r != '.' {
			return false
		}
	}
	return n > 0
}

// kana is how one katakana is read; small ones change the one before.
var kana = func() map[rune]string {
	out := map[rune]string{}
	rows := strings.Fields(`ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=shi ス=su セ=se ソ=so タ=ta チ=chi ツ=tsu テ=te ト=to ナ=na ニ=ni ヌ=nu ネ=ne ノ=no
	ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma ミ=mi ム=mu メ=me モ=mo ヤ=ya ユ=yu ヨ=yo ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ヲ=o ン=n ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go
	ザ=za ジ=ji ズ=zu ゼ=ze ゾ=zo ダ=da ヂ=ji ヅ=zu デ=de ド=do バ=ba ビ=bi ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po ヴ=bu ヰ=i ヱ=e`)
	for _, r := range rows {
		k, v, _ := strings.Cut(r, "=")
		out[[]rune(k)[0]] = v
	}
	return out
}()

var smallKana = map[rune]string{'ァ': "a", 'ィ': "i", 'ゥ': "u", 'ェ': "e", 'ォ': "o", 'ャ': "ya", 'ュ': "yu", 'ョ': "yo", 'ヮ': "wa"}

func kanaSound(s string) string {
	var out []byte
	rs := []rune(s)
	for i, r := range rs {
		if r == 'ル' && i > 0 && (i+1 == len(rs) || !vowelKana(rs[i+1])) {
			continue // the r or l that ends a syllable
		}
		if v, ok := kana[r]; ok {
			out = append(out, v...)
			continue
		}
		v, ok := smallKana[r]
		if !ok {
			continue // ッ and ー carry no sound of their own
		}
		if n := len(out); n > 0 && strings.IndexByte("aiueo", out[n-1]) >= 0 {
			out = out[:n-1]
			if len(v) == 2 && n > 1 && (strings.HasSuffix(string(out), "sh") || strings.HasSuffix(string(out), "ch") || strings.HasSuffix(string(out), "j")) {
				v = v[1:]
			}
			if len(out) == 0 || strings.IndexByte("aiueo", out[len(out)-1]) >= 0 {
				v = "w" + v // ウィ, ウォ
			}
		}
		out = append(out, v...)
	}
	return string(out)
}

// vowelKana reports a kana that goes on the syllable of a ル before it.
func vowelKana(r rune) bool {
	return strings.ContainsRune("アイウエオァィゥェォャュョー", r)
}

// latinRules bring spellings to sounds, in order.
var latinRules = strings.NewReplacer(
	"sch", "sh", "tch", "ch", "tsch", "ch", "zh", "j", "kh", "h", "gh", "g", "ph", "f", "th", "s", "ck", "k", "qu", "ku", "x", "kus",
	"cz", "ch", "sz", "sh", "ce", "se", "ci", "si", "cy", "si", "ch", "ch", "sh", "sh", "tz", "ts", "ya", "ya", "c", "k", "q", "k", "v", "b", "l", "r", "w", "w",
)

func latinSound(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ł':
			b.WriteByte('w')
		case r == 'đ':
			b.WriteByte('d')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ':
			b.WriteString("e")
		}
	}
	return latinRules.Replace(endings(b.String()))
}

// endings brings the ends of Latin names to what Japanese hears: a last v is
// フ, z after a consonant ツ and after a vowel ス, a last h nothing.
func endings(s string) string {
	n := len(s)
	switch {
	case n < 3:
	case s[n-1] == 'v':
		return s[:n-1] + "f"
	case s[n-1] == 'z' && strings.IndexByte("aiueo", s[n-2]) < 0:
		return s[:n-1] + "ts"
	case s[n-1] == 'z':
		return s[:n-1] + "s"
	case s[n-1] == 'h' && strings.IndexByte("aiueo", s[n-2]) >= 0:
		return s[:n-1]
	}
	return s
}

// alike makes one of the consonants that the two scripts do not tell apart.
var alike = strings.NewReplacer(
	"chi", "ti", "ch", "t", "tsu", "tu", "ts", "t", "shi", "si", "sh", "s", "ji", "zi", "j", "z",
	"f", "h", "l", "r", "v", "b", "m", "n",
)

// single makes doubled letters one.
func single(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if i == 0 || s[i] != s[i-1] {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// closed reports an r (or l) that ends a syllable: both scripts lose it.
func closed(s string, i int) bool {
	if i+1 == len(s) {
		return true
	}
	vowel := func(k int) bool { return k < len(s) && strings.IndexByte("aiueoyw", s[k]) >= 0 }
	return !vowel(i + 1)
}

// skeleton leaves the consonants that both readings keep.
func skeleton(s string) string {
	s = alike.Replace(s)
	s = single(s)
	var out []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		vowel := strings.IndexByte("aiueoyw", c) >= 0
		if c == 'r' && i > 0 && closed(s, i) {
			continue // Starmer and スターマー, Merkel and メルケル
		}
		if vowel {
			if i == 0 {
				out = append(out, 'a')
			}
			continue
		}
		if len(out) > 0 && out[len(out)-1] == c {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}
