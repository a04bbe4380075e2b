package ui

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

// loader runs Options.Load and brings what it reports into the program.
//
// Reports go into a mailbox of one: the latest progress and the latest
// collection. A command waits for it, delivers, and is sent again, at most
// ten times a second unless there is a collection; so a loader that reports
// every article costs the screen nothing.
type loader struct {
	ctx    context.Context //nolint:containedctx // it is the lifetime of the program that this loader belongs to
	cancel context.CancelFunc
	work   func(context.Context, func(Update)) error
	prep   func(Update) *data
	box    *mailbox
	seats  seats // of all that is loaded
	look   atomic.Pointer[theme.Theme]

	going       bool
	failure     error
	stage       string
	done, total int
	stopped     bool      // the reader has ended it before all was read
	stop        func()    // ends the stage; nil when it cannot be ended
	since       time.Time // when the stage was first told of, and how much was done then
	before      int
	preparing   sync.Mutex
	last        *data // what was prepared last; guarded by preparing
}

// pause is the shortest time between two deliveries of mere progress.
const pause = 100 * time.Millisecond

type mailbox struct {
	mu   sync.Mutex
	mail arrived
	full bool
	wake chan struct{} // has one when the box is full
	soon chan struct{} // has one when what is in it should not wait
}

// arrived is what the loader delivers.
type arrived struct {
	box    *mailbox // that it was in
	update Update
	data   *data // made of update.Collection; nil when there is none
	last   bool  // the loader has returned
	err    error // what it returned
}

// Crash is a panic in a goroutine of the program.
type Crash struct {
	Value any
	Stack []byte
}

// Error returns one line; the stack is for a log.
func (c *Crash) Error() string { return fmt.Sprintf("internal error: %v", c.Value) }

type crashed struct{ crash *Crash }

// guard makes a panic in a command into a message, so that it ends the program
// the way every other end does, with the terminal restored.
func guard(cmd tea.Cmd) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = crashed{&Crash{r, debug.Stack()}}
			}
		}()
		return cmd()
	}
}

func (l *loader) start(o Options) {
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.look.Store(o.Theme)
	l.work, l.going = o.Load, o.Load != nil && !o.Idle
	l.prep = func(u Update) *data {
		d := prepare(u.Collection, l.look.Load(), &l.seats)
		d.partial, d.words = u.Partial, u.Words
		l.preparing.Lock()
		defer l.preparing.Unlock()
		if len(u.New) > 0 {
			d.news, d.kept = u.New, newMarks(u.Collection, u.New)
		}
		if u.Again && l.last != nil {
			d.came = newsOf(l.last, d)
		}
		l.last = d
		return d
	}
	l.box = newMailbox()
}

// run returns the command that does the loading; nil when there is none.
func (l *loader) run() tea.Cmd {
	if l.work == nil {
		return nil
	}
	return guard(func() tea.Msg {
		err := l.work(l.ctx, func(u Update) {
			mail := arrived{update: u}
			if u.Collection != nil {
				mail.data = l.prep(u)
			}
			l.box.put(mail)
		})
		l.box.put(arrived{last: true, err: err})
		return nil
	})
}

// put leaves mail in the box, together with what is still in it.
func (b *mailbox) put(mail arrived) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.full {
		if mail.data == nil {
			mail.data = b.mail.data
		}
		if mail.last {
			mail.update = b.mail.update
		}
		if mail.update.Note == "" {
			mail.update.Note = b.mail.update.Note
		}
		mail.update.Again = mail.update.Again || mail.data == b.mail.data && b.mail.update.Again
		mail.last = mail.last || b.mail.last
		mail.err = errors.Join(b.mail.err, mail.err)
	}
	b.mail, b.full = mail, true
	signal(b.wake)
	if mail.data != nil || mail.last {
		signal(b.soon)
	}
}

func newMailbox() *mailbox {
	return &mailbox{wake: make(chan struct{}, 1), soon: make(chan struct{}, 1)}
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (b *mailbox) take() arrived {
	b.mu.Lock()
	defer b.mu.Unlock()
	mail := b.mail
	mail.box = b
	b.mail, b.full = arrived{}, false
	select {
	case <-b.soon:
	default:
	}
	return mail
}

// listen returns the command that delivers the next mail.
func (l *loader) listen() tea.Cmd {
	if l.work == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case <-l.box.wake:
			return l.box.take()
		case <-l.ctx.Done():
			return nil
		}
	}
}

