package cli

import (
	"context"
	"errors"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/theme"
)

// visits is the reading of one collection after another on one terminal: the
// tea.Model whose model is that of the collection that is open.
type visits struct {
	*ui.Model
	app  *app
	ctx  context.Context //nolint:containedctx // the command's: every visit is a part of it
	tty  *terminal
	how  manner
	dark bool
	size tea.WindowSizeMsg

	mu   sync.Mutex
	open *visit
}

// visit is the reading of one collection.
type visit struct {
	req    request
	l      *loading
	m      *ui.Model
	cancel context.CancelFunc
	lost   error // why it is not known where the reader was
}

// changed brings another collection to the screen.
type changed struct{ to *visit }

// visit begins to read a collection: what is done at once is on its first frame.
func (v *visits) visit(req request, l *loading, cancel context.CancelFunc, how manner, memory recollection, lost error) *visit {
	look := how.look(v.dark)
	if v.tty.spoken {
		look = theme.New(theme.Options{Profile: theme.Ascii, ASCII: true, Words: true, Outlets: how.Outlets})
	}
	o := l.options(req, look, how)
	o.Memory, o.Name, o.Words = memory.Memory, memory.name, v.tty.spoken
	o.Looks = how.looks(v.dark)
	o.First = len(req.paths) == 0 && req.missing == "" && len(memory.Places) == 0
	o.Resumed = req.resumed && len(req.paths) > 0
	o.Copy, o.Browse = v.tty.copy, browse
	o.Shelf = v.shelf(req)
	m := ui.New(o)
	l.follow(m.Memory)
	return &visit{req: req, l: l, m: m, cancel: cancel, lost: lost}
}

// change reads another collection in place of the one that is open. It runs in a
// command.
func (v *visits) change(req request) tea.Msg {
	_ = v.save() // what cannot be kept now is tried again at the end
	ctx, cancel := context.WithCancel(v.ctx)
	req = req.with(v.now().req.saved == nil)
	memory, lost := v.app.recall(&req)
	l := v.app.startLoading(ctx, req)
	how := v.how
	how.remembered(memory.Theme)
	l.firstFrame()
	return changed{v.visit(req, l, cancel, how, memory, lost)}
}

func (v *visits) now() *visit {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.open
}

// Update implements [tea.Model].
func (v *visits) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		v.size = msg
	case changed:
		v.mu.Lock()
		old := v.open
		v.open, v.Model = msg.to, msg.to.m
		v.mu.Unlock()
		old.m.Close()
		old.cancel()
		v.Model.Update(v.size)
		return v, v.of(v.Model, tea.Batch(v.Model.Init(), func() tea.Msg { _ = v.save(); return nil }))
	}
	_, cmd := v.Model.Update(msg)
	return v, v.of(v.Model, cmd)
}

// of returns a command of a collection: what comes of it when another is open
// concerns nobody.
func (v *visits) of(m *ui.Model, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		msg := cmd()
		if v.now().m != m {
			return nil
		}
		if several, ok := msg.(tea.BatchMsg); ok {
			for i := range several {
				several[i] = v.of(m, several[i])
			}
		}
		return msg
	}
}

// save keeps where the reader is in the collection that is open.
func (v *visits) save() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	o := v.open
	return errors.Join(v.app.remember(o.req, o.m.Memory(), o.l.whole(), time.Now()), o.req.keepKnown(o.l.whole()))
}

// opening returns what is remembered of the request that was opened, nil when it
// is not opened another time.
func (r request) opening() *store.Collection {
	paths := r.lasting()
	if len(paths) == 0 {
		return nil
	}
	return &store.Collection{Name: r.name, Title: titleOf(r.paths), Paths: paths}
}
