package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/export"
	"github.com/kreader/kreader/model/source"
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
	name   string // of the collection
	theme  string
	config string
	sample bool
	watch  bool
	alone  bool // without the saved index
	show   bool // the configuration, and nothing else
	spoken bool // without a screen: lines come in and go out
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
	req, err := a.asked(c, paths, o)
	if err != nil {
		return err
	}
	var how manner
	if o.spoken || isTerminal(a.stdout) { // else what it says is of no use, and no reason to fail
		if how, err = a.manner(c, o); err != nil {
			return err
		}
	}
	tty, why := a.screen(o.spoken, how.Accessible, slices.Contains(paths, stdinPath))
	if why != "" {
		a.say("%s; here is the timeline as text", why)
	}
	if tty == nil {
		text, _ := export.Lookup("text")
		if req.missing != "" {
			a.say("what was read last is not there: %s; here is the sample", req.missing)
		}
		return a.timeline(c.Context(), text, req)
	}
	if slices.Contains(paths, stdinPath) && isTerminal(a.stdin) { // it is where the keys come from
		return usage("pipe an article into kreader", "%q stands for standard input, which is the terminal", stdinPath)
	}
	return a.read(c.Context(), tty, req, how)
}

// asked returns the request of the reader's flags and arguments.
func (a *app) asked(c *cobra.Command, paths []string, o *screenOptions) (request, error) {
	named := c.Flags().Changed("name")
	switch {
	case named && strings.TrimSpace(source.Line(o.name)) == "":
		return request{}, usage("give it one", `"--name" needs a name`)
	case named && o.sample:
		return request{}, usage("give one of them", `"--name" and "--sample" contradict each other`)
	case named && len(paths) == 0:
		known, err := called(o.name)
		if err != nil {
			return request{}, err
		}
		if why := missing(known, gone(known.Paths)); why != "" {
			return request{}, failed("if it has moved, give the new path as well", "%q cannot be opened: %s", o.name, why)
		}
		r := a.wanted(known.Paths, false, o.filter, o.links)
		r.links.offline = !r.links.refresh
		r.watched = o.watch
		return r.with(o.alone), nil
	case named:
		if err := mayCall(o.name, request{paths: paths}.lasting()); err != nil {
			return request{}, err
		}
	}
	r := a.wanted(paths, o.sample, o.filter, o.links).with(o.alone)
	r.name = source.Line(o.name)
	if o.watch && len(paths) > 0 && !r.lasts() {
		return r, usage("give files and folders only", `"--watch" watches no links, and no standard input`)
	}
	r.watched = o.watch
	return r, nil
}

// screen returns the terminal to read on, or nil and why there is none; there
// is nothing to explain when stdout goes elsewhere. Without a screen, because that
// was asked for (everywhere, or on terminals) or because the terminal can show none,
// lines are read and written; stdin may be what is read, and no source of keys.
func (a *app) screen(everywhere, onTerminals, piped bool) (tty *terminal, why string) {
	spoken := everywhere || onTerminals || dumb()
	if !everywhere && !isTerminal(a.stdout) {
		return nil, ""
	}
	keys := a.stdin
	if !isTerminal(keys) && (piped || !everywhere) {
		var err error
		if keys, err = openKeys(); err != nil {
			return nil, "stdin is no terminal, so there are no keys to read with"
		}
	}
	return &terminal{keys: keys, out: &screenWriter{File: a.stdout}, spoken: spoken}, ""
}

// read shows the articles of a request.
func (a *app) read(ctx context.Context, tty *terminal, req request, how manner) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q := tty.ask(how.background()) // it answers while the articles are being read
	first, leave := context.WithCancel(ctx)
	defer leave()
	memory, lost := a.recall(&req)
	l := a.startLoading(first, req)
	how.remembered(memory.Theme)
	v := &visits{app: a, ctx: ctx, tty: tty, how: how, dark: tty.answer(q)}
	l.firstFrame()
	if c, err := l.result(); err != nil {
		a.tell(c, true)
		return err
	}
	v.open = v.visit(req, l, leave, how, memory, lost)
	v.Model = v.open.m
	var err error
	if tty.spoken {
		err = a.talk(ctx, tty, v)
	} else {
		err = a.show(tty, v, v.save, how.Mouse)
	}
	v.Close()
	cancel()
	l = v.open.l
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

// recollection is what is remembered of a collection and of its reader.
type recollection struct {
	ui.Memory
	name string // of the collection, "" when the reader has given it none
}

// recall returns where the reader was the last time, and why that is not known. It
// notes in the request how large the collection was then.
func (a *app) recall(req *request) (m recollection, lost error) {
	m.name = req.name
	if req.state == nil {
		s, err := store.Open()
		if err != nil {
			return m, nil //nolint:nilerr // there is no place for a state, which is said when it is to be kept
		}
		loaded, err := s.Load()
		if err != nil {
			return m, err
		}
		req.state = &loaded
	}
	st := req.state
	req.state = nil // it is not needed any more, and may be large
	m.Memory = ui.Memory{Article: st.Last.Article, Places: make(map[string]ui.Place, len(st.Positions))}
	if i := st.Collection(req.lasting()); i >= 0 {
		c := &st.Collections[i]
		req.articles = c.Articles
		m.Article, m.Event, m.Passage, m.name = cmp.Or(c.Article, m.Article), c.Event, c.Passage, cmp.Or(m.name, c.Name)
		m.Outlets, m.Zoom = c.Outlets, c.Zoom
	}
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

// remember keeps for the next time what is open, where the reader is in it, and
// when that was. whole are all its articles, nil while they are being read.
func (a *app) remember(req request, now ui.Memory, whole *model.Collection, when time.Time) error {
	opened := req.opening()
	if opened == nil && len(now.Places) == 0 {
		return nil
	}
	if opened != nil {
		opened.Opened = when
		opened.Article, opened.Event, opened.Passage = now.Article, now.Event, now.Passage
		opened.Outlets, opened.Zoom = now.Outlets, now.Zoom
		if whole != nil && !req.filter.some() {
			opened.Articles = len(whole.Articles)
		}
	}
	s, err := store.Open()
	if err == nil {
		err = s.Update(func(st *store.State) { keep(st, opened, now) })
	}
	if err != nil {
		return fmt.Errorf("what you read is not remembered: %w", err)
	}
	return nil
}

func keep(st *store.State, opened *store.Collection, now ui.Memory) {
	if opened != nil {
		if i := st.Called(opened.Name); i >= 0 && opened.Name != "" && !samePaths(st.Collections[i].Paths, opened.Paths) { // it has moved
			st.Collections[i].Name = ""
		}
		st.Opened(*opened)
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
func (a *app) show(tty *terminal, m *visits, save func() error, mouse bool) error {
	r := newRunner(tty, m, save, mouse)
	err := r.run()
	a.sayUnsaved(r.unsaved, m.now().lost)
	if crash, ok := errors.AsType[*ui.Crash](m.Err()); ok {
		return (&defect{crash.Value, crash.Stack}).explain()
	}
	if err == nil {
		err = m.Err()
	}
	return err
}

// sayUnsaved says that the state was not kept, or was not known in the first place.
func (a *app) sayUnsaved(unsaved, lost error) {
	switch {
	case unsaved != nil:
		a.say("%v", unsaved)
	case lost != nil:
		a.say("%v", lost)
	}
}
