package config

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// entry is everything that is known of one setting.
type entry struct {
	key, env, standard, help string
	// set checks a value and puts it into a Config; its error says what is
	// wrong with the value, and what would be right.
	set func(c *Config, value string) error
}

func text(field func(*Config) *string) func(*Config, string) error {
	return func(c *Config, v string) error { *field(c) = v; return nil }
}

// table is all settings. Adding a line here is all that a new setting needs.
var table = slices.Concat([]entry{
	{"data_dir", "KIKU_DATA_DIR", "kiku-data", "folder where everything durable lives", func(c *Config, v string) error {
		if v == "" {
			return fmt.Errorf("must name a folder")
		}
		c.DataDir = v
		return nil
	}},
	{"database", "KIKU_DATABASE", "", "PostgreSQL to use instead of the SQLite in the data folder (postgres://...)", setDatabase},
	{"listen", "KIKU_LISTEN", "localhost:8080", "address to serve on, host:port", setListen},
	{"language", "KIKU_LANGUAGE", "auto", "language of the pages: auto, ja or en", func(c *Config, v string) error {
		if v != "auto" && v != "ja" && v != "en" {
			return fmt.Errorf("must be auto, ja or en")
		}
		c.Language = v
		return nil
	}},
	{"title", "KIKU_TITLE", "Kiku", "name of the site", text(func(c *Config) *string { return &c.Title })},
	{"base_url", "KIKU_BASE_URL", "", "public address of the site (https://news.example.org)", setBaseURL},
	{"hosts", "KIKU_HOSTS", "", "TOML file with the hosts' voices; empty for the built-in ones", text(func(c *Config) *string { return &c.Hosts })},
	{"workers", "KIKU_WORKERS", "2", "jobs done at a time, 1 to 64", number(1, 64, func(c *Config, n int) { c.Workers = n })},
}, fetchTable, []entry{
	{"model.url", "KIKU_MODEL_URL", "", "OpenAI-style address of a language model that may reword long lines, as http://localhost:11434/v1; empty for none", setModelURL(func(c *Config) *Model { return &c.Model })},
	{"model.name", "KIKU_MODEL_NAME", "", "which model to ask there", text(func(c *Config) *string { return &c.Model.Name })},
	{modelKey, "KIKU_MODEL_KEY", "", "key that the model's server asks for; better in the environment than in the file", text(func(c *Config) *string { return &c.Model.Key })},
	{"model.timeout", "KIKU_MODEL_TIMEOUT", "60s", "bound on one answer of the model, 1s to 2m", duration(time.Second, 2*time.Minute, func(c *Config, d time.Duration) { c.Model.Timeout = d })},
	{"embeddings.url", "KIKU_EMBEDDINGS_URL", "", "OpenAI-style address of a model that says by vectors which reports mean the same, as http://localhost:11434/v1; empty for none", setModelURL(func(c *Config) *Model { return &c.Embeddings })},
	{"embeddings.name", "KIKU_EMBEDDINGS_NAME", "", "which model to ask there; one that knows every language of your sources", text(func(c *Config) *string { return &c.Embeddings.Name })},
	{embeddingsKey, "KIKU_EMBEDDINGS_KEY", "", "key that this server asks for; better in the environment than in the file", text(func(c *Config) *string { return &c.Embeddings.Key })},
	{"embeddings.timeout", "KIKU_EMBEDDINGS_TIMEOUT", "20s", "bound on the vectors of up to 32 reports, 1s to 2m; reports that wait longer are placed without", duration(time.Second, 2*time.Minute, func(c *Config, d time.Duration) { c.Embeddings.Timeout = d })},
})

// Settings whose values are never shown.
const (
	modelKey      = "model.key"
	embeddingsKey = "embeddings.key"
)

func number(low, high int, put func(*Config, int)) func(*Config, string) error {
	return func(c *Config, v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < low || n > high {
			return fmt.Errorf("must be a number from %d to %d", low, high)
		}
		put(c, n)
		return nil
	}
}

func duration(low, high time.Duration, put func(*Config, time.Duration)) func(*Config, string) error {
	return func(c *Config, v string) error {
		d, err := time.ParseDuration(v)
		if err != nil || d < low || d > high {
			return fmt.Errorf("must be a time from %s to %s, as 90s, 15m or 2h", low, high)
		}
		put(c, d)
		return nil
	}
}

func setDatabase(c *Config, v string) error {
	if v != "" {
		u, err := url.Parse(v)
		if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
			return fmt.Errorf("must be empty or an address as postgres://user@host/name")
		}
	}
	c.Database = v
	return nil
}

func setListen(c *Config, v string) error {
	_, port, err := net.SplitHostPort(v)
	if err != nil {
		return fmt.Errorf("must be host:port, as localhost:8080 or :8080")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("must end in a port from 0 to 65535")
	}
	c.Listen = v
	return nil
}

func setBaseURL(c *Config, v string) error {
	v = strings.TrimRight(v, "/")
	if v != "" {
		u, err := url.Parse(v)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return fmt.Errorf("must be empty or an address as https://news.example.org")
		}
	}
	c.BaseURL = v
	return nil
}

func setModelURL(field func(*Config) *Model) func(*Config, string) error {
	return func(c *Config, v string) error {
		v = strings.TrimRight(v, "/")
		if v != "" {
			u, err := url.Parse(v)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
				return fmt.Errorf("must be empty or an address as http://localhost:11434/v1")
			}
		}
		field(c).URL = v
		return nil
	}
}
