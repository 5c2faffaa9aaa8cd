package storetest

import (
	"errors"
	"testing"
	"time"

	"kiku/internal/feed"
	"kiku/internal/store"
)

func subscriptions(t *testing.T, s *store.Store) {
	const url, hub, callback = "https://a.example/f", "https://hub.example/", "https://kiku.example/websub/"
	f := follow(t, s, url)[url]
	finish(t, s, store.Finish{Visits: []store.Visit{visit(f)}})
	offer := store.Subscription{Feed: url, Hub: hub, Topic: url, Path: "p1", Secret: "s1"}
	must(t, s.OfferHub(t.Context(), offer))
	offer.Path = "p2"
	must(t, s.OfferHub(t.Context(), offer)) // nothing new: the first path stays
	must(t, s.OfferHub(t.Context(), store.Subscription{Feed: "https://b.example/none", Hub: hub, Topic: url, Path: "p3", Secret: "s3"}))
	if ok, err := s.ConfirmSubscription(t.Context(), "p1", url, time.Hour); err != nil || ok {
		t.Errorf("confirmed what was never asked: %v, %v", ok, err)
	}
	taken, err := s.TakeSubscriptions(t.Context(), callback, 10)
	must(t, err)
	if len(taken) != 1 || taken[0].Path != "p1" || taken[0].Secret != "s1" {
		t.Fatalf("taken %+v", taken)
	}
	if again, err := s.TakeSubscriptions(t.Context(), callback, 10); err != nil || len(again) != 0 {
		t.Errorf("taken twice: %+v, %v", again, err)
	}
	for _, wrong := range [][2]string{{"p1", "https://a.example/other"}, {"p2", url}} {
		if ok, err := s.ConfirmSubscription(t.Context(), wrong[0], wrong[1], time.Hour); err != nil || ok {
			t.Errorf("%v confirmed: %v", wrong, err)
		}
	}
	if ok, err := s.ConfirmSubscription(t.Context(), "p1", url, 365*24*time.Hour); err != nil || !ok {
		t.Fatalf("not confirmed: %v", err)
	}
	if ok, err := s.ConfirmSubscription(t.Context(), "p1", url, time.Hour); err != nil || ok {
		t.Errorf("confirmed twice: %v, %v", ok, err)
	}
	sub, err := s.SubscriptionAt(t.Context(), "p1")
	must(t, err)
	if d := time.Until(sub.Until); sub.State != store.SubscriptionActive || d < 29*24*time.Hour || d > 31*24*time.Hour || !sub.Next.Before(sub.Until) || sub.Attempts != 0 {
		t.Errorf("active %+v", sub)
	}
	hurried(t, s, url)
	if moved, err := s.TakeSubscriptions(t.Context(), "https://new.example/websub/", 10); err != nil || len(moved) != 1 {
		t.Errorf("another callback: %+v, %v", moved, err)
	}
	if ok, err := s.RefuseSubscription(t.Context(), "p1", url, "no room"); err != nil || !ok {
		t.Errorf("refused: %v, %v", ok, err)
	}
	all, err := s.Subscriptions(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].State != store.SubscriptionRefused || all[0].Reason != "no room" || time.Until(all[0].Next) < 6*24*time.Hour {
		t.Errorf("refused %+v", all)
	}
	must(t, s.PutSource(t.Context(), feed.Source{ID: "herald", Name: "The Herald", Lang: "en"}))
	if _, err := s.SubscriptionAt(t.Context(), "p1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of a feed that is gone: %v", err)
	}
}

// hurried pushes a feed that was just visited: it is due 15 minutes after the
// visit, however often it is pushed.
func hurried(t *testing.T, s *store.Store, url string) {
	t.Helper()
	for i := range 3 {
		if changed, err := s.Hurry(t.Context(), "p1"); err != nil || changed != (i == 0) {
			t.Errorf("push %d: %v, %v", i, changed, err)
		}
	}
	if changed, err := s.Hurry(t.Context(), "nobody"); err != nil || changed {
		t.Errorf("push to nobody: %v, %v", changed, err)
	}
	all, err := s.Sources(t.Context())
	must(t, err)
	for _, f := range all[0].States {
		if d := f.Next.Sub(f.Tried); f.URL == url && (d < feed.Shortest-time.Second || d > feed.Shortest+time.Second) {
			t.Errorf("due %v after the visit", d)
		}
	}
}
