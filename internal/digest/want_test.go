package digest

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
)

func TestEveryWantHasItsForms(t *testing.T) {
	for _, lang := range []string{"en", "ja"} {
		names := map[string]bool{}
		for _, w := range wantsOf(lang) {
			if names[w.name] || slotWants[lang][w.name][0] != "" {
				t.Errorf("%s: two wants are called %q", lang, w.name)
			}
			names[w.name] = true
			if w.told == nil || w.weight <= 0 {
				t.Errorf("%s %s: nothing tells it", lang, w.name)
			}
		}
		for name := range slotWants[lang] {
			names[name] = true
			if slotWants["en"][name][0] == "" || slotWants["ja"][name][0] == "" {
				t.Errorf("%s: not in both languages", name)
			}
		}
		for name := range names {
			for _, group := range []string{"headline", "stand"} {
				if formText(lang, fmt.Sprintf("%s.%s.1", group, name)) == "" {
					t.Errorf("%s: no form %s.%s.1", lang, group, name)
				}
			}
		}
	}
}

// wantFillings are values of the slots of wants that a title or a sentence may give.
var wantFillings = map[string]map[string][]string{
	"en": {
		"matter": {"Three states sign Selm Strait treaty", "U.S. warns Orbena over “dark” fleet", "Blast at Telmar mill kills 3", "Bridge opens at last!"},
		"actor":  {"Lena Harg", "the Selm Fishers' Union", "Taluva"}, "actor2": {"Tomas Velin", "the UN"},
		"figure": {"12", "$1.5 million", "at least 40 people"}, "figure2": {"18", "$2 million", "60 people"},
		"date": {"May 8", "December 31"}, "ask": {"why did Lena Harg resign?"},
	},
	"ja": {
		"matter": {"セルム海峡の漁業協定、三か国が合意", "ロドバ村の道路、19日ぶり通行再開", "「枠は守る」とハルグ漁業相"},
		"actor":  {"レナ・ハルグ漁業相", "トフト会長", "タルバ"}, "actor2": {"ベリン首相", "漁業者連合"},
		"figure": {"7人", "3億クラウン", "12万5千トン"}, "figure2": {"9人", "2億クラウン", "11万8千トン"},
		"date": {"5月8日", "12月31日"}, "ask": {"なぜ道路は閉ざされたのですか？"},
	},
}

// TestFormsOfWantsInEveryFilling asks that each form of a want, in all that may fill
// it, is a question that ends as one, has no stray space or mark, and gives its
// values back.
func TestFormsOfWantsInEveryFilling(t *testing.T) {
	for lang, forms := range wantForms {
		for name, words := range forms {
			f, err := parseForm(words)
			if err != nil {
				t.Errorf("%s %s: %v", lang, name, err)
				continue
			}
			want, _ := wantOf(name)
			if strings.IndexFunc(slotPattern.ReplaceAllString(words, ""), func(r rune) bool { return r >= '0' && r <= '9' }) >= 0 {
				t.Errorf("%s %s: a number in fixed words: %q", lang, name, words)
			}
			for _, values := range everyFilling(f, lang, want, map[string]string{}) {
				printed, ok := f.fill(values)
				if !ok {
					t.Fatalf("%s %s: not filled with %v", lang, name, values)
				}
				wellFormed(t, lang, name, want, printed)
				if back, ok := f.values(printed); !ok || back["matter"] != values["matter"] {
					t.Errorf("%s %s: %q gives %v back", lang, name, printed, back)
				}
			}
		}
	}
}

// everyFilling fills the slots of a form in all ways.
func everyFilling(f form, lang, want string, have map[string]string) []map[string]string {
	if len(have) == len(f.slots) {
		out := map[string]string{}
		for k, v := range have {
			out[k] = v
		}
		return []map[string]string{out}
	}
	slot := f.slots[len(have)]
	list := wantFillings[lang][slot]
	if slot == "thing" {
		list = thingsOf(lang, want)
	}
	var out []map[string]string
	for _, v := range list {
		have[slot] = v
		out = append(out, everyFilling(f, lang, want, have)...)
		delete(have, slot)
	}
	return out
}

// thingsOf are all words that may fill {thing} of a want.
func thingsOf(lang, name string) []string {
	for _, w := range wantsOf(lang) {
		if w.name != name || w.thing == nil {
			continue
		}
		expr := strings.TrimSuffix(strings.TrimPrefix(w.thing.String(), `(?i)\b(?:`), `)\b`)
		if rest, ok := strings.CutPrefix(expr, "new ("); ok {
			var out []string
			for _, word := range strings.Split(strings.TrimSuffix(rest, ")"), "|") {
				out = append(out, "new "+word)
			}
			return out
		}
		return strings.Split(expr, "|")
	}
	return nil
}

