package article

import (
	"regexp"
	"strings"
)

// agencies are news agencies as datelines print them, and their names.
var agencies = map[string]string{
	"REUTERS": "Reuters", "AP": "AP", "AFP": "AFP", "DPA": "dpa", "TASS": "TASS", "ITAR-TASS": "TASS", "RIA NOVOSTI": "RIA Novosti", "INTERFAX": "Interfax",
	"KYODO": "Kyodo", "JIJI": "Jiji", "JIJI PRESS": "Jiji", "XINHUA": "Xinhua", "YONHAP": "Yonhap", "MNA": "Mehr", "TASNIM": "Tasnim", "IRNA": "IRNA",
	"ANSA": "ANSA", "EFE": "EFE", "PTI": "PTI", "ANI": "ANI", "ANADOLU": "Anadolu", "AA": "Anadolu", "UPI": "UPI", "CP": "The Canadian Press", "THE CANADIAN PRESS": "The Canadian Press",
	"BLOOMBERG": "Bloomberg", "WAFA": "WAFA", "SANA": "SANA", "KCNA": "KCNA", "CNA": "CNA", "JTA": "JTA", "THE ASSOCIATED PRESS": "AP", "ASSOCIATED PRESS": "AP",
	"UKRINFORM": "Ukrinform", "BELTA": "BelTA", "PA": "PA", "AAP": "AAP", "NNA": "NNA", "APA": "APA", "BERNAMA": "Bernama", "ANTARA": "Antara",
	"共同": "共同通信", "時事": "時事通信", "ロイター": "ロイター", "ＡＦＰ": "AFP", "ＡＰ": "AP", "新華社": "新華社", "聯合ニュース": "聯合ニュース", "タス": "タス通信", "聯合": "聯合ニュース",
}

const placePattern = `(?P<place>\p{Lu}[\p{Lu}\p{M}'’./ -]{1,38}\p{Lu}\.?(?:, \p{Lu}[\p{L}. ]{1,24})?|\p{Lu}[\p{L}'’.-]+(?:[ /]\p{Lu}[\p{L}'’.-]+){0,3}(?:, \p{Lu}[\p{L}. ]{1,24})?)`
const dayPattern = `(?:, ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, ?\d{4})?\.?)?`

// datelines are the forms, most certain first. Each begins at the paragraph's
// start; the text goes on behind it.
var datelines = []*regexp.Regexp{
	regexp.MustCompile(`^【\s*(?P<place>[^】\s]{1,12}?)\s*[=＝・ ]?\s*(?P<agency>共同|時事|ロイター|ＡＦＰ|AFP|ＡＰ|AP|新華社|聯合ニュース)(?:通信)?[^】]{0,12}】\s*`),
	regexp.MustCompile(`^[（(]\s*(?P<place>[^）)\s]{1,12}?)\s*[=＝・ ]?\s*(?P<agency>共同|時事|ロイター|ＡＦＰ|AFP|ＡＰ|AP|新華社|聯合)(?:通信)?[^）)]{0,12}[）)]\s*`),
	regexp.MustCompile(`^\[(?P<place>[^\]\s]{1,14}?)\s+(?:\d{1,2}日\s*)?(?P<agency>ロイター|AFP|共同|時事)\]\s*[-–—－]*\s*`),
	regexp.MustCompile(`^【(?P<place>[\p{Han}\p{Katakana}ー・]{2,12}?)(?:＝|=|・)[^】]{1,12}】\s*`),
	regexp.MustCompile(`^` + placePattern + dayPattern + ` ?/(?P<agency>[\p{L} -]{2,20})/\.? *(?:[-–—]+ *)?`),
	regexp.MustCompile(`^` + placePattern + dayPattern + ` ?\((?P<agency>[\p{L} -]{2,24}?)(?: News Agency)?\) ?[-–—]+ ?`),
	regexp.MustCompile(`^\((?P<agency>[\p{L} -]{2,24})\) ?[-–—]+ ?`),
	regexp.MustCompile(`^(?P<place>\p{Lu}[\p{Lu}\p{M}'’./ -]{1,38}\p{Lu}\.?(?:, \p{Lu}[\p{L}. ]{1,24})?)` + dayPattern + ` ?(?:--|[–—]| - ) ?`),
	regexp.MustCompile(`^(?P<place>\p{Lu}[\p{L}'’.-]+(?:[ /]\p{Lu}[\p{L}'’.-]+){0,2}) (?:--|—) ?`),
}

// Dateline recognises where and by which agency a report was filed, as printed
// at the head of its first paragraph: "LONDON (Reuters) -", "WASHINGTON, May 21.
// /TASS/.", "【ワシントン共同】". agency is "" when none is named and is one of the
// known agencies otherwise; rest is the byte position at which the text goes on,
// 0 when there is no dateline.
func Dateline(paragraph string) (agency, place string, rest int) {
	head := paragraph
	if len(head) > 240 {
		head = head[:240]
	}
	for _, form := range datelines {
		m := form.FindStringSubmatchIndex(head)
		if m == nil || m[1] >= len(paragraph) {
			continue
		}
		agency, place = group(form, head, m, "agency"), group(form, head, m, "place")
		if agency != "" {
			name, known := agencies[strings.ToUpper(strings.TrimSpace(agency))]
			if !known {
				// "(Mainichi Japan) -" and asides in brackets are no datelines.
				continue
			}
			agency = name
		}
		return agency, strings.TrimSpace(place), m[1]
	}
	return "", "", 0
}

func group(form *regexp.Regexp, s string, m []int, name string) string {
	i := form.SubexpIndex(name)
	if i < 0 || m[2*i] < 0 {
		return ""
	}
	return s[m[2*i]:m[2*i+1]]
}
