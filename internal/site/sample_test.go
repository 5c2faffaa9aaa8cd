package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/language/text"
	"kiku/internal/story"
)

// Everything below is invented: towns, papers, people and what they say.

var (
	jst    = time.FixedZone("JST", 9*3600)
	newest = time.Date(2026, 7, 14, 18, 20, 0, 0, jst)
	papers = []string{"湾岸新報", "三崎タイムス", "みなと放送", "潮見経済", "北浜日報", "Harbour Post"}
)

// maker builds lines whose ids depend on their text alone.
type maker struct{ lang string }

func lineID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "l" + hex.EncodeToString(sum[:4])
}

func cite(paper int, n int, sentence string, before, after string) digest.Citation {
	url := fmt.Sprintf("https://example.com/%d/%d", paper, n)
	return digest.Citation{
		Ref:       claim.Ref{Article: article.IDOf(url), Paragraph: n % 5, Span: text.Span{Start: utf8.RuneCountInString(before), End: utf8.RuneCountInString(before + sentence)}},
		Publisher: papers[paper], Published: newest.Add(-time.Duration(n) * 5 * time.Hour), URL: url,
		Sentence: sentence, Before: before, After: after,
	}
}

func (m maker) extract(paper, n int, s string) digest.Line {
	return digest.Line{ID: lineID(m.lang, "x", s), Kind: digest.Extract, Text: s, Cites: []digest.Citation{cite(paper, n, s, "", "")}}
}

// reduction keeps a part of a longer sentence.
func (m maker) reduction(paper, n int, head, kept, tail string) digest.Line {
	c := cite(paper, n, head+kept+tail, "", "")
	from := utf8.RuneCountInString(head)
	c.Kept = []text.Span{{Start: from, End: from + utf8.RuneCountInString(kept)}}
	return digest.Line{ID: lineID(m.lang, "r", kept), Kind: digest.Reduction, Text: kept, Cites: []digest.Citation{c}}
}

func (m maker) frame(form, s string, cites ...digest.Citation) digest.Line {
	return digest.Line{ID: lineID(m.lang, "f", s), Kind: digest.Frame, Text: s, Form: form, Cites: cites}
}

func (m maker) remark(host, s string, about ...digest.Line) digest.Line {
	l := digest.Line{ID: lineID(m.lang, "m", s), Kind: digest.Remark, Text: s, Host: host}
	for _, a := range about {
		l.About = append(l.About, a.ID)
	}
	return l
}

func sampleFlower(reports, days, publishers, splits int) digest.Flower {
	f := digest.Flower{Days: days}
	for i := range reports {
		// Later days have more reports, and the first publisher the most.
		day := days - 1 - (i*i*days)/(reports*reports)
		f.Petals = append(f.Petals, digest.Petal{Day: day, Publisher: (i * 7 % 11) % publishers, Split: splits > 0 && i%(reports/splits) == 1})
	}
	return f
}

func shares(n int) digest.Sources {
	s := digest.Sources{Articles: 61, Independent: 48, Echoes: 13, Failed: []string{"南岬放送"}, Stale: []string{"島通信"}}
	for i, p := range papers[:n] {
		s.Publishers = append(s.Publishers, digest.PublisherShare{Name: p, Articles: 17 - 2*i})
	}
	return s
}

