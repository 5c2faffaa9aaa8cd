// Package digest tells a story: it chooses and orders events, sentences,
// questions, answers and remarks, builds lines from the reports' own sentences,
// and checks every line before it is printed.
//
// It is pure: articles, their surface and a story in, a Digest out; the same
// input gives the same bytes. Nothing in a Digest is free text: every printed
// sentence is a [Line] with its kind and its citations.
package digest

import (
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// Kind is the kind of a line; it decides what the check asks.
type Kind string

// The kinds of line (docs/words.md).
const (
	Quote     Kind = "quote"
	Extract   Kind = "extract"
	Reduction Kind = "reduction"
	Frame     Kind = "frame"
	Remark    Kind = "remark"
	Written   Kind = "written"
)

// Citation is a sentence a line stands on.
type Citation struct {
	Ref       claim.Ref `json:"ref"`
	Publisher string    `json:"publisher"`
	Published time.Time `json:"published"`
	URL       string    `json:"url"`
	Sentence  string    `json:"sentence"`         // whole, as printed by the publisher
	Before    string    `json:"before,omitempty"` // the sentence before it in the paragraph
	After     string    `json:"after,omitempty"`
	// Kept are the runes of Sentence that the line prints; nil when all or,
	// for a frame, when the slots say it better.
	Kept []text.Span `json:"kept,omitempty"`
}

// Line is one printed sentence.
type Line struct {
	ID    string     `json:"id"` // unique and stable inside a digest: "l" + 8 hex digits
	Kind  Kind       `json:"kind"`
	Text  string     `json:"text"`
	Cites []Citation `json:"cites,omitempty"`
	// Form names the frame's fixed words in the catalogue of forms; the check
	// finds the slots again by it.
	Form string `json:"form,omitempty"`
	// Speaker is who says a quote (as the citation prints the name).
	Speaker string `json:"speaker,omitempty"`
	// Host and About belong to a remark: who speaks, and the IDs of the lines
	// the remark is about.
	Host  string   `json:"host,omitempty"`
	About []string `json:"about,omitempty"`
	// Lang is the language of Text where it is not the digest's.
	Lang string `json:"lang,omitempty"`
}

// IsZero reports whether there is no line.
func (l Line) IsZero() bool { return l.Text == "" }

// Digest is a story told to a reader in one language, in one edition.
type Digest struct {
	Story    story.StoryID `json:"story"`
	Lang     string        `json:"lang"`
	Edition  int           `json:"edition"` // from 1; never changed afterwards
	AsOf     time.Time     `json:"as_of"`   // time of the newest report in it
	Since    time.Time     `json:"since"`   // time of the story's first report
	Category Category      `json:"category"`
	Fiction  bool          `json:"fiction,omitempty"` // sample newsroom
	Grave    bool          `json:"grave,omitempty"`   // people died or suffer: no jokes
	Headline Line          `json:"headline"`
	Stand    []Line        `json:"standfirst"` // the last one open
	Points   []Line        `json:"points"`     // what you will learn: newest, most reported, most contested
	Opening  Line          `json:"opening"`    // remark
	Pages    []Page        `json:"pages"`
	Closing  Line          `json:"closing"`    // remark before the conclusion
	Ending   []Line        `json:"conclusion"` // three points on the last page
	Open     []Line        `json:"open,omitempty"`
	Timeline []Moment      `json:"timeline"`
	Ledger   []Holding     `json:"ledger,omitempty"`
	Disputes []Difference  `json:"disputes,omitempty"`
	New      []Change      `json:"new,omitempty"` // since NewSince
	// NewSince is the time of the edition before; of a first edition, a day
	// before its newest report.
	NewSince time.Time `json:"new_since,omitzero"`
	// Log is what this edition and those before it told as new, oldest first: the
	// newest [maxLog] of them. An edition that told nothing new has no entry.
	Log []Issue `json:"log,omitempty"`
	// Read are the reports that the digest was made from, in all languages, each
	// with the fingerprint of the text that was read.
	Read      map[article.ID]string `json:"read,omitempty"`
	Sources   Sources               `json:"sources"`
	Corrected []Correction          `json:"corrections,omitempty"`
	Flower    Flower                `json:"flower"`
	// Basis is set when a language model worded some lines: a hash of the digest
	// as it was before, by which the pipeline knows that nothing has changed.
	Basis string `json:"basis,omitempty"`
}

// Page is one page of a digest: two or three sections.
type Page struct {
	Sections []Section `json:"sections"`
	Next     Line      `json:"next,omitzero"` // what the next page answers; zero on the last page
}

// SectionKind says what a section is for in the plan of a digest.
type SectionKind string

// The kinds of section, in the order in which a digest has them.
const (
	Newest    SectionKind = "newest"    // what happened now
	Beginning SectionKind = "beginning" // where it began, for who knows nothing of it
	Aspect    SectionKind = "aspect"    // another side of the newest event
	Way       SectionKind = "way"       // an event on the way here
	Reaction  SectionKind = "reaction"  // what others say of the newest event
)

// Section is one event or one side of it.
type Section struct {
	Kind      SectionKind   `json:"kind,omitempty"` // "" in editions from before there were kinds
	Event     story.EventID `json:"event"`
	Date      time.Time     `json:"date"`
	Heading   Line          `json:"heading"`
	Question  Line          `json:"question,omitzero"` // zero in languages without questions
	Answer    Line          `json:"answer,omitzero"`
	Before    Line          `json:"before,omitzero"` // remark before the cards
	Cards     []Card        `json:"cards"`
	After     Line          `json:"after,omitzero"` // remark after the cards
	Narrative []Line        `json:"narrative"`
	// Paragraphs are how many lines of the narrative each of its paragraphs has.
	Paragraphs []int    `json:"paragraphs,omitempty"`
	Disputes   []string `json:"disputes,omitempty"` // IDs of Digest.Disputes shown here
	Closing    Line     `json:"closing,omitzero"`   // remark of a guest
	Reply      Line     `json:"reply,omitzero"`     // another host's answer to it, now and then
}

// Card is the box for one article.
type Card struct {
	Article   article.ID      `json:"article"`
	Publisher string          `json:"publisher"`
	Title     Line            `json:"title"` // extract of the article's title
	URL       string          `json:"url"`
	Published time.Time       `json:"published"`
	Picture   article.Picture `json:"picture,omitzero"`
	Points    []Line          `json:"points"`           // in the article's order
	Echoes    []string        `json:"echoes,omitempty"` // publishers that printed the same text
}

// Moment is one dated event on the timeline.
type Moment struct {
	Event   story.EventID `json:"event"`
	Date    time.Time     `json:"date"`
	Reports int           `json:"reports"` // independent
	Line    Line          `json:"line"`
	// Publishers are who reports it: indexes of Sources.Publishers, ascending, one
	// for each independent report.
	Publishers []int    `json:"publishers,omitempty"`
	Disputes   []string `json:"disputes,omitempty"` // IDs of Digest.Disputes that its reports stand in
}

// Holding is one cell of the ledger: an actor on an issue, oldest position first.
type Holding struct {
	Actor     string         `json:"actor"`
	Issue     string         `json:"issue"`
	Label     string         `json:"label,omitempty"` // the issue as the sentences print it, for readers; "" where that is Issue
	Positions []HeldPosition `json:"positions"`
}

// HeldPosition is a position with the line that shows it.
type HeldPosition struct {
	Stance  claim.Stance `json:"stance"`
	Date    time.Time    `json:"date"`
	Changed bool         `json:"changed,omitempty"`
	Line    Line         `json:"line"`
}

// Difference is a dispute as printed.
type Difference struct {
	ID    string     `json:"id"`
	Kind  claim.Kind `json:"kind"`
	About Line       `json:"about"`
	Sides []Line     `json:"sides"`  // earlier first
	Value []string   `json:"values"` // beside each side; stands in that side's sentence
	// Reports are how many independent reports of the event print each side's
	// value, at least 1.
	Reports []int `json:"reports,omitempty"`
}

// Change says what is new since the edition before, in a reader's terms.
type Change struct {
	ID   string `json:"id"`   // "c" + 8 hex digits: the same for the same change in every edition
	What string `json:"what"` // one of the constants below
	Line Line   `json:"line,omitzero"`
	// Was and Now are a figure as two reports give it, or a stance before and
	// after; About is the measure or the issue, Who the publishers or the actor.
	Was   string `json:"was,omitempty"`
	Now   string `json:"now,omitempty"`
	About string `json:"about,omitempty"`
	Who   string `json:"who,omitempty"`
	// Event and Dispute name what of the digest it is about; On is the line that
	// shows it there, Page the page that came to be.
	Event   story.EventID `json:"event,omitempty"`
	Dispute string        `json:"dispute,omitempty"`
	On      string        `json:"on,omitempty"`
	Page    int           `json:"page,omitempty"`
	// From are the reports it stands on.
	From []article.ID `json:"from,omitempty"`
}

// What a change is.
const (
	NewEvent      = "event"
	NewReport     = "report"     // of an event that was told of, hours later
	NewFigure     = "figure"     // it moved from one report to a later one
	NewPosition   = "position"   // somebody says something else than before
	NewDispute    = "dispute"    // reports contradict each other
	NewSettled    = "settled"    // they do no longer
	NewCorrection = "correction" // a publisher changed words that were printed
	NewWithdrawn  = "withdrawn"  // a publisher took a report back
	NewPage       = "page"       // the digest has grown by a page
)

// Issue is an edition as the editions after it remember it: what it told as new.
type Issue struct {
	Edition  int       `json:"edition"`
	At       time.Time `json:"at"`    // its newest report or correction
	Since    time.Time `json:"since"` // of the edition it was compared with
	Headline string    `json:"headline"`
	// Changes have the words of their lines only, no citations.
	Changes []Change `json:"changes,omitempty"`
}

// Sources says what a digest was made from.
type Sources struct {
	Publishers  []PublisherShare `json:"publishers"` // most reports first
	Articles    int              `json:"articles"`
	Independent int              `json:"independent"`
	Echoes      int              `json:"echoes"`
	Failed      []string         `json:"failed,omitempty"` // asked without answer
	Stale       []string         `json:"stale,omitempty"`  // nothing new for long
	// Unquoted are publishers that ask that a report of theirs be not quoted.
	Unquoted []string `json:"unquoted,omitempty"`
}

// PublisherShare is how much one publisher reported.
type PublisherShare struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
}

