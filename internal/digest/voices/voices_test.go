package voices_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"kiku/internal/digest/voices"
)

type voice struct {
	Name    string              `toml:"name"`
	Title   string              `toml:"title"`
	Style   string              `toml:"style"`
	Rules   map[string]any      `toml:"rules"`
	Remarks map[string][]string `toml:"remarks"`
}

type exchange struct {
	Lang    string `toml:"lang"`
	On      string `toml:"on"`
	Asks    string `toml:"asks"`
	Ask     string `toml:"ask"`
	Replies string `toml:"replies"`
	Reply   string `toml:"reply"`
}

type host struct {
	ID   string `toml:"id"`
	Role string `toml:"role"`
	Face string `toml:"face"`
	JA   voice  `toml:"ja"`
	EN   voice  `toml:"en"`
}

func (h host) voices() map[string]voice { return map[string]voice{"ja": h.JA, "en": h.EN} }

// Every situation a role must have words for. A front page never repeats a remark
// as long as there are others, so the situations that come up in each digest or
// section need the longer lists.
var (
	ofSections = strings.Fields(`correction dispute rose fell update change apology agreement record first anniversary vote court silence soon
		deadline hearsay refusal denial condition demand warning proposal opposition support criticism percent vast money figure voices
		agree echo single earliest night since delay cancel resign ban reopen win launch`)
	announcer = append(strings.Fields(`opening opening_grave opening_change opening_dispute opening_long opening_update opening_sides opening_many
		opening_pair opening_new opening_world opening_politics opening_business opening_society opening_science opening_culture opening_sport
		onwards lead_echo lead_gap rewind
		conclusion conclusion_grave conclusion_open conclusion_change conclusion_dispute conclusion_sides conclusion_long conclusion_short retired`), ofSections...)
	guest = append(strings.Fields(`closing closing_sober closing_grave closing_toll reaction about_food about_prices about_weather about_sea about_roads about_rail
		about_air about_school about_machines about_space about_animals about_games about_stage about_work about_power about_homes about_talks retired`), ofSections...)
	situations = map[string][]string{"announcer": announcer, "dialect": guest, "young": guest}
	frequent   = map[string]int{"opening": 14, "opening_grave": 18, "onwards": 6, "rewind": 12, "closing": 12, "closing_sober": 8, "closing_grave": 12, "closing_toll": 8,
		"conclusion": 14, "conclusion_grave": 18}
	slots = []string{"{actor}", "{figure}", "{figure2}", "{publisher}", "{publisher2}", "{issue}", "{date}", "{n}", "{days}"}
)

var (
	slot = regexp.MustCompile(`\{[^}]*\}`)
	// Kanji numerals; 一方 is the conjunction, not a count.
	kanjiNumber   = regexp.MustCompile(`[〇一二三四五六七八九十百千万億兆半]|ひとつ|ふたつ|みっつ|ふたり`)
	englishNumber = regexp.MustCompile(`(?i)\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|once|twice|first|second|third|both|` +
		`monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|today|yesterday|tomorrow)s?\b`)
	japaneseDay = regexp.MustCompile(`今日|きょう|昨日|きのう|明日|あした|今週|来週|今月|来月|今年|去年`)
)

func load(t *testing.T) []host {
	t.Helper()
	hosts, _ := loadAll(t)
	return hosts
}

func loadExchanges(t *testing.T) []exchange {
	t.Helper()
	_, exchanges := loadAll(t)
	return exchanges
}

func loadAll(t *testing.T) ([]host, []exchange) {
	t.Helper()
	data, err := voices.Files.ReadFile("hosts.toml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Host     []host     `toml:"host"`
		Exchange []exchange `toml:"exchange"`
	}
	dec := toml.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		t.Fatal(err)
	}
	return file.Host, file.Exchange
}

func TestThreeHostsHaveEverySituationInBothLanguages(t *testing.T) {
	t.Parallel()
	hosts := load(t)
	var roles []string
	for _, h := range hosts {
		roles = append(roles, h.Role)
		want := slices.Sorted(slices.Values(situations[h.Role]))
		for lang, v := range h.voices() {
			if v.Name == "" || v.Title == "" || v.Style == "" {
				t.Errorf("%s %s: name, title or style is empty", h.ID, lang)
			}
			var got []string
			for key := range v.Remarks {
				if base, lightly := strings.CutSuffix(key, "_light"); !lightly {
					got = append(got, key)
				} else if !slices.Contains(want, base) {
					t.Errorf("%s %s: %s stands beside no list", h.ID, lang, key)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s %s: situations %v, want %v", h.ID, lang, got, want)
			}
		}
	}
	if want := []string{"announcer", "dialect", "young"}; !slices.Equal(roles, want) {
		t.Errorf("roles %v, want %v", roles, want)
	}
}

func TestListsAreLong(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, where, lang, key string, list []string) {
		if key == "retired" || strings.HasSuffix(key, "_light") {
			return
		}
		if least := max(2, frequent[key]); len(list) < least {
			t.Errorf("%s: %d remarks, want at least %d", where, len(list), least)
		}
		plain := 0
		for _, r := range list {
			if !slot.MatchString(r) {
				plain++
			}
		}
		if plain == 0 && key != "fell" && key != "rose" && key != "rewind" && key != "onwards" && key != "opening_long" && key != "soon" && key != "deadline" {
			t.Errorf("%s: no remark does without a slot", where)
		}
	})
}