func japaneseDigest() digest.Digest {
	m := maker{"ja"}
	agreed := m.reduction(0, 1, "", "三町の町長は十四日午後、湾岸庁舎でおよそ二時間会談し、取水の上限を日量十一万トンとする案に大筋で合意した", "と発表した。")
	agreed.Text += "。"
	summer := m.extract(1, 2, "前回の十二万トン案には、南浜町が「夏場は足りなくなる」として難色を示していた。")
	meter := m.extract(2, 1, "一方、北浜町の町長は、水位計を共同で管理することを条件に、監視を受け入れる考えを示した。")
	both := m.frame("dispute.amount", "漁業補償の額は、湾岸新報が二億円、三崎タイムスが三億円と伝えている。",
		cite(0, 3, "補償は二億円と試算した。", "町は九日、影響の調査を終えた。", ""), cite(1, 4, "総額は三億円に上る見通しだ。", "", "正式な額はまだ出ていない。"))
	d := digest.Digest{
		Story: "harunabay01", Lang: "ja", Edition: 4, AsOf: newest, Since: time.Date(2026, 6, 3, 9, 0, 0, 0, jst),
		Category: digest.Society, Fiction: true,
		Headline: m.frame("headline.will", "ハルナ湾の水利協定はまとまるのか？ 三つの町が求めるもの、譲れないもの", agreed.Cites[0]),
		Stand: []digest.Line{
			m.extract(0, 5, "水不足をめぐる三町の協議が七月十四日、湾岸庁舎で再開した。"),
			m.extract(1, 5, "取水量の上限では歩み寄ったが、監視の仕組みは決まっていない。"),
			m.frame("open.deadline", "次の期限は月末。湾の水は、だれが守るのか。", cite(2, 9, "協議の期限は月末とされた。", "", "")),
		},
		Points: []digest.Line{
			m.extract(0, 7, "三町は取水の上限を日量十一万トンとする案で大筋合意した。"),
			m.extract(2, 7, "北浜町は、水位計の共同管理を条件に監視を受け入れる。"),
			m.frame("points.differ", "漁業補償の額は、発表によって二億円と三億円で食い違う。", both.Cites...),
		},
		Timeline: sampleTimeline(m), Ledger: sampleLedger(m), Flower: sampleFlower(48, 42, 6, 4), Sources: shares(6),
	}
	d.Opening = m.remark("kiku", "それでは、再開した協議で何が決まり、何が残ったのかを順に見ていきましょう。", d.Stand...)
	d.New = []digest.Change{
		{What: "figure", Line: m.frame("new.figure", "取水の上限は日量十二万トンから十一万トンに変わった。", agreed.Cites[0], summer.Cites[0])},
		{What: "position", Line: m.frame("new.position", "北浜町は監視について、拒否から条件つきの受け入れに移った。", meter.Cites[0])},
	}
	d.Corrected = []digest.Correction{{Article: "a1", Publisher: "潮見経済", URL: "https://example.com/3/8", When: newest.Add(-3 * time.Hour), Was: "協議は十五日に始まった。", Now: m.extract(3, 8, "協議は十四日に始まった。")}}
	d.Disputes = []digest.Difference{{
		ID: "d1", Kind: claim.Conflict, About: m.frame("dispute.about", "漁業補償の額", both.Cites...),
		Sides: []digest.Line{m.extract(0, 3, "補償は二億円と試算した。"), m.extract(1, 4, "総額は三億円に上る見通しだ。")}, Value: []string{"2億円", "3億円"},
	}, {
		ID: "d2", Kind: claim.Update, About: m.frame("dispute.about", "参加した漁船の数", both.Cites...),
		Sides: []digest.Line{m.extract(2, 12, "港に集まった漁船は四十隻だった。"), m.extract(4, 10, "集まった漁船は最終的に六十二隻となった。")}, Value: []string{"40隻", "62隻"},
	}}
	first, second := japaneseSections(m, agreed, summer, meter, both)
	d.Pages = []digest.Page{
		{Sections: []digest.Section{first, second}, Next: m.frame("next.why", "なぜ北浜町は監視を拒んでいたのか。六月の会談で起きたこと", cite(4, 6, "北浜町は六月三十日、監視案を拒否した。", "", ""))},
		{Sections: []digest.Section{{
			Event: "e3", Date: newest.AddDate(0, 0, -14), Heading: m.extract(4, 16, "六月の会談：監視案をめぐる対立"),
			Question:  m.frame("q.why", "北浜町はなぜ監視を拒んだのですか？", cite(4, 16, "町の水を外から測られるのは受け入れられないと述べた。", "", "")),
			Answer:    m.reduction(4, 16, "", "町の水を外から測られるのは受け入れられない", "と述べた。"),
			Cards:     []digest.Card{sampleCard(m, 4, 16, "北浜町、共同の監視を拒否", "北浜町は六月三十日、三崎町が出した監視案を拒否した。", "町長は「町の水を外から測られるのは受け入れられない」と述べた。", "三崎町は案を練り直す考えだ。")},
			Narrative: []digest.Line{m.extract(4, 17, "三町の町長は六月十二日、初めて顔をそろえた。"), m.extract(0, 18, "このときの議題は取水の上限だけだった。"), m.extract(1, 19, "監視の話が出たのは、六月末の二度目の会談である。")},
			Disputes:  []string{"d2"},
		}}},
	}
	d.Closing = m.remark("kiku", "ここまでを、三つにまとめます。")
	d.Ending = []digest.Line{m.extract(0, 21, "取水の上限は日量十一万トンで大筋の合意がある。"), m.extract(2, 22, "監視の方法は月末までに決める。"), m.extract(1, 23, "漁業補償の額は、まだ正式に示されていない。")}
	d.Open = []digest.Line{m.frame("open.who", "だれが水位計の費用を払うのかは、どの報道にもない。", cite(2, 22, "費用の分担は今後の協議に委ねた。", "", ""))}
	return d
}

