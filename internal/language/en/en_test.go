package en

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kiku/internal/language/text"
)

// published is a Wednesday.
var published = time.Date(2031, 5, 21, 10, 0, 0, 0, time.UTC)

func one(s string) text.Sentence { return Read("", []string{s}, published).Sentences[0] }

func TestSentences(t *testing.T) {
	// A bar marks each sentence end.
	for _, want := range []string{
		"The bridge is shut.| Nobody crosses it.",
		"Dr. Berg met Mrs. Novak at St. Ansel's Church.| They talked.",
		"The firm, Olsen & Co. of Port Ansel, paid.| It closed at noon.",
		"The talks began at 5 p.m. in the U.S. and ended early.| Nobody spoke.",
		"She lives in the U.S.| How about you?",
		"At 9 a.m. Ms. Berg left.| He left at 9 a.m.| Ms. Berg stayed.",
		"It cost $3.50 a head.| That is 1.5 times as much.",
		"“We wait. We hope,” she said.| “Will it open?” Berg asked.| He left.",
		"\"We wait. We hope,\" she said.| \"No.\"| The hall fell silent.",
		"He said “no.”| Then he left.",
		"The mayor (who was ill. She stayed home.) wrote a letter.| It came late.",
		"It was late ... and nobody came.| We left.",
		"Karl I. Olsen spoke.| It was you and I.| Did he go?",
		"PORT ANSEL (Wire) — The bridge is shut.| It will open in Jan. 2032.",
		"Write to ann.Berg@example.org.| See www.example.org/a.B today.",
		"1. The first bridge| 2. The second bridge",
		"It works at Shout! in the old town.",
		"Is it open?!| No.",
		"He is ill.| She is not.| Come in.| Sit down.",
		"The cracks grew.[3][4]| Nobody saw them.",
	} {
		s := strings.ReplaceAll(want, "|", "")
		r := []rune(s)
		var got []string
		for _, span := range Sentences(s) {
			got = append(got, string(r[span.Start:span.End]))
		}
		if g := strings.Join(got, "| "); g != want {
			t.Errorf("\n got %s\nwant %s", g, want)
		}
	}
}

func TestSentencesNeverStartInsideAQuotation(t *testing.T) {
	s := "“It is shut. It stays shut. That is all. Go home,” the mayor said. The crowd left."
	if got := Sentences(s); len(got) != 2 {
		t.Errorf("got %d sentences, want 2", len(got))
	}
}

func TestNames(t *testing.T) {
	// surface, normal form, type and title of each name
	for s, want := range map[string]string{
		"Nordian President Anna Berg met Russian Foreign Minister Karl Olsen.":    "Anna Berg=berg/1[Nordian President] Russian=RU/2[] Karl Olsen=olsen/1[Russian Foreign Minister]",
		"Yesterday spokeswoman Maria Novak spoke for the UN.":                     "Maria Novak=novak/1[spokeswoman] UN=un/3[]",
		"Anna Berg, the finance minister, resigned.":                              "Anna Berg=berg/1[finance minister]",
		"Gov. Karl Olsen's plan failed in Kyiv.":                                  "Karl Olsen=olsen/1[Gov.] Kyiv=kyiv/2[]",
		"The Ministry of Health and Welfare warned the United States.":            "Ministry of Health and Welfare=ministry of health and welfare/3[] United States=US/2[]",
		"The Harbour Safety Board (HSB) acted; the HSB said so.":                  "Harbour Safety Board=hsb/3[] HSB=hsb/3[] HSB=hsb/3[]",
		"But nobody in Port Ansel agreed with Ludwig van Holt.":                   "Port Ansel=port ansel/2[] Ludwig van Holt=ludwig van holt/0[]",
		"However, the Prime Minister said nothing on Tuesday or in May.":          "",
		"THE BRIDGE IS SHUT FOR GOOD TODAY":                                       "",
		"The former British prime minister Anna Berg and the EU signed the deal.": "Anna Berg=berg/1[former British prime minister] British=GB/2[] EU=EU/3[]",
	} {
		var got []string
		for _, n := range one(s).Names {
			got = append(got, n.Surface+"="+n.Normal+"/"+string(rune('0'+n.Type))+"["+n.Title+"]")
		}
		if !sameSet(got, want) {
			t.Errorf("%s\n got %s\nwant %s", s, strings.Join(got, " "), want)
		}
	}
}

// sameSet compares lists of names without regard to order.
func sameSet(got []string, want string) bool {
	rest := want
	for _, g := range got {
		if !strings.Contains(rest, g) {
			return false
		}
		rest = strings.Replace(rest, g, "", 1)
	}
	return strings.TrimSpace(rest) == ""
}

