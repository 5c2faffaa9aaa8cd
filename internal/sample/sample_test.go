package sample_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kiku/internal/sample"
)

type report struct {
	Title     string    `json:"title"`
	Link      string    `json:"link"`
	Text      string    `json:"text"`
	Published time.Time `json:"published"`
	Updated   time.Time `json:"updated"`
	Source    string    `json:"source"`
	Lang      string    `json:"lang"`
	Author    string    `json:"author"`
	Fiction   bool      `json:"fiction"`
	Tags      []string  `json:"tags"`
}

func (r report) seen() time.Time {
	if r.Updated.IsZero() {
		return r.Published
	}
	return r.Updated
}

func load(t *testing.T) []report {
	t.Helper()
	var out []report
	lines := bufio.NewScanner(bytes.NewReader(sample.Reports()))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		var r report
		if err := dec.Decode(&r); err != nil {
			t.Fatalf("line %d: %v", len(out)+1, err)
		}
		out = append(out, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func expected(t *testing.T) sample.Expectation {
	t.Helper()
	e, err := sample.Expected()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// byLink gives the text that a link had first: the later line of a corrected
// report does not replace it.
func byLink(t *testing.T) map[string]report {
	t.Helper()
	m := map[string]report{}
	for _, r := range load(t) {
		if _, ok := m[r.Link]; !ok {
			m[r.Link] = r
		}
	}
	return m
}

func TestNewsroomHasSixtyReportsBySixPublishersOverSixWeeks(t *testing.T) {
	t.Parallel()
	all := load(t)
	langs, days := map[string]int{}, []time.Time{}
	for _, r := range byLink(t) {
		langs[r.Lang]++
		days = append(days, r.Published)
	}
	if n := langs["ja"] + langs["en"]; n != 60 || langs["ja"] != langs["en"] {
		t.Errorf("reports by language %v, want 30 and 30", langs)
	}
	slices.SortFunc(days, time.Time.Compare)
	if span := days[len(days)-1].Sub(days[0]); span < 38*24*time.Hour || span > 45*24*time.Hour {
		t.Errorf("newsroom spans %v, want about six weeks", span)
	}
	if !slices.IsSortedFunc(all, func(a, b report) int { return a.seen().Compare(b.seen()) }) {
		t.Error("reports are not in the order of their time")
	}
	counts := map[string]int{}
	for _, r := range all {
		counts[r.Source]++
	}
	if len(counts) != len(sample.Sources()) {
		t.Errorf("publishers %v, want the six sources", counts)
	}
	for _, s := range sample.Sources() {
		if counts[s.Name] < 6 {
			t.Errorf("%s has %d reports, want at least 6", s.Name, counts[s.Name])
		}
	}
}

func TestEveryReportIsCompleteAndMarkedAsFiction(t *testing.T) {
	t.Parallel()
	end := regexp.MustCompile(`。|[.?!]["”]?(\s|$)`)
	titles := map[string]string{}
	for _, r := range load(t) {
		if !r.Fiction {
			t.Errorf("%s: not marked as fiction", r.Link)
		}
		if r.Title == "" || r.Source == "" || r.Published.IsZero() || len(r.Tags) == 0 {
			t.Errorf("%s: title, source, time or tags missing", r.Link)
		}
		if before, ok := titles[r.Title]; ok {
			t.Errorf("%s and %s have one title", before, r.Link)
		}
		titles[r.Title] = r.Link
		home := ""
		for _, s := range sample.Sources() {
			if s.Name == r.Source && s.Lang == r.Lang {
				home = s.Home
			}
		}
		if home == "" || !strings.HasPrefix(r.Link, home+r.Published.Format("2006/01/02/")) {
			t.Errorf("%s: not an address of %s on its day", r.Link, r.Source)
		}
		if n := len(end.FindAllString(r.Text, -1)); n < 5 {
			t.Errorf("%s: %d sentences, want at least 5", r.Link, n)
		}
		paragraphs := strings.Split(r.Text, "\n\n")
		if len(paragraphs) < 2 || len(paragraphs) > 5 {
			t.Errorf("%s: %d paragraphs, want 2 to 5", r.Link, len(paragraphs))
		}
		for _, p := range paragraphs {
			if p == "" || p != strings.TrimSpace(p) || strings.Contains(p, "\n") {
				t.Errorf("%s: stray space in paragraph %q", r.Link, p)
			}
		}
		least := map[string]int{"ja": 180, "en": 500}[r.Lang]
		if n := utf8.RuneCountInString(r.Text); n < least {
			t.Errorf("%s: text is %d characters, want at least %d", r.Link, n, least)
		}
	}
}

func TestJapaneseReportsAreWrittenAsNewspapersWrite(t *testing.T) {
	t.Parallel()
	polite := regexp.MustCompile(`(です|ます|ました|ません)。`)
	quoted := regexp.MustCompile(`「[^」]*」`)
	for _, r := range load(t) {
		if r.Lang != "ja" {
			continue
		}
		text := quoted.ReplaceAllString(r.Text, "")
		if i := strings.Index(text, "訂正:"); i >= 0 {
			text = text[:i] // a notice speaks to the reader
		}
		if m := polite.FindString(text); m != "" {
			t.Errorf("%s: %q outside a quotation", r.Link, m)
		}
	}
}

func TestEventsAndStoriesCoverEveryReportOnce(t *testing.T) {
	t.Parallel()
	reports, e := byLink(t), expected(t)
	in := map[string]string{}
	events := map[string][]string{}
	for _, ev := range e.Events {
		events[ev.ID] = ev.Links
		for _, l := range ev.Links {
			if _, ok := reports[l]; !ok {
				t.Errorf("event %s: no report %s", ev.ID, l)
			}
			if in[l] != "" {
				t.Errorf("%s is in %s and in %s", l, in[l], ev.ID)
			}
			in[l] = ev.ID
		}
	}
	if len(in) != len(reports) {
		t.Errorf("%d reports are in events, want %d", len(in), len(reports))
	}
	of := map[string]string{}
	var sizes []int
	for _, s := range e.Stories {
		n := 0
		for _, id := range s.Events {
			if _, ok := events[id]; !ok || of[id] != "" {
				t.Errorf("story %s: event %s is missing or elsewhere (%q)", s.ID, id, of[id])
			}
			of[id] = s.ID
			n += len(events[id])
		}
		sizes = append(sizes, n)
	}
	if len(of) != len(events) {
		t.Errorf("%d events are in stories, want %d", len(of), len(events))
	}
	slices.SortFunc(sizes, func(a, b int) int { return b - a })
	if len(sizes) < 12 || sizes[0] < 26 || sizes[3] < 5 || sizes[4] != 1 {
		t.Errorf("sizes of stories %v, want a long one, three shorter ones and single reports", sizes)
	}
}

// Each planted case must be visible in the reports it names.
func TestPlantedCasesStandInTheReports(t *testing.T) {
	t.Parallel()
	reports, e := byLink(t), expected(t)
	has := func(what, link string, words ...string) {
		t.Helper()
		r, ok := reports[link]
		if !ok {
			t.Errorf("%s: no report %s", what, link)
		}
		for _, w := range words {
			if !strings.Contains(r.Title+"\n"+r.Text, w) {
				t.Errorf("%s: %s does not print %q", what, link, w)
			}
		}
	}
	for _, o := range e.OffTopic {
		has("off topic", o.Link, o.Shared...)
	}
	for _, h := range e.Hearsay {
		has("hearsay", h.Link, h.Mark)
	}
	for _, n := range e.Nested {
		has("nested", n.Link, n.Outer)
		if !strings.Contains(n.Outer, n.Inner) {
			t.Errorf("nested: %q is not in %q", n.Inner, n.Outer)
		}
	}
	for _, n := range e.Names {
		has("name", n.JA, n.Katakana)
		has("name", n.EN, n.Latin)
	}
	for _, r := range e.Roles {
		for _, l := range append(slices.Clone(r.Evidence), r.Stale...) {
			if !strings.Contains(reports[l].Text, r.Actor[0]) && !strings.Contains(reports[l].Text, r.Actor[1]) {
				t.Errorf("role: %s does not name %v", l, r.Actor)
			}
		}
		for _, l := range r.Stale {
			has("stale role", l, r.Role[0]+" "+r.Actor[0])
			if got := reports[l].Published.Format(time.DateOnly); got <= r.Until {
				t.Errorf("stale role: %s is of %s, not after %s", l, got, r.Until)
			}
		}
	}
	for _, p := range e.Positions {
		for _, s := range p.Steps {
			for _, l := range s.Links {
				r := reports[l]
				surname := p.Actor[0][strings.LastIndex(p.Actor[0], " ")+1:]
				katakana := p.Actor[1][strings.LastIndex(p.Actor[1], "・")+len("・"):]
				if !strings.Contains(r.Text, surname) && !strings.Contains(r.Text, katakana) {
					t.Errorf("position: %s does not name %v", l, p.Actor)
				}
				if got := r.Published.Format(time.DateOnly); got != s.Date {
					t.Errorf("position: %s is of %s, want %s", l, got, s.Date)
				}
			}
		}
	}
	kinds := fmt.Sprint(len(e.OffTopic) > 0, len(e.Hearsay) > 1, len(e.Nested) > 2, len(e.Names) > 4, len(e.Roles) > 0, len(e.Positions) > 1, len(e.NearMisses) > 1)
	if strings.Contains(kinds, "false") {
		t.Errorf("planted cases missing: %s", kinds)
	}
}

func TestDisputesAndNearMissesAreOfTheEventsTheyName(t *testing.T) {
	t.Parallel()
	reports, e := byLink(t), expected(t)
	events := map[string][]string{}
	for _, ev := range e.Events {
		events[ev.ID] = ev.Links
	}
	kinds := map[string]int{}
	for _, d := range e.Disputes {
		kinds[d.Kind]++
		for _, s := range []sample.Side{d.A, d.B} {
			if !slices.Contains(events[d.Event], s.Link) {
				t.Errorf("%s: %s is not of event %s", d.About, s.Link, d.Event)
			}
			if !strings.Contains(strings.ToLower(reports[s.Link].Text), s.Value) {
				t.Errorf("%s: %s does not print %q", d.About, s.Link, s.Value)
			}
		}
		a, b := reports[d.A.Link], reports[d.B.Link]
		if d.Kind == "conflict" && (a.Source == b.Source || b.Published.Sub(a.Published) > 24*time.Hour) {
			t.Errorf("%s: a conflict is of two publishers within a day", d.About)
		}
		if !a.Published.Before(b.Published) {
			t.Errorf("%s: %s is not earlier than %s", d.About, d.A.Link, d.B.Link)
		}
	}
	if kinds["conflict"] < 2 || kinds["update"] < 2 {
		t.Errorf("disputes by kind %v, want two of each at least", kinds)
	}
	for _, n := range e.NearMisses {
		if len(events[n.A]) == 0 || len(events[n.B]) == 0 || n.A == n.B {
			t.Errorf("near miss %s and %s: not two events", n.A, n.B)
		}
	}
}

func TestEchoesPrintOneAgencyText(t *testing.T) {
	t.Parallel()
	reports, e := byLink(t), expected(t)
	if len(e.Echoes) < 2 {
		t.Fatalf("%d echoes, want one in each language", len(e.Echoes))
	}
	for _, echo := range e.Echoes {
		first := reports[echo.Original]
		if len(echo.Copies) != 2 {
			t.Errorf("%s: %d copies, want 2", echo.Agency, len(echo.Copies))
		}
		for _, l := range echo.Copies {
			r := reports[l]
			if r.Source == first.Source || !r.Published.After(first.Published) || r.Title == first.Title {
				t.Errorf("%s: not a later copy by another publisher under its own title", l)
			}
			if !strings.HasPrefix(first.Text, r.Text) {
				t.Errorf("%s: not the agency's text, whole or cut at the end", l)
			}
			dateline, _, _ := strings.Cut(r.Text, " ")
			if head := string([]rune(r.Text)[:20]); !strings.Contains(head, echo.Agency) {
				t.Errorf("%s: dateline %q does not name %s", l, dateline, echo.Agency)
			}
		}
	}
}

func TestCorrectedReportComesTwiceUnderOneLink(t *testing.T) {
	t.Parallel()
	times := map[string][]report{}
	for _, r := range load(t) {
		times[r.Link] = append(times[r.Link], r)
	}
	corrected := 0
	for _, rs := range times {
		if len(rs) > 1 {
			corrected++
		}
	}
	e := expected(t)
	if corrected != len(e.Corrections) || corrected == 0 {
		t.Errorf("%d links come twice, %d corrections are expected", corrected, len(e.Corrections))
	}
	for _, c := range e.Corrections {
		rs := times[c.Link]
		if len(rs) != 2 {
			t.Fatalf("%s comes %d times, want twice", c.Link, len(rs))
		}
		if at, err := time.Parse(time.RFC3339, c.At); err != nil || !rs[1].Updated.Equal(at) || !rs[0].Updated.IsZero() {
			t.Errorf("%s: updated %v, want %s (%v)", c.Link, rs[1].Updated, c.At, err)
		}
		if !strings.Contains(rs[0].Text, c.Was) || strings.Contains(rs[0].Text, c.Now) || !strings.Contains(rs[1].Text, c.Now) {
			t.Errorf("%s: the texts do not go from %q to %q", c.Link, c.Was, c.Now)
		}
		if !strings.Contains(rs[1].Text, "訂正") && !strings.Contains(strings.ToLower(rs[1].Text), "correct") {
			t.Errorf("%s: the publisher does not say that it corrected", c.Link)
		}
	}
}

func TestNothingInTheNewsroomIsReal(t *testing.T) {
	t.Parallel()
	world := regexp.MustCompile(`(?i)\b(Japan|China|Russia|Ukraine|Korea|America|United States|Britain|England|France|Germany|Norway|Iceland|Denmark|Canada|Europe|Tokyo|Osaka|London|Paris|Moscow|Washington|Trump|Biden|Putin|Zelensky|` +
		`Reuters|BBC|CNN|Kyodo|Jiji|AFP|Bloomberg|Google|Microsoft|Toyota|Sony|NATO|UNESCO)\b|日本|中国|ロシア|ウクライナ|韓国|朝鮮|アメリカ|米国|英国|フランス|ドイツ|ノルウェー|アイスランド|デンマーク|カナダ|欧州|東京|大阪|ロンドン|` +
		`トランプ|プーチン|ゼレンスキー|共同通信|時事通信|ロイター|朝日|読売|毎日新聞|日経|トヨタ|ソニー|国連`)
	for _, r := range load(t) {
		if m := world.FindString(r.Title + "\n" + r.Text + "\n" + r.Source + "\n" + r.Author); m != "" {
			t.Errorf("%s: %q is of the real world", r.Link, m)
		}
		if !strings.Contains(r.Link, ".example/") {
			t.Errorf("%s: not an address that nobody can own", r.Link)
		}
	}
}

func ExampleExpected() {
	e, err := sample.Expected()
	if err != nil {
		panic(err)
	}
	for _, step := range e.Positions[0].Steps {
		fmt.Println(step.Date, e.Positions[0].Actor[0], step.Stance, e.Positions[0].Issue[0])
	}
	// Output:
	// 2026-04-27 Tomas Velin reject observers
	// 2026-05-11 Tomas Velin oppose observers
	// 2026-05-22 Tomas Velin condition observers
	// 2026-05-29 Tomas Velin accept observers
}
