package kiku_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// outgoing are the names by which a program reaches out, by import path. "*"
// stands for all names.
var outgoing = map[string][]string{
	"net/http": {
		"Get", "Head", "Post", "PostForm", "DefaultClient", "DefaultTransport", "Client", "Transport", "RoundTripper", "ProxyFromEnvironment",
		"NewRequest", "NewRequestWithContext", "NewFileTransport", "NewFileTransportFS",
	},
	"net/http/httputil": {"ReverseProxy", "NewSingleHostReverseProxy", "ProxyRequest", "NewClientConn", "NewProxyClientConn"},
	"net/rpc":           {"*"}, "net/rpc/jsonrpc": {"*"}, "net/smtp": {"*"}, "log/syslog": {"*"},
	"net": {
		"Dial", "DialTimeout", "DialTCP", "DialUDP", "DialIP", "DialUnix", "Dialer", "Resolver", "DefaultResolver", "ListenPacket", "ListenUDP", "ListenMulticastUDP", "ListenIP", "FileConn",
		"LookupHost", "LookupIP", "LookupAddr", "LookupCNAME", "LookupMX", "LookupNS", "LookupSRV", "LookupTXT", "LookupPort", "ResolveTCPAddr", "ResolveUDPAddr", "ResolveIPAddr",
	},
	"crypto/tls":                 {"Dial", "DialWithDialer", "Dialer", "Client"},
	"os/exec":                    {"*"},
	"os":                         {"StartProcess"},
	"plugin":                     {"*"},
	"syscall":                    {"Socket", "Connect", "Sendto", "Sendmsg", "Exec", "ForkExec", "StartProcess", "RawSyscall", "Syscall", "RawSyscall6", "Syscall6"},
	"golang.org/x/sys/unix":      {"Socket", "Connect", "Sendto", "Sendmsg", "Exec", "RawSyscall", "Syscall", "RawSyscall6", "Syscall6"},
	"golang.org/x/net/proxy":     {"*"},
	"golang.org/x/net/websocket": {"*"},
}

// reachers are packages of others that open connections by themselves, and the
// package that may import each.
var reachers = map[string]string{
	"github.com/sashabaranov/go-openai": "internal/llm",
	"github.com/jackc/pgx/v5/stdlib":    "internal/store",
	"github.com/jackc/pgx/v5/pgconn":    "internal/store",
	"github.com/chromedp/chromedp":      "browsertest",
	"golang.org/x/net/http2":            "internal/fetch",
}

// fetchers are the calls of libraries that fetch by themselves: they would go
// past every check.
var fetchers = map[string][]string{
	"github.com/mmcdole/gofeed":               {"ParseURL", "ParseURLWithContext"},
	"codeberg.org/readeck/go-readability":     {"FromURL"},
	"codeberg.org/readeck/go-readability/v2":  {"FromURL"},
	"github.com/go-shiori/go-readability":     {"FromURL"},
	"github.com/markusmobius/go-domdistiller": {"ApplyForURL"},
	"github.com/PuerkitoBio/goquery":          {"NewDocument"},
	"github.com/temoto/robotstxt":             {"FromResponse"},
}

// mayReach are the packages that open connections: fetch to the world, llm to
// the model server that the owner named, fetchtest in memory and on loopback.
// What a package may name beyond the others stands with it.
var mayReach = map[string][]string{
	"internal/fetch":           {"*"},
	"internal/fetch/fetchtest": {"*"},
	"internal/llm":             {"net/http"},
	"internal/store/storetest": {"os/exec"}, // starts a PostgreSQL of its own
}

// TestOneWayOut looks at every file of the program, not only at those that this
// system builds: nothing but package fetch reaches the world.
func TestOneWayOut(t *testing.T) {
	for _, p := range ours(t) {
		rel := p.rel()
		if rel == "browsertest" || slices.Contains(mayReach[rel], "*") {
			continue
		}
		for _, f := range parse(t, p.Dir, slices.Concat(p.GoFiles, p.IgnoredGoFiles)) {
			if strings.HasSuffix(f.name, "_test.go") {
				continue
			}
			for _, wrong := range f.reaches(rel) {
				t.Error(wrong)
			}
		}
	}
}

