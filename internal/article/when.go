package article

import (
	"slices"
	"time"

	htmldate "github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
)

// PageTimes returns when a page says its report was published and last changed,
// both zero when it does not. It is what FromPage asks, for pages whose text is
// of no interest. The error says that the page cannot be parsed.
func PageTimes(page []byte, pageURL string, told Told) (published, updated time.Time, err error) {
	doc, _, err := parsePage(decode(page[:min(len(page), maxPage)], told.ContentType))
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	seen := readDates(doc)
	prune(doc)
	w := seen.choose(readMeta(doc), readLinked(doc, pageURL), told, pageURL)
	return w.published, w.updated, nil
}

// times are when a report was published and last changed; zero where nothing
// says so. from names the witness of the first: feed, linked, meta, item,
// script, time, visible, address or search.
type times struct {
	published, updated time.Time
	from               string
}

// witness is one statement of a time.
type witness struct {
	stated
	from string
}

// choose decides when a report was published and last changed. The witnesses, best
// first: the feed; JSON-LD; meta elements; microdata; JSON-LD that cannot be
// parsed; <time> elements; the visible text near the headline; the address; data
// in scripts; last a search of the whole page. One that knows only the day is
// completed by the next that knows the time of that day, and one without a zone by
// another that prints the same clock with one.
func (d *dates) choose(m meta, ld linked, told Told, pageURL string) times {
	slashes := slashOrder(m, ld)
	var all, changed []witness
	say := func(to *[]witness, from string, stated ...string) {
		for _, s := range stated {
			if w, err := readStated(s, slashes); err == nil {
				*to = append(*to, witness{w, from})
			}
		}
	}
	say(&all, "linked", ld.published)
	if ld.published == "" {
		say(&all, "linked", d.linkedTimes()...)
	}
	for _, name := range publishedNames {
		say(&all, "meta", m.all[name]...)
	}
	say(&all, "item", m.items["datepublished"]...)
	all = withFeed(all, told)
	all = append(all, d.elementTimes(slashes)...)
	if !anyClock(all) {
		// The page says the day at most: look at what readers see, which takes
		// longer, at the address, and at what scripts know.
		published, changedAt := d.visible(slashes)
		all = append(all, published...)
		if w, ok := addressDate(pageURL); ok {
			all = append(all, w)
		}
		say(&all, "script", d.scriptTimes()...)
		if len(all) == 0 {
			all = append(all, changedAt...)
		}
	}
	if len(all) == 0 {
		say(&all, "search", d.search(pageURL))
	}
	if !told.Updated.IsZero() {
		changed = append(changed, witness{stated{at: told.Updated, clock: true, zoned: true}, "feed"})
	}
	say(&changed, "linked", ld.updated)
	for _, name := range updatedNames {
		say(&changed, "meta", m.all[name]...)
	}
	say(&changed, "item", m.items["datemodified"]...)
	zone := pageZone(m, ld, pageURL)
	t := times{published: settleWitness(pick(all), all, changed, zone), updated: settleWitness(pick(changed), changed, all, zone)}
	if len(all) > 0 {
		t.from = pick(all).from
	}
	return t
}

// withFeed adds what the feed said: before all others, but behind those that
// tell an earlier moment when the feed knows one time only, which may be that of
// the last change (Atom demands that one alone). Midnight is a day without a time.
func withFeed(all []witness, told Told) []witness {
	at := told.Published
	if at.IsZero() {
		return all
	}
	hour, minute, second := at.Clock()
	feed := witness{stated{at: at, clock: hour+minute+second > 0, zoned: true}, "feed"}
	if at.Equal(told.Updated) && slices.ContainsFunc(all, func(w witness) bool {
		return w.clock && w.zoned && (w.from == "linked" || !isUTC(w.at)) && w.at.Before(at)
	}) {
		return append(all, feed)
	}
	return append([]witness{feed}, all...)
}

