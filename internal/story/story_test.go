package story

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
)

var reader = language.NewReader()

var noon = time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC)

// report makes an invented report; hours count from noon.
func report(id, publisher string, hours float64, lang, title string, paragraphs ...string) Features {
	a := article.Article{
		ID: article.ID(id), Publisher: publisher, Title: title, Paragraphs: paragraphs, Lang: lang,
		Published: noon.Add(time.Duration(hours * float64(time.Hour))),
	}
	return Describe(a, reader.Read(lang, a.Title, a.Paragraphs, a.Published))
}

// Reports of two invented matters, told by several publishers.
func ferry() []Features {
	return []Features{
		report("f1", "Harbour Post", 0, "en", "Ferry with 212 aboard runs aground off Carrow Island",
			"The ferry Morwenna ran aground on rocks off Carrow Island on Tuesday with 212 people aboard, the coast guard said.",
			"Lifeboats from Port Ennis took off all passengers before nightfall. Two sailors were hurt."),
		report("f2", "Daily Lantern", 2, "en", "All passengers saved after Morwenna ferry strikes rocks near Carrow Island",
			"Lifeboats rescued 212 people from the ferry Morwenna, which struck rocks off Carrow Island on Tuesday.",
			"The coast guard said two sailors were hurt when the ship ran aground."),
		report("f3", "Northern Wire", 5, "en", "Coast guard rescues 212 from grounded Carrow Island ferry",
			"The coast guard and lifeboats from Port Ennis rescued 212 people from the grounded ferry Morwenna near Carrow Island.",
			"An inquiry will ask why the ship left its channel."),
	}
}

func dam() []Features {
	return []Features{
		report("d1", "Harbour Post", 1, "en", "Talks on the Velda dam end without a treaty",
			"Talks between Ostrava and Lumenia on the water of the Velda dam ended without a treaty on Tuesday.",
			"The Lumenian envoy Tarek Oson said his country would not sign before the reservoir was measured."),
		report("d2", "Daily Lantern", 3, "en", "No treaty as Velda dam talks between Ostrava and Lumenia end",
			"Ostrava and Lumenia ended their talks on the Velda dam without signing a treaty.",
			"Envoy Tarek Oson of Lumenia asked for the reservoir to be measured first."),
	}
}

func add(g *Grouper, fs []Features) map[article.ID]Placement {
	Sort(fs)
	out := map[article.ID]Placement{}
	for _, f := range fs {
		out[f.Article] = g.Add(f)
	}
	return out
}

func TestReportsOfOneHappeningMeet(t *testing.T) {
	p := add(NewGrouper(), append(ferry(), dam()...))
	for _, id := range []article.ID{"f2", "f3"} {
		if p[id].Event != "f1" {
			t.Errorf("%s is in event %s, want f1 (apart: %+v)", id, p[id].Event, p[id].Apart)
		}
	}
	if p["d2"].Event != "d1" || p["d1"].Event == "f1" {
		t.Errorf("dam reports are in %s and %s", p["d1"].Event, p["d2"].Event)
	}
	if p["d1"].Story == p["f1"].Story {
		t.Error("two matters share a story")
	}
}

func TestPlacementSaysWhy(t *testing.T) {
	p := add(NewGrouper(), ferry())["f2"]
	notes := ""
	for _, r := range p.Reasons {
		notes += r.Feature + ":" + r.Note + " "
	}
	if !strings.Contains(notes, "ferri") || !strings.Contains(notes, "carrow") {
		t.Errorf("reasons do not name what is shared: %s", notes)
	}
}

