package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/site"
	"kiku/internal/story"
)

// The long story: a harbour's toll, over seven months, in 400 reports of 14
// publishers and 60 events. Everything in it is invented.
const (
	longReports, longEvents, longPublishers = 400, 60, 14
	longID                                  = story.StoryID("longharbour")
)

var longStart = time.Date(2026, 1, 9, 8, 0, 0, 0, time.UTC)

func longLine(lang, id, ja, en string, publisher int, at time.Time) digest.Line {
	words := en
	if lang == "ja" {
		words = ja
	}
	url := "https://example.com/" + id
	return digest.Line{ID: "l" + id, Kind: digest.Extract, Text: words, Cites: []digest.Citation{{
		Ref: claim.Ref{Article: article.IDOf(url)}, Publisher: longPublisher(publisher), Published: at, URL: url, Sentence: words,
	}}}
}

func longPublisher(i int) string { return fmt.Sprintf("Harbour Paper No. %d", i+1) }

// longDay is the day of event i: crowded at first, a silence of 40 days, and then
// steadily to the newest.
func longDay(i int) int {
	if i < 20 {
		return i * i / 12
	}
	return 72 + (i-20)*7/2
}

func longDigest(lang string) digest.Digest {
	newest := longStart.AddDate(0, 0, longDay(longEvents-1))
	line := func(id, ja, en string, publisher, day int) digest.Line {
		return longLine(lang, id, ja, en, publisher, longStart.AddDate(0, 0, day))
	}
	d := digest.Digest{
		Story: longID, Lang: lang, Edition: 31, AsOf: newest, Since: longStart, Category: digest.Business, Fiction: true,
		Headline: line("head", "ノルデン港の入港料、七か月の協議はどこへ向かうのか", "The toll at Norden harbour: where do seven months of talks lead?", 0, 200),
		Stand:    []digest.Line{line("stand", "港の組合は入港料の引き上げを受け入れた。", "The harbour union accepted the higher toll.", 1, 200)},
		Flower:   digest.Flower{Days: longDay(longEvents-1) + 1},
		Sources:  digest.Sources{Articles: longReports + 60, Independent: longReports, Echoes: 60},
	}
	for i := range longPublishers {
		d.Sources.Publishers = append(d.Sources.Publishers, digest.PublisherShare{Name: longPublisher(i), Articles: 46 - 2*i})
	}
	for i := range longEvents {
		reports := 1 + (i*7)%12
		m := digest.Moment{Event: story.EventID(fmt.Sprintf("ev%d", i)), Date: longStart.AddDate(0, 0, longDay(i)), Reports: reports,
			Line: line(fmt.Sprintf("ev%d", i), fmt.Sprintf("第%d回の協議で、港と組合が入港料の案を示した。", i+1), fmt.Sprintf("At the talks of round %d the harbour and the union put forward a toll.", i+1), i%longPublishers, longDay(i))}
		for p := range reports {
			m.Publishers = append(m.Publishers, p)
		}
		if i%17 == 5 {
			m.Disputes = []string{"toll"}
		}
		d.Timeline = append(d.Timeline, m)
	}
	for i := range longReports {
		d.Flower.Petals = append(d.Flower.Petals, digest.Petal{Day: longDay(i * longEvents / longReports), Publisher: i % longPublishers, Split: i%50 == 7})
	}
	d.Disputes = []digest.Difference{{ID: "toll", Kind: claim.Conflict, About: line("about", "入港料の額", "the toll", 0, 9),
		Sides: []digest.Line{line("side1", "入港料は一隻あたり四百クラウンとなる。", "The toll will be 400 crowns a ship.", 0, 9), line("side2", "入港料は一隻あたり五百二十クラウンとなる見通しだ。", "The toll will come to 520 crowns a ship.", 3, 11)},
		Value: []string{"400", "520"}, Reports: []int{7, 2}}}
	d.Ledger = longLedger(line)
	d.Corrected = []digest.Correction{{Article: "a1", Publisher: longPublisher(2), URL: "https://example.com/fix", When: longStart.AddDate(0, 0, 30), Was: "—", Now: line("fix", "協議は九日に始まった。", "The talks began on the ninth.", 2, 30)}}
	d.Points = []digest.Line{line("p1", "入港料は夏から上がる。", "The toll rises in summer.", 4, 150)}
	d.Pages = []digest.Page{{Sections: []digest.Section{{Event: "ev59", Date: newest, Heading: line("sec", "入港料の引き上げで合意", "Agreement on the higher toll", 0, 200),
		Cards: []digest.Card{{Article: "a2", Publisher: longPublisher(0), Title: line("card", "入港料で合意", "Toll agreed", 0, 200), URL: "https://example.com/card", Published: newest,
			Points: []digest.Line{line("cp", "港と組合は夜遅くに合意した。", "Harbour and union agreed late at night.", 0, 200)}}},
		Narrative: []digest.Line{line("n1", "港は冬に引き上げを求めた。", "The harbour asked for more in winter.", 5, 3)}, Disputes: []string{"toll"}}}}}
	return d
}

func longLedger(line func(id, ja, en string, publisher, day int) digest.Line) []digest.Holding {
	var out []digest.Holding
	actors := []string{"Norden Harbour Board", "Dockers' Union", "Ilvane Shipping", "Mayor Sela Brandt", "Fishers of Ost", "Ministry of Ports"}
	issues := []string{"toll", "night shifts", "dredging", "pension fund", "small boats", "inspection"}
	stances := []claim.Stance{claim.Demand, claim.Oppose, claim.Condition, claim.Support, claim.Reject, claim.Propose}
	for i, actor := range actors {
		for j, issue := range issues {
			if (i*5+j*3)%4 == 1 {
				continue
			}
			h := digest.Holding{Actor: actor, Issue: issue}
			for k := range 1 + (i+j)%3 {
				day := 5 + 11*i + 13*j + 50*k
				h.Positions = append(h.Positions, digest.HeldPosition{Stance: stances[(i+j+k)%6], Date: longStart.AddDate(0, 0, min(day, 200)), Changed: k > 0 && i%2 == 0,
					Line: line(fmt.Sprintf("h%d-%d-%d", i, j, k), "これについて考えを述べた。", "It said what it thinks of this.", (i+j+k)%longPublishers, day)})
			}
			out = append(out, h)
		}
	}
	return out
}

// serveLong serves a site that holds the long story in both languages.
func serveLong(t *testing.T) string {
	t.Helper()
	files := site.Memory{}
	in := site.Input{Digests: []digest.Digest{longDigest("ja"), longDigest("en")}, Hosts: digest.DefaultHosts()}
	in.Config.Built = in.Digests[0].AsOf
	if err := site.Render(in, files); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		if path == "" || strings.HasSuffix(path, "/") {
			path += "index.html"
		}
		data, ok := files.Read(path)
		if !ok {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, path, time.Time{}, strings.NewReader(string(data)))
	}))
	t.Cleanup(server.Close)
	return server.URL
}
