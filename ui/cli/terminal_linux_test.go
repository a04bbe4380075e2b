package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// session is a program in a pseudo-terminal of 100×30.
type session struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	slave  *os.File
	before *unix.Termios
	stderr bytes.Buffer

	mu     sync.Mutex
	output []byte
}

// start starts a command of TestMain with its own state folder. set changes
// the command before that.
func start(t *testing.T, set func(*exec.Cmd), name string, args ...string) *session {
	t.Helper()
	if testing.Short() {
		t.Skip("starts programs")
	}
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	n := 0
	if err := control(master, func(fd int) (err error) {
		if n, err = unix.IoctlGetInt(fd, unix.TIOCGPTN); err != nil {
			return err
		}
		if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
			return err
		}
		return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 30, Col: 100})
	}); err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	slave, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, master: master, slave: slave, cmd: exec.Command(name, args...)}
	s.before, err = unix.IoctlGetTermios(int(slave.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	sample, err := filepath.Abs("../../docs/sample")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s.cmd.Env = append(os.Environ(), "SAMPLE="+sample, "TERM=xterm-256color", "LANG=C.UTF-8", "HOME="+dir, "XDG_STATE_HOME="+dir, "TMPDIR="+dir, "KREADER_THEME=", "COLORFGBG=")
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = slave, slave, &s.stderr
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	if set != nil {
		set(s.cmd)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		_ = master.Close()
		_ = slave.Close()
	})
	go func() {
		buf := make([]byte, 1<<16)
		for {
			n, err := master.Read(buf)
			s.mu.Lock()
			s.output = append(s.output, buf[:n]...)
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

func (s *session) seen() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.output)
}

// control does something with the descriptor of f, which f.Fd would make one
// that Close cannot take from a Read.
func control(f *os.File, do func(fd int) error) error {
	c, err := f.SyscallConn()
	if err != nil {
		return err
	}
	if e := c.Control(func(fd uintptr) { err = do(int(fd)) }); e != nil {
		return e
	}
	return err
}

// wait waits until what was drawn matches.
func (s *session) wait(re string) {
	s.t.Helper()
	r := regexp.MustCompile(re)
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if r.MatchString(s.seen()) {
			return
		}
	}
	s.t.Fatalf("%s never came; stderr %q; drawn:\n%q", re, s.stderr.String(), s.seen())
}

func (s *session) typed(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.master, keys); err != nil {
		s.t.Fatal(err)
	}
}

// ends checks that the program ends with the status and that the terminal is
// as it was.
func (s *session) ends(status int) {
	s.t.Helper()
	s.exits(status)
	after, err := unix.IoctlGetTermios(int(s.slave.Fd()), unix.TCGETS)
	if err != nil || *after != *s.before {
		s.t.Errorf("the terminal's settings are not as they were (%v)", err)
	}
	time.Sleep(20 * time.Millisecond) // for the last of the output
	out := s.seen()
	for on, off := range map[string]string{"\x1b[?1049h": "\x1b[?1049l", "\x1b[?25l": "\x1b[?25h", "\x1b[?1002h": "\x1b[?1002l", "\x1b[?2004h": "\x1b[?2004l"} {
		if strings.LastIndex(out, on) > strings.LastIndex(out, off) {
			s.t.Errorf("%q is left on", on)
		}
	}
}

func (s *session) exits(status int) {
	s.t.Helper()
	done := make(chan error, 1)
	go func() { done <- s.cmd.Wait() }()
	var err error
	select {
	case err = <-done:
	case <-time.After(20 * time.Second):
		s.t.Fatalf("does not end; drawn:\n%q", s.seen())
	}
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else if err != nil {
		s.t.Fatal(err)
	}
	if got != status {
		s.t.Errorf("exit status %d, want %d; stderr %q", got, status, s.stderr.String())
	}
}

const drawn = `(?s)\x1b\[\?1049h.*20[12][0-9]`

func TestScreenOpensAndCloses(t *testing.T) {
	for name, key := range map[string]string{"q": "q", "Ctrl-C": "\x03"} {
		t.Run(name, func(t *testing.T) {
			s := start(t, nil, "kreader")
			s.wait(drawn)
			s.typed(key)
			s.ends(0)
			if s.stderr.Len() > 0 {
				t.Errorf("stderr: %s", s.stderr.String())
			}
		})
	}
}

func TestSignals(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT} {
		t.Run(sig.String(), func(t *testing.T) {
			if signal.Ignored(sig) {
				t.Skip("it is ignored here, as under nohup, and kreader leaves it so")
			}
			s := start(t, nil, "kreader")
			s.wait(drawn)
			if err := s.cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			s.ends(128 + int(sig))
			if s.stderr.Len() > 0 {
				t.Errorf("stderr: %s", s.stderr.String())
			}
		})
	}
}

func TestHangup(t *testing.T) {
	s := start(t, nil, "kreader")
	s.wait(drawn)
	s.master.Close()
	s.slave.Close()
	s.exits(129)
}

func TestPanics(t *testing.T) {
	for _, where := range []string{"update", "command", "view"} {
		t.Run(where, func(t *testing.T) {
			s := start(t, nil, "kreader-broken", where)
			s.ends(exitDefect)
			said := s.stderr.String()
			re := regexp.MustCompile(`^kreader: a defect of kreader: in ` + where + `[^\x1b]*; please report it with the file "(.*)"\n$`)
			m := re.FindStringSubmatch(said)
			if m == nil {
				t.Fatalf("said %q", said)
			}
			if log, err := os.ReadFile(m[1]); err != nil || !bytes.Contains(log, []byte("goroutine")) {
				t.Errorf("the log holds %q (%v)", log, err)
			}
		})
	}
}

