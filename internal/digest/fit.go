package digest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// standsAlone reports whether a sentence can be understood away from its
// neighbours: it does not begin with a word that points back, its speaker is
// printed in it, its quotation marks are whole, and it is neither too long nor
// a publisher's notice. lang decides the rules; other languages than Japanese
// and English get the common ones only.
func standsAlone(r *reading, s text.Sentence, lang string) bool {
	if s.Lang != "" || !balanced(s.Text) || notice.MatchString(s.Text) || furniture(r, s, lang) || r.inBlock(s) {
		return false
	}
	for _, st := range r.statements[s.Index] {
		if st.Resolved && !holds(s.Text, lastWord(st.Speaker)) {
			return false // who speaks is told before
		}
	}
	switch lang {
	case "ja":
		return standsAloneJa(s)
	case "en":
		return standsAloneEn(s)
	}
	n := len(strings.Fields(s.Text))
	return n >= 5 && n <= 50
}

// notice matches what publishers print around reports and readers do not want.
var notice = pattern.MustCompile(`(?i)©|\ball rights reserved\b|\bsign up\b|newsletter|\bread more\b|\bclick (here|to)\b|\bfollow us\b|` +
	`contributed to (this|the) (report|story)|\breporting by\b|\bediting by\b|\badvertisement\b|\bsubscrib|javascript|\bcookies?\b|` +
	`\bdownload (the|our) app\b|\bgetty images\b|\bfile photo\b|\bphoto (by|credit)\b|https?://|www\.|@[a-z]|\bwatch:|\blisten to\b|\bthis (article|story) (was|is|has been|originally)\b|` +
	`\bhandout\b|\(not pictured\)|image provided|has the latest|\bis covering\b|takes questions|\blooks at how\b|has been looking into|writes (?:diplomatic|political|security) correspondent|\bcorrespondents? explains?\b|sat down with .{0,40}anchor|has written extensively|top headlines|headway period|` +
	`\bemail us\b|\bvideo player\b|\bupgrade your browser\b|fox & friends|‘fox |'fox |\bprovides updates\b|\bweighs? in on\b|\bspeaks on\b|\bjoins? (‘|'|“|\")|\bmin read\b|\bgift article\b|関連記事|^【?訂正|^(?i:correction)\b|無断転載|会員限定|続きを読む|写真特集|この記事は|ログイン`)

// balanced reports whether every quotation mark and bracket is closed.
func balanced(s string) bool {
	depth := map[rune]int{}
	straight := 0
	for _, r := range s {
		switch r {
		case '「', '『', '（', '(', '“', '[', '【', '〈', '《':
			depth[r]++
		case '」':
			depth['「']--
		case '』':
			depth['『']--
		case '）':
			depth['（']--
		case ')':
			depth['(']--
		case '”':
			depth['“']--
		case ']':
			depth['[']--
		case '】':
			depth['【']--
		case '〉':
			depth['〈']--
		case '》':
			depth['《']--
		case '"':
			straight++
		}
	}
	for _, d := range depth {
		if d != 0 {
			return false
		}
	}
	return straight%2 == 0
}

