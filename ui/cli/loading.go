package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/source"
	watching "github.com/kreader/kreader/model/watch"
	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/theme"
)

// loading is the reading of a request, which begins before there is a screen:
// what is done by then is on the first frame, and what is not comes in later. It
// goes on as long as the collection is open: see [reading].
type loading struct {
	ctx     context.Context //nolint:containedctx // as long as the collection is open
	decode  func()          // closes decoded
	decoded chan struct{}   // closed when the articles are there, or never will be
	drawn   chan struct{}   // closed when the first frame is likely to be on the screen
	done    chan struct{}   // closed when all is read; err is set by then
	kept    chan struct{}   // closed when nothing will come any more, and what was read is in the saved index; fault and broken are set by then
	look    chan struct{}   // has one when the files are to be looked at again
	asked   atomic.Bool     // it is the reader who wants that

	mu      sync.Mutex
	latest  ui.Update          // the last collection, and what has been done since
	plain   *model.Collection  // the articles as they were read, before anything was put right
	fixes   string             // what was put right of what is shown
	shown   *model.Collection  // what the screen began with
	report  func(ui.Update)    // nil until the screen listens
	where   func() ui.Memory   // where the reader is; nil until there is a screen
	unwatch context.CancelFunc // ends the watching; nil when nothing is watched

	err    error
	broken any   // the value of a panic
	fault  error // of the saved index
}

// startLoading begins to read in a goroutine of its own.
func (a *app) startLoading(ctx context.Context, r request) *loading {
	l := &loading{
		ctx: ctx, decoded: make(chan struct{}), drawn: make(chan struct{}), done: make(chan struct{}), kept: make(chan struct{}),
		look: make(chan struct{}, 1),
	}
	l.decode = sync.OnceFunc(func() { close(l.decoded) })
	if r.watched && r.lasts() {
		go l.watch(r, true)
	}
	go func() {
		finish := sync.OnceFunc(func() { close(l.done) })
		defer close(l.kept)
		defer func() { l.fault = r.saved.close(l.here()) }()
		defer finish()
		defer l.decode()
		defer func() {
			if v := recover(); v != nil {
				l.broken = fmt.Sprintf("%v\n\n%s", v, debug.Stack()) // raised again in rest, which was not there
			}
		}()
		d := &reading{a: a, r: r, l: l}
		err := d.once(ctx, d.first)
		if err != nil && d.again && ctx.Err() == nil { // what is saved of it is shown
			l.put(ui.Update{Idle: true, Note: err.Error()})
			err = nil
		}
		l.err = err
		r.saved.keep()
		if l.err != nil {
			return
		}
		finish()
		for {
			select {
			case <-ctx.Done():
				return
			case <-l.look:
				if err := d.once(ctx, d.check); err != nil && ctx.Err() == nil {
					l.put(ui.Update{Idle: true, Note: err.Error()})
				}
				r.saved.keep()
			}
		}
	}()
	return l
}

// reread makes the loading look at the files again.
func (l *loading) reread() {
	select {
	case l.look <- struct{}{}:
	default:
	}
}

// watch begins to watch the files, or ends it, and says how.
func (l *loading) watch(r request, on bool) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.unwatch != nil {
		l.unwatch()
		l.unwatch = nil
	}
	if !on {
		return "the files are not watched any more"
	}
	ctx, stop := context.WithCancel(l.ctx)
	l.unwatch = stop
	m := watching.Start(ctx, r.paths, watching.Options{}, l.reread)
	if m.Why != "" {
		return fmt.Sprintf("there is a look at the files every %v: %s", m.Every, m.Why)
	}
	return "the files are watched: what comes, changes or goes is shown here"
}

// follow tells the loading where the reader is.
func (l *loading) follow(where func() ui.Memory) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.where = where
}

// here returns where the reader is, nothing while there is no screen.
func (l *loading) here() ui.Memory {
	l.mu.Lock()
	where := l.where
	l.mu.Unlock()
	if where == nil {
		return ui.Memory{}
	}
	return where()
}

// awaitFrame waits until the first frame is likely to be on the screen.
func (l *loading) awaitFrame(ctx context.Context) {
	select {
	case <-l.drawn:
	case <-ctx.Done():
	}
}

