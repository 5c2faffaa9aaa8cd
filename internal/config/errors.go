package config

import (
	"errors"
	"fmt"
)

var (
	// ErrNoFile says that the configuration file that was named is not there.
	ErrNoFile = errors.New("no such configuration file")
	// ErrSyntax says that the file is not TOML.
	ErrSyntax = errors.New("not TOML")
	// ErrUnknown says that there is no setting of that name.
	ErrUnknown = errors.New("unknown setting")
	// ErrValue says that a setting cannot have that value.
	ErrValue = errors.New("bad value")
)

// Error is one thing wrong with the configuration. It wraps one of the errors
// above.
type Error struct {
	From string // "kiku.toml:3", "environment KIKU_LISTEN", "flag --listen"
	Key  string // the setting, "" when none is meant
	Err  error
	Hint string // what to do about it
}

// Error says where and what.
func (e *Error) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("%s: %v", e.From, e.Err)
	}
	return fmt.Sprintf("%s: %s: %v", e.From, e.Key, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// nearest returns the known name that is most like a name, "" when none is
// close: at most two letters wrong, and less than half of them.
func nearest(name string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := distance(name, k); d < least && d*2 < len(name) {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to change, add or drop between two names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		last := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last
			if a[i-1] != b[j-1] {
				change++
			}
			last = row[j]
			row[j] = min(change, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
