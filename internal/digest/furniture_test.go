package digest

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
)

func TestFurniture(t *testing.T) {
	t.Parallel()
	published := time.Date(2031, 5, 21, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		lang, sentence string
		want           bool
	}{
		{"en", "GOVERNOR SLAMS HARBOUR BOARD OVER ‘RECKLESS’ PLAN Ada Marlow spoke to reporters on the quay.", true},
		{"en", "The NATO and EU envoys of the USA met the UN team in Port Ansel.", false},
		{"en", "Governor Ada Marlow listens to a question during a visit to Port Ansel on May 19, 2031.", true},
		{"en", "Governor Ada Marlow listened to a question during a visit to Port Ansel on May 19, 2031.", false},
		{"en", "The permit of the quay of Port Ansel expires for good on Dec. 31, 2031.", false},
		{"en", "Karl Olsen is a senior correspondent who has written of harbours for thirty years.", true},
		{"en", "The bridge of Port Ansel is the longest in the north of the country.", false},
		{"en", "Boats wait for fuel at the quay as officials shaken by the storm look on in Port Ansel, Monday, May 19, 2031.", true},
		{"en", "The boats were back at the quay of Port Ansel on Monday, May 19, 2031.", false},
		{"en", "Ada Marlow is a senior politics reporter for the Harbour Ledger covering the council and the quay.", true},
		{"en", "Harbour News senior correspondent Karl Olsen explains how the quay came to be closed.", true},
		{"en", "A senior correspondent of the Harbour Ledger was arrested on the quay on Monday.", false},
		{"en", "The Harbour Ledger has reached out to the port authority for comment on the closed quay.", true},
		{"en", "Market data provided by Harbour Quotes and delayed by at least 15 minutes.", true},
		{"ja", "■人気の港めぐりがすぐに作れてしまう。", true},
		{"ja", "画面6　［港］を開くと、船の表が表示される。", true},
		{"ja", "港の一覧で便利な使い方を探してみよう。", true},
		{"ja", "船は、この画面から探すことができる。", true},
		{"ja", "市長は、船が港を離れる動きが出ていると説明する。", false},
		{"ja", "市長は港を直してほしいと県に求めた。", false},
		{"ja", "同市の港では、下記のコメントが寄せられている。", true},
		{"ja", "番組では橋の修理を追った特集が放送された。", true},
		{"ja", "橋の修理について市長が説明した。", false},
		{"ja", "５日深夜、港テレビの番組「波止場」では、浜野氏が岸壁について語った。", true},
		{"ja", "５日放送、港テレビ「波止場」では、かつての船長・浜野氏が出演。", true},
		{"ja", "５日放送、港テレビ「波止場」では、浜野船長に密着した様子を伝えた。", true},
		{"ja", "浜野氏は番組で「岸壁を直す金はもうどこにも残っていない」と語り、予算について明かした。", false},
		{"ja", "市長が議会で岸壁の予算について語った。", false},
	} {
		a := article.Article{Title: "Harbour", Paragraphs: []string{c.sentence}, Published: published, Lang: c.lang}
		r := newReading(a, language.NewReader().Read(c.lang, a.Title, a.Paragraphs, a.Published))
		if got := furniture(r, r.text.Sentences[0], c.lang); got != c.want {
			t.Errorf("%q: %v, want %v", c.sentence, got, c.want)
		}
	}
}
