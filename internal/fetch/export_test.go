package fetch

import (
	"context"
	"net/netip"
)

// SystemConnect connects as a Fetcher of these options would by the system, with
// nothing before it but the check at the socket.
func SystemConnect(ctx context.Context, opts Options, host string, to netip.AddrPort) error {
	conn, err := systemConnect(newGuard(opts))(context.WithValue(ctx, dialledKey{}, dialled{host: host}), to)
	if err != nil {
		return err
	}
	return conn.Close()
}

// Address is the form in which a Fetcher without an allow-list asks for an address.
func Address(address string) (string, error) {
	u, err := newGuard(Options{}).parse(address)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}
