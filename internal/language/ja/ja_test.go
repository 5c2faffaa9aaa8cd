package ja

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"

	"kiku/internal/language/text"
)

// published is a Wednesday.
var published = time.Date(2031, 5, 21, 10, 0, 0, 0, time.FixedZone("JST", 9*3600))

func one(s string) text.Sentence { return Read("", []string{s}, published).Sentences[0] }

func TestSentences(t *testing.T) {
	// A bar marks each sentence end.
	for _, want := range []string{
		"橋は閉じた。|誰も渡らない。",
		"市長は「開かない。待つ。」と述べた。|会見は終わった。",
		"「開くのか？」と聞いた。|答えはなかった！|そして帰った。",
		"橋は開くのか？と多くの人が聞いた。",
		"どうなる？！|市長の判断は",
		"（了）",
		"港大橋（長さ300メートル。1990年完成）は閉じた。",
		"開くはずだ…。|しかし遅れた",
		"『橋の歴史。上巻』を読んだ。|面白い。",
		"長さは３．５キロ。|幅は2.5メートルだ。",
		"開かず！！！・・・と書いた。",
		"「閉じる。",
		"Shout!ニュースが伝えた。|橋は開く",
		"市長は帰った。」|記者は残った。",
	} {
		s := strings.ReplaceAll(want, "|", "")
		r := []rune(s)
		var got []string
		for _, span := range Sentences(s) {
			got = append(got, string(r[span.Start:span.End]))
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("\n got %s\nwant %s", g, want)
		}
	}
}

func TestNames(t *testing.T) {
	// surface=normal/type[title], in order
	for s, want := range map[string]string{
		"トランプ米大統領が来た。":        "トランプ=トランプ/1[米大統領] 米=US/2[]",
		"ベルグ氏とノヴァクさんが来た。":     "ベルグ=ベルグ/1[氏] ノヴァク=ノヴァク/1[さん]",
		"カレル・ノヴァク前首相が来た。":     "カレル・ノヴァク=ノヴァク/1[前首相]",
		"ノヴァク・ウクライナ大統領が来た。":   "ノヴァク=ノヴァク/1[ウクライナ大統領] ウクライナ=UA/2[]",
		"田中太郎容疑者を逮捕した。":       "田中太郎=田中太郎/1[容疑者]",
		"佐藤議員と鈴木花子教授が話した。":    "佐藤=佐藤/1[議員] 鈴木花子=鈴木花子/1[教授]",
		"日米韓が協議し、米ロ首脳会談は流れた。": "日=JP/2[] 米=US/2[] 韓=KR/2[] 米=US/2[] ロ=RU/2[]",
		"財務省と港湾銀行、自民党が動いた。":   "財務省=財務省/3[] 港湾銀行=港湾銀行/3[] 自民党=ldp/3[]",
		"フランス外務省が発表した。":       "フランス外務省=フランス外務省/3[] フランス=FR/2[]",
		"長野県松本市と千島列島で揺れた。":    "長野県松本市=長野県松本市/2[] 千島列島=千島列島/2[]",
		"国連とNATO、ＥＵが合意した。":    "国連=un/3[] NATO=nato/3[] ＥＵ=EU/3[]",
		"米の価格が上がった。":          "",
		"大統領選挙の日程が決まった。":      "",
		"スペイン語を学ぶ人が増えた。":      "",
		"豪首相が来日した。":           "豪=AU/2[]",
		"ベルグ政権が揺れた。":          "ベルグ政権=ベルグ政権/3[] ベルグ=ベルグ/1[]",
	} {
		var got []string
		for _, n := range one(s).Names {
			got = append(got, n.Surface+"="+n.Normal+"/"+string(rune('0'+n.Type))+"["+n.Title+"]")
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s\n got %s\nwant %s", s, g, want)
		}
	}
}

