package digest

import (
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/language/text"
)

func checkerOf(a article.Article, read text.Text) *Checker {
	return NewChecker(func(article.ID) (article.Article, bool) { return a, true }, func(article.Article) text.Text { return read }, DefaultHosts())
}

func TestMattersAreInAnEditorsWords(t *testing.T) {
	body := "Orbena and the Selm Union agreed on Monday. Ada Marlow, the minister, said that fishing boats from Bresk may leave the harbour again. " +
		"The harbour minister resigned over a remark about rice. Police arrested five teenagers in a raid in Bresk. The governor said the road was open. The bridge is closed."
	for _, c := range []struct{ title, want string }{
		{"Police Arrest Five Teenagers in Raid in Bresk", "Police arrest five teenagers in raid in Bresk"},
		{"Selm Union Agrees With Orbena as Harbour Opens", "Selm Union agrees with Orbena as harbour opens"},
		{"Fishing boats may leave Bresk harbour again — governor", "Fishing boats may leave Bresk harbour again, governor says"},
		{"The road to the harbour is open again: officials", "The road to the harbour is open again, officials say"},
		{"Japan: Harbour minister resigns over remark on rice", "Harbour minister resigns over remark on rice"},
		{"'The mood is changing': Anger in Bresk grows by the day", "Anger in Bresk grows by the day"},
		{"The minister never bought rice in her life. That cost her the job", "The minister never bought rice in her life"},
		{"U.S. says boats may leave the harbour again", "U.S. says boats may leave the harbour again"},
		{"Why did the harbour minister resign over rice?", ""},
		{"'We never wanted this harbour'", ""},
	} {
		read := language.NewReader().Read("en", c.title, []string{body}, time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC))
		a := article.Article{ID: "a", Title: c.title, Paragraphs: []string{body}, Lang: "en", Publisher: "Post"}
		r := newReading(a, read)
		got := r.matter(90)
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
		if got != "" && !matterIn(cited{r, read.Title}, got) {
			t.Errorf("%q: the check does not find %q", c.title, got)
		}
	}
}

// TestMatterTurnsNothing plants matters that say another thing than their title.
func TestMatterTurnsNothing(t *testing.T) {
	title := "Orbena Will Not Lift Ban on Bresk Boats — Governor"
	body := "Orbena will not lift the ban on boats from Bresk, the governor said."
	read := language.NewReader().Read("en", title, []string{body}, time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC))
	r := newReading(article.Article{ID: "a", Title: title, Paragraphs: []string{body}, Lang: "en"}, read)
	for _, wrong := range []string{"Orbena will lift ban on Bresk boats", "orbena will not lift ban on bresk boats", "Orbena will not lift ban on Bresk boats, minister says",
		"Orbena will not lift ban on bresk boats, governor says", "Lift ban on Bresk boats"} {
		if matterIn(cited{r, read.Title}, wrong) {
			t.Errorf("%q passes for %q", wrong, title)
		}
	}
	if got, want := r.matter(90), "Orbena will not lift ban on Bresk boats, governor says"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestJapaneseMatters(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"【港の話】オスタ橋、9月に再開へ【海峡通信】", "オスタ橋、9月に再開へ"},
		{"ベリン首相 監視員の受け入れを表明", "ベリン首相 監視員の受け入れを表明"},
		{"漁船120隻が港口をふさぐ　枠削減に抗議", "漁船120隻が港口をふさぐ"},
		{"海峡の魚はどこへ消えたのか？", ""},
	} {
		if got := matterOf(c.title, "ja", 38); got != c.want {
			t.Errorf("%q: %q, want %q", c.title, got, c.want)
		}
	}
}
