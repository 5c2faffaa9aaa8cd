package claim

import (
	"strings"
	"testing"
	"time"

	"kiku/internal/article"
)

// say is one expected statement, as a line "speaker | cue | content | stance".
func says(sts []Statement) []string {
	var out []string
	for _, s := range sts {
		line := s.Speaker + " | " + s.Cue + " | " + s.Content + " | " + string(s.Stance)
		if s.Direct {
			line += " | direct"
		}
		if s.Resolved {
			line += " | resolved"
		}
		if s.Hearsay {
			line += " | hearsay"
		}
		out = append(out, line)
	}
	return out
}

// read analyses one invented report.
func read(lang, title string, paragraphs ...string) (article.Article, []Statement) {
	a := article.Article{ID: "a1", Title: title, Publisher: "The Vell Courier", Lang: lang, Paragraphs: paragraphs,
		Published: time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)}
	return a, Statements(a, reader().Read(lang, title, paragraphs, a.Published))
}

func TestEnglishStatements(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"indirect with that", "President Anna Berg said that the port would reopen in May.",
			[]string{"Anna Berg | said | the port would reopen in May | other"}},
		{"inverted clause", "The harbour treaty is dead, Foreign Minister Tomas Vell told reporters on Monday.",
			[]string{"Tomas Vell | told | The harbour treaty is dead | other"}},
		{"direct, speaker after", "“We will never accept the blockade,” President Anna Berg said in Halden.",
			[]string{"Anna Berg | said | We will never accept the blockade | reject | direct"}},
		{"direct in two parts", `"The ships must leave," Ms. Berg said. "They have no right to be here."`,
			[]string{"Berg | said | The ships must leave | demand | direct", "Berg |  | They have no right to be here. | other | direct | resolved"}},
		{"verb before speaker", "The fishing quota is too low, said Maria Holm, a captain.",
			[]string{"Maria Holm | said | The fishing quota is too low | other"}},
		{"according to, first", "According to Maria Holm, the quota is too low for small boats.",
			[]string{"Maria Holm | According to | the quota is too low for small boats | other"}},
		{"according to, last", "The quota is too low for small boats, according to Maria Holm.",
			[]string{"Maria Holm | according to | The quota is too low for small boats | other"}},
		{"apposition", "Maria Holm, the head of the union, warned that boats could sink.",
			[]string{"Maria Holm | warned | boats could sink | warn"}},
		{"role without article", "“The nets are empty,” Maria Holm, policy director at Halden Fishers, told the Herald.",
			[]string{"Maria Holm | told | The nets are empty | other | direct"}},
		{"parenthesis", "Her crew, Maria Holm said, had lost everything.",
			[]string{"Maria Holm | said | Her crew, Maria Holm said, had lost everything | other"}},
		{"acts", "Norland rejected the ceasefire proposal on Tuesday.",
			[]string{"Norland | rejected | the ceasefire proposal on Tuesday | reject"}},
		{"two acts", "Foreign Minister Tomas Vell welcomed the truce and called for direct talks.",
			[]string{"Tomas Vell | welcomed | the truce | support", "Tomas Vell | called for | direct talks | demand"}},
		{"a condition", "Tomas Vell said the army would withdraw only if the blockade ended.",
			[]string{"Tomas Vell | said | the army would withdraw only if the blockade ended | condition"}},
		{"denied claims", "Tomas Vell rejected claims that the navy had fired first.",
			[]string{"Tomas Vell | rejected | claims that the navy had fired first | deny"}},
		{"nobody speaks", "The ferry left Halden at noon with 40 people on board.", nil},
		{"no statement by negation", "Tomas Vell did not say when the talks would begin.", nil},
		{"an infinitive", "The council wants to say more next week.", nil},
		{"declined to comment", "Tomas Vell declined to comment on the plan.", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, got := read("en", "", c.text)
			compareLines(t, says(got), c.want)
		})
	}
}

