package voices_test

import (
	"regexp"
	"strings"
	"testing"
)

// What Osaka speech does not say, with what it says instead. The forms follow
// the usual descriptions of the Kansai dialects: the negation へん on the stem in
// a or e (分からへん, 見えへん, でけへん), the polite はる on te-forms and stems in i or
// e (言うてはる, 書きはる, 答えはる), the copula や, ねん on plain forms.
var notOsaka = []struct {
	what  string
	match *regexp.Regexp
}{
	{"へん stands on a stem in a or e", regexp.MustCompile(`[^あかさたなはまやらわがざだばぱえけせてねへめれげぜでべぺ]へん(?:[。、なわのねやでけもかしよてことひ?]|$)`)},
	{"へん takes かった, やろ, ねん; not だ or です", regexp.MustCompile(`へん(?:だ[^け]|です|でした|ない)`)},
	{"はる stands on a te-form or a stem in i or e", regexp.MustCompile(`[^てでいきしちにひみりぎじびぴえけせねへめれげぜべ来見出居]は(?:る[。、んのでなわけやね]|った[。、んのでなわけやらね]|って[。、る]|んねん)`)},
	{"ねん stands on a plain form", regexp.MustCompile(`[^うくすつぬふむゆるぐずぶいやたんなえ]ねん|[^んい]だねん|ですねん`)},
	{"the copula is や", regexp.MustCompile(`(?:[^んいまただくらぁ-ん]|なん|もん|そう|よう|ほう|はず|わけ|の|ん)だ(?:。|よ|ね|なあ|けど|から|し|った|ろう)`)},
	{"verbs are negated with へん or ん", regexp.MustCompile(`(?:[らわかさたなまばせ]|でき|[^少]し|て|[^情]け|え|べ|め|れ)ない(?:。|な|わ|よ|ね|で|けど|から|ん|の|か|と)|なければ|なきゃ|しないと|かもしれない`)},
	{"てる, とる or てはる for ている", regexp.MustCompile(`て(?:いる|いた|います|いない)`)},
	{"ええ for いい", regexp.MustCompile(`(?:^|[、。はもがの])いい(?:[。なわねよのかけ]|こと|話|ん)`)},
	{"ほんま for 本当, えらい for とても", regexp.MustCompile(`本当|ほんとう|ほんとに|とても|すごく|ちゃんとした`)},
	{"せやけど for でも, せやから for だから", regexp.MustCompile(`(?:^|。)(?:でも|だから|だけど|だって)`)},
	{"no じゃ, じゃん, だろう, でしょう, そうだ", regexp.MustCompile(`じゃ|だろう|でしょう|そうだ[。ねよ]|なんだ`)},
	{"あかん for だめ", regexp.MustCompile(`だめ|ダメ|いけない`)},
	{"よう and そないに for よく and そんなに", regexp.MustCompile(`(?:^|[、。])よく|たくさん|そんなに`)},
	{"no stage dialect", regexp.MustCompile(`でんがな|まんがな|だす。|どすえ|おます|わて[はがも]|なんでやねん|もうかりまっか`)},
	{"what she says of others is no Kyoto 言わはる", regexp.MustCompile(`[言行書聞読]わはる|[言行書聞読]わはった`)},
}

// osaka matches what marks a sentence as hers.
var osaka = regexp.MustCompile(`へん|はる|はっ|はん|はり|やん|や[。でねなろわけもしん、て]|ねん|なあ|わ[。なあ]|あかん|ほんま|ええ|おもろ|ほな|てまう|しも|とこ[。かな]|とか[。なん]|とく|とき[。や]|ちゃう|なんぼ|よう[言見分聞読]|かいな|おる|おん|いうん?[のはが]|知らん|んと|やて|もん|やさかい|手ぇ|気ぃ|いてる|てほしい|ように。|そか|よか|んで|らん|て[言思聞]|んか|[るい]で。`)

