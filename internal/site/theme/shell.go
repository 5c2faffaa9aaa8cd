package theme

import (
	"strings"
	"time"

	"github.com/a-h/templ"
)

func (s *Shell) title() string {
	if s.Title == "" {
		return s.Name
	}
	if s.Lang == "ja" {
		return s.Title + "｜" + s.Name
	}
	return s.Title + " – " + s.Name
}

// here marks the link that leads to the page it stands on.
func here(s *Shell, path string) templ.Attributes {
	if s.Path == path {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

func machine(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// contact turns an address into a link; a bare mail address gets its scheme.
func contact(c string) string {
	if strings.Contains(c, "@") && !strings.Contains(c, ":") {
		return "mailto:" + c
	}
	return c
}
