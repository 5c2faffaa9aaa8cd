// Package host names the hosts that are asked one thing at a time. What is
// leased in the store and what is spared on the wire is the same host.
package host

import (
	"net/url"
	"strings"
)

// Of names the host whose turn an address needs: its name in lower case. The
// usual ports of the web are one host, others (a server at home with many) are
// each their own.
func Of(u *url.URL) string {
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	switch port := u.Port(); port {
	case "", "80", "443", "8080", "8443":
		return name
	default:
		return name + ":" + port
	}
}
