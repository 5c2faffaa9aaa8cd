package digest

import (
	"fmt"
	"hash/fnv"
	"slices"
	"sort"
	"strings"
)

// offer is a situation that a host may speak to: the values of its slots and the
// lines that the remark points to. rank orders offers, the most telling first.
type offer struct {
	situation string
	values    map[string]string
	about     []Line
	rank      float64
}

// What a remark costs, in ranks of its situation: the cheapest is made. Words
// that another digest of the site has cost more than any other difference but a
// few ranks, so that the stock of a situation is used up before one is said twice
// on a front page, and a rare situation is still spoken to when its words are.
const (
	costElsewhere = 12.0 // for each other digest of the site that says it now
	costSameWords = 2.5  // for each time this digest has spoken to the situation
	costOtherTurn = 0.7  // it is the other guest's turn
)

// speak gives the hosts their turns: the announcer leads in and out, remarks
// take up what is special about a section, guests close it.
func (c *composer) speak(d *Digest) {
	if formText(c.lang, "q.what.1") == "" {
		return // no forms, no voices in this language
	}
	c.hear(d)
	announcer := c.in.Hosts.withRole(Announcer)
	whole := c.toneOf(d, &d.Pages[0].Sections[0])
	c.tone = whole
	d.Opening = c.remark("opening", announcer, c.openings(d))
	n := 0
	for p := range d.Pages {
		sections := d.Pages[p].Sections
		talked := false // one exchange a page
		for i := range sections {
			var before *Section
			if i > 0 {
				before = &sections[i-1]
			}
			talked = c.around(d, &sections[i], before, n, talked) || talked
			n++
		}
	}
	c.tone = whole
	d.Closing = c.remark("conclusion", announcer, c.conclusions(d))
}

// others are the forms that other digests of the site print; asked for once.
func (c *composer) others() map[string]int {
	if c.elsewhere == nil && c.in.Spoken != nil {
		c.elsewhere = c.in.Spoken(c.in.Story.ID, c.lang)
	}
	return c.elsewhere
}

// hear takes up what the site's other digests say, and what the edition before
// this one said.
func (c *composer) hear(d *Digest) {
	c.others()
	c.before = map[string]bool{}
	if c.in.Previous == nil {
		return
	}
	c.in.Previous.Lines(func(l *Line) {
		if l.Kind == Remark {
			c.before[l.Host+"\x00"+l.Form+"\x00"+strings.Join(l.About, " ")] = true
		}
	})
	for _, p := range c.in.Previous.Pages {
		for _, s := range p.Sections {
			if s.Reply.IsZero() {
				c.before[strings.Join(s.Closing.About, " ")] = true
			}
		}
	}
}

// around speaks before and after one section, and reports whether two hosts
// talked to each other there. The most telling thing is said after the cards, the
// next by a guest, and what is left leads in: nothing is taken up twice.
func (c *composer) around(d *Digest, s, before *Section, n int, talked bool) bool {
	c.tone = c.toneOf(d, s)
	offers := c.occasions(d, s, before, n)
	announcer := c.in.Hosts.withRole(Announcer)
	after := append(append([]offer{}, offers...), c.plain("after", 9, c.bodyLines(d, s), s.Answer))
	said := ""
	s.After, said = c.remarkOn("after", announcer, after)
	guests := without(c.guestOffers(d, s, offers), said)
	exchanged := false
	if !talked && c.tone == light {
		exchanged = c.exchange(s, guests)
	}
	taken := said
	if !exchanged {
		s.Closing, taken = c.remarkOn("closing", c.guests(n), guests)
	}
	s.Before = c.remark("before", announcer, c.leads(d, s, before, n, without(without(offers, said), taken)))
	return exchanged
}

// guests are the hosts that close sections, the one whose turn it is first.
func (c *composer) guests(n int) []Host {
	first, other := Dialect, Young
	if (uint64(n)+c.vary("guest"))%2 == 1 {
		first, other = other, first
	}
	return append(c.in.Hosts.withRole(first), c.in.Hosts.withRole(other)...)
}

func without(offers []offer, situation string) []offer {
	var out []offer
	for _, o := range offers {
		if o.situation != situation {
			out = append(out, o)
		}
	}
	return out
}

