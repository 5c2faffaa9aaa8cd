package llm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"kiku/internal/llm"
)

const key = "sesame-0123456789"

// asked is what a server was asked.
type asked struct {
	Model    string
	Messages []struct{ Role, Content string }
}

// serve answers every question by a function and returns a client of it.
func serve(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, n int, q asked)) *llm.Client {
	t.Helper()
	var n atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q asked
		body, err := io.ReadAll(r.Body)
		if err == nil && len(body) > 0 {
			err = json.Unmarshal(body, &q)
		}
		if err != nil {
			t.Errorf("question: %v", err)
		}
		answer(w, r, int(n.Add(1)), q)
	}))
	t.Cleanup(s.Close)
	return llm.New(llm.Options{URL: s.URL + "/v1", Name: "gull", Key: key, Timeout: 2 * time.Second, MaxBytes: 64 << 10, Pause: time.Millisecond})
}

// says writes an answer as servers of this kind do.
func says(w http.ResponseWriter, content string) {
	w.Header().Set("Content-Type", "application/json")
	// A failed write shows on the other side.
	_ = json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"role": "assistant", "content": content}}}})
}

var request = llm.Request{Lang: "en", Sentences: []string{"The ferry to Gannet Isle stops on June 30.", "Mayor Hedda Quill said it is too dear."}, Most: 26}

func TestWriteAsksOnceAndTakesTheSentence(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request, n int, q asked) {
		if n > 1 || r.Method != http.MethodPost || r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer "+key {
			t.Errorf("question %d: %s %s", n, r.Method, r.URL.Path)
		}
		if q.Model != "gull" || len(q.Messages) != 2 {
			t.Fatalf("question %+v", q)
		}
		for _, want := range []string{"one plain sentence in English", "at most 26 words"} {
			if !strings.Contains(q.Messages[0].Content, want) {
				t.Errorf("the instruction lacks %q: %s", want, q.Messages[0].Content)
			}
		}
		if want := "1. " + request.Sentences[0] + "\n2. " + request.Sentences[1] + "\n"; q.Messages[1].Content != want {
			t.Errorf("sentences %q, want %q", q.Messages[1].Content, want)
		}
		says(w, "The ferry to Gannet Isle stops on June 30.")
	})
	got, err := c.Write(t.Context(), request)
	if err != nil || got != "The ferry to Gannet Isle stops on June 30." {
		t.Errorf("%q, %v", got, err)
	}
}

func TestJapaneseIsAskedForInJapanese(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int, q asked) {
		if !strings.Contains(q.Messages[0].Content, "80字以内で、平易な日本語の一文") {
			t.Errorf("instruction %s", q.Messages[0].Content)
		}
		says(w, "「島への船は6月30日で終わる。」")
	})
	got, err := c.Write(t.Context(), llm.Request{Lang: "ja", Sentences: []string{"島への船は6月30日で終わる。"}, Most: 80})
	if err != nil || got != "島への船は6月30日で終わる。" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestWrappingIsTakenOff(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"  The ferry stops.\n":                               "The ferry stops.",
		"```\nThe ferry stops.\n```":                         "The ferry stops.",
		"```text\n\"The ferry stops.\"\n```":                 "The ferry stops.",
		"“The ferry stops.”":                                 "The ferry stops.",
		"1. The ferry stops.":                                "The ferry stops.",
		"**The ferry stops.**":                               "The ferry stops.",
		"<think>\nShorter.\n</think>\n\nThe ferry stops.":    "The ferry stops.",
		`"No" is not "yes"`:                                  `"No" is not "yes"`,
		"“It is too dear,” said Hedda Quill, “and too slow”": "“It is too dear,” said Hedda Quill, “and too slow”",
	} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request, _ int, _ asked) { says(w, content) })
		if got, err := c.Write(t.Context(), request); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", content, got, err, want)
		}
	}
}

