package digest

import (
	"testing"
	"time"

	"kiku/internal/language"
	"kiku/internal/language/text"
)

func TestRetells(t *testing.T) {
	at := time.Date(2026, 5, 22, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, lang, a, b string
		want             bool
	}{
		{"one deed in other words", "en", "Harbour Minister Ada Velin resigned on Thursday over a remark about free fish.", "Ada Velin stepped down as harbour minister on Thursday after a remark about free fish.", true},
		{"one toll", "en", "At least 14 people were killed when the ferry sank off Brisk on Thursday.", "The ferry sank off Brisk on Thursday, and at least 14 people were killed, the coast guard said.", true},
		{"another deed of the same", "en", "Harbour Minister Ada Velin resigned on Thursday over a remark about free fish.", "Ada Velin studied law in Port Amsel before she entered parliament.", false},
		{"another day's strike", "en", "The navy sank a smuggler's boat near Brisk on Tuesday.", "The navy sank a smuggler's boat near Brisk on Wednesday.", false},
		{"同じ出来事", "ja", "セルム海峡で渡し船が沈み、少なくとも14人が死亡した。", "渡し船がセルム海峡で沈没し、少なくとも14人が死亡したと海上警察が発表した。", true},
		{"別の出来事", "ja", "セルム海峡で渡し船が沈み、少なくとも14人が死亡した。", "渡し船の運航会社は三年前にも安全規則の違反で処分を受けていた。", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var both []text.Text
			for _, s := range []string{c.a, c.b} {
				both = append(both, language.NewReader().Read(c.lang, "", []string{s}, at))
			}
			facts := NewFacts(both...)
			if got := Retells(facts.Of(both[0].Sentences[0], nil).Compare(facts.Of(both[1].Sentences[0], nil))); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
