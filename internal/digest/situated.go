package digest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// A remark may be true of the lines it points to and still false of the story:
// "nobody else has it" over one publisher's card, while another section has it
// from three. What a situation says beyond its lines is therefore proved from the
// whole digest and from every report that the digest was made from.

// spot is where a remark stands and what it points to.
type spot struct {
	c         *Checker
	d         *Digest
	s, before *Section // nil for the opening and the closing
	n, of     int      // which section of the digest it is, of how many
	about     []Line
	said      string
	ground    ground
	sentences []text.Sentence
}

// Situated returns nil when what the situation of one of a digest's remarks says
// is so in that digest: that its sides are opposed in the ledger, that no other
// publisher tells what it says only one has, that no report lies in the pause it
// speaks of. d must hold the remark; other lines pass. Errors wrap [ErrRemark].
func (c *Checker) Situated(d *Digest, l *Line) error {
	if l.Kind != Remark {
		return nil
	}
	byID := map[string]Line{}
	d.Lines(func(l *Line) { byID[l.ID] = *l })
	var about []Line
	for _, id := range l.About {
		about = append(about, byID[id])
	}
	at := spot{c: c, d: d, about: about, said: l.Text}
	at.find(l.ID)
	return at.proves(c.hosts.Situation(l.Host, d.Lang, l.Form))
}

// find sets the section in which a remark stands.
func (at *spot) find(id string) {
	n := 0
	for p := range at.d.Pages {
		sections := at.d.Pages[p].Sections
		for i := range sections {
			s := &sections[i]
			if s.Before.ID == id || s.After.ID == id || s.Closing.ID == id || s.Reply.ID == id {
				at.place(p, i, n)
			}
			n++
		}
	}
}

// place sets the section: i of page p, n of the digest.
func (at *spot) place(p, i, n int) {
	at.n, at.of = n, 0
	sections := at.d.Pages[p].Sections
	at.s = &sections[i]
	if i > 0 {
		at.before = &sections[i-1]
	} else if p > 0 && len(at.d.Pages[p-1].Sections) > 0 {
		last := at.d.Pages[p-1].Sections
		at.before = &last[len(last)-1]
	}
	for _, page := range at.d.Pages {
		at.of += len(page.Sections)
	}
}

// proves holds a situation against the digest.
func (at *spot) proves(situation string) error {
	base := strings.TrimSuffix(situation, lightly)
	var printed []Printed
	for _, l := range at.about {
		printed = append(printed, l.Printed("", at.d.Lang))
	}
	at.ground = at.c.groundOf(printed)
	for _, s := range at.ground.sentences {
		at.sentences = append(at.sentences, s.sentence)
	}
	if (base != situation || joking[base] || strings.HasPrefix(base, "about_")) && toneIn(at.d, at.s) != light {
		return fmt.Errorf("%w: %s where nothing is light", ErrRemark, situation)
	}
	if proof := proofs[base]; proof != nil && !proof(at) {
		return fmt.Errorf("%w: the digest does not show %s", ErrRemark, situation)
	}
	if cue := cues[base]; cue != nil && !at.prints(cue) {
		return fmt.Errorf("%w: no line shows %s", ErrRemark, situation)
	}
	return nil
}

// joking are the lists whose words are out of place where anything is grim.
var joking = map[string]bool{"closing": true, "reaction": true, "night": true}

