package eval

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"kiku/internal/article"
	"kiku/internal/claim"
)

// Positions measures the ledger of a story (who holds what, since when, what
// changed) on gold/en/positions-*.tsv, or on one such set. The ledger is made
// of the reports that the labels name. A labelled row is found when a line of
// the ledger has its actor, its day and one of its sentences; a line is right
// when it does so for some row. Figures: row_p, row_r, row_f1; the same without
// the day (undated_*); where rows are lost: cited, the share of rows of which a
// line has a sentence, of these actor with the right actor, and of these date
// with the right day; issue, the share of rows found whose issue shares a word;
// change_p and change_r of the changes marked; baseline_*, the ledger of every
// statement with a named speaker. The error wraps ErrNoSet when there is no such
// set.
func Positions(dataDir, set string) ([]Figure, error) {
	var out []Figure
	found := false
	for _, name := range setsLike(dataDir, "en/positions-*.tsv") {
		if set != "" && set != name {
			continue
		}
		rows, err := readTable(filepath.Join(locate(dataDir).gold, name+".tsv"))
		if err != nil {
			return nil, fmt.Errorf("positions %s: %w", name, err)
		}
		sts, err := statementsOf(dataDir, rows)
		if err != nil {
			return nil, fmt.Errorf("positions %s: %w", name, err)
		}
		found = true
		out = append(out, ledgerFigures(name+".", rows, claim.Ledger(sts))...)
		out = append(out, ledgerFigures(name+".baseline_", rows, everyStatement(sts))...)
	}
	if !found {
		return nil, fmt.Errorf("positions: %w", ErrNoSet)
	}
	return out, nil
}

// statementsOf reads the statements of the reports that rows name.
func statementsOf(dataDir string, rows []map[string]string) ([]claim.Statement, error) {
	reports, err := reportsByID(dataDir)
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, r := range rows {
		for _, id := range strings.Split(r["article_ids"], ",") {
			ids[strings.TrimSpace(id)] = true
		}
	}
	order := make([]string, 0, len(ids))
	for id := range ids {
		order = append(order, id)
	}
	sort.Strings(order)
	var out []claim.Statement
	for _, id := range order {
		a, ok := reports[id]
		if !ok {
			continue // another part of the same texts
		}
		out = append(out, readStatements(a)...)
	}
	return out, nil
}

func readStatements(a article.Article) []claim.Statement {
	var out []claim.Statement
	for _, p := range passagesOf(a) {
		out = append(out, p.Statements...)
	}
	return out
}

// everyStatement is the baseline: each statement of a named speaker on the day
// of its report.
func everyStatement(sts []claim.Statement) []claim.Position {
	var out []claim.Position
	for _, s := range sts {
		if s.Named {
			out = append(out, claim.Position{Actor: s.Speaker, Normal: s.SpeakerNormal, Issue: s.Issue, Stance: s.Stance, Date: s.Time, Ref: s.Ref, Sentence: s.Sentence})
		}
	}
	return out
}

func ledgerFigures(prefix string, rows []map[string]string, ledger []claim.Position) []Figure {
	lineRight, lineUndated := make([]bool, len(ledger)), make([]bool, len(ledger))
	cited, found, undated, issue, changed, changeRight, changeFound, goldChanges := 0, 0, 0, 0, 0, 0, 0, 0
	rightChange := make([]bool, len(ledger))
	for _, r := range rows {
		dated, any, about, turn, printed := false, false, false, false, false
		for i, p := range ledger {
			printed = printed || citesOne(r["sentences"], p.Sentence)
			if !sameActor(p.Actor, r["actor"]) || !citesOne(r["sentences"], p.Sentence) {
				continue
			}
			any, lineUndated[i] = true, true
			turn = turn || p.Changed
			rightChange[i] = rightChange[i] || r["change"] == "yes"
			if p.Date.Format("2006-01-02") == r["date"] {
				dated, lineRight[i] = true, true
				about = about || shareWord(p.Issue, r["issue"])
			}
		}
		cited += one(printed)
		found, undated, issue = found+one(dated), undated+one(any), issue+one(about)
		if r["change"] == "yes" {
			goldChanges++
			changeFound += one(turn)
		}
	}
	for i, p := range ledger {
		if p.Changed {
			changed++
			changeRight += one(rightChange[i])
		}
	}
	out := countedHits{len(ledger), len(rows), trues(lineRight), found}.figures(prefix + "row_")
	out = append(out, countedHits{len(ledger), len(rows), trues(lineUndated), undated}.figures(prefix+"undated_")...)
	out = append(out, Figure{prefix + "cited", share(cited, len(rows)), len(rows)}, Figure{prefix + "actor", share(undated, cited), cited}, Figure{prefix + "date", share(found, undated), undated})
	return append(out, Figure{prefix + "issue", share(issue, found), found},
		Figure{prefix + "change_p", share(changeRight, changed), changed}, Figure{prefix + "change_r", share(changeFound, goldChanges), goldChanges})
}

func trues(bs []bool) int {
	n := 0
	for _, b := range bs {
		n += one(b)
	}
	return n
}

// sameActor compares a printed actor with a label "Country (Person)": the
// person's last name where there is one, else a word of the country.
func sameActor(printed, label string) bool {
	country, person, named := strings.Cut(strings.TrimSuffix(label, ")"), " (")
	want := country
	if named {
		want = person
	}
	return shareWord(printed, want) || strings.EqualFold(printed, want)
}

// citesOne reports whether a printed sentence is one of a row's, which stand
// behind their report's id with " || " between them.
func citesOne(cell, sentence string) bool {
	got := flat(sentence)
	for _, s := range strings.Split(cell, " || ") {
		if _, after, ok := strings.Cut(s, "] "); ok {
			s = after
		}
		if want := flat(s); strings.Contains(want, got) || strings.Contains(got, want) {
			return true
		}
	}
	return false
}
