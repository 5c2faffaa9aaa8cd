package digest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/story"
)

// line is a line that stands on one sentence of an article.
func line(id, words string, from ...string) Line {
	l := Line{ID: id, Kind: Extract, Text: words}
	for i, a := range from {
		l.Cites = append(l.Cites, Citation{Ref: claim.Ref{Article: article.ID(a)}, Publisher: a + " Post", Published: monday.Add(time.Duration(i) * time.Hour), Sentence: words})
	}
	return l
}

var monday = time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)

// edition is a digest that knows the given articles, in their first text.
func edition(n int, articles ...string) Digest {
	d := Digest{Story: "s1", Lang: "en", Edition: n, AsOf: monday.Add(time.Duration(n) * 24 * time.Hour), Read: map[article.ID]string{}}
	for _, a := range articles {
		d.Read[article.ID(a)] = "first"
	}
	return d
}

func update(id, was, now string, a, b string) Difference {
	return Difference{ID: id, Kind: claim.Update, About: line("about", "hurt", a), Value: []string{was, now},
		Sides: []Line{line("l"+id+"1", was+" were hurt.", a), line("l"+id+"2", now+" were hurt.", b)}}
}

func conflict(id, one, two string, a, b string) Difference {
	d := update(id, one, two, a, b)
	d.Kind = claim.Conflict
	return d
}

func whats(changes []Change) string {
	var out []string
	for _, c := range changes {
		out = append(out, c.What)
	}
	return strings.Join(out, " ")
}

