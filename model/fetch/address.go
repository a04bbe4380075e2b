package fetch

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// longest is how many bytes an address may have; browsers and servers go no
// further with what they take.
const longest = 8 << 10

// Address is where a page or a feed is: http or https, without a user name,
// its host in ASCII, so that a letter of another script that looks like one of
// ours shows. The zero Address is none; make one with [Parse].
type Address struct {
	url   *url.URL
	typed netip.Addr // the host, where it is an IP address
	local bool       // the host is "localhost"
}

// String returns the address, without a fragment: that names a place in the
// page and is never sent.
func (a Address) String() string { return a.url.String() }

// Host returns the host, and the port when it is not the usual one.
func (a Address) Host() string { return a.url.Host }

// schemes are those that people paste and that have no "//" after them.
var schemes = []string{"about:", "blob:", "data:", "file:", "http:", "https:", "javascript:", "mailto:", "vbscript:", "view-source:"}

// IsAddress reports whether what the user has given names something by scheme,
// and so is for [Parse], which may refuse it; everything else is a path.
func IsAddress(s string) bool {
	i := strings.IndexByte(s, ':')
	if i < 2 { // the drive of a path on Windows has one letter
		return false
	}
	for j := range i {
		c := s[j] | 0x20
		if (c < 'a' || c > 'z') && (j == 0 || !strings.ContainsRune("0123456789+-.", rune(s[j]))) {
			return false
		}
	}
	if strings.HasPrefix(s[i:], "://") {
		return true
	}
	for _, p := range schemes {
		if strings.EqualFold(s[:i+1], p) {
			return true
		}
	}
	return false
}

// Parse reads an address that the user has given or that a server leads to.
// The error says what is wrong with it and what to do.
func Parse(s string) (Address, error) {
	if len(s) > longest {
		return Address{}, fault("check what was pasted", "the address is %d bytes long, more than any page's", len(s))
	}
	for _, r := range s {
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar {
			return Address{}, fault("copy it anew", "the address holds %s, which no address has", strconv.QuoteRuneToASCII(r))
		}
	}
	u, err := url.Parse(s)
	if err != nil {
		return Address{}, fault("copy it anew", "this is no address of a page")
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
	case "file":
		return Address{}, fault("give the path of the file itself", "kreader opens http and https addresses only")
	default:
		return Address{}, fault("give the address of a page or a feed", "kreader opens http and https addresses only")
	}
	if u.User != nil {
		return Address{}, fault("leave out what stands before the @", "the address holds a user name, and kreader logs in nowhere")
	}
	a := Address{url: &url.URL{Scheme: strings.ToLower(u.Scheme), Path: u.Path, RawPath: u.RawPath, RawQuery: asciiQuery(u.RawQuery)}}
	if a.url.Path == "" {
		a.url.Path = "/"
	}
	return a, a.setHost(u.Hostname(), u.Port())
}

// setHost checks the host and the port and takes them on.
func (a *Address) setHost(host, port string) error {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if host == "" {
		return fault("copy it anew", "the address names no host")
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		a.typed = ip.Unmap().WithZone("")
		if ip.Is6() {
			host = "[" + host + "]"
		}
	} else if host, err = asciiHost(host); err != nil {
		return err
	} else {
		a.local = host == "localhost"
		a.url.Host = host
	}
	if a.typed.IsValid() {
		a.url.Host = host
	}
	switch n, err := strconv.Atoi(port); {
	case port == "", a.url.Scheme == "http" && n == 80, a.url.Scheme == "https" && n == 443:
	case err != nil || n < 1 || n > 65535:
		return fault("leave it out or correct it", "the address has the port %q, which there is not", port)
	default:
		a.url.Host += ":" + strconv.Itoa(n)
	}
	return nil
}

// asciiHost returns the name of a host as it is asked for in the DNS (IDNA,
// UTS #46).
func asciiHost(host string) (string, error) {
	bad := fmt.Errorf("the address names the host %q, which cannot be one; copy it anew", host)
	if strings.IndexFunc(host, func(r rune) bool { return r >= 0x80 }) >= 0 {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", bad
		}
		host = ascii
	}
	for _, c := range []byte(host) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' && c != '_' {
			return "", bad
		}
	}
	// A name that ends in a number is an IP address written in a way that hides
	// it: in octal, as one number, with parts left out (WHATWG URL, 3.5).
	last := host[strings.LastIndexByte(host, '.')+1:]
	number := strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") && strings.Trim(last[2:], "0123456789abcdef") == ""
	if len(host) > 253 || strings.Contains(host, "..") || host[0] == '.' || number {
		return "", bad
	}
	return host, nil
}

// asciiQuery escapes what is not ASCII.
func asciiQuery(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c < 0x80 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
