package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the commands of the scripts: kreader itself, and
// kreader-broken, whose screen panics where its argument says.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"kreader": func() {
			os.Exit(Main(Program{Version: "1.2.3", Sample: os.DirFS(os.Getenv("SAMPLE"))}, os.Args[1:]))
		},
		"kreader-broken": func() {
			a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
			tty, _ := a.screen()
			tty.ask("dark")
			os.Exit(a.end(newRunner(tty, broken(os.Args[1]), nil).run()))
		},
	})
}

func TestScripts(t *testing.T) {
	sample, err := filepath.Abs("../../docs/sample")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", sample)
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("TERM", "xterm-256color")
			e.Setenv("ESC", "\x1b")
			e.Setenv("LANG", "en_GB.UTF-8")
			return nil
		},
	})
}

var _ tea.Model = broken("")

// broken is a model that panics in the method of its name, or in a command.
type broken string

func (b broken) Init() tea.Cmd { return tea.Batch(func() tea.Msg { return b }, nil) }

func (b broken) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg == tea.Msg(b) {
		switch b {
		case "update":
			panic("in update\x1b[31m")
		case "command":
			return b, tea.Batch(tea.Sequence(func() tea.Msg { panic("in command") }), func() tea.Msg { return nil })
		}
		return broken("now"), nil
	}
	return b, nil
}

func (b broken) View() string {
	if b == "now" {
		panic("in view")
	}
	return "the screen"
}

// status is "status N COMMAND…": the command ends with exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND [ARG]...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}
