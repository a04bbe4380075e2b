package watch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// told waits until a change is told.
func told(t *testing.T, c <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-c:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s: nothing is told", what)
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// start watches with pauses as short as can be, and never looks by itself.
func start(t *testing.T, o Options, paths ...string) (Means, <-chan struct{}) {
	t.Helper()
	c := make(chan struct{}, 1)
	o.Quiet = time.Millisecond
	w := Start(t.Context(), paths, o, func() {
		select {
		case c <- struct{}{}:
		default:
		}
	})
	return w, c
}

func TestChangesAreTold(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "post", "a.md"), "A")
	w, c := start(t, Options{Seldom: time.Hour, Often: time.Hour}, dir)
	if w.Folders != 2 || w.Why != "" {
		t.Skipf("the system does not tell of changes here: %d folders, %s", w.Folders, w.Why)
	}
	put(t, filepath.Join(dir, "b.md"), "B")
	told(t, c, "a new file")
	put(t, filepath.Join(dir, "post", "a.md"), "AA")
	told(t, c, "a changed one")
	if err := os.Remove(filepath.Join(dir, "b.md")); err != nil {
		t.Fatal(err)
	}
	told(t, c, "one that is gone")
	put(t, filepath.Join(dir, "herald", "c.md"), "C")
	told(t, c, "a new folder")
	put(t, filepath.Join(dir, "herald", "c.md"), "CC")
	told(t, c, "in a new folder")
	if err := os.Rename(filepath.Join(dir, "post", "a.md"), filepath.Join(dir, "herald", "a.md")); err != nil {
		t.Fatal(err)
	}
	told(t, c, "one that was moved")
}

// Of a file that was named itself, only its own changes count, also when it is
// replaced, as editors do.
func TestAFileByItself(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.md")
	put(t, name, "A")
	w, c := start(t, Options{Seldom: time.Hour, Often: time.Hour}, name)
	if w.Why != "" {
		t.Skip(w.Why)
	}
	put(t, filepath.Join(dir, ".a.md.tmp"), "AA")
	if err := os.Rename(filepath.Join(dir, ".a.md.tmp"), name); err != nil {
		t.Fatal(err)
	}
	told(t, c, "replaced")
	x := begin(t.Context(), []string{name}, Options{})
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]bool{real: true, real + "x": false, filepath.Join(filepath.Dir(real), "b.md"): false} {
		if got := x.concerns(fsnotify.Event{Name: at, Op: fsnotify.Write}); got != want {
			t.Errorf("%s counts: %v", at, got)
		}
	}
	if x.concerns(fsnotify.Event{Name: real, Op: fsnotify.Chmod}) {
		t.Error("another mode counts")
	}
	x.events.Close()
}

// A folder that has gone and comes back, as when a disk is taken out and put in
// again, is watched again.
func TestAFolderComesBack(t *testing.T) {
	real, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(real, "post")
	put(t, filepath.Join(dir, "a.md"), "A")
	w, c := start(t, Options{Seldom: time.Hour, Often: time.Millisecond}, dir)
	if w.Why != "" {
		t.Skip(w.Why)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	told(t, c, "it has gone")
	put(t, filepath.Join(dir, "b.md"), "B")
	told(t, c, "it has come back")
	x := begin(t.Context(), []string{dir}, Options{})
	defer x.events.Close()
	if x.missed(fsnotify.Event{Name: filepath.Join(dir, "b.md"), Op: fsnotify.Remove}) || !x.missed(fsnotify.Event{Name: dir, Op: fsnotify.Remove}) {
		t.Error("it is not known which folders were given")
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if x.find(t.Context()) {
		t.Error("a folder is found that is not there")
	}
	put(t, filepath.Join(dir, "deep", "c.md"), "C")
	if !x.find(t.Context()) || !slices.Contains(x.events.WatchList(), filepath.Join(dir, "deep")) {
		t.Errorf("what is watched: %q", x.events.WatchList())
	}
}

// Where the system tells nothing, there is a look all the same.
func TestLooks(t *testing.T) {
	w, c := start(t, Options{Often: time.Millisecond, Seldom: time.Hour}, filepath.Join(t.TempDir(), "gone"))
	if w.Why == "" || w.Every != time.Millisecond {
		t.Errorf("every %v: %q", w.Every, w.Why)
	}
	told(t, c, "a look")
	told(t, c, "another")
}

func TestEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	w := begin(ctx, []string{t.TempDir()}, Options{})
	ended := make(chan struct{})
	go func() {
		w.run(ctx, func() {})
		close(ended)
	}()
	cancel()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("it goes on")
	}
}
