package claim

import (
	"regexp"

	"kiku/internal/language/pattern"
)

// cueJa is one way in which Japanese ties what is said to a verb of saying.
type cueJa struct {
	re     *pattern.Pattern
	stance Stance // "" : by the verb, else by the content
	object bool   // the content is the noun phrase before the cue
	source bool   // the speaker stands right before the cue: 〜によると
	vague  bool   // hearsay: nobody is named
	crowd  bool   // hearsay of many voices: 「…」といった批判の声が相次いだ
}

// sayJa are verbs that follow と.
const sayJa = `述べ|語っ|語り|語る|話し|話す|強調し|指摘し|説明し|主張し|明らかにし|明かし|明かす|発表し|表明し|答え|回答し|コメントし|反論し|訴え|` +
	`振り返|力説し|断言し|釈明し|弁明し|つづっ|綴っ|呟い|つぶやい|報告し|記し|記述し|書い|言い|言っ|声をかけ|明言し|宣言し|謝罪し|詫び|嘆い|嘆く|` +
	`伝え|報じ|報道し|発言し|証言し|供述し|予測し|予想し|分析し|認め|批判し|非難し|警告し|呼びかけ|呼び掛け|求め|要求し|否定し|提言し|提案し|期待し|` +
	`評価し|称賛し|賞賛し|懸念し|約束し|誓っ|迫っ|反発し|抗議し|促し|通告し|質問し|尋ね|問いかけ|笑っ|笑顔で|喜ん|明るく|感謝し|希望し|戸惑い|不満を|疑問を|` +
	`決意を|期待を|自信を|意欲を|危機感を|注意を|見方を|苦言を|難色を示|怒り|心境を|胸の内を|思いを|意気込|称え|たたえ|呼ん|位置付け|位置づけ|結論付け|結論づけ|判断し|決め|決定し|続け`

// holdJa are nouns that hold what is said: との考えを示した.
const holdJa = `考え方|必要性|考え|見解|認識|見方|意向|方針|立場|姿勢|主張|声明|懸念|談話|コメント|見通し|可能性|構え|決意|意見|期待|判断|分析|結論|予測|報告|提案|警告|不満|憤り`

const showJa = `示し|示す|示さ|示唆し|表明し|明らかにし|明かし|述べ|発表し|繰り返し|繰り返す|伝え|強調し|固め|語っ|語り|話し|説明し|出し|出す|出て|持っ|まとめ|改めて`