// japaneseSections are the two sections of the first page.
func japaneseSections(m maker, agreed, summer, meter, both digest.Line) (first, second digest.Section) {
	quote := digest.Line{ID: lineID("q1"), Kind: digest.Quote, Text: "「海は、待ってくれません」", Speaker: "原田みお", Cites: []digest.Citation{cite(3, 6, "漁協の原田みお組合長は「海は、待ってくれません」と語った。", "港には朝から人が集まった。", "拍手が起きた。")}}
	first = digest.Section{
		Event: "e5", Date: newest, Heading: m.extract(0, 1, "協議の再開：取水の上限で歩み寄り"),
		Question:  m.frame("q.what", "三町は取水の上限について、どんな案で合意しましたか？", agreed.Cites[0]),
		Answer:    m.reduction(0, 1, "取水の上限を", "日量十一万トン", "とする案に大筋で合意した。"),
		Before:    m.remark("kiku", "数字がひとつ、動きました。", agreed),
		Cards:     []digest.Card{sampleCard(m, 0, 1, "取水上限十一万トンで大筋合意　三町協議", "三町の町長は十四日、取水の上限を日量十一万トンとする案に大筋で合意した。", "監視の方法は、月末までに実務者が詰める。", "北浜町は水位計の共同管理を条件に挙げた。")},
		After:     m.remark("kiku", "数字は決まりましたが、測り方はこれから、という点に注目したいですね。", agreed, meter),
		Narrative: []digest.Line{agreed, summer, meter, m.extract(4, 6, "六月三十日には拒否していた。"), m.extract(3, 3, "実務者の協議は十六日に始まる。"), quote},
		Disputes:  []string{"d1"},
		Closing:   m.remark("gen", "一億円ちゃうて、えらい開きやなぁ。どっちの算盤が合うてるんか、次の発表が楽しみやで。", both),
	}
	second = digest.Section{
		Event: "e4", Date: newest.AddDate(0, 0, -5), Heading: m.extract(1, 4, "補償額の試算：二億円か、三億円か"),
		Question:  m.frame("q.how", "漁業補償はいくらになりますか？", both.Cites...),
		Answer:    m.frame("a.differ", "二億円とも、三億円とも", both.Cites...),
		Cards:     []digest.Card{sampleCard(m, 1, 4, "漁業補償、総額三億円の見通し", "漁業補償の総額は三億円に上る見通しだ。", "漁協は年内の支払いを求めている。", "県は額について答えを控えた。"), sampleCard(m, 3, 6, "「海は待ってくれない」漁協が早期の支払い求める", "漁協の組合員およそ百人が十日、港に集まった。", "支払いの時期は決まっていない。", "町は今月中に説明の会を開くとしている。")},
		Narrative: []digest.Line{both, m.extract(3, 7, "漁協は十日、年内の支払いを求める文書を三町に渡した。"), m.extract(2, 8, "県は「試算の途中」として、額を明らかにしていない。")},
		Closing:   m.remark("nana", "数字が二つあると、どっちを覚えたらいいか迷っちゃいますね。", both),
	}
	return first, second
}

