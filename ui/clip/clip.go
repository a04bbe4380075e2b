// Package clip puts text on the clipboard in both of the ways there are: by
// asking the terminal (OSC 52), which also works at the other end of a
// connection, and by the command that the desktop has for it.
//
// Nothing is looked for before there is something to copy, so that it costs the
// start of the program nothing. github.com/atotto/clipboard does the second way
// as well, but looks along PATH in its init function, which takes long where
// PATH leads into another system's disks.
package clip

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"unicode/utf16"

	"github.com/aymanbagabas/go-osc52/v2"
)

// mostForTerminal is how many bytes a terminal is asked to take: xterm and those
// that follow it take 100,000 of base64, others fewer.
const mostForTerminal = 74_000

// Sequence returns what asks the terminal to put text on the clipboard, wrapped
// so that tmux and GNU screen let it through; ok is false when the text is too
// long for that. getenv is os.Getenv in the program.
func Sequence(text string, getenv func(string) string) (seq string, ok bool) {
	if len(text) > mostForTerminal {
		return "", false
	}
	s := osc52.New(text)
	switch {
	case getenv("TMUX") != "":
		// Which of the two tmux heeds is a matter of its settings set-clipboard
		// and allow-passthrough.
		return s.String() + s.Tmux().String(), true
	case getenv("STY") != "":
		return s.Screen().String(), true
	}
	return s.String(), true
}

// command is a program that takes a text from its standard input to the
// clipboard.
type command struct {
	needs string // the variable that must be set
	argv  []string
	wide  bool // it takes UTF-16
}

// commands are the programs in the order in which they are tried.
var commands = map[string][]command{
	"darwin":  {{argv: []string{"pbcopy"}}},
	"windows": {{argv: []string{"clip.exe"}, wide: true}},
	"": {
		{needs: "TMUX", argv: []string{"tmux", "load-buffer", "-w", "-"}},
		{needs: "WAYLAND_DISPLAY", argv: []string{"wl-copy"}},
		{needs: "DISPLAY", argv: []string{"xclip", "-in", "-selection", "clipboard"}},
		{needs: "DISPLAY", argv: []string{"xsel", "--input", "--clipboard"}},
		{needs: "TERMUX_VERSION", argv: []string{"termux-clipboard-set"}},
		{needs: "WSL_DISTRO_NAME", argv: []string{"clip.exe"}, wide: true},
	},
}

// ErrNone is returned where the desktop has no command for it, or there is none.
var ErrNone = errors.New("no program for the clipboard was found (wl-copy, xclip, xsel)")

// Write puts text on the clipboard by a command of the desktop on system goos.
func Write(ctx context.Context, goos, text string, getenv func(string) string) error {
	list, ok := commands[goos]
	if !ok {
		list = commands[""]
	}
	for _, c := range list {
		if c.needs != "" && getenv(c.needs) == "" {
			continue
		}
		path, err := exec.LookPath(c.argv[0])
		if err != nil {
			continue
		}
		cmd := exec.CommandContext(ctx, path, c.argv[1:]...)
		in := text
		if c.wide {
			in = wide(text)
		}
		cmd.Stdin = strings.NewReader(in)
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%s: %w", c.argv[0], err)
		}
		return nil
	}
	return ErrNone
}

// wide returns text in UTF-16, little end first, with a mark that says so.
func wide(text string) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}
