package fetch

import "errors"

// Hint says in plain words what the owner can do about an error of this package,
// "" when there is nothing to say.
func Hint(err error) string {
	for _, h := range hints {
		if errors.Is(err, h.is) {
			return h.text
		}
	}
	return ""
}

// hints are for the owner; the first that matches counts, closer reasons first.
var hints = []struct {
	is   error
	text string
}{
	{ErrPort, "only the ports 80, 443, 8080 and 8443 are asked; the settings fetch.allow and fetch.allow_hosts open others of one network or host"},
	{ErrPrivate, "that address is in a private network; the settings fetch.allow and fetch.allow_hosts can let it in"},
	{ErrDowngrade, "a password would have gone out readable by everybody; ask the publisher for an address that stays with https"},
	{ErrLoop, "the site redirects in a circle, often because it wants a cookie; look in a browser where the feed is now"},
	{ErrRedirects, "look in a browser where the feed is now, and add that address"},
	{ErrPacked, "the answer would have unpacked to far more than any feed or page; nothing was kept of it"},
	{ErrTooBig, "the settings fetch.feed_bytes and fetch.page_bytes bound an answer"},
	{ErrTwice, "the server packs its answers in a way that was not asked for; its owner has to mend that"},
	{ErrCoding, "the server's answer arrives damaged; it is tried again later"},
	{ErrExpired, "the site's certificate ran out; its owner has to renew it. Is this machine's clock right?"},
	{ErrWrongHost, "the site's certificate is for another name; try the address with or without www"},
	{ErrUntrusted, "nobody known vouches for the site's certificate; if it is your own server, pin its certificate with the setting fetch.pins"},
	{ErrPin, "the certificate is not the pinned one any more; if the server's owner changed it, change the setting fetch.pins"},
	{ErrOldTLS, "the server only speaks protocols that can be broken; its owner has to update it"},
	{ErrNotTLS, "the server does not speak https on that port; try the address with http://"},
	{ErrClientCert, "the server lets in only visitors with a certificate of their own; Kiku has none"},
	{ErrTLSTime, "the server took the connection and then said nothing; it is tried again later"},
	{ErrTLS, "the site's certificate is not in order; its owner has to mend that"},
	{ErrNoHost, "check the spelling of the address, and that this machine is online"},
	{ErrDNS, "no name server answers properly; check that this machine is online"},
	{ErrResolveTime, "no name server answers in time; check that this machine is online"},
	{ErrSlow, "the answer came too slowly to wait for; it is tried again later"},
	{ErrTimeout, "the other side did not answer in time; it is tried again later"},
	{ErrRobots, "the site's robots.txt does not let programs read that address"},
	{ErrProtocol, "what answers there is not a web server"},
	{ErrConnect, "nothing answers there; check the address, and that this machine is online"},
	{ErrGone, "the publisher took the address away for good"},
	{ErrStatus, "the site answered with an error; check the address in a browser"},
	{ErrBadURL, "an address begins with https:// and names a host of the public internet"},
}