func sampleCard(m maker, paper, n int, title string, points ...string) digest.Card {
	url := fmt.Sprintf("https://example.com/%d/%d", paper, n)
	c := digest.Card{Article: article.IDOf(url), Publisher: papers[paper], URL: url, Published: newest.Add(-time.Duration(n) * 5 * time.Hour)}
	t := cite(paper, n, title, "", "")
	t.Ref.Paragraph = -1
	c.Title = digest.Line{ID: lineID(m.lang, "t", title), Kind: digest.Extract, Text: title, Cites: []digest.Citation{t}}
	for _, p := range points {
		l := m.extract(paper, n, p)
		l.ID = lineID(m.lang, "c", p)
		c.Points = append(c.Points, l)
	}
	if n%2 == 1 {
		c.Echoes = []string{"北浜日報", "島通信"}
		c.Picture = article.Picture{URL: url + ".jpg", Credit: papers[paper]}
	}
	return c
}

func sampleTimeline(m maker) []digest.Moment {
	var out []digest.Moment
	rows := []struct {
		back, reports int
		ja, en        string
	}{
		{41, 3, "三崎町が取水の制限を申し入れた。", "Misaki asked for limits on drawing water."},
		{32, 5, "三町の町長が初めて会談した。", "The three mayors met for the first time."},
		{14, 7, "北浜町が監視案を拒否した。", "Kitahama rejected the plan to watch the gauges."},
		{5, 11, "漁業補償の試算が示された。", "An estimate for the fishermen was made public."},
		{0, 13, "協議が再開し、上限で歩み寄った。", "Talks resumed and the sides moved closer on the limit."},
	}
	for i, r := range rows {
		s := r.ja
		if m.lang == "en" {
			s = r.en
		}
		l := m.extract(i%5, 30+i, s)
		out = append(out, digest.Moment{Event: story.EventID(fmt.Sprintf("e%d", i+1)), Date: newest.AddDate(0, 0, -r.back), Reports: r.reports, Line: l})
	}
	return out
}

func sampleLedger(m maker) []digest.Holding {
	at := func(back int) time.Time { return newest.AddDate(0, 0, -back) }
	pos := func(st claim.Stance, back int, changed bool, s string) digest.HeldPosition {
		l := m.extract(back%5, 40+back, s)
		l.ID = lineID(m.lang, "p", s)
		return digest.HeldPosition{Stance: st, Date: at(back), Changed: changed, Line: l}
	}
	if m.lang == "en" {
		return []digest.Holding{
			{Actor: "Kitahama", Issue: "shared gauges", Positions: []digest.HeldPosition{pos(claim.Reject, 14, false, "Kitahama rejected the plan on 30 June."), pos(claim.Condition, 0, true, "Kitahama said it would accept the gauges if all three towns read them together.")}},
			{Actor: "Misaki", Issue: "water limit", Positions: []digest.HeldPosition{pos(claim.Propose, 41, false, "Misaki proposed a limit in early June.")}},
		}
	}
	return []digest.Holding{
		{Actor: "北浜町", Issue: "取水の上限", Positions: []digest.HeldPosition{pos(claim.Support, 0, false, "北浜町は上限の案を支持した。")}},
		{Actor: "北浜町", Issue: "監視", Positions: []digest.HeldPosition{pos(claim.Reject, 14, false, "北浜町は監視案を拒否した。"), pos(claim.Condition, 0, true, "北浜町は水位計の共同管理を条件に監視を受け入れるとした。")}},
		{Actor: "北浜町", Issue: "漁業補償", Positions: []digest.HeldPosition{pos(claim.Demand, 32, false, "北浜町は補償を求めた。")}},
		{Actor: "南浜町", Issue: "取水の上限", Positions: []digest.HeldPosition{pos(claim.Oppose, 32, false, "南浜町は十二万トンの案に反対した。"), pos(claim.Accept, 0, true, "南浜町は十一万トンの案を受け入れた。")}},
		{Actor: "南浜町", Issue: "監視", Positions: []digest.HeldPosition{pos(claim.Propose, 31, false, "南浜町は監視の仕組みを提案した。")}},
		{Actor: "三崎町", Issue: "取水の上限", Positions: []digest.HeldPosition{pos(claim.Propose, 41, false, "三崎町は上限を提案した。")}},
		{Actor: "三崎町", Issue: "監視", Positions: []digest.HeldPosition{pos(claim.Support, 5, false, "三崎町は監視を支持した。")}},
	}
}

