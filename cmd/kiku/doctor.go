package main

import (
	"fmt"
	"io"

	"kiku/internal/pipeline"
)

// doctorCmd looks at the installation.
type doctorCmd struct{}

// Help is printed by kiku doctor --help.
func (doctorCmd) Help() string {
	return `Looks at the settings, the database, the disk and the sources, and says what is wrong and what to do. Exit code 1 when something is.

Example:

    kiku doctor --data-dir /var/lib/kiku`
}

// Run looks and prints what was found.
func (doctorCmd) Run(a *app) error {
	h, err := a.open()
	if err != nil {
		return err
	}
	defer h.close()
	found := h.Doctor(a.ctx)
	if err := a.print(found, func(w io.Writer) { printFindings(w, found) }); err != nil {
		return err
	}
	for _, f := range found {
		if f.Level == pipeline.Fail {
			return errQuiet
		}
	}
	return nil
}

func printFindings(w io.Writer, found []pipeline.Finding) {
	for _, f := range found {
		fmt.Fprintf(w, "%-5s %-10s %s\n", f.Level, f.What, f.Text)
		if f.Hint != "" {
			fmt.Fprintf(w, "      hint: %s\n", f.Hint)
		}
	}
}
