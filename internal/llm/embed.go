package llm

import (
	"context"
	"errors"
	"fmt"
	"math"

	openai "github.com/sashabaranov/go-openai"
)

// ErrVectors: the server's vectors cannot be used: too few, too many, of
// differing or unfit lengths, or with numbers that are none.
var ErrVectors = errors.New("the model's vectors cannot be used")

// Bounds of one call of Embed.
const (
	// MostTexts is how many texts go in one call.
	MostTexts = 32
	// mostNumbers is how many numbers a vector may have.
	mostNumbers = 8192
)

// Embed asks for a vector of each text, at most [MostTexts] of them in one
// request: POST URL/embeddings. Texts go as they are; bounding them is for the
// caller. The vectors come in the order of the texts, all of one length, which
// stays the same as long as the Client lives; every number is finite, and none
// is all zeros. Anything else is [ErrVectors].
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	if len(texts) > MostTexts {
		return nil, fmt.Errorf("model %s: %w: %d texts at once, the most is %d", c.name, ErrVectors, len(texts), MostTexts)
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	res, err := c.api.CreateEmbeddings(ctx, openai.EmbeddingRequest{
		Input: texts, Model: openai.EmbeddingModel(c.name), EncodingFormat: openai.EmbeddingEncodingFormatFloat,
	})
	if err != nil {
		return nil, c.failed(err)
	}
	out, err := vectors(res.Data, len(texts))
	if err != nil {
		return nil, c.failed(err)
	}
	n := int64(len(out[0]))
	if !c.numbers.CompareAndSwap(0, n) && c.numbers.Load() != n {
		return nil, c.failed(fmt.Errorf("%w: %d numbers, and %d before", ErrVectors, n, c.numbers.Load()))
	}
	return out, nil
}

// vectors puts what a server sent into the order of the texts.
func vectors(data []openai.Embedding, texts int) ([][]float32, error) {
	if len(data) != texts {
		return nil, fmt.Errorf("%w: %d for %d texts", ErrVectors, len(data), texts)
	}
	out := make([][]float32, texts)
	for _, d := range data {
		if d.Index < 0 || d.Index >= texts || out[d.Index] != nil {
			return nil, fmt.Errorf("%w: two for one text, or one for none", ErrVectors)
		}
		if n := len(d.Embedding); n == 0 || n > mostNumbers || n != len(data[0].Embedding) {
			return nil, fmt.Errorf("%w: %d numbers beside %d", ErrVectors, n, len(data[0].Embedding))
		}
		if !finite(d.Embedding) {
			return nil, fmt.Errorf("%w: all zeros, or a number that is none", ErrVectors)
		}
		out[d.Index] = d.Embedding
	}
	return out, nil
}

// finite reports that all numbers are finite and not all are 0.
func finite(xs []float32) bool {
	some := false
	for _, x := range xs {
		if v := float64(x); math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
		some = some || x != 0
	}
	return some
}
