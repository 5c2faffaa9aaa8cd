// Package kiku_test checks the repository itself: who may import whom, what
// the river may not touch, that comments and documents point at things that
// exist. A rule that no test keeps is a wish (ARCHITECTURE.md).
package kiku_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "kiku"

// river lists the pure packages, in the order in which reports pass them.
var river = []string{
	"internal/charset", "internal/feed", "internal/article",
	"internal/language", "internal/language/text", "internal/language/pattern", "internal/language/cldr", "internal/language/ngram", "internal/language/ja", "internal/language/en",
	"internal/claim/chain", "internal/claim", "internal/story", "internal/digest/timeline", "internal/digest", "internal/digest/voices", "internal/digest/audit", "internal/site", "internal/site/theme",
}

// words are the packages that hold the surface of a text.
var words = []string{"internal/language", "internal/language/text", "internal/language/pattern", "internal/language/ja", "internal/language/en"}

// imports says what each package may import of this module. ARCHITECTURE.md
// explains the order. A package without a line fails, and so does a line
// without a package.
var imports = map[string][]string{
	".":                         {"internal/config"},
	"internal/charset":          {},
	"internal/feed":             {"internal/charset"},
	"internal/language/text":    {},
	"internal/language/pattern": {},
	"internal/language/cldr":    {},
	"internal/language/ngram":   {},
	"internal/language/ja":      {"internal/language/text", "internal/language/cldr"},
	"internal/language/en":      {"internal/language/text", "internal/language/cldr"},
	"internal/language":         {"internal/language/text", "internal/language/cldr", "internal/language/ngram", "internal/language/ja", "internal/language/en"},
	"internal/article":          join(words, "internal/charset"),
	"internal/claim/chain":      {},
	"internal/claim":            join(words, "internal/article", "internal/claim/chain"),
	"internal/story":            join(words, "internal/article", "internal/claim"),
	"internal/digest/voices":    {},
	"internal/digest/timeline":  {"internal/language/text"},
	"internal/digest":           join(words, "internal/article", "internal/claim", "internal/story", "internal/digest/voices", "internal/digest/timeline"),
	"internal/digest/audit":     join(words, "internal/article", "internal/claim"),
	"internal/site/theme":       join(words, "internal/article", "internal/claim", "internal/story", "internal/digest"),
	"internal/site":             join(words, "internal/article", "internal/claim", "internal/story", "internal/digest", "internal/site/theme"),
	"internal/host":             {},
	"internal/fetch":            {"internal/host"},
	"internal/fetch/fetchtest":  {"internal/fetch"},
	"internal/fetch/iana":       {"internal/fetch"},
	"internal/archive":          {"internal/charset"},
	"internal/llm":              {},
	"internal/publish":          {},
	"internal/config":           {},
	"internal/sample":           {"internal/feed"},
	"internal/store":            join(river, "internal/store/migration", "internal/host"),
	"internal/store/migration":  {},
	"internal/store/storetest":  join(river, "internal/store", "internal/store/migration"),
	"internal/pipeline":         join(river, "internal/fetch", "internal/archive", "internal/store", "internal/publish"),
	"internal/web":              join(river, "internal/store", "internal/pipeline"),
	"cmd/kiku":                  {"*"},
	"browsertest":               {"*"},
	"eval":                      {"*"},
}

func join(a []string, b ...string) []string { return append(slices.Clone(a), b...) }

// pkg is what `go list -json` tells of a package.
type pkg struct {
	Dir, ImportPath, Name              string
	GoFiles, TestGoFiles, XTestGoFiles []string
	IgnoredGoFiles                     []string
	Imports, TestImports, XTestImports []string
	Standard                           bool
	Module                             *struct{ Path, Version, GoMod string }
}

// rel is the package's folder from the root of the repository; "." for the root.
func (p pkg) rel() string {
	if p.ImportPath == module {
		return "."
	}
	return strings.TrimPrefix(p.ImportPath, module+"/")
}

func goList(t *testing.T, args ...string) []pkg {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-e=false", "-json"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("go list: %v", err)
	}
	var ps []pkg
	for dec := json.NewDecoder(out); ; {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("go list %v: %v: %s", args, err, stderr.String())
		}
		ps = append(ps, p)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("go list %v: %v: %s", args, err, stderr.String())
	}
	return ps
}

// ours are the packages of this module, without those in git-ignored folders.
func ours(t *testing.T) []pkg {
	t.Helper()
	skip := ignoredFolders(t)
	return slices.DeleteFunc(goList(t, "./..."), func(p pkg) bool {
		top, _, _ := strings.Cut(p.rel(), "/")
		return skip[top]
	})
}

// ignoredFolders are the plain "name/" lines of .gitignore.
func ignoredFolders(t *testing.T) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(".gitignore")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutSuffix(strings.TrimPrefix(line, "/"), "/"); ok {
			names[name] = true
		}
	}
	return names
}

