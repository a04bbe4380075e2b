package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
)

// mouse takes a mouse report; coordinates outside the window are ignored.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	if m.dragging {
		m.drag(msg)
		return nil
	}
	if msg.Action != tea.MouseActionPress || m.layout.tooSmall() {
		return nil
	}
	wheel := 0
	switch msg.Button {
	case tea.MouseButtonWheelUp:
		wheel = -3
	case tea.MouseButtonWheelDown:
		wheel = 3
	case tea.MouseButtonLeft:
	default:
		return nil
	}
	m.message = ""
	m.dropPrefix()
	if m.overlay != nil {
		return m.mouseOverlay(msg, wheel)
	}
	if m.covers.now != uncovered {
		return m.coverMouse(msg, wheel)
	}
	if msg.Y == m.layout.header && wheel == 0 {
		_, hits := m.header().Line(m.theme, m.layout.w)
		for _, h := range hits {
			if msg.X >= h.From && msg.X < h.To {
				m.toggleOutlet(h.Outlet)
			}
		}
		return nil
	}
	y, ok := m.layout.in(msg.Y)
	if !ok || msg.X < 0 || msg.X >= m.layout.w || m.line != nil {
		return nil
	}
	over := m.focus
	if m.layout.wide {
		if msg.X == m.layout.divider && wheel == 0 {
			m.dragging = true
			return nil
		}
		over = onTimeline
		if msg.X > m.layout.divider {
			over = onArticle
		}
	}
	switch {
	case wheel != 0 && over == onTimeline:
		m.timeline.Scroll(wheel)
	case wheel != 0:
		id := action.Down
		if wheel < 0 {
			id = action.Up
		}
		for range max(wheel, -wheel) {
			m.viewer.Do(id)
		}
		m.follow()
	case over == onTimeline:
		m.clickTimeline(msg.X, y)
	default:
		m.setFocus(onArticle)
		if m.viewer.ClickRow(y) {
			m.enter()
		}
	}
	return nil
}

// drag moves the line between the panes to where the mouse is, until its button is let
// go.
func (m *Model) drag(msg tea.MouseMsg) {
	if msg.Action != tea.MouseActionMotion || !m.layout.wide {
		m.dragging = false
		return
	}
	if split := min(max((msg.X*100+m.layout.w-1)/m.layout.w, minSplit), maxSplit); split != m.split {
		m.split = split
		m.resize(m.layout.w, m.layout.h)
	}
}

// clickTimeline chooses the event at a row; a second click on it goes there.
func (m *Model) clickTimeline(x, y int) {
	if m.timeline.ClickAxis(x, y) {
		m.setFocus(onTimeline)
		m.preview()
		return
	}
	was, wasPassage := m.timeline.At()
	hadFocus := m.focus == onTimeline
	m.setFocus(onTimeline)
	if !m.timeline.ClickRow(y) {
		return
	}
	event, passage := m.timeline.At()
	if hadFocus && event == was && passage == wasPassage {
		m.enter()
		return
	}
	m.choose(event, passage)
}

// giveMouse leaves the mouse to the terminal, so that it selects, or takes it
// back.
func (m *Model) giveMouse() tea.Cmd {
	m.mouseOn = !m.mouseOn
	if m.mouseOn {
		m.say("the mouse is kreader's again")
		return tea.EnableMouseCellMotion
	}
	m.say("the mouse selects in the terminal" + m.hint(action.Mouse, "takes it back"))
	return tea.DisableMouse
}
