package claim

import (
	"bufio"
	"compress/gzip"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
)

// shared returns a path in the shared data, which is not part of the
// repository. A missing set fails in CI and skips elsewhere.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("KIKU_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("shared data missing: %v", err)
		}
		t.Skipf("shared data missing: %v (set KIKU_SHARED)", err)
	}
	return path
}

// rows reads a tab-separated file with a header into maps.
func rows(t *testing.T, path string) []map[string]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(b), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	var out []map[string]string
	for _, l := range lines[1:] {
		cells := strings.Split(l, "\t")
		m := map[string]string{}
		for i, h := range head {
			if i < len(cells) {
				m[h] = cells[i]
			}
		}
		out = append(out, m)
	}
	return out
}

var reader = sync.OnceValue(language.NewReader)

// dumpster reads the day of English reports, by the gold set's short ID.
func dumpster(t *testing.T) map[string]article.Article {
	t.Helper()
	f, err := os.Open(shared(t, "data", "dumpster", "2025-05-21.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]article.Article{}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var r struct{ Lang, Source, Title, Link, Published, Text string }
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		sum := sha1.Sum([]byte(r.Link))
		id := hex.EncodeToString(sum[:])[:12]
		when, _ := time.Parse(time.RFC1123, r.Published)
		if when.IsZero() {
			when, _ = time.Parse(time.RFC1123Z, r.Published)
		}
		if when.IsZero() {
			when, _ = time.Parse(time.RFC3339, r.Published)
		}
		family, _, _ := strings.Cut(r.Source, "-")
		out[id] = article.Article{ID: article.ID(id), Title: r.Title, Publisher: family, Lang: r.Lang,
			Published: when, Paragraphs: []string{strings.Join(strings.Fields(r.Text), " ")}}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// plain compares texts: words and digits only, lower case.
func plain(s string) string {
	s = strings.ToLower(strings.NewReplacer("’", "'", "“", "", "”", "", "\"", "", "「", "", "」", "", "『", "", "』", "").Replace(s))
	return strings.Trim(strings.Join(strings.Fields(s), " "), " .,;:。、!")
}

// overlap returns the F1 of the units two texts share: words in English,
// characters in Japanese.
func overlap(a, b string) float64 {
	x, y := units(a), units(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	n := map[string]int{}
	for _, w := range x {
		n[w]++
	}
	same := 0
	for _, w := range y {
		if n[w] > 0 {
			n[w]--
			same++
		}
	}
	return 2 * float64(same) / float64(len(x)+len(y))
}

func units(s string) []string {
	s = plain(s)
	if japanese(s) {
		return strings.Split(strings.ReplaceAll(s, " ", ""), "")
	}
	return strings.Fields(s)
}

// score holds the counts of a comparison of statements.
type score struct {
	gold, said, hit                int
	speaker, exact, stance, direct int
	issue, issues                  int
	overlap                        float64
}

func (s score) f1() (p, r, f float64) {
	p, r = ratio(s.hit, s.said), ratio(s.hit, s.gold)
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (s score) report(t *testing.T, name string) {
	p, r, f := s.f1()
	t.Logf("%s: gold %d found %d | precision %.3f recall %.3f F1 %.3f | of the hits: speaker %.3f content exact %.3f content overlap %.3f stance %.3f issue %.3f (of %d)",
		name, s.gold, s.said, p, r, f, ratio(s.speaker, s.hit), ratio(s.exact, s.hit), s.overlap/float64(max(s.hit, 1)), ratio(s.stance, s.hit), ratio(s.issue, s.issues), s.issues)
}

func TestGoldEnglishStatements(t *testing.T) {
	gold := rows(t, shared(t, "gold", "en", "statements-dev.tsv"))
	articles := dumpster(t)
	byArticle := map[string][]map[string]string{}
	var order []string
	for _, g := range gold {
		if byArticle[g["id"]] == nil {
			order = append(order, g["id"])
		}
		byArticle[g["id"]] = append(byArticle[g["id"]], g)
	}
	var sc score
	for _, id := range order {
		a := articles[id]
		tx := reader().Read("en", a.Title, a.Paragraphs, a.Published)
		compareEnglish(t, &sc, byArticle[id], Statements(a, tx))
	}
	sc.report(t, "English statements")
	if _, _, f := sc.f1(); f < floorEnglishF1 {
		t.Errorf("F1 %.3f below the floor %.3f", f, floorEnglishF1)
	}
	if sp := ratio(sc.speaker, sc.hit); sp < floorEnglishSpeaker {
		t.Errorf("speaker %.3f below the floor %.3f", sp, floorEnglishSpeaker)
	}
}

// compareEnglish matches predictions to the gold rows of one article.
func compareEnglish(t *testing.T, sc *score, gold []map[string]string, sts []Statement) {
	sentences := map[string][]map[string]string{}
	var order []string
	for _, g := range gold {
		s := g["sentence"]
		if sentences[s] == nil {
			order = append(order, s)
		}
		sentences[s] = append(sentences[s], g)
	}
	for _, s := range order {
		var mine []Statement
		for _, st := range sts {
			if strings.Contains(plain(s), plain(st.Content)) {
				mine = append(mine, st)
			}
		}
		used := make([]bool, len(mine))
		for _, g := range sentences[s] {
			if g["stance"] == "none" {
				continue
			}
			sc.gold++
			best, at := 0.5, -1
			for i, st := range mine {
				if o := overlap(st.Content, g["content"]); o > best && !used[i] {
					best, at = o, i
				}
			}
			if at < 0 {
				verbose(t, "MISS %s | %s | %s || %s", g["speaker_surface"], g["cue"], g["content"], s)
				continue
			}
			used[at] = true
			st := mine[at]
			sc.hit++
			sc.overlap += best
			if plain(st.Content) == plain(g["content"]) {
				sc.exact++
			} else {
				verbose(t, "SPAN got %q want %q", st.Content, g["content"])
			}
			if sameSpeaker(st, g["speaker_canonical"], g["speaker_surface"]) {
				sc.speaker++
			} else {
				verbose(t, "SPEAKER got %q (%s) want %q %q || %s", st.Speaker, st.SpeakerNormal, g["speaker_canonical"], g["speaker_surface"], s)
			}
			if string(st.Stance) == g["stance"] {
				sc.stance++
			} else {
				verbose(t, "STANCE got %s want %s [%s] %s", st.Stance, g["stance"], st.Cue, st.Content)
			}
			if g["issue"] != "" {
				sc.issues++
				if shareWord(st.Issue, g["issue"]) {
					sc.issue++
				} else {
					verbose(t, "ISSUE got %q want %q | %s", st.Issue, g["issue"], st.Content)
				}
			}
		}
		for i, st := range mine {
			sc.said++
			if !used[i] {
				verbose(t, "EXTRA %s | %s | %s || %s", st.Speaker, st.Cue, st.Content, s)
			}
		}
	}
}

// verbose prints the single cases when KIKU_GOLD is set.
func verbose(t *testing.T, format string, args ...any) {
	if os.Getenv("KIKU_GOLD") != "" {
		t.Logf(format, args...)
	}
}

// sameSpeaker compares by the last word of a name, or by shared words where
// the speaker is no name.
func sameSpeaker(st Statement, canonical, surface string) bool {
	got := strings.ToLower(st.Speaker + " " + st.SpeakerNormal)
	for _, want := range strings.Split(canonical+";"+surface, ";") {
		want = strings.ToLower(strings.TrimSpace(want))
		if want == "" || got == " " {
			continue
		}
		if japanese(want) {
			if strings.Contains(want, plainNameJa(st.Speaker)) || strings.Contains(st.Speaker, want) || overlap(want, st.Speaker) > 0.6 {
				return true
			}
			continue
		}
		words := strings.Fields(want)
		last := words[len(words)-1]
		for _, w := range strings.FieldsFunc(got, func(r rune) bool { return r == ' ' || r == '.' || r == ',' }) {
			if w == last || len(last) > 3 && len(w) > 3 && w[:4] == last[:4] {
				return true
			}
		}
		if strings.Contains(got, want) {
			return true
		}
	}
	return false
}

func shareWord(a, b string) bool {
	if japanese(b) {
		for i, rs := 0, []rune(a); i+1 < len(rs); i++ {
			if strings.Contains(b, string(rs[i:i+2])) {
				return true
			}
		}
		return false
	}
	for _, x := range strings.Fields(strings.ToLower(a)) {
		for _, y := range strings.Fields(strings.ToLower(b)) {
			if len(x) > 3 && len(y) > 3 && x[:4] == y[:4] {
				return true
			}
		}
	}
	return false
}

func TestGoldJapaneseStatements(t *testing.T) {
	gold := rows(t, shared(t, "gold", "ja-text", "statements-dev.tsv"))
	var sc score
	bySid := map[string][]map[string]string{}
	var order []string
	for _, g := range gold {
		if bySid[g["sid"]] == nil {
			order = append(order, g["sid"])
		}
		bySid[g["sid"]] = append(bySid[g["sid"]], g)
	}
	for _, sid := range order {
		compareJapanese(t, &sc, bySid[sid])
	}
	sc.report(t, "Japanese statements")
	t.Logf("Japanese directness of the hits: %.3f", ratio(sc.direct, sc.hit))
	if _, _, f := sc.f1(); f < floorJapaneseF1 {
		t.Errorf("F1 %.3f below the floor %.3f", f, floorJapaneseF1)
	}
	if sp := ratio(sc.speaker, sc.hit); sp < floorJapaneseSpeaker {
		t.Errorf("speaker %.3f below the floor %.3f", sp, floorJapaneseSpeaker)
	}
}

func compareJapanese(t *testing.T, sc *score, gold []map[string]string) {
	sentence := gold[0]["sentence"]
	a := article.Article{ID: "x", Lang: "ja", Paragraphs: []string{gold[0]["context"], sentence}}
	if gold[0]["context"] == "" {
		a.Paragraphs = a.Paragraphs[1:]
	}
	tx := reader().Read("ja", "", a.Paragraphs, time.Time{})
	var mine []Statement
	for _, st := range Statements(a, tx) {
		if st.Ref.Paragraph == len(a.Paragraphs)-1 {
			mine = append(mine, st)
		}
	}
	used := make([]bool, len(mine))
	for _, g := range gold {
		if g["kind"] == "none" {
			continue
		}
		sc.gold++
		best, at := 0.5, -1
		for i, st := range mine {
			o := overlap(st.Content, g["content"])
			if o > 0.5 && sameSpeaker(st, g["speaker_canonical"], g["speaker"]) {
				o += 0.05
			}
			if o > best && !used[i] {
				best, at = o, i
			}
		}
		if at < 0 {
			verbose(t, "MISS %s %s | %s | %s || %s", g["kind"], g["speaker"], g["cue"], g["content"], sentence)
			continue
		}
		used[at] = true
		st := mine[at]
		sc.hit++
		sc.overlap += min(best, 1)
		if plain(st.Content) == plain(g["content"]) {
			sc.exact++
		} else {
			verbose(t, "SPAN got %q want %q", st.Content, g["content"])
		}
		if sameSpeaker(st, g["speaker_canonical"], g["speaker"]) || g["kind"] == "hearsay" && st.Hearsay {
			sc.speaker++
		} else {
			verbose(t, "SPEAKER got %q want %q %q || %s", st.Speaker, g["speaker_canonical"], g["speaker"], sentence)
		}
		if string(st.Stance) == g["stance"] || g["stance"] == "hope" && st.Stance == OtherSay {
			sc.stance++
		} else {
			verbose(t, "STANCE got %s want %s [%s] %s", st.Stance, g["stance"], st.Cue, st.Content)
		}
		if st.Direct == (g["directness"] == "direct") {
			sc.direct++
		}
		if g["issue"] != "" {
			sc.issues++
			if shareWord(st.Issue, g["issue"]) {
				sc.issue++
			}
		}
	}
	for i, st := range mine {
		sc.said++
		if !used[i] {
			verbose(t, "EXTRA %s | %s | %s || %s", st.Speaker, st.Cue, st.Content, sentence)
		}
	}
}

// Floors a little under what the rules reach on the development sets
// (2026-11-22: F1 .94 and .79, speaker .99 and .86).
const (
	floorEnglishF1       = 0.92
	floorEnglishSpeaker  = 0.96
	floorJapaneseF1      = 0.76
	floorJapaneseSpeaker = 0.83
)
