// Package ngram tells languages of one script apart by the pieces of their
// words: a table gives a piece of one to five characters, or a whole short word,
// one small number a language, and the numbers of a text add up.
//
// The table is a linear classifier (multinomial logistic regression) over
// hashed pieces, with a check beside every row so that a piece that was never
// learned says nothing instead of what another one says. Every script has rows
// of its own, as wide as it has languages. Nothing is unpacked: the embedded
// bytes are the table.
//
// It knows no words and no rules; package language decides which script a text
// is in and what a score means. It is learned by TrainLanguages of package eval.
package ngram

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// Bounds of a table.
const (
	Columns = 24 // the most languages of one script
	Longest = 5  // characters of the longest piece; a longer word counts as a whole too
)

// Unit is what one step of a stored score is worth in nats.
const Unit = 1.0 / 16

const magic = "kiku-ngram-2\n"

// Table is the learned classifier of one script. Its methods are safe for
// concurrent use.
type Table struct {
	langs  []string
	bits   int    // there are 1<<bits rows
	checks string // a uint16 a row, 0 for an empty row
	rows   string // an int8 a language and row
}

// Scores are what a text says for each language of a script, in steps of Unit.
type Scores [Columns]int32

// Parse reads tables by script as Format writes them, without copying them.
func Parse(data string) (map[string]*Table, error) {
	rest, ok := strings.CutPrefix(data, magic)
	if !ok {
		return nil, fmt.Errorf("parse n-gram table: no %q at its start", strings.TrimSpace(magic))
	}
	out := map[string]*Table{}
	for rest != "" {
		head, body, _ := strings.Cut(rest, "\n")
		f := strings.Fields(head) // script, bits, languages
		if len(f) < 4 || len(f) > Columns+2 {
			return nil, fmt.Errorf("parse n-gram table: header of %d fields", len(f))
		}
		bits, err := strconv.Atoi(f[1])
		if err != nil || bits < 4 || bits > 20 {
			return nil, fmt.Errorf("parse n-gram table: script %s: %q bits of rows", f[0], f[1])
		}
		t := &Table{langs: f[2:], bits: bits}
		n, wide := 1<<bits, len(t.langs)
		if len(body) < n*(2+wide) {
			return nil, fmt.Errorf("parse n-gram table: script %s: %d bytes of rows, want %d", f[0], len(body), n*(2+wide))
		}
		t.checks, t.rows, rest = body[:2*n], body[2*n:n*(2+wide)], body[n*(2+wide):]
		out[f[0]] = t
	}
	return out, nil
}

// Languages returns the languages of the script in the order of the columns.
func (t *Table) Languages() []string { return t.langs }

// Row is one learned piece; Scores beyond the script's languages are not kept.
type Row struct {
	Hash   uint64
	Scores [Columns]int8
}

// Script is what Format writes of one script: 1<<Bits rows, the most telling
// pieces first.
type Script struct {
	Name      string
	Bits      int
	Languages []string
	Rows      []Row
}

// Format writes the tables of scripts. A piece for which neither of its two
// buckets has room is left out; left is how many are.
func Format(scripts []Script) (data string, left int) {
	var b strings.Builder
	b.WriteString(magic)
	for _, s := range scripts {
		fmt.Fprintf(&b, "%s %d %s\n", s.Name, s.Bits, strings.Join(s.Languages, " "))
		wide := len(s.Languages)
		checks, table := make([]byte, 2<<s.Bits), make([]byte, wide<<s.Bits)
		used := make([]int, 1<<s.Bits/slots)
		for _, r := range s.Rows {
			two := places(r.Hash, s.Bits)
			at := two[0]
			if used[two[1]] < used[at] {
				at = two[1]
			}
			if used[at] == slots {
				left++
				continue
			}
			row := at*slots + used[at]
			used[at]++
			binary.LittleEndian.PutUint16(checks[2*row:], check(r.Hash))
			for i := range wide {
				table[row*wide+i] = byte(r.Scores[i])
			}
		}
		b.Write(checks)
		b.Write(table)
	}
	return b.String(), left
}

// A piece is in one of two buckets of four rows; with one bucket, or with single
// rows, a table this full would lose many.
const slots = 4

func places(h uint64, bits int) [2]int {
	mask := uint64(1)<<bits/slots - 1
	return [2]int{int(h & mask), int(h >> 20 & mask)}
}

// check tells pieces at one place apart; never 0.
func check(h uint64) uint16 { return uint16(h>>48) | 1 }

// Add adds what the pieces of one word say; the word is in lower case with
// straight apostrophes. It returns how many pieces were known, and of how many.
func (t *Table) Add(s *Scores, word []rune) (known, all int) {
	Pieces(word, func(h uint64) {
		all++
		if t.add(s, h) {
			known++
		}
	})
	return known, all
}

// AddRun adds what the single characters and the pairs of a run of Chinese
// characters say, and returns the same as Add.
func (t *Table) AddRun(s *Scores, run []rune) (known, all int) {
	Pairs(run, func(h uint64) {
		all++
		if t.add(s, h) {
			known++
		}
	})
	return known, all
}

func (t *Table) add(s *Scores, h uint64) bool {
	c, wide := check(h), len(t.langs)
	for _, at := range places(h, t.bits) {
		four := t.checks[2*slots*at:][:2*slots]
		for k := 0; k < 2*slots; k += 2 {
			if uint16(four[k])|uint16(four[k+1])<<8 != c {
				continue
			}
			for i, v := range []byte(t.rows[(at*slots+k/2)*wide:][:wide]) {
				s[i] += int32(int8(v))
			}
			return true
		}
	}
	return false
}

// The hash is FNV-1a over characters, finished so that all bits depend on all
// characters (the finisher of MurmurHash3).
const (
	seed  = 14695981039346656037
	prime = 1099511628211
	edge  = ' ' // before and after a word
)

func step(h uint64, c rune) uint64 { return (h ^ uint64(c)) * prime }

func finish(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}

// LongestWord is how many characters of a word are looked at.
const LongestWord = 40

// Pieces calls do with the hash of each piece of a word: runs of one to five
// characters, the edges of the word being characters too, and the whole word
// when it is longer than that.
func Pieces(word []rune, do func(hash uint64)) {
	var buf [LongestWord + 2]rune
	buf[0] = edge
	n := 1 + copy(buf[1:LongestWord+1], word)
	buf[n] = edge
	n++
	whole := uint64(seed)
	for i := range n {
		h := uint64(seed)
		for k := i; k < n && k < i+Longest; k++ {
			h = step(h, buf[k])
			if k > i || buf[k] != edge {
				do(finish(h))
			}
		}
		whole = step(whole, buf[i])
	}
	if n > Longest {
		do(finish(whole))
	}
}

// Pairs calls do with the hash of each character of a run and of each two
// neighbours.
func Pairs(run []rune, do func(hash uint64)) {
	for i, c := range run {
		do(finish(step(seed, c)))
		if i > 0 {
			do(finish(step(step(seed, run[i-1]), c)))
		}
	}
}
