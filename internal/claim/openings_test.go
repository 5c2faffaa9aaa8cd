package claim

import (
	"strings"
	"testing"
)

// TestOpeningsMissNoStance: whatever a pattern of stances matches, its openings
// say that it can.
func TestOpeningsMissNoStance(t *testing.T) {
	if stanceOpenings.always != 0 {
		t.Errorf("patterns %b begin anywhere: their cost is not saved", stanceOpenings.always)
	}
	vocabulary := strings.Fields(`won't accept never agree a false no evidence not behind nothing to do with there were only if unless
		wait for new proposals must we simply expect it is vital demanded shameful war crimes lies escalating risks could collapse
		ready to offering to end the fighting make peace welcomed in favour thank opposed against the wrong agreed admits
		has launched will open in talks are negotiated plans depends on root causes he says'x outrageous`)
	matched := 0
	for i := range 4000 {
		var words []string
		for k := range 6 {
			words = append(words, vocabulary[(i*(k*k+7)+k*31+i/13)%len(vocabulary)])
		}
		s := strings.Join(words, " ")
		may := stanceOpenings.can(s)
		for n, st := range contentStances {
			if st.re.MatchString(s) {
				matched++
				if may&(1<<n) == 0 {
					t.Fatalf("%q matches %s, which its openings exclude", s, st.stance)
				}
			}
		}
	}
	if matched < 1000 {
		t.Errorf("only %d matches: the test shows little", matched)
	}
}
