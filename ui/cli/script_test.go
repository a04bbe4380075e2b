package cli

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the commands of the scripts: kreader itself, and
// kreader-broken, whose screen panics where its argument says.
func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){
		"kreader": func() {
			os.Exit(Main(Program{Version: "1.2.3", Sample: os.DirFS(os.Getenv("SAMPLE"))}, os.Args[1:]))
		},
		"kreader-broken": func() {
			a := &app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
			tty, _ := a.screen(false, false, false)
			tty.ask("dark")
			os.Exit(a.end(newRunner(tty, broken(os.Args[1]), nil, true).run()))
		},
	})
}

// tidy runs the tests and then removes the program that the journeys share.
type tidy struct{ m *testing.M }

func (t tidy) Run() int {
	defer func() { _ = os.RemoveAll(built.dir) }()
	return t.m.Run()
}

func TestScripts(t *testing.T) {
	sample, err := filepath.Abs("../../docs/sample")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "unplug": unplug},
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", sample)
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("TERM", "xterm-256color")
			e.Setenv("ESC", "\x1b")
			e.Setenv("LANG", "en_GB.UTF-8")
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, "cache"))
			s := httptest.NewServer(http.HandlerFunc(valley))
			e.Setenv("VALLEY", s.URL)
			e.Values[server{}] = s
			e.Defer(s.Close)
			return nil
		},
	})
}

// server is the key of the script's web server.
type server struct{}

// unplug ends the script's web server.
func unplug(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Value(server{}).(*httptest.Server).Close()
}

// valley is a made-up outlet's site.
func valley(w http.ResponseWriter, r *http.Request) {
	const story = "---\ntitle: The dam is gone\noutlet: Valley Post\ndate: 2031-05-05\n---\n\nThe Orla dam broke on 4 May 2031. %s\n"
	w.Header().Set("Content-Type", "text/markdown")
	switch r.URL.Path {
	case "/dam":
		fmt.Fprintf(w, story, "Nobody was hurt.")
	case "/changing": // each time it is asked for
		fmt.Fprintf(w, story, strconv.FormatInt(time.Now().UnixNano(), 10)+" were hurt.")
	case "/feed":
		w.Header().Set("Content-Type", "text/html") // as many servers say
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Valley Post</title><link>https://valley.example/</link>
			<item><title>The dam is gone</title><link>https://valley.example/a</link><pubDate>Mon, 05 May 2031 08:00:00 GMT</pubDate><description>The Orla dam broke on 4 May 2031.</description></item>
			<item><title>The water falls</title><link>https://valley.example/b</link><pubDate>Tue, 06 May 2031 08:00:00 GMT</pubDate><description>The river fell on Monday.</description></item></channel></rss>`)
	case "/moved":
		http.Redirect(w, r, "/dam", http.StatusMovedPermanently)
	case "/circle":
		http.Redirect(w, r, "/circle", http.StatusFound)
	case "/house":
		http.Redirect(w, r, "http://10.0.0.1/router", http.StatusFound)
	case "/picture":
		w.Header().Set("Content-Disposition", `attachment; filename="../../dam.md"`)
		fmt.Fprint(w, "\x89PNG\r\n\x1a\n\x00\x00\x00")
	case "/latin": // its charset is in the header only
		w.Header().Set("Content-Type", "text/plain; charset=iso-8859-2")
		fmt.Fprint(w, "The d\xeanbw\xb3 broke on 4 May 2031, said the mayor of \xa3\xb1ki.")
	default:
		http.NotFound(w, r)
	}
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
