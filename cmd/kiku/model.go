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
