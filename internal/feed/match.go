package feed

import (
	"strconv"
	"strings"
	"time"
)

// Known is an item of a feed that was seen before. Several may have one Key:
// an item under its earlier ids, addresses and titles.
type Known struct {
	Key   string // identity within the feed, as Match gave it
	GUID  string
	URL   string // canonical where the store knows it
	Title string
	Seen  time.Time // when it was last announced
}

// Match is an item with its identity within its feed.
type Match struct {
	Item Item
	Key  string // never changes; use it within this feed only
	New  bool   // not among the known ones
	Why  string // "guid", "url", "title", "twice" (in this document), or "new"
}

// Match tells which items of one document are known and which are new. Keys
// are meant within one feed: another feed's items never count, so that no feed
// can touch what another announced.
//
// No single field identifies an item in all feeds: ids are missing, repeated or
// new at every visit; addresses change with trackers, schemes and titles; titles
// are corrected, and some come back every day. So the evidence is weighed: an id
// and an address count when they are not shared by different items, a title
// and the time of publication tell for and against. The order of choice is the
// id, the address, then the title together with the time. A title alone counts
// only when most of a document has come back under new ids and addresses, as
// after a change of the publisher's system. In doubt an item is new: one told
// twice is a nuisance, a lost one is a loss.
func (m Memory) Match(known []Known, items []Item) []Match {
	w := newMatcher(m.Policy, known, items)
	for i := range items {
		w.twice(i)
	}
	w.claim()
	w.byTitle()
	out := make([]Match, len(items))
	for i, it := range items {
		if first := w.same[i]; first >= 0 {
			out[i] = Match{Item: it, Key: out[first].Key, Why: "twice"}
			continue
		}
		if k := w.got[i]; k != "" {
			out[i] = Match{Item: it, Key: k, Why: w.why[i]}
			continue
		}
		out[i] = Match{Item: it, Key: w.newKey(i), New: true, Why: "new"}
	}
	return out
}

// trait is what identifies an item, made comparable.
type trait struct {
	guid, url, title string
	part             string // of the page, as id or address name it
	minute           int64  // of publication since 1970; 0 for none
}

func traitOf(guid, address, title string, published time.Time) trait {
	t := trait{guid: strings.TrimSpace(guid), url: placeOf(address), title: titleKey(title)}
	_, t.part, _ = strings.Cut(address, "#")
	if isWeb(t.guid) {
		if _, part, ok := strings.Cut(t.guid, "#"); ok {
			t.part = part
		}
		t.guid = placeOf(t.guid)
	}
	if !published.IsZero() {
		t.minute = published.Unix() / 60
	}
	return t
}

// matcher holds what is known and what a document has, by each trait.
type matcher struct {
	policy Policy
	known  []trait
	keys   []string // of known
	items  []trait
	byGUID map[string][]int // places in known
	byURL  map[string][]int
	taken  map[string]int // key to the item that has it
	nGUID  map[string]int // different items of the document with one id
	nURL   map[string]int
	got    []string // key of each item; "" for none so far
	why    []string
	same   []int           // an earlier item of the document that is the same; -1 for none
	old    map[string]bool // keys of known
	seen   map[string]int
}

func newMatcher(p Policy, known []Known, items []Item) *matcher {
	w := &matcher{
		policy: p, byGUID: make(map[string][]int), byURL: make(map[string][]int), taken: make(map[string]int),
		nGUID: make(map[string]int), nURL: make(map[string]int), seen: make(map[string]int), old: make(map[string]bool),
		got: make([]string, len(items)), why: make([]string, len(items)), same: make([]int, len(items)),
	}
	for i, k := range known {
		t := traitOf(k.GUID, k.URL, k.Title, time.Time{})
		t.minute = minuteOf(k.Key)
		w.known, w.keys = append(w.known, t), append(w.keys, k.Key)
		w.old[k.Key] = true
		if t.guid != "" {
			w.byGUID[t.guid] = append(w.byGUID[t.guid], i)
		}
		if t.url != "" {
			w.byURL[t.url] = append(w.byURL[t.url], i)
		}
	}
	for _, it := range items {
		w.items = append(w.items, traitOf(it.GUID, it.URL, it.Title, it.Published))
	}
	return w
}

