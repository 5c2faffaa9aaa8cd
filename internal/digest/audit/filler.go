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
		case t.dialect.MatchString(l.Text):
			r.report(Filler, i, l.Text, say{"話し言葉・方言「%s」が、発言と示されずに混ざっています", "chat (%q) that is not marked as a remark"}, t.dialect.FindString(l.Text))
		case t.chat.MatchString(l.Text):
			r.report(Filler, i, l.Text, say{"事実を足さないつぶやきです(%s)", "chatter without a fact (%s)"}, t.chat.FindString(l.Text))
		case t.filler.MatchString(l.Text):
			r.report(Filler, i, l.Text, say{"事実を足さない文です", "a sentence without a fact"})
		case (l.Part == Prose || l.Part == Bullet) && exclaims(r, i):
			r.report(Filler, i, l.Text, say{"語り手が感嘆符を使っています", "the narrator exclaims"})
		}
	}
	if r.Lang == "ja" {
		r.styles()
	}
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

// styles reports the first sentence of a stretch of plain style inside prose that
// is polite elsewhere, and the other way round. Pages whose sections differ, or
// which print extracts, are left alone.
func (r *reading) styles() {
	if len(r.Passages) > 0 {
		return
	}
	for n := range r.Sections {
		var lines []int
		var polite []bool
		for _, s := range r.all {
			if l := r.Lines[s.line]; l.Section != n || l.Part != Prose || len(s.Quotations) > 0 {
				continue
			}
			p, q := politeEnd.MatchString(s.Text), plainEnd.MatchString(s.Text)
			if p != q && r.afterCard(s.line) {
				lines, polite = append(lines, s.line), append(polite, p)
			}
		}
		r.odd(n, lines, polite)
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

// odd compares a section with the whole page: a section all in the other style is
// reported once.
func (r *reading) odd(section int, lines []int, polite []bool) {
	all, yes := 0, 0
	for _, s := range r.all {
		if l := r.Lines[s.line]; l.Part == Prose && l.Section >= 0 {
			if p, q := politeEnd.MatchString(s.Text), plainEnd.MatchString(s.Text); p != q {
				all++
				if p {
					yes++
				}
			}
		}
	}
	if all < 5 || yes*4 < all*3 && yes*4 > all {
		return
	}
	for i, p := range polite {
		if p != (yes*2 > all) {
			r.report(Filler, lines[i], r.Lines[lines[i]].Text, say{"です・ます体と常体が混ざっています", "the style changes between polite and plain"})
		}
	}
}
