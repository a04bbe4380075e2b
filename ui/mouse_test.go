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