func TestTwoEditionsDifferInAReadersTerms(t *testing.T) {
	moment := func(e string, l Line) Moment { return Moment{Event: story.EventID(e), Date: monday, Line: l} }
	held := func(stance claim.Stance, changed bool, from string) HeldPosition {
		return HeldPosition{Stance: stance, Changed: changed, Line: line("p"+from, "The board will pay.", from)}
	}
	page := func(events ...string) (p Page) {
		for _, e := range events {
			p.Sections = append(p.Sections, Section{Event: story.EventID(e), Heading: line("h"+e, "A page on "+e, "c")})
		}
		return p
	}
	for name, c := range map[string]struct {
		change func(older, newer *Digest)
		want   string
		check  func(Change) bool
	}{
		"a new event": {func(o, n *Digest) {
			o.Timeline = []Moment{moment("e1", line("l1", "The ferry stops.", "a"))}
			n.Timeline = append(o.Timeline, moment("e2", line("l2", "The islanders protest.", "c")))
		}, "event", func(c Change) bool { return c.Event == "e2" && c.On == "l2" && c.From[0] == "c" }},
		"an event of reports that were known": {func(o, n *Digest) {
			o.Timeline = []Moment{moment("e1", line("l1", "The ferry stops.", "a"))}
			n.Timeline = []Moment{moment("e9", line("l1", "The ferry stops.", "a"))}
		}, "", nil},
		"a later report of a known event": {func(o, n *Digest) {
			o.Pages = []Page{{Sections: []Section{{Event: "e1"}}}}
			n.Pages = []Page{{Sections: []Section{{Event: "e1", Cards: []Card{
				{Article: "c", Publisher: "c Post", Published: o.AsOf.Add(8 * time.Hour), Title: line("t", "Board meets the islanders", "c")}}}}}}
		}, "report", func(c Change) bool { return c.Who == "c Post" && c.On == "t" }},
		"another paper with the same news": {func(o, n *Digest) {
			o.Pages = []Page{{Sections: []Section{{Event: "e1"}}}}
			n.Pages = []Page{{Sections: []Section{{Event: "e1", Cards: []Card{
				{Article: "c", Publisher: "c Post", Published: o.AsOf.Add(2 * time.Hour), Title: line("t", "Ferry stops", "c")}}}}}}
		}, "", nil},
		"a figure that moved": {func(_, n *Digest) { n.Disputes = []Difference{update("d", "13", "18", "a", "c")} }, "figure", func(c Change) bool {
			return c.Was == "13" && c.Now == "18" && c.About == "hurt" && c.Who == "a Post, c Post" && c.Dispute == "d"
		}},
		"a figure between known reports": {func(_, n *Digest) { n.Disputes = []Difference{update("d", "13", "18", "a", "b")} }, "", nil},
		"a figure that others give too": {func(o, n *Digest) {
			o.Disputes = []Difference{update("d", "13", "18", "a", "b")}
			n.Disputes = []Difference{update("d2", "13", "18", "a", "c")}
		}, "", nil},
		"a figure that moved on": {func(o, n *Digest) {
			o.Disputes = []Difference{update("d", "13", "18", "a", "b")}
			n.Disputes = []Difference{update("d2", "18", "21", "b", "c")}
		}, "figure", func(c Change) bool { return c.Was == "18" && c.Now == "21" }},
		"a dispute opened": {func(_, n *Digest) { n.Disputes = []Difference{conflict("d", "13", "18", "a", "c")} }, "dispute", nil},
		"a dispute the other way round": {func(o, n *Digest) {
			o.Disputes = []Difference{conflict("d", "13", "18", "a", "b")}
			n.Disputes = []Difference{conflict("d2", "18", "13", "b", "c")}
		}, "", nil},
		"a dispute settled by its publisher": {func(o, n *Digest) {
			o.Disputes = []Difference{conflict("d", "13", "18", "a", "b")}
			u := update("u", "13", "18", "a", "c")
			u.Sides[1].Cites[0].Publisher = "a Post"
			n.Disputes = []Difference{u}
		}, "settled", func(c Change) bool { return c.Was == "13" && c.Now == "18" && c.Who == "a Post" }},
		"a dispute settled by a correction": {func(o, n *Digest) {
			o.Disputes = []Difference{conflict("d", "13", "18", "a", "b")}
			n.Corrected = []Correction{{Article: "a", Publisher: "a Post", Reason: Changed, Was: "13 were hurt.", Now: line("n", "18 were hurt.", "a")}}
		}, "correction settled", nil},
		"a dispute that is only not printed": {func(o, _ *Digest) { o.Disputes = []Difference{conflict("d", "13", "18", "a", "b")} }, "", nil},
		"a position": {func(o, n *Digest) {
			o.Ledger = []Holding{{Actor: "The board", Issue: "the ferry", Positions: []HeldPosition{held(claim.Reject, false, "a")}}}
			n.Ledger = []Holding{{Actor: "The board", Issue: "the ferry", Positions: []HeldPosition{held(claim.Reject, false, "a"), held(claim.Accept, true, "c")}}}
		}, "position", func(c Change) bool {
			return c.Was == string(claim.Reject) && c.Now == string(claim.Accept) && c.Who == "The board" && c.About == "the ferry"
		}},
		"a speaker heard for the first time": {func(_, n *Digest) {
			n.Ledger = []Holding{{Actor: "The isle", Issue: "the ferry", Positions: []HeldPosition{held(claim.Reject, false, "c")}}}
		}, "", nil},
		"a correction": {func(_, n *Digest) {
			n.Corrected = []Correction{{Article: "a", Reason: Changed, Was: "x", Now: line("n", "y", "a")}}
		}, "correction", nil},
		"a withdrawal": {func(_, n *Digest) { n.Corrected = []Correction{{Article: "a", Reason: Withdrawn, Was: "x"}} }, "withdrawn", nil},
		"an old correction": {func(o, n *Digest) {
			o.Corrected = []Correction{{Article: "a", Reason: Changed, Was: "x"}}
			n.Corrected = o.Corrected
		}, "", nil},
		"a page": {func(o, n *Digest) {
			o.Pages, n.Pages = []Page{page("e1")}, []Page{page("e1"), page("e2")}
		}, "page", func(c Change) bool { return c.Page == 2 && c.On == "he2" }},
		"pages cut otherwise": {func(o, n *Digest) {
			o.Pages, n.Pages = []Page{page("e1", "e2")}, []Page{page("e1"), page("e2")}
		}, "", nil},
		"other words and another order": {func(o, n *Digest) {
			o.Headline, n.Headline = line("h", "Ferry to stop", "a"), line("h2", "Isle loses its ferry", "c")
			o.Points, n.Points = []Line{line("x", "One.", "a"), line("y", "Two.", "b")}, []Line{line("y", "Two.", "b"), line("x", "One.", "a")}
		}, "", nil},
	} {
		older, newer := edition(1, "a", "b"), edition(2, "a", "b", "c")
		c.change(&older, &newer)
		got := Compare(older, newer)
		if whats(got) != c.want {
			t.Errorf("%s: %q, want %q", name, whats(got), c.want)
			continue
		}
		if c.check != nil && !c.check(got[0]) {
			t.Errorf("%s: %+v", name, got[0])
		}
		if again := Compare(older, newer); len(got) > 0 && (again[0].ID != got[0].ID || got[0].ID == "") {
			t.Errorf("%s: the change is %q, then %q", name, got[0].ID, again[0].ID)
		}
	}
}

