package en

import (
	"slices"
	"testing"
)

func TestSentencesAreCutWhereAPageRanTextsTogether(t *testing.T) {
	for _, c := range []struct {
		paragraph string
		want      []string
	}{
		{"Villagers wait for water near the old mill Many wells have been closed since the flood in Orvanne.",
			[]string{"Villagers wait for water near the old mill", "Many wells have been closed since the flood in Orvanne."}},
		{"The bridge at Tamberly as seen from the air On January 14 the council decided to tear it down.",
			[]string{"The bridge at Tamberly as seen from the air", "On January 14 the council decided to tear it down."}},
		{"(Video: Harbour University) Students left the hall before the speech was over.",
			[]string{"(Video: Harbour University)", "Students left the hall before the speech was over."}},
		{"TAMBERLY | Tue Apr 28, 2009 9:03 pm BST TAMBERLY (Reuters) - The mill has closed for good, its owner said.",
			[]string{"TAMBERLY | Tue Apr 28, 2009 9:03 pm BST", "TAMBERLY (Reuters) - The mill has closed for good, its owner said."}},
		{"HARBOUR TOWN ACCUSES MINISTER OF HIDING REPORT The council has asked for the papers since March.",
			[]string{"HARBOUR TOWN ACCUSES MINISTER OF HIDING REPORT", "The council has asked for the papers since March."}},
		{"NORTHERN PORTS REOPEN AFTER LONG STRIKE US President Ada Marlow has praised the unions.",
			[]string{"NORTHERN PORTS REOPEN AFTER LONG STRIKE", "US President Ada Marlow has praised the unions."}},
		{"Mayor Ada Marlow: “We need every hand we can get” Up to 40 people are still missing in the valley today.",
			[]string{"Mayor Ada Marlow: “We need every hand we can get”", "Up to 40 people are still missing in the valley today."}},
		{"Survivors of the flood plead for help The UN is sending 300 tents to the valley.",
			[]string{"Survivors of the flood plead for help", "The UN is sending 300 tents to the valley."}},
		{"Survivors dig for food and water Up to 300 soldiers will be in the valley by Monday.",
			[]string{"Survivors dig for food and water", "Up to 300 soldiers will be in the valley by Monday."}},
		// One sentence each.
		{"The virus is a new form of influenza A that was first seen in Orvanne last year.", nil},
		{"She read a story called The old mill and the sea to the children of the school.", nil},
		{"He told People magazine on Wednesday that the mill would be sold in the spring.", nil},
		{"The tablets hold vitamins A and E and are sold in every shop of the town.", nil},
		{"The report was written for The Harbour Times and printed by the paper on Sunday.", nil},
		{"ADA MARLOW, COLUMNIST OF THE HARBOUR TIMES: Well, they should have asked the council first.", nil},
		{"The minister said the plan (first shown in May) Would never pass without the north.", nil},
	} {
		want := c.want
		if want == nil {
			want = []string{c.paragraph}
		}
		var got []string
		for _, s := range Sentences(c.paragraph) {
			got = append(got, string([]rune(c.paragraph)[s.Start:s.End]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q", c.paragraph, got)
		}
	}
}