func compareLines(t *testing.T, got, want []string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestEnglishPronounAndRunningQuotation(t *testing.T) {
	_, got := read("en", "Vell on the harbour talks",
		"Foreign Minister Tomas Vell arrived in Halden on Monday. He said the harbour talks would go on.",
		"“We are ready to sign. The other side is not,” the foreign minister added.")
	compareLines(t, says(got), []string{
		"Tomas Vell | said | the harbour talks would go on | other | resolved",
		"Tomas Vell |  | We are ready to sign. | propose | direct | resolved",
		"Tomas Vell | added | The other side is not | other | direct | resolved",
	})
}

// TestEnglishHearsay: what nobody can be asked about is marked, what a body or
// a person says is not.
func TestEnglishHearsay(t *testing.T) {
	for text, want := range map[string]bool{
		"Two officials said the port would close on Friday.":                                               true,
		"A senior diplomat said on condition of anonymity that the port would close on Friday.":            true,
		"A manager of the yard, who asked not to be named, said the port would close on Friday.":           true,
		"People familiar with the talks said the port would close on Friday.":                              true,
		"Maria Holm reportedly said the port would close on Friday.":                                       true,
		"Police said the port would close on Friday.":                                                      false,
		"Maria Holm said the port would close on Friday.":                                                  false,
		"Maria Holm said her brother, who was not to be named captain, would leave the port on Friday.":    false,
		"The port authority said the quay would close on Friday, a day before the officials would return.": false,
	} {
		_, got := read("en", "", text)
		if len(got) == 0 {
			t.Errorf("no statement: %s", text)
		}
		for _, s := range got {
			if s.Hearsay != want {
				t.Errorf("hearsay %v, want %v: %s", s.Hearsay, want, text)
			}
		}
	}
}

func TestEnglishWordInsideAnotherSpeechIsHearsay(t *testing.T) {
	_, got := read("en", "", "Norland supports the blockade of the strait, Foreign Minister Tomas Vell said.")
	for _, s := range got {
		if s.Speaker == "Norland" && !s.Hearsay {
			t.Errorf("what Tomas Vell says of Norland is taken for Norland's own word: %+v", s)
		}
	}
	if len(got) == 0 {
		t.Fatal("no statement found")
	}
}

func TestStatementNamesItsIssue(t *testing.T) {
	_, got := read("en", "Berg and Vell differ over sanctions",
		"President Anna Berg called for new sanctions on Norland. The sanctions would hit its ports.",
		"Foreign Minister Tomas Vell said the truce must come first.")
	if len(got) != 2 || got[0].Issue != "sanctions" || got[1].Issue != "ceasefire" {
		t.Errorf("issues: %+v", got)
	}
}

func TestOtherLanguagesGiveNoStatements(t *testing.T) {
	if _, got := read("de", "", "Die Ministerin sagte, der Hafen bleibe zu."); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestEnglishNearestSubjectSpeaks(t *testing.T) {
	cases := []struct {
		name string
		text []string
		want string // speaker of the last statement
	}{
		{"the one the sentence opens with", []string{"Anna Vell, the minister, said the ferry would run. Iver Moss, the envoy who leads the talks, was calmer.", "“We have time,” he said."}, "Iver Moss"},
		{"behind a role", []string{"Iver Moss, the envoy, said he had time.", "For the first time the head of the guild, Anna Vell, sat in the hall. “We were heard,” she said."}, "Anna Vell"},
		{"of the same sentence", []string{"Iver Moss, the envoy, said he would travel.", "Norland's premier, Tomas Berg, said he would read the plan, but he opposed the quota."}, "Tomas Berg"},
		{"an unnamed one", []string{"Anna Vell, the minister, said she would come.", "A woman in the hall said the roof leaked. “It drips,” she added."}, "A woman in the hall"},
		{"not behind a dateline", []string{"HALDEN, Norland — Anna Vell of the Halden Sailors’ Guild said the ferry must run."}, "Anna Vell"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, got := read("en", "", c.text...)
			if len(got) == 0 || got[len(got)-1].Speaker != c.want {
				t.Errorf("got %v, want %s", says(got), c.want)
			}
			for _, s := range got {
				if strings.Contains(s.Content, "HALDEN") {
					t.Errorf("the dateline is taken for speech: %q", s.Content)
				}
			}
		})
	}
}

func TestPastPositionIsMarked(t *testing.T) {
	_, en := read("en", "", "Foreign Minister Tomas Vell had rejected the quota.")
	_, ja := read("ja", "", "山田首相はこれまで漁獲枠に反対していた。")
	for _, got := range [][]Statement{en, ja} {
		if len(got) != 1 || !got[0].Past {
			t.Errorf("got %+v, want one statement of the past", got)
		}
	}
}
