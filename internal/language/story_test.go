package language

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kiku/internal/language/text"
)

func TestJoinNames(t *testing.T) {
	names := []Name{
		{Surface: "高木花子", Normal: "高木花子", Type: text.Person}, {Surface: "高木", Normal: "高木", Type: text.Person},
		{Surface: "佐野一", Normal: "佐野一", Type: text.Person}, {Surface: "佐野二郎", Normal: "佐野二郎", Type: text.Person}, {Surface: "佐野", Normal: "佐野", Type: text.Person},
		{Surface: "トマス・ベリン", Normal: "ベリン", Type: text.Person}, {Surface: "Tomas Velin", Normal: "velin", Type: text.Person}, {Surface: "Vera Lind", Normal: "lind", Type: text.Person},
		{Surface: "Zelenskyy", Normal: "zelenskyy", Type: text.Person}, {Surface: "Zelensky", Normal: "zelensky", Type: text.Person},
		{Surface: "Office of Port Affairs", Normal: "opa", Type: text.Organization}, {Surface: "Office of Port Affairs", Normal: "office of port affairs", Type: text.Organization},
		{Surface: "米", Normal: "US", Type: text.Place},
	}
	want := map[string]string{
		"高木花子": "高木", "高木": "高木", "佐野一": "佐野一", "佐野二郎": "佐野二郎", "佐野": "佐野", "ベリン": "velin", "velin": "velin", "lind": "lind",
		"zelenskyy": "zelensky", "zelensky": "zelensky", "opa": "opa", "office of port affairs": "opa", "US": "US",
	}
	if got := JoinNames(names); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	slices.Reverse(names)
	if got := JoinNames(names); !maps.Equal(got, want) {
		t.Errorf("the order matters: got %v", got)
	}
	// Two Latin names that sound alike join none.
	twins := []Name{{Surface: "ベリン", Normal: "ベリン", Type: text.Person}, {Surface: "Ann Velin", Normal: "ann velin", Type: text.Person}, {Surface: "Bo Velin", Normal: "bo velin", Type: text.Person}}
	if got := JoinNames(twins); got["ベリン"] != "ベリン" {
		t.Errorf("two that fit: got %v", got)
	}
}

// FuzzJoinNames checks on any names, a line each, that every one gets a form and
// that their order does not matter.
func FuzzJoinNames(f *testing.F) {
	f.Add("PAnn Berg|berg\nPBerg|berg\nOOffice of Port Affairs|oea\nOthe Office of Port Affairs|office of port affairs")
	f.Add("P高見|高見\nP高見まり|高見まり\nP高見健|高見健\nPヴェリン|ヴェリン\nPTomas Velin|velin\nPVehlin|vehlin")
	f.Add("OA|a\nOA|b\nO|\nP|x\nPX|")
	f.Fuzz(func(t *testing.T, lines string) {
		if !utf8.ValidString(lines) || len(lines) > 1000 {
			return
		}
		var names []Name
		for l := range strings.SplitSeq(lines, "\n") {
			surface, normal, _ := strings.Cut(l, "|")
			typ := text.UnknownName
			if rest, ok := strings.CutPrefix(surface, "P"); ok {
				surface, typ = rest, text.Person
			} else if rest, ok := strings.CutPrefix(surface, "O"); ok {
				surface, typ = rest, text.Organization
			}
			names = append(names, Name{Surface: surface, Normal: normal, Type: typ})
		}
		got := JoinNames(names)
		for _, n := range names {
			if n.Normal != "" && got[n.Normal] == "" {
				t.Fatalf("%q has no form in %v", n.Normal, got)
			}
		}
		slices.Reverse(names)
		if again := JoinNames(names); !maps.Equal(got, again) {
			t.Fatalf("%v, in the other order %v", got, again)
		}
	})
}
