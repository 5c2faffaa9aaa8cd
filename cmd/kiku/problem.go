package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The exit codes of kiku, printed by `kiku --help`.
const (
	exitOK          = 0
	exitFailed      = 1   // it could not be done, or a check found something
	exitUsage       = 2   // the command line or a setting is wrong
	exitInterrupted = 130 // stopped by a signal; what was done is kept
)

// problem is an error with what the user can do about it.
type problem struct {
	err  error
	hint string
	code int
}

func (p *problem) Error() string { return p.err.Error() }
func (p *problem) Unwrap() error { return p.err }

// hinted adds a hint to err; nil stays nil.
func hinted(err error, hint string) error {
	if err == nil {
		return nil
	}
	return &problem{err: err, hint: hint, code: exitFailed}
}

// usage is a mistake in the command line or in a setting.
func usage(err error, hint string) error {
	return &problem{err: err, hint: hint, code: exitUsage}
}

// errQuiet ends a command with exitFailed after it has printed its result,
// which says what is wrong.
var errQuiet = errors.New("result printed")

// complain prints err as one line and its hint as another, and returns the
// exit code.
func complain(w io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	if errors.Is(err, errQuiet) {
		return exitFailed
	}
	var p *problem
	if !errors.As(err, &p) {
		p = &problem{hint: hintFor(err), code: exitFailed}
		if errors.Is(err, context.Canceled) {
			p.code = exitInterrupted
		}
	}
	fmt.Fprintf(w, "kiku: %s\n", oneLine(err.Error()))
	fmt.Fprintf(w, "hint: %s\n", p.hint)
	return p.code
}

// oneLine joins the lines of a message, so that an error is always one line.
func oneLine(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