var (
	backPointing  = pattern.MustCompile(`^["“‘']?(?i:he|she|it|they|his|her|hers|its|their|theirs|him|them|this|that|these|those|such|both|another|others|here|there|also|so|then|thus|instead|nor|neither|either|either way|still|yet|similarly|likewise|meanwhile|moreover|furthermore|additionally|consequently|therefore|for example|for instance|as a result|in response|in addition|in turn|in fact|in contrast|on the other hand|at the same time|at that time|at the time|not only that|in this case|in that exchange|around the same time|at one point|on a positive note|for starters|some of the|all three|part of|earlier in the day|later (?:on )?[A-Z]|in order to do so|in doing so|to do so|as such|if so|after that|before that|since then|by then|until then|as part of (?:this|that|the)|under (?:this|that|the (?:deal|plan|proposal|agreement))|among them|given (?:this|that)|because of (?:this|that)|despite (?:this|that)|with (?:this|that)|for (?:this|that)|to (?:this|that) end|like (?:this|that)|by contrast|that is|one of them|some of them|most of them|all of them|many of them|the (two|three|four|five|pair|duo|latter|former|same|other|othersl))\b`)
	leadIn        = pattern.MustCompile(`^[^,]{1,70}, (it|they|this|these|those|he|she|there|its|their|his|her|both|the two)\b`)
	thatLead      = regexp.MustCompile(`^[^,]{1,140}, (?:that|this) (?:is|was|has|had|would|will|could|may|might|means?|meant|appears?|appeared|seems?|seemed|came|comes)\b`)
	roleStart     = regexp.MustCompile(`^The ((?:[A-Z]?[a-z]+|[A-Z]{2,3}|\d+-year-old)(?:-[A-Za-z]+)? )?(revelations?|disclosures?|developments?|move|decision|incident|statement|comments?|remarks?|announcement|results?|reports?|meeting|deal|plan|proposal|bill|law|ruling|attacks?|blast|strikes?|raid|letter|document|article|post|video|footage|measures?|changes?|figures?|numbers?|group|company|firm|man|woman|suspects?|victims?|officials?|minister|president|premier|prime minister|leaders?|couple|agency|ministry|office|court|judge|jury|agreement|study|researchers|authors?|project|program|programme|trial|case|charges|sanctions|visit|trip|call|conversation|talks|negotiations|issue|problem|idea|question|answer|reason|goal|aim|event|ceremony|country|region|area|city|town|village|building|plane|aircraft|ship|vessel|car|bus|train|team|game|match|show|film|movie|song|book|list|data|findings|survey|poll|writer|activist|actor|actress|singer|billionaire|republican|democrat|lawmakers?|senator|governor|mayor|organi[sz]ation|website|spokesman|spokeswoman|spokesperson|diplomat|politician|party|government|army|military|police|\d+-year-old|envoy|secretary|chancellor|pontiff|star|player|coach|teenager|boy|girl|father|mother|family|school|university|hospital|bank|retailer|crash|fire|storm|quake|explosion|shooting|accident|investigation|operation|offensive|campaign|vote|election|speech|interview|press conference|news conference|move|order|claim|claims|warning|hearing|session|summit|package|tariffs?|delegation|chief|head|expert|analyst|author|ex-[a-z]+|former [a-z]+)\b`)
	finiteVerbEn  = pattern.MustCompile(`\b(is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|says?|said|[a-z]{2,}ed|takes?|makes?|gives?|goes|comes?|becomes?|remains?|needs?|wants?|seeks?|plans?|hopes?|expects?|believes?|shows?|means?|calls?|helps?|leads?|runs?|stands?|keeps?|holds?|begins?|continues?|requires?|includes?|offers?|brings?|faces?|aims?|appears?|seems?|suggests?|allows?|warns?|told|took|made|gave|went|came|saw|held|led|met|won|lost|found|began|became|fell|rose|left|kept|sent|set|put|cut|hit|shot|struck|spoke|wrote|drove|broke|grew|knew|ran|sat|stood|thought|brought|bought|built|caught|fought|felt|got|heard|paid|sold|sought|taught|spent|flew|shook|hung|woke|wore|bore|stole|sank|sang|swore|threw|withdrew|underwent|[a-z]+n't|[a-z]+n’t|[a-z]+'s|[a-z]+’s|[a-z]+'re|[a-z]+'ve|[a-z]+'ll)\b`)
	conjunctionEn = regexp.MustCompile(`^(?:But|And|Or|Yet|However,|Nevertheless,|Nonetheless,|Still,|Meanwhile,|Also,|Moreover,|Furthermore,|In addition,|Additionally,|Separately,|Earlier,|Later,)\s+`)
	firstPerson   = pattern.MustCompile(`\b(I|I'm|I’m|I've|I’ve|we|We|we're|our|Our|us|my|My|me|you|You|your|Your)\b`)
	thirdPerson   = regexp.MustCompile(`\b(he|she|his|her|him|He|She)\b`)
	glued         = pattern.MustCompile(`[a-z’'”"]{2} (A|An|The|In|On|At|It|This|There|When|After|As|For|But|He|She|They|By|With|While|What|We|If) [a-z]`)
	gluedCaps     = pattern.MustCompile(`^[A-Z]{3,}(?: [A-Z]{3,})+ [A-Z][a-z]|\b(?:U\.S\.|U\.K\.|E\.U\.) [A-Z]{2,} |\b(?:19|20)\d\d [A-Z][a-z]+ (?:Minister|President|Prime)|\. ?[A-Z][a-z]+ \d\. [A-Z]`)
	bracketed     = pattern.MustCompile(`^\(.*\)\.?$`)
	twoSides      = regexp.MustCompile(`\b(?:that same (?:year|day|month)|the two sides|these two countries|the two leaders|both sides)\b`)
	earlyPronoun  = regexp.MustCompile(`\b(?:it|its|her|hers|his|their|theirs|him|them|they|he|she)\b`)
	byline        = pattern.MustCompile(`^(By [A-Z]|Reporting (from|by) |Here(’|')s |Here (is|are) |Watch |Read |Listen |See )|reported from [A-Z]|Reporting from [A-Z]`)
	pureQuote     = regexp.MustCompile(`^["“][^"”]*["”]\.?$`)
	relativeDay   = regexp.MustCompile(`\b(today|yesterday|tomorrow|tonight|now|this (morning|afternoon|evening|week))\b`)
	questionMark  = regexp.MustCompile(`[?？]\s*["”」』]?$`)
)

