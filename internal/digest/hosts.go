package digest

import (
	"errors"
	"fmt"
	"sort"

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

// Hosts are the speaking figures of a site.
type Hosts struct {
	List []Host
}

// Host is one speaking figure: who it is, and what it may say in which situation.
type Host struct {
	ID   string
	Role string // announcer, dialect or young
	Face string // SVG, drawn by the owner of the file
	// Name, Title and Style by language.
	Name, Title, Style map[string]string
	// Remarks by language and situation; slots are {actor}, {figure},
	// {publisher}, {issue} and {date}.
	Remarks map[string]map[string][]string
}

type hostFile struct {
	Host []struct {
		ID, Role, Face string
		Ja, En         hostVoice
	}
}

type hostVoice struct {
	Name, Title, Style string
	Remarks            map[string][]string
}

// LoadHosts reads a hosts file (TOML). face returns the SVG of a face by the
// name that the file gives; nil where faces are not wanted. Every error wraps
// [ErrHosts] and names the host.
func LoadHosts(data []byte, face func(name string) (string, error)) (Hosts, error) {
	var f hostFile
	if err := toml.Unmarshal(data, &f); err != nil {
		return Hosts{}, fmt.Errorf("%w: %w", ErrHosts, err)
	}
	if len(f.Host) == 0 {
		return Hosts{}, fmt.Errorf("%w: no [[host]] in it", ErrHosts)
	}
	var hosts Hosts
	for _, h := range f.Host {
		if h.Role != Announcer && h.Role != Dialect && h.Role != Young {
			return Hosts{}, fmt.Errorf("%w: host %q: role %q is not announcer, dialect or young", ErrHosts, h.ID, h.Role)
		}
		host := Host{ID: h.ID, Role: h.Role,
			Name: map[string]string{}, Title: map[string]string{}, Style: map[string]string{},
			Remarks: map[string]map[string][]string{}}
		for lang, v := range map[string]hostVoice{"ja": h.Ja, "en": h.En} {
			if v.Name == "" {
				continue
			}
			host.Name[lang], host.Title[lang], host.Style[lang] = v.Name, v.Title, v.Style
			host.Remarks[lang] = v.Remarks
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
	return hosts, hosts.validate()
}

// DefaultHosts returns Kiku's own three hosts.
func DefaultHosts() Hosts {
	data, err := voices.Files.ReadFile("hosts.toml")
	if err != nil {
		panic("embedded hosts: " + err.Error())
	}
	hosts, err := LoadHosts(data, func(name string) (string, error) {
		svg, err := voices.Files.ReadFile(name)
		return string(svg), err
	})
	if err != nil {
		panic("embedded hosts: " + err.Error())
	}
	return hosts
}

func (h Hosts) validate() error {
	seen := map[string]bool{}
	announcer := false
	for _, host := range h.List {
		if host.ID == "" || seen[host.ID] {
			return fmt.Errorf("%w: host %q: id is empty or used twice", ErrHosts, host.ID)
		}
		seen[host.ID] = true
		announcer = announcer || host.Role == Announcer
		for lang, situations := range host.Remarks {
			for situation, list := range situations {
				for _, remark := range list {
					if _, err := parseForm(remark); err != nil {
						return fmt.Errorf("%w: host %q: %s.%s: %q: %w", ErrHosts, host.ID, lang, situation, remark, err)
					}
				}
			}
		}
	}
	if !announcer {
		return fmt.Errorf("%w: no host has the role announcer", ErrHosts)
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

// forms returns every remark a host may make in a language, longest fixed
// text first so that the most specific form matches first.
func (h Host) forms(lang string) []string {
	var out []string
	for _, list := range h.Remarks[lang] {
		out = append(out, list...)
	}
	sort.Slice(out, func(i, j int) bool {
		if len(out[i]) != len(out[j]) {
			return len(out[i]) > len(out[j])
		}
		return out[i] < out[j]
	})
	return out
}
