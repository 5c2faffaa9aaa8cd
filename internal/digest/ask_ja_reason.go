package digest

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Why a matter came about stands seldom in the sentence that tells it. The title
// names the matter; a sentence that has the same noun of doing behind a reason, or
// that says outright what the reason is, answers.

// reasons asks why what the title tells happened, and how somebody answered to it.
func (k *kindReader) reasons() {
	whole := same(bracketless(k.s.Text))
	if m := reasonOf.FindStringSubmatch(whole); m != nil && !pointsInQuestion.MatchString(m[1]) && balanced(m[1]) {
		k.reason(m[1]+"の"+m[2], m[3], m[4])
	}
	matter := ""
	for _, m := range mattersJa(k.title) {
		if utf8.RuneCountInString(m) <= longestCausedJa && caused.MatchString(m) {
			matter = m
			break
		}
	}
	if matter != "" {
		if m := reasonIn.FindStringSubmatch(whole); m != nil {
			k.reason(matter+"の"+m[1], m[2], "")
		}
		if m := reasonAs.FindStringSubmatch(whole); m != nil && !reasonNoun.MatchString(matter) {
			k.reason(matter+"の"+m[2], m[1], m[3])
		}
		k.matterReason(matter)
	}
	k.response()
}

// reason keeps a question for a reason that is told as one.
func (k *kindReader) reason(of, answer, doubt string) {
	if utf8.RuneCountInString(answer) < 3 || pointsInQuestion.MatchString(answer) || reasonAlone.MatchString(answer) || strings.HasPrefix(answer, "、") {
		return
	}
	ending := "は何ですか？"
	if strings.Contains(doubt, "みられ") || strings.Contains(doubt, "見られ") {
		ending = "は何とみられていますか？"
	}
	if answer = strings.TrimSuffix(strings.TrimSuffix(answer, "こと"), "たの"); strings.HasSuffix(answer, "し") || strings.HasSuffix(answer, "っ") {
		return
	}
	if utf8.RuneCountInString(answer) <= longestReasonJa && utf8.RuneCountInString(of) <= longestQuestionJa-8 && holds(bracketless(k.s.Text), answer) && balanced(answer) {
		k.out = append(k.out, wanted{question: of + ending, answer: answer, titled: true, how: reasonGiven})
	}
}

// longestCausedJa is how long a matter may be that a reason is asked of.
const longestCausedJa = 24

var (
	// caused matches matters that have a cause: what is done or befalls.
	caused     = regexp.MustCompile(`(中止|延期|停止|休止|廃止|終了|打ち切り|閉鎖|閉店|辞任|辞職|退任|解任|解雇|倒産|破綻|破たん|死去|死亡|急死|逮捕|値上げ|値下げ|引き上げ|引き下げ|脱線|墜落|事故|火災|爆発|停電|障害|不通|運休|欠航|休校|回収|撤退|撤回|却下|棄却|拒否|否決|見送り|取り止め|取りやめ|流出|漏洩|不足|減少|増加|急増|下落|上昇|急落|急騰|遅れ|遅延|決裂|離脱|脱退|閉館|営業停止|失格|欠場|離婚|開催|移転|変更|導入|規制|抗議|スト|ストライキ|反対|支援|解散|提訴|設置)$`)
	reasonNoun = regexp.MustCompile(`(原因|理由|背景|きっかけ|動機|目的)`)
	reasonOf   = regexp.MustCompile(`(?:^|[、。])([^、。「」]{2,20})の(原因|理由|背景|動機|きっかけ)は、?([^、。は]{3,34}?)(だった|だという|である|だ。|で、|(?:と|が原因と)(?:みられ|見られ)て)`)
	reasonIn   = regexp.MustCompile(`(?:^|[、。])(?:その|この)?(理由|背景|原因)に(?:は|ついて)?、?([^。、「」]{3,34}?)が(?:ある|あった|挙げられ|指摘)`)
	reasonAs   = regexp.MustCompile(`(?:^|[、。は])([^、。は]{3,30})が(原因|理由|きっかけ)(だ。|だった|である|(?:と|では)(?:みられ|見られ)て|となっ)`)
)

