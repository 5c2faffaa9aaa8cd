package eval

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// writeTable writes a labelled table into dir/gold/folder.
func writeTable(t *testing.T, dir, folder, file, table string) {
	t.Helper()
	dir = filepath.Join(dir, "gold", folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, file), []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, got []Figure, name string, value float64, n int) {
	t.Helper()
	if f := figure(t, got, name); math.Abs(f.Value-value) > 1e-9 || f.N != n {
		t.Errorf("%s: got %v of %d, want %v of %d", name, f.Value, f.N, value, n)
	}
}

const inventedNames = "sid\tsentence\tdoc\ttype\tsurface\tstart\tcanonical\tlatin\ttitle\tnested\n" +
	"1\tベリン首相は米国を訪れた。\td\tperson\tベリン首相\t0\tベリン\tVelin\t首相\tno\n" +
	"1\tベリン首相は米国を訪れた。\td\tplace\t米国\t6\tアメリカ\tUnited States\t\tno\n" +
	"2\t高木花子さんが話した。\td\tperson\t高木花子\t0\t高木花子\t\t\tno\n" + // the label's span ends too early
	"3\tロシア外相が話した。\td\tperson\tロシア外相\t0\t\t\t\tno\n" +
	"4\tトマス・カルベが話した。\td\tperson\tトマス・カルベ\t0\tトマス・カルベ\tTomas Carbe\t\tno\n"

func TestNamesAreCounted(t *testing.T) {
	dir := t.TempDir()
	writeTable(t, dir, "ja-text", "names-other.tsv", inventedNames)
	got, err := Names(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	const set = "ja-text/names-other."
	want(t, got, set+"r", 0.75, 4)
	want(t, got, set+"overlap_r", 1, 4)
	want(t, got, set+"normal", 1, 3)
	want(t, got, set+"title", 1, 2)
	want(t, got, set+"place_f1", 2.0/3, 1) // a country inside an office without a name is found too
	want(t, got, set+"pair_first", 1, 3)
	want(t, got, set+"pair_sound_f1", 1, 2)
	if _, err := Names(t.TempDir(), ""); !errors.Is(err, ErrNoSet) {
		t.Errorf("no set: %v", err)
	}
}

const inventedSpeakers = "id\tsent_index\tsentence\tspeaker_surface\tspeaker_canonical\n" +
	"1\t0\tFrench Finance Minister Anna Velin said on Monday that the port was closed.\tFrench Finance Minister Anna Velin\tAnna Velin\n" +
	"1\t1\tThe minister said no.\tThe minister\tAnna Velin\n"

func TestEnglishSpeakersAreCounted(t *testing.T) {
	dir := t.TempDir()
	writeTable(t, dir, "en", "statements-other.tsv", inventedSpeakers)
	got, err := Names(filepath.Join(dir, "gold", "en"), "en/statements-other")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"r", "span", "title", "normal"} {
		want(t, got, "en/statements-other.people_"+name, 1, 1)
	}
}

const inventedNumbers = "sid\tsentence\tdoc\tdoc_date\ttype\tsurface\tstart\tvalue\tunit\tmeasures\tiso\n" +
	"1\t18日、約300人が逃げた。\td\t2026-08-20\tnumber\t約300人\t4\t~300\t人\t逃げた人\t\n" +
	"1\t18日、約300人が逃げた。\td\t2026-08-20\tdate\t18日\t0\t\t\t\t2026-08-18\n" +
	"2\t1〜5万円で売る。\td\t2026-08-20\tnumber\t1〜5万円\t0\t10000..50000\t円\t値段\t\n" +
	"3\t7月下旬に開いた。\td\t2026-08-20\tdate\t7月下旬\t0\t\t\t\t2026-07-21/2026-07-31\n" +
	"4\t翌日に開いた。\td\t2026-08-20\tdate\t翌日\t0\t\t\t\t?\n" +
	"5\t3校が休んだ。\td\t2026-08-20\tnumber\t3校\t0\t4\t校\t学校\t\n" // a wrong label

func TestNumbersAndDatesAreCounted(t *testing.T) {
	dir := t.TempDir()
	writeTable(t, dir, "ja-text", "figures_dates-other.tsv", inventedNumbers)
	got, err := Numbers(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	const set = "ja-text/figures_dates-other."
	want(t, got, set+"value", 2.0/3, 3)
	want(t, got, set+"unit", 2.0/3, 3)
	want(t, got, set+"bound", 1, 2)
	want(t, got, set+"day", 1, 2)
	want(t, got, set+"iso", 1, 2)
	want(t, got, set+"baseline_day", 0.5, 2)
	if _, err := Numbers(t.TempDir(), ""); !errors.Is(err, ErrNoSet) {
		t.Errorf("no set: %v", err)
	}
}

func TestEnglishValuesAreCounted(t *testing.T) {
	dir := t.TempDir()
	writeTable(t, dir, "en", "disagreements-other.tsv", "id_a\tsentence_a\tid_b\tsentence_b\tkind\tquantity_or_topic\tvalue_a\tvalue_b\tverdict\n"+
		"1\tAt least 13 people were killed.\t2\tThe port cost $1.5 billion.\tfigure\tx\tat least 13\t$1.5 billion\tconflict\n"+
		"1\tNobody came.\t2\tSome came.\tfigure\tx\t7 people\tsome\tconflict\n")
	got, err := Numbers(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	want(t, got, "en/disagreements-other.value", 2.0/3, 3)
	want(t, got, "en/disagreements-other.bound", 1, 2)
	want(t, got, "en/disagreements-other.baseline_value", 1.0/3, 3)
}
