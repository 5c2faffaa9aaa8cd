package digest_test

import (
	"slices"
	"testing"
)

// What the drawings count is what the digest says: a moment names as many
// publishers as it has reports, and a dispute on the line is a printed one.
func TestMomentsNameTheirTellersAndDisputes(t *testing.T) {
	t.Parallel()
	named, disputed := 0, 0
	for _, d := range openNewsroom(t).digests(t) {
		printed := map[string]bool{}
		for _, x := range d.Disputes {
			printed[x.ID] = true
			if len(x.Reports) != len(x.Sides) || slices.Min(x.Reports) < 1 || slices.Max(x.Reports) > len(d.Sources.Publishers) {
				t.Errorf("%s (%s): %v reports for %d sides", d.Story, d.Lang, x.Reports, len(x.Sides))
			}
		}
		for _, m := range d.Timeline {
			if len(m.Publishers) != m.Reports || !slices.IsSorted(m.Publishers) || len(slices.Compact(slices.Clone(m.Publishers))) != m.Reports {
				t.Errorf("%s (%s): %d reports by %v: %s", d.Story, d.Lang, m.Reports, m.Publishers, m.Line.Text)
			}
			for _, i := range m.Publishers {
				if i < 0 || i >= len(d.Sources.Publishers) {
					t.Errorf("%s: publisher %d of %d", d.Story, i, len(d.Sources.Publishers))
				}
				named++
			}
			for _, id := range m.Disputes {
				if !printed[id] {
					t.Errorf("%s: the dispute %s is not printed", d.Story, id)
				}
				disputed++
			}
		}
	}
	if named < 50 || disputed < 4 {
		t.Errorf("%d names and %d disputes on all timelines of the newsroom", named, disputed)
	}
}
