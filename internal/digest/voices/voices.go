// Package voices holds the hosts of a digest as data: their names, titles,
// manners and remarks in Japanese and English (hosts.toml) and their drawn
// faces (SVG, named by the hosts' "face" keys). It holds no code that reads
// them; package digest does that, and an owner may give it a file of their own
// in the same form.
package voices

import "embed"

// Files holds hosts.toml and the faces it names.
//
//go:embed hosts.toml *.svg
var Files embed.FS
