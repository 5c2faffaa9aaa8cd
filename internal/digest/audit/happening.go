package audit

import (
	"regexp"
	"strings"

	"kiku/internal/language/text"
)

// happenings asks that one event keeps its kind, its cause and its outcome (C6).
func (r *reading) happenings() {
	if len(r.sources) == 0 {
		return
	}
	r.summits()
	r.agreements()
	r.beginnings()
	r.versus()
	r.causes()
	r.conditions()
}

var (
	summitWord = regexp.MustCompile(`(?i)首脳会談|直接会談|対面(で|の|会談)|\bsummit\b|\bface.to.face (talks|meeting)\b|\bmet in person\b`)
	callWord   = regexp.MustCompile(`(?i)電話(会談|協議|で話|で協議|で会談)|\bphone call\b|\bby (tele)?phone\b|\btelephone (call|conversation)\b`)
	toCome     = regexp.MustCompile(`(?i)予定|将来|可能性|見通し|見込み|計画|検討|意欲|注目|目指|方針|調整|準備|模索|提案|開催へ|\b(will|would|plan|planned|future|possible|might|could|expected)\b`)
)

// summits reports a meeting of leaders in lines of a page whose cards know only a
// telephone call.
func (r *reading) summits() {
	called := false
	for _, o := range r.sources {
		if callWord.MatchString(o.Text) {
			called = true
		}
		if summitWord.MatchString(o.Text) && !toCome.MatchString(o.Text) {
			return
		}
	}
	if !called {
		return
	}
	for _, s := range r.all {
		p := r.part(s)
		m := summitWord.FindString(s.Text)
		if m == "" || s.copied || !told[p] && p != Heading && p != Headline && p != Remark || toCome.MatchString(s.Text) {
			continue
		}
		r.report(Happening, s.line, s.Text, say{"「%s」とありますが、カードにあるのは電話での会談だけです", "%q, but the cards tell of a telephone call only"}, m)
	}
}

var (
	// agreedJa matches an agreement told as reached, with up to twenty characters
	// before it.
	agreedJa = regexp.MustCompile(`([^、。「」!！?？]{0,20})(?:で一致(?:し|した|しました)|合意(し|しました|した|を取り付け|が成立|に達した|に達しました|に至った|!|！|。|$|と、|と関係))`)
	openDeal = regexp.MustCompile(`どんな|どのような|合意(に達する必要|を目指|できる|に向け|へ$|後|案)|合意し(ない|て(い)?ない|なかった)|なければ|かどうか|合意を(拒|破|求)`)
	dealJa   = regexp.MustCompile(`合意し|で合意|合意が成立|合意に達した|妥結し|同意し|締結し|調印し|署名した|署名しました|で一致|合意を(発表|取り付け|結)|協定に.{0,8}署名し`)
	agreedEn = regexp.MustCompile(`(?i)\b(?:agreed (?:to|on)|(?:reached|struck|signed|sealed) (?:a |an |the )?(?:deal|agreement|accord)(?: on)?)([^.,;]{0,60})`)
)

// agreements reports an agreement that no card tells, or on another matter than
// the cards'.
func (r *reading) agreements() {
	var deals []*sentence
	for _, o := range r.sources {
		if dealJa.MatchString(o.Text) && !openDeal.MatchString(o.Text) || agreedEn.MatchString(o.Text) {
			deals = append(deals, o)
		}
	}
	stock := r.newStock(deals)
	for _, s := range r.all {
		p := r.part(s)
		if !told[p] && p != Headline && p != Heading && p != Answer || r.Lines[s.line].Fixed || s.copied {
			continue
		}
		re := agreedEn
		if isJapanese(s.Text) {
			re = agreedJa
		}
		m := re.FindStringSubmatchIndex(s.Text)
		if m == nil || openDeal.MatchString(s.Text) || asks(s.Text) && p != Headline {
			continue
		}
		if len(deals) == 0 {
			r.report(Happening, s.line, s.Text, say{"合意したと伝えるカードがありません(%s)", "no card tells of an agreement (%s)"}, strings.TrimSpace(s.Text[m[0]:m[1]]))
			continue
		}
		from, to := runeOf(s.Text, m[2]), runeOf(s.Text, m[3])
		var all, have float64
		var missing []item
		for _, it := range r.items(s) {
			if it.span.Start < from || it.span.End > to || it.name != nil || it.key == r.canonical("合意") {
				continue
			}
			all += it.weight
			if stock.holds(it) {
				have += it.weight
			} else {
				missing = append(missing, it)
			}
		}
		if all >= 1 && have/all < 0.4 {
			r.report(Happening, s.line, s.Text, say{"カードの合意は別の事柄についてです(ない語: %s)", "the cards tell of an agreement on another matter (missing: %s)"}, listed(missing))
		}
	}
}

