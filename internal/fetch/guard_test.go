package fetch_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"kiku/internal/fetch"
	"kiku/internal/fetch/fetchtest"
)

// small is an internet in memory and a fetcher that lives in it.
func small(t testing.TB, opts fetch.Options) (*fetchtest.Internet, *fetch.Fetcher) {
	t.Helper()
	n := fetchtest.New()
	opts.Resolve, opts.Connect, opts.Roots = n.Resolve, n.Connect, n.Roots()
	if opts.Delay == 0 {
		opts.Delay = time.Nanosecond
	}
	f := fetch.New(opts)
	t.Cleanup(func() { f.Close(); n.Close() })
	return n, f
}

// privates are the addresses of ips.json that must be refused.
func privates(t testing.TB) []netip.Addr {
	t.Helper()
	dir := os.Getenv("KIKU_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	data, err := os.ReadFile(filepath.Join(dir, "data", "hostile", "ssrf-addresses", "ips.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		IP    string
		Block bool
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	var out []netip.Addr
	for _, c := range cases {
		if c.Block {
			out = append(out, netip.MustParseAddr(c.IP))
		}
	}
	return out
}

func literal(a netip.Addr) string {
	if a.Is6() {
		return "[" + a.String() + "]"
	}
	return a.String()
}

// TestNoRedirectLeadsIntoAPrivateNetwork tries each private address by each
// status at each hop, named as such and by a name that resolves to it.
func TestNoRedirectLeadsIntoAPrivateNetwork(t *testing.T) {
	t.Parallel()
	synctest.Test(t, noRedirectLeadsIntoAPrivateNetwork) // rests between requests cost nothing there
}

func noRedirectLeadsIntoAPrivateNetwork(t *testing.T) {
	n, f := small(t, fetch.Options{Limits: fetch.Limits{KnownFor: time.Nanosecond}})
	paper := n.Host("paper.example")
	addrs := privates(t)
	tried := 0
	for i, a := range addrs {
		trap := n.Host(fmt.Sprintf("trap%d.example", i)).Resolves(fetchtest.Lookup{Addrs: []netip.Addr{a}})
		for _, status := range []int{301, 302, 303, 307, 308} {
			for hops := 1; hops <= 5; hops++ {
				for _, to := range []string{"http://" + literal(a) + "/", trap.URL("/")} {
					start := paper.Chain(fmt.Sprintf("%d-%d-%d-%v", i, status, hops, to == trap.URL("/")), hops, status, to)
					_, err := f.Get(t.Context(), start, fetch.Validators{})
					if tried++; !errors.Is(err, fetch.ErrPrivate) {
						t.Fatalf("%d hops of %d to %s: %v, want ErrPrivate", hops, status, to, err)
					}
				}
			}
		}
	}
	if seen := n.Canary(); len(seen) != 0 {
		t.Errorf("%d connections of %d tries, first to %s", len(seen), tried, seen[0])
	}
	if want := 62 * 5 * 5 * 2; tried < want {
		t.Errorf("%d tries, want %d", tried, want)
	}
}

// TestNoEntryReachesMetadata asks for what clouds hide in every way there is.
func TestNoEntryReachesMetadata(t *testing.T) {
	t.Parallel()
	n, f := small(t, fetch.Options{})
	n.Host("paper.example").Answers("/to", fetchtest.Text("text/plain", "never"))
	hosts := []string{
		"169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]",
		"metadata.google.internal", "metadata.goog", "metadata", "instance-data",
	}
	refused := 0
	for i, h := range hosts {
		address := "http://" + h + "/latest/meta-data/"
		hop := n.Host("paper.example").Chain(fmt.Sprintf("hop%d", i), 1, 302, address)
		robots := n.Host(fmt.Sprintf("r%d.example", i))
		robots.Answers("/robots.txt", fetchtest.Redirect(301, address))
		for way, ask := range map[string]func() error{
			"feed": func() error { _, err := f.Get(t.Context(), address, fetch.Validators{}); return err },
			"page": func() error { _, err := f.Page(t.Context(), address, fetch.Validators{}); return err },
			"hub": func() error {
				_, err := f.Post(t.Context(), address, url.Values{"hub.mode": {"subscribe"}})
				return err
			},
			"feed redirect": func() error { _, err := f.Get(t.Context(), hop, fetch.Validators{}); return err },
			"page redirect": func() error { _, err := f.Page(t.Context(), hop, fetch.Validators{}); return err },
			"robots redirect": func() error {
				_, err := f.Page(t.Context(), robots.URL("/"), fetch.Validators{})
				if err == nil {
					return nil
				}
				return fmt.Errorf("%w: %w", fetch.ErrPrivate, err) // it is enough that nothing was asked
			},
		} {
			if err := ask(); !errors.Is(err, fetch.ErrPrivate) {
				t.Errorf("%s by %s: %v, want ErrPrivate", h, way, err)
				continue
			}
			refused++
		}
	}
	if refused != 72 || len(n.Canary()) != 0 {
		t.Errorf("%d refusals of 72, %d connections", refused, len(n.Canary()))
	}
}

// TestRebindingNeverConnects: the name service says something else each time it
// is asked; what is connected is what was checked.
func TestRebindingNeverConnects(t *testing.T) {
	t.Parallel()
	n := fetchtest.New()
	defer n.Close()
	public := netip.MustParseAddr("25.0.0.1")
	n.Host("mirror.example").At(public).Answers("/*", fetchtest.Text("text/plain", "hello"))
	var looked, connected atomic.Int64
	f := fetch.New(fetch.Options{
		Delay: time.Nanosecond, Limits: fetch.Limits{KnownFor: time.Nanosecond},
		Resolve: func(context.Context, string) ([]netip.Addr, error) {
			if looked.Add(1)%5 == 0 {
				return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
			}
			return []netip.Addr{public}, nil
		},
		Connect: func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
			connected.Add(1)
			if to.Addr() != public {
				t.Errorf("connected to %s", to)
			}
			return n.Connect(ctx, to)
		},
	})
	defer f.Close()
	for i := 0; looked.Load() < 10_000; i++ {
		_, err := f.Post(t.Context(), fmt.Sprintf("http://h%d.example/", i%97), nil)
		if err == nil || errors.Is(err, fetch.ErrPrivate) || errors.Is(err, fetch.ErrStatus) {
			f.Close() // no connection is used twice
			continue
		}
		t.Fatal(err)
	}
	if len(n.Canary()) != 0 {
		t.Errorf("%d connections to the canary", len(n.Canary()))
	}
	t.Logf("%d lookups, %d connections", looked.Load(), connected.Load())
}

