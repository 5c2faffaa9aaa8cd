//go:build ignore

// Command gen_kin writes headline.gen.bin, how usual words and characters are in
// Japanese headlines, and kin.gen.bin: which words of Japanese headlines stand
// together, as one short vector a word. It is learned without labels from a
// stream of headlines; headlines of one happening are first put together by
// the words they share, so that 死去 and 訃報, which stand in one headline
// seldom, meet. Vectors are the leading eigenvectors of the positive pointwise
// mutual information (Levy and Goldberg 2014).
//
// The days of the labelled headlines are left out, so that figures measured on
// them are those of days that the vectors have not seen.
//
//	go run gen_kin.go ../../../shared/data
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/story"
)

const (
	dimensions = 48
	fewest     = 4    // headlines that have a word, for it to have a vector
	alike      = 0.30 // cosine from which a headline is put to others
	near       = 48 * time.Hour
)

// the days of gold/ja/stories-dev
var (
	leftFrom = time.Date(2026, 7, 28, 0, 0, 0, 0, time.FixedZone("", 9*3600))
	leftTo   = leftFrom.Add(72 * time.Hour)
)

type headline struct {
	terms []uint32
	words []int
	at    time.Time
}

func main() {
	log.SetFlags(0)
	names, heads := read(os.Args[1])
	df := make([]int, len(names))
	for _, h := range heads {
		for _, w := range h.words {
			df[w]++
		}
	}
	groups := together(heads, df)
	id := make([]int, len(names)) // 1-based number of a kept word
	var kept []int
	for w, n := range df {
		if n >= fewest {
			kept = append(kept, w)
			id[w] = len(kept)
		}
	}
	log.Printf("%d headlines, %d groups, %d words kept", len(heads), len(groups), len(kept))
	vectors := embed(rows(heads, groups, id, len(kept)), len(kept))
	write(names, kept, vectors)
	writeCounts(heads, groups)
}