func TestNoRemarkIsWrittenTwice(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	each(t, func(t *testing.T, where, lang, key string, list []string) {
		for _, r := range list {
			if before, ok := seen[r]; ok {
				t.Errorf("%q stands in %s and in %s", r, before, where)
			}
			seen[r] = where
		}
	})
}

func TestRemarksHoldNoFactOfTheirOwn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, where, lang, key string, list []string) {
		for _, r := range list {
			used := slot.FindAllString(r, -1)
			if len(used) > 4 || len(used) > 2 && !strings.Contains(r, "2}") {
				t.Errorf("%s: %q has %d slots, at most two, or two pairs", where, r, len(used))
			}
			for _, s := range used {
				if !slices.Contains(slots, s) {
					t.Errorf("%s: %q has an unknown slot %s", where, r, s)
				}
			}
			plain := strings.ReplaceAll(slot.ReplaceAllString(r, ""), "一方", "")
			if strings.ContainsAny(plain, "{}") {
				t.Errorf("%s: %q has a broken slot", where, r)
			}
			if i := strings.IndexFunc(plain, unicode.IsNumber); i >= 0 {
				t.Errorf("%s: %q has a digit", where, r)
			}
			for _, re := range map[string][]*regexp.Regexp{"ja": {kanjiNumber, japaneseDay}, "en": {englishNumber}}[lang] {
				if m := re.FindString(plain); m != "" {
					t.Errorf("%s: %q says %q, a number or a day of its own", where, r, m)
				}
			}
		}
	})
}

func TestRemarksAreShortAndFinished(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, where, lang, key string, list []string) {
		for _, r := range list {
			n, least, most, ends := utf8.RuneCountInString(slot.ReplaceAllString(r, "何々町")), 11, 62, "。?"
			if lang == "en" {
				n, least, most, ends = len(strings.Fields(slot.ReplaceAllString(r, "the council"))), 4, 28, ".?"
			}
			if n < least || n > most {
				t.Errorf("%s: %q is %d long, want %d to %d", where, r, n, least, most)
			}
			last, _ := utf8.DecodeLastRuneInString(r)
			if !strings.ContainsRune(ends, last) {
				t.Errorf("%s: %q does not end in one of %q", where, r, ends)
			}
			if r != strings.TrimSpace(r) || strings.Contains(r, "  ") {
				t.Errorf("%s: %q has stray spaces", where, r)
			}
			// A filled slot may begin in lower case ("the council", "about 300 people").
			if lang == "en" && strings.HasPrefix(r, "{") {
				t.Errorf("%s: %q begins with a slot", where, r)
			}
		}
	})
}

func TestOnlyTheAnnouncerSpeaksFormally(t *testing.T) {
	t.Parallel()
	formal := regexp.MustCompile(`(です|ます|ません|ました|ましょう|でしょう)(ね|か)?。`)
	for _, h := range load(t) {
		for key, list := range h.JA.Remarks {
			for _, r := range list {
				if h.Role == "announcer" && regexp.MustCompile(`やで|やなあ|へん。|だよね|かも。`).MatchString(r) {
					t.Errorf("announcer %s: %q is too casual", key, r)
				}
				grave := strings.HasSuffix(key, "_grave") || strings.HasSuffix(key, "_toll")
				if h.Role != "announcer" && !grave && key != "retired" && formal.MatchString(r) {
					t.Errorf("%s %s: %q is the announcer's manner", h.ID, key, r)
				}
			}
		}
	}
}

func TestFacesAreDrawnInOneFrame(t *testing.T) {
	t.Parallel()
	faces := map[string]bool{}
	for _, h := range load(t) {
		data, err := voices.Files.ReadFile(h.Face)
		if err != nil {
			t.Errorf("%s: %v", h.ID, err)
			continue
		}
		if faces[string(data)] {
			t.Errorf("%s: the same face twice", h.ID)
		}
		faces[string(data)] = true
		if len(data) > 4096 {
			t.Errorf("%s: face is %d bytes, want at most 4096", h.ID, len(data))
		}
		if err := checkSVG(string(data)); err != nil {
			t.Errorf("%s: %v", h.Face, err)
		}
	}
}

// checkSVG accepts well-formed SVG in a 52 by 52 frame that loads nothing,
// runs nothing and needs no id (a page may hold the same face many times).
func checkSVG(s string) error {
	if !strings.Contains(s, `viewBox="0 0 52 52"`) {
		return errors.New(`no viewBox="0 0 52 52"`)
	}
	dec := xml.NewDecoder(strings.NewReader(s))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains([]string{"svg", "g", "path", "circle", "ellipse", "rect"}, start.Name.Local) {
			return errors.New("element not allowed: " + start.Name.Local)
		}
		for _, a := range start.Attr {
			if a.Name.Local == "id" || a.Name.Local == "href" || a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
				return errors.New("attribute not allowed: " + a.Name.Local)
			}
		}
	}
}

func each(t *testing.T, f func(t *testing.T, where, lang, key string, list []string)) {
	t.Helper()
	for _, h := range load(t) {
		for lang, v := range h.voices() {
			for key, list := range v.Remarks {
				f(t, h.ID+" "+lang+" "+key, lang, key, list)
			}
		}
	}
}
