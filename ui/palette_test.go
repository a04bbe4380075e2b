package ui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/uitest"
)

// letters returns the keys that type a text.
func letters(text string) []string { return strings.Split(text, "") }

func TestPaletteGoesThere(t *testing.T) {
	for _, tt := range []struct {
		typed string
		at    func(*Model) bool
	}{
		{"first tram", func(m *Model) bool {
			return m.data.Events[m.sel.event].Title == "First tram crosses" && m.focus == onArticle
		}},
		{"#silence", func(m *Model) bool { return m.data.Articles[m.sel.article].ID == "review" && m.focus == onArticle }},
		{"@courier", func(m *Model) bool {
			h := m.timeline.Filter().Hidden
			return len(h) == 4 && !h[0] && h[1] && h[2] && h[3] && strings.Contains(m.message, "0 drops the filters")
		}},
		{":only differ", func(m *Model) bool { return m.timeline.Filter().Differences }},
		{":all differ", func(m *Model) bool { return m.overlay.kind == differenceSheet }},
		{"what could not", func(m *Model) bool { return m.overlay.kind == diagnosticSheet }},
		{":search in", func(m *Model) bool { return m.line != nil && m.overlay == nil }},
	} {
		m := open(uitest.Sample(true), 120, 40)
		press(m, "ctrl+p")
		press(m, letters(tt.typed)...)
		press(m, "enter")
		if !tt.at(m) {
			t.Errorf("%q leads to:\n%s", tt.typed, uitest.Plain(m.View()))
		}
	}
}

func TestPaletteKnowsWhatWasChosen(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "ctrl+p")
	press(m, append(letters("petition"), "enter")...)
	press(m, ":")
	press(m, append(letters("wider"), "enter")...)
	if m.split == usualSplit {
		t.Error("the command was not done")
	}
	press(m, "ctrl+p")
	if f := m.find.results.Found; len(f) < 2 || f[0].Label != "timeline wider" || f[1].Label != "Petition to close the bridge" {
		t.Errorf("what was chosen last does not come first:\n%s", uitest.Plain(m.View()))
	}
	press(m, "esc")
	if m.line != nil || m.overlay != nil {
		t.Error("Esc does not close the palette")
	}
}

func TestPaletteIsDrawnWithWhatIsTyped(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "ctrl+p")
	stale := m.findTyped()
	press(m, append(letters(":zzz"), "enter")...)
	if m.overlay == nil {
		t.Error("Enter on nothing closes the palette")
	}
	m.Update(stale())
	if len(m.find.results.Found) != 0 {
		t.Error("what was found of an earlier text is shown")
	}
	m.Update(arrived{data: prepare(uitest.Large(60), m.theme, &m.load.seats)})
	press(m, "backspace", "backspace", "backspace", "backspace", "backspace")
	if m.overlay != nil || m.line != nil {
		t.Error("a backspace too many does not close the palette")
	}
}

func TestPaletteMouse(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "ctrl+p")
	press(m, letters("first")...)
	s := m.overlay
	m.Update(tea.MouseMsg{X: s.x + 5, Y: s.y + 1 + s.head(), Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	if m.overlay != nil || m.line != nil || !strings.HasPrefix(m.data.Events[m.sel.event].Title, "First") {
		t.Errorf("a click on the first row leads to event %d", m.sel.event)
	}
	press(m, "ctrl+p")
	m.Update(tea.MouseMsg{X: 0, Y: 39, Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	if m.overlay != nil || m.line != nil {
		t.Error("a click outside does not close the palette")
	}
}

// TestPaletteDoesNotGrow holds that what a key does in the palette does not
// grow with the collection: finding is a command of its own.
func TestPaletteDoesNotGrow(t *testing.T) {
	var allocs []float64
	for _, n := range []int{100, 10000} {
		m := open(uitest.Large(n), 120, 40)
		press(m, "ctrl+p")
		allocs = append(allocs, testing.AllocsPerRun(20, func() {
			m.Update(keyMsg("n"))
			m.View()
			m.Update(keyMsg("backspace"))
		}))
	}
	if allocs[1] > 1.2*allocs[0]+50 {
		t.Errorf("a key allocates %v times with 100 events and with 10,000", allocs)
	}
}
