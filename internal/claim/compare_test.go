package claim

import "testing"

// compared sets the first sentences of two reports side by side, the second
// published hours later.
func compared(a, b string, hours int) Contrast {
	lang := "en"
	if japanese(a) {
		lang = "ja"
	}
	var ps []Passage
	for i, body := range []string{a, b} {
		r := report{id: string(rune('a' + i)), publisher: string(rune('A' + i)), lang: lang, body: body, hour: i * hours}
		at := r.article()
		tx := reader().Read(at.Lang, at.Title, at.Paragraphs, at.Published)
		all := Passages(at, tx, Quantities(at, tx), Statements(at, tx))
		ps = append(ps, all[len(all)-1])
	}
	return Compare(ps[0], ps[1], Usual)
}

func TestCompare(t *testing.T) {
	cases := []struct {
		name, a, b string
		hours      int
		want       string
	}{
		{"people by other words", "A delegation of 35 envoys and consuls came to the harbour of Halden.", "The delegation of some 20 people reached the harbour in Halden.", 1, "conflict figure"},
		{"about covers", "Around 40 pupils were on the ferry to Halden.", "The ferry to Halden carried 41 pupils.", 1, ""},
		{"about does not cover", "Around 40 pupils were on the ferry to Halden.", "There were 46 pupils on the ferry to Halden.", 1, "conflict figure"},
		{"needed and come", "Halden needs 600 trucks a day, the mayor said.", "Some 90 trucks came to Halden.", 1, ""},
		{"other days", "On Monday 93 trucks entered Halden.", "On Tuesday 65 trucks entered Halden.", 1, ""},
		{"lower bounds that rise", "At least 4 miners were killed in the Halden shaft.", "At least 6 miners were killed in the Halden shaft.", 5, "update figure"},
		{"a price in two currencies", "The Halden bridge project will cost $125 million.", "The Halden bridge project will cost 90 million euros ($98 million).", 1, "conflict figure"},
		{"spans of years", "Berg was deputy mayor of Halden from 2010 to 2013.", "Berg served Halden as deputy mayor in 2010-2014.", 1, "conflict years"},
		{"one span of years", "Berg was deputy mayor of Halden from 2010 to 2013.", "Berg served Halden as deputy mayor in 2010-2013.", 1, ""},
		{"an act denied", "Norland and Sudland agreed to the harbour treaty on Monday.", "Norland won't agree to the harbour treaty, Sudland said.", 1, "conflict polarity"},
		{"both deny", "Norland will not sign the harbour treaty with Sudland.", "Norland has not signed the harbour treaty with Sudland.", 1, ""},
		{"opposite words", "Guards at Halden harbour fired warning shots near the ferry.", "The guards deliberately fired at the ferry in Halden harbour.", 1, "conflict opposite"},
		{"open, then decided", "Norland is still reviewing whether to take part in the harbour talks in Halden.", "Norland confirmed that the harbour talks in Halden will take place on Friday.", 5, "update status"},
		{"a stance taken back", "Norland will not hesitate to raise harbour sanctions on Sudland, Berg said.", "Norland backed away from harbour sanctions on Sudland.", 20, "update reversal"},
		{"two givers", "The ferry is a gift from the ruling family of Sudland.", "Norland took the ferry, which was donated by the government of Sudland.", 1, "conflict agent"},
		{"a figure ruled out", "The Halden dam could break within two days.", "This would take a year, not 48 hours.", 1, "conflict withdrawn"},
		{"a toll", "港町の橋の崩落で13人が死亡した。", "港町の橋の崩落で18人が死亡した。", 6, "update figure"},
		{"tolls at once", "港町の橋の崩落で13人が死亡した。", "港町の橋の崩落で18人が死亡した。", 0, "conflict figure"},
		{"other places", "港町の橋の崩落で13人が死亡した。", "北浜市の火事で18人が死亡した。", 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := compared(c.a, c.b, c.hours)
			if s := string(got.Kind); (s != "" || c.want != "") && s+" "+got.By != c.want {
				t.Errorf("got %q by %q (%q, %q), want %q", s, got.By, got.A, got.B, c.want)
			}
		})
	}
}
