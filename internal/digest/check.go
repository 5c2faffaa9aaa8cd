package digest

import (
	"errors"
	"fmt"
	"strings"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// Printed is a line as it is found on a page: what the check works on. Refs
// are all it knows of the sources; everything else is read from the stored
// articles.
type Printed struct {
	Page    string
	ID      string
	Kind    Kind
	Text    string
	Form    string
	Speaker string
	Host    string
	Lang    string
	Cites   []claim.Ref
	About   []string
}

// Printed returns the line as a page of the given language shows it.
func (l Line) Printed(page, lang string) Printed {
	if l.Lang != "" {
		lang = l.Lang
	}
	p := Printed{Page: page, ID: l.ID, Kind: l.Kind, Text: l.Text, Form: l.Form, Speaker: l.Speaker,
		Host: l.Host, Lang: lang, About: l.About}
	for _, c := range l.Cites {
		p.Cites = append(p.Cites, c.Ref)
	}
	return p
}

// Why a line is refused. Check wraps one of them.
var (
	ErrNoCitation = errors.New("the line cites nothing")
	ErrNoArticle  = errors.New("the cited article is not stored")
	ErrNoSentence = errors.New("the cited place holds no sentence")
	ErrNotThere   = errors.New("the words do not stand in the cited sentence")
	ErrTurned     = errors.New("something was left out that turns the meaning")
	ErrCut        = errors.New("a word, name or figure is cut")
	ErrSpeaker    = errors.New("somebody else says it")
	ErrSlot       = errors.New("a slot does not stand in the cited sentences")
	ErrForm       = errors.New("the fixed words are not in the catalogue")
	ErrRemark     = errors.New("the remark says more than its lines")
	ErrKind       = errors.New("the kind of line is not known")
)

// Checker holds printed lines against stored articles by the rules of each
// kind of line. It reads every article once; it is not safe for concurrent use.
type Checker struct {
	look  func(article.ID) (article.Article, bool)
	read  func(article.Article) text.Text
	hosts Hosts
	seen  map[article.ID]*reading
}

// reading is an article as the check needs it.
type reading struct {
	article    article.Article
	text       text.Text
	statements map[int][]claim.Statement // by sentence index
	quantities map[int][]claim.Quantity
	names      map[string]bool // forms in which names are printed; made when asked for
	others     map[string]bool // names of places and bodies; made when asked for
	spoken     []bool          // sentences of a speech or a talk; made when asked for
	asking     *Asker          // how Japanese questions are weighed; nil for asksBest
	// words printed in small letters, with a capital inside a sentence, and with one
	// at its beginning; made when asked for
	small, capital, opening map[string]bool
}

// cited is one cited sentence.
type cited struct {
	*reading
	sentence text.Sentence
}

// NewChecker returns a checker. look finds a stored article, read analyses it
// (it must give the same result each time), hosts are those of the site.
func NewChecker(look func(article.ID) (article.Article, bool), read func(article.Article) text.Text, hosts Hosts) *Checker {
	return &Checker{look: look, read: read, hosts: hosts, seen: map[article.ID]*reading{}}
}

// Check returns nil when the line is supported, else an error that wraps the
// reason. about are the lines of the page that a remark points to, or the question
// that an answer belongs to; other kinds ignore it.
func (c *Checker) Check(p Printed, about []Printed) error {
	if p.Kind == Remark {
		return c.checkRemark(p, about)
	}
	if len(p.Cites) == 0 && !(p.Kind == Frame && slotless(p)) {
		return ErrNoCitation
	}
	sentences := make([]cited, 0, len(p.Cites))
	for _, ref := range p.Cites {
		s, err := c.sentence(ref)
		if err != nil {
			return err
		}
		sentences = append(sentences, s)
	}
	if err := allowed(p, sentences); err != nil {
		return err
	}
	switch p.Kind {
	case Extract:
		return checkExtract(p, sentences)
	case Quote:
		return checkQuote(p, sentences)
	case Reduction:
		if p.Form == namedForm {
			return checkNamed(p, sentences)
		}
		if p.Form == datedForm {
			return checkDated(p, sentences)
		}
		if p.Form == introducedForm {
			return checkIntroduced(p, sentences)
		}
		return checkReduction(p.Text, p.Speaker, sentences)
	case Frame:
		switch p.Form {
		case askForm:
			return checkAsk(p, sentences)
		case answerForm:
			return checkAnswer(p, sentences, about)
		}
		return checkFrame(p, sentences)
	case Written:
		return checkWritten(p, sentences)
	}
	return fmt.Errorf("%w: %q", ErrKind, p.Kind)
}

// slotless reports whether a frame is fixed words alone: such a line asserts
// nothing and needs no citation.
func slotless(p Printed) bool {
	f, ok := compiled(formText(p.Lang, p.Form))
	return ok && len(f.slots) == 0
}

// sentence finds the sentence that a reference points to.
func (c *Checker) sentence(ref claim.Ref) (cited, error) {
	r, err := c.reading(ref.Article)
	if err != nil {
		return cited{}, err
	}
	if ref.Paragraph < 0 {
		return cited{r, r.text.Title}, nil
	}
	for _, s := range r.text.Sentences {
		if s.Paragraph == ref.Paragraph && s.Span == ref.Span {
			return cited{r, s}, nil
		}
	}
	return cited{}, fmt.Errorf("%w: %s paragraph %d runes %d-%d", ErrNoSentence, ref.Article, ref.Paragraph, ref.Span.Start, ref.Span.End)
}

func (c *Checker) reading(id article.ID) (*reading, error) {
	if r, ok := c.seen[id]; ok {
		return r, nil
	}
	a, ok := c.look(id)
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrNoArticle, id)
	}
	r := newReading(a, c.read(a))
	c.seen[id] = r
	return r, nil
}

