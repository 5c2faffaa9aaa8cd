package article

import "kiku/internal/charset"

// unmix repairs a text that was made UTF-8 twice on its way: "Â£100" was "£100".
func unmix(s string) string {
	out, _ := charset.Undouble(s)
	return out
}
