package digest

// Bounds of support.
const (
	supportOpening = 10  // sentences of a report that may tell what the story is
	sameFact       = 0.5 // words in common: two reports tell the same fact
	factWords      = 5   // words that a sentence needs to be compared
)

// supportOf is, for each candidate near the beginning of its report, how many
// other publishers tell the same anywhere near theirs. Words that every third
// sentence has are not compared.
func supportOf(pool []candidate) map[staleKey]int {
	var cands []candidate
	for _, cand := range pool {
		if cand.index < supportOpening && len(cand.words) >= factWords {
			cands = append(cands, cand)
		}
	}
	having := map[string][]int{}
	for i, cand := range cands {
		for w := range cand.words {
			having[w] = append(having[w], i)
		}
	}
	out := map[staleKey]int{}
	for i, cand := range cands {
		common := map[int]int{}
		for w := range cand.words {
			if 3*len(having[w]) > len(cands)+6 {
				continue
			}
			for _, j := range having[w] {
				common[j]++
			}
		}
		publishers := map[string]bool{}
		for j, n := range common {
			o := cands[j]
			if j != i && o.report != cand.report && o.report.article.Publisher != cand.report.article.Publisher &&
				float64(n) >= sameFact*float64(min(len(cand.words), len(o.words))) {
				publishers[o.report.article.Publisher] = true
			}
		}
		out[staleKey{cand.report, cand.index}] = len(publishers)
	}
	return out
}

// severally are the sentences whose fact two publishers or more tell.
func (c *composer) severally(pool []candidate) []candidate {
	support := supportOf(pool)
	var out []candidate
	for _, cand := range pool {
		if n := support[staleKey{cand.report, cand.index}]; n > 0 {
			cand.score += perPublisher * float64(min(n, 5))
			out = append(out, cand)
		}
	}
	return out
}

// What one more publisher of a fact is worth.
const perPublisher = 0.4
