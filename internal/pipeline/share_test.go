package pipeline

import (
	"testing"
	"time"

	"kiku/internal/store"
)

// An exchange that takes longer than a borrowed lease keeps its host all the same,
// and gives it back.
func TestBorrowedHostIsKeptForALongExchange(t *testing.T) {
	t.Parallel()
	s, err := store.Open(t.Context(), store.Options{DataDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	p, err := New(Config{Store: s, Rest: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	const lease = 600 * time.Millisecond
	if has, err := s.LeaseHost(t.Context(), "hub.example", p.name, lease); err != nil || !has {
		t.Fatal(has, err)
	}
	p.holding.enter("hub.example", true)
	settle := p.keepBorrowed("hub.example", lease)
	time.Sleep(2 * lease)
	if has, err := s.LeaseHost(t.Context(), "hub.example", "another", time.Minute); err != nil || has {
		t.Errorf("another process has the host while it is asked: %v, %v", has, err)
	}
	settle()
	p.bringBack("hub.example")
	time.Sleep(10 * time.Millisecond)
	if has, err := s.LeaseHost(t.Context(), "hub.example", "another", time.Minute); err != nil || !has {
		t.Errorf("the host was not given back: %v, %v", has, err)
	}
}
