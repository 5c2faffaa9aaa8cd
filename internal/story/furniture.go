package story

import (
	"sort"
	"strings"

	"kiku/internal/language/text"
)

// Pages bring furniture with them: sign-in forms, cookie notes, menus of other
// headlines, rights. It is the same on every page of a publisher, so unread it
// would join all of them into one event.

// furnitureCues stand in sentences that tell of the page, not of the world.
var furnitureCues = []string{
	"subscribe", "subscription", "sign up", "sign in", "log in", "logged in", "newsletter", "cookie", "your browser",
	"password", "all rights reserved", "may not be published", "rewritten, or redistributed", "market data", "terms of use",
	"privacy policy", "refresh the page", "post a comment", "read more:", "click here", "follow us", "©",
	"paywall", "in your inbox", "contributed to this report", "news digital", "our journalism", "download the app",
	"left to read", "for subscribers only", "copyright the", "more articles", "japanese original by",
	"votre abonnement", "lire plus tard", "autre appareil", "autre personne", "autant d’appareils", "votre compte", "ce compte",
	"mot de passe", "continuer à lire", "continuez à lire", "autres limites", "lecture restreinte", "service commercial", "会員登録", "ログイン", "無断転載", "購読", "有料記事", "続きを読む",
}

// menuWords is the length from which a run of words without an end is a menu
// and not a sentence.
const menuWords = 90

// furniture reports whether a sentence belongs to the page rather than to the
// report.
func furniture(s text.Sentence) bool {
	if len(s.Words) > menuWords {
		return true
	}
	low := strings.ToLower(s.Text)
	for _, c := range furnitureCues {
		if strings.Contains(low, c) {
			return true
		}
	}
	return false
}

// reported returns the sentences of the report itself. Where nothing is left,
// all of them are.
func reported(t text.Text) []text.Sentence {
	out := make([]text.Sentence, 0, len(t.Sentences))
	for _, s := range t.Sentences {
		if !furniture(s) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return t.Sentences
	}
	return out
}

// habits counts how often a publisher prints a term, so that what stands in
// most of its articles says little about any of them.
type habits struct {
	counts   []uint16
	articles map[string]int
	all      int // of all publishers
}

const (
	habitBits  = 20
	habitFirst = 3 // articles of a publisher before its habits count
	// habitKept is the number of articles after which all counts are halved; it
	// keeps them under what a uint16 holds, and forgets publishers that are silent.
	habitKept = 1<<16 - 1
)

func newHabits() *habits {
	return &habits{counts: make([]uint16, 1<<habitBits), articles: map[string]int{}}
}

func (h *habits) slot(publisher uint32, t uint32) uint32 {
	x := (t ^ publisher) * 2654435761
	return x >> (32 - habitBits)
}

// discount lowers the weights of terms that a publisher prints habitually.
// Terms of the article's title keep theirs: a publisher that reports one matter
// every day prints its words every day, but no title is furniture.
func (h *habits) discount(publisher string, ts, title []term) {
	n := h.articles[publisher]
	if n < habitFirst {
		return
	}
	p := hashTerm('p', "", publisher)
	for i := range ts {
		share := float64(h.counts[h.slot(p, ts[i].hash)]) / float64(n)
		if share > habitFrom && !holds(title, ts[i].hash) {
			ts[i].weight *= float32(max(0.05, 1-(share-habitFrom)/(habitFull-habitFrom)))
		}
	}
}

// Shares of a publisher's articles from which a term begins to count for less,
// and counts for almost nothing.
const (
	habitFrom = 0.4
	habitFull = 0.9
)

// count adds an article's terms to its publisher's habits.
func (h *habits) count(publisher string, ts []term) {
	p := hashTerm('p', "", publisher)
	for _, t := range ts {
		if s := h.slot(p, t.hash); h.counts[s] < 1<<16-1 {
			h.counts[s]++
		}
	}
	h.articles[publisher]++
	if h.all++; h.all >= habitKept {
		h.halve()
	}
}

func (h *habits) halve() {
	for i := range h.counts {
		h.counts[i] /= 2
	}
	h.all = 0
	for name, n := range h.articles { // the order does not matter
		if h.articles[name] = n / 2; n < 2 {
			delete(h.articles, name)
		}
		h.all += n / 2
	}
}

// holds reports whether a vector in order of hash has a term.
func holds(ts []term, hash uint32) bool {
	i := sort.Search(len(ts), func(i int) bool { return ts[i].hash >= hash })
	return i < len(ts) && ts[i].hash == hash
}
