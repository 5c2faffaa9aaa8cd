package language

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kiku/internal/language/text"
)

var published = time.Date(2031, 5, 21, 10, 0, 0, 0, time.FixedZone("JST", 9*3600)) // a Wednesday

func TestDetect(t *testing.T) {
	for want, list := range map[string][]string{
		"ja": {"港の工事が始まった", "コメ価格、再び上昇", "日銀総裁会見", "首相、来週訪米", "東京都知事選告示", "ﾊﾝｶｸ"},
		"zh": {"中国政府宣布这项新政策", "我們對這個問題沒有意見，請大家放心", "他们昨天开会讨论经济问题"},
		"ko": {"대통령은 오늘 회의를 열었다"},
		"en": {"Harbour talks enter third day", "The mayor said nothing", "Ferry strike: what we know so far"},
		"de": {"Der Bürgermeister will die Brücke nicht öffnen", "Streit um die Fähre geht weiter", "Warum der Hafen geschlossen bleibt"},
		"fr": {"Le maire refuse de rouvrir le pont", "Grève des ferrys : ce que l'on sait"},
		"es": {"El alcalde no quiere abrir el puente", "La huelga de los trabajadores sigue"},
		"it": {"Il sindaco non vuole riaprire il ponte della città"},
		"pt": {"O prefeito não quer reabrir a ponte da cidade"},
		"nl": {"De burgemeester wil de brug niet openen"},
		"sv": {"Borgmästaren vill inte öppna bron för trafik"},
		"ru": {"Мэр не хочет открывать мост"},
		"uk": {"Мер не хоче відкривати міст і порт"},
		"el": {"Ο δήμαρχος δεν ανοίγει τη γέφυρα"},
		"":   {"", "123 / 456", "!?"},
	} {
		for _, s := range list {
			if got := Detect(s); got != want {
				t.Errorf("Detect(%q) = %q, want %q", s, got, want)
			}
		}
	}
}

func TestDetectReadsThePlainTextNotItsFewForeignWords(t *testing.T) {
	s := "Der Hafen bleibt geschlossen. Das sagte die Sprecherin am Mittwoch. Der Song „We are the harbour“ lief dazu."
	if got := Detect(s); got != "de" {
		t.Errorf("got %q, want de", got)
	}
}

func TestNormalBridgesJapaneseAndEnglish(t *testing.T) {
	for _, group := range [][]string{
		{"US", "米", "米国", "アメリカ", "アメリカ合衆国", "U.S.", "United States", "the United States", "America"},
		{"RU", "露", "ロ", "ロシア", "Russia", "Russian"},
		{"UA", "ウクライナ", "Ukraine"},
		{"JP", "日本", "Japan"},
		{"BF", "ブルキナファソ", "Burkina Faso"},
		{"CI", "コートジボワール", "Ivory Coast"},
		{"KP", "北朝鮮", "North Korea"},
		{"un", "国連", "UN", "United Nations", "the U.N."},
		{"nato", "NATO", "ＮＡＴＯ", "北大西洋条約機構"},
		{"EU", "EU", "欧州連合", "European Union"},
		{"who", "世界保健機関", "World Health Organization"},
		{"g7", "G7", "Ｇ７"},
		{"トランプ", "トランプ米大統領", "トランプ氏", "トランプ", "ドナルド・トランプ前大統領"},
		{"trump", "President Trump", "Donald Trump", "Mr. Trump"},
	} {
		for _, name := range group[1:] {
			if got := Normal(name); got != group[0] {
				t.Errorf("Normal(%q) = %q, want %q", name, got, group[0])
			}
		}
	}
}

