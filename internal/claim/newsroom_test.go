package claim_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kiku/internal/article"
	"kiku/internal/claim"
	"kiku/internal/language"
	"kiku/internal/sample"
)

// knownMisses are entries of the expectation that no sound rule finds. One
// that is found fails the test, so that it leaves this list.
var knownMisses = map[string]string{}

// newsroom is what the package finds in the sample newsroom, read once.
type newsroom struct {
	want       sample.Expectation
	articles   map[string]article.Article // by link, as last corrected
	link       map[article.ID]string
	quantities map[string][]claim.Quantity
	statements map[string][]claim.Statement
	offices    map[string][]claim.Office
	root       map[article.ID]article.ID
}

var read = sync.OnceValues(func() (*newsroom, error) {
	want, err := sample.Expected()
	if err != nil {
		return nil, err
	}
	n := &newsroom{want: want, articles: map[string]article.Article{}, link: map[article.ID]string{}, root: map[article.ID]article.ID{},
		quantities: map[string][]claim.Quantity{}, statements: map[string][]claim.Statement{}, offices: map[string][]claim.Office{}}
	lines := bufio.NewScanner(bytes.NewReader(sample.Reports()))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r struct {
			Title, Link, Text, Source, Lang string
			Published                       time.Time
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, err
		}
		id := article.IDOf(r.Link)
		n.link[id] = r.Link
		n.articles[r.Link] = article.Article{ID: id, URL: r.Link, Publisher: r.Source, Title: r.Title, Lang: r.Lang,
			Paragraphs: strings.Split(r.Text, "\n\n"), Published: r.Published}
	}
	reader := language.NewReader()
	for link, a := range n.articles {
		t := reader.Read(a.Lang, a.Title, a.Paragraphs, a.Published)
		n.quantities[link] = claim.Quantities(a, t)
		n.statements[link] = claim.Statements(a, t)
		n.offices[link] = claim.Offices(a, t)
		n.root[a.ID] = a.ID
	}
	for _, e := range want.Echoes {
		for _, c := range e.Copies {
			n.root[article.IDOf(c)] = article.IDOf(e.Original)
		}
	}
	return n, lines.Err()
})

