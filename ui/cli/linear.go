package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/linear"
)

// ended is why a reader without a screen ends that nobody has told to: a signal.
type ended struct{ signal int }

// Error implements error.
func (e ended) Error() string { return fmt.Sprintf("signal %d", e.signal) }

// talk reads without a screen until the reader ends, and returns what that means for
// the exit status.
func (a *app) talk(ctx context.Context, tty *terminal, v *visits) (err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer onSignal(func(n int) { cancel(ended{n}) })()
	defer func() {
		if r := recover(); r != nil {
			err = (&defect{r, debug.Stack()}).explain()
		}
		a.sayUnsaved(v.save(), v.now().lost)
	}()
	r := &linear.Reader{
		Model: v, Keys: v.how.keys, In: tty.keys, Out: tty.out, Suspend: suspend, Patient: !isTerminal(tty.keys),
		Opens: func(msg tea.Msg) bool { _, ok := msg.(changed); return ok },
	}
	if !r.Patient {
		r.Prompt = "> "
	}
	err = r.Run(ctx)
	if crash, ok := errors.AsType[*ui.Crash](err); ok {
		return (&defect{crash.Value, crash.Stack}).explain()
	}
	if by, ok := errors.AsType[ended](err); ok {
		return &failure{status: exitSignal + by.signal}
	}
	if lost := (*os.PathError)(nil); errors.As(err, &lost) && lost.Op == "read" { // the terminal is gone
		return &failure{status: exitSignal + hangup}
	}
	return err
}
