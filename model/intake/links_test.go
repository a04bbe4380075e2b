package intake

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/kreader/kreader/model/fetch"
)

func TestAddresses(t *testing.T) {
	text := "The dam broke."
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/dam":
			w.Header().Set("Content-Type", "text/plain; charset=UTF-8")
			io.WriteString(w, text)
		case "/moved":
			http.Redirect(w, r, "/dam", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	c := &fetch.Client{Dir: t.TempDir(), Policy: fetch.Refresh}
	now := time.Date(2031, 5, 6, 12, 30, 0, 0, time.UTC)
	get := func(addresses ...string) (docs []string, notes []string, diagnostics []string) {
		t.Helper()
		ds, dd := Links(context.Background(), c, addresses, now, nil)
		for _, d := range ds {
			if d.Rel != "" || d.URL != s.URL+"/dam" || d.Type != "text/plain" || d.Charset != "utf-8" {
				t.Errorf("document %+v", d)
			}
			docs, notes = append(docs, d.Path+": "+string(d.Data)), append(notes, d.Note)
		}
		for _, d := range dd {
			if d.Stage != "fetch" {
				t.Errorf("stage %q", d.Stage)
			}
		}
		for _, line := range show(dd) {
			diagnostics = append(diagnostics, strings.ReplaceAll(line, s.URL, "S"))
		}
		return docs, notes, diagnostics
	}
	docs, notes, ds := get(s.URL+"/moved", s.URL+"/dam", s.URL+"/none", s.URL+"/dam#part", "javascript:alert(1)", "http://\x1b[31m")
	want(t, "documents", docs, s.URL+"/dam: The dam broke.")
	want(t, "notes", notes, "")
	want(t, "diagnostics", ds,
		"N S/moved: leads to the same page as S/dam, which is opened once",
		"F S/none: not fetched: the server answers 404 Not Found; check the address",
		`F http://\x1b[31m: the address holds '\x1b', which no address has; copy it anew`,
		"F javascript:alert(1): kreader opens http and https addresses only; give the address of a page or a feed")

	now = now.Add(48 * time.Hour)
	text = "The dam broke.\n\nTwo were hurt."
	_, notes, ds = get(s.URL + "/dam")
	want(t, "notes", notes, "")
	want(t, "changed", ds, "N S/dam: its text has changed since it was first read, on 6 May 2031 at 12:30; --first opens it as it was then")

	now = now.Add(48 * time.Hour)
	s.Close()
	docs, notes, ds = get(s.URL + "/dam")
	want(t, "copy", docs, s.URL+"/dam: "+text)
	want(t, "notes", notes, "Saved copy, fetched on 8 May 2031")
	want(t, "diagnostics", ds,
		"W S/dam: not fetched: the server takes no connection; check the address, or try again later; what opens is the copy saved on 8 May 2031 at 12:30",
		"N S/dam: its text has changed since it was first read, on 6 May 2031 at 12:30; --first opens it as it was then")

	c.Policy, c.First = fetch.Offline, true
	docs, notes, ds = get(s.URL + "/dam")
	want(t, "first", docs, s.URL+"/dam: The dam broke.")
	want(t, "notes", notes, "Saved copy, fetched on 6 May 2031")
	want(t, "diagnostics", ds, "N S/dam: opened from the copy saved on 6 May 2031 at 12:30; --refresh fetches it anew")
}
