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
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui"
	"github.com/kreader/kreader/ui/action"
)

// Reader reads with a model. Its fields are set before Run.
type Reader struct {
	Model *ui.Model
	Keys  *action.Keymap // those of the model
	In    io.Reader
	Out   io.Writer
	// Prompt stands where a line may be typed; "" where nobody types.
	Prompt string
	// Suspend stops the program until somebody goes on with it; nil: it cannot be.
	Suspend func()

	mail chan tea.Msg
	was  ui.Spoken
	busy int // commands that a key has started and that have not ended
	over bool
}

// message is what came of a command.
type message struct {
	msg  tea.Msg
	asks bool // a key started it: what it does is waited for
}

// Run reads until the model ends, the lines do, or ctx is done, which is its error.
func (r *Reader) Run(ctx context.Context) error {
	lines, failed := make(chan string), make(chan error, 1)
	go read(ctx, r.In, lines, failed)
	r.mail = make(chan tea.Msg)
	r.start(ctx, r.Model.Init(), false)
	if err := r.greet(); err != nil {
		return err
	}
	for !r.over {
		in := lines
		if r.busy > 0 {
			in = nil
		}
		var err error
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case line := <-in:
			err = r.take(ctx, line)
		case cause := <-failed:
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
		select {
		case r.mail <- message{cmd(), asks}:
		case <-ctx.Done():
		}
	}()
}

// receive takes what came of a command.
func (r *Reader) receive(ctx context.Context, m tea.Msg) error {
	msg := m.(message)
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

// greet says what is open and how to go on.
func (r *Reader) greet() error {
	now := r.Model.Spoken()
	out := []string{now.Facts + ".", "Type a key, or the name of an action, and then Enter: " + r.first(action.Help) + " lists them, " + r.first(action.Back) + " goes back and then quits."}
	r.was = now
	return r.print(append(out, here(now)...))
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
	return r.write([]string{now.Said + "."})
}

// overheard tells what happened without a key: how far the reading of the articles
// is, and what has come.
func (r *Reader) overheard() error {
	now := r.Model.Spoken()
	was := r.was
	var out []string
	if stage(now.Progress) != stage(was.Progress) && now.Progress != "" {
		out = append(out, now.Progress)
	}
	if now.Facts != was.Facts && now.Progress == "" {
		out = append(out, now.Facts+".")
	}
	r.was.Progress, r.was.Facts = now.Progress, now.Facts
	if now.Progress == "" && was.Progress != "" { // all is read
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
