package eval

import (
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
)

// topicTitle is how long a first sentence may be that stands for a title, in
// characters.
const topicTitle = 110

// chronicleArticles are the reports of a topic of timelines as articles. The sets
// keep no titles: the first line of a report that is short enough stands for one,
// and a report without such a line is left out.
func chronicleArticles(c chronicle) []article.Article {
	var out []article.Article
	for _, r := range c.reports {
		url := "https://example.org/" + r.id
		a := article.Article{ID: article.IDOf(url), URL: url, Publisher: r.source,
			Published: r.day.Add(12 * time.Hour), Lang: "en"}
		for _, l := range r.lines {
			plain := untokenised.Replace(l)
			if n := utf8.RuneCountInString(plain); a.Title == "" && n >= 30 && n <= topicTitle {
				a.Title = strings.TrimSuffix(plain, ".")
				continue
			}
			a.Paragraphs = append(a.Paragraphs, plain)
		}
		if a.Title != "" && len(a.Paragraphs) > 0 {
			out = append(out, a)
		}
	}
	return out
}
