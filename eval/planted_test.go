package eval

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/digest"
	"kiku/internal/digest/audit"
	"kiku/internal/language"
	"kiku/internal/language/text"
	"kiku/internal/sample"
	"kiku/internal/site"
)

// told are the digests of the sample newsroom with what they stand on.
type toldNewsroom struct {
	articles map[article.ID]article.Article
	digests  []digest.Digest
}

func tellNewsroom(t *testing.T) *toldNewsroom {
	t.Helper()
	n := &toldNewsroom{articles: map[article.ID]article.Article{}}
	texts := map[article.ID]text.Text{}
	reader := language.NewReader()
	for l := range strings.Lines(string(sample.Reports())) {
		var r struct{ Title, Link, Text, Published, Updated, Source, Lang string }
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		a, err := article.FromFields(article.Fields{Title: r.Title, URL: r.Link, Text: r.Text, Published: r.Published,
			Updated: r.Updated, Publisher: r.Source, Lang: r.Lang, Fiction: true})
		if err != nil {
			t.Fatal(err)
		}
		n.articles[a.ID] = a
		texts[a.ID] = reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
	}
	for _, s := range storiesOf(n.articles, texts) {
		for _, lang := range digest.Languages(s, 2) {
			d, err := digest.Compose(digest.Input{Story: s, Lang: lang, Articles: n.articles, Texts: texts, Hosts: digest.DefaultHosts()})
			if err == nil {
				n.digests = append(n.digests, d)
			}
		}
	}
	if len(n.digests) < 5 {
		t.Fatalf("%d digests of the sample newsroom", len(n.digests))
	}
	return n
}

