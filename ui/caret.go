package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/status"
	"github.com/kreader/kreader/ui/theme"
)

// sides return what is typed before the caret and after it.
func (in *input) sides() (before, after string) {
	n := len(in.text) - min(in.after, len(in.text))
	return string(in.text[:n]), string(in.text[n:])
}

// put makes what is typed of what stands before the caret and after it.
func (in *input) put(before, after string) {
	in.text, in.after = []rune(before+after), utf8.RuneCountInString(after)
}

// insert types text at the caret, as much of it as the line may have.
func (in *input) insert(text []rune) {
	before, after := in.sides()
	in.put(before+string(text[:min(len(text), max(in.longest()-len(in.text), 0))]), after)
}

// change moves the caret, or deletes at it. It says why where there is nothing to do;
// ok is false for other actions.
func (in *input) change(id action.ID) (why string, ok bool) {
	before, after := in.sides()
	const nothingBefore, nothingAfter = "nothing stands before the cursor", "nothing stands after the cursor"
	switch id {
	case action.CursorLeft, action.WordLeft, action.LineStart, action.DeleteChar, action.DeleteWord, action.DeleteLine:
		if before == "" {
			return nothingBefore, true
		}
	case action.CursorRight, action.WordRight, action.LineEnd, action.DeleteNext, action.DeleteRest:
		if after == "" {
			return nothingAfter, true
		}
	default:
		return "", false
	}
	back, on := wordBefore(before), wordAfter(after)
	char, _ := draw.Cluster(after)
	last := lastCluster(before)
	switch id {
	case action.CursorLeft:
		in.put(before[:last], before[last:]+after)
	case action.CursorRight:
		in.put(before+char, after[len(char):])
	case action.WordLeft:
		in.put(before[:back], before[back:]+after)
	case action.WordRight:
		in.put(before+after[:on], after[on:])
	case action.LineStart:
		in.put("", before+after)
	case action.LineEnd:
		in.put(before+after, "")
	case action.DeleteChar:
		in.put(before[:last], after)
	case action.DeleteWord:
		in.put(before[:back], after)
	case action.DeleteLine:
		in.put("", after)
	case action.DeleteNext:
		in.put(before, after[len(char):])
	case action.DeleteRest:
		in.put(before, "")
	}
	return "", true
}

// draw draws the line in w cells.
func (in *input) draw(t *theme.Theme, w int) string {
	before, after := in.sides()
	breaks := strings.NewReplacer("\n", t.Glyphs.Break)
	return status.Prompt(t, w, in.label, breaks.Replace(before), breaks.Replace(after), t.Dim.Render(in.result)+" ")
}

// lastCluster returns where the last character of s begins, as people count them.
func lastCluster(s string) (at int) {
	for i := 0; i < len(s); {
		c, _ := draw.Cluster(s[i:])
		at, i = i, i+len(c)
	}
	return at
}

// wordBefore returns where the last word of s begins.
func wordBefore(s string) int {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return i + n
}

// wordAfter returns where the first word of s ends.
func wordAfter(s string) int {
	rest := strings.TrimLeftFunc(s, unicode.IsSpace)
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		return len(s) - len(rest) + i
	}
	return len(s)
}
