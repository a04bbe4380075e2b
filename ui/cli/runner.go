package cli

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// runner runs a bubbletea program so that however it ends the terminal is as
// it was. bubbletea v1 restores it after SIGINT and SIGTERM, but not after
// SIGHUP, SIGQUIT or a panic in a goroutine that is not its own, and gives no
// exit status for signals; so its handlers are off and these are on.
type runner struct {
	tty     *terminal
	program *tea.Program
	save    func() error // keeps the state; called once or twice, never at once
	unsaved error        // of save

	saving  sync.Mutex
	status  atomic.Int32 // 128+n after a signal or hang-up
	failure atomic.Pointer[defect]
	signals chan os.Signal
	resumed time.Time // when it last went on after it had been stopped
}

// defect is a panic: a fault of kreader itself.
type defect struct {
	value any
	stack []byte
}

func newRunner(tty *terminal, m tea.Model, save func() error, mouse bool) *runner {
	r := &runner{tty: tty, save: save}
	options := []tea.ProgramOption{
		tea.WithOutput(tty.out),
		tea.WithAltScreen(), tea.WithFPS(120), // 60 would let a key wait 17 ms for its frame
		tea.WithoutSignalHandler(), tea.WithoutCatchPanics(), tea.WithFilter(r.filter),
	}
	if mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	if in := tty.input(func() { r.end(hangup) }); in != nil {
		options = append(options, tea.WithInput(in))
	}
	r.program = tea.NewProgram(guard{m, r}, options...)
	return r
}

// run runs the program until it ends, and returns what that means for the
// exit status.
func (r *runner) run() error {
	// Articles are analysed behind the screen by as many workers as there are
	// cores. With as many threads as that, a key waits until Go's scheduler
	// takes one from them, up to 10 ms each time; with two more it is the
	// kernel that chooses, and it prefers who has been waiting.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 2))
	err := r.loop()
	switch d := r.failure.Load(); {
	case d != nil:
		return d.explain()
	case r.status.Load() != 0:
		return &failure{status: int(r.status.Load())}
	case errors.Is(err, tea.ErrInterrupted):
		return &failure{status: exitSignal + 2}
	case err != nil:
		return failed("", "the terminal failed: %v", err)
	}
	return nil
}

func (r *runner) loop() (err error) {
	stop := r.watch()
	defer stop()
	defer func() { // a panic in bubbletea's own loop
		if v := recover(); v != nil {
			r.broke(v)
			_ = r.program.ReleaseTerminal()
		}
	}()
	r.spawn(r.keep)
	r.tty.typed(r.program)
	_, err = r.program.Run()
	r.keep()
	return err
}

// spawn runs do in a goroutine in which a panic ends the program properly.
func (r *runner) spawn(do func()) {
	go func() {
		defer r.recover()
		do()
	}()
}

func (r *runner) recover() {
	if v := recover(); v != nil {
		r.broke(v)
	}
}

// broke notes the first panic and ends the program.
func (r *runner) broke(v any) {
	r.failure.CompareAndSwap(nil, &defect{v, debug.Stack()})
	r.quit()
}

// quit ends the program in order, and if it does not listen, out of order: in
// order it waits for its reader of keys, which must not be left in the middle.
func (r *runner) quit() {
	r.spawn(func() { r.program.Send(tea.QuitMsg{}) })
	time.AfterFunc(lastWords/2, r.program.Kill)
}

func (r *runner) keep() {
	r.saving.Lock()
	defer r.saving.Unlock()
	if r.save != nil {
		r.unsaved = r.save()
	}
}

// lastWords is how long the program may take to end by itself after a signal:
// a terminal that reads no more must not keep the process.
const lastWords = 700 * time.Millisecond

// end ends the program because of signal n.
func (r *runner) end(n int) {
	if !r.status.CompareAndSwap(0, int32(exitSignal+n)) {
		return
	}
	r.spawn(r.keep)
	r.quit()
	time.AfterFunc(lastWords, func() {
		r.tty.restore()
		os.Exit(exitSignal + n) //nolint:forbidigo // nothing else ends a program that is stuck in a write
	})
}

// explain returns what the user is told: one line, and where the rest is.
func (d *defect) explain() error {
	what, _, _ := strings.Cut(fmt.Sprint(d.value), "\n")
	what = plain(what[:min(len(what), 120)])
	f := &failure{status: exitDefect, what: "a defect of kreader: " + what}
	log, err := os.CreateTemp("", "kreader-*.log")
	if err != nil {
		return f
	}
	defer log.Close()
	fmt.Fprintf(log, "%v\n\n%s", d.value, d.stack)
	f.hint = fmt.Sprintf("please report it with the file %q", log.Name())
	return f
}

// Messages that the runner sends to the program and takes out again.
type (
	stopAsked struct{} // SIGTSTP from outside
	continued struct{} // SIGCONT
)

// filter takes out the messages that are the runner's. It runs in the
// program's own loop, where the terminal can be let go and taken back.
func (r *runner) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	just := time.Since(r.resumed) < 300*time.Millisecond // gone on, after a stop of ours
	switch msg.(type) {
	case stopAsked:
		// The signal of that stop may be told of only now.
		if !just {
			r.pause(r.stop)
		}
		return nil
	case tea.SuspendMsg:
		r.pause(r.stop)
		return nil
	case continued:
		// After a stop of ours all is well already. After SIGSTOP the shell may
		// have changed the terminal.
		if !just {
			r.pause(func() {})
		}
		return nil
	}
	return msg
}

// pause gives the terminal back, stops, and takes the terminal again.
func (r *runner) pause(stop func()) {
	if r.program.ReleaseTerminal() != nil {
		return
	}
	stop()
	_ = r.program.RestoreTerminal()
	r.resumed = time.Now()
	r.spawn(func() {
		r.program.Send(tea.ResumeMsg{})
	})
}

// guard is a model in which a panic, in its methods or its commands, ends the
// program properly.
type guard struct {
	tea.Model
	r *runner
}

// Init implements [tea.Model].
func (g guard) Init() (cmd tea.Cmd) {
	defer g.r.recover()
	return g.r.guarded(g.Model.Init())
}

// Update implements [tea.Model].
func (g guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	next = g
	defer g.r.recover()
	m, cmd := g.Model.Update(msg)
	return guard{m, g.r}, g.r.guarded(cmd)
}

// View implements [tea.Model].
func (g guard) View() string {
	defer g.r.recover()
	return g.Model.View()
}

// guarded returns cmd with a guard around it and around the commands of a
// tea.Batch or tea.Sequence that it gives.
func (r *runner) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer r.recover()
		msg := cmd()
		// Both are slices of Cmd; the type of a sequence is not exported.
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() {
				v.Index(i).Set(reflect.ValueOf(r.guarded(v.Index(i).Interface().(tea.Cmd))))
			}
		}
		return msg
	}
}
