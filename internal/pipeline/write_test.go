package pipeline_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"kiku/internal/digest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// quay is reported at length, so that the narrative has long lines. Each long
// sentence can lose what follows its last "and".
var quay = []report{
	{"Harbour Post", "Quay of Sorrel Harbour collapses in the storm", "09:00", []string{
		"The old stone quay of Sorrel Harbour collapsed into the sea on Sunday night after three days of heavy storms.",
		"Fire chief Tilda Rask said 14 boats sank at the quay and that divers found 9 of them on Monday morning in deep water near the old lighthouse on the north side.",
		"The harbour board closed the fish market and the cold store beside the quay on Monday and asked the crews of the larger boats to land their herring and cod in Vale for now.",
		"Builders from Vale drove 40 steel piles into the seabed beside the broken wall on Monday and laid a road of gravel and planks to the cold store behind the fish market before evening.",
		"The quay of Sorrel Harbour carried 3 cranes and a railway track for the canning company Brandt and Daughters and served 60 boats from the villages along the coast in the summer months.",
		"Mayor Hedda Quill said the town council would meet on Thursday evening in the school hall to talk about the quay and the money for a new wall with the harbour board and the crews.",
	}},
	{"Vale Courier", "A quay in Sorrel Harbour collapses, 14 boats sink", "10:00", []string{
		"A quay in Sorrel Harbour collapsed on Sunday night in the storm, and 14 boats sank.",
		"The storm tore the roof from the fish market and pushed a row of 5 wooden boathouses against the broken quay of Sorrel Harbour during the early hours of Sunday and then the wall gave way.",
		"Teacher Britt Lamm opened the school hall to 30 families from the houses beside the quay on Sunday night and cooked soup with pupils of the upper classes and the crew of a lifeboat.",
		"Customs officers moved their office from the quay to a bus beside the town hall on Monday and checked the papers of two freighters from the south there and of a yacht.",
		"Skipper Oren Falk told the Courier that the crews heard stones crack under the quay on Saturday evening and carried nets and lamps and two engines from the boats to the school hall in the dark.",
		"Insurers from the capital counted boats and nets and engines along the shore of Sorrel Harbour on Monday and put the loss of the crews and the canning company at 7 million crowns in all.",
		"The railway stopped its goods trains to Sorrel Harbour on Monday because the track on the quay hangs above the water along a stretch of 80 metres beside the cranes and the cold store.",
	}},
}

// later is a third report of the same.
var later = report{"Isle Gazette", "Quay collapse in Sorrel Harbour: 14 boats lost", "11:00", []string{
	"The quay of Sorrel Harbour collapsed on Sunday night in a storm, and 14 boats sank beside it."}}

type report struct {
	publisher, title, at string
	sentences            []string
}

// shortened is a sentence without what follows its last "and".
func shortened(sentence string) string {
	return sentence[:strings.LastIndex(sentence, " and ")] + "."
}

// fake is a writer that shortens, and has words of its own for some sentences.
type fake struct {
	mu    sync.Mutex
	asked []string
	says  map[string]string
	down  error
}

// Write implements pipeline.Writer.
func (f *fake) Write(_ context.Context, lang string, sentences []string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, strings.Join(sentences, " "))
	if f.down != nil {
		return "", f.down
	}
	if own, ok := f.says[sentences[0]]; ok {
		return own, nil
	}
	if lang != "en" {
		return "", errors.New("asked in " + lang)
	}
	return shortened(sentences[0]), nil
}

// Reach lets the doctor ask.
func (f *fake) Reach(context.Context) error { return f.down }

func bring(t *testing.T, p *pipeline.Pipeline, reports ...report) {
	t.Helper()
	var b strings.Builder
	for _, r := range reports {
		line, err := json.Marshal(map[string]string{"title": r.title, "link": "https://" + strings.ToLower(r.publisher[:4]) + ".example/quay",
			"text": strings.Join(r.sentences, " "), "published": "2026-04-06T" + r.at + ":00Z", "source": r.publisher})
		must(t, err)
		b.Write(append(line, '\n'))
	}
	path := filepath.Join(t.TempDir(), "reports.jsonl")
	must(t, os.WriteFile(path, []byte(b.String()), 0o600))
	_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
}

