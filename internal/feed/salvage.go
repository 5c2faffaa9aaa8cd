package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
)

// wellFormed reports whether one item is XML in itself. Namespace prefixes need
// no declaration for that.
func wellFormed(item []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(item))
	d.Entity = xml.HTMLEntity
	for {
		_, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return balanced(item)
		}
		if err != nil {
			return false
		}
	}
}

func balanced(item []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(item))
	d.Entity = xml.HTMLEntity
	for {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// closing returns the end tags that a feed's head is missing.
func closing(head []byte) []byte {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	var open []string
	for {
		t, err := d.RawToken()
		if err != nil {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, name(t.Name))
		case xml.EndElement:
			if i := lastIndex(open, name(t.Name)); i >= 0 {
				open = open[:i]
			}
		}
	}
	var out []byte
	for _, n := range slices.Backward(open) {
		out = append(out, "</"+n+">"...)
	}
	return out
}

func name(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

func lastIndex(list []string, s string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == s {
			return i
		}
	}
	return -1
}
