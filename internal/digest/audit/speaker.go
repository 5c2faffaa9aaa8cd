package audit

import (
	"regexp"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// speakers asks that the same content keeps its speaker, its sides and its giver
// and receiver (C7).
func (r *reading) speakers() {
	r.moved()
	r.believers()
	r.givers()
	r.companions()
	r.nobody()
	r.possessed()
	r.accusations()
}

// sameContent is the share of a statement's content words that another must have
// to be taken for the same.
const sameContent = 0.75

// moved reports a statement that a source gives to another speaker.
func (r *reading) moved() {
	for _, s := range r.all {
		if p := r.part(s); s.copied || !told[p] && p != Answer {
			continue
		}
		for _, st := range s.said {
			if st.Speaker == "" || st.Resolved || st.Hearsay || !st.Named {
				continue
			}
			other, ok := r.saidByOther(s, st)
			if !ok {
				continue
			}
			r.report(Speaker, s.line, s.Text, say{"カードでは%sの言葉ですが、ここでは%sが言っています", "a card has it from %s, this line from %s"}, other, st.Speaker)
			break
		}
	}
}

// saidByOther finds who says a statement's content in the sources, when it is
// never its own speaker.
func (r *reading) saidByOther(s *sentence, st claim.Statement) (string, bool) {
	content := r.itemsIn(s, st.ContentSpan)
	if len(content) < 2 {
		return "", false
	}
	other := ""
	for _, o := range r.sources {
		k := r.stockOfOne(o)
		if !alike(content, k) {
			continue
		}
		if k.keys["n "+st.SpeakerNormal] || strings.Contains(k.text, folded(st.Speaker)) {
			return "", false // the speaker is at least part of it there
		}
		for _, x := range o.said {
			if !x.Named && vague.MatchString(x.Speaker) || x.Hearsay || x.Resolved || x.Speaker == "" || !sameAct(x, st) || !alike(content, r.stockOf(o, x.ContentSpan)) {
				continue
			}
			if shorterName(x.Speaker, st.Speaker) || shorterName(st.Speaker, x.Speaker) {
				return "", false
			}
			other = x.Speaker
		}
	}
	return other, other != ""
}

// vague are speakers who may be anybody.
var vague = regexp.MustCompile(`(?i)^(he|she|it|they|we|who|this|that|one|some|many|the (company|airline|group|city|government|ministry))$|^(彼|彼女|同|両|自身|これ|それ)`)

// shorterName reports whether one name is the last part of another: a surname,
// mostly.
func shorterName(short, long string) bool {
	short, long = folded(short), folded(long)
	return strings.HasSuffix(long, " "+short) || strings.HasSuffix(long, "・"+short)
}

// sameAct leaves out pairs where one reports what the other does: a criticism of
// a demand is no demand.
func sameAct(a, b claim.Statement) bool {
	return a.Stance == b.Stance || a.Stance == claim.OtherSay || b.Stance == claim.OtherSay || a.Stance == claim.Demand || b.Stance == claim.Demand
}

func alike(items []item, k *stock) bool {
	var all, have float64
	for _, it := range items {
		all += it.weight
		if k.holds(it) {
			have += it.weight
		}
	}
	return all > 0 && have/all >= sameContent
}

// itemsIn are the items of a stretch of a sentence, without names.
func (r *reading) itemsIn(s *sentence, span text.Span) []item {
	var out []item
	for _, it := range r.items(s) {
		if span.Contains(it.span) && (it.name == nil || it.weight == 1) {
			out = append(out, it)
		}
	}
	return out
}

// stockOf is the stock of a stretch of a sentence.
func (r *reading) stockOf(s *sentence, span text.Span) *stock {
	k := &stock{keys: map[string]bool{}, text: folded(s.Text)}
	if span.End <= len([]rune(s.Text)) {
		k.text = folded(string([]rune(s.Text)[span.Start:span.End]))
	}
	for _, w := range s.Words {
		if span.Contains(w.Span) {
			k.keys[r.canonical(w.Base)] = true
		}
	}
	for _, n := range s.Names {
		if span.Contains(n.Span) {
			k.keys["n "+nameKey(n)] = true
		}
	}
	return k
}

var believes = regexp.MustCompile(`と(信じ|考え|確信し|述べ|語|見て|みて)`)

// believers reports two speakers of whom one appears again as the one spoken of.
func (r *reading) believers() {
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		if s.line < 0 || s.copied || len(s.Names) < 3 || !believes.MatchString(s.Text) {
			continue
		}
		rs := []rune(s.Text)
		names := outerNames(s)
		for i := 0; i+1 < len(names); i++ {
			a, b := names[i], names[i+1]
			if a.Type != text.Person || b.Type != text.Person || between(rs, a, b) != "と" || b.Span.End >= len(rs) || rs[b.Span.End] != 'は' {
				continue
			}
			for _, c := range names[i+2:] {
				if (c.Normal == a.Normal || c.Normal == b.Normal) && c.Span.End < len(rs) && rs[c.Span.End] == 'が' && believes.MatchString(string(rs[c.Span.End:])) {
					r.report(Speaker, s.line, s.Text, say{"%sが、自分について「信じている」と述べる形になっています", "%s is made to speak of his own mind as another's"}, c.Surface)
				}
			}
		}
	}
}

