package language

import (
	"strings"
	"unicode"
)

// detectRunes bounds how much of a long text Detect looks at.
const detectRunes = 4000

// Detect returns the BCP 47 primary subtag of the language s is written in, ""
// when nothing tells. Scripts decide where they can: any kana is Japanese,
// hangul Korean; Chinese characters without kana are Japanese when a form or a
// word that only Japan uses is among them. Languages in Latin and Cyrillic
// letters are told apart by their small words, letters and frequent trigrams.
func Detect(s string) string {
	c := count(s)
	if c.letters == 0 {
		return ""
	}
	switch {
	case c.kana > 0 && 12*c.kana >= c.letters:
		return "ja"
	case c.hangul > 0 && 4*c.hangul >= c.letters:
		return "ko"
	case c.kana > 0 && 3*(c.han+c.kana) >= c.letters:
		return "ja"
	case c.han > 0 && 3*c.han >= c.letters:
		return hanLanguage(s)
	case 3*c.cyrillic >= c.letters:
		return cyrillicLanguage(s)
	case 2*c.other > c.letters:
		return otherScript(s)
	}
	return latinLanguage(s)
}

type scripts struct{ letters, kana, han, hangul, cyrillic, other int }

func count(s string) scripts {
	var c scripts
	n := 0
	for _, r := range s {
		if n++; n > detectRunes {
			break
		}
		switch {
		case r < 0x250:
			if unicode.IsLetter(r) {
				c.letters++
			}
		case r >= 0x3041 && r <= 0x30FE && r != '・' && r != '゠' || r >= 0xFF66 && r <= 0xFF9D:
			c.kana++
			c.letters++
		case unicode.Is(unicode.Han, r):
			c.han++
			c.letters++
		case unicode.Is(unicode.Hangul, r):
			c.hangul++
			c.letters++
		case unicode.Is(unicode.Cyrillic, r):
			c.cyrillic++
			c.letters++
		case unicode.IsLetter(r):
			c.other++
			c.letters++
		}
	}
	return c
}

// hasJapanese reports kana or Chinese characters.
func hasJapanese(s string) bool {
	for _, r := range s {
		if r >= 0x3005 && (r <= 0x30FE || unicode.Is(unicode.Han, r) || r >= 0xFF66 && r <= 0xFF9D) {
			return true
		}
	}
	return false
}

// hanLanguage tells Japanese without kana from Chinese: by characters that
// only one of them writes, then by words of Japanese headlines. What is left
// is Japanese when short, because Chinese soon needs one of its particles.
func hanLanguage(s string) string {
	score := 0
	n := 0
	for _, r := range s {
		if n++; n > detectRunes {
			break
		}
		switch {
		case onlyJapanese[r]:
			score += 3
		case onlyChinese[r]:
			score -= 3
		case unicode.Is(unicode.Han, r) && r > 0x4E00:
			// neutral
		}
	}
	for _, w := range japaneseWords {
		score += 2 * strings.Count(s, w)
	}
	if strings.ContainsAny(s, "「」、") {
		score++
	}
	if strings.ContainsAny(s, "，；") {
		score--
	}
	if score >= 0 && n < 60 || score > 0 {
		return "ja"
	}
	return "zh"
}

func runes(s string) map[rune]bool {
	out := map[rune]bool{}
	for _, r := range s {
		if !unicode.IsSpace(r) {
			out[r] = true
		}
	}
	return out
}

// onlyJapanese are shinjitai that neither kind of Chinese writes, and
// characters made in Japan.
var onlyJapanese = runes(`気圧権広県変対応価検発実関総労読図団沢駅黒両円塩応桜価拡学覚楽勧観帰犠拠挙峡挟狭暁駆継恵渓経軽鶏芸撃欠険圏剣顕験効恒鉱砕済斎剤雑桟蚕賛糸児辞湿釈寿収従渋獣縦粛処緒諸叙奨焼証条状浄畳縄譲嬢醸触嘱真寝慎尽粋酔穂随髄枢瀬声静斉摂窃専浅戦践銭潜繊禅双壮争荘捜挿巣装総騒増蔵臓続堕帯滞択担単胆団弾遅痴昼虫鋳庁聴勅鎮塚逓鉄転点伝灯当党盗稲闘徳独届弐悩脳覇拝廃売麦髪抜繁蛮秘浜瓶払仏並変辺弁宝豊褒翻毎満黙弥薬訳与予余誉揺様謡頼乱覧竜両猟塁励礼隷霊齢歴恋練錬炉労郎楼湾亜悪為囲医壱逸隠栄営衛駅謁円縁艶塩奥応横欧殴黄温穏仮価画会絵壊懐慨概拡殻匂峠畑込辻枠栃働搾凪笹雫榊`)