// cuesJa are tried in this order; a match bars later ones from its runes.
var cuesJa = []cueJa{
	{re: pattern.MustCompile(`(?:の話|の説明|の発表|の報道|の報告|の調べ|の予想|の調査|のツイート|の記事|のまとめ)?(?:によりますと|によると|によれば|に依れば)`), source: true},
	{re: pattern.MustCompile(`(?:の説明|の発表|の報道|の予想|の調べ|の話|の分析)では`), source: true},
	{re: pattern.MustCompile(`(?:警察|関係)?筋の話として|の話として`), source: true},
	{re: pattern.MustCompile(`(?:と|など)?の(?:` + holdJa + `)(?:を|は|も)(?:[^、。「」]{0,20}?)(?:` + showJa + `)`)},
	{re: pattern.MustCompile(`(?:よう|ように)、?(?:[^、。「」]{0,20}?)(?:求め|要求し|要請し|申し入れ|呼びかけ|呼び掛け|促し|訴え|命じ|指示し)`), stance: Demand},
	{re: pattern.MustCompile(`(?:こと|旨|の)を(?:も)?(?:[^、。「」]{0,20}?)(?:求め|要求し|要請し)`), stance: Demand},
	{re: pattern.MustCompile(`(?:こと|旨|の)(?:を|は|も)(?:[^、。「」]{0,24}?)(?:明らかにし|発表し|表明し|認め|否定し|承認し|決定し|決め|約束し|提案し|強調し|指摘し|報告し|示唆し|伝え|確認し|予測し|通告し|明かし|主張し|宣言し|拒否し|拒ん|語っ|話し|告白し)`)},
	{re: pattern.MustCompile(`(?:` + holdJa + `)を(?:[^、。「」]{0,20}?)(?:` + showJa + `)`)},
	{re: pattern.MustCompile(`(?:など(?:と)?|と|といった|という|とする)(?:、)?(?:[^。「」]{0,60}?)(?:声|意見|批判|指摘|疑問|反応|不満|非難)(?:が|も|は|に)(?:[^。、「」]{0,8}?)(?:加え|。|相次|続出|あが|上が|出て|殺到|続出|目立|寄せられ|多|少なく|あっ|ある|聞かれ|集ま|渦巻|広が)`), crowd: true},
	{re: pattern.MustCompile(`ことで(?:[^、。「」]{0,8}?)(?:合意し|一致し)`), stance: Accept},
	{re: pattern.MustCompile(`ことに(?:[^、。「」]{0,6}?)(?:同意し|合意し)`), stance: Accept},
	{re: pattern.MustCompile(`などと(?:[^、。「」と]{0,24}?)(?:` + sayJa + `)`)},
	{re: pattern.MustCompile(`と(?:も|は|、)?(?:[^、。「」と]{0,24}?)(?:` + sayJa + `)`)},
	{re: pattern.MustCompile(`(?:など)?と(?:[^、。「」と]{0,8}?)(?:発表|非難|分析|指摘|強調|主張|表明|説明|批判|反論|警告|予測|明言|回答|発言|報道|懸念|要求|提案|断言|宣言|否定|コメント)(?:。|、|$|する(?:など|一方|と|方針))`)},
	{re: pattern.MustCompile(`と(?:は|も)?(?:見|み)て(?:いる|いた|いて|おり|います)`)},
	{re: pattern.MustCompile(`と(?:しながら|した一方|する一方|したうえで|した上で)`)},
	{re: pattern.MustCompile(`(?:など)?と(?:している|していた|しており|していて|した。|しています|し、|す。)`)},
	{re: pattern.MustCompile(`として(?:いる|いた|おり|、)`)},
	{re: pattern.MustCompile(`(?:を|について)(?:[^、。「」を]{0,12}?)(?:求め|要求し|要請し|訴え|呼びかけ|呼び掛け|迫っ)`), stance: Demand, object: true},
	{re: pattern.MustCompile(`を(?:[^、。「」を]{0,12}?)(?:拒否し|拒ん|却下し|拒絶し|退け)`), stance: Reject, object: true},
	{re: pattern.MustCompile(`(?:を|は)(?:[^、。「」を]{0,12}?)(?:否定し|否認し)`), stance: Deny, object: true},
	{re: pattern.MustCompile(`を(?:[^、。「」を]{0,12}?)(?:批判し|非難し|糾弾し)`), stance: Criticise, object: true},
	{re: pattern.MustCompile(`を(?:[^、。「」を]{0,12}?)(?:警告し|懸念し)`), stance: Warn, object: true},
	{re: pattern.MustCompile(`を(?:[^、。「」を]{0,12}?)(?:提案し|申し出|打診し|提言し)`), stance: Propose, object: true},
	{re: pattern.MustCompile(`(?:を|は|も)(?:[^、。「」をはも]{0,12}?)(?:受け入れ|受諾し|容認し|認め|承認し)`), stance: Accept, object: true},
	{re: pattern.MustCompile(`を(?:[^、。「」を]{0,12}?)(?:支持し|歓迎し|称賛し|評価し)`), stance: Support, object: true},
	{re: pattern.MustCompile(`(?:に|には|へ)(?:[^、。「」を]{0,8}?)(?:反対し|反発し|抗議し|難色を示)`), stance: Oppose, object: true},
	{re: pattern.MustCompile(`(?:について|に対し)(?:て)?(?:[^、。「」を]{0,8}?)(?:謝罪|遺憾|感謝|懸念|不満|支持|理解)(?:の意|の念)?を(?:[^、。「」を]{0,6}?)(?:表明し|示し|述べ|表し)`), object: true},
	{re: pattern.MustCompile(`(?:に|には|への)(?:[^、。「」を]{0,6}?)(?:期待感|懸念|理解|不快感|意欲|自信|警戒感|不満|関心)を(?:[^、。「」を]{0,6}?)(?:示し|表明し|述べ|表し)`), object: true},
	{re: pattern.MustCompile(`に(?:対し)?(?:[^、。「」を]{0,6}?)(?:警告し)`), stance: Warn, object: true},
	{re: pattern.MustCompile(`(?:に|には)(?:[^、。「」を]{0,8}?)(?:賛成し|賛同し|賛意を)`), stance: Support, object: true},
	{re: pattern.MustCompile(`(?:に|で|ことに|ことで)(?:[^、。「」を]{0,8}?)(?:同意し|合意し|応じ)`), stance: Accept, object: true},
	{re: pattern.MustCompile(`を(?:[^、。「」を]{0,10}?)(?:要請|要求|拒否|否定|批判|提案|承認|発表|表明|支持|歓迎|非難|警告)(?:。|、|$)`), object: true},
	{re: pattern.MustCompile(`を(?:[^、。「」を]{0,10}?)(?:主張し|訴え|発表し|表明し|明らかにし|示唆し|宣言し|伝え)`), object: true},
	{re: pattern.MustCompile(`(?:のではないか)?(?:という|といいます|とのこと(?:だ|です|である)?|と見られているという|とみられているという|とされ(?:る|ている|ています|ていた)|と(?:み|見)られ(?:る|ている|ています|ていた)|と(?:も)?(?:いわ|言わ)れ(?:る|ている|ています)|と思われ(?:る|ます)|と伝えられ(?:る|ている|ています)|と報じられ(?:た|ている|ています|ました)|と考えているよう(?:だ|です)|らしい|模様(?:だ|である|です)?)(?:。|$)`), vague: true},
	{re: pattern.MustCompile(`(?:といい|とされ|とみられ|と見られ)、`), vague: true},
}

