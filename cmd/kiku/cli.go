package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// global are the flags that every command takes. The three that name a setting
// are laid over the configuration file and the environment.
type global struct {
	DataDir  string `name:"data-dir" placeholder:"DIR" help:"Folder where everything durable lives (KIKU_DATA_DIR)."`
	Database string `placeholder:"URL" help:"PostgreSQL to use instead of the SQLite in the data folder (KIKU_DATABASE)."`
	Listen   string `placeholder:"HOST:PORT" help:"Address to serve on (KIKU_LISTEN)."`
	Config   string `placeholder:"FILE" help:"Configuration file in TOML (KIKU_CONFIG)."`
	JSON     bool   `name:"json" help:"Print the result as JSON."`
	Quiet    bool   `short:"q" help:"Print results and errors only."`
}

// app is what a command has in its hands while it runs.
type app struct {
	global
	ctx context.Context
	env []string
	out io.Writer // results
	err io.Writer // progress, logs and errors
}

const description = `Follows the news sources you choose, works out which reports tell of the same matter, and publishes digests that can be checked line by line.

Exit codes: 0 done; 1 it failed, or a check found something; 2 wrong command line or setting; 130 interrupted, and what was done is kept.`

// run parses args, runs the command and returns the exit code.
func run(ctx context.Context, args, env []string, stdout, stderr io.Writer) int {
	var cli commands
	exit := -1
	parser, err := kong.New(&cli,
		kong.Name("kiku"),
		kong.Description(description),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exit = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.UsageOnError(),
	)
	if err != nil {
		return complain(stderr, fmt.Errorf("command line: %w", err))
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 { // --help has printed what was asked for
		return exit
	}
	if err != nil {
		return complain(stderr, misused(err))
	}
	a := &app{global: cli.global, ctx: ctx, env: env, out: stdout, err: stderr}
	return complain(stderr, parsed.Run(a))
}

// misused turns kong's parse error into ours, with the command to ask for help.
func misused(err error) error {
	name := "kiku"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil {
		if node := parse.Context.Selected(); node != nil {
			name = node.FullPath()
		}
	}
	message := err.Error()
	return usage(errors.New(strings.ToLower(message[:1])+message[1:]), "see "+name+" --help")
}

// print writes v as JSON when --json is set, and else what text writes.
func (a *app) print(v any, text func(w io.Writer)) error {
	if !a.JSON {
		text(a.out)
		return nil
	}
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print as JSON: %w", err)
	}
	return nil
}

// tell writes a line of progress unless --quiet is set.
func (a *app) tell(format string, args ...any) {
	if !a.Quiet {
		fmt.Fprintf(a.err, format+"\n", args...)
	}
}

// getenv is the value of a variable of the environment the command runs in.
func (a *app) getenv(name string) string {
	for _, pair := range a.env {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}
