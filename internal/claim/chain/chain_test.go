package chain

import (
	"errors"
	"math"
	"testing"
)

// turns: label 1 opens, label 2 goes on from 1 or 2 only.
var turns = []State{
	{Label: 0, From: []int{0, 1, 2}, First: true, Last: true},
	{Label: 1, From: []int{0, 1, 2}, First: true, Last: true},
	{Label: 2, From: []int{1, 2}, Last: true},
}

// lessons: feature 5 opens, 6 goes on, anything else is out.
func lessons() []Lesson {
	var out []Lesson
	for n := range 60 {
		var l Lesson
		last := 0
		for i := range 6 {
			label, f := 0, uint32(100+(n*7+i*3)%5)
			switch {
			case (n+i)%4 == 0:
				label, f = 1, 5
			case last > 0 && (n+i)%4 == 1:
				label, f = 2, 6
			}
			l.Emit = append(l.Emit, []uint32{1, f})
			l.Step = append(l.Step, []uint32{2})
			l.Want = append(l.Want, label)
			last = label
		}
		out = append(out, l)
	}
	return out
}

func learned() *Model {
	return Learn(3, turns, lessons(), Course{Passes: 10, Rate: 0.2, Ridge: 1e-4, Least: 1, Most: 5, Means: 2})
}

func TestLearnFindsTheRule(t *testing.T) {
	m := learned()
	for n, l := range lessons() {
		got, sure := m.Best(l.Sequence)
		for i := range got {
			if got[i] != l.Want[i] {
				t.Fatalf("lesson %d: %v, want %v", n, got, l.Want)
			}
		}
		if sure < 0.3 || sure > 1+1e-9 {
			t.Errorf("lesson %d: probability %v", n, sure)
		}
	}
}

// TestBestIsTheBestOfAll tries every labelling that the states allow.
func TestBestIsTheBestOfAll(t *testing.T) {
	m := learned()
	q := lessons()[3].Sequence
	q.Emit, q.Step = q.Emit[:4], q.Step[:4]
	q.Only = []int{-1, -1, 1, -1}
	x := m.lattice(q)
	total, top := 0.0, 0.0
	var best []int
	for code := range 81 {
		labels := []int{code % 3, code / 3 % 3, code / 9 % 3, code / 27}
		if labels[0] == 2 || labels[2] != 1 {
			continue
		}
		v, ok := x.emit[labels[0]], true
		for i := 1; i < 4; i++ {
			ok = ok && !(labels[i] == 2 && labels[i-1] == 0)
			v += x.emit[i*3+labels[i]] + x.step[i*9+labels[i-1]*3+labels[i]]
		}
		if !ok {
			continue
		}
		p := math.Exp(v)
		total += p
		if p > top {
			top, best = p, labels
		}
	}
	got, sure := m.Best(q)
	for i := range best {
		if got[i] != best[i] {
			t.Fatalf("best %v, want %v", got, best)
		}
	}
	if math.Abs(sure-top/total) > 1e-9 {
		t.Errorf("probability %v, want %v", sure, top/total)
	}
}

func TestPackKeepsWhatMatters(t *testing.T) {
	m := learned()
	again, err := Unpack(3, turns, m.Pack())
	if err != nil {
		t.Fatal(err)
	}
	for n, l := range lessons() {
		got, _ := again.Best(l.Sequence)
		for i := range got {
			if got[i] != l.Want[i] {
				t.Fatalf("lesson %d: %v, want %v", n, got, l.Want)
			}
		}
	}
	if string(m.Pack()) != string(learned().Pack()) {
		t.Error("two runs learn differently")
	}
}

func TestUnpackRefusesOtherBytes(t *testing.T) {
	whole := learned().Pack()
	for name, b := range map[string][]byte{"none": nil, "cut": whole[:len(whole)/2], "text": []byte("not a model")} {
		if _, err := Unpack(3, turns, b); !errors.Is(err, ErrPacked) {
			t.Errorf("%s: %v, want ErrPacked", name, err)
		}
	}
}

func TestBestOfNothing(t *testing.T) {
	if got, sure := learned().Best(Sequence{}); len(got) != 0 || sure != 1 {
		t.Errorf("%v %v", got, sure)
	}
}

// TestSpansAreSumsOfAll compares the probability of each run with the sum over
// all labellings that have it.
func TestSpansAreSumsOfAll(t *testing.T) {
	m := learned()
	for n, l := range lessons()[:8] {
		size := len(l.Emit)
		want := map[[2]int]float64{}
		all := 0.0
		for code := range int(math.Pow(3, float64(size))) {
			labels := make([]int, size)
			for i, c := 0, code; i < size; i, c = i+1, c/3 {
				labels[i] = c % 3
			}
			p, ok := weightOf(m, l.Sequence, labels)
			if !ok {
				continue
			}
			all += p
			for i := range labels {
				if labels[i] != 1 {
					continue
				}
				end := i + 1
				for end < size && labels[end] == 2 {
					end++
				}
				want[[2]int{i, end}] += p
			}
		}
		for _, s := range m.Spans(l.Sequence, 1, 2, 1e-9) {
			if w := want[[2]int{s.From, s.To}] / all; math.Abs(w-s.Probability) > 1e-9 {
				t.Errorf("lesson %d: [%d, %d) has %v, want %v", n, s.From, s.To, s.Probability, w)
			}
			delete(want, [2]int{s.From, s.To})
		}
		for at, w := range want {
			if w/all > 1e-8 {
				t.Errorf("lesson %d: %v with %v is missing", n, at, w/all)
			}
		}
	}
}

// weightOf is e to the score of a labelling; false when the states forbid it.
func weightOf(m *Model, q Sequence, labels []int) (float64, bool) {
	x := m.lattice(q)
	v := 0.0
	for i, k := range labels {
		if k == 2 && (i == 0 || labels[i-1] == 0) {
			return 0, false
		}
		v += x.emit[i*m.Labels+k]
		if i > 0 {
			v += x.step[i*m.Labels*m.Labels+labels[i-1]*m.Labels+k]
		}
	}
	return math.Exp(v), true
}
