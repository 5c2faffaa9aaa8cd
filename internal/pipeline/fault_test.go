package pipeline

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kiku/internal/fetch"
	"kiku/internal/site/theme"
)

// namedErrors lists the exported error values that a package declares.
func namedErrors(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				for _, n := range s.(*ast.ValueSpec).Names {
					if strings.HasPrefix(n.Name, "Err") {
						out = append(out, f.Name.Name+"."+n.Name)
					}
				}
			}
		}
	}
	return out
}

func TestEveryNamedErrorHasAFault(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("fault.go")
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]bool{}
	for _, m := range regexp.MustCompile(`\{(\w+\.Err\w+), `).FindAllStringSubmatch(string(table), -1) {
		in[m[1]] = true
	}
	n := 0
	for _, dir := range []string{"../fetch", "../feed", "../article"} {
		for _, name := range namedErrors(t, dir) {
			n++
			if !in[name] {
				t.Errorf("%s has no fault: what does it mean to the owner?", name)
			}
		}
	}
	if n < 25 {
		t.Fatalf("only %d named errors were found", n)
	}
}

func TestEveryFaultIsSaidInBothLanguages(t *testing.T) {
	t.Parallel()
	all := Faults()
	if len(all) < 25 {
		t.Fatalf("only %d faults", len(all))
	}
	for _, f := range all {
		for _, lang := range []string{"ja", "en"} {
			what, do := f.In(lang)
			for _, s := range []string{what, do} {
				if s == "" || strings.HasPrefix(s, "[") {
					t.Errorf("%s has no words in %s: %q", f, lang, s)
				}
			}
			if lang == "en" && len(what) > 90 || lang == "ja" && len([]rune(what)) > 40 {
				t.Errorf("%s is said at too great length in %s: %s", f, lang, what)
			}
		}
	}
}

// TestFaultsAreFoundInStoredReasons: a reason that was stored as text must lead
// to the fault of the error that it was.
func TestFaultsAreFoundInStoredReasons(t *testing.T) {
	t.Parallel()
	for _, f := range faults {
		err := fmt.Errorf("fetch https://harbour-post.example/rss: %w: some cause", f.is)
		if got := FaultOf(err); got != f.fault {
			t.Errorf("FaultOf(%v) = %s, want %s", err, got, f.fault)
		}
		if got := FaultIn(err.Error()); got != f.fault {
			t.Errorf("FaultIn(%q) = %s, want %s", err, got, f.fault)
		}
	}
	for status, want := range map[int]Fault{410: "gone", 404: "missing", 401: "denied", 403: "denied", 451: "denied", 429: "busy", 500: "down", 503: "down", 418: "refused"} {
		err := fmt.Errorf("fetch https://harbour-post.example/status: %w", &fetch.StatusError{Status: status})
		if FaultOf(err) != want || FaultIn(err.Error()) != want {
			t.Errorf("%v: %s and %s, want %s", err, FaultOf(err), FaultIn(err.Error()), want)
		}
	}
	if FaultOf(nil) != FaultNone || FaultIn("") != FaultNone {
		t.Error("no error is a fault")
	}
	if FaultOf(errors.New("odd")) != FaultUnknown || FaultIn("odd") != FaultUnknown || FaultOf(context.Canceled) != FaultUnknown {
		t.Error("an error without a name has another's fault")
	}
}

func TestStatesHaveWords(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ja", "en"} {
		w := theme.WordsOf(lang)
		for _, s := range SourceStates() {
			if !w.Has("state."+s) || !w.Has("state."+s+".why") {
				t.Errorf("%s: no words for the state %s", lang, s)
			}
		}
	}
}
