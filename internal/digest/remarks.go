package digest

import (
	"crypto/sha256"
	"fmt"
	"sort"
	"strings"
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
			if n == 1 && s.Date.Before(c.in.Story.Last.Add(-2*day)) {
				lead = append([]string{"rewind"}, lead...) // from the newest back to the beginning
			}
			c.around(d, s, lead, n)
			n++
		}
	}
	d.Closing = c.remark(Announcer, []string{"conclusion" + grave}, nil, append(d.Ending, d.Open...)...)
}

// around speaks before and after one section. The guest does not take up what
// the announcer has just said.
func (c *composer) around(d *Digest, s *Section, lead []string, n int) {
	about := []Line{s.Heading, s.Question, s.Answer}
	for _, card := range s.Cards {
		about = append(about, card.Title)
	}
	when := map[string]string{}
	if len(s.Cards) > 0 {
		when["date"] = dayText(s.Cards[0].Published, c.lang)
	}
	s.Before = c.remark(Announcer, lead, when, about...)
	body := append(c.bodyLines(d, s), s.Answer)
	o := c.occasion(d, s, n)
	said := ""
	s.After, said = c.remarkOn(Announcer, append(o.situations, "after"), o.values, body...)
	role, other := Dialect, Young
	if (uint64(n)+c.vary("guest"))%2 == 1 {
		role, other = other, role
	}
	body = append(body, s.Narrative...)
	situations := guestSituations(o.situations, said, d.Grave)
	if s.Closing = c.remark(role, situations, o.values, body...); s.Closing.IsZero() {
		s.Closing = c.remark(other, situations, o.values, body...)
	}
}

// graveGuest are the situations that guests speak to without a smile.
var graveGuest = map[string]bool{"dispute": true, "update": true, "silence": true, "hearsay": true}

func guestSituations(all []string, said string, grave bool) []string {
	var out []string
	for _, situation := range all {
		if situation != said && (!grave || graveGuest[situation]) {
			out = append(out, situation)
		}
	}
	if grave {
		return append(out, "closing_grave")
	}
	for _, situation := range all {
		if situation == "dispute" || situation == "change" {
			out = append(out, "reaction") // people differ here
			break
		}
	}
	return append(out, "closing")
}

// remark lets a host of a role speak to the first situation that it has words
// for; never the same words twice in a digest.
func (c *composer) remark(role string, situations []string, values map[string]string, about ...Line) Line {
	l, _ := c.remarkOn(role, situations, values, about...)
	return l
}

// remarkOn is remark; it also tells the situation that was spoken to.
func (c *composer) remarkOn(role string, situations []string, values map[string]string, about ...Line) (Line, string) {
	if len(printable(about)) == 0 {
		return Line{}, ""
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
					return l, situation
				}
			}
		}
	}
	return Line{}, ""
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