func TestNamesOfOnePersonJoin(t *testing.T) {
	x := Read("佐藤市長、橋を閉鎖", []string{"佐藤花子市長が会見した。佐藤氏は「閉じる」と述べた。イ・ジュノ選手も来た。イ選手は黙った。ノヴァクは去った。カレル・ノヴァク氏は残った。"}, published)
	want := "佐藤 佐藤 イ イ ノヴァク ノヴァク"
	var got []string
	for _, s := range x.Sentences {
		for _, n := range s.Names {
			got = append(got, n.Normal)
		}
	}
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}

func TestDates(t *testing.T) {
	for s, want := range map[string]string{
		"21日に閉じた。":             "2031-05-21/0",
		"30日に開く。":              "2031-05-30/0",
		"3日に閉じた。":              "2031-05-03/0",
		"5月3日午後5時30分ごろ閉じた。":    "2031-05-03/0",
		"12月30日に閉じた。":          "2030-12-30/0",
		"2029年5月3日に閉じた。":       "2029-05-03/0",
		"昨年8月に閉じた。":            "2030-08-01/1",
		"来月に開く。":               "2031-06-01/1",
		"3日前に閉じた。":             "2031-05-18/0",
		"先週閉じた。":               "2031-05-14/3",
		"先週の火曜日に閉じた。":          "2031-05-13/0",
		"令和7年に閉じた。":            "2025-01-01/2",
		"平成元年に開いた。":            "1989-01-01/2",
		"火曜日に閉じた。":             "2031-05-20/0",
		"2031/05/03に閉じた。":      "2031-05-03/0",
		"5月末に開く。":              "2031-05-31/0",
		"5月下旬に開く。":             "2031-05-21/3",
		"2029年5月に閉じ、同年6月に開いた。": "2029-05-01/1 2029-06-01/1",
		"2030年度に閉じた。":          "2030-04-01/2",
		"３日間閉じた。":              "",
		"3日ぶりに開いた。":            "",
		"3年連続で閉じた。":            "",
		"毎週火曜日に閉じる。":           "",
		"9日と10日に閉じた。":          "2031-05-09/0 2031-05-10/0",
		"8月25日と26日に開く。":        "2031-08-25/0 2031-08-26/0",
		"1日12回開く。":             "",
		"きのう閉じた。":              "2031-05-20/0",
	} {
		var got []string
		for _, d := range one(s).Dates {
			got = append(got, d.Time.Format("2006-01-02")+"/"+string(rune('0'+d.Precision)))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %q, want %q", s, g, want)
		}
	}
}

func TestFigures(t *testing.T) {
	type fig struct {
		value       float64
		unit, bound string
		ordinal     bool
	}
	for s, want := range map[string][]fig{
		"約1万2千人が集まった。":    {{12000, "人", "about", false}},
		"少なくとも13人が死亡した。":  {{13, "人", "min", false}},
		"３億５０００万円を払った。":   {{3.5e8, "円", "", false}},
		"三百二十人が集まった。":     {{320, "人", "", false}},
		"死者は20人以上に上る。":    {{20, "人", "min", false}},
		"最大40キロの渋滞。":      {{40, "km", "max", false}},
		"3.5%上昇した。":       {{3.5, "%", "", false}},
		"1兆2000億ドルを超えた。":  {{1.2e12, "ドル", "min", false}},
		"第12弾の制裁を決めた。":    {{12, "弾", "", true}},
		"3回目の協議だった。":      {{3, "回目", "", true}},
		"1〜5万円で売る。":       {{10000, "円", "", false}},
		"十数人が残った。":        {{11, "人", "min", false}},
		"高木花子さん（34）が話した。": {{34, "歳", "", false}},
		"F16とG7が話題だ。":     nil,
		"21日に開いた。":        nil,
		"一部の人が残った。":       nil,
		"気温は38度だった。":      {{38, "℃", "", false}},
		"2度も失敗した。":        {{2, "回", "", false}},
		"3年半で終えた。":        {{3.5, "年", "", false}},
	} {
		var got []fig
		for _, f := range one(s).Figures {
			got = append(got, fig{f.Value, f.Unit, f.Bound, f.Ordinal})
		}
		if len(got) != len(want) {
			t.Errorf("%s: got %+v, want %+v", s, got, want)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: got %+v, want %+v", s, got[i], want[i])
			}
		}
	}
}

