package ui

import (
	"maps"
	"slices"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/uitest"
)

// TestMemory holds that the next time each article is where it was left, the
// last one open, also when its beginning comes before the events.
func TestMemory(t *testing.T) {
	m := open(uitest.Large(400), 120, 20)
	press(m, "a", "home", "5", "j", "enter", "d", "d", "j")
	first := uitest.Plain(m.viewer.View())
	press(m, "]", "d", "j", "j")
	second := uitest.Plain(m.viewer.View())
	kept, chosen := m.Memory(), m.sel
	if kept.Article != m.data.Articles[m.sel.article].ID || len(kept.Places) < 2 {
		t.Fatalf("kept: %+v", kept)
	}
	m = New(Options{Theme: mono(), Memory: kept})
	m.Update(tea.WindowSizeMsg{Width: 90, Height: 20})
	m.show(prepare(uitest.Large(400), m.theme, &m.load.seats))
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	if got := uitest.Plain(m.viewer.View()); got != second {
		t.Errorf("the last article shows\n%s\nwas\n%s", got, second)
	}
	if at, _ := m.timeline.At(); m.sel != chosen || at != chosen.event {
		t.Errorf("chosen is %v, was %v; the timeline is at event %d", m.sel, chosen, at)
	}
	press(m, "[")
	if got := uitest.Plain(m.viewer.View()); got != first {
		t.Errorf("the article before shows\n%s\nwas\n%s", got, first)
	}
	m = New(Options{Theme: mono(), Memory: kept, Collection: uitest.Sample(true)})
	if m.sel.event != m.data.central {
		t.Error("another collection does not begin at its central event")
	}
}

// TestColoursAreKept opens a collection whose articles come in another
// order the next time.
func TestColoursAreKept(t *testing.T) {
	t.Parallel()
	c := uitest.Sample(true)
	first := New(Options{Theme: mono(), Collection: c})
	marks := func(m *Model) map[string]string {
		out := map[string]string{}
		for _, o := range m.data.outlets {
			out[o.Name] = o.Mark
		}
		return out
	}
	kept := first.Memory()
	if len(kept.Outlets) != len(c.Outlets) {
		t.Fatalf("%q are kept of %q", kept.Outlets, c.Outlets)
	}
	other := *c
	other.Outlets = slices.Clone(c.Outlets)
	slices.Reverse(other.Outlets)
	fresh, again := New(Options{Theme: mono(), Collection: &other}), New(Options{Theme: mono(), Collection: &other, Memory: kept})
	if !maps.Equal(marks(first), marks(again)) {
		t.Errorf("marks change from %v to %v", marks(first), marks(again))
	}
	if maps.Equal(marks(first), marks(fresh)) {
		t.Error("the order of the outlets makes no difference: this test shows nothing")
	}
}
