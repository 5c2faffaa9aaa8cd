package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// sitemap is a sitemap with Google's news extension, or an index of sitemaps.
type sitemap struct {
	URLs []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
		News    struct {
			Title     string `xml:"title"`
			Published string `xml:"publication_date"`
			Keywords  string `xml:"keywords"`
			Paper     struct {
				Name string `xml:"name"`
				Lang string `xml:"language"`
			} `xml:"publication"`
		} `xml:"news"`
		Image struct {
			Loc string `xml:"loc"`
		} `xml:"image"`
	} `xml:"url"`
}

func parseSitemap(text []byte) (Feed, error) {
	var s sitemap
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&s); err != nil {
		return Feed{}, fmt.Errorf("%w: sitemap: %w", ErrNotFeed, err)
	}
	var f Feed
	for _, u := range s.URLs {
		item := Item{URL: strings.TrimSpace(u.Loc), GUID: strings.TrimSpace(u.Loc), Title: plain(u.News.Title), Picture: strings.TrimSpace(u.Image.Loc)}
		if !isWeb(item.URL) {
			continue
		}
		item.Published, item.Updated = w3c(u.News.Published), w3c(u.LastMod)
		if u.News.Keywords != "" {
			for k := range strings.SplitSeq(u.News.Keywords, ",") {
				item.Tags = append(item.Tags, strings.TrimSpace(k))
			}
		}
		if f.Title == "" {
			f.Title, f.Lang = plain(u.News.Paper.Name), strings.TrimSpace(u.News.Paper.Lang)
		}
		f.Items = append(f.Items, item)
	}
	return f, nil
}

// w3c reads the date forms that sitemaps allow; zero when it is none of them.
func w3c(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
