package theme

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
)

// DeskSource is a source as its owner sees it.
type DeskSource struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Home  string `json:"home,omitempty"`
	Lang  string `json:"lang,omitempty"`
	State string `json:"state"` // words "state.NAME": waiting, active, resting, failing, gone, moved, quarantined, paused
	// Problem: the owner may want to do something about it.
	Problem bool   `json:"problem,omitempty"`
	Fault   string `json:"fault,omitempty"`  // words "fault.NAME": why, when something went wrong
	Detail  string `json:"detail,omitempty"` // the same as the program noted it

	Added  time.Time     `json:"added,omitzero"`
	Last   time.Time     `json:"last_good,omitzero"` // last good answer
	Next   time.Time     `json:"next,omitzero"`      // when it is asked next; zero when never, or at once when it was never asked
	Rhythm time.Duration `json:"rhythm_ns,omitzero"` // usual time between two items; 0 when not known
	Errors int           `json:"errors_30_days"`

	Announced int `json:"announced"` // items
	Stored    int `json:"stored"`    // of them articles
	Used      int `json:"used"`      // of those in a digest
	Held      int `json:"held,omitempty"`

	Days  []DeskDay  `json:"days,omitempty"` // the last 30, oldest first
	Feeds []DeskFeed `json:"feeds"`
}

// DeskDay is one day of a source.
type DeskDay struct {
	Day    time.Time `json:"day"`
	Items  int       `json:"items"`
	Errors int       `json:"errors"`
}

// DeskFeed is a feed of a source as its owner sees it.
type DeskFeed struct {
	URL     string        `json:"url"`
	State   string        `json:"state"`
	Fault   string        `json:"fault,omitempty"`
	Detail  string        `json:"detail,omitempty"`
	Tried   time.Time     `json:"tried,omitzero"`
	Last    time.Time     `json:"last_good,omitzero"`
	Next    time.Time     `json:"next,omitzero"`
	Rhythm  time.Duration `json:"rhythm_ns,omitzero"`
	Answers []DeskAnswer  `json:"answers,omitempty"` // newest first
	Held    []DeskItem    `json:"held,omitempty"`
}

// DeskAnswer is how a feed answered on one day.
type DeskAnswer struct {
	At     time.Time `json:"at"`    // the last of them
	Class  string    `json:"class"` // words "class.NAME": ok, unchanged, refused, gone, unreachable, unreadable, waiting
	N      int       `json:"n"`
	Fault  string    `json:"fault,omitempty"`
	Detail string    `json:"detail,omitempty"`
}

// DeskItem is an announced item that is held back.
type DeskItem struct {
	URL       string    `json:"url"`
	Title     string    `json:"title"`
	Published time.Time `json:"published,omitzero"`
}

// DeskChoice is a feed that was found at an address.
type DeskChoice struct{ URL, Title string }

// DeskView is what the desk shows.
type DeskView struct {
	Prefix  string
	Lang    string         // asked for by the owner: kept in every link; "" follows the browser
	Zone    *time.Location // of the times shown
	Now     time.Time
	Offline bool // fetching is switched off
	Sources []DeskSource
	Address string // what was typed into the form
	Choices []DeskChoice
	Note    string // said at the top after something was done
	Do      string // what can be done about it
	Failed  bool   // the note tells of a failure
}

// TrialStep is one step of a trial in words.
type TrialStep struct {
	State string // ok, note, failed
	Name  string // what was done
	Text  string // what came of it
	Do    string // what the owner can do
	Took  time.Duration
	// Detail is what the network said, in its own words.
	Detail string
}

// TrialItem is an item of a trial.
type TrialItem struct {
	URL, Title, Here string // Here is in words
	Published        time.Time
}

// TrialPage is what was made of one page.
type TrialPage struct {
	URL, Title, Author, Length, Begins, Fault, Do string
	Published                                     time.Time
	Terms                                         []string // in words
}

// TrialView is the end of a trial.
type TrialView struct {
	Prefix  string
	Lang    string // as in DeskView
	Zone    *time.Location
	OK      bool
	Verdict string // in words
	Add     string // address to be followed; "" when it is followed or no feed
	Items   []TrialItem
	More    int
	Pages   []TrialPage
}

func (v DeskView) local(t time.Time) time.Time { return local(t, v.Zone) }

// to is an address of the desk, in the language that the owner asked for.
func (v DeskView) to(path string) templ.SafeURL { return DeskTo(v.Prefix, v.Lang, path) }

func (v TrialView) to(path string) templ.SafeURL { return DeskTo(v.Prefix, v.Lang, path) }

// DeskTo is an address of the desk with the language asked for, "" for none.
func DeskTo(prefix, lang, path string) templ.SafeURL {
	if lang == "" {
		return templ.SafeURL(prefix + path)
	}
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	return templ.SafeURL(prefix + path + join + "lang=" + lang)
}

