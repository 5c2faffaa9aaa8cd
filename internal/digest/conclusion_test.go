package digest

import (
	"strings"
	"testing"

	"kiku/internal/article"
)

// warehouse is a fire that three publishers tell: what happened, a denial of the
// accused and a day ahead stand far down, side matters before them.
var warehouse = []article.Article{
	{Publisher: "Harbour Post", Title: "Warehouse fire in Telmar kills two guards", Paragraphs: []string{
		"A fire in a warehouse in Telmar killed two guards on Sunday night, the fire brigade said. Telmar is known for its smoked herring. The warehouse was built in 1921. Thick smoke hung over the market until the morning. The cause of the fire is not yet known."}},
	{Publisher: "Vale Courier", Title: "Two guards die in Telmar warehouse fire", Paragraphs: []string{
		"Two guards died when a warehouse in Telmar burned down on Sunday night. Police accused the warehouse owner, Selm Storage, of having locked the emergency doors. Selm Storage denied that the emergency doors of the warehouse had been locked. A hearing on the fire will be held at the district court on May 20."}},
	{Publisher: "Northern Tern", Title: "Guards killed as fire destroys warehouse in Telmar", Paragraphs: []string{
		"A warehouse fire in Telmar killed two guards on Sunday night and destroyed goods worth 4 million crowns. Neighbours brought tea to the firefighters. The harbour railway ran again by noon."}},
}

func TestAConclusionTellsTheFactTheOtherSideAndWhatComes(t *testing.T) {
	d, err := Compose(reported("en", warehouse...))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Ending) < 2 || len(d.Ending) > concluded {
		t.Fatalf("%d lines", len(d.Ending))
	}
	if first := d.Ending[0].Text; !strings.Contains(first, "two guards") && !strings.Contains(first, "Two guards") {
		t.Errorf("the conclusion begins with %q", first)
	}
	all := ""
	for _, l := range d.Ending {
		all += l.Text + "\n"
	}
	if !strings.Contains(all, "Selm Storage denied") {
		t.Errorf("the accused is not heard in\n%s", all)
	}
	for _, aside := range []string{"herring", "1921", "tea", "railway"} {
		if strings.Contains(all, aside) {
			t.Errorf("a side matter in\n%s", all)
		}
	}
	said := ""
	for _, l := range d.Open {
		said += l.Text + "\n"
	}
	if !strings.Contains(said, "is not yet known") || !strings.Contains(said, "May 20") {
		t.Errorf("open is\n%s", said)
	}
}

func TestWhatIsOpenStandsInTheMainClause(t *testing.T) {
	for _, c := range []struct {
		words string
		want  bool
	}{
		{"The cause of the fire is not yet known.", true},
		{"The council has yet to name a day for the vote.", true},
		{"In Telmar, where the cause of a fire is not yet known, a bridge was opened.", false},
		{"The court sentenced a man who has yet to pay his fine.", false},
		{"Fourteen households remain under an evacuation order.", true},
	} {
		if got := mainClause(c.words, pending.FindAllStringIndex(c.words, -1), "en"); got != c.want {
			t.Errorf("%s: %v", c.words, got)
		}
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		words string
		want  bool
	}{
		{"Two states will summon the envoy.", true},
		{"The mayor said he would, as soon as he can, lower the fares.", true},
		{"The ferry will be late and will cost more.", false},
		{"The law that will bind the ports was printed.", false},
		{"The paper was told of his plans to sell.", false},
		{"The union plans to strike in June.", true},
	} {
		got := mainClause(c.words, willDo(c.words), "en") || mainClause(c.words, coming.FindAllStringIndex(c.words, -1), "en")
		if got != c.want {
			t.Errorf("%s: %v", c.words, got)
		}
	}
	for _, words := range []string{"The brigade saw no sign of a second fire.", "心配はないと州は説明した。"} {
		if !reassures.MatchString(words) {
			t.Errorf("%q is open", words)
		}
	}
	for _, words := range []string{"The talks were scheduled to begin on Monday.", "Ahead of the talks he plans to speak."} {
		if !wasSo.MatchString(words) {
			t.Errorf("%q still holds", words)
		}
	}
}

func TestInCommonTellsNamesFromMatters(t *testing.T) {
	_, a := readOne("en", "Taluva and Orbena sign a treaty on herring.")
	_, b := readOne("en", "Orbena and Taluva open a museum.")
	_, c := readOne("en", "Orbena wants a treaty.")
	if n, others := inCommon(a.sentence, b.sentence); n < 2 || others != 0 {
		t.Errorf("%d words, %d of no name", n, others)
	}
	if _, others := inCommon(a.sentence, c.sentence); others != 1 {
		t.Errorf("%d words of no name", others)
	}
}

func TestRunInHeadings(t *testing.T) {
	for words, want := range map[string]bool{
		"Harbour News  Three days later the bridge opened.": true,
		"The bridge  opened three days later.":              false,
		"(Video: the harbour) The bridge opened.":           true,
		"Not from our side, the mayor said.":                true,
	} {
		if gluedTitle(words) != want {
			t.Errorf("%q: %v", words, !want)
		}
	}
}
