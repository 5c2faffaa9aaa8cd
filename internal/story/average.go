package story

// linkage puts headlines together by average link.
type linkage struct {
	groups [][]*document // nil where a group went into another
	sum    [][]float64   // of the scores between the headlines of two groups
	best   []int         // the nearest other group, -1 where there is none
}

// averageLink groups headlines, the nearest first, as long as two groups have
// the score for joining on average. It takes the time of all pairs.
func (g *Grouper) averageLink(docs []*document) [][]*document {
	l := linkage{best: make([]int, len(docs))}
	for _, d := range docs {
		l.groups = append(l.groups, []*document{d})
	}
	l.sum = g.pairScores(docs)
	for i := range l.groups {
		l.seek(i)
	}
	for l.join(g.model.JoinAt[JaHeadline]) {
	}
	var out [][]*document
	for _, c := range l.groups {
		if c != nil {
			out = append(out, inOrder(c))
		}
	}
	return out
}

// pairScores returns the score of every two headlines, 0 where they number the
// same thing differently.
func (g *Grouper) pairScores(docs []*document) [][]float64 {
	out := make([][]float64, len(docs))
	for i, a := range docs {
		out[i] = make([]float64, len(docs))
		for j, b := range docs[:i] {
			if clash(a.ordinals, b.ordinals) != "" {
				continue
			}
			x := g.terms.pairOf(a, b)
			s := g.model.Event[JaHeadline].score(&x)
			out[i][j], out[j][i] = s, s
		}
	}
	return out
}

// mean is the score between two groups.
func (l *linkage) mean(i, j int) float64 {
	return l.sum[i][j] / float64(len(l.groups[i])*len(l.groups[j]))
}

// seek finds the group nearest to i; of equally near ones the first.
func (l *linkage) seek(i int) {
	l.best[i] = -1
	for j := range l.groups {
		if j != i && l.groups[j] != nil && (l.best[i] < 0 || l.mean(i, j) > l.mean(i, l.best[i])) {
			l.best[i] = j
		}
	}
}

// join puts the two nearest groups together if they are as near as need; false
// when no two are.
func (l *linkage) join(need float64) bool {
	a := -1
	for i := range l.groups {
		if l.groups[i] != nil && l.best[i] >= 0 && (a < 0 || l.mean(i, l.best[i]) > l.mean(a, l.best[a])) {
			a = i
		}
	}
	if a < 0 || l.mean(a, l.best[a]) < need {
		return false
	}
	a, b := min(a, l.best[a]), max(a, l.best[a])
	l.groups[a] = append(l.groups[a], l.groups[b]...)
	l.groups[b] = nil
	for k := range l.groups {
		l.sum[a][k] += l.sum[b][k]
		l.sum[k][a] = l.sum[a][k]
	}
	for k := range l.groups {
		if l.groups[k] == nil {
			continue
		}
		// With average link no group comes nearer than the nearer of the two was,
		// so only those that were nearest to one of them look again.
		if k == a || l.best[k] == a || l.best[k] == b {
			l.seek(k)
		}
	}
	return true
}
