package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

const editLimit = 1 << 20

func appendLine(line string) Change {
	return func(old []byte) ([]byte, bool, error) { return append(old, line+"\n"...), false, nil }
}

// Two programs add 250 lines each, and an editor that knows of no lock replaces
// the file now and then: every line of the programs is there at the end.
func TestInterleavedWriters(t *testing.T) {
	if os.Getenv("EDIT_AS") != "" {
		t.Skip("this is a writer")
	}
	dir := t.TempDir()
	e := At(t.TempDir()).Beside(dir, "list", editLimit)
	var wg sync.WaitGroup
	for _, who := range []string{"a", "b"} {
		wg.Go(func() {
			cmd := exec.Command(os.Args[0], "-test.run", "^TestWriter$")
			cmd.Env = append(os.Environ(), "EDIT_AS="+who, "EDIT_DIR="+dir)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", who, err, out)
			}
		})
	}
	wg.Wait()
	data, err := e.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"a", "b"} {
		for n := range 250 {
			if !bytes.Contains(data, fmt.Appendf(nil, "%s%d\n", who, n)) {
				t.Fatalf("%s%d is missing", who, n)
			}
		}
	}
	if n := bytes.Count(data, []byte("\n")); n != 500 {
		t.Errorf("%d lines, want 500", n)
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestWriter is one of the programs of TestInterleavedWriters.
func TestWriter(t *testing.T) {
	who := os.Getenv("EDIT_AS")
	if who == "" {
		t.Skip("it is run by other tests")
	}
	e := Store{}.Beside(os.Getenv("EDIT_DIR"), "list", editLimit)
	for n := range 250 {
		if err := e.Edit(appendLine(fmt.Sprint(who, n))); err != nil {
			t.Fatal(err)
		}
	}
}

// Who changes the file without the lock is read before it is replaced.
func TestOthersAreReadAgain(t *testing.T) {
	dir := t.TempDir()
	e := Store{}.Beside(dir, "list", editLimit)
	calls := 0
	err := e.Edit(func(old []byte) ([]byte, bool, error) {
		if calls++; calls == 1 { // git comes in between
			if err := os.WriteFile(e.Name, []byte("theirs\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return append(old, "ours\n"...), false, nil
	})
	if data, _ := e.Read(); err != nil || string(data) != "theirs\nours\n" || calls != 2 {
		t.Errorf("%q after %d calls, %v", data, calls, err)
	}
}

func TestEditKeepsWhatItCannotRead(t *testing.T) {
	dir := t.TempDir()
	s := At(filepath.Join(t.TempDir(), "kreader"))
	e := s.Beside(dir, "list", editLimit)
	if err := os.WriteFile(e.Name, []byte("dam\xffaged"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := s.Prepare(Editing{Name: e.Copy}); err != nil {
		t.Fatal(err)
	}
	err := e.Edit(func([]byte) ([]byte, bool, error) { return []byte("new\n"), true, nil })
	kept, _ := os.ReadFile(e.Name + ".damaged-1")
	saved, _ := os.ReadFile(e.Copy)
	if err != nil || string(kept) != "dam\xffaged" || string(saved) != "new\n" {
		t.Errorf("kept %q, copy %q, %v", kept, saved, err)
	}
	if info, err := os.Stat(e.Name); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o640) {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
}

func TestEditRefuses(t *testing.T) {
	dir := t.TempDir()
	e := Store{}.Beside(dir, "list", 10)
	if err := e.Edit(appendLine("much more than ten bytes")); err == nil {
		t.Error("a file over the limit was written")
	}
	failed := errors.New("no")
	if err := e.Edit(func([]byte) ([]byte, bool, error) { return nil, false, failed }); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(e.Name); err == nil {
		t.Error("something was written")
	}
	if err := (Editing{}).Edit(appendLine("x")); err == nil || !strings.Contains(err.Error(), "no place") {
		t.Errorf("%v", err)
	}
	target := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.WriteFile(target, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, e.Name); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := e.Edit(appendLine("y")); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("%v", err)
	}
	if data, _ := os.ReadFile(target); string(data) != "x" {
		t.Errorf("a link was followed: %q", data)
	}
}

// Where nothing can be written the old file stays and the error says why.
func TestEditInAFolderThatIsReadOnly(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("everything can be written here")
	}
	dir := t.TempDir()
	e := Store{}.Beside(dir, "list", editLimit)
	if err := e.Edit(appendLine("x")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	if err := e.Edit(appendLine("y")); !errors.Is(err, os.ErrPermission) {
		t.Errorf("%v", err)
	}
	if data, _ := e.Read(); string(data) != "x\n" {
		t.Errorf("%q", data)
	}
}
