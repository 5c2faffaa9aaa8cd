package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/knadh/koanf/parsers/toml/v2"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/v2"
)

// LoadInput is where settings come from.
type LoadInput struct {
	// File is the configuration file. "" looks for KIKU_CONFIG, then for
	// kiku.toml in the data folder, which need not be there.
	File string
	// Environ is the environment as os.Environ returns it. Of its variables
	// those of the table count; one that is nearly one of them is an error.
	Environ []string
	// Flags are settings given on the command line, by key. Empty values count
	// as not given.
	Flags map[string]string
}

// Load puts the settings together: defaults, file, environment, flags; later
// ones win. All that is wrong is reported at once: the error joins *Error
// values, each with its place and a hint.
func Load(in LoadInput) (Config, error) {
	l := loader{k: koanf.New("."), from: make(map[string]string)}
	standard := make(map[string]any)
	for _, e := range table {
		standard[e.key] = e.standard
		l.from[e.key] = "default"
	}
	// Files and environment are read on top of flat maps that cannot fail.
	l.merge(standard)
	environ := l.environment(in.Environ)
	flags := l.flags(in.Flags)
	l.file(in, environ, flags)
	for key, v := range environ {
		l.put(key, v, "environment "+envOf(key))
	}
	for key, v := range flags {
		l.put(key, v, "flag --"+strings.ReplaceAll(key, "_", "-"))
	}
	return l.config()
}

type loader struct {
	k    *koanf.Koanf
	from map[string]string
	errs []error
}

func (l *loader) merge(values map[string]any) {
	if err := l.k.Load(confmap.Provider(values, "."), nil); err != nil {
		l.errs = append(l.errs, err)
	}
}

func (l *loader) put(key string, value any, from string) {
	l.merge(map[string]any{key: value})
	l.from[key] = from
}

func (l *loader) fail(from, key string, err error, hint string) {
	l.errs = append(l.errs, &Error{From: from, Key: key, Err: err, Hint: hint})
}

// environment returns the settings that the environment gives, by key.
func (l *loader) environment(environ []string) map[string]string {
	k := koanf.New("\x00")
	known := make([]string, len(table))
	for i, e := range table {
		known[i] = e.env
	}
	provider := env.Provider("\x00", env.Opt{Prefix: "KIKU_", EnvironFunc: func() []string { return environ }})
	if err := k.Load(provider, nil); err != nil {
		l.errs = append(l.errs, err)
	}
	out := make(map[string]string)
	for _, name := range k.Keys() {
		i := slices.Index(known, name)
		if i >= 0 {
			out[table[i].key] = k.String(name)
			continue
		}
		// Other programs may have variables with this prefix, so only what is
		// nearly a setting is taken for a slip.
		if like := nearest(name, known); like != "" && name != "KIKU_CONFIG" {
			l.fail("environment "+name, "", ErrUnknown, "did you mean "+like+"?")
		}
	}
	return out
}

func (l *loader) flags(given map[string]string) map[string]string {
	out := make(map[string]string)
	for key, v := range given {
		if v == "" {
			continue
		}
		if !slices.Contains(keys(), key) {
			l.fail("flag --"+key, "", ErrUnknown, "")
			continue
		}
		out[key] = v
	}
	return out
}

// file reads the configuration file, if there is one.
func (l *loader) file(in LoadInput, environ, flags map[string]string) {
	path, needed := in.File, in.File != ""
	for _, v := range in.Environ {
		if p, ok := strings.CutPrefix(v, "KIKU_CONFIG="); ok && path == "" && p != "" {
			path, needed = p, true
		}
	}
	if path == "" {
		dir := l.k.String("data_dir")
		for _, m := range []map[string]string{environ, flags} {
			if v := m["data_dir"]; v != "" {
				dir = v
			}
		}
		path = filepath.Join(dir, "kiku.toml")
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !needed {
		return
	}
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = ErrNoFile
		}
		l.fail(path, "", err, "name a file that is there, or none for the defaults")
		return
	}
	l.parse(path, data)
}

