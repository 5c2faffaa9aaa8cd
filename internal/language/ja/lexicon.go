package ja

import (
	"strings"
	"unicode/utf8"
)

// honorifics follow people's names only.
var honorifics = set("氏 さん 様 さま 君 くん ちゃん 容疑者 被告 受刑者 死刑囚 殿 夫妻 夫人 女史 先生 氏ら 元被告 嬢 師 翁")

// roleWords are words for an office or trade that newspapers print after a
// name.
var roleWords = set(`大統領 副大統領 首相 総理 総理大臣 副首相 大臣 副大臣 相 外相 財務相 防衛相 国防相 経産相 法相 農相 農水相 文科相 厚労相 総務相 環境相 国交相 デジタル相 官房長官 長官 副長官 次官 事務次官 国務次官 政務官
	知事 副知事 市長 副市長 町長 村長 区長 都知事 府知事 県知事 議員 衆院議員 参院議員 市議 県議 都議 町議 村議 府議 道議 議長 副議長 委員長 副委員長 委員 幹事長 代表 副代表 党首 総裁 副総裁 書記長 総書記 書記 国家主席 主席 首席 政調会長 総務会長 会長 副会長 社長 副社長 専務 常務 取締役 頭取 理事長 理事 専務理事 事務総長 事務局長 局長 次長 部長 課長 室長 所長 署長 本部長 支店長 校長 教頭 学長 学部長 総長 教授 准教授 助教 講師 名誉教授 研究員 主任研究員 院長 医師 弁護士 会計士 検事 検事総長 裁判長 裁判官 判事
	報道官 副報道官 スポークスマン 特使 大使 公使 領事 総領事 代表部 補佐官 顧問 秘書官 秘書 参事官 審議官 司令官 最高司令官 総司令官 参謀総長 幕僚長 将軍 大将 中将 少将 大佐 中佐 少佐 大尉 艦長 隊長 船長 機長
	国王 女王 王妃 皇太子 皇太子妃 王子 王女 天皇 皇后 陛下 殿下 妃 親王 内親王 法王 教皇 枢機卿 司教 大司教 師 首長 最高指導者 指導者 党員 候補 候補者 元帥 主幹 編集長 記者 特派員 論説委員 キャスター アナウンサー アナ アナリスト エコノミスト ストラテジスト 監督 総監督 コーチ ヘッドコーチ 選手 投手 捕手 内野手 外野手 主将 横綱 大関 関脇 小結 関 親方 棋士 名人 竜王 王将 棋聖 碁聖 九段 八段 七段 六段 五段 四段 三段 王座 騎手 力士 レスラー
	俳優 女優 歌手 作家 監督 漫画家 画家 写真家 作曲家 指揮者 評論家 ジャーナリスト 記者 司会者 タレント 芸人 アイドル モデル ミュージシャン 声優 脚本家 建築家 写真家 経営者 創業者 共同創業者 最高経営責任者 ＣＥＯ CEO CFO COO 最高財務責任者 最高執行責任者 幹部 高官 総帥 議会議長 行政長官 最高検察庁長官 官房副長官 国連大使 住職 牧師 神父 党代表 団長 座長 議員団長 班長 書記官 首都圏知事 州知事 前知事 検事正 判事補 総監 警視総監 本部長 駐日大使 氏族長 議員秘書 首相補佐官 国防長官 国務長官 財務長官 商務長官 司法長官`)

