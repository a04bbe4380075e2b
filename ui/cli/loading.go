package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/theme"
)

// loading is the reading of a request, which begins before there is a screen:
// what is done by then is on the first frame, and what is not comes in later.
type loading struct {
	decoded chan struct{} // closed when the articles are there, or never will be
	drawn   chan struct{} // closed when the first frame is likely to be on the screen
	done    chan struct{} // closed when all is read; err and broken are set by then
	kept    chan struct{} // closed when it is in the saved index as well; fault is set by then

	mu     sync.Mutex
	latest ui.Update         // the last collection, and what has been done since
	plain  *model.Collection // the articles as they were read, before anything was put right
	shown  *model.Collection // what the screen began with
	report func(ui.Update)   // nil until the screen listens

	err    error
	broken any   // the value of a panic
	fault  error // of the saved index
}

// startLoading begins to read in a goroutine of its own.
func (a *app) startLoading(ctx context.Context, r request) *loading {
	l := &loading{decoded: make(chan struct{}), drawn: make(chan struct{}), done: make(chan struct{}), kept: make(chan struct{})}
	decoded := sync.OnceFunc(func() { close(l.decoded) })
	go func() {
		defer close(l.kept)
		defer func() { l.fault = r.saved.close() }() // after done: nobody waits for it
		defer close(l.done)
		defer decoded()
		defer func() {
			if v := recover(); v != nil {
				l.broken = fmt.Sprintf("%v\n\n%s", v, debug.Stack()) // raised again in rest, which was not there
			}
		}()
		began := time.Now()
		fetching := func(host string, done, total int, stop func()) {
			l.put(ui.Update{Stage: fetchStage(host), Done: done, Total: total, Stop: stop})
		}
		progress := func(s pipeline.Stage, done, total int) {
			if time.Since(began) < patience { // a short wait is not worth a word, and a word costs the screen a pause
				return
			}
			l.put(ui.Update{Stage: string(s), Done: done, Total: total})
		}
		early := func(c *model.Collection) {
			l.put(ui.Update{Collection: c, Partial: true})
			decoded()
		}
		w := watch{progress, fetching, func(files []source.Document) {
			if c := beforeLinks(ctx, r, files); c != nil {
				early(c)
			}
		}}
		docs, ds, err := a.documents(ctx, r, w)
		if err != nil {
			l.err = err
			return
		}
		defer sparing(amount(docs))()
		if c := glance(ctx, r, docs); c != nil {
			early(c)
			l.awaitFrame(ctx)
		}
		c, err := a.articles(ctx, r, docs, ds, w)
		docs = nil
		fixes := r.notebook().set()
		known := r.known()
		l.put(ui.Update{Collection: pipeline.Corrected(c, fixes), New: known.without(c)})
		if err == nil {
			decoded()
			l.awaitFrame(ctx)
			l.keep(c)
			c, err = r.saved.analyse(ctx, r, c, fixes, progress)
		}
		if err == nil {
			l.put(ui.Update{Collection: c, New: known.without(c)})
		}
		l.err = err
	}()
	return l
}

// awaitFrame waits until the first frame is likely to be on the screen.
func (l *loading) awaitFrame(ctx context.Context) {
	select {
	case <-l.drawn:
	case <-ctx.Done():
	}
}

// sparing lets the garbage collector run twice as often while very much is
// read, which takes a sixth longer and a third less memory, and gives back at
// the end what was only needed for reading.
func sparing(bytes int) (end func()) {
	const veryMuch = 4 << 20
	if bytes < veryMuch {
		return func() {}
	}
	before := debug.SetGCPercent(50)
	return func() {
		debug.SetGCPercent(before)
		debug.FreeOSMemory()
	}
}

// keep remembers the articles as they were read.
func (l *loading) keep(c *model.Collection) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.plain = c
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
	if now.Collection != nil || now.Stage != "" {
		report(now)
	}
	l.mu.Unlock()
	select {
	case <-l.done:
	case <-ctx.Done():
		return ctx.Err()
	}
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
	if !l.finished() || l.broken != nil {
		o.Load = l.rest
	}
	o.Root = r.notebook().root
	o.Correct = func(ctx context.Context, c ui.Change) (correct.Entry, *model.Collection, error) {
		c.Entry.Who = how.Who
		return l.correct(ctx, r, c)
	}
	return o
}
