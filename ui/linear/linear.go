// Package linear is the reader without a screen: for terminals that show none, and
// for those who hear what is printed or read it with their fingers.
//
// Each line that comes in is a key, or the name of an action, as the help has them;
// what it did is printed as a line or a short paragraph, and nothing is ever drawn
// again. The model is the screen's own (see [ui.Options].Words): this package asks
// what there is to be seen before and after, and tells the difference. It writes no
// control character but the line feed.
package linear

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/action"
)

// Model is what is read with: a [ui.Model] whose Options.Words is set, or what has
// one.
type Model interface {
	tea.Model
	Spoken() ui.Spoken
	Scopes() []action.Scope
	Typing() bool
	Perform(id action.ID, key string, count int) tea.Cmd
	Answer(text string) tea.Cmd
	Err() error
}

// Reader reads with a model. Its fields are set before Run.
type Reader struct {
	Model Model
	Keys  *action.Keymap // those of the model
	In    io.Reader
	Out   io.Writer
	// Prompt stands where a line may be typed; "" where nobody types.
	Prompt string
	// Patient waits with the first line until the articles are read: for whoever sends
	// all lines at once.
	Patient bool
	// Opens reports whether a message opens other articles, which are told like the
	// first; nil: none does.
	Opens func(tea.Msg) bool
	// Suspend stops the program until somebody goes on with it; nil: it cannot be.
	Suspend func()

	mail chan message
	was  ui.Spoken
	busy int // commands that a key has started and that have not ended

	greeted, over bool
}

// message is what came of a command.
type message struct {
	msg   tea.Msg
	asks  bool      // a key started it: what it does is waited for
	crash *ui.Crash // it panicked
}

// Run reads until the model ends, the lines do, or ctx is done, which is its error.
func (r *Reader) Run(ctx context.Context) error {
	lines, failed := make(chan string), make(chan error, 1)
	go read(ctx, r.In, lines, failed)
	r.mail = make(chan message)
	r.start(ctx, r.Model.Init(), false)
	for !r.over {
		if err := r.greet(); err != nil {
			return err
		}
		in, end := lines, failed
		if r.busy > 0 || !r.greeted { // what the last line asked for comes first
			in, end = nil, nil
		}
		var err error
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case line := <-in:
			err = r.take(ctx, line)
		case cause := <-end:
			if errors.Is(cause, io.EOF) {
				return r.Model.Err()
			}
			return fmt.Errorf("read what is typed: %w", cause)
		case msg := <-r.mail:
			err = r.receive(ctx, msg)
		}
		if err != nil {
			return err
		}
	}
	return r.Model.Err()
}

// longestLine is how long a line may be that is typed; a note may have as much.
const longestLine = 1 << 16

// read sends the lines of in, and then why there are no more.
func read(ctx context.Context, in io.Reader, lines chan<- string, failed chan<- error) {
	s := bufio.NewScanner(in)
	s.Buffer(nil, longestLine)
	for s.Scan() {
		select {
		case lines <- s.Text():
		case <-ctx.Done():
			return
		}
	}
	err := s.Err()
	if err == nil {
		err = io.EOF
	}
	failed <- err
}

// start runs a command and what comes of it, beside the lines.
func (r *Reader) start(ctx context.Context, cmd tea.Cmd, asks bool) {
	if cmd == nil {
		return
	}
	if asks {
		r.busy++
	}
	go func() {
		m := message{asks: asks}
		defer func() {
			if v := recover(); v != nil {
				m.crash = &ui.Crash{Value: v, Stack: debug.Stack()}
			}
			select {
			case r.mail <- m:
			case <-ctx.Done():
			}
		}()
		m.msg = cmd()
	}()
}

// receive takes what came of a command.
func (r *Reader) receive(ctx context.Context, msg message) error {
	if msg.crash != nil {
		return msg.crash
	}
	switch got := msg.msg.(type) {
	case tea.BatchMsg:
		for _, cmd := range got {
			r.start(ctx, cmd, msg.asks)
		}
	case tea.QuitMsg:
		r.over = true
	case tea.SuspendMsg:
		if r.Suspend != nil {
			r.Suspend()
		}
	case nil:
	default:
		if r.Opens != nil && r.Opens(got) {
			return r.reopen(ctx, msg)
		}
		_, cmd := r.Model.Update(got)
		r.start(ctx, cmd, msg.asks)
	}
	if !msg.asks {
		return r.overheard()
	}
	if r.busy--; r.busy > 0 || r.over {
		return nil
	}
	return r.tell(true)
}

