package language

import (
	"maps"
	"slices"
	"testing"

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
