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
	for i := range 6 {
		fmt.Fprintf(&b, "<p>The town council of Tolvik said on Wednesday that the %s would open again after %d weeks of repairs, and thanked the people who live beside it for their patience.</p>", name, i+3)
	}
	b.WriteString("</article></body></html>")
	return b.String()
}