// TestOnePrivateAnswerRefusesTheHost mixes public and private addresses.
func TestOnePrivateAnswerRefusesTheHost(t *testing.T) {
	t.Parallel()
	var dials atomic.Int64
	n := fetchtest.New()
	defer n.Close()
	bad := privates(t)
	sets := 0
	for i := range 200 {
		set := []netip.Addr{netip.MustParseAddr("25.0.0.1"), netip.MustParseAddr("2606:4700::1"), netip.MustParseAddr("25.0.0.2")}
		set[i%3] = bad[i%len(bad)]
		f := fetch.New(fetch.Options{
			Resolve: func(context.Context, string) ([]netip.Addr, error) { return set, nil },
			Connect: func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
				dials.Add(1)
				return n.Connect(ctx, to)
			},
		})
		if _, err := f.Get(t.Context(), "http://mixed.example/", fetch.Validators{}); !errors.Is(err, fetch.ErrPrivate) {
			t.Errorf("%v: %v, want ErrPrivate", set, err)
		}
		sets++
		f.Close()
	}
	if dials.Load() != 0 || sets != 200 {
		t.Errorf("%d connections in %d sets", dials.Load(), sets)
	}
}

// TestTheSocketIsCheckedToo: should a resolved address ever get past the first
// check, the second is at the socket. Nothing resolves here: literals that the
// system's dialer would connect.
func TestTheSystemsDialerRefuses(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var came atomic.Int64
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			came.Add(1)
			c.Close()
		}
	}()
	if err := fetch.SystemConnect(t.Context(), fetch.Options{}, "paper.example", netip.MustParseAddrPort(l.Addr().String())); !errors.Is(err, fetch.ErrPrivate) {
		t.Errorf("at the socket: %v, want ErrPrivate", err)
	}
	if came.Load() != 0 {
		t.Error("the socket was connected")
	}
	allowed := fetch.Options{AllowHosts: []string{"paper.example"}}
	if err := fetch.SystemConnect(t.Context(), allowed, "paper.example", netip.MustParseAddrPort(l.Addr().String())); err != nil {
		t.Errorf("allowed by name: %v", err)
	}
}

// TestProxiesOfTheEnvironmentAreIgnored runs itself in a process of its own:
// net/http reads those variables once in a process.
func TestProxiesOfTheEnvironmentAreIgnored(t *testing.T) {
	if os.Getenv("HTTP_PROXY") != "" && os.Getenv("FETCH_TEST_PROXY") == os.Getenv("HTTP_PROXY") {
		fetchPastTheProxy(t)
		return
	}
	var came atomic.Int64
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { came.Add(1); fmt.Fprint(w, "from the proxy") }))
	defer proxy.Close()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
	child.Env = append(os.Environ(), "FETCH_TEST_PROXY="+proxy.URL)
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"} {
		child.Env = append(child.Env, name+"="+proxy.URL)
	}
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "fetched past the proxy") {
		t.Errorf("%v\n%s", err, out)
	}
	if came.Load() != 0 {
		t.Errorf("%d requests went to the proxy", came.Load())
	}
}

