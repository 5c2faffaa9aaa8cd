package eval

import (
	"encoding/json"
	"flag"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/story"
)

var cost = flag.String("cost", "", "measure what an article costs with these numbers of articles stored, as 10000,100000,1000000 (minutes)")

// TestCostOfAnArticle prints what `make bench-story` prints when asked with
// -cost; without it, it measures a short stream, so that the bench stays alive.
func TestCostOfAnArticle(t *testing.T) {
	dir := shared(t)
	if dir == "" {
		return
	}
	stored, read := []int{1000, 3000}, 60
	if *cost != "" {
		stored, read = nil, 1200
		for _, s := range strings.Split(*cost, ",") {
			n, err := strconv.Atoi(s)
			if err != nil {
				t.Fatal(err)
			}
			stored = append(stored, n)
		}
	}
	as := realReports(t, dir, read)
	base := printRates(t, as)
	printCosts(t, base, stored)
}

// realReports returns reports in English and Japanese, each language's n first.
func realReports(t *testing.T, dir string, n int) []article.Article {
	t.Helper()
	english, err := Reports(dir)
	if err != nil {
		t.Fatal(err)
	}
	japanese, err := japaneseReports(dir)
	if err != nil {
		t.Fatal(err)
	}
	english = slices.DeleteFunc(english, func(a article.Article) bool { return a.Lang != "en" || len(a.Paragraphs) == 0 })
	return append(english[:min(n, len(english))], japanese[:min(n, len(japanese))]...)
}

func japaneseReports(dir string) ([]article.Article, error) {
	files, err := filepath.Glob(filepath.Join(dir, "livedoor", "*.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	var out []article.Article
	err = eachLine(files, func(line []byte) error {
		var r struct{ ID, Category, Title, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		out = append(out, article.Article{
			ID: article.ID(r.ID), Title: r.Title, Paragraphs: paragraphs(r.Text), Lang: "ja", Publisher: r.Category,
			Published: time.Date(2031, 1, 1, 0, 0, len(out), 0, time.UTC),
		})
		return nil
	})
	return out, err
}

// printRates prints how many articles a second go through language, claims and
// the description for grouping, and returns the descriptions.
func printRates(t *testing.T, as []article.Article) []story.Features {
	t.Helper()
	reader := language.NewReader()
	reader.Read("en", as[0].Title, as[0].Paragraphs, as[0].Published)
	reader.Read("ja", as[len(as)-1].Title, as[len(as)-1].Paragraphs, as[len(as)-1].Published)
	out := make([]story.Features, len(as))
	understand := func(i int) {
		a := as[i]
		x := reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
		claim.Statements(a, x)
		claim.Quantities(a, x)
		out[i] = story.Describe(a, x)
	}
	half := slices.IndexFunc(as, func(a article.Article) bool { return a.Lang == "ja" })
	for _, c := range []struct {
		name     string
		from, to int
	}{{"English", 0, half}, {"Japanese", half, len(as)}} {
		size := 0
		for _, a := range as[c.from:c.to] {
			if a.Lang == "ja" {
				size += len([]rune(a.Text()))
			} else {
				size += len(strings.Fields(a.Text()))
			}
		}
		n := float64(c.to - c.from)
		for _, cores := range []int{1, 2} {
			was := runtime.GOMAXPROCS(cores)
			spent, took := processorTime(), time.Now()
			inParallel(cores, c.from, c.to, understand)
			cpu, wall := processorTime()-spent, time.Since(took)
			runtime.GOMAXPROCS(was)
			fmt.Printf("%-9s %d core(s): %6.0f articles/s by the clock, %6.0f a second of processor; %.0f %s each\n",
				c.name, cores, n/wall.Seconds(), n/cpu.Seconds(), float64(size)/n, map[string]string{"English": "words", "Japanese": "characters"}[c.name])
		}
	}
	return out
}

func inParallel(cores, from, to int, do func(int)) {
	var wg sync.WaitGroup
	for k := range cores {
		wg.Go(func() {
			for i := from + k; i < to; i += cores {
				do(i)
			}
		})
	}
	wg.Wait()
}

// processorTime is what this process used of all cores: other processes on the
// machine do not lengthen it.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

const (
	costStep  = 500 // articles between two repairing passes, as the pipeline takes them
	costSteps = 5
)

// printCosts prints what one more article costs at each number of stored ones.
// What is stored comes as after a restart; what is timed is judged, and
// repaired after every step.
func printCosts(t *testing.T, base []story.Features, stored []int) {
	t.Helper()
	r, g := newRecombiner(base), story.NewGrouper()
	before, first := heap(), 0.0
	fmt.Printf("stored     one more, us   growth (goal 20 %%)   memory, MB (goal 150)\n")
	for i, n := range stored {
		for r.made < n {
			f, p := r.next()
			g.Restore(f, p)
		}
		g.Settle()
		var each []float64
		for range costSteps {
			each = append(each, step(r, g))
		}
		slices.Sort(each)
		cost := each[len(each)/2]
		if i == 0 {
			first = cost
		}
		fmt.Printf("%-10d %8.0f       %+6.0f %%             %8.0f\n", n, cost, 100*(cost/first-1), float64(heap()-before)/(1<<20))
	}
	runtime.KeepAlive(g)
}

// step adds the next reports of the stream and repairs, as the pipeline does,
// and returns the microseconds of processor that each took.
func step(r *recombiner, g *story.Grouper) float64 {
	fs := make([]story.Features, costStep)
	for i := range fs {
		fs[i], _ = r.next()
	}
	runtime.GC() // what making the reports left behind is not the grouper's
	from := processorTime()
	for _, f := range fs {
		g.Gone(f)
		g.Add(f)
	}
	g.Repair()
	return float64((processorTime() - from).Microseconds()) / costStep
}

// heap is how much memory is in use, in bytes.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
