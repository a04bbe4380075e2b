package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// at calls f before the n-th step on the disk from now on, counted from 1, and
// returns how many there were.
func at(t *testing.T, n int, f func(what string) error) (steps *int) {
	t.Helper()
	steps = new(int)
	was := step
	t.Cleanup(func() { step = was })
	step = func(what string) error {
		if *steps++; *steps == n {
			return f(what)
		}
		return nil
	}
	return steps
}

var errFull = errors.New("no space left on device")

// whole reports whether data are whole lines.
func whole(data []byte) bool { return len(data) == 0 || data[len(data)-1] == '\n' }

// Whichever step of a change fails, the file is the old one or the new one, nothing
// is left beside it, and the next change finds what was there.
func TestEveryStepFails(t *testing.T) {
	for _, damaged := range []bool{false, true} {
		for n := 1; ; n++ {
			dir := t.TempDir()
			s := At(filepath.Join(t.TempDir(), "kreader"))
			e := s.Beside(dir, "list", editLimit)
			if err := s.Prepare(Editing{Name: e.Copy}); err != nil {
				t.Fatal(err)
			}
			const old, added = "one\ntwo\n", "three\n"
			if err := os.WriteFile(e.Name, []byte(old), 0o640); err != nil {
				t.Fatal(err)
			}
			failed := ""
			steps := at(t, n, func(what string) error { failed = what; return errFull })
			err := e.Edit(func(b []byte) ([]byte, bool, error) { return append(b, added...), damaged, nil })
			count := *steps
			data, _ := os.ReadFile(e.Name)
			switch string(data) {
			case old:
				if err == nil {
					t.Errorf("step %d, %s: nothing is written and nobody says so", n, failed)
				}
			case old + added: // after the rename all is done: what fails then costs nothing
				if err != nil {
					t.Errorf("step %d, %s: it is written, but said not to be: %v", n, failed, err)
				}
			default:
				t.Errorf("step %d, %s: the file has %q", n, failed, data)
			}
			if err != nil && (!errors.Is(err, errFull) || !strings.Contains(err.Error(), "list")) {
				t.Errorf("step %d, %s: %v does not say what failed and why", n, failed, err)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
				t.Errorf("step %d, %s: left behind: %v", n, failed, left)
			}
			step = func(string) error { return nil }
			if err := e.Edit(appendLine("more")); err != nil {
				t.Errorf("step %d, %s: the next change: %v", n, failed, err)
			}
			if after, _ := os.ReadFile(e.Name); string(after) != string(data)+"more\n" {
				t.Errorf("step %d, %s: then it has %q", n, failed, after)
			}
			if count < n {
				if n < 6 {
					t.Errorf("only %d steps", count)
				}
				break
			}
		}
	}
}

// The same for the state, which is replaced without being edited.
func TestEveryStepOfTheStateFails(t *testing.T) {
	for n := 1; ; n++ {
		s, old := saved(t)
		failed := ""
		steps := at(t, n, func(what string) error { failed = what; return errFull })
		err := s.Update(func(st *State) { st.Recent = append(st.Recent, "another") })
		count := *steps
		name := filepath.Join(s.dir, "state.json")
		data, _ := os.ReadFile(name)
		if bytes.Equal(data, old) == (err == nil) {
			t.Errorf("step %d, %s: written is %v, said %v", n, failed, !bytes.Equal(data, old), err)
		}
		if err != nil && !errors.Is(err, errFull) {
			t.Errorf("step %d, %s: %v", n, failed, err)
		}
		step = func(string) error { return nil }
		if _, err := s.Load(); err != nil {
			t.Errorf("step %d, %s: it cannot be read any more: %v", n, failed, err)
		}
		if count < n {
			break
		}
	}
}

const killAt = "KREADER_TEST_KILL_AT"

// TestMortal is a program that changes a file four times and is killed at a step.
func TestMortal(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv(killAt))
	if err != nil {
		t.Skip("it is run by another test")
	}
	at(t, n, func(string) error {
		p, err := os.FindProcess(os.Getpid())
		if err == nil {
			_ = p.Kill()
		}
		select {} // the signal comes
	})
	e := At(os.Getenv("EDIT_STORE")).Beside(os.Getenv("EDIT_DIR"), "list", editLimit)
	for i := range 4 {
		if err := e.Edit(appendLine(fmt.Sprint(n, "-", i))); err != nil {
			t.Fatal(err)
		}
	}
}

// A program that is killed at any moment leaves a file of whole lines, and none
// that was there is missing. KREADER_LONG=1 kills it 200 times.
func TestKilledAtAnyStep(t *testing.T) {
	if os.Getenv(killAt) != "" {
		t.Skip("this is the one that is killed")
	}
	rounds := 30
	if os.Getenv("KREADER_LONG") != "" {
		rounds = 200
	}
	dir, own := t.TempDir(), filepath.Join(t.TempDir(), "kreader")
	e := At(own).Beside(dir, "list", editLimit)
	if err := At(own).Prepare(Editing{Name: e.Copy}); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	var before []byte
	survived := 0
	for round := range rounds {
		cmd := exec.Command(os.Args[0], "-test.run", "^TestMortal$")
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", killAt, 1+random.IntN(45)), "EDIT_DIR="+dir, "EDIT_STORE="+own)
		if cmd.Run() == nil {
			survived++
		}
		data, err := e.Read()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, before) || !whole(data) {
			t.Fatalf("round %d: of %q is left %q", round, before, data)
		}
		before = data
		saved, err := os.ReadFile(e.Copy)
		if err == nil && (!whole(saved) || !bytes.HasPrefix(data, saved)) {
			t.Fatalf("round %d: the copy has %q", round, saved)
		}
	}
	if survived > rounds/2 {
		t.Errorf("%d of %d were not killed at all", survived, rounds)
	}
	if err := e.Edit(appendLine("last")); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 && runtime.GOOS != "windows" {
		t.Errorf("left behind: %v", left)
	}
}
