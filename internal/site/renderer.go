package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/a-h/templ"

	"kiku/internal/claim"
	"kiku/internal/digest"
	"kiku/internal/site/theme"
	"kiku/internal/story"
)

// renderer holds what all pages of one site share.
type renderer struct {
	in      Input
	out     Dir
	base    string // absolute address without a slash at the end
	prefix  string // path part of base
	zone    *time.Location
	all     map[story.StoryID]map[string]*digest.Digest
	shown   map[string][]*digest.Digest // by interface language, newest first
	cats    []digest.Category
	faces   map[string]theme.Face
	hosts   []string
	style   string
	script  string
	icon    string
	flowers theme.Flowers
}

func newRenderer(in Input, out Dir) (*renderer, error) {
	r := &renderer{in: in, out: out, all: map[story.StoryID]map[string]*digest.Digest{}, shown: map[string][]*digest.Digest{}, flowers: theme.Flowers{}}
	c := &r.in.Config
	if c.BaseURL == "" {
		c.BaseURL = "http://localhost:8080"
	}
	r.base = strings.TrimRight(c.BaseURL, "/")
	u, err := url.Parse(r.base)
	if err != nil {
		return nil, fmt.Errorf("base address %s: %w", r.base, err)
	}
	r.prefix = u.Path
	if c.DefaultLang != "en" {
		c.DefaultLang = "ja"
	}
	r.zone = c.Zone
	if r.zone == nil {
		r.zone = c.Built.Location()
	}
	for i := range r.in.Digests {
		d := &r.in.Digests[i]
		if !safeName(string(d.Story)) {
			return nil, fmt.Errorf("story %q: %w", d.Story, ErrStory)
		}
		if r.all[d.Story] == nil {
			r.all[d.Story] = map[string]*digest.Digest{}
		}
		r.all[d.Story][d.Lang] = d
	}
	r.choose()
	return r, nil
}

