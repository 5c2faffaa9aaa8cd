package theme

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"kiku/internal/digest"
)

// Corrected is an entry of the site's list of corrections.
type Corrected struct {
	D   *digest.Digest
	Fix digest.Correction
	Ink *Ink // of the digest on that page
	// Gone says that the story is told no more: its headline may stand on what was withdrawn.
	Gone bool
}

// newHead is the heading of what is new: since an edition before, or in the
// last day before the story was first told.
func newHead(d *digest.Digest) string {
	if d.Edition > 1 && len(d.Log) != 1 {
		return "new.head"
	}
	return "new.day"
}

// changeWords are a change in the words of the interface, where no line of the
// digest says it.
func changeWords(w *Words, c digest.Change) string {
	switch {
	case c.What == digest.NewWithdrawn && c.About != "":
		return w.T("new.withdrawn.title", "name", c.Who, "title", c.About)
	case c.What == digest.NewWithdrawn:
		return w.T("new.withdrawn.words", "name", c.Who)
	case c.What == digest.NewSettled && c.About != "":
		return w.T("new.settled.words", "about", c.About)
	}
	return ""
}

// stances are a position before and after.
func stances(w *Words, c digest.Change) string {
	if c.What != digest.NewPosition || !w.Has("stance."+c.Was) || !w.Has("stance."+c.Now) {
		return ""
	}
	return w.T("stance."+c.Was) + " → " + w.T("stance."+c.Now)
}

// ChangeTitle says a change in one line: what it is, and its words.
func ChangeTitle(w *Words, c digest.Change) string {
	words := c.Line.Text
	if words == "" {
		words = changeWords(w, c)
	}
	if words == "" {
		return w.T("new." + c.What)
	}
	if turn := stances(w, c); turn != "" {
		words += " (" + turn + ")"
	}
	if c.What == digest.NewCorrection && c.Now != "" {
		words = w.T("new.correction.now", "name", c.Who, "words", clip(c.Now, 90))
	}
	if c.What == digest.NewReport {
		words = w.T("new.report.words", "name", c.Who, "title", words)
	}
	if w.Lang == "ja" {
		return "【" + w.T("new."+c.What) + "】" + words
	}
	return w.T("new."+c.What) + ": " + words
}

// clip shortens words to about n runes.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// wasWords says whose words were corrected: printed here, or only by the report.
func wasWords(w *Words, c digest.Correction) string {
	if c.Edition > 0 {
		return w.T("correction.printed")
	}
	return w.T("correction.was")
}

// editionOf is what the script needs to tell a reader who comes back what is new:
// the edition, its time, and how many changes the latest editions told.
func editionOf(d *digest.Digest) templ.Attributes {
	var counts []string
	for _, is := range d.Log {
		if len(is.Changes) > 0 {
			counts = append(counts, fmt.Sprintf("%d:%d", is.Edition, len(is.Changes)))
		}
	}
	return templ.Attributes{
		"data-edition": fmt.Sprint(d.Edition), "data-told": d.Lang,
		"data-asof": machine(d.AsOf), "data-log": strings.Join(counts, " "),
	}
}
