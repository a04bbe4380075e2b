package ui

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/theme"
)

func mono() *theme.Theme { return theme.New(theme.Options{Dark: true, Profile: theme.Ascii}) }

// open returns a model that shows c in a window, when what it said at first has
// gone.
func open(c *model.Collection, w, h int) *Model {
	m := begin(c, w, h)
	m.message = ""
	return m
}

// begin returns a model that has just been started.
func begin(c *model.Collection, w, h int) *Model {
	m := New(Options{Theme: mono(), Title: "untitled", Collection: c, Shelf: shelfOf()})
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

// press sends keys, by the names that bubbletea gives them.
func press(m *Model, keys ...string) tea.Cmd {
	var cmd tea.Cmd
	for _, k := range keys {
		_, cmd = m.Update(keyMsg(k))
		for cmd != nil && m.overlay != nil && (m.overlay.kind == paletteSheet || m.overlay.kind == huntSheet) {
			_, cmd = m.Update(cmd()) // what is found comes at once
		}
	}
	return cmd
}

var keyTypes = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "ctrl+left": tea.KeyCtrlLeft, "ctrl+right": tea.KeyCtrlRight, "ctrl+a": tea.KeyCtrlA, "ctrl+e": tea.KeyCtrlE, "f1": tea.KeyF1, "ctrl+c": tea.KeyCtrlC, "ctrl+z": tea.KeyCtrlZ, "ctrl+l": tea.KeyCtrlL,
	"ctrl+d": tea.KeyCtrlD, "ctrl+u": tea.KeyCtrlU,
	"ctrl+r": tea.KeyCtrlR, "ctrl+f": tea.KeyCtrlF, "ctrl+b": tea.KeyCtrlB, "ctrl+w": tea.KeyCtrlW, "ctrl+h": tea.KeyCtrlH, "ctrl+o": tea.KeyCtrlO,
	"ctrl+n": tea.KeyCtrlN, "ctrl+p": tea.KeyCtrlP, "ctrl+j": tea.KeyCtrlJ, "ctrl+k": tea.KeyCtrlK,
	" ": tea.KeySpace,
}

func keyMsg(k string) tea.KeyMsg {
	if rest, ok := strings.CutPrefix(k, "alt+"); ok && len(rest) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(rest), Alt: true}
	}
	if c, ok := strings.CutPrefix(k, "alt+"); ok {
		msg := keyMsg(c)
		msg.Alt = true
		return msg
	}
	if t, ok := keyTypes[k]; ok {
		msg := tea.KeyMsg{Type: t}
		if t == tea.KeySpace {
			msg.Runes = []rune{' '}
		}
		return msg
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
}

// drain runs a command and what follows from it, as the program would, and feeds the
// messages back.
func drain(t *testing.T, m *Model, cmd tea.Cmd) {
	t.Helper()
	msgs := make(chan tea.Msg)
	waiting := 0
	start := func(cmd tea.Cmd) {
		if cmd != nil {
			waiting++
			go func() { msgs <- cmd() }()
		}
	}
	start(cmd)
	deadline := time.After(5 * time.Second)
	for waiting > 0 {
		select {
		case msg := <-msgs:
			waiting--
			switch msg := msg.(type) {
			case tea.BatchMsg:
				for _, c := range msg {
					start(c)
				}
			case tea.QuitMsg:
				return
			default:
				_, cmd := m.Update(msg)
				start(cmd)
			}
		case <-deadline:
			t.Fatal("the commands do not end")
		}
	}
}
