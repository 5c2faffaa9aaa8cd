package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language/text"
	"kiku/internal/store"
	"kiku/internal/story"
)

const tellDecider = "tell " + Decider

// leastPublishers is how many publishers must report independently before a
// story is told, and in a language before it is told in that language too.
const leastPublishers = 2

// tellAll tells every story that changed, on all cores, and returns how many.
func (p *Pipeline) tellAll(ctx context.Context, f func(Progress)) (int, error) {
	done := 0
	for {
		ids, err := p.Store.Untold(ctx, 1000)
		if err != nil || len(ids) == 0 {
			return done, err
		}
		g, gctx := errgroup.WithContext(ctx)
		g.SetLimit(p.Procs)
		var n atomic.Int64
		order := turns(len(ids))
		for i, id := range ids {
			g.Go(func() error {
				if err := p.tell(gctx, id, order[i]); err != nil {
					return err
				}
				report(f, Progress{Stage: "tell", Done: int64(done) + n.Add(1), Total: int64(done + len(ids)), Unit: "stories"})
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return done, err
		}
		done += len(ids)
	}
}

// tell tells one story in all its languages and stores the outcome in one step.
// Its hosts speak when it is its turn.
func (p *Pipeline) tell(ctx context.Context, id story.StoryID, at turn) error {
	defer at.pass()
	said := answers{}
	for range 10 {
		t, err := p.compose(ctx, id, said, at)
		if err != nil {
			return err
		}
		added, err := p.Store.Tell(ctx, t)
		if errors.Is(err, store.ErrMoved) {
			continue // it grew while it was told
		}
		if err == nil && added > 0 {
			p.Log.Debug("tell", "story", string(id), "editions", added)
		}
		return err
	}
	return nil // it keeps changing; whoever changed it last will tell it
}

// compose makes a story's next digests without storing anything. A writer's
// answers are added to said; the turn is passed when the hosts have spoken.
func (p *Pipeline) compose(ctx context.Context, id story.StoryID, said answers, at turn) (store.Told, error) {
	st, changed, err := p.Store.Story(ctx, id)
	if err != nil {
		return store.Told{}, err
	}
	out := store.Told{Story: id, Changed: changed, Decider: tellDecider}
	var ids []article.ID
	for _, e := range st.Events {
		for _, m := range e.Articles {
			ids = append(ids, m.Article)
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	langs := p.languages(st)
	if len(langs) == 0 {
		// The common case: most reports stand alone. Their texts are not needed.
		if p.said.knows(id) {
			at.wait()
			p.said.hear(id, nil)
		}
		out.Langs = []store.Telling{{Lang: mainLanguage(st), Reason: digest.ErrAlone.Error()}}
		return out, nil
	}
	if err := p.hearSite(ctx); err != nil {
		return out, err
	}
	in := digest.Input{Story: st, Hosts: p.Hosts, Salt: salt(id), Texts: map[article.ID]text.Text{}}
	in.Spoken = func(id story.StoryID, lang string) map[string]int {
		at.wait()
		return p.said.elsewhere(id, lang)
	}
	if in.Articles, err = p.Store.Articles(ctx, ids); err != nil {
		return out, err
	}
	if in.Revisions, err = p.Store.Revisions(ctx, ids); err != nil {
		return out, err
	}
	for id, a := range in.Articles {
		in.Texts[id] = p.text(a)
	}
	if in.Failed, in.Stale, err = p.silent(ctx); err != nil {
		return out, err
	}
	var told []*digest.Digest
	before := map[string]*digest.Digest{}
	for _, lang := range langs {
		t, prev, err := p.composeIn(ctx, in, lang)
		if err != nil {
			return out, err
		}
		before[lang] = prev
		if t.Digest != nil {
			told = append(told, t.Digest)
		}
		out.Langs = append(out.Langs, t)
	}
	if len(told) > 0 || p.said.knows(id) {
		at.wait() // a digest may have had no voices
		p.said.hear(id, told)
	}
	at.pass()
	for i := range out.Langs {
		t := &out.Langs[i]
		if t.Digest == nil {
			continue
		}
		in.Previous = before[t.Lang]
		if _, err := p.word(ctx, in, t.Digest, t.Content, said); err != nil {
			return out, err
		}
		t.Words, t.Cites = p.indexOf(t.Digest)
	}
	return out, nil
}

// languages returns the languages to tell a story in, of those the owner wants.
func (p *Pipeline) languages(st story.Story) []string {
	langs := digest.Languages(st, leastPublishers)
	if p.Languages == nil {
		return langs
	}
	return slices.DeleteFunc(langs, func(l string) bool { return !slices.Contains(p.Languages, l) })
}

// mainLanguage is the language of most reports, the first by name on a tie.
func mainLanguage(st story.Story) string {
	n := map[string]int{}
	best := ""
	for _, e := range st.Events {
		for _, m := range e.Articles {
			n[m.Lang]++
		}
	}
	for l, k := range n {
		if k > n[best] || k == n[best] && l < best {
			best = l
		}
	}
	return best
}

// salt is a number that belongs to a story and is the same at every run.
func salt(id story.StoryID) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // never fails
	return int(h.Sum32() & 0x7fffffff)
}

// composeIn makes a story's next digest in a language; it returns the edition
// before it, too, nil for none.
func (p *Pipeline) composeIn(ctx context.Context, in digest.Input, lang string) (store.Telling, *digest.Digest, error) {
	in.Lang = lang
	t := store.Telling{Lang: lang}
	prev, err := p.Store.Edition(ctx, in.Story.ID, lang, 0)
	switch {
	case err == nil:
		in.Previous = &prev
	case !errors.Is(err, store.ErrNotFound):
		return t, nil, err
	}
	if in.Withdrawn, err = p.withdrawn(ctx, in, prev); err != nil {
		return t, nil, err
	}
	d, err := composeGuarded(in)
	if err != nil {
		if !errors.Is(err, digest.ErrAlone) && !errors.Is(err, digest.ErrNoLines) {
			p.Log.Error("compose", "story", string(in.Story.ID), "lang", lang, "err", err)
		}
		t.Reason = err.Error()
		return t, in.Previous, nil
	}
	d.Edition = prev.Edition + 1
	t.Digest = &d
	// The content is that of the digest as composed: see word.
	t.Content, err = contentOf(d)
	return t, in.Previous, err
}

// withdrawal is a report that was taken back; its publisher may want no copy of
// it shown.
func withdrawal(a article.Article, st store.Standing) digest.Withdrawal {
	return digest.Withdrawal{Article: a, When: st.Decided,
		Silent: a.Terms.HeadlineOnly() || a.Terms.NoIndex || strings.Contains(st.Reason, article.ErrNoIndex.Error())}
}

// withdrawn are the reports that an edition stood on and that were taken back
// since. A report that only moved to another story is none of them.
func (p *Pipeline) withdrawn(ctx context.Context, in digest.Input, prev digest.Digest) ([]digest.Withdrawal, error) {
	known := slices.Sorted(maps.Keys(prev.Read))
	if prev.Read == nil { // an edition of an early version
		_, known = p.indexOf(&prev)
	}
	known = slices.DeleteFunc(known, func(id article.ID) bool { _, here := in.Articles[id]; return here })
	if len(known) == 0 {
		return nil, nil
	}
	gone, err := p.Store.Withdrawn(ctx, known)
	if err != nil || len(gone) == 0 {
		return nil, err
	}
	texts, err := p.Store.Articles(ctx, known)
	if err != nil {
		return nil, err
	}
	var out []digest.Withdrawal
	for _, st := range gone {
		a := texts[st.ID]
		out = append(out, withdrawal(a, st))
	}
	return out, nil
}

func composeGuarded(in digest.Input) (d digest.Digest, err error) {
	defer guard("compose story "+string(in.Story.ID), &err)
	return digest.Compose(in)
}

// contentOf hashes what a reader sees of a digest, apart from what changes
// without a change in the matter: its number, what was new against the edition
// before, what it remembers of earlier ones, and which sources are silent at the
// moment.
func contentOf(d digest.Digest) (string, error) {
	d.Edition, d.New, d.NewSince, d.Sources.Failed, d.Sources.Stale = 0, nil, time.Time{}, nil, nil
	d.Log, d.Read = nil, nil
	b, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16]), nil
}

// indexOf returns the words to find a digest by, and the articles it cites.
func (p *Pipeline) indexOf(d *digest.Digest) (words []string, cites []article.ID) {
	var b strings.Builder
	seen := map[article.ID]bool{}
	d.Lines(func(l *digest.Line) {
		if l.Kind != digest.Remark {
			b.WriteString(l.Text)
			b.WriteByte('\n')
		}
		for _, c := range l.Cites {
			if !seen[c.Ref.Article] {
				seen[c.Ref.Article] = true
				cites = append(cites, c.Ref.Article)
			}
		}
	})
	slices.Sort(cites)
	return p.Reader.Words(d.Lang, b.String()), cites
}
