package ui

import (
	"slices"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
)

// TestEveryKey walks the live table of keys in each panel: a key that the help has
// there does something to the screen, asks for an effect, or says why not.
func TestEveryKey(t *testing.T) {
	held := map[action.Scope]bool{}
	for i, p := range panels {
		size := [][2]int{{120, 16}, {60, 12}}[i%2]
		m := p.show(t, mono(), size[0], size[1])
		if m.prefix.waits() { // what may follow is in the table with what it follows
			continue
		}
		scopes := m.scopes()
		for _, s := range scopes {
			held[s] = true
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			for _, s := range action.Specs {
				for _, k := range s.Keys {
					if id, ok := m.keys.Resolve(k, scopes...); !ok || id != s.ID || !slices.Contains(scopes, s.Scope) {
						continue // it is an inner scope's
					}
					m := p.show(t, mono(), size[0], size[1])
					m.message = ""
					var cmd tea.Cmd
					was := m.View()
					for _, stroke := range action.Strokes(k) {
						_, cmd = m.Update(keyMsg(stroke))
					}
					if cmd == nil && m.View() == was && m.message == "" {
						t.Errorf("%s: %q (%s) does nothing and says nothing, at %v", s.Scope, action.Label(k), s.ID, size)
					}
				}
			}
		})
	}
	for _, s := range action.Specs {
		if !held[s.Scope] {
			t.Errorf("no panel has the keys of: %s", s.Scope)
		}
	}
}