// verbStancesJa read the stance from the printed cue.
var verbStancesJa = []struct {
	stance Stance
	re     *regexp.Regexp
}{
	{Deny, regexp.MustCompile(`否定|反論|否認`)},
	{Demand, regexp.MustCompile(`求め|要求|要請|呼びかけ|呼び掛け|促し|訴え|命じ|迫っ`)},
	{Criticise, regexp.MustCompile(`批判|非難|苦言|不満|疑問を|怒り|憤り|嘆`)},
	{Warn, regexp.MustCompile(`警告|懸念|危機感|注意を|予測|予想`)},
	{Propose, regexp.MustCompile(`提案|提言|打診|申し出`)},
	{Reject, regexp.MustCompile(`拒否|拒ん|却下|拒絶`)},
	{Accept, regexp.MustCompile(`認め|受け入れ|承認|同意|合意|供述`)},
	{Support, regexp.MustCompile(`歓迎|支持|評価|称賛|賞賛|称え|たたえ|感謝|賛成`)},
	{Oppose, regexp.MustCompile(`反対|反発|抗議|難色`)},
}

// contentStancesJa read the stance from what is said.
var contentStancesJa = []struct {
	stance Stance
	re     *pattern.Pattern
}{
	{Reject, pattern.MustCompile(`受け入れられない|受け入れない|応じない|応じられない|認めない|認められない|拒否する|拒む|容認できない|あり得ない|ありえない|つもりはない$`)},
	{Demand, pattern.MustCompile(`よう(?:に)?、?[^。「」]{0,20}(?:申し入れ|要請し|要求し|求め)(?:た|る|ている)$`)},
	{Condition, pattern.MustCompile(`条件に|を条件(?:に|と)|が条件|前提|場合に限り|ない限り|次第だ|なければ(?:応じ|認め|受け)|すれば(?:応じ|認め|受け入れ)|まで(?:は)?(?:応じ|認め|停戦し)ない`)},
	{Demand, pattern.MustCompile(`べき|なければならない|なければいけない|必要がある|必要だ|必要である|不可欠|てほしい|て欲しい|てもらいたい|てください|せよ|しろ$|が先決`)},
	{Deny, pattern.MustCompile(`事実(?:では|は)ない|していない|関与していない|無実|無関係|ものではない|つもりはない|事実無根|との情報は無い|ことはない`)},
	{Criticise, pattern.MustCompile(`遺憾|許せない|許されない|許しがたい|違反|侵略|不当|卑劣|無責任|ふざける|恥|失望|誤り|間違っ|問題がある|重大な瑕疵|裏切|虐殺|ひどい|非道`)},
	{Warn, pattern.MustCompile(`恐れがある|おそれがある|危険|危機|懸念|深刻|悪化|報復|統制を失|接近する見込み|厳しい状況`)},
	{Propose, pattern.MustCompile(`用意がある|提案|してはどうか|したらどうか|検討し`)},
	{Support, pattern.MustCompile(`歓迎|支持|評価|感謝|うれし|嬉し|賛成|良かった|素晴らし|すばらし|期待|喜ば|誇り|前進|有意義|意義深い|成功|強化される|重要である`)},
	{Oppose, pattern.MustCompile(`反対`)},
	{Accept, pattern.MustCompile(`受け入れる|応じる|同意する|認める|合意した`)},
}

// stanceJapanese returns what the speaker does with a statement.
func stanceJapanese(c cueJa, cueText, content string) Stance {
	if c.stance != "" {
		return c.stance
	}
	if c.source || c.vague {
		return OtherSay
	}
	for _, v := range verbStancesJa {
		if v.re.MatchString(cueText) {
			return v.stance
		}
	}
	for _, v := range contentStancesJa {
		if v.re.MatchString(content) {
			return v.stance
		}
	}
	if announceJa.MatchString(cueText) {
		return Announce
	}
	return OtherSay
}

var announceJa = pattern.MustCompile(`発表|表明|明らかに|意向|方針|宣言|報告|決定|決め|考えを|承認|約束`)
