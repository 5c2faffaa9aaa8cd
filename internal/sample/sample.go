// Package sample holds the sample newsroom: sixty reports by six invented
// publishers over six weeks, in Japanese and English, about a region that does
// not exist. A first start without sources opens it, so that a reader sees
// finished digests at once, and tests use it because what must be found in it
// is written down (Expected). Everything in it is fiction, and every report is
// marked so.
//
// newsroom.md says what was planted where.
package sample

import (
	_ "embed" // for the reports and what is expected of them
	"encoding/json"
	"fmt"
	"slices"

	"kiku/internal/feed"
)

//go:embed newsroom.jsonl
var reports []byte

//go:embed expected.json
var expectation []byte

// Reports returns the reports as JSON Lines, in the order in which they reached
// the newsroom: title, link, text (paragraphs parted by blank lines),
// published, updated, source, lang, author, fiction, tags. One link comes
// twice: its publisher corrected the report, and the later line has updated.
func Reports() []byte { return slices.Clone(reports) }

// Sources returns the six invented publishers, Japanese ones first. They have
// no feeds: nothing answers at their addresses.
func Sources() []feed.Source {
	return []feed.Source{
		{ID: "uranami", Name: "浦波新聞", Home: "https://uranami.example/", Lang: "ja"},
		{ID: "misaki-nippo", Name: "岬日報", Home: "https://misaki-nippo.example/", Lang: "ja"},
		{ID: "hokage", Name: "帆影経済", Home: "https://hokage.example/", Lang: "ja"},
		{ID: "selm-courier", Name: "The Selm Courier", Home: "https://selmcourier.example/", Lang: "en"},
		{ID: "harbour-ledger", Name: "Harbour Ledger", Home: "https://harbourledger.example/", Lang: "en"},
		{ID: "northern-tern", Name: "Northern Tern", Home: "https://northerntern.example/", Lang: "en"},
	}
}

// Expectation is what a careful reader finds in the newsroom. All links are links
// of reports; names are given in both languages where the reports have both.
type Expectation struct {
	Events      []Event      `json:"events"`
	Stories     []Story      `json:"stories"`
	Disputes    []Dispute    `json:"disputes"`
	Positions   []Position   `json:"positions"`
	Echoes      []Echo       `json:"echoes"`
	Corrections []Correction `json:"corrections"`
	Roles       []Role       `json:"roles"`
	OffTopic    []OffTopic   `json:"off_topic"`
	Hearsay     []Hearsay    `json:"hearsay"`
	Nested      []Nested     `json:"nested"`
	Names       []Name       `json:"names"`
	NearMisses  []NearMiss   `json:"near_misses"`
}

// Event is one happening and the reports of it. Every report is in one event.
type Event struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Links []string `json:"links"`
}

// Story is a matter: the IDs of its events in order. Every event is in one
// story; a single report is a story of one event.
type Story struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Events []string `json:"events"`
}

// Dispute is two reports of one event that differ. Kind is "conflict" or
// "update"; A is the earlier report.
type Dispute struct {
	Kind  string `json:"kind"`
	About string `json:"about"`
	Event string `json:"event"`
	A     Side   `json:"a"`
	B     Side   `json:"b"`
}

// Side is one side of a dispute: the value as the report prints it.
type Side struct {
	Link  string `json:"link"`
	Value string `json:"value"`
}

// Position is what an actor holds on an issue, step by step.
type Position struct {
	Actor []string `json:"actor"`
	Issue []string `json:"issue"`
	Steps []Step   `json:"steps"`
}

// Step is a stance (a claim.Stance) taken on a day, with the reports that show it.
type Step struct {
	Date   string   `json:"date"`
	Stance string   `json:"stance"`
	Links  []string `json:"links"`
}

// Echo is one agency text that several publishers printed.
type Echo struct {
	Agency   string   `json:"agency"`
	Original string   `json:"original"`
	Copies   []string `json:"copies"`
}

// Correction is a report that its publisher changed.
type Correction struct {
	Link string `json:"link"`
	At   string `json:"at"`
	Was  string `json:"was"`
	Now  string `json:"now"`
}

// Role is an office that somebody left: after the day Until, the Stale reports
// still print it with the name.
type Role struct {
	Actor    []string `json:"actor"`
	Role     []string `json:"role"`
	Until    string   `json:"until"`
	Evidence []string `json:"evidence"`
	Stale    []string `json:"stale"`
}

// OffTopic is a report that shares words with a story and is not part of it.
type OffTopic struct {
	Link   string   `json:"link"`
	Near   string   `json:"near"` // a story's ID
	Shared []string `json:"shared"`
}

// Hearsay is a report that passes on what it does not know itself.
type Hearsay struct {
	Link string `json:"link"`
	Mark string `json:"mark"` // the word that says so
}

// Nested is a quotation inside a quotation.
type Nested struct {
	Link  string `json:"link"`
	Outer string `json:"outer"`
	Inner string `json:"inner"`
}

// Name is a person whom Japanese reports print in katakana and English ones in
// Latin letters, with one report of each.
type Name struct {
	Katakana string `json:"katakana"`
	Latin    string `json:"latin"`
	JA       string `json:"ja"`
	EN       string `json:"en"`
}

// NearMiss is two events that look alike and are not one.
type NearMiss struct {
	A   string `json:"a"`
	B   string `json:"b"`
	Why string `json:"why"`
}

// Expected returns what must be found in the reports.
func Expected() (Expectation, error) {
	var e Expectation
	if err := json.Unmarshal(expectation, &e); err != nil {
		return Expectation{}, fmt.Errorf("sample newsroom: expected.json: %w", err)
	}
	return e, nil
}
