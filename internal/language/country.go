package language

import (
	"kiku/internal/language/cldr"
	"kiku/internal/language/en"
	"kiku/internal/language/ja"
)

// Country returns the ISO 3166 code of a country by its English or Japanese
// name, short form or demonym ("US" for 米, アメリカ, U.S. and American), "" if
// it is none. The European Union is "EU".
func Country(name string) string {
	if hasJapanese(name) {
		return ja.CountryCode(name)
	}
	return en.CountryCode(name)
}

// Area returns the UN M.49 code of a continent or a part of one ("150" for
// ヨーロッパ and Europe), "" if the name is none.
func Area(name string) string { return cldr.Code(cldr.Area, name) }

// Currency returns the ISO 4217 code of a currency by its English or Japanese
// name ("USD" for 米ドル, ドル and US dollars), "" if it is none. A bare name
// that several countries share is the one that news means.
func Currency(name string) string { return cldr.Code(cldr.Currency, name) }

// LanguageCode returns the ISO 639 code of a language by its English or
// Japanese name ("uk" for ウクライナ語 and Ukrainian), "" if it is none.
func LanguageCode(name string) string { return cldr.Code(cldr.Language, name) }