// reopen takes a message that opens other articles. Their reading is not waited for.
func (r *Reader) reopen(ctx context.Context, msg message) error {
	_, cmd := r.Model.Update(msg.msg)
	if msg.asks {
		r.busy--
	}
	r.start(ctx, cmd, false)
	return r.print(r.opened())
}

// greet says once what is open and how to go on.
func (r *Reader) greet() error {
	if r.greeted || r.Patient && r.Model.Spoken().Busy {
		return nil
	}
	r.greeted = true
	out := []string{"Type a key, or the name of an action, and then Enter: " + r.first(action.Help) + " lists them, " + r.first(action.Back) + " goes back and then quits."}
	return r.print(append(out, r.opened()...))
}

// opened says what is open.
func (r *Reader) opened() []string {
	r.was = r.Model.Spoken()
	out := []string{sentence(r.was.Facts)}
	if r.was.Said != "" {
		out = append(out, sentence(r.was.Said))
	}
	return append(out, here(r.was)...)
}

// first returns the name of an action, and its key where it has one.
func (r *Reader) first(id action.ID) string {
	if key := r.Keys.First(id); key != "" {
		return key
	}
	return string(id)
}

// take does what a line asks for.
func (r *Reader) take(ctx context.Context, line string) error {
	m := r.Model
	c, err := parse(line, r.Keys, m.Scopes(), m.Typing())
	if err != nil {
		return r.print([]string{err.Error()})
	}
	if c.answer {
		r.start(ctx, m.Answer(c.text), true)
	} else {
		r.start(ctx, m.Perform(c.id, c.key, c.count), true)
		if c.text != "" && m.Typing() {
			r.start(ctx, m.Answer(c.text), true)
		}
	}
	if r.busy > 0 {
		return r.said()
	}
	return r.tell(true)
}

// said tells, before what takes a while has ended, what was said about it.
func (r *Reader) said() error {
	now := r.Model.Spoken()
	if now.Said == "" || now.Said == r.was.Said {
		return nil
	}
	r.was.Said = now.Said
	return r.write([]string{sentence(now.Said)})
}

// overheard tells what happened without a key: how far the reading of the articles
// is, and what has come.
func (r *Reader) overheard() error {
	if !r.greeted {
		return nil
	}
	now := r.Model.Spoken()
	was := r.was
	var out []string
	if stage(now.Progress) != stage(was.Progress) && now.Progress != "" {
		out = append(out, now.Progress)
	}
	if now.Facts != was.Facts && !now.Busy {
		out = append(out, sentence(now.Facts))
	}
	if now.Said != was.Said && now.Said != "" {
		out = append(out, sentence(now.Said))
	}
	r.was.Busy, r.was.Progress, r.was.Facts, r.was.Said = now.Busy, now.Progress, now.Facts, now.Said
	if was.Busy && !now.Busy { // all is read
		r.was = now
		out = append(out, here(now)...)
	}
	if out == nil {
		return nil
	}
	return r.print(out)
}

// stage returns what is being done, without how far it is.
func stage(progress string) string {
	s, _, _ := strings.Cut(progress, ",")
	return s
}

// tell prints what is different from before; what the cursor is on when nothing is.
func (r *Reader) tell(always bool) error {
	now := r.Model.Spoken()
	out := difference(r.was, now)
	if len(out) == 0 && always && !r.over {
		out = here(now)
	}
	r.was = now
	return r.print(out)
}

// print writes lines, and then the prompt.
func (r *Reader) print(lines []string) error {
	if err := r.write(lines); err != nil || r.over {
		return err
	}
	_, err := io.WriteString(r.Out, r.Prompt)
	return err
}

func (r *Reader) write(lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	_, err := io.WriteString(r.Out, strings.Join(lines, "\n")+"\n")
	return err
}
