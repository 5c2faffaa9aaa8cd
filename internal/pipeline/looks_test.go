package pipeline

import (
	"fmt"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/fetch"
)

// What was looked at last is still there when it is followed, however much was
// looked at before and however large it is.
func TestTheLastLookIsKept(t *testing.T) {
	t.Parallel()
	var a looks
	now := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	for i := range 3 * keptLooks {
		address, size := fmt.Sprint("http://a.example/", i), 1000
		if i%2 == 0 {
			size = 6 << 20
		}
		a.keep(address, fetch.Response{Body: make([]byte, size)}, now)
		if _, ok := a.recall(address, now); !ok {
			t.Errorf("look %d is forgotten", i)
		}
		total := 0
		for _, k := range a.kept {
			total += len(k.resp.Body)
		}
		if len(a.kept) > keptLooks || total > keptBody {
			t.Errorf("%d looks with %d bytes are kept", len(a.kept), total)
		}
	}
	if _, ok := a.recall(fmt.Sprint("http://a.example/", 3*keptLooks-1), now.Add(feed.Shortest)); ok {
		t.Error("a look is kept for too long")
	}
}
