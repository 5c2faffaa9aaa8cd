package pipeline

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"kiku/internal/site"
	"kiku/internal/site/theme"
)

// In puts a step into the words of a language ("ja" or "en").
func (s TrialStep) In(lang string) site.TrialStep { return s.in(theme.WordsOf(lang)) }

func (s TrialStep) in(w *theme.Words) site.TrialStep {
	out := site.TrialStep{State: s.State, Name: stepName(w, s.Name), Took: s.Took, Detail: s.Detail}
	if s.Say != "" {
		out.Text = w.T("try."+s.Say, spoken(w, s.With)...)
	}
	if s.Fault != FaultNone {
		what, do := s.Fault.In(w.Lang)
		if s.Name != "wait" { // its own words say more
			out.Text = strings.TrimSpace(out.Text + " " + what)
		}
		out.Do = do
	}
	return out
}

// stepName is the name of a step in words. The network may know steps that have
// none yet; they keep their own name.
func stepName(w *theme.Words, name string) string {
	if key := "try.step." + name; w.Has(key) {
		return w.T("try.step." + name)
	}
	return name
}

// spoken turns the values of a step into what is filled into its words: counts
// as numbers, sizes and ways of telling in words.
func spoken(w *theme.Words, with map[string]string) []any {
	var out []any
	for k, v := range with {
		switch n, err := strconv.Atoi(v); {
		case k == "bytes" && err == nil:
			out = append(out, k, size(n))
		case k == "when":
			if at, err := time.Parse(time.RFC3339, v); err == nil {
				// Minutes are printed: the next whole one is late enough.
				v = theme.Moment(w.Lang, at.Add(time.Minute-time.Second).Local())
			}
			out = append(out, k, v)
		case k == "how":
			out = append(out, k, w.T("try.how."+v))
		case k == "n" && err == nil:
			out = append(out, k, n)
		default:
			out = append(out, k, v)
		}
	}
	return out
}

// size is a number of bytes for people.
func size(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1e6:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// In says what happened and what the owner can do about it in a language.
func (f Fault) In(lang string) (what, do string) {
	if f == FaultNone {
		return "", ""
	}
	w := theme.WordsOf(lang)
	return w.T("fault." + string(f)), w.T("fault." + string(f) + ".do")
}

// In puts the outcome of a trial into the words of a language. Prefix and zone
// are those of the page that shows it.
func (t Trial) In(lang, prefix string, zone *time.Location) site.TrialView {
	w := theme.WordsOf(lang)
	v := site.TrialView{Prefix: prefix, Zone: zone, OK: t.OK, Verdict: t.verdict(w), More: t.Total - len(t.Items)}
	if t.OK && t.Feed != "" && t.Source == "" {
		v.Add = t.Feed
	}
	for _, it := range t.Items {
		here := it.Here
		if here == "" {
			here = "new"
		}
		v.Items = append(v.Items, site.TrialItem{URL: it.URL, Title: it.Title, Published: it.Published, Here: w.T("try.item." + here)})
	}
	for _, p := range t.Pages {
		v.Pages = append(v.Pages, p.in(w))
	}
	return v
}

func (t Trial) verdict(w *theme.Words) string {
	switch {
	case t.Fault == FaultSoon:
		return w.T("try.verdict.soon")
	case !t.OK:
		return w.T("try.verdict.failed")
	case t.Feed == "":
		return w.T("try.verdict.page")
	}
	return w.T("try.verdict.feed", "n", t.New)
}

func (p TrialPage) in(w *theme.Words) site.TrialPage {
	out := site.TrialPage{URL: p.URL, Title: p.Title, Author: p.Author, Begins: p.Begins, Published: p.Published}
	if p.Title == "" {
		out.Title = p.URL
	}
	out.Fault, out.Do = p.Fault.In(w.Lang)
	if p.Fault == FaultNone {
		out.Length = w.T("try.length", "n", p.Length, "parts", w.T("try.parts", "n", p.Parts))
	}
	for _, t := range p.Terms {
		out.Terms = append(out.Terms, w.T("terms."+t))
	}
	if p.Partial != "" {
		out.Terms = append(out.Terms, w.T("partial."+p.Partial))
	}
	return out
}
