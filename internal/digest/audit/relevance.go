package audit

import "kiku/internal/language/text"

// relevance asks that a card belongs to its page and its section, and prose to the
// page (C15).
func (r *reading) relevance() {
	for i := range r.Cards {
		r.cardBelongs(i)
	}
	r.pointsBelong()
	r.proseBelongs()
}

// aboutPage are the sentences that say what the page is about: its headline,
// bullets and conclusion, and the headings of its sections but one.
func (r *reading) aboutPage(without int) []*sentence {
	var ss []*sentence
	for _, s := range r.all {
		switch r.part(s) {
		case Headline, Standfirst, Bullet, Conclusion:
			ss = append(ss, s)
		case Heading:
			if r.Lines[s.line].Section != without {
				ss = append(ss, s)
			}
		}
	}
	return ss
}

// shared counts what sentences have in common with a stock, each thing once.
func (r *reading) shared(ss []*sentence, k *stock) int {
	seen := map[string]bool{}
	for _, s := range ss {
		for _, it := range r.items(s) {
			if it.weight >= 0.5 && k.keys[it.key] {
				seen[it.key] = true
			}
		}
	}
	return len(seen)
}

// How little of a card's names and words the rest of its page may have when it has
// at most one of its names. True cards with one name in the sample newsroom's
// digests have .31 and more, those of another story planted there less than .20;
// between leastShare and littleShare a card must share two things with the page's
// headline, bullets or other headings.
const (
	leastShare  = 0.28
	littleShare = 0.33
)

// cardBelongs reports the points of a card of which the rest of the page knows next
// to nothing: one famous name is not enough.
func (r *reading) cardBelongs(i int) {
	c := r.Cards[i]
	var own, rest []*sentence
	for _, s := range append(append([]*sentence(nil), r.all...), r.sources...) {
		switch {
		case s.stored:
		case s.card == i || s.from != "" && s.from == c.URL && s.line < 0:
			own = append(own, s)
		case s.from != "" && s.from == c.URL || s.line >= 0 && r.Lines[s.line].Part == Heading && r.Lines[s.line].Section == c.Section:
		default:
			rest = append(rest, s)
		}
	}
	k := r.newStock(rest)
	var all, have float64
	names := map[string]bool{}
	for _, s := range own {
		for _, it := range r.items(s) {
			all += it.weight
			if k.keys[it.key] {
				have += it.weight
				if it.name != nil {
					names[it.key] = true
				}
			}
		}
	}
	if len(k.keys) == 0 || all < 3 || len(names) > 1 || have/all >= littleShare {
		return
	}
	if have/all >= leastShare && r.shared(own, r.newStock(r.aboutPage(c.Section))) >= 2 {
		return
	}
	for _, line := range c.Points {
		r.report(Relevance, line, r.Lines[line].Text, say{"カードの内容がページの話題と関係していません", "the card has nothing to do with the page's matter"})
	}
}

// pointsBelong reports points that share nothing with a section's heading that
// names two, though they name two themselves.
func (r *reading) pointsBelong() {
	if len(r.Passages) > 0 {
		return
	}
	for _, c := range r.Cards {
		if c.Section < 0 || r.Sections[c.Section].Heading < 0 {
			continue
		}
		sec := r.Sections[c.Section]
		heads := r.byLine[sec.Heading]
		names := 0
		for _, h := range heads {
			names += len(h.Names)
		}
		if names < 2 {
			continue
		}
		var given []*sentence
		if sec.Answer >= 0 {
			given = r.byLine[sec.Answer]
		}
		k := r.newStock(heads)
		for _, line := range c.Points {
			if len(given) > 0 && r.shared(given, r.newStock(r.byLine[line])) >= 2 {
				continue // it gives the section's answer
			}
			if ss := r.byLine[line]; len(ss) > 0 && len(outerNames(ss[0])) >= 2 && r.shared(ss, k) == 0 {
				r.report(Relevance, line, r.Lines[line].Text, say{"節の見出しの話題に触れていません", "says nothing of what the section is headed with"})
			}
		}
	}
}

// proseBelongs reports prose that brings two places of its own and shares at most
// one thing with the page.
func (r *reading) proseBelongs() {
	k := r.newStock(r.aboutPage(-1))
	for _, s := range r.all {
		if r.part(s) != Prose || len(r.Passages) > 0 {
			continue
		}
		strange := map[string]bool{}
		for _, n := range s.Names {
			key := "n " + nameKey(n)
			if n.Type == text.Place && !k.keys[key] && !r.stock.keys[key] {
				strange[key] = true
			}
		}
		if r.otherField(s) {
			r.report(Relevance, s.line, s.Text, say{"ページの話題と関係のない文です", "has nothing to do with the page's matter"})
			continue
		}
		if len(strange) >= 2 && r.shared([]*sentence{s}, k) <= 1 {
			r.report(Relevance, s.line, s.Text, say{"ページの話題と関係のない文です", "has nothing to do with the page's matter"})
		}
	}
}
