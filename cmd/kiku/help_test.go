package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// TestEveryCommandHasAnExample: a command that nobody can try is half done.
func TestEveryCommandHasAnExample(t *testing.T) {
	parser, err := kong.New(&commands{}, kong.Name("kiku"))
	if err != nil {
		t.Fatal(err)
	}
	leaves := parser.Model.Leaves(false)
	if len(leaves) < 15 {
		t.Fatalf("only %d commands", len(leaves))
	}
	for _, node := range leaves {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{node.Name, "--help"}, nil, &out, &errs); code != exitOK || errs.Len() > 0 {
			t.Errorf("kiku %s --help: exit code %d, %s", node.Name, code, errs.String())
		}
		_, example, ok := strings.Cut(out.String(), "Example:")
		if !ok || !strings.Contains(example, "kiku "+node.Name) {
			t.Errorf("kiku %s --help has no example:\n%s", node.Name, out.String())
		}
		if !strings.Contains(out.String(), "--data-dir") {
			t.Errorf("kiku %s --help does not name the global flags", node.Name)
		}
	}
}
