package article

import (
	"strconv"
	"strings"
	"time"
)

// zones are the names of zones that feeds print. Go knows only those of the
// machine it runs on, so each has its offset in minutes here. Names that mean
// several zones have the one that news sources mean.
var zones = map[string]int{
	"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "IST": 330, "CET": 60, "WEST": 60, "CEST": 120,
	"MET": 60, "MEZ": 60, "MESZ": 120, "EET": 120, "SAST": 120, "IDT": 180, "EEST": 180, "MSK": 180, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240,
	"ET": -300, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "PT": -480,
	"AKST": -540, "AKDT": -480, "HST": -600, "NST": -210, "NDT": -150, "GST": 240, "PKT": 300, "WIB": 420, "WITA": 480, "WIT": 540, "SGT": 480, "HKT": 480, "PHT": 480,
	"AWST": 480, "KST": 540, "JST": 540, "日本時間": 540, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}

// zoneNamed reads a zone: a name, or an offset such as +09:00, +0900 or +9.
func zoneNamed(s string) (*time.Location, bool) {
	if minutes, ok := zones[s]; ok {
		if minutes == 0 {
			return time.UTC, true
		}
		return time.FixedZone(s, minutes*60), true
	}
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return nil, false
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	switch len(digits) {
	case 1, 2:
		digits += "00"
	case 3, 4:
	default:
		return nil, false
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n/100 > 14 || n%100 > 59 {
		return nil, false
	}
	seconds := (n/100*60 + n%100) * 60
	if s[0] == '-' {
		seconds = -seconds
	}
	if seconds == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", seconds), true
}

// months are the first letters of the months' names, in languages of Europe and
// in Indonesian, enough of each to tell it from the others.
var months = [12]string{
	"jan ene gen янв січ oca sty led tam tammi ιαν jän jaen",
	"feb fév fev фев лют şub lut únor hel helmi φεβ",
	"mar mär maa maer maars mrt мар бер mart břez maalis μαρ maret",
	"apr avr abr апр квіт nis kwi dub huhti απρ",
	"may mai mag maj mayo мая май трав mei touko κεβ μαΐ μαϊ toukokuu květ",
	"jun juin giu июн черв haz cze červn kesä ιουν",
	"jul juil lug июл лип tem lip heinä ιουλ července",
	"aug aoû aou ago авг серп ağu sie srp elo αυγ agt",
	"sep sept set сен вер eyl wrz září syys σεπ",
	"oct okt ott out окт жов eki paź říj loka οκτ",
	"nov ноя лист kas lis marras νοε",
	"dec déc dic dez дек груд ara gru pros joulu δεκ des",
}

// monthNamed finds a month by its name or the beginning of it.
func monthNamed(name string) (int, bool) {
	name = strings.ToLower(name)
	best, length := 0, 0
	for i, heads := range months {
		for head := range strings.FieldsSeq(heads) {
			if strings.HasPrefix(name, head) && len(head) > length {
				best, length = i+1, len(head)
			}
		}
	}
	// A month's name is not much longer than its head: "marginal 5, 2020".
	return best, best > 0 && len([]rune(name)) <= 10 && !notMonths[name]
}

// notMonths are words that begin as months do.
var notMonths = map[string]bool{"market": true, "marine": true, "margin": true, "mail": true, "main": true, "decide": true, "mark": true, "set": false, "list": true, "liste": true, "general": true, "mayor": true, "sector": true, "sets": true, "outlook": true, "artist": true}

var weekdays = strings.Fields("mon tue tues wed weds thu thur thurs fri sat sun " +
	"monday tuesday wednesday thursday friday saturday sunday " +
	"mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag " +
	"lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche " +
	"lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica " +
	"segunda terça quarta quinta sexta feira пн вт ср чт пт сб вс " +
	"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")

func isWeekday(word string) bool {
	for _, d := range weekdays {
		if d == word {
			return true
		}
	}
	return false
}

// labels are words that stand beside a printed time and add nothing to it.
var labels = map[string]bool{
	"published": true, "updated": true, "posted": true, "last": true, "first": true, "on": true, "at": true, "date": true, "um": true, "uhr": true, "vom": true, "am": true,
	"le": true, "à": true, "el": true, "a": true, "las": true, "alle": true, "ore": true, "den": true, "kl": true, "klo": true, "of": true, "de": true,
	"erstellt": true, "stand": true, "aktualisiert": true, "veröffentlicht": true, "publié": true, "publicado": true, "pubblicato": true, "created": true, "modified": true, "time": true, "local": true, "h": true,
}
