package digest

import (
	"errors"
	"sort"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// Input is all that a digest is made from.
type Input struct {
	Story    story.Story
	Lang     string // language to write in, one of [Languages]
	Articles map[article.ID]article.Article
	Texts    map[article.ID]text.Text
	// Revisions are older texts of the story's articles, any order.
	Revisions []article.Revision
	// Withdrawn are reports that their publishers took back; those that the
	// previous edition stood on are told of.
	Withdrawn []Withdrawal
	Previous  *Digest // the last edition in this language; nil for the first
	Hosts     Hosts
	// Spoken tells how many other digests of the site make a remark, by its form,
	// in a language; see [Spoken]. It is asked last, once. Nil for no others.
	Spoken func(id story.StoryID, lang string) map[string]int
	// Failed and Stale are publishers that were asked without answer, and that
	// announced nothing new for long.
	Failed, Stale []string
	// Salt varies the choice of equally good words between stories; the
	// pipeline gives a number that is the same at every run.
	Salt int
}

// Withdrawal is a report that its publisher took back.
type Withdrawal struct {
	Article article.Article // as it was last read
	When    time.Time
	// Silent says that its publisher wants no copy of it shown: then its words are
	// not repeated, not even as what was printed.
	Silent bool
}

// Why there is no digest. Compose wraps one of them.
var (
	ErrAlone   = errors.New("fewer than two publishers report it independently")
	ErrNoLines = errors.New("no sentence of its reports can stand by itself")
)

// Languages returns the languages a story can be told in: those in which at
// least min publishers report independently; if there is none, the language of
// most reports, as long as min publishers report in all. Most reports first.
func Languages(s story.Story, min int) []string {
	reports := map[string]int{}
	byLang := map[string]map[string]bool{}
	all := map[string]bool{}
	for _, e := range s.Events {
		for _, m := range e.Articles {
			if m.EchoOf != "" {
				continue
			}
			reports[m.Lang]++
			all[m.Publisher] = true
			if byLang[m.Lang] == nil {
				byLang[m.Lang] = map[string]bool{}
			}
			byLang[m.Lang][m.Publisher] = true
		}
	}
	if len(all) < min {
		return nil
	}
	var langs []string
	for lang := range reports {
		langs = append(langs, lang)
	}
	sort.Slice(langs, func(i, j int) bool {
		if reports[langs[i]] != reports[langs[j]] {
			return reports[langs[i]] > reports[langs[j]]
		}
		return langs[i] < langs[j]
	})
	var out []string
	for _, lang := range langs {
		if len(byLang[lang]) >= min {
			out = append(out, lang)
		}
	}
	if len(out) == 0 {
		out = langs[:1]
	}
	return out
}

// report is one article of the story as the composer works on it.
type report struct {
	*reading
	event      int // index in the story's events
	echoes     []string
	opinion    bool // an editorial or a column: quoted on its card, never in the digest's own voice
	candidates []candidate
	all        []candidate       // before those off the event's topic were taken out
	telling    []float64         // how well each sentence tells what the report is about; see composer.tellingOf
	inquired   map[int][]Inquiry // by sentence
	template   []bool            // by sentence: stands so in other reports of its publisher
}

// candidate is a sentence that may be printed: how well it stands alone and
// how much it says about its event.
type candidate struct {
	report   *report
	index    int // in text.Sentences
	score    float64
	relevant float64 // share of the event's words, 0..1
	central  float64 // relevant, as a share of the event's most relevant sentence
	words    map[string]bool
	leans    []lean // what it takes for told
	named    string // the sentence with a name for its pronoun, "" for as it is
	from     int    // the sentence that prints the name
}

func (c candidate) sentence() text.Sentence { return c.report.text.Sentences[c.index] }

func (c candidate) ref() claim.Ref { return refOf(c.report.article.ID, c.sentence()) }

func refOf(id article.ID, s text.Sentence) claim.Ref {
	return claim.Ref{Article: id, Paragraph: s.Paragraph, Span: s.Span}
}

// statements are the statements of the sentence.
func (c candidate) statements() []claim.Statement { return c.report.statements[c.index] }