// proofs are what the digest must show for a situation. A situation without one
// says nothing beyond its slots and its cue.
var proofs = map[string]func(*spot) bool{
	"opening_grave": func(at *spot) bool { return at.d.Grave }, "conclusion_grave": func(at *spot) bool { return at.d.Grave },
	"opening_change": (*spot).someChanged, "conclusion_change": (*spot).someChanged,
	"opening_sides": (*spot).opposed, "conclusion_sides": (*spot).opposed,
	"opening_dispute": (*spot).disputed, "conclusion_dispute": (*spot).disputed,
	"opening_update": func(at *spot) bool { return at.differs(at.d.Disputes, claim.Update) },
	"opening_many":   func(at *spot) bool { return len(at.d.Sources.Publishers) >= 4 },
	"opening_pair":   func(at *spot) bool { return len(at.d.Sources.Publishers) == 2 },
	"opening_new":    func(at *spot) bool { return at.d.AsOf.Sub(at.d.Since) < day },
	"opening_long":   (*spot).fromEndToEnd, "conclusion_long": (*spot).long,
	"conclusion_open": func(at *spot) bool { return len(printable(at.d.Open)) > 0 },
	"conclusion_short": func(at *spot) bool {
		return len(at.d.Pages) == 1 && len(at.d.Pages[0].Sections) == 1
	},
	"dispute": func(at *spot) bool { return at.shows(claim.Conflict) }, "update": func(at *spot) bool { return at.shows(claim.Update) && !at.harms() },
	"rose": func(at *spot) bool { return at.shows(claim.Update) && !at.harms() }, "fell": func(at *spot) bool { return at.shows(claim.Update) && !at.harms() },
	"change": (*spot).changed, "correction": (*spot).correctedHere,
	"lead_gap": (*spot).silent, "single": (*spot).alone,
	"echo": (*spot).echoed, "lead_echo": (*spot).echoed,
	"voices": (*spot).manySpeak, "reaction": (*spot).manySpeak,
	"rewind": (*spot).back, "onwards": (*spot).onwards,
	"agree": (*spot).agreed, "earliest": func(at *spot) bool { return at.shownBy(earliest) }, "night": func(at *spot) bool { return at.shownBy(nightOwl) },
	"silence": (*spot).unheard, "soon": (*spot).ahead, "deadline": (*spot).ahead,
	"win": inField(Sport, Culture), "about_games": inField(Sport), "vote": inField(Politics, World), "launch": inField(Business, Science),
	"percent": (*spot).figured, "vast": (*spot).figured, "money": (*spot).figured, "figure": (*spot).figured,
}

// cue finds words in a line.
type cue interface{ MatchString(s string) bool }

// cues are words of which a line that the remark points to must print one, for
// a reader to see what the remark speaks of.
var cues = map[string]cue{
	"soon": toCome, "deadline": toCome,
	"silence":    noComment,
	"hearsay":    rumour,
	"refusal":    regexp.MustCompile(`(?i)\b(reject\w*|refus\w+|declin\w+|rul(es?|ed|ing) out|turn(s|ed)? down)\b|拒否|拒ん|拒み|拒絶|応じない|応じなか|受け入れない|断っ|退け`),
	"denial":     regexp.MustCompile(`(?i)\b(den(y|ies|ied|ying)|not true|untrue|false)\b|否定|事実ではない|事実無根|していない`),
	"condition":  regexp.MustCompile(`(?i)\b(if|unless|provided|only (when|after)|as long as|condition\w*)\b|条件|限り|なければ|ない限り|れば|なら`),
	"demand":     regexp.MustCompile(`(?i)\b(demand\w*|call(s|ed|ing)? (for|on)|urg(e|es|ed|ing)|insist\w*)\b|求め|要求|要請|訴え`),
	"warning":    regexp.MustCompile(`(?i)\b(warn\w*|caution\w*|alarm)\b|警告|警鐘|注意を|懸念|おそれ|恐れ`),
	"proposal":   regexp.MustCompile(`(?i)\b(propos\w+|suggest\w*|offer(s|ed)?)\b|提案|案を|提言|示し`),
	"opposition": regexp.MustCompile(`(?i)\b(oppos\w+|against|object(s|ed|ion\w*)|resist\w*)\b|反対|反発`),
	"support":    regexp.MustCompile(`(?i)\b(support\w*|back(s|ed|ing)|welcom\w+|endors\w+|in favou?r)\b|支持|賛成|賛同|歓迎|支援`),
	"criticism":  regexp.MustCompile(`(?i)\b(critici[sz]\w+|condemn\w*|denounc\w+|slam\w*|blast\w*|attack(s|ed)|accus\w+|blam\w+)\b|批判|非難|糾弾|酷評`),
}

func init() {
	for _, t := range telltales {
		cues[t.situation] = t.words
	}
}

// prints reports whether one of the lines has a cue.
func (at *spot) prints(cue cue) bool {
	for _, l := range at.about {
		if l.Kind != Remark && cue.MatchString(l.Text) {
			return true
		}
	}
	return false
}

func (at *spot) disputed() bool { return at.differs(at.d.Disputes, claim.Conflict) }

func (at *spot) differs(list []Difference, kind claim.Kind) bool {
	for _, diff := range list {
		if diff.Kind == kind {
			return true
		}
	}
	return false
}

// shows reports whether the section shows a dispute of the kind, and a reader who
// comes to the remark has both values: in the remark or in lines above it.
func (at *spot) shows(kind claim.Kind) bool {
	if at.s == nil {
		return false
	}
	above := at.said
	for _, card := range at.s.Cards {
		for _, p := range card.Points {
			above += "\n" + p.Text
		}
	}
	for _, id := range at.s.Disputes {
		for _, diff := range at.d.Disputes {
			if diff.ID == id && diff.Kind == kind && len(diff.Value) == 2 && holds(above, diff.Value[0]) && holds(above, diff.Value[1]) {
				return true
			}
		}
	}
	return false
}

