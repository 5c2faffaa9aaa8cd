package kiku_test

import (
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kiku/internal/config"
)

func TestPackagesHaveOneComment(t *testing.T) {
	for _, p := range ours(t) {
		files := p.GoFiles
		if len(files) == 0 {
			files = append(slices.Clone(p.TestGoFiles), p.XTestGoFiles...)
		}
		var with []string
		for _, f := range parse(t, p.Dir, files) {
			if f.ast.Doc == nil || ast.IsGenerated(f.ast) {
				continue
			}
			with = append(with, f.name)
			text := f.ast.Doc.Text()
			if p.Name != "main" && !strings.HasPrefix(text, "Package "+f.ast.Name.Name+" ") {
				t.Errorf("%s: the package comment does not start with \"Package %s \"", f.name, f.ast.Name.Name)
			}
		}
		if len(with) != 1 {
			t.Errorf("%s has %d package comments, not one: %v", p.rel(), len(with), with)
		}
	}
}

func TestExportedNamesAreDocumented(t *testing.T) {
	for _, p := range ours(t) {
		for _, f := range parse(t, p.Dir, p.GoFiles) {
			if ast.IsGenerated(f.ast) || p.Name == "main" {
				continue
			}
			for _, d := range f.ast.Decls {
				undocumented(d, func(name string, n ast.Node) {
					t.Errorf("%s: exported %s has no comment", f.fset.Position(n.Pos()), name)
				})
			}
		}
	}
}

// undocumented reports the exported names that d declares without a comment. A
// comment on a group, or beside a value or field, counts.
func undocumented(d ast.Decl, report func(string, ast.Node)) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && receiverExported(d) {
			report(d.Name.Name, d)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() && s.Doc == nil && d.Doc == nil {
					report(s.Name.Name, s)
				}
			case *ast.ValueSpec:
				if s.Doc != nil || s.Comment != nil || d.Doc != nil {
					continue
				}
				for _, name := range s.Names {
					if name.IsExported() {
						report(name.Name, s)
					}
				}
			}
		}
	}
}

func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if index, ok := t.(*ast.IndexExpr); ok {
		t = index.X
	}
	id, ok := t.(*ast.Ident)
	return ok && id.IsExported()
}

// bracketed is what looks like a doc link and was not resolved to one.
var bracketed = regexp.MustCompile(`\[\*?([a-z][a-z0-9/]*\.)?[A-Z][A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]*)?\]`)

// symbols holds what each package of the module declares: "Name" and
// "Type.Method" (fields and interface methods too).
type symbols map[string]map[string]bool

func TestDocLinksResolve(t *testing.T) {
	ps := ours(t)
	all := symbols{}
	docs := map[string]*doc.Package{}
	for _, p := range ps {
		if len(p.GoFiles) == 0 {
			continue
		}
		files := parse(t, p.Dir, p.GoFiles)
		var trees []*ast.File
		for _, f := range files {
			trees = append(trees, f.ast)
		}
		all[p.ImportPath] = declared(trees)
		d, err := doc.NewFromFiles(files[0].fset, trees, p.ImportPath, doc.AllDecls|doc.PreserveAST)
		if err != nil {
			t.Fatal(err)
		}
		docs[p.ImportPath] = d
	}
	for _, p := range ps {
		d := docs[p.ImportPath]
		if d == nil {
			continue
		}
		for _, f := range parse(t, p.Dir, p.GoFiles) {
			for _, group := range f.ast.Comments {
				line := f.fset.Position(group.Pos())
				for _, link := range brokenLinks(d, all, p.ImportPath, group.Text()) {
					t.Errorf("%s: the comment links to %s, which does not exist", line, link)
				}
			}
		}
	}
}

// declared lists the names of one package.
func declared(files []*ast.File) map[string]bool {
	names := map[string]bool{}
	for _, f := range files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					names[d.Name.Name] = true
					continue
				}
				recv := d.Recv.List[0].Type
				if star, ok := recv.(*ast.StarExpr); ok {
					recv = star.X
				}
				if index, ok := recv.(*ast.IndexExpr); ok {
					recv = index.X
				}
				if id, ok := recv.(*ast.Ident); ok {
					names[id.Name+"."+d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.ValueSpec:
						for _, n := range s.Names {
							names[n.Name] = true
						}
					case *ast.TypeSpec:
						names[s.Name.Name] = true
						for _, m := range members(s.Type) {
							names[s.Name.Name+"."+m] = true
						}
					}
				}
			}
		}
	}
	return names
}

// members are the fields of a struct and the methods of an interface.
func members(e ast.Expr) []string {
	var list *ast.FieldList
	switch e := e.(type) {
	case *ast.StructType:
		list = e.Fields
	case *ast.InterfaceType:
		list = e.Methods
	default:
		return nil
	}
	var names []string
	for _, f := range list.List {
		for _, n := range f.Names {
			names = append(names, n.Name)
		}
	}
	return names
}

