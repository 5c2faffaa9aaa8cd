package audit

import (
	"regexp"
	"strings"
	"time"
)

// stale is how much older than the page's newest card a card may be before the
// page must say that it is old.
const stale = 7 * 24 * time.Hour

// pastWords are how a heading says that it tells of before.
var pastWords = regexp.MustCompile(`(?i)経緯|これまで|過去|背景|振り返|歴史|発端|きっかけ|かつて|以前|\d年|\d月|background|so far|history|how it|earlier|began|timeline|looking back|\b(19|20)\d\d\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|\b\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`)

// order asks that old cards and what is told from them say that they are old (C9).
func (r *reading) order() {
	if r.newest.IsZero() {
		return
	}
	for _, c := range r.Cards {
		if c.Date.IsZero() || r.newest.Sub(c.Date) <= stale || c.DateLine < 0 {
			continue
		}
		if c.Section >= 0 && (r.Sections[c.Section].Dated || pastWords.MatchString(r.Lines[max(r.Sections[c.Section].Heading, 0)].Text)) {
			continue
		}
		r.report(Order, c.DateLine, r.Lines[c.DateLine].Text,
			say{"ページで最も新しいカード(%s)より%d日古い記事です", "the newest card is of %s; this one is %d days older"},
			r.newest.Format(time.DateOnly), int(r.newest.Sub(c.Date).Hours()/24))
	}
	r.undated()
}

// undated reports a bullet that only an old card backs and that
// does not say when.
func (r *reading) undated() {
	if len(r.Passages) > 0 {
		return
	}
	for _, s := range r.all {
		if r.part(s) != Bullet || saysWhen(s) {
			continue
		}
		best, at, fresh := 0.0, -1, 0.0
		for i, c := range r.Cards {
			share, _ := r.support(s, r.ofCard[i])
			if share > best {
				best, at = share, i
			}
			if !c.Date.IsZero() && r.newest.Sub(c.Date) <= stale || c.Date.IsZero() {
				fresh = max(fresh, share)
			}
		}
		if at < 0 || best < enoughHeld || fresh > best-0.15 {
			continue
		}
		if c := r.Cards[at]; !c.Date.IsZero() && r.newest.Sub(c.Date) > stale {
			r.report(Order, s.line, s.Text, say{"%sの記事の内容を、日付なしで要点にしています", "told from a report of %s without its date"}, c.Date.Format(time.DateOnly))
		}
	}
}

// saysWhen reports whether a sentence prints a month or a year; a weekday or a
// bare day says nothing of a matter that is weeks old.
func saysWhen(s *sentence) bool {
	for _, d := range s.Dates {
		f := folded(d.Surface)
		if dayPattern.MatchString(f) || strings.Contains(f, "年") || strings.Contains(f, "月") && strings.ContainsAny(f, "0123456789") || inYear.MatchString(f) {
			return true
		}
	}
	return false
}

var inYear = regexp.MustCompile(`(?i)\b(19|20)\d\d\b|\b(january|february|march|april|may|june|july|august|september|october|november|december)\b`)
