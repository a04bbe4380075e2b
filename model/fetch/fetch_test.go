package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var noon = time.Date(2031, 5, 6, 12, 0, 0, 0, time.UTC)

// served starts a server and returns a client with a folder of its own, and
// what makes an address of a path on that server.
func served(t *testing.T, h http.HandlerFunc) (*Client, func(string) Address) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c := &Client{Dir: filepath.Join(t.TempDir(), "cache", "pages"), Agent: "kreader/test"}
	return c, func(path string) Address { return parse(t, s.URL+path) }
}

func parse(t *testing.T, s string) Address {
	t.Helper()
	a, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (c *Client) mustGet(t *testing.T, a Address, now time.Time) Page {
	t.Helper()
	p, err := c.Get(context.Background(), a, now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGet(t *testing.T) {
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			w.Header().Set("Set-Cookie", "id=1")
			http.Redirect(w, r, "/dam?x=1", http.StatusFound)
			return
		}
		for name, want := range map[string]string{"Cookie": "", "Referer": "", "User-Agent": "kreader/test", "Authorization": "", "Accept-Encoding": "gzip"} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
		w.Header().Set("Content-Type", "Text/HTML; Charset=ISO-8859-2")
		w.Header().Set("Content-Disposition", `attachment; filename="../../dam.txt"`)
		io.WriteString(w, "The dam broke.")
	})
	p := c.mustGet(t, at("/old"), noon)
	if string(p.Data) != "The dam broke." || p.URL != at("/dam?x=1").String() || p.Type != "text/html" || p.Charset != "iso-8859-2" || p.Copied || p.Trouble != nil || !p.Fetched.Equal(noon) {
		t.Errorf("got %+v", p)
	}
	if _, err := os.Stat(filepath.Join(c.Dir, "..", "..", "dam.txt")); err == nil {
		t.Error("the server has named a file")
	}
}

// Every way in which a page can be refused, and that the reader is told what
// to do.
func TestRefusals(t *testing.T) {
	endless := func(w http.ResponseWriter, line string) {
		for {
			if _, err := io.WriteString(w, line); err != nil {
				return
			}
		}
	}
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/missing":
			http.NotFound(w, r)
		case "/refused":
			w.WriteHeader(http.StatusForbidden)
		case "/broken":
			w.WriteHeader(http.StatusInternalServerError)
		case "/busy":
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/nothing":
			w.WriteHeader(http.StatusNoContent)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/script":
			w.Header().Set("Location", "javascript:alert(1)")
			w.WriteHeader(http.StatusFound)
		case "/login":
			w.Header().Set("Location", "http://user:secret@"+r.Host+"/")
			w.WriteHeader(http.StatusFound)
		case "/house":
			http.Redirect(w, r, "http://127.0.0.2:1/", http.StatusFound)
		case "/endless":
			endless(w, strings.Repeat("The dam broke.\n", 1000))
		case "/long":
			w.Header().Set("Content-Length", "10000000000")
			io.WriteString(w, "The dam broke.")
		case "/short":
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "The dam broke.")
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			z.Write(make([]byte, 15<<20))
			z.Close()
		case "/brotli":
			w.Header().Set("Content-Encoding", "br")
			io.WriteString(w, "?")
		case "/unpacked":
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "The dam broke, and this is not packed.")
		case "/headers":
			for i := range 400 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 1000))
			}
		case "/drip":
			for {
				if _, err := io.WriteString(w, "."); err != nil {
					return
				}
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(10 * time.Millisecond):
				}
			}
		}
	})
	c.patience = time.Minute // not what is tested here
	for path, want := range map[string]string{
		"/missing":  "the server answers 404 Not Found; check the address",
		"/refused":  "the server answers 403 Forbidden; open it in a browser, save the page, and open the file",
		"/broken":   "the server answers 500 Internal Server Error; try again later",
		"/busy":     "the server answers 429 Too Many Requests; try again in 120 seconds",
		"/nothing":  "the server answers 204 No Content; open it in a browser",
		"/loop":     "the server leads on more than 5 times; ",
		"/script":   "the server leads to another address, which is refused: kreader opens http and https addresses only; ",
		"/login":    "the server leads to another address, which is refused: the address holds a user name",
		"/house":    "it leads to 127.0.0.2, which is a private address; if you mean it",
		"/endless":  "it has more than 20 MB; ",
		"/long":     "it has more than 20 MB; ",
		"/short":    "the connection ended before the page did; try again",
		"/bomb":     "the page unpacks to more than 100 times its size; ",
		"/brotli":   `the page is packed in a way that kreader did not ask for ("br"); `,
		"/unpacked": "the page is said to be packed with gzip and is not; ",
		"/headers":  "headers exceeded",
	} {
		_, err := c.Get(context.Background(), at(path), noon)
		if err == nil || !strings.HasPrefix(err.Error(), want) && path != "/headers" || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "; ") {
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error tells a password: %v", path, err)
		}
	}
	c.patience = 100 * time.Millisecond
	_, err := c.Get(context.Background(), at("/drip"), noon)
	if err == nil || !strings.HasPrefix(err.Error(), "the server gave no whole page in 100ms; try again later") {
		t.Errorf("/drip: got %v", err)
	}
	if files, _ := os.ReadDir(c.Dir); len(files) > 0 {
		t.Errorf("%d pages were kept of none", len(files))
	}
}

