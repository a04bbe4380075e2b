package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// looks are three themes, of which one has a fault.
func looks() Looks {
	return Looks{
		Now: "none",
		List: func() []Look {
			return []Look{{"dark", "a dark one"}, {"light", "a light one"}, {"broken", ""}, {"none", "no colour"}}
		},
		Make: func(name string) (*theme.Theme, error) {
			switch name {
			case "broken":
				return nil, errors.New("theme broken: line 3")
			case "none":
				return mono(), nil
			}
			return theme.New(theme.Options{Dark: name == "dark", Profile: theme.TrueColor}), nil
		},
	}
}

// settle performs commands and what comes of them, batches too.
func settle(m *Model, cmd tea.Cmd) {
	for cmd != nil {
		msg := cmd()
		cmd = nil
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				settle(m, c)
			}
		} else if msg != nil {
			_, cmd = m.Update(msg)
		}
	}
}

func TestThemesAreTried(t *testing.T) {
	for name, before := range map[string][]string{"panes": {"J", "tab", "d"}, "comparison": {"c"}, "table": {"m", "l"}} {
		// what the screen is like when it began in a theme
		as := func(theme string) string {
			look, _ := looks().Make(theme)
			m := New(Options{Theme: look, Collection: uitest.Sample(true)})
			m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
			press(m, before...)
			m.message = ""
			return m.View()
		}
		m := New(Options{Theme: mono(), Looks: looks(), Collection: uitest.Sample(true)})
		m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
		press(m, before...)
		in := func(what, theme string) {
			t.Helper()
			if m.message = ""; m.View() != as(theme) {
				t.Errorf("%s, %s: the screen is not in theme %s (-want +got):\n%s", name, what, theme, cmp.Diff(as(theme), m.View()))
			}
		}
		settle(m, press(m, "T"))
		if f := uitest.Plain(m.View()); !strings.Contains(f, "─ Theme ─") || !strings.Contains(f, "a light one") {
			t.Fatalf("%s: no list:\n%s", name, f)
		}
		settle(m, press(m, "home"))
		if m.theme.Profile != theme.TrueColor || m.overlay == nil {
			t.Errorf("%s: the theme at the cursor is not seen", name)
		}
		settle(m, press(m, "esc"))
		in("after Esc", "none")
		settle(m, press(m, "T"))
		settle(m, press(m, "home"))
		settle(m, press(m, "j"))
		settle(m, press(m, "enter"))
		if kept := m.Memory().Theme; kept != "light" || !strings.Contains(m.message, "the next time too") {
			t.Errorf("%s: kept %q and said %q", name, kept, m.message)
		}
		in("after Enter", "light")
		settle(m, press(m, "T"))
		settle(m, press(m, "j"))
		if !strings.Contains(m.message, "line 3") {
			t.Errorf("%s: of a fault it says %q", name, m.message)
		}
		settle(m, press(m, "?"))
		settle(m, press(m, "?"))
		in("after another sheet", "light")
	}
}

// TestThemeOfWhatComes holds that a collection that comes while a theme is being
// made is shown in that theme, and that the outlets keep their places.
func TestThemeOfWhatComes(t *testing.T) {
	m := New(Options{Theme: mono(), Looks: looks(), Collection: uitest.Sample(false), Load: nil})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	settle(m, press(m, "T"))
	cmd := press(m, "home")
	m.Update(arrived{data: prepare(uitest.Sample(true), m.theme, &m.load.seats)})
	settle(m, cmd)
	settle(m, press(m, "enter"))
	if got := m.data.outlets[0]; got.Style == (theme.Style{}) || got.Mark != "●" {
		t.Errorf("the first outlet is shown as %+v", got)
	}
	later := m.load.prep(Update{Collection: uitest.Sample(true)})
	for i := range later.outlets {
		if later.outlets[i] != m.data.outlets[i] {
			t.Errorf("outlet %d is shown as %+v, then %+v", i, m.data.outlets[i], later.outlets[i])
		}
	}
}

// TestThemeIsFixed holds that the reader is told when something else names the
// theme the next time, and when there is none to choose.
func TestThemeIsFixed(t *testing.T) {
	l := looks()
	l.Fixed = "config.toml"
	m := New(Options{Theme: mono(), Looks: l, Collection: &model.Collection{}})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	settle(m, press(m, "T"))
	settle(m, press(m, "home"))
	if settle(m, press(m, "enter")); !strings.Contains(m.message, "config.toml names another") {
		t.Errorf("it says %q", m.message)
	}
	m = open(uitest.Sample(true), 80, 20)
	if press(m, "T"); m.message != "there is no other theme" {
		t.Errorf("without themes it says %q", m.message)
	}
	if got := m.keys.First(action.Theme); got != "T" {
		t.Errorf("the key is %q", got)
	}
}

// What was found meanwhile stays listed when a theme comes.
func TestThemeComesWhileFinding(t *testing.T) {
	m := New(Options{Theme: mono(), Collection: uitest.Sample(true), Looks: looks()})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	late := m.tailor(m.looks.gen, "light")
	press(m, "ctrl+p", "c", "r", "a", "c", "k")
	settle(m, late)
	if f := uitest.Plain(m.View()); !strings.Contains(f, "│ * Crack found in the northern pier") {
		t.Errorf("what was found is not listed:\n%s", f)
	}
}
