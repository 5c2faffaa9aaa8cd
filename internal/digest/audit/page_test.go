package audit_test

import (
	"errors"
	"strings"
	"testing"

	"kiku/internal/digest/audit"
)

// harbour is a page of an invented site, in the form that such sites have as text.
const harbour = `港の渡し船、いつ再開?港町テルマルの足の行方

渡し船の再開をめぐり、町と会社が話し合いを続けている。再開の日はまだ決まっていない。
💡 テルマル町は、渡し船の再開を会社に求めた。
それでは、渡し船の話を見ていきましょう。
止まった渡し船
町は何を求めましたか?
渡し船の再開
話の始まりから見ていきます。
渡し船の再開を要請 テルマル町
公開日:2026/05/02

✅ テルマル町は2日、渡し船の再開を会社に求めた。
✅ 会社のロイ・ハーケン社長は「船底の傷を直すまで動かさない」と述べた。
✅ 渡し船は4月20日から止まっている。
さらに読む ⇒浦波新聞 出典/画像元: https://urami.example/2026/05/02/ferry
町の人の足が心配ですね。
テルマル町は渡し船の再開を会社に求めたが、ハーケン社長は「船底の傷を直すまで動かさない」と述べた。
次のページを読む ⇒
渡し船はいつ動くのか。
`

func read(t *testing.T, text string) audit.Page {
	t.Helper()
	p, err := audit.Read("page", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTextPageIsTakenApart(t *testing.T) {
	p := read(t, harbour)
	want := map[audit.Part]int{audit.Headline: 1, audit.Standfirst: 1, audit.Bullet: 1, audit.Lead: 1, audit.Heading: 1, audit.Question: 1,
		audit.Answer: 1, audit.CardTitle: 1, audit.CardDate: 1, audit.Point: 3, audit.Source: 1, audit.Prose: 1, audit.Teaser: 1}
	got := map[audit.Part]int{}
	for _, l := range p.Lines {
		got[l.Part]++
	}
	for part, n := range want {
		if got[part] != n {
			t.Errorf("%s: %d lines, want %d", part, got[part], n)
		}
	}
	if len(p.Cards) != 1 || len(p.Sections) != 1 {
		t.Fatalf("%d cards, %d sections, want one of each", len(p.Cards), len(p.Sections))
	}
	c := p.Cards[0]
	if c.Title != "渡し船の再開を要請 テルマル町" || c.Publisher != "浦波新聞" || c.URL != "https://urami.example/2026/05/02/ferry" || c.Date.IsZero() {
		t.Errorf("card = %+v", c)
	}
}

func TestSoundTextPageHasNoDefect(t *testing.T) {
	for _, d := range audit.Audit(read(t, harbour), audit.Options{Lang: "en"}) {
		t.Errorf("line %d: %s %s: %s", d.Line, d.Check, d.Reason, d.Quote)
	}
}

func TestUnreadablePagesAreNamed(t *testing.T) {
	for _, c := range []struct {
		data string
		want error
	}{
		{" \n\t", audit.ErrEmpty},
		{"\xff\xfe\x00k\x00i", audit.ErrEncoding},
		{"<html><body><p></p></body></html>", audit.ErrEmpty},
		{"A letter to the editor.\nIt has no cards.\n", audit.ErrNoDigest},
	} {
		if _, err := audit.Read("page", []byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("Read(%q) = %v, want %v", strings.ToValidUTF8(c.data, "?"), err, c.want)
		}
	}
}

// Pages come cut off and torn; an audit of any part of one must end.
func TestTornPagesAreAudited(t *testing.T) {
	for _, whole := range []string{harbour, ferry, bridge, asHTML(ferry)} {
		rs := []rune(whole)
		for cut := 0; cut < len(rs); cut += 97 {
			for _, part := range []string{string(rs[:cut]), string(rs[cut:]), string(rs[cut:min(cut+400, len(rs))])} {
				p, err := audit.Read("page", []byte(part))
				if err != nil {
					continue
				}
				for _, d := range audit.Audit(p, audit.Options{}) {
					if d.Line < 1 || d.Reason == "" || strings.Contains(d.Reason, "%!") {
						t.Errorf("%+v", d)
					}
				}
			}
		}
	}
}
