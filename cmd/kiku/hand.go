package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kiku/internal/config"
	"kiku/internal/digest"
	"kiku/internal/fetch"
	"kiku/internal/pipeline"
	"kiku/internal/sample"
	"kiku/internal/site"
	"kiku/internal/store"
)

// hand is the pipeline on an open store, with the settings it was made from.
type hand struct {
	*pipeline.Pipeline
	app    *app
	config config.Config
	store  *store.Store
	log    *slog.Logger
}

// settings puts together defaults, file, environment and flags.
func (a *app) settings() (config.Config, error) {
	c, err := config.Load(config.LoadInput{
		File: a.Config, Environ: a.env,
		Flags: map[string]string{"data_dir": a.DataDir, "database": a.Database, "listen": a.Listen},
	})
	return c, misconfigured(err)
}

// misconfigured joins all that is wrong with the settings into one problem.
func misconfigured(err error) error {
	if err == nil {
		return nil
	}
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	var what, hints []string
	for _, err := range all {
		what = append(what, err.Error())
		var e *config.Error
		if errors.As(err, &e) && e.Hint != "" {
			hints = append(hints, e.Hint)
		}
	}
	if hints == nil {
		hints = []string{"kiku config prints every setting and where it comes from"}
	}
	return usage(errors.New(strings.Join(what, "; ")), strings.Join(hints, "; "))
}

// open opens the store that the settings name and puts a pipeline on it. The
// caller closes the hand.
func (a *app) open() (*hand, error) {
	c, err := a.settings()
	if err != nil {
		return nil, err
	}
	hosts, err := hostsOf(c)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(a.ctx, store.Options{DataDir: c.DataDir, URL: c.Database})
	if err != nil {
		return nil, hinted(err, openHint(c))
	}
	h := &hand{app: a, config: c, store: s, log: a.logger(slog.LevelInfo)}
	pc := pipeline.Config{
		Store: s, Hosts: hosts, Log: a.logger(slog.LevelWarn), Sample: sample.Files(), Procs: c.Workers,
		Site: site.Config{BaseURL: c.BaseURL, DefaultLang: langOf(c)},
	}
	if c.Title != "Kiku" {
		pc.Site.Title = map[string]string{"ja": c.Title, "en": c.Title}
	}
	if c.Fetch.Enabled {
		pc.Network = fetch.New(fetchOptions(c.Fetch))
	}
	pc.Callback = callbackOf(c)
	if c.Model.URL != "" {
		pc.Writer = newModel(c.Model)
	}
	if c.Embeddings.URL != "" {
		pc.Embedder = newEmbedder(c.Embeddings)
	}
	if h.Pipeline, err = pipeline.New(pc); err != nil {
		return nil, errors.Join(fmt.Errorf("start the pipeline: %w", err), s.Close())
	}
	return h, nil
}

// fetchOptions are the settings of fetching in the fetcher's own form.
func fetchOptions(c config.Fetch) fetch.Options {
	return fetch.Options{
		// 0 is no rest as a setting, and the default as an option.
		UserAgent: c.UserAgent(), Delay: max(c.Delay, time.Nanosecond), Allow: c.Allow, AllowHosts: c.AllowHosts, NAT64: c.NAT64, Proxy: c.Proxy,
		Credentials: c.Credentials, Pins: c.Pins,
		Limits: fetch.Limits{
			Resolve: c.Resolve, Connect: c.Connect, TLS: c.TLS, Header: c.Header, Exchange: c.Timeout,
			SlowRate: c.SlowRate, SlowOver: c.SlowOver, HeaderBytes: c.HeaderBytes,
			Feed: fetch.Size{Packed: c.FeedPacked, Unpacked: c.FeedBytes}, Page: fetch.Size{Packed: c.PagePacked, Unpacked: c.PageBytes},
			Robots: fetch.Size{Packed: c.RobotsBytes, Unpacked: c.RobotsBytes},
			Ratio:  c.Ratio, Redirects: c.Redirects, KnownFor: c.KnownFor, UnknownFor: c.UnknownFor,
		},
	}
}

// hostsOf reads the owner's voices; the zero value stands for the built-in ones.
func hostsOf(c config.Config) (digest.Hosts, error) {
	if c.Hosts == "" {
		return digest.Hosts{}, nil
	}
	data, err := os.ReadFile(c.Hosts)
	if err != nil {
		return digest.Hosts{}, usage(fmt.Errorf("hosts: %w", err), "leave the setting hosts empty for the built-in ones")
	}
	hosts, err := digest.LoadHosts(data, func(name string) (string, error) {
		face, err := os.ReadFile(filepath.Join(filepath.Dir(c.Hosts), filepath.FromSlash(name)))
		return string(face), err
	})
	if err != nil {
		return digest.Hosts{}, usage(fmt.Errorf("hosts %s: %w", c.Hosts, err), "leave the setting hosts empty for the built-in ones")
	}
	return hosts, nil
}

// langOf is the language of the page at the root; "" lets the site choose.
func langOf(c config.Config) string {
	if c.Language == "auto" {
		return ""
	}
	return c.Language
}

func openHint(c config.Config) string {
	if c.Database != "" {
		return "is PostgreSQL running at that address, and may this user create tables there? kiku config prints the address"
	}
	return "may this user write to the folder " + c.DataDir + "? another folder can be named with --data-dir"
}

// logger writes events of the given level and above beside the results, one
// line each; with --quiet only errors.
func (a *app) logger(level slog.Level) *slog.Logger {
	if a.Quiet {
		level = slog.LevelError
	}
	return slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: level}))
}

// siteDir is where the site is built unless the user says otherwise.
func (h *hand) siteDir() string { return filepath.Join(h.config.DataDir, "site") }

// close closes the store; what it says then is told, but fails nothing.
func (h *hand) close() {
	if err := h.store.Close(); err != nil {
		h.app.tell("close the database: %v", err)
	}
}

// configCmd prints the settings in force.
type configCmd struct{}

// Help is printed by kiku config --help.
func (configCmd) Help() string {
	return `Prints every setting with its value and where that comes from: the default, a line of the TOML file, the environment, or a flag; later ones win.

Example:

    KIKU_LISTEN=:9000 kiku config`
}

// Run prints one line a setting.
func (configCmd) Run(a *app) error {
	c, err := a.settings()
	if err != nil {
		return err
	}
	all := c.Settings()
	return a.print(all, func(w io.Writer) {
		for _, s := range all {
			fmt.Fprintf(w, "%-22s %-24s %s\n", s.Key, fmt.Sprintf("%q", s.Value), s.From)
		}
	})
}
