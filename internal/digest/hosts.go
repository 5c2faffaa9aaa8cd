package digest

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"kiku/internal/digest/voices"
)

// ErrHosts is wrapped by every complaint about a hosts file.
var ErrHosts = errors.New("hosts file")

// Roles of hosts.
const (
	Announcer = "announcer"
	Dialect   = "dialect"
	Young     = "young"
)

// Hosts are the speaking figures of a site, and what they say to each other.
type Hosts struct {
	List      []Host
	Exchanges []Exchange
	index     map[string][]wording // by host and language; nil for hosts that no file made
}

// Host is one speaking figure: who it is, and what it may say in which situation.
type Host struct {
	ID   string
	Role string // announcer, dialect or young
	Face string // SVG, drawn by the owner of the file
	// Name, Title and Style by language.
	Name, Title, Style map[string]string
	// Rules of its manner of speech by language; every remark of a file keeps them.
	Rules map[string]Rules
	// Remarks by language and situation; the slots are those of remarkSlots.
	// The list "retired" is never spoken from: it holds what older editions say.
	Remarks map[string]map[string][]string
}

// Exchange is a question of one host and the answer of another.
type Exchange struct {
	Lang    string `toml:"lang"`
	On      string `toml:"on"` // situation of a guest
	Asks    string `toml:"asks"`
	Ask     string `toml:"ask"`
	Replies string `toml:"replies"`
	Reply   string `toml:"reply"`
}

// wording is one form of a remark with the list it stands in.
type wording struct {
	id, words, situation string
}

type hostFile struct {
	Host []struct {
		ID, Role, Face string
		Ja, En         hostVoice
	}
	Exchange []Exchange
}

type hostVoice struct {
	Name, Title, Style string
	Rules              Rules
	Remarks            map[string][]string
}

// LoadHosts reads a hosts file (TOML). face returns the SVG of a face by the
// name that the file gives; nil where faces are not wanted. Every error wraps
// [ErrHosts]; it names the host and, where a remark is wrong, its line.
func LoadHosts(data []byte, face func(name string) (string, error)) (Hosts, error) {
	hosts, err := readHosts(data, face)
	if err != nil {
		return Hosts{}, err
	}
	if err := hosts.mannered(data); err != nil {
		return Hosts{}, err
	}
	return hosts, nil
}

// readHosts is LoadHosts without a look at the remarks.
func readHosts(data []byte, face func(name string) (string, error)) (Hosts, error) {
	var f hostFile
	if err := toml.Unmarshal(data, &f); err != nil {
		return Hosts{}, fmt.Errorf("%w: %w", ErrHosts, err)
	}
	if len(f.Host) == 0 {
		return Hosts{}, fmt.Errorf("%w: no [[host]] in it", ErrHosts)
	}
	hosts := Hosts{Exchanges: f.Exchange}
	for _, h := range f.Host {
		if h.Role != Announcer && h.Role != Dialect && h.Role != Young {
			return Hosts{}, fmt.Errorf("%w: host %q: role %q is not announcer, dialect or young", ErrHosts, h.ID, h.Role)
		}
		host := Host{ID: h.ID, Role: h.Role,
			Name: map[string]string{}, Title: map[string]string{}, Style: map[string]string{},
			Rules: map[string]Rules{}, Remarks: map[string]map[string][]string{}}
		for lang, v := range map[string]hostVoice{"ja": h.Ja, "en": h.En} {
			if v.Name == "" {
				continue
			}
			host.Name[lang], host.Title[lang], host.Style[lang] = v.Name, v.Title, v.Style
			host.Rules[lang], host.Remarks[lang] = v.Rules, v.Remarks
		}
		if face != nil && h.Face != "" {
			svg, err := face(h.Face)
			if err != nil {
				return Hosts{}, fmt.Errorf("%w: host %q: face %s: %w", ErrHosts, h.ID, h.Face, err)
			}
			host.Face = svg
		}
		hosts.List = append(hosts.List, host)
	}
	if err := hosts.validate(); err != nil {
		return Hosts{}, err
	}
	hosts.index = map[string][]wording{}
	for _, h := range hosts.List {
		for _, lang := range sortedLangs(h.Remarks) {
			hosts.index[h.ID+"\x00"+lang] = hosts.wordingsOf(h, lang)
		}
	}
	return hosts, nil
}

