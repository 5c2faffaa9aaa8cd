package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kiku/internal/language/text"
)

// vagueJa never name an issue.
var vagueJa = func() map[string]bool {
	return set(`こと もの ため ところ よう うち 今後 今回 現在 当時 以上 以下 必要 可能 可能性 重要 問題 発言 記者 会見 記者会見 会談 声明
		発表 報道 説明 考え 認識 見解 意向 方針 姿勢 立場 意見 見方 結果 理由 原因 場合 状況 状態 内容 部分 一部 全体 関係 関係者
		政府 首相 大統領 大臣 外相 国 国民 人 人々 者 日 月 年 時 午前 午後 今日 昨日 明日 今年 昨年 来年 今月 先月 来月 今週 先週 来週
		自分 私 我々 われわれ 皆さん 彼 彼女 本人 相手 双方 両国 両者 各国 世界 地域 日本 同氏 同国 同社 同日 同紙 前 後 中 上 下 間 側
		約 数 点 面 形 名 件 人物 男性 女性 代表 幹部 当局 関係筋 筋 話 質問 回答 対応 実施 共同 開始 終了 予定 計画 具体的 最終的 基本的
		非常 大変 本当 一番 全て すべて 多く 少し 今 何 それ これ あれ どこ ここ そこ 取材 番組 記事 公式 サイト ブログ 写真 画像`)
}()

// knownJa are what news disputes are usually about.
var knownJa = []string{"停戦", "和平", "制裁", "交渉", "協議", "合意", "協定", "条約", "関税", "増税", "減税", "消費税", "給付金", "補助金", "予算",
	"監視", "監視員", "査察", "核開発", "濃縮", "撤退", "駐留", "派遣", "支援", "人質", "解放", "捕虜", "交換", "解散", "辞任", "続投", "選挙", "法案", "改正", "改憲",
	"原発", "再稼働", "処理水", "基地", "移設", "領有権", "漁業", "輸出規制", "輸入", "利上げ", "利下げ", "金利", "為替", "賃上げ", "最低賃金", "値上げ",
	"買収", "統合", "上場", "工事", "建設", "避難", "救助", "捜索", "調査", "起訴", "判決", "控訴", "安全保障", "軍事演習", "発射", "攻撃", "空爆", "封鎖", "休戦", "即時停戦", "漁獲枠", "水利", "ダム", "国境"}

// candidatesJa returns the nouns of a stretch of a Japanese sentence: runs of
// nouns joined, and their last part alone.
func candidatesJa(s text.Sentence, within text.Span) []candidate {
	if within.End == s.Span.Len() || within.End == 0 {
		within.End = max(within.End, utf8.RuneCountInString(s.Text))
	}
	var out []candidate
	if len(s.Words) == 0 {
		body := string([]rune(s.Text)[within.Start:min(within.End, utf8.RuneCountInString(s.Text))])
		for i, k := range knownJa {
			if strings.Contains(body, k) {
				out = append(out, candidate{normal: k, known: true, weight: 5, at: i})
			}
		}
		return out
	}
	for i := 0; i < len(s.Words); i++ {
		j := i
		for j < len(s.Words) && issueWordJa(s, s.Words[j], within) {
			j++
		}
		if j == i {
			continue
		}
		out = append(out, runCandidates(s.Words[i:j], i)...)
		i = j
	}
	return out
}

// issueWordJa reports whether a word may be part of an issue.
func issueWordJa(s text.Sentence, w text.Word, within text.Span) bool {
	if w.Class != text.Noun || w.Span.Start < within.Start || w.Span.End > within.End {
		return false
	}
	for _, d := range []string{"非自立", "代名詞", "数", "副詞可能", "接尾,助数詞", "接尾,人名", "固有名詞"} {
		if strings.Contains(w.Detail, d) {
			return false
		}
	}
	for _, r := range w.Surface {
		if !unicode.In(r, unicode.Han, unicode.Katakana) && r != 'ー' {
			return knownIssueJa(w.Surface)
		}
	}
	return !occupied(s, w.Span)
}

// runCandidates returns the names an issue may have in a run of nouns.
func runCandidates(ws []text.Word, at int) []candidate {
	if len(ws) > 4 {
		ws = ws[len(ws)-4:]
	}
	var out []candidate
	whole := ""
	for _, w := range ws {
		whole += w.Surface
	}
	if n := utf8.RuneCountInString(whole); n >= 2 && n <= 10 && !vagueJa[whole] {
		out = append(out, candidate{normal: whole, known: knownIssueJa(whole), weight: 6, at: at})
	}
	if len(ws) > 1 {
		for _, w := range ws {
			if utf8.RuneCountInString(w.Surface) >= 2 && !vagueJa[w.Surface] {
				out = append(out, candidate{normal: w.Surface, known: knownIssueJa(w.Surface), weight: 5, at: at})
			}
		}
	}
	return out
}

func knownIssueJa(w string) bool {
	for _, k := range knownJa {
		if w == k {
			return true
		}
	}
	return false
}
