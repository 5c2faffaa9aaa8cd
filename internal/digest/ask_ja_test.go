package digest

import (
	"testing"
	"time"

	"kiku/internal/article"
)

func titledJa(title, words string) (body, head cited) {
	a := article.Article{ID: "t", Publisher: "p", Title: title, Lang: "ja", Paragraphs: []string{words}, Published: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	r := newReading(a, surface.Read("ja", title, a.Paragraphs, a.Published))
	return cited{r, r.text.Sentences[0]}, cited{r, r.text.Title}
}

// What one wants to know of a kind of news is asked where the sentence tells it,
// and only of whom it tells it.
func TestKindsOfNewsJapanese(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"詩人の北瀬ミナ氏が3日、急性肺炎で死去した。", "北瀬ミナ氏の死因は何ですか？ 急性肺炎"},
		{"詩人の北瀬ミナ氏が3日、都内の病院で死去した。", ""},
		{"医師は北瀬ミナ氏が肺炎で死亡したとみられると話した。", ""},
		{"北瀬警察署は4日、売上金を着服したとする業務上横領容疑で、元駅長・高井進容疑者(45歳)を逮捕した。", "高井進容疑者は何の容疑で逮捕されましたか？ 業務上横領"},
		{"北瀬警察署は4日、高井進容疑者を業務上横領の疑いで逮捕した。", "高井進容疑者は何の容疑で逮捕されましたか？ 業務上横領"},
		{"高井進容疑者は業務上横領の疑いで逮捕されていない。", ""},
		{"ミレン地裁の森田裁判長は、高井進被告に対し懲役3年(求刑:懲役5年)の実刑判決を言い渡した。", "高井進被告にはどんな判決が言い渡されましたか？ 懲役3年の実刑"},
		{"ミレン地裁は7日、住民側の請求を棄却した。", "ミレン地裁はどう判断しましたか？ 住民側の請求を棄却"},
		{"協会は8日、高井進選手に対して6か月間の出場停止処分を科した。", "高井進選手への処分はどんな内容ですか？ 6か月間の出場停止"},
	} {
		body, _ := titledJa("きょうの出来事", c.sentence)
		got := ""
		for _, q := range wantedJa(body, body.text.Title) {
			if q.how == kindRead {
				got = q.question + " " + q.answer
			}
			if err := asks("ja", q.question, q.answer, []cited{body}); err != nil {
				t.Errorf("%s: %v", got, err)
			}
			if asks("ja", q.question, "窃盗", []cited{body}) == nil {
				t.Errorf("%s: another answer passes", got)
			}
		}
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.sentence, got, c.want)
		}
	}
}

// A title is asked only for what a sentence of its report bears out, in the voice
// and tense of that sentence.
func TestTitlesAsked(t *testing.T) {
	for _, c := range []struct{ title, sentence, want string }{
		{"ミレン市、渡し船の無料化を決定", "ミレン市は2日、渡し船の無料化を来月から行うことを決定した。", "ミレン市は何を決定しましたか？ 渡し船の無料化"},
		{"北瀬大学が来年度の学生募集停止", "北瀬大学は2日、来年度の学生募集を停止すると発表した。", "北瀬大学は何を停止しますか？ 来年度の学生募集"},
		{"高井氏、ミレン市の副市長に就任", "元駅長の高井進氏は2日、ミレン市の副市長に就任した。", "高井氏は何に就任しましたか？ ミレン市の副市長"},
		{"ミレン市、渡し船の無料化を決定", "ミレン市は渡し船の無料化を決定しなかった。", ""},
		{"ミレン市、渡し船の無料化を決定", "ミレン市は渡し船の無料化を決定したとみられる。", ""},
		{"ミレン市、渡し船の無料化を決定", "ミレン市は渡し船の無料化を決定する可能性がある。", ""},
		{"駅前で火災、45歳の男を逮捕", "北瀬警察署は2日、45歳の男を逮捕した。", ""},
		{"高井容疑者が横領で逮捕", "北瀬警察署は2日、高井進容疑者が横領したとして逮捕した。", ""},
	} {
		body, title := titledJa(c.title, c.sentence)
		got := ""
		for _, q := range askTitleJa(body) {
			if s := q.Question + " " + q.Answer; got == "" || s == c.want {
				got = s
			}
			if err := asks("ja", q.Question, q.Answer, []cited{body, title}); err != nil {
				t.Errorf("%s %s: %v", q.Question, q.Answer, err)
			}
			if asks("ja", q.Question, "隣の市", []cited{body, title}) == nil {
				t.Errorf("%s: another answer passes", q.Question)
			}
		}
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.title, got, c.want)
		}
	}
}

