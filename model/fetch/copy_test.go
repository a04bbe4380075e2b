package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A page opens again without the network, and is asked for again when the copy
// is an hour old; of a page that changes the first reading is kept.
func TestCopies(t *testing.T) {
	text, asked, broken := "The dam broke.", 0, false
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch {
		case broken:
			w.WriteHeader(http.StatusBadGateway)
		case r.Header.Get("If-None-Match") == `"`+text+`"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", `"`+text+`"`)
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			io.WriteString(w, text)
		}
	})
	a := at("/dam")
	offline := *c
	offline.Policy = Offline
	if _, err := offline.Get(context.Background(), a, noon); err == nil || err.Error() != "there is no saved copy of it; fetch it once without --offline" {
		t.Errorf("offline, nothing saved: %v", err)
	}
	check := func(what string, p Page, wantText string, wantCopied bool, fetched, checked time.Duration, wantAsked int) {
		t.Helper()
		if string(p.Data) != wantText || p.Copied != wantCopied || asked != wantAsked || p.Type != "text/plain" || p.Charset != "utf-8" || p.URL != a.String() {
			t.Errorf("%s: %q of %s, copied %v, asked %d times", what, p.Data, p.URL, p.Copied, asked)
		}
		if !p.Fetched.Equal(noon.Add(fetched)) || !p.Checked.Equal(noon.Add(checked)) {
			t.Errorf("%s: fetched %v, checked %v", what, p.Fetched, p.Checked)
		}
	}
	const h = time.Hour
	check("first", c.mustGet(t, a, noon), text, false, 0, 0, 1)
	check("young copy", c.mustGet(t, a, noon.Add(h/2)), text, true, 0, 0, 1)
	check("unchanged", c.mustGet(t, a, noon.Add(2*h)), text, false, 0, 2*h, 2)
	check("young again", c.mustGet(t, a, noon.Add(2*h+h/2)), text, true, 0, 2*h, 2)
	refresh := *c
	refresh.Policy = Refresh
	check("refreshed", refresh.mustGet(t, a, noon.Add(2*h+h/2)), text, false, 0, 2*h+h/2, 3)

	text = "The dam broke. Nobody was hurt."
	p := c.mustGet(t, a, noon.Add(9*h))
	check("changed", p, text, false, 9*h, 9*h, 4)
	if p.First == nil || string(p.First.Data) != "The dam broke." || !p.First.Fetched.Equal(noon) {
		t.Errorf("first reading: %+v", p.First)
	}
	text = "The dam broke. Two were hurt."
	check("changed again", c.mustGet(t, a, noon.Add(20*h)), text, false, 20*h, 20*h, 5)

	broken = true
	p = c.mustGet(t, a, noon.Add(30*h))
	check("broken", p, text, true, 20*h, 20*h, 6)
	if p.Trouble == nil || !strings.HasPrefix(p.Trouble.Error(), "the server answers 502 Bad Gateway; ") || string(p.First.Data) != "The dam broke." {
		t.Errorf("broken: %v, %+v", p.Trouble, p.First)
	}
	check("offline", offline.mustGet(t, a, noon.Add(99*h)), text, true, 20*h, 20*h, 6)
	first := *c
	first.First = true
	check("as first read", first.mustGet(t, a, noon.Add(99*h)), "The dam broke.", true, 0, 0, 6)
	check("clock set back", c.mustGet(t, a, noon), text, true, 20*h, 20*h, 7)
	if p := offline.mustGet(t, a, noon.In(time.FixedZone("", 3600))); p.Fetched.Location().String() != "" {
		t.Errorf("location %v", p.Fetched.Location())
	}
}

func TestCopyIsPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes here")
	}
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "x") })
	a := at("/../../dam?%2e%2e/")
	c.mustGet(t, a, noon)
	files, err := os.ReadDir(c.Dir)
	if err != nil || len(files) != 1 || !strings.HasSuffix(files[0].Name(), "-127.0.0.1.warc") {
		t.Fatal(files, err)
	}
	for name, mode := range map[string]os.FileMode{c.Dir: 0o700, c.file(a): 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: mode %v, %v", name, info.Mode(), err)
		}
	}
	if err := os.Chmod(c.Dir, 0o777); err != nil {
		t.Fatal(err)
	}
	c.Policy = Refresh
	if p := c.mustGet(t, a, noon); p.Trouble == nil || !strings.Contains(p.Trouble.Error(), "others may write in this folder") {
		t.Errorf("a folder in which all may write: %v", p.Trouble)
	}
	c.Dir = filepath.Join(c.file(a), "below") // not a folder
	if p := c.mustGet(t, a, noon); string(p.Data) != "x" || p.Trouble == nil {
		t.Errorf("no folder can be made: %q, %v", p.Data, p.Trouble)
	}
	c.Dir = ""
	if p := c.mustGet(t, a, noon); string(p.Data) != "x" || p.Trouble != nil {
		t.Errorf("no folder: %q, %v", p.Data, p.Trouble)
	}
}

func example() *saved {
	first := &Reading{URL: "https://valley.example/dam", Type: "text/html", Charset: "iso-8859-2", Fetched: noon, Data: []byte("One\r\n\r\ntwo"), etag: `W/"1"`, modified: "Tue, 06 May 2031 11:00:00 GMT"}
	last := &Reading{URL: "https://valley.example/dam/2", Fetched: noon.Add(time.Hour), Data: []byte{}}
	return &saved{first, last, noon.Add(2 * time.Hour)}
}

func TestCopiesReadBack(t *testing.T) {
	one := example()
	one.last, one.checked = one.first, one.first.Fetched
	for _, s := range []*saved{example(), one} {
		file := writeCopies(s)
		got, err := readCopies(bytes.NewReader(file))
		if err != nil || !bytes.Equal(writeCopies(got), file) || string(got.first.Data) != string(s.first.Data) || got.last.URL != s.last.URL || got.first.Charset != "iso-8859-2" {
			t.Errorf("%v\n%s\n%s", err, file, writeCopies(got))
		}
	}
}

// Whatever happens to the file, what is read from it is what was written, or
// it is said that there is damage.
func TestDamagedCopies(t *testing.T) {
	good := writeCopies(example())
	for i := range good {
		for what, file := range map[string][]byte{
			"cut":     good[:i],
			"flipped": append(append(bytes.Clone(good[:i]), good[i]^1), good[i+1:]...),
		} {
			s, err := readCopies(bytes.NewReader(file))
			for _, r := range []*Reading{s.first, s.last} {
				if r != nil && string(r.Data) != "One\r\n\r\ntwo" && len(r.Data) != 0 {
					t.Errorf("%s at %d: read %q, %v", what, i, r.Data, err)
				}
			}
		}
	}
	c, at := served(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "x") })
	c.mustGet(t, at("/"), noon)
	if err := os.WriteFile(c.file(at("/")), []byte("WARC/1.1\r\nnonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p := c.mustGet(t, at("/"), noon); string(p.Data) != "x" || p.Trouble == nil || !strings.Contains(p.Trouble.Error(), "is damaged") {
		t.Errorf("online: %q, %v", p.Data, p.Trouble)
	}
	if p := c.mustGet(t, at("/"), noon); !p.Copied || p.Trouble != nil {
		t.Errorf("the damaged copy was not replaced: %+v", p)
	}
	if err := os.Remove(c.file(at("/"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(c.file(at("/")), 0o700); err != nil {
		t.Fatal(err)
	}
	c.Policy = Offline
	if _, err := c.Get(context.Background(), at("/"), noon); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a folder in the place of a copy: %v", err)
	}
}

func FuzzReadCopies(f *testing.F) {
	f.Add(writeCopies(example()))
	f.Add([]byte("WARC/1.1\r\nContent-Length: 4\r\n\r\n\r\n\r\n\r\n\r\n"))
	f.Add([]byte("WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := readCopies(bytes.NewReader(file))
		if (s.first == nil) != (s.last == nil) {
			t.Errorf("first %v, last %v", s.first, s.last)
		}
		if s.last != nil && err == nil {
			if again, err := readCopies(bytes.NewReader(writeCopies(s))); err != nil || string(again.last.Data) != string(s.last.Data) {
				t.Errorf("does not read back: %v", err)
			}
		}
	})
}
