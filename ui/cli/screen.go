package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/store"
)

const windows = runtime.GOOS == "windows"

var themes = []string{"auto", "dark", "light"}

// screenOptions are the flags of the reader.
type screenOptions struct {
	filter filter
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
	tty, why := a.screen()
	if tty == nil {
		in, err := a.readOrResume(c.Context(), paths, o.sample)
		if err != nil {
			return err
		}
		if why != "" {
			a.say("%s; here is the timeline as text", why)
		}
		text, _ := export.Lookup("text")
		return a.printTimeline(c.Context(), text, in, o.filter)
	}
	// The terminal answers while the articles are being read.
	q := tty.ask(o.theme)
	in, err := a.readOrResume(c.Context(), paths, o.sample)
	if err != nil {
		tty.answer(q)
		return err
	}
	return a.openScreen(c.Context(), tty, q, in, o.filter)
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

// readOrResume reads paths; without any, what was read last, or the sample.
func (a *app) readOrResume(ctx context.Context, paths []string, sample bool) (*input, error) {
	switch {
	case sample:
		return a.readSample()
	case len(paths) > 0:
		return a.read(ctx, paths)
	}
	s, err := store.Open()
	if err != nil {
		return a.readSample()
	}
	state, err := s.Load()
	if err != nil {
		a.say("%v", err)
	}
	var there []string
	for _, p := range state.Last.Paths {
		if _, err := os.Stat(p); err == nil {
			there = append(there, p)
		}
	}
	if len(there) == 0 {
		if len(state.Last.Paths) > 0 {
			a.say("what was read last, %q, is gone; here is the sample", state.Last.Paths[0])
		}
		return a.readSample()
	}
	return a.read(ctx, there)
}

// failing is what a model can do that ends with an error of its own.
type failing interface{ Err() error }

// show shows m until it ends and returns what that means for the exit status.
func (a *app) show(tty *terminal, m tea.Model, save func() error) error {
	r := newRunner(tty, m, save)
	final, err := r.run()
	if r.unsaved != nil {
		a.say("%v", r.unsaved)
	}
	switch {
	case r.defect() != nil:
		return r.defect()
	case r.ended() != 0:
		return &failure{status: r.ended()}
	case errors.Is(err, tea.ErrInterrupted):
		return &failure{status: exitSignal + 2}
	case err != nil:
		return failed("", "the terminal failed: %v", err)
	}
	if f, ok := final.(failing); ok {
		return f.Err()
	}
	return nil
}

// openScreen shows what was read.
func (a *app) openScreen(ctx context.Context, tty *terminal, q question, in *input, f filter) error {
	c, err := a.decode(ctx, in, f, nil)
	dark := tty.answer(q)
	if err != nil {
		return err
	}
	_ = dark
	return a.show(tty, placeholder{c}, a.remember(in.paths))
}

// remember returns what keeps the paths for the next time; nil when there is
// nothing to keep.
func (a *app) remember(paths []string) func() error {
	if len(paths) == 0 {
		return nil
	}
	return func() error {
		s, err := store.Open()
		if err != nil {
			return fmt.Errorf("what you read is not remembered: %w", err)
		}
		return s.Update(func(st *store.State) { st.Last.Paths = paths })
	}
}

type placeholder struct{ c *model.Collection }

func (p placeholder) Init() tea.Cmd { return nil }
func (p placeholder) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := m.(tea.KeyMsg); ok {
		switch k.String() {
		case "q", "ctrl+c":
			return p, tea.Quit
		case "ctrl+z":
			return p, tea.Suspend
		case "P":
			panic("update")
		case "G":
			return p, tea.Batch(func() tea.Msg { panic("cmd") })
		}
	}
	return p, nil
}
func (p placeholder) View() string { return fmt.Sprintf("%d articles 2021", len(p.c.Articles)) }
