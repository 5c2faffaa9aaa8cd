package digest

import (
	"sort"

	"kiku/internal/claim"
)

// openings are what the announcer may begin with: what the whole story has that
// is special, else its field, else a plain welcome.
func (c *composer) openings(d *Digest) []offer {
	about := append(append([]Line{}, d.Points...), d.Headline)
	values := map[string]string{}
	if len(d.Disputes) > 0 && d.Disputes[0].About.Kind == Frame && issueFits(d.Disputes[0].About.Text, c.lang) {
		values["issue"] = d.Disputes[0].About.Text
	}
	if d.Grave {
		return []offer{{situation: "opening_grave", values: values, about: about}}
	}
	var out []offer
	add := func(situation string, when bool, lines ...Line) {
		if when {
			out = append(out, offer{situation: situation, values: values, about: append(lines, about...), rank: 0.6 * float64(len(out))})
		}
	}
	kinds := map[claim.Kind]bool{}
	for _, diff := range d.Disputes {
		kinds[diff.Kind] = true
	}
	add("opening_change", c.traits.change)
	add("opening_dispute", kinds[claim.Conflict])
	if span := c.span(d); span != nil && len(c.in.Story.Events) >= 4 {
		// The days are those between the first and the last moment, no others.
		out = append(out, offer{situation: "opening_long", about: span, rank: 0.6 * float64(len(out))})
	}
	add("opening_update", kinds[claim.Update])
	add("opening_sides", c.traits.sides)
	add("opening_many", len(d.Sources.Publishers) >= 6, d.Stand...)
	if len(d.Sources.Publishers) == 2 {
		pair := map[string]string{"publisher": d.Sources.Publishers[0].Name, "publisher2": d.Sources.Publishers[1].Name}
		out = append(out, offer{situation: "opening_pair", values: pair, about: append(append([]Line{}, d.Stand...), about...), rank: 0.6 * float64(len(out))})
	}
	add("opening_new", d.AsOf.Sub(d.Since) < day)
	rank := float64(len(out))
	out = append(out, offer{situation: "opening_" + string(d.Category), values: values, about: about, rank: rank + 1})
	return append(out, offer{situation: "opening", values: values, about: about, rank: rank + 1.5})
}

// longStory is from how many days a story is called long.
const longStory = 14

// span returns the first and the last moment of a story that is told over long.
func (c *composer) span(d *Digest) []Line {
	if len(d.Timeline) < 2 || d.AsOf.Sub(d.Since) < longStory*day {
		return nil
	}
	first, last := d.Timeline[0].Line, d.Timeline[len(d.Timeline)-1].Line
	if len(first.Cites) != 1 || len(last.Cites) != 1 {
		return nil
	}
	return []Line{first, last}
}

// conclusions are what the announcer may end with.
func (c *composer) conclusions(d *Digest) []offer {
	about := append(append([]Line{}, d.Ending...), d.Open...)
	values := map[string]string{}
	for _, diff := range d.Disputes {
		if diff.Kind == claim.Conflict && diff.About.Kind == Frame && issueFits(diff.About.Text, c.lang) {
			values["issue"] = diff.About.Text
			break
		}
	}
	if d.Grave {
		return []offer{{situation: "conclusion_grave", values: values, about: about}}
	}
	var out []offer
	add := func(situation string, when bool, lines []Line) {
		if when {
			out = append(out, offer{situation: situation, values: values, about: lines, rank: 0.6 * float64(len(out))})
		}
	}
	add("conclusion_open", len(printable(d.Open)) > 0, d.Open)
	add("conclusion_change", c.traits.change, about)
	add("conclusion_dispute", c.traits.conflict, about)
	add("conclusion_sides", c.traits.sides, about)
	add("conclusion_long", d.AsOf.Sub(d.Since) >= longStory*day && len(d.Pages) >= 2, about)
	add("conclusion_short", len(d.Pages) == 1 && len(d.Pages[0].Sections) == 1, about)
	return append(out, offer{situation: "conclusion", values: values, about: about, rank: float64(len(out)) + 0.5})
}

// leads are what the announcer may say before the cards of a section.
func (c *composer) leads(d *Digest, s, before *Section, n int, left []offer) []offer {
	about := []Line{s.Heading, s.Question, s.Answer}
	values := map[string]string{}
	for _, card := range s.Cards {
		about = append(about, card.Title)
	}
	if len(s.Cards) > 0 {
		values["date"], values["publisher"] = dayText(s.Cards[0].Published, c.lang), s.Cards[0].Publisher
	}
	if f, ok := compiled(formText(c.lang, s.Question.Form)); ok {
		if v, ok := f.values(s.Question.Text); ok && namesOne(v["actor"], c.lang) {
			values["actor"] = v["actor"]
		}
	}
	var out []offer
	add := func(situation string, when bool, lines []Line) {
		if when {
			out = append(out, offer{situation: situation, values: values, about: lines, rank: 0.8 * float64(len(out))})
		}
	}
	if n == 1 && before != nil && len(before.Cards) > 0 && len(s.Cards) > 0 && s.Date.Before(c.in.Story.Last.Add(-2*day)) {
		// from the newest back to the beginning
		add("rewind", true, []Line{before.Cards[len(before.Cards)-1].Title, s.Cards[0].Title})
		out = append(out, offer{situation: "lead_next", values: values, about: about, rank: 8})
		return out
	}
	has := map[string]offer{}
	for _, o := range left {
		has[o.situation] = o
	}
	if o, ok := has["gap"]; ok && n > 1 {
		add("lead_gap", true, o.about)
	}
	add("lead_many", has["many"].situation != "", about)
	add("lead_single", has["single"].situation != "", about)
	add("lead_echo", has["echo"].situation != "", about)
	add("lead_voices", has["voices"].situation != "", about)
	add("lead_numbers", has["figure"].situation+has["money"].situation+has["percent"].situation+has["vast"].situation != "", about)
	add("lead_words", values["actor"] != "", about)
	last := d.Pages[len(d.Pages)-1].Sections
	add("lead_last", n > 1 && s.Event == last[len(last)-1].Event && s.Heading.ID == last[len(last)-1].Heading.ID, about)
	add("lead_next", n > 0, about)
	add("lead", n == 0, about)
	return out
}

