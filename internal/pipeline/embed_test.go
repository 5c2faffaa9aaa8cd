package pipeline_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/llm"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// Two matters, each told in both languages, without one name in common.
var wordless = []struct{ id, lang, at, title, text string }{
	{"bakers-en", "en", "08:00", "Bakers stay away from their ovens", "Bakers of the old town stayed away from their ovens on Tuesday, asking for shorter nights. Their union wants one free night more."},
	{"whales-en", "en", "08:30", "Whales found in a shallow bay", "Walkers found a dozen whales in shallow water early on Tuesday. Volunteers poured water over them until the tide came back."},
	{"bakers-ja", "ja", "10:00", "パン職人、夜勤の短縮求めて休業", "旧市街の職人らは7日、夜の勤務を短くするよう求めて店を閉めた。組合は休みを増やすよう訴える。"},
	{"whales-ja", "ja", "11:00", "クジラの群れ、浅瀬に迷い込む", "早朝、散歩中の住民が浅い海に迷い込んだ群れを見つけた。ボランティアが潮が満ちるまで水をかけ続けた。"},
}

// meaningful answers as a model would that knows bakers and whales in both
// languages.
func meaningful(texts []string) (int, any) {
	type one struct {
		Index     int       `json:"index"`
		Embedding []float64 `json:"embedding"`
	}
	var data []one
	for i, text := range texts {
		v := []float64{0.1, 0.1, 0.1, 0.01 * float64(len(text)%7)}
		for k, words := range [][]string{{"ovens", "パン職人"}, {"hales", "クジラ"}} {
			if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }) {
				v[k] = 1
			}
		}
		data = append(data, one{i, v})
	}
	return 200, map[string]any{"data": data}
}

type testEmbedder struct{ *llm.Client }

func (testEmbedder) Name() string { return "gull" }

// vectorServer serves vectors on loopback; calls counts the requests.
func vectorServer(t *testing.T, answer func(texts []string) (int, any)) (e pipeline.Embedder, calls *atomic.Int64) {
	t.Helper()
	calls = new(atomic.Int64)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		var q struct{ Input []string }
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil || r.URL.Path != "/v1/embeddings" {
			t.Errorf("%s: %v", r.URL.Path, err)
		}
		status, body := answer(q.Input)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(body) // a failed write shows on the other side
	}))
	t.Cleanup(s.Close)
	return testEmbedder{llm.New(llm.Options{URL: s.URL + "/v1", Name: "gull", Timeout: 500 * time.Millisecond, Pause: time.Millisecond})}, calls
}

// embedding puts a pipeline with an embedder on a store's folder.
func embedding(t *testing.T, dir string, e pipeline.Embedder) *pipeline.Pipeline {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{DataDir: dir})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	p, err := pipeline.New(pipeline.Config{Store: s, Embedder: e, Now: func() time.Time { return time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC) }})
	must(t, err)
	return p
}

// bringWordless imports some of the reports and places them.
func bringWordless(t *testing.T, p *pipeline.Pipeline, from, to int) {
	t.Helper()
	var b strings.Builder
	for _, r := range wordless[from:to] {
		line, err := json.Marshal(map[string]string{"title": r.title, "link": addressOf(r.id), "text": r.text, "lang": r.lang,
			"published": "2026-04-07T" + r.at + ":00Z", "source": "Paper " + r.id})
		must(t, err)
		b.Write(append(line, '\n'))
	}
	path := filepath.Join(t.TempDir(), "reports.jsonl")
	must(t, os.WriteFile(path, []byte(b.String()), 0o600))
	_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{path}}, nil)
	must(t, err)
	must(t, p.CatchUp(t.Context(), nil))
}

func addressOf(id string) string { return "https://" + id + ".example/report" }

// placements are where the reports stand, one line each.
func placements(t *testing.T, p *pipeline.Pipeline) string {
	t.Helper()
	var out []string
	for _, r := range wordless {
		e, err := p.Why(t.Context(), addressOf(r.id))
		must(t, err)
		event := string(e.Event)
		for _, other := range wordless {
			if event == string(article.IDOf(addressOf(other.id))) {
				event = other.id
			}
		}
		out = append(out, fmt.Sprintf("%s in %s at %.3f", r.id, event, e.Score))
	}
	return strings.Join(out, "\n")
}

// apart is how they stand without vectors.
const apart = "bakers-en in bakers-en at 1.000\nwhales-en in whales-en at 1.000\nbakers-ja in bakers-ja at 1.000\nwhales-ja in whales-ja at 1.000"

func TestVectorsLetTwoLanguagesMeet(t *testing.T) {
	t.Parallel()
	plain := embedding(t, t.TempDir(), nil)
	bringWordless(t, plain, 0, 4)
	if got := placements(t, plain); got != apart || plain.Meaning() != (pipeline.Meaning{}) {
		t.Fatalf("without vectors, %+v:\n%s", plain.Meaning(), got)
	}
	e, calls := vectorServer(t, meaningful)
	p := embedding(t, t.TempDir(), e)
	bringWordless(t, p, 0, 4)
	got := placements(t, p)
	for _, want := range []string{"bakers-ja in bakers-en", "whales-ja in whales-en", "whales-en in whales-en"} {
		if !strings.Contains(got, want) {
			t.Errorf("not %s:\n%s", want, got)
		}
	}
	if m := p.Meaning(); m != (pipeline.Meaning{With: 4}) || calls.Load() != 1 {
		t.Errorf("%+v in %d requests, want 4 in one", m, calls.Load())
	}
	why, err := p.Why(t.Context(), addressOf("bakers-ja"))
	must(t, err)
	if !(len(why.Joined) > 0 && why.Joined[0].Feature == "vector" && why.Joined[0].Value > 1) {
		t.Errorf("why says %+v", why.Joined)
	}
	rep, err := p.Build(t.Context(), filepath.Join(t.TempDir(), "site"), nil)
	must(t, err)
	if rep.Vectors.With != 4 {
		t.Errorf("the report counts %+v", rep.Vectors)
	}
}

