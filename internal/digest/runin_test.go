package digest

import "testing"

func TestACaptionRunIntoAReport(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]bool{
		"Many children lost their homes after the flood French police have arrested ten men at the border.": true,
		"The council said that illegal French actions have cut the ties of the two ports for good.":         false,
		"The council has asked whether senior French officials will come to the quay on Monday.":            false,
		"After the flood, French police have arrested ten men at the border of the valley.":                 false,
	} {
		if got := peopleRunIn(readAs("en", "x", sentence).text.Sentences[0]); got != want {
			t.Errorf("%q: %v", sentence, got)
		}
	}
}
