package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
	"kiku/internal/store"
	"kiku/internal/story"
)

// Embedder makes vectors of texts, near to each other where texts mean the same.
type Embedder interface {
	// Name is the model's. Vectors of two names are never compared.
	Name() string
	// Embed returns a vector for each text, in their order and all of one length.
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Meaning counts the vectors that articles were to have.
type Meaning struct {
	With    int64 `json:"with"`    // articles that got one
	Without int64 `json:"without"` // none: the server failed or was too slow; they are placed all the same
}

const (
	// embedBatch is how many articles are sent at once.
	embedBatch = 32
	// embedAgain is how many articles without a vector are asked for in one round:
	// what a server missed comes within a few rounds, and no round waits long for it.
	embedAgain = 512
	// embedSentences and embedRunes bound what is sent of an article: what happened
	// stands first, and small models read no more than 512 tokens.
	embedSentences = 3
	embedRunes     = 500
	// embedRest is how long an embedder is left alone after a failure, so that one
	// that is down or slow delays the others by one time limit a minute.
	embedRest = time.Minute
)

// meaning is what a pipeline remembers of its embedder.
type meaning struct {
	mu    sync.Mutex
	total Meaning
	rest  time.Time // not asked before
}

// Meaning returns what became of vectors since the pipeline was made; all zero
// without an embedder.
func (p *Pipeline) Meaning() Meaning {
	p.meant.mu.Lock()
	defer p.meant.mu.Unlock()
	return p.meant.total
}

// embed gives the features of articles, just read, their vectors. A failure of
// the embedder leaves them without, and wanting; the only errors are that ctx has
// ended, or that stored features cannot be read.
func (p *Pipeline) embed(ctx context.Context, as []article.Article, rs []*store.Reading) error {
	with, without, err := p.embedAll(ctx, as, rs)
	p.meant.mu.Lock()
	defer p.meant.mu.Unlock()
	p.meant.total.With += with
	p.meant.total.Without += without
	return err
}

// embedMissing asks for the vectors that could not be had when their articles
// were read, some of them in a round, until one request fails.
func (p *Pipeline) embedMissing(ctx context.Context) error {
	if p.Embedder == nil || p.resting() {
		return nil
	}
	wants, err := p.Store.Wants(ctx, embedAgain)
	if err != nil || len(wants) == 0 {
		return err
	}
	var all []store.Reading
	came := int64(0)
	for part := range slices.Chunk(wants, embedBatch) {
		as, rs := make([]article.Article, len(part)), make([]*store.Reading, len(part))
		for i, w := range part {
			as[i], rs[i] = w.Article, &store.Reading{Article: w.Article.ID, Fingerprint: w.Article.Fingerprint(), Features: w.Features}
		}
		with, without, err := p.embedAll(ctx, as, rs)
		if err != nil {
			return err
		}
		for _, r := range rs {
			all = append(all, *r)
		}
		if came += with; without > 0 {
			break
		}
	}
	if err := p.Store.FinishWants(ctx, all); err != nil {
		return err
	}
	p.meant.mu.Lock()
	p.meant.total.With += came
	p.meant.mu.Unlock()
	p.Log.Info("vectors asked for again", "articles", len(all), "came", came)
	return nil
}

// embedAll gives features their vectors and counts those that got one and those
// that did not.
func (p *Pipeline) embedAll(ctx context.Context, as []article.Article, rs []*store.Reading) (with, without int64, err error) {
	if p.Embedder == nil {
		return 0, 0, nil
	}
	var texts []string
	var of []*store.Reading
	for i, r := range rs {
		if r == nil || r.Features == nil {
			continue
		}
		if s := opening(p.text(as[i])); s != "" {
			texts, of = append(texts, s), append(of, r)
			r.Wants = true
		}
	}
	for from := 0; from < len(texts); from += embedBatch {
		to := min(from+embedBatch, len(texts))
		n, err := p.embedSome(ctx, texts[from:to], of[from:to])
		if err != nil {
			return with, without, err
		}
		with, without = with+int64(n), without+int64(to-from-n)
	}
	return with, without, nil
}

// resting says that the embedder is left alone after a failure.
func (p *Pipeline) resting() bool {
	p.meant.mu.Lock()
	defer p.meant.mu.Unlock()
	return p.Now().Before(p.meant.rest)
}

// embedSome asks for the vectors of one batch and returns how many articles got
// one.
func (p *Pipeline) embedSome(ctx context.Context, texts []string, of []*store.Reading) (int, error) {
	if p.resting() {
		return 0, nil
	}
	vectors, err := p.Embedder.Embed(ctx, texts)
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	if err == nil && len(vectors) != len(texts) {
		err = fmt.Errorf("%d vectors for %d texts", len(vectors), len(texts))
	}
	if err != nil {
		p.meant.mu.Lock()
		p.meant.rest = p.Now().Add(embedRest)
		p.meant.mu.Unlock()
		p.Log.Warn("no vectors; articles are placed without", "articles", len(texts), "err", err)
		return 0, nil
	}
	got := 0
	for i, r := range of {
		v, ok := story.VectorOf(fmt.Sprintf("%s/%d", p.Embedder.Name(), len(vectors[i])), vectors[i])
		r.Wants = false // asked again, it would be the same one
		if !ok {
			continue
		}
		var ft story.Features
		if err := json.Unmarshal(r.Features, &ft); err != nil {
			return got, err
		}
		ft.Vector = v
		if r.Features, err = json.Marshal(ft); err != nil {
			return got, err
		}
		got++
	}
	return got, nil
}

// opening is what an embedder is sent of a text: its title and first sentences.
func opening(t text.Text) string {
	parts := []string{t.Title.Text}
	for _, s := range t.Sentences[:min(embedSentences, len(t.Sentences))] {
		parts = append(parts, s.Text)
	}
	runes := []rune(strings.TrimSpace(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")))
	return string(runes[:min(embedRunes, len(runes))])
}

// lookEmbedder says whether there is an embedder, and asks it for a vector.
func (p *Pipeline) lookEmbedder(ctx context.Context) []Finding {
	if p.Embedder == nil {
		return ok("vectors", "none; reports are grouped by their words, names and figures")
	}
	if _, err := p.Embedder.Embed(ctx, []string{"Kiku"}); err != nil {
		return bad(Warn, "vectors", "look at embeddings.url, embeddings.name and KIKU_EMBEDDINGS_KEY; until it answers reports are placed without vectors", "%v", err)
	}
	return ok("vectors", "configured and answering")
}
