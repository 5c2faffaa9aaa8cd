package article_test

import (
	"slices"
	"testing"

	"kiku/internal/article"
)

func TestWithoutTeasersEndsBeforeTheFirst(t *testing.T) {
	t.Parallel()
	announced := func(s string) bool { return s == "A bridge is planned." || s == "The ferry stopped." }
	text := []string{"The ferry stopped. The mayor came. She spoke.", "The people waited. It rained. A bridge is planned. Sheep win a prize."}
	want := []string{"The ferry stopped. The mayor came. She spoke.", "The people waited. It rained."}
	if got := article.WithoutTeasers(text, announced); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := article.WithoutTeasers(text[:1], announced); !slices.Equal(got, text[:1]) {
		t.Errorf("a sentence at the front is no teaser: %q", got)
	}
	if got := article.WithoutTeasers(nil, announced); got != nil {
		t.Errorf("nothing: %q", got)
	}
}
