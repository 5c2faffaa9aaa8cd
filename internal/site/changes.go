package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"time"

	"kiku/internal/digest"
	"kiku/internal/site/theme"
	"kiku/internal/story"
)

// listCorrections is how many corrections the site's list holds.
const listCorrections = 200

// issued is an edition as the site publishes it beside the story: what it told
// as new. Once written it never changes, with one exception: words of a report
// that its publisher has taken back since are left out.
type issued struct {
	Story    story.StoryID `json:"story"`
	Lang     string        `json:"lang"`
	Edition  int           `json:"edition"`
	At       time.Time     `json:"at"`
	Since    time.Time     `json:"since,omitzero"`
	Headline string        `json:"headline"`
	Changes  []told        `json:"changes"`
}

// told is a change in words, with where it is shown.
type told struct {
	ID      string        `json:"id"`
	What    string        `json:"what"`
	Title   string        `json:"title"` // in the language of the digest
	Was     string        `json:"was,omitempty"`
	Now     string        `json:"now,omitempty"`
	About   string        `json:"about,omitempty"`
	Who     string        `json:"who,omitempty"`
	On      string        `json:"on,omitempty"` // id of the line
	Event   story.EventID `json:"event,omitempty"`
	Dispute string        `json:"dispute,omitempty"`
}

// shownAt is a change as the script of the page wants it.
type shownAt struct {
	told
	At string `json:"at"` // address of the line in the newest edition
}

// issues are what a digest remembers of its editions; one of an early version
// remembers only itself.
func issues(d *digest.Digest) []digest.Issue {
	if len(d.Log) == 0 {
		return []digest.Issue{{Edition: d.Edition, At: d.AsOf, Since: d.NewSince, Headline: d.Headline.Text}}
	}
	return d.Log
}

func tell(w *theme.Words, c digest.Change) told {
	return told{ID: c.ID, What: c.What, Title: theme.ChangeTitle(w, c), Was: c.Was, Now: c.Now, About: c.About, Who: c.Who,
		On: c.On, Event: c.Event, Dispute: c.Dispute}
}

// changes writes what is new in a story's editions: changes.json for the reader
// who comes back, newest first, in each tree; and in the tree where the story is
// at home editions/N.json and its feeds.
func (r *renderer) changes(lang string, d *digest.Digest) error {
	type edition struct {
		Edition int       `json:"edition"`
		At      time.Time `json:"at"`
		Changes []shownAt `json:"changes"`
	}
	root := theme.StoryPath(lang, d.Story, 1)
	where := r.places(lang, d)
	list := []edition{}
	w := theme.WordsOf(lang)
	for _, is := range slices.Backward(issues(d)) {
		e := edition{Edition: is.Edition, At: is.At, Changes: []shownAt{}}
		for _, c := range is.Changes {
			e.Changes = append(e.Changes, shownAt{tell(w, c), r.prefix + where(c)})
		}
		list = append(list, e)
	}
	if err := r.putJSON(root+"changes.json", list); err != nil || r.home(d) != lang {
		return err
	}
	own := theme.WordsOf(d.Lang)
	for _, is := range issues(d) {
		e := issued{Story: d.Story, Lang: d.Lang, Edition: is.Edition, At: is.At, Since: is.Since, Headline: is.Headline, Changes: []told{}}
		for _, c := range is.Changes {
			e.Changes = append(e.Changes, tell(own, c))
		}
		if err := r.putJSON(fmt.Sprintf("%seditions/%d.json", root, is.Edition), e); err != nil {
			return err
		}
	}
	return r.storyFeeds(lang, d)
}

func (r *renderer) putJSON(path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return r.put(file(path), append(data, '\n'))
}

// places returns where the newest edition shows what a change is about: the
// address of the line, of the section of the event, or of the story.
func (r *renderer) places(lang string, d *digest.Digest) func(digest.Change) string {
	root := theme.StoryPath(lang, d.Story, 1)
	lines, events := map[string]string{}, map[story.EventID]string{}
	put := func(path string) func(digest.Line) {
		return func(l digest.Line) {
			if _, has := lines[l.ID]; !has && l.ID != "" {
				lines[l.ID] = path + "#" + l.ID
			}
		}
	}
	for i, p := range d.Pages {
		on := put(theme.StoryPath(lang, d.Story, i+1))
		for _, s := range p.Sections {
			if _, has := events[s.Event]; !has && !s.Heading.IsZero() {
				events[s.Event] = theme.StoryPath(lang, d.Story, i+1) + "#" + s.Heading.ID
			}
			sectionLines(s, on)
		}
	}
	for _, m := range d.Timeline {
		put(root + "timeline/")(m.Line)
	}
	for _, h := range d.Ledger {
		for _, p := range h.Positions {
			put(root + "ledger/")(p.Line)
		}
	}
	for _, x := range d.Disputes {
		for _, l := range x.Sides {
			put(root + "disputes/")(l)
		}
	}
	return func(c digest.Change) string {
		switch {
		case c.What == digest.NewCorrection || c.What == digest.NewWithdrawn:
			return root + "#corrections"
		case c.Event != "" && events[c.Event] != "":
			return events[c.Event]
		case lines[c.On] != "":
			return lines[c.On]
		}
		return root
	}
}

// sectionLines calls f for the lines of a section.
func sectionLines(s digest.Section, f func(digest.Line)) {
	d := digest.Digest{Pages: []digest.Page{{Sections: []digest.Section{s}}}}
	d.Lines(func(l *digest.Line) { f(*l) })
}

// corrections writes the site's list of what was corrected.
func (r *renderer) corrections() error {
	for _, lang := range Langs {
		var list []theme.Corrected
		s := r.shell(lang, "/"+lang+"/corrections/", theme.WordsOf(lang).T("nav.corrections"), "list")
		for _, d := range r.shown[lang] {
			ink := theme.NewInk(s, d)
			for _, fix := range d.Corrected {
				list = append(list, theme.Corrected{D: d, Fix: fix, Ink: ink})
			}
		}
		for i := range r.in.Gone {
			g := &r.in.Gone[i]
			if r.home(&g.Last) == lang {
				list = append(list, theme.Corrected{D: &g.Last, Fix: g.Fix, Ink: theme.NewInk(s, &g.Last), Gone: true})
			}
		}
		sort.SliceStable(list, func(i, j int) bool { return list[i].Fix.When.After(list[j].Fix.When) })
		if err := r.page(s.Path, theme.CorrectionsPage(s, list[:min(len(list), listCorrections)])); err != nil {
			return err
		}
	}
	return nil
}

// gone writes a page at the address of each story that is told no more since a
// report of it was withdrawn.
func (r *renderer) gone() error {
	for i := range r.in.Gone {
		d := &r.in.Gone[i].Last
		if !safeName(string(d.Story)) || r.all[d.Story] != nil {
			continue
		}
		for _, lang := range Langs {
			w := theme.WordsOf(lang)
			s := r.shell(lang, theme.StoryPath(lang, d.Story, 1), w.T("gone.head"), "notice")
			s.Hidden, s.Canonical = true, ""
			if err := r.page(s.Path, theme.NoticePage(s, s.Title, w.T("gone.body"), "/"+lang+"/corrections/", w.T("correction.all"))); err != nil {
				return err
			}
		}
	}
	return nil
}