// twice finds out whether an item stands in the document already, and counts
// ids and addresses that different items share.
func (w *matcher) twice(i int) {
	t := w.items[i]
	w.same[i] = -1
	for _, mark := range []string{"g" + t.guid, "u" + t.url, "t" + t.title} {
		if len(mark) == 1 {
			continue
		}
		if j, ok := w.seen[mark]; !ok {
			w.seen[mark] = i
		} else if w.equal(w.items[j], t) && w.same[i] < 0 {
			w.same[i] = j
			if w.same[j] >= 0 {
				w.same[i] = w.same[j]
			}
		}
	}
	if w.same[i] < 0 {
		w.nGUID[t.guid]++
		w.nURL[t.url]++
	}
}

// equal reports whether two items of one document are one announced twice: the
// same address, and the same id or the same words at the same time.
func (w *matcher) equal(a, b trait) bool {
	if a.url != b.url {
		return a.url == "" && b.url == "" && a.guid == b.guid && a.title == b.title
	}
	if a.guid == b.guid {
		// Of a page that always shows the latest, and of parts of one page, titles
		// that are nearly the same are of two reports.
		own := a.part == b.part && (specific(a.url) || a.guid != a.url && a.guid != "")
		return a.title == b.title || own && alike(a.title, b.title) && sameTime(a, b) >= 0
	}
	return a.title == b.title && a.title != "" && specific(a.url) && sameTime(a, b) >= 0
}

// sameTime is 1 when two items were published within ten minutes of each other,
// -1 when they were not, 0 when one does not say.
func sameTime(a, b trait) int {
	switch d := a.minute - b.minute; {
	case a.minute == 0 || b.minute == 0:
		return 0
	case d <= 10 && d >= -10:
		return 1
	}
	return -1
}

// pair is an item and what is known, with the weight of the evidence that they
// are one.
type pair struct{ item, known, weight int }

// enough is the weight from which two are one. Worked out on the histories of
// the test, which are kinds that readers got wrong.
const enough = 6

// claim gives known keys to items, the best supported ones first; one key to one
// item.
func (w *matcher) claim() {
	var byWeight [24][]pair
	for i, t := range w.items {
		if w.same[i] >= 0 {
			continue
		}
		for _, k := range w.near(t) {
			if weight := min(w.weigh(t, w.known[k]), len(byWeight)-1); weight >= enough {
				byWeight[weight] = append(byWeight[weight], pair{i, k, weight})
			}
		}
	}
	for weight := len(byWeight) - 1; weight >= enough; weight-- {
		for _, p := range byWeight[weight] {
			key := w.keys[p.known]
			if _, ok := w.taken[key]; ok || w.got[p.item] != "" {
				continue
			}
			w.got[p.item], w.taken[key], w.why[p.item] = key, p.item, "url"
			if w.items[p.item].guid == w.known[p.known].guid && w.items[p.item].guid != "" {
				w.why[p.item] = "guid"
			}
		}
	}
}

// near returns the known ones with the id or the address of an item. Of an id
// that hundreds share only some are looked at: it tells nothing.
func (w *matcher) near(t trait) []int {
	const most = 50
	var out []int
	if t.guid != "" {
		list := w.byGUID[t.guid]
		out = append(out, list[max(0, len(list)-most):]...)
	}
	if t.url != "" {
		list := w.byURL[t.url]
		out = append(out, list[max(0, len(list)-most):]...)
	}
	return out
}

// weigh returns how much speaks for an item being a known one.
func (w *matcher) weigh(t, k trait) int {
	weight, own := 0, false // own: not shared with other items
	if t.guid != "" && t.guid == k.guid {
		switch {
		case w.policy.By == "url" || w.nGUID[t.guid] > 1 || w.keysOf(w.byGUID[t.guid]) > 1:
			weight += 2 // shared by different items
		case t.guid == t.url:
			weight++ // an id that is the address says nothing more
		default:
			weight, own = weight+7, true
		}
	}
	if t.url != "" && t.url == k.url {
		switch {
		case w.nURL[t.url] > 1 || w.keysOf(w.byURL[t.url]) > 1:
			weight += 2
		case specific(t.url):
			weight, own = weight+10, true
		case t.title == k.title:
			weight, own = weight+3, true
		default:
			weight++ // a page that may show something else each time
		}
	}
	switch {
	case t.title == "" || k.title == "":
	case t.title == k.title:
		weight += 4
	case own && alike(t.title, k.title):
		weight += 2
	default:
		weight--
	}
	switch sameTime(t, k) {
	case 1:
		weight += 3
	case -1:
		weight -= 3
		if t.url != k.url || !specific(t.url) {
			weight -= 2
		}
	}
	return weight
}

