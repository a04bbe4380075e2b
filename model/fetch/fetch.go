// Package fetch gets pages and feeds from the web, when the user has given
// their addresses, and keeps a copy of each, so that it opens again without
// the network.
//
// The web is a stranger: what it sends may be endless, slow, packed to burst,
// or lead elsewhere. A page has 15 seconds and 20 MB, five redirects and no
// cookies; no connection is made into the user's own network unless that very
// address was typed. Nothing that a page refers to is fetched.
//
// The user has asked for a page, and a page of news changes. So a copy that is
// older than an hour is asked for again, politely, with what the server needs
// to say that nothing is new. When that fails, the copy opens. Of a page that
// changes two readings are kept, the first and the last: a text that has been
// read does not vanish.
//
// Like intake and store it touches the world; it reads no clock.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// The limits of one page, all that its redirects take included.
const (
	MaxPage    = 20 << 20
	patience   = 15 * time.Second
	redirects  = 5
	maxHeader  = 256 << 10
	mostPacked = 100     // times as many bytes unpacked as packed …
	packedFree = 1 << 20 // … counted from here: little text is all alike
)

// fresh is how long a copy is opened without asking the server again.
const fresh = time.Hour

// Policy says when the network is used.
type Policy uint8

// The policies.
const (
	Usual   Policy = iota // when there is no copy, or it is older than an hour
	Refresh               // always
	Offline               // never
)

// Client gets pages. The zero Client works; it keeps no copies.
type Client struct {
	Dir    string // the folder of the copies, "" for none; see [Dir]
	Agent  string // who asks: the User-Agent that servers are told
	Policy Policy
	First  bool // open a page that has a copy as it was first read

	// Proxy is as in [http.Transport]. Behind a proxy it is the proxy that
	// looks names up, and that decides what may be reached.
	Proxy func(*http.Request) (*url.URL, error)

	// Tests stand in for the network: a connection or an error is taken, neither
	// leaves the matter to the guarded dialer. Zero patience is the usual.
	dial     func(ctx context.Context, network, address string) (net.Conn, error)
	patience time.Duration
}

// Reading is a page as it was at a time.
type Reading struct {
	URL     string    // where the redirects led, its host in ASCII
	Type    string    // media type that the server gave, in lower case, "" when none; it may lie
	Charset string    // character set that the server gave, in lower case, "" when none; it may lie
	Fetched time.Time // to the second
	Data    []byte

	etag, modified string // what the server needs to say that nothing is new
}

// Page is what an address gave.
type Page struct {
	Reading
	Copied  bool      // it is a saved copy, not what the server said now
	Checked time.Time // when the server was last known to have this
	First   *Reading  // the first reading, when its bytes were others; nil otherwise
	Trouble error     // why it is a copy though the server was asked, or why no copy was kept
}

// Get returns the page at a. now is the time, by which the age of a copy is
// told; times in the page are in its location. The error says why there is no
// page, in words for the reader, and what to do.
func (c *Client) Get(ctx context.Context, a Address, now time.Time) (Page, error) {
	return c.get(ctx, a, now, func() {})
}

// get is Get; it calls asking before the network is used.
func (c *Client) get(ctx context.Context, a Address, now time.Time, asking func()) (Page, error) {
	saved, damage := c.load(a)
	saved.in(now.Location())
	switch {
	case saved.last == nil && c.Policy == Offline:
		if damage != nil {
			return Page{}, fault("fetch it anew without --offline", "%w", damage)
		}
		return Page{}, fault("fetch it once without --offline", "there is no saved copy of it")
	case saved.last == nil:
	case c.First:
		return Page{Reading: *saved.first, Copied: true, Checked: saved.first.Fetched}, nil
	case c.Policy == Offline, c.Policy == Usual && saved.freshAt(now):
		return saved.page(nil), nil
	}
	asking()
	now = now.Truncate(time.Second)
	got, err := c.ask(ctx, a, saved.last)
	switch {
	case errors.Is(err, errUnchanged):
		saved.checked = now
	case err != nil && saved.last != nil:
		return saved.page(err), nil
	case err != nil:
		return Page{}, err
	default:
		got.Fetched = now
		saved.add(got)
	}
	p := saved.page(nil)
	p.Copied = false
	if err := c.save(a, saved); err != nil {
		p.Trouble = fmt.Errorf("no copy is kept: %w", err)
	} else if damage != nil {
		p.Trouble = damage
	}
	return p, nil
}

// wrong is an error in words for the reader: what is wrong, and what to do.
type wrong struct {
	err  error
	hint string
}

// Error implements error.
func (w *wrong) Error() string { return w.err.Error() + "; " + w.hint }

// Unwrap returns what is wrong.
func (w *wrong) Unwrap() error { return w.err }

// fault returns an error that says what is wrong and, in hint, what to do.
func fault(hint, format string, args ...any) error {
	return &wrong{fmt.Errorf(format, args...), hint}
}
