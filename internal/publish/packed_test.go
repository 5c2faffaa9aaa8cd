package publish

import (
	"errors"
	"testing"
)

func TestSamePacked(t *testing.T) {
	page := []byte("<p>The ferry stops on Monday.</p>")
	gz, br, err := pack(page)
	if err != nil {
		t.Fatal(err)
	}
	for name, packed := range map[string][]byte{"en/index.html.gz": gz, "en/index.html.br": br} {
		if !Packed(name) || Unpacked(name) != "en/index.html" {
			t.Errorf("%s is no copy of %s", name, Unpacked(name))
		}
		if err := SamePacked(name, packed, page); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for what, data := range map[string][]byte{"a longer file": append(page[:len(page):len(page)], '!'), "a shorter file": page[:9], "another file": []byte("<p>The ferry stops on Sunday.</p>")} {
			if err := SamePacked(name, packed, data); !errors.Is(err, ErrPacked) {
				t.Errorf("%s beside %s: %v", name, what, err)
			}
		}
		if err := SamePacked(name, []byte("no copy"), page); !errors.Is(err, ErrPacked) {
			t.Errorf("%s of nothing: %v", name, err)
		}
	}
	for _, name := range []string{"en/index.html", "a/photo.gz", "backup.tar.gz"} {
		if Packed(name) {
			t.Errorf("%s is taken for a copy", name)
		}
	}
}
