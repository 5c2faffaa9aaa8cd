package eval

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	netcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"

	"kiku/internal/charset"
)

// charsetTexts are sentences of our own, one an encoding: name, text.
//
//go:embed charset.tsv
var charsetTexts string

// decoders are what is compared: Kiku's, and two that others use.
var decoders = []struct {
	name   string
	decode func(data []byte, contentType string) string
}{
	{"kiku", func(data []byte, contentType string) string { return string(charset.Decode(data, contentType).Text) }},
	{"xnet", func(data []byte, contentType string) string {
		e, _, _ := netcharset.DetermineEncoding(data, contentType)
		out, _ := e.NewDecoder().Bytes(data) // an error leaves what was decoded: wrong
		return string(out)
	}},
	{"chardet", func(data []byte, _ string) string {
		found, err := chardet.NewTextDetector().DetectBest(data)
		if err != nil {
			return ""
		}
		return decodeAs(found.Charset, data)
	}},
}

func decodeAs(name string, data []byte) string {
	if name == "GB-18030" {
		name = "gb18030" // chardet's spelling
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return ""
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return ""
	}
	return string(out)
}

// Charset measures how many byte strings are read as the text that they are,
// beside golang.org/x/net/html/charset and gogs/chardet. dataDir is the folder
// charset-chardet (files.jsonl.gz with the true encoding of each) or the data
// root. "files" are those as they are, "bare" the same with their declarations
// broken; "short" are Japanese strings of 5 to 50 characters in Shift_JIS and
// EUC-JP; "lies" are documents in many encodings whose header, document or both
// name a wrong one. set is not used. The error wraps ErrNoSet.
func Charset(dataDir, _ string) ([]Figure, error) {
	path := filepath.Join(dataDir, "files.jsonl.gz")
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join(dataDir, "text", "charset-chardet", "files.jsonl.gz")
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("measure charset: %w: %w", ErrNoSet, err)
	}
	files, err := charsetFiles(path)
	if err != nil {
		return nil, fmt.Errorf("measure charset: %w", err)
	}
	var bare, japanese []labelledBytes
	for _, f := range files {
		b := f
		b.data = undeclare(f.data)
		b.text = strings.TrimPrefix(decodeAs(f.name, b.data), "\ufeff")
		bare = append(bare, b)
		if isJapaneseName(f.name) {
			japanese = append(japanese, f)
		}
	}
	short, err := shortJapanese()
	if err != nil {
		return nil, fmt.Errorf("measure charset: %w", err)
	}
	lies, err := charsetLies()
	if err != nil {
		return nil, fmt.Errorf("measure charset: %w", err)
	}
	var out []Figure
	for _, part := range []struct {
		name  string
		cases []labelledBytes
	}{{"files", files}, {"files_ja", japanese}, {"bare", bare}, {"short_ja", short}, {"lies", lies}} {
		for _, d := range decoders {
			right := 0
			for _, c := range part.cases {
				if d.decode(c.data, c.contentType) == c.text {
					right++
				}
			}
			out = append(out, Figure{"charset-chardet." + part.name + "." + d.name, float64(right), len(part.cases)})
		}
	}
	return out, nil
}

// labelledBytes are bytes and the text that they are.
type labelledBytes struct {
	id, name, contentType string
	data                  []byte
	text                  string
}

func isJapaneseName(name string) bool {
	return name == "shift_jis" || name == "euc-jp" || name == "iso-2022-jp"
}

func charsetFiles(path string) ([]labelledBytes, error) {
	var out []labelledBytes
	err := eachLine([]string{path}, func(line []byte) error {
		var r struct{ File, Truth, B string }
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		data, err := base64.StdEncoding.DecodeString(r.B)
		if err != nil {
			return err
		}
		e, err := htmlindex.Get(r.Truth)
		if err != nil {
			return err
		}
		text, err := e.NewDecoder().Bytes(data)
		if err != nil {
			return err
		}
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
		out = append(out, labelledBytes{id: r.File, name: r.Truth, data: data, text: string(text)})
		return nil
	})
	return out, err
}

// undeclare breaks the declarations in a document without changing its length.
func undeclare(data []byte) []byte {
	out := bytes.Clone(data)
	for _, word := range []string{"charset", "Charset", "CHARSET", "encoding", "ENCODING"} {
		out = bytes.ReplaceAll(out, []byte(word), []byte("x"+word[1:]))
	}
	return out
}

// shortJapanese are all prefixes of 5, 10, 25 and 50 characters of the Japanese
// sentences, from every start, in two encodings.
func shortJapanese() ([]labelledBytes, error) {
	var out []labelledBytes
	for _, text := range ownTexts() {
		if !strings.ContainsAny(text.text, "のがはを") || !utf8.ValidString(text.text) {
			continue
		}
		chars := []rune(text.text)
		for _, n := range []int{5, 10, 25, 50} {
			for from := 0; from+n <= len(chars); from++ {
				part := string(chars[from : from+n])
				for _, name := range []string{"shift_jis", "euc-jp"} {
					data, err := encodeAs(name, part)
					if err != nil {
						return nil, err
					}
					out = append(out, labelledBytes{name: name, data: data, text: part})
				}
			}
		}
	}
	return out, nil
}

// charsetLies are documents whose header, document or both lie.
func charsetLies() ([]labelledBytes, error) {
	var out []labelledBytes
	texts := ownTexts()
	for i, t := range texts {
		lie, other := texts[(i+3)%len(texts)].name, texts[(i+7)%len(texts)].name
		for _, c := range []struct{ header, document string }{{lie, t.name}, {t.name, lie}, {lie, other}} {
			page := `<!doctype html><html><head><meta charset="` + c.document + `"><title>` + t.text + `</title></head><body><p>` + t.text + `</p></body></html>`
			data, err := encodeAs(t.name, page)
			if err != nil {
				return nil, err
			}
			out = append(out, labelledBytes{id: t.name + " said " + c.header + ", " + c.document, name: t.name, contentType: "text/html; charset=" + c.header, data: data, text: page})
		}
	}
	return out, nil
}

func encodeAs(name, text string) ([]byte, error) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, err
	}
	return e.NewEncoder().Bytes([]byte(text))
}

func ownTexts() []labelledBytes {
	var out []labelledBytes
	for line := range strings.Lines(charsetTexts) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		out = append(out, labelledBytes{name: name, text: text})
	}
	return out
}