// sparing lets the garbage collector run more often while much is read, so that the
// heap is no larger than half as much again as what is in use, and a quarter where very
// much is read: there the memory is what a machine has too little of, and what it
// costs, a tenth of the time, is not. At the end it gives back what was only needed for
// reading.
func sparing(docs []source.Document) (end func()) {
	const (
		much, veryMuch = 4 << 20, 32 << 20
		article        = 4 << 10 // a document whose bytes are not there, for nothing of it has changed
	)
	bytes := max(amount(docs), len(docs)*article)
	if bytes < much {
		return func() {}
	}
	percent := 50
	if bytes >= veryMuch {
		percent = 25
	}
	before := debug.SetGCPercent(percent)
	return func() {
		debug.SetGCPercent(before)
		debug.FreeOSMemory()
	}
}

// keep remembers the articles as they were read, and what was put right of those
// that are shown.
func (l *loading) keep(c *model.Collection, fixes string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.plain, l.fixes = c, fixes
}

// fixed returns what was put right of what is shown.
func (l *loading) fixed() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.fixes
}

func (l *loading) put(u ui.Update) {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := l.latest
	l.latest = u
	if u.Collection == nil {
		l.latest.Collection, l.latest.Partial, l.latest.New = last.Collection, last.Partial, last.New
	}
	if l.report != nil {
		l.report(u)
	}
}

// firstFrame waits for what the first frame must show: the articles. The
// timeline, when it is not ready by then, comes in a few frames later.
func (l *loading) firstFrame() {
	select {
	case <-l.decoded:
	case <-time.After(firstBound):
	}
}

// firstBound is how long the first frame waits for the articles. Ten megabytes
// take longer, and then an empty screen that says so is better than none.
const firstBound = 40 * time.Millisecond

// headStart is how long after the screen has begun the articles are not looked
// at further, so that the first frame does not share the cores with that: a
// frame takes 8 ms. The timeline is not there any later for it.
const headStart = 12 * time.Millisecond

// wait waits until all is read, for d at most.
func (l *loading) wait(d time.Duration) {
	select {
	case <-l.done:
	case <-time.After(d):
	}
}

// keeping waits until what was read is in the saved index, for d at most, and
// returns what was wrong with that. It does not wait for a reading that has not
// ended.
func (l *loading) keeping(d time.Duration) error {
	if !l.finished() {
		return nil
	}
	select {
	case <-l.kept:
		return l.fault
	case <-time.After(d):
		return nil
	}
}

// finished reports whether all is read, or reading has failed.
func (l *loading) finished() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}

// result returns what has been read so far, and the error when there was one.
func (l *loading) result() (c *model.Collection, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.finished() {
		err = l.err
	}
	return l.latest.Collection, err
}

// rest brings what is not read yet to the screen, until all is, or ctx is
// done.
func (l *loading) rest(ctx context.Context, report func(ui.Update)) error {
	time.AfterFunc(headStart, func() { close(l.drawn) })
	l.mu.Lock()
	l.report = report
	now := l.latest
	if now.Collection == l.shown {
		now.Collection = nil
	}
	if now.Collection != nil || now.Stage != "" || now.Idle {
		report(now)
	}
	l.mu.Unlock()
	select {
	case <-l.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	if l.err == nil { // what changes comes until the end
		select {
		case <-l.kept:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	<-l.kept
	if l.broken != nil {
		panic(l.broken)
	}
	if c, err := l.result(); errors.Is(err, errNothing) { // all the reasons come after the screen
		return errors.New(reasons(c))
	}
	return l.err
}

// options returns what the screen starts with.
func (l *loading) options(r request, look *theme.Theme, how manner) ui.Options {
	o := ui.Options{
		Theme: look, Keys: how.keys, Width: how.Width, Timeline: how.Timeline, Mouse: how.Mouse, Citation: how.Citation,
		Logical: how.logical(os.Getenv),
	}
	l.mu.Lock()
	l.shown = l.latest.Collection
	o.Collection, o.Partial, o.New = l.shown, l.latest.Partial, l.latest.New
	l.mu.Unlock()
	o.Idle = l.finished()
	if !o.Idle || l.broken != nil || r.lasts() {
		o.Load = l.rest
	}
	if r.lasts() {
		o.Watching = r.watched
		o.Watch = func(on bool) string { return l.watch(r, on) }
		o.Reread = func() { l.asked.Store(true); l.reread() }
	}
	o.Root = r.notebook().root
	o.Correct = func(ctx context.Context, c ui.Change) (correct.Entry, *model.Collection, error) {
		c.Entry.Who = how.Who
		return l.correct(ctx, r, c)
	}
	return o
}
