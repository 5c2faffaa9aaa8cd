package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"

	"github.com/rogpeppe/go-internal/testscript"
)

// vectors starts a model of vectors on loopback, which finds
// everything alike, and names it in the settings: vectors.
func vectors(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: vectors")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q struct {
			Model string
			Input []string
		}
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil || q.Model != "gull" || r.URL.Path != "/v1/embeddings" {
			http.Error(w, "not here", http.StatusNotFound)
			return
		}
		var data []map[string]any
		for i, text := range q.Input {
			data = append(data, map[string]any{"index": i, "embedding": []float64{1, float64(len(text)%9) / 20}})
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"data": data}) // a failed write shows on the other side
	}))
	ts.Defer(s.Close)
	ts.Setenv("KIKU_EMBEDDINGS_URL", s.URL+"/v1")
	ts.Setenv("KIKU_EMBEDDINGS_NAME", "gull")
}
