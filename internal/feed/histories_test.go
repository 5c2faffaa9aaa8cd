package feed_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kiku/internal/feed"
)

// told is a report of the world that a feed announces, as it is.
type told struct {
	n     int
	title string
	at    time.Time
}

// paper is a newspaper that writes three reports between two visits.
func paper(n int) told {
	things := []string{"水門の工事を再開", "路面電車が延伸へ", "給食費の見直しを要望", "灯台の修理が終わる", "林道で倒木、通行止め", "図書館の移転を説明", "夏祭りの日程を発表"}
	places := []string{"潮見町", "霧ヶ浦市", "大杉村", "白波区", "桐野市"}
	return told{n: n, title: fmt.Sprintf("%s、%s（%d月）", places[n%len(places)], things[(n/5)%len(things)], n%12+1) + strings.Repeat("続", n/84), at: noon.Add(time.Duration(n) * 97 * time.Minute)}
}

// plainly announces a report as a sound feed does.
func plainly(r told) feed.Item {
	return feed.Item{GUID: fmt.Sprintf("tag:shiomi.example,2025:report-%d", r.n), URL: fmt.Sprintf("https://shiomi.example/news/2025/%d.html", 20000+r.n), Title: r.title, Published: r.at}
}

// history says how a feed announces report r at visit v.
type history struct {
	name string
	as   func(r told, v int, i *feed.Item)
	all  func(v int, items []feed.Item) []feed.Item // changes the whole document
	size int                                        // reports in one document; 10 when 0
}