func TestPackagesImportOnlyWhatTheTableAllows(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range ours(t) {
		rel := p.rel()
		seen[rel] = true
		allowed, ok := imports[rel]
		if !ok {
			t.Errorf("%s has no line in the import table of layout_test.go", rel)
			continue
		}
		if slices.Contains(allowed, "*") {
			continue
		}
		for _, path := range p.Imports {
			dep, ok := strings.CutPrefix(path, module+"/")
			if ok && !slices.Contains(allowed, dep) {
				t.Errorf("%s imports %s, which the import table does not allow", rel, dep)
			}
		}
	}
	for rel := range imports {
		if !seen[rel] {
			t.Errorf("the import table has a line for %s, which does not exist", rel)
		}
	}
}

// impure are imports that would let the world into the river.
var impure = map[string]string{
	"net":          "the river does not talk to the network; package fetch does",
	"net/http":     "the river does not talk to the network; packages fetch and web do",
	"os":           "the river does not read files; embed what it needs, or take values",
	"os/exec":      "the river starts nothing",
	"database/sql": "package store keeps what is durable",
	"log":          "return an error; the pipeline logs",
	"log/slog":     "return an error; the pipeline logs",
	"math/rand":    "the same input gives the same bytes; take a salt as a value",
	"math/rand/v2": "the same input gives the same bytes; take a salt as a value",
	"crypto/rand":  "the same input gives the same bytes; take a salt as a value",
}

// clocks are the names of package time that read the clock or the machine's zone.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Local"}

func TestRiverIsPure(t *testing.T) {
	for _, p := range ours(t) {
		if !slices.Contains(river, p.rel()) {
			continue
		}
		for _, path := range p.Imports {
			if why, ok := impure[path]; ok {
				t.Errorf("%s imports %s: %s", p.rel(), path, why)
			}
		}
		for _, f := range parse(t, p.Dir, p.GoFiles) {
			f.calls("time", func(name string, pos token.Position) {
				if slices.Contains(clocks, name) {
					t.Errorf("%s: time.%s in the river: time is passed in", pos, name)
				}
			})
		}
	}
}

// TestProgramIsFreeOfTesting follows the imports of the program. River (the job
// queue) imports testing from its own rivershared packages; that is upstream's.
func TestProgramIsFreeOfTesting(t *testing.T) {
	for _, p := range goList(t, "-deps", "./cmd/kiku") {
		if p.Standard || strings.HasPrefix(p.ImportPath, "github.com/riverqueue/river/rivershared/") {
			continue
		}
		for _, path := range p.Imports {
			if path == "testing" || strings.HasPrefix(path, "testing/") {
				t.Errorf("%s imports %s and is part of the program: move it to a package named ...test", p.ImportPath, path)
			}
		}
	}
}

// TestSQLiteHasItsLibc: modernc.org/sqlite works only with the exact version of
// modernc.org/libc that its own go.mod names.
func TestSQLiteHasItsLibc(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-json", "modernc.org/sqlite", "modernc.org/libc").Output()
	if err != nil {
		t.Fatalf("go list -m: %v", err)
	}
	var sqlite, libc struct{ Path, Version, GoMod string }
	dec := json.NewDecoder(strings.NewReader(string(out)))
	if err := errors.Join(dec.Decode(&sqlite), dec.Decode(&libc)); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(sqlite.GoMod)
	if err != nil {
		t.Fatal(err)
	}
	if want := libc.Path + " " + libc.Version; !strings.Contains(string(mod), want+"\n") {
		t.Errorf("go.mod selects %s, but %s %s asks for another one: downgrade what raised it", want, sqlite.Path, sqlite.Version)
	}
}

func TestFunctionsAreShort(t *testing.T) {
	const most = 120
	for _, p := range ours(t) {
		for _, f := range parse(t, p.Dir, p.GoFiles) {
			if ast.IsGenerated(f.ast) {
				continue
			}
			for _, d := range f.ast.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok {
					continue
				}
				from, to := f.fset.Position(fn.Pos()), f.fset.Position(fn.End())
				if n := to.Line - from.Line + 1; n > most {
					t.Errorf("%s: %s has %d lines, the most is %d: find the second idea in it", from, fn.Name.Name, n, most)
				}
			}
		}
	}
}

// file is a parsed file of Go.
type file struct {
	name string
	fset *token.FileSet
	ast  *ast.File
}

func parse(t *testing.T, dir string, names []string) []file {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var fs []file
	fset := token.NewFileSet()
	for _, name := range names {
		full := filepath.Join(dir, name)
		short, err := filepath.Rel(root, full)
		if err != nil {
			t.Fatal(err)
		}
		src, err := os.ReadFile(full)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(fset, filepath.ToSlash(short), src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		fs = append(fs, file{filepath.ToSlash(short), fset, f})
	}
	return fs
}

// calls reports each use of an exported name of the package imported as path.
func (f file) calls(imported string, report func(name string, pos token.Position)) {
	local := ""
	for _, spec := range f.ast.Imports {
		if strings.Trim(spec.Path.Value, `"`) == imported {
			local = path.Base(imported)
			if spec.Name != nil {
				local = spec.Name.Name
			}
		}
	}
	if local == "" {
		return
	}
	ast.Inspect(f.ast, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if id, ok := sel.X.(*ast.Ident); ok && id.Name == local && id.Obj == nil {
			report(sel.Sel.Name, f.fset.Position(sel.Pos()))
		}
		return true
	})
}