var (
	// given matches "A が X を B に返還", taken "X を B に併合され".
	given = regexp.MustCompile(`([\p{Han}\p{Katakana}ー]{2,12})が([\p{Han}\p{Katakana}ー]{2,12})を([\p{Han}\p{Katakana}ー]{2,12})に(返還|返す|引き渡)`)
	taken = regexp.MustCompile(`([\p{Han}\p{Katakana}ー]{2,12})を([\p{Han}\p{Katakana}ー]{2,12})に(併合|占領|奪わ|占拠|接収)`)
)

// givers reports a giver who does not have what is given back.
func (r *reading) givers() {
	every := append(append([]*sentence(nil), r.sources...), r.all...)
	for _, s := range every {
		g := given.FindStringSubmatch(s.Text)
		if g == nil || s.line < 0 || s.copied {
			continue
		}
		for _, o := range every {
			t := taken.FindStringSubmatch(o.Text)
			if t != nil && t[1] == g[2] && t[2] == g[3] {
				r.report(Speaker, s.line, s.Text, say{"%sは%sが持っています。返す側と受ける側が逆です", "%s is held by %s: giver and receiver are swapped"}, g[2], g[3])
				break
			}
		}
	}
}

// jointAct matches cooperation with those who stand before it.
var jointAct = regexp.MustCompile(`(?:両国|両者)?との(連携|協力|協調|同盟|共闘|提携)`)

// companions reports sides of an act that the matching card does not have: "A と
// B が" with a B that is not there, and cooperation with somebody with whom no
// card has it.
func (r *reading) companions() {
	for _, s := range r.all {
		if p := r.part(s); !told[p] && p != Remark || len(r.Passages) > 0 {
			continue
		}
		rs := []rune(s.Text)
		names := outerNames(s)
		for i := 0; i+1 < len(names); i++ {
			a, b := names[i], names[i+1]
			if between(rs, a, b) == "と" && b.Span.End < len(rs) && rs[b.Span.End] == 'が' {
				r.stranger(s, a, b)
			}
		}
		if m := jointAct.FindStringIndex(s.Text); m != nil {
			r.jointWith(s, runeOf(s.Text, m[0]))
		}
	}
}

// stranger reports a coordinated subject of which the best card has only one.
func (r *reading) stranger(s *sentence, a, b text.Name) {
	var best *sentence
	most := 0.0
	l := r.Lines[s.line]
	for _, o := range r.sources {
		if o.line < 0 || r.Lines[o.line].Section != l.Section {
			continue
		}
		if share, _ := r.support(s, r.stockOfOne(o)); share > most {
			most, best = share, o
		}
	}
	if best == nil || most < 0.4 {
		return
	}
	k := r.stockOfOne(best)
	hasA, hasB := k.keys["n "+nameKey(a)], k.keys["n "+nameKey(b)]
	if hasA != hasB {
		missing := b
		if hasB {
			missing = a
		}
		r.report(Speaker, s.line, s.Text, say{"カード(%d行目)の当事者に「%s」はいません", "the card on line %d does not have %q among the sides"}, r.Lines[best.line].Number, missing.Surface)
	}
}

// jointWith reports cooperation with a side with which no card has it.
func (r *reading) jointWith(s *sentence, at int) {
	who, ok := topic(s, at)
	for _, n := range s.Names {
		if !ok || n.Type != text.Place || n.Span.End > at || n.Span.End < at-4 || nameKey(n) == nameKey(who) {
			continue
		}
		found := false
		for _, o := range r.sources {
			found = found || with(o, n, who)
		}
		if !found {
			r.report(Speaker, s.line, s.Text, say{"%sと「%s」との連携・協力を伝えるカードがありません", "no card tells of %s cooperating with %q"}, who.Surface, n.Surface)
			return
		}
	}
}

// jointly matches what follows the one with whom something is done.
var jointly = regexp.MustCompile(`^(側)?と(の)?[^、。]{0,6}(連携|協力|協調|同盟|共闘|提携|協議|会談|支援)`)

