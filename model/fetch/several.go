package fetch

import (
	"context"
	"slices"
	"sync"
	"time"
)

// atOnce is how many pages are fetched at the same time, each from another
// host: a browser takes six from one.
const atOnce = 4

// Result is what became of an address.
type Result struct {
	Page Page
	Err  error // in words for the reader: why there is no page, and what to do
}

// Progress tells that a host is being asked, one of several perhaps, when done
// of total pages are there. It is never called by two goroutines at once.
type Progress func(host string, done, total int)

// All gets several pages, of one host one after the other. The results are in
// the order of the addresses. When ctx is done, what has not come by then comes
// from its saved copy, or has an error.
func (c *Client) All(ctx context.Context, addresses []Address, now time.Time, tell Progress) []Result {
	var (
		out   = make([]Result, len(addresses))
		hosts []string
		of    = map[string][]int{}
		wg    sync.WaitGroup
		slots = make(chan struct{}, atOnce)

		mu    sync.Mutex
		done  int
		asked []string // the hosts that are being asked
	)
	report := func() {
		if tell != nil && len(asked) > 0 {
			tell(asked[len(asked)-1], done, len(addresses))
		}
	}
	for i, a := range addresses {
		h := a.url.Hostname()
		if of[h] == nil {
			hosts = append(hosts, h)
		}
		of[h] = append(of[h], i)
	}
	for _, h := range hosts {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			for _, i := range of[h] {
				host := addresses[i].Host()
				asking := func() {
					mu.Lock()
					defer mu.Unlock()
					asked = append(asked, host)
					report()
				}
				p, err := c.get(ctx, addresses[i], now, asking)
				out[i] = Result{p, err}
				mu.Lock()
				done++
				asked = slices.DeleteFunc(asked, func(h string) bool { return h == host })
				report()
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return out
}