// runeOf is the rune offset of a byte offset.
func runeOf(s string, b int) int { return len([]rune(s[:b])) }

var (
	startsWith = regexp.MustCompile(`(会談|協議|会議|交渉|集会|式典|試合)(の)?(冒頭|開始直後|始まってすぐ)`)
	trouble    = regexp.MustCompile(`口論|衝突|応酬|決裂|混乱|非難|勃発|怒`)
	firstCalm  = regexp.MustCompile(`(会談|協議|会議|交渉|集会|式典|試合)は(当初|初め|最初|序盤)`)
	calm       = regexp.MustCompile(`儀礼|和やか|友好|穏やか|円滑|順調|落ち着|静か`)
)

// beginnings reports a meeting that begins calmly on one line and with a quarrel
// on another.
func (r *reading) beginnings() {
	for _, o := range r.sources {
		a := startsWith.FindStringSubmatch(o.Text)
		if a == nil || !trouble.MatchString(o.Text) || o.line < 0 {
			continue
		}
		for _, s := range r.all {
			if b := firstCalm.FindStringSubmatch(s.Text); b != nil && b[1] == a[1] && calm.MatchString(s.Text) {
				r.report(Happening, s.line, s.Text, say{"%d行目のカードでは%sの「%s」から争っています", "the card on line %d has a quarrel from the start of it (%s%s)"}, r.Lines[o.line].Number, a[1], a[3])
			}
		}
	}
}

var (
	versusWord = regexp.MustCompile(`(?i)\s(?:vs\.?|versus|対)\s`)
	against    = regexp.MustCompile(`(?i)対立|批判|非難|反発|攻撃|対抗|応酬|拒否|\b(clash|row|accus|criticis|condemn|oppos|attack|reject|dispute)`)
)

// versus reports a headline that sets two sides against each other whom no card
// has in a quarrel.
func (r *reading) versus() {
	for _, s := range r.all {
		if r.part(s) != Headline {
			continue
		}
		m := versusWord.FindStringIndex(s.Text)
		if m == nil {
			continue
		}
		at := runeOf(s.Text, m[0])
		var left, right []text.Name
		for _, n := range s.Names {
			if n.Span.End <= at {
				left = append(left, n)
			} else {
				right = append(right, n)
			}
		}
		for _, n := range right {
			if !r.quarrel(left, n) {
				r.report(Happening, s.line, s.Text, say{"%sとの対立を伝えるカードがありません", "no card tells of a quarrel with %s"}, n.Surface)
				break
			}
		}
	}
}

// quarrel reports whether a source has one of the left and the right side in one
// sentence with a word of opposition.
func (r *reading) quarrel(left []text.Name, right text.Name) bool {
	for _, o := range r.sources {
		if !against.MatchString(o.Text) || !strings.Contains(o.Text, right.Surface) {
			continue
		}
		for _, n := range left {
			if strings.Contains(o.Text, strings.TrimSuffix(n.Surface, "政権")) {
				return true
			}
		}
	}
	return false
}

var (
	causeWord  = regexp.MustCompile(`発端|きっかけ|引き金|原因と`)
	triggering = regexp.MustCompile(`(に対し、?|した際、?|すると、?)`)
	reacting   = regexp.MustCompile(`反論|反発|激高|激しく|怒`)
)