// fetchPastTheProxy allows the proxy's network, so that only ignoring the
// variables keeps requests from it.
func fetchPastTheProxy(t *testing.T) {
	n := fetchtest.New()
	defer n.Close()
	f := fetch.New(fetch.Options{
		Delay: time.Nanosecond, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Resolve: n.Resolve, Roots: n.Roots(),
		Connect: func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
			if to.Addr().IsLoopback() {
				var d net.Dialer
				return d.DialContext(ctx, "tcp", to.String())
			}
			return n.Connect(ctx, to)
		},
	})
	defer f.Close()
	h := n.Host("paper.example").Answers("/feed.xml", fetchtest.Text("text/xml", "from the paper"))
	for _, address := range []string{h.URL("/feed.xml"), h.SecureURL("/feed.xml")} {
		r, err := f.Get(t.Context(), address, fetch.Validators{})
		if err != nil || string(r.Body) != "from the paper" {
			t.Errorf("%s: %q, %v", address, r.Body, err)
		}
	}
	if _, err := f.Get(t.Context(), "http://169.254.169.254/", fetch.Validators{}); !errors.Is(err, fetch.ErrPrivate) {
		t.Errorf("metadata: %v", err)
	}
	t.Log("fetched past the proxy")
}

func TestAProxyIsUsedWhenTheOwnerSaysSo(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, r.URL.String())
		fmt.Fprint(w, "by the proxy")
	}))
	defer proxy.Close()
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	f := fetch.New(fetch.Options{Proxy: at, Delay: time.Nanosecond})
	defer f.Close()
	r, err := f.Get(t.Context(), "http://paper.example/feed.xml", fetch.Validators{})
	if err != nil || string(r.Body) != "by the proxy" {
		t.Errorf("%q, %v", r.Body, err)
	}
	for _, private := range []string{"http://10.0.0.1/", proxy.URL, "http://router.lan/", "http://metadata.google.internal/"} {
		if _, err := f.Get(t.Context(), private, fetch.Validators{}); !errors.Is(err, fetch.ErrPrivate) {
			t.Errorf("%s by the proxy: %v, want ErrPrivate", private, err)
		}
	}
	home := fetch.New(fetch.Options{Proxy: at, Delay: time.Nanosecond, Allow: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, AllowHosts: []string{"shelf.lan"}})
	defer home.Close()
	outside := fetch.LinkedFrom(t.Context(), "http://paper.example/feed.xml")
	for _, private := range []string{"http://10.0.0.1/", "http://shelf.lan/", "http://router.lan/"} {
		if _, err := home.Get(outside, private, fetch.Validators{}); !errors.Is(err, fetch.ErrPrivate) {
			t.Errorf("%s by the proxy from outside: %v, want ErrPrivate", private, err)
		}
	}
	if _, err := home.Get(outside, "http://paper.example/a", fetch.Validators{}); err != nil {
		t.Error(err)
	}
	mu.Lock()
	defer mu.Unlock()
	for _, a := range asked {
		if !strings.HasPrefix(a, "http://paper.example/") {
			t.Errorf("the proxy was asked for %s", a)
		}
	}
}

