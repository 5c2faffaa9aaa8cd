package audit

import "regexp"

// What a Japanese page's words are: kinds of words, no names.

// remarkEndJa matches the last words of a host who speaks to the reader.
var remarkEndJa = regexp.MustCompile(`(ね|よ|わ|やな|なぁ|なあ|やで|やろ|っす|かな|でしょう|ましょう|かもしれません|ください|と思います|願います|祈ります|探ります|見ていきます|見てみます|分かります|わかります|お届けします|お伝えします|ご紹介します|注目です|気になります|気がかりです|注目されます|見守りたいです|楽しみです|印象的です|複雑です)[。！!？?…♪〜～]*$`)

// seemsJa matches a host's guess, which is a remark when it is short.
var seemsJa = regexp.MustCompile(`^.{1,36}(そうです|ようです)[。！!]*$`)

// dialectJa matches dialect and chat, inside or at the end of a sentence.
var dialectJa = regexp.MustCompile(`(やなぁ|やなあ|やな[。！!]|なんや(なぁ|な|ね|ろ|で|[。！!？?])|やねん|やねぇ?[。！!]|やで[。！!]|やろ[。！!？?]|やろ(う)?な[ぁあ]|やわ[ぁ]?[。！!]|やん[。！!？?]|へんで[。！!]|へんわ|せやな|せやけど|ほんま|あかん[。！!わでや]|めっちゃ|めちゃくちゃ.*[！!]|っすね|っす[。！!]|っしょ[。！!？?]|じゃん[。！!]|だよね|なきゃ[。！!]|んかな[。！!？?]|思うで[。！!]|なぁ[。！!]|なあ[。！!]|(大変|ん|そう|好き|嫌い|無理|微妙|心配|残念|本当|ほんま|ええ)やけど|だべ[。！!]|ばい[。！!]|じゃろ[。！!う]|ぜよ[。！!]|ヤバ(い|すぎ)|やば(い|すぎ)[。！!]|マジ(で|か)|エモい|それな[。！!]|すごっ[。！!]|わぁ[。！!])`)

// chattyJa are more marks of one who chats: speech of Osaka, Kyoto, Hakata, of the
// young, of figures of comics, and what is drawn out with a wave.
var chattyJa = regexp.MustCompile(`[〜～][!！？?。…]*$|ねん[。！!？?〜…]|[らかけせてれめえねべきわさたま]へん(で|な|ねん|わ|かった|けど|の|[。！!？?…〜、])|してもうた|てまう|てしもた|はります|はりまん|ちゃう(ん|か|やろ|で|[?？!！。])|洒落にならん|どないや|おおきに|^わてら?|[てで]や[〜～!！]|なはれ|まっせ|まんがな|(です|ます)(わ|の)[!！〜…]|ですわ。|にゃ[。！!〜…]|のじゃ[。!！]|(怖|よ|すご|寒|うま)か(ね|ばい|と|[〜！!])|(番|話|人)たい[！!]|ほんなこつ|とよ[〜。！!]|(やば|ヤバ|えぐ|エグ)(い|すぎ|て|く)|えぐいて|まじ(で|か|無理)|マジ|キター|推すしか|なんだけど[〜～!！。…]*$|っとこ[!！〜]|じゃん|ぴえん|てぇてぇ|ウケる|ｗｗ|www|[(（]笑[)）]|^(うち|ワイ|おいら|ぼく|ボク|オレ|おれ|あたし|わし|ウチ)(ら)?(も|は|、|的に)|だわ[!！〜…]+$`)

// chatJa matches how chatter begins.
var chatJa = regexp.MustCompile(`^(えー|うーん|いやー|いやぁ|わあ|わぁ|へぇ|へえ|おお|なんか|ちょっと|まじ|マジ|ふむふむ)[、。っ!！…ー]`)

// fillerJa matches sentences that only ask the reader to go on looking.
var fillerJa = regexp.MustCompile(`(話題ですね|目が離せません(ね)?|ドキドキ|ワクワク|パニック)[。！!…]*$`)

// menuJa are words of a site's furniture.
var menuJa = []string{"メニュー", "ログイン", "会員登録", "新規登録", "お問い合わせ", "プライバシーポリシー", "利用規約", "サイトマップ", "検索", "ホーム", "トップページ", "シェア", "フォロー", "広告", "パスワード", "クッキー", "ツイート", "ブックマーク", "印刷"}

// rankingJa matches furniture inside a text.
var rankingJa = regexp.MustCompile(`アクセスランキング|人気記事|【PR】|\[PR\]|関連記事|おすすめ記事|閲覧数ランキング|会員限定|無料会員|ログインして`)

