package charset

import "github.com/gogs/chardet"

// guess returns the most likely encoding of data that declares none.
func guess(data []byte) string {
	found, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), 64<<10)])
	if err != nil || found == nil {
		return "windows-1252"
	}
	return canonical(found.Charset)
}
