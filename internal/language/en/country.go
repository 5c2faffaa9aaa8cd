package en

import (
	"strings"
	"sync"

	"kiku/internal/language/cldr"
)

// countries maps folded names of countries to ISO 3166 codes. The names come
// from CLDR; what news calls them besides is added by hand.
var countries = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, n := range cldr.Names() {
		if n.Kind == cldr.Country {
			for _, name := range n.English {
				out[fold(strings.ReplaceAll(name, "&", "and"))] = n.Code
			}
		}
	}
	for line := range strings.SplitSeq(countryAliases, "\n") {
		code, names, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		for n := range strings.SplitSeq(names, ",") {
			out[fold(strings.TrimSpace(n))] = code
		}
	}
	return out
})

// CountryCode returns the ISO 3166 code for the English name, short form,
// demonym or capital's government of a country, "" if it is none. The EU is
// "EU". Case does not count except that "us" is left to the caller.
func CountryCode(name string) string {
	if len(name) > 60 {
		return ""
	}
	n := fold(strings.TrimSpace(name))
	n = strings.TrimPrefix(n, "the ")
	if c, ok := countries()[n]; ok {
		return c
	}
	return ""
}

// countryStarts are the first words of the names of countries: most words of a
// text begin none, and need not be joined with those that follow.
var countryStarts = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{"the": true}
	for name := range countries() {
		first, _, _ := strings.Cut(name, " ")
		out[first] = true
	}
	return out
})

// countryAliases are short forms, older names and demonyms by code.
const countryAliases = `
US United States,United States of America,U.S.,US,U.S,USA,U.S.A.,U.S.A,America,American,Americans
GB United Kingdom,UK,U.K.,U.K,Britain,Great Britain,British,Britons,England
RU Russia,Russian,Russians,Russian Federation
UA Ukraine,Ukrainian,Ukrainians
CN China,Chinese,PRC,People's Republic of China
TW Taiwan,Taiwanese
JP Japan,Japanese
KR South Korea,South Korean,South Koreans,Republic of Korea
KP North Korea,North Korean,North Koreans,DPRK
DE Germany,German,Germans
FR France,French
IT Italy,Italian,Italians
ES Spain,Spanish,Spaniards
PT Portugal,Portuguese
NL Netherlands,Dutch,Holland
BE Belgium,Belgian,Belgians
AT Austria,Austrian,Austrians
CH Switzerland,Swiss
SE Sweden,Swedish,Swedes
NO Norway,Norwegian,Norwegians
DK Denmark,Danish,Danes
FI Finland,Finnish,Finns
IS Iceland,Icelandic
IE Ireland,Irish
PL Poland,Polish,Poles
CZ Czech Republic,Czechia,Czech,Czechs
SK Slovakia,Slovak,Slovaks
HU Hungary,Hungarian,Hungarians
RO Romania,Romanian,Romanians
BG Bulgaria,Bulgarian,Bulgarians
GR Greece,Greek,Greeks
RS Serbia,Serbian,Serbs
HR Croatia,Croatian,Croats
SI Slovenia,Slovenian
BA Bosnia,Bosnian,Bosnia and Herzegovina
AL Albania,Albanian
MK North Macedonia,Macedonia,Macedonian
XK Kosovo,Kosovan
LT Lithuania,Lithuanian,Lithuanians
LV Latvia,Latvian,Latvians
EE Estonia,Estonian,Estonians
BY Belarus,Belarusian,Belarusians
MD Moldova,Moldovan
GE Georgian,Georgians
AM Armenia,Armenian,Armenians
AZ Azerbaijan,Azerbaijani,Azerbaijanis
KZ Kazakhstan,Kazakh
UZ Uzbekistan,Uzbek
TR Turkey,Türkiye,Turkish,Turks
IL Israel,Israeli,Israelis
PS Palestine,Palestinian,Palestinians,Palestinian Territories
LB Lebanon,Lebanese
SY Syria,Syrian,Syrians
JO Jordan,Jordanian
IQ Iraq,Iraqi,Iraqis
IR Iran,Iranian,Iranians
SA Saudi Arabia,Saudi,Saudis
AE United Arab Emirates,UAE,U.A.E.,Emirati
QA Qatar,Qatari
KW Kuwait,Kuwaiti
BH Bahrain,Bahraini
OM Oman,Omani
YE Yemen,Yemeni
EG Egypt,Egyptian,Egyptians
LY Libya,Libyan
TN Tunisia,Tunisian
DZ Algeria,Algerian
MA Morocco,Moroccan
SD Sudan,Sudanese
SS South Sudan,South Sudanese
ET Ethiopia,Ethiopian,Ethiopians
ER Eritrea,Eritrean
SO Somalia,Somali
KE Kenya,Kenyan,Kenyans
UG Uganda,Ugandan
TZ Tanzania,Tanzanian
RW Rwanda,Rwandan
CD Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC,Congolese
NG Nigeria,Nigerian,Nigerians
GH Ghana,Ghanaian
ML Mali,Malian
NE Niger
ZA South Africa,South African,South Africans
ZW Zimbabwe,Zimbabwean
IN India,Indian,Indians
PK Pakistan,Pakistani,Pakistanis
BD Bangladesh,Bangladeshi
LK Sri Lanka,Sri Lankan
NP Nepal,Nepali,Nepalese
AF Afghanistan,Afghan,Afghans
MM Myanmar,Burma,Burmese
TH Thailand,Thai
VN Vietnam,Vietnamese
KH Cambodia,Cambodian
LA Laos,Laotian
MY Malaysia,Malaysian
SG Singapore,Singaporean
ID Indonesia,Indonesian,Indonesians
PH Philippines,Philippine,Filipino,Filipinos
MN Mongolia,Mongolian
AU Australia,Australian,Australians
NZ New Zealand,New Zealander,New Zealanders
CA Canada,Canadian,Canadians
MX Mexico,Mexican,Mexicans
BR Brazil,Brazilian,Brazilians
AR Argentina,Argentine,Argentinian
CL Chile,Chilean
CO Colombia,Colombian,Colombians
PE Peru,Peruvian
VE Venezuela,Venezuelan,Venezuelans
EC Ecuador,Ecuadorian
BO Bolivia,Bolivian
CU Cuba,Cuban,Cubans
HT Haiti,Haitian,Haitians
HK Hong Kong
MO Macau,Macao
VA Vatican,Holy See
CI Ivory Coast,Ivorian
CV Cape Verde
SZ Swaziland
EU EU,E.U.,European Union
`
