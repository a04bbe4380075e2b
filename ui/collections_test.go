package ui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/ui/uitest"
)

// shelfOf returns made-up collections.
func shelfOf() Collections {
	return Collections{
		List: func() []Known {
			return []Known{
				{Name: "The bridge at Lune", Where: "~/clippings/lune", Paths: []string{"/lune"}, Articles: 4, Opened: "today 09:12", Here: true},
				{Name: "Flood", Where: "~/clippings/2031/a long way down/where the valley papers of that year are/flood", Paths: []string{"/flood"}, Articles: 1461, Opened: "yesterday"},
				{Name: "mill.md and 2 more", Where: "/mnt/stick/mill.md  /mnt/stick/fire.md  /mnt/stick/wheel.md", Paths: []string{"/mill"}, Opened: "7 Nov 2030", Missing: "/mnt/stick/mill.md is not there now (no such file or directory)"},
				{Name: "Sample", Where: "the sample that comes with kreader"},
			}
		},
		Open:   func(k Known) tea.Msg { return k },
		Forget: func(Known) error { return nil },
	}
}

// What is chosen opens, unless it is open already or not there; what is left out
// goes, but for the sample.
func TestCollections(t *testing.T) {
	m := open(uitest.Sample(true), 120, 24)
	list := func() { drain(t, m, press(m, "g", "c")) }
	list()
	if f := uitest.Plain(m.View()); !strings.Contains(f, "─ Collections ─") || !strings.Contains(f, "1461 articles") || !strings.Contains(f, "not there") {
		t.Errorf("the list is\n%s", f)
	}
	if press(m, "enter"); m.message != "this collection is open already" || m.overlay != nil {
		t.Errorf("on the one that is open: %q", m.message)
	}
	list()
	if press(m, "j", "j", "enter"); !strings.Contains(m.message, "is not there now") || m.overlay == nil {
		t.Errorf("on one that is missing: %q", m.message)
	}
	if press(m, "G", "x"); m.message != "the sample stays" {
		t.Errorf("the sample is left out: %q", m.message)
	}
	drain(t, m, press(m, "k", "x"))
	if m.message != "mill.md and 2 more is not listed any more; its files stay where they are" || m.overlay == nil || m.overlay.cursor != 2 {
		t.Errorf("left out: %q", m.message)
	}
	m.shelf.Forget = func(Known) error { return errors.New("the disk is full") }
	if drain(t, m, press(m, "x")); m.message != "the disk is full" {
		t.Errorf("it cannot be left out: %q", m.message)
	}
	cmd := press(m, "k", "enter")
	if k, ok := cmd().(Known); !ok || k.Name != "Flood" || m.message != "opening Flood …" {
		t.Errorf("it opens %v, and says %q", k, m.message)
	}
	if m = New(Options{Theme: mono()}); press(m, "g", "c") != nil || m.message == "" {
		t.Error("without collections nothing is said")
	}
}

// Where what was read last is not there, that is said, and the list is opened.
func TestMissingCollection(t *testing.T) {
	o := Options{Theme: mono(), Collection: uitest.Sample(true), Shelf: shelfOf()}
	o.Shelf.Missing = "/mnt/stick/mill.md"
	m := New(o)
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 24})
	if m.message != "not there now: /mnt/stick/mill.md; gc lists the collections" {
		t.Errorf("it says %q", m.message)
	}
	drain(t, m, m.Init())
	if m.overlay == nil || m.overlay.kind != collectionSheet {
		t.Error("the collections are not listed")
	}
}
