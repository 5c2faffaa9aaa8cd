package eval

import (
	"strings"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
)

// statementScore counts how statements agree with labelled rows.
type statementScore struct {
	countedHits
	speaker, exact, stance, issue, issues int
	overlap                               float64
}

// figures returns precision, recall and F1 of the statements, and of those
// that were found the shares with the right speaker, exact content, mean word
// overlap of the content, stance and issue.
func (s statementScore) figures(set string) []Figure {
	hits := s.goldHit
	return append(s.countedHits.figures(set+"."), []Figure{
		{set + ".speaker", share(s.speaker, hits), hits},
		{set + ".content_exact", share(s.exact, hits), hits},
		{set + ".content_overlap", s.overlap / float64(max(1, hits)), hits},
		{set + ".stance", share(s.stance, hits), hits},
		{set + ".issue", share(s.issue, s.issues), s.issues},
	}...)
}

// englishStatementFigures measures the statements of labelled sentences of
// English reports. A statement is found when its content shares more than half
// of its words (F1) with a row of the sentence; each is matched once.
func englishStatementFigures(dataDir string, s statementSet) ([]Figure, error) {
	rows, err := readTable(s.file)
	if err != nil {
		return nil, err
	}
	reports, err := Reports(dataDir)
	if err != nil {
		return nil, err
	}
	byID := map[string]article.Article{}
	for _, a := range reports {
		byID[string(a.ID)] = a
	}
	var order []string
	byArticle := map[string][]map[string]string{}
	for _, r := range rows {
		if byArticle[r["id"]] == nil {
			order = append(order, r["id"])
		}
		byArticle[r["id"]] = append(byArticle[r["id"]], r)
	}
	reader := language.NewReader()
	var score statementScore
	for _, id := range order {
		a := byID[id]
		if a.ID != "" {
			// the labels' sentences were cut from the text as one line
			a.Paragraphs = []string{strings.Join(strings.Fields(strings.Join(a.Paragraphs, " ")), " ")}
		}
		sts := claim.Statements(a, reader.Read("en", a.Title, a.Paragraphs, a.Published))
		score.english(byArticle[id], sts)
	}
	return score.figures(s.name), nil
}

// english adds the statements of one article.
func (s *statementScore) english(rows []map[string]string, sts []claim.Statement) {
	var order []string
	bySentence := map[string][]map[string]string{}
	for _, r := range rows {
		if bySentence[r["sentence"]] == nil {
			order = append(order, r["sentence"])
		}
		bySentence[r["sentence"]] = append(bySentence[r["sentence"]], r)
	}
	for _, sentence := range order {
		var mine []claim.Statement
		for _, st := range sts {
			if strings.Contains(bareText(sentence), bareText(st.Content)) {
				mine = append(mine, st)
			}
		}
		s.sentence(bySentence[sentence], mine)
	}
}

func (s *statementScore) sentence(rows []map[string]string, mine []claim.Statement) {
	used := make([]bool, len(mine))
	for _, r := range rows {
		if r["stance"] == "none" {
			continue
		}
		s.gold++
		best, at := 0.5, -1
		for i, st := range mine {
			if o := wordOverlap(st.Content, r["content"]); o > best && !used[i] {
				best, at = o, i
			}
		}
		if at < 0 {
			continue
		}
		used[at] = true
		s.hit(r, mine[at], best)
	}
	s.said += len(mine)
}

func (s *statementScore) hit(r map[string]string, st claim.Statement, overlap float64) {
	s.goldHit++
	s.saidHit++
	s.overlap += overlap
	s.exact += one(bareText(st.Content) == bareText(r["content"]))
	s.speaker += one(sameSpeaker(st, r["speaker_canonical"]+";"+r["speaker_surface"]))
	s.stance += one(string(st.Stance) == r["stance"])
	if r["issue"] != "" {
		s.issues++
		s.issue += one(shareWord(st.Issue, r["issue"]))
	}
}

// bareText is a text in lower case without quotation marks, closing marks and
// double spaces.
func bareText(s string) string {
	s = strings.ToLower(strings.NewReplacer("’", "'", "“", "", "”", "", "\"", "").Replace(s))
	return strings.Trim(strings.Join(strings.Fields(s), " "), " .,;:!")
}

// wordOverlap is the F1 of the words that two texts share.
func wordOverlap(a, b string) float64 {
	x, y := strings.Fields(bareText(a)), strings.Fields(bareText(b))
	n := map[string]int{}
	for _, w := range x {
		n[w]++
	}
	same := 0
	for _, w := range y {
		if n[w] > 0 {
			n[w]--
			same++
		}
	}
	return 2 * float64(same) / float64(max(1, len(x)+len(y)))
}

// sameSpeaker compares by the last word of one of the wanted names (apart by
// ";"), or by the whole phrase.
func sameSpeaker(st claim.Statement, wanted string) bool {
	got := strings.ToLower(st.Speaker + " " + st.SpeakerNormal)
	for _, want := range strings.Split(wanted, ";") {
		words := strings.Fields(strings.ToLower(want))
		if len(words) == 0 {
			continue
		}
		last := words[len(words)-1]
		for _, w := range strings.FieldsFunc(got, func(r rune) bool { return strings.ContainsRune(" .,", r) }) {
			if w == last || len(last) > 3 && len(w) > 3 && w[:4] == last[:4] {
				return true
			}
		}
		if strings.Contains(got, strings.Join(words, " ")) {
			return true
		}
	}
	return false
}

// shareWord reports whether two issues share the first four letters of a word,
// or a noun of three letters.
func shareWord(a, b string) bool {
	for _, x := range strings.Fields(strings.ToLower(a)) {
		for _, y := range strings.Fields(strings.ToLower(b)) {
			if len(x) > 3 && len(y) > 3 && x[:4] == y[:4] || x == y && shortNoun[x] {
				return true
			}
		}
	}
	return false
}

// shortNoun are nouns of three letters that issues are named by.
var shortNoun = map[string]bool{"war": true, "aid": true, "tax": true, "law": true, "ban": true, "oil": true, "gas": true}
