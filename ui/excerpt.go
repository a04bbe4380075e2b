package ui

import (
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// excerpt draws a part of a text in at most w cells, on one line, with the
// matches in it set off; it begins so that the first of them is seen.
func excerpt(t *theme.Theme, text string, part model.Span, matches []model.Span, w int, cursor bool) string {
	style := t.Text
	if cursor {
		style = t.Bright
	}
	start := part.Start
	if len(matches) > 0 {
		before := draw.Line(text[part.Start:matches[0].Start])
		if draw.Width(before)+draw.Width(draw.Line(matches[0].Of(text))) > w*2/3 {
			start = backWords(text, part.Start, matches[0].Start, w/3)
		}
	}
	var b strings.Builder
	if start > part.Start {
		t.Dim.Append(&b, t.Glyphs.Ellipsis)
	}
	for _, m := range matches {
		if m.Start < start {
			continue
		}
		style.Append(&b, draw.Line(text[start:m.Start]))
		t.Accent.Append(&b, draw.Line(m.Of(text)))
		start = m.End
	}
	// More than can be seen is not drawn: a sentence may be as long as a book.
	end := min(part.End, start+4*w+4)
	style.Append(&b, draw.Line(strings.ToValidUTF8(text[start:end], "")))
	return draw.Truncate(b.String(), w, t.Glyphs.Ellipsis)
}

// backWords returns where a word begins at most room cells before to, not before
// from; to itself when there is none.
func backWords(text string, from, to, room int) int {
	at := to
	for i := to; i > from; i-- {
		if text[i-1] == ' ' || text[i-1] == '\n' {
			if draw.Width(draw.Line(text[i:to])) > room {
				break
			}
			at = i
		}
	}
	return at
}
