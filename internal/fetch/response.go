package fetch

import (
	"errors"
	"time"
)

// Validators are what a server gave to ask it for changes only. They are kept
// exactly as received.
type Validators struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// Response is a good answer: status 200 (or 203), or 304 when NotModified; for Post any
// status from 200 to 299.
type Response struct {
	Status      int
	URL         string // where the answer came from, after redirects
	Moved       string // where all permanent redirects from the start lead, "" without any
	Hops        []Hop  // the redirects on the way, in order
	NotModified bool   // nothing new since the validators; Body is empty
	Body        []byte // unpacked
	ContentType string
	Validators  Validators
	MaxAge      time.Duration // how long the server wants the answer kept, 0 when it does not say
	// RetryAfter is how long a redirect on the way asks to wait before the next
	// visit; 0 when none does. Refusals carry theirs in *StatusError.
	RetryAfter time.Duration
	Robots     []string // X-Robots-Tag headers as received
	TDM        string   // tdm-reservation header as received
	TDMPolicy  string   // tdm-policy header as received
	Links      []string // Link headers as received
	Hub, Self  string   // absolute addresses of Link headers with rel=hub and rel=self
	Steps      []Step   // what was done, in order
	Took       time.Duration
}

// Hop is one redirect that was followed: the address that was asked and how it
// answered.
type Hop struct {
	URL    string `json:"url"`
	Status int    `json:"status"`
}

// Step is one thing that was done for an answer, for the test button. Names are
// "turn", "robots", "resolve", "connect", "tls", "answer", "again" (by HTTP/1.1)
// and "body".
type Step struct {
	Name   string        `json:"name"`
	Detail string        `json:"detail"` // in plain words, "" when there is nothing to say
	Took   time.Duration `json:"took"`
}

// StepError is an error with the steps that were done before it.
type StepError struct {
	Steps []Step
	Err   error
}

// Error is the cause's text.
func (e *StepError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *StepError) Unwrap() error { return e.Err }

// StepsOf returns the steps that an error of a Fetcher carries, nil when it
// carries none.
func StepsOf(err error) []Step {
	var e *StepError
	if errors.As(err, &e) {
		return e.Steps
	}
	return nil
}
