package ui

import (
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