// onlyChinese are simplified forms, and traditional ones that Japan replaced,
// and the small words of Chinese.
var onlyChinese = runes(`们这个为国对时说过还进这么没开关东车马长门问间见贝页风飞鱼鸟龙龟头让认识语请谁谈论设许评词试话该详误读课调贸费资赛赞超转轮软轻载较辆达边选运进违连迟适遗邮钟钱铁银错锁镇闭闻阅队阳阴际陆陈险随难雇页顶项顺须顾预领频题额颜风飘饭饮馆驱驾验骑鸡鸣麦黄齐齿龄
	华协单卖卫厂历压厅县参发变叶号叹吗听启员呜响唤问团园围图圆圣场坏块坚坛垄报处备复够夺奋妇妈娱婴学宁实审宪宫宽宾对导寿将尔尘尝尽层属岁岂岗岛岭峡币师帐帮带广庆庐库应庙废开异弃张弥弯弹强归当录彻径总恋恶悬惊惧惩惯愿战户扑执扩扫扬扰抚抛抢护报担拟拥择挂挡损换据掳摄摆摇撑敌数断无旧时显晓晒晋暂术机杀杂权条来极构枪标栏树样桥检楼欢欧岁残毕毙气汇汉沟没泪泽洁浅济浓涛润涨渐温湾湿满滚滞滥灭灯灵灾炉点炼烂烟烦烧热爱爷牵犹狱独猎献环现玛珑电画畅疗疮疯监盖盘着矿码砖础硕确碍礼祸离种积称稳穷窃竞笔筑简粮纠红纤约级纪纯纲纳纵纷纸纹线练组细织终绍经结绕给络绝统继绩绪续维绿编缘缩缴网罗罚职联聪肃胜胶脑脱脸舆舰艺节芦苏苹荐荣药莱获营萨著蓝虑虽蚀蛮补袭装观规视览觉触订计讨训议讯记讲许设访证评识诉词译诗诚诞询该详说诸课谁调谈谊谋谓谢谣谱负财责败账货质贩贪购贵贷贸费贺贼资赋赌赏赔赖赚赛趋跃践踪车轨轩转轮软轰较辅辆辈辉输辖边辽达迁过迈运还这进远违连迟迹适选逊递逻遗遥邓郑邻酱释里钢钥钩钻铜铝铺销锅锋错键锦镇镜长门闪闭问闯闲间闷闹闻阁阅阔队阳阴阵阶际陆陈险隐难雾静韩页顶项顺须顿预领颇颈频颗题颜额风飞饥饭饮饰饱饼馆马驰驱驶驻驾验骂骄骗骤鱼鲁鲜鸟鸡鸣鸭鹰黄齐
	的了是在不们你他她吗呢吧啊嗎這個們說過還沒來對會國學發變經實體點當從與關開麼總聲處歲應傳廣價數據權歷樣樓氣灣爾獨盡禮稱穩給經續聯聽舉舊萬號裡觀證議讓讀賣轉輕辦邊醫釋鐵錢雙雜難靈顯驗黨齊齡`)

// japaneseWords stand in Japanese headlines without kana and not in Chinese.
var japaneseWords = []string{"首相", "株式会社", "社長", "会社", "逮捕", "容疑", "氏", "選手", "引退", "発表", "入荷", "大会", "高校", "自民", "参院", "衆院", "議員", "府警", "県", "都内", "市長", "町長", "地裁", "高裁", "知事", "円", "勝利", "敗退", "優勝", "決勝", "開幕", "開始", "販売", "新型", "番組", "放送", "映画", "受賞", "連覇", "死去", "合意", "会談", "停戦", "日銀", "利上", "株価", "続伸", "反落", "見通", "厚労", "経産", "年度", "予想", "天気", "注意報", "警報", "震度", "地震", "噴火", "台風", "大雨", "野球", "相撲", "場所"}
