package feed

import "time"

// Known is an item of a feed that was seen before. Several may have one Key:
// an item under its earlier ids and addresses.
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
	Why  string // "guid", "url", "title", or "new"
}

// Match tells which items of one document are known and which are new. Keys
// are meant within one feed: another feed's items never count.
func (m Memory) Match(known []Known, items []Item) []Match {
	byGUID, byURL := map[string]string{}, map[string]string{}
	for _, k := range known {
		if k.GUID != "" {
			byGUID[k.GUID] = k.Key
		}
		if k.URL != "" {
			byURL[k.URL] = k.Key
		}
	}
	out := make([]Match, 0, len(items))
	for _, i := range items {
		if key, ok := byGUID[i.GUID]; ok {
			out = append(out, Match{Item: i, Key: key, Why: "guid"})
			continue
		}
		if key, ok := byURL[i.URL]; ok {
			out = append(out, Match{Item: i, Key: key, Why: "url"})
			continue
		}
		key := i.GUID
		if key == "" {
			key = i.URL
		}
		byGUID[i.GUID], byURL[i.URL] = key, key
		out = append(out, Match{Item: i, Key: key, New: true, Why: "new"})
	}
	return out
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
