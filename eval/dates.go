package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	htmldate "github.com/markusmobius/go-htmldate"

	"kiku/internal/article"
)

// dateSets are the default sets of pages with a known publication time.
var dateSets = []string{"fundus-news", "ja-pages", "trafilatura-eval", "htmldate-eval"}

// maxYear bounds what the baseline may find.
var maxYear = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)

// Dates measures publication times of pages beside go-htmldate's extensive mode.
// dataDir is the folder of one set (it holds gold.jsonl) or the data root; then
// the default sets are measured, or the one named by set. "day" is the share of
// all dated pages whose day is right; p, r and f1 count as htmldate's own
// evaluation does: a wrong day is a false positive, none a false negative.
// "minute" is the share within 60 seconds among pages whose gold has a time; a
// gold without a zone is the clock that the page prints. The error wraps ErrNoSet
// when there is nothing to measure.
func Dates(dataDir, set string) ([]Figure, error) {
	dirs := pageDirs(dataDir, set)
	if set == "" && len(dirs) != 1 {
		dirs = nil
		for _, name := range dateSets {
			dirs = append(dirs, pageDirs(dataDir, name)...)
		}
	}
	var out []Figure
	for _, dir := range dirs {
		pages, err := loadDated(dir)
		if err != nil {
			return nil, fmt.Errorf("measure dates in %s: %w", dir, err)
		}
		out = append(out, dateFigures(filepath.Base(filepath.Clean(dir)), pages)...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("measure dates in %s: %w", dataDir, ErrNoSet)
	}
	return out, nil
}

// datedPage is one line of a set's gold.jsonl with a date.
type datedPage struct {
	ID, File, URL, Date, Datetime string
	html                          []byte
}

func loadDated(dir string) ([]datedPage, error) {
	text, err := os.ReadFile(filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, errors.Join(ErrNoSet, err)
	}
	var out []datedPage
	n := 0
	for line := range bytes.Lines(text) {
		n++
		var p datedPage
		if err := json.Unmarshal(line, &p); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if p.Date == "" {
			continue
		}
		if p.html, err = readPacked(filepath.Join(dir, filepath.FromSlash(p.File))); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, p)
	}
	return out, nil
}

func dateFigures(name string, pages []datedPage) []Figure {
	var ours, theirs dateScore
	for _, p := range pages {
		published, _, err := article.PageTimes(p.html, p.URL, article.Told{})
		if err != nil {
			published = time.Time{}
		}
		ours.add(p, published)
		theirs.add(p, htmldateOf(p))
	}
	return append(ours.figures(name+"."), theirs.figures(name+".htmldate_")...)
}

// htmldateOf is the baseline.
func htmldateOf(p datedPage) time.Time {
	found, err := htmldate.FromReader(bytes.NewReader(p.html), htmldate.Options{URL: p.URL, UseOriginalDate: true, ExtractTime: true, MaxDate: maxYear})
	if err != nil {
		return time.Time{}
	}
	return found.DateTime
}

// dateScore counts right, wrong and missing days, and right minutes.
type dateScore struct{ right, wrong, missing, timed, minute int }

func (s *dateScore) add(p datedPage, at time.Time) {
	switch {
	case at.IsZero():
		s.missing++
	case at.Format(time.DateOnly) == p.Date:
		s.right++
	default:
		s.wrong++
	}
	if gold, ok := goldTime(p.Datetime); ok {
		s.timed++
		if !strings.ContainsAny(p.Datetime[10:], "+-Z") {
			_, offset := at.Zone() // the label is what the page prints
			at = at.Add(time.Duration(offset) * time.Second)
		}
		if d := at.Sub(gold).Abs(); !at.IsZero() && d <= time.Minute {
			s.minute++
		}
	}
}

// goldTime reads a label's time. A label at midnight is taken for a day alone.
func goldTime(s string) (time.Time, bool) {
	at, err := time.Parse("2006-01-02 15:04:05Z07:00", strings.Replace(s, "T", " ", 1))
	if err != nil {
		at, err = time.Parse("2006-01-02 15:04:05", strings.Replace(s, "T", " ", 1))
	}
	return at, err == nil && !strings.Contains(s, "00:00:00")
}

func (s dateScore) figures(name string) []Figure {
	n := s.right + s.wrong + s.missing
	out := []Figure{
		{name + "day", share(s.right, n), n},
		{name + "p", share(s.right, s.right+s.wrong), n},
		{name + "r", share(s.right, s.right+s.missing), n},
		{name + "f1", share(2*s.right, 2*s.right+s.wrong+s.missing), n},
	}
	if s.timed > 0 {
		out = append(out, Figure{name + "minute", share(s.minute, s.timed), s.timed})
	}
	return out
}
