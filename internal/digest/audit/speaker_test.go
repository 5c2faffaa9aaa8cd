package audit

import "testing"

func TestASurnameIsNoOtherSpeaker(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{{"Quill", "Dora Quill", true}, {"ハース", "エルナ・ハース", true}, {"ill", "Dora Quill", false}, {"Dora", "Dora Quill", false}} {
		if got := shorterName(c.short, c.long); got != c.want {
			t.Errorf("%s, %s: %v", c.short, c.long, got)
		}
	}
}
