package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/ui/uitest"
)

// notebook keeps notes and bookmarks as the program does, but in memory.
type notebook struct{ file *correct.File }

func (n *notebook) keep(_ context.Context, c Change) (e correct.Entry, _ *model.Collection, err error) {
	now := time.Date(2031, 5, 1, 9, 0, 0, 0, time.UTC)
	switch {
	case c.Undo:
		e, err = n.file.Undo(now)
	case c.Redo:
		e, err = n.file.Redo()
	default:
		c.Entry.Made = now
		e, err = n.file.Add(c.Entry)
	}
	if err != nil {
		return e, nil, err
	}
	n.file = correct.Parse(n.file.Bytes())
	out := *c.Shown
	out.Marks, _ = correct.NewSet(n.file.Entries()).Marks(out.Articles)
	return e, &out, nil
}

func noting(t *testing.T) *Model {
	t.Helper()
	n := &notebook{correct.Parse(nil)}
	m := New(Options{Theme: mono(), Collection: uitest.Sample(true), Correct: n.keep, Root: "bridge"})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	return m
}

// typing presses keys, letters for the words, and waits for what follows.
func typing(m *Model, before []string, words string, then ...string) {
	press(m, before...)
	press(m, letters(words)...)
	for _, k := range then {
		after(m, press(m, k))
	}
}

func notesOf(m *Model) string {
	var out []string
	for _, k := range m.data.Marks {
		what := "note"
		if k.Bookmark {
			what = "bookmark"
		}
		if k.OnEvent {
			what += " on event"
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %q on %.20q", what, k.Note, k.Quote)))
	}
	return strings.Join(out, "; ")
}

// A note is written on the event from the timeline, on the passage in the
// article, and on what is selected; it is changed, removed, taken back and given
// back.
func TestWriteNotes(t *testing.T) {
	m := noting(t)
	quote := m.passageHere().Span.Of(m.data.Articles[m.passageHere().Article].Text)
	typing(m, []string{"A"}, "ask ann", "enter")
	want := fmt.Sprintf(`note on event "ask ann" on %.20q`, quote)
	if got := notesOf(m); got != want || !strings.Contains(m.message, "kept: note ask ann") {
		t.Fatalf("%s; said %q", got, m.message)
	}
	if f := uitest.Plain(m.View()); strings.Count(f, "✎") != 2 {
		t.Errorf("no sign on the timeline and in the article:\n%s", f)
	}
	typing(m, []string{"A"}, " twice", "enter")
	if got := notesOf(m); !strings.Contains(got, `"ask ann twice"`) || len(m.data.Marks) != 1 {
		t.Errorf("changed: %s", got)
	}
	typing(m, []string{"tab", "A"}, "the words", "enter")
	if got := notesOf(m); !strings.Contains(got, `note "the words"`) || len(m.data.Marks) != 2 {
		t.Errorf("on the passage: %s", got)
	}
	typing(m, []string{"v", "j", "A"}, "both", "enter")
	if got := notesOf(m); !strings.Contains(got, `"both"`) || m.pick.on || len(m.data.Marks) != 3 {
		t.Errorf("on what is selected: %s", got)
	}
	for _, step := range []struct {
		key  string
		left int
		has  string
	}{{"U", 2, "the words"}, {"U", 1, "ask ann twice"}, {"U", 1, `"ask ann"`}, {"U", 0, ""}, {"ctrl+r", 1, `"ask ann"`}, {"ctrl+r", 1, "twice"}} {
		after(m, press(m, step.key))
		if got := notesOf(m); len(m.data.Marks) != step.left || !strings.Contains(got, step.has) {
			t.Errorf("after %s: %s, want %d with %s; said %q", step.key, got, step.left, step.has, m.message)
		}
	}
	press(m, "tab")
	typing(m, []string{"A", "ctrl+u"}, "", "enter")
	if len(m.data.Marks) != 0 || !strings.HasPrefix(m.message, "note removed") {
		t.Errorf("emptied: %s; said %q", notesOf(m), m.message)
	}
	press(m, "A", "enter")
	if m.line == nil || m.line.result != "the note is empty" {
		t.Errorf("an empty note: %+v", m.line)
	}
	press(m, "esc")
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("A")})
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune("one\x1b[2J\ntwo")})
	if f := uitest.Plain(m.View()); !strings.Contains(f, "↵two") || strings.Contains(m.View(), "\x1b[2J") {
		t.Errorf("what is pasted:\n%s", f)
	}
	typing(m, []string{"alt+enter"}, "three", "enter")
	if got := notesOf(m); !strings.Contains(got, `\ntwo\nthree"`) {
		t.Errorf("lines: %s", got)
	}
}

