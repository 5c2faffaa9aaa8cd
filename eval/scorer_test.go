package eval

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kiku/internal/language"
	"kiku/internal/story"
)

// TestClusterAgreesOnRealGroups runs the reference scorer (cluster_score.py of
// the shared tools) on the groups that the committed model makes of a labelled
// set, and compares every figure.
func TestClusterAgreesOnRealGroups(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	s, err := Load(dir, "ja/crosslingual-dev")
	if err != nil {
		t.Fatal(err)
	}
	events, stories := group(Describe(s, language.NewReader()), story.DefaultModel(), true)
	for name, c := range map[string]struct{ gold, pred map[string]string }{"events": {s.Event, events}, "stories": {s.Story, stories}} {
		want := python(t, "cluster_score.py", written(t, c.pred), written(t, c.gold))
		k := Cluster(c.gold, c.pred)
		for figure, got := range map[string]float64{
			"n": float64(k.N), "clusters_gold": float64(k.Gold), "clusters_pred": float64(k.Predicted),
			"b3_p": k.B3P, "b3_r": k.B3R, "b3_f1": k.B3F, "pair_p": k.PairP, "pair_r": k.PairR, "pair_f1": k.PairF, "ari": k.ARI, "ami": k.AMI,
		} {
			if w, ok := want[figure]; !ok || math.Abs(got-w) > 1e-4 {
				t.Errorf("%s %s: %.6f, the reference scorer says %.4f", name, figure, got, w)
			}
		}
	}
}

// python runs a scorer of the shared tools and reads the lines "name value".
func python(t *testing.T, tool string, args ...string) map[string]float64 {
	t.Helper()
	path := filepath.Join(shared(t), "..", "tools", tool)
	cmd := exec.Command("python3", append([]string{path}, args...)...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", tool, err, complaint.String())
	}
	values := map[string]float64{}
	sc := bufio.NewScanner(bytes.NewReader(out))
	for sc.Scan() {
		name, value, _ := strings.Cut(sc.Text(), " ")
		if v, err := strconv.ParseFloat(value, 64); err == nil {
			values[name] = v
		}
	}
	return values
}

// written puts labels into a file as the reference scorer reads them.
func written(t *testing.T, labels map[string]string) string {
	t.Helper()
	var b strings.Builder
	for id, l := range labels {
		fmt.Fprintf(&b, "%s\t%s\n", id, l)
	}
	path := filepath.Join(t.TempDir(), "labels.tsv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
