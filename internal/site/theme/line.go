package theme

import (
	"context"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"kiku/internal/claim"
	"kiku/internal/digest"
)

// Ink prints the lines of one digest on one page. It remembers what it has
// printed, for the trace at the end of the page, and never gives two elements
// one id. It is for one page and one goroutine.
type Ink struct {
	S       *Shell
	D       *digest.Digest
	colours map[string]int
	used    map[string]bool
	noted   map[string]bool
	notes   []digest.Line
}

// NewInk returns the ink for one page of a digest.
func NewInk(s *Shell, d *digest.Digest) *Ink {
	k := &Ink{S: s, D: d, colours: map[string]int{}, used: map[string]bool{}, noted: map[string]bool{}}
	for i, p := range d.Sources.Publishers {
		k.colours[p.Name] = min(i, Colours)
	}
	return k
}

// Colour is the class of a publisher's colour in this digest.
func (k *Ink) Colour(publisher string) string {
	i, ok := k.colours[publisher]
	if !ok {
		i = Colours
	}
	return "c" + strconv.Itoa(i)
}

// Line prints a line with its mark: a dot for each publisher, one link to the
// line's trace. The mark holds no text, so the element's text is the line's.
func (k *Ink) Line(l digest.Line) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, k.line(l, "", len(l.Cites) > 0))
		return err
	})
}

// Bare prints a line without a mark, for use inside a link. The id gets the
// prefix, so that lines of several digests can stand on one page.
func (k *Ink) Bare(prefix string, l digest.Line) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, k.line(l, prefix, false))
		return err
	})
}

// Prose prints lines as running text, with a space between them where the
// language has one.
func (k *Ink) Prose(lines []digest.Line) templ.Component {
	return k.prose(lines, "", true)
}

// BareProse is Prose without marks, with a prefix on the ids.
func (k *Ink) BareProse(prefix string, lines []digest.Line) templ.Component {
	return k.prose(lines, prefix, false)
}

func (k *Ink) prose(lines []digest.Line, prefix string, mark bool) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		for i, l := range lines {
			gap := ""
			if i > 0 && spaced(k.D.Lang) {
				gap = " "
			}
			if _, err := io.WriteString(w, gap+k.line(l, prefix, mark && len(l.Cites) > 0)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (k *Ink) line(l digest.Line, prefix string, mark bool) string {
	id := k.id(prefix + l.ID)
	var b strings.Builder
	b.Grow(len(l.Text) + 256)
	b.WriteString(`<span class="l" data-part="line"`)
	attribute(&b, "id", id)
	attribute(&b, "data-kind", string(l.Kind))
	lang := l.Lang
	if lang == "" {
		lang = k.D.Lang
	}
	attribute(&b, "lang", lang)
	if len(l.Cites) > 0 {
		attribute(&b, "data-cite", Cites(l.Cites))
	}
	optional(&b, "data-form", l.Form)
	optional(&b, "data-speaker", l.Speaker)
	optional(&b, "data-host", l.Host)
	optional(&b, "data-about", strings.Join(l.About, " "))
	b.WriteByte('>')
	if !mark {
		b.WriteString(escape(l.Text))
		b.WriteString("</span>")
		return b.String()
	}
	if !k.noted[l.ID] {
		k.noted[l.ID] = true
		k.notes = append(k.notes, l)
	}
	// The last character and the mark share an unbreakable box: a mark never
	// stands alone at the start of the next line.
	head, tail := lastCharacter(l.Text)
	b.WriteString(escape(head))
	b.WriteString(`<span class="nb">`)
	b.WriteString(escape(tail))
	k.mark(&b, l)
	b.WriteString("</span></span>")
	b.WriteString(k.by(l))
	return b.String()
}

// by names the speaker behind a quotation that does not name him itself. It
// stands outside the line, whose text is the quotation's own characters.
func (k *Ink) by(l digest.Line) string {
	if l.Kind != digest.Quote || l.Speaker == "" || strings.Contains(l.Text, l.Speaker) {
		return ""
	}
	if spaced(k.D.Lang) {
		return ` <span class="by">(` + escape(l.Speaker) + `)</span>`
	}
	return `<span class="by">（` + escape(l.Speaker) + `）</span>`
}

// id returns the id itself the first time, then the id with a number.
func (k *Ink) id(want string) string {
	id := want
	for n := 2; k.used[id]; n++ {
		id = want + "-" + strconv.Itoa(n)
	}
	k.used[id] = true
	return id
}

func (k *Ink) mark(b *strings.Builder, l digest.Line) {
	names := Publishers(l)
	sep := ", "
	if k.S.Lang == "ja" {
		sep = "、"
	}
	b.WriteString(`<a class="m" href="#t-` + escape(l.ID) + `"`)
	attribute(b, "aria-label", k.S.T("trace.mark", "names", strings.Join(names, sep)))
	b.WriteByte('>')
	for _, n := range names {
		b.WriteString(`<i class="` + k.Colour(n) + `"></i>`)
	}
	b.WriteString(`</a>`)
}

// Notes are the lines printed with a mark so far, in order.
func (k *Ink) Notes() []digest.Line { return k.notes }

// Publishers names the publishers that a line cites, each once, in order.
func Publishers(l digest.Line) []string {
	var out []string
	seen := map[string]bool{}
	for _, c := range l.Cites {
		if !seen[c.Publisher] {
			seen[c.Publisher] = true
			out = append(out, c.Publisher)
		}
	}
	return out
}

// Cites writes citations as "article:paragraph:start-end", joined by spaces;
// the title is paragraph -1.
func Cites(cites []digest.Citation) string {
	var b strings.Builder
	for i, c := range cites {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(Cite(c.Ref))
	}
	return b.String()
}

// Cite writes one citation.
func Cite(r claim.Ref) string {
	return string(r.Article) + ":" + strconv.Itoa(r.Paragraph) + ":" + strconv.Itoa(r.Span.Start) + "-" + strconv.Itoa(r.Span.End)
}

func attribute(b *strings.Builder, name, value string) {
	b.WriteString(` ` + name + `="` + escape(value) + `"`)
}

func optional(b *strings.Builder, name, value string) {
	if value != "" {
		attribute(b, name, value)
	}
}

// lastCharacter cuts off the last printed character with what belongs to it.
func lastCharacter(s string) (head, tail string) {
	cut := len(s)
	for cut > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:cut])
		cut -= size
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r == 0x200d || (r >= 0xfe00 && r <= 0xfe0f) {
			continue
		}
		if p, _ := utf8.DecodeLastRuneInString(s[:cut]); p == 0x200d {
			continue
		}
		break
	}
	return s[:cut], s[cut:]
}

// Marked is a citation's sentence in pieces: kept runes and the others.
type Marked struct {
	Text string
	Kept bool
}

// Pieces cuts a citation's sentence into what the line keeps and what it does
// not. A citation without kept runes is kept whole, but for a frame, whose
// slots are not runs of the sentence, nothing is.
func Pieces(kind digest.Kind, c digest.Citation) []Marked {
	if len(c.Kept) == 0 {
		return []Marked{{c.Sentence, kind != digest.Frame}}
	}
	runes := []rune(c.Sentence)
	var out []Marked
	at := 0
	for _, s := range c.Kept {
		from, to := min(max(s.Start, at), len(runes)), min(s.End, len(runes))
		if to <= from {
			continue
		}
		if from > at {
			out = append(out, Marked{string(runes[at:from]), false})
		}
		out = append(out, Marked{string(runes[from:to]), true})
		at = to
	}
	if at < len(runes) {
		out = append(out, Marked{string(runes[at:]), false})
	}
	return out
}
