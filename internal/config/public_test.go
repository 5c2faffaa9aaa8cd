package config_test

import (
	"testing"

	"kiku/internal/config"
)

func TestPublicTellsHomesFromTheInternet(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"": false, "https://news.example.org": true, "https://news.example.org/kiku": true, "https://1.1.1.1": true, "https://[2606:4700::1]:8443": true,
		"http://localhost:8080": false, "http://kiku": false, "http://kiku.local": false, "http://192.168.1.4": false, "http://100.64.3.1": false,
		"http://127.0.0.1": false, "http://[::1]": false, "http://[fd00::1]": false, "http://[::ffff:10.0.0.1]": false, "https://kiku.home.arpa": false,
	} {
		if got := (config.Config{BaseURL: address}).Public(); got != want {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
}
