package main

import (
	"kiku/internal/config"
	"kiku/internal/web"
)

// callbackOf is where hubs may call; "" where none is to be asked.
func callbackOf(c config.Config) string {
	if !c.Fetch.Enabled || !c.Fetch.WebSub || !c.Public() {
		return ""
	}
	return c.BaseURL + web.HubPath
}

// hubs is who hears the hubs of feeds; nil when none is asked.
func (h *hand) hubs() web.Hubs {
	if h.Callback == "" {
		return nil
	}
	return h.Pipeline
}
