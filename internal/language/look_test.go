package language

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiku/internal/language/text"
)

const (
	germanParagraph   = "Die Brücke bleibt bis zum Sommer gesperrt, sagte die Bürgermeisterin am Dienstag. Der Hafen und die Fähre sind nicht betroffen, und die Arbeiter kehren am Montag zurück."
	chinesePage       = "市政府昨天宣布，这座大桥将关闭到夏天。市长说，工人们发现了裂缝，修理费用还没有确定，请大家改乘渡船。"
	traditionalPage   = "市政府昨天宣布，這座大橋將關閉到夏天。市長說，工人們發現了裂縫，修理費用還沒有確定，請大家改乘渡船。"
	koreanPage        = "시장은 다리를 여름까지 폐쇄한다고 밝혔다. 수리 비용은 아직 정해지지 않았다."
	englishParagraph  = "The mayor of Port Ansel, Ingrid Berg, said on Tuesday that the harbour bridge would stay closed until the summer because of cracks."
	japaneseParagraph = "アンセル市のベルグ市長は21日、港大橋について夏まで通行止めを続けると発表した。修理費は12億円に上る見通しだ。"
	badScan           = "Tlie rnayor 0f P0rt Anse1 sa1d 0n Tue5day tlnat t|ie har8our br1dge w0uld 5tay c1osed unti1 tlne sumrner 6ecause 0f crack5 f0und 1ast w3ek."
)

