package eval

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// japaneseScore counts how statements agree with labelled rows of Japanese
// sentences.
type japaneseScore struct {
	gold, said, hit                               int
	speaker, exact, cue, stance, direct           int
	kind, zero, zeroRight, none, noneKept, issues int
	issue                                         int
	overlap                                       float64
	kinds, kindsFound                             map[string]int
}

// japaneseStatementFigures measures the statements of labelled Japanese
// sentences, each read behind the words that stand before it in its text. A
// statement is found when its content shares more than half of its characters
// (F1) with a row; each is matched once. Figures: p, r, f1; speaker_f1,
// exact_f1 and stance_f1, where the statement must have the right speaker, the
// exact content or the right stance besides; of those found the shares with
// the right speaker, cue, directness, kind (speaker, media or hearsay), stance
// and issue; zero, the share of rows without a printed subject that are found
// with the right speaker; none, the share of sentences without a statement in
// which none is found. baseline_* takes each quotation for a statement of the
// last name before it.
func japaneseStatementFigures(_ string, s statementSet) ([]Figure, error) {
	rows, err := readTable(s.file)
	if err != nil {
		return nil, err
	}
	var order []string
	bySentence := map[string][]map[string]string{}
	for _, r := range rows {
		if bySentence[r["sid"]] == nil {
			order = append(order, r["sid"])
		}
		bySentence[r["sid"]] = append(bySentence[r["sid"]], r)
	}
	score, base := newJapaneseScore(), newJapaneseScore()
	for _, sid := range order {
		found, quoted := statementsBehind(bySentence[sid][0])
		score.sentence(bySentence[sid], found)
		base.sentence(bySentence[sid], quoted)
	}
	return append(score.figures(s.name+"."), base.baseline(s.name+".baseline_")...), nil
}

func newJapaneseScore() *japaneseScore {
	return &japaneseScore{kinds: map[string]int{}, kindsFound: map[string]int{}}
}

// statementsBehind reads a labelled sentence behind its context and returns its
// statements, and the baseline's.
func statementsBehind(r map[string]string) (found, quoted []claim.Statement) {
	at, _ := time.Parse("2006-01-02", r["doc_date"]) // some have none
	a := article.Article{ID: article.ID(r["sid"]), Lang: "ja", Published: at, Paragraphs: []string{r["context"], r["sentence"]}}
	if r["context"] == "" {
		a.Paragraphs = a.Paragraphs[1:]
	}
	last := len(a.Paragraphs) - 1
	t := surface().Read("ja", "", a.Paragraphs, a.Published)
	for _, st := range claim.Statements(a, t) {
		if st.Ref.Paragraph == last {
			found = append(found, st)
		}
	}
	for _, s := range t.Sentences {
		if s.Paragraph == last {
			quoted = append(quoted, quotedBy(s)...)
		}
	}
	return found, quoted
}

// quotedBy gives each quotation to the last name before it.
func quotedBy(s text.Sentence) []claim.Statement {
	var out []claim.Statement
	for _, q := range s.Quotations {
		if !q.Outer {
			continue
		}
		st := claim.Statement{Index: s.Index, Content: q.Text, Direct: true, Stance: claim.OtherSay}
		for _, n := range s.Names {
			if n.Span.End <= q.Span.Start && n.Surface != "" {
				st.Speaker, st.SpeakerNormal = n.Surface, n.Normal
			}
		}
		out = append(out, st)
	}
	return out
}

func (s *japaneseScore) sentence(rows []map[string]string, mine []claim.Statement) {
	used := make([]bool, len(mine))
	for _, r := range rows {
		if r["kind"] == "none" {
			s.none++
			s.noneKept += one(len(mine) == 0)
			continue
		}
		s.gold++
		s.kinds[r["kind"]]++
		s.zero += one(r["zero"] == "yes")
		best, at := 0.5, -1
		for i, st := range mine {
			o := runeOverlap(st.Content, r["content"])
			if o > 0.5 && sameSpeakerJa(st, r) {
				o += 0.05 // two rows may share one content
			}
			if o > best && !used[i] {
				best, at = o, i
			}
		}
		if at >= 0 {
			used[at] = true
			s.found(r, mine[at])
		}
	}
	s.said += len(mine)
}