// safeName keeps story names to what stands unescaped in an address and can
// never climb out of a folder.
func safeName(s string) bool {
	if s == "" {
		return false
	}
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// choose picks for each interface language the digest of each story: the one
// in that language, else the one in the default language, else any.
func (r *renderer) choose() {
	present := map[digest.Category]bool{}
	for _, lang := range Langs {
		var list []*digest.Digest
		for _, byLang := range r.all {
			list = append(list, best(byLang, lang, r.in.Config.DefaultLang))
		}
		sort.Slice(list, func(i, j int) bool { return newer(list[i], list[j]) })
		r.shown[lang] = list
		for _, d := range list {
			present[d.Category] = true
		}
	}
	for _, c := range theme.Categories {
		if present[c] {
			r.cats = append(r.cats, c)
		}
	}
}

func best(byLang map[string]*digest.Digest, want, or string) *digest.Digest {
	for _, l := range []string{want, or} {
		if d := byLang[l]; d != nil {
			return d
		}
	}
	langs := make([]string, 0, len(byLang))
	for l := range byLang {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	return byLang[langs[0]]
}

// home is the tree in which a digest is at home: that of its own language, or
// the default one.
func (r *renderer) home(d *digest.Digest) string {
	if slices.Contains(Langs, d.Lang) {
		return d.Lang
	}
	return r.in.Config.DefaultLang
}

func newer(a, b *digest.Digest) bool {
	if !a.AsOf.Equal(b.AsOf) {
		return a.AsOf.After(b.AsOf)
	}
	return a.Story < b.Story
}

// weight says how much a story matters on its day: publishers first, then
// reports, and a dispute counts as a publisher does.
func weight(d *digest.Digest) int {
	w := 3*len(d.Sources.Publishers) + d.Sources.Independent
	for _, x := range d.Disputes {
		if x.Kind == claim.Conflict {
			w += 3
		}
	}
	return w
}

// days groups digests by day, newest day first, the weightiest first in a day.
func (r *renderer) days(list []*digest.Digest) []theme.DayItems {
	var out []theme.DayItems
	for _, d := range list {
		day := d.AsOf.In(r.zone)
		n := len(out)
		if n == 0 || out[n-1].Day.Format(time.DateOnly) != day.Format(time.DateOnly) {
			out = append(out, theme.DayItems{Day: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, r.zone)})
			n++
		}
		out[n-1].Items = append(out[n-1].Items, theme.Item{D: d})
	}
	for _, day := range out {
		sort.SliceStable(day.Items, func(i, j int) bool { return weight(day.Items[i].D) > weight(day.Items[j].D) })
	}
	return out
}

func other(lang string) string {
	if lang == "ja" {
		return "en"
	}
	return "ja"
}

// shell is the frame of one page; path and otherPath start with the language.
func (r *renderer) shell(lang, path, title, kind string) *theme.Shell {
	name := r.in.Config.Title[lang]
	if name == "" {
		name = map[string]string{"ja": "菊だより", "en": "Kiku"}[lang]
	}
	s := &theme.Shell{
		W: theme.WordsOf(lang), Lang: lang, Name: name, Prefix: r.prefix, Path: path,
		Canonical: r.base + path, Title: title, Kind: kind, Categories: r.cats,
		Fiction: r.in.Config.Fiction, Starter: r.in.Config.Starter, Contact: r.in.Config.Contact,
		Built: r.in.Config.Built.In(r.zone), Zone: r.zone,
		Style: r.style, Script: r.script, Icon: r.icon, Faces: r.faces, Flowers: r.flowers,
	}
	if rest, ok := strings.CutPrefix(path, "/"+lang+"/"); ok {
		s.OtherPath = "/" + other(lang) + "/" + rest
	}
	return s
}

// page renders a component to the file that serves path.
func (r *renderer) page(path string, c templ.Component) error {
	var b bytes.Buffer
	b.Grow(64 << 10)
	if err := c.Render(context.Background(), &b); err != nil {
		return fmt.Errorf("page %s: %w", path, err)
	}
	return r.put(file(path), b.Bytes())
}

func (r *renderer) put(path string, data []byte) error {
	if err := r.out.Put(path, data); err != nil {
		return fmt.Errorf("put %s: %w", path, err)
	}
	return nil
}

// file is the name of the file behind an address.
func file(path string) string {
	path = strings.TrimPrefix(path, "/")
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// assets writes style, script, icon and faces under names that hold the hash
// of their content, so that they can be cached for ever.
func (r *renderer) assets() error {
	named := func(name, ext string, data []byte) (string, error) {
		sum := sha256.Sum256(data)
		path := "/a/" + name + "." + hex.EncodeToString(sum[:6]) + ext
		return path, r.put(strings.TrimPrefix(path, "/"), data)
	}
	var err error
	if r.style, err = named("style", ".css", theme.Style); err != nil {
		return err
	}
	if r.script, err = named("app", ".js", theme.Script); err != nil {
		return err
	}
	if r.icon, err = named("kiku", ".svg", []byte(theme.Logo(true))); err != nil {
		return err
	}
	r.faces = map[string]theme.Face{}
	for i, h := range r.in.Hosts.List {
		f := theme.Face{Names: h.Name, Titles: h.Title, Tint: i % 3}
		if h.Face != "" && safeName(h.ID) {
			if f.Picture, err = named("face-"+h.ID, ".svg", []byte(drawing(h.Face))); err != nil {
				return err
			}
		}
		r.faces[h.ID] = f
		r.hosts = append(r.hosts, h.ID)
	}
	return nil
}

// drawing makes a face a file of its own: as an image it cannot run anything,
// and it needs the name space that an inline drawing may leave out.
func drawing(svg string) string {
	if strings.Contains(svg, "xmlns=") {
		return svg
	}
	return strings.Replace(svg, "<svg", `<svg xmlns="http://www.w3.org/2000/svg"`, 1)
}
