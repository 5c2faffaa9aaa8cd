package web

import (
	"context"
	"fmt"
	"net/http"
	"sort"
	"strings"
	"sync"
	"time"

	"kiku/internal/story"
)

// visitInterval is how long readings are gathered before they are stored.
const visitInterval = 30 * time.Second

// visits counts readings by day and story. Nothing else of a request is kept.
type visits struct {
	mu    sync.Mutex
	n     map[string]map[story.StoryID]int
	total int64
}

const dayForm = "2006-01-02"

// visit counts the opening of a story's first page. Machines that say so, and
// pages fetched in advance, are not readers.
func (s *Server) visit(r *http.Request, path string) {
	if s.c.Counter == nil || r.Method != http.MethodGet {
		return
	}
	lang, id, ok := storyOf(path)
	if !ok || path != "/"+lang+"/s/"+id+"/" || robot(r.Header) {
		return
	}
	day := s.c.Now().In(s.c.Zone).Format(dayForm)
	s.visits.mu.Lock()
	defer s.visits.mu.Unlock()
	if s.visits.n[day] == nil {
		s.visits.n[day] = map[story.StoryID]int{}
	}
	s.visits.n[day][story.StoryID(id)]++
	s.visits.total++
}

func robot(h http.Header) bool {
	if p := h.Get("Sec-Purpose"); strings.Contains(p, "prefetch") {
		return true
	}
	agent := strings.ToLower(h.Get("User-Agent"))
	for _, word := range []string{"bot", "crawl", "spider", "slurp", "curl/", "wget/"} {
		if strings.Contains(agent, word) {
			return true
		}
	}
	return false
}

// flush stores the readings counted so far. What could not be stored is kept
// for the next time.
func (s *Server) flush(ctx context.Context) error {
	if s.c.Counter == nil {
		return nil
	}
	s.visits.mu.Lock()
	taken := s.visits.n
	s.visits.n = map[string]map[story.StoryID]int{}
	s.visits.mu.Unlock()
	days := make([]string, 0, len(taken))
	for day := range taken {
		days = append(days, day)
	}
	sort.Strings(days)
	for i, day := range days {
		at, err := time.ParseInLocation(dayForm, day, s.c.Zone)
		if err == nil {
			err = s.c.Counter.CountVisits(ctx, at, taken[day])
		}
		if err != nil {
			s.giveBack(taken, days[i:])
			return fmt.Errorf("count readings of %s: %w", day, err)
		}
	}
	return nil
}

func (s *Server) giveBack(taken map[string]map[story.StoryID]int, days []string) {
	s.visits.mu.Lock()
	defer s.visits.mu.Unlock()
	for _, day := range days {
		if s.visits.n[day] == nil {
			s.visits.n[day] = map[story.StoryID]int{}
		}
		for id, n := range taken[day] {
			s.visits.n[day][id] += n
		}
	}
}
