package pipeline

import (
	"time"

	"kiku/internal/article"
	"kiku/internal/site"
	"kiku/internal/store"
	"kiku/internal/story"
)

// ImportRequest says what to bring in.
type ImportRequest struct {
	// Paths are files and folders: JSON Lines, HTML, WARC, feeds, OPML.
	Paths []string
	// Map gives names of fields in JSON records that Kiku does not know by
	// itself: from the record's name to Kiku's ("headline" to "title").
	Map map[string]string
	// Publishers gives printed names to feeds and sources named in records.
	Publishers map[string]string
	// Again imports files that were imported to the end before once more.
	Again bool
	// Batch is how many records are stored in one step; 0 means 100.
	Batch int
}

// ImportReport says what became of an import.
type ImportReport struct {
	Records   int64 `json:"records"` // read in this run, good and bad
	Added     int64 `json:"added"`
	Changed   int64 `json:"changed"` // a newer text of a known article
	Same      int64 `json:"same"`
	Older     int64 `json:"older"`               // an older text of a known article
	Refused   int64 `json:"refused"`             // kept, but going no further: no publication time, say
	Withdrawn int64 `json:"withdrawn,omitempty"` // taken out, since the archive says that their publishers took them back
	Sources   int64 `json:"sources"`             // from OPML
	Announced int64 `json:"announced"`
	Resumed   bool  `json:"resumed"` // went on where an interrupted import stopped
	// Done lists paths that had been imported to the end before and were passed over.
	Done []string `json:"done,omitempty"`
	// Bad are the records that could not be used: the first 1000.
	Bad      []BadRecord `json:"bad,omitempty"`
	BadCount int64       `json:"bad_count"`
}

// BadRecord is a record that could not be used.
type BadRecord struct {
	File   string `json:"file"`
	Line   int64  `json:"line,omitempty"`   // in a JSON Lines file
	Record int64  `json:"record,omitempty"` // number in the file, from 1
	Why    string `json:"why"`
}

// FetchReport says what a round of polling brought.
type FetchReport struct {
	Feeds     int `json:"feeds"`     // asked
	Unchanged int `json:"unchanged"` // answered that nothing is new
	Failed    int `json:"failed"`
	Announced int `json:"announced"` // new items
	Articles  int `json:"articles"`  // stored
	Refused   int `json:"refused"`   // pages that could not be had
}

// BuildReport says what a build wrote.
type BuildReport struct {
	Out     string        `json:"out"`
	Digests int           `json:"digests"`
	Multi   int           `json:"multi"` // digests of two or more independent publishers
	Pages   int           `json:"pages"` // HTML files
	Files   int           `json:"files"`
	Bytes   int64         `json:"bytes"` // without the compressed copies
	Took    time.Duration `json:"took_ns"`
	// Worded is what became of long lines since this process began; all zero
	// without a model.
	Worded Wording `json:"worded,omitzero"`
	// Vectors is how many articles were read with a vector since this process
	// began, and how many without though there is a model for them.
	Vectors Meaning `json:"vectors,omitzero"`
	// Bare: the site has no report but those of the sample newsroom, and says of
	// the sources what is in Waiting.
	Bare    bool          `json:"-"`
	Waiting *site.Waiting `json:"-"`
}

// CheckReport is the outcome of re-checking a built site.
type CheckReport struct {
	Pages     int       `json:"pages"`
	Lines     int       `json:"lines"`
	Supported int       `json:"supported"`
	Refused   int       `json:"refused"`
	Articles  int       `json:"articles"` // that the lines cite and that are stored
	Missing   int       `json:"missing"`  // that they cite and that are not
	Refusals  []Refusal `json:"refusals,omitempty"`
}

// Refusal is a printed line that the stored articles do not support.
type Refusal struct {
	Page string `json:"page"` // path in the site
	Line string `json:"line"` // its id
	Kind string `json:"kind"`
	Text string `json:"text"`
	Why  string `json:"why"`
}

// Explanation says where an address is in the river and why.
type Explanation struct {
	URL     string     `json:"url"` // canonical
	Article article.ID `json:"article,omitempty"`
	Title   string     `json:"title,omitempty"`
	// Stage is the furthest it came: "announced", "new", "read", "placed",
	// "told", "refused".
	Stage  string `json:"stage"`
	Reason string `json:"reason,omitempty"` // why it goes no further
	// Next says what will happen to it, or why nothing will.
	Next      string              `json:"next"`
	Standing  *store.Standing     `json:"standing,omitempty"`
	Announced *store.Announcement `json:"announced,omitempty"`
	Event     story.EventID       `json:"event,omitempty"`
	Story     story.StoryID       `json:"story,omitempty"`
	EchoOf    article.ID          `json:"echo_of,omitempty"`
	Score     float64             `json:"score,omitempty"`
	Joined    []story.Reason      `json:"joined,omitempty"` // what joined it to its event
	Why       []story.Reason      `json:"why,omitempty"`    // what joined the event to its story
	Apart     []story.Apart       `json:"apart,omitempty"`  // near events, and what kept it apart
	Members   []Fellow            `json:"members,omitempty"`
	// Tellings says for each language whether the story is told, or why not.
	Tellings []store.TellState `json:"tellings,omitempty"`
	Lines    []CitingLine      `json:"lines,omitempty"`
	Texts    int               `json:"texts,omitempty"` // older texts kept
}

// Fellow is another article of the same event.
type Fellow struct {
	Article   article.ID `json:"article"`
	URL       string     `json:"url"`
	Title     string     `json:"title"`
	Publisher string     `json:"publisher"`
	Published time.Time  `json:"published"`
	EchoOf    article.ID `json:"echo_of,omitempty"`
}

// CitingLine is a printed line that stands on the article.
type CitingLine struct {
	Story   story.StoryID `json:"story"`
	Lang    string        `json:"lang"`
	Edition int           `json:"edition"`
	ID      string        `json:"id"`
	Kind    string        `json:"kind"`
	Text    string        `json:"text"`
}

// Level grades a finding.
type Level string

// The levels of findings.
const (
	OK   Level = "ok"
	Warn Level = "warn"
	Fail Level = "fail"
)

// Finding is one thing that Doctor looked at.
type Finding struct {
	Level Level  `json:"level"`
	What  string `json:"what"`           // "database", "tables", "disk", ...
	Text  string `json:"text"`           // what was found
	Hint  string `json:"hint,omitempty"` // what to do about it
}
