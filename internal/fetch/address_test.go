package fetch

import (
	"errors"
	"net/netip"
	"os"
	"strings"
	"testing"
)

func TestAddressesAreRefusedByDefault(t *testing.T) {
	t.Parallel()
	var cases []struct {
		IP    string
		Why   string
		Block bool
	}
	readJSON(t, "data/hostile/ssrf-addresses/ips.json", &cases)
	g, right := newGuard(Options{}), 0
	for _, c := range cases {
		err := g.check("host.example", netip.AddrPortFrom(netip.MustParseAddr(c.IP), 443))
		if errors.Is(err, ErrPrivate) != c.Block {
			t.Errorf("%s (%s): %v, want refused %v", c.IP, c.Why, err, c.Block)
			continue
		}
		right++
	}
	if right != 84 {
		t.Errorf("%d of %d right, want 84 of 84", right, len(cases))
	}
}

func TestEveryBlockOfTheRegistriesIsRefused(t *testing.T) {
	t.Parallel()
	g := newGuard(Options{})
	for _, name := range Registries {
		data, err := registryFiles.ReadFile("iana/" + name)
		if err != nil {
			t.Fatal(err)
		}
		blocks, err := ParseRegistry(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, b := range blocks {
			for _, a := range []netip.Addr{b.Prefix.Addr(), last(b.Prefix)} {
				if err := g.check("host.example", netip.AddrPortFrom(a, 80)); !errors.Is(err, ErrPrivate) {
					t.Errorf("%s in %s (%s): %v, want ErrPrivate", a, b.Prefix, b.Name, err)
				}
			}
		}
	}
}

// last is the last address of a block.
func last(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for i := p.Bits(); i < len(b)*8; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

func TestRegistriesAreTheOnesOfIANA(t *testing.T) {
	t.Parallel()
	for _, name := range Registries {
		theirs, err := os.ReadFile(shared(t, "data/hostile/iana-special-registries/"+name))
		if err != nil {
			t.Fatal(err)
		}
		ours, err := registryFiles.ReadFile("iana/" + name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := ParseRegistry(theirs)
		if err != nil {
			t.Fatal(err)
		}
		has, err := ParseRegistry(ours)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range want { // ours may be newer, and know more
			if !covered(b.Prefix, has) {
				t.Errorf("%s lacks %s (%s)", name, b.Prefix, b.Name)
			}
		}
	}
}

func covered(p netip.Prefix, by []Block) bool {
	for _, b := range by {
		if b.Prefix.Overlaps(p) && b.Prefix.Bits() <= p.Bits() {
			return true
		}
	}
	return false
}

func TestRegistryMustBeWhole(t *testing.T) {
	t.Parallel()
	whole, err := registryFiles.ReadFile("iana/" + Registries[0])
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(whole), "\n")
	for what, data := range map[string]string{
		"nothing": "", "a web page": "<html><body>moved</body></html>", "the first row": lines[0], "ten rows": strings.Join(lines[:11], ""),
		"a block that is none": strings.Replace(string(whole), "10.0.0.0/8", "10.0.0.1/8", 1), "no loopback": strings.Replace(string(whole), "127.0.0.0/8", "126.0.0.0/8", 1),
		"a changed table": strings.Replace(string(whole), "Address Block", "Adress", 1),
	} {
		if blocks, err := ParseRegistry([]byte(data)); err == nil {
			t.Errorf("%s was taken for a registry of %d blocks", what, len(blocks))
		}
	}
}

func TestOwnersCanAllow(t *testing.T) {
	t.Parallel()
	g := newGuard(Options{
		Allow:      []netip.Prefix{netip.MustParsePrefix("192.168.7.0/24"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("100.100.100.200/32"), netip.MustParsePrefix("fd00::/8")},
		AllowHosts: []string{"Paper.lan.", "[::1]"},
	})
	for _, c := range []struct {
		host, at string
		want     error
	}{
		{"a.example", "192.168.7.9:8000", nil}, {"a.example", "192.168.8.9:80", ErrPrivate}, {"a.example", "10.0.0.1:80", ErrPrivate},
		{"a.example", "[::ffff:192.168.7.9]:80", nil}, {"a.example", "169.254.1.1:80", nil}, {"a.example", "169.254.169.254:80", ErrPrivate},
		{"a.example", "100.100.100.200:80", nil}, {"a.example", "[fd00:ec2::254]:80", ErrPrivate}, {"a.example", "[fd00::1]:80", nil},
		{"paper.lan", "10.0.0.1:9999", nil}, {"scissors.lan", "10.0.0.1:80", ErrPrivate}, {"::1", "[::1]:80", nil}, {"a.example", "[::1]:80", ErrPrivate},
		{"a.example", "93.184.216.34:25", ErrPort}, {"a.example", "93.184.216.34:8443", nil},
	} {
		if err := g.check(c.host, netip.MustParseAddrPort(c.at)); !errors.Is(err, c.want) {
			t.Errorf("%s at %s: %v, want %v", c.host, c.at, err, c.want)
		}
	}
}

func TestNAT64IsByTheAddressInside(t *testing.T) {
	t.Parallel()
	g := newGuard(Options{NAT64: true})
	for at, want := range map[string]error{
		"64:ff9b::808:808": nil, "64:ff9b::a9fe:a9fe": ErrPrivate, "64:ff9b::7f00:1": ErrPrivate, "64:ff9b::a00:1": ErrPrivate, "64:ff9b::a83f:8110": ErrPrivate,
		"64:ff9b:1::808:808": ErrPrivate, "2606:4700:4700::1111": nil, "2a00:1450::5efe:808:808": ErrPrivate, "2a00:1450::200:5efe:a00:1": ErrPrivate, "2a00:1450::5efe:a00:1%eth0": ErrPrivate,
	} {
		if err := g.check("a.example", netip.AddrPortFrom(netip.MustParseAddr(at), 443)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", at, err, want)
		}
	}
}

func FuzzGuard(f *testing.F) {
	for _, s := range []string{"\x7f\x00\x00\x01", "\xa9\xfe\xa9\xfe", "\x08\x08\x08\x08", "\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01"} {
		f.Add([]byte(s))
	}
	g, wide := newGuard(Options{}), newGuard(Options{NAT64: true})
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, ok := netip.AddrFromSlice(raw)
		if !ok {
			return
		}
		at := func(a netip.Addr) error { return g.check("a.example", netip.AddrPortFrom(a, 443)) }
		err := at(a)
		// What Go itself knows to be private is never let through.
		if u := a.Unmap(); err == nil && (u.IsPrivate() || u.IsLoopback() || u.IsLinkLocalUnicast() || u.IsMulticast() || u.IsUnspecified() || !u.IsGlobalUnicast()) {
			t.Errorf("%s was let through", a)
		}
		if again := at(a); (err == nil) != (again == nil) {
			t.Errorf("%s: %v, then %v", a, err, again)
		}
		if a.Is4() {
			b := a.As4()
			mapped := netip.AddrFrom16(a.As16())
			if (at(mapped) == nil) != (err == nil) {
				t.Errorf("%s and %s differ", a, mapped)
			}
			inside := netip.AddrFrom16([16]byte{0, 0x64, 0xff, 0x9b, 12: b[0], 13: b[1], 14: b[2], 15: b[3]})
			if at(inside) == nil || (wide.check("a.example", netip.AddrPortFrom(inside, 443)) == nil) != (err == nil) {
				t.Errorf("NAT64 of %s is judged otherwise", a)
			}
		}
	})
}