func standsAloneEn(s text.Sentence) bool {
	t := s.Text
	n := len(strings.Fields(t))
	if n < 7 || n > 48 || utf8.RuneCountInString(t) > 320 {
		return false
	}
	if t = conjunctionEn.ReplaceAllString(t, ""); pointsBack(s, t) || !hasVerb(s, t) {
		return false
	}
	if gluedCaps.MatchString(t) || bracketed.MatchString(t) || twoSides.MatchString(t) || pureQuote.MatchString(t) || byline.MatchString(s.Text) || glued.MatchString(t) || questionMark.MatchString(t) {
		return false
	}
	outside := outsideQuotes(t)
	if firstPerson.MatchString(outside) || !endsEn(t) {
		return false
	}
	t = strings.TrimLeft(t, "-–— ")
	first := firstRune(strings.TrimLeft(t, `"“‘'(`))
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && first != '$' && !unicode.IsUpper(firstRune(s.Text)) {
		return false
	}
	return antecedentEn(s, outside)
}

// pointsBack reports whether a sentence leans on the one before it: it begins
// with a pronoun, or with "The minister" where no name follows, or a pronoun
// is the subject after an opening phrase that names nobody.
func pointsBack(s text.Sentence, t string) bool {
	if backPointing.MatchString(t) {
		return true
	}
	if thatLead.MatchString(t) {
		return true
	}
	if at := roleStart.FindStringIndex(t); at != nil && !namedNext(t[at[1]:]) {
		return true
	}
	if earlyAndAlone(s, t) {
		return true
	}
	at := leadIn.FindStringIndex(t)
	if at == nil {
		return false
	}
	comma := utf8.RuneCountInString(t[:strings.Index(t, ",")])
	for _, n := range s.Names {
		if n.Span.Start < comma && n.Type != text.Place {
			return false
		}
	}
	return true
}

// hasVerb reports whether a sentence has a verb; captions and lists have none.
func hasVerb(s text.Sentence, t string) bool {
	if finiteVerbEn.MatchString(t) {
		return true
	}
	for _, w := range s.Words {
		if w.Class == text.Verb {
			return true
		}
	}
	return false
}

