package pipeline_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiku/internal/digest"
	"kiku/internal/pipeline"
	"kiku/internal/store"
)

// ferryReport is one line of an archive about the ferry of Gannet Isle.
func ferryReport(source, title, text string, more ...string) string {
	r := map[string]string{"title": title, "link": "https://" + source + ".example/ferry", "text": text,
		"published": "2026-04-30T08:00:00Z", "source": strings.ToUpper(source[:1]) + source[1:] + " Post", "lang": "en"}
	for i := 0; i+1 < len(more); i += 2 {
		r[more[i]] = more[i+1]
	}
	line, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return string(line) + "\n"
}

const (
	sorrelText = "The ferry line to Gannet Isle will close on June 30, the Sorrel Harbour Board said on Thursday. The board has run the ferry line at a loss of 3 million crowns a year since 2021. Board chair Ilse Marden said the board had no money left to repair the older of its two boats."
	gannetText = "Some 200 islanders gathered on the quay of Gannet Isle on Thursday to protest against the end of their ferry line. Teacher Oren Falk said pupils from Gannet Isle would have to board on the mainland during the week. The Sorrel Harbour Board announced the closure of the ferry line in a short letter."
	lundText   = "The Sorrel Harbour Board will close the ferry line to Gannet Isle on June 30, it said on Thursday. Fishermen of Lund offered to carry the post of Gannet Isle for 90 crowns a week. The island council will meet on Friday to talk about the ferry line."
)

// imported imports an archive, catches up and returns the one story's newest edition.
func imported(t *testing.T, p *pipeline.Pipeline, name, lines string) digest.Digest {
	t.Helper()
	_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{write(t, t.TempDir(), name, lines)}}, nil)
	must(t, err)
	must(t, p.CatchUp(t.Context(), nil))
	ds, err := p.Store.LatestEditions(t.Context(), 0)
	must(t, err)
	if len(ds) != 1 {
		t.Fatalf("%d stories told", len(ds))
	}
	return ds[0]
}

func prints(d digest.Digest, words string) bool {
	found := false
	d.New, d.Corrected = nil, nil
	d.Lines(func(l *digest.Line) { found = found || strings.Contains(l.Text, words) })
	return found
}

func TestEditsAndWithdrawalsReachTheDigest(t *testing.T) {
	databases(t, func(t *testing.T, o store.Options) {
		p := begin(t, o)
		first := imported(t, p, "1.jsonl", ferryReport("sorrel", "Ferry line to Gannet Isle to close in June", sorrelText)+
			ferryReport("gannet", "Gannet Isle loses its ferry line, islanders protest", gannetText)+
			ferryReport("lund", "Ferry line to Gannet Isle ends on June 30", lundText))
		if first.Edition != 1 || !prints(first, "3 million") || !prints(first, "90 crowns") {
			t.Fatalf("edition %d does not print the figures", first.Edition)
		}
		bytes := stored(t, p, first, 1)

		second := imported(t, p, "2.jsonl", ferryReport("sorrel", "Ferry line to Gannet Isle to close in June",
			strings.Replace(sorrelText, "3 million", "5 million", 1), "updated", "2026-04-30T10:00:00Z"))
		if len(second.Corrected) != 1 || second.Corrected[0].Edition != 1 || !strings.Contains(second.Corrected[0].Was, "3 million") ||
			!strings.Contains(second.Corrected[0].Now.Text, "5 million") || prints(second, "3 million") {
			t.Errorf("after the edit: %+v", second.Corrected)
		}
		if len(second.New) == 0 || second.New[0].What != digest.NewCorrection {
			t.Errorf("new after the edit: %+v", second.New)
		}

		third := imported(t, p, "3.jsonl", `{"link":"https://lund.example/ferry","withdrawn":true}`+"\n"+`{"link":"https://nowhere.example/x","withdrawn":true}`+"\n")
		if len(third.Corrected) != 2 || third.Corrected[0].Reason != digest.Withdrawn || third.Corrected[0].Title != "Ferry line to Gannet Isle ends on June 30" || prints(third, "90 crowns") {
			t.Errorf("after the withdrawal: %+v", third.Corrected)
		}
		if len(third.Log) != 3 {
			t.Errorf("the third edition remembers %d", len(third.Log))
		}

		// An edit of words that nobody saw: a new edition at most of what was read, and no entry.
		fourth := imported(t, p, "4.jsonl", ferryReport("gannet", "Gannet Isle loses its ferry line, islanders protest",
			gannetText+" The weather was fine.", "updated", "2026-04-30T11:00:00Z"))
		if len(fourth.Corrected) != 2 || len(fourth.Log) != 3 {
			t.Errorf("an edit of nothing printed: %d corrections, log of %d", len(fourth.Corrected), len(fourth.Log))
		}
		if stored(t, p, first, 1) != bytes {
			t.Error("the first edition is another one now")
		}
	})
}

// stored is an edition as the store has it.
func stored(t *testing.T, p *pipeline.Pipeline, d digest.Digest, number int) string {
	t.Helper()
	e, err := p.Store.Edition(t.Context(), d.Story, d.Lang, number)
	must(t, err)
	b, err := json.Marshal(e)
	must(t, err)
	return string(b)
}