func TestNamesOfOnePersonJoin(t *testing.T) {
	x := Read("Berg keeps bridge shut", []string{"Mayor Ingrid Berg spoke. Berg left. Hans Berg, her brother, stayed."}, published)
	want := []string{"berg", "berg", "hans berg"}
	var got []string
	for _, s := range x.Sentences {
		for _, n := range s.Names {
			got = append(got, n.Normal)
		}
	}
	if strings.Join(got, ",") != strings.Join(want, ",") {
		t.Errorf("got %v, want %v", got, want)
	}
	if len(x.Title.Names) != 1 || x.Title.Names[0].Type != text.Person {
		t.Errorf("title names %+v", x.Title.Names)
	}
}

func TestDates(t *testing.T) {
	for s, want := range map[string]string{
		"It shut on Monday.":            "2031-05-19/0",
		"It shut on Wednesday.":         "2031-05-21/0",
		"It shut on Thursday.":          "2031-05-15/0",
		"It will open on Friday.":       "2031-05-23/0",
		"It opens next Friday.":         "2031-05-23/0",
		"Both are to meet on Thursday.": "2031-05-22/0",
		"It is to shut from Monday.":    "2031-05-26/0",
		"It is shut since Monday.":      "2031-05-19/0",
		"It shut on May 3.":             "2031-05-03/0",
		"It shut on May 3, 2029.":       "2029-05-03/0",
		"It shut on 3 May.":             "2031-05-03/0",
		"It shut on Dec. 30.":           "2030-12-30/0",
		"It shut last month.":           "2031-04-01/1",
		"It shut in March.":             "2031-03-01/1",
		"It shut in 2029.":              "2029-01-01/2",
		"It shut three days ago.":       "2031-05-18/0",
		"It shut yesterday.":            "2031-05-20/0",
		"It shut last week.":            "2031-05-14/3",
		"It shut two years ago.":        "2029-01-01/2",
		"It shut on 2031-05-02.":        "2031-05-02/0",
		"It was built in the 1990s.":    "",
		"They may march again.":         "",
		"Some 2000 people came.":        "",
		"It shut on Tuesday evening.":   "2031-05-20/0",
		"It shut on Tuesday evenings.":  "",
		"The law of March 2030 stands.": "2030-03-01/1",
	} {
		got := ""
		for _, d := range one(s).Dates {
			got += d.Time.Format("2006-01-02") + "/" + string(rune('0'+d.Precision))
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", s, got, want)
		}
	}
}

func TestDatesWithoutPublicationTime(t *testing.T) {
	x := Read("", []string{"It shut on Monday. It shut on May 3, 2029."}, time.Time{})
	if len(x.Sentences[0].Dates) != 0 || len(x.Sentences[1].Dates) != 1 {
		t.Errorf("got %v and %v", x.Sentences[0].Dates, x.Sentences[1].Dates)
	}
}

func TestFigures(t *testing.T) {
	type fig struct {
		value             float64
		unit, bound, noun string
		ordinal           bool
	}
	for s, want := range map[string][]fig{
		"At least 13 people died.":         {{13, "person", "min", "peopl", false}},
		"It cost $1.2 million.":            {{1.2e6, "USD", "", "", false}},
		"It cost nearly €5bn.":             {{5e9, "EUR", "about", "", false}},
		"More than 1,200 homes burned.":    {{1200, "", "min", "home", false}},
		"Twenty-one soldiers left.":        {{21, "person", "", "soldier", false}},
		"Two hundred and five boats sank.": {{205, "", "", "boat", false}},
		"Prices rose 3.5% there.":          {{3.5, "%", "", "", false}},
		"Prices rose 4 percent there.":     {{4, "%", "", "", false}},
		"A 30-day ceasefire holds.":        {{30, "day", "", "", false}},
		"The 12th package passed.":         {{12, "", "", "packag", true}},
		"It ran up to 40 kilometres.":      {{40, "km", "max", "", false}},
		"An F-16 fell near the G7 hall.":   nil,
		"COVID-19 closed it.":              nil,
		"Ann Berg, 43, said no.":           nil,
		"It began at 5 p.m. there.":        nil,
		"They won 3-1 there.":              nil,
		"The 43-year-old left.":            nil,
		"No one came.":                     nil,
		"A 2029 law forbids it.":           nil,
	} {
		var got []fig
		for _, f := range one(s).Figures {
			got = append(got, fig{f.Value, f.Unit, f.Bound, f.Counts, f.Ordinal})
		}
		if len(got) != len(want) {
			t.Errorf("%s: got %+v, want %+v", s, got, want)
			continue
		}
		for i := range got {
			if want[i].unit != "" && want[i].unit != "person" {
				got[i].noun = want[i].noun // the unit says what is counted
			}
			if got[i] != want[i] {
				t.Errorf("%s: got %+v, want %+v", s, got[i], want[i])
			}
		}
	}
}

