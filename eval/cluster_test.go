package eval

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func labelled(s string) map[string]string {
	out := map[string]string{}
	for i, l := range strings.Fields(s) {
		out[fmt.Sprintf("d%02d", i)] = l
	}
	return out
}

// TestClusterAgreesWithThePythonScorer compares with what the reference scorer
// (cluster_score.py, standard library only) printed for the same labels.
func TestClusterAgreesWithThePythonScorer(t *testing.T) {
	gold := labelled("a a a b b b b c c d e e e f g g h i j j")
	cases := []struct {
		name string
		pred map[string]string
		want Clustering
	}{
		{"mixed", labelled("1 1 2 2 2 2 3 4 4 5 6 6 7 7 8 8 8 9 1 1"), Clustering{
			N: 20, Gold: 10, Predicted: 9, B3P: 0.7083333333333334, B3R: 0.7916666666666667, B3F: 0.7476851851851852,
			PairP: 0.4444444444444444, PairR: 0.5333333333333333, PairF: 0.4848484848484848,
			ARI: 0.4363001745200698, AMI: 0.5356599180880334}},
		{"all in one", labelled(strings.Repeat("x ", 20)), Clustering{
			N: 20, Gold: 10, Predicted: 1, B3P: 0.125, B3R: 1, B3F: 0.2222222222222222,
			PairP: 0.07894736842105263, PairR: 1, PairF: 0.14634146341463414}},
		{"all alone", map[string]string{}, Clustering{
			N: 20, Gold: 10, Predicted: 20, B3P: 1, B3R: 0.5, B3F: 0.6666666666666666}},
		{"the same", gold, Clustering{
			N: 20, Gold: 10, Predicted: 10, B3P: 1, B3R: 1, B3F: 1, PairP: 1, PairR: 1, PairF: 1, ARI: 1, AMI: 1}},
	}
	for _, c := range cases {
		got, want := values(Cluster(gold, c.pred)), values(c.want)
		for i := range got {
			if math.Abs(got[i]-want[i]) > 1e-4 {
				t.Errorf("%s: value %d is %.6f, want %.6f", c.name, i, got[i], want[i])
			}
		}
	}
}

func values(c Clustering) []float64 {
	return []float64{
		float64(c.N), float64(c.Gold), float64(c.Predicted), c.B3P, c.B3R, c.B3F, c.PairP, c.PairR, c.PairF, c.ARI, c.AMI,
	}
}

func TestUnlabelledDocumentsDoNotCount(t *testing.T) {
	gold := map[string]string{"a": "1", "b": "1"}
	if c := Cluster(gold, map[string]string{"a": "x", "b": "x", "c": "x", "d": "x"}); c.B3F != 1 || c.N != 2 {
		t.Errorf("%+v", c)
	}
}
