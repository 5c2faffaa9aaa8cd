package digest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// readOne is a report of one sentence as the check sees it.
func readOne(lang, words string) (*reading, cited) {
	at := time.Date(2026, 5, 20, 0, 0, 0, 0, time.UTC)
	a := article.Article{ID: "a", Lang: lang, Title: "-", Paragraphs: []string{words}, Published: at, Publisher: "P"}
	r := newReading(a, surface.Read(lang, a.Title, a.Paragraphs, at))
	return r, cited{r, r.text.Sentences[0]}
}

// asksAll are the questions and answers that a sentence gives, as "question answer".
func asksAll(lang, words string) []string {
	r, s := readOne(lang, words)
	var out []string
	for _, q := range r.inquiries(s.sentence) {
		out = append(out, q.Question+" "+q.Answer)
	}
	return out
}

func hasLine(lines []string, want string) bool {
	for _, l := range lines {
		if l == want {
			return true
		}
	}
	return false
}

func TestQuestionsJapanese(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"ミレン市は19日、修理の契約を地元の建設会社と結んだ。", "ミレン市はどんな契約を地元の建設会社と結びましたか？ 修理の契約"},
		{"ミレン市は渡し船の運賃を無料にすると発表した。", "ミレン市は何を無料にすると発表しましたか？ 渡し船の運賃"},
		{"三町は取水の上限を日量十一万トンとする案で合意した。", "三町はどんな案で合意しましたか？ 取水の上限を日量十一万トンとする案"},
		{"ケッテル州は死者が7人に増えたと発表した。", "ケッテル州は死者が何人に増えたと発表しましたか？ 7人"},
		{"警察は博物館の元警備員の男を盗みの疑いで逮捕した。", "警察は博物館の元警備員の男をどんな疑いで逮捕しましたか？ 盗みの疑い"},
		{"橋脚に亀裂が見つかったため、ミレン市は橋を閉じた。", "ミレン市はなぜ橋を閉じたのですか？ 橋脚に亀裂が見つかったため"},
		{"ミレン橋の修理費は8400万円だった。", "ミレン橋の修理費はいくらでしたか？ 8400万円"},
		{"ミレン市は橋を通さなかった。", "ミレン市は何を通しませんでしたか？ 橋"},
		{"捜索で宿の跡から新たに2人の遺体が見つかった。", "捜索で宿の跡から新たに何が見つかりましたか？ 2人の遺体"},
		{"市長選は7月に行われる見通しだ。", "市長選はいつ行われる見通しですか？ 7月"},
		{"港湾警察によると、漁船は120隻に上った。", "港湾警察によると、漁船は何隻に上りましたか？ 120隻"},
	} {
		if got := asksAll("ja", c.sentence); !hasLine(got, c.want) {
			t.Errorf("%s\n want %s\n got  %s", c.sentence, c.want, strings.Join(got, "\n      "))
		}
	}
}

// A question or an answer that says more than the sentence, or something else, is
// refused, whoever made it.
func TestFalseQuestionsJapanese(t *testing.T) {
	for _, c := range []struct{ sentence, question, answer string }{
		{"ミレン市は修理の契約を地元の建設会社と結んだ。", "カルダ市は何を地元の建設会社と結びましたか？", "修理の契約"},           // another name
		{"ミレン市は修理の契約を地元の建設会社と結んだ。", "ミレン市は何を地元の建設会社と結びましたか？", "売却の契約"},           // another answer
		{"ミレン市は修理の契約を地元の建設会社と結んだ。", "ミレン市は何を地元の建設会社と結びましたか？", "地元の建設会社"},         // the answer to another question
		{"ミレン市は修理の契約を地元の建設会社と結んだ。", "ミレン市は何を地元の建設会社と結びませんでしたか？", "修理の契約"},        // negated
		{"ミレン市は修理の契約を地元の建設会社と結ばなかった。", "ミレン市は何を地元の建設会社と結びましたか？", "修理の契約"},        // negation lost
		{"ミレン市は修理の契約を地元の建設会社と結ぶ。", "ミレン市は何を地元の建設会社と結びましたか？", "修理の契約"},            // another time
		{"ミレン市は修理の契約を地元の建設会社と結んだ。", "ミレン市は何を地元の建設会社と破りましたか？", "修理の契約"},           // another verb
		{"ミレン市の職員が逮捕された。", "ミレン市の職員が何を逮捕しましたか？", "職員"},                           // another voice
		{"警察が男を逮捕した。", "だれが男を逮捕されましたか？", "警察"},                                   // another voice
		{"ヨレン市長が逮捕されたため、カルダ副市長は代行を引き受けた。", "ヨレン市長は何を引き受けましたか？", "代行"},            // somebody else's deed
		{"ヨレン市長は辞任し、カルダ副市長が代行を引き受けた。", "ヨレン市長は何を引き受けましたか？", "代行"},                // somebody else's deed
		{"漁業相によると、船は120隻に上った。", "船は何隻に上りましたか？", "120隻"},                          // who says it
		{"船は120隻に上ったという。", "船は何隻に上りましたか？", "120隻"},                               // hearsay
		{"ミレン市は運賃を無料にすると発表した。", "ミレン市は何を無料にしましたか？", "運賃"},                        // announced is not done
		{"雨がやめば、ミレン市は橋を開ける。", "ミレン市は何を開けますか？", "橋"},                              // a condition lost
		{"ミレン市は橋を一日だけ開けた。", "ミレン市は何を開けましたか？", "橋"},                               // a bound lost
		{"ケッテル州は死者が7人に増えたと発表した。", "ケッテル州は死者が何人に増えたと発表しましたか？", "17人"},             // another figure
		{"カルダ氏とヨレン氏は橋を直した。", "ヨレン氏は何を直しましたか？", "橋"},                              // half of two
		{"ヨレン氏は船を売る計画に反対した。", "ヨレン氏は何を売りましたか？", "船"},                             // not done
		{"ミレン市は修理の契約を結んだ。", "ミレン市は契約を結びましたか？", "修理の契約"},                          // asks for nothing
		{"ミレン市は修理の契約を結んだ。", "ミレン市は何を結びました", "修理の契約"},                             // no question
		{"市の中心で見つかった箱を、ヨレン氏は博物館に返した。", "ヨレン氏は市の中心で何を博物館に返しましたか？", "市の中心で見つかった箱"}, // another place
	} {
		_, s := readOne("ja", c.sentence)
		if err := asks("ja", c.question, c.answer, []cited{s}); err == nil {
			t.Errorf("%s\n passes: %s %s", c.sentence, c.question, c.answer)
		}
	}
}

