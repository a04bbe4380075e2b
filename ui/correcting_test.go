package ui

import (
	"context"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/ui/uitest"
)

// keeper remembers what it was asked to keep, and gives back the sample without
// the hidden events.
type keeper struct {
	kept   []Change
	answer error
}

func (k *keeper) keep(_ context.Context, c Change) (correct.Entry, *model.Collection, error) {
	k.kept = append(k.kept, c)
	if k.answer != nil || c.Entry.Type != correct.Correction {
		return c.Entry, nil, k.answer
	}
	again := uitest.Sample(true)
	set := correct.NewSet([]correct.Entry{c.Entry})
	again.Events, _ = set.Events(again, again.Events)
	return c.Entry, again, nil
}

func correctable(t *testing.T) (*Model, *keeper) {
	t.Helper()
	k := &keeper{}
	m := New(Options{Theme: mono(), Collection: uitest.Sample(true), Correct: k.keep, Root: "bridge"})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	return m, k
}

// after runs the command that a key gave, and what follows of it.
func after(m *Model, cmd tea.Cmd) {
	for cmd != nil {
		_, cmd = m.Update(cmd())
		return
	}
}

// row presses e and goes to a row of the menu.
func row(t *testing.T, m *Model, kind correct.Kind) {
	t.Helper()
	press(m, "e")
	if m.overlay == nil || m.overlay.kind != correctSheet {
		t.Fatal("e opens no menu")
	}
	for i, it := range items {
		if it.kind == kind && it.typ == correct.Correction {
			m.overlay.cursor = i
			return
		}
	}
	t.Fatalf("no row for %s", kind)
}

func TestCorrectTheDateOfAnEvent(t *testing.T) {
	m, k := correctable(t)
	title := m.data.Events[m.sel.event].Title
	row(t, m, correct.EventDate)
	press(m, "enter")
	if m.line == nil || string(m.line.text) != m.data.Events[m.sel.event].When.String() {
		t.Fatalf("what holds now is not what is typed: %+v", m.line)
	}
	press(m, "ctrl+u", "s", "o", "o", "n", "enter")
	if m.line == nil || !strings.Contains(m.line.result, "2021-11-07") || len(k.kept) > 0 {
		t.Fatalf("a value that is no date is taken, or nothing says what is one: %+v", m.line)
	}
	press(m, "ctrl+u", "2", "0", "1", "8")
	cmd := press(m, "enter")
	if !strings.Contains(m.message, "keeping") || m.line != nil {
		t.Errorf("said %q", m.message)
	}
	after(m, cmd)
	e := m.data.Events[m.sel.event]
	if len(k.kept) != 1 || e.When.String() != "2018" || e.Title != title || !strings.Contains(m.message, "kept: event date 2018: U takes it back") {
		t.Errorf("%+v is chosen, said %q", e, m.message)
	}
	if at := k.kept[0].Entry.At; at.Exact == "" || at.Article == "" {
		t.Errorf("anchored to %+v", at)
	}
	press(m, "w")
	if frame := uitest.Plain(m.View()); !strings.Contains(frame, "date corrected by the reader") {
		t.Errorf("why does not say it:\n%s", frame)
	}
}

func TestJoinAndUndo(t *testing.T) {
	m, k := correctable(t)
	n := len(m.data.Events)
	row(t, m, correct.Join)
	press(m, "enter")
	if m.overlay == nil || m.overlay.kind != joinSheet {
		t.Fatal("no list of events")
	}
	if press(m, "enter"); !strings.Contains(m.message, "itself") {
		t.Errorf("said %q", m.message)
	}
	row(t, m, correct.Join)
	press(m, "enter", "g", "g")
	after(m, press(m, "enter"))
	if len(k.kept) != 1 || k.kept[0].Entry.With.Exact == "" || len(m.data.Events) != n-1 {
		t.Errorf("%+v; %d events of %d", k.kept, len(m.data.Events), n)
	}
	k.answer = correct.ErrNothing
	after(m, press(m, "U"))
	if !k.kept[1].Undo || m.message != "there is nothing to take back" {
		t.Errorf("said %q", m.message)
	}
	after(m, press(m, "ctrl+r"))
	if !k.kept[2].Redo || m.message != "there is nothing to give back" {
		t.Errorf("said %q", m.message)
	}
}

// Of several differences each can be dismissed by itself.
func TestDismissOneDifference(t *testing.T) {
	for i, want := range []string{"date", "drones", "killed"} {
		m, k := correctable(t)
		e := &m.data.Events[m.sel.event]
		e.Differences = []model.Difference{{About: "date"}, {About: "number", What: "drones"}, {About: "number", What: "killed"}}
		row(t, m, correct.NoDifference)
		press(m, "enter")
		if m.overlay == nil || m.overlay.kind != noDifferenceSheet || m.overlay.count != 3 {
			t.Fatal("no list of differences")
		}
		for range i {
			press(m, "j")
		}
		after(m, press(m, "enter"))
		if len(k.kept) != 1 || k.kept[0].Entry.Kind != correct.NoDifference || k.kept[0].Entry.Value != want {
			t.Errorf("row %d keeps %+v", i, k.kept)
		}
		m.data.Events[m.sel.event].Differences = e.Differences[:1]
		row(t, m, correct.NoDifference)
		after(m, press(m, "enter"))
		if len(k.kept) != 2 || k.kept[1].Entry.Value != "date" {
			t.Errorf("the only one is asked for: %+v", k.kept)
		}
	}
}

func TestEveryRowOfTheMenu(t *testing.T) {
	for i, it := range items {
		m, k := correctable(t)
		press(m, "e")
		m.overlay.cursor = i
		cmd := press(m, "enter")
		if m.line != nil {
			value := "2019"
			switch it.kind {
			case correct.Language:
				value = "de"
			case correct.Alias:
				value = "Solm=Sollm"
			}
			keys := []string{"ctrl+u"}
			for _, r := range value {
				keys = append(keys, string(r))
			}
			press(m, keys...)
			cmd = press(m, "enter")
		}
		after(m, cmd)
		if len(k.kept) == 0 && m.message == "" && m.overlay == nil {
			t.Errorf("%q does nothing", it.label)
		}
		for _, c := range k.kept {
			if err := c.Entry.Check(); err != nil {
				t.Errorf("%q: %v", it.label, err)
			}
		}
	}
}

func TestNothingCanBeKept(t *testing.T) {
	m := open(uitest.Sample(true), 80, 24)
	for _, key := range []string{"e", "U", "ctrl+r", "B"} {
		if press(m, key); m.message != "nothing can be kept here" {
			t.Errorf("%s: said %q", key, m.message)
		}
	}
}

func TestBookmark(t *testing.T) {
	m, k := correctable(t)
	after(m, press(m, "B"))
	if len(k.kept) != 1 || k.kept[0].Entry.Type != correct.Bookmark || m.message != "kept: bookmark: U takes it back" {
		t.Errorf("%+v, said %q", k.kept, m.message)
	}
}
