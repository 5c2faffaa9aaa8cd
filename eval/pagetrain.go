package eval

import (
	"fmt"
	"math"
	"net/url"
	"path/filepath"
	"strings"

	"kiku/internal/article"
)

// lesson is a page with its blocks labelled.
type lesson struct {
	article.Lesson
	page         labelledPage
	set          string
	fold         int
	want, weight []float64 // weight 0: nobody knows
}

const (
	pageFolds = 5
	// wideWeight is what a Japanese page counts for: there are few of them.
	wideWeight = 3
)

// TrainPages learns which blocks of a page are its report from labelled sets
// (the folders of pageSets under dataDir), and measures what is chosen by
// cross-validation: the pages of one site are all in one fold, and every page
// is read by a chooser that has seen no page of its site.
func TrainPages(dataDir string) (*article.Chooser, []Figure, error) {
	lessons, err := loadLessons(dataDir)
	if err != nil {
		return nil, nil, err
	}
	models := make([]article.Chooser, pageFolds)
	for k := range models {
		models[k].Bias, models[k].Trees = forest(rowsOf(lessons, k), pageGrowth, pageForests)
	}
	var figures []Figure
	threshold, most := 0.5, 0.0
	for _, at := range []float64{0.35, 0.4, 0.45, 0.5, 0.55, 0.6} {
		f := chosenFigures(lessons, models, at)
		sum := 0.0
		for _, x := range f {
			if strings.HasSuffix(x.Name, "f1") {
				sum += x.Value * math.Sqrt(float64(x.N))
			}
		}
		if sum > most {
			threshold, most, figures = at, sum, f
		}
	}
	c := &article.Chooser{Threshold: threshold}
	c.Bias, c.Trees = forest(rowsOf(lessons, -1), pageGrowth, pageForests)
	return c, figures, nil
}

// pageGrowth was chosen among twenty settings by the same cross-validation; more
// and deeper trees, and a second round that knows what the first thought of a
// block's neighbours, were no better. The mean of several choosers, each from
// other pages, is steadier than one: on ja-pages .90 instead of .88, whatever the
// threshold, and the same on the others.
var pageGrowth = growth{trees: 120, depth: 5, rate: 0.1, lambda: 5, minimum: 0.5, share: 0.2, pages: 0.4}

const pageForests = 6

func loadLessons(dataDir string) ([]lesson, error) {
	var out []lesson
	for _, dir := range pageDirs(dataDir, "") {
		pages, err := loadPages(dir)
		if err != nil {
			return nil, fmt.Errorf("lessons of %s: %w", dir, err)
		}
		set := make([]lesson, len(pages))
		each(len(pages), func(i int) {
			set[i].page, set[i].set = pages[i], filepath.Base(dir)
			set[i].fold = foldOf(siteName(pages[i].URL), pageFolds)
			if l, err := article.LessonOf(pages[i].html, pages[i].URL); err == nil {
				set[i].Lesson = l
				set[i].label()
			}
		})
		out = append(out, set...)
	}
	return out, nil
}

// siteName is the part of a host's name that sites share: its longest label
// among the last three.
func siteName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	labels := strings.Split(u.Hostname(), ".")
	best := ""
	for _, l := range labels[max(0, len(labels)-3):] {
		if len(l) > len(best) {
			best = l
		}
	}
	return best
}

// label says of every block whether it belongs to the gold text. A block counts
// by its share of that text, as it does in the measure. On pages of which only
// pieces are labelled, the blocks that hold such a piece are known.
func (l *lesson) label() {
	l.want, l.weight = make([]float64, len(l.Blocks)), make([]float64, len(l.Blocks))
	if l.page.Body == "" {
		for i, b := range l.Blocks {
			b = oneLine(b)
			for _, c := range l.page.Without {
				if strings.Contains(b, oneLine(c)) {
					l.want[i], l.weight[i] = 0, 1
				}
			}
			for _, c := range l.page.With {
				if strings.Contains(b, oneLine(c)) {
					l.want[i], l.weight[i] = 1, 1
				}
			}
		}
		return
	}
	gold := strings.Split(l.page.Body, "\n")
	total := 0.0
	for i, b := range l.Blocks {
		l.want[i] = article.Share(b, gold)
		total += l.want[i] * l.Units[i]
	}
	for i := range l.Blocks {
		l.weight[i] = min(10, 30*l.Units[i]/max(60, total)) + 0.05
		if wide(l.page.Body) {
			l.weight[i] *= wideWeight
		}
	}
}

// rowsOf returns the examples outside one fold.
func rowsOf(lessons []lesson, without int) []row {
	var out []row
	for p, l := range lessons {
		if l.fold == without {
			continue
		}
		for i := range l.weight {
			if l.weight[i] > 0 {
				out = append(out, row{l.Features[i], l.want[i], l.weight[i], p})
			}
		}
	}
	return out
}

// chosenFigures measures what the choosers take, each on its own fold's pages.
func chosenFigures(lessons []lesson, models []article.Chooser, threshold float64) []Figure {
	var out []Figure
	for start := 0; start < len(lessons); {
		end := start
		var pages []labelledPage
		var texts []string
		for ; end < len(lessons) && lessons[end].set == lessons[start].set; end++ {
			l := lessons[end]
			pages = append(pages, l.page)
			texts = append(texts, chosenText(l, &models[l.fold], threshold))
		}
		out = append(out, textFigures(lessons[start].set+".blocks", pages, texts)...)
		start = end
	}
	return out
}

func chosenText(l lesson, c *article.Chooser, threshold float64) string {
	var kept []string
	for i, v := range l.Features {
		if c.Odds(v) >= threshold {
			kept = append(kept, l.Blocks[i])
		}
	}
	return strings.Join(kept, "\n")
}
