package eval

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"kiku/internal/digest"
)

// neighbours is how many headlines above and below one a reader of a front page
// takes in with it.
const neighbours = 10

// stockForms are forms of headlines, open lines and teasers that any story could
// have; "" is a title without a question.
var stockForms = regexp.MustCompile(`^$|^heading\.matter$|^(headline|stand)\.(dispute|change|grave|sides|long|plain|actor)\.\d$|^next\.\d$`)

// headingFigures measure what stands over a digest and its sections: the share of
// headlines, open lines and teasers that ask for something of their own and not what
// any story could be asked, of headlines whose second half no neighbour on the front
// page has, of those within the length, of headings that say more than who speaks,
// and of those that neither the headline nor another heading has. The digests are
// told one after the other, as the pipeline tells them.
func headingFigures(s toldSet) []Figure {
	var stock, open, next, long, again, headings, words, same, n, opens, nexts int
	last := map[string][]string{}
	for _, d := range oneByOne(s) {
		n++
		stock += count(stockForms.MatchString(d.Headline.Form))
		long += count(utf8.RuneCountInString(d.Headline.Text) > map[string]int{"ja": 60, "en": 110}[d.Lang])
		half := secondHalf(d.Headline.Text)
		above := last[d.Lang]
		for _, h := range above[max(0, len(above)-neighbours):] {
			if h == half && half != "" {
				again++
				break
			}
		}
		last[d.Lang] = append(above, half)
		if k := len(d.Stand); k > 0 && len(d.Stand[k-1].Form) > 0 {
			opens++
			open += count(stockForms.MatchString(d.Stand[k-1].Form))
		}
		seen := map[string]bool{firstHalf(d.Headline.Text): true}
		for _, p := range d.Pages {
			for _, sec := range p.Sections {
				headings++
				words += count(sec.Heading.Form == "heading.actor" || sec.Heading.Form == "heading.say")
				key := strings.ToLower(sec.Heading.Text)
				same += count(seen[key])
				seen[key] = true
			}
			if !p.Next.IsZero() {
				nexts++
				next += count(stockForms.MatchString(p.Next.Form))
			}
		}
	}
	return []Figure{
		{"headline_own", 1 - share(stock, n), n}, {"headline_once", 1 - share(again, n), n}, {"headline_fits", 1 - share(long, n), n},
		{"open_own", 1 - share(open, opens), opens}, {"next_own", 1 - share(next, nexts), nexts},
		{"heading_event", 1 - share(words, headings), headings}, {"heading_once", 1 - share(same, headings), headings},
	}
}

// oneByOne composes the digests of a set again, each knowing what those before it
// say.
func oneByOne(s toldSet) []digest.Digest {
	list := append([]telling(nil), s.tellings...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].d.AsOf.Before(list[j].d.AsOf) })
	var spoken digest.Spoken
	var out []digest.Digest
	for _, t := range list {
		t.in.Spoken = spoken.Elsewhere
		d, err := digest.Compose(t.in)
		if err != nil {
			continue // it was composed before: never
		}
		spoken.Hear(&d)
		out = append(out, d)
	}
	return out
}

// firstHalf and secondHalf are the matter of a headline and its question.
func firstHalf(headline string) string {
	half := secondHalf(headline)
	return strings.ToLower(strings.TrimRight(strings.TrimSuffix(headline, half), ":　 "))
}

func secondHalf(headline string) string {
	for _, between := range []string{": ", "　"} {
		if i := strings.LastIndex(headline, between); i >= 0 && strings.ContainsAny(headline[i:], "?？") {
			return headline[i+len(between):]
		}
	}
	return ""
}
