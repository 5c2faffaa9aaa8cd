package llm_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"kiku/internal/llm"
)

// embedder answers requests for vectors with a body and a status.
func embedder(t *testing.T, answer func(texts []string) (status int, body string)) *llm.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q struct {
			Model  string
			Input  []string
			Format string `json:"encoding_format"`
		}
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = json.Unmarshal(body, &q)
		}
		if err != nil || r.Method != http.MethodPost || r.URL.Path != "/v1/embeddings" || r.Header.Get("Authorization") != "Bearer "+key || q.Model != "gull" || q.Format != "float" {
			t.Errorf("%s %s: %s, %v", r.Method, r.URL.Path, body, err)
		}
		status, said := answer(q.Input)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, said) // a failed write shows on the other side
	}))
	t.Cleanup(s.Close)
	return llm.New(llm.Options{URL: s.URL + "/v1", Name: "gull", Key: key, Timeout: time.Second, MaxBytes: 64 << 10, Pause: time.Millisecond})
}

func TestEmbedKeepsTheOrderOfTheTexts(t *testing.T) {
	t.Parallel()
	c := embedder(t, func(texts []string) (int, string) {
		if len(texts) != 2 || texts[0] != "a quay" || texts[1] != "岸壁" {
			t.Errorf("texts %q", texts)
		}
		return 200, `{"object":"list","data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[1,0]}]}`
	})
	got, err := c.Embed(t.Context(), []string{"a quay", "岸壁"})
	if err != nil || fmt.Sprint(got) != "[[1 0] [0 2]]" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := c.Embed(t.Context(), nil); got != nil || err != nil {
		t.Errorf("no texts: %v, %v", got, err)
	}
	if _, err := c.Embed(t.Context(), make([]string, llm.MostTexts+1)); !errors.Is(err, llm.ErrVectors) {
		t.Errorf("too many texts: %v", err)
	}
}

func TestUnusableVectorsAreNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		want   error
	}{
		"too few":          {200, `{"data":[{"index":0,"embedding":[1,2]}]}`, llm.ErrVectors},
		"too many":         {200, `{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1]},{"index":2,"embedding":[1]}]}`, llm.ErrVectors},
		"differing":        {200, `{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,2,3]}]}`, llm.ErrVectors},
		"empty":            {200, `{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}`, llm.ErrVectors},
		"zeros":            {200, `{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,0]}]}`, llm.ErrVectors},
		"twice":            {200, `{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}`, llm.ErrVectors},
		"foreign place":    {200, `{"data":[{"index":0,"embedding":[1]},{"index":7,"embedding":[1]}]}`, llm.ErrVectors},
		"not a number":     {200, `{"data":[{"index":0,"embedding":[NaN]},{"index":1,"embedding":[1]}]}`, llm.ErrForeign},
		"beyond a float":   {200, `{"data":[{"index":0,"embedding":[1e99]},{"index":1,"embedding":[1]}]}`, llm.ErrForeign},
		"packed NaN":       {200, `{"data":[{"index":0,"embedding":"AADAfw=="},{"index":1,"embedding":"AACAPw=="}]}`, llm.ErrForeign},
		"too long":         {200, `{"data":[{"index":0,"embedding":[` + strings.Repeat("1,", 9000) + `1]},{"index":1,"embedding":[1]}]}`, llm.ErrVectors},
		"too large":        {200, `{"data":[{"index":0,"embedding":[` + strings.Repeat("1,", 40000) + `1]}]}`, llm.ErrTooLarge},
		"a page":           {200, `<html>hello</html>`, llm.ErrForeign},
		"no such address":  {404, `{"error":{"message":"not here"}}`, llm.ErrStatus},
		"wants a key":      {401, `{"error":{"message":"who are you"}}`, llm.ErrKey},
		"broken":           {500, `{"error":{"message":"out of memory"}}`, llm.ErrBusy},
		"goes elsewhere":   {302, ``, llm.ErrStatus},
		"nothing whatever": {200, ``, llm.ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := embedder(t, func([]string) (int, string) { return c.status, c.body }).Embed(t.Context(), []string{"a", "b"})
			if !errors.Is(err, c.want) || got != nil || strings.Contains(err.Error(), key) {
				t.Errorf("%v, %v, want %v", got, err, c.want)
			}
		})
	}
}

func TestAnotherLengthThanBeforeIsRefused(t *testing.T) {
	t.Parallel()
	c := embedder(t, func(texts []string) (int, string) {
		return 200, `{"data":[{"index":0,"embedding":[1` + strings.Repeat(",1", len(texts[0])) + `]}]}`
	})
	if _, err := c.Embed(t.Context(), []string{"aa"}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Embed(t.Context(), []string{"aaa"}); !errors.Is(err, llm.ErrVectors) {
		t.Errorf("another length: %v", err)
	}
	if _, err := c.Embed(t.Context(), []string{"bb"}); err != nil {
		t.Errorf("the first length again: %v", err)
	}
}

func TestASlowEmbedderIsLeft(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	c := embedder(t, func([]string) (int, string) {
		<-release
		return 200, `{}`
	})
	began := time.Now()
	_, err := c.Embed(t.Context(), []string{"a"})
	close(release)
	if !errors.Is(err, llm.ErrTimeout) || time.Since(began) > 3*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
}
