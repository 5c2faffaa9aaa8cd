package main

import (
	"context"
	"errors"

	"kiku/internal/config"
	"kiku/internal/digest"
	"kiku/internal/llm"
)

// model is the owner's language model as the pipeline's writer.
type model struct{ *llm.Client }

func newModel(c config.Model) model {
	return model{llm.New(llm.Options{URL: c.URL, Name: c.Name, Key: c.Key, Timeout: c.Timeout})}
}

// Write implements pipeline.Writer. An answer that is no sentence comes back
// empty, so that it counts as refused and not as a server that is down.
func (m model) Write(ctx context.Context, lang string, sentences []string) (string, error) {
	words, err := m.Client.Write(ctx, llm.Request{Lang: lang, Sentences: sentences, Most: digest.Short(lang)})
	if errors.Is(err, llm.ErrAnswer) {
		return "", nil // the server is well and the words are useless: the check refuses none at all
	}
	return words, err
}

// embedder is the owner's model of vectors.
type embedder struct {
	*llm.Client
	name string
}

// mostVectors bounds an answer with 32 vectors of 4,096 numbers.
const mostVectors = 8 << 20

func newEmbedder(c config.Model) embedder {
	return embedder{llm.New(llm.Options{URL: c.URL, Name: c.Name, Key: c.Key, Timeout: c.Timeout, MaxBytes: mostVectors}), c.Name}
}

// Name implements pipeline.Embedder.
func (e embedder) Name() string { return e.name }
