package fetch

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// guard decides what may be connected to. Everything is refused but public
// addresses on the ports of the web, and what the owner allowed.
type guard struct {
	allow []netip.Prefix
	hosts map[string]bool // allowed by name
	nat64 bool
}

func newGuard(opts Options) *guard {
	g := &guard{allow: opts.Allow, nat64: opts.NAT64, hosts: make(map[string]bool)}
	for _, h := range opts.AllowHosts {
		if name, err := hostName(strings.Trim(h, "[]")); err == nil {
			g.hosts[name] = true
		}
	}
	return g
}

// ports are those on which the web is.
var ports = []uint16{80, 443, 8080, 8443}

// more are blocks that are refused and stand in no registry of special-purpose
// addresses.
var more = []Block{
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},                // RFC 5771
	{netip.MustParsePrefix("168.63.129.16/32"), "Azure's wire server"}, // routable, but answers inside Azure only
	{netip.MustParsePrefix("3ffe::/16"), "6bone, given back"},          // RFC 3701
}

var (
	nat64Block = netip.MustParsePrefix("64:ff9b::/96") // RFC 6052
	unicast    = netip.MustParsePrefix("2000::/3")     // all that was ever given out of IPv6
)

// metadata are the addresses at which clouds tell a machine its secrets. A wide
// network on the allow-list does not let them through, only the address itself.
var metadata = []netip.Addr{
	netip.MustParseAddr("169.254.169.254"), // AWS, Google, Azure, OpenStack and most others
	netip.MustParseAddr("169.254.170.2"),   // AWS ECS
	netip.MustParseAddr("169.254.170.23"),  // AWS EKS
	netip.MustParseAddr("169.254.169.253"), // AWS name server
	netip.MustParseAddr("100.100.100.200"), // Alibaba
	netip.MustParseAddr("192.0.0.192"),     // Oracle
	netip.MustParseAddr("168.63.129.16"),   // Azure
	netip.MustParseAddr("fd00:ec2::254"),   // AWS
	netip.MustParseAddr("fd00:ec2::23"),    // AWS EKS
	netip.MustParseAddr("fd20:ce::254"),    // Google
}

// check returns nil when an address of a host may be connected to, else an error
// that wraps ErrPrivate or ErrPort. host is in the form of hostName.
func (g *guard) check(host string, at netip.AddrPort) error {
	a := at.Addr().Unmap()
	if a.Zone() != "" {
		return fmt.Errorf("%w: %s has a zone", ErrPrivate, a)
	}
	if g.hosts[host] || g.allowed(a) {
		return nil
	}
	if why := g.refused(a); why != "" {
		return fmt.Errorf("%w: %s (%s)", ErrPrivate, a, why)
	}
	if !slices.Contains(ports, at.Port()) {
		return fmt.Errorf("%w: %d", ErrPort, at.Port())
	}
	return nil
}

func (g *guard) allowed(a netip.Addr) bool {
	for _, p := range g.allow {
		if p.Contains(a) && (p.IsSingleIP() || !slices.Contains(metadata, a)) {
			return true
		}
	}
	return false
}

// refused says why an address is not public, "" when it is.
func (g *guard) refused(a netip.Addr) string {
	if g.nat64 && nat64Block.Contains(a) {
		b := a.As16()
		return g.refused(netip.AddrFrom4([4]byte(b[12:])))
	}
	if a.Is6() && !unicast.Contains(a) {
		return "outside " + unicast.String()
	}
	for _, b := range special {
		if b.Prefix.Contains(a) {
			return b.Name
		}
	}
	for _, b := range more {
		if b.Prefix.Contains(a) {
			return b.Name
		}
	}
	if b := a.As16(); a.Is6() && (b[8] == 0 || b[8] == 2) && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe {
		return "ISATAP" // RFC 5214: an IPv4 address of the site is inside
	}
	return ""
}
