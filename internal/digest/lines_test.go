package digest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

// oneReport reads one report and returns a checker of it.
func oneReport(lang string, paragraphs ...string) (*Checker, text.Text) {
	a := article.Article{ID: "a", Lang: lang, Publisher: "The Quay", Title: "Ferry", Paragraphs: paragraphs,
		Published: time.Date(2026, 5, 22, 9, 0, 0, 0, time.UTC)} // a Friday
	t := language.NewReader().Read(lang, a.Title, a.Paragraphs, a.Published)
	return NewChecker(func(article.ID) (article.Article, bool) { return a, true }, func(article.Article) text.Text { return t }, DefaultHosts()), t
}

func refs(t text.Text, at ...int) []claim.Ref {
	var out []claim.Ref
	for _, i := range at {
		out = append(out, refOf("a", t.Sentences[i]))
	}
	return out
}

func TestShortFormsThatTheCheckAccepts(t *testing.T) {
	for _, c := range []struct {
		name, lang, source, printed string
		want                        error // nil: accepted
	}{
		{"the day of the report goes", "en", "The mayor of Brisk said on Friday that the ferry would stop.", "The mayor of Brisk said that the ferry would stop.", nil},
		{"another day does not", "en", "The mayor of Brisk said on Tuesday that the ferry would stop.", "The mayor of Brisk said that the ferry would stop.", ErrTurned},
		{"報道の日", "ja", "ハルグ漁業相は22日、協定に署名した。", "ハルグ漁業相は協定に署名した。", nil},
		{"別の日", "ja", "ハルグ漁業相は20日、協定に署名した。", "ハルグ漁業相は協定に署名した。", ErrTurned},
		{"分かった", "ja", "渡し船の運航会社が先月、安全規則を改めたことが分かった。", "渡し船の運航会社が先月、安全規則を改めた。", nil},
		{"分かっていない", "ja", "渡し船の運航会社が安全規則を改めたことは確認されていない。", "渡し船の運航会社が安全規則を改めた。", ErrTurned},
		{"a title and a given name go", "en", "Prime Minister Tomas Velin opened the harbour.", "Velin opened the harbour.", nil},
		{"the surname does not", "en", "Prime Minister Tomas Velin opened the harbour.", "Prime Minister Tomas opened the harbour.", ErrCut},
		{"所属と名", "ja", "漁業者連合のマーレン・トフト会長は協定を受け入れた。", "トフト会長は協定を受け入れた。", nil},
		{"二人のうち一人", "ja", "マーレン・トフト会長とイダ・トフト理事は協定を受け入れた。", "トフト会長とイダ・トフト理事は協定を受け入れた。", ErrCut},
	} {
		t.Run(c.name, func(t *testing.T) {
			check, read := oneReport(c.lang, c.source)
			err := check.Check(Printed{Kind: Reduction, Text: c.printed, Lang: c.lang, Cites: refs(read, 0)}, nil)
			if c.want == nil && err != nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestAsidesThatBreakANumberDownStay(t *testing.T) {
	whole := "負傷者は12人（うち子ども3人）に上った。"
	for _, form := range reduceJa(whole) {
		if !strings.Contains(form, "子ども") {
			t.Errorf("%q has lost what the number is made of", form)
		}
	}
	if got := reduceJa("渡し船（全長40メートル）が止まった。"); got[1] != "渡し船が止まった。" {
		t.Errorf("got %q", got[1])
	}
}

func TestAPronounIsPrintedAsTheNameBeforeIt(t *testing.T) {
	check, read := oneReport("en", "Prime Minister Tomas Velin spoke in the harbour of Brisk. The quay was full of people. He said the ferry would stop in June.")
	c := Printed{Kind: Reduction, Form: namedForm, Lang: "en", Text: "Prime Minister Tomas Velin said the ferry would stop in June.", Cites: refs(read, 2, 0)}
	if err := check.Check(c, nil); err != nil {
		t.Error(err)
	}
	c.Text = "Prime Minister Lena Harg said the ferry would stop in June."
	if err := check.Check(c, nil); err == nil {
		t.Error("another's name for the pronoun is accepted")
	}
	check, read = oneReport("en", "Prime Minister Tomas Velin met Karl Wendt in the harbour of Brisk. He said the ferry would stop in June.")
	c = Printed{Kind: Reduction, Form: namedForm, Lang: "en", Text: "Prime Minister Tomas Velin said the ferry would stop in June.", Cites: refs(read, 1, 0)}
	if err := check.Check(c, nil); !errors.Is(err, ErrSpeaker) {
		t.Errorf("of two men one is chosen: %v", err)
	}
}

func TestConnectivesAreTrue(t *testing.T) {
	for _, c := range []struct {
		form, lang, first, second, printed string
		holds                              bool
	}{
		{joinNextDay, "ja", "ハルグ漁業相は20日、協定に署名した。", "トフト会長は21日、会見を開いた。", "翌日、トフト会長は会見を開いた。", true},
		{joinNextDay, "ja", "ハルグ漁業相は19日、協定に署名した。", "トフト会長は21日、会見を開いた。", "翌日、トフト会長は会見を開いた。", false},
		{joinLater, "ja", "ハルグ漁業相は18日、協定に署名した。", "トフト会長は21日、会見を開いた。", "その後、トフト会長は21日、会見を開いた。", true},
		{joinLater, "ja", "トフト会長は21日、会見を開いた。", "ハルグ漁業相は18日、協定に署名した。", "その後、ハルグ漁業相は18日、協定に署名した。", false},
		{joinLater, "en", "Lena Harg signed the treaty on May 11.", "Maren Toft met the crews on May 18.", "Later, Maren Toft met the crews on May 18.", true},
		{joinLater, "en", "Lena Harg signed the treaty on May 18.", "Maren Toft met the crews on May 11.", "Later, Maren Toft met the crews on May 11.", false},
		{joinDays, "ja", "ハルグ漁業相は18日、協定に署名した。", "トフト会長は21日、会見を開いた。", "3日後、トフト会長は会見を開いた。", true},
		{joinDays, "ja", "ハルグ漁業相は18日、協定に署名した。", "トフト会長は21日、会見を開いた。", "2日後、トフト会長は会見を開いた。", false},
		{joinSameDay, "ja", "ハルグ漁業相は21日、協定に署名した。", "トフト会長は21日、会見を開いた。", "同じ日、トフト会長は会見を開いた。", true},
		{joinSameDay, "ja", "ハルグ漁業相は20日、協定に署名した。", "トフト会長は21日、会見を開いた。", "同じ日、トフト会長は会見を開いた。", false},
		{joinEarlier, "ja", "ハルグ漁業相は21日、協定に署名した。", "トフト会長は18日、会見を開いた。", "これに先立ち、トフト会長は18日、会見を開いた。", true},
		{joinEarlier, "ja", "ハルグ漁業相は18日、協定に署名した。", "トフト会長は21日、会見を開いた。", "これに先立ち、トフト会長は21日、会見を開いた。", false},
		{joinEarlier, "en", "Lena Harg signed the treaty with Orbena.", "Maren Toft met the crews on Monday.", "Earlier, Maren Toft met the crews on Monday.", true},
		{joinEarlier, "en", "Lena Harg had opposed a treaty for years.", "Maren Toft met the crews on Monday.", "Earlier, Maren Toft met the crews on Monday.", false},
		{joinDay, "ja", "ハルグ漁業相は協定に署名した。", "トフト会長は18日、会見を開いた。", "5月18日、トフト会長は会見を開いた。", true},
		{joinDay, "ja", "ハルグ漁業相は協定に署名した。", "トフト会長は18日、会見を開いた。", "5月19日、トフト会長は会見を開いた。", false},
		{joinDay, "en", "Lena Harg signed the treaty.", "Maren Toft spoke on Monday about the crews.", "On May 18, Maren Toft spoke about the crews.", true},
		{joinDay, "en", "Lena Harg signed the treaty.", "Maren Toft spoke on Tuesday about the crews.", "On May 18, Maren Toft spoke about the crews.", false},
		{joinContrast, "en", "Union leader Maren Toft said Lena Harg was late.", "Fisheries Minister Lena Harg said she was busy.", "Meanwhile, Fisheries Minister Lena Harg said she was busy.", true},
		{joinContrast, "en", "Fisheries Minister Lena Harg said she was late.", "Fisheries Minister Lena Harg said she was busy.", "Meanwhile, Fisheries Minister Lena Harg said she was busy.", false},
		{joinContrast, "ja", "ハルグ漁業相は漁獲枠の削減を支持すると述べた。", "漁業者連合のマーレン・トフト会長は漁獲枠の削減に反対すると述べた。", "一方、漁業者連合のマーレン・トフト会長は漁獲枠の削減に反対すると述べた。", true},
		{joinContrast, "ja", "ハルグ漁業相は漁獲枠の削減に反対すると述べた。", "漁業者連合のマーレン・トフト会長は漁獲枠の削減に反対すると述べた。", "一方、漁業者連合のマーレン・トフト会長は漁獲枠の削減に反対すると述べた。", false},
		{joinContrast, "en", "Fisheries Minister Lena Harg said she supported the quota.", "Union leader Maren Toft said she opposed the quota.", "Meanwhile, union leader Maren Toft said she opposed the quota.", true},
		{joinReply, "ja", "レナ・ハルグ漁業相は監視員の乗船を求めた。", "漁業者連合のマーレン・トフト会長は、レナ・ハルグ漁業相が求めた監視員の乗船に反対すると述べた。", "これに対し、漁業者連合のマーレン・トフト会長は、レナ・ハルグ漁業相が求めた監視員の乗船に反対すると述べた。", true},
		{joinReply, "ja", "レナ・ハルグ漁業相は監視員の乗船を求めた。", "漁業者連合のマーレン・トフト会長は、入港料の引き上げに反対すると述べた。", "これに対し、漁業者連合のマーレン・トフト会長は、入港料の引き上げに反対すると述べた。", false},
		{joinReply, "en", "Fisheries Minister Lena Harg demanded a lower quota.", "Maren Toft said the crews rejected the quota that Lena Harg had asked for.", "In response, Maren Toft said the crews rejected the quota that Lena Harg had asked for.", false},
	} {
		t.Run(c.printed, func(t *testing.T) {
			sep := " "
			if c.lang == "ja" {
				sep = ""
			}
			check, read := oneReport(c.lang, c.first+sep+c.second)
			err := check.Check(Printed{Kind: Frame, Form: c.form, Text: c.printed, Lang: c.lang, Cites: refs(read, 1, 0)}, nil)
			if (err == nil) != c.holds {
				for i := range 2 {
					for _, st := range newReading(article.Article{}, read).statements[i] {
						t.Logf("%d %s %s %q", i, st.Speaker, st.Stance, st.Issue)
					}
				}
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestPeopleAreIntroduced(t *testing.T) {
	for _, c := range []struct {
		lang    string
		source  []string
		printed string
		cites   []int
		holds   bool
	}{
		{"en", []string{"Prime Minister Tomas Velin opened the harbour.", "Velin said the ferry would stop."}, "Prime Minister Tomas Velin said the ferry would stop.", []int{1, 0}, true},
		{"en", []string{"Prime Minister Tomas Velin opened the harbour.", "Mr. Velin said the ferry would stop."}, "Prime Minister Tomas Velin said the ferry would stop.", []int{1, 0}, true},
		{"en", []string{"Prime Minister Tomas Velin opened the harbour.", "Velin said the ferry would stop."}, "President Tomas Velin said the ferry would stop.", []int{1, 0}, false},
		{"en", []string{"Prime Minister Tomas Velin opened the harbour.", "The Velin administration said the ferry would stop."}, "The Prime Minister Tomas Velin administration said the ferry would stop.", []int{1, 0}, false},
		{"en", []string{"Prime Minister Tomas Velin met his sister Ada Velin.", "Velin said the ferry would stop."}, "Prime Minister Tomas Velin said the ferry would stop.", []int{1, 0}, false},
		{"en", []string{"Former Prime Minister Tomas Velin opened the harbour.", "Velin said the ferry would stop."}, "Prime Minister Tomas Velin said the ferry would stop.", []int{1, 0}, false},
		{"en", []string{"Prime Minister Tomas Velin opened the harbour.", "Velin denied that the ferry would stop."}, "Prime Minister Tomas Velin said that the ferry would stop.", []int{1, 0}, false},
		{"ja", []string{"タルバのトマス・ベリン首相は署名式に出た。", "ベリン首相は渡し船を止めると述べた。"}, "トマス・ベリン首相は渡し船を止めると述べた。", []int{1, 0}, true},
		{"ja", []string{"タルバのトマス・ベリン首相は署名式に出た。", "ベリン政権は渡し船を止めると述べた。"}, "トマス・ベリン首相政権は渡し船を止めると述べた。", []int{1, 0}, false},
	} {
		t.Run(c.printed, func(t *testing.T) {
			sep := " "
			if c.lang == "ja" {
				sep = ""
			}
			check, read := oneReport(c.lang, strings.Join(c.source, sep))
			err := check.Check(Printed{Kind: Reduction, Form: introducedForm, Text: c.printed, Lang: c.lang, Cites: refs(read, c.cites...)}, nil)
			if (err == nil) != c.holds {
				for _, s := range read.Sentences {
					t.Logf("%+v", s.Names)
				}
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestDaysAreDated(t *testing.T) {
	for _, c := range []struct {
		lang, source, printed string
		holds                 bool
	}{
		{"en", "Lena Harg signed the treaty on Monday.", "Lena Harg signed the treaty on May 18.", true},
		{"en", "Lena Harg said Monday that the treaty would hold.", "Lena Harg said on May 18 that the treaty would hold.", true},
		{"en", "Lena Harg signed the treaty on Monday.", "Lena Harg signed the treaty on May 19.", false},
		{"en", "Lena Harg left a Monday meeting of the union.", "Lena Harg left a on May 18 meeting of the union.", false},
		{"en", "Lena Harg did not sign the treaty on Monday.", "Lena Harg did sign the treaty on May 18.", false},
		{"ja", "ハルグ漁業相は18日、協定に署名した。", "ハルグ漁業相は5月18日、協定に署名した。", true},
		{"ja", "ハルグ漁業相は昨日、協定に署名した。", "ハルグ漁業相は5月21日、協定に署名した。", true},
		{"ja", "ハルグ漁業相は18日、協定に署名した。", "ハルグ漁業相は6月18日、協定に署名した。", false},
		{"ja", "ハルグ漁業相は18日間、協定を守った。", "ハルグ漁業相は5月18日間、協定を守った。", false},
	} {
		t.Run(c.printed, func(t *testing.T) {
			check, read := oneReport(c.lang, c.source)
			err := check.Check(Printed{Kind: Reduction, Form: datedForm, Text: c.printed, Lang: c.lang, Cites: refs(read, 0)}, nil)
			if (err == nil) != c.holds {
				t.Errorf("got %v %+v", err, read.Sentences[0].Dates)
			}
		})
	}
}

func TestWhatAnEditorLeavesIn(t *testing.T) {
	for _, c := range []struct{ lang, whole, shortest string }{
		{"en", "Prime Minister Tomas Velin closed the harbour of Brisk, leaving two ferries and their crews outside.", "Prime Minister Tomas Velin closed the harbour of Brisk, leaving two ferries and their crews outside."},
		{"en", "Prime Minister Tomas Velin closed the harbour of Brisk, citing a report on the state of its walls.", "Prime Minister Tomas Velin closed the harbour of Brisk."},
		{"en", "The meeting of the harbour board, which began in the old town hall, chaired by Lena Harg called for new walls.", "The meeting of the harbour board, which began in the old town hall, chaired by Lena Harg called for new walls."},
		{"en", "The Brisk Harbour Board (BHB) called for new walls along the whole quay.", "The Brisk Harbour Board called for new walls along the whole quay."},
		{"en", "The Skipper (Lena Harg) called for new walls along the whole quay.", "The Skipper (Lena Harg) called for new walls along the whole quay."},
		{"ja", "船長（レナ・ハルグ漁業相）が岸壁の修理を求めた。", "船長（レナ・ハルグ漁業相）が岸壁の修理を求めた。"},
		{"ja", "港湾局（ＢＨＢ）が２０日（水）に岸壁の修理を求めた。", "港湾局（ＢＨＢ）が２０日に岸壁の修理を求めた。"},
	} {
		if got := reductions(text.Sentence{Text: c.whole}, c.lang)[0]; got != c.shortest {
			t.Errorf("got %q, want %q", got, c.shortest)
		}
	}
}
