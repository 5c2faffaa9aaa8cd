//go:build unix

package store_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/store"
)

// BenchmarkFinish stores first visits to feeds of 30 items, 64 feeds in a step,
// and reports the processor's time, which a busy machine changes less than the
// clock's.
func BenchmarkFinish(b *testing.B) {
	s, err := store.Open(b.Context(), store.Options{DataDir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	const together, items = 64, 30
	stored := 0
	var used time.Duration
	for b.Loop() {
		src := feed.Source{ID: fmt.Sprint("s", stored), Name: "S"}
		var f store.Finish
		for i := range together {
			url := fmt.Sprintf("https://h%d.example/feed", stored+i)
			src.Feeds = append(src.Feeds, url)
			v := store.Visit{Feed: store.FeedState{URL: url, Source: src.ID, Tried: time.Now(), State: "active"}, Class: "ok"}
			for k := range items {
				u := fmt.Sprintf("https://h%d.example/articles/%d.html", stored+i, k)
				v.New = append(v.New, store.NewItem{Key: u, Item: feed.Item{GUID: u, URL: u, Title: "Ferry runs again", Summary: "The ferry between Ostvik and Lund runs again after three weeks."}})
			}
			f.Visits = append(f.Visits, v)
		}
		if err := s.PutSource(b.Context(), src); err != nil {
			b.Fatal(err)
		}
		began := processorTime()
		out, err := s.Finish(b.Context(), f)
		if err != nil || out.Fresh[0] != items {
			b.Fatal(out.Fresh, err)
		}
		used += processorTime() - began
		stored += together
	}
	b.ReportMetric(float64(stored)/used.Seconds(), "feeds/cpu-s")
}

// processorTime is what this process has used of the processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
