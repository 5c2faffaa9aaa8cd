package article_test

import (
	"testing"

	"kiku/internal/article"
)

func TestDateline(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, agency, place, rest string }{
		{"NORHAVEN, May 21. /TASS/. The ferry sank.", "TASS", "NORHAVEN", "The ferry sank."},
		{"LONDON (Reuters) - The ferry sank.", "Reuters", "LONDON", "The ferry sank."},
		{"LONDON, May 21 (Reuters) – The ferry sank.", "Reuters", "LONDON", "The ferry sank."},
		{"TEHRAN, May 21 (MNA) –The ferry sank.", "Mehr", "TEHRAN", "The ferry sank."},
		{"TEHRAN (Tasnim) – The ferry sank.", "Tasnim", "TEHRAN", "The ferry sank."},
		{"TOKYO (Kyodo) -- The ferry sank.", "Kyodo", "TOKYO", "The ferry sank."},
		{"NORHAVEN, Vestland (AP) — The ferry sank.", "AP", "NORHAVEN, Vestland", "The ferry sank."},
		{"ST. ANDREWS BAY — The ferry sank.", "", "ST. ANDREWS BAY", "The ferry sank."},
		{"Norhaven — The ferry sank.", "", "Norhaven", "The ferry sank."},
		{"(AP) - The ferry sank.", "AP", "", "The ferry sank."},
		{"【ワシントン共同】渡し船が沈んだ。", "共同通信", "ワシントン", "渡し船が沈んだ。"},
		{"【ロンドン時事】渡し船が沈んだ。", "時事通信", "ロンドン", "渡し船が沈んだ。"},
		{"（モスクワ時事）渡し船が沈んだ。", "時事通信", "モスクワ", "渡し船が沈んだ。"},
		{"［東京　２１日　ロイター］", "", "", ""},
		{"[東京 21日 ロイター] - 渡し船が沈んだ。", "ロイター", "東京", "渡し船が沈んだ。"},
		{"【北京＝山野太郎】渡し船が沈んだ。", "", "北京", "渡し船が沈んだ。"},
		{"The ferry — an old one — sank.", "", "", ""},
		{"US President Ann Lee (72) - in office since May - spoke.", "", "", ""},
		{"NATO and the EU said - again - no.", "", "", ""},
		{"", "", "", ""},
	} {
		agency, place, rest := article.Dateline(c.in)
		got := ""
		if rest > 0 {
			got = c.in[rest:]
		}
		if agency != c.agency || place != c.place || got != c.rest {
			t.Errorf("Dateline(%q) = %q, %q, %q; want %q, %q, %q", c.in, agency, place, got, c.agency, c.place, c.rest)
		}
	}
}

func FuzzDateline(f *testing.F) {
	f.Add("LONDON (Reuters) - The ferry sank.")
	f.Add("【ワシントン共同】渡し船が沈んだ。")
	f.Fuzz(func(t *testing.T, in string) {
		agency, place, rest := article.Dateline(in)
		if rest < 0 || rest > len(in) || rest == 0 && (agency != "" || place != "") {
			t.Errorf("Dateline(%q) = %q, %q, %d", in, agency, place, rest)
		}
	})
}
