package eval

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"time"

	"kiku/internal/article"
)

// ecbDay is the one day that every text of ecbplus is dated with: the set says
// no dates, so that time can neither join nor part its texts.
var ecbDay = time.Date(2009, 1, 5, 12, 0, 0, 0, time.UTC)

// loadEcb reads ECB+ (Cybulska and Vossen 2014): its subtopics are the events.
// There are two happenings of one sort to a topic, such as two escapes from
// prison. The texts come cut into words, with the address in the first line
// where they have one and the headline, if there is one, after it.
func loadEcb(dataDir string) (Set, error) {
	s := Set{Name: "ecbplus", Event: map[string]string{}, Story: map[string]string{}, Topic: map[string]string{}}
	files, _ := filepath.Glob(filepath.Join(locate(dataDir).data, "ecbplus", "*.jsonl.gz"))
	err := eachLine(files, func(line []byte) error {
		var r struct{ ID, Subtopic, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		title, lines, publisher := ecbParts(r.Text)
		if publisher == "" {
			publisher = r.ID // unknown: a publisher of its own
		}
		s.Articles = append(s.Articles, article.Article{
			ID: article.ID(r.ID), Publisher: publisher, Title: title, Paragraphs: lines, Published: ecbDay, Lang: "en",
		})
		s.Event[r.ID] = r.Subtopic
		s.Topic[r.ID], _, _ = strings.Cut(r.Subtopic, "_")
		return nil
	})
	return s, err
}

// ecbParts returns the headline, the lines below it and the host of the
// address. A first line that ends like a sentence is no headline.
func ecbParts(text string) (title string, lines []string, host string) {
	for _, l := range strings.Split(text, "\n") {
		l = strings.TrimSpace(l)
		if rest, ok := strings.CutPrefix(l, "http : / / "); ok && len(lines) == 0 && host == "" {
			host, _, _ = strings.Cut(rest, "/")
			host = strings.ReplaceAll(host, " ", "")
			continue
		}
		if l = joinTokens(l); l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) > 0 && !strings.ContainsAny(lines[0][len(lines[0])-1:], ".!\"") && len(lines[0]) < 140 {
		title, lines = lines[0], lines[1:]
	}
	return title, lines, host
}

// tokenMarks are what a text cut into words writes apart.
var tokenMarks = strings.NewReplacer(
	"`` ", `"`, " ''", `"`, "``", `"`, " ,", ",", " .", ".", " ;", ";", " :", ":", " !", "!", " ?", "?", " )", ")", "( ", "(", " '", "'",
	" n't", "n't", "$ ", "$", " %", "%", " - ", "-", " / ", "/")

// joinTokens writes a text that was cut into words as it is printed.
func joinTokens(s string) string { return tokenMarks.Replace(s) }
