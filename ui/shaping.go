package ui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/timeline"
)

// shaping is the laying out of another view of the timeline. Of a large collection it
// is done in a command; what comes back of a view that is not wanted any more is
// dropped.
type shaping struct {
	gen   int
	going bool
	view  timeline.View // that is wanted
	then  func()        // what is done when it is there
	cmd   tea.Cmd       // that is to be begun
}

// shaped carries a view to Update.
type shaped struct {
	gen   int
	of    *timeline.Index
	shape *timeline.Shape
}

// view returns which events the timeline shows, or will in a moment.
func (m *Model) view() timeline.View {
	if m.shaping.going {
		return m.shaping.view
	}
	return m.timeline.Filter()
}

// setView changes what the timeline shows, and does then what depends on it: at once,
// or when it is laid out. Where another view is wanted before that, what depended on
// the first is not done.
func (m *Model) setView(v timeline.View, then func()) {
	s := &m.shaping
	s.gen++
	s.cmd = nil
	var x *timeline.Index
	if m.data != nil {
		x = m.data.index
	}
	if x.AtHand(v) {
		s.going = false
		m.timeline.SetShape(x.Shape(v))
		then()
		return
	}
	s.going, s.view, s.then = true, v, then
	gen := s.gen
	s.cmd = guard(func() tea.Msg { return shaped{gen, x, x.Shape(v)} })
}

// showView shows another collection, that of the model, keeping the event of the
// cursor when old tells which one that is. A view that is not at hand comes later; until
// then there are all events.
func (m *Model) showView(v timeline.View, event int) {
	d := m.data
	m.shaping.gen++
	m.shaping.going, m.shaping.cmd = false, nil
	if d.index.AtHand(v) {
		m.timeline.Show(d.index.Shape(v), d.outlets, event)
		return
	}
	m.timeline.Show(d.index.Shape(timeline.View{Zoom: timeline.AllEvents}), d.outlets, event)
	m.setFilter(v)
}

// takeShape shows a view that has been laid out.
func (m *Model) takeShape(msg shaped) {
	s := &m.shaping
	if msg.gen != s.gen || m.data == nil || msg.of != m.data.index {
		return
	}
	s.going = false
	m.timeline.SetShape(msg.shape)
	s.then()
}

// due returns cmd, and with it what has come due besides.
func (m *Model) due(cmd tea.Cmd) tea.Cmd {
	if shape := m.shaping.cmd; shape != nil {
		m.shaping.cmd = nil
		cmd = tea.Batch(cmd, shape)
	}
	return cmd
}

// setFilter changes what the timeline shows. The selection stays; when it is
// hidden, the nearest that is left is chosen.
func (m *Model) setFilter(v timeline.View) { m.filter(v, func() {}) }

// filter is setFilter, and does then what depends on it.
func (m *Model) filter(v timeline.View, then func()) {
	m.setView(v, func() {
		m.timeline.SelectNear(m.sel.event, m.sel.passage)
		if m.sel.passage >= 0 && !slices.Contains(m.passages(m.sel.event), m.sel.passage) {
			m.sel.passage = -1
		}
		m.preview()
		m.follow()
		then()
	})
}