// An answer is held together with its question: alone, or beside another, it is
// refused.
func TestAnswerStandsWithItsQuestion(t *testing.T) {
	r, s := readOne("ja", "ミレン市は渡し船の運賃を無料にすると発表した。")
	c := NewChecker(func(article.ID) (article.Article, bool) { return r.article, true }, nil, Hosts{})
	c.seen["a"] = r
	q := Line{Kind: Frame, Form: askForm, ID: "q", Text: "ミレン市は何を無料にすると発表しましたか？", Cites: []Citation{{Ref: refOf("a", s.sentence)}}}.Printed("", "ja")
	a := q
	a.ID, a.Form, a.Text, a.About = "a", answerForm, "渡し船の運賃", []string{"q"}
	if err := c.Check(q, nil); err != nil {
		t.Error(err)
	}
	if err := c.Check(a, []Printed{q}); err != nil {
		t.Error(err)
	}
	if err := c.Check(a, nil); !errors.Is(err, ErrSlot) {
		t.Errorf("alone: %v", err)
	}
	other := q
	other.Text = "渡し船の運賃は何ですか？"
	if err := c.Check(a, []Printed{other}); err == nil {
		t.Error("beside another question it passes")
	}
	for _, turned := range []string{"渡し船の修理", "運賃", "渡し船の運賃を", "", "ミレン市"} {
		b := a
		b.Text = turned
		if c.Check(b, []Printed{q}) == nil {
			t.Errorf("answer %q passes", turned)
		}
	}
	bare := q
	bare.Cites = nil
	if c.Check(bare, nil) == nil {
		t.Error("a question that cites nothing passes")
	}
}

func TestPoliteForms(t *testing.T) {
	for plain, want := range map[string]string{
		"町が橋を直した。": "直しましたか", "町が橋を直す。": "直しますか", "船が港を出た。": "出ましたか", "船が港に帰る。": "帰りますか", "船が港に戻る。": "戻りますか",
		"町が案を受け入れた。": "受け入れましたか", "町が案を認めなかった。": "認めませんでしたか", "町が橋を使う。": "使いますか", "町が橋を使った。": "使いましたか",
		"町が祭りを開いた。": "開きましたか", "町が船を待った。": "待ちましたか", "町が人を選んだ。": "選びましたか", "町が旗を掲げている。": "掲げていますか",
		"男が逮捕された。": "逮捕されましたか", "町が港を見られない。": "見られませんか", "人が町へ来た。": "来ましたか", "波が港へ泳いだ。": "泳ぎましたか",
		"水が減る。": "減りますか", "町が祭りを続ける。": "続けますか", "町が橋を閉じる。": "閉じますか", "町が雨を感じた。": "感じましたか",
	} {
		_, s := readOne("ja", plain)
		ps := phrasesJa(s.sentence)
		last := ps[len(ps)-1]
		got := politeQuestion(last)
		if got != want {
			t.Errorf("%s %q, want %q", plain, got, want)
		}
		if !politeForm(got, last) {
			t.Errorf("%s: the check refuses %q", plain, got)
		}
	}
}