func TestAPageThatIsGoneTwiceIsWithdrawn(t *testing.T) {
	d := newReadingRoom(t)
	at := func(updated string) string {
		return strings.ReplaceAll(pressFeed("a.example", "", "ferry"), "<updated>2026-05-01T08:00:00Z</updated><summary>", "<published>2026-04-30T08:00:00Z</published><updated>"+updated+"</updated><summary>")
	}
	state := func() store.Standing {
		a, err := d.article("http://a.example/articles/ferry")
		must(t, err)
		st, err := d.Store.Standing(t.Context(), a.ID)
		must(t, err)
		return st
	}
	d.set("a.example/feed", at("2026-05-01T08:00:00Z"))
	d.set("a.example/articles/ferry", pressArticle("one", ""))
	d.follow("A", "", "http://a.example/feed")
	d.later(0)
	d.set("a.example/feed", at("2026-05-02T08:00:00Z"))
	d.unset("a.example/articles/ferry")
	d.later(25 * time.Hour)
	if st := state(); st.State == store.Refused {
		t.Fatalf("one answer is enough: %+v", st)
	}
	d.later(2 * time.Hour)
	if st := state(); st.State == store.Refused {
		t.Fatalf("asked again too soon: %+v", st)
	}
	d.later(5 * time.Hour)
	if st := state(); st.State != store.Refused || st.Decider != "withdrawn" || !strings.Contains(st.Reason, "404") {
		t.Errorf("gone twice: %+v", st)
	}
}

func TestEditionsStayAndFeedsTellChangesOnly(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	reports := ferryReport("sorrel", "Ferry line to Gannet Isle to close in June", sorrelText) +
		ferryReport("gannet", "Gannet Isle loses its ferry line, islanders protest", gannetText)
	first := imported(t, p, "1.jsonl", reports)
	root := "en/s/" + string(first.Story) + "/"
	files := func() map[string]string {
		dir, _ := build(t, p)
		out := map[string]string{}
		for _, name := range []string{"editions/1.json", "editions/2.json", "editions/3.json", "atom.xml", "feed.json"} {
			data, err := os.ReadFile(filepath.Join(dir, root+name))
			if err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			out[name] = string(data)
		}
		return out
	}
	entries := func(m map[string]string) int { return strings.Count(m["atom.xml"], "<entry>") }
	one := files()
	if entries(one) != 1 || one["editions/1.json"] == "" || one["editions/2.json"] != "" {
		t.Fatalf("after the first edition: %d entries, files %v", entries(one), one)
	}

	imported(t, p, "2.jsonl", ferryReport("sorrel", "Ferry line to Gannet Isle to close in June", strings.Replace(sorrelText, "3 million", "5 million", 1), "updated", "2026-04-30T10:00:00Z"))
	two := files()
	if entries(two) != 2 || two["editions/1.json"] != one["editions/1.json"] || !strings.Contains(two["editions/2.json"], `"what":"correction"`) {
		t.Fatalf("after the correction: %d entries, %v", entries(two), two)
	}
	if !strings.Contains(two["atom.xml"], "5 million") || !strings.Contains(two["feed.json"], "#corrections") {
		t.Errorf("the entry does not say what is printed now, or where: %s", two["feed.json"])
	}

	// Another paper says the same, and a report is edited where nobody saw it:
	// the page is composed anew, and nothing has changed for a reader.
	third := imported(t, p, "3.jsonl", ferryReport("gannet", "Gannet Isle loses its ferry line, islanders protest", gannetText+" The weather was fine.", "updated", "2026-04-30T11:00:00Z")+
		ferryReport("lund", "Ferry line to Gannet Isle ends on June 30", "The Sorrel Harbour Board will close the ferry line to Gannet Isle on June 30, it said on Thursday. Some 200 islanders gathered on the quay of Gannet Isle to protest."))
	three := files()
	if third.Edition < 3 {
		t.Fatalf("edition %d: nothing was composed anew", third.Edition)
	}
	for _, name := range []string{"editions/1.json", "editions/2.json"} {
		if three[name] != two[name] {
			t.Errorf("%s was %s, is %s", name, two[name], three[name])
		}
	}
	if entries(three) != 2 || three["editions/3.json"] != "" {
		t.Errorf("an edition of other words is announced: %s", three["atom.xml"])
	}
	must(t, p.Recompute(t.Context(), store.TellStage, nil))
	if again := files(); entries(again) != 2 || again["editions/2.json"] != two["editions/2.json"] {
		t.Errorf("a recomputing is announced: %s", again["atom.xml"])
	}
}

func TestAStoryThatEndsWithAWithdrawalSaysSo(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	d := imported(t, p, "1.jsonl", ferryReport("sorrel", "Ferry line to Gannet Isle to close in June", sorrelText)+
		ferryReport("gannet", "Gannet Isle loses its ferry line, islanders protest", gannetText))
	_, err := p.Import(t.Context(), pipeline.ImportRequest{Paths: []string{write(t, t.TempDir(), "2.jsonl", `{"link":"https://gannet.example/ferry","withdrawn":true}`+"\n")}}, nil)
	must(t, err)
	dir, _ := build(t, p)
	for path, want := range map[string]string{
		"en/s/" + string(d.Story) + "/index.html": "told no more",
		"ja/s/" + string(d.Story) + "/index.html": "もう載せていません",
		"en/corrections/index.html":               "<del>Gannet Isle loses its ferry line, islanders protest</del>",
	} {
		data, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s does not say %q: %v", path, want, err)
		}
	}
}