// copied is a digest that may be changed without the other.
func copied(t *testing.T, d digest.Digest) digest.Digest {
	t.Helper()
	b, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var out digest.Digest
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// asHTML is the first page of a digest on a built site.
func asHTML(t *testing.T, d digest.Digest) []byte {
	t.Helper()
	out := site.Memory{}
	if err := site.Render(site.Input{Config: site.Config{Built: d.AsOf}, Digests: []digest.Digest{d}, Hosts: digest.DefaultHosts()}, out); err != nil {
		t.Fatal(err)
	}
	for path, data := range out {
		if strings.HasSuffix(path, d.Lang+"/s/"+string(d.Story)+"/index.html") {
			return data
		}
	}
	t.Fatalf("no page of %s in %s", d.Story, d.Lang)
	return nil
}

// asText is the first page of a digest as other sites print theirs: marks instead
// of markup, no traces, no dialect. Only lines that stand on its cards' articles
// are told, and bullets of old reports only when old is set.
func (n *toldNewsroom) asText(d digest.Digest, old bool) []byte {
	var b strings.Builder
	label := map[string][]string{"ja": {"公開日:", "さらに読む ⇒", "出典/画像元: ", "次のページを読む ⇒", "🚩 結論!"}, "en": {"Published: ", "Read more ⇒ ", "Source: ", "Next page ⇒", "Conclusion"}}[d.Lang]
	shown := map[article.ID]bool{}
	for _, s := range d.Pages[0].Sections {
		for _, c := range s.Cards {
			shown[c.Article] = true
		}
	}
	say := func(mark string, in map[article.ID]bool, lines ...digest.Line) {
		for _, l := range lines {
			if l.Text != "" && !slices.ContainsFunc(l.Cites, func(c digest.Citation) bool { return !in[c.Ref.Article] }) {
				fmt.Fprintln(&b, mark+l.Text)
			}
		}
	}
	fmt.Fprintln(&b, d.Headline.Text)
	var stand []string
	for _, l := range d.Stand {
		stand = append(stand, l.Text)
	}
	fmt.Fprintln(&b, strings.Join(stand, " "))
	for _, l := range d.Points {
		if old || !slices.ContainsFunc(l.Cites, func(c digest.Citation) bool { return d.AsOf.Sub(c.Published) > 7*24*time.Hour }) {
			say("💡 ", shown, l)
		}
	}
	for i, s := range d.Pages[0].Sections {
		when := ""
		if i > 0 {
			when = map[string]string{"ja": s.Date.Format("（1月2日）"), "en": s.Date.Format(" (January 2)")}[d.Lang]
		}
		fmt.Fprintln(&b, s.Heading.Text+when)
		fmt.Fprintln(&b, s.Question.Text)
		own := map[article.ID]bool{}
		for _, c := range s.Cards {
			own[c.Article] = true
		}
		answer := s.Answer.Text // of one of the cards, as other sites' should be
		if slices.ContainsFunc(s.Answer.Cites, func(c digest.Citation) bool { return !own[c.Ref.Article] }) && len(s.Cards[0].Points) > 0 {
			answer = s.Cards[0].Points[0].Text
		}
		fmt.Fprintln(&b, answer)
		for _, c := range s.Cards {
			fmt.Fprintln(&b, c.Title.Text)
			if !c.Published.IsZero() {
				fmt.Fprintln(&b, label[0]+c.Published.Format("2006/01/02"))
			}
			say("✅ ", own, c.Points...)
			fmt.Fprintln(&b, label[1]+c.Publisher+" "+label[2]+c.URL)
		}
		say("", own, s.Narrative...)
	}
	fmt.Fprintln(&b, label[4])
	say("💡 ", shown, d.Ending...)
	return []byte(b.String())
}

// byAddress finds the sample newsroom's reports as kiku audit finds stored ones.
func (n *toldNewsroom) byAddress(url string) (article.Article, bool) {
	for _, a := range n.articles {
		if a.URL == url {
			return a, true
		}
	}
	return article.Article{}, false
}

func auditOf(t *testing.T, page []byte, o audit.Options) []audit.Defect {
	t.Helper()
	p, err := audit.Read("page", page)
	if err != nil {
		t.Fatalf("%v in\n%s", err, page[:min(len(page), 400)])
	}
	return audit.Audit(p, o)
}

func TestTrueDigestsHaveNoDefect(t *testing.T) {
	n := tellNewsroom(t)
	for _, d := range n.digests {
		for form, page := range map[string][]byte{"HTML": asHTML(t, d), "text": n.asText(d, false)} {
			for _, f := range auditOf(t, page, audit.Options{Lang: "en", Article: n.byAddress}) {
				t.Errorf("%s %s as %s, line %d: %s %s\n  %s", d.Story, d.Lang, form, f.Line, f.Check, f.Reason, f.Quote)
			}
		}
	}
}

// plant puts one defect into a digest and says where; "" when the digest has no
// place for it.
type plant struct {
	check audit.Check
	name  string
	put   func(d *digest.Digest, other digest.Digest) (words string)
	text  bool // only to be seen on a page without marks
}

func inTongue(d *digest.Digest, ja, en string) string {
	if d.Lang == "ja" {
		return ja
	}
	return en
}

// line puts words in place of the first line of the narrative, which keeps its
// citation.
func line(ja, en string) func(*digest.Digest, digest.Digest) string {
	return func(d *digest.Digest, _ digest.Digest) string {
		l := first(d)
		if l == nil {
			return ""
		}
		l.Text, l.Kind = inTongue(d, ja, en), digest.Extract
		return l.Text
	}
}

// first is the first line of narrative of page one that stands on a card's article.
func first(d *digest.Digest) *digest.Line {
	all := narrated(d)
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

func narrated(d *digest.Digest) []*digest.Line {
	var out []*digest.Line
	for i := range d.Pages[0].Sections {
		s := &d.Pages[0].Sections[i]
		for j := range s.Narrative {
			l := &s.Narrative[j]
			if slices.ContainsFunc(s.Cards, func(c digest.Card) bool { return len(l.Cites) > 0 && c.Article == l.Cites[0].Ref.Article }) {
				out = append(out, l)
			}
		}
	}
	return out
}

// changed puts a change into the first told line that a pattern finds.
func changed(pattern, by string) func(*digest.Digest, digest.Digest) string {
	re := regexp.MustCompile(pattern)
	return func(d *digest.Digest, _ digest.Digest) string {
		for _, l := range narrated(d) {
			if m := re.FindStringIndex(l.Text); m != nil {
				l.Text = l.Text[:m[0]] + re.ReplaceAllString(l.Text[m[0]:m[1]], by) + l.Text[m[1]:]
				return l.Text
			}
		}
		return ""
	}
}

// byTongue chooses a change by the digest's language.
func byTongue(ja, en func(*digest.Digest, digest.Digest) string) func(*digest.Digest, digest.Digest) string {
	return func(d *digest.Digest, o digest.Digest) string {
		if d.Lang == "ja" {
			return ja(d, o)
		}
		return en(d, o)
	}
}

func onCard(do func(c *digest.Card, d *digest.Digest)) func(*digest.Digest, digest.Digest) string {
	return func(d *digest.Digest, _ digest.Digest) string {
		c := &d.Pages[0].Sections[0].Cards[0]
		do(c, d)
		return "-"
	}
}

var plants = []plant{
	{check: audit.Coverage, name: "sentence of no card", put: line("教育省は首都で新しい図書館の建設を始めた。", "The education ministry began building a library in the capital.")},
	{check: audit.Coverage, name: "name of no card", put: line("ダルボ・ケインズ博士も同じ見方を示した。", "Professor Darbo Keynes shared the view.")},
	{check: audit.SourceDate, name: "date and address differ", put: onCard(func(c *digest.Card, _ *digest.Digest) {
		c.URL = "https://paper.example/" + c.Published.AddDate(0, 0, -3).Format("2006/01/02") + "/report"
	})},
	{check: audit.SourceDate, name: "told before it happens", put: func(d *digest.Digest, _ digest.Digest) string {
		c := &d.Pages[0].Sections[0].Cards[0]
		if len(c.Points) == 0 {
			return ""
		}
		day := c.Published.AddDate(0, 0, 9)
		c.Points[0].Text = inTongue(d, day.Format("代表団は1月2日に現地を訪問しました。"), day.Format("The delegation visited the place on January 2."))
		return c.Points[0].Text
	}},
	{check: audit.Window, name: "another year", put: line("2019年3月、話し合いは始まったばかりだった。", "In March 2019, the talks had only begun.")},
	{check: audit.Number, name: "another figure", put: byTongue(changed(`(\d)(\d*)(人|隻|トン|%)`, "${1}7${2}${3}"), changed(`\b(\d\d+)( [a-z]+s)\b`, "${1}7${2}"))},
	{check: audit.Quotation, name: "another quotation", put: byTongue(changed(`「[^」]{6,}」`, "「そんな話は初めから聞いていなかった」"), changed(`[“"][^”"]{12,}[”"]`, `"nobody ever told us a word of this"`))},
	{check: audit.Happening, name: "agreement of no card", put: line("双方は港の売却で合意した。", "The two sides agreed to sell the harbour.")},
	{check: audit.Inference, name: "intention of nobody", put: line("政府は選挙での人気取りを狙っている。", "The government is aiming to win votes.")},
	{check: audit.Form, name: "no publisher", put: onCard(func(c *digest.Card, _ *digest.Digest) { c.Publisher = "" })},
	{check: audit.Form, name: "doubled mark", put: func(d *digest.Digest, _ digest.Digest) string {
		l := first(d)
		if l == nil {
			return ""
		}
		l.Text = strings.TrimRight(l.Text, "。.") + inTongue(d, "?。", "?.")
		return l.Text
	}},
	{check: audit.Filler, name: "dialect", put: line("いやー、ほんまにえらいことになってきたなぁ。", "Wow, this is gonna be awesome.")},
	{check: audit.Office, name: "former holder", put: formerHolder},
	{check: audit.Answering, name: "answer of no card", put: func(d *digest.Digest, _ digest.Digest) string {
		s := &d.Pages[0].Sections[0]
		s.Answer.Text, s.Answer.Kind = inTongue(d, "新しい図書館の建設", "A new library in the capital"), digest.Extract
		return s.Answer.Text
	}},
	{check: audit.Answering, name: "question of yes or no", put: func(d *digest.Digest, _ digest.Digest) string {
		s := &d.Pages[0].Sections[0]
		s.Question.Text = inTongue(d, "双方は歩み寄りましたか？", "Did the two sides come closer?")
		s.Answer.Text = inTongue(d, "はい、歩み寄りました。", "Yes, they did.")
		return s.Question.Text
	}},
	{check: audit.BareDay, name: "bare day", put: func(d *digest.Digest, _ digest.Digest) string {
		c := &d.Pages[0].Sections[0].Cards[0]
		if d.Lang != "ja" || len(c.Points) == 0 {
			return ""
		}
		c.Points[0].Text = "次の会合は18日に開かれる見通しだ。"
		c.Published = time.Time{}
		return c.Points[0].Text
	}},
	{check: audit.Relevance, name: "card of another matter", put: func(d *digest.Digest, other digest.Digest) string {
		for _, s := range other.Pages[0].Sections {
			if other.Lang == d.Lang && other.Story != d.Story && len(s.Cards) > 0 {
				d.Pages[0].Sections[0].Cards = append(d.Pages[0].Sections[0].Cards, s.Cards[0])
				return "-"
			}
		}
		return ""
	}},
	{check: audit.Order, name: "old bullet without date", text: true, put: func(d *digest.Digest, _ digest.Digest) string {
		newest := time.Time{}
		for _, s := range d.Pages[0].Sections {
			for _, c := range s.Cards {
				if c.Published.After(newest) {
					newest = c.Published
				}
			}
		}
		for _, s := range d.Pages[0].Sections {
			for _, c := range s.Cards {
				for _, l := range c.Points {
					if newest.Sub(c.Published) > 10*24*time.Hour && !strings.ContainsAny(l.Text, "0123456789年月") {
						d.Points = append(d.Points, l)
						return l.Text
					}
				}
			}
		}
		return ""
	}},
	{check: audit.Speaker, name: "another speaker", put: swapSpeaker},
}

var leftOffice = regexp.MustCompile(`辞任し|退任し|解任|\b(resigned|stepped down|dismissed)\b`)

// formerHolder makes somebody who is printed with an office a former holder of it
// on the same day: weeks later it might be so.
func formerHolder(d *digest.Digest, _ digest.Digest) string {
	held := regexp.MustCompile(`([ァ-ヶー]{2,}・?[ァ-ヶー]{2,})(首相|知事|市長|漁業相|会長|所長|特使)`)
	if d.Lang == "en" {
		held = regexp.MustCompile(`(Prime Minister|Premier|President|Mayor|Governor|Inspector|Minister) ([A-Z][a-z]+ [A-Z][a-z]+)`)
	}
	// Of somebody who resigned in the digest "former" may be right.
	gone := false
	d.Lines(func(o *digest.Line) { gone = gone || leftOffice.MatchString(o.Text) })
	if gone {
		return ""
	}
	for _, l := range narrated(d) {
		found := ""
		d.Lines(func(o *digest.Line) {
			if m := held.FindStringSubmatch(o.Text); m != nil && found == "" && o.ID != l.ID && dayOf(o) == dayOf(l) {
				found = inTongue(d, m[1]+"前"+m[2]+"は会見で経緯を説明した。", "Former "+m[1]+" "+m[2]+" explained it to reporters.")
			}
		})
		if found != "" {
			l.Text = found
			return found
		}
	}
	return ""
}

// dayOf is the day of the report that a line stands on.
func dayOf(l *digest.Line) string {
	if len(l.Cites) == 0 {
		return l.ID
	}
	return l.Cites[0].Published.Format(time.DateOnly)
}

// saysIt matches who says it in English.
var saysIt = regexp.MustCompile(`said [A-Z][a-z]+ [A-Z][a-z]+|([A-Z][a-z]+ )?[A-Z][a-z]+ said`)

// titled is somebody with an office, by surname or full name.
var titled = regexp.MustCompile(`((?:[ァ-ヶー]{2,}・)?[ァ-ヶー]{2,})(首相|知事|市長|副市長|漁業相|会長|所長|特使|氏|さん)`)

// swapSpeaker gives the words of one to another who is printed on the page.
func swapSpeaker(d *digest.Digest, _ digest.Digest) string {
	names := regexp.MustCompile(`[ァ-ヶー]{2,}・[ァ-ヶー]{2,}`)
	said := regexp.MustCompile(`「[^」]+」と(述べ|語|応じ|訴え|評価|説明|批判|歓迎|主張)`)
	if d.Lang == "en" {
		names = regexp.MustCompile(`\b[A-Z][a-z]+ [A-Z][a-z]+\b`)
		said = regexp.MustCompile(`\bsaid\b`)
	}
	var all []string
	d.Lines(func(l *digest.Line) {
		if d.Lang == "ja" || said.MatchString(l.Text) {
			all = append(all, names.FindAllString(l.Text, -1)...)
		}
	})
	for _, l := range narrated(d) {
		if !said.MatchString(l.Text) {
			continue
		}
		who := ""
		if m := titled.FindStringSubmatch(l.Text); m != nil {
			who = m[1]
		}
		if d.Lang == "en" {
			who = strings.TrimPrefix(saysIt.FindString(l.Text), "said ")
			who = strings.TrimSuffix(who, " said")
		}
		for _, other := range all {
			if who != "" && !strings.Contains(other, who) && !strings.Contains(l.Cites[0].Sentence, other) {
				l.Text = strings.Replace(l.Text, who, other, 1)
				return l.Text
			}
		}
	}
	return swapPoint(d, said, all)
}

// swapPoint tells a card's point in the narrative, as said by another.
func swapPoint(d *digest.Digest, said *regexp.Regexp, all []string) string {
	lines := narrated(d)
	if d.Lang != "ja" || len(lines) == 0 {
		return ""
	}
	for _, s := range d.Pages[0].Sections {
		for _, c := range s.Cards {
			for _, p := range c.Points {
				m := titled.FindStringSubmatch(p.Text)
				if m == nil || !said.MatchString(p.Text) {
					continue
				}
				for _, other := range all {
					if !strings.Contains(other, m[1]) && !strings.Contains(p.Text, other) {
						lines[0].Text = strings.Replace(p.Text, m[1], other, 1)
						return lines[0].Text
					}
				}
			}
		}
	}
	return ""
}

func TestPlantedDefectsAreFound(t *testing.T) {
	n := tellNewsroom(t)
	for _, p := range plants {
		t.Run(string(p.check)+" "+p.name, func(t *testing.T) {
			put := map[string]int{}
			for i, d := range n.digests {
				for _, form := range []string{"HTML", "text"} {
					if p.text && form == "HTML" {
						continue
					}
					one := copied(t, d)
					words := ""
					for j := range n.digests {
						if words = p.put(&one, n.digests[(i+j+1)%len(n.digests)]); words != "" {
							break
						}
					}
					if words == "" {
						continue
					}
					page := n.asText(one, p.text)
					if form == "HTML" {
						page = asHTML(t, one)
					}
					put[d.Lang]++
					found := auditOf(t, page, audit.Options{Lang: "en", Article: n.byAddress})
					if !slices.ContainsFunc(found, func(f audit.Defect) bool { return f.Check == p.check }) {
						t.Errorf("%s %s as %s: not found: %s\nfound %v", d.Story, d.Lang, form, words, found)
					}
				}
			}
			if put["ja"] == 0 || put["en"] == 0 && p.check != audit.BareDay {
				t.Errorf("planted only in %v", put)
			}
		})
	}
}