func TestFumiSpeaksAsPeopleDoInOsaka(t *testing.T) {
	t.Parallel()
	n := 0
	check := func(where, r string) {
		n++
		said := slot.ReplaceAllString(r, "何々町")
		for _, rule := range notOsaka {
			if m := rule.match.FindString(said); m != "" {
				t.Errorf("%s: %q: %q: %s", where, r, m, rule.what)
			}
		}
		if !osaka.MatchString(said) {
			t.Errorf("%s: %q could be said anywhere", where, r)
		}
	}
	for _, h := range load(t) {
		if h.Role != "dialect" {
			continue
		}
		for key, list := range h.JA.Remarks {
			for _, r := range list {
				if key != "retired" {
					check(key, r)
				}
			}
		}
	}
	for _, x := range loadExchanges(t) {
		if x.Lang == "ja" && x.Asks == "fumi" {
			check("exchange", x.Ask)
		}
		if x.Lang == "ja" && x.Replies == "fumi" {
			check("exchange", x.Reply)
		}
	}
	if n < 300 {
		t.Errorf("only %d remarks", n)
	}
}

// The rules must see what is wrong, or they keep nothing.
func TestDialectRulesCatchWhatIsWrong(t *testing.T) {
	t.Parallel()
	for wrong, right := range map[string]string{
		"まだ決まってないわ。":       "まだ決まってへんわ。",
		"そんなんしへんで。":        "そんなんせえへんで。",
		"先生が書かはるねん。":       "先生が書きはるねん。",
		"うまいこと行ってるだねん。":    "うまいこと行ってるねん。",
		"あれは橋だ。なあ。":        "あれは橋や。なあ。",
		"まだ分からないなあ。":       "まだ分からへんなあ。",
		"待っているわ。":          "待ってるわ。",
		"でも、まだやなあ。":        "せやけど、まだやなあ。",
		"それじゃあかんわ。":        "それではあかんわ。",
		"見えへんだわ。":          "見えへんかったわ。",
		"ほんとうに読まへんかったわ。":   "ほんまに読まへんかったわ。",
		"間に合うかもしれないで。":     "間に合うかもしれへんで。",
		"みんなよう言わはるわ。":      "みんなよう言いはるわ。",
		"こっちのほうが、いいわ。":     "こっちのほうが、ええわ。",
		"そこはだめやで。":         "そこはあかんで。",
		"よく分かったわ。":         "よう分かったわ。",
		"なんでやねん、て言いたなるわ。":  "なんでやろ、て言いたなるわ。",
		"できへんこともあるわ。":      "でけへんこともあるわ。",
		"きっと来るだろうなあ。":      "きっと来るやろなあ。",
		"そうだね、言うてはるわ。":     "そうやね、言うてはるわ。",
		"橋を渡らなければあかんわ。":    "橋を渡らなあかんわ。",
		"聞いたのに教えてくれないんやて。": "聞いたのに教えてくれへんのやて。",
	} {
		broken := func(s string) bool {
			for _, rule := range notOsaka {
				if rule.match.MatchString(s) {
					return true
				}
			}
			return false
		}
		if !broken(wrong) {
			t.Errorf("%q passes", wrong)
		}
		if broken(right) {
			t.Errorf("%q is refused", right)
		}
	}
}

func TestTheYoungVoiceIsNoCaricature(t *testing.T) {
	t.Parallel()
	for _, h := range load(t) {
		if h.Role != "young" {
			continue
		}
		questions, n := 0, 0
		for key, list := range h.JA.Remarks {
			for _, r := range list {
				if n++; strings.Contains(r, "?") || strings.HasSuffix(r, "だろう。") || strings.HasSuffix(r, "かな。") {
					questions++
				}
				if m := regexp.MustCompile(`[ー〜]{2}|[!！]|やば|まじ|マジ|ガチ|エモ|神[。回]|推し|っす|だべ|ぴえん|ワロ|w。|笑`).FindString(r); m != "" {
					t.Errorf("%s: %q says %q", key, r, m)
				}
			}
		}
		if questions*100 < n*12 || questions*100 > n*55 {
			t.Errorf("%d of %d remarks ask something", questions, n)
		}
	}
}