// A process that begins where another ended groups as one that did it all; and
// stored vectors serve when everything is placed again and the server is gone.
func TestVectorsOutliveAProcess(t *testing.T) {
	t.Parallel()
	e, _ := vectorServer(t, meaningful)
	whole := embedding(t, t.TempDir(), e)
	bringWordless(t, whole, 0, 4)
	want := placements(t, whole)

	dir := t.TempDir()
	bringWordless(t, embedding(t, dir, e), 0, 2)
	second := embedding(t, dir, e)
	bringWordless(t, second, 2, 4)
	if got := placements(t, second); got != want {
		t.Errorf("after a restart:\n%s\nwant\n%s", got, want)
	}
	gone := embedding(t, dir, nil)
	must(t, gone.Recompute(t.Context(), store.PlaceStage, nil))
	if got := placements(t, gone); got != want {
		t.Errorf("placed again without the server:\n%s\nwant\n%s", got, want)
	}
}

func TestAFailingEmbedderStopsNothing(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func([]string) (int, any){
		"broken": func([]string) (int, any) {
			return 500, map[string]any{"error": map[string]string{"message": "out of memory"}}
		},
		"foreign":      func([]string) (int, any) { return 200, "hello" },
		"one too few":  func(texts []string) (int, any) { return meaningful(texts[1:]) },
		"wrong length": func(texts []string) (int, any) { return 200, map[string]any{"data": uneven(len(texts))} },
		"slow":         func(texts []string) (int, any) { time.Sleep(time.Second); return meaningful(texts) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, calls := vectorServer(t, answer)
			p := embedding(t, t.TempDir(), e)
			bringWordless(t, p, 0, 2)
			bringWordless(t, p, 2, 4)
			if got := placements(t, p); got != apart {
				t.Errorf("%s", got)
			}
			if m := p.Meaning(); m != (pipeline.Meaning{Without: 4}) {
				t.Errorf("%+v, want 4 without", m)
			}
			if n := calls.Load(); n > 2 { // once and once again; then it is left alone for a minute
				t.Errorf("asked %d times", n)
			}
		})
	}
}

// What a server that was down did not tell is asked for again when it is back, in
// rounds that end at the first failure, and then never again.
func TestMissingVectorsAreAskedForAgain(t *testing.T) {
	t.Parallel()
	var down atomic.Bool
	down.Store(true)
	e, calls := vectorServer(t, func(texts []string) (int, any) {
		if down.Load() {
			return 503, nil
		}
		return meaningful(texts)
	})
	dir := t.TempDir()
	bringWordless(t, embedding(t, dir, e), 0, 4)
	before := calls.Load()
	still := embedding(t, dir, e)
	must(t, still.CatchUp(t.Context(), nil))
	must(t, still.CatchUp(t.Context(), nil)) // within the minute in which it is left alone
	if got, n := placements(t, still), calls.Load()-before; got != apart || n < 1 || n > 2 {
		t.Errorf("asked %d times while it is down:\n%s", n, got)
	}
	down.Store(false)
	before = calls.Load()
	back := embedding(t, dir, e)
	must(t, back.CatchUp(t.Context(), nil))
	must(t, back.CatchUp(t.Context(), nil))
	got := placements(t, back)
	for _, want := range []string{"bakers-ja in bakers-en", "whales-ja in whales-en"} {
		if !strings.Contains(got, want) {
			t.Errorf("not %s:\n%s", want, got)
		}
	}
	if n := calls.Load() - before; n != 1 || back.Meaning() != (pipeline.Meaning{With: 4}) {
		t.Errorf("%+v in %d requests, want 4 in one", back.Meaning(), n)
	}
}

// uneven are vectors each longer than the one before.
func uneven(n int) (data []map[string]any) {
	for i := range n {
		data = append(data, map[string]any{"index": i, "embedding": slices.Repeat([]float64{1}, i+1)})
	}
	return data
}

func TestTheDoctorAsksTheEmbedder(t *testing.T) {
	t.Parallel()
	look := func(e pipeline.Embedder) pipeline.Finding {
		fs := embedding(t, t.TempDir(), e).Doctor(t.Context())
		i := slices.IndexFunc(fs, func(f pipeline.Finding) bool { return f.What == "vectors" })
		return fs[i]
	}
	good, _ := vectorServer(t, meaningful)
	down, _ := vectorServer(t, func([]string) (int, any) { return 404, nil })
	if f := look(nil); f.Level != pipeline.OK {
		t.Errorf("none: %+v", f)
	}
	if f := look(good); f.Level != pipeline.OK || !strings.Contains(f.Text, "answering") {
		t.Errorf("answering: %+v", f)
	}
	if f := look(down); f.Level != pipeline.Warn || f.Hint == "" {
		t.Errorf("down: %+v", f)
	}
}
