package fetch

import (
	"context"
	"fmt"
	"net/url"

	"kiku/internal/host"
)

// linkedKey is where a context has the document of LinkedFrom.
type linkedKey struct{}

// LinkedFrom says for what is asked with the context that its address was found in
// a document, as an article's is in a feed. What Options.Allow and AllowHosts let
// through is for what the owner named: a document from the public network leads
// there by a link no more than by a redirect. Its own host it may name.
func LinkedFrom(ctx context.Context, document string) context.Context {
	return context.WithValue(ctx, linkedKey{}, document)
}

// fromOutside reports whether an address was found in a document of another host
// that is not one of the owner's own.
func (f *Fetcher) fromOutside(ctx context.Context, u *url.URL) bool {
	document, ok := ctx.Value(linkedKey{}).(string)
	if !ok || len(f.guard.allow) == 0 && len(f.guard.hosts) == 0 {
		return false // there is nothing that it could lead to
	}
	from, err := f.guard.parse(document)
	if err != nil {
		return true
	}
	if host.Of(from) == host.Of(u) {
		return false
	}
	named := &chain{}
	_, err = f.resolve(withSteps(context.WithValue(ctx, chainKey{}, named), nil), from)
	return err != nil || !named.atHome.Load()
}

// byName is what can be checked behind a proxy: whether a host is public by its
// name, or by the address that stands for it.
func (f *Fetcher) byName(ctx context.Context, u *url.URL) error {
	port, err := portOf(u)
	if err != nil {
		return err
	}
	name := u.Hostname()
	c, _ := ctx.Value(chainKey{}).(*chain)
	if c == nil || !f.guard.hosts[name] && f.public.name(name, port) == nil {
		return nil
	}
	if c.visitor.Load() {
		return fmt.Errorf("%w: %s is allowed, but not from the public network", ErrPrivate, clip(name))
	}
	c.atHome.Store(true)
	return nil
}