func TestRangesHaveAnUpperEnd(t *testing.T) {
	for s, want := range map[string]float64{"1〜5万円で売る。": 50000, "十数人が残った。": 19, "75ドル台で終えた。": 76, "36兆円台に乗せた。": 37e12, "6万8000円台を付けた。": 69000, "13人が残った。": 0} {
		if f := one(s).Figures; len(f) != 1 || f[0].High != want {
			t.Errorf("%s: got %+v, want up to %v", s, f, want)
		}
	}
}

// TestDatesInISO holds the whole meaning of a date printed on Thursday, 20
// August 2026.
func TestDatesInISO(t *testing.T) {
	published := time.Date(2026, 8, 20, 12, 0, 0, 0, time.FixedZone("JST", 9*3600))
	for s, want := range map[string]string{
		"18日に開いた。": "2026-08-18", "18日午後3時半に開いた。": "2026-08-18T15:30", "18日夜に開いた。": "2026-08-18T18:00/2026-08-18T23:59", "18日未明、火が出た。": "2026-08-18T00:00/2026-08-18T03:00",
		"18日午後3時ごろ火が出た。": "~2026-08-18T15:00", "27年3月期の利益。": "FYE2027-03", "2025年度の予算。": "FY2025", "来春に開く。": "2027-21", "2024年秋に開いた。": "2024-23", "1980年代に建てた。": "198X",
		"7月下旬に開いた。": "2026-07-21/2026-07-31", "先週決めた。": "2026-W33", "4〜6月期の利益。": "2026-04/2026-06", "8月3〜5日に開いた。": "2026-08-03/2026-08-05", "上半期の輸出。": "2026-01/2026-06",
		"7月31日以降に売る。": "2026-07-31/..", "2025年末に開いた。": "2025-12", "16時30分に閉じた。": "2026-08-20T16:30", "5日頃に着いた。": "~2026-08-05",
	} {
		got := Read("", []string{s}, published).Sentences[0].Dates
		if len(got) != 1 || got[0].ISO != want {
			t.Errorf("%s: got %+v, want %s", s, got, want)
		}
	}
	two := Read("", []string{"15日に会談した。", "同日夜、声明を出した。"}, published)
	if got := two.Sentences[1].Dates; len(got) != 1 || got[0].ISO != "2026-08-15T18:00/2026-08-15T23:59" {
		t.Errorf("同日 leans on the sentence before: got %+v", got)
	}
}

func TestFiguresSayWhatTheyCount(t *testing.T) {
	for s, want := range map[string]string{"死者は13人に上った。": "死者", "300人の住民が逃げた。": "住民", "住宅45棟が壊れた。": "住宅"} {
		if f := one(s).Figures; len(f) != 1 || f[0].Counts != want {
			t.Errorf("%s: got %+v, want %q", s, f, want)
		}
	}
}

func TestQuotations(t *testing.T) {
	var got []string
	for _, q := range one("市長は「『橋』は閉じた」と述べ、『港』も「開かない」と語った。").Quotations {
		got = append(got, q.Text+map[bool]string{true: "+", false: "-"}[q.Outer])
	}
	if g := strings.Join(got, " "); g != "『橋』は閉じた+ 橋- 港+ 開かない+" {
		t.Errorf("got %s", g)
	}
}

func TestWordsHaveDictionaryForms(t *testing.T) {
	var got []string
	for _, w := range Words("橋が壊れ、市長は早く行かなかった。") {
		if !w.Stop {
			got = append(got, w.Base)
		}
	}
	if g := strings.Join(got, " "); g != "橋 壊れる 市長 早い" {
		t.Errorf("got %s", g)
	}
}

