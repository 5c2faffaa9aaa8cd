package cldr

import "testing"

func TestCode(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		name string
		want string
	}{
		{Country, "Japan", "JP"}, {Country, "日本", "JP"}, {Country, "UNITED STATES", "US"}, {Country, "アメリカ", "US"},
		{Country, "the Netherlands", "NL"}, {Country, "Côte d'Ivoire", "CI"}, {Country, "Cote d’Ivoire", "CI"}, {Country, "ボスニア・ヘルツェゴビナ", "BA"},
		{Country, "Bosnia and Herzegovina", "BA"}, {Country, "Paris", ""}, {Country, "", ""},
		{Area, "Africa", "002"}, {Area, "ヨーロッパ", "150"},
		{Language, "ウクライナ語", "uk"}, {Language, "Ukrainian", "uk"}, {Language, "English", "en"},
		{Currency, "米ドル", "USD"}, {Currency, "US dollars", "USD"}, {Currency, "hryvnias", "UAH"}, {Currency, "ロシアルーブル", "RUB"}, {Currency, "ユーロ", "EUR"}, {Currency, "円", "JPY"},
	} {
		if got := Code(c.kind, c.name); got != c.want {
			t.Errorf("Code(%d, %q) = %q, want %q", c.kind, c.name, got, c.want)
		}
	}
}

// TestTableIsWhole counts what the table must hold at least.
func TestTableIsWhole(t *testing.T) {
	var n [kinds]int
	for _, x := range Names() {
		if len(x.English) > 0 && len(x.Japan) > 0 {
			n[x.Kind]++
		}
	}
	for kind, least := range map[Kind]int{Country: 240, Area: 25, Language: 500, Currency: 200} {
		if n[kind] < least {
			t.Errorf("kind %d: %d codes with both names, want %d", kind, n[kind], least)
		}
	}
}
