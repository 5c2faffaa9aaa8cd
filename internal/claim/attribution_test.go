package claim

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"kiku/internal/claim/chain"
	"kiku/internal/language/text"
)

// attributed shows attributions as "source | cue | content".
func attributed(paragraphs ...string) []string {
	var out []string
	for _, a := range Attributions(reader().Read("en", "", paragraphs, time.Time{})) {
		rs := []rune(paragraphs[a.Paragraph])
		var content []string
		for _, sp := range a.Content {
			content = append(content, cutRunes(rs, sp))
		}
		out = append(out, cutRunes(rs, a.Source)+" | "+cutRunes(rs, a.Cue)+" | "+strings.Join(content, " … "))
	}
	return out
}

func TestAttributions(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Anna Berg said that the port would open in May.", []string{"Anna Berg | said | that the port would open in May"}},
		{"“The nets are empty,” she said. “We will not sail.”", []string{"she | said | “The nets are empty,” … “We will not sail.”"}},
		{"The quota is too low, according to Maria Holm.", []string{"Maria Holm | according to | The quota is too low"}},
		{"The mayor hopes to be elected again.", []string{"The mayor | hopes | to be elected again"}},
		{"The ferry left at nine and arrived at noon.", nil},
	} {
		if got := attributed(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// TestTwoApostrophesAreOneMark: some papers print them for a quotation mark, and
// spans then hold both.
func TestTwoApostrophesAreOneMark(t *testing.T) {
	s := "The mayor said, ''We will wait,'' and the sailors' guild left."
	p := passages(reader().Read("en", "", []string{s}, time.Time{}))[0]
	var marks []string
	for _, k := range p.toks {
		at := cutRunes([]rune(s), text.Span{Start: k.start, End: k.end})
		if k.low == `"` {
			marks = append(marks, at)
		}
		if inside := at == "We" || at == "will" || at == "wait"; k.word && k.quoted != inside {
			t.Errorf("%q: quoted %v, want %v", at, k.quoted, inside)
		}
	}
	if want := []string{"''", "''"}; !slices.Equal(marks, want) {
		t.Errorf("marks %q, want %q", marks, want)
	}
}

func TestSensesKnowRootsOfWords(t *testing.T) {
	of := func(w string) sense { return senseOf(token{low: w, word: true}) }
	for _, w := range []string{"say", "says", "saying"} {
		if of(w).root != of("said").root {
			t.Errorf("%q has another root than \"said\"", w)
		}
	}
	if of("announcement").root != of("announced").root || of("announcement").use == of("announced").use {
		t.Error("an announcement is a noun of the verb \"announce\"")
	}
	if got := of("said"); got.use&3 != 2 || got.inflexion != 2 {
		t.Errorf("said: %+v, want a verb in the past", got)
	}
	if a, b := of("zwibbled"), of("zwibbling"); a.root != b.root || a.use != 0 {
		t.Errorf("unknown words have their stem as root and no use: %+v %+v", a, b)
	}
}

func TestAttributionsAtGivenCues(t *testing.T) {
	s := "Anna Berg said that the port would open in May."
	tx := reader().Read("en", "", []string{s}, time.Time{})
	as := Attributions(tx)
	given := AttributionsAt(tx, []Attribution{{Cue: text.Span{Start: 10, End: 14}}})
	if len(as) != 1 || len(given) != 1 || given[0].Source != as[0].Source || !slices.Equal(given[0].Content, as[0].Content) {
		t.Errorf("given %v, found %v", given, as)
	}
	if other := AttributionsAt(tx, []Attribution{{Paragraph: 3, Cue: text.Span{Start: 10, End: 14}}}); len(other) > 0 {
		t.Errorf("a cue of another paragraph: %v", other)
	}
}

func TestAttributionsStayInTheirParagraph(t *testing.T) {
	long := strings.Repeat("The mayor said the bridge, he added, was “safe”; the union denied it: ", 40)
	for _, p := range [][]string{{""}, {"said"}, {"“", "”"}, {long, long}, {"Said said said.", "：「」 12% ½ said"}} {
		for _, a := range Attributions(reader().Read("en", "", p, time.Time{})) {
			n := len([]rune(p[a.Paragraph]))
			for _, sp := range append([]text.Span{a.Cue}, a.Content...) {
				if sp.Start < 0 || sp.End > n || sp.Len() <= 0 {
					t.Errorf("span %v outside its paragraph of %d runes", sp, n)
				}
			}
			if a.Confidence < 0 || a.Confidence > 1+1e-9 {
				t.Errorf("confidence %v", a.Confidence)
			}
		}
	}
}

// TestLeftOverIsRead: the rules read what the verb's usual places hold; what
// they leave is taken from the reader of attributions, with the printed
// characters.
func TestLeftOverIsRead(t *testing.T) {
	text := "The crew of the ferry, the captain would later tell a court in Halden, had never been trained for a fire."
	_, got := read("en", "", text)
	for _, s := range got {
		if !strings.Contains(text, s.Content) {
			t.Errorf("%q is not printed", s.Content)
		}
	}
}

func TestParseAttributorRefusesOtherBytes(t *testing.T) {
	for _, b := range [][]byte{nil, {200}, {3, 1, 2, 3}, packedAttributor[:len(packedAttributor)/2]} {
		if _, err := ParseAttributor(b); !errors.Is(err, chain.ErrPacked) {
			t.Errorf("%d bytes: %v, want ErrPacked", len(b), err)
		}
	}
}
