package cli

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
)

// Who gives no link asks for nothing to be fetched, even if what was read last
// was a link.
func TestLastReadLinksAreNotFetched(t *testing.T) {
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		valley(w, r)
	}))
	defer s.Close()
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	stderr, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer stderr.Close()
	a := &app{program: Program{Sample: os.DirFS("../../docs/sample")}, stderr: stderr}
	paths := []string{s.URL + "/dam", s.URL + "/latin"}
	read := func(r request, want int32) {
		t.Helper()
		c, err := a.decode(context.Background(), r, watch{})
		if err != nil || asked.Load() != want {
			t.Errorf("%v: %d requests, want %d; %v", r.paths, asked.Load(), want, err)
		}
		if c != nil && len(r.paths) > 0 && len(c.Articles) != 2 {
			t.Errorf("%v: %d articles", r.paths, len(c.Articles))
		}
	}
	read(a.wanted(nil, false, filter{}, linkFlags{}), 0) // the sample
	first := a.wanted(paths, false, filter{}, linkFlags{})
	read(first, 2)
	st, err := store.Open()
	if err != nil {
		t.Fatal(err)
	}
	first.paths = append(slices.Clone(paths), "http://user:secret@valley.example/", "-")
	if got := first.lasting(); !slices.Equal(got, paths) {
		t.Errorf("remembered: %q", got)
	}
	if err := st.Update(func(s *store.State) { s.Last.Paths = first.lasting() }); err != nil {
		t.Fatal(err)
	}
	again := a.wanted(nil, false, filter{}, linkFlags{})
	if !slices.Equal(again.paths, paths) {
		t.Fatalf("resumed: %q", again.paths)
	}
	read(again, 2)
	read(a.wanted(nil, false, filter{}, linkFlags{refresh: true}), 4)
}

// While a page is awaited the screen can say so and can end the waiting; what
// cannot be had is said with its reason.
func TestFetchingCanBeStopped(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	file := filepath.Join(t.TempDir(), "dam.md")
	if err := os.WriteFile(file, []byte("The dam broke on 4 May 2031."), 0o600); err != nil {
		t.Fatal(err)
	}
	a := &app{}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	with := a.startLoading(ctx, request{paths: []string{s.URL + "/slow", file}})
	<-with.decoded
	if c, _ := with.result(); c == nil || len(c.Articles) != 1 || with.finished() {
		t.Errorf("what can be read while a page is awaited: %v", c)
	}
	cancel()
	<-with.done
	l := a.startLoading(context.Background(), request{paths: []string{s.URL + "/slow"}})
	stops := make(chan func(), 1)
	done := make(chan error)
	go func() {
		done <- l.rest(context.Background(), func(u ui.Update) {
			if u.Stop != nil && u.Stage == "fetching "+strings.TrimPrefix(s.URL, "http://") {
				stops <- u.Stop
			}
		})
	}()
	select {
	case stop := <-stops:
		stop()
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was said of fetching")
	}
	at := time.Now()
	select {
	case err := <-done:
		if want := s.URL + "/slow: not fetched: you stopped it before it came; open it again to fetch it"; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
		if d := time.Since(at); d > time.Second { // a tenth of it when nothing else runs
			t.Errorf("it took %v", d)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it goes on")
	}
}
