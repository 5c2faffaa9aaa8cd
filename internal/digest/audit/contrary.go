package audit

import "strings"

// contraryJa and contraryEn are words of which one excludes the others, in news of
// any kind. They are compared inside one matter only.
const contraryJa = `延期 中止
逮捕 起訴 書類送検 釈放
辞任 解任 更迭 留任
買収 合併 提携
死亡 重体 軽傷
優勝 準優勝 敗退
可決 否決
賛成 反対
増税 減税
引き上げ 引き下げ 据え置
値上げ 値下げ
上昇 下落
増加 減少
承認 却下
勝訴 敗訴
加盟 脱退
黒字 赤字
増益 減益
合格 不合格
容認 拒否
開幕 閉幕
入院 退院
解除 発令
再開 停止`

const contraryEn = `postponed cancelled canceled
arrested charged convicted acquitted
resigned dismissed fired
rose fell
rises falls
raised cut
increased decreased
approved rejected
accepted rejected
won lost
killed injured wounded
acquired merged
supports opposes
supported opposed
reopened closed
profit loss
guilty innocent
lifted imposed
confirmed denied
gained shed`

var contraryGroups = map[bool][][]string{true: split(contraryJa), false: split(contraryEn)}

func split(s string) [][]string {
	var out [][]string
	for l := range strings.Lines(s) {
		out = append(out, strings.Fields(l))
	}
	return out
}

// contraryWords are the groups that have a word in a sentence.
func contraryWords(s string) [][]string {
	var out [][]string
	for _, g := range contraryGroups[isJapanese(s)] {
		if only(g, s) != "" {
			out = append(out, g)
		}
	}
	return out
}