// daysLater adds an event that two further reports tell two days after the first.
func daysLater(in Input) Input {
	more := reported("en",
		article.Article{Publisher: "Harbour Post", Title: "Islanders block the quay of Sorrel", Paragraphs: []string{"Islanders blocked the quay of Sorrel with rowing boats on Wednesday. Police counted 35 boats in the harbour."}},
		article.Article{Publisher: "Vale Courier", Title: "Rowing boats block Sorrel quay", Paragraphs: []string{"About 35 rowing boats blocked the quay of Sorrel on Wednesday. The harbour board asked the islanders to leave by the evening."}})
	e := story.Event{ID: "e2", Story: "s1"}
	reader := language.NewReader()
	for _, m := range more.Story.Events[0].Articles {
		a := more.Articles[m.Article]
		a.ID += "-later"
		a.Published = a.Published.Add(48 * time.Hour)
		m.Article, m.Published = a.ID, a.Published
		in.Articles[a.ID], in.Texts[a.ID] = a, reader.Read("en", a.Title, a.Paragraphs, a.Published)
		e.Articles, e.Last = append(e.Articles, m), a.Published
	}
	e.First = e.Articles[0].Published
	in.Story.Events = append(slices.Clone(in.Story.Events), e)
	in.Story.Last = e.Last
	return in
}

