package digest

import (
	"regexp"
	"strings"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// tone is how a section may be spoken of.
type tone int

const (
	light tone = iota
	sober      // war, crime, courts: no jokes
	grave      // people died or suffer: no jokes, few words
)

var soberWords = pattern.MustCompile(`(?i)\b(wars?|warfare|militar\w+|troops|soldiers?|missiles?|drones?|attack\w*|strikes? on|ceasefire|truce|invasion|occup\w+|blockade|siege|weapons?|nuclear|terror\w*|crimes?|criminal|murder\w*|assault\w*|abus\w*|violen\w+|prison\w*|jail\w*|sentenced|convicted|charged with|arrest\w*|detain\w*|deport\w*|racis\w*|antisemit\w*|holocaust|disease|sanctions)\b|戦争|戦闘|(?:^|[^人])軍[のがをは事隊]|ミサイル|停戦|侵攻|占領|核兵器|核実験|核開発|核施設|兵器|事件|犯罪|逮捕|起訴|被告|容疑|判決|拘束|差別|暴力|制裁|病気|感染`)

// harmWords are what people suffer, beside those of [claim.Grave].
var harmWords = pattern.MustCompile(`(?i)\b(missing|bodies|funerals?|mourn\w*|grie(f|ve\w*|ving)|death tolls?|fatal\w*|casualt\w+|hostages?|cancer|outbreak|pandemic|epidemic|famine|refugees?)\b|行方不明|遺体|葬儀|追悼|遺族|犠牲者|人質|逝去|他界|訃報|闘病|余命|自殺|虐待|流行病|避難者|難民`)

// deadNames are names with a grave word in them.
var deadNames = regexp.MustCompile(`Dead Sea( Scrolls)?|死海(文書)?`)

// harmed reports whether a line speaks of people who died or suffer.
func harmed(words, lang string) bool {
	words = deadNames.ReplaceAllString(words, "")
	return harmWords.MatchString(words) || claim.Grave(text.Text{Lang: lang, Title: text.Sentence{Text: words}})
}

// toneIn decides how a section may be spoken of, by what it prints and by what
// the digest is about; nil is the digest itself. Only a digest whose matter is
// grave, or a section that turns on how many people came to harm, is mourned in. A
// war or a crime is spoken of soberly, and so is whatever stands beside deaths: a
// joke needs a page on which nobody suffers.
func toneIn(d *Digest, s *Section) tone {
	if d.Grave {
		return grave
	}
	if s != nil && questionMeasure[s.Question.Form] != "" && s.Question.Form != "q.arrest" {
		return grave
	}
	lines := append([]Line{d.Headline}, d.Points...)
	for p := range d.Pages {
		for i := range d.Pages[p].Sections {
			lines = append(lines, d.Pages[p].Sections[i].Heading)
		}
	}
	for _, l := range lines {
		if harmed(l.Text, d.Lang) {
			return sober
		}
	}
	if s == nil {
		if len(d.Pages) == 0 || len(d.Pages[0].Sections) == 0 {
			return light
		}
		s = &d.Pages[0].Sections[0]
	}
	lines = append([]Line{d.Headline, s.Heading, s.Question, s.Answer}, append(cardLines(s), s.Narrative...)...)
	for _, l := range lines {
		if soberWords.MatchString(l.Text) || harmed(l.Text, d.Lang) {
			return sober
		}
	}
	return light
}

// cardLines are the titles and points of a section's cards.
func cardLines(s *Section) []Line {
	var out []Line
	for _, card := range s.Cards {
		out = append(append(out, card.Title), card.Points...)
	}
	return out
}

// scene gathers what is special about a section.
type scene struct {
	offers []offer
	base   map[string]string // slots that any remark on the section may use
	body   []Line
	core   string // heading, answer and titles: what the section is about
}

// offer adds a situation; without lines of its own it is about the whole body.
func (sc *scene) offer(situation string, values map[string]string, about ...Line) {
	for _, have := range sc.offers {
		if have.situation == situation {
			return
		}
	}
	all := map[string]string{}
	for k, v := range sc.base {
		all[k] = v
	}
	for k, v := range values {
		all[k] = v
	}
	if len(about) == 0 {
		about = sc.body
	}
	sc.offers = append(sc.offers, offer{situation: situation, values: all, about: about, rank: float64(len(sc.offers))})
}

// occasions finds the situations of a section from what its lines are, the most
// telling first: a correction, a figure or a position that moved, a dispute, who
// refuses or demands what, a day ahead, a first, a silence, who alone reports it.
// That they hold is for [Checker.Situated] to say.
func (c *composer) occasions(d *Digest, s *Section) []offer {
	sc := &scene{base: map[string]string{}, body: c.bodyLines(d, s)}
	if f, ok := compiled(formText(c.lang, s.Question.Form)); ok {
		if values, ok := f.values(s.Question.Text); ok && namesOne(values["actor"], c.lang) {
			sc.base["actor"] = values["actor"] // the one the section turns on
		}
	}
	publishers := map[string]bool{}
	echoes := 0
	for _, card := range s.Cards {
		publishers[card.Publisher] = true
		echoes += len(card.Echoes)
	}
	if len(s.Cards) > 0 {
		if namesPublisher(s.Cards[0].Publisher) {
			sc.base["publisher"] = s.Cards[0].Publisher
		}
		sc.base["date"] = dayText(s.Cards[0].Published, c.lang)
	}
	if c.wasCorrected(d, s) {
		sc.offer("correction", nil)
	}
	c.differing(sc, d, s)
	c.shifted(sc, d, s)
	c.agreeing(sc, s)
	c.printedSituations(sc, s)
	if echoes > 0 {
		sc.offer("echo", nil)
	}
	c.hours(sc, s)
	if len(publishers) == 1 {
		sc.offer("single", nil)
	}
	return sc.offers
}

// differing adds what the section's disputes are.
func (c *composer) differing(sc *scene, d *Digest, s *Section) {
	for _, id := range s.Disputes {
		for _, diff := range d.Disputes {
			if diff.ID != id || len(diff.Sides) != 2 {
				continue
			}
			values := map[string]string{}
			if diff.Sides[0].Lang == "" && diff.Sides[1].Lang == "" && plainFigure.MatchString(diff.Value[0]) && plainFigure.MatchString(diff.Value[1]) {
				values["figure"], values["figure2"] = diff.Value[0], diff.Value[1]
			}
			if diff.About.Kind == Frame && issueFits(diff.About.Text, c.lang) { // a title is no phrase to speak of
				values["issue"] = diff.About.Text
			}
			if pubs := [2]string{diff.Sides[0].Cites[0].Publisher, diff.Sides[1].Cites[0].Publisher}; pubs[0] != pubs[1] && namesPublisher(pubs[0]) && namesPublisher(pubs[1]) {
				values["publisher"], values["publisher2"] = pubs[0], pubs[1]
			}
			about := append(append([]Line{}, diff.Sides...), diff.About)
			if diff.Kind == claim.Conflict {
				sc.offer("dispute", values, about...)
				continue
			}
			if c.tone != grave { // a toll is not said to rise or fall
				sc.offer(c.direction(diff), values, about...)
			}
			sc.offer("update", values, about...)
		}
	}
}

// issueFits reports whether words can stand as what something is about: no
// figures, and in English more than a bare noun ("on boats").
func issueFits(words, lang string) bool {
	return strings.IndexFunc(words, unicode.IsDigit) < 0 && (lang == "ja" || strings.Contains(words, " "))
}

// direction is "rose" or "fell" where both values are figures of the sentences,
// else "update".
func (c *composer) direction(diff Difference) string {
	var value [2]float64
	for i, side := range diff.Sides {
		_, s, ok := c.sentenceAt(side.Cites[0].Ref)
		if !ok {
			return "update"
		}
		for _, f := range s.Figures {
			if holds(diff.Value[i], f.Surface) {
				value[i] = f.Value
				break
			}
		}
	}
	switch {
	case value[0] == 0 || value[1] == 0 || value[0] == value[1]:
		return "update"
	case value[1] > value[0]:
		return "rose"
	}
	return "fell"
}

func (c *composer) wasCorrected(d *Digest, s *Section) bool {
	for _, fix := range d.Corrected {
		for _, card := range s.Cards {
			if card.Article == fix.Article {
				return true
			}
		}
	}
	return false
}

// shifted adds a change of position that a sentence of the section shows.
func (c *composer) shifted(sc *scene, d *Digest, s *Section) {
	printed := map[claim.Ref]Line{}
	for _, l := range sc.body {
		for _, cite := range l.Cites {
			printed[cite.Ref] = l
		}
	}
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			if l, ok := printed[p.Line.Cites[0].Ref]; ok && p.Changed {
				values := map[string]string{"actor": "", "issue": h.Issue}
				if namesOne(h.Actor, c.lang) {
					values["actor"] = h.Actor
				}
				sc.offer("change", values, l)
				return
			}
		}
	}
}

