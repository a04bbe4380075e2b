package ui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/uitest"
)

// TestLetters holds that a letter leads back to the place that was given it, in
// whichever article, and from there back again.
func TestLetters(t *testing.T) {
	m := open(uitest.Large(400), 120, 20)
	press(m, "a", "home", "3", "j", "enter", "d", "d", "g", "m", "b")
	if !strings.Contains(m.message, "' and b go back here") {
		t.Errorf("it says %q", m.message)
	}
	want := m.viewer.View()
	press(m, "]", "d", "g", "m", "a")
	there := m.viewer.View()
	press(m, "tab", "G", "'", "b")
	if got := m.viewer.View(); got != want || m.focus != onArticle {
		t.Errorf("'b shows\n%s\nwant\n%s", uitest.Plain(got), uitest.Plain(want))
	}
	if press(m, "'", "a"); m.viewer.View() != there {
		t.Error("'a does not go to its place")
	}
	if press(m, "'", "'"); m.viewer.View() != want {
		t.Error("'' does not go back")
	}
	if press(m, "alt+right"); m.viewer.View() != there {
		t.Error("the way back is not among the jumps")
	}
	was := m.View()
	for _, keys := range [][]string{{"'", "esc"}, {"g", "m", "esc"}} {
		if press(m, keys...); m.View() != was {
			t.Errorf("%v leaves something behind", keys)
		}
	}
	for key, says := range map[string]string{"x": "no mark x", "3": "a mark is a letter", "enter": "a mark is a letter"} {
		if press(m, "'", key); !strings.Contains(m.message, says) || m.viewer.View() != there {
			t.Errorf("' and %s: %q", key, m.message)
		}
	}
	press(m, "'")
	m.Update(hesitated{m.prefix.gen})
	if f := uitest.Plain(m.View()); !strings.Contains(f, "─ go to ─") || !strings.Contains(f, " a  ") || !strings.Contains(f, " b  ") {
		t.Errorf("the letters are not shown to those who hesitate:\n%s", f)
	}
}

// TestLettersAreKept holds that the next time the letters lead to the same
// places, and that other articles have letters of their own.
func TestLettersAreKept(t *testing.T) {
	m := open(uitest.Large(400), 120, 20)
	press(m, "enter", "d", "g", "m", "q")
	want := m.viewer.View()
	press(m, "]", "d")
	kept := m.Memory()
	m = New(Options{Theme: mono(), Memory: kept, Collection: uitest.Large(400)})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	if press(m, "'", "q"); m.viewer.View() != want {
		t.Errorf("the letter leads to\n%s", uitest.Plain(m.viewer.View()))
	}
	m = New(Options{Theme: mono(), Memory: kept, Collection: uitest.Sample(true)})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	if press(m, "'"); m.prefix.waits() || !strings.Contains(m.message, "no place is marked yet") {
		t.Errorf("in other articles: %q", m.message)
	}
	press(m, "g", "m", "q")
	if got := m.Memory().Named; len(got) != 2 || got[0].Article == got[1].Article {
		t.Errorf("kept: %v", got)
	}
}

// TestLettersOfLess holds that who comes from less finds its keys.
func TestLettersOfLess(t *testing.T) {
	less, _ := action.PresetNamed("less")
	keys, err := action.NewKeymap(action.Changed(action.Specs, less.Changes))
	if err != nil {
		t.Fatal(err)
	}
	m := New(Options{Theme: mono(), Keys: keys, Collection: uitest.Sample(true)})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 20})
	press(m, "tab", "m", "a", "G", "'", "a")
	if m.covers.now != uncovered || len(m.Memory().Named) != 1 {
		t.Error("m and a letter give no letter")
	}
	press(m, "C")
	if m.covers.now != covering {
		t.Error("C shows no table")
	}
	if press(m, "C"); m.covers.now != uncovered {
		t.Error("C does not close the table")
	}
}

// TestRecentChoicesComeFirst holds that what was chosen in the palette comes
// first in it, the latest before the others, the next time too.
func TestRecentChoicesComeFirst(t *testing.T) {
	m := open(uitest.Sample(true), 120, 40)
	press(m, append(append([]string{"ctrl+p"}, letters("petition")...), "enter")...)
	press(m, append(append([]string{"ctrl+p"}, letters("silence")...), "enter")...)
	press(m, append(append([]string{":"}, letters("coverage")...), "enter")...)
	press(m, "q")
	kept := m.Memory()
	for range 2 {
		press(m, "ctrl+p")
		var got []string
		for _, f := range m.find.results.Found[:3] {
			got = append(got, f.Label)
		}
		if !strings.HasPrefix(got[0], "coverage") || got[1] != "A pier, a crack, a silence" || got[2] != "Petition to close the bridge" {
			t.Errorf("first come %q", got)
		}
		m = New(Options{Theme: mono(), Memory: kept, Collection: uitest.Sample(true)})
		m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	}
	for range 200 {
		m.remember(strings.Repeat("x", len(m.memory.Recent)))
	}
	if n := len(m.Memory().Recent); n != mostRecent {
		t.Errorf("%d are kept", n)
	}
}