func open(t *testing.T) *newsroom {
	t.Helper()
	n, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (n *newsroom) independent(a, b article.ID) bool { return n.root[a] != n.root[b] }

func (n *newsroom) event(id string) sample.Event {
	i := slices.IndexFunc(n.want.Events, func(e sample.Event) bool { return e.ID == id })
	return n.want.Events[i]
}

// disputes are those of one event.
func (n *newsroom) disputes(e sample.Event) []claim.Dispute {
	var qs []claim.Quantity
	var sts []claim.Statement
	for _, l := range e.Links {
		qs = append(qs, n.quantities[l]...)
		sts = append(sts, n.statements[l]...)
	}
	return claim.Disputes(qs, sts, n.independent)
}

// check fails for an entry that is not found, or that is found though it is a
// known miss.
func check(t *testing.T, name string, found bool) {
	t.Helper()
	why, known := knownMisses[name]
	switch {
	case !found && !known:
		t.Errorf("%s: not found", name)
	case found && known:
		t.Errorf("%s: found, though known as a miss (%s): take it off the list", name, why)
	}
}

func prints(value, want string) bool {
	return strings.Contains(strings.ToLower(value), strings.ToLower(want))
}

func TestNewsroomDisputesAreFoundAndNoOthers(t *testing.T) {
	t.Parallel()
	n := open(t)
	used := map[string]bool{}
	for _, w := range n.want.Disputes {
		found := false
		for _, d := range n.disputes(n.event(w.Event)) {
			if string(d.Kind) == w.Kind && n.link[d.A.Ref.Article] == w.A.Link && n.link[d.B.Ref.Article] == w.B.Link &&
				prints(d.A.Value, w.A.Value) && prints(d.B.Value, w.B.Value) {
				found, used[d.ID] = true, true
			}
		}
		check(t, fmt.Sprintf("dispute %s: %s / %s", w.About, w.A.Value, w.B.Value), found)
	}
	for _, e := range n.want.Events {
		for _, d := range n.disputes(e) {
			if !used[d.ID] {
				t.Errorf("%s: %s %q of %s against %q of %s is no dispute", e.ID, d.Kind, d.A.Value, d.A.Publisher, d.B.Value, d.B.Publisher)
			}
			if d.About == "" || d.A.Sentence == "" || d.B.Sentence == "" {
				t.Errorf("%s: dispute %q without its sentences", e.ID, d.About)
			}
		}
	}
}

func TestNewsroomPositionsStandInTheLedger(t *testing.T) {
	t.Parallel()
	n := open(t)
	var ledgers [][]claim.Position
	for _, s := range n.want.Stories {
		var sts []claim.Statement
		for _, id := range s.Events {
			for _, l := range n.event(id).Links {
				sts = append(sts, n.statements[l]...)
			}
		}
		ledgers = append(ledgers, claim.Ledger(sts))
	}
	for _, w := range n.want.Positions {
		found := false
		for _, ledger := range ledgers {
			for _, issue := range w.Issue {
				found = found || takes(ledger, w, issue)
			}
		}
		check(t, fmt.Sprintf("position %s on %s", w.Actor[0], w.Issue[0]), found)
		oneActor(t, ledgers, w.Actor)
	}
}

// takes reports whether a ledger has all steps of a position on one issue, on
// their days and in their order, and between them no step of another kind.
func takes(ledger []claim.Position, w sample.Position, issue string) bool {
	var got []claim.Position
	for _, p := range ledger {
		if slices.Contains(w.Actor, p.Actor) && p.Issue == issue {
			got = append(got, p)
		}
	}
	at := 0
	for _, p := range got {
		if at < len(w.Steps) && string(p.Stance) == w.Steps[at].Stance && p.Date.Format("2006-01-02") == w.Steps[at].Date {
			at++
		} else if at == 0 || string(p.Stance) != w.Steps[at-1].Stance {
			return false // a step that nobody took
		}
	}
	return at == len(w.Steps)
}

// oneActor fails when a person is two actors for being printed in two scripts.
func oneActor(t *testing.T, ledgers [][]claim.Position, names []string) {
	t.Helper()
	normals := map[string]bool{}
	for _, ledger := range ledgers {
		for _, p := range ledger {
			if slices.Contains(names, p.Actor) {
				normals[p.Normal] = true
			}
		}
	}
	if len(normals) != 1 {
		t.Errorf("%s is %d actors of the ledger", names[0], len(normals))
	}
}

func TestNewsroomLedgerDatesNoPastPosition(t *testing.T) {
	t.Parallel()
	n := open(t)
	for _, s := range n.want.Stories {
		var sts []claim.Statement
		for _, id := range s.Events {
			for _, l := range n.event(id).Links {
				sts = append(sts, n.statements[l]...)
			}
		}
		for _, p := range claim.Ledger(sts) {
			for _, past := range []string{"In April he had rejected", "Until then he had refused", "これまで漁獲枠の削減に反対していた", "4月の協議では乗船を全面的に拒否していた。"} {
				if p.Sentence == past || strings.HasPrefix(p.Sentence, past) {
					t.Errorf("%s holds on %s what was held before: %s", p.Actor, p.Date.Format("2006-01-02"), p.Sentence)
				}
			}
		}
	}
}

func TestNewsroomStaleRoleIsADispute(t *testing.T) {
	t.Parallel()
	n := open(t)
	var all []claim.Dispute
	for _, s := range n.want.Stories {
		var offices []claim.Office
		for _, id := range s.Events {
			for _, l := range n.event(id).Links {
				offices = append(offices, n.offices[l]...)
			}
		}
		all = append(all, claim.StaleRoles(offices, n.independent)...)
	}
	stale := map[string]bool{}
	for _, w := range n.want.Roles {
		for _, l := range w.Stale {
			stale[l] = true
			found := slices.ContainsFunc(all, func(d claim.Dispute) bool {
				return n.link[d.B.Ref.Article] == l && slices.Contains(w.Evidence, n.link[d.A.Ref.Article]) &&
					(slices.Contains(w.Actor, d.About) || slices.Contains(w.Role, d.About)) && slices.Contains(w.Role, d.B.Value)
			})
			check(t, "stale role "+w.Actor[0], found)
		}
	}
	for _, d := range all {
		if !stale[n.link[d.B.Ref.Article]] {
			t.Errorf("%q of %s is no stale role", d.B.Value, d.B.Publisher)
		}
	}
}

func TestNewsroomHearsayIsMarked(t *testing.T) {
	t.Parallel()
	n := open(t)
	for _, w := range n.want.Hearsay {
		found := slices.ContainsFunc(n.statements[w.Link], func(s claim.Statement) bool {
			return s.Hearsay && strings.Contains(s.Sentence, w.Mark)
		})
		check(t, "hearsay "+w.Mark, found)
		for _, s := range n.statements[w.Link] {
			if strings.Contains(s.Content, w.Mark) && !s.Hearsay {
				t.Errorf("%s: %q is told as known", w.Link, s.Content)
			}
		}
	}
}

func TestNewsroomInnerQuotationIsNotTheOuterSpeakers(t *testing.T) {
	t.Parallel()
	n := open(t)
	for _, w := range n.want.Nested {
		var outer []claim.Statement
		for _, s := range n.statements[w.Link] {
			if s.Direct && strings.Contains(s.Content, strings.TrimRight(w.Inner, ",")) && len(s.Content) > len(w.Inner)+4 {
				outer = append(outer, s)
			}
		}
		check(t, "nested "+w.Inner, len(outer) == 1 && outer[0].Speaker != "")
		for _, s := range n.statements[w.Link] {
			if strings.Trim(s.Content, "',.「」『』 ") == strings.Trim(w.Inner, ",.") && slices.ContainsFunc(outer, func(o claim.Statement) bool { return o.SpeakerNormal == s.SpeakerNormal }) {
				t.Errorf("%q is given to %s, who only passes it on", w.Inner, s.Speaker)
			}
		}
	}
}

func TestNewsroomWordsBelongToTheirSpeakers(t *testing.T) {
	t.Parallel()
	n := open(t)
	cases := []struct {
		content, speaker string
		named            bool
	}{
		{"The gap is wide, but nobody has left the table", "Ivo Sandor", true},
		{"A window has been opened", "Maren Toft", true},
		{"I have ordered more coffee", "Ivo Sandor", true},
		{"Count the fish in port", "Tomas Velin", true},
		{"I then had to cut the parts that came true", "Gil Tamber", true},
		{"his crew would be back next May with longer oars and shorter speeches", "Leif Darrow", true},
		{"寝台を空けるには客室を一つつぶさなければならない", "船主", false},
		{"『数えるのは片方だけではない』という首相の言葉がよかった", "人", false},
		{"お父さんが『海の本は海で読むのが一番だ』と言っていた", "女の子", false},
	}
	for _, c := range cases {
		said := false
		for _, sts := range n.statements {
			for _, s := range sts {
				if s.Content != c.content {
					continue
				}
				said = true
				if s.Speaker != c.speaker || s.Named != c.named {
					t.Errorf("%q is given to %q (named %v), want %q (named %v)", c.content, s.Speaker, s.Named, c.speaker, c.named)
				}
			}
		}
		if !said {
			t.Errorf("%q is nobody's", c.content)
		}
	}
}
