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
	add("opening_change", true)
	add("opening_dispute", kinds[claim.Conflict])
	if span := c.span(d); span != nil && len(c.in.Story.Events) >= 4 {
		out = append(out, offer{situation: "opening_long", about: span, rank: 0.6 * float64(len(out))})
	}
	add("opening_update", kinds[claim.Update])
	add("opening_sides", true)
	add("opening_many", len(d.Sources.Publishers) >= 6, d.Stand...)
	if len(d.Sources.Publishers) == 2 && namesPublisher(d.Sources.Publishers[0].Name) && namesPublisher(d.Sources.Publishers[1].Name) {
		pair := map[string]string{"publisher": d.Sources.Publishers[0].Name, "publisher2": d.Sources.Publishers[1].Name}
		out = append(out, offer{situation: "opening_pair", values: pair, about: append(append([]Line{}, d.Stand...), about...), rank: 0.6 * float64(len(out))})
	}
	add("opening_new", d.AsOf.Sub(d.Since) < day)
	rank := float64(len(out))
	if c.tone != light && (d.Category == Culture || d.Category == Sport || d.Category == Science) {
		return append(out, offer{situation: "opening", values: values, about: about, rank: rank + 1})
	}
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
	add("conclusion_change", true, about)
	add("conclusion_dispute", true, about)
	add("conclusion_sides", true, about)
	add("conclusion_long", d.AsOf.Sub(d.Since) >= longStory*day && len(d.Pages) >= 2, about)
	add("conclusion_short", len(d.Pages) == 1 && len(d.Pages[0].Sections) == 1, about)
	return append(out, offer{situation: "conclusion", values: values, about: about, rank: float64(len(out)) + 0.5})
}

// leads are what the announcer may say before the cards of a section, i of its
// page and n of the digest: that the story turns back or goes on, after how long a
// pause, that the text is an agency's.
func (c *composer) leads(d *Digest, s *Section, i, n int, offers []offer) []offer {
	if n == 0 {
		return nil // the opening stands right above
	}
	about := []Line{s.Heading, s.Question, s.Answer}
	values := map[string]string{}
	for _, card := range s.Cards {
		about = append(about, card.Title)
	}
	if len(s.Cards) > 0 {
		values["date"] = dayText(s.Cards[0].Published, c.lang)
		if namesPublisher(s.Cards[0].Publisher) {
			values["publisher"] = s.Cards[0].Publisher
		}
	}
	var out []offer
	add := func(situation string, when bool, lines []Line) {
		if when {
			out = append(out, offer{situation: situation, values: values, about: lines, rank: 0.8 * float64(len(out))})
		}
	}
	before := c.spot.before
	if before != nil && len(before.Cards) > 0 && len(s.Cards) > 0 {
		titles := []Line{before.Cards[len(before.Cards)-1].Title, s.Cards[0].Title}
		add("lead_gap", true, titles)
		add("rewind", n == 1 || i == 0, titles)
		add("onwards", i == 0, titles)
	}
	for _, o := range offers {
		if o.situation == "echo" {
			add("lead_echo", true, about)
		}
	}
	return out
}

// soberGuest and graveGuest are the situations that guests speak to where jokes
// would be out of place, and where people died or suffer.
var (
	soberGuest = map[string]bool{"correction": true, "dispute": true, "update": true, "change": true, "agreement": true, "vote": true, "court": true,
		"silence": true, "soon": true, "deadline": true, "hearsay": true, "refusal": true, "denial": true, "condition": true, "demand": true, "warning": true,
		"proposal": true, "opposition": true, "support": true, "criticism": true, "voices": true, "single": true}
	graveGuest = map[string]bool{"dispute": true, "update": true, "silence": true, "hearsay": true}
)

// guestOffers are what a guest may close a section with.
func (c *composer) guestOffers(s *Section, offers []offer) []offer {
	var out []offer
	for _, o := range offers {
		if c.tone == light || c.tone == sober && soberGuest[o.situation] || c.tone == grave && graveGuest[o.situation] {
			out = append(out, o)
		}
	}
	if c.tone == light {
		body := append(append([]Line{}, c.bodyOf(s)...), s.Narrative...)
		for i, subject := range about(s) {
			out = append(out, offer{situation: subject, about: body, rank: 1.5 + 2*float64(i)})
		}
	}
	return out
}

// bodyOf are the answer and the points of a section.
func (c *composer) bodyOf(s *Section) []Line {
	out := []Line{s.Answer}
	for _, card := range s.Cards {
		out = append(out, card.Points...)
	}
	return out
}

func cardTitles(s *Section) []Line {
	var out []Line
	for _, card := range s.Cards {
		out = append(out, card.Title)
	}
	return out
}

// farewells are what a guest may say where nothing is special.
func (c *composer) farewells(d *Digest, s *Section) []offer {
	body := append(c.bodyOf(s), s.Narrative...)
	var out []offer
	values := map[string]string{}
	if f, ok := compiled(formText(c.lang, s.Question.Form)); ok {
		if v, ok := f.values(s.Question.Text); ok && namesOne(v["actor"], c.lang) {
			values["actor"] = v["actor"]
		}
	}
	plain := func(situation string) {
		out = append(out, offer{situation: situation, values: values, about: append(body, s.Question), rank: float64(len(out))})
	}
	switch c.tone {
	case grave:
		if tolled(d) {
			plain("closing_toll")
		}
		plain("closing_grave")
	case sober:
		for _, l := range append(cardTitles(s), s.Heading, s.Answer) { // an arrest is no reason to be moved
			if harmed(l.Text, c.lang) {
				plain("closing_sober")
				break
			}
		}
	case light:
		plain("reaction")
		plain("closing")
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
// no other digest of the site has. It returns the situation they spoke to, "" where
// they did not.
func (c *composer) exchange(s *Section, offers []offer) string {
	for i := range offers {
		offers[i].about = printable(offers[i].about)
	}
	for i := range offers {
		o := &offers[i]
		ids := idsOf(o.about)
		for _, x := range c.in.Hosts.Exchanges {
			if c.before[x.Asks+"\x00"+formID(x.Ask)+"\x00"+ids] && x.Lang == c.lang && x.On == o.situation && c.talk(s, x, o) {
				return o.situation
			}
		}
	}
	if c.lot("exchange"+s.Heading.ID)%2 == 0 {
		return ""
	}
	for _, o := range offers {
		if c.before[idsOf(o.about)] {
			return "" // a guest closed it alone before
		}
	}
	for i := range offers {
		if len(offers[i].about) > 0 && c.newExchange(s, &offers[i]) {
			return offers[i].situation
		}
	}
	return ""
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
