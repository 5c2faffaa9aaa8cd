package eval

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiku/internal/digest"
)

// TestTrainSupport learns the weights of digest.Support from all parts of the set
// and writes them when asked with -train; without it, they must be those that are
// committed.
func TestTrainSupport(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	names, all, err := readSummaries(dir)
	if err != nil {
		t.Fatal(err)
	}
	w := fitSupport(all)
	var b strings.Builder
	fmt.Fprintf(&b, "one %.2f\n", w[0])
	for i, n := range digest.SupportNames {
		fmt.Fprintf(&b, "%s %.2f\n", n, w[1+i])
	}
	file := filepath.Join("..", "internal", "digest", "support.txt")
	if *train {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 2 && string(kept) != b.String() {
		t.Errorf("committed weights:\n%slearned ones:\n%s", kept, b.String())
	}
}

// TestFitSupportEvenly: with few judgements the weights stay near each other, and
// a part of which more is right says nothing of its sentences.
func TestFitSupportEvenly(t *testing.T) {
	var all []judged
	for i := range 40 {
		v := float64(i%20) / 20
		shares := make([]float64, len(digest.SupportNames))
		for k := range shares {
			shares[k] = v
		}
		shares[0] = 0.5 // tells nothing
		all = append(all, judged{right: v > 0.5 || i == 3, part: i / 20, shares: shares})
	}
	w := fitSupport(all)
	for i := range w[2:] {
		if w[2+i] <= 0 || math.Abs(w[2+i]-w[2]) > 1e-6 {
			t.Errorf("weights %v", w)
		}
	}
	if w[1] <= 0 || w[1] > w[2] {
		t.Errorf("a share that tells nothing weighs %v of %v", w[1], w)
	}
}

func TestAUC(t *testing.T) {
	row := func(right bool, v float64) judged { return judged{right: right, scores: map[string]float64{"x": v}} }
	for want, all := range map[float64][]judged{
		1:    {row(true, 2), row(false, 1)},
		0:    {row(true, 1), row(false, 2)},
		0.5:  {row(true, 1), row(false, 1)},
		0.75: {row(true, 3), row(true, 1), row(false, 2), row(false, 0)},
	} {
		if got := auc(all, "x"); got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
}