func (l *loader) parse(path string, data []byte) {
	values, err := toml.Parser().Unmarshal(data)
	if err != nil {
		from := path
		var at interface{ Position() (int, int) }
		if errors.As(err, &at) {
			row, _ := at.Position()
			from = fmt.Sprintf("%s:%d", path, row)
		}
		l.fail(from, "", fmt.Errorf("%w: %w", ErrSyntax, err), `write settings as key = "value", sections as [fetch]`)
		return
	}
	k := koanf.New(".")
	if err := k.Load(confmap.Provider(values, ""), nil); err != nil {
		l.errs = append(l.errs, err)
		return
	}
	for _, key := range k.Keys() {
		from := fmt.Sprintf("%s:%d", path, lineOf(data, key))
		if !slices.Contains(keys(), key) {
			hint := "kiku config lists all settings"
			if like := nearest(key, keys()); like != "" {
				hint = "did you mean " + like + "?"
			}
			l.fail(from, key, ErrUnknown, hint)
			continue
		}
		l.put(key, k.Get(key), from)
	}
}

var (
	section = regexp.MustCompile(`^\s*\[\s*([^\[\]]+?)\s*\]`)
	setting = regexp.MustCompile(`^\s*([A-Za-z0-9_."'-]+?)\s*=`)
)

// lineOf finds the line on which a key is set, 1 when it cannot be told.
func lineOf(data []byte, key string) int {
	in := ""
	for i, line := range strings.Split(string(data), "\n") {
		if m := section.FindStringSubmatch(line); m != nil {
			in = m[1] + "."
		} else if m := setting.FindStringSubmatch(line); m != nil && in+strings.Trim(m[1], `"'`) == key {
			return i + 1
		}
	}
	return 1
}

func keys() []string {
	out := make([]string, len(table))
	for i, e := range table {
		out[i] = e.key
	}
	return out
}

func envOf(key string) string { return table[slices.Index(keys(), key)].env }

// config checks all values and puts them into a Config.
func (l *loader) config() (Config, error) {
	var c Config
	for _, e := range table {
		value := asText(l.k.Get(e.key))
		if err := e.set(&c, value); err != nil {
			l.fail(l.from[e.key], e.key, fmt.Errorf("%w %q: %w", ErrValue, shown(e.key, value), err), "it means: "+e.help)
		}
		c.settings = append(c.settings, Setting{Key: e.key, Env: e.env, Value: shown(e.key, value), Default: e.standard, From: l.from[e.key], Help: e.help})
	}
	for _, m := range []struct {
		section string
		Model
	}{{"model", c.Model}, {"embeddings", c.Embeddings}} {
		if m.URL != "" && m.Name == "" {
			l.fail(l.from[m.section+".url"], m.section+".name", fmt.Errorf("%w %q: a model's address needs its name too", ErrValue, ""), "the server lists its models at "+hidden(m.URL)+"/models")
		}
	}
	if len(l.errs) > 0 {
		return Config{}, errors.Join(l.errs...)
	}
	return c, nil
}

// asText turns a TOML value into the text form that the table reads: lists are
// joined by commas.
func asText(v any) string {
	if list, ok := v.([]any); ok {
		parts := make([]string, len(list))
		for i, e := range list {
			parts[i] = asText(e)
		}
		return strings.Join(parts, ",")
	}
	if v == nil {
		return ""
	}
	return strings.TrimSpace(fmt.Sprint(v))
}

// shown is a setting's value as it may be printed: keys are hidden whole.
func shown(key, v string) string {
	if (key == modelKey || key == embeddingsKey || key == credentialsKey) && v != "" {
		return "hidden"
	}
	return hidden(v)
}

// hidden hides a password in an address.
func hidden(v string) string {
	if u, err := url.Parse(v); err == nil && u.User != nil {
		return u.Redacted()
	}
	return v
}
