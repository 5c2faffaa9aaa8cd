package eval

import (
	"sort"
	"strings"

	"kiku/internal/digest"
)

// frontPage is how many digests of a language stand on a front page: among them
// a reader meets the same remark again.
const frontPage = 60

// remarkFigures are how the hosts' remarks vary and what they react to. The
// digests are told one after the other, as the pipeline tells them, each knowing
// what the others say; the baseline tells each for itself.
func remarkFigures(s toldSet) []Figure {
	list := append([]telling(nil), s.tellings...)
	sort.SliceStable(list, func(i, j int) bool { return list[i].d.AsOf.Before(list[j].d.AsOf) })
	alone := map[string][][]string{}
	for i := range list {
		alone[list[i].d.Lang] = append(alone[list[i].d.Lang], formsOf(&list[i].d))
	}
	var spoken digest.Spoken
	pages := map[string][][]string{}
	all, special, talks := 0, 0, 0
	situations := map[string]int{}
	for _, t := range list {
		t.in.Spoken = spoken.Elsewhere
		d, err := digest.Compose(t.in)
		if err != nil {
			continue // it was composed before: never
		}
		spoken.Hear(&d)
		pages[d.Lang] = append(pages[d.Lang], formsOf(&d))
		d.Lines(func(l *digest.Line) {
			if l.Kind != digest.Remark {
				return
			}
			all++
			situation := t.in.Hosts.Situation(l.Host, d.Lang, l.Form)
			situations[situation]++
			special += count(!anywhere(situation))
		})
		for _, p := range d.Pages {
			for _, sec := range p.Sections {
				talks += count(!sec.Reply.IsZero())
			}
		}
	}
	if all == 0 {
		return nil
	}
	repeated, n := repeatedOn(pages)
	before, _ := repeatedOn(alone)
	forms := map[string]bool{}
	for lang, digests := range pages {
		for _, list := range digests {
			for _, form := range list {
				forms[lang+form] = true
			}
		}
	}
	return []Figure{
		{"remarks", float64(all), all},
		{"remark_forms", float64(len(forms)), all},
		{"remarks_once", 1 - repeated, n},
		{"baseline_remarks_once", 1 - before, n},
		{"remarks_special", float64(special) / float64(all), all},
		{"remark_situations", float64(len(situations)), all},
		{"remarks_per_situation", float64(all) / float64(len(situations)), all},
		{"remark_exchanges", float64(talks), len(list)},
	}
}

// anywhere reports whether a remark of a situation would fit any digest.
func anywhere(situation string) bool {
	switch strings.TrimSuffix(situation, "_light") {
	case "opening", "opening_grave", "lead", "after", "closing", "closing_sober", "closing_grave", "conclusion", "conclusion_grave":
		return true
	}
	return false
}

func formsOf(d *digest.Digest) []string {
	var out []string
	d.Lines(func(l *digest.Line) {
		if l.Kind == digest.Remark {
			out = append(out, l.Form)
		}
	})
	return out
}

// repeatedOn is the share of remarks that were made before on the same front
// page, over front pages of the digests in order, and the number of remarks.
func repeatedOn(byLang map[string][][]string) (share float64, n int) {
	again := 0
	for _, digests := range byLang {
		for len(digests) > 0 {
			size := min(frontPage, len(digests))
			seen := map[string]bool{}
			for _, forms := range digests[:size] {
				for _, form := range forms {
					n++
					again += count(seen[form])
					seen[form] = true
				}
			}
			digests = digests[size:]
		}
	}
	if n == 0 {
		return 0, 0
	}
	return float64(again) / float64(n), n
}