// bodyLines are the lines that the remark after the cards speaks to.
func (c *composer) bodyLines(d *Digest, s *Section) []Line {
	var out []Line
	for _, card := range s.Cards {
		out = append(out, card.Points...)
	}
	for _, id := range s.Disputes {
		for _, diff := range d.Disputes {
			if diff.ID == id {
				out = append(append(out, diff.Sides...), diff.About)
			}
		}
	}
	return out
}

// telltales are words by which a printed line shows a situation, where the core
// of its section (heading, titles, answer) has them too: what a report mentions in
// passing is not what its section is about. The most telling first.
var telltales = []struct {
	situation string
	words     *regexp.Regexp
}{
	{"apology", regexp.MustCompile(`(?i)\bapologi[sz](ed?|es|ing)\b|\bapology\b|謝罪|陳謝|おわび`)},
	{"agreement", regexp.MustCompile(`(?i)\b(agreed on|(have|has|had|they|both sides|countries|leaders|ministers|unions?|parties) agreed to|reached (a|an|the) (deal|agreement|settlement)|signed (a|an|the) (deal|agreement|contract|treaty|pact|accord))\b|合意し|調印し|署名し|締結し`)},
	{"since", regexp.MustCompile(`(?i)\bfor the first time (since|in (more than |over |nearly |almost )?(\d+|[a-z]+) (years|decades))\b|\d+(年|か月|カ月|ヶ月)ぶり|年以来`)},
	{"delay", regexp.MustCompile(`(?i)\b(postpon(ed|es|ing)|delayed|delays|put (off|back) until|pushed back)\b|延期|先送り|遅れる|ずれ込`)},
	{"cancel", regexp.MustCompile(`(?i)\b(cancel(l?ed|s|l?ing)|call(ed|s) off|scrapp(ed|ing)|abandon(ed|s) (the|its|their) plans?)\b|中止|取りやめ|撤回|見送り|見送る|見送っ`)},
	{"resign", regexp.MustCompile(`(?i)\b(resign(s|ed|ation|ing)?|steps? down|stepp(ed|ing) down)\b|辞任|辞職|退任|辞意`)},
	{"ban", regexp.MustCompile(`(?i)\b(ban(s|ned|ning)?|prohibit(s|ed|ing)?|outlaw(s|ed)?)\b|禁止|禁じ`)},
	{"reopen", regexp.MustCompile(`(?i)\b(reopen(s|ed|ing)?|resum(es|ed|ing|ption)|restart(s|ed|ing)?)\b|再開|復旧|運転再開|営業再開`)},
	{"win", regexp.MustCompile(`(?i)\b(won|wins|victory|champions?)\b|優勝|勝利|金メダル|勝ち[、。越]|制し`)},
	{"launch", regexp.MustCompile(`(?i)\b(launch(es|ed|ing)?|unveil(s|ed|ing)?|goes on sale|go on sale|released)\b|発売|公開され|公開した|公開する|リリース|提供を開始|お披露目|開業|開館|オープン`)},
	{"record", regexp.MustCompile(`(?i)\b(record[- ](high|low|breaking|number|level)|all-time (high|low))\b|過去最(高|多|大|低|少|長)|史上最|記録的`)},
	{"first", regexp.MustCompile(`(?i)\b(for the first time|first-ever|first ever|unprecedented|never before)\b|初めて|史上初|前例のない`)},
	{"anniversary", regexp.MustCompile(`(?i)\banniversary\b|周年|年の節目`)},
	{"vote", regexp.MustCompile(`(?i)\b(voters?|ballots?|polling stations?|elections?|referendum|voted)\b|投票|選挙|採決|可決|否決`)},
	{"court", regexp.MustCompile(`(?i)\b(judges?|lawsuits?|courts?|verdict|on trial)\b|裁判|判決|提訴|控訴`)},
}

