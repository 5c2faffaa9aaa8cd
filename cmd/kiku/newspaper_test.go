package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"kiku/internal/fetch/fetchtest"
)

// newspaper starts a newspaper on this machine and lets kiku reach it: its
// address is in the variable NEWS. Its pages are three reports, of which one is
// for subscribers, and a front page at /articles/home that names two feeds. With
// a number, the feed announces that many more items: newspaper [N].
func newspaper(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: newspaper [N]")
	}
	n := fetchtest.Start()
	ts.Defer(n.Close)
	n.AddPage("home", `<!doctype html><html lang="en"><head><title>The Harbour Post</title>
<link rel="alternate" type="application/rss+xml" title="All reports" href="/feed.xml">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/moved">
</head><body><h1>The Harbour Post</h1><p>News of Tolvik.</p></body></html>`)
	names := []string{"ferry", "bridge", "market"}
	for _, name := range names {
		n.AddPage(name, report(name))
	}
	if len(args) == 1 {
		var more int
		if _, err := fmt.Sscan(args[0], &more); err != nil {
			ts.Fatalf("newspaper %s: %v", args[0], err)
		}
		for i := range more {
			names = append(names, fmt.Sprintf("note-%d", i))
		}
	}
	n.SetFeed("The Harbour Post", names...)
	n.SetRobots("User-agent: *\nDisallow: /articles/market\n")
	ts.Setenv("NEWS", n.URL)
	ts.Setenv("KIKU_FETCH_ALLOW", n.Network().String())
	ts.Setenv("KIKU_FETCH_DELAY", "1ms")
}

// report is the page of an invented report.
func report(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The %s of Tolvik opens again</title>
<meta property="og:title" content="The %s of Tolvik opens again"><meta name="author" content="Mara Venn">
<meta property="article:published_time" content="%s"></head><body><article><h1>The %s of Tolvik opens again</h1>`,
		name, name, time.Date(2025, 5, 21, 9, 30, 0, 0, time.UTC).Format(time.RFC3339), name)
	for _, says := range sentences[name] {
		fmt.Fprintf(&b, "<p>%s %s</p>", says, "Those who live beside it were asked for their patience once more.")
	}
	b.WriteString("</article></body></html>")
	return b.String()
}

// sentences are what the reports say; no two say the same, or they would be
// prints of one text.
var sentences = map[string][]string{
	"ferry": {
		"The ferry between Tolvik and the outer islands runs again from Saturday, the shipping office said on Wednesday.",
		"Its engine had failed in a storm three weeks ago, and 240 islanders were brought home by fishing boats.",
		"A new shaft was cast in Ostvik and fitted within nine days, said Edda Storm, who leads the office.",
		"Tickets that were bought for the days without a ferry stay valid until the end of the year.",
	},
	"bridge": {
		"The stone bridge over the Amsel opens to carts and cyclists on Monday, five months after a barge struck its middle arch.",
		"Masons numbered every block before they took the arch down, the building office explained on Wednesday.",
		"The repair cost 3.2 million crowns, a tenth more than planned, because two blocks broke while they were lifted.",
		"Lorries have to take the road by the mill until an engineer has watched the arch through a winter.",
	},
	"market": {
		"The covered market of Tolvik has its stalls back on Thursday after rats had closed it for a month.",
		"Forty traders return, two retire, and a baker from Lodva takes the corner by the well.",
	},
}