// A program that nobody can go on with is not stopped, and one that is stopped
// gives the terminal back and takes it again.
func TestSuspend(t *testing.T) {
	for name, ask := range map[string]func(*session){
		"Ctrl-Z":  func(s *session) { s.typed("\x1a") },
		"SIGTSTP": func(s *session) { _ = s.cmd.Process.Signal(syscall.SIGTSTP) },
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, nil, "kreader")
			s.wait(drawn)
			ask(s)
			s.wait(`(?s)\x1b\[\?1049l.*\x1b\[\?1049h.*\x1b\[\?1002h`)
			s.typed("q")
			s.ends(0)
		})
	}
}

// The article comes from stdin, the keys from the terminal.
func TestStdin(t *testing.T) {
	s := start(t, func(c *exec.Cmd) { c.Stdin = strings.NewReader("The mayor of Orla resigned on 4 May 2031.\n") }, "kreader", "-")
	s.wait(`(?s)\x1b\[\?1049h.*resigned`)
	s.typed("q")
	s.ends(0)
}

// What was read last is opened again; the sample and stdin do not count.
func TestRemembers(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("The mayor of Orla resigned on 4 May 2031.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	keep := func(c *exec.Cmd) { c.Env = append(c.Env, "XDG_STATE_HOME="+state) }
	for _, args := range [][]string{{dir}, {"--sample"}, {}} {
		s := start(t, keep, "kreader", args...)
		if args != nil && len(args) == 1 && args[0] == "--sample" {
			s.wait(drawn)
		} else {
			s.wait(`(?s)\x1b\[\?1049h.*resigned`)
		}
		s.typed("q")
		s.ends(0)
	}
	for _, tt := range []struct {
		what   string
		change func(string) error
		path   string
		status int
		screen string
		keys   string
	}{
		{"emptied", os.Remove, filepath.Join(dir, "a.md"), exitPartial, "al-Kadhimi", "q"},
		{"gone", os.RemoveAll, dir, exitDone, "Collections.*not there", "qq"}, // the first closes the list
	} {
		if err := tt.change(tt.path); err != nil {
			t.Fatal(err)
		}
		s := start(t, keep, "kreader")
		s.wait(`(?s)\x1b\[\?1049h.*` + tt.screen)
		s.typed(tt.keys)
		s.ends(tt.status)
		if s.stderr.Len() == 0 && tt.what == "emptied" {
			t.Errorf("%s: not a word of why it is the sample", tt.what)
		}
	}
}

// Where the state cannot be kept, reading works and one line says so.
func TestNoPlaceForState(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	for name, content := range map[string]string{"a.md": "The mayor of Orla resigned on 4 May 2031.\n", "file": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := start(t, func(c *exec.Cmd) { c.Env = append(c.Env, "XDG_STATE_HOME="+file) }, "kreader", filepath.Join(dir, "a.md"))
	s.wait(`(?s)\x1b\[\?1049h.*resigned`)
	s.typed("q")
	s.ends(0)
	if said := s.stderr.String(); strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "kreader: what you read is not remembered: ") {
		t.Errorf("said %q", said)
	}
}

// Where no screen can be had, or none is wanted, lines are typed and printed, and no
// escape sequence is written; the terminal's own way of typing is left alone.
func TestWithoutAScreen(t *testing.T) {
	for _, how := range []struct{ term, flag string }{{"TERM=dumb", "--sample"}, {"TERM=", "--sample"}, {"TERM=xterm", "--accessible"}} {
		for keys, status := range map[string]int{"q\n": 0, "quit\n": 0, "\x04": 0, "\x03": 130} {
			s := start(t, func(c *exec.Cmd) { c.Env = append(c.Env, how.term) }, "kreader", how.flag)
			s.wait(`(?s)4 articles.*Event \d+ of \d+: .*> $`)
			s.typed("J\n")
			s.wait(`(?s)> J\r\nEvent \d+ of \d+: .*> $`)
			s.typed(keys)
			s.ends(status)
			if out := s.seen(); strings.Contains(out, "\x1b") {
				t.Errorf("%v: %q", how, out)
			}
			if said := s.stderr.String(); said != "" {
				t.Errorf("%v: said %q", how, said)
			}
		}
	}
}

// The terminal is asked for its colour before the screen, and for nothing by
// commands without one; an answer that comes late or in pieces is no key.
func TestQuestions(t *testing.T) {
	s := start(t, nil, "kreader", "--version")
	s.exits(0)
	time.Sleep(20 * time.Millisecond)
	if out := s.seen(); strings.Contains(out, "\x1b") {
		t.Errorf("--version writes %q", out)
	}
	s = start(t, nil, "kreader")
	s.wait(`\x1b\]11;\?\x1b\\\x1b\[c`)
	s.wait(drawn)
	for _, piece := range []string{"\x1b]11;rgb:ff", "ff/ffff/ffff", "\x1b", "\\", "\x1b[?6", "2;1c"} {
		s.typed(piece)
		time.Sleep(60 * time.Millisecond)
	}
	before := s.seen()
	time.Sleep(100 * time.Millisecond)
	if after := s.seen(); after != before {
		t.Errorf("the answer changed the screen: %q", after[len(before):])
	}
	s.typed("q")
	s.ends(0)
}
