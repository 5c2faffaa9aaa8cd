package digest

import (
	"crypto/sha256"
	"fmt"
	"sort"
	"strings"

	"kiku/internal/claim"
	"kiku/internal/language/text"
)

// speak gives the hosts their turns: the announcer leads in and out, remarks
// take up what is special about a section, guests close it.
func (c *composer) speak(d *Digest) {
	if formText(c.lang, "q.what.1") == "" {
		return // no forms, no voices in this language
	}
	grave := ""
	if d.Grave {
		grave = "_grave"
	}
	d.Opening = c.remark(Announcer, []string{"opening" + grave}, nil, append(d.Points, d.Headline)...)
	n := 0
	for p := range d.Pages {
		for i := range d.Pages[p].Sections {
			s := &d.Pages[p].Sections[i]
			lead := []string{"lead"}
			if n > 0 {
				lead = []string{"lead_next", "lead"}
			}
			c.around(d, s, lead, n)
			n++
		}
	}
	d.Closing = c.remark(Announcer, []string{"conclusion" + grave}, nil, append(d.Ending, d.Open...)...)
}

// around speaks before and after one section.
func (c *composer) around(d *Digest, s *Section, lead []string, n int) {
	about := []Line{s.Heading, s.Question, s.Answer}
	for _, card := range s.Cards {
		about = append(about, card.Title)
	}
	s.Before = c.remark(Announcer, lead, nil, about...)
	var body []Line
	for _, card := range s.Cards {
		body = append(body, card.Points...)
	}
	body = append(body, s.Answer)
	for _, id := range s.Disputes {
		for _, diff := range d.Disputes {
			if diff.ID == id {
				body = append(body, diff.Sides...)
			}
		}
	}
	situations, values := c.situation(d, s, n)
	s.After = c.remark(Announcer, append(situations, "after"), values, body...)
	role, other := Dialect, Young
	if (uint64(n)+c.vary("guest"))%2 == 1 {
		role, other = other, role
	}
	last := []string{"closing"}
	if d.Grave {
		last = []string{"closing_grave"}
	} else if len(situations) > 0 {
		last = append(append([]string(nil), situations...), "reaction", "closing")
	}
	body = append(body, s.Narrative...)
	s.Closing = c.remark(role, last, values, body...)
	if s.Closing.IsZero() {
		s.Closing = c.remark(other, last, values, body...)
	}
}

// situation says what is special about a section, most telling first, with
// values for the slots of remarks.
func (c *composer) situation(d *Digest, s *Section, n int) ([]string, map[string]string) {
	var out []string
	values := map[string]string{}
	for _, id := range s.Disputes {
		for _, diff := range d.Disputes {
			if diff.ID != id {
				continue
			}
			values["issue"] = diff.About.Text
			if diff.Kind == claim.Conflict {
				out = append(out, "dispute")
			} else {
				out = append(out, "update")
				values["figure"] = diff.Value[len(diff.Value)-1]
			}
		}
	}
	publishers := map[string]bool{}
	echoes, hearsay, quoted, figure := 0, false, false, ""
	for _, card := range s.Cards {
		publishers[card.Publisher] = true
		echoes += len(card.Echoes)
		values["publisher"] = card.Publisher
		for _, p := range card.Points {
			for _, cite := range p.Cites {
				r, sent, ok := c.sentenceAt(cite.Ref)
				if !ok {
					continue
				}
				for _, st := range r.statements[sent.Index] {
					hearsay = hearsay || st.Hearsay
					quoted = quoted || st.Direct && strongQuote(st, c.lang)
					if values["actor"] == "" && namedSpeaker(st.Speaker, sent, c.lang) && holds(p.Text, st.Speaker) {
						values["actor"] = st.Speaker
					}
				}
				if f := largeFigure(sent); f != "" && holds(p.Text, f) && figure == "" {
					figure = f
				}
			}
		}
	}
	// With echoes other papers have it too: then "echo" is the thing to say.
	if echoes == 0 && c.in.Story.Events[c.eventOf(s)].Independent() == 1 {
		out = append(out, "single")
	}
	if figure != "" && values["figure"] == "" {
		values["figure"] = figure
		out = append(out, "figure")
	}
	if quoted {
		out = append(out, "quote")
	}
	if hearsay {
		out = append(out, "hearsay")
	}
	if echoes > 0 {
		out = append(out, "echo")
	}
	if len(publishers) >= 3 && c.in.Story.Events[c.eventOf(s)].Independent() >= 4 {
		out = append(out, "many")
	}
	if n > 0 && s.Date.Before(c.in.Story.Last.Add(-3*day)) {
		out = append(out, "background")
	}
	return out, values
}

func (c *composer) eventOf(s *Section) int {
	for i, e := range c.in.Story.Events {
		if e.ID == s.Event {
			return i
		}
	}
	return 0
}

// strongQuote reports whether a quotation is short and whole enough to be
// remembered.
func strongQuote(st claim.Statement, lang string) bool {
	n := weight(st.Content, lang)
	return lang == "ja" && n >= 6 && n <= 40 || lang != "ja" && n >= 3 && n <= 14
}

// largeFigure is a figure of a million or more, or ten thousand people and
// the like, as printed.
func largeFigure(s text.Sentence) string {
	for _, f := range s.Figures {
		if !f.Ordinal && f.Unit != "" && f.Value >= 10_000 {
			return f.Surface
		}
	}
	return ""
}

// remark lets a host of a role speak to the first situation that it has words
// for; never the same words twice in a digest.
func (c *composer) remark(role string, situations []string, values map[string]string, about ...Line) Line {
	if len(printable(about)) == 0 {
		return Line{}
	}
	hosts := c.in.Hosts.withRole(role)
	for _, situation := range situations {
		for _, host := range hosts {
			for _, words := range c.shuffled(host.Remarks[c.lang][situation], host.ID+situation) {
				if c.spoken[words] {
					continue
				}
				f, ok := compiled(words)
				if !ok {
					continue
				}
				said, ok := f.fill(values)
				if !ok || c.spoken[said] {
					continue
				}
				if l := c.line(Line{Kind: Remark, Host: host.ID, Text: said}, printable(about)...); !l.IsZero() {
					c.spoken[words], c.spoken[said] = true, true
					return l
				}
			}
		}
	}
	return Line{}
}

func printable(about []Line) []Line {
	var out []Line
	for _, l := range about {
		if !l.IsZero() {
			out = append(out, l)
		}
	}
	return out
}

// shuffled orders remarks by a hash that differs between stories, so that a
// front page full of digests does not speak with one phrase.
func (c *composer) shuffled(list []string, use string) []string {
	key := func(s string) string {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%s", c.in.Story.ID, use, c.in.Salt, s))
		return string(sum[:8])
	}
	out := append([]string(nil), list...)
	sort.SliceStable(out, func(i, j int) bool { return strings.Compare(key(out[i]), key(out[j])) < 0 })
	return out
}