// with reports whether a sentence tells of who doing something with a side.
func with(s *sentence, n, who text.Name) bool {
	if t, ok := topic(s, len([]rune(s.Text))); s.line >= 0 && (!ok || nameKey(t) != nameKey(who)) && firstName(s) != who.Normal {
		return false
	}
	rs := []rune(s.Text)
	for _, o := range s.Names {
		if nameKey(o) == nameKey(n) && jointly.MatchString(string(rs[min(o.Span.End, len(rs)):])) {
			return true
		}
	}
	return false
}

var agentless = regexp.MustCompile(`(が必要|する必要があ|べきだ?|の条件)?[^、。]{0,6}と(された|される|されています|されている)。?$`)

// nobody reports a demand that has lost its speaker while another line of the page
// knows who made it.
func (r *reading) nobody() {
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		if s.line < 0 || !agentless.MatchString(s.Text) || len(r.Passages) > 0 {
			continue
		}
		own := r.stockFrom(r.items(s))
		for _, o := range append(append([]*sentence(nil), r.sources...), r.all...) {
			if o == s || o.line < 0 {
				continue
			}
			for _, st := range o.said {
				content := r.itemsIn(o, st.ContentSpan)
				if !st.Named || st.Resolved || len(content) < 2 || !alike(content, own) {
					continue
				}
				r.report(Speaker, s.line, s.Text, say{"話者が消えています。%d行目では%sの言葉です", "the speaker is lost; on line %d it is %s who says so"}, r.Lines[o.line].Number, st.Speaker)
				return
			}
		}
	}
}

func (r *reading) stockFrom(items []item) *stock {
	k := &stock{keys: map[string]bool{}}
	for _, it := range items {
		k.keys[it.key] = true
		k.text += it.surface + " "
	}
	return k
}

var ofQuote = regexp.MustCompile(`(は|が)([^、。「」]{2,24})の「([^」]+)」と(批判|非難|指摘|反論|糾弾|叱責)`)

// possessed reports "A は B の「…」と批判": the critic's words printed as the
// other's.
func (r *reading) possessed() {
	for _, s := range append(append([]*sentence(nil), r.sources...), r.all...) {
		m := ofQuote.FindStringSubmatch(s.Text)
		if m == nil || s.line < 0 || len(r.Passages) > 0 {
			continue
		}
		for _, n := range s.Names {
			if strings.HasSuffix(m[2], string([]rune(s.Text)[n.Span.Start:n.Span.End])) {
				r.report(Speaker, s.line, s.Text, say{"「%s」が%sの言葉に読めます", "%q reads as the words of %s"}, m[3], n.Surface)
				break
			}
		}
	}
}

// accusations reports a headline or teaser that prints as a fact what a card has
// only as somebody's accusation.
func (r *reading) accusations() {
	for _, s := range r.all {
		if p := r.part(s); p != Headline && p != Teaser && p != Heading || r.Lines[s.line].Fixed || s.copied || len(s.Names) == 0 {
			continue
		}
		subject := s.Names[0]
		for _, o := range append(append([]*sentence(nil), r.sources...), r.all...) {
			if o.line == s.line || o.line < 0 {
				continue
			}
			for _, st := range o.said {
				if st.Stance != claim.Criticise || !st.Named || st.SpeakerNormal == subject.Normal || namesSpeaker(s, st) {
					continue
				}
				if r.accuses(s, o, st, subject) {
					r.report(Speaker, s.line, s.Text, say{"%sの非難を、話者を示さずに述べています", "an accusation by %s, printed without its speaker"}, st.Speaker)
					return
				}
			}
		}
	}
}

func namesSpeaker(s *sentence, st claim.Statement) bool {
	for _, n := range s.Names {
		if n.Normal == st.SpeakerNormal {
			return true
		}
	}
	return false
}

// accuses reports whether the accusation's verb and its subject stand in s.
func (r *reading) accuses(s, o *sentence, st claim.Statement, subject text.Name) bool {
	content := r.stockOf(o, st.ContentSpan)
	if !content.keys["n "+nameKey(subject)] {
		return false
	}
	verb, shared := false, 0
	for _, w := range s.Words {
		if w.Stop || r.tongue.soft[w.Base] || !content.keys[r.canonical(w.Base)] {
			continue
		}
		shared++
		verb = verb || w.Class == text.Verb
	}
	return verb && shared >= 2
}

// outerNames are the names of a sentence that stand in no other, as the country in
// a title does.
func outerNames(s *sentence) []text.Name {
	var out []text.Name
	for _, n := range s.Names {
		if len(out) > 0 && out[len(out)-1].Span.Contains(n.Span) {
			continue
		}
		out = append(out, n)
	}
	return out
}

// between are the words between two names.
func between(rs []rune, a, b text.Name) string {
	if a.Span.End > b.Span.Start {
		return ""
	}
	return string(rs[a.Span.End:b.Span.Start])
}