// Correction is a report that its publisher changed or withdrew, and what of
// it was printed here.
type Correction struct {
	Article   article.ID `json:"article"`
	Publisher string     `json:"publisher"`
	Title     string     `json:"title,omitempty"` // of the report
	URL       string     `json:"url"`
	When      time.Time  `json:"when"`
	Reason    string     `json:"reason,omitempty"` // Changed or Withdrawn
	// Edition is the last one that printed Was; 0 when the report was changed
	// before it was first told here, and Was is the report's own sentence.
	Edition int    `json:"edition,omitempty"`
	Was     string `json:"was,omitempty"` // empty where the publisher allows no copy
	// More are other lines that stood on the same lost words.
	More []string `json:"more,omitempty"`
	Now  Line     `json:"now,omitzero"` // what stands there now; zero when it is gone
	// Then is what stood in its place for a time and was changed again.
	Then string `json:"then,omitempty"`
}

// Why a line was corrected.
const (
	Changed   = "changed"
	Withdrawn = "withdrawn"
)

// Category is a section of the front page.
type Category string

// The categories.
const (
	World    Category = "world"
	Politics Category = "politics"
	Business Category = "business"
	Society  Category = "society"
	Science  Category = "science"
	Culture  Category = "culture"
	Sport    Category = "sport"
)

