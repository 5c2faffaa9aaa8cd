package claim

import "testing"

// A body known by its letters takes no place or hour before them for its name.
func TestPrintedName(t *testing.T) {
	t.Parallel()
	alias := map[string]string{}
	for _, c := range []struct {
		speakers []string
		want     string
	}{
		{[]string{"PM NHB", "NHB", "Norland NHB"}, "NHB"},
		{[]string{"Norland Harbour Board", "NHB"}, "Norland Harbour Board"},
		{[]string{"PM Velin", "Velin"}, "PM Velin"},
		{[]string{"Norland NHB"}, "Norland NHB"},
	} {
		var sts []Statement
		for _, s := range c.speakers {
			alias[s] = "actor"
			sts = append(sts, Statement{Speaker: s, SpeakerNormal: s, Sentence: s + " said so."})
		}
		if got := printedName(sts, alias, "actor", false); got != c.want {
			t.Errorf("%v: %q, want %q", c.speakers, got, c.want)
		}
	}
}
