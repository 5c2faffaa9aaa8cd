package claim

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// judged says what the rules find for a gold pair.
func judged(ds []Dispute) string {
	for _, d := range ds {
		if d.Kind == Conflict {
			return "conflict"
		}
	}
	if len(ds) > 0 {
		return "update"
	}
	return "compatible"
}

// pairScore counts what is said of gold pairs.
type pairScore struct{ pairs, right, differ, found, false, kind int }

func (p *pairScore) add(want, got string) {
	p.pairs++
	if want == got {
		p.right++
	}
	if want != "compatible" {
		p.differ++
		if got != "compatible" {
			p.found++
			if got == want {
				p.kind++
			}
		}
	} else if got != "compatible" {
		p.false++
	}
}

func (p pairScore) report(t *testing.T, name string) {
	t.Logf("%s: pairs %d right %d | of %d that differ found %d (kind right %d) | false %d | precision %.3f recall %.3f",
		name, p.pairs, p.right, p.differ, p.found, p.kind, p.false, ratio(p.found, p.found+p.false), ratio(p.found, p.differ))
}

func TestGoldEnglishDisagreements(t *testing.T) {
	gold := rows(t, shared(t, "gold", "en", "disagreements-dev.tsv"))
	articles := dumpster(t)
	all := pairScore{}
	for _, g := range gold {
		var qs []Quantity
		var sts []Statement
		for _, x := range []string{"a", "b"} {
			a := articles[g["id_"+x]]
			tx := reader().Read("en", a.Title, a.Paragraphs, a.Published)
			for _, q := range Quantities(a, tx) {
				if q.Index >= 0 && strings.Contains(plain(g["sentence_"+x]), plain(q.Sentence)) || strings.Contains(plain(q.Sentence), plain(g["sentence_"+x])) {
					qs = append(qs, q)
				}
			}
			for _, s := range Statements(a, tx) {
				if strings.Contains(plain(g["sentence_"+x]), plain(s.Content)) {
					sts = append(sts, s)
				}
			}
		}
		ds := Disputes(qs, sts, func(a, b article.ID) bool { return true })
		got := judged(ds)
		all.add(g["verdict"], got)
		if g["kind"] == "figure" || got != "compatible" {
			mark := "ok"
			if got != g["verdict"] {
				mark = "XX"
			}
			verbose(t, "%s want %s got %s | %s | %s | %s\n   A %s\n   B %s\n   %s", mark, g["verdict"], got, g["quantity_or_topic"], g["value_a"], g["value_b"], g["sentence_a"], g["sentence_b"], showQuantities(qs))
		}
	}
	all.report(t, "English disagreements")
	if all.false > ceilingEnglishFalse {
		t.Errorf("%d false disputes, more than %d", all.false, ceilingEnglishFalse)
	}
	if all.found < floorEnglishFound {
		t.Errorf("%d disputes found, fewer than %d", all.found, floorEnglishFound)
	}
}

func showQuantities(qs []Quantity) string {
	var b strings.Builder
	for _, q := range qs {
		b.WriteString(string(q.Ref.Article)[:4] + ":" + q.Figure.Surface + "=" + q.Measure + " who=" + q.Who + " unit=" + q.Figure.Unit + "; ")
	}
	return b.String()
}

func TestGoldJapaneseFigures(t *testing.T) {
	gold := rows(t, shared(t, "gold", "ja", "figures-dev.tsv"))
	var sc pairScore
	for _, g := range gold {
		var qs []Quantity
		for _, x := range []string{"a", "b"} {
			when, err := time.Parse(time.RFC3339Nano, g[x+"_first_seen"])
			if err != nil {
				t.Fatal(err)
			}
			a := article.Article{ID: article.ID(g[x+"_id"]), Title: g[x+"_title"], Publisher: g[x+"_publisher"], Published: when, Lang: g[x+"_lang"]}
			qs = append(qs, Quantities(a, reader().Read(a.Lang, a.Title, nil, when))...)
		}
		got := judged(Disputes(qs, nil, func(a, b article.ID) bool { return true }))
		want := map[string]string{"update": "update", "disagreement": "conflict"}[g["verdict"]]
		if want == "" {
			want = "compatible"
		}
		sc.add(want, got)
		mark := "ok"
		if got != want {
			mark = "XX"
		}
		verbose(t, "%s want %s got %s | %s | %s || %s\n   %s", mark, g["verdict"], got, g["quantity"], g["a_title"], g["b_title"], showQuantities(qs))
	}
	sc.report(t, "Japanese figures (headlines)")
	if sc.false > ceilingJapaneseFalse {
		t.Errorf("%d false disputes, more than %d", sc.false, ceilingJapaneseFalse)
	}
	if sc.found < floorJapaneseFound {
		t.Errorf("%d disputes found, fewer than %d", sc.found, floorJapaneseFound)
	}
}

func TestGoldEnglishPositions(t *testing.T) {
	gold := rows(t, shared(t, "gold", "en", "positions-dev.tsv"))
	ids := map[string]bool{}
	for _, g := range rows(t, shared(t, "gold", "en", "statements-dev.tsv")) {
		ids[g["id"]] = true
	}
	for _, g := range gold {
		for _, id := range strings.Split(g["article_ids"], ",") {
			ids[id] = true
		}
	}
	articles := dumpster(t)
	var sts []Statement
	for id := range ids {
		if a, ok := articles[id]; ok {
			sts = append(sts, Statements(a, reader().Read("en", a.Title, a.Paragraphs, a.Published))...)
		}
	}
	ledger := Ledger(sts)
	cited, actorIssue := 0, 0
	for _, g := range gold {
		c, ai := false, false
		for _, p := range ledger {
			who := shareWord(p.Actor, strings.NewReplacer("(", " ", ")", " ").Replace(g["actor"]))
			if who && shareWord(p.Issue, g["issue"]) {
				ai = true
			}
			if strings.Contains(plain(g["sentences"]), plain(p.Sentence)) {
				c = true
			}
		}
		if c {
			cited++
		}
		if ai {
			actorIssue++
		}
	}
	changed := 0
	for _, p := range ledger {
		if p.Changed {
			changed++
		}
		verbose(t, "LEDGER %s | %s | %s | %s | changed=%v %s | %s", p.Actor, p.Issue, p.Stance, p.Date.Format("01-02"), p.Changed, p.Before, p.Sentence)
	}
	t.Logf("English positions: gold %d, ledger %d (changed %d) | gold rows whose sentence is cited %.3f, whose actor and issue are held %.3f",
		len(gold), len(ledger), changed, ratio(cited, len(gold)), ratio(actorIssue, len(gold)))
	if r := ratio(actorIssue, len(gold)); r < floorPositions {
		t.Errorf("actor and issue %.3f below the floor %.3f", r, floorPositions)
	}
}

// Reached 2026-11-22: no false dispute in both sets, 3 of 57 and 24 of 45
// found; actor and issue of .19 of the gold positions.
const (
	ceilingEnglishFalse  = 1
	floorEnglishFound    = 3
	ceilingJapaneseFalse = 1
	floorJapaneseFound   = 22
	floorPositions       = 0.15
)