// someChanged reports whether the ledger shows somebody who took another stance
// than before.
func (at *spot) someChanged() bool {
	for _, h := range at.d.Ledger {
		for i, p := range h.Positions {
			if i > 0 && p.Changed && h.Positions[i-1].Stance != p.Stance {
				return true
			}
		}
	}
	return false
}

// changed is someChanged, by a sentence that the remark points to.
func (at *spot) changed() bool {
	for _, h := range at.d.Ledger {
		for i, p := range h.Positions {
			if i == 0 || !p.Changed || h.Positions[i-1].Stance == p.Stance {
				continue
			}
			for _, s := range at.ground.sentences {
				if len(p.Line.Cites) > 0 && refOf(s.article.ID, s.sentence) == p.Line.Cites[0].Ref {
					return true
				}
			}
		}
	}
	return false
}

// inFavour and against are stances that cannot both be held.
var (
	inFavour = map[claim.Stance]bool{claim.Support: true, claim.Propose: true, claim.Demand: true}
	against  = map[claim.Stance]bool{claim.Oppose: true, claim.Reject: true}
)

// opposed reports whether two actors of the ledger stand on different sides of
// one issue.
func (at *spot) opposed() bool {
	wants := map[string]string{} // issue: who is for it
	for _, h := range at.d.Ledger {
		if n := len(h.Positions); n > 0 && inFavour[h.Positions[n-1].Stance] {
			wants[h.Issue] += "\x00" + h.Actor
		}
	}
	for _, h := range at.d.Ledger {
		if n := len(h.Positions); n > 0 && against[h.Positions[n-1].Stance] {
			if others := strings.ReplaceAll(wants[h.Issue]+"\x00", "\x00"+h.Actor+"\x00", ""); strings.Trim(others, "\x00") != "" {
				return true
			}
		}
	}
	return false
}

func (at *spot) long() bool { return at.d.AsOf.Sub(at.d.Since) >= longStory*day }

// fromEndToEnd asks that a long story's days are those between its first and its
// last report, where they are counted.
func (at *spot) fromEndToEnd() bool {
	counts := strings.IndexFunc(at.said, unicode.IsDigit) >= 0
	return at.long() && (!counts || at.ground.days() == int(civilDay(at.d.AsOf).Sub(civilDay(at.d.Since))/day))
}

