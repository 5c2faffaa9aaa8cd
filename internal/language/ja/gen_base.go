//go:build ignore

// Command gen_base writes base.gen.bin: for each entry of the IPA dictionary
// how its dictionary form comes from its surface. The shrunk dictionary leaves
// inflections out to save 90 MB; this table gives back the one that is needed
// for 0.04 MB. It is derived from the IPA dictionary, whose licence notice comes
// with github.com/ikawaha/kagome-dict/ipa.
//
// The file is gzip of: number of rules (uint16), each rule as "strip\tsuffix\n"
// after its byte length (uint16), then one byte a dictionary entry: 0 for the
// surface itself, else the rule's number.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"sort"
	"strings"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"
)

func main() {
	d := ipa.Dict()
	forms := map[string]int{}
	keys := make([]string, len(d.Contents))
	surfaces := surfacesOf(d)
	at := int(d.ContentsMeta[dict.BaseFormIndex])
	for id := range d.Contents {
		at := at - len(d.POSTable.POSs[id])
		base, surface := d.Contents[id][at], surfaces[id]
		if base == "*" || base == surface || surface == "" {
			continue
		}
		s, b := []rune(surface), []rune(base)
		k := 0
		for k < len(s) && k < len(b) && s[k] == b[k] {
			k++
		}
		keys[id] = fmt.Sprintf("%d\t%s", len(s)-k, string(b[k:]))
		forms[keys[id]]++
	}
	names := make([]string, 0, len(forms))
	for k := range forms {
		names = append(names, k)
	}
	sort.Slice(names, func(i, j int) bool {
		return forms[names[i]] > forms[names[j]] || forms[names[i]] == forms[names[j]] && names[i] < names[j]
	})
	log.Printf("%d forms", len(names))
	if len(names) > 255 {
		for _, n := range names[255:] {
			log.Printf("left out: %q (%d)", n, forms[n])
		}
		names = names[:255]
	}
	code := map[string]byte{}
	for i, n := range names {
		code[n] = byte(i + 1)
	}
	var out bytes.Buffer
	zw, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	rules := strings.Join(names, "\n")
	binary.Write(zw, binary.LittleEndian, uint16(len(rules)))
	zw.Write([]byte(rules))
	for _, k := range keys {
		zw.Write([]byte{code[k]})
	}
	zw.Close()
	if err := os.WriteFile("base.gen.bin", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%d entries, %d bytes", len(keys), out.Len())
}

// surfacesOf walks the dictionary's trie: entries do not hold their surface.
func surfacesOf(d *dict.Dict) []string {
	out := make([]string, len(d.Contents))
	da := d.Index.Da
	var walk func(p int, prefix []byte)
	walk = func(p int, prefix []byte) {
		base := int(da[p].Base)
		if end := base; end < len(da) && int(da[end].Check) == p && da[end].Base <= 0 {
			id := int(-da[end].Base)
			for k := 0; k <= int(d.Index.Dup[int32(id)]); k++ {
				out[id+k] = string(prefix)
			}
		}
		for c := 1; c < 256; c++ {
			if q := base + c; q < len(da) && int(da[q].Check) == p {
				walk(q, append(prefix, byte(c)))
			}
		}
	}
	walk(0, nil)
	return out
}
