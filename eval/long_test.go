package eval

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// longReport is an English report of n runes in one paragraph, as a page
// without paragraphs gives it, with an attribution in every sentence.
func longReport(id string, n int, at time.Time) article.Article {
	said := `The mayor of Port Ansel, Ingrid Berg, said the harbour bridge would stay closed, but "nobody is to blame", according to Karel Novak, who denied that cracks had been known. `
	body := strings.Repeat(said, n/len(said)+1)[:n]
	return article.Article{
		ID: article.ID(id), Title: "Harbour bridge at Port Ansel stays closed", Paragraphs: []string{body},
		Lang: "en", Publisher: "Ansel Post", Published: at,
	}
}

// TestAReportOf200000Runes goes through language, claims and grouping: it is
// read as it is, in time that grows with its length only, and what stands
// beside it is grouped as it is without it.
func TestAReportOf200000Runes(t *testing.T) {
	reader, at := language.NewReader(), time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC)
	describe := func(a article.Article) story.Features {
		return story.Describe(a, reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published))
	}
	spent := func(n int) time.Duration {
		a, from := longReport("long", n, at), processorTime()
		x := reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
		if x.Outcome != text.Plain {
			t.Errorf("outcome %q of a report of %d runes", x.Outcome, n)
		}
		if len(claim.Statements(a, x)) == 0 {
			t.Errorf("a report of %d runes has no statement", n)
		}
		claim.Quantities(a, x)
		if f := story.Describe(a, x); f.Fault != "" {
			t.Errorf("fault %q of a report of %d runes", f.Fault, n)
		}
		return processorTime() - from
	}
	spent(1000) // loads what is loaded once
	if short, long := spent(20_000), spent(200_000); long > 30*short+200*time.Millisecond {
		t.Errorf("20,000 runes took %s, 200,000 took %s", short, long)
	}
	others := []article.Article{
		{ID: "b", Title: "Ferry workers of Lund strike over pay", Paragraphs: []string{"Ferry workers in Lund went on strike on Monday over pay, the sailors' union said, and crossings were cancelled."}, Lang: "en", Publisher: "Lund Times", Published: at.Add(time.Hour)},
		{ID: "c", Title: "Lund ferry workers on strike over pay", Paragraphs: []string{"Crossings from Lund were cancelled on Monday as ferry workers went on strike over pay, the sailors' union said."}, Lang: "en", Publisher: "Coast Wire", Published: at.Add(2 * time.Hour)},
	}
	with, without := story.NewGrouper(), story.NewGrouper()
	with.Add(describe(longReport("a", 200_000, at)))
	for _, a := range others {
		f := describe(a)
		p, q := with.Add(f), without.Add(f)
		if p.Event != q.Event || p.Story != q.Story {
			t.Errorf("%s stands in %s, %s beside a long report, in %s, %s without it", a.ID, p.Event, p.Story, q.Event, q.Story)
		}
	}
	if p := with.Add(describe(longReport("d", 2_000, at.Add(3*time.Hour)))); p.Event != "a" {
		t.Errorf("the same news in 2,000 runes stands in %s, not with the long report", p.Event)
	}
}