func TestSoundKeyMeetsAcrossScripts(t *testing.T) {
	for _, p := range [][2]string{
		{"トランプ", "Trump"}, {"ゼレンスキー", "Zelenskyy"}, {"ゼレンスキー", "Zelensky"}, {"プーチン", "Putin"}, {"ネタニヤフ", "Netanyahu"},
		{"マクロン", "Macron"}, {"スターマー", "Starmer"}, {"ラブロフ", "Lavrov"}, {"ペスコフ", "Peskov"}, {"ルビオ", "Rubio"}, {"ヘグセス", "Hegseth"},
		{"バンス", "Vance"}, {"メルツ", "Merz"}, {"バイデン", "Biden"}, {"メルケル", "Merkel"}, {"モディ", "Modi"}, {"グテレス", "Guterres"},
		{"オルバン", "Orban"}, {"ハリス", "Harris"}, {"オドネル", "O'Donnell"}, {"ヴァルガ", "Varga"}, {"ベルシュタイン", "Berstein"},
		{"アンナ・ベルグ", "Anna Berg"}, {"カレル・ノヴァク", "Karel Novak"}, {"リンドクヴィスト", "Lindqvist"},
	} {
		a, b := SoundKey(p[0]), SoundKey(p[1])
		if a == "" || a != b {
			t.Errorf("SoundKey(%q) = %q, SoundKey(%q) = %q", p[0], a, p[1], b)
		}
	}
}

func TestSoundKeyKeepsDifferentNamesApart(t *testing.T) {
	names := []string{"Trump", "Putin", "Macron", "Starmer", "Lavrov", "Peskov", "Rubio", "Vance", "Biden", "Merkel", "Modi", "Guterres", "Orban", "Harris", "Berg", "Novak"}
	seen := map[string]string{}
	for _, n := range names {
		k := SoundKey(n)
		if other := seen[k]; other != "" {
			t.Errorf("%s and %s share the key %q", n, other, k)
		}
		seen[k] = n
	}
	if SoundKey("石橋") != "" {
		t.Error("kanji have no sound key")
	}
}

func TestWordsAndKey(t *testing.T) {
	r := NewReader()
	if got := strings.Join(r.Words("en", "The mayors were closing bridges in the U.S."), " "); got != "mayor close bridg us" {
		t.Errorf("English tokens: %q", got)
	}
	got := strings.Join(r.Words("ja", "停戦交渉が始まった。"), " ")
	for _, want := range []string{"停戦", "交渉", "始まる", "停戦交渉"} {
		if !strings.Contains(" "+got+" ", " "+want+" ") {
			t.Errorf("Japanese tokens %q lack %q", got, want)
		}
	}
	if got := Key("語った", "ja"); got != "語る" {
		t.Errorf("Key(語った) = %q", got)
	}
	if got := Key("Bridges", "en"); got != "bridg" {
		t.Errorf("Key(Bridges) = %q", got)
	}
	if got := strings.Join(r.Words("de", "Die Brücke, geschlossen"), " "); got != "die brücke geschlossen" {
		t.Errorf("German tokens: %q", got)
	}
}

func TestOtherLanguagesHaveSentencesAndWords(t *testing.T) {
	got := NewReader().Read("de", "Die Brücke bleibt zu", []string{"Der Bürgermeister Dr. Berg sagte nein. Am 3. Mai wird neu verhandelt! Und dann?"}, published)
	if len(got.Sentences) != 3 || got.Lang != "de" {
		t.Fatalf("got %d sentences in %q: %+v", len(got.Sentences), got.Lang, got.Sentences)
	}
	if len(got.Sentences[0].Words) == 0 || len(got.Sentences[0].Names) != 0 {
		t.Errorf("words %d, names %d", len(got.Sentences[0].Words), len(got.Sentences[0].Names))
	}
}

func TestReadIsDeterministicAndSafeTogether(t *testing.T) {
	r := NewReader()
	para := []string{"ベルグ大統領は21日、ノルダ国のハンス・オルセン首相と会談した。オルセン氏は「橋を開く」と語った。"}
	want := r.Read("ja", "橋", para, published)
	done := make(chan text.Text, 4)
	for range 4 {
		go func() { done <- r.Read("ja", "橋", para, published) }()
	}
	for range 4 {
		got := <-done
		if len(got.Sentences) != len(want.Sentences) || len(got.Sentences[0].Names) != len(want.Sentences[0].Names) {
			t.Error("a second reading differs")
		}
	}
}