// Flower is what the story's drawing is made from: one petal for each
// independent report, in order of time.
type Flower struct {
	Petals []Petal `json:"petals"`
	Days   int     `json:"days"` // rings: days from the first report to the last, at least 1
}

// Petal is one independent report.
type Petal struct {
	Day       int  `json:"day"`             // 0 for the first day
	Publisher int  `json:"publisher"`       // index in Sources.Publishers
	Split     bool `json:"split,omitempty"` // stands in a dispute
}

// Lines calls f for every printed line of the digest, in reading order.
func (d *Digest) Lines(f func(*Line)) {
	call := func(l *Line) {
		if !l.IsZero() {
			f(l)
		}
	}
	all := func(ls []Line) {
		for i := range ls {
			call(&ls[i])
		}
	}
	call(&d.Headline)
	all(d.Stand)
	all(d.Points)
	for i := range d.New {
		call(&d.New[i].Line)
	}
	call(&d.Opening)
	for p := range d.Pages {
		for s := range d.Pages[p].Sections {
			d.Pages[p].Sections[s].lines(call, all)
		}
		call(&d.Pages[p].Next)
	}
	for i := range d.Disputes {
		call(&d.Disputes[i].About)
		all(d.Disputes[i].Sides)
	}
	for i := range d.Timeline {
		call(&d.Timeline[i].Line)
	}
	for i := range d.Ledger {
		for j := range d.Ledger[i].Positions {
			call(&d.Ledger[i].Positions[j].Line)
		}
	}
	for i := range d.Corrected {
		call(&d.Corrected[i].Now)
	}
	call(&d.Closing)
	all(d.Ending)
	all(d.Open)
}

func (s *Section) lines(call func(*Line), all func([]Line)) {
	call(&s.Heading)
	call(&s.Question)
	call(&s.Answer)
	call(&s.Before)
	for i := range s.Cards {
		call(&s.Cards[i].Title)
		all(s.Cards[i].Points)
	}
	call(&s.After)
	all(s.Narrative)
	call(&s.Closing)
	call(&s.Reply)
}
