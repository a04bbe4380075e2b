package cli

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// tmux is a shell in a tmux of its own, in which the real kreader runs.
type tmux struct {
	t      *testing.T
	socket string
}

// built is the program that the journeys run, made by the first of them.
var built struct {
	once sync.Once
	dir  string
	err  error
}

func build() {
	if built.dir, built.err = os.MkdirTemp("", "kreader-journeys"); built.err != nil {
		return
	}
	out, err := exec.Command("go", "build", "-o", filepath.Join(built.dir, "kreader"), "github.com/kreader/kreader").CombinedOutput()
	if err != nil {
		built.err = fmt.Errorf("%w\n%s", err, out)
	}
}

// startTmux starts a shell in a window of w×h that finds kreader on its path. When
// the test ends, so does all that runs in it, and its folders are gone.
func startTmux(t *testing.T, w, h string) *tmux {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the program")
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed")
	}
	if built.once.Do(build); built.err != nil {
		t.Fatal(built.err)
	}
	dir := t.TempDir()
	x := &tmux{t, filepath.Join(dir, "s")}
	env := []string{"env", "-u", "TMUX", "PATH=" + built.dir + ":" + os.Getenv("PATH"), "HOME=" + dir, "XDG_STATE_HOME=" + filepath.Join(dir, "state"), "PS1=ready> ", "LANG=C.UTF-8", "LC_ALL=C.UTF-8"}
	// What runs in it has this open, so that its end is that of the last of them.
	alive, gone := filepath.Join(dir, "alive"), make(chan struct{})
	if out, err := exec.Command("mkfifo", alive).CombinedOutput(); err != nil {
		t.Fatalf("mkfifo: %v\n%s", err, out)
	}
	x.run(append([]string{"-f", "/dev/null", "new-session", "-d", "-x", w, "-y", h}, append(env, "sh", "-c", `exec 3>"$0"; exec sh -i`, alive)...)...)
	go func() {
		defer close(gone)
		if f, err := os.Open(alive); err == nil {
			_, _ = io.Copy(io.Discard, f)
			f.Close()
		}
	}()
	t.Cleanup(func() {
		_ = exec.Command("tmux", "-S", x.socket, "kill-server").Run()
		select {
		case <-gone: // where the reader was has been saved
		case <-time.After(20 * time.Second):
			t.Error("what ran in the terminal does not end with it")
		}
	})
	x.sees(`ready>`)
	return x
}

func (x *tmux) run(args ...string) string {
	x.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-S", x.socket}, args...)...).CombinedOutput()
	if err != nil {
		x.t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func (x *tmux) keys(keys ...string) {
	x.t.Helper()
	x.run(append([]string{"send-keys"}, keys...)...)
}

func (x *tmux) screen() string { return x.run("capture-pane", "-p") }

// sees waits until the screen matches re and returns it.
func (x *tmux) sees(re string) string {
	x.t.Helper()
	r := regexp.MustCompile(re)
	screen := ""
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if screen = x.screen(); r.MatchString(screen) {
			return screen
		}
	}
	x.t.Fatalf("%s is not on the screen:\n%s", re, screen)
	return ""
}

// changes waits until the screen is no longer as it was and returns it.
func (x *tmux) changes(was string) string {
	x.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if now := x.screen(); now != was {
			return now
		}
	}
	x.t.Fatalf("nothing changes:\n%s", was)
	return ""
}

// A newcomer's first minute.
func TestJourneyReadTheSample(t *testing.T) {
	x := startTmux(t, "120", "40")
	x.keys("echo before; kreader; echo left with $?", "Enter")
	x.sees(`Mustafa al-Kadhimi +4 articles · 3 outlets · \d+ events`)
	x.sees(`a sample: \? lists the keys, kreader FOLDER opens your own articles`)
	at := x.screen()
	for range 3 {
		x.keys("J")
		at = x.changes(at)
	}
	x.keys("-l", "\x1b[<65;100;20M") // the wheel, over the article
	x.changes(at)
	x.keys("?")
	x.sees(`(?i)next event`)
	x.keys("Escape")
	x.run("resize-window", "-x", "60", "-y", "20")
	x.sees(`(?s)^.*\n.*─`)
	x.run("resize-window", "-x", "120", "-y", "40")
	x.sees(`Mustafa al-Kadhimi +4 articles · 3 outlets`)
	x.keys("q")
	screen := x.sees(`left with 0`)
	if !strings.Contains(screen, "before") || strings.Contains(screen, "articles ·") {
		t.Errorf("the screen is not as it was:\n%s", screen)
	}
}

// What is copied arrives: tmux, whose settings let nothing else through, is told
// by its own command.
func TestJourneyCopy(t *testing.T) {
	x := startTmux(t, "60", "30")
	inside := strings.TrimSpace(x.run("display-message", "-p", "#{socket_path},#{pid},0")) // the shell of the test does not say it
	x.keys("TMUX="+inside+" kreader", "Enter")
	x.sees(`timeline ─ Tab article`)
	x.sees(`a sample: `)
	x.keys("y")
	x.sees(`copied the passage`)
	if got := x.run("show-buffer"); strings.Contains(got, "\n") || !strings.Contains(got, "7") {
		t.Errorf("the buffer holds %q", got)
	}
	x.keys("C-c")
}

// Ctrl-Z gives the shell back, fg the reader.
func TestJourneySuspend(t *testing.T) {
	x := startTmux(t, "100", "30")
	x.keys("kreader", "Enter")
	x.sees(`4 articles · 3 outlets`)
	x.keys("C-z")
	x.sees(`(?i)(stopped|suspended)`)
	x.keys("echo in the $((1+1))nd shell", "Enter")
	x.sees(`in the 2nd shell\n`)
	x.run("resize-window", "-x", "110", "-y", "35")
	x.keys("fg", "Enter")
	x.sees(`4 articles · 3 outlets`)
	x.keys("C-c")
	x.sees(`in the 2nd shell\n(?s:.*)ready> *\n*$`)
}