// TestOneWayOutIsSeen shows what TestOneWayOut finds.
func TestOneWayOutIsSeen(t *testing.T) {
	for source, want := range map[string]int{
		`import "net/http"; func f() { http.Get("x") }`:                                                               1,
		`import "net/http"; var c = http.DefaultClient`:                                                               1,
		`import "net/http"; var c = &http.Client{}`:                                                                   1,
		`import h "net/http"; var c = h.Transport{}`:                                                                  1,
		`import . "net/http"`:                                                                                         1,
		`import "net"; func f() { net.Dial("tcp", "x:1") }`:                                                           1,
		`import "net"; var d net.Dialer; var r = net.DefaultResolver`:                                                 2,
		`import "crypto/tls"; func f() { tls.Dial("tcp", "x:1", nil) }`:                                               1,
		`import "os/exec"; func f() { exec.Command("curl", "x") }`:                                                    2,
		`import "net/smtp"`:                                                                                           1,
		`import "syscall"; func f() { syscall.Socket(1, 2, 3) }`:                                                      1,
		`import "github.com/mmcdole/gofeed"; func f(p *gofeed.Parser) { p.ParseURL("x") }`:                            1,
		`import r "codeberg.org/readeck/go-readability"; func f() { r.FromURL("x", 1) }`:                              1,
		`import "github.com/sashabaranov/go-openai"`:                                                                  1,
		`import "net/http"; func f(w http.ResponseWriter, r *http.Request) { http.Error(w, "x", http.StatusTeapot) }`: 0,
		`import "net"; func f() { net.Listen("tcp", "x:1"); net.SplitHostPort("x") }`:                                 0,
		`import "net/url"; func f() { url.Parse("x") }`:                                                               0,
	} {
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, "x.go", "package x; "+source, 0)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		f := file{"x.go", fset, tree}
		if got := f.reaches("internal/web"); len(got) != want {
			t.Errorf("%s: %v, want %d", source, got, want)
		}
		if got := f.reaches("internal/fetch"); len(got) != 0 {
			t.Errorf("%s in fetch: %v", source, got)
		}
	}
}

// reaches says by what a file of a package reaches the world without leave.
func (f file) reaches(rel string) (wrong []string) {
	may := mayReach[rel]
	if slices.Contains(may, "*") {
		return nil
	}
	for _, spec := range f.ast.Imports {
		path := strings.Trim(spec.Path.Value, "\"`")
		if spec.Name != nil && spec.Name.Name == "." && outgoing[path] != nil {
			wrong = append(wrong, f.name+": imports all of "+path+" by dot: what it calls cannot be seen")
		}
		if home, ok := reachers[path]; ok && rel != home && !strings.HasPrefix(rel, home+"/") {
			wrong = append(wrong, f.name+": imports "+path+": only "+home+" may")
		}
		if slices.Contains(outgoing[path], "*") && !slices.Contains(may, path) {
			wrong = append(wrong, f.name+": imports "+path+": only package fetch reaches the world")
		}
	}
	for path, names := range outgoing {
		if slices.Contains(may, path) {
			continue
		}
		f.calls(path, func(name string, at token.Position) {
			if slices.Contains(names, name) || slices.Contains(names, "*") {
				wrong = append(wrong, at.String()+": "+path+"."+name+": only package fetch reaches the world, and llm the owner's model server")
			}
		})
	}
	for path, names := range fetchers {
		if !f.imports(path) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains(names, sel.Sel.Name) {
				wrong = append(wrong, f.fset.Position(sel.Pos()).String()+": "+path+"."+sel.Sel.Name+" fetches past every check")
			}
			return true
		})
	}
	return wrong
}

// imports reports whether a file imports a path.
func (f file) imports(path string) bool {
	return slices.ContainsFunc(f.ast.Imports, func(spec *ast.ImportSpec) bool { return strings.Trim(spec.Path.Value, "\"`") == path })
}