// writeCounts writes of how many in a thousand groups some headline has a term:
// its hash and the number, up to 255, sorted by hash.
func writeCounts(heads []headline, groups [][]int) {
	counts := map[uint32]int{}
	for _, g := range groups {
		seen := map[uint32]bool{}
		for _, i := range g {
			for _, t := range heads[i].terms {
				if !seen[t] {
					seen[t] = true
					counts[t]++
				}
			}
		}
	}
	var hashes []uint32
	for h := range counts {
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	var b bytes.Buffer
	for _, h := range hashes {
		if n := (1000*counts[h] + len(groups)/2) / len(groups); n > 0 {
			binary.Write(&b, binary.LittleEndian, h)
			b.WriteByte(byte(min(n, 255)))
		}
	}
	if err := os.WriteFile("headline.gen.bin", b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(b.Len()/5, "terms", b.Len(), "bytes")
}

func read(data string) (names []string, heads []headline) {
	files, err := filepath.Glob(filepath.Join(data, "ja-frontpage/*.gz"))
	if err != nil || len(files) == 0 {
		log.Fatalf("no headlines (%v)", err)
	}
	reader := language.NewReader()
	number, seen := map[string]int{}, map[string]bool{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			log.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			log.Fatal(err)
		}
		sc := bufio.NewScanner(z)
		sc.Buffer(nil, 16<<20)
		for sc.Scan() {
			var r struct {
				Title     string
				FirstSeen time.Time `json:"first_seen"`
			}
			if json.Unmarshal(sc.Bytes(), &r) != nil || seen[r.Title] {
				continue
			}
			if !r.FirstSeen.Before(leftFrom) && r.FirstSeen.Before(leftTo) {
				continue
			}
			seen[r.Title] = true
			a := article.Article{Title: r.Title, Published: r.FirstSeen, Lang: "ja"}
			f := story.Describe(a, reader.Read("ja", r.Title, nil, r.FirstSeen))
			h := headline{at: r.FirstSeen, terms: story.HeadlineTerms(f)}
			for _, w := range f.Title {
				if _, ok := number[w]; !ok {
					number[w] = len(names)
					names = append(names, w)
				}
				h.words = append(h.words, number[w])
			}
			heads = append(heads, h)
		}
	}
	sort.SliceStable(heads, func(i, j int) bool { return heads[i].at.Before(heads[j].at) })
	return names, heads
}

// together puts every headline to the group of its nearest earlier one.
func together(heads []headline, df []int) [][]int {
	idf := make([]float64, len(df))
	for w, n := range df {
		idf[w] = math.Log(float64(len(heads)) / float64(n))
	}
	norm := make([]float64, len(heads))
	lists := map[int][]int{}
	group := make([]int, len(heads))
	var groups [][]int
	for i, h := range heads {
		for _, w := range h.words {
			norm[i] += idf[w] * idf[w]
		}
		dots := map[int]float64{}
		for _, w := range h.words {
			l := lists[w]
			for k := len(l) - 1; k >= 0 && h.at.Sub(heads[l[k]].at) < near; k-- {
				dots[l[k]] += idf[w] * idf[w]
			}
			lists[w] = append(l, i)
		}
		best, top := -1, alike
		for j, d := range dots {
			c := d / math.Sqrt(norm[i]*norm[j])
			if c > top || c == top && j < best {
				best, top = j, c
			}
		}
		if best >= 0 {
			group[i] = group[best]
			groups[group[i]] = append(groups[group[i]], i)
		} else {
			group[i] = len(groups)
			groups = append(groups, []int{i})
		}
	}
	return groups
}

type cell struct {
	col   int
	value float64
}

// rows returns the positive pointwise mutual information of the kept words.
func rows(heads []headline, groups [][]int, id []int, n int) [][]cell {
	counts := make([]map[int]float64, n)
	for i := range counts {
		counts[i] = map[int]float64{}
	}
	for _, g := range groups {
		share := map[int]float64{}
		var ws []int
		for _, i := range g {
			for _, w := range heads[i].words {
				if k := id[w]; k > 0 {
					if share[k-1] == 0 {
						ws = append(ws, k-1)
					}
					share[k-1] += 1 / float64(len(g))
				}
			}
		}
		size := math.Sqrt(float64(len(g)))
		for _, a := range ws {
			for _, b := range ws {
				if a != b {
					counts[a][b] += size * share[a] * share[b]
				}
			}
		}
	}
	sum := make([]float64, n)
	all := 0.0
	out := make([][]cell, n)
	for a := range counts {
		for b, v := range counts[a] {
			out[a] = append(out[a], cell{b, v})
		}
		sort.Slice(out[a], func(i, j int) bool { return out[a][i].col < out[a][j].col })
		for _, c := range out[a] {
			sum[a] += c.value
		}
	}
	smooth := make([]float64, n)
	for a := range sum {
		smooth[a] = math.Pow(sum[a], 0.75)
		all += smooth[a]
	}
	for a := range out {
		kept := out[a][:0]
		for _, c := range out[a] {
			// the mean of both directions keeps the matrix symmetric
			p := math.Log(c.value*all/(sum[a]*smooth[c.col]))/2 + math.Log(c.value*all/(sum[c.col]*smooth[a]))/2
			if p > 0 {
				kept = append(kept, cell{c.col, p})
			}
		}
		out[a] = kept
	}
	return out
}

// embed returns the leading eigenvectors by subspace iteration, weighted with
// the square roots of their eigenvalues, one row a word, each of length 1.
func embed(m [][]cell, n int) [][]float64 {
	d := dimensions + 8
	q := make([][]float64, d)
	seed := uint32(1)
	for k := range q {
		q[k] = make([]float64, n)
		for i := range q[k] {
			seed = seed*1664525 + 1013904223
			q[k][i] = float64(seed>>8)/(1<<24) - 0.5
		}
	}
	value := make([]float64, d)
	for range 40 {
		for k := range q {
			q[k] = times(m, q[k])
		}
		for k := range q {
			for j := range k {
				p := inner(q[k], q[j])
				for i := range q[k] {
					q[k][i] -= p * q[j][i]
				}
			}
			value[k] = math.Sqrt(inner(q[k], q[k]))
			for i := range q[k] {
				q[k][i] /= value[k]
			}
		}
	}
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, dimensions)
		for k := range out[i] {
			out[i][k] = q[k][i] * math.Sqrt(value[k])
		}
	}
	return out
}

func times(m [][]cell, x []float64) []float64 {
	out := make([]float64, len(x))
	for i, r := range m {
		for _, c := range r {
			out[i] += c.value * x[c.col]
		}
	}
	return out
}

func inner(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// write writes one record a word: hash, then its vector in bytes of -127..127
// after scaling to length 127; sorted by hash.
func write(names []string, kept []int, vectors [][]float64) {
	type record struct {
		hash   uint32
		vector []int8
	}
	var rs []record
	for i, w := range kept {
		norm := math.Sqrt(inner(vectors[i], vectors[i]))
		if norm == 0 {
			continue
		}
		v := make([]int8, dimensions)
		for k, x := range vectors[i] {
			v[k] = int8(math.Round(127 * x / norm))
		}
		rs = append(rs, record{story.HashWord("ja", names[w]), v})
	}
	sort.Slice(rs, func(i, j int) bool { return rs[i].hash < rs[j].hash })
	var b bytes.Buffer
	for _, r := range rs {
		binary.Write(&b, binary.LittleEndian, r.hash)
		binary.Write(&b, binary.LittleEndian, r.vector)
	}
	if err := os.WriteFile("kin.gen.bin", b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(rs), "words", b.Len(), "bytes")
}
