// Command iana brings IANA's two registries of special-purpose addresses up to
// date: the blocks that package fetch refuses. It fetches them by that package,
// looks whether they are whole, says what changed and replaces the files. Run it
// as `make registries`, look at the difference and commit it.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"kiku/internal/fetch"
)

func main() {
	from := flag.String("from", "https://www.iana.org/assignments", "address under which the registries are")
	dir := flag.String("dir", "internal/fetch/iana", "folder of the files")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	f := fetch.New(fetch.Options{UserAgent: "Kiku (registries)"})
	err := refresh(ctx, f, *from, *dir, os.Stdout)
	f.Close()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "iana:", err)
		os.Exit(1)
	}
}

// refresh replaces those files in dir that differ from what stands under an
// address, and tells out which blocks came and went. Nothing is replaced unless
// all registries are whole.
func refresh(ctx context.Context, f *fetch.Fetcher, from, dir string, out io.Writer) error {
	files := make(map[string][]byte)
	for _, name := range fetch.Registries {
		// https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry-1.csv
		address := strings.TrimRight(from, "/") + "/" + strings.TrimSuffix(name, "-1.csv") + "/" + name
		r, err := f.Get(ctx, address, fetch.Validators{})
		if err != nil {
			return err
		}
		data := bytes.ReplaceAll(r.Body, []byte("\r"), nil)
		blocks, err := fetch.ParseRegistry(data)
		if err != nil {
			return fmt.Errorf("%s: %w", address, err)
		}
		if err := tell(out, filepath.Join(dir, name), blocks); err != nil {
			return err
		}
		files[name] = data
	}
	for name, data := range files {
		if err := replace(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	return nil
}

// tell prints the blocks that are new and those that are gone. A registry that
// was not there before is all new.
func tell(out io.Writer, path string, blocks []fetch.Block) error {
	old, err := os.ReadFile(path)
	var before []fetch.Block
	if err == nil {
		if before, err = fetch.ParseRegistry(old); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	was, is := make(map[fetch.Block]bool), make(map[fetch.Block]bool)
	for _, b := range before {
		was[b] = true
	}
	for _, b := range blocks {
		if is[b] = true; !was[b] {
			fmt.Fprintf(out, "new  %s (%s)\n", b.Prefix, b.Name)
		}
	}
	for _, b := range before {
		if !is[b] {
			fmt.Fprintf(out, "gone %s (%s)\n", b.Prefix, b.Name)
		}
	}
	fmt.Fprintf(out, "%s: %d blocks\n", filepath.Base(path), len(blocks))
	return nil
}

// replace puts a file in the place of another in one step.
func replace(path string, data []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	next := path + ".new"
	if err := os.WriteFile(next, data, 0o644); err != nil {
		return err
	}
	return os.Rename(next, path)
}
