package article_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kiku/internal/article"
)

// deepPage is a page of one shape whose report stands at a depth, with text at
// all levels between.
func deepPage(shape, depth int) string {
	open := [][]string{{"<div>"}, {"<span>"}, {"<section>", "<div>"}, {"<blockquote>"}, {"<article>", "<div>", "<b>"}, {"<ul><li>"}, {"<table><tr><td>"}, {"<time>", "<em>", "<main>"}}[shape%8]
	var b strings.Builder
	b.WriteString("<html><head><title>Ferry stopped at Norhaven</title></head><body><h1>Ferry stopped at Norhaven</h1>")
	step := max(1, depth/40)
	for i := range depth {
		b.WriteString(open[i%len(open)])
		if i%step == 0 {
			fmt.Fprintf(&b, "Boat number %d left the harbour of Norhaven on day %d, and its captain counted %d islanders on board. ", i, i+1, i+2)
		}
	}
	for i := range 5 {
		fmt.Fprintf(&b, "<p>The %dth ferry stopped on Wednesday morning, and its captain could not say why it had.</p>", i+1)
	}
	return b.String()
}

// TestFromPageLosesNothingOfDeepPages compares the words of pages nested beyond
// the parser's limit with those that a tokenizer sees.
func TestFromPageLosesNothingOfDeepPages(t *testing.T) {
	t.Parallel()
	for shape := range 8 {
		for _, depth := range []int{513, 800, 2_000, 10_000, 50_000} {
			page := deepPage(shape, depth)
			p, err := article.FromPage([]byte(page), "https://post.example/1", article.Told{})
			if err != nil {
				t.Errorf("shape %d, depth %d: %v", shape, depth, err)
				continue
			}
			have := make(map[string]int)
			for _, w := range strings.Fields(p.Article.Text()) {
				have[w]++
			}
			all, lost := 0, 0
			for _, w := range strings.Fields(tokenizerText(page)) {
				all++
				if have[w]--; have[w] < 0 {
					lost++
				}
			}
			// The title and its heading are not of the text.
			if lost -= 8; lost*100 > all {
				t.Errorf("shape %d, depth %d: %d of %d words lost", shape, depth, lost, all)
			}
			if n := len(p.Article.Paragraphs); n < 5 {
				t.Errorf("shape %d, depth %d: %d paragraphs", shape, depth, n)
			}
		}
	}
}

func tokenizerText(page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
			b.WriteByte(' ')
		}
	}
}
