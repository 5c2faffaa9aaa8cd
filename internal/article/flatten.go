package article

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// level are the elements that flatten leaves: they say something about the page
// and cannot nest.
var level = map[string]bool{"title": true, "meta": true, "link": true, "h1": true, "h2": true, "p": true, "br": true}

// readings are elements over Japanese words whose end tags may be missing.
var readings = map[string]bool{"rt": true, "rp": true, "rtc": true}

// unshown are elements whose text no reader sees. The tokenizer gives the text
// of script and style in one piece.
var unshown = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "svg": true}

// flatten takes a page apart into tags and drops all that only nests. Elements
// that begin a paragraph become one; all shown text is kept, in its order.
func flatten(page []byte) []byte {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	z.SetMaxBuf(maxPage + 1)
	reading, hidden := false, ""
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := z.Raw()
		if kind == html.TextToken {
			if !reading && hidden == "" {
				out.Write(raw)
			}
			continue
		}
		if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		raw = bytes.Clone(raw) // TagName changes it
		nameBytes, _ := z.TagName()
		name, starts := string(nameBytes), kind == html.StartTagToken
		switch {
		case hidden != "":
			if name == hidden && !starts {
				hidden = ""
			}
		case unshown[name] && starts:
			hidden = name
			if name == "script" {
				hidden = flattenScript(&out, z, raw)
			}
		case level[name]:
			reading = false
			out.Write(raw)
		case name == "time" && starts:
			out.Write(raw)
			out.WriteString("</time>")
		case readings[name]:
			reading = starts
		case block[name]:
			reading = false
			out.WriteString("<p>")
		case name == "ruby" || name == "rb":
			reading = false
		default:
			if !strings.Contains(inline, " "+name+" ") {
				out.WriteByte(' ')
			}
		}
	}
}

// inline are elements that may stand within a word.
const inline = " a b i u s em strong span font small big sub sup mark code wbr abbr cite ins del q "

// flattenScript copies a script that says something about the page, and returns
// the name of the element whose end is to be waited for.
func flattenScript(out *bytes.Buffer, z *html.Tokenizer, start []byte) string {
	if !bytes.Contains(bytes.ToLower(start), []byte("ld+json")) {
		return "script"
	}
	if z.Next() != html.TextToken {
		return "" // the end of an empty script
	}
	out.Write(start)
	out.Write(z.Raw())
	out.WriteString("</script>")
	return "script"
}
