package audit

import "regexp"

// filler reports chatter: dialect and chat in a page that does not mark it as a
// host's remark, and prose that changes its style (C11).
func (r *reading) filler() {
	for i, l := range r.Lines {
		if l.Marked || silent[l.Part] || l.Part == Point || l.Part == CardTitle || l.Part == Headline || l.Part == Question {
			continue
		}
		t := r.tongue
		switch {
		case chatty(l.Text) != "" && !r.quotedWords(i, chatty(l.Text)):
			r.report(Filler, i, l.Text, say{"話し言葉・方言「%s」が、発言と示されずに混ざっています", "chat (%q) that is not marked as a remark"}, chatty(l.Text))
		case t.chat.MatchString(l.Text):
			r.report(Filler, i, l.Text, say{"事実を足さないつぶやきです(%s)", "chatter without a fact (%s)"}, t.chat.FindString(l.Text))
		case t.filler.MatchString(l.Text):
			r.report(Filler, i, l.Text, say{"事実を足さない文です", "a sentence without a fact"})
		case (l.Part == Prose || l.Part == Bullet || l.Part == Remark && r.Lang == "en") && exclaims(r, i):
			r.report(Filler, i, l.Text, say{"語り手が感嘆符を使っています", "the narrator exclaims"})
		}
	}
	if r.Lang == "ja" {
		r.styles()
	}
}

// quotedWords reports whether words stand inside a quotation of a line: then
// somebody else chats.
func (r *reading) quotedWords(line int, words string) bool {
	for _, s := range r.byLine[line] {
		if r.quotedWord(s, words) {
			return true
		}
	}
	return false
}

// exclaims reports whether a sentence of a line, outside quotations, ends with an
// exclamation mark.
func exclaims(r *reading, line int) bool {
	for _, s := range r.byLine[line] {
		if regexp.MustCompile(`[!！]$`).MatchString(s.Text) && len(s.Quotations) == 0 {
			return true
		}
	}
	return false
}

var (
	politeEnd = regexp.MustCompile(`(です|ます|ました|でした|ません|でしょう|ましょう)[。！!？?]?$`)
	plainEnd  = regexp.MustCompile(`(した|する|った|ている|れた|れる|だ|である|ない|なる|いる|ある)[。]?$`)
)

// style counts the sentences of one section that end politely and plainly.
type style struct {
	polite, plain           int
	firstPolite, firstPlain int // positions in Page.Lines
}

func (t style) mostly() bool { return t.polite > t.plain }
func (t style) all() int     { return t.polite + t.plain }

// styles reports a section whose prose is mostly in another style than that of the
// other sections, and a single sentence that falls out of its section's style.
func (r *reading) styles() {
	if len(r.Passages) > 0 {
		return // such a page prints its sources' own sentences
	}
	by := make([]style, len(r.Sections))
	var page style
	for _, s := range r.all {
		l := r.Lines[s.line]
		p, q := politeEnd.MatchString(s.Text), plainEnd.MatchString(s.Text)
		if l.Part != Prose || l.Section < 0 || len(s.Quotations) > 0 || p == q || !r.afterCard(s.line) {
			continue
		}
		t := &by[l.Section]
		if p {
			if t.polite == 0 {
				t.firstPolite = s.line
			}
			t.polite, page.polite = t.polite+1, page.polite+1
		} else {
			if t.plain == 0 {
				t.firstPlain = s.line
			}
			t.plain, page.plain = t.plain+1, page.plain+1
		}
	}
	for _, t := range by {
		line := t.firstPlain
		switch {
		case t.mostly() != page.mostly() && t.all() >= 3 && page.all()-t.all() >= 3:
			if t.mostly() {
				line = t.firstPolite
			}
		case min(t.polite, t.plain) != 1 || t.all() < 6:
			continue
		case !t.mostly():
			line = t.firstPolite
		}
		r.report(Filler, line, r.Lines[line].Text, say{"です・ます体と常体が混ざっています", "the style changes between polite and plain"})
	}
}

// afterCard leaves out what stands before a section's cards, where hosts speak.
func (r *reading) afterCard(line int) bool {
	for _, c := range r.Sections[max(r.Lines[line].Section, 0)].Cards {
		if ls := r.Cards[c].Lines; len(ls) > 0 && ls[len(ls)-1] < line {
			return true
		}
	}
	return false
}
