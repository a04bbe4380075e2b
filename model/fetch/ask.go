package fetch

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// errUnchanged is the answer that nothing is new since the last reading.
var errUnchanged = errors.New("unchanged")

// accepted says what is read, pages before feeds.
const accepted = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, " +
	"application/xml;q=0.9, application/pdf;q=0.9, text/plain;q=0.9, */*;q=0.5"

// ask fetches a page, or returns errUnchanged when old is still what the
// server has. HTTP/1.1 is spoken: every server does, and it has none of the
// ways in which HTTP/2 can be flooded.
func (c *Client) ask(ctx context.Context, a Address, old *Reading) (*Reading, error) {
	limit := c.patience
	if limit == 0 {
		limit = patience
	}
	inTime, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	proxies := &proxied{choose: c.Proxy, typed: a}
	protocols := &http.Protocols{}
	protocols.SetHTTP1(true)
	transport := &http.Transport{
		Proxy: proxies.proxy, DialContext: c.dialer(a, proxies), Protocols: protocols,
		DisableCompression: true, MaxResponseHeaderBytes: maxHeader,
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
	}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, CheckRedirect: follow} // no jar: no cookies
	r, err := exchange(inTime, client, c.request(a, old))
	switch {
	case err == nil, errors.Is(err, errUnchanged):
		return r, err
	case ctx.Err() != nil:
		return nil, fault("open it again to fetch it", "you stopped it before it came")
	case inTime.Err() != nil:
		return nil, fault("try again later, or save the page in a browser and open the file", "the server gave no whole page in %v", limit)
	}
	return nil, explained(err)
}

func (c *Client) request(a Address, old *Reading) *http.Request {
	r := &http.Request{Method: http.MethodGet, URL: a.url, Header: http.Header{
		"Accept": {accepted}, "Accept-Encoding": {"gzip"}, "User-Agent": {c.Agent},
	}}
	if old != nil && old.etag != "" {
		r.Header.Set("If-None-Match", old.etag)
	}
	if old != nil && old.modified != "" {
		r.Header.Set("If-Modified-Since", old.modified)
	}
	return r
}

// follow decides on a redirect: an address such as the user may give, and not
// too many.
func follow(r *http.Request, via []*http.Request) error {
	if len(via) > redirects {
		return fault("save the page in a browser and open the file; some sites lead in a circle who brings no cookies", "the server leads on more than %d times", redirects)
	}
	a, err := Parse(r.URL.String())
	if err != nil {
		var w *wrong
		if errors.As(err, &w) {
			err = w.err
		}
		return fault("open it in a browser to see where it leads", "the server leads to another address, which is refused: %w", err)
	}
	r.URL = a.url
	r.Header.Del("Referer")
	return nil
}

// exchange sends a request and reads the answer.
func exchange(ctx context.Context, client *http.Client, r *http.Request) (*Reading, error) {
	resp, err := client.Do(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotModified && (r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != ""):
		return nil, errUnchanged
	case resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNonAuthoritativeInfo:
		return nil, refusal(resp)
	}
	data, err := body(resp)
	if err != nil {
		return nil, err
	}
	at, err := Parse(resp.Request.URL.String())
	if err != nil {
		return nil, err
	}
	out := &Reading{URL: at.String(), Data: data, etag: plainField(resp.Header.Get("ETag")), modified: plainField(resp.Header.Get("Last-Modified"))}
	out.Type, out.Charset = contentType(resp.Header.Get("Content-Type"))
	return out, nil
}

// body reads the answer, unpacked, within the limits. What the server says of
// its length is believed only when it is too much.
func body(resp *http.Response) ([]byte, error) {
	if resp.ContentLength > MaxPage {
		return nil, tooLarge()
	}
	packed := &counter{r: resp.Body}
	var r io.Reader = packed
	switch coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); {
	case coding == "" || coding == "identity":
		packed.n = MaxPage // nothing to compare with
	case (coding == "gzip" || coding == "x-gzip") && len(resp.Header["Content-Encoding"]) == 1:
		z, err := gzip.NewReader(packed)
		if err != nil {
			return nil, fault("save the page in a browser and open the file", "the page is said to be packed with gzip and is not")
		}
		r = z
	default:
		return nil, fault("save the page in a browser and open the file", "the page is packed in a way that kreader did not ask for (%q)", plainField(coding))
	}
	out := make([]byte, 0, 64<<10)
	for {
		n, err := r.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		switch {
		case len(out) > MaxPage:
			return nil, tooLarge()
		case len(out) > packedFree && len(out)/mostPacked > packed.n:
			return nil, fault("it is made to burst; leave it alone", "the page unpacks to more than %d times its size", mostPacked)
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			return nil, fault("try again", "the connection ended before the page did")
		case err != nil:
			return nil, err
		case len(out) == cap(out):
			out = slices.Grow(out, len(out))
		}
	}
}

