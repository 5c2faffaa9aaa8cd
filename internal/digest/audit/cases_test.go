package audit_test

import (
	"slices"
	"strings"
	"testing"

	"kiku/internal/digest/audit"
)

// ferry is an invented page on one matter with two cards, sound as it stands.
const ferry = `テルマル橋の閉鎖、暮らしはどうなる?町と州の動き

テルマル橋は3日から通れない。州は修理の費用を出す方針だ。
💡 テルマル町は3日、橋を閉鎖した。
💡 ケッテル州は修理費の半分を負担する方針を示した。
それでは、橋の閉鎖について見ていきましょう。
橋の閉鎖
テルマル町はなぜ橋を閉じましたか?
橋脚の亀裂
まず町の発表から見ていきます。
テルマル橋を閉鎖 橋脚に亀裂
公開日:2026/05/04

✅ テルマル町は3日、橋脚に亀裂が見つかったためテルマル橋を閉鎖した。
✅ エルナ・ハース町長は「命を守るための決断だ」と述べ、住民に理解を求めた。
✅ 橋は1日およそ4200台の車が通っていた。
さらに読む ⇒浦波新聞 出典/画像元: https://urami.example/2026/05/04/bridge
通勤の人は大変ですね。
テルマル町は橋脚に亀裂が見つかったため、3日にテルマル橋を閉鎖した。
ハース町長は「命を守るための決断だ」と述べた。
修理の費用
ケッテル州は何を示しましたか?
修理費の半分の負担
橋の修理費、州が半分負担へ
公開日:2026/05/06

✅ ケッテル州のロイ・ハーケン知事は5日、テルマル橋の修理費の半分を州が負担する方針を示した。
✅ 知事はハース町長に、残りを町が負担するよう求めた。
✅ 修理は6月に始まる予定だ。
さらに読む ⇒岬日報 出典/画像元: https://misaki.example/2026/05/06/cost
ケッテル州のハーケン知事は5日、テルマル橋の修理費の半分を州が負担する方針を示した。
修理は6月に始まる予定だ。
次のページを読む ⇒
橋はいつ通れるのか。
`

// bridge is the like in English.
const bridge = `Telmar bridge closed: how will people get to work?

The Telmar bridge has been closed since 3 May. The province wants to pay half of the repair.
💡 The town of Telmar closed its bridge on 3 May.
💡 The province of Ketter offered to pay half of the repair.
The closure
Why did Telmar close the bridge?
A crack in a pier
Telmar closes bridge after crack is found in pier
Published: 2026-05-04

✅ The town of Telmar closed its bridge on 3 May after a crack was found in a pier.
✅ Mayor Erna Haas said "this decision protects lives" and asked residents to be patient.
✅ About 4,200 cars crossed the bridge every day.
Read more ⇒ Harbour Ledger Source: https://ledger.example/2026/05/04/bridge
Telmar closed its bridge on 3 May after a crack was found in a pier.
"This decision protects lives," Mayor Erna Haas said.
The cost of the repair
What did the province of Ketter offer?
To pay half of the repair
Province to pay half of bridge repair
Published: 2026-05-06

✅ Governor Roy Harken of the province of Ketter offered on 5 May to pay half of the repair of the Telmar bridge.
✅ Harken asked Haas to pay the rest.
✅ The repair will begin in June.
Read more ⇒ Northern Tern Source: https://tern.example/2026/05/06/cost
Governor Roy Harken offered on 5 May to pay half of the repair of the Telmar bridge.
The repair will begin in June.
Next page ⇒
When will the bridge open again?
`

