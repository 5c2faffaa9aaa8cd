package article

// Terms are what a publisher allows to be done with a report. The zero value
// allows what the law allows.
type Terms struct {
	NoIndex    bool   `json:"no_index,omitempty"`    // not to be found: not stored as an article
	NoSnippet  bool   `json:"no_snippet,omitempty"`  // none of its sentences may be printed
	NoArchive  bool   `json:"no_archive,omitempty"`  // no copy of its text may be kept
	Reserved   bool   `json:"reserved,omitempty"`    // rights to text and data mining are reserved
	MaxSnippet int    `json:"max_snippet,omitempty"` // runes of it that may be printed in one digest; 0 for no limit stated
	Policy     string `json:"policy,omitempty"`      // address of the publisher's mining policy
}

// IsZero reports whether no terms are stated.
func (t Terms) IsZero() bool { return t == Terms{} }
