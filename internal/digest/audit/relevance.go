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

// topicOf is what the page is about: its headline, bullets and conclusion, and what
// its other sections are headed with.
func (r *reading) topicOf(without int) *stock {
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
	return r.newStock(ss)
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

// cardBelongs reports the points of a card that shares less than two things with
// the page's topic.
func (r *reading) cardBelongs(i int) {
	c := r.Cards[i]
	k := r.topicOf(c.Section)
	ss := r.cardSentences(i)
	if len(k.keys) == 0 || len(ss) == 0 || r.shared(ss, k) >= 2 {
		return
	}
	// The rest of the section may be about it even where the headline is not.
	var rest []*sentence
	for j := range r.Cards {
		if j != i {
			rest = append(rest, r.cardSentences(j)...)
		}
	}
	if len(rest) == 0 || r.shared(ss, r.newStock(rest)) >= 4 {
		return
	}
	for _, s := range ss {
		if s.line >= 0 {
			r.report(Relevance, s.line, s.Text, say{"カードの内容がページの話題と関係していません", "the card has nothing to do with the page's matter"})
		}
	}
}

// pointsBelong reports points that share nothing with a section's heading that
// names somebody, where other points of the card do.
func (r *reading) pointsBelong() {
	if len(r.Passages) > 0 {
		return
	}
	for _, c := range r.Cards {
		if c.Section < 0 || r.Sections[c.Section].Heading < 0 {
			continue
		}
		heads := r.byLine[r.Sections[c.Section].Heading]
		names := 0
		for _, h := range heads {
			names += len(h.Names)
		}
		if names < 2 {
			continue
		}
		k := r.newStock(heads)
		for _, line := range c.Points {
			if ss := r.byLine[line]; len(ss) > 0 && r.shared(ss, k) == 0 {
				r.report(Relevance, line, r.Lines[line].Text, say{"節の見出しの話題に触れていません", "says nothing of what the section is headed with"})
			}
		}
	}
}

// proseBelongs reports prose that brings two places of its own and shares at most
// one thing with the page.
func (r *reading) proseBelongs() {
	k := r.topicOf(-1)
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
		if len(strange) >= 2 && r.shared([]*sentence{s}, k) <= 1 {
			r.report(Relevance, s.line, s.Text, say{"ページの話題と関係のない文です", "has nothing to do with the page's matter"})
		}
	}
}
