package charset_test

import (
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"kiku/internal/charset"
)

func encode(t testing.TB, name, s string) []byte {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	out, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("encode %s: %v", name, err)
	}
	return out
}

const japanese = "白浜市の菊祭りは十一月三日に始まり、三万人が訪れると市はみている。"

func TestDecodeReadsJapaneseThatDeclaresNothing(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"shift_jis", "euc-jp", "iso-2022-jp", "utf-8"} {
		got := charset.Decode(encode(t, name, japanese), "")
		if string(got.Text) != japanese || got.Name != name || got.Lost != 0 {
			t.Errorf("%s: %q, %s by %s, %d lost", name, got.Text, got.Name, got.How, got.Lost)
		}
	}
}

func TestDecodeDoesNotBelieveWrongDeclarations(t *testing.T) {
	t.Parallel()
	for _, lie := range []string{"text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html; charset=euc-jp"} {
		if got := charset.Decode(encode(t, "shift_jis", japanese), lie); string(got.Text) != japanese {
			t.Errorf("%s: %q, %s by %s", lie, got.Text, got.Name, got.How)
		}
	}
}

// TestDecodeReadsWhatWasCutOff: a server that stops within a character does not
// turn the few others into another language's.
func TestDecodeReadsWhatWasCutOff(t *testing.T) {
	t.Parallel()
	const whole = "<p>The ferry stopped. It’s late, and nobody in the harbour knew why."
	for _, end := range []string{"\xe3\x81", "\xe3", "\xf0\x9f\x98"} {
		if got := charset.Decode([]byte(whole+end), ""); string(got.Text) != whole || got.Name != "utf-8" {
			t.Errorf("%x: %q, %s by %s", end, got.Text, got.Name, got.How)
		}
	}
	if got := charset.Decode([]byte("The captain drank his caf\xe9"), ""); string(got.Text) != "The captain drank his café" {
		t.Errorf("a letter at the end: %q, %s by %s", got.Text, got.Name, got.How)
	}
}