// cameAbout are situations in which something has come about: a sentence that only
// asks for it, doubts it or denies it does not show them.
var cameAbout = map[string]bool{"apology": true, "agreement": true, "since": true, "delay": true, "cancel": true, "resign": true, "ban": true, "reopen": true, "win": true, "launch": true}

var unsure = regexp.MustCompile(`(?i)\b(not|no|never|n't|den(y|ies|ied)|reject\w*|refus\w+|may|might|could|would|should|must|if|unless|whether|call(s|ed|ing)? (for|on)|demand\w*|urg(e|es|ed|ing)|propos\w+|consider\w*|hop(e|es|ed|ing)|want\w*|without|fail\w*|avoid\w*|rocket|missile|attack|strike|offensive|operation|investigation|probe)\b|n't\b|否定|ない|ません|せず|なかった|拒|求め|要求|可能性|検討|かどうか|べき|もし|なら|れば|たい。|目指|ミサイル|攻撃`)

// sinceThen matches what happened before, if long ago: no first.
var sinceThen = regexp.MustCompile(`(?i)\b(first time|never before)[^.]{0,12}\b(since|in (more than |over |nearly )?(\d+|[a-z]+) years)|以来|ぶり`)

// toCome matches what a sentence says of a day ahead; a day of the year without
// it may be one of the past.
var toCome = regexp.MustCompile(`(?i)\b(will|due (on|to|for|by|at)|expected|set to|scheduled|plan(s|ned)? to|deadline|no later than|to take place)\b|予定|期限|見通し|めど|締め切り|方針だ|を迎える`)

