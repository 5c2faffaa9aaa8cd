// Package claim holds what articles assert and where they differ: statements
// (who says what), figures, disputes and positions.
//
// It is pure and deterministic: it reads analysed sentences and returns values
// that always name the sentence they stand on.
package claim

import (
	"time"

	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Ref points to one sentence of an article.
type Ref struct {
	Article   article.ID `json:"a"`
	Paragraph int        `json:"p"`    // -1 for the title
	Span      text.Span  `json:"span"` // runes in the paragraph
}

// Stance is what a speaker does with a statement.
type Stance string

// The stances.
const (
	Announce  Stance = "announce"
	Support   Stance = "support"
	Oppose    Stance = "oppose"
	Demand    Stance = "demand"
	Propose   Stance = "propose"
	Accept    Stance = "accept"
	Reject    Stance = "reject"
	Condition Stance = "condition"
	Warn      Stance = "warn"
	Deny      Stance = "deny"
	Criticise Stance = "criticise"
	OtherSay  Stance = "other"
)

// Statement is who said what, in one sentence.
type Statement struct {
	Ref     Ref
	Index   int // index of the sentence in its text
	Speaker string
	// SpeakerNormal is the name's one normal form (text.Name.Normal), or the
	// lower-case phrase where the speaker is not a name ("officials").
	SpeakerNormal string
	Role          string    // title printed with the name in this sentence, "" if none
	Resolved      bool      // the speaker was found outside the sentence (pronoun, omitted subject)
	Cue           string    // "said", "と述べた"
	CueSpan       text.Span // of Cue in the sentence; empty for a quotation that runs on, and in Japanese
	SpeakerSpan   text.Span // who speaks as printed beside the cue ("he"), in the sentence; empty as above
	Content       string    // the characters of the sentence that are said
	ContentSpan   text.Span
	Direct        bool // Content is inside quotation marks
	Hearsay       bool // the publisher does not know it first hand: という, reportedly
	Stance        Stance
	Issue         string // normal form of what it is about: "ceasefire", "監視"; "" if none
	Time          time.Time
	Said          time.Time // the day before its report's that the report prints for it ("said on Monday"), at midnight; zero if none
	Past          bool      // reported as held before: "had rejected", これまで反対していた
	Held          Stance    // of what the sentence says is taken back ("dropped its demand"), "" if nothing is
	IssueSaid     bool      // the issue stands in Content itself, not only beside it
	Named         bool      // the speaker is a name, not a phrase ("officials")
	Publisher     string    // of the article
	Sentence      string    // the whole sentence, as printed
}

// Quantity is a figure with what it measures and where it stands.
type Quantity struct {
	Ref       Ref
	Index     int
	Publisher string
	Published time.Time
	Figure    text.Figure
	Measure   string // what is counted, with its verb: "死亡", "kill", "raise"; comparable inside an event
	Who       string // normal form of who or what it belongs to; "" if unknown
	Hedged    bool   // the sentence marks it as preliminary or hearsay
	Words     string // what is measured in the sentence's own words: "killed", "死者"
	Sentence  string // the whole sentence, as printed
}

// Kind says how two sentences differ.
type Kind string

// The kinds of difference.
const (
	Conflict Kind = "conflict" // cannot both hold
	Update   Kind = "update"   // the later one replaces the earlier
)

// Side is one side of a dispute.
type Side struct {
	Ref       Ref       `json:"ref"`
	Publisher string    `json:"publisher"`
	Published time.Time `json:"published"`
	Value     string    `json:"value"` // as printed: "2億円", "at least 13 people"
	Speaker   string    `json:"speaker,omitempty"`
	Sentence  string    `json:"sentence"`
}

// Dispute is two sentences of independent sources that cannot both hold, or a
// figure that moved. A is the earlier one.
type Dispute struct {
	ID    string `json:"id"` // stable: hash of the measure and both refs' articles
	Kind  Kind   `json:"kind"`
	About string `json:"about"` // what the two differ on, in the article's own words
	A     Side   `json:"a"`
	B     Side   `json:"b"`
}

// Position is what an actor holds on an issue at a date.
type Position struct {
	Actor    string    `json:"actor"` // printed form
	Normal   string    `json:"normal"`
	Issue    string    `json:"issue"`
	Stance   Stance    `json:"stance"`
	Date     time.Time `json:"date"`
	Ref      Ref       `json:"ref"`
	Sentence string    `json:"sentence"`
	Changed  bool      `json:"changed,omitempty"` // differs in direction from the actor's position before it
	Before   Stance    `json:"before,omitempty"`
	Sure     bool      `json:"sure,omitempty"` // the actor is the subject of the verb that carries the stance, the issue its object
	On       string    `json:"on,omitempty"`   // of sure ones: the issue as the sentence has it, where that is more than Issue
}