// listenLater is listen after a pause, for when the last delivery was progress;
// what should not wait ends the pause.
func (l *loader) listenLater() tea.Cmd {
	next := l.listen()
	return func() tea.Msg {
		select {
		case <-time.After(pause):
		case <-l.box.soon:
		case <-l.ctx.Done():
		}
		return next()
	}
}

// arrive takes in what the loader has delivered.
func (m *Model) arrive(mail arrived) tea.Cmd {
	l := &m.load
	if mail.box != nil && mail.box != l.box { // of a collection that was open before
		return nil
	}
	l.report(&mail.update)
	if mail.last {
		l.going, l.stop = false, nil
		if mail.err != nil && !errors.Is(mail.err, context.Canceled) {
			l.failure = mail.err
		}
	}
	var typed tea.Cmd // what is being typed is asked of the new collection
	if mail.data != nil {
		old, open := m.data, m.sel.article
		typed = m.show(mail.data)
		if mail.update.Again {
			n := mail.data.came
			n.open = old != nil && open >= 0 && m.data.again(old, open) < 0
			m.tellNews(n)
		}
	}
	switch u := &mail.update; {
	case u.Stopped:
		m.say("stopped" + m.hint(action.Reread, "goes on"))
	case u.Note != "":
		m.say(u.Note)
	}
	m.tellProgress()
	switch {
	case mail.last:
		return typed
	case mail.data != nil:
		return tea.Batch(typed, l.listen())
	}
	return l.listenLater()
}

// report notes how far the loading is.
func (l *loader) report(u *Update) {
	if u.Stage != l.stage || u.Done < l.before {
		l.since, l.before = time.Now(), u.Done
	}
	l.stage, l.done, l.total, l.stop = u.Stage, u.Done, u.Total, u.Stop
	switch {
	case u.Idle:
		l.going, l.stopped = false, u.Stopped
	case u.Stage != "":
		l.going, l.stopped = true, false
	}
}

// pace returns how many a second a stage does and how long it will take, nothing
// until that can be told and where it is not worth a word.
func (l *loader) pace(now time.Time) (rate float64, left time.Duration) {
	took, done := now.Sub(l.since), l.done-l.before
	if took < time.Second || done <= 0 || l.done >= l.total {
		return 0, 0
	}
	rate = float64(done) / took.Seconds()
	left = time.Duration(float64(l.total-l.done) / rate * float64(time.Second)).Round(time.Second)
	if left < 2*time.Second {
		return 0, 0
	}
	return rate, left
}

// far says how far a stage is: "3 of 40, 1.5 a second, 25 s left", and in hundredths
// "7 %, 25 s left".
func (l *loader) far(now time.Time, hundredths bool) string {
	rate, left := l.pace(now)
	says := fmt.Sprintf("%d of %d", l.done, l.total)
	switch {
	case hundredths:
		says = fmt.Sprintf("%d %%", l.done)
	case rate >= 10:
		says += fmt.Sprintf(", %.0f a second", rate)
	case rate > 0:
		says += fmt.Sprintf(", %.1f a second", rate)
	}
	if left > 0 {
		says += ", " + lasting(left) + " left"
	}
	return says
}

// lasting says a time as long as one says it: "40 s", "3 min", "2 h 5 min".
func lasting(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
	}
	d = d.Round(time.Minute)
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}

// progress returns what the loader is doing, "" when it has finished.
// opened tells whether the articles are there already.
func (l *loader) progress(opened bool) string {
	if l.failure != nil {
		return l.failure.Error()
	}
	if !l.going {
		return ""
	}
	what := l.stage
	switch {
	case !opened && (l.stage == "" || l.stage == "reading"):
		what = "reading the articles"
	case l.stage == "" || l.stage == "reading" || l.stage == "tagging":
		what = "step 1 of 3: finding dates"
	case l.stage == "finding":
		what = "step 2 of 3: finding what is told"
	case l.stage == "joining":
		return "step 3 of 3: joining what tells the same event, " + l.far(time.Now(), true)
	}
	if l.total > 1 {
		return what + ", " + l.far(time.Now(), false)
	}
	return what + " …"
}

// stopStage ends what the loader waits for, and reports whether there was
// something.
func (m *Model) stopStage() bool {
	if m.load.stop == nil {
		return false
	}
	m.load.stop()
	m.load.stop = nil
	m.tellProgress()
	return true
}

// sayNone says that something is not there, or is not there yet.
func (m *Model) sayNone(what string) {
	if p := m.progress(); p != "" {
		what = "not yet: " + p
	}
	m.say(what)
}

func (m *Model) progress() string { return m.load.progress(m.data != nil) }