// brokenLinks returns the links of a comment that lead nowhere inside the module.
func brokenLinks(d *doc.Package, all symbols, importPath, text string) []string {
	p := d.Parser()
	p.LookupSym = func(recv, name string) bool {
		if recv != "" {
			name = recv + "." + name
		}
		return all[importPath][name]
	}
	var broken []string
	var walk func([]comment.Text)
	walk = func(ts []comment.Text) {
		for _, t := range ts {
			switch t := t.(type) {
			case comment.Plain:
				broken = append(broken, bracketed.FindAllString(string(t), -1)...)
			case *comment.DocLink:
				name := t.Name
				if t.Recv != "" {
					name = t.Recv + "." + name
				}
				if names, ok := all[t.ImportPath]; ok && name != "" && !names[name] {
					broken = append(broken, "["+t.ImportPath+"."+name+"]")
				}
			case *comment.Link:
				walk(t.Text)
			}
		}
	}
	for _, b := range p.Parse(text).Content {
		switch b := b.(type) {
		case *comment.Paragraph:
			walk(b.Text)
		case *comment.List:
			for _, item := range b.Items {
				for _, c := range item.Content {
					if para, ok := c.(*comment.Paragraph); ok {
						walk(para.Text)
					}
				}
			}
		}
	}
	return broken
}

var (
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)(?:\s+"[^"]*")?\)`)
	codeSpan     = regexp.MustCompile("`([^`\n]+)`")
	fence        = regexp.MustCompile("(?ms)^```.*?^```")
	// repositoryPath is a code span that names a file or folder of the repository.
	repositoryPath = regexp.MustCompile(`^(cmd|internal|docs|eval|browsertest|tools|\.ci)/[A-Za-z0-9_./-]*$`)
	heading        = regexp.MustCompile(`(?m)^#+ +(.+)$`)
)

func TestMarkdownPathsResolve(t *testing.T) {
	for _, name := range repositoryFiles(t) {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := fence.ReplaceAllString(string(b), "")
		for _, m := range markdownLink.FindAllStringSubmatch(text, -1) {
			checkLink(t, name, text, m[1])
		}
		for _, m := range codeSpan.FindAllStringSubmatch(text, -1) {
			if repositoryPath.MatchString(m[1]) && !exists(m[1]) {
				t.Errorf("%s names %s, which does not exist", name, m[1])
			}
		}
	}
}

func checkLink(t *testing.T, name, text, target string) {
	t.Helper()
	if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
		return
	}
	file, anchor, _ := strings.Cut(target, "#")
	if file != "" {
		full := filepath.Join(filepath.Dir(name), file)
		if !exists(full) {
			t.Errorf("%s links to %s, which does not exist", name, target)
			return
		}
		if anchor == "" || !strings.HasSuffix(file, ".md") {
			return
		}
		b, err := os.ReadFile(full)
		if err != nil {
			t.Fatal(err)
		}
		text = string(b)
	}
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		if slug(m[1]) == anchor {
			return
		}
	}
	t.Errorf("%s links to the heading #%s, which does not exist", name, anchor)
}

// slug is GitHub's anchor of a heading.
func slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(heading)) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 0x7f:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func exists(name string) bool {
	_, err := os.Stat(filepath.FromSlash(name))
	return err == nil
}

// TestFilesAreAtHome: no file names the folder of the machine it was written on.
func TestFilesAreAtHome(t *testing.T) {
	foreign := regexp.MustCompile(`(^|[\s"'` + "`" + `(=:])/(work|root|home/[a-z]+)/[A-Za-z0-9]`)
	for _, name := range repositoryFiles(t) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b[:min(len(b), 8000)]), "\x00") {
			continue // not text
		}
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			if foreign.MatchString(line) {
				t.Errorf("%s:%d names a folder of one machine: %s", name, n, strings.TrimSpace(line))
			}
		}
	}
}

// repositoryFiles lists the files of the repository, slash-separated, without
// what .gitignore's folders hold.
func repositoryFiles(t *testing.T) []string {
	t.Helper()
	skip := ignoredFolders(t)
	skip[".git"] = true
	var names []string
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && skip[filepath.ToSlash(name)]:
			return fs.SkipDir
		case d.Type().IsRegular() && name != "kiku":
			names = append(names, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestSettingsAreDocumented: the table of the operating guide is the table of
// package config.
func TestSettingsAreDocumented(t *testing.T) {
	guide, err := os.ReadFile("docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(config.LoadInput{Flags: map[string]string{"data_dir": t.TempDir()}})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Settings() {
		standard := "none"
		if s.Default != "" {
			standard = "`" + s.Default + "`"
		}
		row := "| `" + s.Key + "` | `" + s.Env + "` | " + standard + " | " + s.Help + " |"
		if !strings.Contains(string(guide), row+"\n") {
			t.Errorf("docs/operating.md lacks the row\n%s", row)
		}
	}
}
