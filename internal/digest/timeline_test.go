package digest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// printing is a report for a story of several events: the event it belongs to, when
// and by whom it is printed.
type printing struct {
	event     int
	at        time.Time
	publisher string
	title     string
	text      string
}

// unfolding is an input for a story of events told by the given reports.
func unfolding(lang string, reports ...printing) Input {
	in := Input{Lang: lang, Articles: map[article.ID]article.Article{}, Texts: map[article.ID]text.Text{}, Hosts: DefaultHosts()}
	in.Story = story.Story{ID: "s1"}
	reader := language.NewReader()
	for i, r := range reports {
		for len(in.Story.Events) <= r.event {
			id := story.EventID(fmt.Sprint("e", len(in.Story.Events)))
			in.Story.Events = append(in.Story.Events, story.Event{ID: id, Story: "s1", First: r.at})
		}
		a := article.Article{URL: fmt.Sprintf("https://paper%d.example/%d", i, i), Publisher: r.publisher, Title: r.title, Lang: lang, Published: r.at, Paragraphs: []string{r.text}}
		a.ID = article.IDOf(a.URL)
		in.Articles[a.ID] = a
		in.Texts[a.ID] = reader.Read(lang, a.Title, a.Paragraphs, a.Published)
		e := &in.Story.Events[r.event]
		e.Articles = append(e.Articles, story.Member{Article: a.ID, Publisher: r.publisher, Lang: lang, Published: r.at})
		e.Last = r.at
		in.Story.Last = r.at
	}
	in.Story.First = in.Story.Events[0].First
	return in
}

func hour(day, hour int) time.Time { return time.Date(2031, 6, day, hour, 0, 0, 0, time.UTC) }

// dam is a story of two events; both look back to the day on which the dam broke.
func dam(extra ...printing) Input {
	return unfolding("en", append([]printing{
		{0, hour(18, 9), "Harbour Post", "Court hears engineer of the Arle dam", "A court in Vessa heard the engineer of the Arle dam on Wednesday. The Arle dam broke on June 3 and flooded the lower valley. Engineer Pia Holm denied that she had been warned. The mayor of Vessa followed the hearing from the second row."},
		{0, hour(18, 12), "Vale Courier", "Engineer of Arle dam denies blame in court", "The engineer of the Arle dam denied all blame before a court in Vessa. Twelve houses were lost when the Arle dam broke on June 3. The hearing goes on next week. Residents of the valley filled the hall of the court."},
		{1, hour(25, 9), "Harbour Post", "Report blames state for Arle dam break", "A report blamed the state on Wednesday for the break of the Arle dam. Nobody had looked at the gates of the Arle dam for years. The report has 210 pages. A minister said the state would read the report with care."},
		{1, hour(25, 11), "Vale Courier", "State knew of cracks in Arle dam, report says", "The state knew of cracks in the Arle dam, a report said. The Arle dam broke on June 3 after a week of rain. The report was ordered by the parliament in Vessa. Opposition leader Kai Brandt asked the minister to resign."},
	}, extra...)...)
}

func moments(t *testing.T, in Input) []string {
	t.Helper()
	d, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range d.Timeline {
		if len(m.Line.Cites) == 0 {
			t.Errorf("%q stands on nothing", m.Line.Text)
		}
		out = append(out, fmt.Sprintf("%s (%d) %s", m.Date.Format(time.DateOnly), m.Reports, m.Line.Text))
	}
	return out
}

func TestTimelineNamesTheDayThatReportsComeBackTo(t *testing.T) {
	got := moments(t, dam())
	if len(got) != 3 || !strings.HasPrefix(got[0], "2031-06-03 (2) ") || !strings.Contains(got[0], "June 3") {
		t.Errorf("timeline %q, want the 3rd, told by two publishers, and two events", got)
	}
}

func TestTimelineLeavesQuestionsAndOpinionsOut(t *testing.T) {
	got := moments(t, dam(
		printing{2, hour(26, 9), "Harbour Post", "Who will pay for the Arle dam?", "The valley asks who will pay for the Arle dam. Nobody in Vessa has an answer yet. The state has no fund for dams."},
		printing{3, hour(27, 9), "Vale Courier", "Opinion: The Arle dam is a lesson", "The Arle dam teaches us to look at gates. We should all look at gates. The state looked away for years."},
		printing{4, hour(28, 9), "Vale Courier", "Parliament votes on fund for Arle valley", "The parliament in Vessa voted on a fund for the Arle valley on Saturday. The fund holds 20 million crowns. The Arle dam will be built anew."},
	))
	for _, m := range got {
		if strings.Contains(m, "Who will pay") || strings.Contains(m, "Opinion") {
			t.Errorf("%q tells of no happening", m)
		}
	}
	if len(got) != 4 {
		t.Errorf("timeline %q", got)
	}
}

