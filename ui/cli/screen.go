package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
)

const windows = runtime.GOOS == "windows"

var themes = []string{"auto", "dark", "light"}

// screenOptions are the flags of the reader.
type screenOptions struct {
	filter filter
	links  linkFlags
	theme  string
	sample bool
}

func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }

// dumb reports whether the terminal takes no escape sequences.
func dumb() bool {
	term := os.Getenv("TERM")
	return term == "dumb" || term == "" && !windows
}

// open opens the reader, or prints the timeline where no screen can be had.
func (a *app) open(c *cobra.Command, paths []string, o *screenOptions) error {
	if _, err := choose("theme", o.theme, themes, func(s string) string { return s }); err != nil {
		return err
	}
	if err := o.links.check(); err != nil {
		return err
	}
	tty, why := a.screen()
	if why != "" {
		a.say("%s; here is the timeline as text", why)
	}
	if tty == nil {
		text, _ := export.Lookup("text")
		return a.timeline(c.Context(), text, a.wanted(paths, o.sample, o.filter, o.links))
	}
	if slices.Contains(paths, stdinPath) && isTerminal(a.stdin) { // it is where the keys come from
		return usage("pipe an article into kreader", "%q stands for standard input, which is the terminal", stdinPath)
	}
	return a.read(c.Context(), tty, a.wanted(paths, o.sample, o.filter, o.links), o.theme)
}

// screen returns the terminal to read on, or nil and why there is none; there
// is nothing to explain when stdout goes elsewhere.
func (a *app) screen() (tty *terminal, why string) {
	switch {
	case !isTerminal(a.stdout):
		return nil, ""
	case dumb():
		return nil, "this terminal (TERM=" + plain(os.Getenv("TERM")) + ") cannot show the reader"
	}
	keys := a.stdin
	if !isTerminal(keys) {
		var err error
		if keys, err = openKeys(); err != nil {
			return nil, "stdin is no terminal, so there are no keys to read with"
		}
	}
	return &terminal{keys: keys, out: a.stdout}, ""
}

// read shows the articles of a request.
func (a *app) read(ctx context.Context, tty *terminal, req request, themeName string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q := tty.ask(themeName) // it answers while the articles are being read
	l := a.startLoading(ctx, req)
	l.firstFrame()
	dark := tty.answer(q)
	if c, err := l.result(); err != nil {
		a.tell(c, true)
		return err
	}
	m := ui.New(l.options(dark))
	err := a.show(tty, m, a.remember(req.lasting()))
	m.Close()
	cancel()
	l.wait(20 * time.Millisecond) // it stops between articles, and nobody waits for more
	c, unread := l.result()
	a.tell(c, false)
	if err == nil && !errors.Is(unread, context.Canceled) {
		err = unread
	}
	return err
}

// remember returns what keeps the paths for the next time; nil when there is
// nothing to keep.
func (a *app) remember(paths []string) func() error {
	if len(paths) == 0 {
		return nil
	}
	return func() error {
		s, err := store.Open()
		if err == nil {
			err = s.Update(func(st *store.State) { st.Last.Paths = paths })
		}
		if err != nil {
			return fmt.Errorf("what you read is not remembered: %w", err)
		}
		return nil
	}
}

// show shows m until it ends and returns what that means for the exit status.
func (a *app) show(tty *terminal, m *ui.Model, save func() error) error {
	r := newRunner(tty, m, save)
	err := r.run()
	if r.unsaved != nil {
		a.say("%v", r.unsaved)
	}
	if crash, ok := errors.AsType[*ui.Crash](m.Err()); ok {
		return (&defect{crash.Value, crash.Stack}).explain()
	}
	if err == nil {
		err = m.Err()
	}
	return err
}