var planted = []struct {
	check    audit.Check
	old, new string
}{
	// Japanese
	{audit.Coverage, "ハース町長は「命を守るための決断だ」と述べた。", "町議会では閉鎖の遅れを責める声が相次ぎ、議長が陳謝した。"},
	{audit.Coverage, "💡 テルマル町は3日、橋を閉鎖した。", "💡 テルマル町は渡し船を無料にし、学校を休みにした。"},
	{audit.Coverage, "ハース町長は「命を守るための決断だ」と述べた。", "トフト会長も閉鎖を支持した。"},
	{audit.Happening, "ハース町長は「命を守るための決断だ」と述べた。", "橋は1日およそ4200台の車が通っていなかった。"},
	{audit.SourceDate, "公開日:2026/05/04", "公開日:2026/05/05"},
	{audit.SourceDate, "修理は6月に始まる予定だ。\nさらに", "修理の契約が5月20日に結ばれました。\nさらに"},
	{audit.Window, "3日にテルマル橋を閉鎖した。", "5月1日にテルマル橋を閉鎖した。"},
	{audit.Window, "ケッテル州のハーケン知事は5日、", "2024年、ケッテル州のハーケン知事は"},
	{audit.Window, "知事は5日、テルマル橋の修理費の半分を州が負担する方針を示した。\n修理は6月に始まる予定だ。", "知事は5日、テルマル橋の修理費の半分を州が負担する方針を示した。\n修理は6月に始まった。"},
	{audit.Number, "ハース町長は「命を守るための決断だ」と述べた。", "橋は1日およそ9800台の車が通っていた。"},
	{audit.Number, "テルマル橋は3日から通れない。", "テルマル橋は3日から通れず、およそ300人が影響を受けた。"},
	{audit.Quotation, "「命を守るための決断だ」と述べた。", "「仕方のない決断だった」と述べた。"},
	{audit.Happening, "修理の費用\n", "州と町、修理費の負担で合意\n"},
	{audit.Happening, "3日にテルマル橋を閉鎖した。", "3日にテルマル橋を閉鎖しなかった。"},
	{audit.Speaker, "ハース町長は「命を守るための決断だ」と述べた。", "ハーケン知事は「命を守るための決断だ」と述べた。"},
	{audit.Speaker, "修理は6月に始まる予定だ。\n次の", "ハース町長はハーケン知事に、残りを負担するよう求めた。\n次の"},
	{audit.Inference, "ハース町長は「命を守るための決断だ」と述べた。", "州の狙いは選挙を前にした人気取りとみられる。"},
	{audit.Inference, "ハース町長は「命を守るための決断だ」と述べた。", "町の対応は無責任なものだった。"},
	{audit.Inference, "ハース町長は「命を守るための決断だ」と述べた。", "ハース町長は次の選挙をあきらめたのかもしれない。"},
	{audit.Order, "公開日:2026/05/04", "公開日:2026/03/04"},
	{audit.Form, "テルマル橋を閉鎖 橋脚に亀裂\n", ""},
	{audit.Form, "公開日:2026/05/06\n", ""},
	{audit.Form, "bridge\n通勤", "bridge通勤"},
	{audit.Form, "⇒浦波新聞 出典", "⇒出典"},
	{audit.Form, "述べ、住民に理解を求めた。", "述べ、「住民に理解を求めた。"},
	{audit.Form, "テルマル橋の閉鎖、", "ログイン メニュー 会員登録\nテルマル橋の閉鎖、"},
	{audit.Filler, "通勤の人は大変ですね。", "ほんまに通勤の人は大変やろなぁ。"},
	{audit.Filler, "通勤の人は大変ですね。", "えー、マジで困るっす!"},
	{audit.Office, "ケッテル州のハーケン知事は5日、", "ケッテル州のハーケン前知事は5日、"},
	{audit.Office, "ハース町長は「命を守るための決断だ」と述べた。", "ハース市長は「命を守るための決断だ」と述べた。"},
	{audit.Answering, "橋脚の亀裂\nまず", "予算の不足\nまず"},
	{audit.Answering, "テルマル町はなぜ橋を閉じましたか?\n橋脚の亀裂", "テルマル町は橋を閉じましたか?\nはい、閉じました。"},
	{audit.BareDay, "公開日:2026/05/06\n", ""},
	{audit.Relevance, "修理は6月に始まる予定だ。\nさらに読む ⇒岬日報 出典/画像元: https://misaki.example/2026/05/06/cost\n", `修理は6月に始まる予定だ。
さらに読む ⇒岬日報 出典/画像元: https://misaki.example/2026/05/06/cost
歌手のミナさん、初の映画出演
公開日:2026/05/05
✅ 歌手のミナ・ソレルさんが秋に公開される映画に初めて出演する。
✅ 撮影は北部の湖で行われ、監督はヨナ・ビルクさんが務める。
✅ 主題歌もソレルさんが歌う。
さらに読む ⇒浦波新聞 出典/画像元: https://urami.example/2026/05/05/film
`},
	// English
	{audit.Coverage, "\"This decision protects lives,\" Mayor Erna Haas said.", "The council blamed late inspections and dismissed two engineers."},
	{audit.Coverage, "\"This decision protects lives,\" Mayor Erna Haas said.", "Maren Toft of the union backed the closure."},
	{audit.SourceDate, "Published: 2026-05-04", "Published: 2026-05-07"},
	{audit.Window, "bridge\nTelmar closed its bridge on 3 May after", "bridge\nIn March 2024 Telmar closed its bridge after"},
	{audit.Window, "bridge\nTelmar closed its bridge on 3 May after", "bridge\nTelmar closed its bridge on 1 May after"},
	{audit.Happening, "Mayor Erna Haas said.\nThe cost", "Mayor Erna Haas said.\nNo cars crossed the bridge every day.\nThe cost"},
	{audit.Speaker, "The repair will begin in June.\nNext", "Haas asked Harken to pay the rest.\nNext"},
	{audit.Number, "The repair will begin in June.\nNext", "The repair of the bridge will cost 45,000 crowns.\nNext"},
	{audit.Quotation, "\"This decision protects lives,\" Mayor", "\"We had no other choice left to us,\" Mayor"},
	{audit.Happening, "Governor Roy Harken offered on 5 May to pay half of the repair of the Telmar bridge.\nThe", "The province and the town agreed to share the repair of the Telmar bridge.\nThe"},
	{audit.Speaker, "\"This decision protects lives,\" Mayor Erna Haas said.", "\"This decision protects lives,\" Governor Roy Harken said."},
	{audit.Inference, "\"This decision protects lives,\" Mayor Erna Haas said.", "The province is aiming to win votes in Telmar."},
	{audit.Inference, "\"This decision protects lives,\" Mayor Erna Haas said.", "The closure of the bridge may well become a turning point for Telmar."},
	{audit.Order, "Published: 2026-05-04", "Published: 2026-03-04"},
	{audit.Form, "Published: 2026-05-06\n", ""},
	{audit.Form, "Telmar closes bridge after crack is found in pier\n", ""},
	{audit.Form, "Telmar bridge closed:", "Menu Login Subscribe\nTelmar bridge closed:"},
	{audit.Filler, "The repair will begin in June.\nNext", "Wow, this is gonna be a long wait!\nNext"},
	{audit.Office, "Governor Roy Harken offered on", "Former Governor Roy Harken offered on"},
	{audit.Answering, "A crack in a pier\n", "A lack of money and staff\n"},
	{audit.Answering, "Why did Telmar close the bridge?\nA crack in a pier", "Did Telmar close the bridge?\nYes, it did."},
}

func TestEveryPlantedDefectIsNamed(t *testing.T) {
	for _, sound := range []string{ferry, bridge} {
		for _, d := range audit.Audit(read(t, sound), audit.Options{Lang: "en"}) {
			t.Errorf("sound page: line %d: %s %s: %s", d.Line, d.Check, d.Reason, d.Quote)
		}
	}
	for _, c := range planted {
		page := ferry
		if !strings.Contains(page, c.old) {
			page = bridge
		}
		if !strings.Contains(page, c.old) {
			t.Fatalf("no place for %q", c.old)
		}
		found := audit.Audit(read(t, strings.Replace(page, c.old, c.new, 1)), audit.Options{Lang: "en"})
		if !slices.ContainsFunc(found, func(d audit.Defect) bool { return d.Check == c.check }) {
			t.Errorf("%s not found: %q\nfound %v", c.check, c.new, found)
		}
	}
}