// plain is an offer that says nothing special of its lines.
func (c *composer) plain(situation string, rank float64, about []Line, more ...Line) offer {
	return offer{situation: situation, rank: rank, about: append(append([]Line{}, about...), more...)}
}

// remark lets one of the hosts make the remark that costs least; never the same
// words twice in a digest.
func (c *composer) remark(place string, hosts []Host, offers []offer) Line {
	l, _ := c.remarkOn(place, hosts, offers)
	return l
}

// choiceOf is a remark that could be made.
type choiceOf struct {
	host, words, form string
	offer             *offer
	cost              float64
	tie               uint64
}

// remarkOn is remark; it also tells the situation that was spoken to.
func (c *composer) remarkOn(place string, hosts []Host, offers []offer) (Line, string) {
	for _, ch := range c.choices(place, hosts, offers) {
		if l := c.say(ch); !l.IsZero() {
			c.spoke(ch.offer.situation, ch.words, l.Text)
			return l, ch.offer.situation
		}
	}
	return Line{}, ""
}

// choices are the remarks that could be made, the cheapest first. What the
// edition before said of the very same lines costs nothing.
func (c *composer) choices(place string, hosts []Host, offers []offer) []choiceOf {
	var out []choiceOf
	for i := range offers {
		o := &offers[i]
		o.about = printable(o.about)
		if len(o.about) == 0 {
			continue
		}
		ids := idsOf(o.about)
		for h, host := range hosts {
			list := host.Remarks[c.lang][o.situation]
			if c.tone == light {
				list = slices.Concat(list, host.Remarks[c.lang][o.situation+lightly])
			}
			for _, words := range list {
				if c.spoken[words] {
					continue
				}
				ch := choiceOf{host: host.ID, words: words, form: formID(words), offer: o, tie: c.lot(place + host.ID + words)}
				ch.cost = o.rank + costElsewhere*float64(c.elsewhere[ch.form]) + costSameWords*float64(c.taken[o.situation])
				if h > 0 {
					ch.cost += costOtherTurn
				}
				if c.before[host.ID+"\x00"+ch.form+"\x00"+ids] {
					ch.cost = -1
				}
				out = append(out, ch)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].cost != out[j].cost {
			return out[i].cost < out[j].cost
		}
		return out[i].tie < out[j].tie
	})
	return out
}

// say fills a remark's slots and holds it against the check.
func (c *composer) say(ch choiceOf) Line {
	f, ok := compiled(ch.words)
	if !ok {
		return Line{}
	}
	values := c.slotValues(f, ch.offer)
	said, ok := f.fill(values)
	if !ok || c.spoken[said] || !fluent(said, c.lang) {
		return Line{}
	}
	return c.line(Line{Kind: Remark, Host: ch.host, Form: ch.form, Text: said}, ch.offer.about...)
}

// spoke remembers what was said.
func (c *composer) spoke(situation string, words ...string) {
	for _, w := range words {
		c.spoken[w] = true
	}
	if c.taken == nil {
		c.taken = map[string]int{}
	}
	c.taken[situation]++
}

// slotValues are an offer's values, with what its lines themselves give: how
// many publishers they stand on, and how many days lie between their reports.
func (c *composer) slotValues(f form, o *offer) map[string]string {
	values := o.values
	for _, slot := range f.slots {
		if kind := slotKind(slot); kind != "count" && kind != "days" {
			continue
		}
		values = map[string]string{}
		for k, v := range o.values {
			values[k] = v
		}
		var printed []Printed
		for _, l := range o.about {
			printed = append(printed, l.Printed("", c.lang))
		}
		g := c.check.groundOf(printed)
		if n := len(g.publishers); n >= 2 {
			values["n"] = countText(n, c.lang)
		}
		if n := g.days(); n >= 2 {
			values["days"] = countText(n, c.lang)
		}
		break
	}
	return values
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

func idsOf(about []Line) string {
	ids := make([]string, len(about))
	for i, l := range about {
		ids[i] = l.ID
	}
	return strings.Join(ids, " ")
}

// lot orders what costs the same by a number that differs between stories, so
// that a front page full of digests does not speak with one phrase.
func (c *composer) lot(use string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%s\x00%d", c.in.Story.ID, use, c.in.Salt)
	x := h.Sum64()
	x ^= x >> 33 // FNV alone leaves near words near each other
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}
