// Package voices holds the hosts that come with Kiku: who they are, how they
// speak, and their faces.
package voices

import "embed"

// Files holds hosts.toml and the faces it names.
//
//go:embed *
var Files embed.FS
