package theme

import (
	"testing"
	"time"
)

func TestWaitingSaysWhenTheFirstReportsCome(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 7, 14, 17, 5, 0, 0, time.FixedZone("JST", 9*3600))
	for _, c := range []struct {
		w      Waiting
		ja, en string
	}{
		{Waiting{}, "最初の取得はまもなく始まります。", "The first fetch begins any moment."},
		{Waiting{Due: at}, "最初の取得は 2026年7月14日 17:05 JST です。", "The first fetch is due 14 July 2026, 17:05 JST."},
		{Waiting{Due: at, Asked: true}, "まだ何も届いていません。次の取得は 2026年7月14日 17:05 JST です。", "Nothing has come yet. The next fetch is due 14 July 2026, 17:05 JST."},
		{Waiting{Asked: true}, "まだ何も届いていません。まもなくもう一度取りに行きます。", "Nothing has come yet. Kiku asks again any moment."},
		{Waiting{Asked: true, Reading: true}, "最初の見出しが届きました。本文を読んでいるところです。", "The first headlines are here; their pages are being read."},
		{Waiting{Paused: true}, "すべて休止中です。再開すると取りに行きます。", "All of them are paused. Resume one, and it is fetched."},
		{Waiting{Paused: true, Offline: true}, "取得は設定で止まっています。fetch.enabled を true にして kiku serve を動かすと、始まります。", "Fetching is switched off. It begins when kiku serve runs with fetch.enabled = true."},
	} {
		for lang, want := range map[string]string{"ja": c.ja, "en": c.en} {
			if got := c.w.due(&Shell{W: WordsOf(lang), Lang: lang}); got != want {
				t.Errorf("%+v: %q, want %q", c.w, got, want)
			}
		}
	}
}

func TestSpansAreRound(t *testing.T) {
	t.Parallel()
	en, ja := WordsOf("en"), WordsOf("ja")
	for d, want := range map[time.Duration][2]string{
		0:                  {"", ""},
		time.Second:        {"about 5 minutes", "約 5 分"},
		17 * time.Minute:   {"about 15 minutes", "約 15 分"},
		55 * time.Minute:   {"about an hour", "約 1 時間"},
		100 * time.Minute:  {"about 2 hours", "約 2 時間"},
		40 * time.Hour:     {"about 2 days", "約 2 日"},
		24 * time.Hour * 7: {"about 7 days", "約 7 日"},
	} {
		if Span(en, d) != want[0] || Span(ja, d) != want[1] {
			t.Errorf("%v: %q and %q, want %q", d, Span(en, d), Span(ja, d), want)
		}
	}
}

func TestNamesakesAreToldApartByTheirFeeds(t *testing.T) {
	t.Parallel()
	source := func(id, name, feed string) DeskSource {
		return DeskSource{ID: id, Name: name, Feeds: []DeskFeed{{URL: "https://" + feed}}}
	}
	v := DeskView{Sources: []DeskSource{source("a", "Tide", "a.example/rss"), source("b", "Tide", "b.example/rss"), source("c", "Mill", "c.example/rss")}}
	for i, want := range []string{"a.example/rss", "b.example/rss", ""} {
		if got := v.where(v.Sources[i]); got != want {
			t.Errorf("%s: %q, want %q", v.Sources[i].ID, got, want)
		}
	}
}
