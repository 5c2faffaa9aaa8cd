package host

import (
	"net/url"
	"testing"
)

func TestOneNameForOneServer(t *testing.T) {
	for address, want := range map[string]string{
		"https://Paper.Example/a": "paper.example", "http://paper.example.:80/": "paper.example", "http://paper.example:8080/": "paper.example",
		"https://paper.example:8443/": "paper.example", "http://paper.example:3000/": "paper.example:3000", "http://[2001:db8::1]:81/": "2001:db8::1:81",
		"mailto:x": "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := Of(u); got != want {
			t.Errorf("%s is on %q, want %q", address, got, want)
		}
	}
}