func told(t *testing.T, p *pipeline.Pipeline, reports ...report) {
	t.Helper()
	bring(t, p, reports...)
	must(t, p.CatchUp(t.Context(), nil))
}

// edition is the newest one of the only digest, and its reworded lines.
func edition(t *testing.T, p *pipeline.Pipeline) (digest.Digest, []string) {
	t.Helper()
	ds, err := p.Store.LatestEditions(t.Context(), 0)
	must(t, err)
	if len(ds) != 1 {
		t.Fatalf("%d digests", len(ds))
	}
	var written []string
	ds[0].Lines(func(l *digest.Line) {
		if l.Kind == digest.Written {
			written = append(written, l.Text)
		}
	})
	return ds[0], written
}

// with returns a pipeline with a writer on a store, and its clock.
func with(t *testing.T, s *store.Store, w pipeline.Writer) (*pipeline.Pipeline, *time.Time) {
	t.Helper()
	now := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	p, err := pipeline.New(pipeline.Config{Store: s, Writer: w, Procs: 1, Now: func() time.Time { return now }})
	must(t, err)
	return p, &now
}

// longLines is what a writer will be asked for: the digest's long lines as they
// are without one.
func longLines(t *testing.T) []digest.Line {
	t.Helper()
	p := onSQLite(t)
	told(t, p, quay...)
	d, written := edition(t, p)
	var out []digest.Line
	for _, l := range digest.Rewritable(&d) {
		out = append(out, *l)
	}
	if len(out) < 2 || len(out) > 6 || written != nil || d.Basis != "" {
		t.Fatalf("%d long lines, written %q, basis %q", len(out), written, d.Basis)
	}
	return out
}

func TestWordsOfAModelArePrintedWhenTheyPass(t *testing.T) {
	t.Parallel()
	long := longLines(t)
	// A name and a number from nowhere.
	w := &fake{says: map[string]string{long[0].Text: "Mayor Ada Holm lost 500 boats."}}
	p, _ := with(t, onSQLite(t).Store, w)
	told(t, p, quay...)
	d, written := edition(t, p)
	var asked, want []string
	for i, l := range long {
		if asked = append(asked, l.Text); i > 0 {
			want = append(want, shortened(l.Text))
		}
	}
	if diff := cmp.Diff(asked, w.asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, written); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	if got := p.Wording(); got != (pipeline.Wording{Accepted: int64(len(want)), Refused: 1}) {
		t.Errorf("wording %+v", got)
	}
	if left := digest.Rewritable(&d); len(left) != 1 || left[0].Text != long[0].Text || left[0].ID != long[0].ID || d.Basis == "" {
		t.Errorf("%d lines left, basis %q", len(left), d.Basis)
	}
	listing := checked(t, p, len(want))

	// Asked another time, a model would word it differently. It is not asked.
	w.says[long[1].Text] = "Ask me again!"
	for _, stage := range []store.Stage{store.TellStage, store.ReadStage} {
		must(t, p.Recompute(t.Context(), stage, nil))
	}
	if d, _ := edition(t, p); len(w.asked) != len(long) || d.Edition != 1 {
		t.Errorf("told again: asked %d times, edition %d", len(w.asked), d.Edition)
	}
	same(t, "site told again", listing, checked(t, p, len(want)))

	// Nor does the edition change when the owner takes the model away.
	p, _ = with(t, p.Store, nil)
	must(t, p.Recompute(t.Context(), store.TellStage, nil))
	if d, again := edition(t, p); d.Edition != 1 || !cmp.Equal(written, again) {
		t.Errorf("without the model: edition %d, %q", d.Edition, again)
	}
}

// checked builds and checks the site, counts its written lines on story pages
// and returns its listing.
func checked(t *testing.T, p *pipeline.Pipeline, written int) string {
	t.Helper()
	dir, listing := build(t, p)
	rep, err := p.Check(t.Context(), dir, nil)
	must(t, err)
	if rep.Refused != 0 || rep.Supported != rep.Lines || rep.Lines < 20 {
		t.Errorf("check %+v", rep)
	}
	n := 0
	must(t, fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		// The Japanese frame shows the same story.
		if err != nil || !strings.HasPrefix(path, "en/") || !strings.HasSuffix(path, ".html") {
			return err
		}
		page, err := os.ReadFile(filepath.Join(dir, path))
		n += strings.Count(string(page), `data-kind="written"`)
		return err
	}))
	if n != written {
		t.Errorf("%d lines are marked as written, want %d", n, written)
	}
	return listing
}