// keysOf counts the different keys of known ones, up to two.
func (w *matcher) keysOf(list []int) int {
	for _, k := range list {
		if w.keys[k] != w.keys[list[0]] {
			return 2
		}
	}
	return min(len(list), 1)
}

// byTitle looks at the items that have a new id and a new address. One that has
// the words and the time of publication of a known one is that. So are all with
// the words of a known one when they are most of the document.
func (w *matcher) byTitle() {
	byTitle := make(map[string]int)
	for k, t := range w.known {
		if _, ok := w.taken[w.keys[k]]; ok || len([]rune(t.title)) < 8 {
			continue
		}
		if j, twice := byTitle[t.title]; twice && (j < 0 || w.keys[j] != w.keys[k]) {
			byTitle[t.title] = -1 // a title that comes back tells nothing
			continue
		}
		byTitle[t.title] = k
	}
	open, found, with := 0, 0, 0
	for i, t := range w.items {
		if w.got[i] != "" || w.same[i] >= 0 {
			with++
			continue
		}
		open++
		if k, ok := byTitle[t.title]; ok && k >= 0 {
			found++
		}
	}
	most := found >= 3 && found*2 >= open && open > with
	for i, t := range w.items {
		k, ok := byTitle[t.title]
		if !ok || k < 0 || w.got[i] != "" || w.same[i] >= 0 {
			continue
		}
		when := sameTime(t, w.known[k])
		if _, taken := w.taken[w.keys[k]]; !taken && (when == 1 || when == 0 && (most || w.policy.By == "title")) {
			w.got[i], w.why[i] = w.keys[k], "title"
			w.taken[w.keys[k]] = i
		}
	}
}

// newKey makes the key of a new item: from its id when that is its own, else
// from its address, else from its words. The minute of publication is part of
// it, so that the time at which an item was first dated is never forgotten.
func (w *matcher) newKey(i int) string {
	t := w.items[i]
	base := "t" + hash36(t.title+"\x00"+t.url+"\x00"+t.guid)
	switch {
	case t.guid != "" && w.nGUID[t.guid] == 1 && w.policy.By != "url":
		base = "g" + hash36(t.guid)
	case t.url != "" && w.nURL[t.url] == 1:
		base = "u" + hash36(t.url)
	}
	if t.minute > 0 {
		base += "." + strconv.FormatInt(t.minute, 36)
	}
	key := base
	for n := 2; w.used(key); n++ {
		key = base + "~" + strconv.Itoa(n)
	}
	w.taken[key] = i
	return key
}

func (w *matcher) used(key string) bool {
	_, ok := w.taken[key]
	return ok || w.old[key]
}

// minuteOf reads the minute of publication out of a key; 0 for none.
func minuteOf(key string) int64 {
	key, _, _ = strings.Cut(key, "~")
	i := strings.LastIndexByte(key, '.')
	if i < 0 || len(key)-i > 8 || i > 20 {
		return 0
	}
	n, err := strconv.ParseInt(key[i+1:], 36, 64)
	if err != nil {
		return 0
	}
	return n
}

// MaxFresh is how many new items of one feed are taken within an hour.
const MaxFresh = 200

// Quarantine divides the new items of one visit into those to take and those
// to hold back for the owner to look at, when the feed announces far more than
// a newspaper does. announcedLastHour is how many new ones of this feed were
// taken within the hour before.
func Quarantine(announcedLastHour int, fresh []Match) (take, hold []Match) {
	n := min(max(MaxFresh-announcedLastHour, 0), len(fresh))
	return fresh[:n], fresh[n:]
}
