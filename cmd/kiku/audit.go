package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"kiku/internal/article"
	"kiku/internal/digest/audit"
)

// auditCmd audits digest pages, ours or another's.
type auditCmd struct {
	Page []string `arg:"" help:"Files of digest pages, text or HTML; - reads standard input."`
	Lang string   `enum:"ja,en," default:"" help:"Language of the reasons: ja or en. Default: the page's."`
}

// Help is printed by kiku audit --help.
func (auditCmd) Help() string {
	return `Finds a page's headline, bullets, cards, prose, remarks and conclusion, and holds what the page says against what its own cards print, by fifteen mechanical checks (C1 card coverage to C15 relevance; docs/operating.md lists them). Each defect is printed with page, line, check, reason and the words. Nothing is fetched. With --data-dir, reports of that data folder stand behind the cards that link to them.

Exit code 1 when a defect is found.

Example:

    kiku audit page.txt --lang en
    kiku audit site/ja/s/*/index.html`
}

// Run audits every page and prints its defects.
func (c *auditCmd) Run(a *app) error {
	o := audit.Options{Lang: c.Lang}
	if a.DataDir != "" || a.Database != "" {
		h, err := a.open()
		if err != nil {
			return err
		}
		defer h.close()
		o.Article = func(url string) (article.Article, bool) {
			one, err := h.Store.Article(a.ctx, article.IDOf(url))
			return one, err == nil
		}
	}
	all := []audit.Defect{}
	for _, name := range c.Page {
		p, err := readPage(name)
		if errors.Is(err, audit.ErrNoDigest) && len(c.Page) > 1 {
			a.tell("passed over: %v", err)
			continue
		}
		if err != nil {
			return err
		}
		all = append(all, audit.Audit(p, o)...)
	}
	if err := a.print(all, func(w io.Writer) {
		for _, d := range all {
			where := fmt.Sprintf("%s:%d", d.Page, d.Line)
			if d.ID != "" {
				where += "#" + d.ID
			}
			fmt.Fprintf(w, "%s: %s %s\n  %s\n", where, d.Check, d.Reason, d.Quote)
		}
	}); err != nil {
		return err
	}
	if len(all) > 0 {
		a.tell("%d defects in %d pages", len(all), len(c.Page))
		return errQuiet
	}
	return nil
}

// readPage reads a page from a file or from standard input.
func readPage(name string) (audit.Page, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(os.Stdin)
	} else {
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return audit.Page{}, usage(fmt.Errorf("audit: %w", err), "give the file of a digest page: kiku audit page.html")
	}
	p, err := audit.Read(name, data)
	switch {
	case errors.Is(err, audit.ErrEmpty):
		return p, hinted(fmt.Errorf("audit: %w", err), "save the page with its text; a page that a script fills is empty without it")
	case errors.Is(err, audit.ErrEncoding):
		return p, hinted(fmt.Errorf("audit: %w", err), "save it as UTF-8 text or HTML")
	case errors.Is(err, audit.ErrNoDigest):
		return p, hinted(fmt.Errorf("audit: %w", err), "an audit needs the page of a digest, with cards (title, date, points, address) or with sections")
	case err != nil:
		return p, fmt.Errorf("audit: %w", err)
	}
	return p, nil
}