func TestQuestionsEnglish(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"The city of Mirren signed a contract for the repair of its bridge on Tuesday.", "What did the city of Mirren sign? a contract for the repair of its bridge"},
		{"MIRREN — Police arrested the director of the museum on Friday.", "Who did police arrest? the director of the museum"},
		{"Taluva's prime minister, Tomas Velin, rejected the harbour plan on Monday.", "What did Tomas Velin reject? the harbour plan"},
		{"Norway, Sweden and Denmark signed a new fishing treaty on Friday night.", "What did Norway, Sweden and Denmark sign? a new fishing treaty"},
		{"Three people were arrested in Mirren on Sunday.", "How many people were arrested in Mirren? Three"},
		{"The city of Kisela will close the old bridge in September.", "What will the city of Kisela close? the old bridge"},
		{"John Marlow resigned as mayor of Mirren on Tuesday.", "Who resigned as mayor of Mirren? John Marlow"},
		{"The bridge was closed because divers found a crack.", "Why was the bridge closed? because divers found a crack"},
		{"Denmark cancelled the regatta because the ferry sank.", "Why did Denmark cancel the regatta? because the ferry sank"},
		{"The stolen chart was found in a boathouse on Wednesday.", "Where was the stolen chart found? in a boathouse"},
	} {
		if got := asksAll("en", c.sentence); !hasLine(got, c.want) {
			t.Errorf("%s\n want %s\n got  %s", c.sentence, c.want, strings.Join(got, "\n      "))
		}
	}
}

func TestFalseQuestionsEnglish(t *testing.T) {
	for _, c := range []struct{ sentence, question, answer string }{
		{"The city of Mirren signed a contract on Tuesday.", "What did the city of Caldmoor sign?", "a contract"},         // another name
		{"The city of Mirren signed a contract on Tuesday.", "What did the city of Mirren sign?", "a treaty"},             // another answer
		{"The city of Mirren signed a contract on Tuesday.", "What did the city of Mirren sign?", "Tuesday"},              // the answer to another question
		{"The city of Mirren signed a contract on Tuesday.", "What will the city of Mirren sign?", "a contract"},          // another time
		{"The city of Mirren signed a contract on Tuesday.", "What did the city of Mirren reject?", "a contract"},         // another verb
		{"The city of Mirren did not sign a contract on Tuesday.", "What did the city of Mirren sign?", "a contract"},     // negation lost
		{"Two men arrested on Monday were released.", "Who did two men arrest?", "Monday"},                                // a participle
		{"Three people were arrested in Mirren.", "How many people were arrested in Mirren?", "Four"},                     // another figure
		{"Three people were arrested in Mirren.", "How many people were killed in Mirren?", "Three"},                      // another deed
		{"About 200 boats took part, according to the union.", "How many boats took part?", "About 200"},                  // who says it
		{"About 200 boats reached the port, Ada Rusk said.", "How many boats reached the port?", "About 200"},             // who says it
		{"If the rain stops, Kisela will close the bridge.", "What will Kisela close?", "the bridge"},                     // a condition lost
		{"Kisela will close the bridge unless the rain stops.", "What will Kisela close?", "the bridge"},                  // a condition lost
		{"Kisela reportedly closed the bridge on Monday.", "What did Kisela close?", "the bridge"},                        // hearsay
		{"Ada Rusk's brother resigned as mayor of Mirren.", "Who resigned as mayor of Mirren?", "Ada Rusk"},               // somebody else
		{"The ferry that Kisela sold hit the bridge.", "What did Kisela hit?", "the bridge"},                              // somebody else's deed
		{"Kisela cancelled the regatta because the ferry sank.", "Why did Kisela cancel the regatta?", "the ferry sank."}, // not as it stands there
		{"Kisela cancelled the regatta.", "Did Kisela cancel the regatta?", "the regatta"},                                // asks for nothing
	} {
		_, s := readOne("en", c.sentence)
		if err := asks("en", c.question, c.answer, []cited{s}); err == nil {
			t.Errorf("%s\n passes: %s %s", c.sentence, c.question, c.answer)
		}
	}
}

// The verbs that questions are asked with keep their base when they are put into
// the past and back.
func TestVerbsEnglish(t *testing.T) {
	for past, base := range map[string]string{"signed": "sign", "stopped": "stop", "closed": "close", "carried": "carry", "vetoed": "veto", "destroyed": "destroy", "took": "take", "sued": "sue", "agreed": "agree", "yawned": ""} {
		if got := verbsEn().past[past]; got != base {
			t.Errorf("%s: %q, want %q", past, got, base)
		}
	}
	if got := verbsEn().participle["stolen"]; got != "steal" {
		t.Errorf("stolen: %q", got)
	}
}