// B puts a bookmark, and takes it away; " shows only what is marked.
func TestBookmarks(t *testing.T) {
	m := noting(t)
	press(m, "\"")
	if !strings.Contains(m.message, "no event has a note") {
		t.Errorf("said %q", m.message)
	}
	after(m, press(m, "B"))
	press(m, "\"")
	if n, of := m.timeline.Shown(); n != 1 || of < 5 {
		t.Errorf("%d of %d events are shown", n, of)
	}
	if f := uitest.Plain(m.View()); !strings.Contains(f, "only what you marked") || !strings.Contains(f, "⚑") {
		t.Errorf("the frame:\n%s", f)
	}
	after(m, press(m, "B")) // with the last one gone, everything is shown again
	if n, of := m.timeline.Shown(); len(m.data.Marks) != 0 || n != of {
		t.Errorf("%s; %d of %d events are shown", notesOf(m), n, of)
	}
	if !strings.HasPrefix(m.message, "bookmark removed") {
		t.Errorf("said %q", m.message)
	}
}

// The list is narrowed by words, leads to the places, and changes what it lists.
func TestListOfNotes(t *testing.T) {
	n := &notebook{correct.Parse(nil)}
	m := New(Options{Theme: mono(), Collection: uitest.Marked(), Correct: n.keep, Root: "bridge"})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	press(m, "g", "n", "/")
	press(m, letters("wharf")...)
	if len(m.correct.list.rows) != 1 {
		t.Fatalf("rows %v", m.correct.list.rows)
	}
	press(m, "enter")
	if m.overlay != nil || m.line != nil || m.focus != onArticle || !strings.Contains(uitest.Plain(m.viewer.View()), "Wharf Street") {
		t.Errorf("not there:\n%s", uitest.Plain(m.View()))
	}
	press(m, "g", "n", "/")
	press(m, letters("day? order")...)
	press(m, "enter")
	if p := m.chosen(); p == nil || !strings.Contains(p.Span.Of(m.data.Articles[p.Article].Text), "On Monday") {
		t.Errorf("a note on an event does not choose it: %+v", p)
	}
	press(m, "g", "n", "G", "enter")
	if m.overlay == nil || !strings.Contains(m.message, "not found") {
		t.Errorf("an orphan: said %q", m.message)
	}
	press(m, "/", "z", "z")
	if m.overlay.count != 0 || !strings.HasPrefix(m.line.result, "0 of") {
		t.Errorf("what nothing has: %d rows, %q", m.overlay.count, m.line.result)
	}
	press(m, "enter", "esc")
	if m.overlay == nil || m.overlay.count != len(m.data.Marks) {
		t.Error("Esc does not list all again")
	}
	press(m, "x")
	press(m, "q")
	if m.overlay != nil {
		t.Error("q does not close the list")
	}
}

// The list goes when the last mark goes from the disk, also while words for it are
// being typed.
func TestTheListOfNotesGoesWhileOneTypes(t *testing.T) {
	m := New(Options{Theme: mono(), Collection: uitest.Marked()})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	press(m, "g", "n", "/")
	press(m, letters("wha")...)
	m.Update(arrived{data: m.load.prep(Update{Collection: uitest.Sample(true)})})
	if m.overlay != nil || m.line != nil {
		t.Errorf("list open %v, line open %v", m.overlay != nil, m.line != nil)
	}
	press(m, "j")
}

// What the list removes stays listed until it is gone, and comes back.
func TestRemoveFromList(t *testing.T) {
	m := noting(t)
	typing(m, []string{"A"}, "first", "enter")
	typing(m, []string{"J", "A"}, "second", "enter")
	press(m, "g", "n", "home")
	was := notesOf(m)
	after(m, press(m, "x"))
	if m.overlay == nil || m.overlay.count != 1 || len(m.data.Marks) != 1 {
		t.Fatalf("%s", notesOf(m))
	}
	after(m, press(m, "U"))
	if m.overlay == nil || m.overlay.count != 2 || notesOf(m) != was {
		t.Errorf("%s", notesOf(m))
	}
	press(m, "home")
	typing(m, []string{"e"}, " again", "enter")
	if got := notesOf(m); !strings.Contains(got, ` again"`) || len(m.data.Marks) != 2 {
		t.Errorf("%s", got)
	}
}
