package claim

import (
	"kiku/internal/article"
	"kiku/internal/language/text"
)

// Attribution is who is said to say, think or want what, as printed: where the
// words for it stand. Spans are runes of one paragraph.
type Attribution struct {
	Paragraph int // position in Article.Paragraphs; -1 for the title
	Cue       text.Span
	Source    text.Span // empty when nobody is named
	Content   []text.Span
}

// Attributions returns the attributions of an English text in printed order.
func Attributions(t text.Text) []Attribution {
	var out []Attribution
	for _, st := range englishStatements(article.Article{}, t) {
		at := t.Sentences[st.Index].Span.Start
		content := text.Span{Start: at + st.ContentSpan.Start, End: at + st.ContentSpan.End}
		n := len(out)
		if n > 0 && out[n-1].Paragraph == st.Ref.Paragraph && (st.Cue == "" || out[n-1].Cue.Start == at+st.CueSpan.Start) {
			out[n-1].Content = append(out[n-1].Content, content)
			continue
		}
		if st.Cue == "" {
			continue
		}
		out = append(out, Attribution{Paragraph: st.Ref.Paragraph,
			Cue:     text.Span{Start: at + st.CueSpan.Start, End: at + st.CueSpan.End},
			Source:  text.Span{Start: at + st.SpeakerSpan.Start, End: at + st.SpeakerSpan.End},
			Content: []text.Span{content}})
	}
	return out
}
