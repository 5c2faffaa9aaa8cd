package digest

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"time"

	"kiku/internal/story"
)

// formID names a remark's fixed words, whatever list they stand in.
func formID(words string) string {
	sum := sha256.Sum256([]byte(words))
	return "r" + hex.EncodeToString(sum[:4])
}

// front is how many digests of a language a front page holds at most: among
// them no remark is made twice as long as there are others.
const front = 60

// Spoken is which remarks the newest digests of a site hold. It is a function
// of the digests it was told of last, whatever the order. Not safe for
// concurrent use.
type Spoken struct {
	by map[spokenKey]spokenIn
}

type spokenKey struct {
	story story.StoryID
	lang  string
}

type spokenIn struct {
	asOf  time.Time
	forms []string
}

// Hear takes up a digest, in place of what it heard of the story in that
// language before.
func (s *Spoken) Hear(d *Digest) {
	in := spokenIn{asOf: d.AsOf}
	d.Lines(func(l *Line) {
		if _, asks := wantOf(l.Form); l.Form != "" && (l.Kind == Remark || asks) {
			in.forms = append(in.forms, l.Form)
		}
	})
	if s.by == nil {
		s.by = map[spokenKey]spokenIn{}
	}
	s.by[spokenKey{d.Story, d.Lang}] = in
}

// Knows reports whether anything was heard of a story.
func (s *Spoken) Knows(id story.StoryID) bool {
	for key := range s.by {
		if key.story == id {
			return true
		}
	}
	return false
}

// Silence forgets what was heard of a story.
func (s *Spoken) Silence(id story.StoryID) {
	for key := range s.by {
		if key.story == id {
			delete(s.by, key)
		}
	}
}

// Elsewhere counts by form how many of the newest digests in a language, the
// given story's own left out, hold a remark. It is what [Input].Spoken asks for.
func (s *Spoken) Elsewhere(id story.StoryID, lang string) map[string]int {
	var keys []spokenKey
	for key := range s.by {
		if key.lang == lang && key.story != id {
			keys = append(keys, key)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := s.by[keys[i]].asOf, s.by[keys[j]].asOf
		if !a.Equal(b) {
			return a.After(b)
		}
		return keys[i].story < keys[j].story
	})
	out := map[string]int{}
	for _, key := range keys[:min(front, len(keys))] {
		for _, form := range s.by[key].forms {
			out[form]++
		}
	}
	return out
}

// Forget keeps the newest digests of each language only: what is not on a front
// page any more may be said again.
func (s *Spoken) Forget() {
	if len(s.by) < 8*front {
		return
	}
	keep := map[spokenKey]bool{}
	var keys []spokenKey
	for key := range s.by {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := s.by[keys[i]].asOf, s.by[keys[j]].asOf
		if !a.Equal(b) {
			return a.After(b)
		}
		return keys[i].story < keys[j].story || keys[i].story == keys[j].story && keys[i].lang < keys[j].lang
	})
	count := map[string]int{}
	for _, key := range keys {
		if count[key.lang]++; count[key.lang] <= 2*front {
			keep[key] = true
		}
	}
	for key := range s.by {
		if !keep[key] {
			delete(s.by, key)
		}
	}
}
