package claim

import (
	"testing"
	"time"

	"kiku/internal/language/text"
)

func words(s string, spans []text.Span) []string {
	rs := []rune(s)
	var out []string
	for _, sp := range spans {
		out = append(out, string(rs[sp.Start:sp.End]))
	}
	return out
}

func TestHedgesAndNegations(t *testing.T) {
	cases := []struct {
		text             string
		hedges, negation []string
	}{
		{"The dam may not hold if the rain goes on.", []string{"may", "if"}, []string{"not"}},
		{"The mayor reportedly didn’t sign.", []string{"reportedly"}, []string{"didn’t"}},
		{"The ferry left at noon.", nil, nil},
		{"The treaty of May 21 runs out in May.", nil, nil},
		{"It may rain on 3 May.", []string{"may"}, nil},
		{"政府は来月にも合意する見通しだ。", []string{"見通し"}, nil},
		{"船は沈んでいない可能性がある。", []string{"可能性"}, []string{"ない"}},
		{"首相は関与を否定した。", nil, []string{"否定"}},
		{"船が港を出た。", nil, nil},
	}
	for _, c := range cases {
		s := text.Sentence{Text: c.text}
		compareLines(t, words(c.text, Hedges(s)), c.hedges)
		compareLines(t, words(c.text, Negations(s)), c.negation)
		if Hedged(s) != (c.hedges != nil) || Negated(s) != (c.negation != nil) {
			t.Errorf("%q: hedged %v negated %v", c.text, Hedged(s), Negated(s))
		}
	}
}

func TestGrave(t *testing.T) {
	cases := []struct {
		lang, title, body string
		want              bool
	}{
		{"en", "Ferry sinks off Halden, 12 dead", "The ferry sank at noon.", true},
		{"en", "Harbour fair opens", "Children ate waffles. A band played until the evening. Visitors came by ferry. The weather was fine. It was a killing joke.", false},
		{"ja", "港の橋崩落、3人死亡", "橋が崩れた。", true},
		{"en", "Captain of Halden out with ankle injury", "He fell in training.", false},
		{"en", "Talks in Halden reach deadlock", "Nobody moved.", false},
		{"en", "Fire in Halden bakery, nobody was hurt", "It was put out by noon.", false},
		{"ja", "主将が右膝を負傷、次戦は欠場", "練習で転んだ。", false},
		{"ja", "港町の倉庫で火災、けが人なし", "昼に消えた。", false},
		{"ja", "港祭りが開幕", "屋台が並んだ。", false},
	}
	for _, c := range cases {
		if got := Grave(reader().Read(c.lang, c.title, []string{c.body}, time.Time{})); got != c.want {
			t.Errorf("Grave(%q) = %v", c.title, got)
		}
	}
}
