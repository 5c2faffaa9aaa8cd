package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// known names the fields of a report; several names for one thing are tried in
// order, and the first that is there and not empty wins.
var known = []struct {
	field string
	names []string
}{
	{"title", []string{"title", "headline"}},
	{"link", []string{"link", "url", "canonical_url", "address"}},
	{"text", []string{"text", "body", "article", "content", "maintext", "articleBody"}},
	{"published", []string{"published", "date", "pubDate", "pubdate", "date_publish", "published_at", "datePublished", "timestamp"}},
	{"updated", []string{"updated", "date_modify", "modified", "updated_at", "dateModified"}},
	{"source", []string{"source", "publisher", "feed", "source_domain", "sitename", "site_name"}},
	{"feed", []string{"feed", "feed_url"}},
	{"lang", []string{"lang", "language"}},
	{"summary", []string{"summary", "description", "standfirst"}},
	{"author", []string{"author", "authors", "byline", "creator"}},
	{"tags", []string{"tags", "keywords", "categories"}},
	{"picture", []string{"picture", "image", "image_url", "media_content", "media_thumbnail", "enclosures"}},
	{"credit", []string{"credit", "picture_credit"}},
	{"fiction", []string{"fiction"}},
	{"robots", []string{"robots", "x_robots_tag"}},
	{"withdrawn", []string{"withdrawn", "retracted"}},
}

// decode reads one JSON object as a report.
func decode(line []byte, renames map[string]string) (Record, error) {
	line = bytes.TrimPrefix(bytes.TrimSpace(line), []byte("\ufeff"))
	if len(line) == 0 || line[0] != '{' {
		return Record{}, ErrNotJSON
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(line, &object); err != nil {
		return Record{}, fmt.Errorf("%w: %w", ErrNotJSON, err)
	}
	for from, to := range renames {
		if v, ok := object[from]; ok {
			object[to] = v
		}
	}
	get := func(field string) []string {
		for _, k := range known {
			if k.field != field {
				continue
			}
			for _, name := range k.names {
				if v := stringsOf(object[name]); len(v) > 0 {
					return v
				}
			}
		}
		return nil
	}
	one := func(field string) string { return first(get(field)) }
	r := Record{
		Kind: Report, Title: one("title"), URL: one("link"), Text: strings.Join(get("text"), "\n\n"),
		Published: one("published"), Updated: one("updated"), Publisher: one("source"), FeedKey: one("feed"),
		Lang: one("lang"), Summary: one("summary"), Author: strings.Join(get("author"), ", "),
		Picture: one("picture"), Credit: one("credit"), Tags: get("tags"), Fiction: one("fiction") == "true",
		Robots: get("robots"), Withdrawn: one("withdrawn"),
	}
	if r.FeedKey == "" {
		r.FeedKey = r.Publisher
	}
	return r, nil
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// stringsOf reads a JSON value as text: a string, a number, true, a list of
// those, or an object that says what it is about in "url", "href", "name",
// "term" or "value". Empty ones are left out.
func stringsOf(raw json.RawMessage) []string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) || bytes.Equal(raw, []byte("false")) {
		return nil
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil || strings.TrimSpace(s) == "" {
			return nil
		}
		return []string{s}
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return nil
		}
		var out []string
		for _, v := range list {
			out = append(out, stringsOf(v)...)
		}
		return out
	case '{':
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) != nil {
			return nil
		}
		for _, name := range []string{"url", "href", "name", "term", "value"} {
			if v := stringsOf(object[name]); len(v) > 0 {
				return v
			}
		}
		return nil
	}
	return []string{string(raw)}
}
