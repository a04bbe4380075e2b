package cli

import (
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/term"
)

// terminal is the terminal that kreader is read on.
type terminal struct {
	keys    *os.File
	out     *screenWriter
	before  *term.State // of keys, when kreader was started
	replies replies
	spoken  bool // it shows no screen: lines come in and go out, and nothing else
}

// answerBound returns how long kreader waits for the terminal to say what
// colour its background is. A terminal on this machine takes a millisecond or
// two, one at the other end of a connection a round trip, and the articles are
// read in the meantime; one that never answers costs this much.
func answerBound() time.Duration {
	if os.Getenv("SSH_CONNECTION") != "" || os.Getenv("SSH_TTY") != "" {
		return 100 * time.Millisecond
	}
	return 40 * time.Millisecond
}

// question is what is not known yet about the terminal's background.
type question struct {
	dark     bool      // unless the terminal says otherwise
	deadline time.Time // zero when the terminal was not asked
}

// ask finds out whether the background is dark: from the theme, when it is for
// one ("dark" or "light") only, from COLORFGBG, or else by asking the terminal.
// The answer is got later, with answer.
func (t *terminal) ask(background string) question {
	if t.spoken {
		return question{dark: true}
	}
	t.before, _ = term.GetState(t.keys.Fd())
	if background == "" {
		background = fromColorFGBG(os.Getenv("COLORFGBG"))
	}
	if background != "" || !answers(os.Getenv("TERM")) || t.before == nil {
		return question{dark: background != "light"}
	}
	if _, err := term.MakeRaw(t.keys.Fd()); err != nil { // else the answer is echoed
		return question{dark: true}
	}
	// What the background is (xterm, OSC 11), then what the terminal is (DA1).
	// Every terminal answers the second, in order, so that one that does not
	// know the first is not waited for.
	if _, err := io.WriteString(t.out, "\x1b]11;?\x1b\\\x1b[c"); err != nil {
		return question{dark: true}
	}
	t.replies.owed = time.Now().Add(lateBound)
	return question{dark: true, deadline: time.Now().Add(answerBound())}
}

// answer waits for the answer to q and gives the terminal back as it was.
func (t *terminal) answer(q question) (dark bool) {
	if q.deadline.IsZero() {
		return q.dark
	}
	buf := make([]byte, 256)
	for !t.replies.known {
		if !readable(t.keys, time.Until(q.deadline)) {
			break
		}
		n, err := t.keys.Read(buf)
		if err != nil {
			break
		}
		t.replies.ahead = append(t.replies.ahead, t.replies.take(buf[:n])...)
	}
	_ = term.Restore(t.keys.Fd(), t.before)
	if b, ok := t.replies.background(); ok {
		return b
	}
	return q.dark
}

// answers reports whether terminals of that name can be asked. The others show
// the question, or take it for something else.
func answers(name string) bool {
	for _, p := range []string{"linux", "vt", "cons", "ansi", "sun", "eterm"} {
		if strings.HasPrefix(strings.ToLower(name), p) {
			return false
		}
	}
	return canAsk
}

// fromColorFGBG reads the variable that rxvt and its kin set: the numbers of
// the colours of text and background, such as "15;0".
func fromColorFGBG(v string) string {
	i := strings.LastIndexByte(v, ';')
	if i < 0 {
		return ""
	}
	n, err := strconv.Atoi(v[i+1:])
	switch {
	case err != nil || n < 0 || n > 15:
		return ""
	case n == 7 || n > 8:
		return "light"
	}
	return "dark"
}

// typed gives the program the keys that were typed before it began to read.
func (t *terminal) typed(p *tea.Program) {
	ahead := t.replies.ahead
	t.replies.ahead = nil
	if len(ahead) == 0 {
		return
	}
	go func() {
		for _, r := range string(ahead) {
			switch {
			case r == '\r':
				p.Send(tea.KeyMsg{Type: tea.KeyEnter})
			case r == ' ':
				p.Send(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
			case r < ' ' || r == 0x7f: // KeyType of a control key is its code
				p.Send(tea.KeyMsg{Type: tea.KeyType(r)})
			default:
				p.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
			}
		}
	}()
}

// restore gives the terminal back by force, when the program is stuck.
func (t *terminal) restore() {
	if t.before != nil {
		_ = term.Restore(t.keys.Fd(), t.before)
	}
	written := make(chan struct{})
	go func() {
		// Off: mouse, paste marks, alternate screen; on: cursor.
		_, _ = io.WriteString(t.out, "\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?1049l\x1b[?25h")
		close(written)
	}()
	select {
	case <-written:
	case <-time.After(100 * time.Millisecond):
	}
}
