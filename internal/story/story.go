// Package story finds which articles report one event and which events make
// one long-running story, and says why. It is a pure, deterministic, streaming
// judge: articles come in one at a time in order of publication, each decision
// depends only on what came before.
package story

import (
	"time"

	"kiku/internal/article"
)

// EventID and StoryID are lasting names, derived from the first article.
type (
	EventID string
	StoryID string
)

// Event is one happening: the articles that report it.
type Event struct {
	ID       EventID   `json:"id"`
	Story    StoryID   `json:"story"`
	First    time.Time `json:"first"`
	Last     time.Time `json:"last"`
	Articles []Member  `json:"articles"` // by time, then ID
}

// Member is an article in an event and why it is there.
type Member struct {
	Article   article.ID `json:"article"`
	Publisher string     `json:"publisher"`
	Lang      string     `json:"lang"`
	Published time.Time  `json:"published"`
	EchoOf    article.ID `json:"echo_of,omitempty"` // the same wire text printed first by that article
	Score     float64    `json:"score"`             // 0..1; 1 for the founding article
	Reasons   []Reason   `json:"reasons,omitempty"`
}

// Reason is one feature that joined an article to an event, or kept it apart,
// with its share of the score.
type Reason struct {
	Feature string  `json:"feature"` // "words", "title", "names", "figures", "time", "ordinal"
	Value   float64 `json:"value"`
	Note    string  `json:"note,omitempty"` // the shared words or names themselves
}

// Story is a long-running matter: its events in order of their first report.
type Story struct {
	ID     StoryID   `json:"id"`
	Events []Event   `json:"events"`
	First  time.Time `json:"first"`
	Last   time.Time `json:"last"`
	// Was lists addresses that now lead here (merged stories).
	Was []StoryID `json:"was,omitempty"`
}

// Independent counts reports that are not echoes; several reports of one
// publisher on one event count once.
func (e Event) Independent() int {
	seen := map[string]bool{}
	for _, m := range e.Articles {
		if m.EchoOf == "" {
			seen[m.Publisher] = true
		}
	}
	return len(seen)
}

// Publishers counts the publishers of the story's reports that are not echoes.
func (s Story) Publishers() int {
	seen := map[string]bool{}
	for _, e := range s.Events {
		for _, m := range e.Articles {
			if m.EchoOf == "" {
				seen[m.Publisher] = true
			}
		}
	}
	return len(seen)
}