// nextDays is how far ahead a day is spoken of: farther on, a day printed without
// its year is more often one of the past.
const nextDays = 90

var noComment = pattern.MustCompile(`(?i)\b(did not (immediately )?(respond|comment|reply)|declined to comment|has not (commented|responded)|have not (commented|responded)|no comment|would not comment|refused to comment)\b|コメントしていない|コメントを控え|回答していない|取材に応じていない|明らかにしていない`)

// rumour matches what a publisher does not know first hand.
var rumour = pattern.MustCompile(`(?i)\b(reportedly|allegedly|rumou?r(s|ed)?|unnamed|anonym(ous|ity))\b|とみられ|関係者によると|関係者への取材|もようだ|もよう。|らしい。|うわさ|噂`)

// printedSituations adds what single sentences of the section's cards hold.
func (c *composer) printedSituations(sc *scene, s *Section) {
	var said, counted scene // kept apart, so that the order does not depend on the cards'
	said.base, said.body, counted.base, counted.body = sc.base, sc.body, sc.base, sc.body
	speakers := map[string]bool{}
	core := s.Heading.Text + "\n" + s.Answer.Text
	for _, card := range s.Cards {
		core += "\n" + card.Title.Text
	}
	said.core, counted.core = core, core
	for _, card := range s.Cards {
		for _, p := range card.Points {
			for _, t := range telltales {
				if t.words.MatchString(p.Text) && t.words.MatchString(core) && !(cameAbout[t.situation] && unsure.MatchString(p.Text)) && (t.situation != "first" || !sinceThen.MatchString(p.Text)) {
					sc.offer(t.situation, nil, p)
				}
			}
			for _, cite := range p.Cites {
				if r, sent, ok := c.sentenceAt(cite.Ref); ok {
					c.told(sc, p, r, sent)
					c.stated(&said, speakers, p, r, sent)
					c.counted(&counted, p, r, sent)
				}
			}
		}
	}
	for _, o := range append(said.offers, counted.offers...) {
		sc.offer(o.situation, o.values, o.about...)
	}
	if len(speakers) >= 3 {
		sc.offer("voices", nil)
	}
}

// told takes up who is silent, what is hearsay, and what day is ahead.
func (c *composer) told(sc *scene, p Line, r *report, sent text.Sentence) {
	if at := noComment.FindStringIndex(p.Text); at != nil {
		sc.offer("silence", map[string]string{"actor": silentOne(sent, p.Text[:at[0]], c.lang)}, p)
	}
	for _, date := range sent.Dates {
		if r.article.Published.Before(c.in.Story.Last.Add(-2*day)) || date.Precision != text.Day || !date.Time.After(c.in.Story.Last) || date.Time.After(c.in.Story.Last.Add(nextDays*day)) ||
			!holds(p.Text, date.Surface) || !toCome.MatchString(p.Text) {
			continue
		}
		situation := "deadline"
		if date.Time.Before(c.in.Story.Last.Add(8 * day)) {
			situation = "soon"
		}
		sc.offer(situation, map[string]string{"date": dayText(date.Time, c.lang)}, p)
	}
	for _, st := range r.statements[sent.Index] {
		if st.Hearsay && rumour.MatchString(sent.Text) {
			sc.offer("hearsay", nil, p)
		}
	}
}

