package main

import (
	"testing"

	"kiku/internal/config"
	"kiku/internal/fetch"
)

// TestSettingsHaveTheFetchersDefaults: the table of settings and package fetch
// name the same limits.
func TestSettingsHaveTheFetchersDefaults(t *testing.T) {
	t.Parallel()
	c, err := config.Load(config.LoadInput{Flags: map[string]string{"data_dir": t.TempDir()}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fetchOptions(c.Fetch).Limits, fetch.DefaultLimits(); got != want {
		t.Errorf("settings say %+v, fetch %+v", got, want)
	}
}
