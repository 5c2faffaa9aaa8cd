package claim

import (
	"regexp"
	"strings"
	"time"

	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// scopeOf returns the time a figure holds for, as a short key: a day, or
// "total" for a sum over a longer time. Two figures with different scopes are
// never compared.
func scopeOf(s text.Sentence, f text.Span, published time.Time) string {
	rs := []rune(s.Text)
	from, to := max(0, f.Start-60), min(len(rs), f.End+110)
	if japanese(s.Text) {
		from, to = max(0, f.Start-14), min(len(rs), f.End+14)
	}
	near := strings.ToLower(string(rs[from:to]))
	ja := japanese(s.Text)
	if ja && aDayJa.MatchString(string(rs[:f.Start])) {
		return "daily" // no date: what a day brings
	}
	dates := s.Dates
	if ja && announcedJa.MatchString(s.Text) {
		dates = nil // the day is that of the announcement
	}
	for _, d := range dates { // what happened long before is another matter
		if d.Precision == text.Day && !sinceDay(rs, d.Span) && !published.IsZero() && !d.Time.IsZero() && published.Sub(d.Time) > 14*24*time.Hour {
			return "on " + d.Time.Format("2006-01-02")
		}
	}
	switch {
	case windowScope.MatchString(near):
		return "window " + windowScope.FindString(near)
	case midnightScope.MatchString(near):
		return "since midnight"
	case totalScope.MatchString(near):
		return "total"
	case firstScope.MatchString(near):
		return "first day"
	case dailyScope.MatchString(near):
		return "daily"
	}
	best, dist := "", 1000
	for _, d := range dates {
		if d.Precision != text.Day || sinceDay(rs, d.Span) || d.Span.Start < from || d.Span.End > to {
			continue
		}
		gap := max(d.Span.Start-f.End, f.Start-d.Span.End)
		if gap < dist {
			best, dist = d.Time.Format("2006-01-02"), gap
		}
	}
	return best
}

// sinceDay reports whether a date only says since when something else lasts:
// "which has been closed since Jan. 2".
func sinceDay(rs []rune, sp text.Span) bool {
	return strings.HasSuffix(strings.ToLower(strings.TrimRight(string(rs[max(0, sp.Start-8):sp.Start]), " ")), "since")
}

var (
	totalScope    = regexp.MustCompile(`\b(since (the|october|january|february|march|april|may|june|july|august|september|november|december|last|\d)|overall|altogether|in total|cumulative|so far this year|this year|last year|in 20\d\d|per year|a year|(over|in|during) the (past|last) \w+ (months|years|weeks)|annual(ly)?)\b|累計|通算|年間|今年度|今年に入って|合計`)
	windowScope   = pattern.MustCompile(`\b(in|over|within|during) (the )?(past |last )?(48|72|36|12|two|three|four|five|six|seven|ten|\d+) (hours|days|weeks|months)\b`)
	midnightScope = regexp.MustCompile(`\bsince (midnight|dawn)\b`)
	firstScope    = regexp.MustCompile(`\bfirst day\b|初日`)
	aDayJa        = regexp.MustCompile(`[1１一]日に(?:約|およそ|平均|平均で)?$`)
	announcedJa   = pattern.MustCompile(`(?:日|午前|午後|夜|朝|時)[^。]{0,30}(?:と発表した|を発表した|を公表した|と公表した|と発表している)`)
	dailyScope    = pattern.MustCompile(`\b(on an? (?:ordinary|average|normal|typical|usual) day|per day|a day|every day|daily|each day|past 24 hours|last 24 hours|24-hour)\b|1日当たり|一日当たり|毎日|過去24時間`)
)

// whoOf returns the normal form of the name that a figure belongs to: the
// place or body that stands nearest before it in its clause, or right behind
// "in", "over" or "across"; "" when none does.
func whoOf(s text.Sentence, f text.Figure) string {
	rs := []rune(s.Text)
	ja := japanese(s.Text)
	best, dist := "", 1000
	for _, n := range s.Names {
		if n.Type == text.Person || n.Type == text.UnknownName && ja && !japanese(n.Surface) || n.Span.Overlaps(f.Span) {
			continue
		}
		var gap int
		switch {
		case n.Span.End <= f.Span.Start:
			between := string(rs[n.Span.End:f.Span.Start])
			gap = f.Span.Start - n.Span.End
			if ja && (gap > 18 || strings.ContainsAny(between, "。")) || !ja {
				continue
			}
		default:
			gap = n.Span.Start - f.Span.End
			between := strings.TrimSpace(string(rs[f.Span.End:n.Span.Start]))
			if ja || gap > 60 || !inPlace.MatchString(strings.ToLower(between)) || strings.ContainsAny(between, ",;.") {
				continue
			}
		}
		if gap < dist {
			best, dist = n.Normal, gap
			if ja {
				best = wholeNameJa(rs, n)
			}
		}
	}
	return best
}

// wholeNameJa returns a name with the letters that stand around it without a
// break, since イオン港町 is not 港町; 港町地震 and 港町県 are.
func wholeNameJa(rs []rune, n text.Name) string {
	from, to := n.Span.Start, n.Span.End
	for from > 0 && topicRune(rs[from-1]) {
		from--
	}
	for to < len(rs) && topicRune(rs[to]) {
		to++
	}
	whole := string(rs[from:to])
	if !strings.HasPrefix(whole, "日本") && !strings.HasPrefix(whole, "日経") {
		whole = strings.TrimLeft(whole, "年月日回計")
	}
	whole = strings.TrimRight(whole, "約計")
	for _, suffix := range []string{"大地震", "地震", "震度", "県内", "市内", "府内", "都内", "県", "市", "方面", "全体", "北部", "南部"} {
		if cut := strings.TrimSuffix(whole, suffix); cut != whole && cut != "" {
			whole = cut
			break
		}
	}
	if whole == string(rs[n.Span.Start:n.Span.End]) || whole == strings.TrimRight(n.Surface, "県市") {
		return n.Normal
	}
	return whole
}

var inPlace = regexp.MustCompile(`\b(in|over|across|near|at|from|of)( the)?$`)