// knownPeople are people whose names the dictionary of 2007 has in pieces or as
// plain words, and who are in the news without a title.
var knownPeople = set(`トランプ プーチン ゼレンスキー ゼレンシキー ネタニヤフ バイデン マクロン ショルツ メルツ スターマー ルビオ ラブロフ ペスコフ ヘグセス バンス ウィトコフ ケロッグ マスク オバマ ブッシュ クリントン ハリス エルドアン モディ メローニ トルドー カーニー ルカシェンコ オルバン メドベージェフ ハメネイ ペゼシュキアン アサド シンワル グテレス ラガルド パウエル ベッセント ラトニック フォンデアライエン ルッテ ストルテンベルグ ジョンソン スナク メルケル ゴルバチョフ エリツィン スターリン ヒトラー
	習近平 金正恩 金与正 金正日 金日成 文在寅 尹錫悦 李在明 朴槿恵 李明博 盧武鉉 毛沢東 江沢民 胡錦濤 温家宝 李克強 李強 王毅 蔡英文 頼清徳 馬英九 石破茂 高市早苗 岸田文雄 安倍晋三 菅義偉 麻生太郎 小泉純一郎 小泉進次郎 玉木雄一郎 野田佳彦 枝野幸男 斉藤鉄夫 茂木敏充 林芳正 加藤勝信 岩屋毅 中谷元 赤沢亮正 武藤容治 小池百合子 吉村洋文 植田和男 黒田東彦 大谷翔平 みのもんた 明石家さんま`)

// knownBodies are bodies whose names look like plain words or places.
var knownBodies = set(`ツイッター フェイスブック ユーチューブ ヤフー グーグル インスタグラム ウィキペディア ウィキニュース マイクロソフト ロイター ブルームバーグ タス通信 スポーツ報知 スポーツニッポン 日刊スポーツ 女性自身 週刊文春 文藝春秋 米大リーグ 大リーグ 国際プロレス 新日本プロレス 全日本プロレス 東京電力 関西電力 中部電力 九州電力 中国電力 東北電力 四国電力 北海道電力
	シャープ ソニー パナソニック 任天堂 トヨタ自動車 日産自動車 三菱商事 三井物産 伊藤忠商事 ソフトバンク 楽天 ユニクロ ファーストリテイリング 日本郵便 日本郵政 日清食品 味の素 資生堂 花王 キヤノン 日立製作所 東芝 富士通 みずほ りそな 日本航空 全日空 国連 安保理 自衛隊 警視庁 最高裁 参議院 衆議院 気象庁 金融庁 日銀 経団連 日弁連 連合 ハマス ヒズボラ タリバン フーシ派 クレムリン ホワイトハウス ペンタゴン ラジオ・フリー・ヨーロッパ ハーバード大学 サガン鳥栖 浦和レッズ 鹿島アントラーズ 読売ジャイアンツ 阪神タイガース 巨人 アマゾン・ドット・コム オープンAI エヌビディア テスラ サムスン電子 現代自動車 ファーウェイ アリババ テンセント ボーイング エアバス ワーナー ディズニー ネットフリックス`)

