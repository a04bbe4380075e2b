package ui

import (
	"runtime"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/timeline"
	"github.com/kreader/kreader/ui/uitest"
)

// Of a large collection what takes long is laid out in a command. What the reader does
// meanwhile counts, and what comes too late does not.
func TestLargeViewsComeLater(t *testing.T) {
	m := open(uitest.Large(6000), 120, 30)
	if z := m.timeline.Filter().Zoom; z != timeline.KeyEvents {
		t.Fatalf("it opens with zoom %v", z)
	}
	if cmd := press(m, "+"); cmd != nil || m.timeline.Filter().Zoom != timeline.AllEvents || m.message != "all events" {
		t.Errorf("all events do not come at once: %q", m.message)
	}
	press(m, "J", "J")
	sel := m.sel
	cmd := press(m, "+")
	if m.timeline.Filter().Zoom != timeline.AllEvents || m.view().Zoom != timeline.WithPassages || m.memory.Zoom != timeline.WithPassages.String() {
		t.Errorf("zoom %v is shown, %v wanted", m.timeline.Filter().Zoom, m.view().Zoom)
	}
	settle(m, cmd)
	if m.timeline.Filter().Zoom != timeline.WithPassages || m.message != "all events with their passages" || m.sel != sel {
		t.Errorf("zoom %v: %q, %+v, was %+v", m.timeline.Filter().Zoom, m.message, m.sel, sel)
	}
	press(m, "-", "f")
	first := press(m, "7")
	second := press(m, "7")
	if n, of := m.timeline.Shown(); n != of {
		t.Errorf("%d of %d events are shown before any was looked for", n, of)
	}
	settle(m, second)
	n, _ := m.timeline.Shown()
	settle(m, first)
	if again, _ := m.timeline.Shown(); n == 6000 || again != n || !strings.HasSuffix(m.line.result, "of 6000 events") {
		t.Errorf("%d events, then %d: %q", n, again, m.line.result)
	}
	late := press(m, "7")
	press(m, "esc")
	settle(m, late)
	if n, of := m.timeline.Shown(); n != of || m.sel != sel {
		t.Errorf("after Esc %d events are shown, %+v chosen, was %+v", n, m.sel, sel)
	}
}

// Another collection that comes meanwhile is shown as was wanted.
func TestLargeViewOfAnotherCollection(t *testing.T) {
	m := open(uitest.Large(6000), 120, 30)
	press(m, "+", "J")
	late := press(m, "+")
	title := m.data.Events[m.sel.event].Title
	d := prepare(uitest.Large(6003), m.theme, &m.load.seats)
	_, cmd := m.Update(arrived{data: d})
	settle(m, late)
	if m.timeline.Filter().Zoom != timeline.AllEvents || m.view().Zoom != timeline.WithPassages || m.data.Events[m.sel.event].Title != title {
		t.Errorf("zoom %v is shown, %v wanted", m.timeline.Filter().Zoom, m.view().Zoom)
	}
	for m.shaping.going { // among what else it has asked for, which waits for more
		settle(m, shapeOf(m, cmd))
	}
	if _, of := m.timeline.Shown(); m.timeline.Filter().Zoom != timeline.WithPassages || of != 6003 || m.data.Events[m.sel.event].Title != title {
		t.Errorf("zoom %v of %d events", m.timeline.Filter().Zoom, of)
	}
}

// shapeOf returns the command that lays out, of those that an Update has asked for.
func shapeOf(m *Model, cmd tea.Cmd) tea.Cmd {
	all, ok := cmd().(tea.BatchMsg)
	if !ok {
		return cmd
	}
	return all[len(all)-1]
}

// TestKeysDoNotGrow holds that what a key makes does not grow with the collection.
func TestKeysDoNotGrow(t *testing.T) {
	sizes := []int{5000, 25000}
	var ms []*Model
	for _, n := range sizes {
		ms = append(ms, open(uitest.Large(n), 120, 40))
	}
	for _, keys := range [][]string{
		{"j", "k"}, {"J", "K"}, {"n", "N"}, {"pgdown", "pgup"}, {"G", "home"}, {"+", "-"}, {"+", "+", "-", "-"}, {"f", "7", "7", "esc"}, {"f", "7", "enter", "0"},
		{"!"}, {"!"}, {"t", "t"}, {"g", "t", "2", "0", "0", "1", "enter"}, {"4", "2", "G"}, {"5", "0", "%"}, {"{", "}"}, {"alt+1", "alt+1"}, {"w", "esc"}, {"enter", "j", "tab"},
		{"resize"}, {"click"}, {"m", "j", "esc"}, {"a", "esc"}, {"o", "esc"}, {"g", "d", "esc"}, {"c", "esc"}, {"ctrl+p", "esc"}, {"?", "esc"}, {"B", "g", "B"}, {"g", "n", "esc"},
	} {
		made := make([]uint64, len(ms))
		for i, m := range ms {
			for range 3 { // what is made only once does not count
				if n := makes(m, keys); made[i] == 0 || n < made[i] {
					made[i] = n
				}
			}
		}
		if made[1] > made[0]+made[0]/2+32<<10 {
			t.Errorf("%q makes %d bytes in a collection of %d events, %d in one of %d", keys, made[0], sizes[0], made[1], sizes[1])
		}
	}
}

// makes returns how many bytes keys allocate.
func makes(m *Model, keys []string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, k := range keys {
		switch k {
		case "resize":
			m.Update(tea.WindowSizeMsg{Width: 140, Height: 40})
			m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		case "click":
			m.Update(tea.MouseMsg{X: 12, Y: 2, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
		default:
			press(m, k)
		}
		m.View()
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
