package eval

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"kiku/internal/article"
)

// The Japanese Wikinews of the set is printed without its line breaks: prose, then
// links to related reports, each a day, its weekday and a title, then the list of
// what it was written from, each entry a title in 『』, a publisher and a day.
var (
	wikinewsSource = regexp.MustCompile(`[^。]*『[^』]{4,}』。?[^。]{0,40}、?\d{4}年\d{1,2}月\d{1,2}日`)
	wikinewsLink   = regexp.MustCompile(`\d{4}年\d{1,2}月\d{1,2}日\([日月火水木金土]\):`)
	wikinewsDay    = regexp.MustCompile(`(20[01]\d)年(\d{1,2})月(\d{1,2})日`)
)

// wikinewsHour is the hour at which a report counts as published on its day: the
// set has days only.
const wikinewsHour = 20

var japanTime = time.FixedZone("JST", 9*60*60)

// wikinewsReports reads the Japanese Wikinews. The set gives no dates: a report's
// day is the last one named in it outside its links, which is that of the newest
// source it was written from. Reports without any day are left out, and so are those of less
// than one sentence. Each report counts as a publisher of its own, as in livedoor.
func wikinewsReports(data string) ([]article.Article, error) {
	files, _ := filepath.Glob(filepath.Join(data, "jawikinews", "*.jsonl.gz")) // the pattern is well formed
	sort.Strings(files)
	var out []article.Article
	err := eachLine(files, func(line []byte) error {
		var r struct{ ID, Article, Headline string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		at, ok := lastDay(wikinewsLink.ReplaceAllString(r.Article, ""))
		prose := r.Article
		for _, end := range []*regexp.Regexp{wikinewsLink, wikinewsSource} {
			if m := end.FindStringIndex(prose); m != nil {
				prose = prose[:m[0]]
			}
		}
		if !ok || !strings.Contains(prose, "。") {
			return nil
		}
		id := "jawikinews-" + r.ID
		out = append(out, article.Article{ID: article.ID(id), URL: "https://example.org/" + id, Publisher: id,
			Title: r.Headline, Paragraphs: paragraphs(prose), Published: at, Lang: "ja"})
		return nil
	})
	return out, err
}

// lastDay is the last day between 2000 and 2019 that a text names in full, at
// wikinewsHour.
func lastDay(s string) (last time.Time, ok bool) {
	for _, m := range wikinewsDay.FindAllStringSubmatch(s, -1) {
		year, _ := strconv.Atoi(m[1]) // digits, by the pattern
		month, _ := strconv.Atoi(m[2])
		day, _ := strconv.Atoi(m[3])
		at := time.Date(year, time.Month(month), day, wikinewsHour, 0, 0, 0, japanTime)
		if at.Day() == day && at.After(last) {
			last, ok = at, true
		}
	}
	return last, ok
}