func tooLarge() error {
	return fault("save it with a browser and open the file, if it is an article", "it has more than %d MB", MaxPage>>20)
}

// counter counts what is read through it.
type counter struct {
	r io.Reader
	n int
}

// Read implements [io.Reader].
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// contentType takes a Content-Type apart; what is no name of a type or of a
// charset is left out.
func contentType(s string) (kind, charset string) {
	kind, params, err := mime.ParseMediaType(s)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return "", ""
	}
	charset = strings.ToLower(params["charset"])
	for _, c := range []byte(charset) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("-_.:+()", rune(c)) || len(charset) > 40 {
			return plainField(kind), ""
		}
	}
	return plainField(kind), charset
}

// plainField returns the value of a header if it can be kept and sent back,
// "" otherwise.
func plainField(s string) string {
	for _, c := range []byte(s) {
		if c < 0x20 || c > 0x7e || len(s) > 1024 {
			return ""
		}
	}
	return s
}

// refusal says what the status of an answer means.
func refusal(resp *http.Response) error {
	name := http.StatusText(resp.StatusCode)
	if name == "" {
		name = "unknown"
	}
	const browser = "open it in a browser, save the page, and open the file"
	hint := browser
	switch code := resp.StatusCode; {
	case code == http.StatusNotFound || code == http.StatusGone:
		hint = "check the address"
	case code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable:
		hint = "try again later"
		if s := plainField(resp.Header.Get("Retry-After")); s != "" && len(s) < 30 && strings.Trim(s, "0123456789") == "" {
			hint = "try again in " + s + " seconds"
		}
	case code >= 500:
		hint = "try again later"
	}
	return fault(hint, "the server answers %d %s", resp.StatusCode, name)
}

// explained says an error of the network in words for the reader.
func explained(err error) error {
	var (
		inHouse *private
		said    *wrong
		dns     *net.DNSError
		cert    *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		outer   *url.Error
	)
	switch {
	case errors.As(err, &inHouse):
		return fault("if you mean it, give that address itself", "it leads to %s, which is a private address", inHouse.ip)
	case errors.As(err, &said):
		return said
	case errors.As(err, &dns) && dns.IsNotFound:
		return fault("check the spelling and the connection", "there is no host %q", dns.Name)
	case errors.As(err, &dns):
		return fault("check the connection", "the host %q could not be looked up", dns.Name)
	case errors.As(err, &cert):
		return fault("do not trust what claims to be this site", "the server cannot prove who it is: %w", cert.Err)
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fault("try the address with http://", "the server does not speak https")
	case errors.Is(err, syscall.ECONNREFUSED):
		return fault("check the address, or try again later", "the server takes no connection")
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return fault("check the connection", "the network does not reach the server")
	case errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return fault("try again", "the server closed the connection")
	case errors.As(err, &outer):
		err = outer.Err
	}
	return fault("try again later", "%w", err)
}

// proxied remembers which addresses are those of the user's proxies.
type proxied struct {
	choose func(*http.Request) (*url.URL, error)
	typed  Address

	mu    sync.Mutex
	hosts []string
}

// proxy chooses the proxy of a request. What names a private address outright
// is not handed to one.
func (p *proxied) proxy(r *http.Request) (*url.URL, error) {
	if p.choose == nil {
		return nil, nil
	}
	u, err := p.choose(r)
	if u == nil || err != nil {
		return nil, err
	}
	if a, err := Parse(r.URL.String()); err != nil {
		return nil, err
	} else if a.typed.IsValid() && !p.typed.allows(a.typed) {
		return nil, &private{a.typed}
	} else if a.local && !p.typed.local {
		return nil, &private{netip.AddrFrom4([4]byte{127, 0, 0, 1})}
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hosts = append(p.hosts, net.JoinHostPort(u.Hostname(), port))
	return u, nil
}

func (p *proxied) has(address string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Contains(p.hosts, address)
}