// earlyAndAlone reports whether one of the first eight words is a pronoun and no
// name stands before it.
func earlyAndAlone(s text.Sentence, t string) bool {
	fields := strings.Fields(outsideQuotes(t))
	head := strings.Join(fields[:min(8, len(fields))], " ")
	at := earlyPronoun.FindStringIndex(head)
	if at == nil {
		return false
	}
	before := strings.TrimSpace(head[:at[0]])
	for _, n := range s.Names {
		if holds(before, n.Surface) {
			return false
		}
	}
	// "The board ... its", "Haulage firms ... they": a noun of its own will do,
	// a person needs a name.
	pronoun := head[at[0]:at[1]]
	person := pronoun[0] == 'h' || pronoun[0] == 's'
	return person || !strings.Contains(before, " ") || leadIn.MatchString(t)
}

// namedNext reports whether a name, or "of" and "for" with one, follows a role
// and so says whose it is.
func namedNext(rest string) bool {
	rest = strings.TrimLeft(rest, " ’'s,")
	for _, link := range []string{"of ", "for ", "in ", "at ", "on ", "between ", "to ", "by ", "against ", "from ", "that ", "with ", "who "} {
		if strings.HasPrefix(rest, link) {
			return link != "that " && link != "who "
		}
	}
	return unicode.IsUpper(firstRune(rest))
}

func endsEn(t string) bool {
	t = strings.TrimRight(t, `"”’')`)
	return strings.HasSuffix(t, ".") || strings.HasSuffix(t, "!")
}

// antecedentEn reports whether a person is named before the first "he" or
// "she" outside quotations.
func antecedentEn(s text.Sentence, outside string) bool {
	at := thirdPerson.FindStringIndex(outside)
	if at == nil {
		return true
	}
	pronoun := utf8.RuneCountInString(outside[:at[0]])
	for _, n := range s.Names {
		if n.Span.Start < pronoun && (n.Type == text.Person || n.Type == text.UnknownName) {
			return true
		}
	}
	return false
}

// outsideQuotes blanks what stands in quotation marks, keeping rune positions.
func outsideQuotes(t string) string {
	rs := []rune(t)
	inside := false
	for i, r := range rs {
		switch r {
		case '“', '「', '『':
			inside = true
			continue
		case '”', '」', '』':
			inside = false
			continue
		case '"':
			inside = !inside
			continue
		}
		if inside {
			rs[i] = ' '
		}
	}
	return string(rs)
}

var (
	conjunctionJa = regexp.MustCompile(`^(また|さらに|しかし|だが|ただ|ただし|一方で|一方|なお|加えて|このほか|そのうえで|その上で|その後|これに対し|これに対して|これを受け|これを受けて|そして|さらには|もっとも|とはいえ|ところが)、?`)
	pointingJa    = regexp.MustCompile(`^(これ|それ|あれ|この|その|あの|ここ|そこ|こう|そう|同氏|同日|同社|同省|同庁|同国|同市|同町|同州|同党|同紙|同相|同紙|両氏|両者|両国|両社|両首脳|両町|両市|両知事|会長は|首相は|大統領は|知事は|市長は|町長は|社長は|長官は|大臣は|議長は|氏は|彼|彼女|後者|前者|うち|いずれも|次いで|続いて|いわば|例えば|たとえば|つまり|なぜなら|だから|なので|結果|ほか)`)
	subjectJa     = regexp.MustCompile(`[^、。]{1,}?(は|が|も)`)
	youJa         = regexp.MustCompile(`(わたし|私|僕|我々|われわれ|あなた)`)
)

func standsAloneJa(s text.Sentence) bool {
	n := utf8.RuneCountInString(s.Text)
	if n < 14 || n > 180 || questionMark.MatchString(s.Text) {
		return false
	}
	t := conjunctionJa.ReplaceAllString(s.Text, "")
	if pointingJa.MatchString(t) {
		return false
	}
	outside := outsideQuotes(t)
	if youJa.MatchString(outside) || !subjectJa.MatchString(outside) {
		return false
	}
	return endsJa(s.Text) && !strings.HasPrefix(t, "「")
}

func endsJa(t string) bool { return strings.HasSuffix(t, "。") }