func TestQuotations(t *testing.T) {
	for s, want := range map[string]string{
		"“It is shut,” she said.":              "It is shut,/true",
		"\"It is shut,\" she said. ":           "It is shut,/true",
		"“He said ‘never’ to me,” she said.":   "He said ‘never’ to me,/true never/false",
		"The mayors' plan isn't the people's.": "",
		"She called it “odd” and “late”.":      "odd/true late/true",
		"He calls it 'unfair', they say.":      "unfair/true",
	} {
		var got []string
		for _, q := range one(s).Quotations {
			got = append(got, q.Text+"/"+map[bool]string{true: "true", false: "false"}[q.Outer])
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %q, want %q", s, g, want)
		}
	}
}

func TestWords(t *testing.T) {
	ws := Words("The mayor's officials said they were closing 3 bridges.")
	want := []struct {
		base  string
		class text.Class
		stop  bool
	}{{"the", text.Particle, true}, {"mayor", text.Noun, false}, {"'s", text.Particle, true}, {"offici", text.Noun, false}, {"said", text.Verb, true}, {"they", text.Pronoun, true},
		{"were", text.Verb, true}, {"close", text.Verb, false}, {"3", text.Number, false}, {"bridg", text.Noun, false}, {".", text.Mark, true}}
	if len(ws) != len(want) {
		t.Fatalf("got %d words, want %d: %+v", len(ws), len(want), ws)
	}
	for i, w := range want {
		if ws[i].Base != w.base || ws[i].Stop != w.stop || w.class != ws[i].Class && w.base != "said" {
			t.Errorf("word %d: got %+v, want %+v", i, ws[i], w)
		}
	}
}

// TestHeadlinesOfCapitals reads titles in which nearly every word has a
// capital, with and without a report below.
func TestHeadlinesOfCapitals(t *testing.T) {
	report := []string{"Police in Port Amsel said on Monday that the smelter was closed after a blast.", "Ann Velin, the mayor, said Velin Group had launched an inquiry. Velin also said the union breaks no rules."}
	for _, c := range []struct {
		title  string
		report []string
		want   []string
	}{
		{"Velin Group Launched Inquiry After Blast Closed Smelter In Port Amsel", report, []string{"Velin Group", "Port Amsel"}},
		{"Mayor Ann Velin Breaks Silence Over Smelter Blast", report, []string{"Ann Velin"}},
		{"North Korea Fires Another Missile Over Japan, Seoul Says", nil, []string{"North Korea", "Japan", "Seoul"}},
		{"New Mexico Settlers Torch Wooden Homes and Flee", nil, []string{"New Mexico"}},
		{"European Union Lowers Growth Forecast As Tariffs Bite", nil, []string{"European Union"}},
	} {
		var got []string
		for _, n := range Read(c.title, c.report, time.Time{}).Title.Names {
			if n.Type != text.UnknownName {
				got = append(got, n.Surface)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.title, got, c.want)
		}
	}
	title := Read("Mayor Ann Velin Breaks Silence Over Smelter Blast", report, time.Time{}).Title
	if n := title.Names[0]; n.Title != "Mayor" || n.Normal != "velin" {
		t.Errorf("title and normal form: got %+v", n)
	}
}

func TestQuotedNamesAreNames(t *testing.T) {
	got := Read("", []string{`He joined the start-up “Fennel” in May.`}, time.Time{}).Sentences[0].Names
	if len(got) == 0 || got[0].Surface != "Fennel" || got[0].Type != text.Organization {
		t.Errorf("got %+v", got)
	}
}

func TestTitlesOfTwoOffices(t *testing.T) {
	for s, want := range map[string]string{
		"Secretary of State and acting chairman Ann Velin said no.":        "Secretary of State and acting chairman",
		"Slovak Foreign and European Affairs Minister Ann Velin said no.":  "Foreign and European Affairs Minister",
		"The talks failed, former French foreign minister Ann Velin said.": "former French foreign minister",
	} {
		found := false
		for _, n := range Read("", []string{s}, time.Time{}).Sentences[0].Names {
			found = found || n.Surface == "Ann Velin" && n.Title == want
		}
		if !found {
			t.Errorf("%s: got %+v", s, Read("", []string{s}, time.Time{}).Sentences[0].Names)
		}
	}
}