// TestHardPairsStayApart holds pairs that share nearly every word and are two
// happenings, and says which may not be joined.
func TestHardPairsStayApart(t *testing.T) {
	pairs := []struct{ name, lang, first, firstBody, second, secondBody string }{
		{"12th and 13th package", "en",
			"Union adopts 12th sanctions package against Lumenia", "The Union adopted its 12th package of sanctions against Lumenia on Tuesday, aimed at timber and ships.",
			"Union adopts 13th sanctions package against Lumenia", "The Union adopted its 13th package of sanctions against Lumenia on Tuesday, aimed at timber and ships."},
		{"Q1 and Q2 results", "en",
			"Brannock Motors posts Q1 profit of $4 million", "Brannock Motors said its Q1 profit was $4 million on strong sales of vans.",
			"Brannock Motors posts Q2 profit of $4 million", "Brannock Motors said its Q2 profit was $4 million on strong sales of vans."},
		{"typhoons", "ja",
			"台風13号が霧島沖を北上 船の欠航相次ぐ", "台風13号は霧島沖を北上し、船の欠航が相次いだ。",
			"台風15号が霧島沖を北上 船の欠航相次ぐ", "台風15号は霧島沖を北上し、船の欠航が相次いだ。"},
		{"rounds", "en",
			"Second round of Velda dam talks opens in Port Ennis", "The second round of talks on the Velda dam opened in Port Ennis.",
			"Third round of Velda dam talks opens in Port Ennis", "The third round of talks on the Velda dam opened in Port Ennis."},
		{"two fires", "ja",
			"伊万里の住宅で火災 2人死亡", "伊万里市の木造住宅から火が出て、2人の死亡が確認された。",
			"八街の住宅で火災 2人死亡", "八街市の木造住宅から火が出て、2人の死亡が確認された。"},
	}
	for _, x := range pairs {
		p := add(NewGrouper(), []Features{
			report("a", "Harbour Post", 0, x.lang, x.first, x.firstBody),
			report("b", "Daily Lantern", 6, x.lang, x.second, x.secondBody),
		})
		if p["b"].Event == "a" {
			t.Errorf("%s: joined with score %.2f: %+v", x.name, p["b"].Score, p["b"].Reasons)
		}
	}
}

func TestClashingOrdinalIsTheReasonApart(t *testing.T) {
	p := add(NewGrouper(), []Features{
		report("a", "Harbour Post", 0, "en", "Union adopts 12th sanctions package against Lumenia", "The Union adopted its 12th package of sanctions against Lumenia."),
		report("b", "Daily Lantern", 6, "en", "Union adopts 13th sanctions package against Lumenia", "The Union adopted its 13th package of sanctions against Lumenia."),
	})["b"]
	if len(p.Apart) == 0 || p.Apart[0].Reasons[0].Feature != "ordinal" {
		t.Fatalf("apart = %+v", p.Apart)
	}
	if p.Story != "a" {
		t.Errorf("the two packages are one matter, story = %s", p.Story)
	}
}

// TestOneHappeningWithFewSharedWords is the other half: two reports that share
// names and a figure but hardly a word.
func TestOneHappeningWithFewSharedWords(t *testing.T) {
	p := add(NewGrouper(), append(dam(), ferry()[0],
		report("f9", "Evening Mirror", 4, "en", "Morwenna: 212 saved as ship hits reef by Carrow Island",
			"Everyone on the Morwenna, 212 people in all, is safe after the vessel hit a reef by Carrow Island, Port Ennis lifeboats report.")))
	if p["f9"].Event != "f1" {
		t.Errorf("event = %s, apart %+v", p["f9"].Event, p["f9"].Apart)
	}
}

func TestSharedHeadOfStateDoesNotGlueMatters(t *testing.T) {
	fs := []Features{
		report("a", "Harbour Post", 0, "en", "President Halden opens new bridge in Corvale", "President Irma Halden opened the new bridge across the Corvale river and praised its engineers."),
		report("b", "Daily Lantern", 5, "en", "President Halden vetoes fishing quota bill", "President Irma Halden vetoed a bill that would have raised the quota for cod and herring."),
		report("c", "Northern Wire", 9, "en", "President Halden meets astronauts before launch", "President Irma Halden met the two astronauts who will fly to the lunar station in May."),
	}
	p := add(NewGrouper(), fs)
	if p["b"].Story == "a" || p["c"].Story == "a" || p["c"].Story == p["b"].Story {
		t.Errorf("stories: a=%s b=%s c=%s", p["a"].Story, p["b"].Story, p["c"].Story)
	}
}

func TestJapaneseAndEnglishReportsMeet(t *testing.T) {
	p := add(NewGrouper(), append(dam(),
		report("e", "Harbour Post", 0, "en", "Magnitude 6.8 earthquake hits Kumamoto, 13 dead"),
		report("j", "東洋日報", 1, "ja", "熊本で震度6強の地震 13人死亡"),
		report("k", "東洋日報", 1, "ja", "大阪の映画祭で新人監督に最高賞")))
	if p["j"].Event != "e" {
		t.Errorf("j is in %s: %+v", p["j"].Event, p["j"].Apart)
	}
	if p["k"].Event != "k" {
		t.Errorf("k joined %s", p["k"].Event)
	}
}