func newReading(a article.Article, t text.Text) *reading {
	r := &reading{article: a, text: t, statements: map[int][]claim.Statement{}, quantities: map[int][]claim.Quantity{}}
	for _, s := range claim.Statements(a, t) {
		r.statements[s.Index] = append(r.statements[s.Index], s)
	}
	for _, q := range claim.Quantities(a, t) {
		r.quantities[q.Index] = append(r.quantities[q.Index], q)
	}
	return r
}

// body are the statements and quantities of the article's sentences, in their
// order, without those of the title.
func (r *reading) body() (said []claim.Statement, counted []claim.Quantity) {
	for _, s := range r.text.Sentences {
		said = append(said, r.statements[s.Index]...)
		counted = append(counted, r.quantities[s.Index]...)
	}
	return said, counted
}

func checkExtract(p Printed, sentences []cited) error {
	for _, s := range sentences {
		if same(trimEnd(p.Text)) == same(trimEnd(s.sentence.Text)) {
			return nil
		}
	}
	return fmt.Errorf("%w: %q", ErrNotThere, p.Text)
}

// checkQuote asks for the exact characters inside quotation marks, or inside
// the content of a direct statement, and for the right speaker.
func checkQuote(p Printed, sentences []cited) error {
	words := strings.TrimSpace(p.Text)
	found := false
	var part error
	for _, s := range sentences {
		if !holds(s.sentence.Text, words) {
			continue
		}
		inMarks := false
		for _, q := range s.sentence.Quotations {
			if !holds(q.Text, words) {
				continue
			}
			if err := wholeEnough(words, q.Text); err != nil {
				part = err
				continue
			}
			inMarks = true
		}
		if !inMarks {
			continue
		}
		found = true
		if p.Speaker == "" || saidBy(s, words, p.Speaker) {
			return nil
		}
	}
	if found {
		return fmt.Errorf("%w: not %s", ErrSpeaker, p.Speaker)
	}
	if part != nil {
		return part
	}
	return fmt.Errorf("%w: %q", ErrNotThere, p.Text)
}

// saidBy reports whether the name is the speaker of the statement of the
// sentence that has the words in its content: of several, the innermost, since
// what a paper reports somebody to say is not the paper's.
func saidBy(s cited, words, speaker string) bool {
	least, found := 0, false
	for _, st := range s.statements[s.sentence.Index] {
		if !holds(st.Content, words) {
			continue
		}
		n := st.ContentSpan.Len()
		switch {
		case least == 0 || n < least:
			least, found = n, sameName(st.Speaker, st.SpeakerNormal, speaker)
		case n == least:
			found = found || sameName(st.Speaker, st.SpeakerNormal, speaker)
		}
	}
	return found
}

// Prints reports whether the cited article prints the words somewhere in its
// title or one of its paragraphs, white space and kinds of marks apart.
func (c *Checker) Prints(ref claim.Ref, words string) bool {
	r, err := c.reading(ref.Article)
	if err != nil {
		return false
	}
	bare := func(s string) string { return strings.ReplaceAll(same(s), " ", "") }
	for _, piece := range strings.Split(words, "…") {
		if p := bare(piece); p != "" && !strings.Contains(bare(r.article.Title+"\n"+strings.Join(r.article.Paragraphs, "\n")), p) {
			return strings.Contains(bare(r.article.Title+"\n"+strings.Join(r.article.Paragraphs, "\n")), bare(words))
		}
	}
	return true
}

// Source returns the publisher and the address of the cited article, and whether
// it is stored.
func (c *Checker) Source(ref claim.Ref) (publisher, url string, ok bool) {
	r, err := c.reading(ref.Article)
	if err != nil {
		return "", "", false
	}
	return r.article.Publisher, r.article.URL, true
}