// A plain question names the title's matter as one noun, and only in the title's
// own words.
func TestMatterOfATitle(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"ミレン市、渡し船の無料化を検討", "ミレン市の渡し船の無料化の検討"},
		{"オスタ橋の通行止めで市民に影響", "オスタ橋の通行止めでの市民への影響"},
		{"ミレン市がキセラ市と災害協定で合意へ", "ミレン市のキセラ市と災害協定での合意"},
		{"キセラが輸入した小麦から金属片が発見", "キセラが輸入した小麦からの金属片の発見"},
		{"「渡し船」が話題に", "「渡し船」"},
		{"これはすごい！", ""},
	} {
		_, title := titledJa(c.title, "本文。")
		got := ""
		if all := mattersJa(title.sentence); len(all) > 0 {
			got = all[0]
		}
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.title, got, c.want)
		}
	}
	_, title := titledJa("ミレン市、渡し船の無料化を検討", "本文。")
	if groundedIn("topic", "渡し船の廃止の検討", "ja", title) {
		t.Error("a matter that the title does not name is taken")
	}
}

// A title's why is answered by the reason that the body gives for the same doing.
func TestWhyOfATitle(t *testing.T) {
	for _, c := range []struct{ title, sentence, want string }{
		{"北瀬祭の花火大会が中止", "北瀬祭の花火大会は2日、強風のため中止された。", "北瀬祭の花火大会はなぜ中止されたのですか？ 強風"},
		{"ミレン市、渡し船を廃止", "ミレン市は利用客が減ったため、渡し船を廃止した。", "ミレン市はなぜ渡し船を廃止したのですか？ 利用客が減ったため"},
		{"ミレン市、渡し船を廃止", "ミレン市は2日、渡し船を廃止した。", ""},
		{"次の会長は高井氏に", "協会は2日、次の会長に高井進氏を選んだ。", ""},
	} {
		body, title := titledJa(c.title, c.sentence)
		got := ""
		for _, q := range whyTitle(body.sentence, title.sentence) {
			got = q.question + " " + q.answer
			if err := asks("ja", q.question, q.answer, []cited{body, title}); err != nil {
				t.Errorf("%s: %v", got, err)
			}
		}
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.title, got, c.want)
		}
	}
	body, _ := titledJa("新しい切手", "渡し船の記念切手全12種類が発売される。")
	if got := wantedJa(body, body.text.Title); len(got) < 1 || got[0].question != "渡し船の記念切手は全部で何種類ですか？" || got[0].answer != "12種類" {
		t.Errorf("kinds of stamps: %v", got)
	}
}

// A clause is asked for by itself, in the tense of the sentence, and only with whom it
// is told of, what it hangs on and who says it.
func TestClausesJapanese(t *testing.T) {
	for _, c := range []struct {
		sentence, want string
		not            []string
	}{
		{"ミレン市は4日、渡し船の運賃を引き下げ、便を2倍に増やした。", "ミレン市は何を引き下げましたか？ 渡し船の運賃", nil},
		{"ミレン市が4日、旧庁舎の売却を決めたが、県は認可を見送った。", "ミレン市は何を決めましたか？ 旧庁舎の売却", nil},
		{"ミレン市は渡し船を廃止し、橋を架けるとみられる。", "", []string{"ミレン市は何を廃止しましたか？ 渡し船"}},
		{"ミレン市は渡し船を廃止し、橋を架けると発表した。", "", []string{"ミレン市は何を廃止しましたか？ 渡し船"}},
		{"歌手の北瀬ミナ氏は、隣の町の祭りへの出演を断っていたという。", "歌手の北瀬ミナ氏は何を断っていたと伝えられていますか？ 隣の町の祭りへの出演", []string{"歌手の北瀬ミナ氏は何を断っていましたか？ 隣の町の祭りへの出演"}},
		{"雨がやめば、ミレン市は水門を開け、船を通した。", "", []string{"ミレン市は何を開けましたか？ 水門"}},
		{"北瀬警察署は11日、盗まれた絵が港の倉庫で見つかったと発表した。", "北瀬警察署は何を発表しましたか？ 盗まれた絵が港の倉庫で見つかった", nil},
		{"ミレン市は2日、旧庁舎を博物館に改める方針を示した。", "ミレン市はどんな方針を示しましたか？ 旧庁舎を博物館に改める", nil},
	} {
		body, title := titledJa("きょうの出来事", c.sentence)
		found := c.want == ""
		for _, q := range wantedJa(body, title.sentence) {
			got := q.question + " " + q.answer
			found = found || got == c.want
			for _, not := range c.not {
				if got == not {
					t.Errorf("%s\n asks %q", c.sentence, got)
				}
			}
			if asks("ja", q.question, "隣の市", []cited{body}) == nil {
				t.Errorf("%s: another answer passes", q.question)
			}
		}
		if !found {
			t.Errorf("%s\n does not ask %q, but %v", c.sentence, c.want, wantedJa(body, title.sentence))
		}
	}
}