// check asks of any text what callers rely on.
func check(t *testing.T, paragraphs []string, x text.Text) {
	t.Helper()
	last := map[int]int{}
	for i, s := range x.Sentences {
		if s.Index != i || s.Paragraph < 0 || s.Paragraph >= len(paragraphs) {
			t.Fatalf("sentence %d: index %d, paragraph %d", i, s.Index, s.Paragraph)
		}
		r := []rune(paragraphs[s.Paragraph])
		if s.Span.Start < last[s.Paragraph] || s.Span.End > len(r) || s.Span.Len() <= 0 {
			t.Fatalf("sentence %d: span %v in %d runes, after %d", i, s.Span, len(r), last[s.Paragraph])
		}
		if gap := strings.TrimSpace(string(r[last[s.Paragraph]:s.Span.Start])); gap != "" {
			t.Fatalf("text between sentences: %q", gap)
		}
		last[s.Paragraph] = s.Span.End
		if string(r[s.Span.Start:s.Span.End]) != s.Text {
			t.Fatalf("sentence %d is not what its span covers", i)
		}
		checkSentence(t, s)
	}
	for p, para := range paragraphs {
		r := []rune(para)
		if rest := strings.TrimSpace(string(r[min(last[p], len(r)):])); rest != "" {
			t.Fatalf("text after the last sentence: %q", rest)
		}
	}
	checkSentence(t, x.Title)
}

func checkSentence(t *testing.T, s text.Sentence) {
	t.Helper()
	r := []rune(s.Text)
	cut := func(span text.Span) string {
		if span.Start < 0 || span.End > len(r) || span.Start > span.End {
			t.Fatalf("span %v outside of %q", span, s.Text)
		}
		return string(r[span.Start:span.End])
	}
	for _, w := range s.Words {
		if cut(w.Span) != w.Surface || !utf8.ValidString(w.Base) {
			t.Fatalf("word %q at %v of %q", w.Surface, w.Span, s.Text)
		}
	}
	for _, n := range s.Names {
		if !strings.Contains(cut(n.Span), n.Surface) || n.Surface == "" || strings.Contains(n.Normal, "\x00") {
			t.Fatalf("name %+v in %q", n, s.Text)
		}
	}
	for _, d := range s.Dates {
		if cut(d.Span) != d.Surface || d.Time.IsZero() {
			t.Fatalf("date %+v in %q", d, s.Text)
		}
	}
	for _, f := range s.Figures {
		if cut(f.Span) != f.Surface || f.Span.Len() == 0 {
			t.Fatalf("figure %+v in %q", f, s.Text)
		}
	}
	for _, q := range s.Quotations {
		if !strings.Contains(cut(q.Span), q.Text) {
			t.Fatalf("quotation %+v in %q", q, s.Text)
		}
	}
}

func TestBadInputIsRead(t *testing.T) {
	r := NewReader()
	long := strings.Repeat("橋は閉じたままだと市長が述べた、", 14000)
	for _, lang := range []string{"ja", "en", "zh", ""} {
		for _, para := range []string{"", " ", "。", "\"", "「「「", "」", "....", "\x00", "ﾄﾗﾝﾌﾟ大統領は３億５０００万円", "A.", "1", "第", "https://example.org/a.b?c=d", "“He said “no” and", "😀。😀", "\u0301", "ＡＢＣ　１２３"} {
			check(t, []string{para}, r.Read(lang, para, []string{para}, published))
		}
	}
	for _, lang := range []string{"ja", "en"} {
		start := time.Now()
		check(t, []string{long}, r.Read(lang, "", []string{long}, time.Time{}))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%d runes in %s took %s", utf8.RuneCountInString(long), lang, took)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("“I won't,” Ms. Berg said. The U.S. paid $1.2 million on May 3.", "en")
	f.Add("ベルグ氏は「橋を『すぐ』開く」と述べた。約1万2千人が5月3日午後2時、米ロ首脳会談に。", "ja")
	f.Add("1.) One 2.) Two ... . . . N°. 5 (a.m. \"x", "en")
	f.Add("Der Fall Dr. Müller! „Ja?“", "de")
	r := NewReader()
	f.Fuzz(func(t *testing.T, s, lang string) {
		if !utf8.ValidString(s) || len(s) > 2000 {
			return
		}
		check(t, []string{s}, r.Read(lang, s, []string{s}, published))
		for _, w := range r.Words(lang, s) {
			if w == "" || !utf8.ValidString(w) {
				t.Fatalf("token %q of %q", w, s)
			}
		}
		Detect(s)
		Normal(s)
		SoundKey(s)
	})
}
