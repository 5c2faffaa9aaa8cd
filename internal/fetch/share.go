package fetch

import "context"

// Share makes the Fetcher ask before each request whether this process may ask
// the host now. Several processes that fetch for one owner keep one request in
// flight to a host by it. ask is given the host as WaitError names it, and may
// take its time; when it returns an error nothing is sent, and the error is the
// request's. done is called when the exchange is over. Call Share before the
// Fetcher is used.
func (f *Fetcher) Share(ask func(ctx context.Context, host string) (done func(), err error)) {
	f.share = ask
}

// mayAsk is the answer of Share's function.
func (f *Fetcher) mayAsk(ctx context.Context, host string) (done func(), err error) {
	if f.share == nil {
		return func() {}, nil
	}
	return f.share(ctx, host)
}