func wellFormed(t *testing.T, lang, name, want, printed string) {
	t.Helper()
	end, _ := utf8.DecodeLastRuneInString(printed)
	if lang == "en" && end != '?' || lang == "ja" && end != '？' && !strings.HasSuffix(printed, "でしょうか。") {
		t.Errorf("%s: %q does not end as a question", name, printed)
	}
	for _, wrong := range []string{"  ", "{", "}", "??", "？？", " ?", "のの", "はは", "をを", "、、", "the the", "a the", ": :", "。？"} {
		if strings.Contains(printed, wrong) {
			t.Errorf("%s: %q in %q", name, wrong, printed)
		}
	}
	if strings.HasPrefix(name, "stand.") && lang == "en" && want != "ask" && printed != upperFirst(printed) && !strings.HasPrefix(printed, "at ") {
		t.Errorf("%s: %q begins small", name, printed)
	}
}

// TestWantsAskOnlyWhatIsTold plants a report and asks of each want whether the
// check lets it through with the sentence that tells it, and not without.
func TestWantsAskOnlyWhatIsTold(t *testing.T) {
	cases := []struct{ lang, form, title, told, other, thing, date string }{
		{"en", "headline.successor.1", "Harbour minister Ada Marlow resigns", "Ada Marlow resigns, and Piet Aldous will replace her as harbour minister.", "Ada Marlow resigns after nine years as harbour minister.", "", ""},
		{"en", "headline.culprit.1", "Former mayor shot dead in Telmar", "A gunman shot the former mayor in Telmar and fled on a boat.", "The former mayor of Telmar was shot near his house.", "", ""},
		{"en", "headline.cost.1", "Telmar plans a tunnel under the strait", "The tunnel under the strait would cost 240 million crowns, Telmar said.", "Telmar has wanted a tunnel under the strait for years.", "", ""},
		{"en", "headline.age.1", "Divers discover ancient ship near Bresk", "The ship near Bresk sank some 2,300 years ago.", "Divers found the ship near Bresk by chance.", "", ""},
		{"en", "headline.evidence.1", "Taluva accuses Orbena of sabotage", "Taluva accuses Orbena without providing evidence.", "Taluva accuses Orbena again.", "", ""},
		{"en", "headline.talks.1", "Three states prepare talks on herring", "The three states still have differences on herring before the talks.", "The three states like talks on herring.", "", ""},
		{"en", "headline.contents.1", "Three states sign fishing treaty", "The fishing treaty sets a quota that the three states share.", "The fishing treaty is the first of the three states.", "treaty", ""},
		{"ja", "headline.successor.1", "ルスク市長が辞任", "辞任したルスク市長の後任には、マルタ・エイン助役が就く。", "ルスク市長は9年前に就任し、15日に辞任した。", "", ""},
		{"ja", "headline.cause.1", "テルマルの製材所で火災", "警察はテルマルの製材所の火災の原因を調べている。", "テルマルの製材所の火災は夜に消し止められた。", "", ""},
		{"ja", "headline.cost.1", "オスタ橋の改修計画を決定", "オスタ橋の改修の費用は8400万クラウンになる。", "オスタ橋の改修は9月に終わる。", "", ""},
		{"ja", "headline.contents.1", "三か国、新しい漁業協定に署名", "新しい漁業協定は年間の枠を11万8千トンと定める。", "新しい漁業協定は三か国で初めてだ。", "協定", ""},
	}
	for _, c := range cases {
		for _, told := range []bool{true, false} {
			body := c.other
			if told {
				body = c.told
			}
			check, title, sentence := plantedReport(c.lang, c.title, body)
			values := map[string]string{"matter": c.title, "thing": c.thing, "date": c.date}
			f, _ := compiled(formText(c.lang, c.form))
			words, ok := f.fill(values)
			if !ok {
				t.Fatalf("%s is not filled", c.form)
			}
			err := check.Check(Printed{Kind: Frame, Form: c.form, Lang: c.lang, Text: words, Cites: []claim.Ref{title, sentence}}, nil)
			if told && err != nil {
				t.Errorf("%s %q on %q: %v", c.form, words, body, err)
			}
			if !told && err == nil {
				t.Errorf("%s %q passes on %q", c.form, words, body)
			}
			if check.Check(Printed{Kind: Frame, Form: c.form, Lang: c.lang, Text: words, Cites: []claim.Ref{title}}, nil) == nil {
				t.Errorf("%s %q passes without a sentence", c.form, words)
			}
		}
	}
}

// plantedReport is a report of one sentence, with references to its title and to
// that sentence.
func plantedReport(lang, title, body string) (check *Checker, head, sentence claim.Ref) {
	at := time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC)
	a := article.Article{ID: "planted", Publisher: "Harbour Post", Title: title, Paragraphs: []string{body}, Lang: lang, Published: at}
	read := language.NewReader().Read(lang, title, a.Paragraphs, at)
	check = checkerOf(a, read)
	return check, refOf(a.ID, read.Title), refOf(a.ID, read.Sentences[0])
}