func TestFailuresHaveNames(t *testing.T) {
	t.Parallel()
	status := func(n int, body string) func(http.ResponseWriter, *http.Request, int, asked) {
		return func(w http.ResponseWriter, _ *http.Request, _ int, _ asked) {
			w.WriteHeader(n)
			fmt.Fprint(w, body)
		}
	}
	content := func(s string) func(http.ResponseWriter, *http.Request, int, asked) {
		return func(w http.ResponseWriter, _ *http.Request, _ int, _ asked) { says(w, s) }
	}
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter, *http.Request, int, asked)
		want   error
	}{
		"not JSON":         {status(200, "<html>welcome</html>"), llm.ErrForeign},
		"no choice":        {status(200, `{"choices":[]}`), llm.ErrForeign},
		"empty":            {content(" \n"), llm.ErrAnswer},
		"only thoughts":    {content("<think>hm</think>"), llm.ErrAnswer},
		"a list":           {content("- one\n- two"), llm.ErrAnswer},
		"endless":          {content(strings.Repeat("the ferry stops and ", 100)), llm.ErrAnswer},
		"key refused":      {status(401, `{"error":{"message":"bad key `+key+`","type":"auth"}}`), llm.ErrKey},
		"key in a page":    {status(403, "no entry with "+key), llm.ErrKey},
		"no such address":  {status(404, "not found"), llm.ErrStatus},
		"busy for long":    {status(429, `{"error":{"message":"later"}}`), llm.ErrBusy},
		"broken":           {status(503, "down"), llm.ErrBusy},
		"huge":             {status(200, strings.Repeat("x", 65<<10)), llm.ErrTooLarge},
		"huge and refused": {status(400, strings.Repeat("x", 65<<10)), llm.ErrTooLarge},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request, _ int, _ asked) {
			http.Redirect(w, r, "https://example.org/v1/chat/completions", http.StatusTemporaryRedirect)
		}, llm.ErrStatus},
		"cut off": {func(w http.ResponseWriter, _ *http.Request, _ int, _ asked) {
			w.Header().Set("Content-Length", "500")
			fmt.Fprint(w, `{"choices":[`)
		}, llm.ErrUnreachable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := serve(t, c.answer).Write(t.Context(), request)
			if !errors.Is(err, c.want) || got != "" {
				t.Fatalf("%q, %v; want %v", got, err, c.want)
			}
			if strings.Contains(err.Error(), key) || len(err.Error()) > 600 || !strings.Contains(err.Error(), "gull at 127.0.0.1:") {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestBusyServerIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	for _, first := range []int{429, 500, 502} {
		questions := 0
		c := serve(t, func(w http.ResponseWriter, _ *http.Request, n int, q asked) {
			if questions = n; n == 1 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(first)
				return
			}
			if len(q.Messages) != 2 {
				t.Errorf("second question %+v", q)
			}
			says(w, "The ferry stops.")
		})
		if got, err := c.Write(t.Context(), request); err != nil || got != "The ferry stops." || questions != 2 {
			t.Errorf("after %d: %q, %v, %d questions", first, got, err, questions)
		}
	}
	questions := 0
	c := serve(t, func(w http.ResponseWriter, _ *http.Request, n int, _ asked) { questions = n; w.WriteHeader(503) })
	if _, err := c.Write(t.Context(), request); !errors.Is(err, llm.ErrBusy) || questions != 2 {
		t.Errorf("%v after %d questions", err, questions)
	}
}

func TestSlowServerIsLeft(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"choices":`) // begins, and never ends
		if f, ok := w.(http.Flusher); ok {
			f.Flush()
		}
		<-done
	}))
	t.Cleanup(s.Close)
	t.Cleanup(func() { close(done) })
	c := llm.New(llm.Options{URL: s.URL, Name: "gull", Timeout: 50 * time.Millisecond})
	if _, err := c.Write(t.Context(), request); !errors.Is(err, llm.ErrTimeout) {
		t.Errorf("slow: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Write(ctx, request); !errors.Is(err, context.Canceled) || errors.Is(err, llm.ErrTimeout) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.NotFoundHandler())
	gone := s.URL
	s.Close()
	c := llm.New(llm.Options{URL: gone, Name: "gull"})
	if _, err := c.Write(t.Context(), request); !errors.Is(err, llm.ErrUnreachable) {
		t.Errorf("write: %v", err)
	}
	if err := c.Reach(t.Context()); !errors.Is(err, llm.ErrUnreachable) {
		t.Errorf("reach: %v", err)
	}
	if _, err := c.Write(t.Context(), llm.Request{Lang: "en"}); !errors.Is(err, llm.ErrAnswer) {
		t.Errorf("nothing to say: %v", err)
	}
}

func TestReach(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]error{200: nil, 404: nil, 401: llm.ErrKey, 500: llm.ErrBusy} {
		c := serve(t, func(w http.ResponseWriter, r *http.Request, _ int, _ asked) {
			if r.URL.Path != "/v1/models" {
				t.Errorf("asked for %s", r.URL.Path)
			}
			w.WriteHeader(status)
			fmt.Fprint(w, `{"data":[]}`)
		})
		if err := c.Reach(t.Context()); !errors.Is(err, want) {
			t.Errorf("status %d: %v", status, err)
		}
	}
}

// A model may say anything; whatever is taken as a sentence is one line.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{"The ferry stops.", "```\na\n```", "「「船」」", "<think></think>\"\"", "1. \x00"} {
		f.Add(s)
	}
	var content atomic.Value
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { says(w, content.Load().(string)) }))
	f.Cleanup(s.Close)
	c := llm.New(llm.Options{URL: s.URL, Name: "gull"})
	f.Fuzz(func(t *testing.T, answer string) {
		content.Store(answer)
		got, err := c.Write(t.Context(), request)
		if (got == "") == (err == nil) || strings.ContainsAny(got, "\n\r\x00") || got != strings.TrimSpace(got) {
			t.Errorf("%q: %q, %v", answer, got, err)
		}
	})
}
