// Package llm asks a language model to say a few sentences in one, or a model of
// vectors which texts mean the same. It speaks to any server with the interfaces
// that OpenAI made usual: Ollama, llama.cpp, a hosted one. Sentences and a
// language go in, one sentence comes out; or texts, and a vector for each.
//
// It is optional and trusted with nothing: what comes back is text that may say
// anything, and whoever asked has to hold it against its sources. The package
// knows no reports and no digests, stores nothing and logs nothing.
package llm

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Options says which model to ask, and how long.
type Options struct {
	// URL is where the interface begins, as http://localhost:11434/v1. It is used
	// as it stands, private addresses included, since the owner wrote it.
	URL string
	// Name is which of the server's models.
	Name string
	// Key is sent as a bearer token; "" sends none. It stands in no error.
	Key string
	// Timeout bounds one call with its retry, from the connection to the last
	// byte. Default 60 s.
	Timeout time.Duration
	// MaxBytes bounds an answer of the server. Default 1 MiB.
	MaxBytes int64
	// Pause is how long to wait before asking a second time, when the server
	// names no time itself. Default 1 s.
	Pause time.Duration
}

// Why there is no sentence. Errors of a Client wrap one of them and name the
// server; they never hold the key.
var (
	// ErrUnreachable: no connection, or it broke.
	ErrUnreachable = errors.New("the model's server cannot be reached")
	// ErrTimeout: no whole answer within the bound.
	ErrTimeout = errors.New("the model took too long")
	// ErrKey: the server wants a key, or another one.
	ErrKey = errors.New("the model's server refuses the key")
	// ErrBusy: asked twice, and both times too busy or broken (429, 5xx).
	ErrBusy = errors.New("the model's server is busy or broken")
	// ErrStatus: any other status that is no answer; a redirect, say, which is
	// not followed.
	ErrStatus = errors.New("the model's server answers otherwise")
	// ErrTooLarge: the answer passes MaxBytes.
	ErrTooLarge = errors.New("the model's answer is too large")
	// ErrForeign: an answer, but not one of a chat interface.
	ErrForeign = errors.New("the model's server speaks otherwise")
	// ErrAnswer: the model said something that is not one sentence.
	ErrAnswer = errors.New("the model's answer is no sentence")
)

// Client asks one model. It is safe for use by many goroutines.
type Client struct {
	api     *openai.Client
	name    string
	host    string // for errors
	key     string
	timeout time.Duration
	numbers atomic.Int64 // of a vector; 0 before the first one
}

// New returns a client. It opens no connection before it is asked.
func New(o Options) *Client {
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 1 << 20
	}
	if o.Pause <= 0 {
		o.Pause = time.Second
	}
	host := "model"
	if u, err := url.Parse(o.URL); err == nil && u.Host != "" {
		host = u.Host
	}
	c := openai.DefaultConfig(o.Key)
	c.BaseURL = o.URL
	c.HTTPClient = &exchange{client: newHTTP(), most: o.MaxBytes, pause: o.Pause}
	return &Client{api: openai.NewClientWithConfig(c), name: o.Name, host: host, key: o.Key, timeout: o.Timeout}
}

// newHTTP returns a client that goes where it is told and nowhere else: no
// proxy, no redirect, no cookies.
func newHTTP() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy: nil, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second, IdleConnTimeout: time.Minute,
			MaxResponseHeaderBytes: 64 << 10, MaxIdleConns: 8, MaxIdleConnsPerHost: 8,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Request is what to put into one sentence.
type Request struct {
	Lang      string   // "ja", "en" or another BCP 47 subtag
	Sentences []string // what the answer may stand on, in order
	// Most is how long the answer may be: characters in Japanese, words in other
	// languages; 0 leaves it to the model.
	Most int
}

// mostTokens bounds what a model may say: one sentence, and some thinking aloud.
const mostTokens = 2048

// Write asks for one plain sentence that says only what the sentences say. The
// answer is one line without the quotation marks, fences and thoughts that
// models put around it; whether it is true is for the caller to check.
func (c *Client) Write(ctx context.Context, r Request) (string, error) {
	if len(r.Sentences) == 0 {
		return "", fmt.Errorf("model %s: %w: nothing to say", c.name, ErrAnswer)
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	q := openai.ChatCompletionRequest{
		Model:     c.name,
		MaxTokens: mostTokens, //nolint:staticcheck // servers of one's own know only this name
		// Zero would be left out of the request, and servers then choose freely.
		Temperature: math.SmallestNonzeroFloat32,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: instruction(r)},
			{Role: openai.ChatMessageRoleUser, Content: numbered(r.Sentences)},
		},
	}
	if thinks(c.name) {
		q.MaxTokens = 0 //nolint:staticcheck // taken back where the new name is known
		q.MaxCompletionTokens, q.Temperature = mostTokens, 0
	}
	res, err := c.api.CreateChatCompletion(ctx, q)
	if err != nil {
		return "", c.failed(err)
	}
	if len(res.Choices) == 0 {
		return "", c.failed(fmt.Errorf("%w: no choice", ErrForeign))
	}
	s, err := sentence(res.Choices[0].Message.Content)
	if err != nil {
		return "", c.failed(err)
	}
	return s, nil
}

// Reach asks the server for its models, which costs nothing, and returns nil
// when it answers. A server without that list is reached too.
func (c *Client) Reach(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, min(c.timeout, 5*time.Second))
	defer cancel()
	_, err := c.api.ListModels(ctx)
	if err == nil || statusOf(err) == http.StatusNotFound || statusOf(err) == http.StatusMethodNotAllowed {
		return nil
	}
	return c.failed(err)
}

// thinks reports whether a name belongs to the hosted models that refuse a
// temperature and count their thoughts with the answer.
func thinks(name string) bool {
	for _, p := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}