func composed(t *testing.T, in Input) Digest {
	t.Helper()
	d, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhatIsNewIsToldSinceTheLastEdition(t *testing.T) {
	first := composed(t, reported("en", ferry...))
	if len(first.New) != 0 || first.Edition != 1 || len(first.Log) != 1 {
		t.Errorf("first edition %d tells %d new things, log %+v", first.Edition, len(first.New), first.Log)
	}
	in := daysLater(reported("en", ferry...))
	in.Previous = &first
	second := composed(t, in)
	if second.Edition != 2 || len(second.New) == 0 || second.New[0].What != NewEvent || !second.NewSince.Equal(first.AsOf) {
		t.Fatalf("edition %d, new %+v since %s", second.Edition, second.New, second.NewSince)
	}
	if len(second.Log) != 2 || second.Log[1].Edition != 2 || len(second.Log[1].Changes) != len(second.New) || second.Log[1].Changes[0].Line.Text == "" {
		t.Errorf("log %+v", second.Log)
	}
	// The same reports with another choice of words: nothing new for a reader.
	in.Previous, in.Salt = &second, 12345
	third := composed(t, in)
	if got := Compare(second, third); len(got) != 0 {
		t.Errorf("other words are told as new: %+v", got)
	}
	if len(third.Log) != 2 || whats(third.New) != whats(second.New) || !third.NewSince.Equal(second.NewSince) {
		t.Errorf("after an edition of other words: new %s, log of %d", whats(third.New), len(third.Log))
	}
}

// edited is the input with a report whose text has changed since it was printed.
func edited(in Input, publisher, was, now string) (Input, article.ID) {
	for id, a := range in.Articles {
		if a.Publisher != publisher || !strings.Contains(a.Title+a.Paragraphs[0], was) {
			continue
		}
		in.Revisions = append(in.Revisions, article.Revision{Article: id, Number: len(in.Revisions) + 1, Title: a.Title, Paragraphs: a.Paragraphs})
		a.Title = strings.Replace(a.Title, was, now, 1)
		a.Paragraphs = []string{strings.Replace(a.Paragraphs[0], was, now, 1)}
		a.Updated = a.Published.Add(30 * time.Hour)
		in.Articles[id] = a
		in.Texts[id] = language.NewReader().Read(a.Lang, a.Title, a.Paragraphs, a.Published)
		return in, id
	}
	panic("no report prints " + was)
}

func TestACorrectedReportSaysWhatItPrinted(t *testing.T) {
	in, _ := edited(reported("en", ferry...), "Harbour Post", "About 420 islanders", "About 240 islanders")
	d := composed(t, in)
	if len(d.Corrected) != 1 || !strings.Contains(d.Corrected[0].Was, "420") || !strings.Contains(d.Corrected[0].Now.Text, "240") || d.Corrected[0].Edition != 0 {
		t.Errorf("corrections before the first edition: %+v", d.Corrected)
	}
}

func TestPrintedLinesThatLostTheirWordsAreCorrected(t *testing.T) {
	first := composed(t, reported("en", ferry...))
	printed := func(d Digest, words string) bool {
		found := false
		d.Corrected, d.New = nil, nil
		d.Lines(func(l *Line) { found = found || strings.Contains(l.Text, words) })
		return found
	}
	if !printed(first, "3 million") || printed(first, "420") {
		t.Fatal("the first edition should print one of the two figures")
	}
	in, id := edited(reported("en", ferry...), "Harbour Post", "3 million crowns", "5 million crowns")
	in.Previous = &first
	second := composed(t, in)
	if len(second.Corrected) != 1 {
		t.Fatalf("corrections %+v", second.Corrected)
	}
	fix := second.Corrected[0]
	if !strings.Contains(fix.Was, "3 million") || !strings.Contains(fix.Now.Text, "5 million") || fix.Reason != Changed || fix.Edition != 1 || fix.Article != id || fix.When.IsZero() {
		t.Errorf("correction %+v", fix)
	}
	if printed(second, "3 million") || len(second.New) == 0 || second.New[0].What != NewCorrection {
		t.Errorf("lost words stay, or nothing tells of it: %+v", second.New)
	}
	// The entry stays.
	in.Previous = &second
	in = daysLater(in)
	third := composed(t, in)
	if len(third.Corrected) != 1 || third.Corrected[0].Was != fix.Was || third.Corrected[0].Now.IsZero() {
		t.Errorf("an edition later: %+v", third.Corrected)
	}
	if slices.ContainsFunc(third.New, func(c Change) bool { return c.What == NewCorrection }) {
		t.Error("an old correction is told as new")
	}
	// Until its publisher wants none of its sentences shown.
	a := in.Articles[id]
	a.Terms.NoSnippet = true
	in.Articles[id], in.Previous = a, &third
	if fourth := composed(t, in); fourth.Corrected[0].Was != "" || fourth.Corrected[0].Publisher == "" || len(Compare(third, fourth)) > 0 {
		t.Errorf("repeated against its terms: %+v", fourth.Corrected[0])
	}
}

func TestEditsThatLoseNoPrintedWordsAreNoCorrections(t *testing.T) {
	first := composed(t, reported("en", ferry...))
	for was, now := range map[string]string{
		"The ferry line to Gannet Isle will close on June 30, the": "The ferry line to Gannet Isle will close on June 30 , the", // a mark
		"since 2021. About":                     "since 2021. The weather was fine. About",                 // a sentence more
		"About 420 islanders":                   "About 430 islanders",                                     // not printed
		"use the ferry every":                   "use this ferry every",                                    // a small word
		"to repair the older of its two boats.": "to repair the older of its two boats. Rain is expected.", // at the end
	} {
		in, _ := edited(reported("en", ferry...), "Harbour Post", was, now)
		in.Previous = &first
		if d := composed(t, in); len(d.Corrected) != 0 {
			t.Errorf("%q: %+v", now, d.Corrected)
		}
	}
}

func TestAChangedTitleChangesTheHeadline(t *testing.T) {
	first := composed(t, reported("en", ferry...))
	from, to := "Ferry line to Gannet Isle to close in June", "Ferry line to Gannet Isle to close in August"
	in, _ := edited(reported("en", ferry...), "Harbour Post", from, to)
	in.Previous = &first
	d := composed(t, in)
	found := false
	for _, fix := range d.Corrected {
		found = found || strings.Contains(fix.Was, "June") && strings.Contains(fix.Now.Text, "August")
	}
	if !found {
		t.Errorf("the title's correction is not told: %+v", d.Corrected)
	}
	d.Corrected, d.New = nil, nil
	d.Lines(func(l *Line) {
		if l.Text == from {
			t.Errorf("the lost title is printed: %s", l.Text)
		}
	})
}

func TestAWithdrawnReportLeavesWithItsLines(t *testing.T) {
	third := article.Article{Publisher: "Isle Gazette", Title: "Ferry board chair to resign over Gannet Isle line", Paragraphs: []string{
		"Board chair Ilse Marden will resign over the ferry line to Gannet Isle, the Sorrel Harbour Board said on Monday. The ferry line lost 9 million crowns last year, the paper learned."}}
	with := reported("en", append(slices.Clone(ferry), third)...)
	first := composed(t, with)
	var gone article.Article
	for _, a := range with.Articles {
		if a.Publisher == "Isle Gazette" {
			gone = a
		}
	}
	in := reported("en", ferry...)
	in.Previous = &first
	in.Withdrawn = []Withdrawal{{Article: gone, When: monday.Add(72 * time.Hour)}}
	d := composed(t, in)
	if len(d.Corrected) != 1 || d.Corrected[0].Reason != Withdrawn || d.Corrected[0].Title != gone.Title || d.Corrected[0].URL != gone.URL || d.Corrected[0].Was == "" || !d.Corrected[0].Now.IsZero() {
		t.Fatalf("corrections %+v", d.Corrected)
	}
	if len(d.New) == 0 || d.New[0].What != NewWithdrawn || d.New[0].Who != "Isle Gazette" {
		t.Errorf("new %+v", d.New)
	}
	d.Lines(func(l *Line) {
		for _, cite := range l.Cites {
			if cite.Ref.Article == gone.ID {
				t.Errorf("a line stands on the withdrawn report: %s", l.Text)
			}
		}
	})
	in.Withdrawn[0].Silent = true
	silent := composed(t, in)
	if fix := silent.Corrected[0]; fix.Title != "" || fix.Was != "" || fix.URL != "" || len(fix.More) != 0 || fix.Publisher != "Isle Gazette" {
		t.Errorf("a publisher that wants no copy: %+v", fix)
	}
}