func englishDigest() digest.Digest {
	m := maker{"en"}
	limit := m.extract(5, 1, "The three mayors agreed in outline on Tuesday to draw no more than 110,000 tonnes of water a day from Haruna Bay.")
	gauge := m.extract(5, 2, "Kitahama will accept gauges on its sluices if all three towns read them together, its mayor, Aya Kitahama, said.")
	d := digest.Digest{
		Story: "harunabay01", Lang: "en", Edition: 2, AsOf: newest, Since: time.Date(2026, 6, 3, 9, 0, 0, 0, jst), Category: digest.Society, Fiction: true,
		Headline: m.frame("headline.will", "Will the Haruna Bay water pact hold? What three towns want, and what they will not give up", limit.Cites[0]),
		Stand: []digest.Line{m.extract(5, 3, "Talks on the short supply of water resumed on 14 July."), m.extract(1, 5, "The towns are closer on how much to draw, but not on who reads the gauges."),
			m.frame("open.deadline", "The deadline is the end of the month. Who will look after the bay?", limit.Cites[0])},
		Points:   []digest.Line{limit, gauge, m.frame("points.differ", "Reports put the payment to fishermen at 200 million and at 300 million yen.", cite(0, 3, "補償は二億円と試算した。", "", ""), cite(1, 4, "総額は三億円に上る見通しだ。", "", ""))},
		Timeline: sampleTimeline(m), Ledger: sampleLedger(m), Flower: sampleFlower(48, 42, 6, 4), Sources: shares(6),
	}
	d.Opening = m.remark("kiku", "Let us see what was settled when the talks resumed, and what was left.", d.Stand...)
	narr := m.extract(5, 8, "The talks lasted about two hours and ended without a joint statement.")
	d.Pages = []digest.Page{{Sections: []digest.Section{{
		Event: "e5", Date: newest, Heading: m.extract(5, 1, "Towns move closer on the limit"),
		Question: m.frame("q.howmuch", "How much water may the three towns draw?", limit.Cites[0]),
		Answer:   m.reduction(5, 1, "agreed to draw ", "no more than 110,000 tonnes of water a day", " from Haruna Bay."),
		Cards:    []digest.Card{sampleCard(m, 5, 1, "Three towns agree in outline on 110,000 tonnes", "The mayors met for about two hours at the bay office.", "Officials will settle how to watch the limit by the end of the month.", "Kitahama asked that gauges be read together.")},
		After:    m.remark("kiku", "The number is settled. How it will be measured is not.", limit),
		Narrative: []digest.Line{narr, m.extract(5, 9, "An earlier draft allowed 120,000 tonnes, which Minamihama said would not last the summer."),
			{ID: lineID("q2"), Kind: digest.Quote, Text: "“The sea will not wait,”", Speaker: "Mio Harada", Cites: []digest.Citation{cite(5, 10, "“The sea will not wait,” said Mio Harada, who heads the fishermen’s union.", "People gathered at the port from early morning.", "There was applause.")}}},
		Closing: m.remark("nana", "So close, and yet nobody has bought the gauges. I would keep an eye on that.", gauge),
	}}}}
	d.Ending = []digest.Line{m.extract(5, 21, "There is agreement in outline on 110,000 tonnes a day."), m.extract(5, 22, "How to watch the limit is to be decided by the end of the month."), m.extract(5, 23, "The payment to fishermen has not been set.")}
	return d
}