func (s *japaneseScore) found(r map[string]string, st claim.Statement) {
	s.hit++
	s.kindsFound[r["kind"]]++
	s.overlap += runeOverlap(st.Content, r["content"])
	right := sameSpeakerJa(st, r)
	s.speaker += one(right)
	s.zeroRight += one(right && r["zero"] == "yes")
	s.exact += one(bareJa(st.Content) == bareJa(r["content"]))
	s.cue += one(cueTouches(st.Cue, r["cue"]))
	s.direct += one(st.Direct == (r["directness"] == "direct"))
	s.kind += one(string(st.Voice()) == r["kind"])
	s.stance += one(string(st.Stance) == r["stance"] || r["stance"] == "hope" && st.Stance == claim.OtherSay)
	if r["issue"] != "" {
		s.issues++
		s.issue += one(sharesPair(st.Issue, r["issue"]))
	}
}

func (s *japaneseScore) figures(prefix string) []Figure {
	out := countedHits{s.said, s.gold, s.hit, s.hit}.figures(prefix)
	both := func(n int) float64 { return share(2*n, s.said+s.gold) }
	out = append(out, Figure{prefix + "speaker_f1", both(s.speaker), s.gold}, Figure{prefix + "exact_f1", both(s.exact), s.gold},
		Figure{prefix + "stance_f1", both(s.stance), s.gold})
	for _, f := range []struct {
		name string
		n    int
	}{{"speaker", s.speaker}, {"cue", s.cue}, {"directness", s.direct}, {"kind", s.kind}, {"stance", s.stance}, {"content_exact", s.exact}} {
		out = append(out, Figure{prefix + f.name, share(f.n, s.hit), s.hit})
	}
	out = append(out, Figure{prefix + "content_overlap", s.overlap / float64(max(1, s.hit)), s.hit},
		Figure{prefix + "issue", share(s.issue, s.issues), s.issues},
		Figure{prefix + "zero", share(s.zeroRight, s.zero), s.zero}, Figure{prefix + "none", share(s.noneKept, s.none), s.none})
	for _, k := range []string{"speaker", "media", "hearsay"} {
		out = append(out, Figure{prefix + k + "_r", share(s.kindsFound[k], s.kinds[k]), s.kinds[k]})
	}
	return out
}

func (s *japaneseScore) baseline(prefix string) []Figure {
	out := countedHits{s.said, s.gold, s.hit, s.hit}.figures(prefix)
	return append(out, Figure{prefix + "speaker_f1", share(2*s.speaker, s.said+s.gold), s.gold})
}

// sameSpeakerJa compares a speaker with the wanted names (apart by ";"): one
// stands in the other, or more than .6 of their characters are shared. A
// nameless source is right where the labels have none.
func sameSpeakerJa(st claim.Statement, r map[string]string) bool {
	if r["kind"] == "hearsay" && st.Hearsay {
		return true
	}
	got := plainSpeaker(st.Speaker)
	if got == "" {
		return r["speaker_canonical"] == "不明"
	}
	for _, want := range strings.Split(r["speaker_canonical"]+";"+r["speaker"], ";") {
		want = plainSpeaker(strings.TrimSpace(want))
		if want != "" && (strings.Contains(want, got) || strings.Contains(got, want) || runeOverlap(want, got) > 0.6) {
			return true
		}
	}
	return false
}

var speakerEnd = regexp.MustCompile(`(?:氏ら|氏|さんら|さん|ら)$`)

func plainSpeaker(s string) string {
	if i := strings.IndexAny(s, "（("); i > 0 {
		s = s[:i]
	}
	return speakerEnd.ReplaceAllString(s, "")
}

// cueTouches reports whether two cues share two characters in a row.
func cueTouches(a, b string) bool {
	return a == "" && strings.HasPrefix(b, "（") || sharesPair(strings.Trim(a, "。、"), b)
}

// sharesPair reports whether two characters in a row of a stand in b.
func sharesPair(a, b string) bool {
	rs := []rune(a)
	for i := 0; i+1 < len(rs); i++ {
		if strings.Contains(b, string(rs[i:i+2])) {
			return true
		}
	}
	return false
}

func bareJa(s string) string {
	s = strings.NewReplacer("「", "", "」", "", "『", "", "』", "", " ", "", "　", "").Replace(s)
	return strings.Trim(strings.ToLower(s), ".,;:。、!！")
}

// runeOverlap is the F1 of the characters that two texts share.
func runeOverlap(a, b string) float64 {
	a, b = bareJa(a), bareJa(b)
	n := map[rune]int{}
	for _, r := range a {
		n[r]++
	}
	same := 0
	for _, r := range b {
		if n[r] > 0 {
			n[r]--
			same++
		}
	}
	return 2 * float64(same) / float64(max(1, utf8.RuneCountInString(a)+utf8.RuneCountInString(b)))
}