// The embedded table must agree with the full dictionary, which is too large
// to keep in memory in the program.
func TestBaseTableAgreesWithTheDictionary(t *testing.T) {
	full := ipa.Dict()
	x := loaded()
	if len(x.base) != len(full.Contents) {
		t.Fatalf("table has %d entries, dictionary %d", len(x.base), len(full.Contents))
	}
	for _, s := range []string{"語っ", "行か", "壊れ", "来", "美しかっ", "し", "なかっ", "食べ", "速く", "話し", "求め", "閉じ"} {
		ids := full.Index.Search(s)
		if len(ids) == 0 {
			t.Fatalf("%s is not in the dictionary", s)
		}
		for _, id := range ids {
			at := int(full.ContentsMeta[dict.BaseFormIndex])
			want := full.Contents[id][at-len(full.POSTable.POSs[id])]
			if want == "*" {
				want = s
			}
			if got := x.baseOf(tok{s: s, id: id}); got != want {
				t.Errorf("%s (%d): got %s, want %s", s, id, got, want)
			}
		}
	}
}

func TestCompounds(t *testing.T) {
	var got []string
	for _, c := range Compounds(Words("停戦交渉と関税措置を21日に話す")) {
		got = append(got, c.Surface)
	}
	if g := strings.Join(got, " "); g != "停戦交渉 関税措置" {
		t.Errorf("got %s", g)
	}
}

// TestNamesOfManyKinds holds what newspapers print around names: type,
// surface and title, with invented people and places.
func TestNamesOfManyKinds(t *testing.T) {
	type name struct {
		surface, title string
		typ            text.NameType
	}
	for s, want := range map[string][]name{
		"愛媛大の高木教授が話した。":    {{"愛媛大", "", text.Organization}, {"高木", "教授", text.Person}},
		"能登地震の被災地。":        {{"能登", "", text.Place}},
		"全国高校の大会。":         nil,
		"福島県知事が話した。":       {{"福島県", "", text.Place}},
		"高木花子福島県知事が話した。":   {{"高木花子", "福島県知事", text.Person}, {"福島県", "", text.Place}},
		"サッカー選手が増えた。":      nil,
		"JR西日本が発表した。":      {{"JR西日本", "", text.Organization}},
		"河北によると、雨が降った。":    {{"河北", "", text.Organization}},
		"ドイツ連邦共和国の首都。":     {{"ドイツ連邦共和国", "", text.Place}},
		"港北スタジアムで試合があった。":  {{"港北スタジアム", "", text.Place}},
		"対日姿勢が変わった。":       {{"日", "", text.Place}},
		"国民高木氏が話した。":       {{"国民", "", text.Organization}, {"高木", "氏", text.Person}},
		"衆院選が始まった。":        nil,
		"蓮舫議員が話した。":        {{"蓮舫", "議員", text.Person}},
		"ケネディ上院議員が話した。":    {{"ケネディ", "上院議員", text.Person}},
		"ノーベル平和賞候補になった。":   {{"ノーベル", "", text.Person}},
		"橋下さんが話した。":        {{"橋下", "さん", text.Person}},
		"高木花子（たかぎ・はなこ）選手。": {{"高木花子", "選手", text.Person}},
	} {
		var got []name
		for _, n := range one(s).Names {
			if n.Type != text.UnknownName {
				got = append(got, name{n.Surface, n.Title, n.Type})
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", s, got, want)
		}
	}
}

func TestShortAndFullNamesOfBodiesMeet(t *testing.T) {
	for short, full := range map[string]string{"厚労省": "厚生労働省", "東京地裁": "東京地方裁判所", "米軍": "アメリカ軍", "自民": "自由民主党", "東電": "東京電力", "衆院": "衆議院", "日銀": "日本銀行"} {
		if a, b := normalOf(short, text.Organization), normalOf(full, text.Organization); a != b {
			t.Errorf("%s is %q, %s is %q", short, a, full, b)
		}
	}
}

func TestShortFormsInBracketsMeetTheBody(t *testing.T) {
	x := Read("", []string{"港北金魚協会（KKA）が発表した。", "KKAは今後も調べる。"}, time.Time{})
	first, later := x.Sentences[0].Names, x.Sentences[1].Names
	if len(first) != 2 || len(later) != 1 || first[0].Normal != "kka" || first[1].Normal != "kka" || later[0].Normal != "kka" || later[0].Type != text.Organization {
		t.Errorf("got %+v and %+v", first, later)
	}
}
