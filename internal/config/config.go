// Package config holds the settings of one Kiku: every one has a default, and a
// TOML file, the environment and the command line can change it, in that order.
// Everything it knows of a setting stands in one table, so that the program can
// say what each means and where its value comes from.
package config

import "time"

// Config is a complete, checked set of settings.
type Config struct {
	DataDir  string // folder of everything durable, absolute or relative to the working folder
	Database string // "" for the SQLite in DataDir, else a postgres:// address
	Listen   string // host:port
	Language string // of the reader's interface: "auto", "ja" or "en"
	Title    string // of the site
	BaseURL  string // public address of the site, without a slash at its end; "" when unknown
	Hosts    string // file of hosts' voices; "" for the built-in ones
	Workers  int    // jobs at a time
	Fetch    Fetch
	Model    Model
	// Embeddings is the model that may say which reports mean the same.
	Embeddings Model

	settings []Setting
}

// Model is a model on a server, as the language model that may reword long
// lines; there is none while URL is empty.
type Model struct {
	URL     string        // of an OpenAI-style API, without a slash at its end: http://localhost:11434/v1
	Name    string        // which of the server's models
	Key     string        // secret; "" for servers that ask for none
	Timeout time.Duration // of one answer
}

// Setting is one setting as it is in force.
type Setting struct {
	Key     string `json:"key"`     // as in the file: "fetch.delay"
	Env     string `json:"env"`     // the variable that sets it
	Value   string `json:"value"`   // in force; secrets are hidden
	Default string `json:"default"` // without any other word
	From    string `json:"from"`    // "default", "kiku.toml:3", "environment KIKU_LISTEN" or "flag --listen"
	Help    string `json:"help"`
}

// Settings returns all settings in the table's order, with where each value
// comes from. Passwords in addresses are hidden.
func (c Config) Settings() []Setting { return append([]Setting(nil), c.settings...) }
