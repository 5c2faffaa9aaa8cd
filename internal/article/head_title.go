package article

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A title that a page states, and how much its word counts. JSON-LD names the
// headline and nothing else; the visible heading may be a section's, OpenGraph's
// title may be made for a network, the title element is for a browser's tab.
// The weights were tried on fundus-news and trafilatura-eval (see eval/history):
// with them .81 and .75 of the titles are the labelled ones to the letter.
type statedTitle struct {
	text   string
	weight float64
}

// seriesMarks part a title from the site's name, a section or an author.
var seriesMarks = []string{" | ", " - ", " – ", " — ", "｜", " · ", " • ", " » ", " * ", " : ", "ㅣ", "|", " :: ", " / ", "：", "_"}

// chooseTitle returns the title without the site's name: of all titles that a
// page states, the one that most of them agree on.
func chooseTitle(m meta, ld linked, told string, sites []string) string {
	var list []statedTitle
	add := func(text string, weight float64) {
		if text = cleanLine(stripTags(text)); text != "" {
			list = append(list, statedTitle{text, weight})
		}
	}
	add(ld.title, 3)
	for _, h := range m.h1[:min(3, len(m.h1))] {
		add(h, 1.1)
	}
	for _, h := range m.items["headline"] {
		add(h, 1)
	}
	add(m.get("og:title"), 1)
	add(m.get("twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline"), .4)
	add(told, .8)
	add(m.title, .4)
	for i := range list {
		list[i].text = withoutSite(list[i].text, sites, list)
	}
	return mostStated(dropNames(list, sites))
}

// mostStated is the title with the most weight behind it; equal ones keep their
// order. Titles count as one when their letters and digits are the same.
func mostStated(list []statedTitle) string {
	weight := map[string]float64{}
	for _, t := range list {
		weight[foldName(t.text)] += t.weight
	}
	best := ""
	for _, t := range list {
		if best == "" || weight[foldName(t.text)] > weight[foldName(best)] {
			best = t.text
		}
	}
	// One that was cut off is completed by one that goes on.
	if cut, ok := cutOff(best); ok {
		for _, t := range list {
			if _, short := cutOff(t.text); !short && len(t.text) > len(cut) && strings.HasPrefix(foldName(t.text), foldName(cut)) {
				return t.text
			}
		}
	}
	return best
}

func cutOff(title string) (rest string, ok bool) {
	for _, mark := range []string{"...", "…"} {
		if rest, ok := strings.CutSuffix(title, mark); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return title, false
}

// dropNames leaves out what names a site or a section and no report, as long as
// something is left.
func dropNames(list []statedTitle, sites []string) []statedTitle {
	var out []statedTitle
	for _, t := range list {
		if !isSite(t.text, sites) && (utf8.RuneCountInString(foldName(t.text)) >= 6 || t.weight >= 2) {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}

// withoutSite cuts the site's name, and what stands behind or before it, from
// a title's ends.
func withoutSite(title string, sites []string, all []statedTitle) string {
	for range 4 {
		shorter := cutSite(title, sites, all)
		if shorter == title {
			break
		}
		title = cutSection(title, shorter)
	}
	return title
}

// cutSection cuts a section's name off a title of which the site's name was cut
// off before, where the same mark parts them: "Title | Sport | Harbour Post".
func cutSection(title, shorter string) string {
	rest, ok := strings.CutPrefix(title, shorter)
	if !ok {
		return shorter
	}
	for _, mark := range seriesMarks {
		if !strings.HasPrefix(rest, mark) {
			continue
		}
		if i := strings.LastIndex(shorter, mark); i > 0 {
			head, tail := shorter[:i], strings.TrimSpace(shorter[i+len(mark):])
			if len(strings.Fields(tail)) <= 2 && utf8.RuneCountInString(tail) <= 16 && utf8.RuneCountInString(head) >= 12 {
				return strings.TrimSpace(head)
			}
		}
		break
	}
	return shorter
}

func cutSite(title string, sites []string, all []statedTitle) string {
	for _, mark := range seriesMarks {
		if i := strings.LastIndex(title, mark); i > 0 {
			head, tail := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(mark):])
			// A section behind the title is known by another title without it.
			if isSite(tail, sites) || isTitle(head, all) && isShort(tail) && mark != "：" {
				return first(head, title)
			}
		}
		if i := strings.Index(title, mark); i > 0 {
			head, tail := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(mark):])
			// In front of a colon a part of the site's name is a place or a topic.
			if isSite(head, sites) && (strings.TrimSpace(mark) != ":" && mark != "：" || isWhole(head, sites)) {
				return first(tail, title)
			}
		}
	}
	return title
}

// isShort reports whether words can be a section's or an author's name.
func isShort(s string) bool {
	return len(strings.Fields(s)) <= 4 && utf8.RuneCountInString(s) <= 30
}

// isTitle reports whether another source states exactly these words.
func isTitle(s string, all []statedTitle) bool {
	f := foldName(s)
	if utf8.RuneCountInString(f) < 12 && !startsWide(s) {
		return false
	}
	for _, t := range all {
		if foldName(t.text) == f {
			return true
		}
	}
	return false
}

// isSite reports whether words name the site: its name, its host, or one of
// them with a word or two more ("Harbour Post Online").
func isSite(s string, sites []string) bool {
	f := strings.TrimPrefix(foldName(s), "the")
	if f == "" {
		return false
	}
	for _, site := range sites {
		n := strings.TrimPrefix(foldName(site), "the")
		if n == "" {
			continue
		}
		if f == n || len(f) >= 3 && strings.HasPrefix(n, f) && len(n) < len(f)+24 && isShort(s) ||
			len(n) >= 3 && (strings.HasPrefix(f, n) || strings.HasSuffix(f, n)) && len(f) <= len(n)+12 && isShort(s) {
			return true
		}
	}
	return false
}

// isWhole reports whether words are a site's name to the letter.
func isWhole(s string, sites []string) bool {
	return slices.ContainsFunc(sites, func(site string) bool {
		return strings.TrimPrefix(foldName(site), "the") == strings.TrimPrefix(foldName(s), "the")
	})
}

// maxSiteName is the longest name of a site, in runes.
const maxSiteName = 60

// siteNames are the names that a page's site goes by.
func siteNames(m meta, ld linked, pageURL string) []string {
	host := hostOf(pageURL)
	names := []string{m.get("og:site_name"), m.get("application-name"), m.get("apple-mobile-web-app-title"), m.get("al:android:app_name"), m.get("publisher"), m.get("dc.publisher")}
	names = append(names, ld.sites...)
	names = append(names, host, PublisherOf(pageURL))
	if own := SiteOf(pageURL); own != "" {
		label, _, _ := strings.Cut(own, ".")
		names = append(names, own, label)
	}
	var out []string
	for _, n := range names {
		// Some pages name themselves where the site's name belongs.
		if n = cleanLine(stripTags(n)); n != "" && foldName(n) != foldName(ld.title) && utf8.RuneCountInString(n) <= maxSiteName {
			out = append(out, n)
			// "Harbour Post - News from the coast" is known as its first part, too.
			for _, mark := range []string{" - ", " – ", " | "} {
				if head, _, ok := strings.Cut(n, mark); ok {
					out = append(out, head)
				}
			}
		}
	}
	return out
}
