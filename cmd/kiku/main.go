// Command kiku follows news sources, works out which reports tell of the same
// matter, and publishes digests that readers can check line by line.
//
// This package parses commands, calls package pipeline and prints. What Kiku
// decides is decided in the packages of the river (ARCHITECTURE.md).
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal asks for an orderly end; after it the handler is gone,
	// so that a second one ends the program at once.
	context.AfterFunc(ctx, stop)
	code := run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
