package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var sample = State{
	Last:      Last{Paths: []string{"/home/reader/flood", "/home/reader/\x1b[31m\u202eodd"}},
	Positions: map[string]Position{"a1": {Block: 3, Offset: 120}},
	Named:     []Named{{"a", "a1", Position{Block: 3}}},
	Recent:    []string{"command why"},
}

// saved returns a store that holds sample, and the bytes of its file.
func saved(t *testing.T) (Store, []byte) {
	t.Helper()
	s := At(filepath.Join(t.TempDir(), "state", "kreader"))
	if err := s.Update(func(st *State) { *st = sample }); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	return s, data
}

func TestUpdateThenLoad(t *testing.T) {
	s, _ := saved(t)
	got, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sample, got); d != "" {
		t.Error(d)
	}
	if err := s.Update(func(st *State) { st.Last.Paths = []string{"/elsewhere"} }); err != nil {
		t.Fatal(err)
	}
	got, _ = s.Load()
	if got.Last.Paths[0] != "/elsewhere" || got.Positions["a1"].Offset != 120 {
		t.Errorf("a second Update lost what it did not change: %+v", got)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]os.FileMode{s.dir: 0o700, s.Path(): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v", path, info.Mode().Perm(), want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(s.dir, ".kreader-*")); left != nil {
		t.Errorf("temporary files left: %v", left)
	}
}

func TestLoadWithoutFile(t *testing.T) {
	for name, s := range map[string]Store{"no folder": At(filepath.Join(t.TempDir(), "none")), "no store": {}} {
		got, err := s.Load()
		if err != nil || got.Last.Paths != nil {
			t.Errorf("%s: got %+v, %v; want nothing", name, got, err)
		}
	}
	if err := (Store{}).Update(func(*State) { t.Error("changed nothing that is kept") }); err != nil {
		t.Error(err)
	}
}

// A file that is cut, or has a bit flipped, gives a clean start, is kept, and
// is told of; it is never taken for a good one.
func TestDamage(t *testing.T) {
	s, data := saved(t)
	check := func(t *testing.T, what string, at int, bad []byte) {
		t.Helper()
		if err := os.WriteFile(s.Path(), bad, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := s.Load()
		if err == nil {
			if d := cmp.Diff(sample, got); d != "" {
				t.Fatalf("%s byte %d: passed for good:\n%s", what, at, d)
			}
			return // white space at the end, or the spelling of a key
		}
		kept := s.Path() + ".damaged-1"
		now, readErr := os.ReadFile(kept)
		if readErr != nil || string(now) != string(bad) {
			t.Fatalf("%s byte %d: not kept: %v (%v)", what, at, readErr, err)
		}
		if got.Last.Paths != nil || got.Positions != nil {
			t.Fatalf("%s byte %d: not a clean start: %+v", what, at, got)
		}
		os.Remove(kept)
	}
	for i := range data {
		check(t, "cut at", i, data[:i])
	}
	for i := range data {
		for bit := range 8 {
			bad := append([]byte{}, data...)
			bad[i] ^= 1 << bit
			check(t, "bit flipped in", i, bad)
		}
	}
}

func TestDamagedOnesAreNumbered(t *testing.T) {
	s, _ := saved(t)
	for range 3 {
		if err := os.WriteFile(s.Path(), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Load(); err == nil {
			t.Fatal("an empty file passed for good")
		}
	}
	for _, n := range []string{"1", "2", "3"} {
		if _, err := os.Stat(s.Path() + ".damaged-" + n); err != nil {
			t.Error(err)
		}
	}
}

func TestLaterVersionIsLeftAlone(t *testing.T) {
	s, _ := saved(t)
	state := `{"last":{"paths":["/x"]},"more":1}`
	later := `{"schema":"kreader.state/2","sum":"` + sum("kreader.state/2", []byte(state)) + `","state":` + state + `}`
	if err := os.WriteFile(s.Path(), []byte(later), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(); !errors.Is(err, errForeign) {
		t.Errorf("Load = %v", err)
	}
	if err := s.Update(func(st *State) { *st = sample }); !errors.Is(err, errForeign) {
		t.Errorf("Update = %v", err)
	}
	if now, _ := os.ReadFile(s.Path()); string(now) != later {
		t.Errorf("overwritten: %s", now)
	}
}

// Nothing is written through a link, into a folder that others may write to,
// or where the folder ought to be but is a file.
func TestNotWritten(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has neither these links nor these modes")
	}
	for _, tt := range []struct {
		name string
		make func(t *testing.T, dir, elsewhere string) error
		want string
	}{
		{"folder is a link", func(_ *testing.T, dir, elsewhere string) error { return os.Symlink(elsewhere, dir) }, "symbolic link"},
		{"folder is a file", func(_ *testing.T, dir, _ string) error { return os.WriteFile(dir, nil, 0o600) }, "not a directory"},
		{"file is a link", func(t *testing.T, dir, elsewhere string) error {
			if err := os.Mkdir(dir, 0o700); err != nil {
				return err
			}
			return os.Symlink(filepath.Join(elsewhere, "state.json"), filepath.Join(dir, "state.json"))
		}, "symbolic link"},
		{"file is a folder", func(_ *testing.T, dir, _ string) error {
			return os.MkdirAll(filepath.Join(dir, "state.json"), 0o700)
		}, "not a regular file"},
		{"others may write", func(_ *testing.T, dir, _ string) error {
			if err := os.Mkdir(dir, 0o700); err != nil {
				return err
			}
			return os.Chmod(dir, 0o777)
		}, "others may write"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, elsewhere := filepath.Join(t.TempDir(), "kreader"), t.TempDir()
			if err := tt.make(t, dir, elsewhere); err != nil {
				t.Fatal(err)
			}
			err := At(dir).Update(func(st *State) { *st = sample })
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Update = %v, want %q", err, tt.want)
			}
			if found, _ := os.ReadDir(elsewhere); len(found) > 0 {
				t.Errorf("written through the link: %v", found)
			}
		})
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("modes do not bind this user")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if err := At(filepath.Join(dir, "kreader")).Update(func(*State) {}); err == nil {
		t.Error("saved into a read-only folder")
	}
}

func TestOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("other variables")
	}
	for _, tt := range []struct{ state, home, want string }{
		{"/var/s", "/home/r", "/var/s/kreader/state.json"},
		{"", "/home/r", "/home/r/.local/state/kreader/state.json"},
		{"relative", "/home/r", "/home/r/.local/state/kreader/state.json"},
		{"", "", ""},
	} {
		t.Setenv("XDG_STATE_HOME", tt.state)
		t.Setenv("HOME", tt.home)
		s, err := Open()
		if s.Path() != tt.want || (err != nil) != (tt.want == "") {
			t.Errorf("XDG_STATE_HOME=%q HOME=%q: %q, %v; want %q", tt.state, tt.home, s.Path(), err, tt.want)
		}
	}
}
