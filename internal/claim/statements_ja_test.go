package claim

import "testing"

func TestJapaneseStatements(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"direct", "山田首相は「港を開放する」と述べた。", []string{"山田 | と述べた | 港を開放する | other | direct"}},
		{"indirect", "山田首相は、港の開放が必要だと強調した。", []string{"山田 | と強調した | 港の開放が必要だ | demand"}},
		{"an intention", "山田首相は会見で、来月に議会を解散する意向を示した。", []string{"山田 | 意向を示した | 来月に議会を解散する | announce"}},
		{"a demand", "山田首相は隣国に即時停戦を求めた。", []string{"山田 | を求めた | 即時停戦 | demand"}},
		{"refusal", "政府は停戦案を拒否した。", []string{"政府 | を拒否した | 停戦案 | reject"}},
		{"acceptance on a condition", "政府は条件付きで停戦案を受け入れた。", []string{"政府 | を受け入れた | 停戦案 | condition"}},
		{"the one who refuses", "北国が求める査察を山田首相が拒否した。", []string{"山田 | を山田首相が拒否した | 査察 | reject"}},
		{"denial", "佐藤外相は関与を否定した。", []string{"佐藤 | を否定した | 関与 | deny"}},
		{"a source", "警察によると、男は港で見つかった。", []string{"警察 | によると | 男は港で見つかった | other"}},
		{"hearsay", "船は三日前に港を出たという。", []string{" | という | 船は三日前に港を出た | other | hearsay"}},
		{"speaker last", "「もう待てない」と語った山田首相。", []string{"山田 | と語った | もう待てない | other | direct"}},
		{"crowd", "住民からは「説明が足りない」といった批判の声が相次いだ。", []string{" | といった批判の声が相次 | 説明が足りない | criticise | direct | hearsay"}},
		{"a list of those asked", "山田市長は工事の中止を県と国に訴えた。", []string{"山田 | を県と国に訴えた | 工事の中止 | demand"}},
		{"a child", "6年生の男の子は「船に乗りたい」と話した。", []string{"男の子 | と話した | 船に乗りたい | other | direct"}},
		{"somebody behind the cue", "広場では「祭りがなくなるのは寂しい」と話す人もいた。", []string{"人 | と話す | 祭りがなくなるのは寂しい | other | direct"}},
		{"a condition is no hindrance", "山田首相は停戦案を条件つきで支持する考えを示した。", []string{"山田 | 考えを示した | 停戦案を条件つきで支持する | support"}},
		{"ready to accept", "山田首相は査察を受け入れる用意があると述べた。", []string{"山田 | と述べた | 査察を受け入れる用意がある | propose"}},
		{"a headline's noun for a verb", "山田首相は港の閉鎖を違法だと非難。", []string{"山田 | と非難 | 港の閉鎖を違法だ | criticise"}},
		{"one who is told of", "山田首相は、北国が港を開く見込みだと述べた。", []string{"山田 | と述べた | 北国が港を開く見込みだ | other"}},
		{"a verb that describes a noun", "閉鎖を支持している佐藤氏が港に着いた。", nil},
		{"hearsay of a whole sentence", "船長は「もう着く」と声をかけ、船員も喜んだという。", []string{" | という | 船長は「もう着く」と声をかけ、船員も喜んだ | other | hearsay", "船長 | と声をかけ | もう着く | other | direct"}},
		{"no statement", "港には十隻の船が停泊している。", nil},
		{"at least is no quotation", "少なくとも三隻が港に残っている。", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, got := read("ja", "", c.text)
			compareLines(t, says(got), c.want)
		})
	}
}

func TestJapaneseOmittedSubjectIsTheSpeakerBefore(t *testing.T) {
	_, got := read("ja", "", "佐藤外相は停戦を歓迎すると述べた。また、「協議を続けるべきだ」と語った。")
	compareLines(t, says(got), []string{
		"佐藤 | と述べた | 停戦を歓迎する | support",
		"佐藤 | と語った | 協議を続けるべきだ | demand | direct | resolved",
	})
}

func TestJapaneseOmittedSubjectIsTheTopicBefore(t *testing.T) {
	_, got := read("ja", "", "佐藤外相は港を訪れた。「協議を続けるべきだ」と語った。")
	compareLines(t, says(got), []string{"佐藤 | と語った | 協議を続けるべきだ | demand | direct | resolved"})
}
