// Package cli is the kreader command: what the shell gives it, the
// subcommands, and the exit status.
//
// Rules of the command line:
//   - nothing but the answer goes to stdout; progress, warnings and errors go
//     to stderr, each on a line that begins with "kreader: ";
//   - an error says what is wrong, then, after a semicolon, what to do; lower
//     case, no full stop, and whatever the user or a file has named in quotes;
//   - exit status 0 done, 1 nothing could be read or the run failed, 2 wrong
//     usage, 3 done but for some inputs, 70 a defect of kreader, 128+n ended
//     by signal n.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/kreader/kreader/ui/cli/early"
	"github.com/kreader/kreader/ui/near"
)

// Program is what only main knows.
type Program struct {
	Version, Commit, Date string // set by the release's build, else empty
	Sample                fs.FS  // the articles of the embedded sample
}

// The exit statuses.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3
	exitDefect  = 70  // EX_SOFTWARE of sysexits(3)
	exitSignal  = 128 // plus the number of the signal
)

// Main runs the command with the arguments after its name and returns its exit
// status.
func Main(p Program, args []string) int {
	early.Over()
	a := &app{program: p, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	return a.run(args)
}

// app is one run of the command.
type app struct {
	program Program
	stdin   *os.File
	stdout  *os.File
	stderr  *os.File
	status  int // of a run that has no error: exitDone or exitPartial
}

func (a *app) run(args []string) int {
	root := a.command()
	root.SetArgs(args)
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	return a.end(root.ExecuteContext(context.Background()))
}

// end says what err is and returns the exit status.
func (a *app) end(err error) int {
	if err == nil {
		return a.status
	}
	if errors.Is(err, syscall.EPIPE) { // whoever read has read enough
		return exitSignal + int(syscall.SIGPIPE)
	}
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{status: exitFailed, what: err.Error()}
	}
	if f.what != "" {
		a.say("%s", f)
	}
	return f.status
}

// say writes one line for the user. What the line quotes must be quoted with
// %q, so that no file name can write to the terminal.
func (a *app) say(format string, args ...any) {
	fmt.Fprintf(a.stderr, "kreader: %s\n", fmt.Sprintf(format, args...))
}

// failure is an error that ends the run.
type failure struct {
	status int
	what   string // "" when it has been said already
	hint   string // what to do, "" when there is nothing
}

// Error implements error.
func (f *failure) Error() string {
	if f.hint == "" {
		return f.what
	}
	return f.what + "; " + f.hint
}

func usage(hint, format string, args ...any) error {
	return &failure{status: exitUsage, what: fmt.Sprintf(format, args...), hint: hint}
}

func failed(hint, format string, args ...any) error {
	return &failure{status: exitFailed, what: fmt.Sprintf(format, args...), hint: hint}
}

// flagError turns what pflag says into what kreader says.
func flagError(c *cobra.Command, err error) error {
	help := fmt.Sprintf("see %q", c.CommandPath()+" --help")
	var (
		unknown *pflag.NotExistError
		value   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		if unknown.GetSpecifiedShortnames() != "" {
			return usage(help, "no flag %q", "-"+unknown.GetSpecifiedName())
		}
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		name := "--" + unknown.GetSpecifiedName()
		if n := near.Word(name, names); n != "" {
			help = fmt.Sprintf("did you mean %q?", n)
		}
		return usage(help, "no flag %q", name)
	case errors.As(err, &value):
		return usage(help, "flag %q needs a value", "--"+value.GetFlag().Name)
	case errors.As(err, &invalid):
		return usage(help, "flag %q: %v", "--"+invalid.GetFlag().Name, errors.Unwrap(err))
	}
	return usage(help, "%v", err)
}

// number returns the version by itself.
func (p Program) number() string {
	n, _, _ := strings.Cut(p.version(), " ")
	return n
}

// version returns what --version prints after the name.
func (p Program) version() string {
	v, commit, date := p.Version, p.Commit, p.Date
	if info, ok := debug.ReadBuildInfo(); ok && v == "" {
		v = strings.TrimPrefix(info.Main.Version, "v")
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = s.Value[:min(len(s.Value), 12)]
			case "vcs.time":
				date = s.Value
			}
		}
	}
	if v == "" || v == "(devel)" {
		v = "development"
	}
	var more []string
	for _, s := range []string{commit, date} {
		if s != "" {
			more = append(more, s)
		}
	}
	if more == nil {
		return v
	}
	return v + " (" + strings.Join(more, ", ") + ")"
}

// plain returns s with everything that is not printed as itself written as Go
// writes it in a string, so that it can stand in a line for the user.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		q := strconv.QuoteRune(r)
		b.WriteString(q[1 : len(q)-1])
	}
	return b.String()
}