// histories are the ways in which feeds of the wild confuse readers.
var histories = []history{
	{name: "sound"},
	{name: "no ids", as: func(_ told, _ int, i *feed.Item) { i.GUID = "" }},
	{name: "no ids, no dates", as: func(_ told, _ int, i *feed.Item) { i.GUID, i.Published = "", time.Time{} }},
	{name: "each id twice", as: func(r told, _ int, i *feed.Item) { i.GUID = fmt.Sprint("id-", r.n/2) }},
	{name: "one id for all", as: func(_ told, _ int, i *feed.Item) { i.GUID = "https://shiomi.example/" }},
	{name: "one id for all, no dates", as: func(_ told, _ int, i *feed.Item) { i.GUID, i.Published = "rss", time.Time{} }},
	{name: "new ids each time", as: func(r told, v int, i *feed.Item) { i.GUID = fmt.Sprintf("%d-%d", v, r.n*7919) }},
	{name: "ids count the versions", as: func(r told, v int, i *feed.Item) { i.GUID = fmt.Sprintf("%s#%d", i.URL, v%3) }},
	{name: "trackers", as: func(_ told, v int, i *feed.Item) {
		i.URL += fmt.Sprintf("?utm_source=rss&utm_campaign=c%d", v)
		i.GUID = i.URL
	}},
	{name: "http and https", as: func(_ told, v int, i *feed.Item) {
		if v%2 == 1 {
			i.URL = strings.Replace(i.URL, "https:", "http:", 1)
		}
		i.GUID = i.URL
	}},
	{name: "www and not", as: func(_ told, v int, i *feed.Item) {
		if v%3 == 1 {
			i.URL = strings.Replace(i.URL, "//", "//www.", 1)
		}
		i.GUID = ""
	}},
	{name: "slashes and fragments", as: func(_ told, v int, i *feed.Item) {
		i.URL += []string{"", "/", "#top", "/#c"}[v%4]
		i.GUID = i.URL
	}},
	{name: "session in an unknown parameter", as: func(r told, v int, i *feed.Item) {
		i.URL += fmt.Sprintf("?rnd=%d", v*1000+r.n)
		i.GUID = i.URL
	}},
	{name: "titles corrected", as: func(r told, v int, i *feed.Item) {
		if v%4 == r.n%4 {
			i.Title += "【訂正あり】"
		}
	}},
	{name: "titles rewritten", as: func(r told, v int, i *feed.Item) {
		if v%5 == r.n%5 {
			i.Title = fmt.Sprintf("速報に続報、担当者が語る %d", r.n)
		}
	}},
	{name: "addresses follow the titles", as: func(r told, v int, i *feed.Item) {
		if v%5 == r.n%5 {
			i.Title = fmt.Sprintf("担当者が語る %d", r.n)
			i.URL = fmt.Sprintf("https://shiomi.example/news/tantousha-ga-kataru-%d", r.n)
		}
	}},
	{name: "new ids and addresses each time", as: func(r told, v int, i *feed.Item) {
		i.GUID = fmt.Sprintf("%d-%d", v, r.n)
		i.URL = fmt.Sprintf("https://shiomi.example/go/%d/%d", v*31, r.n*7919)
	}},
	{name: "moved to another system", as: func(r told, v int, i *feed.Item) {
		if v >= 10 {
			i.GUID, i.URL = fmt.Sprint("wp-", 90000+r.n), fmt.Sprintf("https://www.shiomi.example/archives/%d", 90000+r.n)
		}
	}},
	{name: "moved to another system, no dates", as: func(r told, v int, i *feed.Item) {
		i.Published = time.Time{}
		if v >= 10 {
			i.GUID, i.URL = fmt.Sprint("wp-", 90000+r.n), fmt.Sprintf("https://www.shiomi.example/archives/%d", 90000+r.n)
		}
	}},
	{name: "the same title each day", as: func(r told, _ int, i *feed.Item) {
		if r.n%3 == 0 {
			i.Title = "きょうの天気と波の高さ"
		}
	}},
	{name: "the same title each day, no dates", as: func(r told, _ int, i *feed.Item) {
		i.Published = time.Time{}
		if r.n%3 == 0 {
			i.Title = "きょうの天気と波の高さ"
		}
	}},
	{name: "the same title at one time", as: func(r told, _ int, i *feed.Item) {
		i.Title, i.Published = "町議会選挙の開票結果", noon.Add(time.Duration(r.n/6)*24*time.Hour)
	}},
	{name: "live report: one page", as: func(_ told, _ int, i *feed.Item) { i.URL = "https://shiomi.example/live/2025-taifu" }},
	{name: "all lead to the front page", as: func(_ told, _ int, i *feed.Item) { i.URL = "https://shiomi.example/" }},
	{name: "all lead to the front page, no ids", as: func(_ told, _ int, i *feed.Item) { i.URL, i.GUID = "https://shiomi.example/", "" }},
	{name: "only the latest, one address", size: 3, as: func(_ told, _ int, i *feed.Item) { i.GUID, i.URL = "latest", "https://shiomi.example/latest" }},
	{name: "only the latest, one id", size: 3, as: func(_ told, _ int, i *feed.Item) { i.GUID = "latest" }},
	{name: "in two sections", all: func(_ int, items []feed.Item) []feed.Item {
		for _, i := range items {
			i.GUID += "-sport"
			items = append(items, i)
		}
		return items
	}},
	{name: "withdrawn and posted again", all: func(v int, items []feed.Item) []feed.Item {
		if v%3 == 1 && len(items) > 4 {
			return append(append([]feed.Item(nil), items[:2]...), items[4:]...)
		}
		return items
	}},
	{name: "posted again under another id", as: func(_ told, v int, i *feed.Item) {
		if v%4 >= 2 {
			i.GUID += "-2"
		}
	}},
	{name: "dates of now", as: func(_ told, v int, i *feed.Item) { i.Published = noon.Add(time.Duration(v) * 5 * time.Hour) }},
	{name: "ids used again later", as: func(r told, _ int, i *feed.Item) { i.GUID = fmt.Sprint("slot-", r.n%12) }},
	{name: "new ids, corrected titles, new dates", as: func(r told, v int, i *feed.Item) {
		i.GUID, i.Published = fmt.Sprint(v, "/", r.n), i.Published.Add(time.Duration(v)*time.Hour)
		if v%2 == 1 {
			i.Title += "（更新）"
		}
	}},
	{name: "rewritten under new ids and dates", as: func(r told, v int, i *feed.Item) {
		i.GUID, i.Published = fmt.Sprint(v, "/", r.n), i.Published.Add(time.Duration(v)*time.Hour)
		if v%4 == r.n%4 {
			i.Title = fmt.Sprintf("担当者が語る %d", r.n)
		}
	}},
	{name: "short addresses, no ids, no dates", as: func(r told, _ int, i *feed.Item) {
		i.GUID, i.Published, i.URL = "", time.Time{}, fmt.Sprintf("https://shiomi.example/%c%c", 'a'+r.n%26, 'a'+r.n/26)
	}},
	{name: "dates without times", as: func(_ told, _ int, i *feed.Item) { i.Published = i.Published.Truncate(24 * time.Hour) }},
	{name: "new addresses each time, dates without times", as: func(r told, v int, i *feed.Item) {
		i.Published = i.Published.Truncate(24 * time.Hour)
		i.GUID, i.URL = "", fmt.Sprintf("https://shiomi.example/go/%d/%d", v*31, r.n*7919)
	}},
	{name: "oldest first", all: func(_ int, items []feed.Item) []feed.Item {
		out := make([]feed.Item, len(items))
		for n, i := range items {
			out[len(items)-1-n] = i
		}
		return out
	}},
	{name: "ids shared in some documents only", as: func(r told, v int, i *feed.Item) {
		if v%3 == 0 {
			i.GUID = fmt.Sprint("id-", r.n/2)
		}
	}},
}

