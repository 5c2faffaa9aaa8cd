package language

import "testing"

// TestSoundsLike holds pairs that a reader would join and pairs that look
// alike and are not the same.
func TestSoundsLike(t *testing.T) {
	for _, c := range []struct{ katakana, latin string }{
		{"トランプ", "Trump"}, {"ドナルド・トランプ", "Donald Trump"}, {"ゼレンスキー", "Volodymyr Zelenskyy"}, {"ゼレンスキー", "Zelensky"}, {"ウラジーミル・プーチン", "Putin"},
		{"スターマー", "Keir Starmer"}, {"ネタニヤフ", "Netanyahu"}, {"ﾏｸﾛﾝ", "Macron"}, {"フォンデアライエン", "von der Leyen"}, {"ポートアムゼル", "Port Amsel"},
		{"トマス・ベリン", "Tomas Velin"}, {"クルスク", "Kursk"}, {"ラヴロフ", "Lavrov"}, {"シュレーダー", "Schröder"}, {"ウォルシュ", "Walsh"}, {"ギジェルモ", "Guillermo"},
	} {
		if got := SoundsLike(c.katakana, c.latin); got < 0.7 {
			t.Errorf("%s and %s: %.3f, want at least 0.7", c.katakana, c.latin, got)
		}
	}
	for _, c := range []struct{ katakana, latin string }{
		{"トランプ", "Trumpet"}, {"モディ", "Moldova"}, {"マクロン", "Macon"}, {"オバマ", "Osaka"}, {"プーチン", "Poland"}, {"ゼレンスキー", "Zelda"}, {"ラブロフ", "Laver"},
		{"ドイツ", "Germany"}, {"", "Trump"}, {"トランプ", ""}, {"習近平", "Xi Jinping"}, {"トランプ", "トランプ"}, {"123", "123"}, {"ー", "a"}, {"ッ", "t"},
	} {
		if got := SoundsLike(c.katakana, c.latin); got > 0.5 || got < 0 {
			t.Errorf("%s and %s: %.3f, want under 0.5", c.katakana, c.latin, got)
		}
	}
}

// FuzzSoundsLike asks for a probability whatever comes in.
func FuzzSoundsLike(f *testing.F) {
	f.Add("トランプ", "Trump")
	f.Add("ァ・ッー", "van der 'o.")
	f.Add("ﾊﾞﾝｽ ", "ÅÆßØ-")
	f.Fuzz(func(t *testing.T, katakana, latin string) {
		if p := SoundsLike(katakana, latin); !(p >= 0 && p <= 1) {
			t.Errorf("SoundsLike(%q, %q) = %v", katakana, latin, p)
		}
	})
}

func BenchmarkSoundsLike(b *testing.B) {
	for range b.N {
		SoundsLike("ゼレンスキー", "Volodymyr Zelenskyy")
	}
}

func TestCodesOfTwoLanguagesMeet(t *testing.T) {
	for _, c := range []struct {
		of       func(string) string
		ja, en   string
		wantCode string
	}{
		{Country, "米", "U.S.", "US"}, {Country, "コンゴ民主共和国", "DR Congo", "CD"}, {Country, "欧州連合", "EU", "EU"}, {Country, "ベンゲル", "Wenger", ""},
		{Area, "アフリカ", "Africa", "002"}, {Currency, "フリブナ", "hryvnia", "UAH"}, {LanguageCode, "ウクライナ語", "Ukrainian", "uk"},
	} {
		if ja, en := c.of(c.ja), c.of(c.en); ja != c.wantCode || en != c.wantCode {
			t.Errorf("%s and %s are %q and %q, want %q", c.ja, c.en, ja, en, c.wantCode)
		}
	}
}