// brief is a time without its zone, and without the year where it is this one:
// the desk is read where it stands.
func (v DeskView) brief(w *Words, t time.Time) string {
	t = v.local(t)
	return Day(w.Lang, t, v.local(v.Now)) + t.Format(" 15:04")
}

// How much of long lists the desk shows at once.
const (
	visitsShown = 7
	heldShown   = 20
)

// heldItems are the first of the items that are held back, the newest first.
func (s DeskSource) heldItems() []DeskItem {
	var all []DeskItem
	for _, f := range s.Feeds {
		all = append(all, f.Held...)
	}
	slices.SortStableFunc(all, func(a, b DeskItem) int { return b.Published.Compare(a.Published) })
	return all[:min(len(all), heldShown)]
}

func local(t time.Time, zone *time.Location) time.Time {
	if zone == nil {
		return t
	}
	return t.In(zone)
}

// problems counts the sources that their owner may want to look at.
func (v DeskView) problems() int {
	n := 0
	for _, s := range v.Sources {
		if s.Problem {
			n++
		}
	}
	return n
}

// where is the address of a source's feed, for sources whose name another one
// has, too; "" for all others.
func (v DeskView) where(s DeskSource) string {
	for _, other := range v.Sources {
		if other.Name == s.Name && other.ID != s.ID && len(s.Feeds) > 0 {
			_, address, _ := strings.Cut(s.Feeds[0].URL, "://")
			return address
		}
	}
	return ""
}

// Span is a length of time in round words: "about 3 hours"; "" for none.
func Span(w *Words, d time.Duration) string {
	hours := int(math.Round(d.Hours()))
	switch {
	case d <= 0:
		return ""
	case d < 55*time.Minute:
		return w.T("span.minutes", "n", max(5, int(math.Round(d.Minutes()/5))*5))
	case hours < 36:
		return w.T("span.hours", "n", max(hours, 1))
	}
	return w.T("span.days", "n", int(math.Round(d.Hours()/24)))
}

// Share is how much of what a source brought was used, in words.
func (s DeskSource) Share(w *Words) string {
	if s.Stored == 0 {
		return w.T("desk.share.none")
	}
	percent := strconv.Itoa(int(math.Round(100*float64(s.Used)/float64(s.Stored)))) + "%"
	return w.T("desk.share.n", "used", s.Used, "stored", s.Stored, "share", percent)
}

// Why is the reason of the source's state in words.
func (s DeskSource) Why(w *Words) string { return why(w, s.State, s.Fault) }

func why(w *Words, state, fault string) string {
	if fault != "" && (state == "failing" || state == "gone") {
		return w.T("fault." + fault)
	}
	return w.T("state." + state + ".why")
}

// Do is what the owner can do about the source, "" for nothing.
func (s DeskSource) Do(w *Words) string {
	if s.Fault == "" || !s.Problem {
		return ""
	}
	return w.T("fault." + s.Fault + ".do")
}

// next says when a source is asked next.
func (v DeskView) next(w *Words, state string, at time.Time) string {
	switch {
	case state == "paused" || state == "gone" && at.IsZero():
		return w.T("desk.next.none")
	case at.IsZero() || !at.After(v.Now.Add(time.Minute)):
		return w.T("desk.next.now")
	}
	return v.brief(w, at)
}

// sizes of the sparkline: one column a day.
const (
	sparkStep   = 4
	sparkBar    = 3
	sparkHeight = 24
)

// Spark draws the days of a source as columns: items upward from the line, and
// a mark below it on days with errors. The same in words is its name.
func Spark(w *Words, days []DeskDay) string {
	most, words := 1, month(w, DeskSource{Days: days})
	for _, d := range days {
		most = max(most, d.Items)
	}
	var b strings.Builder
	width := max(len(days), 1) * sparkStep
	fmt.Fprintf(&b, `<svg class="spark" viewBox="0 0 %d %d" preserveAspectRatio="xMinYMid meet" role="img" aria-label="%s"><path class="base" d="M0 %d.5h%d"/>`,
		width, sparkHeight+6, words, sparkHeight, width)
	for i, d := range days {
		if d.Items > 0 {
			// The square root keeps quiet days visible beside a busy one.
			h := max(1.5, math.Sqrt(float64(d.Items)/float64(most))*sparkHeight)
			fmt.Fprintf(&b, `<rect class="in" x="%d" y="%.1f" width="%d" height="%.1f"/>`, i*sparkStep, sparkHeight-h, sparkBar, h)
		}
		if d.Errors > 0 {
			fmt.Fprintf(&b, `<rect class="err" x="%d" y="%d" width="%d" height="4"/>`, i*sparkStep, sparkHeight+2, sparkBar)
		}
	}
	b.WriteString(`</svg>`)
	return b.String()
}
