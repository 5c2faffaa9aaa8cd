package article

import (
	"errors"
	"fmt"
)

// Terms are what a publisher allows to be done with a report. The zero value
// allows what the law allows. What Kiku does with each is in docs/operating.md.
type Terms struct {
	NoIndex    bool   `json:"no_index,omitempty"`    // not to be found elsewhere: not stored as an article
	NoSnippet  bool   `json:"no_snippet,omitempty"`  // none of its sentences may be printed
	NoArchive  bool   `json:"no_archive,omitempty"`  // no copy of its text may be kept
	Reserved   bool   `json:"reserved,omitempty"`    // rights to text and data mining are reserved
	MaxSnippet int    `json:"max_snippet,omitempty"` // runes of its sentences in one digest; 0 when none are stated
	Policy     string `json:"policy,omitempty"`      // address of the publisher's mining policy
}

// IsZero reports whether no terms are stated.
func (t Terms) IsZero() bool { return t == Terms{} }

// HeadlineOnly reports whether only title, address and time may be kept: the
// report counts as one, and its text is neither stored nor read.
func (t Terms) HeadlineOnly() bool { return t.NoArchive || t.Reserved }

// Quotable reports whether sentences of the report may be printed at all.
func (t Terms) Quotable() bool { return !t.NoIndex && !t.NoSnippet && !t.HeadlineOnly() }

// Merge returns the terms with those of another source added; where both say
// something, the stricter counts.
func (t Terms) Merge(other Terms) Terms {
	t.NoIndex = t.NoIndex || other.NoIndex
	t.NoSnippet = t.NoSnippet || other.NoSnippet
	t.NoArchive = t.NoArchive || other.NoArchive
	t.Reserved = t.Reserved || other.Reserved
	if other.MaxSnippet > 0 && (t.MaxSnippet == 0 || other.MaxSnippet < t.MaxSnippet) {
		t.MaxSnippet = other.MaxSnippet
	}
	if t.Policy == "" {
		t.Policy = other.Policy
	}
	return t
}

// Admit returns the article as its own terms allow it to be kept. The error wraps
// ErrNoIndex where it may not be kept at all.
func (a Article) Admit() (Article, error) {
	if a.Terms.NoIndex {
		return Article{}, fmt.Errorf("article %s: %w", a.URL, ErrNoIndex)
	}
	return a.Under(a.Terms), nil
}

// bound is an error of a page whose publisher stated terms.
type bound struct {
	error
	terms Terms
}

// Unwrap returns the error itself.
func (b bound) Unwrap() error { return b.error }

// Bound adds a page's terms to the error for which there is no article of it.
func Bound(err error, t Terms) error {
	if t.IsZero() {
		return err
	}
	return bound{err, t}
}

// TermsOf returns the terms of a page that no article could be made of. They hold
// for what its feed says of the report, too.
func TermsOf(err error) Terms {
	var b bound
	if errors.As(err, &b) {
		return b.terms
	}
	return Terms{}
}

// Under returns the article as its terms allow it to be kept: where only a
// headline may be, without its text and what describes it.
func (a Article) Under(t Terms) Article {
	a.Terms = a.Terms.Merge(t)
	if a.Terms.HeadlineOnly() {
		a.Paragraphs, a.Summary, a.Tags, a.Partial = nil, "", nil, ""
		a.Author, a.Picture = "", Picture{}
	}
	return a
}
