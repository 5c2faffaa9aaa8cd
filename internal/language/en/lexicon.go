package en

import "strings"

// set makes a set of the words of a string.
func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// never are short forms whose full stop never ends a sentence, because a name
// or a number follows.
var never = set(`mr mrs ms mx messrs dr prof rev hon fr gen col lt lt.-col maj capt cmdr cpl sgt pvt adm brig supt insp det
	gov sen rep reps sens pres amb atty mt ft msgr vs v viz cf approx dist assn n° al. e.g i.e esp incl`)

// beforeNumber are short forms only when a number follows ("No. 5").
var beforeNumber = set(`no nos p pp fig figs vol vols art arts sec secs ch chap para ver op app n° nr`)

// sometimes are short forms that may end a sentence: the next word decides.
// sometimesCapital are so only with a capital, measures only after a number.
var (
	sometimes = set(`inc corp co ltd plc llc bros jr sr esq etc dept est ave blvd rd ste st bldg hwy
	u.s u.k u.n e.u d.c u.s.a univ intl govt mfg m.d b.a m.a ph.d`)
	sometimesCapital = set(`ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo ala
	mon tue tues wed thu thur thurs fri sat sun ext sq`)
	measures = set(`hrs min mins oz lb lbs ft in cm km kg mm yr yrs sq`)
)

// lowerTitles are those of never that stand in small letters too.
var lowerTitles = set(`mr mrs dr prof vs v viz cf approx e.g i.e al. fr gen col lt rev hon n° esp incl dist mt`)

// starters are words that, capitalised, begin a sentence rather than continue
// a name.
var starters = set(`The A An This That These Those There Then They He She It We You I His Her Its Their Our My Your
	In On At By For From With Without Within After Before During Since Until While When Where Who Whom What Why How Which Whether
	But And Or So Yet Nor If As Although Though Because However Meanwhile Also Still Now Today Yesterday Tomorrow
	Is Are Was Were Be Been Do Does Did Has Have Had Can Could Will Would Should May Might Must Let Let's
	No Not Some Many Most More Much Few Several All Both Each Every Any Another Other Others One Two Three
	Here Just Only Even Earlier Later Last Next Once Nearly About Over Under Between Among Across Against According
	Please Thanks Yes Well Instead Despite Following Moreover Furthermore Otherwise To Of Such Than It's He's She's They're We're I'm That's There's
	Did Didn't Don't Doesn't Isn't Wasn't Speaking Asked Officials Police Authorities Experts Critics Residents Researchers People Nobody Everyone Nothing Something Never Always Perhaps Maybe`)

// reporting are verb forms with which news says that someone spoke.
var reporting = set(`said says say saying told tells tell telling added adds add adding stated states announced announces announce announcing
	insisted insists insist warned warns warn warning argued argues argue claimed claims claim denied denies deny
	replied replies asked asks ask wrote writes write written tweeted posted explained explains explain noted notes
	declared declares declare demanded demands demand urged urges urge called calls confirmed confirms confirm
	acknowledged acknowledges admitted admits admit suggested suggests suggest reported reports report revealed reveals
	vowed vows pledged pledges promised promises proposed proposes rejected rejects reject criticised criticized criticises criticizes
	accused accuses condemned condemns praised praises welcomed welcomes responded responds commented comments continued
	concluded concludes emphasised emphasized stressed stresses repeated reiterated reiterates testified quipped shouted cried recalled recalls
	predicted predicts alleged alleges agreed agrees disagreed estimated estimates hinted maintained maintains described describes`)

// auxiliaries are verbs that carry no topic.
var auxiliaries = set(`be am is are was were been being have has had having do does did doing done can could will would shall should
	may might must ought need dare used isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't can't cannot couldn't won't wouldn't shouldn't mustn't
	get gets got getting go goes going went gone make makes made making take takes took taken taking come comes came coming let lets`)

var pronouns = set(`i you he she it we they me him her us them mine yours hers ours theirs myself yourself himself herself itself ourselves
	yourselves themselves who whom whose which what that this these those one someone somebody something anyone anybody anything everyone everybody
	everything nobody nothing none each other another i'm i've i'd i'll you're you've he's he'd he'll she's she'd she'll it's it'll we're we've we'd we'll they're they've they'd they'll that's who's what's there's here's`)

var conjunctions = set(`and or but nor so yet if because although though while whereas unless until since when whenever where wherever whether than as once after before that lest`)

// function are determiners, prepositions and other words without topic.
var function = set(`a an the of in on at by for from with without within into onto upon about above across after against along among amid around
	as before behind below beneath beside besides between beyond despite down during except inside like near off out outside over past per since
	through throughout till to toward towards under underneath until unto up via versus
	my your his her its our their all any both each every either neither few many more most much several some such no not n't
	too very also just only even still already always never ever often again here there now then thus however therefore
	yes how why 's ’s s 'll 're 've 'd 'm ’ll ’re ’ve ’d ’m t well back away rather quite almost perhaps maybe soon later earlier ago
	mr mrs ms dr etc vs other others same own else less least first last next new said says say according`)

var numberWords = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}

var scales = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3, "b": 1e9,
}

var ordinalWords = set(`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
	sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth`)

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]int{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
}