// matterReason asks why the title's matter is so, where a sentence has its noun of
// doing behind a reason.
func (k *kindReader) matterReason(matter string) {
	doing := ""
	for _, w := range k.title.Words {
		if strings.Contains(w.Detail, "サ変接続") && strings.HasSuffix(matter, w.Surface) && utf8.RuneCountInString(w.Surface) > 1 {
			doing = w.Surface
		}
	}
	if doing == "" || reasonNoun.MatchString(matter) {
		return
	}
	for i := len(k.ps) - 1; i > 0; i-- {
		p := k.ps[i]
		if p.said || !p.predicate() || !sameDoing(p, doing) || !toldDone(p, p.verb) || k.open(i) {
			continue
		}
		if answer := reasonBefore(k.s, k.ps, i); answer != "" && !strings.Contains(answer, doing) {
			k.reason(matter+"の理由", answer, "")
		}
		return
	}
}

// sameDoing reports whether a phrase has a noun of doing or one that means the same.
func sameDoing(p phrase, doing string) bool {
	if strings.Contains(p.text, doing) {
		return true
	}
	for _, set := range doingsAlike {
		if strings.Contains(set, doing) {
			for w := range strings.FieldsSeq(set) {
				if strings.Contains(p.text, w) {
					return true
				}
			}
		}
	}
	return false
}

// doingsAlike are nouns of doing of which a title has one and its report another.
var doingsAlike = []string{
	"中止 取り止め 取りやめ 見送り 取り止める 取りやめる 見送る", "廃止 終了 打ち切り 打ち切る", "延期 先送り 延ばす", "停止 休止 止める 中断", "辞任 辞職 退任 辞める",
	"解雇 解任 免職", "倒産 破たん 破綻 破産", "死去 死亡 急死 亡くなる 逝去", "逮捕 再逮捕 拘束", "値上げ 引き上げ 引き上げる", "値下げ 引き下げ 引き下げる", "閉鎖 閉店 閉める",
}

// response asks how somebody answered to what was told: これに対し、組合は…を続けた.
func (k *kindReader) response() {
	n := len(k.ps)
	last := k.ps[n-1]
	begin := -1
	for i, p := range k.ps[:max(0, n-3)] {
		if i < 2 && answersTo.MatchString(p.text) {
			begin = i
		}
	}
	if begin < 0 || !last.predicate() || last.said || politeQuestion(last) == "" || doubtful(last, k.ps[n-2]) || !toldDone(last, last.verb) {
		return
	}
	topic := -1
	for i := begin; i < n-2; i++ {
		if k.ps[i].tail == "は" && acts(k.s, k.ps[i]) {
			topic = i
			break
		}
	}
	object := n - 2
	for object > topic && k.ps[object].tail != "を" {
		object--
	}
	if topic < 0 || object <= topic || object < n-4 || k.ps[object].predicate() {
		return
	}
	who := k.ps[topic].body()
	from := object
	for from > topic+1 && qualifies(k.ps[from-1]) {
		from--
	}
	printed, ok := printedRun(k.s, k.ps[from:n])
	if m := utf8.RuneCountInString(printed); !ok || m < 5 || m > longestAnswerJa || !balanced(printed) || pointsInQuestion.MatchString(printed) || pointsInQuestion.MatchString(who+"は") {
		return
	}
	k.out = append(k.out, wanted{question: who + "はどう対応しましたか？", answer: printed, how: reasonGiven})
}

// answersTo matches the beginning of a sentence about an answer to what went before.
var answersTo = regexp.MustCompile(`^(これに対し|これに対して|これを受け|これを受けて)$|^(事件|事故|問題|逮捕|発表|要求|通知|地震|災害|指摘|批判|決定)を受け(て)?$`)
