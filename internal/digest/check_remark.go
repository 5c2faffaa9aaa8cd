package digest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"kiku/internal/claim"
)

// checkRemark asks that a remark is one of its host's forms, that its fixed
// words hold no figure, that each slot stands in a line it points to or in that
// line's sources, and that what its situation says is so.
func (c *Checker) checkRemark(p Printed, about []Printed) error {
	wordings, ok := c.hosts.wordings(p.Host, p.Lang)
	if !ok {
		return fmt.Errorf("%w: no host %q", ErrRemark, p.Host)
	}
	g := c.groundOf(about)
	refused := fmt.Errorf("%w: %s does not say that", ErrRemark, p.Host)
	for _, w := range wordings {
		if p.Form != "" && w.id != p.Form {
			continue
		}
		f, ok := compiled(w.words)
		if !ok || !f.match.MatchString(p.Text) {
			continue
		}
		if fixed := slotPattern.ReplaceAllString(w.words, ""); strings.IndexFunc(fixed, unicode.IsDigit) >= 0 {
			return fmt.Errorf("%w: a number in its fixed words", ErrRemark)
		}
		// A name may end in the very particle that follows it, so that the words
		// can be read in more than one way: one of them must stand.
		for _, values := range f.readings(p.Text) {
			if slot := c.loose(f, values, about, g); slot != "" {
				refused = fmt.Errorf("%w: %s %q", ErrRemark, slot, values[slot])
			} else if refused = c.situated(w, values, g); refused == nil {
				return nil
			}
		}
		return refused
	}
	return refused
}

// maxReadings bounds the ways in which a printed remark is read.
const maxReadings = 64

// readings are the ways in which a form's slots can be found in a printed text.
func (f form) readings(printed string) []map[string]string {
	var out []map[string]string
	fixed := slotPattern.Split(f.text, -1)
	values := make([]string, 0, len(f.slots))
	var read func(rest string, slot int)
	read = func(rest string, slot int) {
		if len(out) == maxReadings {
			return
		}
		if slot == len(f.slots) {
			if rest == "" {
				m := map[string]string{}
				for i, name := range f.slots {
					if m[name] != "" && m[name] != values[i] {
						return // a slot that stands twice says the same twice
					}
					m[name] = values[i]
				}
				out = append(out, m)
			}
			return
		}
		next := fixed[slot+1]
		take := func(v, after string) {
			values = append(values, v)
			read(after, slot+1)
			values = values[:len(values)-1]
		}
		if slot+1 == len(f.slots) { // the last one ends where the form does
			if v, ok := strings.CutSuffix(rest, next); ok && v != "" {
				take(v, "")
			}
			return
		}
		for from := 1; next != "" && from < len(rest); { // a value holds at least a byte
			i := strings.Index(rest[from:], next)
			if i < 0 {
				return
			}
			take(rest[:from+i], rest[from+i+len(next):])
			from += i + 1
		}
	}
	if rest, ok := strings.CutPrefix(printed, fixed[0]); ok {
		read(rest, 0)
	}
	return out
}

// loose returns the first slot that no line grounds, or "".
func (c *Checker) loose(f form, values map[string]string, about []Printed, g ground) string {
	for _, slot := range f.slots {
		if !c.inLines(slot, values[slot], about, g) {
			return slot
		}
	}
	if values["publisher2"] != "" && values["publisher"] == values["publisher2"] {
		return "publisher2"
	}
	return ""
}

func (c *Checker) inLines(slot, v string, about []Printed, g ground) bool {
	kind := slotKind(slot)
	switch kind {
	case "publisher":
		return g.publishers[v] && namesPublisher(v)
	case "count":
		return v == countText(len(g.publishers), g.lang) && len(g.publishers) >= 2
	case "days":
		return v == countText(g.days(), g.lang) && g.days() >= 2
	}
	for _, line := range about {
		if line.Kind == Remark {
			continue // what a host says grounds nothing
		}
		if holds(line.Text, v) {
			return true
		}
		for _, ref := range line.Cites {
			if s, err := c.sentence(ref); err == nil && groundedIn(kind, v, line.Lang, s) {
				return true
			}
		}
	}
	return false
}

// ground is what the lines that a remark points to stand on.
type ground struct {
	lang        string
	sentences   []cited
	publishers  map[string]bool
	first, last time.Time // days of the reports, as printed
}

func (c *Checker) groundOf(about []Printed) ground {
	g := ground{publishers: map[string]bool{}}
	for _, line := range about {
		if line.Kind == Remark {
			continue
		}
		if g.lang == "" {
			g.lang = line.Lang
		}
		for _, ref := range line.Cites {
			s, err := c.sentence(ref)
			if err != nil {
				continue
			}
			g.sentences = append(g.sentences, s)
			g.publishers[s.article.Publisher] = true
			y, m, d := s.article.Published.Date()
			at := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
			if g.first.IsZero() || at.Before(g.first) {
				g.first = at
			}
			if at.After(g.last) {
				g.last = at
			}
		}
	}
	return g
}

// days is how many days lie between the first and the last report.
func (g ground) days() int { return int(g.last.Sub(g.first) / day) }

// stanceOf are the situations that say what an actor does.
var stanceOf = map[string]claim.Stance{
	"denial": claim.Deny, "refusal": claim.Reject, "condition": claim.Condition, "demand": claim.Demand,
	"warning": claim.Warn, "proposal": claim.Propose, "criticism": claim.Criticise, "support": claim.Support, "opposition": claim.Oppose,
}

// situated asks for what the words of a situation say beyond their slots: that
// one publisher alone has it, or several; that a figure rose; that the one who is
// named refuses.
func (c *Checker) situated(w wording, values map[string]string, g ground) error {
	situation := strings.TrimSuffix(w.situation, lightly)
	if values["figure"] != "" && values["figure2"] != "" {
		if err := g.moved(situation, values); err != nil {
			return err
		}
	}
	short := fmt.Errorf("%w: %d publishers", ErrRemark, len(g.publishers))
	switch situation {
	case "single", "lead_single":
		if len(g.publishers) != 1 {
			return short
		}
	case "many", "lead_many":
		if len(g.publishers) < 3 {
			return short
		}
	case "dispute":
		if len(g.publishers) < 2 {
			return short
		}
	}
	if stance, ok := stanceOf[situation]; ok && values["actor"] != "" && !actorSays(values["actor"], stance, g.sentences) {
		return fmt.Errorf("%w: no %s of %s", ErrRemark, situation, values["actor"])
	}
	return nil
}

// moved asks that figure2 is the later one, and the higher or lower one where
// the words say so.
func (g ground) moved(situation string, values map[string]string) error {
	var at [2]time.Time
	var value [2]float64
	for i, slot := range []string{"figure", "figure2"} {
		for _, s := range g.sentences {
			for _, f := range s.sentence.Figures {
				if holds(values[slot], f.Surface) && (at[i].IsZero() || s.article.Published.Before(at[i])) {
					at[i], value[i] = s.article.Published, f.Value
				}
			}
		}
		if at[i].IsZero() {
			return fmt.Errorf("%w: figure %q", ErrRemark, values[slot])
		}
	}
	switch {
	case same(values["figure"]) == same(values["figure2"]),
		situation == "rose" && value[1] <= value[0],
		situation == "fell" && value[1] >= value[0],
		situation != "dispute" && at[1].Before(at[0]):
		return fmt.Errorf("%w: from %q to %q", ErrRemark, values["figure"], values["figure2"])
	}
	return nil
}

// countText prints a small number as the language does inside a sentence.
func countText(n int, lang string) string {
	words := []string{"", "", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if lang == "en" && n >= 2 && n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}
