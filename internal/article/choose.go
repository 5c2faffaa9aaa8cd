package article

import (
	_ "embed"
	"sync"
)

// chooserFile holds the committed chooser. It was learned by eval.TrainPages
// (go test ./eval -run TestTrainPages -train) on the visible halves of
// pages/fundus-news, pages/ja-pages and pages/trafilatura-eval; its
// cross-validated figures are in eval/history/cross-validated.tsv.
//
//go:embed choose.tsv
var chooserFile string

var chooser = sync.OnceValue(func() *Chooser {
	c, err := ParseChooser(chooserFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return c
})

// choose returns which blocks are the report.
func choose(blocks []textBlock, a signals) []bool {
	c := chooser()
	kept := make([]bool, len(blocks))
	said := make(map[uint64]bool)
	for i, v := range describe(blocks, a) {
		if c.Odds(v) < c.Threshold {
			continue
		}
		// What a page prints twice, such as its lead over and in the report, is
		// said once.
		if key := runKey(blocks[i].words); blocks[i].units < 6 || !said[key] {
			kept[i], said[key] = true, true
		}
	}
	return kept
}