// soberGuest and graveGuest are the situations that guests speak to where jokes
// would be out of place, and where people died or suffer.
var (
	soberGuest = map[string]bool{"correction": true, "dispute": true, "update": true, "change": true, "agreement": true, "vote": true, "court": true,
		"silence": true, "soon": true, "deadline": true, "hearsay": true, "refusal": true, "denial": true, "condition": true, "demand": true, "warning": true,
		"proposal": true, "opposition": true, "support": true, "criticism": true, "quote": true, "voices": true, "gap": true, "single": true, "many": true}
	graveGuest = map[string]bool{"dispute": true, "update": true, "silence": true, "hearsay": true}
)

// guestOffers are what a guest may close a section with.
func (c *composer) guestOffers(d *Digest, s *Section, offers []offer) []offer {
	body := append(append(c.bodyLines(d, s), s.Answer), s.Narrative...)
	var out []offer
	for _, o := range offers {
		if c.tone == light || c.tone == sober && soberGuest[o.situation] || c.tone == grave && graveGuest[o.situation] {
			out = append(out, o)
		}
	}
	values := map[string]string{}
	if len(offers) > 0 {
		for _, slot := range []string{"actor", "issue"} {
			values[slot] = offers[0].values[slot]
		}
	}
	plain := func(situation string, rank float64) {
		out = append(out, offer{situation: situation, values: values, about: body, rank: rank})
	}
	switch c.tone {
	case grave:
		if tolled(d) {
			plain("closing_toll", 3)
		}
		plain("closing_grave", 4)
	case sober:
		plain("closing_sober", 5)
	case light:
		for i, subject := range c.about(s) {
			plain(subject, 1.5+2*float64(i))
		}
		for _, o := range offers {
			if o.situation == "dispute" || o.situation == "change" || o.situation == "voices" {
				plain("reaction", 4) // people differ here
				break
			}
		}
		plain("closing", 7)
	}
	return out
}

// tolled reports whether a section asks how many came to harm: people were struck
// by something, and others help, wait and mourn.
func tolled(d *Digest) bool {
	for _, p := range d.Pages {
		for _, s := range p.Sections {
			if m := questionMeasure[s.Question.Form]; m != "" && m != "arrest" {
				return true
			}
		}
	}
	return false
}

// exchange lets a guest ask and another host answer: as in the edition before on
// the very same lines, else where a story's lot falls to it and there is one that
// no other digest of the site has. It reports whether they spoke.
func (c *composer) exchange(s *Section, offers []offer) bool {
	for i := range offers {
		offers[i].about = printable(offers[i].about)
	}
	for i := range offers {
		o := &offers[i]
		ids := idsOf(o.about)
		for _, x := range c.in.Hosts.Exchanges {
			if c.before[x.Asks+"\x00"+formID(x.Ask)+"\x00"+ids] && x.Lang == c.lang && x.On == o.situation && c.talk(s, x, o) {
				return true
			}
		}
	}
	if c.lot("exchange"+s.Heading.ID)%2 == 0 {
		return false
	}
	for _, o := range offers {
		if c.before[idsOf(o.about)] {
			return false // a guest closed it alone before
		}
	}
	for i := range offers {
		if len(offers[i].about) > 0 && c.newExchange(s, &offers[i]) {
			return true
		}
	}
	return false
}

// newExchange is an exchange on an offer that is heard nowhere yet.
func (c *composer) newExchange(s *Section, o *offer) bool {
	var list []Exchange
	for _, x := range c.in.Hosts.Exchanges {
		if x.Lang == c.lang && x.On == o.situation && c.free(x.Ask) && c.free(x.Reply) {
			list = append(list, x)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return c.lot(list[i].Ask) < c.lot(list[j].Ask) })
	for _, x := range list {
		if c.talk(s, x, o) {
			return true
		}
	}
	return false
}

func (c *composer) free(words string) bool {
	return !c.spoken[words] && c.elsewhere[formID(words)] == 0
}

// talk prints a question and its answer, both or none.
func (c *composer) talk(s *Section, x Exchange, o *offer) bool {
	ask := c.say(choiceOf{host: x.Asks, words: x.Ask, form: formID(x.Ask), offer: o})
	if ask.IsZero() {
		return false
	}
	also := *o
	also.about = append(append([]Line{}, o.about...), ask)
	reply := c.say(choiceOf{host: x.Replies, words: x.Reply, form: formID(x.Reply), offer: &also})
	if reply.IsZero() {
		delete(c.ids, ask.ID)
		return false
	}
	s.Closing, s.Reply = ask, reply
	c.spoke(o.situation, x.Ask, x.Reply, ask.Text, reply.Text)
	return true
}
