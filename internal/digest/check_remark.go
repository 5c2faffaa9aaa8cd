package digest

import (
	"fmt"
	"strings"
	"unicode"
)

// checkRemark asks that a remark is one of its host's forms, that its fixed
// words hold no figure, and that each slot stands in a line it points to or in
// that line's sources.
func (c *Checker) checkRemark(p Printed, about []Printed) error {
	host, ok := c.hosts.ByID(p.Host)
	if !ok {
		return fmt.Errorf("%w: no host %q", ErrRemark, p.Host)
	}
	for _, words := range host.forms(p.Lang) {
		f, ok := compiled(words)
		if !ok {
			continue
		}
		values, ok := f.values(p.Text)
		if !ok {
			continue
		}
		if fixed := slotPattern.ReplaceAllString(words, ""); strings.IndexFunc(fixed, unicode.IsDigit) >= 0 {
			return fmt.Errorf("%w: a number in its fixed words", ErrRemark)
		}
		if slot := c.loose(f, values, about); slot != "" {
			return fmt.Errorf("%w: %s %q", ErrRemark, slot, values[slot])
		}
		return nil
	}
	return fmt.Errorf("%w: %s does not say that", ErrRemark, p.Host)
}

// loose returns the first slot that no line grounds, or "".
func (c *Checker) loose(f form, values map[string]string, about []Printed) string {
	for _, slot := range f.slots {
		if !c.inLines(slot, values[slot], about) {
			return slot
		}
	}
	return ""
}

func (c *Checker) inLines(slot, v string, about []Printed) bool {
	for _, line := range about {
		if slotKind(slot) != "publisher" && holds(line.Text, v) {
			return true
		}
		for _, ref := range line.Cites {
			s, err := c.sentence(ref)
			if err != nil {
				continue
			}
			switch kind := slotKind(slot); kind {
			case "publisher":
				if s.article.Publisher == v {
					return true
				}
			default:
				if groundedIn(kind, v, line.Lang, s) {
					return true
				}
			}
		}
	}
	return false
}
