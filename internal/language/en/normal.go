package en

import (
	"strings"

	"kiku/internal/language/text"
)

// Normal returns the form by which a name in Latin letters is compared:
// countries as ISO codes ("US"), known bodies by their code ("un"), people
// without title by their last name, everything else folded to lower case.
func Normal(name string) string {
	name = strings.TrimSpace(name)
	if c := countryOf(name); c != "" {
		return c
	}
	whole := strings.TrimPrefix(fold(name), "the ")
	if c := organisationCode(whole); c != "" {
		return c
	}
	fields := strings.Fields(whole)
	k, titled := 0, false
	for i, w := range fields[:max(len(fields)-1, 0)] {
		if roles[strings.TrimSuffix(w, ".")] {
			k, titled = i+1, true
		}
	}
	for titled && k < len(fields)-1 && (roleWords[fields[k]] || fields[k] == "of") {
		k++
	}
	rest := strings.Join(fields[k:], " ")
	if titled && !orgWords[fields[len(fields)-1]] || len(fields) > 1 && len(fields) < 5 && firstNames()[fields[0]] && !thingWords[fields[len(fields)-1]] && !orgWords[fields[len(fields)-1]] {
		return lastName(rest)
	}
	return whole
}

// normalOf is Normal for a name whose type is known.
func normalOf(surface string, t text.NameType) string {
	if c := countryOf(surface); c != "" {
		return c
	}
	whole := strings.TrimPrefix(fold(surface), "the ")
	if c := organisationCode(whole); c != "" {
		return c
	}
	if t == text.Person {
		return lastName(whole)
	}
	return whole
}

// organisationCode returns the normal form of a body that news of every
// language knows, "" for others.
func organisationCode(whole string) string {
	return organisations[strings.ReplaceAll(strings.TrimPrefix(whole, "the "), ".", "")]
}

// organisations maps folded names to the code both languages share.
var organisations = func() map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(organisationNames, "\n") {
		code, list, ok := strings.Cut(strings.TrimSpace(line), "=")
		if !ok {
			continue
		}
		for n := range strings.SplitSeq(list, ",") {
			out[n] = code
		}
	}
	return out
}()

const organisationNames = `
un=un,united nations
unsc=un security council,united nations security council,unsc,u.n. security council
nato=nato,north atlantic treaty organization,north atlantic treaty organisation
who=world health organization,world health organisation
imf=imf,international monetary fund
worldbank=world bank
wto=wto,world trade organization,world trade organisation
iaea=iaea,international atomic energy agency
icc=icc,international criminal court
icj=icj,international court of justice
oecd=oecd
opec=opec,opec+
g7=g7,group of seven,g-7
g20=g20,group of 20,g-20
asean=asean
unicef=unicef
unesco=unesco
unhcr=unhcr
unrwa=unrwa
wfp=wfp,world food programme,world food program
eucommission=european commission
euparliament=european parliament
ecb=ecb,european central bank
fed=fed,federal reserve,us federal reserve
boj=boj,bank of japan
boe=bank of england
whitehouse=white house
kremlin=kremlin
pentagon=pentagon,department of defense,defense department,us department of defense
statedept=state department,us state department,department of state
congress=us congress
senate=us senate
house=house of representatives,us house of representatives
supremecourt=us supreme court
fbi=fbi,federal bureau of investigation
cia=cia,central intelligence agency
nasa=nasa
hamas=hamas
hezbollah=hezbollah
houthi=houthis,houthi,houthi rebels
idf=idf,israel defense forces,israeli military,israel defence forces
redcross=red cross,international committee of the red cross,icrc
ioc=ioc,international olympic committee
fifa=fifa
uefa=uefa
brics=brics
osce=osce
ldp=ldp,liberal democratic party
google=google,alphabet
youtube=youtube
twitter=twitter
facebook=facebook
instagram=instagram
yahoo=yahoo
netflix=netflix
mlb=mlb,major league baseball
apple=apple
microsoft=microsoft
amazon=amazon
meta=meta
openai=openai
tesla=tesla
spacex=spacex
nvidia=nvidia
toyota=toyota,toyota motor
honda=honda,honda motor
nissan=nissan,nissan motor
sony=sony
nintendo=nintendo
softbank=softbank
reuters=reuters
ap=associated press
afp=afp,agence france-presse
bbc=bbc
cnn=cnn
nyt=new york times
wsj=wall street journal
`
