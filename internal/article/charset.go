package article

import "kiku/internal/charset"

// decode turns a page's bytes into UTF-8, whatever the server and the page say
// of their encoding.
func decode(page []byte, contentType string) []byte {
	return charset.Decode(page, contentType).Text
}
