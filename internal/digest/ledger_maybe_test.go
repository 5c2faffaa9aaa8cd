package digest

import "testing"

// What could be is announced by nobody.
func TestMaybeIsNoAnnouncement(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]bool{
		"The storm could also hamper the council's plans to open the quay, Marlow said.": true,
		"The quay may still be closed in the summer, Marlow said.":                       true,
		"The council said on May 2 that it plans to open the quay.":                      false,
		"Marlow announced that the quay will be opened.":                                 false,
	} {
		if got := maybe.MatchString(sentence); got != want {
			t.Errorf("%q: %v, want %v", sentence, got, want)
		}
	}
}
