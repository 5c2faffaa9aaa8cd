package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
)

// version is the release; CHANGELOG.md has a section for each.
const version = "0.1.0-dev"

// versionCmd prints what this program is.
type versionCmd struct{}

// Help is printed by kiku version --help.
func (versionCmd) Help() string {
	return "Example:\n\n    kiku version --json"
}

// about is the result of kiku version.
type about struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	System   string `json:"system"`
}

// Run prints the version.
func (versionCmd) Run(a *app) error {
	v := about{Version: version, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				v.Revision = s.Value
			case "vcs.modified":
				v.Modified = s.Value == "true"
			}
		}
	}
	return a.print(v, func(w io.Writer) {
		fmt.Fprintf(w, "kiku %s", v.Version)
		if v.Revision != "" {
			fmt.Fprintf(w, " (%.12s)", v.Revision)
		}
		fmt.Fprintf(w, " %s %s\n", v.Go, v.System)
	})
}
