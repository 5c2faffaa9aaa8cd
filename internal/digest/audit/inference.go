package audit

import (
	"kiku/internal/language/text"
)

// inferences asks that intention, cause, prediction, evaluation and hearsay have a
// named source (C8). What a card prints is the publisher's word; what the page
// says itself is nobody's.
func (r *reading) inferences() {
	for _, s := range r.all {
		part := r.part(s)
		l := r.Lines[s.line]
		if s.copied || l.Marked || l.Fixed || !told[part] && part != Remark || asks(s.Text) {
			continue
		}
		rs := []rune(s.Text)
		for _, m := range r.tongue.judge.FindAllStringIndex(s.Text, -1) {
			if w := s.Text[m[0]:m[1]]; !r.quotedWord(s, w) && !r.inSource(w) {
				r.report(Inference, s.line, s.Text, say{"評価の言葉「%s」の主が示されていません", "the judgement %q is nobody's"}, w)
			}
		}
		m := r.tongue.infer.FindString(s.Text)
		if m == "" {
			if m = r.tongue.cause.FindString(s.Text); m == "" || r.inSource(m) {
				continue
			}
		}
		if part == Remark && !namesParty(s) || r.sourced(s, rs) || r.printedSo(s) {
			continue
		}
		r.report(Inference, s.line, s.Text, say{"推測・評価(%s)の出どころが示されていません", "inference (%s) without a source"}, m)
	}
}

func (r *reading) quotedWord(s *sentence, w string) bool {
	for _, q := range s.Quotations {
		if q.Outer && len(q.Text) > 0 && holdsWord(q.Text, w) {
			return true
		}
	}
	return false
}

func (r *reading) inSource(w string) bool { return holdsWord(r.stock.text, folded(w)) }

// namesParty reports whether a sentence speaks of somebody or some country.
func namesParty(s *sentence) bool {
	for _, n := range s.Names {
		if n.Type == text.Person || n.Type == text.Place || n.Type == text.Organization {
			return true
		}
	}
	return false
}

// sourced reports whether somebody named in the sentence says what is inferred.
func (r *reading) sourced(s *sentence, _ []rune) bool {
	if isJapanese(s.Text) {
		for _, st := range s.said {
			if st.Speaker != "" && !st.Hearsay && !st.Resolved && sourcedJa.MatchString(st.Cue) {
				return true
			}
		}
		return sourcedJa.MatchString(s.Text) && namesParty(s) && !hearsayTail.MatchString(s.Text)
	}
	for _, st := range s.said {
		if st.Speaker != "" && !st.Hearsay {
			return true
		}
	}
	return sourcedEn.MatchString(s.Text) && namesParty(s)
}

// printedSo reports whether a source has nearly the whole sentence, its hedge
// included.
func (r *reading) printedSo(s *sentence) bool {
	for _, o := range r.sources {
		m := tongueOf(o.Text).infer.FindString(o.Text)
		if m == "" {
			continue
		}
		share, missing := r.support(s, r.stockOfOne(o))
		if share >= 0.8 && len(missing) <= 2 {
			return true
		}
	}
	return false
}