func TestUnreachable(t *testing.T) {
	c, at := served(t, nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := parse(t, "http://"+l.Addr().String()+"/")
	l.Close()
	secure := at("/")
	secure.url.Scheme = "https"
	for a, want := range map[Address]string{
		gone:   "the server takes no connection; check the address",
		secure: "the server does not speak https; try the address with http://",
	} {
		if _, err := c.Get(context.Background(), a, noon); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", a, err, want)
		}
	}
	c.dial = func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.DNSError{Name: "valley.example", IsNotFound: true}
	}
	if _, err := c.Get(context.Background(), parse(t, "http://valley.example/"), noon); err == nil || !strings.HasPrefix(err.Error(), `there is no host "valley.example"; check the spelling`) {
		t.Errorf("no such host: %v", err)
	}
	c.dial = nil
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	tls.StartTLS()
	defer tls.Close()
	if _, err := c.Get(context.Background(), parse(t, tls.URL), noon); err == nil || !strings.HasPrefix(err.Error(), "the server cannot prove who it is: ") {
		t.Errorf("a certificate that nobody has signed: %v", err)
	}
}

// A host of the Internet must not lead into the reader's own network, neither
// by a redirect nor by its name.
func TestPrivateAddresses(t *testing.T) {
	var reached atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { reached.Add(1) }))
	defer inside.Close()
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inside.URL, http.StatusFound)
	}))
	defer outside.Close()
	at := func(s *httptest.Server) string { return strings.TrimPrefix(s.URL, "http://") }
	c := &Client{dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == "outside.example:80" { // a host of the Internet
			return net.Dial(network, at(outside))
		}
		return nil, nil
	}}
	get := func(address string) error {
		_, err := c.Get(context.Background(), parse(t, address), noon)
		return err
	}
	const want = "it leads to 127.0.0.1, which is a private address; "
	if err := get("http://outside.example/"); err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("redirect: got %v", err)
	}
	_, port, _ := net.SplitHostPort(at(inside))
	if n := reached.Load(); n != 0 {
		t.Errorf("the inside was reached %d times", n)
	}
	if err := get(inside.URL); err != nil || reached.Load() != 1 {
		t.Errorf("typed address: %v", err)
	}
	if err := get("http://localhost:" + port); err != nil || reached.Load() != 2 {
		t.Errorf("localhost: %v", err)
	}
	named := Address{url: parse(t, inside.URL).url} // as if a name had led there
	if _, err := c.Get(context.Background(), named, noon); err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("a name that leads inside: %v", err)
	}
}

// Behind a proxy of the house, the proxy is reached though the house is not.
func TestProxy(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/house" {
			http.Redirect(w, r, "http://10.0.0.1/", http.StatusFound)
			return
		}
		fmt.Fprintf(w, "asked for %s", r.URL)
	}))
	defer proxy.Close()
	c := &Client{Proxy: http.ProxyURL(parse(t, proxy.URL).url)}
	if p := c.mustGet(t, parse(t, "http://valley.example/dam"), noon); string(p.Data) != "asked for http://valley.example/dam" {
		t.Errorf("got %q", p.Data)
	}
	for address, ip := range map[string]string{"http://valley.example/house": "10.0.0.1"} {
		if _, err := c.Get(context.Background(), parse(t, address), noon); err == nil || !strings.Contains(err.Error(), ip+", which is a private address") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestPacked(t *testing.T) {
	text := strings.Repeat("The dam broke on 4 May 2031. ", 50_000) // 1.4 MB; packs to 1/300, as little of ours does
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text[:1<<20-100])
	z.Close()
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "GZIP")
		w.Write(b.Bytes())
	})
	if p := c.mustGet(t, at("/"), noon); string(p.Data) != text[:1<<20-100] {
		t.Errorf("%d bytes", len(p.Data))
	}
}

func TestCancel(t *testing.T) {
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := c.Get(ctx, at("/"), noon)
	if err == nil || err.Error() != "you stopped it before it came; open it again to fetch it" {
		t.Errorf("got %v", err)
	}
	cancelled := time.Now()
	if out := c.All(ctx, []Address{at("/a"), at("/b")}, noon, nil); out[0].Err == nil || out[1].Err == nil || time.Since(cancelled) > time.Second {
		t.Errorf("after %v: %v", time.Since(cancelled), out)
	}
}

// At most four at once, and of one host one after the other.
func TestAllIsPolite(t *testing.T) {
	var (
		mu                sync.Mutex
		now, most         int
		ofHost            = map[string]int{}
		together, reports int
	)
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) {
		count := func(by int) {
			mu.Lock()
			defer mu.Unlock()
			now += by
			ofHost[r.Host] += by
			most, together = max(most, now), max(together, ofHost[r.Host])
		}
		count(1)
		time.Sleep(20 * time.Millisecond)
		count(-1)
		if strings.HasPrefix(r.Host, "h3.") {
			http.NotFound(w, r)
		}
		io.WriteString(w, r.Host+r.URL.Path)
	})
	server := at("/").Host()
	c.dial = func(_ context.Context, network, _ string) (net.Conn, error) { return net.Dial(network, server) }
	var addresses []Address
	for i := range 16 {
		addresses = append(addresses, parse(t, fmt.Sprintf("http://h%d.example/%d", i%8, i)))
	}
	out := c.All(context.Background(), addresses, noon, func(host string, done, total int) {
		if total != 16 || done >= total || !strings.HasSuffix(host, ".example") {
			t.Errorf("progress %q %d of %d", host, done, total)
		}
		reports++
	})
	for i, r := range out {
		switch {
		case i%8 == 3:
			if r.Err == nil {
				t.Errorf("%d: no error", i)
			}
		case r.Err != nil || string(r.Page.Data) != strings.TrimPrefix(addresses[i].String(), "http://"):
			t.Errorf("%d: %q, %v", i, r.Page.Data, r.Err)
		}
	}
	if most > atOnce || most < 2 || together != 1 || reports < 16 {
		t.Errorf("%d at once, %d of one host, %d reports", most, together, reports)
	}
}
