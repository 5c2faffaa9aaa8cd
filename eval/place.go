package eval

import (
	"os"
	"path/filepath"
)

// place is where labelled sets lie: texts in data, labels in gold. only is ""
// or the set, or folder of sets, that was asked for ("giveme5w1h", "en").
type place struct{ data, gold, only string }

// locate finds texts and labels from the folder that the user named: the data
// root, the folder that holds data and gold, gold itself, or the folder of one
// set in either of them.
func locate(dir string) place {
	dir, err := filepath.Abs(dir)
	if err != nil {
		dir = filepath.Clean(dir)
	}
	up, name := filepath.Dir(dir), filepath.Base(dir)
	switch {
	case isDir(dir, "data") || isDir(dir, "gold"):
		return rooted(dir, "")
	case name == "gold":
		return rooted(up, "")
	case filepath.Base(up) == "gold":
		return rooted(filepath.Dir(up), name)
	case hasFiles(dir, "*.jsonl.gz") || hasFiles(dir, "articles/*") || hasFiles(dir, "*.tsv"):
		p := place{data: up, gold: goldBeside(up), only: name}
		if hasFiles(dir, "*.tsv") { // labels alone
			p.gold = up
		}
		return p
	}
	return place{data: dir, gold: goldBeside(dir)}
}

// rooted is the place in a folder that holds data and gold; labels inside data
// come first.
func rooted(root, only string) place {
	p := place{data: filepath.Join(root, "data"), gold: filepath.Join(root, "gold"), only: only}
	if !isDir(root, "data") {
		p.data = root
	}
	if !isDir(root, "gold") {
		p.gold = goldBeside(p.data)
	}
	return p
}

// goldBeside is the folder of labels inside a folder of texts, or beside it.
func goldBeside(data string) string {
	if isDir(data, "gold") {
		return filepath.Join(data, "gold")
	}
	return filepath.Join(data, "..", "gold")
}

// wants says whether a set (or folder of sets) was asked for.
func (p place) wants(name string) bool { return p.only == "" || p.only == name }

func isDir(parts ...string) bool {
	info, err := os.Stat(filepath.Join(parts...))
	return err == nil && info.IsDir()
}

func hasFiles(dir, pattern string) bool {
	found, _ := filepath.Glob(filepath.Join(dir, pattern)) // the pattern is well formed
	return len(found) > 0
}
