package sample

import (
	"embed"
	"io/fs"
)

//go:embed newsroom.jsonl
var files embed.FS

// Files returns the reports as a folder with the one file newsroom.jsonl.
func Files() fs.FS { return files }
