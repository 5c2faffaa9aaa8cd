package article

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/bits"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"
)

const (
	slots        = 128
	wordShingle  = 5
	runeShingle  = 4
	echoJaccard  = 0.5  // texts that share this part of all their shingles are one text
	echoContains = 0.7  // or: this part of the shorter stands in the longer
	echoShingles = 25   // shorter texts say too little to be called a copy
	maxShingles  = 4000 // enough for any report; bounds the time for a huge one
)

// Sketch is a MinHash of a text: it estimates how much of two texts is the same
// without holding either. The zero Sketch is like nothing.
type Sketch struct {
	Slots [slots]uint32
	Size  int // distinct shingles, at most maxShingles
}

// SketchOf sketches an article's text: four-character shingles for languages
// written without spaces between words, five-word shingles for others.
func SketchOf(a Article) Sketch {
	text := strings.Join(a.Paragraphs, " ")
	switch a.Lang {
	case "ja", "zh", "th":
		return SketchRunes(text)
	}
	return SketchWords(Words(text))
}

// Words cuts text into lower-case runs of letters and digits, for sketches only.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// SketchWords sketches a text given as words, by its runs of five words.
func SketchWords(words []string) Sketch {
	set := make(map[uint64]struct{}, min(len(words), maxShingles))
	for i := 0; i+wordShingle <= len(words) && len(set) < maxShingles; i++ {
		set[xxhash.Sum64String(strings.Join(words[i:i+wordShingle], " "))] = struct{}{}
	}
	return sketch(set)
}

// SketchRunes sketches a text by its runs of four letters or digits; spaces and
// punctuation do not count.
func SketchRunes(text string) Sketch {
	letters := make([]rune, 0, len(text)/3)
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters = append(letters, unicode.ToLower(r))
		}
	}
	set := make(map[uint64]struct{}, min(len(letters), maxShingles))
	for i := 0; i+runeShingle <= len(letters) && len(set) < maxShingles; i++ {
		set[xxhash.Sum64String(string(letters[i:i+runeShingle]))] = struct{}{}
	}
	return sketch(set)
}

func sketch(set map[uint64]struct{}) Sketch {
	s := Sketch{Size: len(set)}
	if s.Size == 0 {
		return s
	}
	for i := range s.Slots {
		s.Slots[i] = ^uint32(0)
	}
	for h := range set {
		// 128 hash functions from one: h1 + i*h2, mixed by a multiplication.
		a, b := h, bits.RotateLeft64(h*0x9E3779B97F4A7C15, 31)|1
		for i := range s.Slots {
			a += b
			if v := uint32((a * 0xD6E8FEB86659FD93) >> 32); v < s.Slots[i] {
				s.Slots[i] = v
			}
		}
	}
	return s
}

// Similarity estimates which part of all shingles of two texts both have
// (Jaccard), 0 to 1, with a standard error of about 0.04. An empty text is like
// nothing.
func Similarity(a, b Sketch) float64 {
	if a.Size == 0 || b.Size == 0 {
		return 0
	}
	same := 0
	for i := range a.Slots {
		if a.Slots[i] == b.Slots[i] {
			same++
		}
	}
	return float64(same) / slots
}

// Containment estimates which part of the shorter text stands in the longer, 0
// to 1: a shortened wire text has a low Similarity and a high Containment.
func Containment(a, b Sketch) float64 {
	j := Similarity(a, b)
	shorter := min(a.Size, b.Size)
	if shorter == 0 {
		return 0
	}
	both := j / (1 + j) * float64(a.Size+b.Size)
	return min(1, both/float64(shorter))
}

// MarshalText writes the sketch compactly, for storing.
func (s Sketch) MarshalText() ([]byte, error) {
	if s.Size == 0 {
		return nil, nil
	}
	raw := make([]byte, 4+4*slots)
	binary.LittleEndian.PutUint32(raw, uint32(s.Size))
	for i, v := range s.Slots {
		binary.LittleEndian.PutUint32(raw[4+4*i:], v)
	}
	return base64.RawStdEncoding.AppendEncode(nil, raw), nil
}

// UnmarshalText reads what MarshalText wrote.
func (s *Sketch) UnmarshalText(text []byte) error {
	*s = Sketch{}
	if len(text) == 0 {
		return nil
	}
	raw, err := base64.RawStdEncoding.AppendDecode(nil, text)
	if err != nil {
		return fmt.Errorf("sketch: %w", err)
	}
	if len(raw) != 4+4*slots {
		return fmt.Errorf("sketch: %d bytes, want %d", len(raw), 4+4*slots)
	}
	s.Size = int(binary.LittleEndian.Uint32(raw))
	for i := range s.Slots {
		s.Slots[i] = binary.LittleEndian.Uint32(raw[4+4*i:])
	}
	return nil
}
