package article_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kiku/internal/article"
)

func from(t *testing.T, f article.Fields) article.Article {
	t.Helper()
	if f.URL == "" {
		f.URL = "https://post.example/1"
	}
	if f.Title == "" {
		f.Title = "Ferry stopped at Norhaven"
	}
	a, err := article.FromFields(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFromFieldsCleansText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		f    article.Fields
		want []string
	}{
		"paragraphs stay":         {article.Fields{Text: "The ferry\u00a0stopped.  It was old.\r\n\r\nThe mayor came.\n\n\n"}, []string{"The ferry stopped. It was old.", "The mayor came."}},
		"one line, one paragraph": {article.Fields{Text: "The ferry stopped.\nThe mayor came."}, []string{"The ferry stopped.", "The mayor came."}},
		"hard-wrapped lines": {article.Fields{Text: "The ferry that brought the islanders to the market every\nmorning for some forty years stopped at the harbour of the\nold town on Wednesday, and nobody knew for how long it would\nlie there."},
			[]string{"The ferry that brought the islanders to the market every morning for some forty years stopped at the harbour of the old town on Wednesday, and nobody knew for how long it would lie there."}},
		"composed and visible": {article.Fields{Text: "The cafe\u0301 on the fer\u00adry\u200b\u202e closed."}, []string{"The café on the ferry closed."}},
		"markup goes":          {article.Fields{Text: "<p>The ferry &amp; the <b>bridge</b> closed.</p>"}, []string{"The ferry & the bridge closed."}},
		"rights in front and behind": {article.Fields{Text: "© 2025 Harbour Post. All rights reserved. This material may not be published, broadcast or redistributed. The ferry stopped on Wednesday. The mayor came in the afternoon. Copyright 2025 Harbour Post. All rights reserved."},
			[]string{"The ferry stopped on Wednesday. The mayor came in the afternoon."}},
		"what the page says to readers": {article.Fields{Text: "Please enable JavaScript in your browser. The ferry stopped on Wednesday, and the mayor came. Sign up for our newsletter, delivered straight to your inbox. By subscribing you agree to our privacy policy."},
			[]string{"The ferry stopped on Wednesday, and the mayor came."}},
		"a report about such things stays": {article.Fields{Text: "The court said on Wednesday that cookies need consent. Newspapers had asked readers to sign up. Copyright law does not change, the judge added."},
			[]string{"The court said on Wednesday that cookies need consent. Newspapers had asked readers to sign up. Copyright law does not change, the judge added."}},
		"standfirst glued in front": {article.Fields{Summary: "The old ferry stopped, and nobody knows for how long", Text: "The old ferry stopped, and nobody knows for how long The mayor came on Wednesday. She had no answer."},
			[]string{"The old ferry stopped, and nobody knows for how long", "The mayor came on Wednesday. She had no answer."}},
		"menu before the summary": {article.Fields{Summary: "The old ferry stopped, and nobody knows for how long.", Text: "Home News Weather Harbour Advertisement Supported by The old ferry stopped, and nobody knows for how long. The mayor came on Wednesday."},
			[]string{"The old ferry stopped, and nobody knows for how long.", "The mayor came on Wednesday."}},
		"dateline before the summary stays": {article.Fields{Summary: "The level is the highest for years, the harbour office added", Text: "NORHAVEN, May 21. /TASS/. The water rose by a metre in the night. The level is the highest for years, the harbour office added. The ferry waits."},
			[]string{"NORHAVEN, May 21. /TASS/. The water rose by a metre in the night. The level is the highest for years, the harbour office added. The ferry waits."}},
		"summary cut off in a word": {article.Fields{Summary: "The old ferry stopped, and nobody in the har", Text: "The old ferry stopped, and nobody in the harbour knows why. The mayor came."},
			[]string{"The old ferry stopped, and nobody in the harbour knows why. The mayor came."}},
		"Japanese summary cut off in a sentence": {article.Fields{Summary: "渡し船が止まった。町長は水曜日に来て、原因を調べると約束し", Text: "渡し船が止まった。町長は水曜日に来て、原因を調べると約束した。再開の日は決まっていない。"},
			[]string{"渡し船が止まった。町長は水曜日に来て、原因を調べると約束した。再開の日は決まっていない。"}},
		"lead that only the summary has": {article.Fields{Summary: "NORHAVEN (AP) — The old ferry stopped on Wednesday.", Text: "The mayor came in the afternoon. She had no answer."},
			[]string{"NORHAVEN (AP) — The old ferry stopped on Wednesday.", "The mayor came in the afternoon. She had no answer."}},
		"read in the wrong encoding": {article.Fields{Text: "The new ferry costs Â£100m, says the cafÃ© owner. â€œWe waitâ€\u009d, she adds."}, []string{"The new ferry costs £100m, says the café owner. “We wait”, she adds."}},
		"accents stay":               {article.Fields{Text: "Le château ferme; Âge d’or, dit-elle."}, []string{"Le château ferme; Âge d’or, dit-elle."}},
		"title repeated":             {article.Fields{Text: "Ferry stopped at Norhaven\n\nThe mayor came."}, []string{"The mayor came."}},
		"byline with initials":       {article.Fields{Text: "By Ada Pellow and Jo F. Finn Ada Pellow reported from Norhaven, and Jo F. Finn from Oslo. The ferry stopped on Wednesday."}, []string{"The ferry stopped on Wednesday."}},
		"credit of an agency": {article.Fields{Text: "The ferry stopped on Wednesday. The old ferry lies in the harbour. (AP) The mayor (72) came. (She had been ill.) The people waited."},
			[]string{"The ferry stopped on Wednesday.", "The mayor (72) came. (She had been ill.) The people waited."}},
		"lost space": {article.Fields{Text: "The ferry stopped at the harbour.The mayor came to booking.com at once."}, []string{"The ferry stopped at the harbour. The mayor came to booking.com at once."}},
		"byline":     {article.Fields{Text: "By Ada Pellow and Jo Finn Ada Pellow reported from Norhaven. The ferry stopped on Wednesday."}, []string{"The ferry stopped on Wednesday."}},
		"caption and link": {article.Fields{Text: "The ferry stopped on Wednesday. The old ferry lies in the harbour. (Ada Pellow/Coast Images) The mayor came. MAYOR OF NORHAVEN CALLS FOR NEW BRIDGE NOW The people waited."},
			[]string{"The ferry stopped on Wednesday.", "The mayor came.", "The people waited."}},
		"who helped": {article.Fields{Text: "The ferry stopped on Wednesday. The mayor came. Jo Finn contributed to this report. Ada Pellow is a reporter for the Harbour Post."}, []string{"The ferry stopped on Wednesday. The mayor came."}},
		"Japanese": {article.Fields{Title: "渡し船が止まる", Text: "【みなと共同】渡し船が止まった。市長は「原因を調べる」と述べた。\n\n再開は未定だ。\n\nこの記事は有料会員限定です。残り250文字\n\n関連記事\n\n無断転載を禁じます。"},
			[]string{"【みなと共同】渡し船が止まった。市長は「原因を調べる」と述べた。", "再開は未定だ。"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := from(t, c.f).Paragraphs; !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestFromFieldsNamesRefusals(t *testing.T) {
	t.Parallel()
	good := article.Fields{URL: "https://post.example/1", Title: "Ferry", Text: "The ferry stopped."}
	for name, c := range map[string]struct {
		change func(*article.Fields)
		want   error
	}{
		"no link":        {func(f *article.Fields) { f.URL = "" }, article.ErrNoLink},
		"bad link":       {func(f *article.Fields) { f.URL = "javascript:1" }, article.ErrNoLink},
		"no title":       {func(f *article.Fields) { f.Title = " \u200b" }, article.ErrNoTitle},
		"no text":        {func(f *article.Fields) { f.Text = "\n\n" }, article.ErrNoText},
		"only furniture": {func(f *article.Fields) { f.Text = "Please enable JavaScript in your browser. All rights reserved." }, article.ErrNoText},
		"only marks":     {func(f *article.Fields) { f.Text = "* * *" }, article.ErrNoText},
	} {
		f := good
		c.change(&f)
		if _, err := article.FromFields(f); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	undated := good
	undated.Published = "some day"
	if a, err := article.FromFields(undated); err != nil || !a.Published.IsZero() {
		t.Errorf("undated: %v, %v", a.Published, err)
	}
}

func TestFromFieldsPublisher(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ given, url, want string }{
		{"Harbour Post", "https://post.example/1", "Harbour Post"},
		{"Harbour Post - World news", "https://post.example/1", "Harbour Post"},
		{"みなと日報｜国際", "https://minato.example/1", "みなと日報"},
		{"bbc-top", "https://www.bbc.com/news/1", "BBC"},
		{"BBC News - World", "https://www.bbc.co.uk/news/1", "BBC"},
		{"https://post.example/rss", "https://news.post.example/1", "post.example"},
		{"", "https://www.asahi.com/articles/1", "朝日新聞"},
		{"", "https://www.asahi.com/ajw/articles/1", "The Asahi Shimbun"},
		{"", "https://asia.nikkei.com/1", "Nikkei Asia"},
	} {
		if got := from(t, article.Fields{URL: c.url, Publisher: c.given, Text: "The ferry stopped."}).Publisher; got != c.want {
			t.Errorf("publisher %q at %s: %q, want %q", c.given, c.url, got, c.want)
		}
	}
}

func TestFromFieldsRest(t *testing.T) {
	t.Parallel()
	a := from(t, article.Fields{
		URL: "https://post.example/1?utm_source=x", Title: " Ferry &amp; bridge | Harbour Post", Publisher: "Harbour Post", Text: "The ferry stopped.", Lang: "en-GB",
		Published: "Wed, 21 May 2025 17:05:00 EDT", Updated: "2025-05-21T16:00:00-04:00", Tags: []string{" sea ", "", "sea", "wind"},
		Picture: article.Picture{URL: "/p.jpg", Credit: " Jo  Finn "}, Author: "Ada Pellow", Feed: "post-top",
	})
	if a.Title != "Ferry & bridge" || a.Lang != "en" || a.URL != "https://post.example/1" || a.ID != article.IDOf(a.URL) || a.Feed != "post-top" {
		t.Errorf("%+v", a)
	}
	if name, _ := a.Published.Zone(); name != "EDT" || !a.Updated.IsZero() {
		t.Errorf("published %v, updated %v; the zone must stay and an update before it cannot be", a.Published, a.Updated)
	}
	if a.Picture != (article.Picture{URL: "https://post.example/p.jpg", Credit: "Jo Finn"}) || !slices.Equal(a.Tags, []string{"sea", "wind"}) {
		t.Errorf("picture %v, tags %q", a.Picture, a.Tags)
	}
	if b := from(t, article.Fields{Title: "渡し船", Text: "渡し船が止まった。", Lang: "en"}); b.Lang != "ja" {
		t.Errorf("kana outweigh a declared language: %q", b.Lang)
	}
}

func FuzzFromFields(f *testing.F) {
	f.Add("Ferry stopped", "The ferry stopped.\n\nThe mayor came. All rights reserved.", "The ferry stopped.")
	f.Add("渡し船が止まる", "【みなと共同】渡し船が止まった。「原因を調べる」。", "渡し船が止まった")
	f.Add("x", "By Ada Pellow Reporting from New", "")
	f.Fuzz(func(t *testing.T, title, text, summary string) {
		a, err := article.FromFields(article.Fields{URL: "https://post.example/1", Title: title, Text: text, Summary: summary})
		if err != nil {
			if !errors.Is(err, article.ErrNoText) && !errors.Is(err, article.ErrNoTitle) {
				t.Errorf("unnamed error: %v", err)
			}
			return
		}
		for _, p := range append(a.Paragraphs, a.Title) {
			if p == "" || strings.ContainsAny(p, "\n\r\t") || !utf8.ValidString(p) || !norm.NFC.IsNormalString(p) || strings.TrimSpace(p) != p {
				t.Errorf("unclean: %q", p)
			}
		}
	})
}
