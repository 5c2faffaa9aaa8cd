package pipeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"kiku/internal/feed"
	"kiku/internal/store"
)

// seenItems is what a feed announced lately, with what this visit adds.
type seenItems struct {
	known  []feed.Known
	byKey  map[string]*store.Seen
	met    map[string]bool // keys in the documents of this visit
	recent int             // taken as new within the last hour
	held   int             // put into quarantine at this visit
}

// seen loads what a feed announced lately.
func (h *hostWork) seen(ctx context.Context, f store.FeedState) (*seenItems, error) {
	s := &seenItems{byKey: map[string]*store.Seen{}, met: map[string]bool{}}
	if f.Memory.First.IsZero() && f.Tried.IsZero() {
		return s, nil // never visited
	}
	list, err := h.p.Store.SeenItems(ctx, f.URL)
	if err != nil {
		return nil, err
	}
	hourAgo := h.p.Now().Add(-time.Hour)
	for i, k := range list {
		s.byKey[k.Key] = &list[i]
		for _, a := range k.Also {
			a.Key = k.Key
			s.known = append(s.known, a)
		}
		s.known = append(s.known, k.Known)
		if k.First.After(hourAgo) && k.State != store.AnnouncedHeld {
			s.recent++
		}
	}
	return s, nil
}

// announce adds to a visit what a document of the feed announces: what is new
// in it, and what changed of what was known.
func (s *seenItems) announce(v *store.Visit, mem feed.Memory, items []feed.Item, at time.Time) {
	var fresh []feed.Match
	for _, m := range mem.Match(s.known, items) {
		if s.met[m.Key] {
			continue // twice in one visit
		}
		s.met[m.Key] = true
		if was := s.byKey[m.Key]; was != nil {
			s.again(v, *was, m.Item, at)
		} else {
			fresh = append(fresh, m)
		}
	}
	take, hold := feed.Quarantine(s.recent, fresh)
	for _, m := range take {
		v.New = append(v.New, store.NewItem{Key: m.Key, Item: m.Item})
	}
	for _, m := range hold {
		v.New = append(v.New, store.NewItem{Key: m.Key, Item: m.Item,
			Held: fmt.Sprintf("more than %d new items within an hour", feed.MaxFresh)})
	}
	s.recent += len(take)
	s.held += len(hold)
	for _, m := range fresh {
		s.known = append(s.known, feed.Known{Key: m.Key, GUID: m.Item.GUID, URL: m.Item.URL, Title: m.Item.Title, Seen: at})
	}
}

// again notes an item that was announced before.
func (s *seenItems) again(v *store.Visit, was store.Seen, it feed.Item, at time.Time) {
	k := store.KnownItem{Key: was.Key, Item: it, Also: was.Also}
	changed := was.GUID != it.GUID || was.Title != it.Title
	if changed || was.URL != it.URL && !slices.ContainsFunc(was.Also, func(a feed.Known) bool { return a.URL == it.URL }) {
		old := feed.Known{GUID: was.GUID, URL: was.URL, Title: was.Title, Seen: was.Known.Seen}
		if was.URL != it.URL {
			// The address that its article has stays; the new one is remembered.
			old = feed.Known{GUID: it.GUID, URL: it.URL, Title: it.Title, Seen: at}
		}
		k.Also = append(slices.Clone(was.Also), old)
		k.Also = k.Also[max(0, len(k.Also)-mostAlso):]
		changed = true
	}
	k.Again = edited(was, it, at)
	k.Item.URL = was.URL
	if changed || k.Again || at.Sub(was.Known.Seen) > noteSeen {
		v.Known = append(v.Known, k)
	}
}

// edited reports whether the feed says that a text was changed since it was
// taken. A feed that says so at every visit is heard mostEdits times.
func edited(was store.Seen, it feed.Item, at time.Time) bool {
	if it.Updated.IsZero() || !it.Updated.After(was.Updated) || it.Updated.After(at.Add(feed.Shortest)) {
		return false
	}
	if was.State != store.AnnouncedStored {
		return was.State == store.AnnouncedWaiting || was.State == store.AnnouncedHeld
	}
	// Sub-second differences are how a time was written, not an edit.
	return it.Updated.Sub(was.Updated) >= time.Second && was.Edits < mostEdits && at.Sub(was.Decided) >= editsApart
}

// forget adds to a visit what the feed has not announced for long.
func (s *seenItems) forget(v *store.Visit, at time.Time) {
	for key, k := range s.byKey {
		if !s.met[key] && at.Sub(k.Known.Seen) > keepSeen && k.State != store.AnnouncedWaiting && k.State != store.AnnouncedHeld {
			v.Forget = append(v.Forget, key)
		}
	}
	slices.Sort(v.Forget)
}
