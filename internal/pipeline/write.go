package pipeline

import (
	"context"
	"sync"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language/text"
)

// Writer says sentences in one, in their language. What it returns may say
// anything; the check decides whether it is printed.
type Writer interface {
	Write(ctx context.Context, lang string, sentences []string) (string, error)
}

// Wording counts what became of long lines that a writer was to word.
type Wording struct {
	Accepted int64 `json:"accepted"` // printed as the writer worded them
	Refused  int64 `json:"refused"`  // did not pass the check: the report's own sentence is printed
	Failed   int64 `json:"failed"`   // no answer
	Kept     int64 `json:"kept"`     // worded for the edition before, and used again
	Passed   int64 `json:"passed"`   // not asked for: enough lines, no time, or the writer failed just before
}

func (w *Wording) add(o Wording) {
	w.Accepted += o.Accepted
	w.Refused += o.Refused
	w.Failed += o.Failed
	w.Kept += o.Kept
	w.Passed += o.Passed
}

const (
	// mostWorded is how many lines of a digest a writer is asked for.
	mostWorded = 6
	// wordingTime bounds what a digest waits for its writer in all.
	wordingTime = 2 * time.Minute
	// wordingRest is how long a writer is left alone after a failure, so that
	// one that is down costs one failure a minute and not one a line.
	wordingRest = time.Minute
)

// wording is what a pipeline remembers of its writer.
type wording struct {
	mu    sync.Mutex
	total Wording
	rest  time.Time // not asked before
}

func (w *wording) resting(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return now.Before(w.rest)
}

func (w *wording) note(o Wording) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.total.add(o)
}

func (w *wording) restUntil(t time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rest = t
}

// Wording returns what became of long lines since the pipeline was made; all
// zero without a writer.
func (p *Pipeline) Wording() Wording {
	p.worded.mu.Lock()
	defer p.worded.mu.Unlock()
	return p.worded.total
}

// answers are what a writer said while one story was told, by line: a story
// that grows meanwhile is composed again, and the writer not asked again.
type answers map[string]string

// word lets the writer word long lines of a digest, just composed, before it is
// stored. It is asked only when the digest itself has changed since the edition
// before (content is its hash, as for store.Telling): words that a model chooses
// differently are no new edition. Lines that stand on the same sentences as
// before keep their wording. The only error is that ctx has ended.
func (p *Pipeline) word(ctx context.Context, in digest.Input, d *digest.Digest, content string, told answers) (Wording, error) {
	if p.Writer == nil && (in.Previous == nil || in.Previous.Basis == "") {
		return Wording{}, nil
	}
	before, changed, err := wordedBefore(in.Previous, content)
	if err != nil || p.Writer == nil && changed {
		return Wording{}, err
	}
	check := digest.NewChecker(
		func(id article.ID) (article.Article, bool) { a, ok := in.Articles[id]; return a, ok },
		func(a article.Article) text.Text { return in.Texts[a.ID] }, in.Hosts)
	s := wordingStep{p: p, check: check, d: d, before: before, told: told, ask: p.Writer != nil && changed, story: string(in.Story.ID)}
	began := p.Now()
	if err := s.lines(ctx); err != nil {
		return s.count, err
	}
	if len(digest.Worded(d)) > 0 {
		d.Basis = content
	}
	p.worded.note(s.count)
	if s.count.Accepted+s.count.Refused+s.count.Failed > 0 {
		p.Log.Info("word", "story", s.story, "lang", d.Lang, "accepted", s.count.Accepted, "refused", s.count.Refused,
			"failed", s.count.Failed, "kept", s.count.Kept, "took", p.Now().Sub(began).Round(time.Millisecond))
	}
	return s.count, nil
}

// wordedBefore returns what a writer wrote in the edition before, and whether
// the digest has changed since.
func wordedBefore(prev *digest.Digest, content string) (map[string]string, bool, error) {
	if prev == nil {
		return nil, true, nil
	}
	basis := prev.Basis
	if basis == "" {
		var err error
		if basis, err = contentOf(*prev); err != nil {
			return nil, false, err
		}
	}
	return digest.Worded(prev), basis != content, nil
}

// wordingStep is the wording of one digest.
type wordingStep struct {
	p       *Pipeline
	check   *digest.Checker
	d       *digest.Digest
	before  map[string]string
	told    answers
	ask     bool
	story   string
	count   Wording
	asked   int
	stopped bool
}

func (s *wordingStep) lines(ctx context.Context) error {
	short, cancel := context.WithTimeout(ctx, wordingTime)
	defer cancel()
	for _, l := range digest.Rewritable(s.d) {
		key := digest.Standing(*l)
		if words, ok := s.before[key]; ok && s.rewrite(l, words) == nil {
			s.count.Kept++
			continue
		}
		if !s.ask {
			continue
		}
		words, ok := s.answer(short, l, key)
		if err := ctx.Err(); err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := s.rewrite(l, words); err != nil {
			s.count.Refused++
			s.p.Log.Debug("refused words", "story", s.story, "line", l.ID, "words", words, "err", err)
			continue
		}
		s.count.Accepted++
	}
	return nil
}

// answer is what the writer says for a line; false when it says nothing, which
// is counted.
func (s *wordingStep) answer(ctx context.Context, l *digest.Line, key string) (string, bool) {
	if words, ok := s.told[s.d.Lang+key]; ok {
		return words, true
	}
	if s.stopped || s.asked == mostWorded || ctx.Err() != nil || s.p.worded.resting(s.p.Now()) {
		s.count.Passed++
		return "", false
	}
	s.asked++
	lang := s.d.Lang
	if l.Lang != "" {
		lang = l.Lang
	}
	words, err := s.p.Writer.Write(ctx, lang, []string{l.Text})
	if err == nil {
		s.told[s.d.Lang+key] = words
		return words, true
	}
	s.count.Failed++
	s.stopped = true
	// A writer that has answered and only ran out of the digest's time is not down.
	if ctx.Err() == nil || s.asked == 1 {
		s.p.worded.restUntil(s.p.Now().Add(wordingRest))
	}
	s.p.Log.Warn("no words from the model; the reports' own sentences stay", "story", s.story, "lang", s.d.Lang, "err", err)
	return "", false
}

// rewrite holds words against the check. They may be anything, so that even a
// defect in reading them is only a refusal.
func (s *wordingStep) rewrite(l *digest.Line, words string) (err error) {
	defer guard("word line "+l.ID, &err)
	return s.check.Rewrite(s.d, l, words)
}

// lookWriter says whether there is a writer, and asks it when it can be asked.
func (p *Pipeline) lookWriter(ctx context.Context) []Finding {
	if p.Writer == nil {
		return ok("model", "none; digests are made of the reports' own sentences")
	}
	r, can := p.Writer.(interface {
		Reach(ctx context.Context) error
	})
	if !can {
		return ok("model", "configured")
	}
	if err := r.Reach(ctx); err != nil {
		return bad(Warn, "model", "look at model.url, model.name and KIKU_MODEL_KEY; until it answers the reports' own sentences are printed", "%v", err)
	}
	return ok("model", "configured and answering")
}