// bodySuffixes end the names of bodies; true where two characters before it
// are enough to make one.
var bodySuffixes = map[string]bool{
	"省": true, "庁": true, "党": true, "銀行": true, "大学": true, "大学院": true, "委員会": true, "議会": true, "新聞": true, "新聞社": true, "テレビ": false, "通信": false, "放送": false, "放送局": true,
	"裁判所": true, "地裁": true, "高裁": true, "最高裁": false, "地検": true, "検察庁": true, "県警": true, "府警": true, "道警": false, "警察": false, "警視庁": false, "警察署": true, "署": false, "自衛隊": false, "軍": false, "海軍": false, "空軍": false, "陸軍": false,
	"協会": true, "連盟": true, "連合": true, "連合会": true, "機構": true, "機関": false, "財団": true, "組合": true, "労組": true, "団体": false, "研究所": true, "研究会": true, "会議所": true, "センター": false, "病院": true, "学校": false, "高校": true, "高": false, "中学校": true, "小学校": true, "学園": true,
	"会社": false, "社": false, "電力": false, "航空": false, "鉄道": false, "製作所": true, "自動車": false, "製鉄": false, "電機": false, "電気": false, "証券": true, "生命": true, "保険": false, "建設": false, "製薬": true, "化学": false, "食品": false, "重工": true, "工業": false, "商事": true, "物産": false, "不動産": false, "ホールディングス": true, "グループ": false, "ＨＤ": true, "HD": true, "フィナンシャルグループ": true,
	"政府": false, "政権": false, "内閣": false, "当局": false, "陣営": false, "派": false, "会": false, "評議会": true, "協議会": true, "理事会": true, "安保理": true, "教会": true, "教団": true, "球団": true, "団": false, "隊": false, "部隊": false, "旅団": false, "交響楽団": true, "楽団": true, "劇団": false,
	"局": false, "気象台": true, "中銀": false, "中央銀行": true, "公社": true, "公団": true, "公庫": true, "金庫": false, "信金": true, "農協": false, "生協": false, "大使館": true, "総領事館": true, "領事館": true, "府庁": true, "県庁": true, "市役所": true, "市議会": true, "県議会": true, "都議会": true, "参議院": false, "衆議院": false,
	"リーグ": false, "イーグルス": false, "ジャイアンツ": false, "タイガース": false, "カープ": false, "スワローズ": false, "ドラゴンズ": false, "ベイスターズ": false, "ファイターズ": false, "ホークス": false, "ライオンズ": false, "マリーンズ": false, "バファローズ": false, "プロレス": false, "チーム": false, "クラブ": false, "フーズ": false, "電鉄": true, "バス": false, "国防総省": false, "外務省": false,
	"院": false, "公安": false, "公安委": true, "委": false, "日報": true, "新報": true, "民報": true, "デジタル": false, "出版": false, "書店": false, "書房": false, "図書館": false, "本部": false, "事務所": false, "組": false, "同盟": false, "戦線": false, "武装勢力": false, "革命防衛隊": true, "防衛隊": false, "親衛隊": false, "上院": false, "下院": false, "参院": false, "衆院": false,
}

// known bodies whose name is a plain word.
var plainBodies = set("政府 与党 野党 議会 上院 下院 軍 警察 当局 銀行 大学 省庁 両院 政権 党 会社 各社 同社 同省 同庁 同党 同会 他社 自社 他党 各党 各省 本社 支社 両社 両党 政党 新党 会 団 局 署 派 社 省 庁 院 組 隊 部隊 委 大手銀行 地方銀行 中央銀行 協議会 委員会 理事会 連合 組合 団体 機構 機関 財団 協会 連盟 病院 学校 高校 中学校 小学校 労働組合 研究所 裁判所 警察署 大使館 テレビ局 新聞社 放送局 通信社 航空会社 証券会社 自動車会社 実行委員会 特別委員会 第三者委員会 報告会 説明会 記者会 株主総会 教育委員会 市議会 県議会 国立大学 私立大学 民間企業 地方議会 国会 中央省庁 関係省庁 救急病院 総合病院 大学病院 研究機関 医療機関 金融機関 報道機関 公共機関 行政機関 国際機関 専門機関")

var placeSuffix = set(`県 府 都 道 市 町 村 区 郡 州 省 島 諸島 列島 半島 海峡 湾 海 川 河 湖 山 岳 山脈 峠 岬 港 空港 駅 地方 地区 地域 大陸 盆地 平野 高原 砂漠 運河 国 共和国 王国 連邦 自治区 自治州 特別区 競技場 スタジアム ドーム 球場 公園 神社 寺 城 通り 橋 温泉 動物園 水族館 美術館 博物館 コロシアム 原発 発電所 基地 沖 北部 南部 東部 西部 中部 市内 県内 領土 渓谷 広場 宮殿 会館 ホール`)

// bodySuffix returns the longest ending of s that ends bodies' names, "" if it
// has none or is only a plain word.
func bodySuffix(s string) string {
	if plainBodies[s] {
		return ""
	}
	longest, k := "", len(s)
	for n := 0; n < 10; n++ {
		_, size := utf8.DecodeLastRuneInString(s[:k])
		if k -= size; k <= 0 {
			break
		}
		if _, ok := bodySuffixes[s[k:]]; ok {
			longest = s[k:]
		}
	}
	return longest
}

func hasAnySuffix(s string, list ...string) bool {
	for _, x := range list {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