// TestRedirectsFromOutsideStayOutside: the owner's own network is for what the
// owner named.
func TestRedirectsFromOutsideStayOutside(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		home := netip.MustParseAddr("192.168.7.2")
		n, f := small(t, fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("192.168.7.0/24")}, AllowHosts: []string{"shelf.lan"}})
		n.Host("router.lan").At(home).Answers("/*", fetchtest.Text("text/xml", "home")).Answers("/to", fetchtest.Redirect(302, "http://shelf.lan/feed.xml")).Answers("/out", fetchtest.Redirect(302, "http://paper.example/feed.xml"))
		n.Host("shelf.lan").At(netip.MustParseAddr("10.1.1.1")).Answers("/feed.xml", fetchtest.Text("text/xml", "shelf"))
		paper := n.Host("paper.example").Answers("/feed.xml", fetchtest.Text("text/xml", "paper"))
		paper.Answers("/literal", fetchtest.Redirect(302, "http://192.168.7.2/")).Answers("/name", fetchtest.Redirect(302, "http://router.lan/")).Answers("/host", fetchtest.Redirect(302, "http://shelf.lan/feed.xml"))
		paper.Answers("/round", fetchtest.Redirect(302, "http://other.example/back"))
		n.Host("other.example").Answers("/back", fetchtest.Redirect(302, "http://192.168.7.2/"))
		for _, address := range []string{"http://192.168.7.2/", "http://router.lan/", "http://router.lan/to", "http://shelf.lan/feed.xml", "http://router.lan/out", paper.URL("/feed.xml")} {
			if _, err := f.Get(t.Context(), address, fetch.Validators{}); err != nil {
				t.Errorf("%s: %v", address, err)
			}
		}
		for _, host := range []string{"fresh.lan", "printer.lan"} {
			n.Host(host).At(home).Answers("/*", fetchtest.Text("text/xml", "home"))
			paper.Answers("/"+host, fetchtest.Redirect(302, "http://"+host+"/"))
			if _, err := f.Page(t.Context(), paper.URL("/"+host), fetch.Validators{}); !errors.Is(err, fetch.ErrPrivate) || len(n.Host(host).Requests("")) != 0 {
				t.Errorf("%s: %v, %d requests", host, err, len(n.Host(host).Requests("")))
			}
		}
		for from, want := range map[string]bool{paper.URL("/feed.xml"): false, "http://shelf.lan/feed.xml": true, "http://router.lan/": true, "": false} {
			ctx := fetch.LinkedFrom(t.Context(), from)
			if _, err := f.Page(ctx, "http://router.lan/a", fetch.Validators{}); (err == nil) != want || err != nil && !errors.Is(err, fetch.ErrPrivate) {
				t.Errorf("linked from %q: %v, want allowed %v", from, err, want)
			}
			if _, err := f.Page(ctx, paper.URL("/feed.xml"), fetch.Validators{}); err != nil {
				t.Errorf("public, linked from %q: %v", from, err)
			}
		}
		for _, path := range []string{"/literal", "/name", "/host", "/round"} { // connections are kept from before
			if r, err := f.Get(t.Context(), paper.URL(path), fetch.Validators{}); !errors.Is(err, fetch.ErrPrivate) {
				t.Errorf("%s: %q, %v, want ErrPrivate", path, r.Body, err)
			}
		}
	})
}

// TestTheNextAddressIsTried: a host with an address that is silent, or that
// refuses, is reached by another, and what comes late is closed.
func TestTheNextAddressIsTried(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := fetchtest.New()
		defer n.Close()
		good := netip.MustParseAddr("25.0.0.1")
		n.Host("paper.example").At(good).Answers("/feed.xml", fetchtest.Text("text/xml", "x"))
		var late atomic.Int64
		for name, c := range map[string]struct {
			bad  func(ctx context.Context) (net.Conn, error)
			most time.Duration
			want error
			to   []netip.Addr
		}{
			"silent":  {func(ctx context.Context) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }, 300 * time.Millisecond, nil, []netip.Addr{netip.MustParseAddr("2606:4700::1"), good}},
			"refuses": {func(context.Context) (net.Conn, error) { return nil, errors.New("connection refused") }, 10 * time.Millisecond, nil, []netip.Addr{netip.MustParseAddr("2606:4700::1"), good}},
			"late": {func(ctx context.Context) (net.Conn, error) {
				time.Sleep(time.Second)
				a, b := net.Pipe()
				go func() { _, _ = a.Read(make([]byte, 1)); late.Add(1) }()
				return b, nil
			}, 300 * time.Millisecond, nil, []netip.Addr{netip.MustParseAddr("2606:4700::1"), good}},
			"all refuse": {func(context.Context) (net.Conn, error) { return nil, errors.New("connection refused") }, 10 * time.Millisecond, fetch.ErrConnect, []netip.Addr{netip.MustParseAddr("2606:4700::1"), netip.MustParseAddr("25.0.0.2")}},
			"all silent": {func(ctx context.Context) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }, 5 * time.Second, fetch.ErrConnectTime, []netip.Addr{netip.MustParseAddr("2606:4700::1"), netip.MustParseAddr("25.0.0.2")}},
		} {
			f := fetch.New(fetch.Options{
				Resolve: func(context.Context, string) ([]netip.Addr, error) { return c.to, nil },
				Connect: func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
					if to.Addr() == good {
						return n.Connect(ctx, to)
					}
					return c.bad(ctx)
				},
			})
			start := time.Now()
			_, err := f.Post(t.Context(), "http://paper.example/feed.xml", nil)
			if took := time.Since(start); !errors.Is(err, c.want) || took > c.most {
				t.Errorf("%s: %v after %s, want %v within %s", name, err, took, c.want, c.most)
			}
			time.Sleep(2 * time.Second)
			f.Close()
		}
		if late.Load() != 1 {
			t.Errorf("%d late connections were closed, want 1", late.Load())
		}
	})
}

func addrPort(h *fetchtest.Host, port uint16) netip.AddrPort {
	return netip.AddrPortFrom(h.Addrs()[0], port)
}
