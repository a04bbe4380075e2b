package ui

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/uitest"
)

// TestCaret holds what each action does to a line, in which | is the caret, and that
// it says so where it does nothing.
func TestCaret(t *testing.T) {
	for _, tt := range []struct {
		id       action.ID
		from, to string
	}{
		{action.CursorLeft, "ab|c", "a|bc"}, {action.CursorLeft, "|abc", ""}, {action.CursorLeft, "ae\u0301|", "a|e\u0301"}, {action.CursorLeft, "橋|", "|橋"},
		{action.CursorRight, "a|bc", "ab|c"}, {action.CursorRight, "a|e\u0301b", "ae\u0301|b"}, {action.CursorRight, "abc|", ""},
		{action.WordLeft, "two words|", "two |words"}, {action.WordLeft, "two |words", "|two words"}, {action.WordLeft, "a\u3000b |", "a\u3000|b "},
		{action.WordRight, "|two words", "two| words"}, {action.WordRight, "two| words", "two words|"}, {action.WordRight, "two|\nlines", "two\nlines|"},
		{action.LineStart, "a b|c", "|a bc"}, {action.LineEnd, "a b|c", "a bc|"}, {action.LineEnd, "abc|", ""},
		{action.DeleteChar, "ab|c", "a|c"}, {action.DeleteChar, "e\u0301|c", "|c"}, {action.DeleteChar, "|c", ""},
		{action.DeleteNext, "a|bc", "a|c"}, {action.DeleteNext, "|e\u0301c", "|c"}, {action.DeleteNext, "abc|", ""},
		{action.DeleteWord, "two words |c", "two |c"}, {action.DeleteWord, "|c", ""},
		{action.DeleteLine, "two wo|rds", "|rds"}, {action.DeleteRest, "two wo|rds", "two wo|"}, {action.DeleteRest, "two|", ""},
	} {
		var in input
		before, after, _ := strings.Cut(tt.from, "|")
		in.put(before, after)
		why, ok := in.change(tt.id)
		before, after = in.sides()
		got, want := before+"|"+after, tt.to
		if want == "" {
			want = tt.from
		}
		if got != want || !ok || (why != "") != (tt.to == "") {
			t.Errorf("%s of %q gives %q, want %q; it says %q", tt.id, tt.from, got, want, why)
		}
	}
}

// TestTypeInTheMiddle holds that what is typed and pasted comes where the caret is, in
// a line, in a list that is narrowed, and in a note.
func TestTypeInTheMiddle(t *testing.T) {
	for _, open := range [][]string{{"f"}, {"/"}, {"ctrl+p"}, {"g", "/"}} {
		m := onLine(t, open...)
		press(m, "brige", "left", "left", "d")
		if got := m.line.shown(); got != "bridge" {
			t.Errorf("%v: %q is typed", open, got)
		}
		press(m, "home", "x", "delete", "end", "s")
		if got := m.line.shown(); got != "xridges" {
			t.Errorf("%v: %q is typed", open, got)
		}
		if f := uitest.Plain(m.View()); !strings.Contains(f, "xridges") {
			t.Errorf("%v: what is typed is not seen:\n%s", open, f)
		}
	}
}

// TestCaretIsSeen holds that the caret stays on the screen however long the line is.
func TestCaretIsSeen(t *testing.T) {
	m := onLine(t, "A")
	press(m, strings.Repeat("0123456789", 30)+"END")
	for _, tt := range []struct{ key, sees, not string }{{"end", "END", "note on the event: 0123"}, {"home", "note on the event: 0123", "END"}, {"end", "END", ""}} {
		press(m, tt.key)
		f := uitest.Plain(m.View())
		if !strings.Contains(f, tt.sees) || tt.not != "" && strings.Contains(f, tt.not) {
			t.Errorf("after %s the line does not show %q, or shows %q:\n%s", tt.key, tt.sees, tt.not, f)
		}
	}
}

func onLine(t *testing.T, keys ...string) *Model {
	t.Helper()
	m := panel{}.show(t, mono(), 80, 24)
	press(m, keys...)
	return m
}
