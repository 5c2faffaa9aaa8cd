// Package cldr knows what English and Japanese call countries, areas of the
// world, languages and currencies, by the names of Unicode's Common Locale
// Data Repository. Names go in, ISO codes come out, so that two languages
// meet without a translator. It does not know how news calls a country
// besides; packages ja and en add that.
//
// The table is generated (gen.go): golang.org/x/text has no currencies, and its
// names of all languages would make the program larger.
package cldr

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:generate go run gen.go -cldr cldr

//go:embed names.gen.txt
var table string

// Kind is what a code stands for.
type Kind uint8

// The kinds of codes.
const (
	Country  Kind = iota // ISO 3166-1, two letters
	Area                 // UN M.49, three digits: continents and their parts
	Language             // ISO 639, two or three letters
	Currency             // ISO 4217, three letters
	kinds
)

var kindNames = map[string]Kind{"country": Country, "area": Area, "language": Language, "currency": Currency}

// Name is one code with what it is called.
type Name struct {
	Kind    Kind
	Code    string
	English []string // the plain name first
	Japan   []string
}

// Names returns the whole table in the order of kinds and codes. It is shared:
// do not change it.
var Names = sync.OnceValue(func() []Name {
	var out []Name
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			continue // the heading
		}
		out = append(out, Name{Kind: kindNames[f[0]], Code: f[1], English: list(f[2]), Japan: list(f[3])})
	}
	return out
})

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// Code returns the code of a name in English or Japanese, "" when no name of
// that kind is written so. Case, accents, width, middle dots and "the" do not
// count.
func Code(kind Kind, name string) string {
	if len(name) > longestName {
		return ""
	}
	return index()[kind][fold(name)]
}

// longestName is over the longest name in bytes.
const longestName = 120

var index = sync.OnceValue(func() [kinds]map[string]string {
	var out [kinds]map[string]string
	for k := range out {
		out[k] = map[string]string{}
	}
	for _, n := range Names() {
		for _, name := range append(n.English[:len(n.English):len(n.English)], n.Japan...) {
			if key := fold(name); out[n.Kind][key] == "" {
				out[n.Kind][key] = n.Code
			}
		}
	}
	for line := range strings.Lines(shortCurrencies) {
		code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
		for name := range strings.SplitSeq(names, ",") {
			out[Currency][fold(name)] = code
		}
	}
	return out
})

// shortCurrencies are currencies without their country, where news means one
// by them, and what is printed for them besides.
const shortCurrencies = `USD dollar,dollars,ドル,US$
EUR ユーロ
JPY yen
GBP pound,pounds,sterling,pound sterling,ポンド,英ポンド
CNY yuan,renminbi,rmb,元,人民元
KRW won,ウォン
RUB ruble,rubles,rouble,roubles,ルーブル
UAH hryvnia,hryvnias,フリブナ,グリブナ
INR rupee,rupees,ルピー
CHF franc,francs,フラン,スイスフラン
TRY lira,リラ
BRL real,reais,レアル
ZAR rand,ランド
THB baht,バーツ
VND dong,ドン
IDR rupiah,ルピア
PHP フィリピンペソ
ILS shekel,shekels,シェケル
SAR riyal,riyals,サウジリヤル
IRR rial,rials,リアル
PLN zloty,ズロチ
AUD aussie dollar,豪ドル
CAD 加ドル
HKD 香港ドル
TWD 台湾ドル
NZD NZドル`

// fold leaves of a name what is compared.
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ReplaceAll(name, "&", "and")) {
		switch {
		case r == '・' || r == '･' || r == '\'' || r == '’' || r == '.':
		case unicode.Is(unicode.Mn, r) && r != '\u3099' && r != '\u309A':
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s := norm.NFC.String(b.String())
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x3040 }) >= 0 {
		return strings.Join(strings.Fields(s), "")
	}
	return strings.TrimPrefix(strings.Join(strings.Fields(s), " "), "the ")
}