func TestModelIsAskedForWhatIsNewOnly(t *testing.T) {
	t.Parallel()
	w := &fake{}
	p, _ := with(t, onSQLite(t).Store, w)
	told(t, p, quay...)
	first := w.asked
	w.asked = nil
	told(t, p, later)
	d, written := edition(t, p)
	if d.Edition != 2 || d.Sources.Articles != 3 || len(written) == 0 {
		t.Fatalf("edition %d of %d articles, written %q", d.Edition, d.Sources.Articles, written)
	}
	for _, a := range w.asked {
		if slices.Contains(first, a) {
			t.Errorf("asked again: %q", a)
		}
	}
	if got := p.Wording(); got.Kept == 0 || got.Kept+got.Accepted != int64(len(written)+len(first)) || got.Refused+got.Failed != 0 {
		t.Errorf("wording %+v, written %d and %d", got, len(first), len(written))
	}
}

func TestModelThatIsDownChangesNothing(t *testing.T) {
	t.Parallel()
	long := longLines(t)
	plain := onSQLite(t)
	told(t, plain, quay...)
	_, want := build(t, plain)
	w := &fake{down: errors.New("no answer")}
	p, now := with(t, onSQLite(t).Store, w)
	told(t, p, quay...)
	_, got := build(t, p)
	same(t, "site with a model that is down", want, got)
	if n := p.Wording(); len(w.asked) != 1 || n != (pipeline.Wording{Failed: 1, Passed: int64(len(long) - 1)}) {
		t.Errorf("asked %d times, wording %+v", len(w.asked), n)
	}
	// It is left alone for a while, then asked when there is something new.
	w.down = nil
	told(t, p, later)
	if len(w.asked) != 1 {
		t.Errorf("asked %d times at rest", len(w.asked))
	}
	*now = now.Add(2 * time.Minute)
	told(t, p, report{"Coast Mail", "Divers search at the collapsed quay of Sorrel Harbour", "12:00", []string{
		"Divers search the water at the collapsed quay of Sorrel Harbour, where 14 boats sank in the storm on Sunday night."}})
	if d, written := edition(t, p); d.Sources.Articles != 4 || len(w.asked) < 2 || len(written) == 0 {
		t.Errorf("asked %d times after the rest, %d articles, written %q", len(w.asked), d.Sources.Articles, written)
	}
}

// interrupted ends the context while it is asked.
type interrupted struct{ stop func() }

// Write implements pipeline.Writer.
func (i interrupted) Write(ctx context.Context, _ string, _ []string) (string, error) {
	i.stop()
	return "", ctx.Err()
}

func TestInterruptedModelLosesNothing(t *testing.T) {
	t.Parallel()
	first := onSQLite(t)
	ctx, stop := context.WithCancel(t.Context())
	p, _ := with(t, first.Store, interrupted{stop})
	bring(t, p, quay...)
	if err := p.CatchUp(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted: %v", err)
	}
	p, _ = with(t, first.Store, &fake{})
	must(t, p.CatchUp(t.Context(), nil))
	if d, written := edition(t, p); d.Edition != 1 || len(written) < 2 {
		t.Errorf("afterwards: edition %d, %q", d.Edition, written)
	}
}

func TestDoctorLooksAtTheModel(t *testing.T) {
	t.Parallel()
	s := onSQLite(t).Store
	for name, c := range map[string]struct {
		writer pipeline.Writer
		level  pipeline.Level
		text   string
	}{
		"none":    {nil, pipeline.OK, "none"},
		"up":      {&fake{}, pipeline.OK, "answering"},
		"down":    {&fake{down: errors.New("nobody there")}, pipeline.Warn, "nobody there"},
		"unasked": {interrupted{}, pipeline.OK, "configured"},
	} {
		p, _ := with(t, s, c.writer)
		found := false
		for _, f := range p.Doctor(t.Context()) {
			if f.What != "model" {
				continue
			}
			found = true
			if f.Level != c.level || !strings.Contains(f.Text, c.text) || (f.Hint == "") != (c.level == pipeline.OK) {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if !found {
			t.Errorf("%s: the doctor does not mention the model", name)
		}
	}
}
