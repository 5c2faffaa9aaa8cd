package theme

import "time"

// Waiting is what is known before the first report: who is followed, and when
// the first fetch is due.
type Waiting struct {
	Names []string // of the sources
	// Due is when the first of them is asked; zero for at once.
	Due time.Time
	// Why nothing is due, or what came already.
	Offline bool // fetching is switched off
	Paused  bool // all of them are
	Asked   bool // some were asked, and brought nothing
	Reading bool // items were announced; their pages are being fetched
}

// waitingShown is how many names the front page prints.
const waitingShown = 12

// due says when the first reports can come.
func (v Waiting) due(s *Shell) string {
	when := Moment(s.Lang, v.Due)
	switch {
	case v.Offline:
		return s.T("wait.offline")
	case v.Paused:
		return s.T("wait.paused")
	case v.Reading:
		return s.T("wait.reading")
	case v.Asked && v.Due.IsZero():
		return s.T("wait.again.soon")
	case v.Asked:
		return s.T("wait.again", "when", when)
	case v.Due.IsZero():
		return s.T("wait.soon")
	}
	return s.T("wait.at", "when", when)
}
