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
	"github.com/kreader/kreader/ui/config"
	"github.com/kreader/kreader/ui/theme"
)

const windows = runtime.GOOS == "windows"

// screenOptions are the flags of the reader.
type screenOptions struct {
	filter filter
	links  linkFlags
	theme  string
	config string
	sample bool
	alone  bool // without the saved index
	show   bool // the configuration, and nothing else
}

func isTerminal(f *os.File) bool { return isatty.IsTerminal(f.Fd()) }

// dumb reports whether the terminal takes no escape sequences.
func dumb() bool {
	term := os.Getenv("TERM")
	return term == "dumb" || term == "" && !windows
}

// open opens the reader, or prints the timeline where no screen can be had.
func (a *app) open(c *cobra.Command, paths []string, o *screenOptions) error {
	if o.show {
		return a.showConfig(o.config)
	}
	if c.Flags().Changed("theme") && o.theme != theme.Auto {
		if _, err := theme.Named(o.theme, config.Themes()); err != nil {
			return a.faults(exitUsage, "", err)
		}
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
		return a.timeline(c.Context(), text, a.wanted(paths, o.sample, o.filter, o.links).with(o.alone))
	}
	if slices.Contains(paths, stdinPath) && isTerminal(a.stdin) { // it is where the keys come from
		return usage("pipe an article into kreader", "%q stands for standard input, which is the terminal", stdinPath)
	}
	how, err := a.manner(c, o)
	if err != nil {
		return err
	}
	return a.read(c.Context(), tty, a.wanted(paths, o.sample, o.filter, o.links).with(o.alone), how)
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
	return &terminal{keys: keys, out: &screenWriter{File: a.stdout}}, ""
}

// read shows the articles of a request.
func (a *app) read(ctx context.Context, tty *terminal, req request, how manner) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q := tty.ask(how.background()) // it answers while the articles are being read
	l := a.startLoading(ctx, req)
	memory, lost := a.recall()
	how.remembered(memory.Theme)
	dark := tty.answer(q)
	look := how.look(dark)
	l.firstFrame()
	if c, err := l.result(); err != nil {
		a.tell(c, true)
		return err
	}
	o := l.options(req, look, how)
	o.Memory = memory
	o.Looks = how.looks(dark)
	o.First = len(req.paths) == 0 && len(memory.Places) == 0
	o.Copy, o.Browse = tty.copy, browse
	m := ui.New(o)
	save := a.remember(req.lasting(), m.Memory)
	err := a.show(tty, m, func() error { return errors.Join(save(), req.keepKnown(l.whole())) }, how.Mouse, lost)
	m.Close()
	cancel()
	l.wait(20 * time.Millisecond) // it stops between articles, and nobody waits for more
	c, unread := l.result()
	a.tell(c, false)
	a.sayFault(l.keeping(keepTime))
	if err == nil && !errors.Is(unread, context.Canceled) {
		err = unread
	}
	return err
}

// mostNamed is how many places with letters are kept.
const mostNamed = 1000

// keepTime is how long the end waits until what was read just now is in the
// saved index. What is not then is read again the next time.
const keepTime = time.Second

// mostPlaces is of how many articles the place is kept, at least those that
// were open just now.
const mostPlaces = 5000

// recall returns where the reader was the last time, and why that is not known.
func (a *app) recall() (m ui.Memory, lost error) {
	s, err := store.Open()
	if err != nil {
		return m, nil //nolint:nilerr // there is no place for a state, which is said when it is to be kept
	}
	st, err := s.Load()
	if err != nil {
		return m, err
	}
	m = ui.Memory{Article: st.Last.Article, Places: make(map[string]ui.Place, len(st.Positions))}
	for id, at := range st.Positions {
		m.Places[id] = ui.Place(at)
	}
	for _, p := range st.Named {
		m.Named = append(m.Named, ui.NamedPlace{Letter: p.Letter, Article: p.Article, At: ui.Place(p.Position)})
	}
	m.Recent, m.Theme = st.Recent, st.Theme
	m.Read = readParts(st.Read)
	return m, nil
}

// remember returns what keeps the paths and places for the next time.
func (a *app) remember(paths []string, memory func() ui.Memory) func() error {
	return func() error {
		now := memory()
		if len(paths) == 0 && len(now.Places) == 0 {
			return nil
		}
		s, err := store.Open()
		if err == nil {
			err = s.Update(func(st *store.State) { keep(st, paths, now) })
		}
		if err != nil {
			return fmt.Errorf("what you read is not remembered: %w", err)
		}
		return nil
	}
}

func keep(st *store.State, paths []string, now ui.Memory) {
	if len(paths) > 0 {
		st.Last.Paths = paths
	}
	if now.Article != "" {
		st.Last.Article = now.Article
	}
	for id := range st.Positions {
		if len(st.Positions)+len(now.Places) <= mostPlaces {
			break
		}
		delete(st.Positions, id)
		delete(st.Read, id)
	}
	if st.Positions == nil {
		st.Positions = map[string]store.Position{}
	}
	for id, at := range now.Places {
		st.Positions[id] = store.Position(at)
	}
	keepRead(st, now.Read)
	st.Named = keepNamed(st.Named, now.Named)
	if len(now.Recent) > 0 {
		st.Recent = now.Recent
	}
	if now.Theme != "" {
		st.Theme = now.Theme
	}
}

// keepNamed returns the places that have letters now, and after them those that
// another kreader has named in the meantime.
func keepNamed(old []store.Named, now []ui.NamedPlace) []store.Named {
	out := make([]store.Named, 0, len(old)+len(now))
	known := map[[2]string]bool{}
	add := func(p store.Named) {
		if key := [2]string{p.Letter, p.Article}; !known[key] && len(out) < mostNamed {
			known[key] = true
			out = append(out, p)
		}
	}
	for _, p := range now {
		add(store.Named{Letter: p.Letter, Article: p.Article, Position: store.Position(p.At)})
	}
	for _, p := range old {
		add(p)
	}
	return out
}

// show shows m until it ends and returns what that means for the exit status.
func (a *app) show(tty *terminal, m *ui.Model, save func() error, mouse bool, lost error) error {
	r := newRunner(tty, m, save, mouse)
	err := r.run()
	switch {
	case r.unsaved != nil:
		a.say("%v", r.unsaved)
	case lost != nil:
		a.say("%v", lost)
	}
	if crash, ok := errors.AsType[*ui.Crash](m.Err()); ok {
		return (&defect{crash.Value, crash.Stack}).explain()
	}
	if err == nil {
		err = m.Err()
	}
	return err
}