// small is one of the many stories that make up a front page.
func small(i int) digest.Digest {
	heads := []string{
		"高瀬橋の通行止めはいつまで？ 点検で見つかった三つの傷", "小麦の値上げ、次はどこが決める？", "第十二次の船便割当、外れたのはどの港か？",
		"南の島の灯台はだれが守る？ 町が出した二つの案", "湖の魚はなぜ減ったのか？ 調査の答えと残る謎", "町の図書館は移るのか？ 住民が求める条件",
	}
	cats := []digest.Category{digest.Society, digest.Business, digest.World, digest.Culture, digest.Science, digest.Politics}
	m := maker{fmt.Sprint("ja", i)}
	h := heads[i%len(heads)]
	at := newest.Add(-time.Duration(i*9+2) * time.Hour)
	d := digest.Digest{Story: story.StoryID(fmt.Sprintf("small%02d", i)), Lang: "ja", Edition: 1, AsOf: at, Since: at.AddDate(0, 0, -i), Category: cats[i%len(cats)], Fiction: true,
		Headline: m.frame("headline", h, cite(i%5, 50+i, "見出しのもとになる文。", "", "")),
		Stand:    []digest.Line{m.extract(i%5, 50+i, "町は十三日、点検の結果と今後の見通しを明らかにした。"), m.extract(i%5, 51+i, "次の発表は来週になる。")},
		Flower:   sampleFlower(3+i*4, 1+i*2, 1+i%5, i%2), Sources: shares(1 + i%5),
	}
	d.Sources.Independent = 3 + i*4
	d.Pages = []digest.Page{{Sections: []digest.Section{{Event: "x", Date: at, Heading: m.extract(i%5, 52, "点検の結果")}}}}
	return d
}

const testFace = `<svg viewBox="0 0 52 52"><circle cx="26" cy="26" r="25" fill="#f0d9a8"/><path d="M8 20a18 14 0 0 1 36 0q-8-6-18-6t-18 6z" fill="#2b2620"/><circle cx="19" cy="29" r="2.1" fill="#2b2620"/><circle cx="33" cy="29" r="2.1" fill="#2b2620"/><path d="M21 36q5 4 10 0" fill="none" stroke="#2b2620" stroke-width="1.6"/></svg>`

func sampleInput() Input {
	in := Input{
		Config:  Config{BaseURL: "https://kiku.example", Built: newest, Fiction: true, Starter: true, Contact: "desk@kiku.example"},
		Digests: []digest.Digest{japaneseDigest(), englishDigest()},
		Hosts: digest.Hosts{List: []digest.Host{
			{ID: "kiku", Role: "announcer", Face: testFace, Name: map[string]string{"ja": "きく", "en": "Kiku"}, Title: map[string]string{"ja": "案内役", "en": "Announcer"}},
			{ID: "gen", Role: "dialect", Face: strings.Replace(testFace, "#f0d9a8", "#e7b9a0", 1), Name: map[string]string{"ja": "なにわの源さん", "en": "Gen from Naniwa"}, Title: map[string]string{"ja": "客席", "en": "Guest"}},
			{ID: "nana", Role: "young", Face: strings.Replace(testFace, "#f0d9a8", "#bcd9c8", 1), Name: map[string]string{"ja": "なな", "en": "Nana"}, Title: map[string]string{"ja": "客席", "en": "Guest"}},
		}},
		Redirects: map[story.StoryID]story.StoryID{"oldbay": "older", "older": "harunabay01"},
		Ranking:   []Rank{{"harunabay01", 120, 800}, {"small01", 44, 310}, {"small03", 12, 90}},
	}
	for i := range 6 {
		in.Digests = append(in.Digests, small(i))
	}
	for i, t := range []string{"浜通りの朝市、八月は日曜も開く", "岬の駅に新しい待合室", "Ferry timetable changes from Monday"} {
		lang := "ja"
		if i == 2 {
			lang = "en"
		}
		url := fmt.Sprintf("https://example.com/alone/%d", i)
		in.Alone = append(in.Alone, Headline{Article: article.IDOf(url), Title: t, Publisher: papers[i+2], URL: url, Published: newest.Add(-time.Duration(i) * time.Hour), Lang: lang})
	}
	return in
}
