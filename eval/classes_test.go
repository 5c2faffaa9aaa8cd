package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTrainClasses learns English word classes from unlabelled texts. With
// -train it writes them; without, it learns a few from one set, so that
// learning stays alive.
func TestTrainClasses(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	if !*train {
		class, err := learnClasses(dir, []string{"giveme5w1h/*"}, classing{words: 400, contexts: 100, classes: 30, rounds: 6})
		if err != nil {
			t.Fatal(err)
		}
		if class["said"] == class["the"] || class["monday"] != class["tuesday"] {
			t.Errorf("said %d the %d monday %d tuesday %d: learning does not work", class["said"], class["the"], class["monday"], class["tuesday"])
		}
		return
	}
	class, err := learnClasses(dir, classTexts, classing{words: 9000, contexts: 400, classes: 160, rounds: 12})
	if err != nil {
		t.Fatal(err)
	}
	by := map[int][]string{}
	for w, k := range class {
		by[k] = append(by[k], w)
	}
	var b strings.Builder
	for k := range 160 {
		if len(by[k]) == 0 {
			continue
		}
		slices.Sort(by[k])
		fmt.Fprintf(&b, "%d\t%s\n", k, strings.Join(by[k], " "))
	}
	if err := os.WriteFile(filepath.Join("..", "internal", "claim", "classes_en.gen.txt"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
