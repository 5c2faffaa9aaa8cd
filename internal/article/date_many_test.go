package article_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// TestNoDateLiesAhead puts pieces of dates together in 50,000 ways, from a fixed
// seed: whatever is read of them, no report is newer than the moment it was first
// seen, older than 1972, or moved by a later visit.
func TestNoDateLiesAhead(t *testing.T) {
	t.Parallel()
	pieces := []string{
		"Mon, ", "mié., ", "пн, ", "2", "02", "31", "30", " ", "-", "/", ".", "Jan", " May ", "mars", "янв", "12", "13", "1969", "1970", "2006", "2025", "2026", "2064", "9999", "0000", "0001", "99",
		"T", "15:04", ":05", "24:00", "23:59:60", "25:61", "Z", " GMT", " EST", " JST", "+09:00", "-0700", "+25:00", "+99", " (UTC)", "年", "月", "日", "時", "分", "令和", "平成", "元", "午後", "昭和64",
		"1136214245", "000", "-1", "Sept ", ",", "now", "NaN", "\x00", "\xff", "Uhr", "um ", " pm", "é",
	}
	random := rand.New(rand.NewPCG(1, 2))
	seen := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	read := 0
	for range 50_000 {
		var b strings.Builder
		if random.IntN(2) == 0 { // something like a date in front
			for _, of := range [][]string{{"2006", "2025", "1970", "2064", "2027", "99"}, {"-", "/", ".", "年"}, {"01", "12", "13", "5"}, {"-", "/", ".", "月"}, {"2", "31", "日"}, {"", "日", "T", " "}} {
				b.WriteString(of[random.IntN(len(of))])
			}
		}
		for range random.IntN(6) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		at, err := article.ParseTime(b.String())
		if (err == nil) == at.IsZero() {
			t.Fatalf("ParseTime(%q) = %v, %v", b.String(), at, err)
		}
		if err == nil {
			read++
		}
		got := article.Settle(at, seen)
		if got.After(seen) || got.Year() < 1971 {
			t.Fatalf("Settle(ParseTime(%q)) = %v", b.String(), got)
		}
		if later := article.Settle(got, seen.Add(time.Hour)); !later.Equal(got) {
			t.Fatalf("a later visit moved %v to %v", got, later)
		}
	}
	if read < 200 {
		t.Errorf("only %d strings were dates: the test says little", read)
	}
}
