package audit

import "strings"

// contraryJa and contraryEn are words of which one excludes the others, in news of
// any kind. They are compared inside one matter only.
const contraryJa = `延期 中止
逮捕 起訴 書類送検 釈放
辞任 解任 更迭 留任 続投
買収 合併 提携
死亡 重体 軽傷 けが
上陸 接近
優勝 準優勝 敗退
勝利 敗北
連勝 連敗
ホーム アウェー
先発 途中出場
解散 休止
悪化 改善
拡大 縮小
上回 下回
最高 最低
初めて 再び
歓迎 批判
称賛 批判
賛成 批判
擁護 批判
全会一致 反対多数
有罪 無罪
合憲 違憲
起訴 不起訴
陽性 陰性
本物 偽物
輸出 輸入
与党 野党
出席 欠席
参加 不参加
就任 退任
昇格 降格
公開 非公開
有料 無料
先送り 前倒し
早ま 遅れ
値上が 値下が
追加 削減
検討 決定
申請 承認 認可
派遣 撤退
発効 失効
新設 廃止
開始 終了
入港 出港
夫 妻 息子 娘 父 母 兄 弟 姉 妹 孫 祖父 祖母
電話 対面 都内で会談 官邸で会談 直接会談
円高 円安
国産 輸入
可決 否決
賛成 反対
増税 減税 非課税
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
profit loss lost
guilty innocent
lifted imposed
confirmed denied
gained shed
guilty acquitted
convicted acquitted
upheld overturned
praised criticised
praised criticized
welcomed criticised
welcomed criticized
welcomed condemned
first last
win lose
highest lowest
most least
half third quarter
export import
denied admitted
son daughter
husband wife
father mother
brother sister
appointed sacked
delayed brought
free prison
acquitted sentenced
opened shut
grew shrank
asked refused`

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