// causes reports one quarrel with two beginnings: a sentence names what set
// somebody off, another names somebody else.
func (r *reading) causes() {
	every := append(append([]*sentence(nil), r.sources...), r.all...)
	for _, a := range every {
		m := causeWord.FindStringIndex(a.Text)
		if m == nil || a.line < 0 {
			continue
		}
		who, whom, ok := reaction(a, runeOf(a.Text, m[0]))
		if !ok {
			continue
		}
		for _, b := range every {
			t := triggering.FindStringIndex(b.Text)
			if b == a || b.line < 0 || t == nil || !reacting.MatchString(b.Text[t[1]:]) {
				continue
			}
			trigger, reactor := "", ""
			for _, n := range b.Names {
				if n.Type != text.Person {
					continue
				}
				if n.Span.End <= runeOf(b.Text, t[0]) && trigger == "" || trigger == who {
					trigger = plainKana(n.Surface)
				} else if reactor == "" && n.Span.Start >= runeOf(b.Text, t[1]) {
					reactor = plainKana(n.Surface)
				}
			}
			// A sentence that first says who met whom has its trigger last.
			trigger = lastPersonBefore(b, runeOf(b.Text, t[0]), trigger)
			if reactor == who && trigger != "" && trigger != whom && trigger != who {
				r.report(Happening, a.line, a.Text, say{"発端が、%d行目とここで食い違っています", "line %d gives this quarrel another cause"}, r.Lines[b.line].Number)
				return
			}
		}
	}
}

// reaction reads "A が B の … に疑問/反発 … が発端": who was set off, and by whom.
func reaction(s *sentence, before int) (who, whom string, ok bool) {
	rs := []rune(s.Text)
	for _, n := range s.Names {
		if n.Type != text.Person || n.Span.End > before {
			continue
		}
		if who == "" && n.Span.End < len(rs) && rs[n.Span.End] == 'が' {
			who = plainKana(n.Surface)
		} else if who != "" && whom == "" {
			whom = plainKana(n.Surface)
		}
	}
	return who, whom, who != "" && whom != ""
}

func lastPersonBefore(s *sentence, before int, otherwise string) string {
	rs := []rune(s.Text)
	for _, n := range s.Names {
		if n.Type == text.Person && n.Span.End <= before {
			if rest := string(rs[n.Span.End:]); strings.HasPrefix(rest, "が") || strings.HasPrefix(rest, "の") && n.Span.End > before-12 {
				otherwise = plainKana(n.Surface)
			}
		}
	}
	return otherwise
}

var (
	accepting = regexp.MustCompile(`受け入れる用意|受け入れると|受諾す|全面的に受け入れ`)
	demanding = regexp.MustCompile(`(停戦|合意|和平|受け入れ|参加|再開)の条件として`)
)

// conditions reports one card whose actor accepts without a word of conditions and
// sets conditions for the same in another point.
func (r *reading) conditions() {
	for i := range r.Cards {
		ss := r.cardSentences(i)
		for _, a := range ss {
			if a.line < 0 || !accepting.MatchString(a.Text) || strings.Contains(a.Text, "条件") {
				continue
			}
			who, ok := topic(a, len([]rune(a.Text)))
			if !ok {
				continue
			}
			for _, b := range ss {
				other, ok := topic(b, len([]rune(b.Text)))
				if b.line >= 0 && ok && b != a && demanding.MatchString(b.Text) && (other.Normal == who.Normal || firstName(b) == who.Normal) {
					r.report(Happening, b.line, b.Text, say{"%d行目では条件なしで受け入れ、ここでは条件を挙げています", "line %d accepts without conditions, this one sets them"}, r.Lines[a.line].Number)
				}
			}
		}
	}
}

func firstName(s *sentence) string {
	if len(s.Names) == 0 {
		return ""
	}
	return s.Names[0].Normal
}
