package digest

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
)

// A sentence of a speech, a talk or an interview is printed with its speaker only.
func TestWordsOfABlock(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang string
		paragraphs []string
		sentence   string
		want       bool
	}{
		{"speech in full", "en", []string{
			"Envoy Ada Marlow spoke on the harbour of Brisk on Monday. The full text of Marlow's speech is as follows.",
			"The repeated attacks on the quay of Brisk must be condemned by the harbour board."}, "The repeated", true},
		{"before it", "en", []string{
			"Envoy Ada Marlow spoke on the harbour of Brisk on Monday. The full text of Marlow's speech is as follows.",
			"The repeated attacks on the quay of Brisk must be condemned by the harbour board."}, "Envoy Ada", false},
		{"we, all along", "en", []string{
			"We thank the board of Brisk. We welcome its plan. The new wall must be built before the winter. We ask for help. Our boats need a harbour."}, "The new wall", true},
		{"one we", "en", []string{
			"We are told the board of Brisk met. The new wall must be built before the winter, the board said. The boats are safe."}, "The new wall", false},
		{"interview", "en", []string{
			"Q: What of the wall of Brisk?", "A: It will stand before the winter. The boats of Port Ansel are safe behind it.", "Q: And then?", "A: Then the harbour opens."}, "The boats of", true},
		{"labels of a list", "en", []string{
			"Brisk: the wall is to be built in the summer.", "Halden: the quay is open to boats again.", "Ansel: the ferry does not sail. The boats are safe."}, "The boats", false},
		{"talk", "ja", []string{
			"港の将来について二人が語り合った。", "浜野：岸壁は直すべきだ。", "沖田：漁協はそう思っていない。港の予算は町長が決めるものだ。", "浜野：それは違う。", "会場からは拍手が起きた。"}, "港の予算", true},
		{"talk, with its speaker", "ja", []string{
			"港の将来について二人が語り合った。", "浜野：岸壁は直すべきだ。", "沖田：漁協はそう思っていない。港の予算は町長が決めるものだ。", "浜野：それは違う。"}, "沖田", false},
		{"after the talk", "ja", []string{
			"浜野：岸壁は直すべきだ。", "沖田：漁協はそう思っていない。", "浜野：それは違う。", "会場からは拍手が起きた。"}, "会場", false},
		{"polite in a plain report", "ja", []string{
			"写真展が開かれた。港町の写真が並んだ。会場は旧倉庫だ。期間は一週間である。入場は無料だ。初日は雨だった。",
			"この港の写真展も今回で三度目になります。"}, "この港", true},
		{"polite report", "ja", []string{
			"写真展が開かれました。港町の写真が並びました。会場は旧倉庫です。期間は一週間です。入場は無料です。初日は雨でした。"}, "会場", false},
		{"俺", "ja", []string{"監督が語った。俺も一緒に走ってやろうと考えた。"}, "俺も", true},
		{"公私", "ja", []string{"町は港の公私の区別を決めた。"}, "町は", false},
	} {
		a := article.Article{Title: "Harbour", Paragraphs: c.paragraphs, Published: time.Date(2031, 5, 21, 10, 0, 0, 0, time.UTC), Lang: c.lang}
		r := newReading(a, language.NewReader().Read(c.lang, a.Title, a.Paragraphs, a.Published))
		found := false
		for _, s := range r.text.Sentences {
			if strings.HasPrefix(s.Text, c.sentence) {
				found = true
				if got := r.inBlock(s); got != c.want {
					t.Errorf("%s: %q: %v, want %v", c.name, s.Text, got, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no sentence begins with %q", c.name, c.sentence)
		}
	}
}
