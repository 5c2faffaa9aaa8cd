package claim

import "testing"

func TestWhatIsLeftOpenIsNoPosition(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]Stance{
		"it is too early to fully assess the threat posed by the cracks": OtherSay,
		"the board did not plan to alter the timetable":                  OtherSay,
		"the plan should greatly reduce the flow of water":               OtherSay,
		"the board must alter the timetable":                             Demand,
		"the council should reduce the toll":                             Demand,
		"the cracks are a threat to the whole bridge":                    Warn,
	} {
		if got := stanceEnglish(cue{}, content, false); got != want {
			t.Errorf("%q: %s, want %s", content, got, want)
		}
	}
}
