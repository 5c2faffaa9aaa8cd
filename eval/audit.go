package eval

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"kiku/internal/digest/audit"
)

// labelledDefect is a defect of a page as a person labelled it.
type labelledDefect struct {
	id, page, quote string
	line            int
	major           bool
	checks          []audit.Check // that would catch it
}

// Audit measures how many labelled defects of digest pages an audit finds. Labels
// are files *defects*.tsv (page, line, quote, severity, check) in the gold
// folders; a page is a file whose name begins with its label, in a folder seeds
// or pages beside the labels or the data. A report meets a label on the same line
// of the same page, or by words of its quote; strict asks for a check that the
// label names. The error wraps ErrNoSet when there is nothing to measure.
func Audit(dataDir, set string) ([]Figure, error) {
	files := defectFiles(dataDir)
	var out []Figure
	for _, f := range files {
		name := filepath.Base(filepath.Dir(f)) + "/" + strings.TrimSuffix(filepath.Base(f), ".tsv")
		if set != "" && set != name {
			continue
		}
		figures, err := auditSet(f, name, dataDir)
		if err != nil {
			return nil, err
		}
		out = append(out, figures...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("audit: %w", ErrNoSet)
	}
	return out, nil
}

func defectFiles(dataDir string) []string {
	var out []string
	p := locate(dataDir)
	for _, pattern := range []string{filepath.Join(p.gold, "*", "*defects*.tsv"), filepath.Join(p.gold, "*defects*.tsv"), filepath.Join(dataDir, "*defects*.tsv")} {
		found, _ := filepath.Glob(pattern) // the pattern is well formed
		for _, f := range found {
			if abs, err := filepath.Abs(f); err == nil {
				f = abs // the patterns meet in one folder
			}
			if !slices.Contains(out, f) && (p.only == "" || filepath.Base(filepath.Dir(f)) == p.only || !strings.HasPrefix(f, p.gold)) {
				out = append(out, f)
			}
		}
	}
	sort.Strings(out)
	return out
}

// pageFile finds the file of a labelled page.
func pageFile(labels, dataDir, page string) (string, bool) {
	p := locate(dataDir)
	for _, dir := range []string{filepath.Dir(labels), filepath.Dir(filepath.Dir(labels)), p.data, filepath.Dir(p.data), filepath.Dir(p.gold), dataDir} {
		for _, sub := range []string{".", "seeds", "pages", "digests"} {
			for _, ending := range []string{"_*.txt", ".txt", "_*.html", ".html"} {
				if found, _ := filepath.Glob(filepath.Join(dir, sub, page+ending)); len(found) > 0 {
					return found[0], true
				}
			}
		}
	}
	return "", false
}

func auditSet(file, name, dataDir string) ([]Figure, error) {
	labels, pages, err := readDefects(file)
	if err != nil {
		return nil, err
	}
	var found []audit.Defect
	for _, page := range pages {
		path, ok := pageFile(file, dataDir, page)
		if !ok {
			return nil, fmt.Errorf("audit %s: page %s: %w", name, page, ErrNoSet)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("audit %s: %w", name, err)
		}
		p, err := audit.Read(page, data)
		if err != nil {
			return nil, fmt.Errorf("audit %s: %w", name, err)
		}
		found = append(found, audit.Audit(p, audit.Options{Lang: "en"})...)
	}
	verdicts, err := readVerdicts()
	if err != nil {
		return nil, err
	}
	return auditFigures(name, labels, found, verdicts), nil
}

// readDefects reads a file of labels; pages come in order of first mention.
func readDefects(file string) (labels []labelledDefect, pages []string, err error) {
	rows, err := readTable(file)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		line, err := strconv.Atoi(r["line"])
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: row %s: line: %w", file, r["id"], err)
		}
		d := labelledDefect{id: r["id"], page: r["page"], line: line, quote: r["quote"], major: r["severity"] == "major"}
		for _, c := range slices.Backward(audit.Checks) {
			if namesCheck(r["check"], string(c)) {
				d.checks = append(d.checks, c)
			}
		}
		labels = append(labels, d)
		if !slices.Contains(pages, d.page) {
			pages = append(pages, d.page)
		}
	}
	return labels, pages, nil
}

// namesCheck reports whether a label names a check: C1, not C10.
func namesCheck(s, check string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], check)
		if i < 0 {
			return false
		}
		end := from + i + len(check)
		if end == len(s) || s[end] < '0' || s[end] > '9' {
			return true
		}
		from = end
	}
}

// meets reports whether a report is about a labelled defect's words.
func (d labelledDefect) meets(f audit.Defect) bool {
	if d.page != f.Page {
		return false
	}
	quote, words := strings.TrimRight(d.quote, "。"), f.Quote
	return d.line == f.Line || len(words) > 20 && (strings.Contains(quote, words) || strings.Contains(words, quote))
}

func auditFigures(name string, labels []labelledDefect, found []audit.Defect, verdicts map[string]float64) []Figure {
	strict, loose, major, majors := 0, 0, 0, 0
	hit := map[audit.Check]int{}
	asked := map[audit.Check]int{}
	labelled := make([]bool, len(found))
	var missed []Figure
	for _, d := range labels {
		s, l := false, false
		by := map[audit.Check]bool{}
		for i, f := range found {
			if !d.meets(f) {
				continue
			}
			l = true
			if slices.Contains(d.checks, f.Check) {
				s, labelled[i], by[f.Check] = true, true, true
			}
		}
		for _, c := range d.checks {
			asked[c]++
			if by[c] {
				hit[c]++
			}
		}
		strict, loose = strict+count(s), loose+count(l)
		majors, major = majors+count(d.major), major+count(d.major && s)
		if !s {
			missed = append(missed, Figure{Name: name + ".missed." + d.id, Value: float64(count(l)), N: 1})
		}
	}
	n := len(labels)
	out := []Figure{
		{name + ".recall_strict", share(strict, n), n}, {name + ".recall_loose", share(loose, n), n},
		{name + ".recall_major", share(major, majors), majors}, {name + ".found", float64(strict), n},
	}
	for _, c := range audit.Checks {
		if asked[c] > 0 {
			out = append(out, Figure{name + "." + string(c) + ".recall", share(hit[c], asked[c]), asked[c]})
		}
	}
	right, judged := 0.0, 0
	unlabelled := 0
	var unread []Figure
	for i, f := range found {
		if labelled[i] {
			right, judged = right+1, judged+1
			continue
		}
		key := fmt.Sprintf("%s:%d:%s", f.Page, f.Line, f.Check)
		if v, ok := verdicts[key]; ok {
			right, judged = right+v, judged+1
		} else {
			unread = append(unread, Figure{name + ".unread." + key, 0, 1})
		}
		unlabelled++
	}
	out = append(out, Figure{name + ".reports", float64(len(found)), len(found)},
		Figure{name + ".labelled_share", share(len(found)-unlabelled, len(found)), len(found)})
	if judged > 0 {
		out = append(out, Figure{name + ".right_by_reading", right / float64(judged), judged})
	}
	return append(append(out, missed...), unread...)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// verdictsFile holds what a person's reading said of reports that no label has:
// page:line:check and 1 (right) or 0 (wrong).
const verdictsFile = "audit_verdicts.tsv"

func readVerdicts() (map[string]float64, error) {
	out := map[string]float64{}
	for l := range strings.Lines(auditVerdicts) {
		f := strings.Split(strings.TrimSpace(l), "\t")
		if len(f) < 2 || f[0] == "report" {
			continue
		}
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %q", verdictsFile, l), err)
		}
		out[f[0]] = v
	}
	return out, nil
}
