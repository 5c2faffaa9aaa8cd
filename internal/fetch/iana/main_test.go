package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// registries is a server with both registries, changed as wanted.
func registries(t *testing.T, change func(string) string) (*fetch.Fetcher, string) {
	t.Helper()
	n := fetchtest.New()
	h := n.Host("registry.example")
	for _, name := range fetch.Registries {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		h.Answers("/"+strings.TrimSuffix(name, "-1.csv")+"/"+name, fetchtest.Bytes("text/csv", []byte(change(string(data)))))
	}
	f := fetch.New(fetch.Options{Resolve: n.Resolve, Connect: n.Connect, Roots: n.Roots(), Delay: time.Nanosecond})
	t.Cleanup(func() { f.Close(); n.Close() })
	return f, h.SecureURL("/")
}

func TestRegistriesAreReplacedAndDifferencesTold(t *testing.T) {
	t.Parallel()
	f, from := registries(t, func(s string) string {
		s = strings.Replace(s, "192.0.2.0/24,Documentation (TEST-NET-1)", "192.0.3.0/24,Documentation (TEST-NET-9)", 1)
		return strings.ReplaceAll(s, "\n", "\r\n")
	})
	dir := t.TempDir()
	var out strings.Builder
	if err := os.CopyFS(dir, os.DirFS(".")); err != nil {
		t.Fatal(err)
	}
	if err := refresh(t.Context(), f, from, dir, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"new  192.0.3.0/24 (Documentation (TEST-NET-9))\n", "gone 192.0.2.0/24 (Documentation (TEST-NET-1))\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q lacks %q", out.String(), want)
		}
	}
	data, err := os.ReadFile(filepath.Join(dir, fetch.Registries[0]))
	if err != nil || !strings.Contains(string(data), "192.0.3.0/24") || strings.Contains(string(data), "\r") {
		t.Errorf("the file was not replaced: %v", err)
	}
	out.Reset()
	if err := refresh(t.Context(), f, from, dir, &out); err != nil || strings.Contains(out.String(), "new ") || strings.Contains(out.String(), "gone ") {
		t.Errorf("again: %q, %v", out.String(), err)
	}
}

func TestABrokenRegistryReplacesNothing(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(string) string{
		"half":     func(s string) string { return s[:len(s)/2] },
		"a page":   func(string) string { return "<html>moved</html>" },
		"the last": func(s string) string { return strings.Replace(s, "::1/128", "::9/128", 1) },
	} {
		f, from := registries(t, change)
		dir := t.TempDir()
		if err := refresh(t.Context(), f, from, dir, &strings.Builder{}); err == nil {
			t.Errorf("%s: no error", name)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%s: %v was written, %v", name, left, err)
		}
	}
	f, _ := registries(t, func(s string) string { return s })
	if err := refresh(t.Context(), f, "http://10.0.0.1/", t.TempDir(), &strings.Builder{}); !errors.Is(err, fetch.ErrPrivate) {
		t.Errorf("a private address: %v", err)
	}
}