// TestHistories reads each feed twenty times and counts what gets lost and what
// is taken for new again. The store is what a test needs of one.
func TestHistories(t *testing.T) {
	t.Parallel()
	lost, doubled := 0, 0
	for _, h := range histories {
		l, d := live(t, h)
		if l > 0 || d > 0 {
			t.Logf("%s: %d lost, %d doubled", h.name, l, d)
		}
		lost, doubled = lost+l, doubled+d
	}
	if len(histories) < 30 || lost > 0 || doubled > 1 {
		t.Errorf("%d histories: %d lost, %d doubled", len(histories), lost, doubled)
	}
}

// live reads one feed over twenty visits, three reports apart.
func live(t *testing.T, h history) (lost, doubled int) {
	t.Helper()
	size := h.size
	if size == 0 {
		size = 10
	}
	if size < 4 {
		size = 1
	}
	m := feed.Memory{}
	var known []feed.Known
	owner := map[string]int{} // key to the report that it was given to
	keys := map[int]map[string]bool{}
	for v := range 20 {
		step := 3
		if size == 1 {
			step = 1
		}
		newest := 10 + v*step
		var items []feed.Item
		of := map[string]int{} // title, time and address to report
		for n := newest; n > max(newest-size, -1); n-- {
			r := paper(n)
			i := plainly(r)
			if h.as != nil {
				h.as(r, v, &i)
			}
			items = append(items, i)
			of[fmt.Sprint(i.Title, i.Published, i.URL)] = n
		}
		if h.all != nil {
			items = h.all(v, items)
		}
		at := noon.Add(time.Duration(v) * 5 * time.Hour)
		for _, match := range m.Match(known, items) {
			n := of[fmt.Sprint(match.Item.Title, match.Item.Published, match.Item.URL)]
			if keys[n] == nil {
				keys[n] = map[string]bool{}
			}
			if who, ok := owner[match.Key]; ok && who != n && len(keys[n]) == 0 {
				lost++
			} else if !ok {
				owner[match.Key] = n
			}
			keys[n][match.Key] = true
			known = append(known, feed.Known{Key: match.Key, GUID: match.Item.GUID, URL: match.Item.URL, Title: match.Item.Title, Seen: at})
		}
		m, _ = m.After(feed.Outcome{At: at, Status: 200, Feed: &feed.Feed{Items: items}, BodyHash: fmt.Sprint(v), Address: here})
	}
	for _, k := range keys {
		doubled += len(k) - 1
	}
	return lost, doubled
}

// TestMatchStaysInItsFeed keeps two feeds apart that use the same ids.
func TestMatchStaysInItsFeed(t *testing.T) {
	t.Parallel()
	var items []feed.Item
	for n := range 1000 {
		items = append(items, plainly(paper(n)))
	}
	a := feed.Memory{}.Match(nil, items)
	b := feed.Memory{}.Match(nil, items) // another feed knows nothing of the first
	fresh := 0
	for i := range a {
		if a[i].New {
			fresh++
		}
		if b[i].New {
			fresh++
		}
	}
	if fresh != 2000 {
		t.Errorf("%d new, want 2000", fresh)
	}
}

func TestQuarantineHoldsBursts(t *testing.T) {
	t.Parallel()
	fresh := make([]feed.Match, 10_000)
	for _, c := range []struct{ before, take int }{{0, 200}, {150, 50}, {200, 0}, {5000, 0}} {
		take, hold := feed.Quarantine(c.before, fresh)
		if len(take) != c.take || len(take)+len(hold) != len(fresh) {
			t.Errorf("%d before: take %d, hold %d", c.before, len(take), len(hold))
		}
	}
}

func TestMatchOfManyItemsIsQuick(t *testing.T) {
	var known []feed.Known
	var items []feed.Item
	for n := range 10_000 {
		i := plainly(paper(n))
		known = append(known, feed.Known{Key: fmt.Sprint("k", n), GUID: "same", URL: "https://shiomi.example/", Title: i.Title})
		i.GUID, i.URL = "same", "https://shiomi.example/"
		if n < feed.MaxItems {
			items = append(items, i)
		}
	}
	took, _ := cost(func() {
		if got := (feed.Memory{}).Match(known, items); len(got) != len(items) {
			t.Errorf("%d of %d", len(got), len(items))
		}
	})
	if took > 2*time.Second {
		t.Errorf("%v", took)
	}
}
