package fetch

import (
	"net/netip"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"https://valley.example/dam":               "https://valley.example/dam",
		"HTTPS://Valley.Example:443":               "https://valley.example/",
		"http://valley.example.:80/a?b=c#part":     "http://valley.example/a?b=c",
		"http://valley.example:8080/a%20b":         "http://valley.example:8080/a%20b",
		"https://täl.example/über":                 "https://xn--tl-via.example/%C3%BCber",
		"https://vаlley.example/":                  "https://xn--vlley-4ve.example/", // the а is Cyrillic
		"http://127.0.0.1:9/x":                     "http://127.0.0.1:9/x",
		"http://[::1]:9/x":                         "http://[::1]:9/x",
		"https://my_paper.valley.example/x":        "https://my_paper.valley.example/x",
		"https://valley.example/a;b?next=//c.test": "https://valley.example/a;b?next=//c.test",
	} {
		a, err := Parse(in)
		if err != nil || a.String() != want {
			t.Errorf("Parse(%q) = %q, %v; want %q", in, a, err, want)
		}
		if again, err := Parse(a.String()); err != nil || again.String() != want {
			t.Errorf("Parse(%q) is not stable: %v, %v", want, again, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"file:///etc/passwd":                                  "give the path of the file itself",
		"javascript:alert(1)":                                 "http and https addresses only",
		"data:text/html,x":                                    "http and https addresses only",
		"gopher://valley.example/":                            "http and https addresses only",
		"http://user:secret@valley.example/":                  "leave out what stands before the @",
		"http://valley.example@10.0.0.1/":                     "leave out what stands before the @",
		"https:///dam":                                        "names no host",
		"https:valley.example":                                "names no host",
		"http://valley.example/a\r\nX-Other: b":               `the address holds '\r'`,
		"http://valley.example/a b":                           `the address holds ' '`,
		"http://valley.example/\u202e":                        `the address holds '\u202e'`,
		"http://valley.example/\xff":                          "the address holds",
		"http://valley.example:99999/":                        "port",
		"http://0x7f000001/":                                  "cannot be one",
		"http://val..ley/":                                    "cannot be one",
		"http://[::1":                                         "no address of a page",
		"http://valley.example/" + strings.Repeat("a", 1<<20): "the address is 1048598 bytes long",
	} {
		a, err := Parse(in)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "; ") {
			t.Errorf("Parse(%.60q) = %v, %v; want an error with %q and what to do", in, a.url, err, want)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\r\n\x1b") || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("Parse(%.60q): the error %q gives away what it should not", in, err)
		}
	}
}

func TestIsAddress(t *testing.T) {
	for in, want := range map[string]bool{
		"https://valley.example": true, "HTTP://valley.example": true, "javascript:alert(1)": true, "file:///x": true, "ftp://x": true, "mailto:a@b": true,
		"dam.md": false, `C:\dam.md`: false, "c:dam.md": false, "notes: dam.md": false, "a:b": false, "": false, ":": false, "-": false, "x/https://y": false,
		"2031-05-04T10:11.txt": false, "10:11": false,
	} {
		if got := IsAddress(in); got != want {
			t.Errorf("IsAddress(%q) = %v", in, got)
		}
	}
}

func TestPublic(t *testing.T) {
	for in, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true, "64:ff9b::5db8:d822": true, "::ffff:93.184.216.34": true,
		"127.0.0.1": false, "127.9.9.9": false, "::1": false, "::": false, "0.0.0.0": false, "0.1.2.3": false,
		"10.1.2.3": false, "172.16.0.1": false, "172.32.0.1": true, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "240.0.0.1": false,
		"fe80::1": false, "fe80::1%eth0": false, "fd00::1": false, "fec0::1": false, "ff02::1": false, "2001:db8::1": false, "2002:7f00:1::": false,
		"64:ff9b::7f00:1": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false,
	} {
		if got := public(netip.MustParseAddr(in)); got != want {
			t.Errorf("public(%s) = %v", in, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"https://valley.example/dam", "http://[fe80::1%25eth0]:80/", "https://täl.example/ü?ä#ö", "http://a@b", "http:x", "http://2130706433/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err != nil {
			return
		}
		out := a.String()
		if a.url.User != nil || a.url.Fragment != "" || a.url.Host == "" {
			t.Errorf("Parse(%q) lets through what it should not: %q", s, out)
		}
		for _, c := range []byte(out) {
			if c <= 0x20 || c > 0x7e {
				t.Fatalf("Parse(%q) = %q, which is not visible ASCII", s, out)
			}
		}
		if again, err := Parse(out); err != nil || again.String() != out {
			t.Errorf("Parse(%q) = %q, which is then %v, %v", s, out, again.url, err)
		}
	})
}