// silentOne is the name that stands last before the words of silence; "" when
// none does.
func silentOne(s text.Sentence, before, lang string) string {
	best, at := "", -1
	for _, n := range s.Names {
		if n.Type == text.Place || outlet.MatchString(n.Surface) || strings.Contains(before, "told "+n.Surface) || strings.Contains(before, "told the "+n.Surface) {
			continue
		}
		if i := strings.LastIndex(before, n.Surface); i > at && namesOne(n.Surface, lang) {
			best, at = n.Surface, i
		}
	}
	if best == "" {
		return ""
	}
	return actorWords(s, best, lang)
}

// stated takes up who says what, and how.
func (c *composer) stated(sc *scene, speakers map[string]bool, p Line, r *report, sent text.Sentence) {
	for _, st := range r.statements[sent.Index] {
		if !namedSpeaker(st.Speaker, sent, c.lang) || !holds(p.Text, st.Speaker) {
			continue
		}
		speakers[st.SpeakerNormal] = true
		if name := actorWords(sent, st.Speaker, c.lang); sc.base["actor"] == "" && namesOne(name, c.lang) {
			sc.base["actor"] = name
		}
		for _, situation := range stanceOrder {
			if cue := cues[situation]; stanceOf[situation] == st.Stance && cue.MatchString(p.Text) && cue.MatchString(sc.core) && c.speakerOf(st, sent, p)["actor"] != "" {
				sc.offer(situation, c.speakerOf(st, sent, p), p)
			}
		}
	}
}

// stanceOrder keeps the order of stanceOf's situations.
var stanceOrder = []string{"refusal", "denial", "condition", "demand", "warning", "proposal", "opposition", "support", "criticism"}

func (c *composer) speakerOf(st claim.Statement, sent text.Sentence, p Line) map[string]string {
	if name := actorWords(sent, st.Speaker, c.lang); namedSpeaker(st.Speaker, sent, c.lang) && holds(p.Text, st.Speaker) && namesOne(name, c.lang) {
		return map[string]string{"actor": name}
	}
	return map[string]string{"actor": ""}
}

// namesOne reports whether words can stand where a remark names somebody: short,
// without marks inside, and in English singular, since the verbs around it are.
func namesOne(name, lang string) bool {
	return name != "" && weight(name, lang) <= map[string]int{"ja": 16, "en": 5}[lang] && !strings.ContainsAny(name, ",、。\"「」()（）") &&
		(lang != "en" || !manyOnes.MatchString(name))
}

// manyOnes matches English names of several: "the Rangers", "union leaders",
// "police". A person may be called Rivers.
var manyOnes = regexp.MustCompile(`(?i:police|people)$|^(?i:the) .*[^suU']s$|\b[a-z]+[^su']s$`)

// Figures that are worth a word for their size alone: from a number of things
// that one can still picture to what nobody can.
const (
	largeFigure = 10_000
	vastFigure  = 100_000_000
)

// money matches the units of currencies in figures' normal forms.
var money = regexp.MustCompile(`^([A-Z]{3}|crowns?|.*ドル|円|ユーロ|.*ポンド|元|ウォン|ルーブル|.*フラン|.*クローナ|ペソ|ルピー|クラウン)$`)

// counted takes up the figures of a sentence.
func (c *composer) counted(sc *scene, p Line, r *report, sent text.Sentence) {
	for _, f := range sent.Figures {
		if f.Ordinal || f.Unit == "" || !holds(p.Text, f.Surface) || !holds(sc.core, f.Surface) {
			continue
		}
		situation := ""
		switch {
		case f.Unit == "%":
			situation = "percent"
		case f.Value >= vastFigure:
			situation = "vast"
		case f.Value >= 1000 && money.MatchString(f.Unit):
			situation = "money"
		case f.Value >= largeFigure:
			situation = "figure"
		}
		if situation != "" && plainFigure.MatchString(f.Surface) {
			sc.offer(situation, map[string]string{"figure": figureWords(sent, f, c.lang)}, p)
		}
	}
}

// plainFigure matches figures that stand in any sentence: "an estimated 300" does
// not.
var plainFigure = regexp.MustCompile(`^[\d$€£¥約]`)

func (c *composer) eventOf(s *Section) int {
	for i, e := range c.in.Story.Events {
		if e.ID == s.Event {
			return i
		}
	}
	return 0
}
