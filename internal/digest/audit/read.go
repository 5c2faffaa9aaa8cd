package audit

import (
	"strings"
	"time"
	"unicode"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// sentence is a sentence of the page with what is read in it.
type sentence struct {
	text.Sentence
	line int // position in Page.Lines; -1 for a passage or a stored article
	card int // position in Page.Cards; -1 for none
	said []claim.Statement
	date time.Time // of its card or passage
	// copied says that a passage printed on the page has the words of the
	// sentence in their order: it is the source's own, whole or shortened.
	copied bool
	from   string // address of that passage's report, or of a passage itself
	items  []item // see [reading.items]; nil until asked for
	stored bool   // of a stored article, not printed on the page
}

// part is what the sentence's line is; "" for a passage.
func (r *reading) part(s *sentence) Part {
	if s.line < 0 {
		return ""
	}
	return r.Lines[s.line].Part
}

// reading is a page being audited.
type reading struct {
	Page
	options Options
	reader  *language.Reader
	tongue  *tongue
	all     []*sentence          // of told lines, in order
	sources []*sentence          // of cards and passages
	byLine  map[int][]*sentence  // told sentences and card sentences by line
	newest  time.Time            // date of the newest card
	stock   *stock               // of all sources
	ofCard  []*stock             // of each card
	ones    map[*sentence]*stock // of one source each
	points  map[int]*stock       // of each line of a card
	fields  map[int]bool         // of the cards, see [reading.otherField]
	found   []Defect
	seen    map[Defect]bool // without quote, and without reason
}

// silent are the parts whose words are no sentences.
var silent = map[Part]bool{Source: true, CardDate: true, Menu: true, Label: true, Other: true}

// read analyses the page once: all lines as paragraphs of one text, so that names
// meet their full forms and pronouns their names.
func (r *reading) read() {
	r.tongue = tongues[r.Lang]
	if r.tongue == nil {
		r.tongue = tongues["en"]
	}
	for _, c := range r.Cards {
		if c.Date.After(r.newest) {
			r.newest = c.Date
		}
	}
	var paragraphs []string
	for _, l := range r.Lines {
		if silent[l.Part] {
			l.Text = ""
		}
		paragraphs = append(paragraphs, l.Text)
	}
	lines := len(paragraphs)
	var dates []time.Time
	for _, p := range r.Passages {
		paragraphs = append(paragraphs, p.Text)
		dates = append(dates, p.Date)
	}
	cards := map[int]int{} // paragraph -> card, of stored articles
	if r.options.Article != nil {
		for i, c := range r.Cards {
			if a, ok := r.options.Article(c.URL); ok && c.URL != "" {
				for _, p := range append([]string{a.Title}, a.Paragraphs...) {
					cards[len(paragraphs)] = i
					paragraphs = append(paragraphs, p)
					dates = append(dates, a.Published)
				}
			}
		}
	}
	t := r.reader.Read(r.Lang, "", paragraphs, r.newest)
	said := map[int][]claim.Statement{}
	for _, s := range claim.Statements(article.Article{Paragraphs: paragraphs, Published: r.newest, Lang: t.Lang}, t) {
		said[s.Index] = append(said[s.Index], s)
	}
	r.byLine = map[int][]*sentence{}
	for _, s := range t.Sentences {
		one := &sentence{Sentence: s, line: s.Paragraph, card: -1, said: said[s.Index]}
		if s.Paragraph >= lines {
			one.line, one.date = -1, dates[s.Paragraph-lines]
			if c, ok := cards[s.Paragraph]; ok {
				one.card, one.stored = c, true
			}
			r.sources = append(r.sources, one)
			continue
		}
		l := r.Lines[s.Paragraph]
		r.byLine[s.Paragraph] = append(r.byLine[s.Paragraph], one)
		if l.Part == Point || l.Part == CardTitle {
			one.card, one.date = l.Card, r.Cards[l.Card].Date
			r.sources = append(r.sources, one)
			continue
		}
		r.all = append(r.all, one)
	}
	r.copies()
	r.stock = r.newStock(r.sources)
	for i := range r.Cards {
		r.ofCard = append(r.ofCard, r.newStock(r.cardSentences(i)))
	}
	r.hosts()
}

// cardSentences are the sentences of one card.
func (r *reading) cardSentences(card int) []*sentence {
	var out []*sentence
	for _, s := range r.sources {
		if s.card == card {
			out = append(out, s)
		}
	}
	return out
}

// sectionStock is what the cards of a section print; nil without cards.
func (r *reading) sectionStock(section int) *stock {
	if section < 0 || len(r.Sections[section].Cards) == 0 {
		return nil
	}
	var own []*sentence
	for _, c := range r.Sections[section].Cards {
		own = append(own, r.cardSentences(c)...)
	}
	return r.newStock(own)
}

// sectionDates are the dates of the cards of a section, oldest and newest; zero
// when none is printed.
func (r *reading) sectionDates(section int) (oldest, newest time.Time) {
	if section < 0 {
		return
	}
	for _, i := range r.Sections[section].Cards {
		d := r.Cards[i].Date
		if d.IsZero() {
			continue
		}
		if newest.IsZero() || d.After(newest) {
			newest = d
		}
		if oldest.IsZero() || d.Before(oldest) {
			oldest = d
		}
	}
	return oldest, newest
}

// stock is the words of some sources.
type stock struct {
	keys map[string]bool
	text string
}

func (r *reading) newStock(ss []*sentence) *stock {
	k := &stock{keys: map[string]bool{}}
	var b strings.Builder
	for _, s := range ss {
		b.WriteString(folded(s.Text) + "\n")
		for _, w := range s.Words {
			k.keys[r.canonical(w.Base)] = true
		}
		for _, n := range s.Names {
			k.keys["n "+nameKey(n)] = true
		}
	}
	k.text = b.String()
	return k
}

// canonical is the word that stands for all that may replace each other.
func (r *reading) canonical(base string) string {
	if c := r.tongue.alike[base]; c != "" {
		return c
	}
	return base
}

// nameKey is what names are compared by: areas meet in both spellings.
func nameKey(n text.Name) string {
	name := n.Normal
	if europe[name] {
		name = "Europe"
	}
	if a := language.Area(name); a != "" {
		return a
	}
	return name
}

// europe are the short forms of one area that the names of areas do not know.
var europe = map[string]bool{"欧州": true, "欧": true}

// copies marks the sentences that a passage of the page bears out word by word.
func (r *reading) copies() {
	if len(r.Passages) == 0 {
		return
	}
	var texts [][]string
	for _, p := range r.Passages {
		texts = append(texts, plainWords(p.Text))
	}
	first := len(r.Lines)
	for _, s := range r.sources {
		if n := s.Paragraph - first; n >= 0 && n < len(r.Passages) {
			s.from = r.Passages[n].URL
		}
	}
	every := append(append([]*sentence(nil), r.all...), r.sources...)
	for _, s := range every {
		if s.line < 0 {
			continue
		}
		s.copied = r.Lines[s.line].Elsewhere
		ws := plainWords(s.Text)
		for i, t := range texts {
			if inOrder(ws, t) {
				s.copied, s.from = true, r.Passages[i].URL
				break
			}
		}
	}
}

// plainWords cuts a text into words, Japanese into characters, without marks.
func plainWords(s string) []string {
	var out []string
	word := ""
	for _, c := range strings.ToLower(folded(s)) {
		switch {
		case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c == 'ー':
			if word != "" {
				out, word = append(out, word), ""
			}
			out = append(out, string(c))
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			word += string(c)
		default:
			if word != "" {
				out, word = append(out, word), ""
			}
		}
	}
	if word != "" {
		out = append(out, word)
	}
	return out
}

// mostCuts is in how many pieces a shortened sentence may stand in its source.
const mostCuts = 6

// inOrder reports whether the words stand in a text in their order, in few pieces.
func inOrder(words, in []string) bool {
	at, cuts := -1, 0
	for _, w := range words {
		i := at + 1
		for i < len(in) && in[i] != w {
			i++
		}
		if i == len(in) {
			return false
		}
		if i != at+1 {
			cuts++
		}
		at = i
	}
	return cuts <= mostCuts
}