// civilDay is the day that a report's own zone has.
func civilDay(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func (at *spot) correctedHere() bool {
	if at.s == nil {
		return false
	}
	for _, fix := range at.d.Corrected {
		for _, card := range at.s.Cards {
			if card.Article == fix.Article {
				return true
			}
		}
	}
	return false
}

// silent asks that no report the digest was made from was published between the
// days of the lines, and that the pause is long, by itself and for this story.
func (at *spot) silent() bool {
	if at.before == nil || len(at.before.Cards) == 0 || len(at.s.Cards) == 0 || at.s.Cards[0].Published.Before(at.before.Cards[0].Published) {
		return false
	}
	pause := at.ground.last.Sub(at.ground.first)
	if pause < longStory*day || 4*pause < at.d.AsOf.Sub(at.d.Since) {
		return false
	}
	for id := range at.d.Read {
		r, err := at.c.reading(id)
		if err != nil {
			return false
		}
		if on := civilDay(r.article.Published); on.After(at.ground.first) && on.Before(at.ground.last) {
			return false
		}
	}
	return len(at.d.Read) > 0
}

// rereads bounds the reports among which one is called the only one.
const rereads = 40

// alone asks that of three publishers or more one has all of the section's
// cards, credits no agency, and tells what no report of another has.
func (at *spot) alone() bool {
	if at.s == nil || at.cardPublishers() != 1 || len(at.d.Sources.Publishers) < 3 || len(at.d.Read) > rereads || !namesPublisher(at.s.Cards[0].Publisher) {
		return false
	}
	own := at.s.Cards[0].Publisher
	var words []map[string]bool
	for _, s := range at.sentences {
		if agency.MatchString(s.Text) {
			return false
		}
		words = append(words, contentWords(s))
	}
	for id := range at.d.Read {
		r, err := at.c.reading(id)
		if err != nil || r.article.Lang != at.d.Lang {
			return false // what cannot be compared may hold it
		}
		if r.article.Publisher == own {
			if r.article.ID == at.s.Cards[0].Article && agency.MatchString(strings.Join(r.article.Paragraphs, "\n")) {
				return false
			}
			continue
		}
		for _, s := range r.text.Sentences {
			told := contentWords(s)
			for _, w := range words {
				if n := overlapCount(told, w); n >= wordsExpected && 3*n >= min(len(told), len(w)) {
					return false
				}
			}
		}
	}
	return len(words) > 0
}

// agency matches news agencies, by whose copy many papers have what one prints.
var agency = regexp.MustCompile(`\b(AP|AFP|Reuters|REUTERS|Associated Press|dpa|DPA|EFE|ANSA|Kyodo|Jiji|Xinhua|TASS|Interfax|Bloomberg|ANI|PTI)\b|ロイター|共同通信|時事通信|（共同）|（時事）|通信社|ブルームバーグ|新華社`)

func (at *spot) echoed() bool {
	if at.s == nil {
		return false
	}
	for _, card := range at.s.Cards {
		if len(card.Echoes) > 0 {
			return true
		}
	}
	return false
}

func (at *spot) cardPublishers() int {
	seen := map[string]bool{}
	if at.s != nil {
		for _, card := range at.s.Cards {
			seen[card.Publisher] = true
		}
	}
	return len(seen)
}

// speakers are the people and bodies whom the printed lines have speak, with the
// lines of each. A last name alone is the same person.
func (at *spot) speakers() map[string]int {
	out := map[string]int{}
	for _, l := range at.about {
		for _, cite := range l.Cites {
			r, err := at.c.reading(cite.Ref.Article)
			if err != nil {
				continue
			}
			s, err := at.c.sentence(cite.Ref)
			if err != nil {
				continue
			}
			for _, st := range r.statements[s.sentence.Index] {
				if st.SpeakerNormal != "" && holds(l.Text, st.Speaker) {
					out[lastWord(st.SpeakerNormal)]++
					break
				}
			}
		}
	}
	return out
}

func (at *spot) manySpeak() bool { return len(at.speakers()) >= 3 }

// unheard asks that nobody whom the remark calls silent is heard in a line of the
// digest.
func (at *spot) unheard() bool {
	heard := false
	at.d.Lines(func(l *Line) {
		if l.Kind == Remark || heard {
			return
		}
		for _, cite := range l.Cites {
			r, err := at.c.reading(cite.Ref.Article)
			if err != nil {
				continue
			}
			s, err := at.c.sentence(cite.Ref)
			if err != nil || noComment.MatchString(s.sentence.Text) {
				continue
			}
			for _, st := range r.statements[s.sentence.Index] {
				if who := lastWord(st.SpeakerNormal); who != "" && holds(at.said, who) {
					heard = true
				}
			}
		}
	})
	return !heard
}

// onwards asks that the section is newer than the one before it by a day at least.
func (at *spot) onwards() bool {
	return at.s != nil && at.before != nil && len(at.s.Cards) > 0 && len(at.before.Cards) > 0 &&
		civilDay(at.before.Cards[0].Published).Before(civilDay(at.s.Cards[0].Published))
}

// harms reports whether a line that the remark points to speaks of people who came
// to harm: a figure of them is no curiosity.
func (at *spot) harms() bool {
	for _, l := range at.about {
		if l.Kind != Remark && harmed(l.Text, at.d.Lang) {
			return true
		}
	}
	return false
}

// inField asks that the digest is of one of the fields: elsewhere a "match", an
// "election" or something "released" is a manner of speaking or part of a name.
func inField(fields ...Category) func(*spot) bool {
	return func(at *spot) bool { return slices.Contains(fields, at.d.Category) }
}

// back asks that the section is older than the one before it by a day at least.
func (at *spot) back() bool {
	return at.s != nil && at.before != nil && len(at.s.Cards) > 0 && len(at.before.Cards) > 0 &&
		civilDay(at.s.Cards[0].Published).Before(civilDay(at.before.Cards[0].Published)) &&
		civilDay(at.s.Date).Before(civilDay(at.before.Date))
}

// ahead asks that a line names a day after the digest's newest report.
func (at *spot) ahead() bool {
	for _, s := range at.ground.sentences {
		for _, date := range s.sentence.Dates {
			if date.Precision == text.Day && date.Time.After(at.d.AsOf) && date.Time.Before(at.d.AsOf.Add(nextDays*day)) {
				return true
			}
		}
	}
	return false
}

func (at *spot) figured() bool {
	for _, l := range at.about {
		if l.Kind != Remark && strings.IndexFunc(l.Text, unicode.IsDigit) >= 0 {
			return true
		}
	}
	return false
}

// namesPublisher reports whether a publisher's name can be spoken: what is only
// the number of a report is not.
func namesPublisher(name string) bool { return name != "" && !idLike.MatchString(name) }

var idLike = regexp.MustCompile(`\d{4,}|[/_]`)
