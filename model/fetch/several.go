package fetch

import (
	"context"
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

// Progress tells that a host is being asked, when done of total pages are
// there. It is never called by two goroutines at once.
type Progress func(host string, done, total int)

// All gets several pages, of one host one after the other. The results are in
// the order of the addresses. When ctx is done, what has not come by then comes
// from its saved copy, or has an error.
func (c *Client) All(ctx context.Context, addresses []Address, now time.Time, tell Progress) []Result {
	var (
		out   = make([]Result, len(addresses))
		hosts []string
		of    = map[string][]int{}
		mu    sync.Mutex
		done  int
		wg    sync.WaitGroup
		slots = make(chan struct{}, atOnce)
	)
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
				asking := func() {
					mu.Lock()
					defer mu.Unlock()
					if tell != nil {
						tell(addresses[i].Host(), done, len(addresses))
					}
				}
				p, err := c.get(ctx, addresses[i], now, asking)
				out[i] = Result{p, err}
				mu.Lock()
				done++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return out
}
