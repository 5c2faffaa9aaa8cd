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
// take up what is special about a section, a guest closes each light page. Where
// nothing is special, nobody says anything.
func (c *composer) speak(d *Digest) {
	if formText(c.lang, "q.what.1") == "" {
		return // no forms, no voices in this language
	}
	c.hear(d)
	announcer := c.in.Hosts.withRole(Announcer)
	c.spot = spot{c: c.check, d: d}
	c.tone = toneIn(d, nil)
	d.Opening = c.remark("opening", announcer, c.openings(d))
	n := 0
	for p := range d.Pages {
		n = c.onPage(d, p, n)
	}
	c.spot = spot{c: c.check, d: d}
	c.tone = toneIn(d, nil)
	d.Closing = c.remark("conclusion", announcer, c.conclusions(d))
}

// onPage speaks around the sections of a page, of which n stand before it, and
// returns how many stand before the next. A page without a guest gets one after
// its last section where it is light; elsewhere a digest gets one in all.
func (c *composer) onPage(d *Digest, p, n int) int {
	sections := d.Pages[p].Sections
	talked, heard := false, false // one exchange a page
	for i := range sections {
		c.spot.place(p, i, n)
		talked = c.around(d, &sections[i], i, n, talked) || talked
		heard = heard || !sections[i].Closing.IsZero()
		n++
	}
	if heard || len(sections) == 0 || c.tone != light && p < len(d.Pages)-1 {
		return n
	}
	last := &sections[len(sections)-1]
	last.Closing = c.remark("closing", c.guests(n), c.farewells(d, last))
	return n
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

// loud are situations of which the announcer speaks although something led in.
var loud = map[string]bool{"correction": true, "dispute": true, "rose": true, "fell": true, "update": true, "change": true, "silence": true, "apology": true}

// around speaks before and after one section, i of its page and n of the digest,
// and reports whether two hosts talked to each other there. Nothing is taken up
// twice, and the announcer speaks once: before the cards where the story turns
// back or the section is told by many, else after them of what is special. What
// is left is a guest's; the two take turns to choose.
func (c *composer) around(d *Digest, s *Section, i, n int, talked bool) bool {
	c.tone = toneIn(d, s)
	offers := c.occasions(d, s)
	announcer := c.in.Hosts.withRole(Announcer)
	s.Before = c.remark("before", announcer, c.leads(d, s, i, n, offers))
	said := ""
	after := offers
	if !s.Before.IsZero() {
		after = nil
		for _, o := range offers {
			if loud[o.situation] {
				after = append(after, o)
			}
		}
	}
	guestFirst := c.tone == light && (uint64(n)+c.vary("first"))%2 == 1
	exchanged := false
	if guestFirst {
		said, exchanged = c.closes(s, n, c.guestOffers(s, offers), talked)
	}
	var other string
	s.After, other = c.remarkOn("after", announcer, without(after, said))
	if !guestFirst {
		_, exchanged = c.closes(s, n, c.guestOffers(s, without(offers, other)), talked)
	}
	return exchanged
}

// closes lets a guest close a section, or two hosts talk there. It returns the
// situation spoken to and whether two talked.
func (c *composer) closes(s *Section, n int, offers []offer, talked bool) (string, bool) {
	if !talked && c.tone == light {
		if on := c.exchange(s, offers); on != "" {
			return on, true
		}
	}
	var said string
	s.Closing, said = c.remarkOn("closing", c.guests(n), offers)
	return said, false
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

// onlyOnce are situations that are worth a word once in a digest.
var onlyOnce = map[string]bool{"single": true, "voices": true, "echo": true, "percent": true, "agree": true, "earliest": true, "night": true}

// choices are the remarks that could be made, the cheapest first. What the
// edition before said of the very same lines costs nothing.
func (c *composer) choices(place string, hosts []Host, offers []offer) []choiceOf {
	var out []choiceOf
	for i := range offers {
		o := &offers[i]
		o.about = printable(o.about)
		if len(o.about) == 0 || onlyOnce[o.situation] && c.taken[o.situation] > 0 {
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
				again := place != "opening" && place != "conclusion" && c.elsewhere[ch.form] > 0
				ch.cost = o.rank + costElsewhere*float64(c.elsewhere[ch.form]) + costSameWords*float64(c.taken[o.situation])
				if h > 0 {
					ch.cost += costOtherTurn
				}
				if c.before[host.ID+"\x00"+ch.form+"\x00"+ids] {
					ch.cost, again = -1, false
				}
				if !again { // inside a digest rather nothing than what another has said
					out = append(out, ch)
				}
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
	l := c.line(Line{Kind: Remark, Host: ch.host, Form: ch.form, Text: said}, ch.offer.about...)
	if l.IsZero() {
		return l
	}
	at := c.spot
	at.about, at.said = ch.offer.about, said
	if at.proves(ch.offer.situation) != nil {
		delete(c.ids, l.ID)
		return Line{}
	}
	return l
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
