package theme

import (
	"context"
	_ "embed" // the about texts
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
)

//go:embed about.ja.html
var aboutJA string

//go:embed about.en.html
var aboutEN string

func about(lang string) string {
	if lang == "ja" {
		return aboutJA
	}
	return aboutEN
}

func firstRead(r []Read, n int) []Read {
	if len(r) > n {
		return r[:n]
	}
	return r
}

// title prints the title of a single report as what it is: an extract of that
// article's title. Without an article to cite it is plain text.
func title(a Single) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		b.WriteString(`<span`)
		optional(&b, "lang", a.Lang)
		if a.ID != "" {
			attribute(&b, "class", "l")
			attribute(&b, "data-part", "line")
			attribute(&b, "id", "a-"+a.ID)
			attribute(&b, "data-kind", "extract")
			attribute(&b, "data-cite", a.ID+":-1:0-"+strconv.Itoa(utf8.RuneCountInString(a.Title)))
		}
		b.WriteString(`>` + escape(a.Title) + `</span>`)
		_, err := io.WriteString(w, b.String())
		return err
	})
}