func TestALongTimelineKeepsWhatSeveralTell(t *testing.T) {
	var more []printing
	for i := range 14 {
		more = append(more, printing{2 + i, hour(26, i), "Harbour Post", fmt.Sprintf("Village %c of the Arle valley gets a new road", 'A'+i),
			fmt.Sprintf("Village %c of the Arle valley gets a new road. The old road was lost when the Arle dam broke. Work on the road takes %d months.", 'A'+i, i+2)})
	}
	got := moments(t, dam(more...))
	events := 0
	for _, m := range got {
		if !strings.Contains(m, "broke on June 3") {
			events++
		}
	}
	if events != maxAlone {
		t.Errorf("%d events in the timeline, want %d: %q", events, maxAlone, got)
	}
	if all := strings.Join(got, "\n"); !strings.Contains(all, "Village N") || !strings.Contains(all, "2031-06-25 (2)") {
		t.Errorf("the newest event or one of two publishers is missing: %s", all)
	}
}

func TestPicturesTellOfNoDay(t *testing.T) {
	in := unfolding("en",
		printing{0, hour(18, 9), "Harbour Post", "Court hears engineer of the Arle dam", "A court in Vessa heard the engineer of the Arle dam on Wednesday. People stand on the broken Arle dam near Vessa on June 5, 2031. Engineer Pia Holm denied that she had been warned."},
		printing{0, hour(18, 12), "Vale Courier", "Engineer of Arle dam denies blame in court", "The engineer of the Arle dam denied all blame before a court in Vessa. The hearing goes on next week. Residents of the valley filled the hall of the court."})
	for _, m := range moments(t, in) {
		if strings.HasPrefix(m, "2031-06-05") {
			t.Errorf("%q is the caption of a picture", m)
		}
	}
}

func TestTellingTitles(t *testing.T) {
	for title, want := range map[string]bool{
		"Dam breaks near Vessa": true, "Mayor: \"Who will pay?\"": false, "ダム決壊、12棟流される": true, "ダムはなぜ決壊したのか": false,
		"【解説】ダム決壊": false, "Is the Arle dam safe?": false, "The Arle dam, explained": false, "What the court heard is secret, judge says": true, "How the dam broke": false,
	} {
		if telling(title) != want {
			t.Errorf("telling(%q) = %v", title, !want)
		}
	}
}

// A report whose date is weeks before that of the others of its event does not
// date the event.
func TestMisdatedReportDoesNotDateItsEvent(t *testing.T) {
	in := dam()
	e := &in.Story.Events[1]
	first := e.Articles[0]
	first.Published = hour(2, 9)
	e.Articles = append([]story.Member{first}, e.Articles[1:]...)
	e.First = first.Published
	a := in.Articles[first.Article]
	a.Published = first.Published
	in.Articles[a.ID] = a
	d, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range d.Timeline {
		if m.Event == e.ID && m.Date.Before(hour(25, 0)) {
			t.Errorf("%q stands on %v", m.Line.Text, m.Date)
		}
	}
}

// The name of who writes is before the colon of a title, and nowhere below.
func TestSignedTitles(t *testing.T) {
	body := "The town of Vessa has lost its dam. The valley is under water. Nobody knows who will pay for it."
	for title, c := range map[string]struct {
		body string
		want bool
	}{
		"Ada Marlow: A town that forgot its dam":         {body, true},
		"Ada Marlow: we will rebuild the dam":            {body + " Marlow told the council so on Monday.", false},
		"Vessa: mayor resigns over the dam":              {body, false},
		"Mayor of Vessa resigns: what comes next for it": {body, false},
	} {
		r := language.NewReader().Read("en", title, []string{c.body}, hour(25, 9))
		if got := signed(r); got != c.want {
			t.Errorf("%q: %t", title, got)
		}
	}
}

func TestSentencesThatPointBackToTheirOpening(t *testing.T) {
	for s, want := range map[string]bool{
		"After a long call on Monday between Ada Marlow and President Pia Holm, that appears to be what the mayor is doing.": false,
		"The revelation comes just after former mayor Ada Marlow announced on Sunday that she had left Vessa.":               false,
		"After a long call on Monday, Ada Marlow said that the dam of Vessa is safe for the coming years.":                   true,
	} {
		r := language.NewReader().Read("en", "Dam", []string{s}, hour(25, 9))
		if got := standsAloneEn(r.Sentences[0]); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
}
