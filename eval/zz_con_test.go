package eval

import (
	"fmt"
	"os"
	"sort"
	"testing"

	"kiku/internal/article"
	"kiku/internal/claim"
)

func TestZZCon(t *testing.T) {
	dir := "/work/shared/data"
	rows, _ := readTable(locate(dir).gold + "/" + setsLike(dir, "en/events-dev.tsv")[0] + ".tsv")
	reports, _ := reportsByID(dir)
	ev := map[string][]string{}
	for _, r := range rows {
		ev[r["event_id"]] = append(ev[r["event_id"]], r["id"])
	}
	var order []string
	for e := range ev {
		order = append(order, e)
	}
	sort.Strings(order)
	w, _ := os.Create("/tmp/con_dump.txt")
	defer w.Close()
	n := 0
	for _, e := range order {
		if len(ev[e]) < 2 {
			continue
		}
		var ps []claim.Passage
		var qs []claim.Quantity
		var sts []claim.Statement
		text := map[article.ID]string{}
		for _, id := range ev[e] {
			a, ok := reports[id]
			if !ok {
				continue
			}
			x := passagesOf(a)
			ps = append(ps, x...)
			text[a.ID] = a.Publisher
			for _, p := range x {
				qs = append(qs, p.Quantities...)
				sts = append(sts, p.Statements...)
			}
		}
		ind := func(a, b article.ID) bool { return a != b && text[a] != text[b] }
		old := claim.Disputes(qs, sts, ind)
		for _, d := range old {
			fmt.Fprintf(w, "OLD %s %s | %s | %s <> %s\n   A %s %s\n   B %s %s\n", e, d.Kind, d.About, d.A.Value, d.B.Value, d.A.Publisher, d.A.Sentence, d.B.Publisher, d.B.Sentence)
		}
		for _, d := range claim.Contrasts(ps, ind) {
			n++
			fmt.Fprintf(w, "NEW %s %s | %s | %s <> %s\n   A %s %s\n   B %s %s\n", e, d.Kind, d.About, d.A.Value, d.B.Value, d.A.Publisher, d.A.Sentence, d.B.Publisher, d.B.Sentence)
		}
	}
	fmt.Println("new", n)
}