// DefaultHosts returns Kiku's own three hosts. They are read once and shared:
// nobody may change them. That they keep their rules is a test's business.
var DefaultHosts = sync.OnceValue(func() Hosts {
	data, err := voices.Files.ReadFile("hosts.toml")
	if err != nil {
		panic("embedded hosts: " + err.Error())
	}
	hosts, err := readHosts(data, func(name string) (string, error) {
		svg, err := voices.Files.ReadFile(name)
		return string(svg), err
	})
	if err != nil {
		panic("embedded hosts: " + err.Error())
	}
	return hosts
})

func (h Hosts) validate() error {
	seen := map[string]bool{}
	announcer := false
	for _, host := range h.List {
		if host.ID == "" || seen[host.ID] {
			return fmt.Errorf("%w: host %q: id is empty or used twice", ErrHosts, host.ID)
		}
		seen[host.ID] = true
		announcer = announcer || host.Role == Announcer
	}
	if !announcer {
		return fmt.Errorf("%w: no host has the role announcer", ErrHosts)
	}
	for _, x := range h.Exchanges {
		if !seen[x.Asks] || !seen[x.Replies] || x.Asks == x.Replies || x.Lang != "ja" && x.Lang != "en" {
			return fmt.Errorf("%w: exchange %q: asks %q, replies %q, lang %q: want two different hosts of the file, and ja or en", ErrHosts, x.Ask, x.Asks, x.Replies, x.Lang)
		}
	}
	return nil
}

// ByID returns a host.
func (h Hosts) ByID(id string) (Host, bool) {
	for _, host := range h.List {
		if host.ID == id {
			return host, true
		}
	}
	return Host{}, false
}

// withRole returns the hosts of a role, in file order.
func (h Hosts) withRole(role string) []Host {
	var out []Host
	for _, host := range h.List {
		if host.Role == role {
			out = append(out, host)
		}
	}
	return out
}

// Situation returns the list that a remark stands in by its form, that of its
// exchange for one of those, and "" for a form that is not known.
func (h Hosts) Situation(id, lang, form string) string {
	list, _ := h.wordings(id, lang)
	for _, w := range list {
		if w.id == form {
			return w.situation
		}
	}
	return ""
}

// wordings returns every remark a host may make in a language; false when there
// is no such host.
func (h Hosts) wordings(id, lang string) ([]wording, bool) {
	if out, ok := h.index[id+"\x00"+lang]; ok {
		return out, true
	}
	host, ok := h.ByID(id)
	return h.wordingsOf(host, lang), ok
}

// wordingsOf gathers a host's forms, longest fixed text first so that the most
// specific one matches first.
func (h Hosts) wordingsOf(host Host, lang string) []wording {
	var out []wording
	for situation, list := range host.Remarks[lang] {
		for _, words := range list {
			out = append(out, wording{formID(words), words, situation})
		}
	}
	for _, x := range h.Exchanges {
		switch {
		case x.Lang != lang:
		case x.Asks == host.ID:
			out = append(out, wording{formID(x.Ask), x.Ask, x.On})
		case x.Replies == host.ID:
			out = append(out, wording{formID(x.Reply), x.Reply, x.On})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if len(a.words) != len(b.words) {
			return len(a.words) > len(b.words)
		}
		return a.words < b.words || a.words == b.words && a.situation < b.situation
	})
	return out
}

func sortedLangs(m map[string]map[string][]string) []string {
	var out []string
	for lang := range m {
		out = append(out, lang)
	}
	sort.Strings(out)
	return out
}

// lineOf is the number of the line of a file that holds a remark, 0 when its
// words are written with escapes there.
func lineOf(data []byte, words string) int {
	before, _, ok := strings.Cut(string(data), words)
	if !ok {
		return 0
	}
	return strings.Count(before, "\n") + 1
}