func TestWhatIsOddAboutATextIsNamed(t *testing.T) {
	r := NewReader()
	lostBytes := strings.Repeat("橋は\uFFFD\uFFFDじたまま", 8)
	misread := strings.Repeat("ã\u0081\u0082ã\u0082\u0084 ", 20)
	for name, c := range map[string]struct {
		said, title string
		body        []string
		lang        string
		outcome     text.Outcome
	}{
		"plain English":                     {"en", "Bridge stays closed", []string{englishParagraph}, "en", text.Plain},
		"plain Japanese":                    {"ja", "港大橋、通行止め続く", []string{japaneseParagraph}, "ja", text.Plain},
		"nobody says which language":        {"", "港大橋、通行止め続く", []string{japaneseParagraph}, "ja", text.Plain},
		"no body":                           {"en", "Harbour bridge stays closed", nil, "en", text.TitleOnly},
		"an empty body":                     {"ja", "港大橋、通行止め続く", []string{"", " "}, "ja", text.TitleOnly},
		"one word":                          {"en", "Restaurant", nil, "en", text.TitleOnly},
		"one word that is German":           {"en", "Brücke", nil, "en", text.TitleOnly},
		"one Chinese character":             {"ja", "橋", nil, "ja", text.TitleOnly},
		"nothing":                           {"en", "", nil, "en", text.Empty},
		"only figures":                      {"ja", "001", []string{"12 / 34"}, "ja", text.Empty},
		"German said to be English":         {"en", "Brücke bleibt gesperrt", []string{germanParagraph}, "de", text.Foreign},
		"Chinese said to be Japanese":       {"ja", "大桥关闭", []string{chinesePage}, "zh", text.Foreign},
		"traditional Chinese":               {"ja", "大橋關閉", []string{traditionalPage}, "zh", text.Foreign},
		"Chinese, nobody says":              {"", "大橋關閉", []string{traditionalPage}, "zh", text.Plain},
		"Korean said to be Japanese":        {"ja", "다리 폐쇄", []string{koreanPage}, "ko", text.Foreign},
		"Korean said to be English":         {"en", "다리 폐쇄", []string{koreanPage}, "ko", text.Foreign},
		"English said to be Japanese":       {"ja", "Bridge stays closed", []string{englishParagraph}, "en", text.Foreign},
		"Japanese said to be English":       {"en", "港大橋", []string{japaneseParagraph}, "ja", text.Foreign},
		"a language of which nothing known": {"sw", "Daraja limefungwa", []string{"Meya alisema Jumanne kwamba daraja la bandari litabaki limefungwa hadi majira ya joto kwa sababu ya nyufa."}, "sw", text.Plain},
		"English in a Japanese report":      {"ja", "港大橋、通行止め続く", []string{japaneseParagraph, englishParagraph, japaneseParagraph}, "ja", text.Mixed},
		"German in an English report":       {"en", "Bridge stays closed", []string{englishParagraph, germanParagraph, englishParagraph}, "en", text.Mixed},
		"Chinese in a Japanese report":      {"ja", "港大橋、通行止め続く", []string{japaneseParagraph, chinesePage}, "ja", text.Mixed},
		"a few foreign words":               {"en", "Bridge stays closed", []string{englishParagraph, "“C'est la vie,” he said.", "The song “Die Brücke am Hafen” was played."}, "en", text.Plain},
		"a bad scan":                        {"en", "Br1dge 5tays c1osed", []string{badScan, badScan}, "en", text.Garbled},
		"Japanese about products":           {"ja", "新型機を発表", []string{gadgets}, "ja", text.Plain},
		"a headline of products":            {"en", "TikNote and YouBoat ship Glow9, Glow9 Ultra and Lamp8 on the day SpaceFox lands in Port Ansel", nil, "en", text.TitleOnly},
		"addresses and parts in Japanese":   {"ja", "新型機を発表", []string{japaneseParagraph, "http://shop.example/lamps/glow-nine/for/the/road.html", "・CPU：Lumen Core X9-3570T（2.30GHz） Mini ITX WiFi Supreme Edition"}, "ja", text.Plain},
		"lost bytes":                        {"ja", "橋", []string{lostBytes}, "ja", text.Garbled},
		"UTF-8 read as Latin-1":             {"ja", "橋", []string{misread}, "", text.Garbled},
		"half-width katakana":               {"ja", "ﾄﾗﾝﾌﾟ大統領ｶﾞ来日", []string{"ﾄﾗﾝﾌﾟ大統領は橋を渡った。"}, "ja", text.Plain},
		"full-width English":                {"ja", "ＮＡＴＯ会議", []string{"ＮＡＴＯは３億５０００万円を払う。"}, "ja", text.Plain},
		"a report of 200,000 characters":    {"ja", "橋", []string{strings.Repeat("橋は閉じたままだ。", 200_000/9)}, "ja", text.Plain},
		"a text longer than is read":        {"en", "Bridge", []string{strings.Repeat("The bridge stays closed. ", 16_000)}, "en", text.Cut},
	} {
		t.Run(name, func(t *testing.T) {
			got := r.Read(c.said, c.title, c.body, published)
			if got.Outcome != c.outcome || c.lang != "" && got.Lang != c.lang {
				t.Fatalf("read as %q, outcome %q; want %q, %q", got.Lang, got.Outcome, c.lang, c.outcome)
			}
			if len(c.body) > 0 && len(c.body[0]) < 10_000 { // check is slow on long ones
				check(t, c.body, got)
			}
			for _, s := range append(got.Sentences, got.Title) {
				if (s.Lang != "" || c.outcome == text.Garbled || got.Lang != "ja" && got.Lang != "en") && len(s.Names)+len(s.Figures)+len(s.Dates) > 0 {
					t.Errorf("names, dates or figures of what is not read: %+v", s)
				}
			}
		})
	}
}

// gadgets is a Japanese report full of names and units in Latin letters.
const gadgets = "ランプ社は新型のGlowPad9とGlowBook5を発表した。重さは340gで、画面は8型。WiFiとLTEに対応し、電池は5400mAhで、15kmの範囲で使える。" +
	"同社はTikNoteやYouBoatとも提携し、LampOS4とLampOS5、GlowTV2の後継となるGlowTV3も出す。GlowPad8の利用者は、BridgeNetのAPI2とSDK3を使える。" +
	"価格はUSDで900ドル。ITLampによると、GlowX1とGlowX2、GlowX3も値下げされ、CNetHarborやIDLampのほかMyHarborXでも買える。"

