package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/sample"
	"kiku/internal/story"
)

// telling is one digest with what it was made from.
type telling struct {
	in digest.Input
	d  digest.Digest
}

// toldSet is all digests of one set.
type toldSet struct {
	name     string
	tellings []telling
	// took is the time of composing alone, in seconds of one core.
	took float64
}

// toldSets composes the digests of every set under dataDir: the sample newsroom,
// which the program carries, each day of dumpster, and the stories of several
// reports in livedoor and in jawikinews.
func toldSets(dataDir, set string) ([]toldSet, error) {
	p := locate(dataDir)
	var out []toldSet
	add := func(name string, read func() ([]article.Article, error)) error {
		if set != "" && set != name {
			return nil
		}
		articles, err := read()
		if errors.Is(err, ErrNoSet) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("digest %s: %w", name, err)
		}
		t, err := tell(name, articles)
		out = append(out, t)
		return err
	}
	if p.only == "" {
		if err := add("newsroom", sampleReports); err != nil {
			return nil, err
		}
	}
	if p.wants("dumpster") {
		if err := add("dumpster", func() ([]article.Article, error) { return asImported(Reports(dataDir)) }); err != nil {
			return nil, err
		}
	}
	if p.wants("livedoor") {
		if err := add("livedoor", func() ([]article.Article, error) { return asImported(topicReports(p.data)) }); err != nil {
			return nil, err
		}
	}
	if p.wants("jawikinews") {
		if err := add("jawikinews", func() ([]article.Article, error) { return wikinewsReports(p.data) }); err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("digests in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

// sampleReports are the reports of the sample newsroom, a corrected one as it
// was corrected.
func sampleReports() ([]article.Article, error) {
	var out []article.Article
	at := map[article.ID]int{}
	for l := range strings.Lines(strings.TrimSpace(string(sample.Reports()))) {
		var r struct {
			Title, Link, Text, Published, Updated, Source, Lang string
			Tags                                                []string
		}
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			return nil, err
		}
		a, err := article.FromFields(article.Fields{Title: r.Title, URL: r.Link, Text: r.Text, Published: r.Published,
			Updated: r.Updated, Publisher: r.Source, Lang: r.Lang, Tags: r.Tags, Fiction: true})
		if err != nil {
			return nil, err
		}
		if i, ok := at[a.ID]; ok {
			out[i] = a
			continue
		}
		at[a.ID] = len(out)
		out = append(out, a)
	}
	return out, nil
}

// topicReports reads the Japanese reports of livedoor. The set does not say who
// wrote them, and a digest wants two publishers: each report counts as one of its
// own, so that what is measured is the telling, not who confirms whom.
func topicReports(data string) ([]article.Article, error) {
	files, _ := filepath.Glob(filepath.Join(data, "livedoor", "*.jsonl.gz")) // the pattern is well formed
	sort.Strings(files)
	var out []article.Article
	err := eachLine(files, func(line []byte) error {
		var r struct{ ID, Category, URL, Date, Title, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		at, err := time.Parse("2006-01-02T15:04:05-0700", r.Date)
		if err != nil {
			return err
		}
		out = append(out, article.Article{ID: article.ID(r.ID), URL: r.URL, Publisher: r.ID, Title: r.Title,
			Paragraphs: paragraphs(r.Text), Published: at, Lang: "ja"})
		return nil
	})
	return out, err
}

// asImported reads reports as `kiku import` does: title and text cleaned of what
// belongs to the page. Their names, publishers and times stay; a report of which
// nothing is left goes.
func asImported(reports []article.Article, err error) ([]article.Article, error) {
	if err != nil {
		return nil, err
	}
	var out []article.Article
	for _, a := range reports {
		read, err := article.FromFields(article.Fields{URL: a.URL, Title: a.Title, Text: strings.Join(a.Paragraphs, "\n\n"),
			Publisher: a.Publisher, Lang: a.Lang, Summary: a.Summary})
		if errors.Is(err, article.ErrNoText) || errors.Is(err, article.ErrNoTitle) {
			continue
		}
		if err != nil {
			return nil, err
		}
		a.Title, a.Paragraphs, a.Author, a.Summary = read.Title, read.Paragraphs, read.Author, read.Summary
		out = append(out, a)
	}
	return out, nil
}

// tell groups a set's reports as the stream is grouped and composes a digest of
// every story in every language that it can be told in.
func tell(name string, articles []article.Article) (toldSet, error) {
	out := toldSet{name: name}
	byID, texts := map[article.ID]article.Article{}, map[article.ID]text.Text{}
	read := make([]text.Text, len(articles))
	reader := language.NewReader()
	each(len(articles), func(i int) {
		a := articles[i]
		read[i] = reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
	})
	for i, a := range articles {
		byID[a.ID], texts[a.ID] = a, read[i]
	}
	var inputs []digest.Input
	for _, s := range storiesOf(byID, texts) {
		h := fnv.New32a()
		h.Write([]byte(s.ID))
		for _, lang := range digest.Languages(s, 2) {
			inputs = append(inputs, digest.Input{Story: s, Lang: lang, Articles: byID, Texts: texts,
				Hosts: digest.DefaultHosts(), Salt: int(h.Sum32() & 0x7fffffff)})
		}
	}
	made, errs := make([]digest.Digest, len(inputs)), make([]error, len(inputs))
	start := time.Now()
	each(len(inputs), func(i int) { made[i], errs[i] = digest.Compose(inputs[i]) })
	out.took = 2 * time.Since(start).Seconds() // each runs on two cores
	for i, err := range errs {
		switch {
		case errors.Is(err, digest.ErrAlone), errors.Is(err, digest.ErrNoLines):
			continue
		case err != nil:
			return out, fmt.Errorf("digest %s: %w", name, err)
		}
		out.tellings = append(out.tellings, telling{inputs[i], made[i]})
	}
	if len(out.tellings) == 0 {
		return out, fmt.Errorf("digest %s: no digest: %w", name, ErrNoSet)
	}
	return out, nil
}

// storiesOf groups articles in one pass and a repairing one, whatever the order
// of the map; texts are theirs as read.
func storiesOf(articles map[article.ID]article.Article, texts map[article.ID]text.Text) []story.Story {
	var features []story.Features
	for id, a := range articles {
		features = append(features, story.Describe(a, texts[id]))
	}
	story.Sort(features)
	g := story.NewGrouper()
	for _, f := range features {
		g.Add(f)
	}
	g.Repair()
	return g.Stories()
}
