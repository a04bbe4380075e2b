package ui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/uitest"
)

func TestMouse(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	click := func(x, y int) {
		m.Update(tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	}
	row := func(words string) int {
		for y, l := range strings.Split(uitest.Plain(m.View()), "\n") {
			if strings.Contains(l, words) {
				return y
			}
		}
		t.Fatalf("%q is not on the screen", words)
		return 0
	}
	click(12, row("First stone laid"))
	if m.data.Events[m.sel.event].Title != "First stone laid" || m.focus != onTimeline {
		t.Errorf("a click chose event %d", m.sel.event)
	}
	click(12, row("First stone laid"))
	if m.focus != onArticle {
		t.Error("a second click does not go to the article")
	}
	x := strings.Index(uitest.Plain(m.View()), "Lune Courier")
	click(len([]rune(uitest.Plain(m.View())[:x])), 0)
	if h := m.timeline.Filter().Hidden; len(h) == 0 || !h[0] {
		t.Error("a click on the legend does not hide the outlet")
	}
	for _, xy := range [][2]int{{-5, -5}, {9999, 9999}, {0, 9999}, {223, 223}} {
		click(xy[0], xy[1])
		m.Update(tea.MouseMsg{X: xy[0], Y: xy[1], Action: tea.MouseActionPress, Button: tea.MouseButtonWheelDown})
	}
	m.View()
}

// TestDragTheDivider holds that the line between the panes goes with the mouse while
// its button is held, no further than the keys move it, and then stays.
func TestDragTheDivider(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	send := func(x int, action tea.MouseAction) {
		m.Update(tea.MouseMsg{X: x, Y: 9, Action: action, Button: tea.MouseButtonLeft})
	}
	event, at := m.sel.event, m.layout.divider
	if send(at+9, tea.MouseActionMotion); m.layout.divider != at {
		t.Error("it moves without being held")
	}
	send(at, tea.MouseActionPress)
	for _, tt := range [][2]int{{66, 66}, {48, 48}, {3, 28}, {119, 72}, {60, 60}} {
		if send(tt[0], tea.MouseActionMotion); m.layout.divider != tt[1] {
			t.Errorf("drawn to column %d it is at %d, want %d", tt[0], m.layout.divider, tt[1])
		}
		uitest.Exact(t, "while it is drawn", m.View(), 120, 40, true)
	}
	send(60, tea.MouseActionRelease)
	if send(90, tea.MouseActionMotion); m.layout.divider != 60 || m.sel.event != event || m.focus != onTimeline {
		t.Errorf("let go, it is at %d; event %d is chosen", m.layout.divider, m.sel.event)
	}
	send(60, tea.MouseActionPress)
	m.Update(tea.WindowSizeMsg{Width: 60, Height: 20}) // there is none any more
	send(30, tea.MouseActionMotion)
	uitest.Exact(t, "in a narrow window", m.View(), 60, 20, true)
}