// inferJa matches inference: what seems, may be, or is said by nobody named.
var inferJa = regexp.MustCompile(`ようです|ようだ[。、]|かもしれ(ません|ない)|可能性(が|も)(ある|あり)|可能性を秘め|(と|も)の?(みられ|見られ|思われ|考えられ)(る|ます|て)|のではないかと|と報じられ|と言われて|とささやかれ|を狙って(い|お)|を狙う[。、]|思惑があ|方向性が示唆|(を|に)(衝撃|影響)を与えています|(大きな|重要な)?転換点|痛手でしょう|そうです(ね)?[。、]|はずです|に違いな|を匂わせ|波紋を(広げ|呼び?)|と(期待|懸念)が(広が|高ま|深ま)|懸念が(広が|高ま|深ま)|変わってくるやろ|変わる(だ|で)ろう|必至|(間違い|疑い|相違)(は|が)?(ない|なく|ありません)|想像に難く|(のは|が)確実(です|だ|と)|言わざるを得|浮き彫りに|透けて見え|と(見|み)る向き|との(見方|声|観測|憶測|指摘)(が|も)(ある|あり|広が|出て|上が|根強)|声(が|も)(上が|出て|根強|相次)|もよう(だ|です)|とされ(る|ます|ている|ています|た)[。、]|背景には.*(ある|あり|あった)|狙い(が|は)?(ある|あり|透け|見え)|狙った|狙って動|観測が広|絶望的|画期的|常識を覆|熱い視線|と(いえ|言え)(る|ます|そう)|避けられない|懸念され|危惧され|の引き金|(を|に)追い込|避けられ(ない|ません)|(の|が)実情(だ|です)|体質が|見せしめ|責任を問う`)

// judgeJa are words that judge.
var judgeJa = regexp.MustCompile(`不敬な|脅迫めいた|傲慢な|卑劣な|無謀な|愚かな|英雄的な|理不尽な|身勝手な|狡猾な|無責任な|恥ずべき|見事な|稚拙な|暴走`)

// causeJa matches a cause or an effect that somebody must have said.
var causeJa = regexp.MustCompile(`(この|その|こうした|この一連の)(動き|発言|決定|件|提案|流れ)(は|が)、?.*(影響|及ぼ|揺るが|もたら|変え|進め|招)|急速に進め|衝撃を与え|の引き金`)

// sourcedJa matches who is named as a source of what is inferred.
var sourcedJa = regexp.MustCompile(`によると|によれば|と(述べ|語|話|主張|指摘|分析|説明|表明|強調|警告|批判|非難|予測|予想|見て|みて|評価|伝え|発表|発言|明らかにし)|示唆し|(が|は)報じ`)

// softJa are words that carry no fact of their own: saying, showing, going on.
const softJa = `表明 発表 示す 示唆 述べる 発言 姿勢 状況 動き 展開 今後 今回 必要 可能 行う 進める 見せる 意向 考え 考える 明らか 言及 強調 主張 指摘
説明 件 点 一方 結果 向ける 図る 目指す 中 際 側 双方 両国 両者 両 各国 大統領 首相 氏 首脳 政府 政権 国 問題 よる 通じる 巡る めぐる 関する 対する
求める 呼ぶ 伝える 報じる 語る 話す 言う いう 見る みる なる する ある いる できる 特に また さらに しかし 今 現在 意欲 見通し 見込み 予定 方針 構え 用意
等 など 上 下 前 後 間 者 的 化 性 感 数 全体 様々 多い 大きい 強い 新しい 厳しい 次 氏ら 記事 本日 情報 最新 詳しい 取る 与える 受ける 続く 続ける 出る 出す
始まる 始める 開始 実施 迎える 含む 加える 基づく 至る 持つ 抱える 置く 明言 確認 考慮 一部 本当 方向 立場 内容 対応 至 件数 人々 国民 人 際限 会見 記者 当局 当局者 関係者 高官 担当者 注目 前向き`

// alikeJa are words that may stand for each other in a shortened telling.
const alikeJa = `戦争 戦闘 侵攻 戦
会談 協議 話し合う 話し合い 面会 会合
終結 終戦 終わらせる 終了 終える
批判 非難 反発
懸念 警戒 不安 危惧
支持 賛成 賛同 同意 支える
排除 除去 取り除く
要求 要請 求め
停戦 和平 平和
永続 恒久
進展 前進
口論 応酬 対立 衝突
提案 案 提示
破棄 無視
阻止 止める 防ぐ
返還 戻る 返す
分割 分ける
訪問 訪れる 訪れ
合意 妥結
停止 中止 休止
拒否 拒む 断る
死亡 死者 亡くなる 死ぬ
増加 増える 増やす
減少 減る 減らす 削減`

// hearsayTail matches a sentence whose last word is hearsay or inference: what
// somebody says before it does not cover it.
var hearsayTail = regexp.MustCompile(`(ようです|ようだ|かもしれません|かもしれない|(と|も)の?(みられ|見られ|思われ|考えられ)(る|ます|ている|ています)|と報じられ(た|ています|ている)|可能性が(ある|あります)|可能性を秘めて(いる|います))[。]?$`)
