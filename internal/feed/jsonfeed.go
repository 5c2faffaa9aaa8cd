package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"time"
)

// isJSON reports whether the data may be a JSON Feed: an object with items, or
// one that says what it is.
func isJSON(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	return bytes.HasPrefix(head, []byte("{")) && (bytes.Contains(head, []byte("items")) || bytes.Contains(head, []byte("jsonfeed.org")))
}

// parseJSON reads JSON Feed 1.0 and 1.1 (https://jsonfeed.org/version/1.1). Items
// are found before they are read, so that only those are that will be kept.
func parseJSON(data []byte, base *url.URL) (Feed, bool) {
	r := jsonReader{data: data, pos: 1}
	head := make(map[string]any)
	var items []span
	found := false
	r.members(func(key string) {
		if key == "items" && r.peek() == '[' {
			found = true
			items = append(items, r.elements()...)
			return
		}
		if v := r.value(1); head[key] == nil {
			head[key] = v
		}
	})
	if !found && !strings.Contains(str(head["version"]), "jsonfeed.org") {
		return Feed{}, false
	}
	f := Feed{
		Title: clip(plain(str(head["title"])), maxTitle), Home: webAddress(base, str(head["home_page_url"])), Lang: clip(str(head["language"]), 40),
		Self: webAddress(base, str(head["feed_url"])), Next: webAddress(base, str(head["next_url"])),
	}
	if hubs, ok := head["hubs"].([]any); ok {
		for _, h := range hubs {
			if m, ok := h.(map[string]any); ok && f.Hub == "" {
				f.Hub = webAddress(base, str(m["url"]))
			}
		}
	}
	owner := jsonAuthors(head)
	if len(items) > MaxItems {
		items, f.Truncated = newestJSON(data, items), true
	}
	for _, s := range items {
		one := jsonReader{data: data[s.from:s.to]}
		v, ok := one.value(1).(map[string]any)
		if !ok {
			continue
		}
		if it, ok := jsonItem(v, base, owner, f.Lang); ok {
			f.Items = append(f.Items, it)
		}
	}
	return f, true
}

// elements returns where the elements of an array lie.
func (r *jsonReader) elements() []span {
	r.pos++
	var out []span
	for {
		switch r.peek() {
		case ']':
			r.pos++
			return out
		case 0, '}':
			return out
		}
		from := r.pos
		r.skip()
		if r.pos == from {
			r.pos++
			continue
		}
		out = append(out, span{from, r.pos})
	}
}

func newestJSON(data []byte, items []span) []span {
	times := make([]time.Time, len(items))
	order := make([]int, len(items))
	dated := 0
	for i, s := range items {
		order[i] = i
		inside := data[s.from:s.to]
		j := bytes.Index(inside, []byte(`"date_published"`))
		if j < 0 {
			continue
		}
		if parts := bytes.SplitN(inside[j:min(len(inside), j+100)], []byte(`"`), 5); len(parts) == 5 {
			if times[i] = when(string(parts[3])); !times[i].IsZero() {
				dated++
			}
		}
	}
	if dated*10 < len(items)*9 {
		return items[:MaxItems]
	}
	slices.SortStableFunc(order, func(a, b int) int { return times[b].Compare(times[a]) })
	out := make([]span, MaxItems)
	for i := range out {
		out[i] = items[order[i]]
	}
	return out
}

func str(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any: // a list where one value is meant
		if len(v) > 0 && isString(v[0]) {
			return str(v[0])
		}
	}
	return ""
}

func jsonAuthors(v map[string]any) string {
	list, _ := v["authors"].([]any)
	if one, ok := v["author"]; ok {
		list = append(list, one)
	}
	var names []string
	for _, a := range list {
		name := str(a)
		if m, ok := a.(map[string]any); ok {
			name = str(m["name"])
		}
		if name = person(plain(name)); name != "" && !slices.Contains(names, name) && len(names) < 10 {
			names = append(names, name)
		}
	}
	return clip(strings.Join(names, ", "), maxAuthor)
}

func jsonItem(v map[string]any, base *url.URL, owner, lang string) (Item, bool) {
	it := Item{
		GUID: identity(str(v["id"])), URL: webAddress(base, str(v["url"])), Title: clip(plain(str(v["title"])), maxTitle),
		Content: clip(str(v["content_html"]), maxText), Summary: clip(plain(str(v["summary"])), maxText),
		Author: orElse(jsonAuthors(v), owner), Published: whenIn(str(v["date_published"]), lang), Updated: whenIn(str(v["date_modified"]), lang),
		Picture: orElse(webAddress(base, str(v["image"])), webAddress(base, str(v["banner_image"]))),
	}
	if it.URL == "" {
		it.URL = webAddress(base, str(v["external_url"]))
	}
	if it.URL == "" && isWeb(it.GUID) {
		it.URL = webAddress(base, it.GUID)
	}
	if it.GUID == "" {
		it.GUID = identity(it.URL)
	}
	if text := str(v["content_text"]); text != "" && it.Content == "" {
		it.Content = clip(textAsHTML(text), maxText)
	}
	if it.Published.IsZero() {
		it.Published = it.Updated
	}
	tags, _ := v["tags"].([]any)
	for _, t := range tags {
		if s := clip(plain(str(t)), maxTag); s != "" && len(it.Tags) < maxTags && !slices.Contains(it.Tags, s) {
			it.Tags = append(it.Tags, s)
		}
	}
	attached, _ := v["attachments"].([]any)
	for _, a := range attached {
		if m, ok := a.(map[string]any); ok && it.Picture == "" && isPicture("", str(m["mime_type"]), str(m["url"])) {
			it.Picture = webAddress(base, str(m["url"]))
		}
	}
	return it, it.URL != "" || it.GUID != "" || it.Title != "" || it.Content != ""
}