// clockOf finds the witness that knows the time of a day. Data in scripts is often
// of other reports, too: it counts only where all of it that tells of that day
// agrees.
func clockOf(day witness, all []witness, zone *time.Location) (found witness, ok bool) {
	for _, o := range all {
		switch {
		case !o.clock || !sameDay(o.in(zone), day.at):
		case o.from != "script":
			return o, true
		case !ok:
			found, ok = o, true
		case !o.at.Equal(found.at):
			return witness{}, false
		}
	}
	return found, ok
}

func anyClock(all []witness) bool {
	return slices.ContainsFunc(all, func(w witness) bool { return w.clock })
}

// pick chooses among witnesses in order of trust.
func pick(all []witness) witness {
	if len(all) == 0 {
		return witness{}
	}
	return all[0]
}

// settleWitness is the moment that a witness means: with the clock of another one
// when it knows only the day, and with the zone of another one that prints the
// same clock, or else of the page.
func settleWitness(w witness, all, others []witness, zone *time.Location) time.Time {
	if w.at.IsZero() {
		return time.Time{}
	}
	if !w.clock {
		if o, ok := clockOf(w, all, zone); ok {
			w = o
		}
	}
	if w.clock && (!w.zoned || isUTC(w.at) && w.from != "linked") { // JSON-LD is taken at its word
		for _, o := range append(append([]witness(nil), all...), others...) {
			switch {
			case !o.clock || !sameClock(o.at, w.at) || w.from == "feed":
			case o.zoned && (!w.zoned || !isUTC(o.at)):
				// Programs put a Z behind local time more often than two moments of one
				// page agree to the minute in two zones.
				return o.at
			case !o.zoned && w.zoned && zone != time.UTC:
				return o.in(zone)
			}
		}
	}
	if !w.zoned {
		// Another witness of the same page tells the page's zone.
		for _, o := range append(append([]witness(nil), all...), others...) {
			if _, offset := o.at.Zone(); o.zoned && offset != 0 && o.from != "feed" {
				return w.in(o.at.Location())
			}
		}
	}
	return w.in(zone)
}

func isUTC(at time.Time) bool {
	_, offset := at.Zone()
	return offset == 0
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

func sameClock(a, b time.Time) bool {
	const clock = "2006-01-02 15:04"
	return a.Format(clock) == b.Format(clock)
}

// publishedNames are the meta elements that hold the publication time, best
// first, and updatedNames those of the last change.
var (
	publishedNames = []string{
		"article:published_time", "og:article:published_time", "article:published", "article:published:time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "publish-date",
		"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "iso-8601-publish-date", "published_time", "published-date", "published_date", "article.published", "article.created",
		"article_date_original", "rnews:datepublished", "bt:pubdate", "originalpublicationdate", "shareaholic:article_published_time", "vr:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
		"dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "dcterms.available", "dcsext.articlefirstpublished", "date_published", "displaydate", "datecreated", "date.created", "created", "date", "dc.issued", "gentime", "weibo:article:create_at", "release_date", "creationdatetime", "article_publish_date", "og:pubdate", "og:date", "timestamp",
	}
	updatedNames = []string{"article:modified_time", "article:modified", "article:modified:time", "og:updated_time", "og:modified_time", "lastmod", "last-modified", "datemodified", "date.modified", "dcterms.modified", "dc.date.modified", "article:updated_time", "revision_date", "modified", "updated_time", "last_modified"}
)

// search looks for a date all over the page, as htmldate does: it knows days
// only. It is asked when nothing else has spoken.
func (d *dates) search(pageURL string) string {
	if d.elements > maxElements {
		return ""
	}
	found, err := htmldate.FromDocument(d.doc, htmldate.Options{
		URL: pageURL, UseOriginalDate: true,
		// Without bounds of its own the library would ask the clock.
		MinDate: time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC), MaxDate: time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil || found.IsZero() || found.DateTime.YearDay() == 1 {
		return "" // the first of January is what it makes of a year alone
	}
	return found.Format(time.DateOnly)
}

// readDates collects what a page shows of dates, before anything is pruned: data
// in scripts, <time> elements and the visible text.
func readDates(doc *html.Node) *dates {
	d := &dates{doc: doc, names: map[string][2]bool{}}
	d.walk(doc, place{}, 0)
	return d
}
