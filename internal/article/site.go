package article

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Site is the memory of one host: which blocks of text its pages repeat. The
// zero value remembers nothing. It is kept as JSON and bounded: about 100 KB.
type Site struct {
	pages  int
	last   uint64 // the page learned last
	blocks map[uint64]repeated
}

// repeated is a block that was seen.
type repeated struct {
	count int    // pages that had it
	last  uint64 // the last of them, so that a page read again does not count again
	seen  int    // when that was, in pages
}

const (
	maxSiteBlocks = 3000
	// A line that stands on three other pages of a host is the host's. Prose may
	// come back in later reports of one story, so it must stand on five and on a
	// third of all pages seen.
	repeatsLine   = 3
	repeatsProse  = 5
	repeatsShare  = 3
	proseUnits    = 25
	maxPageBlocks = 400 // blocks of one page that are remembered
)

// Learn adds a page's blocks to the memory. A page that is learned again changes
// nothing while it is the last one that had its blocks.
func (s *Site) Learn(p Page) {
	if len(p.Blocks) == 0 {
		return
	}
	if s.blocks == nil {
		s.blocks = make(map[uint64]repeated)
	}
	page := hashOf(string(p.Article.ID))
	if page != s.last {
		s.pages++
	}
	s.last = page
	for _, b := range p.Blocks[:min(len(p.Blocks), maxPageBlocks)] {
		r := s.blocks[b]
		if r.count == 0 || r.last != page {
			s.blocks[b] = repeated{r.count + 1, page, s.pages}
		}
	}
	s.forget()
}

// forget keeps the blocks that were seen most often and last.
func (s *Site) forget() {
	if len(s.blocks) <= maxSiteBlocks {
		return
	}
	keys := s.ordered()
	for _, k := range keys[maxSiteBlocks*3/4:] {
		delete(s.blocks, k)
	}
}

func (s *Site) ordered() []uint64 {
	keys := make([]uint64, 0, len(s.blocks))
	for k := range s.blocks {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b uint64) int {
		x, y := s.blocks[a], s.blocks[b]
		return cmp.Or(cmp.Compare(min(y.count, 10), min(x.count, 10)), cmp.Compare(y.seen, x.seen), cmp.Compare(a, b))
	})
	return keys
}

// repeats reports whether the host's pages repeat a block. A nil memory knows
// of none.
func (s *Site) repeats(b textBlock) bool {
	if s == nil {
		return false
	}
	r := s.blocks[runKey(b.words)]
	if b.units >= proseUnits && b.link < 0.3 {
		return r.count >= repeatsProse && r.count*repeatsShare >= s.pages
	}
	return r.count >= repeatsLine
}

// without returns paragraphs without those that the host's pages repeat.
func (s *Site) without(paragraphs []string) (out []string) {
	for _, p := range paragraphs {
		b := textBlock{text: p}
		if b.words, b.units = wordHashes(p); !s.repeats(b) {
			out = append(out, p)
		}
	}
	return out
}

// siteState is a Site as JSON: pages learned, the last of them, and for every block its
// fingerprint, count, last page and time.
type siteState struct {
	Pages  int         `json:"pages"`
	Last   uint64      `json:"last,omitempty"`
	Blocks [][4]uint64 `json:"blocks,omitempty"`
}

// MarshalJSON writes the memory in a fixed order.
func (s Site) MarshalJSON() ([]byte, error) {
	state := siteState{Pages: s.pages, Last: s.last}
	for _, k := range s.ordered() {
		r := s.blocks[k]
		state.Blocks = append(state.Blocks, [4]uint64{k, uint64(r.count), r.last, uint64(r.seen)})
	}
	return json.Marshal(state)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Site) UnmarshalJSON(data []byte) error {
	var state siteState
	if err := json.Unmarshal(data, &state); err != nil {
		return err
	}
	*s = Site{pages: max(0, state.Pages), last: state.Last, blocks: make(map[uint64]repeated)}
	for _, b := range state.Blocks[:min(len(state.Blocks), maxSiteBlocks)] {
		s.blocks[b[0]] = repeated{int(b[1] & 0xffffff), b[2], int(b[3] & 0xffffff)}
	}
	return nil
}

// fingerprints are what Site.Learn keeps of a page: its blocks of more than one
// word.
func fingerprints(found []textBlock) (out []uint64) {
	seen := make(map[uint64]bool)
	for _, b := range found {
		if key := runKey(b.words); len(b.words) > 1 && !seen[key] {
			seen[key] = true
			out = append(out, key)
		}
	}
	return out[:min(len(out), maxPageBlocks)]
}
