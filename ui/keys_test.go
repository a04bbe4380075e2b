package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/uitest"
)

func TestKeyNames(t *testing.T) {
	for _, s := range action.Specs {
		for _, k := range s.Keys {
			for _, k := range action.Strokes(k) {
				if got := keyMsg(k).String(); got != k {
					t.Errorf("bubbletea calls %q %q", k, got)
				}
			}
		}
	}
}

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

// TestPrefix holds that after the first of two keys the screen waits, shows what
// may follow to those who hesitate, and says when nothing does.
func TestPrefix(t *testing.T) {
	m := open(uitest.Sample(true), 80, 24)
	press(m, "G")
	was := m.View()
	press(m, "g")
	if m.View() != was {
		t.Error("the first key changes the screen at once")
	}
	m.Update(hesitated{m.prefix.gen - 1})
	if m.View() != was {
		t.Error("a tick of an earlier prefix shows the panel")
	}
	m.Update(hesitated{m.prefix.gen})
	if f := uitest.Plain(m.View()); !strings.Contains(f, "─ g … ") || !strings.Contains(f, "g  to the top") {
		t.Errorf("the panel does not say what may follow:\n%s", f)
	}
	press(m, "x")
	if f := uitest.Plain(m.View()); !strings.Contains(f, "gx does nothing") || strings.Contains(f, "g … ") {
		t.Errorf("an unknown key after it:\n%s", f)
	}
	press(m, "g", "esc")
	if m.prefix.keys != "" || m.message != "" {
		t.Error("Esc does not take the prefix back silently")
	}
	press(m, "g", "g")
	if e, _ := m.timeline.At(); e != 0 {
		t.Errorf("gg goes to event %d", e)
	}
}

// TestQuitIsOnlyPromised holds that the hints say quit where q quits, and back
// where it does not.
func TestQuitIsOnlyPromised(t *testing.T) {
	for _, width := range []int{120, 80} {
		m := open(uitest.Sample(true), width, 20)
		press(m, "f", "c", "r", "enter", "enter", "/", "e", "enter")
		for cmd := tea.Cmd(nil); cmd == nil; {
			lines := strings.Split(uitest.Plain(m.View()), "\n")
			foot := lines[len(lines)-1]
			says := strings.Contains(foot, "q quit")
			if says == strings.Contains(foot, "q back") {
				t.Fatalf("%q", foot)
			}
			if cmd = press(m, "q"); says != (cmd != nil) {
				t.Errorf("%d columns: q quits: %v, and the hints say %q", width, cmd != nil, foot)
			}
		}
	}
}

func TestBackThenQuit(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, "f", "c", "r", "enter", "/", "e", "enter", "?")
	for _, what := range []string{"help", "search", "filter"} {
		if cmd := press(m, "q"); cmd != nil {
			t.Fatalf("q quits while the %s is open", what)
		}
	}
	if cmd := press(m, "q"); cmd == nil {
		t.Error("q does not quit when nothing is open")
	} else if _, ok := cmd().(tea.QuitMsg); !ok {
		t.Error("q gives another message than quit")
	}
	for _, keys := range [][]string{nil, {"?"}, {"/", "x"}, {"f"}} {
		m := open(uitest.Sample(true), 120, 40)
		press(m, keys...)
		if cmd := press(m, "ctrl+c"); cmd == nil {
			t.Errorf("Ctrl-C does not quit after %v", keys)
		}
	}
}

// TestEveryKeyEarly holds that no key does harm before there is anything to do
// it to.
func TestEveryKeyEarly(t *testing.T) {
	odd := uitest.Sample(true)
	odd.Events[2].Passages = nil
	for name, c := range map[string]*model.Collection{
		"nothing": nil, "no articles": {}, "articles": uitest.Sample(false), "no passages": odd,
		"empty article": {Articles: []model.Article{{ID: "x"}}, Sentences: make([][]model.Span, 1)},
	} {
		for _, first := range []string{"x", "?", "a", "o", "D", "w", "/", "f", "tab", "+", "!", "1"} {
			m := open(c, 100, 12)
			press(m, first)
			for _, s := range action.Specs {
				for _, k := range s.Keys {
					press(m, action.Strokes(k)...)
					m.View()
				}
			}
			uitest.Exact(t, fmt.Sprintf("%s after %s", name, first), m.View(), 100, 12, true)
		}
	}
}

func TestCharactersSentAtOnce(t *testing.T) {
	a, b := open(uitest.Sample(true), 120, 40), open(uitest.Sample(true), 120, 40)
	press(a, "J", "J", "n")
	press(b, "JJn")
	if a.View() != b.View() {
		t.Error("JJn sent at once is not J, J, n")
	}
	a.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q"), Paste: true})
	press(a, "/")
	a.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("a\x1b[31m\n", 200000)), Paste: true})
	if n := len(a.line.text); n != longest || strings.ContainsAny(string(a.line.text), "\x1b\n") {
		t.Errorf("a paste of a megabyte left %d characters", n)
	}
}
