package ui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
)

// A number typed before a key says how often, or how far. It is kept until the
// next key that is no digit.

// maxCount bounds it: nothing is that long, and a key must not take for ever.
const maxCount = 9999

// counted are the actions that a number repeats.
var counted = []action.ID{
	action.Down, action.Up, action.HalfPageDown, action.HalfPageUp, action.PageDown, action.PageUp,
	action.NextPart, action.PrevPart, action.NextPassage, action.PrevPassage, action.NextEvent, action.PrevEvent,
	action.NextArticle, action.PrevArticle, action.NextMatch, action.PrevMatch, action.JumpBack, action.JumpForward,
}

// countDigit takes a digit of a number. A key that is bound is none, unless a
// number has begun.
func (m *Model) countDigit(key string, bound bool) bool {
	if len(key) != 1 || key[0] < '0' || key[0] > '9' || m.prefix.keys != "" || m.line != nil {
		return false
	}
	if m.count == 0 && (bound || key == "0") {
		return false
	}
	m.count = min(m.count*10+int(key[0]-'0'), maxCount)
	m.say(fmt.Sprint(m.count))
	return true
}

// times performs an action as often as the number before it says; of those that
// go to a place, to the place that it says.
func (m *Model) times(id action.ID, key string) tea.Cmd {
	n := m.count
	m.count = 0
	switch {
	case n == 0:
		return m.act(id, key)
	case id == action.Bottom || id == action.Percent:
		m.goTo(id, n)
		return nil
	case !slices.Contains(counted, id):
		return m.act(id, key)
	}
	var cmd tea.Cmd
	for range n {
		m.message = ""
		if cmd = m.act(id, key); m.message != "" && cmd == nil { // it says that it goes no further
			break
		}
	}
	return cmd
}

// goTo goes to the n-th paragraph, event or row, or to so many hundredths of
// what has the keys.
func (m *Model) goTo(id action.ID, n int) {
	percent := id == action.Percent
	if percent && n > 100 {
		m.say("there are a hundred hundredths")
		return
	}
	switch {
	case m.overlay != nil:
		m.overlay.goTo(n, percent)
	case m.covers.now == covering:
		m.covers.matrix.GoTo(n)
	case m.covers.now == comparing:
		if m.covers.compare.GoTo(n) {
			m.choose(m.sel.event, m.covers.compare.At())
		}
	case m.focus == onArticle:
		m.viewer.GoTo(n, percent)
		m.follow()
	case m.timeline.GoTo(n, percent):
		m.preview()
	default:
		m.sayNone("there is no event to move to")
	}
}

// goTo moves to the n-th row of a sheet, from 1, or to so many hundredths.
func (s *sheet) goTo(n int, percent bool) {
	to := n - 1
	if percent {
		to = (s.count - 1) * n / 100
	}
	if s.draw != nil {
		s.cursor = to
	} else {
		s.offset = to
	}
	s.reveal()
}