// No report of the given sets is called garbled, and one is called foreign only
// where its publisher says a wrong language.
func TestRealReportsAreWhatTheyAre(t *testing.T) {
	dir := filepath.Join(shared(t), "data")
	for _, set := range []struct{ path, lang, body, except string }{
		{"dumpster/2025-05-21.jsonl.gz", "en", "text", "zeit-online"}, {"giveme5w1h/articles.jsonl.gz", "en", "text", ""}, {"ecbplus/docs.jsonl.gz", "en", "text", ""},
		{"livedoor/articles.jsonl.gz", "ja", "text", ""}, {"jawikinews/articles.jsonl.gz", "ja", "article", ""},
	} {
		for i, line := range lines(t, filepath.Join(dir, set.path)) {
			var report map[string]any
			if err := json.Unmarshal([]byte(line), &report); err != nil {
				t.Fatal(err)
			}
			title, _ := report["title"].(string)
			body, _ := report[set.body].(string)
			got := look(set.lang, title, strings.Split(body, "\n")).outcome
			if got == text.Garbled || got == text.Foreign && report["source"] != set.except {
				t.Errorf("%s:%d is called %s", set.path, i+1, got)
			}
		}
	}
}

func TestForeignParagraphsKeepTheirPlace(t *testing.T) {
	got := NewReader().Read("ja", "港大橋、通行止め続く", []string{japaneseParagraph, englishParagraph, japaneseParagraph}, published)
	var langs []string
	for _, s := range got.Sentences {
		langs = append(langs, s.Lang)
	}
	if want := ",,en,,"; strings.Join(langs, ",") != want {
		t.Errorf("languages of the sentences: %q, want %q", strings.Join(langs, ","), want)
	}
	if s := got.Sentences[2]; len(s.Words) < 10 || len(s.Names) != 0 || s.Paragraph != 1 || s.Index != 2 {
		t.Errorf("the foreign sentence: %d words, %d names, paragraph %d, index %d", len(s.Words), len(s.Names), s.Paragraph, s.Index)
	}
}

func TestWidthDoesNotChangeWhatIsRead(t *testing.T) {
	r := NewReader()
	wide := r.Read("ja", "", []string{"トランプ大統領は3億5000万円を払うと5月3日に述べた。"}, published).Sentences[0]
	narrow := r.Read("ja", "", []string{"ﾄﾗﾝﾌﾟ大統領は３億５０００万円を払うと５月３日に述べた。"}, published).Sentences[0]
	if len(wide.Names) != 1 || len(narrow.Names) != 1 || wide.Names[0].Normal != narrow.Names[0].Normal || narrow.Names[0].Surface != "ﾄﾗﾝﾌﾟ" {
		t.Errorf("names: %+v and %+v", wide.Names, narrow.Names)
	}
	if len(wide.Figures) != 1 || len(narrow.Figures) != 1 || wide.Figures[0].Value != narrow.Figures[0].Value {
		t.Errorf("figures: %+v and %+v", wide.Figures, narrow.Figures)
	}
	if len(wide.Dates) != 1 || len(narrow.Dates) != 1 || !wide.Dates[0].Time.Equal(narrow.Dates[0].Time) {
		t.Errorf("dates: %+v and %+v", wide.Dates, narrow.Dates)
	}
}

func TestLongTextsTakeTimeInProportion(t *testing.T) {
	r := NewReader()
	took := func(n int) time.Duration {
		body := []string{strings.Repeat("ベルグ市長は橋を閉じると述べた。", n/16)}
		start := time.Now()
		r.Read("ja", "橋", body, published)
		return time.Since(start)
	}
	took(1000) // loads the dictionary
	short, long := took(20_000), took(200_000)
	if long > 60*short+5*time.Second {
		t.Errorf("20,000 characters took %s, 200,000 took %s", short, long)
	}
}
