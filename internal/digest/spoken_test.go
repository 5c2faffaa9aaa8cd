package digest_test

import (
	"testing"
	"time"

	"kiku/internal/digest"
	"kiku/internal/story"
)

// remarks returns the forms of a digest's remarks with their words, in order.
func remarks(d *digest.Digest) (forms, words []string) {
	d.Lines(func(l *digest.Line) {
		if l.Kind == digest.Remark {
			forms, words = append(forms, l.Form), append(words, l.Text)
		}
	})
	return forms, words
}

func TestAFrontPageSaysNoRemarkTwice(t *testing.T) {
	t.Parallel()
	n := openNewsroom(t)
	in := map[string]string{}
	count, talks := 0, 0
	for _, d := range n.digests(t) {
		forms, words := remarks(&d)
		for i, form := range forms {
			count++
			key := d.Lang + form
			if form == "" {
				t.Errorf("%s: %q has no form", d.Story, words[i])
			}
			if before, ok := in[key]; ok {
				t.Errorf("%q is said in %s and in %s", words[i], before, d.Story)
			}
			in[key] = string(d.Story)
		}
		for _, p := range d.Pages {
			for _, s := range p.Sections {
				if !s.Reply.IsZero() {
					talks++
					if s.Closing.IsZero() || s.Closing.Host == s.Reply.Host {
						t.Errorf("%s: %q answers %q", d.Story, s.Reply.Text, s.Closing.Text)
					}
					if d.Grave {
						t.Errorf("%s: two hosts chat in a grave digest", d.Story)
					}
				}
			}
		}
	}
	if count < 55 || talks < 2 {
		t.Errorf("%d remarks, %d exchanges", count, talks)
	}
}

func TestAnEditionKeepsTheRemarksOfTheOneBefore(t *testing.T) {
	t.Parallel()
	n := openNewsroom(t)
	told := 0
	for _, s := range n.stories {
		for _, lang := range digest.Languages(s, 2) {
			first, err := digest.Compose(n.input(s, lang))
			if err != nil {
				continue
			}
			told++
			forms, words := remarks(&first)
			in := n.input(s, lang)
			in.Previous = &first
			// Meanwhile everybody else has come to say the same.
			in.Spoken = func(story.StoryID, string) map[string]int {
				out := map[string]int{}
				for _, form := range forms {
					out[form] = 7
				}
				return out
			}
			again, err := digest.Compose(in)
			if err != nil {
				t.Fatal(err)
			}
			_, now := remarks(&again)
			for i := range words {
				if i >= len(now) || now[i] != words[i] {
					t.Errorf("%s %s: %q became %q", s.ID, lang, words, now)
					break
				}
			}
			// A story that nobody has told before takes what others do not say.
			in.Previous = nil
			other, err := digest.Compose(in)
			if err != nil {
				t.Fatal(err)
			}
			same := 0
			otherForms, _ := remarks(&other)
			for _, form := range otherForms {
				if in.Spoken(s.ID, lang)[form] > 0 {
					same++
				}
			}
			if same > 0 {
				t.Errorf("%s %s: %d remarks that others make, with others left", s.ID, lang, same)
			}
		}
	}
	if told < 6 {
		t.Errorf("%d digests", told)
	}
}

func TestSpokenCountsTheNewestDigestsInAnyOrder(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC)
	of := func(id string, hours int, lang string, forms ...string) *digest.Digest {
		d := &digest.Digest{Story: story.StoryID(id), Lang: lang, AsOf: at.Add(time.Duration(hours) * time.Hour)}
		for _, form := range forms {
			d.Ending = append(d.Ending, digest.Line{Kind: digest.Remark, Form: form, Text: "x"})
		}
		return d
	}
	list := []*digest.Digest{of("a", 1, "en", "r1", "r2"), of("b", 2, "en", "r2"), of("c", 3, "ja", "r1"), of("d", 4, "en", "r3")}
	var up, down digest.Spoken
	for i := range list {
		up.Hear(list[i])
		down.Hear(list[len(list)-1-i])
	}
	for _, s := range []*digest.Spoken{&up, &down} {
		if got := s.Elsewhere("d", "en"); got["r1"] != 1 || got["r2"] != 2 || got["r3"] != 0 {
			t.Errorf("beside d: %v", got)
		}
	}
	up.Hear(of("b", 5, "en", "r4")) // in place of what it said
	if got := up.Elsewhere("d", "en"); got["r2"] != 1 || got["r4"] != 1 {
		t.Errorf("after b spoke again: %v", got)
	}
	up.Silence("b")
	if got := up.Elsewhere("d", "en"); got["r4"] != 0 || up.Knows("b") || !up.Knows("a") {
		t.Errorf("after b fell silent: %v", got)
	}
	for i := range 70 { // the front page holds sixty
		up.Hear(of(string(rune('A'+i)), 100+i, "en", "r9"))
	}
	if got := up.Elsewhere("zz", "en"); got["r9"] != 60 || got["r1"] != 0 {
		t.Errorf("a full front page: %v", got)
	}
	for i := range 1000 {
		up.Hear(of("n"+string(rune('A'+i)), 200+i, "en", "r10"))
		up.Forget()
	}
	if got := up.Elsewhere("zz", "en"); got["r10"] != 60 || up.Knows("a") {
		t.Errorf("after a thousand: %v", got["r10"])
	}
}
